"""Compiles the reader's inner modules with mypyc into build/native, where this project's virtual environment finds them by itself.

    make native              compile, or fail saying why
    make demo, make test     compile when it can be done; without a C compiler the same modules run as plain Python

src/ is left alone. build/native has links to it, the compiled modules, and hook.py, which a .pth file of the virtual environment runs
at each start of Python: build/native is used only while every compiled module is as it was when it was compiled, so that a change in
src/ is never hidden. RASID_PLAIN=1 leaves it out. Compiled and plain must read the golden reports alike, or nothing is kept.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SOURCE, TARGET, WORK = ROOT / "src", ROOT / "build" / "native", ROOT / "build" / "native-work"
#: runs before the .pth file of the editable install, which names src/: both are taken in the order of their names
PTH = "0_rasid_native.pth"
#: what every word and every place of a report passes through
ALSO = (
    "rasid/text/fold.py",
    "rasid/text/tokens.py",
    "rasid/text/numbers.py",
    "rasid/lexicon/analyser.py",
    "rasid/lexicon/choice.py",
    "rasid/lexicon/sense.py",
    "rasid/places/choice.py",
    "rasid/places/gazetteer.py",
    "rasid/places/phrases.py",
    "rasid/places/report.py",
    "rasid/places/resolve.py",
    "rasid/places/spelling.py",
)
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
#: runs at each start of Python, in a tenth of a millisecond; listed: folders with compiled modules, made: modules, size and time in ns
HOOK = """
def _use():
    import os
    import sys

    root, source, listed, made = {root!r}, {source!r}, {listed!r}, {made!r}
    if os.environ.get("RASID_PLAIN") or sys.version_info[:2] != {version!r}:
        return
    try:
        for name, size, time in made:
            now = os.stat(os.path.join(source, name))
            if (now.st_size, now.st_mtime_ns) != (size, time):
                return
        for folder, names in listed:
            if sorted(n for n in os.listdir(os.path.join(source, folder)) if n != "__pycache__") != names:
                return
    except OSError:
        return
    sys.path.append(root)


_use()
del _use
"""


def modules(root: Path) -> list[str]:
    """The modules that are compiled, relative to the root of the package."""
    found = sorted(p.relative_to(root).as_posix() for p in (root / "rasid" / "reading").glob("*.py") if p.name != "__init__.py")
    return [*found, *ALSO]


def hindrance() -> str:
    """What a compilation needs and is not there; empty when all is."""
    if not shutil.which(os.environ.get("CC", "cc").split()[0]):
        return "there is no C compiler"
    header = Path(sysconfig.get_path("include")) / "Python.h"
    return "" if header.exists() else f"{header} is not there (Debian: python3-dev)"


def build() -> None:
    """Compile in a copy of the package; what is left there is the compiled modules. Raises SystemExit when the compiler fails."""
    from mypyc.build import mypycify
    from setuptools import setup
    from setuptools.command.build_ext import build_ext

    class Beside(build_ext):
        """Compiles as many C files at once as there are cores; setuptools alone takes those of a module one after another."""

        def build_extensions(self) -> None:
            one = self.compiler.compile
            with ThreadPoolExecutor(os.cpu_count()) as pool:

                def compile_all(sources: list[str], **options: Any) -> list[str]:
                    largest = sorted(sources, key=lambda s: -Path(s).stat().st_size)
                    return [o for made in pool.map(lambda s: one([s], **options), largest) for o in made]

                self.compiler.compile = compile_all
                super().build_extensions()

    shutil.rmtree(WORK, ignore_errors=True)
    shutil.copytree(SOURCE, WORK, ignore=shutil.ignore_patterns("__pycache__", "static"))
    os.chdir(WORK)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    said = io.StringIO()  # advice on speed, and what stands in the way
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            extensions = mypycify(["--python-version", version, *modules(WORK)], opt_level="2", debug_level="0", multi_file=True)
    except SystemExit as error:
        found = [line for line in said.getvalue().splitlines() if "rror:" in line]
        raise SystemExit(found[0] if found else f"mypyc ends with {error}") from error
    if os.name == "posix":
        for extension in extensions:  # what only the modules ask of each other needs no way round by the linker's table
            extension.extra_compile_args += ["-fvisibility=hidden", "-Wno-misleading-indentation"]
    setup(name="rasid-native", ext_modules=extensions, script_args=["--quiet", "build_ext", "--inplace"], cmdclass={"build_ext": Beside})
    os.chdir(ROOT)


def assemble(made: list[tuple[str, int, int]]) -> None:
    """Put links to src/, the compiled modules and the hook into build/native. made: module, size, time of change in ns."""
    shutil.rmtree(TARGET, ignore_errors=True)
    real = {"rasid", *(str(Path(m).parent) for m, _, _ in made)}
    for folder in sorted(real):
        (TARGET / folder).mkdir(parents=True, exist_ok=True)
        for path in (SOURCE / folder).iterdir():
            if path.name != "__pycache__" and path.relative_to(SOURCE).as_posix() not in real:
                (TARGET / folder / path.name).symlink_to(path)
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    for compiled in WORK.rglob(f"*{suffix}"):
        if compiled.relative_to(WORK).parts[0] != "build":
            shutil.copyfile(compiled, TARGET / compiled.relative_to(WORK))
    listed = [(f, sorted(p.name for p in (SOURCE / f).iterdir() if p.name != "__pycache__")) for f in sorted(real)]
    hook = HOOK.format(root=str(TARGET), source=str(SOURCE), listed=listed, made=made, version=sys.version_info[:2])
    (TARGET / "hook.py").write_text(hook, encoding="utf-8")
    shutil.rmtree(WORK)


def install() -> None:
    """Let this virtual environment run the hook at each start of Python."""
    hook = json.dumps(str(TARGET / "hook.py"))
    line = f"import os; exec(open({hook}, encoding='utf-8').read()) if os.path.exists({hook}) else None\n"
    (Path(sysconfig.get_path("purelib")) / PTH).write_text(line, encoding="utf-8")


def read_with(path: Path, reports: list[str]) -> tuple[str, str]:
    """The digest of what the package at a path reads in the reports, and the ending of the reader's file."""
    env = {**os.environ, "PYTHONPATH": str(path), "RASID_PLAIN": "1"}
    done = subprocess.run([sys.executable, "-c", CHECK, *reports], env=env, capture_output=True, text=True, check=True)
    digest, ending = done.stdout.split()
    return digest, ending


def main() -> int:
    """Build, compare and install; 1 when it cannot be compiled or the readings differ."""
    options = argparse.ArgumentParser(description="compile the reader")
    options.add_argument("corpus", nargs="*", help="reports to compare readings on, besides the golden ones")
    options.add_argument("--if-possible", action="store_true", help="where it cannot be compiled say so, and do without")
    chosen = options.parse_args()
    shutil.rmtree(TARGET, ignore_errors=True)
    said = "the reader is not compiled and reads as plain Python, about half as fast" if chosen.if_possible else "cannot compile"
    if lacking := hindrance():
        print(f"{said}: {lacking}", file=sys.stderr)
        return 0 if chosen.if_possible else 1
    print("compiling the reader, once, for about a minute", file=sys.stderr)
    made = [(m, (SOURCE / m).stat().st_size, (SOURCE / m).stat().st_mtime_ns) for m in modules(SOURCE)]
    try:
        build()
    except (Exception, SystemExit) as error:  # setuptools ends the program when the compiler fails
        print(f"{said}: {str(error).splitlines()[0] if str(error) else type(error).__name__}", file=sys.stderr)
        return 0 if chosen.if_possible else 1
    assemble(made)
    reports = [str(ROOT / "tests" / "golden"), *chosen.corpus]
    with ThreadPoolExecutor(2) as pool:
        (plain, _), (native, ending) = pool.map(lambda path: read_with(path, reports), (SOURCE, TARGET))
    if ending not in ("so", "pyd") or native != plain:
        shutil.rmtree(TARGET)
        print("the compiled reader does not read as the plain one does, and is not kept", file=sys.stderr)
        return 1
    install()
    print("the reader is compiled and reads as before; RASID_PLAIN=1 does without", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
