"""Which time a statement takes: one of its own clause, that of the saying, or the one that runs on from what was told before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Word
from rasid.reading.calendar_words import as_day, first_of, last_of, span
from rasid.reading.dates import TimeMention
from rasid.reading.draft import Draft
from rasid.reading.event_groups import STATES
from rasid.reading.scene import PLACE, Scene
from rasid.reading.time_spans import ahead, shifted
from rasid.reading.trigger import Trigger
from rasid.text.fold import fold_word

#: those who left are counted on
_COUNTED: Final = frozenset(("displaces",))
#: what is done once, at the beginning of "منذ"; what goes on for days
_ONCE: Final = frozenset(("takes_control", "withdraws", "hands_over", "changes_allegiance", "deploys"))
_LASTING: Final = frozenset(("clash", "besieges", "protest", "shelling", "air_strike"))
_UNREAL: Final = frozenset(("planned", "urged"))
#: what a clause between trigger and time costs, a look back, a time in a relative clause with an event of its own
_HARD: Final = 12
_BACKWARD: Final = 3
_EMBEDDED: Final = 24
#: and the time of those who are quoted
_SAID: Final = 30
#: the time of what another clause tells
_FOREIGN: Final = 80
#: how far a time may stand from its trigger and still set the day for what follows
_NEAR: Final = 40
#: a day so many days before the day of the news is background
_LONG_BEFORE: Final = 1
#: reports are dated a day or two before what they tell
_SLACK: Final = dt.timedelta(days=2)
#: how far before "since" stands what it compares
_LIKE: Final = 7
#: after so many sentences without a time of their own the day told before is forgotten
_FORGET: Final = 10


class TimeRules:
    """The words of lexicons/attach.yaml, folded."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.background = frozenset(fold_word(w) for w in data["background"])
        self.before_past = frozenset(fold_word(w) for w in data["before_past"])
        self.future = frozenset(fold_word(w) for w in data["future"])
        self.now = frozenset(fold_word(w) for w in data["now"])
        self.since = frozenset(fold_word(w) for w in data["since"])
        self.first = frozenset(fold_word(w) for w in data["first"])
        self.when = frozenset(fold_word(w) for w in data["when"])
        self.due = frozenset(fold_word(w) for w in data["due"])
        self.of_event = frozenset(fold_word(w) for w in data["of_event"])
        self.eve = {fold_word(w): n for w, n in data["eve"].items()}


class Attacher:
    """Gives drafts their date, sentence by sentence; remembers the day that was told last."""

    def __init__(self, rules: TimeRules, published: dt.date | None) -> None:
        self.rules, self.published = rules, published
        self.day = ""
        self.main = ""
        self.sentences = 0
        self.told = self.brief = False

    def next_sentence(self) -> None:
        """Count on: a day is forgotten after a while."""
        self.sentences += 1
        self.told = False

    def end_sentence(self, scene: Scene, times: list[TimeMention]) -> None:
        """ "كان يوم أمس الاثنين يوما أسود.": a day told in a sentence whose events have another time, or that has none, runs on too."""
        if not self.told and not scene.title:
            for x in times:
                day = x.edtf if x.kind in ("day", "part") and x.certain else "" if self.main else self._leading(x)
                if day and not self._ahead(x) and not any(scene.words[k].flags & an.REL for k in range(scene.lo, x.lo)):
                    self._remember(scene, day)
                    break
        if self.brief and (scene.hi >= len(scene.words) or "\n" in (scene.words[scene.hi - 1].raw, scene.words[scene.hi].raw)):
            self.day, self.brief = self.main, False

    def _leading(self, x: TimeMention) -> str:
        """What can be the day of the news, though it is no plain day: a night, "خلال أقل من 24 ساعة", "منذ ساعات الفجر"."""
        today = self.published.isoformat() if self.published else ""
        if x.kind == "since":
            return today if first_of(x.edtf) == today else ""
        short = x.kind in ("interval", "duration") and 0 < _days(x.edtf, last_of(x.edtf)) < 2
        return x.edtf if short else ""

    def headlines(self, drafts: list[Draft]) -> None:
        """A headline tells of the day that its report tells of."""
        for d in drafts:
            if d.title and not d.date and d.status not in _UNREAL and self.main:
                d.date, d.date_rule = self.main, "time.runs_on"

    def _remember(self, scene: Scene, day: str) -> None:
        """Let a day run on; one of a look back or long before the day of the news does not outlast its paragraph."""
        self.brief = bool(self.main) and (self._looks_back(scene) or _days(day, self.main) > _LONG_BEFORE) or "/" in day
        self.main = self.main or last_of(day)
        self.day, self.sentences, self.told = day, 0, True

    def _looks_back(self, scene: Scene) -> bool:
        return self._free(scene, scene.lo) in self.rules.background or self._free(scene, scene.lo) in self.rules.before_past

    def date(self, scene: Scene, d: Draft, t: Trigger, marks: list[int], times: list[TimeMention], triggers: list[Trigger]) -> None:
        """Write date, rule and span into the draft; leave them empty where nothing tells the time."""
        if d.mood[0] == "status.former":
            return  # the time of the sentence is that of what came after it
        best: tuple[int, TimeMention] | None = None
        for x in times:
            if x.kind == "since" and x.hi == x.lo + 1 and any(x.hi <= t.tok < y.lo for y in times):
                continue  # "منذ سقوط المدينة في أيار": the day is that of the fall
            if scene.words[x.lo].fold in self.rules.since and self._compares(scene, x):
                continue
            if x.rule == "time.ago" and self._before_event(scene, x):
                continue  # "قبل ساعات من سريان الهدنة": counted from the truce, not from the news
            cost = self.cost(scene, t, x, marks, triggers)
            if d.speech is not None and d.speech.kind == "according" and d.speech.tok < x.lo <= d.speech.said + 3:
                cost += _SAID  # "بحسب ما أفادت مصادر أمس"
            if x.kind == "since" and cost >= _FOREIGN and x.lo > t.tok:
                continue
            if d.status not in _UNREAL and any(self._to_come(scene.words[k]) for k in range(t.tok + 1, x.lo)):
                continue  # "قتلوا ثلاثة، وسوف تبدأ المحاكمة في 12 أيار"
            if x.edtf and (best is None or cost < best[0]):
                best = (cost, x)
        own = best is not None and best[1].lo > t.tok  # "غداة غارات نفذتها الطائرات مساء الخميس"
        shift = None if own else self._shift(scene, t, times)
        if shift is not None:
            self._shifted(d, best[1].edtf if best is not None else self.day, *shift)
        elif best is not None and not (best[0] >= _FOREIGN and self.day):
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
        own = after and bool(hard) and self._tells_of_it(scene, t, hard[0])
        if own:
            del hard[0]
        cost = (b - a) + _HARD * len(hard) + (0 if after else _BACKWARD)
        if own and not hard:
            cost = max(0, cost - _HARD)
        if after and hard and x.kind == "since" and (t.event not in STATES or self._now(scene, t, marks)):
            cost += _FOREIGN  # "قصفت البلدة، وقالت إن الطريق مقطوع منذ أيار"
        if after and any(words[k].flags & an.REL and any(k < u.tok < x.lo for u in triggers) for k in hard):
            cost += _EMBEDDED
        if after and not own and t.event not in STATES and any(words[k].flags & an.REL and self._of_a_place(scene, k) for k in hard):
            cost += _FOREIGN  # "قتلوا في كذا التي سيطر عليها كذا عام 2014"
        state = t.event not in STATES and after and x.kind == "since"
        if state and any(u.event in STATES and t.tok < u.tok < x.lo <= u.last + 2 for u in triggers):
            cost += _FOREIGN  # "فقد البلدة، معقله منذ عقد"
        lasts = after and x.kind == "since" and x.lo - 1 > t.tok and words[x.lo - 1].flags & an.VERB
        if lasts and any(t.tok < u.tok < x.lo - 1 for u in triggers):
            cost += _FOREIGN  # "سيطرت على البلدة بعد معارك استمرت منذ الثلاثاء"
        if after and any(words[k].conj and self._free(scene, k) in self.rules.before_past for k in range(a, b)):
            cost += _FOREIGN  # "قصف الحي، وكان سكانه نزحوا الأحد"
        return cost

    def _of_a_place(self, scene: Scene, rel: int) -> bool:
        """Whether a relative clause with a verb of its own tells of a place, and of nothing that happened there."""
        host = scene.at.get(rel - 1)
        if host is None or host.kind != PLACE or rel + 1 >= scene.hi:
            return False
        w = scene.words[rel + 1]
        happens = any(a.cls == "operator" and a.entry.kind in ("happen", "pass") and a.entry.id != "op.tamma" for a in w.analyses)
        return bool(w.flags & an.VERB) and not happens

    def _to_come(self, w: Word) -> bool:
        """Whether a joined clause begins with a verb of the future."""
        return bool(w.conj) and (w.bare in self.rules.future or bool(w.flags & an.VERB) and w.analyses[0].prep == "س")

    def _tells_of_it(self, scene: Scene, t: Trigger, k: int) -> bool:
        """ "الهجوم الذي استهدف كذا في 18 مارس", "هدنة كان يلتزمها الطرفان منذ 2013": a clause right behind a noun tells of that noun."""
        w = scene.words[k]
        if t.a.pos == "V" or k > t.last + 1:
            return False
        return bool(w.flags & an.REL) or not t.a.det and k == t.last and bool(w.flags & an.VERB) and not w.conj

    def _before_event(self, scene: Scene, x: TimeMention) -> bool:
        """Whether a time of "قبل" is counted from a happening that is named after it."""
        words, k = scene.words, x.hi
        if k + 1 >= scene.hi or words[k].fold not in self.rules.of_event or words[x.lo].fold in self.rules.of_event:
            return False
        w = words[k + 1]
        m = scene.at.get(k + 1)
        noun = bool(w.flags & (an.EVENT | an.OPERATOR)) and w.analyses[0].pos == "N" and not w.prep
        return (noun and m is None) or w.fold in self.rules.due

    def _shift(self, scene: Scene, t: Trigger, times: list[TimeMention]) -> tuple[tuple[str, int], bool] | None:
        """ "غداة الهجوم", "بعد يومين من مقتل كذا": how far the event lies from the time told; whether it lasted so long."""
        k = t.first - 1
        for _ in range(4):
            if k < scene.lo or scene.words[k].flags & (an.PUNCT | an.COMP | an.REL | an.VERB):
                return None
            m = scene.at.get(k)
            if t.a.pos == "V" and m is None and scene.words[k].det and scene.words[k].flags & an.EVENT:
                return None  # "بعد ثلاثة أشهر من الحصار سقطت المدينة": the siege began so long before
            if m is not None and m.hi <= t.first and not m.prep:
                k = m.lo - 1  # "غداة إعلان الجيش السيطرة"
                continue
            if n := self.rules.eve.get(scene.words[k].fold):
                return ("day", n), False
            if k == t.first - 1 and t.a.prep == "ل" and (at := next((x for x in times if x.hi == t.first and x.shift), None)):
                return (at.shift, False) if at.shift is not None and not at.edtf else None  # "في اليوم التالي لتحريرها"
            at = next((x for x in times if x.hi == k and x.shift is not None), None)
            if at is not None and at.rule == "time.ago" and scene.words[k].fold not in self.rules.of_event:
                return None
            if at is not None and at.shift is not None and at.hi == k:
                lasted = t.event in _LASTING and at.shift[1] < -1 and scene.words[k].fold == "من"
                return (at.shift, lasted) if lasted or at.rule != "time.duration" else None
            k -= 1
        return None

    def _shifted(self, d: Draft, base: str, shift: tuple[str, int], lasted: bool) -> None:
        far = lasted or shift[0] in ("month", "year", "decade")  # so far back the day of the news will do
        base = base or (self.published.isoformat() if self.published and far else "")
        point = shifted(base, shift)
        if point:
            d.date, d.date_rule = (span(point, base) if lasted else point), "time.anchored"

    def _own(self, scene: Scene, d: Draft, cost: int, x: TimeMention) -> None:
        d.date, d.date_rule, d.date_span = x.edtf, x.rule, (x.lo, x.hi)
        if x.kind == "duration" and d.status in _UNREAL and self.published:
            d.date = ahead(x.edtf, self.published)  # "يغادرون خلال 48 ساعة"
        if x.kind == "since" and d.event not in STATES and self._at_once(scene, d, x):
            d.date = x.edtf.partition("/")[0]  # "منذ اغتياله في أيار", "منذ 8 أيار، حين اقتحم كذا": the event itself is the beginning
        elif x.kind == "since" and d.status == "occurred" and d.event in _ONCE and len(x.edtf) == 13:
            d.date = x.edtf[:10]  # "انتشروا منذ ظهر أمس"
        if d.date.endswith("/..") and d.status == "occurred" and d.event not in STATES and self.published:
            end = self.published.isoformat()
            if d.event not in _COUNTED:  # "منذ" of what has happened ends with the report
                d.date = span(d.date, end[:7] if len(d.date) == 10 and d.date[:7] != end[:7] else end)
        begun = d.mood[0] == "status.op.begin" and d.status == "ongoing" and d.event not in STATES and cost < _HARD
        if begun and self.published and len(d.date) in (4, 7, 10):
            if d.date < self.published.isoformat()[: len(d.date)] and any(a.tense == "past" for a in scene.words[d.mood[1]].analyses[:3]):
                d.status = "occurred"  # "باشرت الفرقة الخميس اقتحام الحي"
        if cost < _NEAR and not self._ahead(x) and (x.kind in ("day", "part") or x.rule == "time.night_pair"):
            self._remember(scene, x.edtf)

    def _ahead(self, x: TimeMention) -> bool:
        """Whether a time lies well behind the day of the report."""
        return self.published is not None and x.edtf[:10] > (self.published + _SLACK).isoformat()

    def _compares(self, scene: Scene, x: TimeMention) -> bool:
        """ "للمرة الأولى منذ سنوات", "هي الأعنف منذ أسابيع": since when there was nothing like it is not when it was."""
        for k in range(x.lo - 1, max(scene.lo, x.lo - _LIKE) - 1, -1):
            w = scene.words[k]
            if w.flags & (an.PUNCT | an.COMP) and k not in scene.at:
                return False
            if w.fold in self.rules.first:
                return True
        return False

    def _at_once(self, scene: Scene, d: Draft, x: TimeMention) -> bool:
        """Whether an event is what began then: right behind "since", or in a clause behind the time that tells what happened."""
        if scene.words[d.lo_trigger - 1].fold in self.rules.since:
            return True
        k = x.hi if x.hi <= d.tok else scene.hi
        while k < scene.hi and scene.words[k].raw in "،,)":
            k += 1
        return k < scene.hi and scene.words[k].fold in self.rules.when

    def _now(self, scene: Scene, t: Trigger, marks: list[int]) -> bool:
        lo = hi = t.tok
        while lo > scene.lo and marks[lo - scene.lo] != 2:
            lo -= 1
        while hi + 1 < scene.hi and marks[hi + 1 - scene.lo] != 2:
            hi += 1
        return any(self._free(scene, k) in self.rules.now for k in range(lo, hi + 1))

    def _runs_on(self, scene: Scene, d: Draft, t: Trigger) -> bool:
        """Whether an undated event goes on from what was told before."""
        if d.status in _UNREAL and (d.mood[0] != "status.purpose" or t.a.pos == "V") or self.sentences >= _FORGET:
            return False
        if self._free(scene, scene.lo) in self.rules.background:
            return False
        return not any(self._free(scene, k) in self.rules.before_past for k in range(scene.lo, min(t.tok, scene.lo + 2)))

    def _free(self, scene: Scene, k: int) -> str:
        f = scene.words[k].fold
        return f[1:] if f[:1] in "وف" and len(f) > 3 else f


def _days(day: str, later: str) -> int:
    """How many days lie between two days; 0 where one is no day."""
    a, b = as_day(day), as_day(later)
    return (b - a).days if a is not None and b is not None else 0
