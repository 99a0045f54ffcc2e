"""What is carried over from one state of the ledger to the next is what would be made anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from rasid.cli.main import main
from rasid.ledger import Review, Store
from rasid.pipeline.asked import Asked
from rasid.web import answers, finding, outlets
from rasid.web.accounts import Accounts
from rasid.web.bench import Workbench
from tests.web.test_api import DAY, WEEK

LATER = "أعلنت هيئة تحرير الشام، أمس، سيطرتها على قرية الجبين بعد اشتباكات مع قوات النظام قُتل فيها ثلاثة من عناصرها."


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    assert main(["add", "--quiet", "--db", str(tmp_path / "week.db"), str(WEEK)]) == 0
    kept = Accounts(tmp_path / "week.workbench")
    with Store(str(tmp_path / "week.db")) as store:
        yield Workbench(store, kept)
    kept.close()


def same_as_made_anew(bench: Workbench) -> None:
    now, fresh = bench.now, Workbench(bench.store, bench.accounts).now
    assert now.calendar.all() == Asked(bench.store, now.at.world).events()
    assert now.calendar.at("sy.hama.tall-milh") == [e for e in fresh.calendar.all() if "sy.hama.tall-milh" in e.places]
    assert outlets.sources(now) == outlets.sources(fresh) and finding.needs(now) == finding.needs(fresh)
    assert now.map(DAY, "") == fresh.map(DAY, "") and now.texts == fresh.texts and now.names == fresh.names
    assert answers.timeline(now, "2019-05-01", DAY) == answers.timeline(fresh, "2019-05-01", DAY)
    assert answers.listed(now, "", "", "", None, 0, 50) == answers.listed(fresh, "", "", "", None, 0, 50)


def test_nothing_old_is_left_after_a_change(bench: Workbench, tmp_path: Path) -> None:
    same_as_made_anew(bench)
    before = bench.now
    assert bench.now is before
    statements = [s for e in before.calendar.all() for s in e.statements]
    made = bench.store.review(Review(statements[0], "reject", "x", ""))
    bench.changed()
    assert bench.now is not before
    same_as_made_anew(bench)
    bench.store.review(Review(statements[0], "undo", "x", "", value=made.id))
    bench.store.review(Review(statements[2], "correct", "x", "", "date", "2019-03-01"))
    bench.changed()
    same_as_made_anew(bench)
    bench.store.review(Review(statements[3], "merge", "x", "", "happening", [statements[5]]))
    bench.changed()
    same_as_made_anew(bench)
    (tmp_path / "later.txt").write_text(LATER, "utf-8")  # by another process
    assert main(["add", "--quiet", "--published", "2019-06-07", "--db", str(tmp_path / "week.db"), str(tmp_path / "later.txt")]) == 0
    bench.changed()
    same_as_made_anew(bench)


def test_the_timeline_is_the_map_of_every_day(bench: Workbench) -> None:
    now = bench.now
    lines = answers.timeline(now, "2019-05-01", DAY)["actors"]
    for day in ("2019-05-01", "2019-06-02", "2019-06-05", "2019-06-07", DAY):
        for line in lines:
            held = sum(c.holder == line["actor"]["id"] for c in now.controls(day))
            assert [p["places"] for p in line["days"] if p["day"] <= day][-1] == held, (day, line)


def test_it_is_made_beforehand(bench: Workbench) -> None:
    bench.warms = True
    now = bench.now
    assert bench._warming is not None
    bench._warming.join(60)
    assert now.calendar.complete
    bench.warms = False


EARLIER = ("2019-05-30", "2019-06-03", "2019-06-05", "2019-06-08")


def as_made_anew(bench: Workbench) -> None:
    """What the workbench says of earlier days of knowledge is what the ledger, with the reports that stood then, says when asked alone."""
    now = bench.now
    for known in EARLIER:
        alone = Asked(bench.store, now.at.world, known=known)
        for on in EARLIER[1:]:
            assert now.controls(on, known) == alone.map(on, known)
            assert answers.disputes(now, on, known) == alone.disputes(on, known)
            for place in ("sy.hama.tall-milh", "sy.hama.al-jubayn"):
                if place in now.at.named_places:
                    assert now.index_of(place, known).holds(place, on, known) == alone.about(place).holds(place, on, known)
                    assert answers.history(now, place, known)["known"] == known
                    assert now.index_of(place, known).history(place, known) == alone.about(place).history(place, known)


def test_what_was_known_earlier_follows_the_ledger(bench: Workbench) -> None:
    as_made_anew(bench)
    first = bench.now.controls(DAY, EARLIER[2])
    index = bench.now.earlier(EARLIER[2])
    assert index is not None and bench.now.earlier(EARLIER[1]) is index  # one for all days of knowledge
    holder = next(c for c in first if c.holder)
    held = bench.now.index_of(holder.place, EARLIER[2]).holds(holder.place, DAY, EARLIER[2])
    for w in (*held.pro, *held.con):
        bench.store.review(Review(w.statement, "reject", "x", ""))
    bench.changed()
    assert holder not in bench.now.controls(DAY, EARLIER[2])
    as_made_anew(bench)


def test_what_was_known_earlier_is_what_stood_then(bench: Workbench, tmp_path: Path) -> None:
    """A report that a newer version replaced stands until the day of that."""
    for n, (day, whose) in enumerate((("2019-06-02", "هيئة تحرير الشام"), ("2019-06-06", "قوات النظام"))):
        text = f"أعلنت {whose} سيطرتها على مدينة كفرنبل في ريف إدلب الجنوبي."
        row = {"id": f"v{n}", "title": "ريف حماة", "text": text, "published": day, "outlet": "شبكة", "url": "https://example.org/one"}
        (tmp_path / "one.jsonl").write_text(msgspec.json.encode(row).decode(), "utf-8")
        assert main(["add", "--quiet", "--db", str(tmp_path / "week.db"), str(tmp_path / "one.jsonl")]) == 0
    bench.changed()
    assert [v.known for v in bench.store.ask(lambda view: view.versions())] == ["2019-06-06"]
    as_made_anew(bench)
    now = bench.now
    assert now.earlier("2019-06-05") is not now.earlier("2019-06-06")
    asked = next(i for i in now.at.named_places if "كفرنبل" in now.at.place_name(i).replace(" ", ""))
    told = [now.index_of(asked, known).holds(asked, DAY, known).holder for known in ("2019-06-05", "2019-06-06")]
    assert "" not in told and told[0] != told[1]


def test_too_much_is_not_kept(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rasid.web.state.INDEXED", 3)
    assert bench.now.earlier(EARLIER[2]) is None
    as_made_anew(bench)
