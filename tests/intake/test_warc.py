"""Web archives: pages as reports, everything else counted; broken, hostile and very large ones read in little memory."""

from __future__ import annotations

import gzip
import io
import json
import random
import sqlite3
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from rasid.cli.main import main
from rasid.intake import Failure, read_inputs
from rasid.intake.unpacking import OversizeError, dechunked, unpacked
from rasid.model import Report

DAY = "2025-06-02T23:50:00Z"


def page(n: int) -> bytes:
    return (
        f"<!doctype html><html><head><title>هدوء {n}</title></head><body><article><h1>هدوء {n}</h1><p>ساد الهدوء أطراف بلدة تل الزيتون "
        f"رقم {n} طوال يوم أمس، ولم تسجل فرق الإسعاف أي إصابة بين العائدين.</p></article></body></html>"
    ).encode()


class Archive:
    """A WARC that is being written, by another program than the one that reads it."""

    def __init__(self, packed: bool = True) -> None:
        self.out = io.BytesIO()
        self.writer = WARCWriter(self.out, gzip=packed)
        self.writer._create_temp_file = io.BytesIO  # it leaves its temporary files open
        self.writer.write_record(self.writer.create_warcinfo_record("x.warc", {"software": "tests"}))

    def response(self, url: str, body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", **more: str) -> None:
        headers = [("Content-Type", kind), *((k.replace("_", "-"), v) for k, v in more.items())]
        http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
        record = self.writer.create_warc_record(
            url, "response", payload=io.BytesIO(body), http_headers=http, warc_headers_dict={"WARC-Date": DAY}
        )
        self.writer.write_record(record)

    def revisit(self, url: str) -> None:
        self.writer.write_record(self.writer.create_revisit_record(url, "sha1:B2LTWWPUOYAH7UIPQ7ZUPQ4VMBSVC36A", url, DAY))

    def other(self, kind: str, body: bytes) -> None:
        record = self.writer.create_warc_record("urn:x", kind, payload=io.BytesIO(body), warc_content_type="text/html")
        self.writer.write_record(record)

    def bytes(self) -> bytes:
        return self.out.getvalue()


def chunked(data: bytes) -> bytes:
    return b"".join(b"%x;x=1\r\n%b\r\n" % (len(data[i : i + 50]), data[i : i + 50]) for i in range(0, len(data), 50)) + b"0\r\n\r\n"


def varied(packed: bool = True) -> Archive:
    made = Archive(packed)
    made.response("https://example.org/1", page(1))
    made.response("https://example.org/2", gzip.compress(page(2)), Content_Encoding="gzip")
    made.response("https://example.org/3", chunked(page(3)), Transfer_Encoding="chunked")
    made.response("https://example.org/4", chunked(brotli.compress(page(4))), Transfer_Encoding="chunked", Content_Encoding="br")
    made.response("https://example.org/5", page(5), Content_Encoding="gzip", Transfer_Encoding="chunked")  # stored without both
    made.response("https://example.org/6", page(6).decode().encode("cp1256"), kind="text/html; charset=windows-1256")
    made.response("https://example.org/7", "نص التقرير السابع من بلدة تل الزيتون.".encode(), kind="text/plain")
    made.response("https://example.org/p.png", b"\x89PNG" + bytes(3000), kind="image/png")
    made.response("https://example.org/gone", page(9), status="404 Not Found")
    made.response("https://example.org/moved", b"", status="301 Moved", Location="/1")
    made.response("dns:example.org", b"x", kind="text/dns")
    made.revisit("https://example.org/1")
    made.other("metadata", page(10))
    made.other("conversion", page(11))
    return made


def take(*paths: Path | str, **kw: object) -> tuple[list[Report], list[Failure]]:
    items = list(read_inputs([str(p) for p in paths], **kw))  # type: ignore[arg-type]
    return [i for i in items if isinstance(i, Report)], [i for i in items if isinstance(i, Failure)]


def put(folder: Path, name: str, data: bytes) -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


@pytest.mark.parametrize("packed", [True, False], ids=["packed", "plain"])
@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc", "a.txt"])
def test_pages_become_reports_and_the_rest_is_counted(name: str, packed: bool, tmp_path: Path) -> None:
    reports, failures = take(put(tmp_path, name, varied(packed).bytes()))
    assert [r.id for r in reports] == [f"https://example.org/{n}" for n in range(1, 8)]
    assert all(r.url == r.id and r.outlet == "example.org" for r in reports[:6])
    assert [f"رقم {n} " in r.text for n, r in enumerate(reports[:6], 1)] == [True] * 6
    assert reports[6].text.startswith("نص التقرير السابع")
    assert [(f.code, f.lost, f.detail) for f in failures] == [("left_out", False, {"revisits": "1", "others": "4"})]


def test_the_day_of_the_capture_is_known_not_published(tmp_path: Path) -> None:
    known: list[str] = []
    kept: list[bytes] = []
    reports, _ = take(put(tmp_path, "a.warc.gz", varied().bytes()), known=known.append, keep=kept.append)
    assert {r.published for r in reports} == {""}
    assert known == ["2025-06-02"] * 7
    assert kept[0] == page(1) and kept[1] == page(2)
    reports, _ = take(put(tmp_path, "a.warc.gz", varied().bytes()), published="2025-01-01")
    assert {r.published for r in reports} == {"2025-01-01"}


def test_the_ledger_knows_it_from_that_day_on(tmp_path: Path) -> None:
    made = Archive()
    text = "سيطرت قوات حكومة الوفاق على مدينة ترهونة بعد معارك استمرت ساعات، ولم تعرف حصيلة القتلى من الجانبين."
    made.response("https://example.org/1", f"<html><body><article><p>{text}</p></article></body></html>".encode())
    file, db = put(tmp_path, "a.warc.gz", made.bytes()), tmp_path / "l.db"
    assert main(["add", str(file), "--db", str(db), "-q"]) == 0
    with sqlite3.connect(db) as connection:
        assert connection.execute("select distinct known from statements").fetchall() == [("2025-06-02",)]


def test_the_same_page_again_is_left_out_and_a_changed_one_is_read(tmp_path: Path) -> None:
    made = Archive()
    for n in (1, 1, 2):
        made.response("https://example.org/1", page(n))
    reports, failures = take(put(tmp_path, "a.warc.gz", made.bytes()))
    assert len(reports) == 2
    assert [f.code for f in failures if f.code != "left_out"] == ["repeated", "duplicate_id"]


def test_streams_and_folders(tmp_path: Path) -> None:
    data = varied().bytes()
    put(tmp_path, "a.warc.gz", data)
    assert len(take(tmp_path)[0]) == 7
    assert len(take("-", stdin=io.BytesIO(data))[0]) == 7
    assert len(take("-", stdin=io.BytesIO(varied(False).bytes()))[0]) == 7


# -- broken --


@pytest.mark.parametrize("packed", [True, False], ids=["packed", "plain"])
def test_reading_goes_on_behind_a_broken_place(packed: bool, tmp_path: Path) -> None:
    made = Archive(packed)
    ends = []
    for n in range(6):
        made.response(f"https://example.org/{n}", page(n))
        ends.append(made.out.tell())
    data = bytearray(made.bytes())
    middle = (ends[1] + ends[2]) // 2
    if packed:
        data[middle - 40 : middle + 40] = random.Random(7).randbytes(80)
    else:
        data[ends[1] : ends[1] + 20] = b"?" * 20
    reports, failures = take(put(tmp_path, "a.warc", bytes(data)))
    got = [r.id[-1] for r in reports]
    assert got[:2] == ["0", "1"] and got[-3:] == ["3", "4", "5"] and "2" not in got
    assert [f.code for f in failures] == ["broken_records"]
    assert int(failures[0].detail["count"]) >= 1


@pytest.mark.parametrize("packed", [True, False], ids=["packed", "plain"])
def test_cut_off_anywhere_gives_what_was_whole(packed: bool, tmp_path: Path) -> None:
    made = Archive(packed)
    ends = [made.out.tell()]
    for n in range(3):
        made.response(f"https://example.org/{n}", page(n) * 3)
        ends.append(made.out.tell())
    data = made.bytes()
    for cut in range(ends[0] + 1, len(data), 97 if packed else 311):
        reports, failures = take(put(tmp_path, "a.warc.gz" if packed else "a.warc", data[:cut]))
        whole = sum(cut >= end for end in ends[1:])
        assert whole <= len(reports) <= whole + 1  # a record whose last empty lines are missing is whole for all that
        assert all("\n" not in str(f) for f in failures)
        if cut not in ends and len(reports) == whole:
            assert packed is False or "broken_records" in [f.code for f in failures]


def raw_record(body: bytes, http: bytes = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", length: int | None = None) -> bytes:
    block = http + body
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2025-06-02T01:02:03Z\r\n"
        b"WARC-Target-URI: https://example.org/1\r\nContent-Type: application/http; msgtype=response\r\n"
        b"Content-Length: %d\r\n\r\n" % (len(block) if length is None else length)
    ) + block + b"\r\n\r\n"  # fmt: skip


HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
GOOD = raw_record(page(8))
HOSTILE: dict[str, bytes] = {
    "no length": GOOD.replace(b"Content-Length", b"Content-Lenght"),
    "negative length": raw_record(page(1), length=-5),
    "endless length": raw_record(page(1), length=10**17),
    "long header": b"WARC/1.0\r\nX: " + b"a" * 5_000_000 + b"\r\n\r\n",
    "long http header": raw_record(b"x", HTTP + b"X: " + b"a" * 5_000_000 + b"\r\n\r\n"),
    "no http": raw_record(b"", b"\x00\x01\x02"),
    "http without end": raw_record(b"", HTTP),
    "unknown encoding": raw_record(page(1), HTTP + b"Content-Encoding: zstd\r\n\r\n"),
    "broken gzip": raw_record(gzip.compress(page(1))[:-30], HTTP + b"Content-Encoding: gzip\r\n\r\n"),
    "broken brotli": raw_record(b"\xff\xff\xff", HTTP + b"Content-Encoding: br\r\n\r\n"),
    "lying chunks": raw_record(b"ffffffffff\r\nabc", HTTP + b"Transfer-Encoding: chunked\r\n\r\n"),
    "file address": GOOD.replace(b"https://example.org/1", b"file:///etc/passwd"),
    "strange date": GOOD.replace(b"2025-06-02T01:02:03Z", b"9999999-99-99T99"),
    "strange charset": raw_record(page(1), b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=idna\r\n\r\n"),
    "only a beginning": b"WARC/1.0",
    "html after it": b"WARC/1.0\r\n\r\n" + page(1),
    "other version": GOOD.replace(b"WARC/1.0", b"WARC/9.9"),
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_hostile_records_are_answered_and_the_next_is_read(name: str, tmp_path: Path) -> None:
    reports, failures = take(put(tmp_path, "a.warc", HOSTILE[name] + GOOD))
    assert all("\n" not in str(f) for f in failures)
    assert "https://example.org/1" in [r.id for r in reports] or failures
    assert not [r for r in reports if r.published]


def zeros(megabytes: int, head: bytes = b"") -> bytes:
    machine = zlib.compressobj(9, wbits=31)
    out = [machine.compress(head), *(machine.compress(bytes(1_000_000)) for _ in range(megabytes)), machine.flush()]
    return b"".join(out)


def peak(code: str, *arguments: str) -> int:
    """The most memory (MB) that a process of its own needs to run a piece of code."""
    script = f"import resource, sys\n{code}\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    run = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True, timeout=120)
    return int(run.stdout.split()[-1])


READ = """
import rasid.intake.warc, fastwarc.warc, trafilatura
from rasid.intake import read_inputs
for item in read_inputs(sys.argv[1:]): print(str(getattr(item, 'code', 'report')))
"""


@pytest.mark.parametrize("kind", ["member", "content", "brotli"])
def test_packed_bombs_need_little_memory(kind: str, tmp_path: Path) -> None:
    if kind == "member":
        head = GOOD[: GOOD.index(b"\r\n\r\n") + 4].replace(b"Content-Length: ", b"Content-Length: 400000") + HTTP + b"\r\n"
        data = zeros(400, head)
    else:
        body = zeros(400) if kind == "content" else brotli.compress(bytes(400_000_000), quality=1)
        data = raw_record(body, HTTP + b"Content-Encoding: %b\r\n\r\n" % (b"gzip" if kind == "content" else b"br")) + GOOD
    file = put(tmp_path, "a.warc.gz" if kind == "member" else "a.warc", data)
    small = peak(READ, str(put(tmp_path, "small.warc", GOOD)))
    assert peak(READ, str(file)) - small < 90
    reports, failures = take(file)
    assert "too_large" in [f.code for f in failures]
    assert len(reports) == (kind != "member")


def test_a_large_archive_needs_no_more_memory_than_a_small_one(tmp_path: Path) -> None:
    picture = raw_record(random.Random(1).randbytes(1_000_000), b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n")
    sizes = {}
    for megabytes in (5, 300):
        file = tmp_path / f"{megabytes}.warc"
        with file.open("wb") as out:
            for n in range(megabytes):
                out.write(picture)
                if n % 5 == 0:
                    out.write(raw_record(page(n)))
        sizes[megabytes] = peak(READ, str(file))
        file.unlink()
    assert sizes[300] - sizes[5] < 25


# -- WACZ --


def wacz(path: Path, files: dict[str, bytes], packing: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", packing) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return path


def usual() -> dict[str, bytes]:
    return {
        "datapackage.json": json.dumps({"profile": "data-package", "resources": []}).encode(),
        "archive/data.warc.gz": varied().bytes(),
        "archive/more.warc": varied(False).bytes(),
        "indexes/index.cdx.gz": b"x",
        "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n',
    }


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("name", ["a.wacz", "a.zip"])
def test_a_package_gives_the_pages_of_its_archives(packing: int, name: str, tmp_path: Path) -> None:
    file = wacz(tmp_path / name, usual(), packing)
    reports, failures = take(file)
    assert len(reports) == 7  # the second archive repeats the first
    assert [f.code for f in failures] == ["repeated"] * 7 + ["left_out"]
    assert failures[-1].detail == {"revisits": "2", "others": "8"}
    assert len(take("-", stdin=io.BytesIO(file.read_bytes()))[0]) == 7


def shared_bytes(path: Path) -> Path:
    """A zip whose central directory names the same bytes many times, so that little unpacks to much."""
    wacz(path, {"archive/a.warc.gz": varied().bytes()})
    data = path.read_bytes()
    at = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[at:end]
    many = 500
    directory = entry * many
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, many, many, len(directory), at, 0)
    path.write_bytes(data[:at] + directory + tail)
    return path


HOSTILE_PACKAGES: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "climbs": ("bad_path", lambda p: wacz(p, {**usual(), "archive/../../etc/x.warc": b"x"})),
    "climbs with the other slash": ("bad_path", lambda p: wacz(p, {"archive/a.warc": b"", "archive\\..\\..\\x.warc": b"x"})),
    "absolute": ("bad_path", lambda p: wacz(p, {"archive/a.warc": b"", "/etc/x.warc": b"x"})),
    "drive": ("bad_path", lambda p: wacz(p, {"archive/a.warc": b"", "C:/x.warc": b"x"})),
    "swollen": ("zip_bomb", lambda p: wacz(p, {"archive/a.warc": bytes(30_000_000)}, zipfile.ZIP_DEFLATED)),
    "shared": ("zip_bomb", shared_bytes),
    "no archives": ("no_archives", lambda p: wacz(p, {"datapackage.json": b"{}", "other/a.warc": varied().bytes()})),
    "no zip": ("bad_format", lambda p: put(p.parent, p.name, b"PK\x03\x04" + bytes(500))),
    "cut off": ("bad_format", lambda p: put(p.parent, p.name, wacz(p, usual()).read_bytes()[:-300])),
    "archives that are none": ("bad_format", lambda p: wacz(p, {"archive/a.warc.gz": b"nothing of that kind"})),
}


@pytest.mark.parametrize("name", list(HOSTILE_PACKAGES))
def test_hostile_packages_take_one_line(name: str, tmp_path: Path) -> None:
    code, make = HOSTILE_PACKAGES[name]
    reports, failures = take(make(tmp_path / "a.wacz"))
    assert not reports
    assert code in [f.code for f in failures]
    assert len([f for f in failures if f.lost]) <= 2
    assert all("\n" not in str(f) for f in failures)
    assert sorted(f.name for f in tmp_path.iterdir()) == ["a.wacz"]  # nothing was unpacked beside it


def test_an_encrypted_member_is_told(tmp_path: Path) -> None:
    file = wacz(tmp_path / "a.wacz", {"archive/a.warc.gz": varied().bytes()})
    data = bytearray(file.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flags] |= 1
    file.write_bytes(bytes(data))
    reports, failures = take(file)
    assert not reports and failures[0].code == "bad_format"


# -- encodings --


def test_dechunking() -> None:
    assert dechunked(chunked(page(1))) == page(1)
    assert dechunked(page(1)) == page(1)
    assert dechunked(b"") == b""
    assert dechunked(b"5\r\nabcde\r\nzz") == b"abcde"
    assert dechunked(b"-5\r\nabc") == b"-5\r\nabc"


def test_unpacking_limits() -> None:
    with pytest.raises(OversizeError):
        unpacked([b"a" * 11], "", 10)
    for encoding, pack in (("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress)):
        assert unpacked([pack(b"a" * 10)[:5], pack(b"a" * 10)[5:]], encoding, 100) == b"a" * 10
        with pytest.raises(OversizeError):
            unpacked([pack(bytes(1_000_000))], encoding, 100_000)
        with pytest.raises(ValueError, match=r"early|end|stream"):
            unpacked([pack(b"a" * 100)[:-3]], encoding, 1000)


def test_what_is_said_of_an_archive_is_no_note_of_the_next_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = put(tmp_path, "a.warc.gz", varied().bytes())
    text = put(tmp_path, "b.txt", "سيطرت قوات حكومة الوفاق على مدينة ترهونة بعد معارك استمرت ساعات.".encode())
    assert main(["read", str(archive), str(text), "--format", "jsonl"]) == 0
    captured = capsys.readouterr()
    assert "1 revisits" in captured.err
    assert "left_out" not in captured.out
