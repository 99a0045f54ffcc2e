"""Tables of reports: headings said and guessed, days in every shape, and hostile cells and archives."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rasid.cli.main import main
from rasid.cli.read import columns_of
from rasid.errors import UsageError
from rasid.intake import Failure, read_inputs
from rasid.model import Report
from tests.intake.exported import codes, measured, take

TEXT = "أعلن المجلس المحلي فتح الطريق إلى الميناء"


def csv_file(tmp_path: Path, text: str, name: str = "t.csv", encoding: str = "utf-8") -> Path:
    file = tmp_path / name
    file.write_bytes(text.encode(encoding))
    return file


def book(tmp_path: Path, *sheets: list[list[Any]], name: str = "t.xlsx") -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for n, rows in enumerate(sheets, 1):
        sheet = made.create_sheet(f"ورقة {n}")
        for row in rows:
            sheet.append(row)
    made.save(tmp_path / name)
    return tmp_path / name


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_csv(tmp_path: Path, sign: str, encoding: str) -> None:
    rows = [
        ["المعرف", "التاريخ", "النص", "المصدر", "آخر"],
        ["7", "2031-02-03", f'"{TEXT}{sign}\nوقال ""نعم"""', "شبكة الرافد", "x"],
        ["8", "", '""', "", ""],
    ]
    file = csv_file(tmp_path, "\r\n".join(sign.join(r) for r in rows), encoding=encoding)
    [report], told = take(file)
    assert (report.id, report.published, report.outlet) == ("7", "2031-02-03", "شبكة الرافد")
    assert report.text == f'{TEXT}{sign}\nوقال "نعم"'
    assert codes(told) == ["columns_guessed", "rows_empty"]
    assert told[0].detail["columns"] == "text=النص, published=التاريخ, outlet=المصدر, id=المعرف"


def test_columns_that_are_said(tmp_path: Path) -> None:
    file = csv_file(tmp_path, f"Body,When,Text\n{TEXT},2031-02-03,آخر\n")
    items = list(read_inputs([str(file)], columns={"text": "body", "published": "When"}))
    [report] = [i for i in items if isinstance(i, Report)]
    assert (report.text, report.published, report.id) == (TEXT, "2031-02-03", f"{file}:2")
    [failure] = read_inputs([str(file)], columns={"text": "Boddy"})
    assert isinstance(failure, Failure) and failure.code == "unknown_column" and failure.detail["headings"] == "Body, When, Text"


def test_no_column_of_texts(tmp_path: Path) -> None:
    [failure] = read_inputs([str(csv_file(tmp_path, "a,b\n1,2\n"))])
    assert isinstance(failure, Failure) and (failure.code, failure.detail) == ("no_text_column", {"headings": "a, b"})


def test_the_option() -> None:
    assert columns_of("text=Body, published=Date of, sort") == {"text": "Body", "published": "Date of, sort"}
    assert columns_of("text=النص،published=التاريخ") == {"text": "النص", "published": "التاريخ"}
    for bad in ("text", "body=x", "text="):
        with pytest.raises(UsageError):
            columns_of(bad)


@pytest.mark.parametrize(
    ("days", "expected", "sure"),
    [
        (["3/4/2031", "25/4/2031"], "2031-04-03", True),
        (["4/3/2031", "4/25/2031"], "2031-04-03", True),
        (["03-04-2031", "04-05-2031"], "2031-04-03", False),
        (["٣/٤/٢٠٣١", "٢٥/٤/٢٠٣١"], "2031-04-03", True),
        (["47941", "47942"], "2031-04-03", True),
        (["3 Apr 2031", "x"], "2031-04-03", True),
        (["2031-04-03T23:30:00+03:00", ""], "2031-04-03", True),
    ],
)
def test_days(tmp_path: Path, days: list[str], expected: str, sure: bool) -> None:
    reports, told = take(csv_file(tmp_path, "text,date\n" + "".join(f"{TEXT} {n},{d}\n" for n, d in enumerate(days))))
    assert reports[0].published == expected
    assert ("day_order" in codes(told)) is not sure


def test_workbooks(tmp_path: Path) -> None:
    made = book(
        tmp_path,
        [["تقارير الشهر"], [], ["العنوان", "النص", "تاريخ النشر"], ["فتح الطريق", TEXT, date(2031, 4, 3)], [None, "=A1", 47941]],
        [["رقم", "قيمة"], [1, 2]],
        [["Text", "Date"], [TEXT + "!", datetime(2031, 4, 4, 23, 59)]],
    )
    reports, told = take(made)
    assert [(r.title, r.published, r.id.removeprefix(str(made))) for r in reports] == [
        ("فتح الطريق", "2031-04-03", ":ورقة 1:4"),
        ("", "2031-04-04", ":ورقة 3:2"),
    ]
    assert codes(told) == ["columns_guessed", "rows_empty", "no_text_column", "columns_guessed"]
    assert not any(f.lost for f in told)


def test_the_value_of_a_formula_and_shared_rich_text(tmp_path: Path) -> None:
    sheet = """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
    <row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c><c r="B1" t="str"><v>date</v></c></row>
    <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><f>TODAY()</f><v>47941.5</v></c></row>
    <row r="3"><c r="A3" t="str"><f>A2&amp;"!"</f><v>نص محسوب</v></c><c r="B3" t="e"><v>#N/A</v></c></row></sheetData></worksheet>"""
    shared = """<sst xmlns="x"><si><r><t>نص </t></r><r><rPr><b/></rPr><t>غني</t></r><rPh><t>لا</t></rPh></si></sst>"""
    reports, _ = take(raw_book(tmp_path, sheet, shared))
    assert [(r.text, r.published) for r in reports] == [("نص غني", "2031-04-03"), ("نص محسوب", "")]


def raw_book(
    tmp_path: Path, sheet: str | bytes, shared: str | bytes = "", packing: int = zipfile.ZIP_DEFLATED, name: str = "raw.xlsx"
) -> Path:
    file = tmp_path / name
    with zipfile.ZipFile(file, "w", packing) as z:
        z.writestr("xl/workbook.xml", '<workbook xmlns="x" xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>')
        z.writestr("xl/worksheets/sheet1.xml", sheet)
        if shared:
            z.writestr("xl/sharedStrings.xml", shared)
    return file


def test_entities_and_broken_parts(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><row r="1"><c t="str"><v>&b;</v></c></row></worksheet>'
    outside = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><row r="1"><c t="str"><v>&a;</v></c></row></worksheet>'
    for sheet in (bomb, outside):
        [failure] = read_inputs([str(raw_book(tmp_path, sheet))])
        assert isinstance(failure, Failure) and failure.detail["reason"] == "has a DOCTYPE"
    whole = book(tmp_path, [["text"], *[[f"{TEXT} {n}"] for n in range(2000)]]).read_bytes()
    for part in (whole[: len(whole) // 2], whole[:30], b"PK\x03\x04" + b"\0" * 100, whole[:2000] + bytes(2000) + whole[4000:]):
        (tmp_path / "cut.xlsx").write_bytes(part)
        assert {c for c in codes(take(tmp_path / "cut.xlsx")[1]) if c != "columns_guessed"} <= {"bad_format"}
        assert "bad_format" in codes(take(tmp_path / "cut.xlsx")[1])
    [failure] = read_inputs([str(raw_book(tmp_path, "<a>" * 100_000))])
    assert isinstance(failure, Failure)


def test_bombs_are_not_opened(tmp_path: Path) -> None:
    _, told, grown = measured(raw_book(tmp_path, b"<worksheet>" + b" " * 300_000_000))
    assert told == ["packed_too_tight"] and grown < 60
    outside = io.BytesIO()
    with zipfile.ZipFile(outside, "w") as z:
        for n in range(30_000):
            z.writestr(f"../../{n}", "")
    (tmp_path / "many.xlsx").write_bytes(outside.getvalue())
    assert codes(take(tmp_path / "many.xlsx")[1]) == ["packed_too_tight"]


HEADER = b'<worksheet><row r="1"><c t="str"><v>text</v></c></row><row r="2"><c t="str"><v>'


def test_a_cell_of_100_mb(tmp_path: Path) -> None:
    cell = HEADER + b"a" * 100_000_000 + '</v></c></row><row r="3"><c t="str"><v>نص</v></c></row></worksheet>'.encode()
    stored = measured(raw_book(tmp_path, cell, packing=zipfile.ZIP_STORED))
    assert stored[:2] == (1, ["columns_guessed", "too_large"]) and stored[2] < 60
    tag = b'<worksheet><row r="' + b"1" * 100_000_000 + b'"></row></worksheet>'
    assert measured(raw_book(tmp_path, tag, packing=zipfile.ZIP_STORED))[1:2] == (["bad_format"],)
    file = tmp_path / "big.csv"
    file.write_bytes(b"text,date\n" + b"a" * 100_000_000 + b",x\n" + f"{TEXT},2031-02-03\n".encode())
    assert (found := measured(file))[:2] == (1, ["columns_guessed", "too_large"]) and found[2] < 80
    file.write_bytes(b'text,date\n"' + b"a\n" * 20_000_000)
    assert (found := measured(file))[:2] == (0, ["columns_guessed", "broken_end"]) and found[2] < 120


def test_a_large_workbook_in_little_memory(tmp_path: Path) -> None:
    n = 60_000
    shared = "<sst>" + "".join(f"<si><t>{TEXT} {i * 7919 % n} {'نص آخر ' * (i % 50)}</t></si>" for i in range(n)) + "</sst>"
    rows = "".join(f'<row r="{i + 2}"><c r="A{i + 2}" t="s"><v>{i}</v></c></row>' for i in range(n))
    sheet = f'<worksheet><row r="1"><c r="A1" t="str"><v>text</v></c></row>{rows}</worksheet>'
    reports, told, grown = measured(raw_book(tmp_path, sheet, shared))
    assert (reports, told) == (n, ["columns_guessed"])
    assert grown < 60


def test_odd_bytes(tmp_path: Path) -> None:
    assert codes(take(csv_file(tmp_path, ""))[1]) == ["empty"]
    file = tmp_path / "odd.csv"
    file.write_bytes(b"\xff\xfe\x00\xd8text\x00\x01\x02" * 50)
    assert {f.code for f in take(file)[1]} <= {"binary", "bad_encoding"}
    reports, told = take(csv_file(tmp_path, f'text,published\n"{TEXT}"x,2031-02-30\n{TEXT} بعد,\n'))
    assert len(reports) == 2 and codes(told) == ["columns_guessed", "bad_published"]


@pytest.mark.parametrize("heading", ["التاريخ,النص", "النص;التاريخ", '"Date"\t"Body"', "\ufefftext,date"])
def test_a_stream_of_a_table(tmp_path: Path, heading: str) -> None:
    sign = next(s for s in ",;\t" if s in heading)
    row = sign.join(TEXT if "ص" in h or h.strip('"\ufeff').lower() in ("text", "body") else "2031-02-03" for h in heading.split(sign))
    [report] = [i for i in read_inputs(["-"], stdin=io.BytesIO(f"{heading}\n{row}\n".encode())) if isinstance(i, Report)]
    assert (report.text, report.published) == (TEXT, "2031-02-03")


@pytest.mark.parametrize("text", ["النص، التاريخ\nقال شهود", "text, body\nقال شهود إن", "Text messages, like others\nقال شهود"])
def test_a_text_that_speaks_of_texts(tmp_path: Path, text: str) -> None:
    [report] = read_inputs(["-"], stdin=io.BytesIO(text.encode()))
    assert isinstance(report, Report) and report.id == "stdin"


def test_days_in_words(tmp_path: Path) -> None:
    from rasid.pipeline.taking import take_in

    file = csv_file(tmp_path, f"النص,التاريخ\n{TEXT},الاثنين 3 شباط 2031\n{TEXT}!,٣ فبراير ٢٠٣١\n")
    assert [i.published for i in take_in([str(file)]) if isinstance(i, Report)] == ["2031-02-03"] * 2


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = csv_file(tmp_path, "Story,When\nسيطر الجيش السوداني على مدينة الخوي غربي كردفان.,3/2/2031\n")
    assert main(["read", str(file), "--columns", "text=Story,published=When", "--format", "jsonl", "--lang-ui", "en"]) == 0
    out, err = capsys.readouterr()
    assert '"takes_control"' in out and '"day_order"' in out  # noted at the report, told once
    assert err.count("were read as day/month") == 1
    assert main(["read", str(file), "--columns", "story=Story"]) == 2
    assert main(["read", str(file), "--lang-ui", "ar"]) == 3
    assert "Story, When" in capsys.readouterr().err
