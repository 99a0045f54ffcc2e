"""Statements by place, ready to be asked: who holds what on a day, as known on a day, with the history of every place.

Adding a statement touches only the places it names and, where it speaks of all of an area, the kept histories of the places in it.
Histories are made when first asked for and kept until something new is said of their place; a map of a day looks into them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

import msgspec

from rasid.control.bearing import ACT, BEFORE, DENIED_ENTRY, EXIT, FOR, KEPT, Bearing, bearings, why
from rasid.control.days import EVER, NEVER, iso, number
from rasid.control.sweep import Sweep
from rasid.control.theatre import Theatre, View
from rasid.control.verdict import Held, Judge, Verdict, confidence
from rasid.lexicon.evidence import Weights
from rasid.model.control import Change, Control, Dispute, Factor, Period, Recorded, Side, Silence, Weighted

#: fights and plans shown beside an answer, the newest first
_MOST_KEPT = 20


class Stretch(msgspec.Struct, gc=False):
    """One answer from a day on, until the next begins."""

    day: int
    verdict: Verdict
    statements: tuple[str, ...]


def joined(spans: Iterable[Period]) -> list[Period]:
    """Spans of one place, those with the same answer as one period: as sure as at its beginning, last heard of at its end."""
    out: list[Period] = []
    for s in spans:
        was = out[-1] if out else None
        if was is None or (was.status, was.holder, was.contested, was.rivals) != (s.status, s.holder, s.contested, s.rivals):
            out.append(s)
        else:
            out[-1] = msgspec.structs.replace(was, end=s.end, last_heard=s.last_heard)
    return out


class ControlIndex:
    """Statements indexed by place. Not safe for writers beside readers; cheap to build from a database.

    view: the theatre with what other indexes of it have asked already.
    """

    def __init__(self, theatre: Theatre, weights: Weights, view: View | None = None) -> None:
        self.view = view or View(theatre)
        self.weights = weights
        self._judge = Judge(self.view, weights)
        self._own: dict[str, list[Bearing]] = {}
        self._wide: dict[str, list[Bearing]] = {}
        self._statements: dict[str, Recorded] = {}
        self._silent: dict[str, Recorded] = {}
        self._kept: dict[str, list[Stretch]] = {}
        self._days = int(weights.time["contested_days"])

    def __len__(self) -> int:
        return len(self._statements)

    # -- what is known

    def add(self, statement: Recorded) -> None:
        """Take in a statement; one with the same id is replaced."""
        if statement.id in self._statements:
            self.remove(statement.id)
        self._statements[statement.id] = statement
        if statement.event == "no_comment" or (statement.event == "takes_control" and statement.agents and not statement.places):
            self._silent[statement.id] = statement
        for place in statement.places:
            own = bearings(statement, self.view, self.weights)
            if own:
                self._own.setdefault(place, []).extend(own)
                self._kept.pop(place, None)
            wide = bearings(statement, self.view, self.weights, place)
            if wide:
                self._wide.setdefault(place, []).extend(wide)
                self._forget_inside(place)

    def remove(self, statement: str) -> None:
        """Forget a statement; unknown ids are no matter."""
        gone = self._statements.pop(statement, None)
        if gone is None:
            return
        self._silent.pop(statement, None)
        for place in gone.places:
            for table in (self._own, self._wide):
                if place in table:
                    table[place] = [b for b in table[place] if b.rec.id != statement]
                    if not table[place]:
                        del table[place]
            self._kept.pop(place, None)
            self._forget_inside(place)

    def _forget_inside(self, area: str) -> None:
        for place in [p for p in self._kept if area in self.view.parents(p)]:
            del self._kept[place]

    def places(self, among: Iterable[str] | None = None) -> list[str]:
        """All places (or those of these) that a statement bears on by name, sorted."""
        return sorted(self._own if among is None else self._own.keys() & set(among))

    # -- one place

    def holds(self, place: str, on: str, known: str = "") -> Control:
        """Who holds a place on a day, as known on a day ("" as known now). Raises UsageError when a day is none."""
        day, asked = number(on), number(known) if known else NEVER
        items, ahead = self._bearing_on(place, day, asked)
        return self._control(place, on, known, day, self._judge.judge(items, ahead, day), items)

    def history(self, place: str, known: str = "") -> list[Period]:
        """The answers for a place from the first day that anything is known of, one period after another; the last one is open."""
        return joined(self.spans(place, known))

    def spans(self, place: str, known: str = "") -> list[Period]:
        """The same, and a span of its own from each day on which only the evidence became another: how sure, and when last heard of."""
        stretches = self._history(place, number(known)) if known else self._stretches(place)
        out = []
        for n, s in enumerate(stretches):
            end = stretches[n + 1].day - 1 if n + 1 < len(stretches) else NEVER
            v = s.verdict
            out.append(
                Period(
                    place=place,
                    start=iso(s.day),
                    end=iso(end),
                    holder=v.holder,
                    status=v.status,
                    confidence=round(confidence(v.odds, max(s.day, v.last), self.weights), 4) if v.odds else 0.0,
                    last_heard=iso(min(v.last, end)),
                    contested=v.contested,
                    rivals=v.rivals,
                    statements=s.statements,
                    odds=v.odds,
                    since=iso(v.since),
                )
            )
        return out

    # -- all places

    def map(self, on: str, known: str = "", among: Iterable[str] | None = None) -> list[Control]:
        """The answer for every place (or those of these) that anything is known of on that day, without its reasons (`holds` gives them),
        by place.
        """
        day = number(on)
        out = []
        for place in self.places(among):
            verdict = self._as_known(place, day, number(known)) if known else self._on(place, day)
            if verdict is not None and (verdict.status != "unknown" or verdict.contested):
                out.append(self._short(place, on, known, day, verdict))
        return out

    def changes(self, start: str, end: str, among: Iterable[str] | None = None) -> list[Change]:
        """Where holder or status became another from `start` to `end`, both days included, by day and place; of these places, or all."""
        first, last = number(start), number(end)
        out = []
        for place in self.places(among):
            before = Verdict()
            for s in self._stretches(place):
                v = s.verdict
                if first <= s.day <= last and (v.holder, v.status) != (before.holder, before.status):
                    out.append(
                        Change(
                            place=place,
                            day=iso(s.day),
                            before=before.holder,
                            before_status=before.status,
                            after=v.holder,
                            after_status=v.status,
                            statements=s.statements,
                        )
                    )
                before = v
        return sorted(out, key=lambda c: (c.day, c.place))

    def disputes(self, on: str, known: str = "", among: Iterable[str] | None = None) -> list[Dispute]:
        """Claims that cannot both hold on that day, by place; in all places, or in these, whose histories are not looked at then."""
        day, asked = number(on), number(known) if known else NEVER
        out = []
        for place in self.places(among):
            if among is None and not self._may_be_disputed(place, day, asked):
                continue
            items, ahead = self._bearing_on(place, day, asked)
            verdict = self._judge.judge(items, ahead, day)
            if verdict.sides and (verdict.status == "disputed" or verdict.entry):
                sides = tuple(
                    Side(
                        actor=actor,
                        weight=round(sum(h.weight for h in held if h.counts), 3),
                        statements=tuple(dict.fromkeys(h.bearing.rec.id for h in held)),
                    )
                    for actor, held in verdict.sides.items()
                )
                out.append(Dispute(place=place, on=on, about="entry" if verdict.entry and not verdict.holder else "holder", sides=sides))
        return out

    def silences(self, until: str = "") -> list[Silence]:
        """What actors did not say, as known on a day ("" now), the newest first."""
        out = []
        for s in self._silent.values():
            if until and s.known > until:
                continue
            for actor in s.agents:
                out.append(
                    Silence(
                        actor=actor,
                        kind="no_comment" if s.event == "no_comment" else "unnamed_places",
                        about=s.evidence,
                        until=s.end or s.known,
                        statement=s.id,
                        report=s.report,
                        chain=s.chain,
                    )
                )
        return sorted(out, key=lambda x: (x.until, x.statement, x.actor), reverse=True)

    # -- inside

    def _all(self, place: str, known: int) -> Iterator[Bearing]:
        for b in self._own.get(place, ()):
            if b.known <= known:
                yield b
        for area in self.view.parents(place):
            for b in self._wide.get(area, ()):
                if b.known <= known:
                    yield b

    def _ordered(self, place: str, known: int) -> list[Bearing]:
        """All that bears on a place, by day: in whatever order it was told."""
        return sorted(self._all(place, known), key=lambda b: (b.day, b.rec.id, b.kind))

    def _bearing_on(self, place: str, day: int, known: int) -> tuple[list[Bearing], list[Bearing]]:
        items, ahead = [], []
        for b in self._ordered(place, known):
            if b.day > day:
                ahead.append(b)
            elif b.until >= day:
                items.append(b)
        return items, ahead

    def _as_known(self, place: str, day: int, known: int) -> Verdict | None:
        """The verdict on a day as known on a day; None when nothing had named the place by then."""
        if not any(b.known <= known for b in self._own[place]):
            return None
        return self._judge.judge(*self._bearing_on(place, day, known), day)

    def _may_be_disputed(self, place: str, day: int, known: int) -> bool:
        """Whether it is worth looking for both sides."""
        if known < NEVER:
            return True
        verdict = self._on(place, day)
        return verdict is not None and (verdict.status == "disputed" or verdict.entry)

    def _on(self, place: str, day: int) -> Verdict | None:
        stretches = self._stretches(place)
        at = bisect_right(stretches, day, key=lambda s: s.day) - 1
        return stretches[at].verdict if at >= 0 else None

    def _stretches(self, place: str) -> list[Stretch]:
        found = self._kept.get(place)
        if found is None:
            found = self._kept[place] = self._history(place, NEVER)
        return found

    def _history(self, place: str, known: int) -> list[Stretch]:
        """The verdict on every day on which it can be another than the day before. statements: only of the first of those that are shown
        as one period.
        """
        everything = self._ordered(place, known)
        out: list[Stretch] = []
        for day, verdict in Sweep(self._judge, everything).verdicts(sorted(self._turns(everything))):
            same = bool(out) and out[-1].verdict.same(verdict)
            if same and (out[-1].verdict.odds, out[-1].verdict.last) == (verdict.odds, verdict.last):
                continue
            if not out and verdict.status == "unknown" and not verdict.contested:
                continue
            told = () if same else tuple(dict.fromkeys(h.bearing.rec.id for h in (*verdict.pro, *verdict.con)))
            out.append(Stretch(day, bare(verdict), told))
        return out

    def _turns(self, everything: Iterable[Bearing]) -> set[int]:
        days: set[int] = set()
        spans: dict[str, set[tuple[int, int]]] = {}
        for b in everything:
            days.add(b.day)
            days.add(b.until + 1)
            if b.kind in (ACT, DENIED_ENTRY):
                days.update((b.asof, b.asof + 1, b.asof + self._days + 1))
            elif b.kind != KEPT:
                days.add(b.asof + 1)
            if b.actor:
                spans.setdefault(b.actor, set()).add((b.day, b.until))
        for actor, many in spans.items():
            turns = self.view.turns(actor)
            if turns:
                ever = min((first for first, last in many if last == NEVER), default=NEVER)
                days.update(turns[bisect_left(turns, ever) :])
                days.update(t for first, last in many if last < NEVER for t in turns[bisect_left(turns, first) : bisect_right(turns, last)])
        return {d for d in days if EVER < d < NEVER}

    def _short(self, place: str, on: str, known: str, day: int, v: Verdict) -> Control:
        return Control(
            place=place,
            on=on,
            known=known,
            holder=v.holder,
            camp=v.camp,
            status=v.status,
            confidence=round(confidence(v.odds, day, self.weights), 4) if v.odds else 0.0,
            since=iso(v.since),
            last_heard=iso(min(v.last, day)),
            contested=v.contested,
            rivals=v.rivals,
        )

    def _control(self, place: str, on: str, known: str, day: int, v: Verdict, items: list[Bearing]) -> Control:
        kept = sorted((b for b in items if b.kind in (ACT, KEPT, DENIED_ENTRY) and not b.via), key=lambda b: (-b.day, b.rec.id))
        return msgspec.structs.replace(
            self._short(place, on, known, day, v),
            pro=tuple(self._weighted(h) for h in _strongest(v.pro)),
            con=tuple(self._weighted(h) for h in _strongest(v.con)),
            kept=tuple(self._weighted(Held(b, self.view.standing(b.actor, day), 0.0)) for b in kept[:_MOST_KEPT]),
        )

    def _weighted(self, h: Held) -> Weighted:
        b = h.bearing
        reasons = [*why(b, self.view, self.weights), *(Factor(rule, value) for rule, value in h.rules)]
        if not h.counts and all(rule != "loser_left" for rule, _ in h.rules):
            reasons.append(Factor("same_origin", self.weights.factors["same_origin"]))
        sign = 1 if b.kind in FOR else -1
        return Weighted(
            statement=b.rec.id,
            report=b.rec.report,
            event=b.rec.event,
            status=b.rec.status,
            actor=b.actor,
            weight=round(sign * h.weight, 3) if h.counts and h.weight else 0.0,
            why=tuple(Factor(f.rule, round(f.value, 4)) for f in reasons),
            origin=b.origin.key,
            chain=b.rec.chain,
            evidence=b.rec.evidence,
            day=iso(b.asof if b.kind == EXIT else max(b.day, EVER)) or iso(b.asof),
            known=b.rec.known,
            inferred=b.kind == BEFORE,
            via=b.via,
        )


def holds(place: str, on: str, known: str, statements: Iterable[Recorded], theatre: Theatre, weights: Weights) -> Control:
    """Who holds a place on a day, as known on a day, from a plain list of statements."""
    index = ControlIndex(theatre, weights)
    for s in statements:
        index.add(s)
    return index.holds(place, on, known)


def _strongest(held: list[Held]) -> list[Held]:
    return sorted(held, key=lambda h: (not h.counts, -abs(h.weight), h.bearing.rec.id, h.bearing.kind))


def bare(v: Verdict) -> Verdict:
    """A verdict without its evidence, to be kept."""
    return Verdict(v.status, v.holder, v.camp, v.since, v.last, v.contested, v.entry, v.rivals, v.odds)
