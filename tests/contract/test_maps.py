"""The map of a day from kept spans says what asking each place would say, and notices what is new."""

from __future__ import annotations

from rasid.control.index import ControlIndex, joined
from rasid.ledger import Store, spans
from rasid.lexicon.evidence import load_weights
from rasid.model.control import Control
from rasid.pipeline.maps import map_on, refresh
from rasid.pipeline.world import world

from .invented import entry

DAY = "2031-04-09"


def test_a_map_is_what_asking_each_place_gives(store: Store) -> None:
    store.add([entry(n, places=("الزيتونة", "الجسر") if n % 2 else ("الوادي",), published=f"2031-04-0{1 + n % 5}") for n in range(12)])
    assert refresh(store, world()) == 3
    assert refresh(store, world()) == 0
    index = ControlIndex(world().theatre, load_weights())
    with store.reading() as view:
        for told in view.told():
            index.add(told.recorded)
    for day in ("2031-04-02", "2031-04-03", "2031-04-05", DAY, "2031-09-01"):
        found = [_shown(c) for c in map_on(store, world(), day)]
        assert found == [_shown(c) for c in (index.holds(p, day) for p in index.places()) if c.status != "unknown"]
        assert day != DAY or [place for place, *_ in found] == ["~الجسر", "~الزيتونة", "~الوادي"]


def _shown(c: Control) -> tuple[object, ...]:
    return c.place, c.holder, c.status, c.since, c.last_heard, c.confidence, c.contested, c.rivals


def test_a_later_word_for_the_same_holder_counts_on_the_map(store: Store) -> None:
    store.add([entry(1, published="2031-04-01"), entry(2, published="2031-05-01")])
    refresh(store, world())
    (early,), (late,) = map_on(store, world(), "2031-04-20"), map_on(store, world(), "2031-05-20")
    assert (early.holder, early.last_heard) == (late.holder, "2031-04-01")
    assert late.last_heard == "2031-05-01"
    assert late.confidence == early.confidence  # the same speaker again, as many days ago: it has not faded since the first time
    (period,) = joined(store.ask(lambda v: v.spans([late.place]))[late.place])
    assert (period.start, period.end, period.last_heard) == ("2031-04-01", "", "2031-05-01")


def test_only_what_is_new_is_made_anew(store: Store) -> None:
    store.add([entry(1), entry(2, places=("الوادي",))])
    refresh(store, world())
    store.add([entry(3, places=("النهر",))])
    assert [c.place for c in map_on(store, world(), DAY)] == ["~الزيتونة", "~الوادي"]
    assert refresh(store, world()) == 1
    assert len(map_on(store, world(), DAY)) == 3


def test_nothing_is_known_before_the_first_day(store: Store) -> None:
    store.add([entry(1)])
    refresh(store, world())
    assert map_on(store, world(), "2031-04-04") == []


def test_a_span_that_the_statements_do_not_give_is_found(store: Store) -> None:
    from rasid.pipeline.maps import replayed

    store.add([entry(1), entry(2, places=("الجسر",))])
    refresh(store, world())
    assert replayed(store, world()) == []
    (kept,) = store.ask(lambda v: v.spans(["~الجسر"])).values()
    store.put_spans(["~الجسر"], spans.rows({"~الجسر": kept[:-1]}), {})
    assert replayed(store, world()) == ["~الجسر"]
