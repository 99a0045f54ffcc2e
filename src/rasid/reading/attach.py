"""Which time a statement takes: one of its own clause, that of the saying, or the one that runs on from what was told before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from rasid.lexicon import analyser as an
from rasid.reading.dates import TimeMention
from rasid.reading.draft import Draft
from rasid.reading.scene import Scene
from rasid.reading.triggers import Trigger
from rasid.text.fold import fold_word

_STATES = frozenset(("holds", "besieges"))
_UNREAL = frozenset(("planned", "urged"))
#: what a clause between trigger and time costs, a look back, a time in a relative clause with an event of its own
_HARD, _BACKWARD, _EMBEDDED = 12, 3, 24
#: how far a time may stand from its trigger and still set the day for what follows
_NEAR = 40
#: after so many sentences without a time of their own the day told before is forgotten
_FORGET = 10


class TimeRules:
    """The words of lexicons/attach.yaml, folded."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.background = frozenset(fold_word(w) for w in data["background"])
        self.before_past = frozenset(fold_word(w) for w in data["before_past"])
        self.now = frozenset(fold_word(w) for w in data["now"])


class Attacher:
    """Gives drafts their date, sentence by sentence; remembers the day that was told last."""

    def __init__(self, rules: TimeRules, published: dt.date | None) -> None:
        self.rules, self.published = rules, published
        self.day = ""
        self.sentences = 0

    def next_sentence(self) -> None:
        """Count on: a day is forgotten after a while."""
        self.sentences += 1

    def date(self, scene: Scene, d: Draft, t: Trigger, marks: list[int], times: list[TimeMention], triggers: list[Trigger]) -> None:
        """Write date, rule and span into the draft; leave them empty where nothing tells the time."""
        if d.mood[0] == "status.former":
            return  # the time of the sentence is that of what came after it
        best: tuple[int, TimeMention] | None = None
        for x in times:
            cost = self.cost(scene, t, x, marks, triggers)
            if x.edtf and (best is None or cost < best[0]):
                best = (cost, x)
        if best is not None:
            self._own(scene, d, *best)
        elif self.day and not scene.title and self._runs_on(scene, d, t):
            d.date, d.date_rule = self.day, "time.runs_on"
        elif self.published and d.status == "ongoing" and self._now(scene, t, marks):
            d.date, d.date_rule = self.published.isoformat(), "time.now"

    def cost(self, scene: Scene, t: Trigger, x: TimeMention, marks: list[int], triggers: list[Trigger]) -> int:
        """How far the time stands from the trigger: tokens, and more for every clause between them."""
        words = scene.words
        after = x.lo >= t.tok
        a, b = (t.tok + 1, x.lo) if after else (x.hi, t.tok)
        hard = [k for k in range(a, b if after else b + 1) if marks[k - scene.lo] == 2]
        cost = (b - a) + _HARD * len(hard) + (0 if after else _BACKWARD)
        if after and any(words[k].flags & an.REL and any(k < u.tok < x.lo for u in triggers) for k in hard):
            cost += _EMBEDDED
        return cost

    def _own(self, scene: Scene, d: Draft, cost: int, x: TimeMention) -> None:
        d.date, d.date_rule, d.date_span = x.edtf, x.rule, (x.lo, x.hi)
        if d.date.endswith("/..") and d.status == "occurred" and d.event not in _STATES and self.published:
            d.date = f"{d.date[:-2]}{self.published.isoformat()}"  # "منذ" of what has happened ends with the report
        if cost < _NEAR and x.kind in ("day", "part"):
            self.day, self.sentences = x.edtf, 0

    def _now(self, scene: Scene, t: Trigger, marks: list[int]) -> bool:
        lo = hi = t.tok
        while lo > scene.lo and marks[lo - scene.lo] != 2:
            lo -= 1
        while hi + 1 < scene.hi and marks[hi + 1 - scene.lo] != 2:
            hi += 1
        return any(self._free(scene, k) in self.rules.now for k in range(lo, hi + 1))

    def _runs_on(self, scene: Scene, d: Draft, t: Trigger) -> bool:
        """Whether an undated event goes on from what was told before."""
        if d.status in _UNREAL or self.sentences >= _FORGET:
            return False
        if self._free(scene, scene.lo) in self.rules.background:
            return False
        return not any(self._free(scene, k) in self.rules.before_past for k in range(scene.lo, min(t.tok, scene.lo + 2)))

    def _free(self, scene: Scene, k: int) -> str:
        f = scene.words[k].fold
        return f[1:] if f[:1] in "وف" and len(f) > 3 else f
