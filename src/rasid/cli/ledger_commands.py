"""The commands of the ledger with their options, their help from the message catalogues."""

# No postponed annotations here: typer reads the options, whose help depends on the locale, when they are registered.

from typing import Annotated

import typer

from rasid.messages import t


def register(app: typer.Typer, lang_ui: object) -> None:
    """Put the commands of the ledger on the command line. lang_ui: the option that every command takes."""
    for add in (
        _add, _watch, _holds, _map, _history, _changes, _disputes, _silences, _events, _brief, _feed, _notify, _ask, _duplicates, _verify,
        _export, _serve,
    ):  # fmt: skip
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


def _serve(app: typer.Typer, lang_ui: object) -> None:
    @app.command(help=t("help.serve"))
    def serve(
        host: Annotated[str, typer.Option(help=t("help.serve.host"), metavar="ADDRESS")] = "127.0.0.1",
        port: Annotated[int, typer.Option(min=1, max=65535, help=t("help.serve.port"), metavar="N")] = 8181,
        db: Annotated[str, _db()] = "",
        open: Annotated[bool, typer.Option("--open", help=t("help.serve.open"))] = False,
        who: Annotated[str, typer.Option(help=t("help.review.who"), metavar="NAME", show_default=False)] = "",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli.serve import Options, run

        raise typer.Exit(run(Options(host, port, db, open, who)))

    accounts = typer.Typer(help=t("help.account"), no_args_is_help=True)
    app.add_typer(accounts, name="account")

    @accounts.command("add", help=t("help.account.add"))
    def add(
        name: Annotated[str, typer.Argument(help=t("help.account.name"), metavar="NAME")],
        role: Annotated[str, typer.Option(help=t("help.account.role"), metavar="reader|reviewer|editor|admin")] = "reviewer",
        db: Annotated[str, _db()] = "",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli.serve import account

        raise typer.Exit(account(name, role, db))


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
        format: Annotated[str, _format("md|html|pdf|json")] = "md",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli.brief import Options, run

        raise typer.Exit(run(Options(start, end, inside, lang, output, not unreviewed, db, format)))


def _feed(app: typer.Typer, lang_ui: object) -> None:
    @app.command(help=t("help.feed"))
    def feed(
        output: Annotated[str, typer.Option("--output", "-o", help=t("help.read.output"), metavar="FILE", show_default=False)] = "",
        start: Annotated[str, typer.Option("--from", help=t("help.feed.from"), metavar="DAY", show_default=False)] = "",
        end: Annotated[str, typer.Option("--to", help=t("help.to"), metavar="DAY", show_default=False)] = "",
        inside: Annotated[str, typer.Option("--in", help=t("help.in"), metavar="PLACE", show_default=False)] = "",
        lang: Annotated[str, typer.Option(help=t("help.brief.lang"), metavar="ar|en", show_default=False)] = "",
        url: Annotated[str, typer.Option(help=t("help.feed.url"), metavar="URL", show_default=False)] = "",
        most: Annotated[int, typer.Option("--most", min=1, help=t("help.feed.most"), metavar="N")] = 200,
        unreviewed: Annotated[bool, _plain()] = False,
        db: Annotated[str, _db()] = "",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli.feed import Options, run

        raise typer.Exit(run(Options(output, start, end, inside, lang, url, most, not unreviewed, db)))


def _notify(app: typer.Typer, lang_ui: object) -> None:
    @app.command(help=t("help.notify"))
    def notify(
        file: Annotated[str, typer.Argument(help=t("help.notify.file"), metavar="HOOKS")],
        once: Annotated[bool, typer.Option("--once", help=t("help.notify.once"))] = False,
        unreviewed: Annotated[bool, _plain()] = False,
        db: Annotated[str, _db()] = "",
        format: Annotated[str, _format()] = "text",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli.notify import Options, run

        raise typer.Exit(run(Options(file, once, not unreviewed, db, format)))


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


def _duplicates(app: typer.Typer, lang_ui: object) -> None:
    @app.command(help=t("help.duplicates"))
    def duplicates(
        db: Annotated[str, _db()] = "",
        format: Annotated[str, _format()] = "text",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli.duplicates import run

        raise typer.Exit(run(db, format))


def _verify(app: typer.Typer, lang_ui: object) -> None:
    @app.command(help=t("help.verify"))
    def verify(
        db: Annotated[str, _db()] = "",
        format: Annotated[str, _format()] = "text",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli.verify import run

        raise typer.Exit(run(db, format))


def _export(app: typer.Typer, lang_ui: object) -> None:
    from rasid.export.formats import FORMATS

    @app.command(help=t("help.export", formats=", ".join(FORMATS)))
    def export(
        format: Annotated[str, typer.Option("--format", help=t("help.export.format"), metavar="|".join(FORMATS))],
        output: Annotated[str, typer.Option("--output", "-o", help=t("help.export.output"), metavar="FILE")] = "-",
        what: Annotated[
            str,
            typer.Option(help=t("help.export.what"), metavar="statements|events|control|changes|periods|map|reports", show_default=False),
        ] = "",
        start: Annotated[str, typer.Option("--from", help=t("help.from"), metavar="DAY", show_default=False)] = "",
        end: Annotated[str, typer.Option("--to", help=t("help.to"), metavar="DAY", show_default=False)] = "",
        on: Annotated[str, typer.Option(help=t("help.export.on"), metavar="DAY", show_default=False)] = "",
        known: Annotated[str, typer.Option(help=t("help.known"), metavar="DAY", show_default=False)] = "",
        lang: Annotated[str, typer.Option(help=t("help.export.lang"), metavar="ar|en", show_default=False)] = "",
        unreviewed: Annotated[bool, typer.Option("--no-reviews", "--unreviewed", help=t("help.unreviewed"))] = False,
        force: Annotated[bool, typer.Option("--force", help=t("help.export.force"))] = False,
        db: Annotated[str, _db()] = "",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli.export import Options, run

        raise typer.Exit(run(Options(format, output, what, start, end, on, known, lang, not unreviewed, force, db)))


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
    _review_merge(group, lang_ui)
    _review_split(group, lang_ui)
    _review_undo(group, lang_ui)
    _review_add(group, lang_ui)
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

        raise typer.Exit(run(Options(statement, "correct", slot, tuple(value or ()), who=who, why=why, db=db, format=format)))


def _review_merge(group: typer.Typer, lang_ui: object) -> None:
    @group.command("merge", help=t("help.review.merge"))
    def merge(
        statements: Annotated[list[str], typer.Argument(help=t("help.review.statements"), metavar="STATEMENT...")],
        twice: Annotated[bool, typer.Option("--told-twice", help=t("help.review.twice"))] = False,
        who: Annotated[str, _who()] = "",
        why: Annotated[str, _why()] = "",
        db: Annotated[str, _db()] = "",
        format: Annotated[str, _format()] = "text",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli.review import Options, run

        slot = "statement" if twice else "happening"
        options = Options(statements[0], "merge", slot, others=tuple(statements[1:]), who=who, why=why, db=db, format=format)
        raise typer.Exit(run(options))


def _review_split(group: typer.Typer, lang_ui: object) -> None:
    @group.command("split", help=t("help.review.split"))
    def split(
        statements: Annotated[list[str], typer.Argument(help=t("help.review.statements"), metavar="STATEMENT...")],
        part: Annotated[list[str] | None, typer.Option(help=t("help.review.part"), metavar="SLOT=VALUE;…", show_default=False)] = None,
        who: Annotated[str, _who()] = "",
        why: Annotated[str, _why()] = "",
        db: Annotated[str, _db()] = "",
        format: Annotated[str, _format()] = "text",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli.review import Options, run

        others, parts = tuple(statements[1:]), tuple(part or ())
        options = Options(statements[0], "split", "happening", others=others, parts=parts, who=who, why=why, db=db, format=format)
        raise typer.Exit(run(options))


def _review_undo(group: typer.Typer, lang_ui: object) -> None:
    @group.command("undo", help=t("help.review.undo"))
    def undo(
        review: Annotated[str, typer.Argument(help=t("help.review.review"), metavar="REVIEW")],
        who: Annotated[str, _who()] = "",
        why: Annotated[str, _why()] = "",
        db: Annotated[str, _db()] = "",
        format: Annotated[str, _format()] = "text",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli.review import Options, run

        raise typer.Exit(run(Options(review, "undo", who=who, why=why, db=db, format=format)))


def _names(option: str) -> object:
    return typer.Option(option, help=t("help.review.names"), metavar="NAME", show_default=False)


def _review_add(group: typer.Typer, lang_ui: object) -> None:
    @group.command("add", help=t("help.review.add"))
    def add(
        report: Annotated[str, typer.Option(help=t("help.review.report"), metavar="REPORT")],
        event: Annotated[str, typer.Option(help=t("help.review.event"), metavar="EVENT")],
        evidence: Annotated[str, typer.Option(help=t("help.review.evidence"), metavar="TEXT")],
        trigger: Annotated[str, typer.Option(help=t("help.review.trigger"), metavar="TEXT", show_default=False)] = "",
        agent: Annotated[list[str] | None, _names("--agent")] = None,
        target: Annotated[list[str] | None, _names("--target")] = None,
        place: Annotated[list[str] | None, _names("--place")] = None,
        source: Annotated[list[str] | None, _names("--source")] = None,
        date: Annotated[str, typer.Option(help=t("help.review.date"), metavar="DAY", show_default=False)] = "",
        status: Annotated[str, typer.Option(help=t("help.review.status"), metavar="STATUS")] = "occurred",
        extent: Annotated[str, typer.Option(help=t("help.review.extent"), metavar="whole|part", show_default=False)] = "",
        killed: Annotated[int | None, typer.Option(min=0, help=t("help.review.count"), metavar="N", show_default=False)] = None,
        injured: Annotated[int | None, typer.Option(min=0, help=t("help.review.count"), metavar="N", show_default=False)] = None,
        who: Annotated[str, _who()] = "",
        why: Annotated[str, _why()] = "",
        db: Annotated[str, _db()] = "",
        format: Annotated[str, _format()] = "text",
        lang_ui: Annotated[str, lang_ui] = "",
    ) -> None:
        from rasid.cli.review import added
        from rasid.pipeline.additions import Addition

        names = (tuple(agent or ()), tuple(target or ()), tuple(place or ()), tuple(source or ()))
        made = Addition(event, evidence, trigger, *names, date, status, extent, killed, injured)
        raise typer.Exit(added(report, made, who, why, db, format))
