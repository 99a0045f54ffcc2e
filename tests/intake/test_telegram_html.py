"""Exports of Telegram Desktop as HTML, in the markup that it writes."""

from __future__ import annotations

from pathlib import Path

from tests.intake.exported import codes, take

HEAD = """<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title><link href="css/style.css" rel="stylesheet"/>
<script src="js/script.js"></script></head><body onload="CheckLocation();"><div class="page_wrap"><div class="page_header">
<div class="content"><div class="text bold">قناة الرافد</div></div></div><div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">3 February 2031</div></div>"""


def post(n: int, text: str, sender: str = "قناة الرافد", forwarded: str = "", kind: str = "default clearfix") -> str:
    name = f'<div class="from_name">{sender}</div>' if sender else ""
    body = f'<div class="text">{text}</div>' if text else '<div class="media_wrap clearfix"></div>'
    if forwarded:
        passed = f'<div class="from_name">{forwarded}<span class="date details" title="02.02.2031 10:00:00"> 02.02.2031</span></div>'
        body = f'<div class="forwarded body">{passed}{body}</div>'
    date = '<div class="pull_right date details" title="03.02.2031 00:30:00 UTC+03:00">00:30</div>'
    return f'<div class="message {kind}" id="message{n}"><div class="body">{date}{name}{body}</div></div>'


def written(tmp_path: Path, *posts: str) -> Path:
    file = tmp_path / "messages.html"
    file.write_text(HEAD + "".join(posts) + "</div></div></div></body></html>", "utf-8")
    return file


def test_a_channel(tmp_path: Path) -> None:
    posts = [
        post(1, "أعلن <strong>المجلس</strong> فتح الطريق<br>إلى الميناء"),
        post(2, "نص ثان", sender="", forwarded="شبكة المنبع", kind="default clearfix joined"),
        post(3, ""),
        post(4, "", sender="", kind="service"),
    ]
    reports, told = take(written(tmp_path, *posts))
    first, second = reports
    assert (first.id, first.text, first.published) == ("telegram:قناة الرافد/1", "أعلن المجلس فتح الطريق\nإلى الميناء", "2031-02-03")
    assert (first.outlet, first.forwarded, second.forwarded) == ("قناة الرافد", (), ("شبكة المنبع",))
    assert codes(told) == ["messages_skipped"] and told[0].detail == {"media": "1", "service": "1", "private": "0"}


def test_groups_and_chats_of_two(tmp_path: Path) -> None:
    reports, _ = take(written(tmp_path, post(1, "نص", sender="فلان"), post(2, "نص آخر", sender="علان")))
    assert [r.outlet for r in reports] == ["قناة الرافد"] * 2 and "لان" not in str(reports)
    reports, told = take(written(tmp_path, post(1, "سر"), post(2, "سر آخر", sender="أنا")))
    assert (reports, codes(told)) == ([], ["messages_skipped", "no_messages"])
    assert told[0].detail["private"] == "1"


def test_empty_and_deep(tmp_path: Path) -> None:
    assert codes(take(written(tmp_path))[1]) == ["no_messages"]
    assert codes(take(written(tmp_path, "<div>" * 50_000))[1]) == ["no_messages"]
