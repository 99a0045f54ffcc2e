"""Compiles the reader's inner modules with mypyc into build/native, beside the plain ones, and checks that both read the same.

    make native
    PYTHONPATH=build/native rasid read reports.jsonl

Needs a C compiler and setuptools. src/ is left alone: after a change there, `make native` again. Nothing else needs this: without
it the same modules run as plain Python.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE, TARGET = ROOT / "src", ROOT / "build" / "native"
#: what every word of a report passes through
ALSO = ("rasid/text/fold.py", "rasid/text/tokens.py", "rasid/lexicon/analyser.py")
#: reads the golden reports and prints a digest of every reading, and where the reader came from
CHECK = """
import hashlib, sys
import msgspec
import rasid.reading.reader as reader
from rasid.cli.batch import load_reader, read_one
from rasid.intake import read_inputs
from rasid.model import Report
reads, digest = load_reader(), hashlib.sha256()
for report in read_inputs(sys.argv[1:]):
    if isinstance(report, Report):
        digest.update(msgspec.json.encode(read_one(reads, report)))
print(digest.hexdigest(), reader.__file__.rsplit(".", 1)[-1])
"""


def modules(root: Path) -> list[str]:
    """The modules that are compiled, relative to the root of the package."""
    found = sorted(p.relative_to(root).as_posix() for p in (root / "rasid" / "reading").glob("*.py") if p.name != "__init__.py")
    return [*found, *ALSO]


def build() -> None:
    """Copy the package and compile the modules in the copy."""
    from mypyc.build import mypycify
    from setuptools import setup

    shutil.rmtree(TARGET, ignore_errors=True)
    shutil.copytree(SOURCE, TARGET, ignore=shutil.ignore_patterns("__pycache__"))
    os.chdir(TARGET)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    extensions = mypycify(["--python-version", version, *modules(TARGET)], opt_level="2", debug_level="0", multi_file=True)
    setup(name="rasid-native", ext_modules=extensions, script_args=["--quiet", "build_ext", "--inplace"])
    shutil.rmtree(TARGET / "build", ignore_errors=True)


def read_with(path: Path, reports: list[str]) -> tuple[str, str]:
    """The digest of what the package at a path reads in the reports, and the ending of the reader's file."""
    # one cache each: each package drops what the other compiled
    env = {**os.environ, "PYTHONPATH": str(path), "RASID_CACHE": str(ROOT / "build" / f"cache-{path.name}")}
    done = subprocess.run([sys.executable, "-c", CHECK, *reports], env=env, capture_output=True, text=True, check=True)
    digest, ending = done.stdout.split()
    return digest, ending


def main(corpus: list[str]) -> int:
    """Build and compare; 1 when the readings differ. corpus: what is read besides the golden reports."""
    try:
        build()
    except ModuleNotFoundError as error:
        print(f"{error.name} is needed: .venv/bin/pip install {error.name}", file=sys.stderr)
        return 2
    reports = [str(ROOT / "tests" / "golden"), *corpus]
    (plain, _), (native, ending) = read_with(SOURCE, reports), read_with(TARGET, reports)
    if ending not in ("so", "pyd") or native != plain:
        print("the compiled reader does not read as the plain one does; build/native is not to be used", file=sys.stderr)
        return 1
    print(f"reads the same: PYTHONPATH={TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
