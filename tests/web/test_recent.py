"""Several who ask the same at once have it worked out once; large answers are packed once."""

from __future__ import annotations

import gzip
import threading
import time
from typing import Any

import pytest

from rasid.web.packed import Packed
from rasid.web.recent import Recent

from .test_api import DAY, V1, api, ledger, week  # noqa: F401


def test_it_is_worked_out_once() -> None:
    recent, made, got = Recent(2), [], []

    def make() -> int:
        time.sleep(0.1)
        made.append(1)
        return len(made)

    threads = [threading.Thread(target=lambda: got.append(recent.get("a", make))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [1] * 8 and made == [1]


def test_only_the_last_ones_are_kept() -> None:
    recent = Recent(2)
    for key in "abac":
        recent.get(key, lambda: None)
    assert "a" in recent and "c" in recent and "b" not in recent


def test_who_waits_for_one_that_fails_tries_for_himself() -> None:
    recent, started, got = Recent(2), threading.Event(), []

    def fail() -> int:
        started.set()
        time.sleep(0.1)
        raise ValueError("no")

    def first() -> None:
        with pytest.raises(ValueError, match="no"):
            recent.get("a", fail)

    thread = threading.Thread(target=first)
    thread.start()
    started.wait()
    got.append(recent.get("a", lambda: 2))
    thread.join()
    assert got == [2] and recent.get("a", lambda: 3) == 2


def test_a_map_comes_packed_and_plain(api: Any) -> None:  # noqa: F811
    packed = api.get(f"{V1}/map", params={"on": DAY}, headers={"Accept-Encoding": "gzip"})
    plain = api.get(f"{V1}/map", params={"on": DAY}, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert packed.json() == plain.json() and plain.json()["places"]
    assert packed.headers["etag"] == plain.headers["etag"] and "Accept-Encoding" in packed.headers["vary"]


def test_what_is_packed_is_the_answer() -> None:
    made = Packed.of(b"[1]" * 1000)
    assert made.plain == gzip.decompress(made.data) == b"[1]" * 1000 and made == Packed.of(b"[1]" * 1000)
