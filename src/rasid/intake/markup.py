"""HTML pasted in or saved from a browser: its prose, without scripts, menus and tags."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_TAG = re.compile(
    r"</?(?:html|head|body|div|p|br|span|a|script|style|table|tr|td|h[1-6]|strong|em|b|i|ul|ol|li|img|article|section"
    r"|blockquote|figure|iframe|meta|link)\b[^<>]{0,2000}>",
    re.I,
)
_PAGE = re.compile(r"\s*(?:<!doctype html|<html\b|<\?xml[^>]*>\s*<html\b|<!--)", re.I)
_DROPPED = "script,style,noscript,template,svg,iframe,form,button,select,nav,footer,aside,head,figcaption,[hidden],[aria-hidden=true]"
_BLOCKS = "p,div,br,h1,h2,h3,h4,h5,h6,li,ul,ol,tr,td,th,table,blockquote,section,article,header,figure,pre,hr,dd,dt,main"
_BLOCK_TAG = re.compile(r"<(?:p|br|div|li|td)\b", re.I)
_SPACES_AND_ENDS = re.compile(r"\s+")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n\s*")
_OPEN_OR_CLOSE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_ANY_TAG = re.compile(r"<[/!a-zA-Z][^<>]{0,5000}>")
#: Elements that have no end, or whose end is often left out.
_UNCLOSED = frozenset("area base br col embed hr img input link meta param source track wbr p li td th tr dd dt option".split())
MAX_NESTING = 1500


class Page(msgspec.Struct, frozen=True):
    """What a page says of itself; text is its prose, one line a block."""

    text: str
    title: str = ""
    published: str = ""
    outlet: str = ""
    url: str = ""
    author: str = ""


def looks_like_html(text: str) -> bool:
    """Whether a text is a page, or prose with tags in it (two or more known ones)."""
    if "<" not in text:
        return False
    if _PAGE.match(text):
        return True
    tags = _TAG.finditer(text)
    return next(tags, None) is not None and next(tags, None) is not None


def looks_like_page(text: str) -> bool:
    """Whether a text is a whole page, from its head on."""
    return _PAGE.match(text) is not None


def strip(html: str) -> str:
    """The prose of a piece of HTML, one line a block."""
    return _prose(tree_of(html))


def prose(html: str, marked_only: bool = False) -> str:
    """The prose of a page. marked_only: only of what it marks as its one article, "" when it marks none."""
    tree = tree_of(html)
    if not marked_only:
        return _prose(tree)
    nodes = tree.css("article")
    return strip(nodes[0].html or "") if len(nodes) == 1 else ""


def too_deep(html: str) -> bool:
    """Whether elements stand in each other deeper than any page is made: parsers need the square of the depth."""
    depth = 0
    standing: Counter[str] = Counter()
    for m in _OPEN_OR_CLOSE.finditer(html):
        name = m[2].lower()
        if name in _UNCLOSED or (m[1] and not standing[name]):
            continue
        step = -1 if m[1] else 1
        standing[name] += step
        depth += step
        if depth > MAX_NESTING:
            return True
    return False


def tree_of(html: str) -> LexborHTMLParser:
    """The parsed page; line ends of its source mean nothing where it has blocks of its own."""
    from selectolax.lexbor import LexborHTMLParser

    if too_deep(html):
        html = _ANY_TAG.sub("\n", html)
    return LexborHTMLParser(_SPACES_AND_ENDS.sub(" ", html) if _BLOCK_TAG.search(html) else html)


def page(html: str) -> Page:
    """The article of a whole page: title, prose, and the day, outlet and address its meta tags give."""
    tree = tree_of(html)
    title = meta(tree, "og:title") or first(tree, "article h1") or first(tree, "h1") or first(tree, "title")
    time = tree.css_first("time[datetime]")
    published = meta(tree, "article:published_time") or (time.attributes.get("datetime") if time else "") or ""
    canonical = tree.css_first("link[rel=canonical]")
    url = (canonical.attributes.get("href") if canonical else "") or meta(tree, "og:url")
    outlet = meta(tree, "og:site_name")
    text = _prose(tree)
    if title and text.startswith(title):
        text = text[len(title) :].lstrip()
    return Page(text, title, published.strip(), outlet, url or "")


def meta(tree: LexborHTMLParser, key: str) -> str:
    """The content of a meta tag by its property or name; "" when there is none."""
    node = tree.css_first(f'meta[property="{key}"]') or tree.css_first(f'meta[name="{key}"]')
    return _tidy(node.attributes.get("content") or "") if node else ""


def first(tree: LexborHTMLParser, selector: str) -> str:
    """The text of the first node of a selector, in one line."""
    node = tree.css_first(selector)
    return _tidy(node.text()) if node else ""


def _tidy(text: str) -> str:
    return _SPACES.sub(" ", text.replace("\n", " ")).strip()


def _prose(tree: LexborHTMLParser) -> str:
    for node in tree.css(_DROPPED):
        node.decompose()
    root = _root(tree)
    if root is None:
        return ""
    for node in root.css(_BLOCKS):
        node.insert_before("\n")
        node.insert_after("\n")
    text = _SPACES.sub(" ", root.text(separator="").replace("\xa0", " "))
    return _LINES.sub("\n", text).strip()


def _root(tree: LexborHTMLParser) -> LexborNode | None:
    """The article if the page marks one that holds a good part of its words, else the whole body."""
    body = tree.body
    if body is None:
        return tree.root
    whole = len(body.text())
    for selector in ("article", "main", "[role=main]"):
        nodes = tree.css(selector)
        if len(nodes) == 1 and len(nodes[0].text()) > 0.3 * whole:
            return nodes[0]
    return body
