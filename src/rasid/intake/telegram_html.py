"""Exports of Telegram Desktop as HTML (messages.html), which it makes unless asked for JSON: the posts of a page.

The page does not say what kind of chat it is: where only the chat itself writes it is a channel, where others write it is a group,
and where the chat and others write it is a chat of two, which is left out. Names of people are not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from rasid.intake.dayorder import Order
from rasid.intake.decode import decode
from rasid.intake.failure import Failure
from rasid.intake.markup import strip, tree_of
from rasid.intake.table import Defaults
from rasid.model import Report

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_PAGE = 20_000_000
_MARKS = (b"CheckLocation", b"page_wrap", b"css/style.css", b"<title>Exported Data</title>")
_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_NUMBER = re.compile(r"message(\d{1,12})")


class TelegramHtml:
    """Told by its title, style sheet and script."""

    name = "Telegram HTML"
    suffixes: tuple[str, ...] = ()

    def sniff(self, head: bytes, name: str) -> bool:
        """Whether it begins as Telegram Desktop begins its pages."""
        return sum(mark in head for mark in _MARKS) > 2

    def reports(self, file: BinaryIO, where: str, given: Defaults) -> Iterator[Failure | Report]:
        """The posts with a text. Ids are the chat's name and the post's number."""
        data = file.read(MAX_PAGE + 1)
        if len(data) > MAX_PAGE:
            yield Failure(where, "too_large", {"limit": str(MAX_PAGE // 1_000_000)})
            return
        found = decode(data, where, "utf-8")
        if isinstance(found, Failure):
            yield found
            return
        tree = tree_of(found.text)
        chat = _line(tree.css_first(".page_header .text"))
        posts = tree.css(".message")
        names = {_line(n) for p in posts for n in p.css(".from_name") if not _in_forwarded(n)} - {""}
        media = service = reports = 0
        private = chat in names and len(names) > 1
        for node in () if private else posts:
            if "service" in (node.attributes.get("class") or "").split():
                service += "message-" not in (node.attributes.get("id") or "")  # else the line of a day
                continue
            items = list(_post(node, chat, where, given))
            if not items:
                media += 1
                continue
            reports += 1
            report = items[-1]
            if isinstance(report, Report):
                given.keep(f"{report.published}\n{report.text}".encode("utf-8", "replace"))
            yield from items
        if media or service or private:
            detail = {"media": str(media), "service": str(service), "private": str(int(private))}
            yield Failure(where, "messages_skipped", detail, lost=False, of_file=True)
        if not reports:
            yield Failure(where, "no_messages", {"format": self.name})


def _in_forwarded(node: LexborNode) -> bool:
    up = node.parent
    for _ in range(4):
        if up is None:
            return False
        if "forwarded" in (up.attributes.get("class") or "").split():
            return True
        up = up.parent
    return False


def _post(node: LexborNode, chat: str, where: str, given: Defaults) -> Iterator[Failure | Report]:
    texts = [t for n in node.css(".text") if (t := strip(n.html or ""))]
    if not texts:
        return
    number = _NUMBER.fullmatch(node.attributes.get("id") or "")
    name = f"telegram:{chat}/{number[1]}" if number and chat else f"{where}:{(node.attributes.get('id') or '')[:40]}"
    date = node.css_first(".date")
    written = (date.attributes.get("title") or "") if date is not None else ""
    m = _DATE.match(written.strip())
    day = Order().day(int(m[1]), int(m[2]), int(m[3])) if m else ""
    if written and not day:
        yield Failure(name, "bad_published", {"value": written[:40]}, lost=False)
    sender = node.css_first(".forwarded .from_name")
    if sender is not None:
        for part in sender.css(".details"):
            part.decompose()
    passed = _line(sender)
    yield Report(
        id=name,
        text="\n".join(texts),
        published=day or given.published,
        outlet=given.knows.outlet(chat, "") or chat or given.outlet,
        forwarded=(passed,) if passed else (),
    )


def _line(node: LexborNode | None) -> str:
    return " ".join(node.text().split()) if node is not None else ""


FORMAT = TelegramHtml()
