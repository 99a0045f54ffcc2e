"""A PostgreSQL of our own for the tests: a cluster in a temporary folder, on a socket, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: Where Debian keeps the server's programs; the newest version is taken.
DEBIAN = Path("/usr/lib/postgresql")


def programs() -> Path | None:
    """The folder with initdb and postgres, None when no server is installed."""
    versions = sorted(DEBIAN.glob("*/bin/postgres"), key=lambda p: int(p.parts[-3]) if p.parts[-3].isdigit() else 0)
    if versions:
        return versions[-1].parent
    found = shutil.which("postgres")
    return Path(found).resolve().parent if found else None


@contextmanager
def cluster() -> Iterator[str]:
    """The URL of a running server, without a database name at its end. It trusts whoever comes by its socket."""
    folder = programs()
    assert folder is not None
    home = Path(tempfile.mkdtemp(prefix="rasid-pg-", dir="/tmp"))
    data, log = home / "data", home / "log"
    as_user = _other_user(home)
    # no fsync: what is tested here is killing our process, not the server's machine
    settings = f"-c listen_addresses= -c unix_socket_directories={home} -c fsync=off -c max_connections=60"
    try:
        subprocess.run([folder / "initdb", "-D", data, "-U", "rasid", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"], check=True,
                       capture_output=True, **as_user)  # fmt: skip
        with log.open("wb") as out:
            server = subprocess.Popen([folder / "postgres", "-D", data, *settings.split()], stdout=out, stderr=out, **as_user)
        try:
            _wait(folder, home, server)
            yield f"postgresql+psycopg://rasid@/{{}}?host={home}"
        finally:
            server.send_signal(2)  # fast shutdown
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _other_user(home: Path) -> dict[str, object]:
    """PostgreSQL refuses to run as root: then as `postgres`, or `nobody`."""
    if os.getuid() != 0:
        return {}
    names = {p.pw_name for p in pwd.getpwall()}
    user = "postgres" if "postgres" in names else "nobody"
    shutil.chown(home, user)
    home.chmod(0o755)
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": [], "cwd": home}


def _wait(folder: Path, home: Path, server: subprocess.Popen[bytes]) -> None:
    for _ in range(150):
        if server.poll() is not None:
            raise RuntimeError((home / "log").read_text())
        if subprocess.run([folder / "pg_isready", "-q", "-h", home], check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise RuntimeError((home / "log").read_text())
