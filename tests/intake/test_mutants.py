"""Files that something happened to: no format raises, hangs, or loses a file without a word."""

from __future__ import annotations

import io
import json
import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from rasid.intake import Failure, read_inputs
from tests.intake import test_mail, test_telegram, test_telegram_pages, test_whatsapp

PIECES = (
    b'"',
    b"\\",
    b"{",
    b"]",
    b"\0",
    b"9" * 30,
    b"<",
    b"\n\n",
    b"\xff",
    b"=?utf-8?B?/?=",
    b"--",
    b"charset=idna",
    b'charset="zip"',
    "١".encode(),
)
MUTANTS = 150


def telegram() -> bytes:
    posts = (
        test_telegram.post(n, ["a", {"type": "bold", "text": "نص"}], forwarded_from="x", edited_unixtime="1927879200") for n in range(8)
    )
    return json.dumps(test_telegram.chat(*posts), ensure_ascii=False).encode()


def page() -> bytes:
    posts = [test_telegram_pages.post(n, "نص", before=test_telegram_pages.REPLY, meta="edited") for n in range(3)]
    return (test_telegram_pages.HEAD + "".join(posts)).encode()


def letter() -> bytes:
    made = test_mail.letter("للعلم")
    made.add_attachment(test_mail.letter())
    return bytes(made)


def chat() -> bytes:
    return (test_whatsapp.ANDROID + test_whatsapp.ARABIC).encode()


def table() -> bytes:
    return ("المصدر;التاريخ;النص\n" + 'شبكة;3/2/2031;"نص ""فيه"" شيء"\n' * 5).encode()


def workbook() -> bytes:
    out, made = io.BytesIO(), openpyxl.Workbook()
    for row in (["text", "date"], ["نص أول", 47941], ["نص ثان", "3/4/2031"]):
        made.active.append(row)
    made.save(out)
    return out.getvalue()


def document() -> bytes:
    out, made = io.BytesIO(), docx.Document()
    made.add_heading("عنوان", 0)
    made.add_paragraph("نص أول")
    made.save(out)
    return out.getvalue()


def changed(data: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        out = out or bytearray(b"x")
        at, kind = rng.randrange(len(out)), rng.random()
        if kind < 0.3:
            out[at] = rng.randrange(256)
        elif kind < 0.5:
            del out[at : at + rng.randrange(1, 60)]
        elif kind < 0.7:
            other = rng.randrange(len(out))
            out[at:at] = out[other : other + rng.randrange(1, 60)]
        elif kind < 0.85:
            out[at:at] = rng.choice(PIECES)
        else:
            del out[at + 1 :]
    return bytes(out)


def changed_inside(data: bytes, rng: random.Random) -> bytes:
    """Changes in the parts of an archive, with sums that are right again."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, changed(part, rng) if name.endswith((".xml", ".rels")) and rng.random() < 0.4 else part)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "change"),
    [
        ("result.json", telegram, changed),
        ("page.html", page, changed),
        ("a.eml", letter, changed),
        ("_chat.txt", chat, changed),
        ("a.csv", table, changed),
        ("a.xlsx", workbook, changed),
        ("b.xlsx", workbook, changed_inside),
        ("a.docx", document, changed),
        ("b.docx", document, changed_inside),
    ],
)
def test_mutants(
    tmp_path: Path, name: str, make: Callable[[], bytes], change: Callable[[bytes, random.Random], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RASID_DEBUG", "1")  # what a parser raises comes through
    whole, rng, file = make(), random.Random(name), tmp_path / name
    file.write_bytes(whole)
    assert any(not isinstance(i, Failure) for i in read_inputs([str(file)]))
    for _ in range(MUTANTS):
        file.write_bytes(change(whole, rng))
        started = time.monotonic()
        assert list(read_inputs([str(file)]))
        assert time.monotonic() - started < 5
