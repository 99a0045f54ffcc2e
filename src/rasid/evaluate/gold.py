"""Gold and predicted documents, as JSON Lines hold them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from rasid.errors import FormatError
from rasid.evaluate.names import match
from rasid.model.records import NAME_SLOTS

Filler = tuple[str, ...]


class Item(msgspec.Struct, frozen=True):
    """One statement to be scored. fillers: for each of NAME_SLOTS, what may stand for each name."""

    event: str
    trigger: str
    evidence: str
    fillers: dict[str, tuple[Filler, ...]]
    date: str
    status: str
    killed: Any = None
    injured: Any = None


class Document(msgspec.Struct, frozen=True):
    """One document and its statements; full is title, line end, text ("" for a prediction)."""

    id: str
    title: str
    full: str
    items: tuple[Item, ...]


def documents(path: str, statements: bool = True) -> dict[str, Document]:
    """The documents of a JSON Lines file by id; of several with one id the last. Raises FormatError with the line.

    statements=False is for a file of texts alone.
    """
    out: dict[str, Document] = {}
    for number, raw in rows(path):
        where = f"{path}:{number}"
        if not isinstance(raw.get("id"), str):
            raise FormatError("no id", where, "every line needs one")
        if statements and not isinstance(raw.get("statements"), list):
            raise FormatError("no statements", where, "every line needs a list of them, which may be empty")
        title, text = raw.get("title") or "", raw.get("text") or ""
        items = tuple(_item(s, where) for s in raw.get("statements") or ())
        out[raw["id"]] = Document(raw["id"], title, f"{title}\n{text}", items)
    return out


def rows(path: str) -> list[tuple[int, dict[str, Any]]]:
    """The objects of a JSON Lines file with their line numbers. Raises FormatError."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise FormatError(error.strerror or "unreadable", path) from error
    out: list[tuple[int, dict[str, Any]]] = []
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            value = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise FormatError(f"not JSON ({error})", f"{path}:{number}") from error
        if not isinstance(value, dict):
            raise FormatError("not an object", f"{path}:{number}")
        if value:
            out.append((number, value))
    return out


def _item(raw: Any, where: str) -> Item:
    if not isinstance(raw, dict) or not isinstance(raw.get("event"), str):
        raise FormatError("a statement without an event", where)
    return Item(
        event=raw["event"],
        trigger=raw.get("trigger") or "",
        evidence=raw.get("evidence") or "",
        fillers={slot: _fillers(raw.get(slot)) for slot in NAME_SLOTS},
        date=raw.get("date") or "",
        status=raw.get("status") or "occurred",
        killed=raw.get("killed"),
        injured=raw.get("injured"),
    )


def _fillers(value: Any) -> tuple[Filler, ...]:
    """Each filler as the strings that may match: a string, or the name and mentions of an object."""
    out: list[Filler] = []
    for name in value or ():
        if isinstance(name, str):
            out.append((name,))
        else:
            strings = (name.get("name"), *name.get("mentions", ()))
            known = tuple(s for s in strings if isinstance(s, str) and s.strip())
            if known:
                out.append(known)
    return tuple(out)


def hits(predicted: Item, gold: Item, slot: str) -> int:
    """How many of the gold fillers of a slot the predicted statement names."""
    return match(predicted.fillers[slot], gold.fillers[slot], slot == "place")
