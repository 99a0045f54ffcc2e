"""An Atom feed (RFC 4287) of what changed: another holder, another status, a new dispute."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator, Sequence
from html import escape as as_html
from typing import NamedTuple

from rasid.export.data import Actor, named
from rasid.export.kml import attribute, text
from rasid.export.notices import Notice

Words = Callable[[str, str], str]
#: Entries are named by what they say, in a space of names of our own.
_SPACE = uuid.UUID("6f1a2c6e-93d5-5e0b-8a3f-3f4a5d0c7b21")
_WEB = re.compile(r"https?://[^\s<>\"']+$")


class Feed(NamedTuple):
    """What the feed says of itself. url: where it will be found ("" unknown); day: of its making, when it has no entries."""

    lang: str
    day: str
    url: str = ""
    inside: str = ""
    made_with: str = ""


def write(notices: Sequence[Notice], feed: Feed, words: Words) -> Iterator[str]:
    """The feed, newest entry first. Days become noon in UTC, so that they are the same day nearly everywhere on earth."""
    ordered = sorted(notices, key=lambda n: (n.known, n.day, n.id), reverse=True)
    title = " — ".join(x for x in (words("feed", "title"), feed.inside) if x)
    updated = max((n.known for n in ordered), default=feed.day)
    yield (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xmlns:georss="http://www.georss.org/georss"'
        f' xml:lang="{feed.lang}">\n<id>{_urn("feed", feed.url, feed.inside, feed.lang)}</id>\n<title>{text(title)}</title>\n'
        f"<updated>{_noon(updated)}</updated>\n<author><name>{text(words('feed', 'author'))}</name></author>\n"
        f"<generator>{text(feed.made_with)}</generator>\n"
    )
    if _WEB.match(feed.url):
        yield f'<link rel="self" type="application/atom+xml" href={attribute(feed.url)}/>\n'
    for n in ordered:
        yield _entry(n, feed.lang, words)
    yield "</feed>\n"


def headline(n: Notice, lang: str, words: Words) -> str:
    """A change in a line: the place, who held it and who does."""
    place = named(n.place.name, n.place.name_en, lang)
    if n.about == "entry":
        return f"{place}: {words('feed', 'entry')}"
    sides = (_side(n.before, n.before_status, lang, words), _side(n.after, n.after_status, lang, words))
    return f"{place}: {words('view', 'chain_arrow').join(sides)}"


def _side(p: Actor | None, status: str, lang: str, words: Words) -> str:
    said = words("control", status)
    return f"{named(p.name, p.name_en, lang)} ({said})" if p else said


def _entry(n: Notice, lang: str, words: Words) -> str:
    links = "".join(f'<link rel="related" href={attribute(u)}/>\n' for u in dict.fromkeys(c.source.url for c in n.cited) if _WEB.match(u))
    point = f"<georss:point>{n.place.lat} {n.place.lon}</georss:point>\n" if n.place.lat is not None and n.place.lon is not None else ""
    return (
        f"<entry>\n<id>{_urn('entry', n.id)}</id>\n<title>{text(headline(n, lang, words))}</title>\n"
        f"<updated>{_noon(n.known)}</updated>\n<published>{_noon(n.known)}</published>\n"
        f'<category term="{n.kind}" label={attribute(words("feed", n.kind))}/>\n{links}{point}'
        f'<content type="html">{text(_content(n, lang, words))}</content>\n</entry>\n'
    )


def _content(n: Notice, lang: str, words: Words) -> str:
    """HTML for feed readers: facts, then every source in its own words. Words of reports are escaped twice."""
    sides = ((n.before, n.before_status), (n.after, n.after_status))
    before, after = (_side(p, s, lang, words) for p, s in sides)
    facts = [("day", n.day), ("known", n.known), ("before", before), ("after", after)]
    if n.rivals:
        facts.append(("sides", words("view", "list").join(named(r.name, r.name_en, lang) for r in n.rivals)))
    if n.place.unit_pcode:
        facts.append(("pcode", n.place.unit_pcode))
    if n.place.units:
        facts.append(("units", words("view", "list").join(u.name for u in n.place.units)))
    rows = "".join(f"<li>{as_html(words('feed', k))}: <bdi>{as_html(v)}</bdi></li>" for k, v in facts)
    told = "".join(_source(c.evidence, words("view", "chain_arrow").join(c.chain), c.known, c.source.url) for c in n.cited)
    sources = f"<p>{as_html(words('feed', 'sources'))}</p><ul>{told}</ul>" if told else ""
    direction = "rtl" if lang == "ar" else "ltr"
    return f'<div dir="{direction}"><ul>{rows}</ul>{sources}</div>'


def _source(evidence: str, told: str, known: str, url: str) -> str:
    link = f' <a href="{as_html(url)}">{as_html(known)}</a>' if _WEB.match(url) else f" {as_html(known)}"
    return f"<li><bdi>{as_html(evidence)}</bdi> [<bdi>{as_html(told)}</bdi>,{link}]</li>"


def _urn(*parts: str) -> str:
    return f"urn:uuid:{uuid.uuid5(_SPACE, chr(0x1F).join(parts))}"


def _noon(day: str) -> str:
    return f"{day}T12:00:00Z"
