"""`rasid feed`: an Atom feed of what changed."""

from __future__ import annotations

import sys

import msgspec

from rasid.cli.desk import checked_day, desk, today
from rasid.cli.output import opened
from rasid.cli.phrases import words
from rasid.cli.terminal import isolate
from rasid.errors import UsageError
from rasid.messages import LOCALES, choose, locale, t


class Options(msgspec.Struct, frozen=True):
    """What was asked. start: the first day of what became known ("" any); most: entries, the newest; url: where the feed will be."""

    output: str = ""
    start: str = ""
    end: str = ""
    inside: str = ""
    lang: str = ""
    url: str = ""
    most: int = 200
    reviews: bool = True
    db: str = ""


def run(options: Options) -> int:
    """Write the feed. Raises UsageError, StoreError."""
    from rasid import __version__
    from rasid.export.atom import Feed, write

    if options.lang and options.lang not in LOCALES:
        raise UsageError(" | ".join(LOCALES), "--lang")
    if options.url and not options.url.startswith(("https://", "http://")):
        raise UsageError(t("feed.no_url"), f"--url {isolate(options.url)}")
    day = checked_day(options.end, "--to", today())
    first = checked_day(options.start, "--from")
    if first > day:
        raise UsageError(t("ledger.backwards"), f"--from {first} --to {day}", t("ledger.day_form"))
    before = locale()
    with desk(options.db, reviewed=options.reviews) as at, opened(options.output) as stream:
        inside = at.unit(options.inside) if options.inside else ""
        told = [n for n in at.notices(day, inside=inside) if first <= n.known <= day][-options.most :]
        lang = options.lang or before
        choose(lang)
        try:
            feed = Feed(lang, day, options.url, at.place_name(inside) if inside else "", f"rasid {__version__}")
            stream.writelines(write(told, feed, words))
        finally:
            choose(before)
    if options.output not in ("", "-"):
        sys.stderr.write(t("summary.written", file=isolate(options.output)) + "\n")
    return 0
