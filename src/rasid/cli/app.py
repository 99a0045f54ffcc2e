"""The commands and options, with their help from the message catalogues."""

# No postponed annotations here: typer reads the options, whose help depends on the locale, when `build` runs.

from typing import Annotated

import typer

from rasid import __version__
from rasid.cli.ledger_commands import register as register_ledger
from rasid.messages import LOCALES, t


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"rasid {__version__}")
        raise typer.Exit


def _check_locale(value: str) -> str:
    if value and value not in LOCALES:
        raise typer.BadParameter(" | ".join(LOCALES))
    return value


def _check_format(value: str) -> str:
    from rasid.cli.formats import FORMATS

    if value and value not in FORMATS:
        raise typer.BadParameter(" | ".join(FORMATS))
    return value


def build() -> typer.Typer:
    """The command line in the locale in use."""
    app = typer.Typer(
        name="rasid",
        help=t("help.app"),
        epilog=t("help.exit"),
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,  # rich would double the time to start
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    _add_main(app)
    _add_read(app)
    _add_explain(app)
    _add_evaluate(app)
    _add_lint(app)
    _add_who(app)
    _add_where(app)
    _add_theatre(app)
    register_ledger(app, _lang_ui())
    return app


def _lang_ui() -> object:
    return typer.Option(help=t("help.lang_ui"), metavar="ar|en", callback=_check_locale, show_default=False)


def _add_main(app: typer.Typer) -> None:
    @app.callback()
    def main(
        version: Annotated[bool, typer.Option("--version", help=t("help.version"), callback=_print_version, is_eager=True)] = False,
        lang_ui: Annotated[str, _lang_ui()] = "",
    ) -> None:
        pass


def _add_read(app: typer.Typer) -> None:
    @app.command(help=t("help.read"))
    def read(
        paths: Annotated[list[str] | None, typer.Argument(help=t("help.read.paths"), metavar="PATHS", show_default=False)] = None,
        format: Annotated[
            str,
            typer.Option(help=t("help.read.format"), metavar="text|jsonl|csv", callback=_check_format, show_default=False),
        ] = "",
        output: Annotated[str, typer.Option("--output", "-o", help=t("help.read.output"), metavar="FILE", show_default=False)] = "",
        published: Annotated[str, typer.Option(help=t("help.read.published"), metavar="DAY", show_default=False)] = "",
        outlet: Annotated[str, typer.Option(help=t("help.read.outlet"), metavar="NAME", show_default=False)] = "",
        columns: Annotated[str, typer.Option(help=t("help.read.columns"), metavar="SLOT=HEADING,…", show_default=False)] = "",
        jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, max=256, help=t("help.read.jobs"), metavar="N")] = 0,
        engine: Annotated[str, typer.Option(help=t("help.read.engine"), metavar="processes|ray", show_default=False)] = "",
        ray_address: Annotated[str, typer.Option(help=t("help.read.ray_address"), metavar="ADDRESS", show_default=False)] = "",
        quiet: Annotated[bool, typer.Option("--quiet", "-q", help=t("help.read.quiet"))] = False,
        lang_ui: Annotated[str, _lang_ui()] = "",
    ) -> None:
        from rasid.cli.read import Options, run

        options = Options(tuple(paths or ()), format, output, published, outlet, jobs, quiet, columns, engine, ray_address)
        raise typer.Exit(run(options))


def _add_explain(app: typer.Typer) -> None:
    @app.command(help=t("help.explain"))
    def explain(
        file: Annotated[str, typer.Argument(help=t("help.explain.file"), metavar="FILE")],
        statement: Annotated[
            str, typer.Option("--statement", "-n", help=t("help.explain.statement"), metavar="N", show_default=False)
        ] = "",
        published: Annotated[str, typer.Option(help=t("help.read.published"), metavar="DAY", show_default=False)] = "",
        outlet: Annotated[str, typer.Option(help=t("help.read.outlet"), metavar="NAME", show_default=False)] = "",
        lang_ui: Annotated[str, _lang_ui()] = "",
    ) -> None:
        from rasid.cli.explain import run

        raise typer.Exit(run(file, statement, published, outlet))


def _add_evaluate(app: typer.Typer) -> None:
    @app.command(help=t("help.evaluate"))
    def evaluate(
        gold: Annotated[str, typer.Argument(help=t("help.evaluate.gold"), metavar="GOLD")],
        predicted: Annotated[str, typer.Argument(help=t("help.evaluate.predicted"), metavar="PRED")],
        docs: Annotated[str, typer.Option(help=t("help.evaluate.docs"), metavar="FILE", show_default=False)] = "",
        errors: Annotated[int, typer.Option(min=0, help=t("help.evaluate.errors"), metavar="N")] = 0,
        json: Annotated[bool, typer.Option("--json", help=t("help.evaluate.json"))] = False,
        floors: Annotated[str, typer.Option(help=t("help.evaluate.floors"), metavar="FILE", show_default=False)] = "",
        gsr: Annotated[bool, typer.Option("--gsr", help=t("help.evaluate.gsr"))] = False,
        lang_ui: Annotated[str, _lang_ui()] = "",
    ) -> None:
        from rasid.cli.score import Options, run

        raise typer.Exit(run(Options(gold, predicted, docs, errors, json, floors, gsr)))


def _add_lint(app: typer.Typer) -> None:
    @app.command(help=t("help.lint"))
    def lint(
        paths: Annotated[list[str] | None, typer.Argument(help=t("help.lint.paths"), metavar="PATHS", show_default=False)] = None,
        lang_ui: Annotated[str, _lang_ui()] = "",
    ) -> None:
        from rasid.cli.lint import run

        raise typer.Exit(run(list(paths or ())))


def _add_who(app: typer.Typer) -> None:
    @app.command(help=t("help.who"))
    def who(
        name: Annotated[str, typer.Argument(help=t("help.who.name"), metavar="NAME")],
        on: Annotated[str, typer.Option(help=t("help.who.on"), metavar="DAY", show_default=False)] = "",
        theatre: Annotated[str, typer.Option(help=t("help.who.theatre"), metavar="NAME", show_default=False)] = "",
        format: Annotated[str, typer.Option(help=t("help.who.format"), metavar="text|json", show_default=False)] = "text",
        lang_ui: Annotated[str, _lang_ui()] = "",
    ) -> None:
        from rasid.cli.who import run

        raise typer.Exit(run(name, on, theatre, format))


def _check_where_format(value: str) -> str:
    if value not in ("text", "json", "geojson"):
        raise typer.BadParameter("text | json | geojson")
    return value


def _add_where(app: typer.Typer) -> None:
    @app.command(help=t("help.where"))
    def where(
        name: Annotated[str, typer.Argument(help=t("help.where.name"), metavar="NAME")],
        inside: Annotated[list[str] | None, typer.Option("--in", help=t("help.where.in"), metavar="PARENT", show_default=False)] = None,
        near: Annotated[list[str] | None, typer.Option("--near", help=t("help.where.near"), metavar="PLACE", show_default=False)] = None,
        format: Annotated[
            str, typer.Option(help=t("help.where.format"), metavar="text|json|geojson", callback=_check_where_format)
        ] = "text",
        lang_ui: Annotated[str, _lang_ui()] = "",
    ) -> None:
        from rasid.cli.where import Options, run

        raise typer.Exit(run(Options(name, tuple(inside or ()), tuple(near or ()), format)))


def _add_theatre(app: typer.Typer) -> None:
    from rasid.cli.theatre import group

    theatre = group(_lang_ui())
    _add_theatre_import(theatre)
    app.add_typer(theatre)


def _add_theatre_import(theatre: typer.Typer) -> None:
    @theatre.command("import", help=t("help.import"))
    def import_(
        file: Annotated[str, typer.Argument(help=t("help.import.file"), metavar="FILE")],
        kind: Annotated[str, typer.Option(help=t("help.import.kind"), metavar="geonames|cod|open-syria|csv")],
        into: Annotated[str, typer.Option(help=t("help.import.into"), metavar="THEATRE")],
        map: Annotated[
            list[str] | None, typer.Option("--map", help=t("help.import.map"), metavar="OURS=THEIRS", show_default=False)
        ] = None,
        prefer: Annotated[str, typer.Option(help=t("help.import.prefer"), metavar="present|file")] = "present",
        skip_faulty: Annotated[bool, typer.Option("--skip-faulty", help=t("help.import.skip_faulty"))] = False,
        dry_run: Annotated[bool, typer.Option("--dry-run", help=t("help.import.dry_run"))] = False,
        source: Annotated[str, typer.Option(help=t("help.import.source"), metavar="TEXT", show_default=False)] = "",
        licence: Annotated[str, typer.Option(help=t("help.import.licence"), metavar="TEXT", show_default=False)] = "",
        lang_ui: Annotated[str, _lang_ui()] = "",
    ) -> None:
        from rasid.cli.theatre_import import Options, run_import

        raise typer.Exit(run_import(Options(file, kind, into, tuple(map or ()), prefer, skip_faulty, dry_run, source, licence)))

    @theatre.command("undo", help=t("help.undo"))
    def undo(
        into: Annotated[str, typer.Option(help=t("help.import.into"), metavar="THEATRE")],
        lang_ui: Annotated[str, _lang_ui()] = "",
    ) -> None:
        from rasid.cli.theatre_import import run_undo

        raise typer.Exit(run_undo(into))
