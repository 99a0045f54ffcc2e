"""RSS, Atom and sitemaps. Well-formed ones are read by lxml, the others by feedparser.

Not by fastfeedparser: it rewrites every time in UTC, and so moves the news of the first hours of a day to the day before.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from html.entities import html5
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import urljoin

import msgspec

from rasid.intake.article import host_of
from rasid.intake.days import publication_day, written_day
from rasid.intake.decode import decode
from rasid.intake.failure import Failure
from rasid.intake.formats import read_up_to
from rasid.intake.markup import looks_like_html, strip
from rasid.intake.table import Defaults
from rasid.model import Report

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_FEED_BYTES = 50_000_000
#: Malformed feeds are mended up to this size: mending takes the hundredfold time.
MAX_MENDED_BYTES = 1_000_000
MAX_ENTRIES = 100_000
_ROOTS = ("rss", "feed", "rdf", "urlset", "sitemapindex")
_ENTRIES = {"feed": ("item", "entry"), "urlset": ("url",), "sitemapindex": ("sitemap",)}
_XML_ENCODING = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{2,30})")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}\?>")
_FIRST = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))
_CONTENT = ("encoded", "content")
_SUMMARY = ("description", "summary", "abstract")
_PUBLISHED = ("pubdate", "published", "issued", "date", "publication_date", "created")
_UPDATED = ("updated", "modified", "lastmod")


class Entry(msgspec.Struct, frozen=True):
    """One story as a feed or sitemap has it; times are as written, text is HTML or plain; raw: the bytes it stands in."""

    link: str = ""
    guid: str = ""
    title: str = ""
    text: str = ""
    published: str = ""
    updated: str = ""
    raw: bytes = b""


class Feed(msgspec.Struct, frozen=True):
    """kind: feed, urlset (a sitemap: pages without their text) or sitemapindex (of other sitemaps)."""

    kind: str
    title: str
    entries: tuple[Entry, ...]
    cut: str = ""
    link: str = ""


class _Feeds:
    """The format of the registry."""

    name = "feed"
    suffixes = (".rss", ".atom", ".rdf", ".xml")

    def sniff(self, head: bytes, name: str) -> bool:
        """Whether the first element is the root of a feed or sitemap."""
        text = head.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
        at = _prolog(text)[0]
        first = _FIRST.match(text, at)
        return first is not None and first[2].lower() in _ROOTS

    def reports(self, file: BinaryIO, where: str, given: Defaults) -> Iterator[Report | Failure]:
        """One report an entry, with the entry's address as its id."""
        data = read_up_to(file, MAX_FEED_BYTES)
        if len(data) > MAX_FEED_BYTES:
            yield Failure(where, "too_large_file", {"limit": str(MAX_FEED_BYTES // 1_000_000)})
            return
        found = parse_feed(data, where, given.charset)
        if isinstance(found, Failure):
            yield found
            return
        if found.kind != "feed":
            yield Failure(where, "sitemap", {"count": str(len(found.entries))})
            return
        for n, entry in enumerate(found.entries, 1):
            given.keep(entry.raw)
            yield from report_of(entry, found, f"{where}:{n}", given)
        if found.cut:
            yield Failure(where, "bad_format", {"format": "feed", "reason": found.cut})
        elif not found.entries:
            yield Failure(where, "empty")


FORMAT = _Feeds()


def parse_feed(data: bytes, where: str, charset: str = "") -> Feed | Failure:
    """What a feed or sitemap holds, or why it cannot be read (empty, entities, not_feed, bad_format, bad_encoding, binary).

    charset: what its server called it. A document type with entities of its own is refused: no feed needs one, and a few lines of
    them unfold into gigabytes or pull in files of this machine.
    """
    if not data.strip():
        return Failure(where, "empty")
    declared = _XML_ENCODING.search(data[:400])
    decoded = decode(data, where, charset or (declared[1].decode("ascii") if declared else ""))
    if isinstance(decoded, Failure):
        return decoded
    text = _NOT_XML.sub("", _DECLARATION.sub("", decoded.text.lstrip("\ufeff")))
    start, own_entities = _prolog(text)
    if own_entities:
        return Failure(where, "entities")
    first = _FIRST.match(text, start)
    if first is None or first[2].lower() not in _ROOTS:
        return Failure(where, "not_feed", {"root": first[2][:40] if first else " ".join(text[:20].split())})
    text = _NAMED.sub(_unnamed, text[start:])  # without the document type: nothing of it is wanted, nor fetched
    return _well_formed(text.encode("utf-8", "replace"), where)


def _unnamed(m: re.Match[str]) -> str:
    """Entities of HTML, which XML does not know, as their characters."""
    return m[0] if m[1] in _OWN else html5.get(f"{m[1]};", m[0])


def _prolog(text: str) -> tuple[int, bool]:
    """Where the first element begins, after comments, instructions and document type; whether that has declarations of its own."""
    at, own = 0, False
    while True:
        at = text.find("<", at)
        if at < 0:
            return len(text), own
        if text.startswith("<!--", at):
            end = text.find("-->", at)
        elif text.startswith("<?", at):
            end = text.find("?>", at)
        elif text.startswith("<!", at):
            end, inside = text.find(">", at), text.find("[", at)
            own = own or 0 <= inside < (end if end >= 0 else len(text))
        else:
            return at, own
        if end < 0:
            return len(text), own
        at = end + 1


def _well_formed(data: bytes, where: str) -> Feed | Failure:
    from lxml import etree

    entries: list[Entry] = []
    kind, title, link = "", "", ""
    steps = etree.iterparse(
        io.BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    inside = 0
    try:
        for event, node in steps:
            local = _local(node)
            if event == "start":
                if not kind:
                    kind = local if local in _ENTRIES else "feed"
                inside += local in _ENTRIES[kind]
                continue
            if local == "title" and not inside and not title:
                title = _text(node)
            if local == "link" and not inside and not link and node.get("rel", "alternate") == "alternate":
                link = node.get("href", "") or (node.text or "").strip()
            if local in _ENTRIES[kind]:
                inside -= 1
                if inside == 0:
                    entries.append(_entry(node, etree.tostring(node, encoding="utf-8", with_tail=False)))
                    node.clear()
                    if len(entries) >= MAX_ENTRIES:
                        break
    except etree.XMLSyntaxError as error:
        return _mended(data, where, Feed(kind, title, tuple(entries), _one_line(error), link))
    return Feed(kind, title, tuple(entries), "", link)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:160]


def _local(node: _Element) -> str:
    tag = node.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _text(node: _Element) -> str:
    return " ".join("".join(node.itertext()).split())


def _entry(node: _Element, raw: bytes) -> Entry:
    from lxml import etree

    told: dict[str, str] = {}
    link = ""
    for part in node.iter():
        local = _local(part)
        if not local or part is node:
            continue
        if local == "link":
            rel, href = part.get("rel", "alternate"), part.get("href", "")
            link = link or (href if rel == "alternate" else "") or (part.text or "").strip()
        elif local in _CONTENT and part.get("type") == "xhtml":
            told.setdefault(local, "".join(etree.tostring(child, encoding="unicode") for child in part))
        elif local not in told and (words := "".join(part.itertext()).strip()):
            told[local] = words
    guid = told.get("guid", "") or told.get("id", "")
    return Entry(
        link or told.get("loc", "") or (guid if guid.startswith(("http://", "https://")) else ""),
        guid,
        " ".join(told.get("title", "").split()),
        _first(told, _CONTENT) or _first(told, _SUMMARY),
        _first(told, _PUBLISHED),
        _first(told, _UPDATED),
        raw,
    )


def _first(told: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((told[k] for k in keys if k in told), "")


def _mended(data: bytes, where: str, broken: Feed) -> Feed | Failure:
    """A malformed feed as feedparser reads it; what was whole of it when that finds no more."""
    found: list[Entry] = []
    title = broken.title
    if broken.kind == "feed" and len(data) <= MAX_MENDED_BYTES and "depth" not in broken.cut:
        import feedparser

        parsed: dict[str, Any] = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False)
        found = [_mended_entry(e) for e in parsed.get("entries", [])[:MAX_ENTRIES]]
        title = str(parsed.get("feed", {}).get("title", "")) or title
    if len(found) > len(broken.entries):
        return Feed("feed", title, tuple(found), "", broken.link)
    return broken if broken.entries else Failure(where, "bad_format", {"format": "feed", "reason": broken.cut})


def _mended_entry(e: Any) -> Entry:
    def get(key: str) -> str:
        value = dict.get(e, key)  # its own `get` gives the day of the update for a missing day of publication
        return value if isinstance(value, str) else ""

    contents = dict.get(e, "content") or []
    content = next((str(c.get("value", "")) for c in contents if c.get("value")), "")
    text = content or get("summary")
    return Entry(get("link"), get("id"), get("title"), text, get("published"), get("updated"), f"{get('title')}\n{text}".encode())


def address_of(entry: Entry, feed: Feed, url: str) -> str:
    """The address of an entry, in full where it can be; "" when it has none. url: where the feed came from, "" for a file."""
    try:
        return urljoin(url or feed.link, entry.link) if entry.link else ""
    except ValueError:  # brackets where no address has them
        return ""


def report_of(entry: Entry, feed: Feed, where: str, given: Defaults) -> Iterator[Report | Failure]:
    """The report of an entry, after reservations about it; a lost Failure when it has neither title nor text.

    where: its id when it has no address and no id of its own.
    """
    link = address_of(entry, feed, given.url)
    at = link or (f"{where.rpartition(':')[0]}:{entry.guid}" if entry.guid else where)
    title = " ".join(strip(entry.title).split()) if looks_like_html(entry.title) or "&" in entry.title else entry.title
    text = strip(entry.text) if "<" in entry.text or "&" in entry.text else entry.text
    if not text.strip() and not title.strip():
        yield Failure(at, "empty")
        return
    day, note = day_of_entry(entry, at)
    if note is not None:
        yield note
    outlet = given.knows.outlet(feed.title, link) or feed.title or given.outlet or host_of(link)
    yield Report(at, text, title, day or given.published, outlet, link)


def day_of_entry(entry: Entry, where: str) -> tuple[str, Failure | None]:
    """The publication day of an entry as written, "" when unknown; and what must be said about it."""
    if entry.published:
        day = publication_day(entry.published) or written_day(entry.published)
        return day, None if day else Failure(where, "bad_published", {"value": entry.published[:40]}, lost=False)
    day = publication_day(entry.updated) or written_day(entry.updated)
    return day, Failure(where, "updated_day", {"day": day}, lost=False) if day else None
