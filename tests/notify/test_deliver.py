"""Posts arrive once and in order, whatever the receiver does in between; what does not arrive stays."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import multiprocessing
import os
import signal
import socket
import time
from pathlib import Path

import pytest

from rasid.notify.deliver import Clock, deliver, pause
from rasid.notify.hooks import Hook, HookError
from rasid.notify.outbox import Message, Outbox, opened
from rasid.notify.post import judged, post, public_addresses, target

from .conftest import Receiver

KEY = b"a secret of this test"


def hook(url: str, **more: object) -> Hook:
    return Hook(**{"name": "desk", "url": url, "secret_env": "X", "allow_private": True, "since": "2019-01-01", **more})  # type: ignore[arg-type]


def message(n: int, **more: object) -> Message:
    body = {"id": f"c{n}", "kind": "holder", "day": "2019-06-02", "place": {"id": f"p{n}", "name": "كفرزيتا"}}
    return Message(**{"id": f"c{n}", "kind": "holder", "known": "2019-06-02", "body": body, **more})  # type: ignore[arg-type]


class Time:
    """A clock that sleeping moves on."""

    def __init__(self) -> None:
        self.at, self.slept = 1_700_000_000.0, []  # type: ignore[var-annotated]

    def clock(self) -> Clock:
        return Clock(lambda: self.at, self._sleep, lambda: 1.0)

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


def run(path: Path, to: Hook, messages: list[Message], clock: Time | None = None) -> tuple[Outbox, object]:
    clock = clock or Time()
    with opened(path) as out:
        box = out.state.box(to.name)
        box.take(messages, to.kinds, to.since)
        out.save()
        return out, deliver(to, box, KEY, out.save, clock.clock())


def keys(receiver: Receiver) -> list[str]:
    return [g.headers["idempotency-key"] for g in receiver.got]


def test_a_post_carries_its_facts_and_a_signature_that_holds(receiver: Receiver, tmp_path: Path) -> None:
    _, done = run(tmp_path / "s.json", hook(receiver.url), [message(1)])
    assert done == (1, 0, 0, "", False)
    got = receiver.got[0]
    assert got.path == "/in?desk=1"
    assert json.loads(got.body)["place"]["name"] == "كفرزيتا"
    signed = f"{got.headers['webhook-id']}.{got.headers['webhook-timestamp']}.".encode() + got.body
    right = "v1," + base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest()).decode()
    assert got.headers["webhook-signature"] == right
    assert got.headers["idempotency-key"] == got.headers["webhook-id"] == "c1-1"


def test_the_same_again_is_told_once(receiver: Receiver, tmp_path: Path) -> None:
    for messages in ([message(1)], [message(1)], [message(1), message(2)], [message(2), message(1)]):
        run(tmp_path / "s.json", hook(receiver.url), messages)
    assert keys(receiver) == ["c1-1", "c2-1"]


def test_500_then_200_arrives_once_with_the_same_key_after_a_pause(receiver: Receiver, tmp_path: Path) -> None:
    receiver.answers = [500, 503, 200]
    clock = Time()
    _, done = run(tmp_path / "s.json", hook(receiver.url), [message(1), message(2)], clock)
    assert done == (2, 0, 0, "", False)
    assert keys(receiver) == ["c1-1", "c1-1", "c1-1", "c2-1"]
    assert clock.slept == [1.0, 2.0]


def test_a_receiver_that_goes_on_failing_leaves_all_for_the_next_run(receiver: Receiver, tmp_path: Path) -> None:
    receiver.answers = [500] * 3
    out, done = run(tmp_path / "s.json", hook(receiver.url, tries=3), [message(1), message(2)])
    assert done == (0, 2, 0, "HTTP 500", False)
    assert out.state.box("desk").failing_since
    out, done = run(tmp_path / "s.json", hook(receiver.url, tries=3), [message(1), message(2), message(3)])
    assert done == (3, 0, 0, "", False)
    assert keys(receiver) == ["c1-1"] * 4 + ["c2-1", "c3-1"]
    assert not out.state.box("desk").failing_since


def test_a_dead_hook_is_said_to_be_dead_and_tried_once_a_run(receiver: Receiver, tmp_path: Path) -> None:
    clock = Time()
    receiver.answers = [500] * 3
    run(tmp_path / "s.json", hook(receiver.url, tries=2), [message(1)], clock)
    clock.at += 4 * 86400
    _, done = run(tmp_path / "s.json", hook(receiver.url, tries=2), [message(1)], clock)
    assert done == (0, 1, 0, "HTTP 500", True)
    assert len(receiver.got) == 3
    _, done = run(tmp_path / "s.json", hook(receiver.url, tries=2), [message(1)], clock)
    assert done == (1, 0, 0, "", False)  # it came back to life


def test_gone_is_dead_at_once(receiver: Receiver, tmp_path: Path) -> None:
    receiver.answers = [410]
    _, done = run(tmp_path / "s.json", hook(receiver.url), [message(1)])
    assert done == (0, 1, 0, "HTTP 410", True)


def test_a_refused_message_is_kept_aside_and_holds_up_nobody(receiver: Receiver, tmp_path: Path) -> None:
    receiver.answers = [422]
    out, done = run(tmp_path / "s.json", hook(receiver.url), [message(1), message(2)])
    assert done == (1, 0, 1, "", False)
    assert [w.key for w in out.state.box("desk").refused] == ["c1-1"]


def test_redirects_are_not_followed(receiver: Receiver, tmp_path: Path) -> None:
    receiver.answers, receiver.headers = [302], {"Location": receiver.url}
    _, done = run(tmp_path / "s.json", hook(receiver.url), [message(1)])
    assert done == (0, 1, 0, "HTTP 302", False)
    assert len(receiver.got) == 1


@pytest.mark.parametrize("how", ["silent", "slow", "cut"])
def test_whoever_does_not_answer_is_left_in_time(receiver: Receiver, tmp_path: Path, how: str) -> None:
    receiver.answers = [how]
    began = time.monotonic()
    _, done = run(tmp_path / "s.json", hook(receiver.url, tries=1, timeout_s=0.4), [message(1)])
    assert time.monotonic() - began < 5
    assert done[:3] == (0, 1, 0) and done[3]  # type: ignore[index]
    receiver.stop.set()
    _, done = run(tmp_path / "s.json", hook(receiver.url, tries=1, timeout_s=5), [message(1)])
    assert done[:2] == (1, 0)  # type: ignore[index]
    assert keys(receiver) == ["c1-1", "c1-1"]


def test_nobody_listens(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    _, done = run(tmp_path / "s.json", hook(f"http://127.0.0.1:{port}/", tries=2), [message(1)])
    assert done[:3] == (0, 1, 0)  # type: ignore[index]


def test_a_receiver_that_asks_for_patience_gets_it(receiver: Receiver, tmp_path: Path) -> None:
    receiver.answers, receiver.headers = [429], {"Retry-After": "7"}
    clock = Time()
    run(tmp_path / "s.json", hook(receiver.url), [message(1)], clock)
    assert clock.slept == [7.0]
    receiver.answers, receiver.headers = [503], {"Retry-After": "9999"}
    _, done = run(tmp_path / "s.json", hook(receiver.url), [message(1), message(2)], clock)
    assert done[:2] == (0, 1) and clock.slept == [7.0]  # type: ignore[index]


def test_pauses_double_and_differ() -> None:
    assert [pause(n, 0, 1.0) for n in range(1, 9)] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert pause(3, 0, 0.0) == 2 and 2 <= pause(3, 0, 0.3) <= 4


def test_what_no_longer_stands_is_withdrawn_and_can_come_back(receiver: Receiver, tmp_path: Path) -> None:
    to = hook(receiver.url)
    for messages in ([message(1)], [], [], [message(1)]):
        run(tmp_path / "s.json", to, messages)
    assert keys(receiver) == ["c1-1", "c1-1-withdrawn", "c1-2"]
    told = json.loads(receiver.got[1].body)
    assert (told["kind"], told["withdraws"], told["place"]["id"]) == ("withdrawn", "c1-1", "p1")


def test_what_was_never_said_need_not_be_withdrawn(receiver: Receiver, tmp_path: Path) -> None:
    receiver.answers = [500]
    to = hook(receiver.url, tries=1)
    run(tmp_path / "s.json", to, [message(1), message(2)])  # 1 was tried: it may have arrived; 2 was not
    run(tmp_path / "s.json", to, [])
    assert keys(receiver) == ["c1-1", "c1-1", "c1-1-withdrawn"]


def test_a_dispute_that_is_over_is_not_withdrawn(receiver: Receiver, tmp_path: Path) -> None:
    for messages in ([message(1, lasting=False)], []):
        run(tmp_path / "s.json", hook(receiver.url), messages)
    assert keys(receiver) == ["c1-1"]


def test_the_first_run_tells_nothing_old_unless_asked(receiver: Receiver, tmp_path: Path) -> None:
    with opened(tmp_path / "s.json") as out:
        assert out.state.box("desk").take([message(1), message(2)], (), "") == 2
        assert out.state.box("desk").take([message(1), message(3)], (), "") == 0
        assert [w.key for w in out.state.box("desk").waiting] == ["c3-1"]
        assert out.state.box("other").take([message(1, known="2018-01-01"), message(2)], (), "2019-01-01") == 1
        assert [w.key for w in out.state.box("other").waiting] == ["c2-1"]


def test_only_the_kinds_that_are_wanted(tmp_path: Path) -> None:
    with opened(tmp_path / "s.json") as out:
        out.state.box("desk").take([message(1), message(2, kind="dispute")], ("dispute",), "2000-01-01")
        assert [w.key for w in out.state.box("desk").waiting] == ["c2-1"]


def test_private_addresses_are_not_asked_unless_allowed(receiver: Receiver, tmp_path: Path) -> None:
    _, done = run(tmp_path / "s.json", hook(receiver.url, allow_private=False), [message(1)])
    assert done == (0, 1, 0, "private: 127.0.0.1", False)
    assert not receiver.got


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
    ],
)
def test_addresses_inside(address: str) -> None:
    with pytest.raises(HookError) as caught:
        public_addresses(address, 443)
    assert caught.value.code == "private"


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/",
        "https:///x",
        "https://u:p@a.example/",
        "https://a.example/a b",
        "file:///etc/passwd",
        "http://[::1",
        "http://a:99999/",
    ],
)
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(HookError) as caught:
        target(url)
    assert caught.value.code == "bad_url"


def test_a_header_cannot_be_smuggled_in() -> None:
    with pytest.raises(HookError):
        post("http://127.0.0.1/\r\nX: y", "m", b"{}", KEY, 1, 1.0)


@pytest.mark.parametrize(
    ("status", "fate"),
    [
        (200, "done"),
        (204, "done"),
        (301, "stuck"),
        (400, "refused"),
        (401, "stuck"),
        (404, "stuck"),
        (408, "later"),
        (429, "later"),
        (502, "later"),
    ],
)
def test_what_a_status_means(status: int, fate: str) -> None:
    assert judged(status).fate == fate


def test_only_one_process_at_a_time(tmp_path: Path) -> None:
    with opened(tmp_path / "s.json"), pytest.raises(HookError) as caught, opened(tmp_path / "s.json"):
        pass
    assert caught.value.code == "busy"


@pytest.mark.parametrize("data", [b"{", b'{"format": 99}', b'{"boxes": {"desk": {"waiting": 3}}}', b"\xff"])
def test_a_broken_state_is_told_and_not_overwritten(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "s.json"
    path.write_bytes(data)
    with pytest.raises(HookError) as caught, opened(path):
        pass
    assert caught.value.code == "state_broken"
    assert path.read_bytes() == data


def _told_until_killed(path: Path, url: str) -> None:
    run(path, hook(url, timeout_s=20), [message(n) for n in range(6)])


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_killed_in_between_nothing_is_lost_and_only_the_same_key_comes_twice(receiver: Receiver, tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    receiver.answers = [200, 200, "silent"]
    process = multiprocessing.get_context("spawn").Process(target=_told_until_killed, args=(path, receiver.url))
    process.start()
    until = time.monotonic() + 30
    while len(receiver.got) < 3 and time.monotonic() < until:
        time.sleep(0.02)
    assert process.pid
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    process.close()
    _, done = run(path, hook(receiver.url), [message(n) for n in range(6)])
    assert done[:2] == (4, 0)  # type: ignore[index]
    assert keys(receiver) == ["c0-1", "c1-1", "c2-1", "c2-1", "c3-1", "c4-1", "c5-1"]
