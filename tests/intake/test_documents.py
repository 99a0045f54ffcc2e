"""Word and PDF files as programs make them, and as nobody should: bombs, entities, scans, passwords, broken ends."""

from __future__ import annotations

import io
import re
import time
import zipfile
import zlib
from pathlib import Path
from typing import Any

import docx
import matplotlib
import pytest

from rasid.intake.visual import Glyph, line_of, read_order
from tests.intake.exported import codes, measured, take

matplotlib.use("pdf")
import matplotlib.pyplot as plt

LINES = ["قال المجلس المحلي في بلدة الرافد يوم 3 شباط 2031 إن الطريق مفتوح", "وأضاف أن OCHA أرسلت 1,250 شاحنة (اليوم)."]


def pdf(tmp_path: Path, *pages: list[str], name: str = "a.pdf") -> Path:
    from matplotlib.backends.backend_pdf import PdfPages

    matplotlib.rcParams["pdf.fonttype"] = 42
    with PdfPages(tmp_path / name, metadata={"CreationDate": None}) as out:
        for lines in pages:
            figure = plt.figure()
            for n, line in enumerate(lines):
                figure.text(0.95, 0.9 - n / 12, line, ha="right")
            if not lines:
                figure.add_axes((0, 0, 1, 1)).imshow([[0, 1], [1, 0]])
                for axes in figure.axes:
                    axes.axis("off")
            out.savefig(figure)
            plt.close(figure)
    return tmp_path / name


def word(tmp_path: Path, name: str = "a.docx") -> tuple[Path, Any]:
    return tmp_path / name, docx.Document()


def test_word(tmp_path: Path) -> None:
    file, made = word(tmp_path)
    made.add_heading("فتح الطريق إلى الميناء", 0)
    made.add_paragraph(LINES[0])
    paragraph = made.add_paragraph("وأضاف ")
    paragraph.add_run("سر مخفي").font.hidden = True
    paragraph.add_run("أن العمل مستمر")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "المدينة", "الرافد"
    made.save(file)
    [report], told = take(file)
    assert report.title == "فتح الطريق إلى الميناء"
    assert report.text == f"{LINES[0]}\nوأضاف أن العمل مستمر\nالمدينة\nالرافد"
    assert (report.published, codes(told)) == ("", ["property_day"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", told[0].detail["day"]) and not told[0].lost
    assert take(file, published="2031-02-03")[1] == []


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def raw_word(tmp_path: Path, body: str | bytes, packing: int = zipfile.ZIP_DEFLATED) -> Path:
    file = tmp_path / "raw.docx"
    with zipfile.ZipFile(file, "w", packing) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("../../word/document.xml", "x")
        z.writestr("word/document.xml", body)
    return file


def test_changes_and_text_boxes(tmp_path: Path) -> None:
    body = f"""<w:document {W}><w:body><w:p><w:del><w:r><w:delText>حُذف</w:delText></w:r></w:del>
    <w:moveFrom><w:r><w:t>نُقل</w:t></w:r></w:moveFrom>
    <w:r><w:t>بقي</w:t><w:br/><w:t>سطر</w:t></w:r><mc:AlternateContent><mc:Choice>
    <w:txbxContent><w:p><w:r><w:t>صندوق</w:t></w:r></w:p></w:txbxContent>
    </mc:Choice><mc:Fallback><w:p><w:r><w:t>صندوق</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:p></w:body></w:document>"""
    [report], told = take(raw_word(tmp_path, body))
    assert (report.text, told) == ("صندوق\nبقي\nسطر", [])


def test_hostile_word_files(tmp_path: Path) -> None:
    entity = f'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]><w:document {W}><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:document>'
    assert take(raw_word(tmp_path, entity))[1][0].detail["reason"] == "has a DOCTYPE"
    assert measured(raw_word(tmp_path, b" " * 300_000_000))[1] == ["packed_too_tight"]
    head = f"<w:document {W}><w:p><w:r><w:t>".encode()
    _, told, grown = measured(raw_word(tmp_path, head + b"a" * 100_000_000, zipfile.ZIP_STORED))
    assert told == ["too_large"] and grown < 60
    _, told, grown = measured(raw_word(tmp_path, head + b"<w:p>" * 1_000_000, zipfile.ZIP_STORED))
    assert told == ["bad_format"] and grown < 40
    file, made = word(tmp_path)
    for n in range(3000):
        made.add_paragraph(f"{LINES[0]} {n}")
    made.save(file)
    whole = file.read_bytes()
    for part in (whole[:5000], whole[:-100], b"PK\x03\x04"):
        file.write_bytes(part)
        assert codes(take(file)[1]) == ["bad_format"]


def test_locked_and_old_files(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    for name, data, code in [
        ("a.docx", ole + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.doc", ole + b"WordDocument", "old_office"),
        ("a.xls", ole, "old_office"),
    ]:
        (tmp_path / name).write_bytes(data)
        assert codes(take(tmp_path / name)[1]) == [code]
    locked = io.BytesIO()
    with zipfile.ZipFile(locked, "w") as z:
        z.writestr("word/document.xml", "x" * 100)
    data = bytearray(locked.getvalue())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + offset] |= 1
    (tmp_path / "b.docx").write_bytes(data)
    assert codes(take(tmp_path / "b.docx")[1]) == ["encrypted"]


def test_a_pdf_with_arabic(tmp_path: Path) -> None:
    [report], told = take(pdf(tmp_path, LINES, []))
    assert " ".join(report.text.split()) == " ".join(LINES)
    assert codes(told) == ["pages_without_text"] and told[0].detail == {"count": "1", "pages": "2"}
    assert report.published == ""


def test_scans_and_passwords(tmp_path: Path) -> None:
    scan = pdf(tmp_path, [], [])
    [failure] = take(scan)[1]
    assert (failure.code, failure.detail) == ("no_text_layer", {"pages": "2"})
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(pdf(tmp_path, LINES))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    assert codes(take(tmp_path / "locked.pdf")[1]) == ["encrypted"]


def test_broken_and_hostile_pdfs(tmp_path: Path) -> None:
    whole = pdf(tmp_path, *([LINES] * 3)).read_bytes()
    file = tmp_path / "bad.pdf"
    for part in (whole[: len(whole) // 2], whole[:20], b"%PDF-1.7\n" + b"x" * 1000):
        file.write_bytes(part)
        reports, told = take(file)
        assert reports or codes(told) == ["bad_format"] or codes(told) == ["no_text_layer"]
    # pages that are each other's children, a stream that unpacks to much, a million objects of nothing
    loop = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    loop += b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99999999>>endobj\ntrailer<</Root 1 0 R>>"
    file.write_bytes(loop)
    started = time.monotonic()
    assert codes(take(file)[1])[-1] in ("bad_format", "no_text_layer")
    assert time.monotonic() - started < 30
    file.write_bytes(b"%PDF-1.4\n" + b"<<" * 3_000_000)
    assert codes(take(file)[1]) == ["bad_format"]


def glyphs(line: str) -> list[Glyph]:
    """Letters of a line side by side, each 6 points wide, spaces 4."""
    out, at = [], 0.0
    for c in line:
        width = 4.0 if c == " " else 6.0
        out.append(Glyph(c, at, 0, at + width, 12))
        at += width
    return out


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("ﺔﻨﻳﺪﻤﻟا 12 ﻲﻓ", "في 12 المدينة"),
        ("1,250.5 ددعلا", "العدد 1,250.5"),
        ("(مويلا) UN OCHA تلاق", "قالت UN OCHA (اليوم)"),
        (")مويلا( تلاق", "قالت (اليوم)"),
        ("2031/02/03 يف 10:30 ةعاسلا", "الساعة 10:30 في 2031/02/03"),
        ("The word (ةنيدم) is Arabic", "The word (مدينة) is Arabic"),
        ("%12 وأ 12%", "%12 أو 12%"),
        ("ﻻو", "ولا"),
    ],
)
def test_reading_order(seen: str, read: str) -> None:
    line = line_of(glyphs(seen))
    assert line is not None and line.text in (read, read.replace("%12 أو 12%", "12% أو %12"))


def test_marks_stay_on_their_letters() -> None:
    letters = [Glyph("ف", 20, 0, 26, 12), Glyph("ُ", 22, 9, 24, 12), Glyph("ت", 14, 0, 20, 12), Glyph("ح", 8, 0, 14, 12)]
    line = line_of(letters)
    assert line is not None and line.text == "فُتح"
    assert line_of([Glyph(" ", 0, 0, 4, 12)]) is None
    assert read_order([]) == ""


def raw_pdf(tmp_path: Path, content: bytes) -> Path:
    """One page with this content, packed."""
    packed = zlib.compress(content, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for n, value in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (n, value)
    table = b"".join(b"%010d 00000 n \n" % o for o in offsets)
    end = b"trailer<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF" % len(out)
    file = tmp_path / "raw.pdf"
    file.write_bytes(out + b"xref\n0 6\n0000000000 65535 f \n" + table + end)
    return file


def test_pages_that_take_all_memory(tmp_path: Path) -> None:
    [report], _ = take(raw_pdf(tmp_path, b"BT /F 12 Tf 50 700 Td (Good page) Tj ET"))
    assert report.text == "Good page"
    started = time.monotonic()
    assert codes(take(raw_pdf(tmp_path, b"q " * 30_000_000))[1]) == ["bad_format"]
    assert time.monotonic() - started < 60
    crowd = b"".join(b"1 0 0 1 %d %d Tm (abcdefghi) Tj " % (n % 60 * 10, n // 60) for n in range(30_000))
    reports, told, grown = measured(raw_pdf(tmp_path, b"BT /F 1 Tf " + crowd + b"ET"))
    assert reports == 1 and told == ["broken_end"] and grown < 60


def test_a_pdf_begins_a_line_and_no_json(tmp_path: Path) -> None:
    whole = pdf(tmp_path, LINES).read_bytes()
    file = tmp_path / "from-a-printer"
    file.write_bytes(b"\x1b%-12345X@PJL JOB\r\n" + whole)
    [report], _ = take(file)
    assert "المجلس المحلي" in report.text
    file = tmp_path / "a.jsonl"
    file.write_bytes('{"id": "a", "text": "أعلن المجلس فتح الطريق"}\n%PDF-1.4\n'.encode())
    [report], told = take(file)
    assert (report.id, codes(told)) == ("a", ["bad_json"])
    file = tmp_path / "a.txt"
    file.write_text(f"{LINES[0]}\nيبدأ الملف بعلامة %PDF-1.4 في أوله", encoding="utf-8")
    [report], _ = take(file)
    assert "علامة" in report.text
