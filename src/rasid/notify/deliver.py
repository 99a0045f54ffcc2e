"""Posting what waits: each hook in its order, again and again with growing pauses, the state saved after every answer."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import NamedTuple

import msgspec

from rasid.notify.hooks import Hook, HookError
from rasid.notify.outbox import MOST_REFUSED, Box
from rasid.notify.post import Answer, Guard, any_addresses, post, public_addresses

FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 60.0
_DAY_S = 86400.0


class Delivered(NamedTuple):
    """What became of a hook in one run. failure: why it stopped, "" when all was sent; dead: it has failed for too long."""

    sent: int
    waiting: int
    refused: int
    failure: str = ""
    dead: bool = False


class Clock(NamedTuple):
    """Time and chance, so that tests need not wait."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = random.random


def pause(attempt: int, asked_s: float, chance: float) -> float:
    """Seconds before the next try: double each time, shortened by up to half at random, never less than the receiver asked for."""
    return max(asked_s, min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2.0 ** (attempt - 1)) * (0.5 + 0.5 * chance))


def deliver(hook: Hook, box: Box, key: bytes, save: Callable[[], None], clock: Clock | None = None) -> Delivered:
    """Post what waits for a hook. save: puts the state on the disk. A receiver that asks to wait for more than a minute is left for
    the next run. Raises HookError only when the state cannot be saved."""
    clock = clock or Clock()
    sent = refused = 0
    while box.waiting:
        dead = _dead(hook, box, clock)
        answer = _persist(hook, box, key, save, clock, 1 if dead else hook.tries)
        if answer.fate == "done":
            box.waiting.pop(0)
            box.sent, box.failing_since, box.last = box.sent + 1, 0.0, ""
            sent += 1
        elif answer.fate == "refused":
            box.refused.append(box.waiting.pop(0))
            del box.refused[:-MOST_REFUSED]
            box.last = _told(answer)
            refused += 1
        else:
            box.failing_since = box.failing_since or clock.now()
            box.last = _told(answer)
            save()
            return Delivered(sent, len(box.waiting), refused, box.last, _dead(hook, box, clock) or answer.status == 410)
        save()
    return Delivered(sent, 0, refused)


def _persist(hook: Hook, box: Box, key: bytes, save: Callable[[], None], clock: Clock, tries: int) -> Answer:
    """The first message in the queue, tried until something comes of it or the tries are used up."""
    message = box.waiting[0]
    body = msgspec.json.encode(message.body)
    guard: Guard = any_addresses if hook.allow_private else public_addresses
    answer = Answer("later", 0)
    for attempt in range(1, tries + 1):
        if not message.tries:  # from here on it may have arrived: it is not taken back unsaid any more
            message.tries = 1
            save()
        else:
            message.tries += 1
        try:
            answer = post(hook.url, message.key, body, key, int(clock.now()), hook.timeout_s, guard)
        except HookError as error:
            return Answer("stuck", 0, f"{error.code}: {error.detail}" if error.detail else error.code)
        if answer.fate != "later" or attempt == tries:
            return answer
        wait = pause(attempt, answer.wait_s, clock.jitter())
        if wait > LONGEST_PAUSE_S:
            return answer
        clock.sleep(wait)
    return answer


def _dead(hook: Hook, box: Box, clock: Clock) -> bool:
    return bool(box.failing_since) and clock.now() - box.failing_since > hook.dead_after_days * _DAY_S


def _told(answer: Answer) -> str:
    return f"HTTP {answer.status}" if answer.status else answer.reason
