"""Letters and mailboxes: what mail programs make, nobody's private name, and parts without end."""

from __future__ import annotations

import time
from email.message import EmailMessage
from pathlib import Path

import pytest

from rasid.intake import read_inputs
from rasid.model import Report
from tests.intake.exported import codes, measured, take

TEXT = "أعلن المجلس المحلي في بلدة الرافد فتح الطريق إلى الميناء."


def letter(
    text: str = TEXT, sender: str = "مكتب الرافد الإعلامي <press@rafid.example>", subject: str = "رد: فتح الطريق", charset: str = "utf-8"
) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "desk@other.example", subject
    made["Date"] = "Mon, 03 Feb 2031 00:30:00 +0300"
    made.set_content(text, charset=charset)
    return made


def written(tmp_path: Path, made: EmailMessage | bytes, name: str = "a.eml") -> Path:
    file = tmp_path / name
    file.write_bytes(made if isinstance(made, bytes) else bytes(made))
    return file


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256", "iso-8859-6"])
@pytest.mark.parametrize("name", ["a.eml", "a.txt", "a"])
def test_a_letter(tmp_path: Path, charset: str, name: str) -> None:
    [report], told = take(written(tmp_path, letter(charset=charset), name))
    assert (report.text, report.title, report.published) == (TEXT, "فتح الطريق", "2031-02-03")
    assert (report.outlet, report.author, report.id) == ("مكتب الرافد الإعلامي", "", str(tmp_path / name))
    assert told == []


def test_html_and_attachments(tmp_path: Path) -> None:
    made = letter(" ")
    made.add_alternative(f"<html><body><p>{TEXT}</p><script>x</script><p>سطر ثان</p></body></html>", subtype="html")
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="../../a.pdf")
    made.add_attachment("ملحق", filename="b.txt")
    [report], _ = take(written(tmp_path, made))
    assert report.text == f"{TEXT}\nسطر ثان"


@pytest.mark.parametrize(
    ("sender", "outlet"),
    [
        ("فلان الفلاني <folan@gmail.com>", ""),
        ("فلان الفلاني <folan@rafid.example>", "rafid.example"),
        ("folan", ""),
        ("News <news@rafid.example>", "News"),
    ],
)
def test_private_writers_are_not_kept(tmp_path: Path, sender: str, outlet: str) -> None:
    text = f"{TEXT}\n\nفي الأحد، 2 شباط 2031 كتب علان العلاني <allan@gmail.com>:\n> نص قديم\n\n-- \nفلان الفلاني\nهاتف 0000000"
    kept: list[bytes] = []
    [report] = read_inputs([str(written(tmp_path, letter(text, sender)))], keep=kept.append)
    assert isinstance(report, Report) and report.outlet == outlet
    assert "لان" not in str(report) + kept[0].decode() and "0000000" not in str(report) + kept[0].decode()
    assert report.text == f"{TEXT}\n\n\nنص قديم".replace("\n\n\n", "\n\n")


@pytest.mark.parametrize(
    "marker", ["---------- Forwarded message ---------", "---------- رسالة مُعاد توجيهها ---------", "-----Original Message-----"]
)
def test_forwarded_in_the_text(tmp_path: Path, marker: str) -> None:
    arabic = "رسالة" in marker
    head = (
        "من: وكالة المنبع <news@manbaa.example>\nالتاريخ: الأحد\nإلى: فلان <a@gmail.com>"
        if arabic
        else "From: وكالة المنبع <news@manbaa.example>\nTo: فلان <a@gmail.com>\nSubject: x"
    )
    [report], _ = take(written(tmp_path, letter(f"للعلم\n\n{marker}\n{head}\n\n{TEXT}\n")))
    assert (report.text, report.forwarded) == (f"للعلم\n{TEXT}", ("وكالة المنبع",))


def test_forwarded_as_a_part(tmp_path: Path) -> None:
    made = letter("للعلم")
    made.add_attachment(letter(TEXT, "فلان <x@hotmail.com>"))
    [report], _ = take(written(tmp_path, made))
    assert (report.text, report.forwarded) == (f"للعلم\n{TEXT}", ("مستخدم لم يُحفظ اسمه",))


def test_headers_as_programs_write_them(tmp_path: Path) -> None:
    raw = (
        b"Subject: =?windows-1256?B?"
        + __import__("base64").b64encode("فتح الطريق".encode("cp1256"))
        + b"?=\r\n =?utf-8?Q?_=D8=A5=D9=84=D9=89?=\r\n"
        b'List-Id: "=?utf-8?B?2KPYrtio2KfYsSDYp9mE2LHYp9mB2K8=?=" <news.rafid.example>\r\nFrom: x@gmail.com\r\nDate: tomorrow\r\n'
        b"Archived-At: <https://lists.example/1>\r\n"
        b"Content-Type: text/plain; charset=nonsense\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        b"\r\n=D8=A3=D8=B9=D9=84=\r\n=D9=86\r\n"
    )
    [report], told = take(written(tmp_path, raw))
    assert (report.title, report.text, report.outlet) == ("فتح الطريق إلى", "أعلن", "أخبار الرافد")
    assert (report.url, report.published, codes(told)) == ("https://lists.example/1", "", ["bad_published"])


def test_mailboxes(tmp_path: Path) -> None:
    box = b"".join(b"From a@b.example Mon Feb  3 00:30:00 2031\n" + bytes(letter(f"{TEXT} {n}\n>From here")) + b"\n" for n in range(3))
    reports, told = take(written(tmp_path, box, "a.mbox"))
    assert [r.id.rpartition(":")[2] for r in reports] == ["1", "2", "3"] and not told
    assert reports[2].text == f"{TEXT} 2\nFrom here"


def test_other_texts_are_left_alone(tmp_path: Path) -> None:
    [report], told = take(written(tmp_path, "From: here\n\nقال شهود إن الطريق مفتوح".encode(), "a.txt"))
    assert report.title == "From: here" and not told


def test_parts_without_end(tmp_path: Path) -> None:
    head = b"From: a@b.example\nDate: Mon, 03 Feb 2031 00:30:00 +0300\nSubject: x\nMIME-Version: 1.0\n"
    many = head + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 100_000
    deep = head + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5000))
    inner = head + b"Content-Type: message/rfc822\n\n" * 5000
    headers = head + b"X-A: b\n" * 1_000_000 + b"\nx"
    for data in (many, deep, inner, headers):
        started = time.monotonic()
        assert codes(take(written(tmp_path, data))[1]) == ["too_many_parts"]
        assert time.monotonic() - started < 5
    long = written(tmp_path, head + b"\n" + b"a" * 100_000_000)
    _, told, grown = measured(long)
    assert told == ["too_large"] and grown < 150
    box = b"From a@b Mon Feb  3 00:30:00 2031\n" + head + b"\n" + b"a" * 100_000_000 + b"\n\nFrom a@b Mon\n" + bytes(letter())
    reports, told, grown = measured(written(tmp_path, box, "big.mbox"))
    assert (reports, told) == (1, ["too_large"]) and grown < 200


def test_broken_letters(tmp_path: Path) -> None:
    made = letter()
    made.add_attachment(b"x" * 5000, maintype="image", subtype="png", filename="a.png")
    whole = bytes(made)
    for end in range(60, len(whole), 97):
        reports, told = take(written(tmp_path, whole[:end]))
        assert len(reports) + sum(f.lost for f in told) == 1
    base = b"From: a@b.example\nTo: c@d.example\nSubject: x\nContent-Transfer-Encoding: base64\n\n"
    assert codes(take(written(tmp_path, base + b"%%%%"))[1])[-1:] in (["empty"], ["binary"], ["bad_encoding"])
    locked = base.replace(b"Content-Transfer-Encoding: base64", b'Content-Type: multipart/encrypted; boundary="b"') + b"--b\n\nx\n--b--"
    assert codes(take(written(tmp_path, locked))[1]) == ["encrypted"]
