"""The commands of the ledger with their options, their help from the message catalogues."""

# No postponed annotations here: typer reads the options, whose help depends on the locale, when they are registered.

from typing import Annotated

import typer

from rasid.messages import t


def register(app: typer.Typer, lang_ui: object) -> None:
    """Put the commands of the ledger on the command line. lang_ui: the option that every command takes."""
    for add in (_add, _watch, _holds, _map, _history, _changes, _disputes, _silences, _events, _brief, _ask, _verify):
        add(app, lang_ui)
    _review(app, lang_ui)


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
        columns: Annotated[str, typer.Option(help=t("help.read.columns"), metavar="SLOT=HEADING,…", show_default=False)] = "",
        jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, max=256, help=t("help.read.jobs"), metavar="N")] = 0,
        quiet: Annotated[bool, typer.Option("--quiet", "-q", help=t("help.read.quiet"))] = False,
        format: Annotated[str, typer.Option(help=t("help.add.format"), metavar="text|json")] = "text",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli.add import Options, run

        raise typer.Exit(run(Options(tuple(paths or ()), db, published, outlet, jobs, quiet, format, columns)))


def _watch(app: typer.Typer, lang_ui: object) -> None:
    @app.command(help=t("help.watch"))
    def watch(
        feeds: Annotated[str, typer.Argument(help=t("help.watch.file"), metavar="FEEDS")],
        once: Annotated[bool, typer.Option("--once", help=t("help.watch.once"))] = False,
        every: Annotated[str, typer.Option(help=t("help.watch.every"), metavar="TIME", show_default=False)] = "",
        db: Annotated[str, _db()] = "",
        state: Annotated[str, typer.Option(help=t("help.watch.state"), metavar="FILE", show_default=False)] = "",
        quiet: Annotated[bool, typer.Option("--quiet", "-q", help=t("help.read.quiet"))] = False,
        format: Annotated[str, typer.Option(help=t("help.add.format"), metavar="text|json")] = "text",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli.watch import Options, run

        raise typer.Exit(run(Options(feeds, once, every, db, state, quiet, format)))


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


def _history(app: typer.Typer, lang_ui: object) -> None:
    @app.command(help=t("help.history"))
    def history(
        place: Annotated[str, typer.Argument(help=t("help.holds.place"), metavar="PLACE")],
        known: Annotated[str, typer.Option(help=t("help.known"), metavar="DAY", show_default=False)] = "",
        unreviewed: Annotated[bool, _plain()] = False,
        db: Annotated[str, _db()] = "",
        format: Annotated[str, _format()] = "text",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli import lists

        raise typer.Exit(lists.history(lists.Options(place=place, known=known, reviews=not unreviewed, db=db, format=format)))


def _changes(app: typer.Typer, lang_ui: object) -> None:
    @app.command(help=t("help.changes"))
    def changes(
        start: Annotated[str, typer.Option("--from", help=t("help.from"), metavar="DAY", show_default=False)] = "",
        end: Annotated[str, typer.Option("--to", help=t("help.to"), metavar="DAY", show_default=False)] = "",
        inside: Annotated[str, typer.Option("--in", help=t("help.in"), metavar="PLACE", show_default=False)] = "",
        unreviewed: Annotated[bool, _plain()] = False,
        db: Annotated[str, _db()] = "",
        format: Annotated[str, _format()] = "text",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli import lists

        raise typer.Exit(lists.changes(lists.Options(start=start, end=end, inside=inside, reviews=not unreviewed, db=db, format=format)))


def _disputes(app: typer.Typer, lang_ui: object) -> None:
    @app.command(help=t("help.disputes"))
    def disputes(
        on: Annotated[str, typer.Option(help=t("help.on"), metavar="DAY", show_default=False)] = "",
        known: Annotated[str, typer.Option(help=t("help.known"), metavar="DAY", show_default=False)] = "",
        unreviewed: Annotated[bool, _plain()] = False,
        db: Annotated[str, _db()] = "",
        format: Annotated[str, _format()] = "text",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli import lists

        raise typer.Exit(lists.disputes(lists.Options(on=on, known=known, reviews=not unreviewed, db=db, format=format)))


def _silences(app: typer.Typer, lang_ui: object) -> None:
    @app.command(help=t("help.silences"))
    def silences(
        end: Annotated[str, typer.Option("--to", help=t("help.to"), metavar="DAY", show_default=False)] = "",
        unreviewed: Annotated[bool, _plain()] = False,
        db: Annotated[str, _db()] = "",
        format: Annotated[str, _format()] = "text",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli import lists

        raise typer.Exit(lists.silences(lists.Options(end=end, reviews=not unreviewed, db=db, format=format)))


def _events(app: typer.Typer, lang_ui: object) -> None:
    @app.command(help=t("help.events"))
    def events(
        start: Annotated[str, typer.Option("--from", help=t("help.from"), metavar="DAY", show_default=False)] = "",
        end: Annotated[str, typer.Option("--to", help=t("help.to"), metavar="DAY", show_default=False)] = "",
        inside: Annotated[str, typer.Option("--in", help=t("help.in"), metavar="PLACE", show_default=False)] = "",
        unreviewed: Annotated[bool, _plain()] = False,
        db: Annotated[str, _db()] = "",
        format: Annotated[str, _format()] = "text",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli import lists

        raise typer.Exit(lists.events(lists.Options(start=start, end=end, inside=inside, reviews=not unreviewed, db=db, format=format)))


def _brief(app: typer.Typer, lang_ui: object) -> None:
    @app.command(help=t("help.brief"))
    def brief(
        start: Annotated[str, typer.Option("--from", help=t("help.from"), metavar="DAY")],
        end: Annotated[str, typer.Option("--to", help=t("help.to"), metavar="DAY", show_default=False)] = "",
        inside: Annotated[str, typer.Option("--in", help=t("help.in"), metavar="PLACE", show_default=False)] = "",
        lang: Annotated[str, typer.Option(help=t("help.brief.lang"), metavar="ar|en", show_default=False)] = "",
        output: Annotated[str, typer.Option("--output", "-o", help=t("help.read.output"), metavar="FILE", show_default=False)] = "",
        unreviewed: Annotated[bool, _plain()] = False,
        db: Annotated[str, _db()] = "",
        format: Annotated[str, _format("md|html|json")] = "md",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli.brief import Options, run

        raise typer.Exit(run(Options(start, end, inside, lang, output, not unreviewed, db, format)))


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


def _who() -> object:
    return typer.Option("--who", help=t("help.review.who"), metavar="NAME", show_default=False)


def _why() -> object:
    return typer.Option("--why", help=t("help.review.why"), metavar="TEXT", show_default=False)


def _review(app: typer.Typer, lang_ui: object) -> None:
    group = typer.Typer(
        name="review",
        help=t("help.review"),
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    _review_list(group, lang_ui)
    for action in ("accept", "reject"):
        _review_word(group, lang_ui, action)
    _review_correct(group, lang_ui)
    app.add_typer(group)


def _review_list(group: typer.Typer, lang_ui: object) -> None:
    @group.command("list", help=t("help.review.list"))
    def list_(
        place: Annotated[str, typer.Option("--place", help=t("help.holds.place"), metavar="PLACE", show_default=False)] = "",
        reviewed: Annotated[bool, typer.Option("--reviewed", help=t("help.review.reviewed"))] = False,
        most: Annotated[int, typer.Option("--most", min=1, help=t("help.review.most"), metavar="N")] = 50,
        db: Annotated[str, _db()] = "",
        format: Annotated[str, _format("text|json|gold")] = "text",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli.review import listed

        raise typer.Exit(listed(place, reviewed, most, db, format))


def _review_word(group: typer.Typer, lang_ui: object, action: str) -> None:
    @group.command(action, help=t(f"help.review.{action}"))
    def word(
        statement: Annotated[str, typer.Argument(help=t("help.review.statement"), metavar="STATEMENT")],
        who: Annotated[str, _who()] = "",
        why: Annotated[str, _why()] = "",
        db: Annotated[str, _db()] = "",
        format: Annotated[str, _format()] = "text",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli.review import Options, run

        raise typer.Exit(run(Options(statement, action, who=who, why=why, db=db, format=format)))


def _review_correct(group: typer.Typer, lang_ui: object) -> None:
    @group.command("correct", help=t("help.review.correct"))
    def correct(
        statement: Annotated[str, typer.Argument(help=t("help.review.statement"), metavar="STATEMENT")],
        slot: Annotated[str, typer.Argument(help=t("help.review.slot"), metavar="SLOT")],
        value: Annotated[list[str] | None, typer.Argument(help=t("help.review.value"), metavar="VALUE", show_default=False)] = None,
        who: Annotated[str, _who()] = "",
        why: Annotated[str, _why()] = "",
        db: Annotated[str, _db()] = "",
        format: Annotated[str, _format()] = "text",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli.review import Options, run

        raise typer.Exit(run(Options(statement, "correct", slot, tuple(value or ()), who, why, db, format)))
