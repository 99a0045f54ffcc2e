"""Saved previews of Telegram channels, in the markup that such pages have."""

from __future__ import annotations

from pathlib import Path

from rasid.intake import read_inputs
from rasid.model import Report
from tests.intake.exported import codes, measured, take

HEAD = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>قناة الرافد – Telegram</title>
<meta property="og:title" content="قناة الرافد"><meta property="og:site_name" content="Telegram">
<link href="//telegram.org/css/telegram-web.css?39" rel="stylesheet"></head><body class="widget_frame_base tgme_webpreview">
<main class="tgme_main"><section class="tgme_channel_history js-message_history">"""


def post(n: int, text: str, *, before: str = "", meta: str = "", time: str = "2031-02-03T22:30:00+00:00", kind: str = "") -> str:
    body = f'<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>' if text else ""
    return f"""<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message text_not_supported_wrap
js-widget_message {kind}" data-post="rafid_news/{n}" data-view="x"><div class="tgme_widget_message_user"></div>
<div class="tgme_widget_message_bubble"><div class="tgme_widget_message_author accent_color">
<a class="tgme_widget_message_owner_name" href="https://t.me/rafid_news"><span dir="auto">قناة الرافد</span></a></div>
{before}{body}<div class="tgme_widget_message_footer compact"><div class="tgme_widget_message_info">
<span class="tgme_widget_message_views">1.2K</span><span class="tgme_widget_message_meta">{meta}
<a class="tgme_widget_message_date" href="https://t.me/rafid_news/{n}"><time datetime="{time}" class="time">22:30</time></a>
</span></div></div></div></div></div>"""


def written(tmp_path: Path, *posts: str, name: str = "page.html") -> Path:
    file = tmp_path / name
    file.write_text(HEAD + "".join(posts) + "</section></main></body></html>", "utf-8")
    return file


FORWARD = """<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from&nbsp;{}</div>"""
LINKED = '<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/manbaa/7"><span dir="auto">شبكة المنبع</span></a>'
PERSON = '<span class="tgme_widget_message_forwarded_from_name" dir="auto">فلان الفلاني</span>'
REPLY = """<a class="tgme_widget_message_reply user-color-default" href="https://t.me/rafid_news/1"><div class="tgme_widget_message_author">
<span class="tgme_widget_message_author_name">قناة الرافد</span></div>
<div class="tgme_widget_message_text js-message_reply_text">نص قديم</div></a>"""
PREVIEW = '<a class="tgme_widget_message_link_preview" href="https://example.org"><div class="link_preview_title">عنوان آخر</div></a>'


def test_posts_of_a_page(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        post(1, 'أعلن <b>المجلس المحلي</b> فتح الطريق<br/><br/>إلى <i class="emoji"><b>⚓</b></i> الميناء' + PREVIEW),
        post(2, "نص ثان", before=FORWARD.format(LINKED), meta="edited "),
        post(3, "", before='<a class="tgme_widget_message_photo_wrap" href="x"></a>'),
        post(4, "pinned", kind="service_message"),
        post(5, "نص خامس", before=FORWARD.format(PERSON)),
        post(6, "نص سادس", before=REPLY, time="yesterday"),
    )
    reports, told = take(file)
    first, second, fifth, sixth = reports
    assert (first.id, first.url) == ("telegram:rafid_news/1", "https://t.me/rafid_news/1")
    assert first.text == "أعلن المجلس المحلي فتح الطريق\nإلى ⚓ الميناء"
    assert (first.published, first.outlet, first.forwarded) == ("2031-02-03", "قناة الرافد", ())
    assert second.forwarded == ("شبكة المنبع",)
    assert fifth.forwarded == ("مستخدم لم يُحفظ اسمه",)
    assert (sixth.text, sixth.published) == ("نص سادس", "")
    assert codes(told) == ["edited_unknown", "bad_published", "messages_skipped"]
    assert told[-1].detail == {"media": "1", "service": "1", "private": "0"} and told[-1].of_file


def test_known_channels_get_their_usual_name(tmp_path: Path) -> None:
    class Knows:
        def day_in(self, text: str) -> str:
            return ""

        def outlet(self, site: str, address: str) -> str:
            return "الرافد" if address.startswith("https://t.me/rafid_news/") else ""

    [report] = read_inputs([str(written(tmp_path, post(1, "نص")))], knows=Knows())
    assert isinstance(report, Report) and report.outlet == "الرافد"


def test_a_page_without_posts(tmp_path: Path) -> None:
    assert codes(take(written(tmp_path))[1]) == ["no_messages"]


def test_an_article_that_mentions_a_channel_stays_an_article(tmp_path: Path) -> None:
    body = "<p>" + "قال شهود إن السوق فُتح صباح اليوم بعد أسبوع من الإغلاق. " * 5 + "</p>"
    file = tmp_path / "a.html"
    link = '<a href="https://t.me/s/rafid_news">قناتنا</a>'
    file.write_text(f"<html><head><title>السوق</title></head><body><article><h1>السوق</h1>{body}{link}</article></body></html>", "utf-8")
    reports, told = take(file)
    assert len(reports) == 1 and not told and reports[0].text.startswith("قال شهود")


def test_hostile_pages(tmp_path: Path) -> None:
    odd = [
        post(1, "نص").replace("rafid_news/1", '../../etc/passwd"'),
        post(2, "<div>" * 300 + "عميق" + "</div>" * 300),
        post(3, "<script>alert(1)</script>نص"),
        '<div class="tgme_widget_message" data-post="">نص',
        '<div class="tgme_widget_message" data-post="a/1">' * 200,
    ]
    reports, _ = take(written(tmp_path, *odd))
    assert [r.text for r in reports][:3] == ["نص", "عميق", "نص"]
    assert reports[0].url == "" and "passwd" not in reports[0].id.partition(":")[0]
    assert codes(take(written(tmp_path, '<div class="tgme_widget_message" data-post="a/1">' * 20_000))[1]) == ["no_messages"]
    assert all("alert" not in r.text for r in reports)
    big = written(tmp_path, post(1, "نص " * 7_000_000), name="big.html")
    _, told, grown = measured(big)
    assert told == ["too_large"] and grown < 120
