"""Chats exported from WhatsApp: the ways Android and iOS write them, and nobody's name in what is kept."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from rasid.intake import read_inputs
from rasid.model import Report
from tests.intake.exported import codes, measured, take

ANDROID = """13/02/2031, 21:05 - Messages and calls are end-to-end encrypted. No one outside of this chat can read them.
13/02/2031, 21:05 - فلان created group "أخبار الميناء"
13/02/2031, 21:06 - فلان: أعلن المجلس المحلي فتح الطريق
إلى الميناء: ابتداء من الغد

13/02/2031, 21:07 - +963 900 000 000: شكرا
13/02/2031, 21:08 - فلان: <Media omitted>
14/02/2031, 09:00 - +963 900 000 000 left
14/02/2031, 09:01 - فلان: قال @\u2068علان\u2069 و@963900000001 إن السوق مفتوح
"""
IOS = """[2031-02-13, 9:05:33 PM] أخبار الميناء: \u200eMessages and calls are end-to-end encrypted.
[2031-02-13, 9:05:33 PM] أخبار الميناء: \u200eفلان created group “x”
[2031-02-13, 9:06:00 PM] ~ فلان: نص أول
\u200e[2031-02-13, 9:07:00 PM] علان: \u200eimage omitted
[2031-02-13, 9:08:00\u202fPM] علان: نص ثان \u200e<This message was edited>
"""
ARABIC = """\u200f١٣\u200f/٢\u200f/٢٠٣١، ٩:٠٥ م - الرسائل والمكالمات مشفرة تمامًا بين الطرفين.
\u200f١٣\u200f/٢\u200f/٢٠٣١، ٩:٠٦ م - فلان: نص أول
\u200f١٤\u200f/٢\u200f/٢٠٣١، ٩:٠٧ ص - علان: <تم استبعاد الوسائط>
\u200f١٤\u200f/٢\u200f/٢٠٣١، ٩:٠٨ ص - علان: نص ثان
سطر آخر منه
"""


def written(tmp_path: Path, text: str, name: str = "WhatsApp Chat with أخبار الميناء.txt", encoding: str = "utf-8") -> Path:
    file = tmp_path / name
    file.write_bytes(text.encode(encoding))
    return file


def test_android(tmp_path: Path) -> None:
    reports, told = take(written(tmp_path, ANDROID))
    assert [r.text for r in reports] == ["أعلن المجلس المحلي فتح الطريق\nإلى الميناء: ابتداء من الغد", "شكرا", "قال @ و@ إن السوق مفتوح"]
    assert [r.published for r in reports] == ["2031-02-13", "2031-02-13", "2031-02-14"]
    assert {r.outlet for r in reports} == {"أخبار الميناء"}
    assert [r.author for r in reports] == ["sender 1", "sender 2", "sender 1"]
    assert [r.id.rpartition(":")[2] for r in reports] == ["3", "6", "9"]
    assert codes(told) == ["messages_skipped"] and told[0].detail == {"media": "1", "service": "3", "private": "0"}


def test_ios(tmp_path: Path) -> None:
    reports, told = take(written(tmp_path, IOS, "_chat.txt"))
    assert [(r.text, r.published) for r in reports] == [("نص أول", "2031-02-13"), ("نص ثان", "2031-02-13")]
    assert told[0].detail == {"media": "1", "service": "2", "private": "0"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_arabic(tmp_path: Path, encoding: str) -> None:
    reports, told = take(written(tmp_path, ARABIC, "دردشة واتساب مع أخبار الميناء.txt", encoding))
    assert [(r.text, r.published) for r in reports] == [("نص أول", "2031-02-13"), ("نص ثان\nسطر آخر منه", "2031-02-14")]
    assert codes(told) == ["messages_skipped"]


def test_nobody_is_kept(tmp_path: Path) -> None:
    kept: list[bytes] = []
    items = list(read_inputs([str(written(tmp_path, ANDROID))], keep=kept.append))
    everything = "".join(str(i) for i in items) + b"".join(kept).decode()
    assert "فلان" not in everything and "علان" not in everything and "9639" not in everything and "963 9" not in everything


def test_a_chat_of_two_has_no_outlet(tmp_path: Path) -> None:
    chat = "13/02/2031, 21:06 - علان: نص\n13/02/2031, 21:07 - أنا: نص آخر\n"
    reports, _ = take(written(tmp_path, chat, "WhatsApp Chat with علان.txt"))
    assert [r.outlet for r in reports] == ["", ""]
    assert [r.outlet for r in take(written(tmp_path, chat, "WhatsApp Chat with علان.txt"), outlet="مكتب")[0]] == ["مكتب"] * 2


@pytest.mark.parametrize(
    ("days", "expected", "sure"),
    [
        (["3/4/31", "25/4/31"], "2031-04-03", True),
        (["4/3/31", "4/25/31"], "2031-04-03", True),
        (["11/4/31", "2/5/31"], "2031-04-11", True),  # read month first, time would run backward
        (["4/11/31", "5/2/31"], "2031-04-11", True),
        (["3.4.2031", "4.5.2031"], "2031-04-03", False),
        (["5/5/31", "6/6/31"], "2031-05-05", True),
        (["2031/4/3", "2031/4/4"], "2031-04-03", True),
    ],
)
def test_which_number_is_the_month(tmp_path: Path, days: list[str], expected: str, sure: bool) -> None:
    reports, told = take(written(tmp_path, "".join(f"{d}, 9:0{n} AM - فلان: نص {n}\n" for n, d in enumerate(days))))
    assert reports[0].published == expected
    assert codes(told) == ([] if sure else ["day_order"] * 3)
    assert [(f.of_file, f.silent) for f in told] == ([] if sure else [(True, False), (False, True), (False, True)])


def test_other_texts_are_left_alone(tmp_path: Path) -> None:
    reports, told = take(written(tmp_path, "13/02/2031, 21:05 انتهى الاجتماع في المدينة.\n\nقال شهود إن السوق مفتوح.", "a.txt"))
    assert len(reports) == 1 and not told
    log = "13/02/2031, 21:05 - انفجار في المدينة\n13/02/2031, 22:10 - عودة الهدوء إلى المدينة\n"
    assert [r.text for r in take(written(tmp_path, log, "c.txt"))[0]] == [log.rstrip("\n")]
    [report], _ = take(written(tmp_path, "[1] قال شهود: السوق مفتوح", "b.txt"))
    assert isinstance(report, Report) and report.text.startswith("[1]")


def test_only_lines_of_the_app(tmp_path: Path) -> None:
    assert codes(take(written(tmp_path, ANDROID[: ANDROID.index("13/02/2031, 21:06")]))[1]) == ["messages_skipped", "no_messages"]


def test_hostile(tmp_path: Path) -> None:
    file = tmp_path / "_chat.txt"
    line = "[13/02/2031, 21:06:00] فلان: ".encode()
    with file.open("wb") as f:
        f.write(line + "أول\n".encode() + line)
        for _ in range(100):
            f.write(b"a" * 1_000_000)
        f.write(b"\n" + line)
        for _ in range(1_000_000):
            f.write(b"b" * 60 + b"\n")
        f.write(line + "آخر\n".encode())
    reports, told, grown = measured(file)
    assert (reports, told) == (2, ["too_large", "too_large"])
    assert grown < 60
    cut = written(tmp_path, "", "cut.txt")
    cut.write_bytes(ANDROID.encode()[: 2 * len(ANDROID.encode()) // 3] + b"\xd8")
    assert take(cut)[0]
    lying = written(tmp_path, "", "lying.txt")
    lying.write_bytes(b"\xef\xbb\xbf" + ANDROID.encode("cp1256", "replace"))
    assert codes(take(lying)[1]) == ["bad_encoding"]


def test_the_zip_of_ios(tmp_path: Path) -> None:
    file = tmp_path / "WhatsApp Chat - أخبار السوق.zip"
    for name, outlet in (("_chat.txt", "أخبار السوق"), ("WhatsApp Chat with أخبار الميناء.txt", "أخبار الميناء")):
        chat = IOS.replace("created group “x”", "added you").replace(
            "[2031-02-13, 9:05:33 PM] أخبار الميناء: ", "[2031-02-13, 9:05:33 PM] "
        )
        with zipfile.ZipFile(file, "w") as z:
            z.writestr(name, chat)
            z.writestr("../photo.jpg", b"x")
        reports, _ = take(file)
        assert [(r.text, r.outlet) for r in reports] == [("نص أول", outlet), ("نص ثان", outlet)]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("_chat.txt", b"a" * 200_000_000)
    assert codes(take(file)[1]) == ["packed_too_tight"]
    file.write_bytes(file.read_bytes()[:100])
    assert codes(take(file)[1]) == ["bad_format"]
