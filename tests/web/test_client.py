"""The client against the server itself."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from rasid.pipeline import default_reader, world
from rasid.web import client as clients
from rasid.web import shapes
from rasid.web.client import ApiError, Client
from tests.web.test_api import DAY, ROOT, V1, WEEK, ledger, serving, week

__all__ = ["ledger", "week"]
TEXT = "أعلن لواء شهداء البيدر، اليوم الخميس، سيطرته على قرية الحماميات بعد انسحاب قوات النظام منها."


@pytest.fixture
def client(ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    monkeypatch.setenv("RASID_DATA", str(tmp_path / "data"))
    world.world.cache_clear()
    for http in serving(ledger):
        yield Client(http=http)
    monkeypatch.undo()
    world.world.cache_clear()
    default_reader.cache_clear()


def test_what_the_ledger_says(client: Client) -> None:
    assert client.ledger().reports == 8 and not client.session().accounts
    spots = client.map(DAY).places
    held = next(p for p in spots if p.id == "sy.hama.kafr-nabudah")
    assert held.holder is not None and held.holder.id == "sy.hts" and isinstance(held, shapes.MapPlace)
    place = client.place("كفرنبودة", DAY)
    assert place.id == held.id and place.pro[0].why[0].text and not place.con
    assert client.history(held.id).periods[-1].holder and list(client.place_events(held.id))
    events = list(client.events("2019-06-01", DAY))
    assert events and {e.id for e in client.events(kinds=["clash"])} <= {e.id for e in events} | {e.id for e in client.events()}
    assert client.bins().total == len(list(client.events())) and client.outlines().features
    report = client.report(next(client.reports()).id)
    assert report.statements and report.statements[0].evidence in report.report.text
    assert list(client.changes()) and list(client.disputes(DAY)) and list(client.silences()) and client.brief("2019-06-01", DAY).sections
    assert client.timeline().first and client.source(next(client.sources()).id).statements
    assert client.search("الجبين").places and b"Feature" in client.export("geojson")


def test_what_people_do(client: Client, tmp_path: Path) -> None:
    read = client.read(TEXT, published="2019-06-13", outlet="شبكة")
    kept = client.keep(read)
    statement = client.report(kept.id).statements[0]
    made = client.review(shapes.Said(statement.id, "correct", "killed", 3))
    assert client.report(kept.id).statements[0].killed == 3
    client.undo(made.id)
    client.add_statement(shapes.Missed(kept.id, "clash", evidence="سيطرته على قرية الحماميات"))
    item = next(i for i in client.queue("unknown_actor") if i.what == "لواء شهداء البيدر")
    assert client.work_on(item.id, "take").taken_by
    named = client.name_actor(shapes.Called(item.what, new=True))
    assert named.id.startswith("own.") and item.id not in {i.id for i in client.queue("unknown_actor")}
    assert client.put_place(shapes.PutPlace("قرية البيدر", 35.5, 36.5)).lat == 35.5
    assert client.read(files=[WEEK]).reports > 3
    assert [row.what for row in client.log()][-1] == "read"


def test_what_is_refused(client: Client) -> None:
    with pytest.raises(ApiError) as told:
        client.place("لا مكان كهذا?x=&#..%2F")
    assert (told.value.status, told.value.code) == (404, "not_found") and told.value.what
    with pytest.raises(ApiError) as told:
        client.map("yesterday")
    assert told.value.status == 400


def test_accounts(ledger: Path) -> None:
    for http in serving(ledger, accounts=True):
        with pytest.raises(ApiError) as told:
            Client(http=http).ledger()
        assert told.value.code == "sign_in"
        client = Client(name="نور", password="a long password", http=http)
        assert client.session().user == shapes.Person(name="نور", role="admin") and client.ledger().reports
        client.sign_out()
        with pytest.raises(ApiError):
            client.ledger()


def test_nobody_there_and_somebody_else(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        Client("http://127.0.0.1:9").ledger()
    other = httpx.Client(base_url="http://x.example", transport=httpx.MockTransport(lambda _: httpx.Response(502, text="<html>")))
    with pytest.raises(ApiError) as told:
        Client(http=other).ledger()
    assert told.value.code == "http_502"


def test_every_route_has_a_method(client: Client) -> None:
    http: Any = client._http
    source = inspect.getsource(clients)
    asked = {re.sub(r"{.*?}", "{}", p) for p in re.findall(r'f?"([a-z]+(?:/[^"]*)?)"', source)}
    for path in http.get(f"{V1}/openapi.json").json()["paths"]:
        assert re.sub(r"{.*?}", "{}", path.removeprefix(f"{V1}/")) in asked, path


def test_the_page_shows_how(client: Client) -> None:
    page = (ROOT / "docs" / "api.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.S)
    printed: list[str] = []
    made = code.replace('Client("http://127.0.0.1:8181")', "given").replace("report.txt", str(WEEK))
    exec(compile(made, "docs/api.md", "exec"), {"given": client, "print": lambda *x: printed.append(str(x))})
    assert printed
