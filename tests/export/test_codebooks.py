"""ACLED, UCDP GED, PLOVER, HXL and Bayanat: their columns and codes exactly, every event and status mapped or said to be lost."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import hxl
import pytest

from rasid.export import acled, bayanat, mapping, plover, ucdp
from rasid.export.columns import TABLES
from rasid.export.data import Actor, Exported, Place, StatementRow, Summary, Unit
from rasid.export.formats import FORMATS, REASONS
from rasid.export.hxl import tagged
from rasid.model import EVENTS, STATUSES
from rasid.pipeline.world import world
from tests.export.build import (
    ARMY,
    CIVILIANS,
    ISRAEL,
    REBELS,
    RUSSIA,
    UNITS,
    UNKNOWN,
    cited,
    count,
    event,
    source,
    statement,
)
from tests.export.conftest import written

Gathered = Callable[..., Exported]

ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2 "
    "assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude "
    "geo_precision source source_scale notes fatalities tags timestamp"
).split()
ACLED_SUBS = {
    "Battles": {"Government regains territory", "Non-state actor overtakes territory", "Armed clash"},
    "Protests": {"Excessive force against protesters", "Protest with intervention", "Peaceful protest"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Explosions/Remote violence": {
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED",
        "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Strategic developments": {
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
        "Looting/property destruction", "Non-violent transfer of territory", "Other",
    },
}  # fmt: skip
UCDP = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id "
    "dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office "
    "source_date source_headline source_original where_prec where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt "
    "priogrid_gid country country_id region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown "
    "best high low gwnoa gwnob"
).split()
PLOVER_MODES = {
    "RETREAT": {"withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"},
    "DEMAND": {"assist", "change", "yield", "meet"},
    "PROTEST": {"demo", "riot", "strike-gen", "strike-lim", "strike-hun", "boycott", "obstruct"},
    "MOBILIZE": {"troops", "weapons", "police"},
    "COERCE": {"confiscate", "restrict", "ban", "censor", "curfew", "martial-law", "arrest", "deport", "withhold"},
    "ASSAULT": {
        "abduct", "beat", "torture", "execute", "sexual", "assassinate", "destroy", "primitive", "firearms", "explosives", "suicide-attack",
        "heavy-weapons",
    },
    "AGREE": set(), "SUPPORT": set(), "CONCEDE": set(),
}  # fmt: skip


def table(name: str, *events: Any) -> tuple[list[dict[str, str]], Summary]:
    raw, done = written(name, Exported(what="events", events=events))
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""))), done


def one(name: str, row: Any) -> dict[str, str]:
    (made,) = table(name, row)[0]
    return made


def record(row: StatementRow) -> dict[str, Any]:
    raw, _ = written("plover", Exported(what="statements", statements=[row]))
    made: dict[str, Any] = json.loads(raw)
    return made


# -- ACLED


def test_acled_has_its_31_columns(gathered: Gathered) -> None:
    assert len(ACLED) == 31 and list(acled.columns()) == ACLED
    raw, done = written("acled", gathered("events"))
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert rows[0] == ACLED and len(rows) - 1 == done.rows > 5
    assert set(done.left_out) == {"not_asserted"}


def test_acled_knows_every_event_and_its_own_words_only() -> None:
    codes = mapping.load("acled")
    assert set(codes["events"]) == set(EVENTS)
    for rules in codes["events"].values():
        for rule in rules:
            sub = rule["code"]["sub"]
            assert not sub or sub in ACLED_SUBS[rule["code"]["type"]]
        assert not rules or set(rules[-1]) == {"code"}, "the last rule must always hold"
    assert set(codes["disorder"]) == set(ACLED_SUBS)
    assert set(codes["disorder_of_sub"]) < set().union(*ACLED_SUBS.values())
    kinds = {a.kind for a in world().names.actors}
    assert kinds == set(codes["kinds"]), "every kind of actor has its number"
    assert set(codes["kinds"].values()) <= set(codes["inter"])


@pytest.mark.parametrize("status", STATUSES)
def test_acled_takes_only_what_is_said_to_have_happened(status: str) -> None:
    rows, done = table("acled", event(status=status))
    assert bool(rows) == (status in ("occurred", "ongoing"))
    assert done.left_out == ({} if rows else {"not_asserted": 1})


@pytest.mark.parametrize(
    ("kind", "agents", "targets", "sub"),
    [
        ("takes_control", (ARMY,), (REBELS,), "Government regains territory"),
        ("takes_control", (REBELS,), (ARMY,), "Non-state actor overtakes territory"),
        ("takes_control", (RUSSIA,), (), "Non-state actor overtakes territory"),
        ("takes_control", (UNKNOWN,), (), ""),
        ("withdraws", (REBELS,), (ARMY,), "Government regains territory"),
        ("withdraws", (REBELS,), (), "Non-violent transfer of territory"),
        ("hands_over", (REBELS,), (ARMY,), "Non-violent transfer of territory"),
        ("ground_attack", (ARMY,), (CIVILIANS,), "Attack"),
        ("ground_attack", (ARMY,), (REBELS,), "Armed clash"),
        ("killing", (UNKNOWN,), (CIVILIANS,), "Attack"),
        ("killing", (ARMY,), (REBELS,), "Armed clash"),
        ("protest", (), (), "Peaceful protest"),
        ("riot", (), (), "Violent demonstration"),
        ("agreement", (ARMY, REBELS), (), "Agreement"),
    ],
)
def test_acled_sub_events(kind: str, agents: Any, targets: Any, sub: str) -> None:
    made = one("acled", event(kind, agents=agents, targets=targets))
    assert made["sub_event_type"] == sub
    assert not sub or sub in ACLED_SUBS[made["event_type"]]


@pytest.mark.parametrize(
    ("words", "sub"),
    [
        ("فجر انتحاري نفسه عند الحاجز", "Suicide bomb"),
        ("انفجرت عبوة ناسفة بسيارة", "Remote explosive/landmine/IED"),
        ("ألقى مجهولون قنبلة يدوية على المنزل", "Grenade"),
        ("وألقوا القنابل اليدوية", "Grenade"),
    ],
)
def test_acled_bombings_by_their_means(words: str, sub: str) -> None:
    assert one("acled", event("bombing", cited=(cited(words),)))["sub_event_type"] == sub


def test_acled_sides_and_how_they_meet() -> None:
    made = one("acled", event("clash", agents=(REBELS,), targets=(ARMY,)))
    assert (made["inter1"], made["inter2"], made["interaction"]) == ("Rebel group", "State forces", "State forces-Rebel group")
    made = one("acled", event("air_strike", agents=(RUSSIA,), targets=(CIVILIANS,)))
    assert (made["inter1"], made["actor2"], made["inter2"]) == ("External/Other forces", "Civilians (Syria)", "Civilians")
    assert (made["interaction"], made["civilian_targeting"], made["assoc_actor_2"]) == (
        "Civilians-External/Other forces", "Civilian targeting", "مدنيين",
    )  # fmt: skip
    made = one("acled", event("protest", agents=(), killed=count(1, 2, 3)))
    assert (made["actor1"], made["inter1"], made["interaction"]) == ("Protesters (Syria)", "Protesters", "Protesters only")
    assert made["sub_event_type"] == "Excessive force against protesters"
    assert made["disorder_type"] == "Political violence; Demonstrations"
    made = one("acled", event("shelling", agents=(UNKNOWN,)))
    assert (made["actor1"], made["inter1"], made["interaction"]) == ("مجهولون", "", "")


def test_a_state_abroad_is_external_and_at_home_is_not() -> None:
    israel = Unit("il", "country", "إسرائيل", "Israel", "IL")
    at_home = Place(id="il.x", name="بلدة", country="IL", units=(israel,), lat=32.0, lon=35.0)
    assert one("acled", event("arrest", agents=(ISRAEL,)))["inter1"] == "External/Other forces"
    assert one("acled", event("arrest", agents=(ISRAEL,), places=(at_home,)))["inter1"] == "State forces"


def test_every_foreign_body_of_a_state_has_its_home() -> None:
    """Bodies that belong to a power of the world pack are at home there, whatever pack they stand in."""
    known = world().names.actors
    missing = []
    for row in world().names.actors:
        actor = Actor(row.id, row.name, row.name_en, row.kind, row.state, row.theatre)
        if row.state and row.theatre == "world" and row.kind != "state" and not mapping.home(actor):
            missing.append(row.id)
        for power, country in (("xx.israel", "IL"), ("xx.south_sudan", "SS")):
            if row.state and any(t.id == power for t in (*row.sides, *row.member_of)) and mapping.home(actor) != country:
                missing.append(row.id)
    assert {"xx.israel", "xx.south_sudan"} <= {a.id for a in known}
    assert not [m for m in missing if m not in ("xx.armenian_forces", "xx.azeri_forces")]


def test_a_country_that_acts_is_its_state(week: str) -> None:
    from rasid.ledger import Store
    from rasid.pipeline.exporting import Gatherer

    with Store(week, read_only=True) as store, Gatherer(store, world()) as ledger:
        israel = ledger.actor("il")
    assert (israel.name_en, israel.state, mapping.home(israel)) == ("Israel", True, "IL")
    assert one("acled", event("air_strike", agents=(israel,)))["inter1"] == "External/Other forces"


def test_acled_what_nobody_counts_is_empty_and_not_zero() -> None:
    assert one("acled", event())["fatalities"] == ""
    made = one("acled", event(killed=count(3, 5, 9)))
    assert made["fatalities"] == "5" and "killed=3..9" in made["tags"]
    assert one("acled", event(killed=count(0, 0, 0)))["fatalities"] == "0"


def test_acled_times_and_places() -> None:
    made = one("acled", event(start="2018-07-01", end="2018-07-06"))
    assert (made["event_date"], made["year"], made["time_precision"]) == ("2018-07-01", "2018", "2")
    assert one("acled", event(start="2018-07-01", end="2018-07-31"))["time_precision"] == "3"
    assert one("acled", event(start="", end="2018-07-05"))["time_precision"] == "2"
    made = one("acled", event())
    assert (made["geo_precision"], made["iso"], made["region"], made["admin2"]) == ("1", "760", "Middle East", "Daraa District")
    assert made["event_id_cnty"][:3] == "SYR" and int(made["event_id_cnty"][3:]) > 10**12
    assert made["timestamp"] == "1530489600"
    around = Place(id="~rif:sy.daraa.tafas", name="محيط طفس", kind="town", lat=32.7, lon=36.0, country="SY", units=UNITS, precision_km=6.0)
    assert one("acled", event(places=(around,)))["geo_precision"] == "2"
    rows, done = table("acled", event(places=()))
    assert not rows and done.left_out == {"no_country": 1}


def test_acled_notes_have_words_chain_and_link() -> None:
    notes = one("acled", event())["notes"]
    assert "قُصفت البلدة" in notes and "صوت السهل > ناشطون" in notes and "https://example.org/1" in notes


def test_acled_in_arabic() -> None:
    raw, _ = written("acled", Exported(what="events", events=[event()], lang="ar"))
    (made,) = csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    assert (made["actor1"], made["location"], made["admin1"]) == ("الجيش العربي السوري", "طفس", "درعا")


# -- UCDP GED


def test_ucdp_has_its_49_columns(gathered: Gathered) -> None:
    assert len(UCDP) == 49 and list(ucdp.columns()) == UCDP
    raw, done = written("ucdp", gathered("events"))
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert list(rows[0]) == UCDP
    assert [(r["best"], r["low"], r["high"], r["deaths_unknown"]) for r in rows] == [("4", "4", "4", "4")]
    assert done.left_out["no_deaths"] > 5


def test_ucdp_sorts_every_event() -> None:
    codes = mapping.load("ucdp")
    assert set(codes["kinds"]) | set(codes["not_kinds"]) == set(EVENTS)
    assert not set(codes["kinds"]) & set(codes["not_kinds"])


@pytest.mark.parametrize(
    ("agents", "targets", "violence", "sides"),
    [
        ((ARMY,), (REBELS,), "1", ("Syrian Arab Army", "Southern Front")),
        ((REBELS,), (ARMY,), "1", ("Syrian Arab Army", "Southern Front")),
        ((REBELS,), (REBELS,), "2", ("Southern Front", "Southern Front")),
        ((ARMY,), (CIVILIANS,), "3", ("Syrian Arab Army", "Civilians")),
        ((UNKNOWN,), (CIVILIANS,), "", ("مجهولون", "Civilians")),
        ((ARMY,), (), "", ("Syrian Arab Army", "")),
        ((), (), "", ("", "")),
    ],
)
def test_ucdp_types_of_violence(agents: Any, targets: Any, violence: str, sides: tuple[str, str]) -> None:
    made = one("ucdp", event("clash", agents=agents, targets=targets, killed=count(1, 1, 1)))
    assert (made["type_of_violence"], made["side_a"], made["side_b"]) == (violence, *sides)


def test_ucdp_numbers() -> None:
    made = one("ucdp", event(agents=(ARMY,), targets=(CIVILIANS,), killed=count(2, 5, 9)))
    assert [made[c] for c in ("low", "best", "high", "deaths_civilians", "deaths_unknown", "deaths_a", "deaths_b")] == [
        "2", "5", "9", "5", "", "", "",
    ]  # fmt: skip
    assert (made["gwnoa"], made["gwnob"], made["country_id"], made["country"]) == ("652", "", "652", "Syria")
    assert int(made["id"]) < 2**53
    made = one("ucdp", event(agents=(RUSSIA,), killed=count(1, 1, 1)))
    assert made["gwnoa"] == "365"
    for told, reason in ((None, "no_deaths"), (count(0, 0, 0), "no_deaths")):
        rows, done = table("ucdp", event(killed=told))
        assert not rows and done.left_out == {reason: 1}
    assert table("ucdp", event(places=(), killed=count(1, 1, 1)))[1].left_out == {"no_country": 1}
    assert table("ucdp", event("protest", killed=count(1, 1, 1)))[1].left_out == {"not_mapped": 1}
    assert table("ucdp", event(status="denied", killed=count(1, 1, 1)))[1].left_out == {"not_asserted": 1}


def test_ucdp_places_and_times() -> None:
    made = one("ucdp", event(killed=count(1, 1, 1), start="2018-07-01", end="2018-07-05"))
    assert (made["date_start"], made["date_end"], made["date_prec"], made["event_clarity"]) == ("2018-07-01", "2018-07-05", "2", "2")
    assert (made["geom_wkt"], made["where_prec"], made["adm_1"]) == ("POINT (36.07 32.74)", "1", "Daraa")
    assert [ucdp.gid(*p) for p in ((-90.0, -180.0), (-89.9, 179.9), (90.0, 180.0), (0.1, 0.1))] == [1, 720, 259200, 129961]
    assert one("ucdp", event(killed=count(1, 1, 1), start="", end="2018-07-05"))["date_prec"] == "5"


def test_ucdp_texts_with_semicolons_stay_apart() -> None:
    told = (
        cited("قتل واحد", source=source(outlet="أ; ب", title="خبر; آخر")),
        cited("قتل اثنان", source=source(id="f" * 32, outlet="ج", title="")),
    )
    made = one("ucdp", event(killed=count(1, 1, 2), cited=told))
    assert made["number_of_sources"] == "2"
    assert made["source_office"].split(";") == ["أ, ب", "ج"]
    assert [len(made[c].split(";")) for c in ("source_article", "source_date", "source_headline")] == [2, 2, 2]


# -- PLOVER


def test_plover_knows_every_event_and_status_and_its_own_words_only() -> None:
    codes = mapping.load("plover")
    assert set(codes["events"]) == set(EVENTS) and set(codes["statuses"]) == set(STATUSES)
    unmapped = {k for k, rules in codes["events"].items() if not rules}
    assert all(any(k in line for line in codes["lost"]) for k in unmapped), "what cannot be mapped is said"
    given = [r["code"] for rules in codes["events"].values() for r in rules] + list(codes["urged"].values())
    for code in given:
        assert not code["mode"] or code["mode"] in PLOVER_MODES[code["event"]], code
        assert re.fullmatch(r"(0[3-9]|1\d|20)\d{1,2}", code["cameo"]), code
        assert code["event"] in codes["quad"]
    assert set(codes["urged"]) - {"default"} <= set(EVENTS)
    assert {a.kind for a in world().names.actors} <= set(codes["sectors"]) | set(codes["codes_without_country"])


@pytest.mark.parametrize("kind", EVENTS)
@pytest.mark.parametrize("status", STATUSES)
def test_plover_codes_all_it_can(kind: str, status: str) -> None:
    raw, done = written("plover", Exported(what="statements", statements=[statement(event=kind, status=status)]))
    if not raw:
        assert done.left_out in ({"not_event": 1}, {"not_mapped": 1}) and kind in ("holds", "no_comment", "changes_allegiance")
        return
    made = json.loads(raw)
    assert list(made) == [f for f in plover.fields() if f in made]
    assert ("negation" in made.get("context", [])) == (status == "denied")
    assert ("future" in made.get("context", [])) == (status == "planned")
    assert (made["event"] == ["DEMAND"]) == (status == "urged")
    assert made["status"] == status and made["evidence"] and made["chain"] and made["cite_info"]["url"]


def test_plover_sides() -> None:
    made = record(statement(event="clash", agents=(ARMY,), targets=(REBELS,)))
    assert [a["identifier_id"] for a in made["source"]] == ["sy.assad_army", "sy.southern_front"] and "recipient" not in made
    made = record(statement(event="air_strike", agents=(RUSSIA,), targets=(CIVILIANS,)))
    assert (made["source"][0]["code"], made["source"][0]["sector"]) == ("RUS", "MIL")
    assert made["recipient"] == [{"actor_text": "مدنيين", "code": "SYR", "sector": "CVL"}]
    made = record(statement(event="withdraws", status="urged", agents=(ARMY,)))
    assert (made["source"], made["recipient"][0]["identifier_id"], made["cameo"]) == ([{"actor_text": "ناشطون"}], "sy.assad_army", "1056")


@pytest.mark.parametrize(
    ("kind", "words", "cameo"),
    [
        ("bombing", "انفجرت سيارة مفخخة في السوق", "1832"),
        ("bombing", "انفجر لغم أرضي", "1833"),
        ("bombing", "تفجير انتحاري استهدف الحاجز", "1831"),
        ("killing", "اغتال مجهولون قيادياً", "186"),
        ("arrest", "أفرجت القوات عن عشرة معتقلين", "0841"),
        ("arrest", "اعتقلت القوات عشرة شبان", "173"),
        ("agreement", "اتفاق على وقف إطلاق النار", "0871"),
        ("agreement", "توقيع اتفاق بين الطرفين", "057"),
        ("destroys", "نهبت المنازل", "1711"),
        ("destroys", "أحرقت المحاصيل", "1712"),
        ("destroys", "دمرت القوات المنازل بحسب بيان صادر عنها", "1712"),
        ("arrest", "اعتقلت القوات من أفرجت عنهم قبل يوم", "173"),
    ],
)
def test_plover_codes_by_words(kind: str, words: str, cameo: str) -> None:
    assert record(statement(words, event=kind))["cameo"] == cameo


# -- HXL


@pytest.mark.parametrize("what", FORMATS["hxl"].what)
def test_libhxl_reads_and_accepts_it(gathered: Gathered, what: Any) -> None:
    raw, done = written("hxl", gathered(what))
    assert done.rows > 0
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    data = hxl.data(rows).cache()
    assert data.validate()
    assert [c.display_tag for c in data.columns] == [hxl.model.Column.parse(t).display_tag for t in rows[1]]
    assert len(list(data)) == done.rows
    codes = [v for row in data for v in row.get_all("#adm1+code")]
    assert "SY05" in codes
    lats = [float(v) for row in data for v in row.get_all("#geo+lat") if v]
    assert lats and all(30 < lat < 40 for lat in lats)
    assert any(row.get("#meta+url") for row in data)
    assert all(row.get("#description+evidence") for row in data) or what == "events"


def test_hxl_reads_from_a_file_with_its_mark(gathered: Gathered, tmp_path: Any) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(written("hxl", gathered("events"))[0])
    with hxl.data(str(path), hxl.input.InputOptions(allow_local=True)) as data:
        assert data.columns[0].display_tag == "#event+id"
        assert {row.get("#event+type") for row in data} >= {"clash", "takes_control"}


def test_hxl_tags_are_of_the_standard() -> None:
    tags = "event status date country adm1 adm2 adm3 loc geo actor affected meta description indicator"
    core = {f"#{t}" for t in tags.split()}
    for what in FORMATS["hxl"].what:
        columns = tagged(what)
        assert {c.tag.split()[0] for c in columns} <= core
        assert len({frozenset(c.tag.split()) for c in columns}) == len(columns), "no two columns under one tag"
        assert len({c.header for c in columns}) == len(columns)


# -- Bayanat


def test_bayanat_bulletins_and_incidents(gathered: Gathered) -> None:
    raw, done = written("bayanat", gathered("statements"))
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == bayanat.columns("bulletins")
    assert done.rows == len(rows) == len({r["origin_id"] for r in rows}) == 8
    assert all(r["title"] and r["description"] and r["publish_date"].startswith("2019-06") and r["source_link"] for r in rows)
    raw, done = written("bayanat", gathered("events"))
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == bayanat.columns("incidents") and done.rows == len(rows)


def test_bayanat_lists_are_read_as_bayanat_reads_them() -> None:
    """Its own way: quoted texts, or runs without comma and space."""
    told = bayanat.listed(["takes control", 'اسم "بين" علامتين', "clash", "clash"])
    found = [m.strip('"“” ') for m in re.findall(r"\"[^\"]+\"+|[^ , ]+", told)]
    assert found == ["takes control", "اسم ”بين” علامتين", "clash"]


# -- all


def test_conditions_of_all_rules_are_known() -> None:
    for name in ("acled", "plover"):
        for kind in EVENTS:
            for rule in mapping.rules(name, kind):
                assert {*rule.agent, *rule.target} <= set(mapping.SIDES)
                assert set(rule.status) <= set(STATUSES)


def test_countries_are_those_of_the_packs() -> None:
    codes = {p.pcode for p in world().names.places if p.kind == "country"}
    known = mapping.countries()
    assert codes <= set(known)
    assert all(re.fullmatch("[A-Z]{3}", c.iso3) for c in known.values())
    numbers = [c.numeric for c in known.values() if c.numeric]
    assert len(numbers) == len(set(numbers))
    conflicts = {p.pcode for p in world().names.places if p.kind == "country" and p.theatre != "world"}
    assert all(known[c].acled_region and known[c].gwno and known[c].ucdp_region for c in conflicts)
    assert set(mapping.sides().home.values()) <= set(known)


def test_people_who_fight_and_who_do_not() -> None:
    for name in ("مدنيين", "المدنيين", "ثلاثة أطفال", "سكان البلدة", "لاجئين", "عمال الإغاثة"):
        assert mapping.is_civilian(Actor(f"~{name}", name)), name
    for name in ("مسلحين", "عناصر من التنظيم", "قيادي في الفصيل", "شاب مسلح", "جنود"):
        assert not mapping.is_civilian(Actor(f"~{name}", name)), name
        assert mapping.is_armed(Actor(f"~{name}", name)), name
    assert not mapping.is_civilian(ARMY) and mapping.is_armed(ARMY)


def test_reasons_have_words() -> None:
    from rasid.messages import known

    assert all(known(f"export.why.{r}") for r in REASONS)
    assert set(TABLES) == {"statements", "events", "control", "changes"}
