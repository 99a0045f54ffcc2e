"""The commands of the ledger with their options, their help from the message catalogues."""

# No postponed annotations here: typer reads the options, whose help depends on the locale, when they are registered.

from typing import Annotated

import typer

from rasid.messages import t


def register(app: typer.Typer, lang_ui: object) -> None:
    """Put the commands of the ledger on the command line. lang_ui: the option that every command takes."""
    for add in (_add, _holds, _map, _ask, _verify):
        add(app, lang_ui)


def _db() -> object:
    return typer.Option("--db", help=t("help.db"), metavar="FILE|URL", show_default=False)


def _format(formats: str = "text|json") -> object:
    return typer.Option("--format", help=t("help.who.format") if formats == "text|json" else t("help.formats"), metavar=formats)


def _plain() -> object:
    return typer.Option("--unreviewed", help=t("help.unreviewed"))


def _add(app: typer.Typer, lang_ui: object) -> None:
    @app.command(help=t("help.add"))
    def add(
        paths: Annotated[list[str] | None, typer.Argument(help=t("help.read.paths"), metavar="PATHS", show_default=False)] = None,
        db: Annotated[str, _db()] = "",
        published: Annotated[str, typer.Option(help=t("help.read.published"), metavar="DAY", show_default=False)] = "",
        outlet: Annotated[str, typer.Option(help=t("help.read.outlet"), metavar="NAME", show_default=False)] = "",
        jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, max=256, help=t("help.read.jobs"), metavar="N")] = 0,
        quiet: Annotated[bool, typer.Option("--quiet", "-q", help=t("help.read.quiet"))] = False,
        format: Annotated[str, typer.Option(help=t("help.add.format"), metavar="text|json")] = "text",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli.add import Options, run

        raise typer.Exit(run(Options(tuple(paths or ()), db, published, outlet, jobs, quiet, format)))


def _holds(app: typer.Typer, lang_ui: object) -> None:
    @app.command(help=t("help.holds"))
    def holds(
        place: Annotated[str, typer.Argument(help=t("help.holds.place"), metavar="PLACE")],
        on: Annotated[str, typer.Option(help=t("help.on"), metavar="DAY", show_default=False)] = "",
        known: Annotated[str, typer.Option(help=t("help.known"), metavar="DAY", show_default=False)] = "",
        why: Annotated[bool, typer.Option("--why", help=t("help.holds.why"))] = False,
        unreviewed: Annotated[bool, _plain()] = False,
        db: Annotated[str, _db()] = "",
        format: Annotated[str, _format()] = "text",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli.holds import Options, run

        raise typer.Exit(run(Options(place, on, known, why, not unreviewed, db, format)))


def _map(app: typer.Typer, lang_ui: object) -> None:
    @app.command("map", help=t("help.map"))
    def map_(
        on: Annotated[str, typer.Option(help=t("help.on"), metavar="DAY", show_default=False)] = "",
        known: Annotated[str, typer.Option(help=t("help.known"), metavar="DAY", show_default=False)] = "",
        inside: Annotated[str, typer.Option("--in", help=t("help.in"), metavar="PLACE", show_default=False)] = "",
        png: Annotated[str, typer.Option("--png", "--svg", help=t("help.map.picture"), metavar="FILE", show_default=False)] = "",
        unreviewed: Annotated[bool, _plain()] = False,
        db: Annotated[str, _db()] = "",
        format: Annotated[str, _format("text|json|geojson")] = "text",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli.map import Options, run

        raise typer.Exit(run(Options(on, known, inside, png, not unreviewed, db, format)))


def _ask(app: typer.Typer, lang_ui: object) -> None:
    @app.command(help=t("help.ask"))
    def ask(
        file: Annotated[str, typer.Argument(help=t("help.ask.file"), metavar="QUESTIONS")],
        unreviewed: Annotated[bool, _plain()] = False,
        db: Annotated[str, _db()] = "",
        format: Annotated[str, _format()] = "text",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli.ask import run

        raise typer.Exit(run(file, db, format, not unreviewed))


def _verify(app: typer.Typer, lang_ui: object) -> None:
    @app.command(help=t("help.verify"))
    def verify(
        db: Annotated[str, _db()] = "",
        format: Annotated[str, _format()] = "text",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli.verify import run

        raise typer.Exit(run(db, format))
