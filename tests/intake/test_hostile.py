"""What every format must stand: endless lines, truncation, noise. Always a line that says so, never an exception, little memory."""

from __future__ import annotations

import gzip
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rasid.intake import Failure, read_inputs
from rasid.intake.formats import ROWS, choose
from tests.intake.test_warc import usual, varied, wacz

SAMPLES = Path(__file__).parent / "samples"
HEADS = {
    "a.txt": b"",
    "a.jsonl": b'{"text": "',
    "a.html": b"<html><body><p>",
    "a.xml": b"<rss><channel><item><title>",
    "a.atom": b"<feed><entry><title>",
    "a.warc": b"WARC/1.0\r\nWARC-Type: ",
    "a.wacz": b"PK\x03\x04" + bytes(26) + b"archive/",
}
#: Runs in a process of its own, so that the memory is its own.
READ = """
import resource, sys, lxml.etree, trafilatura, fastwarc.warc
from rasid.intake import read_inputs
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
items = [str(i) for i in read_inputs(sys.argv[1:])]
print(len(items), max((i.count(chr(10)) for i in items), default=0), (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def put(path: Path, head: bytes, megabytes: int, packed: bool) -> Path:
    with gzip.open(path, "wb", 1) if packed else path.open("wb") as out:
        out.write(head)
        for _ in range(megabytes):
            out.write(b"a" * 1_000_000)
    return path


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize("name", list(HEADS))
def test_a_line_of_100_mb_takes_one_line_and_little_memory(name: str, packed: bool, tmp_path: Path) -> None:
    file = put(tmp_path / (name + ".gz" * packed), HEADS[name], 100, packed)
    run = subprocess.run([sys.executable, "-c", READ, str(file)], capture_output=True, text=True, check=True, timeout=120)
    told, lines, megabytes = map(int, run.stdout.split())
    assert (told, lines) == (1, 0)
    # feeds are read whole, up to 50 MB; a package in gzip is put down in a file first
    assert megabytes < (130 if name in ("a.xml", "a.atom") else 60)


def samples() -> dict[str, bytes]:
    found = {p.name: p.read_bytes() for folder in ("valid", "hostile") for p in sorted((SAMPLES / folder).iterdir())}
    found["a.warc"], found["a.warc.gz"] = varied(False).bytes(), varied().bytes()
    return found


@pytest.mark.parametrize("name", list(samples()))
def test_noise_and_truncation_never_raise(name: str, tmp_path: Path) -> None:
    chance = random.Random(name)
    whole = samples()[name]
    for n in range(12):
        data = bytearray(whole)
        if n % 3 == 0:
            del data[chance.randrange(len(data)) :]
        for _ in range(chance.choice((0, 1, 10, 60))):
            at = chance.randrange(len(data) + 1)
            data[at : at + chance.randrange(4)] = chance.choice(
                (b"<", b"]]>", b"<!--", b"\0", b"\xff\xfe", b"-1", b"\r\n\r\n", chance.randbytes(4))
            )
        file = tmp_path / name
        file.write_bytes(data)
        for item in read_inputs([str(file)]):
            assert not (isinstance(item, Failure) and "\n" in str(item))
        file.with_suffix(".gz").write_bytes(gzip.compress(data)[: chance.randrange(20, 4000)])
        assert [i for i in read_inputs([str(file.with_suffix(".gz"))]) if i is not None] or not data


def test_noise_in_a_package_never_raises(tmp_path: Path) -> None:
    chance = random.Random(5)
    whole = wacz(tmp_path / "a.wacz", usual()).read_bytes()
    for _ in range(30):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 5, 30))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        (tmp_path / "b.wacz").write_bytes(data)
        for item in read_inputs([str(tmp_path / "b.wacz")]):
            assert not (isinstance(item, Failure) and "\n" in str(item))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([*HEADS.values(), b"\xef\xbb\xbf", b"\xff\xfe"]), st.binary(max_size=200), st.text(max_size=8))
def test_choosing_never_raises(head: bytes, rest: bytes, name: str) -> None:
    found = choose(head + rest, name)
    assert found is None or found[0] in ROWS
