"""The bearings on one place, on one day → who holds it and how well that is known.

What later changes have left in force (rule 5, see `force`) is added up, once for each origin (rule 2), for every camp (rule 8); the
status is read off the sums and their parts. Everything else (fights, plans) shows, and moves nothing (rules 3 and 4).
"""

from __future__ import annotations

from collections.abc import Iterable
from math import exp

import msgspec

from rasid.control.bearing import BEFORE, FIGHTS, INDEPENDENT, OTHER_PARTY, OWN_GAIN, OWN_LOSS, TAKE, Bearing
from rasid.control.days import EVER
from rasid.control.force import Evidence, Held, Rules, evidence
from rasid.lexicon.evidence import Weights
from rasid.model.control import ControlStatus


class Verdict(msgspec.Struct, gc=False):
    """The answer without its words. Days are numbers; since is EVER when unknown. odds: (log-odds, asof) of what counts, signed."""

    status: ControlStatus = "unknown"
    holder: str = ""
    camp: str = ""
    since: int = EVER
    last: int = EVER
    contested: bool = False
    entry: bool = False
    rivals: tuple[str, ...] = ()
    odds: tuple[tuple[float, int], ...] = ()
    pro: list[Held] = []
    con: list[Held] = []
    sides: dict[str, list[Held]] = {}

    def same(self, other: Verdict) -> bool:
        """Whether both would be shown as one period."""
        return (self.status, self.holder, self.contested, self.rivals) == (other.status, other.holder, other.contested, other.rivals)


def confidence(odds: Iterable[tuple[float, int]], on: int, weights: Weights) -> float:
    """The probability of a sum of log-odds, each faded by its age on that day: what is old is less sure, never gone."""
    t = weights.time
    total = 0.0
    for value, asof in odds:
        age = on - asof
        total += value * max(t["age_floor"], 0.5 ** (age / t["half_life"])) if age > 0 else value
    return 1.0 / (1.0 + exp(-total))


class Judge(Rules):
    """Judges the bearings on one place. Build one for a theatre and a set of weights; it keeps nothing between calls."""

    def judge(self, items: list[Bearing], ahead: list[Bearing], on: int) -> Verdict:
        """The verdict for day `on`. items: bearings whose days include it; ahead: later ones, for what they imply about it."""
        case = Case(self, evidence(self, items, ahead, on))
        return case.shown(case.settled())


class Case:
    """The judgement of what is in force on one day."""

    def __init__(self, judge: Judge, found: Evidence) -> None:
        self.j, self.view, self.on = judge, judge.view, found.on
        self.gains, self.live, self.befores = found.gains, found.live, found.befores
        self.exits, self.denials = found.exits, found.denials
        self.acts, self.fights, self.arrivals, self.entries = found.acts, found.fights, found.arrivals, found.entries

    def settled(self) -> Verdict:
        """What the evidence comes to, fights and advances aside."""
        camps = self._sums()
        leader = self._leader(camps)
        return self._held(leader, camps) if leader else self._empty(camps)

    def shown(self, out: Verdict) -> Verdict:
        """The same verdict, with what fights and advances make of it."""
        out.contested = out.status == "disputed" or self._contested(out)
        if out.status in ("unknown", "vacated") or out.contested:
            self._entry(out)
        return out

    # -- rules 2 and 8: one voice for each origin, summed by camp

    def _sums(self) -> dict[str, list[Held]]:
        camps: dict[str, list[Held]] = {}
        for h in (*self.live, *self.befores):
            camps.setdefault(h.standing.camp, []).append(h)
        for held in camps.values():
            self._once(held)
        return camps

    def _once(self, held: list[Held]) -> None:
        if len(held) > 1:
            held.sort(key=lambda h: (-h.weight, -h.bearing.asof, h.bearing.rec.id))
            seen: set[str] = set()
            for h in held:
                h.counts = h.bearing.origin.key not in seen
                seen.add(h.bearing.origin.key)

    def _sum(self, held: list[Held]) -> float:
        return sum(h.bearing.weight * h.left for h in held if h.counts)

    def _leader(self, camps: dict[str, list[Held]]) -> str:
        best, most = "", self.j.least
        for camp in sorted(camps):
            total = self._sum(camps[camp])
            if total >= most:
                best, most = camp, total + 1e-9
        return best

    # -- a camp is said to hold it

    def _held(self, camp: str, camps: dict[str, list[Held]]) -> Verdict:
        pro = camps[camp]
        total = self._sum(pro)
        against = self._against(camp, pro)
        rivals = self._rivals(camp, camps)
        rival = max((self._sum(r) for r in rivals.values()), default=0.0)
        direct = self._sum(against)
        out = Verdict(camp=camp, pro=pro, con=[*against, *(h for r in rivals.values() for h in r)])
        out.last = max(h.bearing.asof for h in pro if h.counts)
        out.odds = tuple([(h.weight, h.bearing.asof) for h in pro if h.counts] + [(-h.weight, h.bearing.asof) for h in out.con if h.counts])
        name = self._name(pro)
        contradicted = max(rival, direct)
        if contradicted >= self.j.least and total - contradicted < self.j.margin:
            if direct - total >= self.j.margin and not rival:
                return self._refuted(out)
            out.status = "disputed"
            out.rivals = (name, *(self._name(r) for r in rivals.values()))
            out.sides = {name: pro, **{self._name(r): r for r in rivals.values()}}
            if not rival:
                out.sides[""] = against
            return out
        out.holder = name
        out.status = self._status(pro)
        out.since = self._since(pro)
        if out.status == "confirmed":
            out.pro = [*pro, *self._departures(pro)]
        return out

    def _name(self, held: list[Held]) -> str:
        """The member of the camp to name: the one most is told of; of equals the newest, the more particular, the first by id."""
        if len(held) == 1:
            return held[0].standing.actor
        weight: dict[str, float] = {}
        newest: dict[str, int] = {}
        for h in held:
            a = h.standing.actor
            weight[a] = weight.get(a, 0.0) + (h.weight if h.counts else h.weight / 1000)
            newest[a] = max(newest.get(a, EVER), h.bearing.asof)
        return min(weight, key=lambda a: (-round(weight[a], 6), -newest[a], a == held[0].standing.camp, a))

    def _refuted(self, out: Verdict) -> Verdict:
        """The only claim is outweighed by what speaks against it: its holder left, or it is denied."""
        left = self._empty({"": out.pro})
        if left.status == "vacated":
            return left
        return Verdict(con=[*out.pro, *out.con], contested=True)

    def _rivals(self, camp: str, camps: dict[str, list[Held]]) -> dict[str, list[Held]]:
        first = camps[camp][0]
        recs = {id(h.bearing.rec) for h in camps[camp]}
        out = {}
        for other, held in camps.items():
            denied = [d for d in self.denials if d.standing.camp == other and any(self.j.denies(d, h, self.on) for h in held)]
            self._once(denied)
            if other != camp and self._sum(held) - self._sum(denied) >= self.j.least and not self.j.together(held[0], first, self.on):
                if not all(id(h.bearing.rec) in recs for h in held):  # one statement names both: they hold it together
                    out[other] = held
        return out

    def _against(self, camp: str, pro: list[Held]) -> list[Held]:
        """What speaks against a camp itself: denials, its departure on the same day, fighting that goes on after its capture."""
        newest = max(h.bearing.day for h in pro if h.bearing.kind != BEFORE) if any(h.bearing.kind != BEFORE for h in pro) else EVER
        out = [d for d in self.denials if d.standing.camp == camp and d.bearing.day >= newest]
        for e in self.exits:
            if e.bearing.day >= newest and not e.standing.guest and any(self.j.concerns(e, h) for h in pro if h.bearing.kind != BEFORE):
                out.append(e)
        self._once(out)
        resist = self._resistance(pro)
        return [*out, resist] if resist else out

    def _resistance(self, pro: list[Held]) -> Held | None:
        takes = [h for h in pro if h.bearing.kind == TAKE and h.counts]
        if not takes or not self.fights:
            return None
        day = max(h.bearing.day for h in takes)
        for a in self.fights:
            if day <= a.asof <= day + self.j.days["resist_days"] and self._fights(a, takes[0]):
                weight = self.j.weights.base["resists"]
                b = msgspec.structs.replace(a, weight=weight, actor=takes[0].standing.actor)
                return Held(b, takes[0].standing, 1.0, True, (("resists", weight),))
        return None

    def _fights(self, act: Bearing, take: Held) -> bool:
        """Whether the taker himself is one side of a fight: what others do to each other there says nothing of his capture."""
        own = [self.view.allied(x, take.standing.actor, self.on) for x in (*act.rec.agents, *act.rec.targets)]
        return any(own) and not all(own)

    # -- the status of a holder

    def _status(self, pro: list[Held]) -> ControlStatus:
        asserted = [h for h in pro if h.bearing.kind != BEFORE]
        told = {h.bearing.origin.key for h in pro if h.weight > 0.0}
        neutral = {h.bearing.origin.key for h in pro if h.weight > 0.0 and h.bearing.interest != OWN_GAIN}
        if any(self._admitted(h) for h in asserted):
            return "confirmed"
        if asserted and neutral and len(told) > 1:
            return "confirmed"
        if neutral:
            return "reported"
        return "confirmed" if self._departures(pro) else "claimed"

    def _departures(self, pro: list[Held]) -> list[Held]:
        """What tells that the loser of a claimed gain left: it confirms the gain, though it adds nothing for the holder himself."""
        taken = [h for h in pro if h.bearing.kind == TAKE]
        return [Held(e.bearing, e.standing, 0.0, False, (("loser_left", 1.0),)) for e in self.exits if any(self._lost(e, h) for h in taken)]

    def _admitted(self, h: Held) -> bool:
        """Whether the losing side says so itself: the target of the capture, or whoever was last known to hold the place."""
        b = h.bearing
        if b.interest == OWN_LOSS and b.kind == TAKE:
            return True
        if b.kind != TAKE or b.interest != OTHER_PARTY or b.rec.targets:
            return False
        speaker = self.view.standing(b.origin.actor, b.day).camp
        return any(g.bearing.day < b.day and self.view.standing(g.bearing.actor, b.day).camp == speaker for g in self.gains)

    def _lost(self, e: Held, h: Held) -> bool:
        """Whether a departure, told by somebody who gains nothing by it, is that of whoever lost by a capture about that day."""
        x, b = e.bearing, h.bearing
        if x.interest == OWN_GAIN or e.standing.guest or abs(x.day - b.day) > self.j.days["left_days"] or self.j.together(e, h, self.on):
            return False
        return not b.rec.targets or any(self.view.allied(x.actor, t, b.day) for t in b.rec.targets)

    def _since(self, pro: list[Held]) -> int:
        asserted = [h.bearing.day for h in pro if h.bearing.kind != BEFORE]
        if asserted:
            return min(asserted)
        camp = pro[0].standing.camp
        cleared = [e.bearing.day for e in self.exits if e.standing.camp != camp]
        came = [a.day for a in self.arrivals if self.j.camp_of(a, self.on) == camp and a.day >= max(cleared, default=EVER)]
        return min(came) if came else (max(cleared) + 1 if cleared else EVER)

    # -- nobody is said to hold it

    def _empty(self, camps: dict[str, list[Held]]) -> Verdict:
        leaving = [e for e in self.exits if not e.standing.guest and e.bearing.weight >= self.j.least and not e.bearing.via]
        if not leaving:
            weak = [h for held in camps.values() for h in held]
            return Verdict(con=[*weak, *self.denials])
        day = max(e.bearing.day for e in leaving)
        last = [e for e in leaving if e.bearing.day >= day - self.j.days["left_days"]]
        self._once(last)
        out = Verdict("vacated", since=day, last=day, pro=last, con=[h for held in camps.values() for h in held])
        out.odds = tuple((h.weight, h.bearing.day) for h in last if h.counts)
        return out

    # -- rule 3: fights make a place contested at most

    def _contested(self, out: Verdict) -> bool:
        window = self.on - self.j.days["contested_days"]
        for a in self.acts:
            if a.rec.event not in FIGHTS or a.asof < window or a.via:
                continue
            if out.holder:
                if a.asof < out.since or (a.day <= out.since and not a.ongoing):
                    continue  # the fight that led to it
                if a.rec.event in ("advances", "besieges") and a.actor and self.view.allied(a.actor, out.holder, self.on):
                    continue
            return True
        return False

    def _entry(self, out: Verdict) -> None:
        """An advance that one tells and another denies: whether the attacker is in at all is disputed."""
        days = self.j.days["entry_days"]
        window = self.on - self.j.days["contested_days"]
        for a in self.acts:
            if a.rec.event != "advances" or a.via or a.asof < window:
                continue
            for e in self.entries:
                if e.day < window or not a.day <= e.day <= a.asof + days or e.origin.key == a.origin.key:
                    continue
                if self.j.camp_of(a, self.on) != self.j.camp_of(e, self.on):
                    continue
                out.entry = out.contested = True
                if out.status in ("unknown", "vacated"):
                    out.status, out.rivals = "disputed", (self.view.standing(a.actor, self.on).actor,)
                    out.last = max(a.day, e.day)
                    out.odds = ((0.0, self.on),)
                held_a, held_e = (Held(x, self.view.standing(x.actor, self.on), 1.0) for x in (a, e))
                out.pro, out.con = [*out.pro, held_a], [*out.con, held_e]
                out.sides = out.sides or {out.rivals[0] if out.rivals else a.actor: [held_a], "": [held_e]}
                return


__all__ = ["INDEPENDENT", "Held", "Judge", "Verdict", "confidence"]
