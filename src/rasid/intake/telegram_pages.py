"""Saved previews of public Telegram channels (t.me/s/NAME): the posts of a page.

Their times are in UTC, and so is the day: a post of 01:30 in Damascus has the day before. A page says that a post was edited, but
not when. Channels that posts were forwarded from are linked there; names without a link may be people's and are not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from rasid.intake.days import publication_day
from rasid.intake.decode import decode
from rasid.intake.failure import Failure
from rasid.intake.markup import strip, tree_of
from rasid.intake.phrases import phrases
from rasid.intake.table import Defaults
from rasid.model import Report

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_PAGE = 20_000_000
MAX_POSTS = 20_000
_MARKS = re.compile(rb"tgme_|telegram-web\.css|og:site_name\"\s+content=\"Telegram\"|saved from url=\(\d+\)https://t\.me/s/", re.I)
_POST = re.compile(r"[A-Za-z]\w{1,60}/\d{1,12}|c/\d{1,20}/\d{1,12}|\d{1,20}/\d{1,12}")
_TEXT = ".tgme_widget_message_text"
_NOT_OWN = ".tgme_widget_message_reply,.tgme_widget_message_link_preview,.tgme_widget_message_reactions"
_EDITED = re.compile(r"\bedited\b|معد[ّ]?لة?|عُد[ّ]?لت", re.I)


class TelegramPages:
    """Told by the class names and style sheet of Telegram's own pages."""

    name = "Telegram page"
    suffixes: tuple[str, ...] = ()

    def sniff(self, head: bytes, name: str) -> bool:
        """Whether the page is one of Telegram's; a page of somebody else that shows a post names its script, not its style."""
        return bool(_MARKS.search(head)) and b"<" in head

    def reports(self, file: BinaryIO, where: str, given: Defaults) -> Iterator[Failure | Report]:
        """The posts with a text, with the address of each for its id."""
        data = file.read(MAX_PAGE + 1)
        if len(data) > MAX_PAGE:
            yield Failure(where, "too_large", {"limit": str(MAX_PAGE // 1_000_000)})
            return
        found = decode(data, where, given.charset)
        if isinstance(found, Failure):
            yield found
            return
        media = service = reports = 0
        for node in tree_of(found.text).css(".tgme_widget_message[data-post]")[:MAX_POSTS]:
            if "service_message" in (node.attributes.get("class") or "").split():
                service += 1
                continue
            items = list(_post(node, where, given))
            if not items:
                media += 1
                continue
            reports += 1
            given.keep((node.html or "").encode("utf-8", "replace"))
            yield from items
        if media or service:
            yield Failure(
                where, "messages_skipped", {"media": str(media), "service": str(service), "private": "0"}, lost=False, of_file=True
            )
        if not reports:
            yield Failure(where, "no_messages", {"format": self.name})


def _post(node: LexborNode, where: str, given: Defaults) -> Iterator[Failure | Report]:
    """The report of a post after what is said of it; nothing for one without a text."""
    post = (node.attributes.get("data-post") or "").strip()
    for other in node.css(_NOT_OWN):
        other.decompose()
    texts = node.css(_TEXT)  # inside the first there may be a second, the same again
    text = strip(texts[0].html or "") if texts else ""
    if not text:
        return
    known = bool(_POST.fullmatch(post))
    at = f"{where}:{post[:80]}"
    address = f"https://t.me/{post}" if known and not post[0].isdigit() else ""
    time = node.css_first(".tgme_widget_message_date time[datetime]") or node.css_first("time[datetime]")
    written = (time.attributes.get("datetime") or "") if time is not None else ""
    day = publication_day(written)
    if day is None:
        yield Failure(at, "bad_published", {"value": written[:40]}, lost=False)
    meta = node.css_first(".tgme_widget_message_meta")
    if meta is not None and _EDITED.search(meta.text()):
        yield Failure(at, "edited_unknown", lost=False)
    owner = _line(node.css_first(".tgme_widget_message_owner_name"))
    yield Report(
        id=f"telegram:{post}" if known else at,
        text=text,
        published=day or given.published,
        outlet=given.knows.outlet(owner, address) or owner or (post.partition("/")[0] if address else "") or given.outlet,
        url=address,
        forwarded=_forwarded(node),
    )


def _forwarded(node: LexborNode) -> tuple[str, ...]:
    found = node.css_first(".tgme_widget_message_forwarded_from_name")
    if found is None:
        return ()
    linked = found.attributes.get("href") or (found.parent.attributes.get("href") if found.parent is not None else "")
    name = _line(found)
    return (name if linked and name else phrases()["private"],)


def _line(node: LexborNode | None) -> str:
    return " ".join(node.text().split()) if node is not None else ""


FORMAT = TelegramPages()
