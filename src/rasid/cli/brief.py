"""`rasid brief`: a page on a stretch of days that an editor could print, each line with its sources."""

from __future__ import annotations

import html
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

from rasid.cli.desk import PROVISIONAL, Desk, checked_day, checked_format, desk, today
from rasid.cli.lists import count, days, happenings, moved, side_name, within
from rasid.cli.output import opened
from rasid.cli.terminal import clean
from rasid.errors import UsageError
from rasid.messages import LOCALES, choose, locale, t

if TYPE_CHECKING:
    from rasid.ledger import Told
    from rasid.model.event import Event

FORMATS = ("md", "html", "pdf", "json")
#: A left-to-right stretch of its own, for days in Arabic lines.
LRI, PDI = "\u2066", "\u2069"


class Options(msgspec.Struct, frozen=True):
    """What was asked. start, end: ISO days; lang: of the page ("" as the messages)."""

    start: str
    end: str = ""
    inside: str = ""
    lang: str = ""
    output: str = ""
    reviews: bool = True
    db: str = ""
    format: str = "md"


class Line(msgspec.Struct, frozen=True):
    """One line of the page: words, the words it rests on, numbers of its sources."""

    text: str
    cited: tuple[int, ...] = ()
    quotes: tuple[str, ...] = ()


class Section(msgspec.Struct, frozen=True):
    """A heading with its lines. code: what it is about, the same in every language."""

    code: str
    title: str
    lines: tuple[Line, ...]


class Page(msgspec.Struct, frozen=True):
    """The whole page. sources: every report that a line rests on, by number from 1."""

    title: str
    lang: str
    start: str
    end: str
    sections: tuple[Section, ...]
    sources: tuple[str, ...]


def run(options: Options) -> int:
    """Write the page. Raises UsageError, StoreError."""
    checked_format(options.format, FORMATS)
    if options.lang and options.lang not in LOCALES:
        raise UsageError(" | ".join(LOCALES), "--lang")
    first, last = checked_day(options.start, "--from"), checked_day(options.end, "--to", today())
    if not first or first > last:
        raise UsageError(t("ledger.backwards"), f"--from {first} --to {last}", t("ledger.day_form"))
    before = locale()
    with desk(options.db, reviewed=options.reviews) as at, opened(options.output) as stream:
        choose(options.lang or before)
        try:
            page = Writer(at, first, last, at.unit(options.inside) if options.inside else "").page()
            if options.format == "json":
                stream.write(msgspec.json.format(msgspec.json.encode(page), indent=1).decode() + "\n")
            elif options.format == "pdf":
                from rasid.cli.paper import as_pdf

                made = as_pdf(as_html(page))
                stream.flush()
                stream.buffer.write(made)
            else:
                stream.write(as_html(page) if options.format == "html" else as_markdown(page))
        finally:
            choose(before)
    return 0


class Writer:
    """Gathers what a page says, and numbers the reports that it rests on."""

    def __init__(self, at: Desk, first: str, last: str, inside: str) -> None:
        self.at, self.first, self.last, self.inside = at, first, last, inside
        self._numbers: dict[str, int] = {}
        self._reports: dict[str, Told] = {}
        self._map = at.asked.map(last)
        self._events = [e for e in happenings(at, first, last) if within(at, e.places, inside)]

    def page(self) -> Page:
        """The page; sections without lines are left out."""
        parts = (
            ("changes", self._changes()),
            ("contested", self._contested()),
            ("claimed", self._claimed()),
            ("contradictions", self._contradictions()),
            ("casualties", self._casualties()),
            ("silences", self._silences()),
        )
        sections = tuple(Section(code, t(f"brief.{code}"), tuple(lines)) for code, lines in parts if lines)
        title = t("brief.title", start=_day(self.first), end=_day(self.last))
        return Page(title, locale(), self.first, self.last, sections, tuple(self._source(r) for r in self._numbers))

    def _line(self, text: str, statements: Iterable[str], quoted: int = 2) -> Line:
        """A line with the numbers of its sources, and the words of the first statements."""
        there = list(self.at.quoted(statements).values())
        for x in there:
            self._reports.setdefault(x.report, x)
        numbers = sorted({self._numbers.setdefault(x.report, len(self._numbers) + 1) for x in there})
        quotes: dict[str, None] = {}
        for x in there:
            chain = t("view.chain_arrow").join(clean(c) for c in x.recorded.chain)
            quotes.setdefault(t("brief.quote", words=clean(x.statement.evidence), chain=chain))
        return Line(text, tuple(numbers), tuple(quotes)[:quoted])

    def _source(self, report: str) -> str:
        x = self._reports[report]
        return "، ".join(p for p in (clean(x.outlet), _day(x.published or x.known), clean(x.title), clean(x.url)) if p)

    def _here(self, place: str) -> bool:
        """Whether a place is one to write about: names that say nothing («the villages») are none."""
        return within(self.at, (place,), self.inside) and (":" in place or not place.startswith(PROVISIONAL))

    def _changes(self) -> list[Line]:
        found = [c for c in self.at.asked.changes(self.first, self.last) if self._here(c.place)]
        return [self._line(f"{_day(c.day)} — {self._place(c.place)}: {clean(moved(self.at, c))}", c.statements) for c in found]

    def _contested(self) -> list[Line]:
        out = []
        for d in self.at.asked.disputes(self.last):
            if self._here(d.place):
                sides = [f"{clean(side_name(self.at, s.actor))} ({s.weight:.2f})" for s in d.sides]
                text = f"{self._place(d.place)}: {t(f'lists.about.{d.about}')}: {t('brief.versus').join(sides)}"
                out.append(self._line(text, [i for s in d.sides for i in s.statements], quoted=4))
        fought = [c.place for c in self._map if c.contested and c.status != "disputed" and self._here(c.place)]
        for place, full in self.at.asked.holds(fought, self.last).items():
            text = f"{self._place(place)}: {t('holds.contested')}"
            out.append(self._line(text, [w.statement for w in full.kept if w.known <= self.last], quoted=1))
        return out

    def _claimed(self) -> list[Line]:
        found = [c.place for c in self._map if c.status == "claimed" and self.first <= c.last_heard and self._here(c.place)]
        named = self.at.asked.bearing(found)
        out = []
        for place, full in self.at.asked.holds([p for p in found if p in named], self.last).items():
            text = t("brief.only", place=self._place(place), actor=clean(self.at.actor_name(full.holder)))
            out.append(self._line(text, [w.statement for w in full.pro]))
        return out

    def _contradictions(self) -> list[Line]:
        out = []
        for e in self._events:
            if e.denied:
                out.append(self._line(f"{self._what(e)}: {t('lists.denied')}", [*e.statements[:1], *e.denied], quoted=4))
            if e.rivals and e.id < min(e.rivals):
                others = [s for other in self._events if other.id in e.rivals for s in other.statements]
                out.append(self._line(f"{self._what(e)}: {t('lists.rivals')}", [*e.statements[:1], *others], quoted=4))
        return out

    def _casualties(self) -> list[Line]:
        out = []
        for e in self._events:
            told = [f"{t(f'view.{n}')}: {count(c)}" for n, c in (("killed", e.killed), ("injured", e.injured)) if c is not None]
            if told:
                text = f"{self._what(e)}: {t('view.list').join(told)} ({t('brief.chains', count=e.chains)})"
                out.append(self._line(text, e.statements, quoted=1))
        return out

    def _silences(self) -> list[Line]:
        found = [s for s in self.at.asked.silences(self.last) if s.until >= self.first] if not self.inside else []
        return [
            self._line(f"{_day(s.until)} — {clean(self.at.actor_name(s.actor))}: {t(f'lists.silence.{s.kind}')}", [s.statement])
            for s in found
        ]

    def _place(self, place: str) -> str:
        name, english = self.at.place_name(place), self.at.place_name_en(place) if locale() == "en" else ""
        return f"{clean(english)} ({clean(name)})" if english else clean(name)

    def _what(self, e: Event) -> str:
        """An event in a few words: days, kind, places, actors."""
        places = t("view.list").join(self._place(p) for p in e.places)
        actors = t("view.list").join(clean(self.at.actor_name(a)) for a in e.agents[:3])
        return " — ".join(p for p in (_day(days(e)), t(f"event.{e.kind}"), places, actors) if p)


def _day(day: str) -> str:
    """A day that reads from the left also inside Arabic."""
    return f"{LRI}{day}{PDI}" if day and locale() == "ar" else day


def as_markdown(page: Page) -> str:
    """The page as Markdown."""
    out = [f"# {page.title}", ""]
    for section in page.sections:
        out += [f"## {section.title}", ""]
        for line in section.lines:
            out.append(f"- {_escaped(line.text)} {_numbers(line)}".rstrip())
            out += [f"  > {_escaped(q)}" for q in line.quotes]
        out.append("")
    if not page.sections:
        out += [t("lists.none"), ""]
    if page.sources:
        out += [f"## {t('brief.sources')}", "", *(f"{n}. {_escaped(s)}" for n, s in enumerate(page.sources, 1)), ""]
    return "\n".join(out)


def _numbers(line: Line) -> str:
    return "".join(f"[{n}]" for n in line.cited)


def _escaped(text: str) -> str:
    """Text of reports with nothing in it that Markdown would take for its own."""
    for sign in "\\`*_[]<>#":
        text = text.replace(sign, "\\" + sign)
    return text


@cache
def _template() -> str:
    """The frame of the HTML page."""
    return files("rasid.messages").joinpath("brief.html").read_text("utf-8")


def as_html(page: Page) -> str:
    """The page as one HTML file without anything from outside, to read and to print."""
    body = []
    for section in page.sections:
        body.append(f"<h2>{html.escape(section.title)}</h2>\n<ul>")
        for line in section.lines:
            cited = "".join(f'<a href="#s{n}">[{n}]</a>' for n in line.cited)
            quotes = "".join(f"<blockquote>{html.escape(q)}</blockquote>" for q in line.quotes)
            body.append(f"<li>{html.escape(line.text)} {cited}{quotes}</li>")
        body.append("</ul>")
    if not page.sections:
        body.append(f"<p>{html.escape(t('lists.none'))}</p>")
    if page.sources:
        body.append(f"<h2>{html.escape(t('brief.sources'))}</h2>\n<ol>")
        body += [f'<li><a id="s{n}"></a>{html.escape(s)}</li>' for n, s in enumerate(page.sources, 1)]
        body.append("</ol>")
    direction = "rtl" if page.lang == "ar" else "ltr"
    return _template().format(lang=page.lang, dir=direction, title=html.escape(page.title), body="\n".join(body))
