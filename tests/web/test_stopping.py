"""A workbench that is told to stop ends without a complaint."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path


def test_told_to_stop(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        taken = subprocess.run(_command(tmp_path, port), capture_output=True, text=True, timeout=60)
        assert taken.returncode == 2 and "--port" in taken.stderr
    with subprocess.Popen(_command(tmp_path, port), stderr=subprocess.PIPE, text=True) as server:
        for _ in range(600):
            with socket.socket() as asked:
                if not asked.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.05)
        server.terminate()
        _, said = server.communicate(timeout=30)
    assert "error" not in said


def _command(folder: Path, port: int) -> list[str]:
    return [sys.executable, "-m", "rasid.cli", "serve", "--db", str(folder / "a.db"), "--port", str(port)]
