"""What has been told to whom, and what still waits: one file, replaced as a whole, held by one process at a time."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec

from rasid.notify.hooks import HookError

FORMAT = 1
#: Messages that a hook refused are kept to be looked at, the newest ones.
MOST_REFUSED = 1000


class Message(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something to tell. id: stays the same while the fact does; lasting: whether it is said, too, when it no longer stands.

    known: the day from which it was known. body: what is posted.
    """

    id: str
    kind: str
    known: str
    body: dict[str, Any]
    lasting: bool = True


class Waiting(msgspec.Struct, omit_defaults=True):
    """A message on its way. key: id with the number of the telling, the same at every try."""

    key: str
    kind: str
    body: dict[str, Any]
    tries: int = 0


class Seen(msgspec.Struct, omit_defaults=True):
    """A fact that was met before. n: how often it came up; live: whether it stands; told: whether it was sent, and not just old."""

    n: int = 1
    live: bool = True
    told: bool = False
    lasting: bool = True
    kind: str = ""
    body: dict[str, Any] = {}


class Box(msgspec.Struct, omit_defaults=True):
    """One hook's part of the file. failing_since: seconds since 1970, 0 while it works; last: what the last failure was."""

    seen: dict[str, Seen] = {}
    waiting: list[Waiting] = []
    refused: list[Waiting] = []
    failing_since: float = 0.0
    last: str = ""
    sent: int = 0
    begun: bool = False

    def take(self, messages: Iterable[Message], kinds: tuple[str, ...], since: str) -> int:
        """Put what is new into the queue, and what no longer stands. Returns how many old facts the first run leaves untold."""
        now = {m.id: m for m in messages}
        skipped = 0
        for m in now.values():
            seen = self.seen.get(m.id)
            if seen is not None and seen.live:
                continue
            old = not self.begun and (not since or m.known < since)
            wanted = not old and (not kinds or m.kind in kinds)
            self.seen[m.id] = Seen(
                n=seen.n + 1 if seen else 1,
                told=wanted,
                lasting=m.lasting,
                kind=m.kind,
                body={k: m.body[k] for k in ("place", "day") if k in m.body} if wanted else {},
            )
            if wanted:
                key = f"{m.id}-{self.seen[m.id].n}"
                self.waiting.append(Waiting(key, m.kind, {**m.body, "key": key}))
            skipped += old
        for at, seen in self.seen.items():
            if seen.live and at not in now:
                self._withdraw(at, seen, kinds)
        self.begun = True
        return skipped

    def _withdraw(self, at: str, seen: Seen, kinds: tuple[str, ...]) -> None:
        """A fact no longer stands: what is still waiting is taken back unsaid, what was told is withdrawn."""
        seen.live = False
        key = f"{at}-{seen.n}"
        unsaid = [w for w in self.waiting if w.key == key and not w.tries]
        if unsaid:
            self.waiting.remove(unsaid[0])
            seen.told = False
        elif seen.told and seen.lasting and (not kinds or "withdrawn" in kinds):
            body = {**seen.body, "kind": "withdrawn", "id": at, "withdraws": key, "key": f"{key}-withdrawn"}
            self.waiting.append(Waiting(f"{key}-withdrawn", "withdrawn", body))


class State(msgspec.Struct):
    """The file: hooks by name."""

    format: int = FORMAT
    boxes: dict[str, Box] = {}

    def box(self, hook: str) -> Box:
        """The part of a hook, new when there is none."""
        return self.boxes.setdefault(hook, Box())


class Outbox:
    """The opened file of what has been told; use `opened`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.state = _read(path)

    def save(self) -> None:
        """Put the state on the disk: whoever looks sees the old file or the new one, also after a power cut. Raises HookError."""
        data = msgspec.json.encode(self.state)
        try:
            handle, part = tempfile.mkstemp(prefix=f".{self.path.name}.", suffix=".part", dir=self.path.parent)
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(data)
                    stream.flush()
                    os.fsync(stream.fileno())
                Path(part).replace(self.path)
            except BaseException:
                with suppress(OSError):
                    Path(part).unlink()
                raise
            _sync(self.path.parent)
        except OSError as error:
            raise HookError("state_unwritable", str(self.path), error.strerror or str(error)) from error


@contextmanager
def opened(path: Path) -> Iterator[Outbox]:
    """The state, held against other processes until the block ends. Raises HookError (busy, state_broken, state_unwritable)."""
    lock = path.with_name(f".{path.name}.lock")
    try:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise HookError("state_unwritable", str(path), error.strerror or str(error)) from error
    try:
        _hold(handle, path)
        yield Outbox(path)
    finally:
        os.close(handle)


def _hold(handle: int, path: Path) -> None:
    try:
        import fcntl
    except ImportError:  # no such locks here: two at once may tell something twice, with the same key
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise HookError("busy", str(path)) from error


def _read(path: Path) -> State:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return State()
    except OSError as error:
        raise HookError("state_broken", str(path), error.strerror or str(error)) from error
    try:
        state = msgspec.json.decode(data, type=State)
    except msgspec.DecodeError as error:  # a validation error is one, too
        raise HookError("state_broken", str(path), str(error)) from error
    if state.format != FORMAT:
        raise HookError("state_broken", str(path), f"format {state.format}")
    return state


def _sync(folder: Path) -> None:
    """Make a renaming in a folder last."""
    with suppress(OSError):  # not every system can
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
