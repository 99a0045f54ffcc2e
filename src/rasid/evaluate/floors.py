"""The gate: figures that may not fall, pinned to the exact gold they were measured on."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from rasid.errors import FormatError
from rasid.evaluate.score import Score

#: The figures that are gated: F1, 0 to 1.
GATED = ("statement", "event", "control")


class Floor(msgspec.Struct, frozen=True, omit_defaults=True):
    """The floors of one gold file. sha256: of the file; the figures are F1 with three decimals, rounded down.

    most_invented: a ceiling on the statements found in documents that make none; None where there are no such.
    """

    sha256: str
    statement: float = 0.0
    event: float = 0.0
    control: float = 0.0
    most_invented: int | None = None


def load(path: Path) -> dict[str, Floor]:
    """Floors by file name. Raises FormatError when the file is not what `save` writes."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Floor])
    except (OSError, msgspec.DecodeError) as error:
        raise FormatError(f"no floors ({error})", str(path), "write them with `make floors`") from error


def save(path: Path, floors: dict[str, Floor]) -> None:
    """Write floors, sorted, one readable block a file."""
    data = msgspec.json.format(msgspec.json.encode(floors, order="sorted"), indent=2)
    path.write_bytes(data + b"\n")


def digest(path: Path) -> str:
    """The sha256 of a gold file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def below(floor: Floor, score: Score) -> list[str]:
    """The gated figures that are under their floor, or "most_invented" when that ceiling is exceeded."""
    fallen = [key for key in GATED if getattr(score, key).f1 < getattr(floor, key)]
    if floor.most_invented is not None and score.false_in_empty > floor.most_invented:
        fallen.append("most_invented")
    return fallen


def raised(old: Floor | None, sha256: str, score: Score) -> Floor:
    """The floor after a measurement: only upwards while the gold stays the same; measured anew when it changed."""
    figures = {key: int(getattr(score, key).f1 * 1000) / 1000 for key in GATED}
    invented = score.false_in_empty if score.empty_documents else None
    if old is not None and old.sha256 == sha256:
        figures = {key: max(value, getattr(old, key)) for key, value in figures.items()}
        if invented is not None and old.most_invented is not None:
            invented = min(invented, old.most_invented)
    return Floor(sha256, **figures, most_invented=invented)
