"""Answers that were asked for last. Several who ask the same at once have it worked out once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

T = TypeVar("T")


class _Making:
    """An answer that somebody is working out."""

    def __init__(self) -> None:
        self.done = threading.Event()
        self.made: Any = None
        self.failed = True


class Recent:
    """The last answers by what was asked, at most so many. Safe to ask from several threads; what is worked out must not ask for itself."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._lock = threading.Lock()
        self._made: OrderedDict[Hashable, Any] = OrderedDict()
        self._making: dict[Hashable, _Making] = {}

    def __contains__(self, key: Hashable) -> bool:
        with self._lock:
            return key in self._made

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer, made by the first who asks. Raises what `make` raises; of those who waited for it each tries for himself."""
        while True:
            with self._lock:
                if key in self._made:
                    self._made.move_to_end(key)
                    return cast(T, self._made[key])
                at_work = self._making.get(key)
                if at_work is None:
                    mine = self._making[key] = _Making()
                    break
            at_work.done.wait()
            if not at_work.failed:
                return cast(T, at_work.made)
        try:
            mine.made = make()
            mine.failed = False
        finally:
            with self._lock:
                del self._making[key]
                if not mine.failed:
                    self._made[key] = mine.made
                    while len(self._made) > self.most:
                        self._made.popitem(last=False)
            mine.done.set()
        return cast(T, mine.made)
