"""The compiled reader is used only while it is of the very sources. Compiled here: one tiny module, and the hook by itself."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

TOOL = Path(__file__).parents[1] / "tools" / "native.py"


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """tools/native.py over a package of one module, compiled as it would be: an empty file stands for what the compiler makes."""
    spec = importlib.util.spec_from_file_location("native", TOOL)
    assert spec and spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    source = tmp_path / "src" / "rasid"
    for folder in ("reading", "text", "ledger"):
        (source / folder).mkdir(parents=True)
        (source / folder / "__init__.py").write_text("")
    (source / "__init__.py").write_text("")
    (source / "reading" / "a.py").write_text("x = 1\n")
    monkeypatch.setattr(made, "SOURCE", tmp_path / "src")
    monkeypatch.setattr(made, "TARGET", tmp_path / "native")
    monkeypatch.setattr(made, "WORK", tmp_path / "work")
    compiled = tmp_path / "work" / "rasid" / "reading"
    compiled.mkdir(parents=True)
    (compiled / f"a{made.sysconfig.get_config_var('EXT_SUFFIX')}").write_text("")
    at = (source / "reading" / "a.py").stat()
    made.assemble([("rasid/reading/a.py", at.st_size, at.st_mtime_ns)])
    return made


def used(tool: ModuleType, **env: str) -> bool:
    """Whether a Python that runs the hook looks into the compiled folder."""
    code = f"import sys; exec(open({str(tool.TARGET / 'hook.py')!r}).read()); print({str(tool.TARGET)!r} in sys.path)"
    clean = {k: v for k, v in os.environ.items() if k != "RASID_PLAIN"}
    done = subprocess.run([sys.executable, "-c", code], env={**clean, **env}, capture_output=True, text=True, check=True)
    return done.stdout.strip() == "True"


def test_used_while_nothing_changed(tool: ModuleType) -> None:
    assert used(tool)
    assert not used(tool, RASID_PLAIN="1")


def test_a_changed_module_is_not_hidden(tool: ModuleType) -> None:
    (tool.SOURCE / "rasid" / "reading" / "a.py").write_text("x = 2\n")
    assert not used(tool)


@pytest.mark.parametrize("folder", ["rasid", "rasid/reading"])
def test_a_new_module_is_not_hidden(tool: ModuleType, folder: str) -> None:
    (tool.SOURCE / folder / "b.py").write_text("")
    assert not used(tool)


def test_a_removed_module_is_not_found(tool: ModuleType) -> None:
    (tool.SOURCE / "rasid" / "reading" / "a.py").unlink()
    assert not used(tool)


def test_a_new_file_of_a_plain_room_is_seen_through_the_link(tool: ModuleType) -> None:
    (tool.SOURCE / "rasid" / "ledger" / "b.py").write_text("y = 3\n")
    assert used(tool)
    assert (tool.TARGET / "rasid" / "ledger" / "b.py").read_text() == "y = 3\n"
