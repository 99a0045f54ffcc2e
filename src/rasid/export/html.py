"""Annotated reports as one HTML page: the text with its statements marked, and a note beside it for each of them.

Nothing is fetched and nothing runs: no script, no picture, no font from outside, and a policy that forbids them. Texts of reports are
escaped throughout; direction characters in them cannot reach beyond their own element.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import pairwise
from typing import BinaryIO

from rasid.export.data import Document, Exported, Stated, Summary
from rasid.export.html_style import STYLE
from rasid.model import CONTROL_EVENTS, Link, Name, Reason, Report, Statement
from rasid.model.records import NAME_SLOTS, REAL_STATUSES

#: The words for people: of a family and a code in it ("event", "clash").
Words = Callable[[str, str], str]

FIGHTING = frozenset({"clash", "ground_attack", "air_strike", "shelling", "bombing", "destroys", "deploys"})
HARM = frozenset({"killing", "abduction", "arrest", "displaces"})
FAMILIES = ("control", "fighting", "harm", "other")
#: Control characters that HTML has no place for, and direction marks.
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def family(event: str) -> str:
    """The colour an event goes by."""
    if event in CONTROL_EVENTS or event in ("changes_allegiance", "agreement"):
        return "control"
    return "fighting" if event in FIGHTING else "harm" if event in HARM else "other"


def write(data: Exported, out: BinaryIO) -> Summary:
    """Write the page."""
    done = Summary()

    def counted() -> Iterator[Document]:
        for document in data.documents:
            done.rows += 1
            yield document

    for piece in page(counted(), data.words, data.gloss, data.lang or "en"):
        out.write(piece.encode("utf-8"))
    return done


def page(documents: Iterable[Document], words: Words, gloss: Callable[[str], str], lang: str, title: str = "") -> Iterator[str]:
    """The page, piece by piece. words, gloss: the words of the page's language, and what a rule of the reader does."""
    direction = "rtl" if lang == "ar" else "ltr"
    name = _text(title or words("annotated", "title"))
    yield (
        f'<!doctype html>\n<html lang="{lang}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{name}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{name}</h1>\n{_legend(words)}</header>\n<main>\n"
    )
    count = 0
    for count, sheet in enumerate(documents, 1):
        yield from _article(sheet, count, words, gloss)
    if not count:
        yield f"<p>{_text(words('annotated', 'none'))}</p>\n"
    yield "</main>\n</body>\n</html>\n"


def _legend(words: Words) -> str:
    items = "".join(f'<li><mark class="{f}">{_text(words("annotated", f))}</mark></li>' for f in FAMILIES)
    unreal = f'<li><mark class="control unreal">{_text(words("annotated", "unreal"))}</mark></li>'
    return f'<ul class="legend">{items}{unreal}</ul>\n'


def _article(sheet: Document, number: int, words: Words, gloss: Callable[[str], str]) -> Iterator[str]:
    report = sheet.report
    anchor = f"r{number}"
    numbered = [(n, s.slots) for n, s in enumerate(sheet.statements, 1)]
    yield f'<article id="{anchor}">\n<div class="report">\n{_heading(sheet, numbered, anchor, words)}'
    direction = _direction(report.text)
    for paragraph in _paragraphs(report.text, [x for x in numbered if x[1].evidence_span.field == "text"], anchor):
        yield f'<p dir="{direction}">{paragraph}</p>\n'
    yield '</div>\n<div class="notes">\n'
    if not numbered:
        yield f'<p class="empty">{_text(words("view", "no_statements"))}</p>\n'
    for n, stated in enumerate(sheet.statements, 1):
        yield _note(sheet, stated, n, anchor, words, gloss)
    yield "</div>\n</article>\n"


def _heading(sheet: Document, numbered: list[tuple[int, Statement]], anchor: str, words: Words) -> str:
    report = sheet.report
    inner = "".join(_paragraphs(report.title, [x for x in numbered if x[1].evidence_span.field == "title"], anchor))
    title = inner or _text(report.id)
    facts = [_bdi(report.outlet), _time(report.published), _bdi(report.id) if report.title else "", _link(report.url)]
    line = " · ".join(f for f in facts if f)
    digest = f'<p class="digest">SHA-256 <code>{_text(sheet.sha256)}</code></p>\n' if sheet.sha256 else ""
    return f'<h2 dir="{_direction(report.title or report.text)}">{title}</h2>\n<p class="facts">{line}</p>\n{digest}'


def _paragraphs(text: str, numbered: list[tuple[int, Statement]], anchor: str) -> Iterator[str]:
    """The lines of a text as HTML, every statement marked; one that goes over lines is marked in each, and numbered in the first."""
    ahead = deque(sorted(numbered, key=lambda x: (x[1].evidence_span.start, x[0])))
    here: list[tuple[int, Statement]] = []
    shown: set[int] = set()
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        while ahead and ahead[0][1].evidence_span.start < end:
            here.append(ahead.popleft())
        here = [x for x in here if x[1].evidence_span.end > at]
        if line.strip():
            yield _marked(text, at, end, here, anchor, shown)
        at = end + 1


def _marked(text: str, first: int, last: int, numbered: list[tuple[int, Statement]], anchor: str, shown: set[int]) -> str:
    """One stretch of text, cut wherever a statement or a trigger begins or ends, so that overlapping ones need not nest.

    shown: the numbers that stand in the text by now.
    """
    cuts = {first, last}
    for _, s in numbered:
        cuts.update(x for span in (s.evidence_span, s.trigger_span) for x in (span.start, span.end) if first < x < last)
    ahead = deque(numbered)
    here: list[tuple[int, Statement]] = []
    out = []
    for start, end in pairwise(sorted(cuts)):
        while ahead and ahead[0][1].evidence_span.start <= start:
            here.append(ahead.popleft())
        here = [x for x in here if x[1].evidence_span.end > start]
        piece = _text(text[start:end])
        if any(s.trigger_span.start <= start and end <= s.trigger_span.end for _, s in here):
            piece = f"<b>{piece}</b>"
        if here:
            begun = "".join(_number(n, anchor) for n, _ in here if n not in shown)
            shown.update(n for n, _ in here)
            piece = f"{begun}<mark {_look([s for _, s in here])}>{piece}</mark>"
        out.append(piece)
    return "".join(out)


def _number(n: int, anchor: str) -> str:
    return f'<a class="n" href="#{anchor}s{n}" id="{anchor}t{n}">{n}</a>'


def _look(statements: list[Statement]) -> str:
    """The colours of a stretch: of one statement its own, of several a stripe for each of the first and the last that differ."""
    first, last = statements[0], statements[-1]
    if _classes(first) == _classes(last):
        return f'class="{_classes(first)}"'
    stripes = ";".join(
        f"--{k}:var(--{family(s.event)})" if s.status in REAL_STATUSES else f"--{k}:#fff" for k, s in (("a", first), ("b", last))
    )
    return f'class="two{"" if {first.status, last.status} <= REAL_STATUSES else " unreal"}" style="{stripes}"'


def _classes(statement: Statement) -> str:
    return family(statement.event) + ("" if statement.status in REAL_STATUSES else " unreal")


def _note(sheet: Document, stated: Stated, n: int, anchor: str, words: Words, gloss: Callable[[str], str]) -> str:
    """The note of one statement: what, status and day; its slots; the chain; why it was read so."""
    s = stated.slots
    head = f'<a class="n" href="#{anchor}t{n}">{n}</a> <strong>{_text(words("event", s.event))}</strong>'
    head += f' <span class="status">{_text(words("status", s.status))}</span>' + (f" {_time(s.date)}" if s.date else "")
    rows = [(words("view", slot), _names(getattr(s, slot))) for slot in NAME_SLOTS if getattr(s, slot)]
    if s.extent:
        rows.append((words("view", "extent"), _text(words("extent", s.extent))))
    rows += [(words("view", k), str(v)) for k, v in (("killed", s.killed), ("injured", s.injured)) if v is not None]
    if s.chain.links:
        arrow = f' <span class="arrow">{_text(words("view", "chain_arrow").strip())}</span> '
        rows.append((words("view", "chain"), arrow.join(_link_of_chain(x) for x in s.chain.links)))
    body = "".join(f"<dt>{_text(k)}</dt><dd>{v}</dd>" for k, v in rows)
    verdict = f'<p class="verdict">{_text(words("verdict", stated.verdict))}</p>' if stated.verdict else ""
    reasons = "".join(_reason(sheet.report, r, words, gloss) for r in s.rules)
    why = f"<details><summary>{_text(words('annotated', 'why'))}</summary><ul>{reasons}</ul></details>" if reasons else ""
    return f'<section class="note {_classes(s)}" id="{anchor}s{n}"><h3>{head}</h3><dl>{body}</dl>{verdict}{why}</section>\n'


def _names(names: tuple[Name, ...]) -> str:
    ids = [f' <code class="id">{_text(n.id)}</code>' if n.id else "" for n in names]
    return "".join(f"<div>{_bdi(n.name)}{code}</div>" for n, code in zip(names, ids, strict=True))


def _link_of_chain(link: Link) -> str:
    told = ", ".join(x for x in (link.office, link.organisation if link.organisation != link.name else "", link.channel) if x)
    return _bdi(link.name) + (f' <span class="office">({_bdi(told)})</span>' if told else "")


def _reason(report: Report, reason: Reason, words: Words, gloss: Callable[[str], str]) -> str:
    span = reason.span
    quoted = (report.title if span.field == "title" else report.text)[span.start : span.end] if span else ""
    parts = [f"<i>{_text(words('view', reason.slot))}</i> <code>{_text(reason.rule)}</code>"]
    parts += [f"<q>{_bdi(quoted)}</q>"] if quoted else []
    parts += [_text(told)] if (told := gloss(reason.rule)) else []
    return f"<li>{' '.join(parts)}</li>"


def _link(url: str) -> str:
    """A link to where the report was published; only to the web."""
    if not re.match(r"https?://[^\s<>\"']+$", url):
        return _bdi(url)
    return f'<a href="{escape(_UNSAFE.sub("", url))}" rel="noopener noreferrer nofollow" dir="ltr">{_text(url)}</a>'


def _time(day: str) -> str:
    return f'<time dir="ltr">{_text(day)}</time>' if day else ""


def _bdi(text: str) -> str:
    return f"<bdi>{_text(text)}</bdi>" if text else ""


def _text(text: str) -> str:
    return escape(_UNSAFE.sub("", text))


def _direction(text: str) -> str:
    return "rtl" if _RTL.search(text) else "ltr"
