"""The group `rasid theatre`: its commands and options, with their help from the message catalogues."""

# No postponed annotations here: typer reads the options, whose help depends on the locale, when `build` runs.

from typing import Annotated

import typer

from rasid.messages import t


def group(lang_ui: object) -> typer.Typer:
    """The commands on theatre packs in the locale in use. lang_ui: the option that every command takes."""
    theatre = typer.Typer(
        name="theatre",
        help=t("help.theatre"),
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    _add_info(theatre, lang_ui)
    return theatre


def _add_info(theatre: typer.Typer, lang_ui: object) -> None:
    @theatre.command(help=t("help.theatre.info"))
    def info(
        name: Annotated[str, typer.Argument(help=t("help.theatre.info.name"), metavar="NAME", show_default=False)] = "",
        format: Annotated[str, typer.Option(help=t("help.who.format"), metavar="text|json", show_default=False)] = "text",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli.theatre_info import run

        raise typer.Exit(run(name, format))
