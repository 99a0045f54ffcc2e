"""The article of a web page: its prose, and its title, outlet, author and publication day as the page itself says them.

The day is looked for where pages say it for machines (JSON-LD, meta tags, <time>), then in words beside the headline, then in
the address. It is the day as written, with the writer's clock; where nothing says it, it stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from rasid.intake.days import publication_day, written_day
from rasid.intake.markup import Page, first, meta, page, prose, tree_of
from rasid.intake.table import Knows

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

#: Larger pages are read by their marks alone: no article is that long, and guessing at it takes minutes.
MAX_GUESSED = 3_000_000
#: The guessed article must hold this share of the words of the article that the page marks.
ENOUGH = 0.5
MAX_JSON_LD, MAX_BLOCKS, MAX_DEPTH = 1_000_000, 30, 8
_ARTICLES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle OpinionNewsArticle BlogPosting LiveBlogPosting "
    "SocialMediaPosting Report WebPage VideoObject".split()
)
_DAY_METAS = (
    "article:published_time og:article:published_time article:published og:published_time datePublished date_published publish_date "
    "publish-date publication_date pubdate parsely-pub-date sailthru.date cXenseParse:recs:publishtime dc.date.issued DC.date.issued "
    "dcterms.created dc.date DC.date date".split()
)
_DATED = "[class*=date],[class*=time],[class*=publish],[class*=byline],[class*=meta],[id*=date],time,small"
_ASIDE = ("aside", "footer", "nav", "header")
_RELATED = re.compile(
    r"related|sidebar|widget|most-?read|recommend|comment|latest|trending|ticker|footer|today|current|top-?bar|navbar|site-?head", re.I
)
_UPDATED = re.compile(r"(?:آخر\s+تحديث|اخر\s+تحديث|تم\s+التحديث|تحديث|عُدّل|last\s+updated?|updated)[^|•\n]*", re.I)
_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/-]|$)")
#: What stands between a headline and the name of the site in the title of a page.
_PARTS = re.compile(r"\s+[|\-–—•:«»]+\s+|[|•]")
_CONTROLS = re.compile(r"[\x00-\x1f]+")
#: A paragraph as long as this is no longer the head of an article.
_LONG = 160
#: The longest line that is nothing but a day and hour.
_DATE_LINE = 60
_WANTED_DATED = 40
_MOST_NODES = 20_000
_SHORTEST = 5


def article(html: str, address: str, knows: Knows) -> Page:
    """The article of a whole page. address: where it came from, "" for a file; knows: dates in words, and outlets.

    published is an ISO day or "", or what the page wrote where a day belongs when that is none.
    """
    marked = page(html)
    tree = tree_of(html)
    told = _best(tree, address or marked.url)
    site = meta(tree, "og:site_name") or _name(told.get("publisher")) or meta(tree, "application-name")
    url = address or marked.url or _string(told.get("url"))
    title = _without_site(_title(tree, told), site)
    published = _machine_day(tree, told) or _day_in_words(tree, title, knows) or _day_in_path(url)
    return Page(
        _without_head(_body(html, marked), title, published, knows),
        title,
        published or meta(tree, "article:published_time"),
        knows.outlet(site, url) or site,
        url,
        _name(told.get("author")) or _author(tree),
    )


def host_of(url: str) -> str:
    """The host of an address, without www: what to call an outlet that does not say its name."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _body(html: str, marked: Page) -> str:
    """The prose: guessed by trafilatura, unless it finds much less than the page marks as its article."""
    if len(html) > MAX_GUESSED:
        return marked.text
    guessed = _guessed(html)
    return guessed if guessed and len(guessed) >= ENOUGH * len(prose(html, marked_only=True)) else marked.text


def _without_head(text: str, title: str, published: str, knows: Knows) -> str:
    """A text without the headline and the line of its day above it."""
    lines = text.split("\n")
    for _ in range(2):
        line = " ".join(lines[0].split())
        dated = len(line) <= _DATE_LINE and published and published in (written_day(line), knows.day_in(line))
        if len(lines) > 1 and (dated or line == title):
            lines = lines[1:]
    return "\n".join(lines).strip()


def _guessed(html: str) -> str:
    import trafilatura

    try:
        found = trafilatura.extract(
            html,
            output_format="txt",
            include_comments=False,
            include_tables=False,
            with_metadata=False,
            date_extraction_params={"extensive_search": False},  # it invents a 1 January; the day is ours to find
        )
    except Exception:  # lxml and its users raise anything on hostile pages: the marks of the page are enough then
        return ""
    return (found or "").strip()


def _best(tree: LexborHTMLParser, address: str) -> dict[str, Any]:
    """What the page tells machines of its article in JSON-LD: of several, the one at the page's address, then the kind first listed."""
    found = [d for d in _json_ld(tree) if _kind(d) is not None]
    if not found:
        return {}
    path = urlsplit(address).path.rstrip("/")

    def rank(d: dict[str, Any]) -> tuple[bool, bool, bool]:
        own = d.get("url") or d.get("mainEntityOfPage") or d.get("@id")
        own = own.get("@id") if isinstance(own, dict) else own
        here = bool(path) and urlsplit(_string(own)).path.rstrip("/") == path
        return (not _string(d.get("datePublished")), not here, _kind(d) in ("WebPage", "VideoObject"))

    best = min(found, key=rank)
    for other in found:  # WebPage and Article of one graph complete each other
        best = {**{k: other[k] for k in ("publisher", "author", "headline") if k in other and other is not best}, **best}
    return best


def _json_ld(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    for node in tree.css('script[type="application/ld+json"]')[:MAX_BLOCKS]:
        raw = node.text()
        if len(raw) > MAX_JSON_LD:
            continue
        for text in (raw, _CONTROLS.sub(" ", raw)):  # line ends inside strings: frequent, and not allowed
            try:
                value = msgspec.json.decode(text)
            except (msgspec.DecodeError, RecursionError):
                continue
            yield from _objects(value, MAX_DEPTH)
            break


def _objects(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth and isinstance(value, list):
        for entry in value[:100]:
            yield from _objects(entry, depth - 1)
    elif depth and isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(key), depth - 1)


def _kind(told: dict[str, Any]) -> str | None:
    kinds = told.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return next((n for n in names if n in _ARTICLES), None)


def _string(value: object) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return value.strip() if isinstance(value, str) else ""


def _name(value: object) -> str:
    """The name of a person or organisation: a string, an object, or a list of them."""
    values = value if isinstance(value, list) else [value]
    names = [_string(v.get("name")) if isinstance(v, dict) else _string(v) for v in values[:10]]
    return "، ".join(dict.fromkeys(n for n in names if n and not n.startswith("http")))


def _author(tree: LexborHTMLParser) -> str:
    for key in ("author", "article:author", "dc.creator", "parsely-author"):
        if (found := meta(tree, key)) and not found.startswith("http"):
            return found
    found = first(tree, "[rel=author]") or first(tree, "[itemprop=author]")
    return found if len(found) <= 80 else ""


def _without_site(title: str, site: str) -> str:
    """A title without the name of the site at its end or beginning."""
    if not site:
        return title
    own = re.escape(site)
    cut = re.sub(rf"\s*[|\-–—:•«»]\s*{own}\s*$|^\s*{own}\s*[|\-–—:•]\s*", "", title)
    return cut.strip() or title


def _machine_day(tree: LexborHTMLParser, told: dict[str, Any]) -> str:
    """The day that the page gives to machines; "" when none of it is a day."""
    marks = [_string(told.get("datePublished")), *(meta(tree, k) for k in _DAY_METAS)]
    for node in tree.css("[itemprop=datePublished],time[pubdate]"):
        marks += [node.attributes.get(a) or "" for a in ("content", "datetime")]
    times = [n for n in tree.css("time[datetime]")[:_WANTED_DATED] if not _beside(n)]
    marks += [n.attributes.get("datetime") or "" for n in times[:1]]
    return next((day for m in marks if m and (day := publication_day(m) or written_day(m))), "")


def _day_in_words(tree: LexborHTMLParser, title: str, knows: Knows) -> str:
    """The day written beside the headline: after it, and before the first long paragraph."""
    for text in _head(tree, _headline(tree, title)):
        plain = _UPDATED.sub(" ", text)
        if day := written_day(plain) or knows.day_in(plain):
            return day
    return ""


def _title(tree: LexborHTMLParser, told: dict[str, Any]) -> str:
    whole = first(tree, "title")
    said = meta(tree, "og:title") or " ".join(_string(told.get("headline")).split())
    heading = _headline(tree, whole)
    return said or (_words(heading) if heading is not None else "") or first(tree, "article h1") or whole or first(tree, "h1")


def _headline(tree: LexborHTMLParser, title: str) -> LexborNode | None:
    """The heading that says most of the title of the page: the first h1 is often the name of the site, with today's date beside it."""
    least = max([_SHORTEST, *(len(part.strip()) - 1 for part in _PARTS.split(title))])
    beside: LexborNode | None = None
    best, length, others = None, least, least
    for node in tree.css("h1,h2,h3")[:_WANTED_DATED]:
        text = _words(node)
        said = len(text) if text in title else len(title) if title in text else 0
        if said > length and not _beside(node):
            best, length = node, said
        elif said > others:
            beside, others = node, said
    if best is None:
        alone = [n for n in tree.css("h1")[:_WANTED_DATED] if not _beside(n)]
        best = alone[0] if len(alone) == 1 else beside
    return best


def _words(node: LexborNode) -> str:
    return " ".join(node.text().split())


def _head(tree: LexborHTMLParser, start: LexborNode | None) -> Iterator[str]:
    """Short texts of what is marked as a date in the article, or after the headline, in the order of the page."""
    inside = tree.css_first("article") or tree.css_first("main")
    seen, given, looked_at = False, 0, 0
    root = tree.body or tree.root
    for node in root.traverse() if root is not None else ():
        looked_at += 1
        if looked_at > _MOST_NODES:
            return
        if start is not None and node.mem_id == start.mem_id:
            seen = True
        if node.tag == "p" and seen and len(node.text()) > _LONG:
            return
        if not seen and not (inside is not None and _within(node, inside)):
            continue
        if not node.css_matches(_DATED) or _beside(node, start):
            continue
        text = " ".join(node.text(separator=" ").split())
        if 6 <= len(text) <= _LONG:
            given += 1
            yield text
        if given >= _WANTED_DATED:
            return


def _within(node: LexborNode, outer: LexborNode) -> bool:
    up: LexborNode | None = node
    while up is not None:
        if up.mem_id == outer.mem_id:
            return True
        up = up.parent
    return False


def _beside(node: LexborNode, headline: LexborNode | None = None) -> bool:
    """Whether a node belongs to what stands around the article: menus, related stories, today's date in the head of the site."""
    up: LexborNode | None = node
    depth = 0
    while up is not None and depth < 60:
        if up.tag in _ASIDE and not (up.tag == "header" and _heads_article(up, headline)):
            return True
        if _RELATED.search(f"{up.attributes.get('class') or ''} {up.attributes.get('id') or ''}") and up.tag not in ("body", "html"):
            return True
        up, depth = up.parent, depth + 1
    return False


def _heads_article(header: LexborNode, headline: LexborNode | None) -> bool:
    """Whether a <header> is that of the article: it holds the headline, or stands inside the article."""
    if headline is not None and _within(headline, header):
        return True
    up = header.parent
    while up is not None and up.tag not in ("article", "main"):
        up = up.parent
    return up is not None


def _day_in_path(url: str) -> str:
    """The day of addresses like /2031/05/06/title; "" for the others."""
    found = _IN_PATH.search(urlsplit(url).path)
    return (publication_day("-".join(found.groups())) or "") if found else ""
