"""Files, folders, patterns and streams become reports or clear failures."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasid.intake import MAX_TEXT_BYTES, Failure, read_inputs
from rasid.model import Report

PROSE = (
    "قال ناشطون من مدينة الوردة إن طائرات مسيّرة استهدفت مستودعاً على أطراف المدينة مساء أمس، من دون أن تسجل إصابات في "
    "صفوف المدنيين، في حين لم تعلق الجهات المسيطرة على المنطقة على الحادثة"
)


def write(path: Path, data: bytes | str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def lines(*rows: object) -> str:
    return "".join((r if isinstance(r, str) else json.dumps(r, ensure_ascii=False)) + "\n" for r in rows)


def take(*paths: str, **kw: str) -> tuple[list[Report], list[Failure]]:
    items = list(read_inputs(paths, **kw))
    return [i for i in items if isinstance(i, Report)], [i for i in items if isinstance(i, Failure)]


def codes(failures: list[Failure]) -> list[str]:
    return [f.code for f in failures]


def test_plain_text_without_title(tmp_path: Path) -> None:
    [report], failures = take(write(tmp_path / "a.txt", PROSE), published="2031-02-03", outlet="وكالة النهر")
    assert (report.title, report.text, report.published, report.outlet) == ("", PROSE, "2031-02-03", "وكالة النهر")
    assert not failures


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_short_first_line_before_an_empty_one_is_the_title(tmp_path: Path, ends: str) -> None:
    [report], _ = take(write(tmp_path / "a.txt", f"غارة على مستودع{ends}{ends}{PROSE}{ends}"))
    assert (report.title, report.text) == ("غارة على مستودع", PROSE)


def test_first_line_is_text_when_no_empty_line_follows_or_when_long(tmp_path: Path) -> None:
    [a], _ = take(write(tmp_path / "a.txt", f"غارة على مستودع\n{PROSE}"))
    [b], _ = take(write(tmp_path / "b.txt", f"{PROSE}\n\n{PROSE}"))
    assert a.title == b.title == ""
    assert b.text == f"{PROSE}\n\n{PROSE}"


def test_json_lines(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl",
        lines(
            {"id": "x1", "text": PROSE, "title": "ع", "published": "2031-02-03T22:15:00+03:00", "statements": [1]},
            {"id": 7, "text": PROSE + " ", "outlet": "قناة", "published": "2031-02-04"},
            {"text": PROSE + "  ", "url": "https://example.org/3", "lang": "ar"},
        ),
    )
    reports, failures = take(path)
    assert [r.id for r in reports] == ["x1", "7", f"{path}:3"]
    assert [r.published for r in reports] == ["2031-02-03", "2031-02-04", ""]
    assert (reports[1].outlet, reports[2].url) == ("قناة", "https://example.org/3")
    assert not failures


def test_a_broken_line_is_told_by_number_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl",
        lines(
            {"id": "1", "text": PROSE},
            '{"id": "2", "text": ',
            "",
            [1, 2],
            {"id": "5"},
            {"id": "6", "text": PROSE + "."},
        ),
    )
    reports, failures = take(path)
    assert [r.id for r in reports] == ["1", "6"]
    assert [(f.where, f.code) for f in failures] == [
        (f"{path}:2", "bad_json"),
        (f"{path}:4", "not_object"),
        (f"{path}:5", "no_text"),
    ]
    assert all(f.lost for f in failures)


def test_wrong_types_and_days_are_told_and_left_out(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", lines({"id": "1", "text": PROSE, "title": 5, "published": "أول أمس"}))
    [report], failures = take(path)
    assert (report.title, report.published) == ("", "")
    assert [(f.code, f.lost) for f in failures] == [("bad_field", False), ("bad_published", False)]


def test_repeated_ids(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl",
        lines({"id": "1", "text": PROSE}, {"id": "1", "text": PROSE}, {"id": "1", "text": PROSE + " تتمة"}),
    )
    reports, failures = take(path)
    assert len(reports) == 2
    assert [(f.code, f.lost) for f in failures] == [("repeated", True), ("duplicate_id", False)]


def test_folders_are_searched_deeply_and_in_order(tmp_path: Path) -> None:
    write(tmp_path / "b" / "2.txt", PROSE)
    write(tmp_path / "a" / "c" / "1.txt.gz", gzip.compress(PROSE.encode()))
    write(tmp_path / "a" / "3.jsonl.gz", gzip.compress(lines({"id": "g", "text": PROSE}).encode()))
    write(tmp_path / "a" / "4.json", json.dumps([{"id": "h", "text": PROSE}, {"id": "i", "text": PROSE + "!"}]))
    write(tmp_path / "a" / "5.html", f"<html><body><p>{PROSE}</p></body></html>")
    write(tmp_path / "a" / "notes.md", PROSE)
    write(tmp_path / ".hidden.txt", PROSE)
    reports, failures = take(str(tmp_path))
    assert [r.id.removeprefix(f"{tmp_path}/") for r in reports] == [
        "g",
        "h",
        "i",
        "a/5.html",
        "a/c/1.txt.gz",
        "b/2.txt",
    ]
    assert {r.text.rstrip("!") for r in reports} == {PROSE}
    assert not failures


def test_patterns(tmp_path: Path) -> None:
    write(tmp_path / "a" / "1.txt", PROSE)
    write(tmp_path / "b" / "2.txt", PROSE)
    assert len(take(f"{tmp_path}/*/[12].txt")[0]) == 2
    assert len(take(f"{tmp_path}/**/2.txt")[0]) == 1
    assert codes(take(f"{tmp_path}/*.doc")[1]) == ["not_found"]


def test_missing_and_empty(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    paths = [str(tmp_path / "x.txt"), str(tmp_path / "none"), write(tmp_path / "e.txt", " \n\t")]
    assert codes(take(*paths)[1]) == ["not_found", "no_reports", "empty"]
    path = write(tmp_path / "e.jsonl", lines({"id": "1", "text": " ", "title": ""}, {"id": "2", "text": ""}))
    assert codes(take(path)[1]) == ["empty", "empty"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859_6"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    prose = PROSE if encoding.startswith("utf") else PROSE.replace("،", ",").replace("ّ", "").replace("ً", "")
    [report], failures = take(write(tmp_path / "a.txt", prose.encode(encoding)))
    assert report.text == prose
    assert not failures


def test_json_lines_in_legacy_and_wide_encodings(tmp_path: Path) -> None:
    row = lines({"id": "1", "text": PROSE})
    for encoding in ("utf-8-sig", "utf-16", "cp1256"):
        [report], _ = take(write(tmp_path / f"{encoding}.jsonl", row.encode(encoding)))
        assert report.text == PROSE


def test_other_code_pages_are_decoded_or_refused_but_never_garbled_into_arabic(tmp_path: Path) -> None:
    french = "L'armée a été repoussée près de la frontière où les réfugiés étaient arrêtés depuis l'été dernier. " * 4
    reports, failures = take(write(tmp_path / "fr.txt", french.encode("cp1252")))
    assert failures or "ا" not in reports[0].text


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 8, b"\x01\x02\x03\x04" * 400])
def test_binary_is_refused(tmp_path: Path, data: bytes) -> None:
    reports, failures = take(write(tmp_path / "a.txt", data))
    assert not reports
    assert codes(failures) == ["binary"]


def test_random_high_bytes_are_refused(tmp_path: Path) -> None:
    data = bytes((i * 7919 + i * i * 31) % 95 + 160 for i in range(3000))
    reports, failures = take(write(tmp_path / "a.txt", data))
    assert not reports
    assert codes(failures) == ["bad_encoding"]


def test_a_download_cut_off_in_a_letter_is_mended_and_told(tmp_path: Path) -> None:
    [report], failures = take(write(tmp_path / "a.txt", (PROSE * 4).encode()[:-1]))
    assert report.text.startswith(PROSE)
    assert [(f.code, f.lost) for f in failures] == [("bad_bytes", False)]


def test_too_large(tmp_path: Path) -> None:
    big = PROSE.encode() * (MAX_TEXT_BYTES // len(PROSE.encode()) + 1)
    plain, packed = write(tmp_path / "a.txt", big), write(tmp_path / "b.txt.gz", gzip.compress(big, 1))
    row = b'{"id":"1","text":"' + big + b'"}\n' + json.dumps({"id": "2", "text": PROSE}).encode() + b"\n"
    reports, failures = take(plain, packed, write(tmp_path / "c.jsonl", row))
    assert [r.id for r in reports] == ["2"]
    assert codes(failures) == ["too_large"] * 3
    assert {f.detail["limit"] for f in failures} == {"10"}


def test_a_compression_bomb_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt.gz", gzip.compress(b" " * 300_000_000, 9))
    tracemalloc.start()
    try:
        assert codes(take(path)[1]) == ["too_large"]
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()


def test_broken_gzip(tmp_path: Path) -> None:
    whole = gzip.compress(PROSE.encode() * 40)
    cut = write(tmp_path / "a.txt.gz", whole[:-20])
    rows = write(tmp_path / "b.jsonl.gz", gzip.compress(lines({"id": "1", "text": PROSE}).encode())[:-9])
    assert codes(take(cut)[1]) == ["bad_gzip"]
    assert codes(take(rows)[1]) == ["bad_gzip"]


def test_control_and_bidi_characters_are_tolerated(tmp_path: Path) -> None:
    text = f"\u202b\u200f{PROSE}\u202c\x07 \x1b[0m"
    [report], failures = take(write(tmp_path / "a.txt", text))
    assert report.text == text
    assert not failures


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (PROSE, ["stdin"]),
        (lines({"id": "1", "text": PROSE}, {"text": PROSE + "."}), ["1", "stdin:2"]),
        (f"<p>{PROSE}</p>", ["stdin"]),
        (json.dumps([{"id": "q", "text": PROSE}]), ["q"]),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_standard_input(data: str, expected: list[str], packed: bool) -> None:
    raw = gzip.compress(data.encode()) if packed else data.encode()
    reports = [i for i in read_inputs(["-"], stdin=io.BytesIO(raw)) if isinstance(i, Report)]
    assert [r.id for r in reports] == expected
    assert all(r.text.rstrip(".") == PROSE for r in reports)


@given(st.binary(max_size=400))
def test_any_bytes_give_items_and_never_raise(data: bytes) -> None:
    for item in read_inputs(["-"], stdin=io.BytesIO(data)):
        assert isinstance(item, Report | Failure)


@given(st.lists(st.binary(max_size=60), max_size=6))
def test_any_lines_give_items_and_never_raise(rows: list[bytes]) -> None:
    data = b'{"id": "a", "text": "x"}\n' + b"\n".join(rows)
    items = list(read_inputs(["-"], stdin=io.BytesIO(data)))
    assert isinstance(items[0], Report)


def test_the_bytes_of_every_report_are_handed_over(tmp_path: Path) -> None:
    first, second = (json.dumps({"id": n, "text": PROSE + n}, ensure_ascii=False).encode() for n in "ab")
    (tmp_path / "1.jsonl").write_bytes(first + b"\n{broken\n" + second + b"\n")
    (tmp_path / "2.txt.gz").write_bytes(gzip.compress(PROSE.encode()))
    (tmp_path / "3.json").write_text(json.dumps([{"id": "q", "text": PROSE + "q"}]), "utf-8")
    kept: list[bytes] = []
    seen = [kept[-1] for item in read_inputs([str(tmp_path)], keep=kept.append) if isinstance(item, Report)]
    assert [s.strip() for s in seen[:3]] == [first, second, PROSE.encode()]
    assert json.loads(seen[3]) == {"id": "q", "text": PROSE + "q"}
