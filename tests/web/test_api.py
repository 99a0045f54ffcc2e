"""The API of the workbench: answers, errors of one shape, hostile input, and who may write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from rasid.cli.main import main
from rasid.ledger import Store
from rasid.web.accounts import Accounts
from rasid.web.app import application
from rasid.web.bench import Workbench

ROOT = Path(__file__).parents[2]
WEEK = ROOT / "src" / "rasid" / "demo" / "week.jsonl"
V1 = "/api/v1"
DAY = "2019-06-08"


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("web") / "week.db"
    assert main(["add", "--quiet", "--db", str(path), str(WEEK)]) == 0
    return path


@pytest.fixture
def ledger(week: Path, tmp_path: Path) -> Path:
    path = tmp_path / "own.db"
    path.write_bytes(week.read_bytes())
    return path


def serving(path: Path, accounts: bool = False, hosts: frozenset[str] = frozenset()) -> Iterator[Any]:
    kept = Accounts(path.with_suffix(".workbench"))
    if accounts:
        kept.add("نور", "admin", "a long password")
        kept.add("قارئ", "reader", "another password")
    with Store(str(path)) as store, TestClient(application(Workbench(store, kept), accounts=accounts, hosts=hosts)) as client:  # type: ignore[arg-type]
        yield client
    kept.close()


@pytest.fixture
def api(ledger: Path) -> Iterator[Any]:
    yield from serving(ledger)


@pytest.fixture
def guarded(ledger: Path) -> Iterator[Any]:
    yield from serving(ledger, accounts=True)


def token(api: Any) -> dict[str, str]:
    return {"X-CSRF-Token": api.get(f"{V1}/session").json()["csrf"]}


def error(answer: Any, status: int) -> dict[str, str]:
    assert answer.status_code == status, answer.text
    body: dict[str, dict[str, str]] = answer.json()
    assert set(body) == {"error"} and {"code", "message"} <= set(body["error"])
    return body["error"]


def test_the_map_of_a_day_and_a_place(api: Any) -> None:
    made = api.get(f"{V1}/map", params={"on": DAY}).json()
    at = {p["id"]: p for p in made["places"]}
    assert at["sy.hama.kafr-nabudah"]["holder"]["id"] == "sy.hts" and at["sy.hama.tall-milh"]["status"] == "disputed"
    assert sum(row["count"] for row in made["legend"]) == len(made["places"])
    place = api.get(f"{V1}/places/sy.hama.kafr-nabudah", params={"on": DAY}).json()
    assert place["holder"]["id"] == "sy.hts" and place["for"][0]["evidence"] and place["for"][0]["why"][0]["text"]
    report = api.get(f"{V1}/reports/{place['for'][0]['report']}").json()
    assert place["for"][0]["statement"] in {s["id"] for s in report["statements"]}
    span = report["statements"][0]["evidence_span"]
    assert report["report"][span.get("field", "text")][span["start"] : span["end"]] == report["statements"][0]["evidence"]


def test_a_map_is_not_sent_twice(api: Any) -> None:
    first = api.get(f"{V1}/map", params={"on": DAY})
    again = api.get(f"{V1}/map", params={"on": DAY}, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and not again.content


def test_every_list_has_pages(api: Any) -> None:
    for what in ("events", "reports", "changes", "disputes", "silences", "sources", "queue"):
        body = api.get(f"{V1}/{what}", params={"page": 1, "per": 2}).json()
        assert len(body["items"]) <= 2 and body["total"] >= len(body["items"]), what
        error(api.get(f"{V1}/{what}", params={"page": 0}), 400)
        error(api.get(f"{V1}/{what}", params={"per": 5000}), 400)


def test_search_does_not_care_for_spelling(api: Any) -> None:
    for words in ("الجبين", "جبين"):
        assert any(p["id"] == "sy.hama.jubbayn" for p in api.get(f"{V1}/search", params={"q": words}).json()["places"]), words


def test_a_rejection_changes_the_map_and_undo_brings_it_back(api: Any) -> None:
    def status() -> str:
        return str(api.get(f"{V1}/places/sy.hama.hamamiyat", params={"on": DAY}).json()["status"])

    before = status()
    assert before == "vacated"
    made = []
    told = api.get(f"{V1}/places/sy.hama.hamamiyat", params={"on": DAY}).json()["for"]
    for statement in sorted({item["statement"] for item in told}):  # a statement of two sources stands there twice
        answer = api.post(f"{V1}/reviews", json={"statement": statement, "action": "reject"}, headers=token(api))
        assert answer.status_code == 201, answer.text
        made.append(answer.json()["id"])
    assert status() == "unknown"
    for review in made:
        assert api.post(f"{V1}/reviews/{review}/undo", headers=token(api)).status_code == 200
    assert status() == before


def test_reading_keeps_nothing_until_it_is_saved(api: Any) -> None:
    text = "أعلنت هيئة تحرير الشام، اليوم الخميس، سيطرتها على قرية الحماميات بعد انسحاب قوات النظام منها."
    before = api.get(f"{V1}/ledger").json()["reports"]
    read = api.post(f"{V1}/read", json={"text": text, "published": "2019-06-13", "outlet": "شبكة"}, headers=token(api)).json()
    assert read["reading"]["statements"] and api.get(f"{V1}/ledger").json()["reports"] == before
    saved = api.post(f"{V1}/reports", json={"token": read["token"]}, headers=token(api))
    assert saved.status_code == 201 and api.get(f"{V1}/ledger").json()["reports"] == before + 1
    error(api.post(f"{V1}/reports", json={"token": read["token"]}, headers=token(api)), 400)


def test_a_book_is_refused_at_once(api: Any) -> None:
    book = "أعلنت هيئة تحرير الشام سيطرتها على بلدة كفرنبودة. " * 55_000
    said = error(api.post(f"{V1}/read", json={"text": book}, headers=token(api)), 400)
    assert "0.5" in said["message"] or "split" in said["message"]


def test_what_the_reader_missed_is_added_by_where_it_stands(api: Any) -> None:
    of = api.get(f"{V1}/reports").json()["items"][0]["id"]
    before = api.get(f"{V1}/reports/{of}").json()
    start = before["report"]["text"].rindex("ال")
    span = {"start": start, "end": start + 6, "field": "text"}
    added = api.post(f"{V1}/statements", json={"report": of, "event": "deploys", "evidence_span": span}, headers=token(api))
    assert added.status_code == 201
    after = api.get(f"{V1}/reports/{of}").json()["statements"]
    (made,) = (s for s in after if s["id"] == added.json()["id"])
    assert (made["state"], made["evidence_span"]["start"]) == ("added", start) and len(after) == len(before["statements"]) + 1
    for wrong in (span | {"start": 10**9, "end": 10**9 + 5}, span | {"end": -1}, {"start": "x"}):
        error(api.post(f"{V1}/statements", json={"report": of, "event": "deploys", "evidence_span": wrong}, headers=token(api)), 400)


def test_files_are_read(api: Any) -> None:
    body = WEEK.read_bytes()
    read = api.post(f"{V1}/read", files={"file": ("../../etc/week.jsonl", body)}, headers=token(api)).json()
    assert read["reports"] > 3


def test_writing_needs_the_token(api: Any) -> None:
    for path, body in (
        ("reviews", {"statement": "x", "action": "accept"}),
        ("read", {"text": "x"}),
        ("places", {"name": "x", "lat": 1, "lon": 1}),
    ):
        assert error(api.post(f"{V1}/{path}", json=body), 403)["code"] == "forged"
        assert error(api.post(f"{V1}/{path}", json=body, headers={"X-CSRF-Token": "wrong"}), 403)["code"] == "forged"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("map?on=yesterday", 400),
        ("map?on=2019-13-45", 400),
        ("places/لا-مكان-كهذا", 404),
        ("places/%27%20OR%201=1", 404),
        ("reports/nothing", 404),
        ("sources/nobody", 404),
        ("brief", 400),
        ("brief?from=2020-01-01&to=2019-01-01", 400),
        ("events?from=x", 400),
        ("export?format=exe", 400),
        ("nothing", 404),
        ("../../../etc/passwd", 404),
    ],
)
def test_what_is_not_understood_is_told_in_one_shape(api: Any, path: str, status: int) -> None:
    error(api.get(f"{V1}/{path}"), status)


@pytest.mark.parametrize("body", [b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b'{"statement": 1, "action": []}', b"{" * 5000])
def test_broken_bodies(api: Any, body: bytes) -> None:
    headers = token(api) | {"Content-Type": "application/json"}
    for path in ("reviews", "read", "statements", "reports", "places"):
        error(api.post(f"{V1}/{path}", content=body, headers=headers), 400)


def test_hostile_texts_stay_texts(api: Any) -> None:
    hostile = "<script>alert(1)</script> \u202eسيطرت قوات سوريا الديمقراطية على بلدة الباغوز أمس\u202c \x00 <img src=x onerror=alert(1)>"
    read = api.post(f"{V1}/read", json={"text": hostile, "published": DAY}, headers=token(api))
    assert read.status_code in (200, 400) and read.headers["content-type"].startswith("application/json")
    assert read.headers["x-content-type-options"] == "nosniff"


def test_too_much_is_refused(api: Any) -> None:
    error(api.post(f"{V1}/read", json={"text": "ا" * 11_000_000}, headers=token(api)), 413)


def test_other_names_are_refused(ledger: Path) -> None:
    for client in serving(ledger, hosts=frozenset({"testserver.local"})):
        assert error(client.get(f"{V1}/ledger", headers={"Host": "evil.example"}), 403)["code"] == "host"
        assert client.get(f"{V1}/ledger", headers={"Host": "testserver.local:8181"}).status_code == 200


def test_pages_and_their_policy(api: Any) -> None:
    page = api.get("/")
    assert page.status_code == 200 and page.headers["content-type"].startswith("text/html")
    policy = page.headers["content-security-policy"]
    assert "script-src 'self'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert not re.search(r"<script(?![^>]*src=)", page.text)
    asset = re.search(r"assets/[\w.-]+\.js", page.text)
    assert asset and "immutable" in api.get("/" + asset[0]).headers["cache-control"]
    for path in ("/../app.py", "/%2e%2e/app.py", "/assets/../../app.py", "/nothing.html"):
        assert api.get(path).status_code == 404, path


def test_accounts_are_asked_for(guarded: Any) -> None:
    assert error(guarded.get(f"{V1}/ledger"), 401)["code"] == "sign_in"
    assert guarded.get(f"{V1}/session").json()["rights"] == []
    error(guarded.post(f"{V1}/session", json={"name": "نور", "password": "wrong password"}, headers=token(guarded)), 401)
    error(guarded.post(f"{V1}/session", json={"name": "لا أحد", "password": "wrong password"}, headers=token(guarded)), 401)
    entered = guarded.post(f"{V1}/session", json={"name": "نور", "password": "a long password"}, headers=token(guarded))
    assert entered.status_code == 200
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie
    assert guarded.get(f"{V1}/ledger").status_code == 200
    assert any(row["what"] == "wrong_password" for row in guarded.get(f"{V1}/log").json()["items"])
    assert guarded.request("DELETE", f"{V1}/session", headers=token(guarded)).status_code == 200
    error(guarded.get(f"{V1}/ledger"), 401)


def test_readers_only_read(guarded: Any) -> None:
    guarded.post(f"{V1}/session", json={"name": "قارئ", "password": "another password"}, headers=token(guarded))
    assert guarded.get(f"{V1}/ledger").status_code == 200
    error(guarded.post(f"{V1}/read", json={"text": "x"}, headers=token(guarded)), 403)
    error(guarded.get(f"{V1}/log"), 403)


def test_signing_in_too_often(guarded: Any) -> None:
    headers = token(guarded)
    codes = [
        guarded.post(f"{V1}/session", json={"name": "x", "password": "wrong password"}, headers=headers).status_code for _ in range(12)
    ]
    assert codes[-1] == 429 and codes[0] == 401


def test_the_page_on_the_api_names_every_request(api: Any) -> None:
    told = (ROOT / "docs" / "api.md").read_text("utf-8")
    for path, operations in api.get(f"{V1}/openapi.json").json()["paths"].items():
        for method in operations:
            assert f"`{method.upper()} {path.removeprefix(V1)}`" in told, (method, path)


def test_places_have_english_names_beside_the_arabic_ones(api: Any) -> None:
    rows = {p["id"]: p for p in api.get(f"{V1}/map", params={"on": DAY}).json()["places"]}
    assert (rows["sy.hama.tall-milh"]["name"], rows["sy.hama.tall-milh"]["name_en"]) == ("تل ملح", "Tall Milh")
    panel = api.get(f"{V1}/places/sy.hama.tall-milh", params={"on": DAY}).json()
    assert panel["name_en"] == panel["place_en"] == "Tall Milh" and panel["parents"][-1]["name_en"] == "Syria"
    assert all("name_en" not in r for r in panel["rivals"])  # actors have all their names elsewhere
    change = api.get(f"{V1}/changes", params={"from": "2019-06-01", "to": DAY}).json()["items"][0]
    assert change["place_en"] and change["place"] != change["place_en"]
    assert {i["place"]["name_en"] for i in api.get(f"{V1}/queue", params={"kind": "dispute"}).json()["items"]} >= {"Tall Milh"}
    for words in ("تل ملح", "tall MILH", "Milh"):
        assert "sy.hama.tall-milh" in {p["id"] for p in api.get(f"{V1}/search", params={"q": words}).json()["places"]}, words
    brief = {lang: api.get(f"{V1}/brief", params={"from": "2019-06-01", "to": DAY, "lang": lang}).json() for lang in ("en", "ar")}
    said = {lang: " ".join(line["text"] for s in b["sections"] for line in s["lines"]) for lang, b in brief.items()}
    assert "Tall Milh (تل ملح)" in said["en"] and "Tall" not in said["ar"]
