"""A forwarded post is the word of the channel it was forwarded from, whoever forwards it and however often."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from rasid.cli.batch import load_reader, read_one
from rasid.intake import Failure, read_inputs
from rasid.ledger import Review, Told
from rasid.model import Reading, Report
from rasid.model.control import Origin
from rasid.model.records import FORWARDED
from rasid.pipeline.passing import with_forwards
from rasid.pipeline.recording import entry
from rasid.pipeline.reviewed import reviewed
from rasid.pipeline.world import world

TEXT = "سيطر الجيش السوداني على مدينة الخوي غربي كردفان بعد معارك عنيفة مع قوات الدعم السريع."


def origins(report: Report) -> set[str]:
    made = entry(report, read_one(load_reader(), report), world()).recorded
    assert made
    return {o.key for r in made for o in r.origins}


def post(outlet: str, *forwarded: str, text: str = TEXT) -> Report:
    return Report(f"{outlet}/1", text, published="2031-02-03", outlet=outlet, forwarded=forwarded)


def test_counts_as_the_word_of_where_it_comes_from() -> None:
    own = origins(post("قناة الرافد"))
    assert own == origins(post("قناة المنبع", "قناة الرافد")) == origins(post("شبكة أخرى", "قناة المنبع", "قناة الرافد"))
    assert origins(post("قناة الرافد")) != origins(post("قناة المنبع"))


def test_known_outlets_keep_their_side() -> None:
    assert origins(post("سانا")) == origins(post("قناة المنبع", "سانا"))


def test_a_private_sender_is_nobody_who_answers_for_it() -> None:
    first, second = (origins(post(outlet, "مستخدم لم يُحفظ اسمه")) for outlet in ("قناة المنبع", "قناة الرافد"))
    assert all(o.startswith("unnamed:") for o in first | second) and first != second


def test_corrected_statements_keep_their_origin() -> None:
    report = post("قناة المنبع", "قناة الرافد")
    made = entry(report, read_one(load_reader(), report), world())
    before = made.recorded[0]
    told = Told("1", "1", made.id, report.id, report.outlet, report.published, "", "", report.published, made.reading.statements[0], before)
    review = Review("1", "correct", "محرر", slot="status", value="ongoing")
    after = reviewed(told, [review], world())
    assert after is not None and after.recorded.origins == before.origins


def test_a_named_speaker_stays_the_origin() -> None:
    said = "قال المتحدث باسم الجيش السوداني نبيل عبد الله إن الجيش سيطر على مدينة الخوي غربي كردفان."
    assert origins(post("قناة المنبع", text=said)) == origins(post("قناة الرافد", "قناة المنبع", text=said))


def test_the_chain_shows_it_once() -> None:
    report = post("قناة المنبع", "قناة الرافد")
    reading = read_one(load_reader(), report)
    names = [link.name for link in reading.statements[0].chain.links]
    assert names[:2] == ["قناة المنبع", "قناة الرافد"]
    assert reading.statements[0].chain.links[1].channel == FORWARDED
    assert with_forwards(reading, report) == reading
    assert entry(report, reading, world()).recorded[0].chain[:2] == ("قناة المنبع", "قناة الرافد")
    assert isinstance(entry(report, reading, world()).recorded[0].origins[0], Origin)
    assert with_forwards(Reading("x"), report) == Reading("x")


def test_json_lines_carry_it(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    rows = [
        {"id": "1", "text": TEXT, "forwarded": ["الأولى", "الثانية"], "author": "مكتب إعلامي", "version": "2031-02-03T10:00:00Z"},
        {"id": "1", "text": TEXT + " وانسحبوا.", "forwarded": "الأولى", "version": "2031-02-03T11:00:00Z"},
        {"id": "2", "text": TEXT, "forwarded": [1]},
    ]
    file.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), "utf-8")
    first, second, told, third = read_inputs([str(file)])
    assert isinstance(first, Report) and isinstance(second, Report) and isinstance(third, Report)
    assert (first.forwarded, first.author, first.version) == (("الأولى", "الثانية"), "مكتب إعلامي", "2031-02-03T10:00:00Z")
    assert second.forwarded == ("الأولى",)
    assert isinstance(told, Failure) and (told.code, told.detail, told.lost) == ("bad_field", {"field": "forwarded"}, False)
    assert third.forwarded == ()


@pytest.mark.parametrize("field", ["author", "forwarded", "version"])
def test_old_reports_look_as_before(field: str) -> None:
    assert field.encode() not in msgspec.json.encode(Report("1", "نص"))
