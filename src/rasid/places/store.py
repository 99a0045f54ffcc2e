"""The files of imported places: written whole or not at all, with the states before each import kept for undoing."""

from __future__ import annotations

import csv
import os
import re
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from rasid.errors import InputError, UsageError
from rasid.lexicon.theatre import PLACE_COLUMNS, Place
from rasid.places.userdata import data_dir, read_places

_NAME = re.compile(r"^[a-z0-9][a-z0-9_-]{0,39}$")
KEPT = 20  # states before the last imports


class Store:
    """The places imported into one theatre. folder: the data directory (the user's when it is not given)."""

    def __init__(self, theatre: str, folder: Path | None = None) -> None:
        if not _NAME.match(theatre):
            raise UsageError(f"{theatre!r} is no name for a theatre", "--into", "use small Latin letters, digits and -")
        self.path = (folder or data_dir()) / "theatres" / theatre / "places.csv"
        self.history = self.path.parent / "history"

    def read(self) -> list[Place]:
        """What is there; empty before the first import."""
        return read_places(self.path) if self.path.exists() else []

    def add(self, places: Sequence[Place], source: str, licence: str) -> int:
        """Lay places over what is there and write it all; the state before is kept. Returns how many places there are now."""
        rows = self._rows()
        for p in places:
            rows[p.id] = dict(
                zip(
                    PLACE_COLUMNS,
                    (
                        p.id, p.kind, p.name, "|".join(v.replace("|", " ") for v in p.variants), p.name_en, _text(p.lat), _text(p.lon),
                        _text(p.precision_km), p.parent, p.pcode, p.geonames, source, licence,
                    ),
                    strict=True,
                )
            )  # fmt: skip
        self._keep()
        self._write(list(rows.values()))
        return len(rows)

    def undo(self) -> int:
        """Go back to the state before the last import. Returns how many imports can still be undone.

        Raises UsageError when nothing was imported.
        """
        states = self._states()
        if not states:
            raise UsageError("there is no import to undo", str(self.path.parent), "import something first")
        last = states[-1]
        if last.suffix == ".none":
            self.path.unlink(missing_ok=True)
            last.unlink()
        else:
            last.replace(self.path)
        return len(states) - 1

    def _rows(self) -> dict[str, dict[str, str]]:
        if not self.path.exists():
            return {}
        self.read()  # a broken file is told before anything is written
        with self.path.open(encoding="utf-8", newline="") as fh:
            return {r["id"]: {k: r.get(k) or "" for k in PLACE_COLUMNS} for r in csv.DictReader(fh)}

    def _states(self) -> list[Path]:
        return sorted(p for p in self.history.glob("[0-9]*") if p.suffix in (".csv", ".none"))

    def _keep(self) -> None:
        try:
            self.history.mkdir(parents=True, exist_ok=True)
            states = self._states()
            n = int(states[-1].stem) + 1 if states else 1
            if self.path.exists():
                self._whole(self.history / f"{n:06}.csv", self.path.read_text("utf-8"))
            else:
                (self.history / f"{n:06}.none").touch()
            for old in states[: -KEPT + 1]:
                old.unlink(missing_ok=True)
        except OSError as e:
            raise InputError(f"cannot write ({e.strerror})", str(self.history), "check the folder, or set RASID_DATA") from None

    def _write(self, rows: list[dict[str, str]]) -> None:
        import io

        text = io.StringIO()
        writer = csv.DictWriter(text, PLACE_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        self._whole(self.path, text.getvalue())

    def _whole(self, path: Path, text: str) -> None:
        """Write a file that appears only when it is whole."""
        part = ""
        try:
            handle, part = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as fh:
                fh.write(text)
                fh.flush()
                os.fsync(fh.fileno())
            Path(part).replace(path)
        except OSError as e:
            with suppress(OSError):
                Path(part).unlink()
            raise InputError(f"cannot write ({e.strerror})", str(path), "check the folder, or set RASID_DATA") from None


def _text(value: float | None) -> str:
    return "" if value is None else f"{value:g}" if value == int(value) else f"{value:.5f}".rstrip("0")
