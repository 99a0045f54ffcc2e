"""Denials that only point back: "وهو ما نفاه كذا", "لكن كذا نفى ذلك". What was told before is told again, as denied."""

from __future__ import annotations

from typing import Final

from rasid.model import CONTROL_EVENTS
from rasid.model.records import REAL_STATUSES
from rasid.reading.draft import Draft
from rasid.reading.evidence import clause
from rasid.reading.naming import NAMING
from rasid.reading.scene import Scene
from rasid.reading.slots import CIRCUMSTANCE, Filled
from rasid.reading.speech import Speech, denies
from rasid.reading.trigger import Trigger

#: what can be denied
_TOLD: Final = REAL_STATUSES
#: tokens within which a relative at the head of a sentence speaks of the sentence before it ("وهو ما نفاه كذا")
_HEAD: Final = 4
_RELATIVE: Final = "comment"
_PLAIN: Final = "denial"


class Denial:
    """A denial or blame and what it speaks of, as drafts; the first takes its slots from the second when that is complete.

    kind: denial; blame or claim: what was told without a doer is told of this one, and where another was told of, only a blame
    stands beside it; share: a blame that does not say of what ("حملته المسؤولية"), which only names the doer.
    """

    __slots__ = ("draft", "kind", "told")

    def __init__(self, draft: Draft, told: Draft) -> None:
        self.draft, self.told = draft, told
        self.kind = "denial"


def find_denials(scene: Scene, speeches: list[Speech], drafts: list[Draft], before: list[Draft], marks: list[int]) -> list[Denial]:
    """The denials of a sentence. drafts: its own; before: those of the sentence before it."""
    out: list[Denial] = []
    for s in speeches:
        if s.kind not in (_RELATIVE, _PLAIN) or not s.speakers or s.kind == _RELATIVE and not denies(scene.words[s.tok]):
            continue
        said = max(
            (p.tok for p in speeches if (p.clause or p.kind == "call") and p.said < s.tok and p.kind != "according"), default=scene.lo
        )
        here = [d for d in drafts if said <= d.tok < s.tok]  # "دمر البرج، وقالت كذا إن كذا كانت تستخدمه، وهو ما نفته"
        if not here and (s.kind == _RELATIVE or said > scene.lo) and s.tok - scene.lo > _HEAD:
            continue  # what it denies is no event
        told = _told(here or before, s.kind == _RELATIVE)
        if told is None or any(d.event == told.event and d.status == "denied" and d.tok > s.tok for d in drafts):
            continue
        denying = [a for a in scene.words[s.tok].analyses if a.cls == "operator" and a.entry.kind == "deny"]
        a = denying[0] if denying else scene.words[s.tok].analyses[0]  # "وصف المزاعم بأنها كاذبة"
        t = Trigger(s.tok, a, told.entry)
        d = Draft(Filled(scene, t), scene)
        d.lo, d.hi = clause(scene, t, marks)
        if s.kind == _RELATIVE:
            d.lo = max(scene.lo, s.tok - 2)  # "وهو ما نفاه", "الأمر الذي نفاه"
        d.event, d.status, d.mood = told.event, "denied", ("status.denied_again", s.tok)
        d.source, d.via, d.speech = list(s.speakers), list(s.via), s
        out.append(Denial(d, told))
    return out


def _told(drafts: list[Draft], relative: bool) -> Draft | None:
    """What is denied: of what stands before a relative the last thing told, else the first; of who took what before others."""
    real = [d for d in drafts if d.status in _TOLD and d.event != "no_comment" and not _aside(d)]
    if not real:
        return None
    claimed = [d for d in real if d.source] or real
    if relative:
        claimed.reverse()
        claimed = [d for d in claimed if d.event != "holds"] or claimed  # "عبر إلى مناطق سيطرة كذا" tells of no holding
    return next((d for d in claimed if d.event in CONTROL_EVENTS), claimed[0])


def _aside(d: Draft) -> bool:
    """ "ردا على مهاجمة كذا", "بعد قصف كذا": a noun that only tells when or why."""
    k = d.lo_trigger - 1
    if d.pos != "N" or k < d.scene.lo:
        return False
    w = d.scene.words[k]
    return w.fold in CIRCUMSTANCE and w.fold not in ("في", "من") or w.base in NAMING.since


def contradict(drafts: list[Draft], denials: list[Denial]) -> list[Draft]:
    """The drafts, and the denials of those among them."""
    out = list(drafts)
    for x in denials:
        told = next((d for d in drafts if d.scene is x.told.scene and d.tok == x.told.tok), None)
        told = told or next((d for d in drafts if d.event == x.told.event and d.status in _TOLD and _meet(d, x.told)), None)
        if told is None:
            continue
        d = x.draft
        if x.kind != "denial" and _names(told, d, x.kind):
            continue
        for slot in ("agent", "target", "place"):
            if getattr(d, slot):
                continue  # another is named for it
            getattr(d, slot).extend(getattr(told, slot))
            if getattr(told, slot):
                d.rules.append((slot, "denial.of_told", told.tok, told.last))
        d.date, d.date_rule, d.date_span, d.extent = told.date, told.date_rule, told.date_span, told.extent
        out.append(d)
    out.sort(key=lambda d: d.tok)
    return out


def _names(told: Draft, d: Draft, kind: str) -> bool:
    """Fill in the doer of what was told; False where it stands beside what was told of another."""
    guessed = [r for r in told.rules if r[0] == "agent" and r[1].startswith("context.")]
    if not told.agent or guessed and d.agent[0] not in told.agent:
        told.agent[:] = d.agent
        told.rules = [r for r in told.rules if r not in guessed] + d.rules
        told.source.extend(d.source if not told.source else [])
    return kind != "blame" or d.agent[0] in told.agent


def _meet(a: Draft, b: Draft) -> bool:
    return any(x is y for x in a.place for y in b.place)
