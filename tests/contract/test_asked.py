"""What is asked of a whole ledger is what an index of all statements answers, whichever way it is found."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from rasid.api import Ledger
from rasid.control.events import merge_events
from rasid.control.index import ControlIndex
from rasid.control.keys import recorded
from rasid.ledger import Entry, Named, Review, Store, report_id, statement_ids
from rasid.lexicon.evidence import load_weights
from rasid.model import Chain, Link, Name, Reading, Report, Span, Statement
from rasid.model.control import Recorded
from rasid.pipeline import crew, maps
from rasid.pipeline.asked import Asked
from rasid.pipeline.reviewed import reviewed
from rasid.pipeline.world import world

_FIRST = date(2019, 1, 1)
_PLACES = ("sy.idlib.saraqib", "sy.idlib.saraqib", "sy.idlib.maarrat-al-numan", "sy.idlib", "sy.homs.tadmur", "sy.homs", "~مزرعة العين", "")
_ACTORS = ("sy.hts", "sy.assad_army", "sy.sna", "sy.sdf", "xx.islamic_state", "")
_EVENTS = (
    "takes_control", "takes_control", "withdraws", "holds", "holds", "hands_over", "advances", "clash", "air_strike", "shelling", "killing",
    "no_comment", "besieges",
)  # fmt: skip


def _day(n: int) -> str:
    return (_FIRST + timedelta(days=n)).isoformat()


def _entry(r: random.Random, number: int, days: int) -> Entry:
    on = r.randrange(days)
    report = Report(f"r{number}", f"نص {number}", "", _day(on + r.choice((0, 0, 1, 9))), f"منبر {r.randrange(6)}", "", "ar")
    made = []
    for n in range(r.randrange(1, 4)):
        day, reach = _day(on), _day(on + r.randrange(-2, 60))
        agent, target, source = r.choice(_ACTORS), r.choice(("", *_ACTORS)), r.choice(("", "", *_ACTORS))
        made.append(
            Statement(
                f"s{n}",
                event=r.choice(_EVENTS),
                trigger="حدث",
                evidence="حدث",
                trigger_span=Span(n, n + 1),
                evidence_span=Span(n, n + 1),
                agent=(Name(agent, id=agent),) if agent else (),
                target=(Name(target, id=target),) if target else (),
                place=tuple(Name(p.lstrip("~"), id="" if p.startswith("~") else p) for p in {r.choice(_PLACES), r.choice(_PLACES)} if p),
                date=r.choice((day, day, day, "", day[:7], f"{day}/", f"/{day}", f"{day}/{reach}", day[:4])),
                status=r.choice(("occurred", "occurred", "occurred", "ongoing", "denied", "planned")),
                source=(Name(source, id=source),) if source else (),
                chain=Chain((Link("outlet", report.outlet), *((Link("person", source, id=source),) if source else ()))),
                extent=r.choice(("", "", "whole", "part")),
                killed=r.choice((None, None, 1, 2, 7)),
            )
        )
    key = report_id(report)
    ids = statement_ids(key, "test-1", tuple(made))
    report = Report(key, report.text, "", report.published, report.outlet, "", "ar")
    told = tuple(recorded(Statement(i, *_rest(s)), report, world().actors) for s, i in zip(made, ids, strict=True))
    places = {p: Named(p, p) for t in told for p in t.places}
    actors = {a: Named(a, a) for t in told for a in (*t.agents, *t.targets, *(o.actor for o in t.origins)) if a}
    return Entry(
        key, report, Reading(report.id, tuple(made)), "test-1", told, tuple(places.values()), tuple(actors.values()), report.text.encode()
    )


def _rest(s: Statement) -> list[object]:
    return [getattr(s, f) for f in s.__struct_fields__[1:]]


def _filled(store: Store, seed: int, reports: int = 60, days: int = 120) -> random.Random:
    r = random.Random(seed)
    store.add([_entry(r, n, days) for n in range(reports)])
    with store.reading() as view:
        ids = [x.id for x in view.told()]
    for i in r.sample(ids, 4):
        store.review(Review(i, "reject", "محررة"))
    for i in r.sample(ids, 3):
        store.review(Review(i, "correct", "محررة", slot="place", value=["سراقب"]), [Named("sy.idlib.saraqib", "سراقب")])
    return r


def _everything(store: Store, reviews: bool = True) -> list[Recorded]:
    with store.reading() as view:
        made = view.reviewed() if reviews else {}
        after = [reviewed(x, made.get(x.id, ()), world()) for x in view.told()]
    return [x.recorded for x in after if x is not None]


@pytest.mark.parametrize("reviews", [True, False])
def test_the_answers_are_those_of_all_statements(store: Store, reviews: bool) -> None:
    for seed in range(3):
        r = _filled(store, seed)
        told = _everything(store, reviews)
        index = ControlIndex(world().theatre, load_weights())
        for s in told:
            index.add(s)
        asked = Asked(store, world(), reviews)
        assert asked.fresh is reviews
        merged = merge_events(told, world().theatre)
        assert asked.silences("") == index.silences("")
        assert asked.events() == merged
        for _ in range(8):
            first = r.randrange(150)
            a, b, known = _day(first), _day(first + r.randrange(20)), _day(r.randrange(150))
            assert asked.changes(a, b) == index.changes(a, b)
            assert asked.disputes(a) == index.disputes(a)
            assert asked.disputes(a, known) == index.disputes(a, known)
            assert asked.map(a, known) == index.map(a, known)
            assert asked.silences(a) == index.silences(a)
            shown = asked.map(b)
            named = asked.bearing(c.place for c in shown)
            assert [(c.place, c.holder, c.status) for c in shown if c.place in named] == [
                (c.place, c.holder, c.status) for c in index.map(b)
            ]
            assert asked.holds([c.place for c in shown], a) == {c.place: index.holds(c.place, a) for c in shown}
            for p in {*_PLACES[:-1], "sy"}:
                assert asked.holds([p], a, known) == {p: index.holds(p, a, known)}
                assert asked.about(p).history(p, known) == index.history(p, known)
            assert asked.events(a, b) == [e for e in merged if (e.end or e.last_known) >= a and (e.start or e.first_known) <= b]


@pytest.mark.parametrize("reviews", [True, False])
def test_python_is_answered_the_same(store: Store, url: str, reviews: bool) -> None:
    r = _filled(store, 5)
    told = _everything(store, reviews)
    index = ControlIndex(world().theatre, load_weights())
    for s in told:
        index.add(s)
    with Ledger(url, reviews=reviews) as ledger:
        for _ in range(5):
            on, known = _day(r.randrange(150)), _day(r.randrange(150))
            for p in dict.fromkeys(_PLACES[:-1]):
                row, right = ledger.holds(p, on, known), index.holds(p, on, known)
                assert (row["holder_id"] or "", row["status"], row["confidence"]) == (right.holder, right.status, right.confidence)
                assert [w["statement"] for w in row["for"]] == [w.statement for w in right.pro]
                assert [h["start"] for h in ledger.history(p, known)] == [h.start for h in index.history(p, known)]
            assert [d["place_id"] for d in ledger.disputes(on, known)] == [d.place for d in index.disputes(on, known)]
            assert len(ledger.changes("2019-01-01", on)) == len(index.changes("2019-01-01", on))
        assert len(ledger.silences()) == len(index.silences())
        assert len(ledger.events()) == len(merge_events(told, world().theatre))


def test_what_others_record_is_seen_after_a_refresh(store: Store, url: str) -> None:
    r = random.Random(3)
    with Ledger(url) as ledger:
        assert ledger.map("2019-04-01") == []
        store.add([_entry(r, n, 30) for n in range(40)])
        ledger.refresh()
        assert ledger.map("2019-04-01")


def test_other_processes_make_the_same_spans(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maps, "_BATCH", 3)
    _filled(store, 7)
    places = store.ask(lambda v: list(v.places()))
    maps.refresh(store, world(), jobs=1)
    alone = store.ask(lambda v: v.spans(places))
    store.rebase("something else")
    assert maps.refresh(store, world(), jobs=2) == len(places)
    assert store.ask(lambda v: v.spans(places)) == alone
    assert not store.ask(lambda v: v.stale())


def test_two_refreshes_at_once(store: Store, url: str) -> None:
    _filled(store, 9)
    with ThreadPoolExecutor(4) as pool, Store(url) as a, Store(url) as b, Store(url) as c, Store(url) as d:
        for _ in range(4):
            store.rebase("something else")
            assert max(pool.map(lambda s: maps.refresh(s, world()), (a, b))) > 3
            list(pool.map(lambda s: maps.refresh(s, world(), jobs=1), (c, d, a, b)))
            assert not store.ask(lambda v: v.stale())
    assert maps.replayed(store, world()) == []


def test_without_other_processes_it_is_done_alone(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maps, "_BATCH", 3)
    _filled(store, 8)
    monkeypatch.setattr(crew.sys, "executable", "/nowhere/python")
    assert maps.refresh(store, world(), jobs=2) > 3
    assert not store.ask(lambda v: v.stale())
    assert maps.replayed(store, world()) == []


def test_a_worker_with_other_packs_is_none(store: Store) -> None:
    with pytest.raises(crew.CrewError):
        list(crew.made([["~x"], ["~y"]], crew.Start(store.database.url, load_weights()), "another basis", 2))
