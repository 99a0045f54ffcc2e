"""The command as a process: it starts fast, and is quiet when its output or its user goes away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import PROSE

COMMAND = [sys.executable, "-m", "rasid.cli"]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "one.txt"
    path.write_text(PROSE, "utf-8")
    return path


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A pipe that gives reports for as long as it is read."""
    script = tmp_path / "endless.py"
    script.write_text(f'import itertools\nfor n in itertools.count():\n    print(f\'{{{{"text": "{PROSE} {{n}}"}}}}\')\n')
    return script


def test_help_needs_neither_lexicons_nor_rich() -> None:
    code = (
        "import sys; from rasid.cli.main import main; main(['--help']);"
        "bad = {m for m in sys.modules if m.split('.')[0] in ('rich', 'yaml', 'selectolax', 'charset_normalizer')};"
        "assert not bad, bad; assert 'rasid.pipeline' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_a_reader_that_goes_away_ends_it_quietly(endless: Path) -> None:
    source = subprocess.Popen([sys.executable, str(endless)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    command = [*COMMAND, "read", "-", "--format", "jsonl"]
    with subprocess.Popen(command, stdin=source.stdout, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline().startswith(b'{"id":"stdin:1"')
        process.stdout.close()
        code, errors = process.wait(30), process.stderr.read()
    source.kill()
    source.wait()
    assert source.stdout
    source.stdout.close()
    assert (code, errors) == (141, b"")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_interrupted_it_leaves_no_half_file(endless: Path, tmp_path: Path, number: int, code: int) -> None:
    target = tmp_path / "out" / "out.jsonl"
    target.parent.mkdir()
    source = subprocess.Popen([sys.executable, str(endless)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    command = [*COMMAND, "read", "-", "-o", str(target)]
    with subprocess.Popen(command, stdin=source.stdout, stderr=subprocess.PIPE) as process:
        assert process.stderr
        for _ in range(300):
            if list(target.parent.glob(".*.part")):
                break
            time.sleep(0.05)
        process.send_signal(number)
        assert process.wait(30) == code
        assert process.stderr.read() == b""
    source.kill()
    source.wait()
    assert source.stdout
    source.stdout.close()
    assert not list(target.parent.iterdir())


def test_ctrl_c_with_several_processes(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(f'{{"text": "{PROSE} {n}"}}\n' for n in range(20000)), "utf-8")
    with subprocess.Popen(
        [*COMMAND, "read", str(path), "-j", "2", "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        process.stdout.read()
        assert process.stderr.read() == b""
        assert process.wait(30) == 130


def test_bad_input_gives_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_bytes(b'{"text": "\xff\xfe"}\n{\n\x00\x01\n')
    done = subprocess.run([*COMMAND, "read", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert done.stderr.count(f"{path}:") == 3
