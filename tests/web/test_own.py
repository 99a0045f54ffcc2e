"""Places that people put on the map, and actors that they name: once, for what was read and what will be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rasid.cli.main import main
from rasid.pipeline import default_reader, world
from tests.web.test_api import V1, error, serving, token

TEXT = "أعلن لواء شهداء البيدر، اليوم الأربعاء، سيطرته على قرية كفر صندوح في ريف إدلب الجنوبي بعد اشتباكات مع قوات النظام."
MORE = "قال لواء شهداء البيدر إنه انسحب من قرية كفر صندوح، اليوم السبت."
ACTOR, KEY = "لواء شهداء البيدر", "~لواء شهداء البيدر"


@pytest.fixture
def api(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setenv("RASID_DATA", str(tmp_path / "data"))
    world.world.cache_clear()
    default_reader.cache_clear()
    path = tmp_path / "own.db"
    (tmp_path / "report.txt").write_text(TEXT, "utf-8")
    assert main(["add", "--quiet", "--published", "2019-06-12", "--outlet", "شبكة", "--db", str(path), str(tmp_path / "report.txt")]) == 0
    yield from serving(path)
    monkeypatch.undo()
    world.world.cache_clear()
    default_reader.cache_clear()


def queued(api: Any, kind: str) -> list[str]:
    return [i["what"] for i in api.get(f"{V1}/queue", params={"kind": kind}).json()["items"]]


def holder(api: Any) -> dict[str, Any]:
    (place,) = [c["place_id"] for c in api.get(f"{V1}/changes").json()["items"]][:1]
    return dict(api.get(f"{V1}/places/{place}", params={"on": "2019-06-12"}).json()["holder"])


def read(api: Any, text: str, published: str) -> Any:
    return api.post(f"{V1}/read", json={"text": text, "published": published}, headers=token(api)).json()["reading"]["statements"]


def test_a_new_actor_is_known_from_then_on_and_in_what_was_read_before(api: Any) -> None:
    assert ACTOR in queued(api, "unknown_actor") and holder(api)["id"] == KEY
    made = api.post(f"{V1}/actors", json={"name": ACTOR, "new": True}, headers=token(api))
    assert made.status_code == 201, made.text
    assert holder(api) == {"id": made.json()["id"], "name": ACTOR, "names": [ACTOR]}
    assert ACTOR not in queued(api, "unknown_actor")
    assert made.json()["id"] in {a["id"] for s in read(api, MORE, "2019-06-15") for a in s["agent"]}
    again = api.post(f"{V1}/actors", json={"name": ACTOR, "new": True}, headers=token(api))
    assert again.json()["id"] == made.json()["id"]


def test_a_name_of_a_known_actor(api: Any) -> None:
    made = api.post(f"{V1}/actors", json={"name": ACTOR, "id": "sy.hts"}, headers=token(api))
    assert made.status_code == 201, made.text
    assert holder(api)["id"] == "sy.hts" and ACTOR not in queued(api, "unknown_actor")
    colours = {c["actor"]["id"] for c in api.get(f"{V1}/ledger").json()["actor_colours"]}
    assert "sy.hts" in colours and KEY not in colours
    assert "sy.hts" in {a["id"] for s in read(api, MORE, "2019-06-15") for a in s["agent"]}
    assert api.post(f"{V1}/actors", json={"name": ACTOR, "id": "sy.sdf"}, headers=token(api)).status_code == 201  # it was a mistake
    assert holder(api)["id"] == "sy.sdf"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"name": ACTOR}, 400),
        ({"name": ACTOR, "id": "sy.hts", "new": True}, 400),
        ({"name": ACTOR, "id": "sy.nobody"}, 404),
        ({"name": " \u200f ", "new": True}, 400),
        ({"name": "ا" * 300, "new": True}, 400),
        ({"name": "قوات سوريا الديمقراطية", "id": "sy.hts"}, 400),
        ({"name": "قوات سوريا الديمقراطية", "new": True}, 400),
    ],
)
def test_what_names_nobody(api: Any, body: dict[str, Any], status: int) -> None:
    error(api.post(f"{V1}/actors", json=body, headers=token(api)), status)
    assert ACTOR in queued(api, "unknown_actor")


def test_hostile_names_are_only_names(api: Any) -> None:
    for name in ('كتيبة "]}\n- id: x', "كتيبة <script>: [*a, &b]", "كتيبة \x00\u202eد", "🟥 كتيبة الورد"):
        assert api.post(f"{V1}/actors", json={"name": name, "new": True}, headers=token(api)).status_code == 201, name
    assert api.get(f"{V1}/ledger").status_code == 200


def test_a_place_that_nobody_knows_leaves_the_queue_when_it_is_put_on_the_map(api: Any) -> None:
    given = {"text": "سيطر لواء شهداء البيدر على قرية تل مردوخة.", "published": "2019-06-13"}
    kept = api.post(f"{V1}/read", json=given, headers=token(api)).json()["token"]
    assert api.post(f"{V1}/reports", json={"token": kept}, headers=token(api)).status_code == 201
    what = "قرية تل مردوخة"
    assert what in queued(api, "unknown_place")
    before = api.get(f"{V1}/map", params={"on": "2019-06-13"}).json()["unplaced"]
    made = api.post(f"{V1}/places", json={"name": what, "lat": 35.5, "lon": 36.7}, headers=token(api)).json()
    assert made["id"].startswith("~") and what not in queued(api, "unknown_place")
    spots = api.get(f"{V1}/map", params={"on": "2019-06-13"}).json()
    assert spots["unplaced"] == before - 1 and (made["id"], 35.5) in {(p["id"], p["lat"]) for p in spots["places"]}
    assert (
        api.post(f"{V1}/places", json={"name": "تل لا يعرفه أحد", "lat": 35, "lon": 36}, headers=token(api)).json()["id"].startswith("own.")
    )


def test_a_place_is_where_it_was_put_in_what_was_read_before(api: Any) -> None:
    (before,) = {c["place_id"] for c in api.get(f"{V1}/changes").json()["items"]}
    place = api.get(f"{V1}/places/{before}").json()
    made = api.post(f"{V1}/places", json={"name": place["name"], "lat": 35.5, "lon": 36.7, "id": before}, headers=token(api))
    assert made.status_code == 201, made.text
    spot = next(p for p in api.get(f"{V1}/map", params={"on": "2019-06-12"}).json()["places"] if p["id"] == before)
    assert (spot["lat"], spot["lon"]) == (35.5, 36.7)
    assert before in {p["id"] for s in read(api, MORE, "2019-06-15") for p in s["place"]}
    moved = api.post(f"{V1}/places", json={"name": place["name"], "lat": 35.6, "lon": 36.7}, headers=token(api)).json()
    assert moved["id"] == before and api.get(f"{V1}/places/{before}").json()["lat"] == 35.6


@pytest.mark.parametrize(
    "body", [{"lat": 91, "lon": 0}, {"lat": 1e308, "lon": 0}, {"lat": 0, "lon": 0, "name": "\x00"}, {"lat": 0, "lon": 0, "parent": "x"}]
)
def test_no_place(api: Any, body: dict[str, Any]) -> None:
    answer = api.post(f"{V1}/places", json={"name": "كفر صندوح"} | body, headers=token(api))
    assert answer.status_code in (400, 404)
