"""The API answers as its own description says, whatever it is asked: no fault, no undocumented status or content type, every answer in
its shape."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import quote, unquote

import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from litestar.testing import TestClient
from schemathesis import GenerationMode, checks
from schemathesis.specs.openapi import checks as conformance

from rasid.cli.main import main
from rasid.ledger import Store
from rasid.pipeline import default_reader, world
from rasid.web import app, doing
from rasid.web.accounts import Accounts
from rasid.web.bench import Workbench
from tests.web.test_api import DAY, V1, WEEK

CHECKS = [
    checks.not_a_server_error,
    conformance.status_code_conformance,
    conformance.content_type_conformance,
    conformance.response_schema_conformance,
]
TOKEN = "a token that is known"
PLACE = "sy.hama.tall-milh"
TEXT = "أعلنت هيئة تحرير الشام، اليوم الخميس، سيطرتها على قرية الحماميات بعد انسحاب قوات النظام منها ومقتل ثلاثة من عناصرها."
QUICK = settings(
    max_examples=15,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The description of a server over the week of the demo, bound to it."""
    folder = tmp_path_factory.mktemp("schema")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RASID_DATA", str(folder / "data"))
        patch.setattr(doing, "READS", 10**9)  # the limits have tests of their own
        patch.setattr(doing, "SIGN_INS", 10**9)
        world.world.cache_clear()
        assert main(["add", "--quiet", "--db", str(folder / "week.db"), str(WEEK)]) == 0
        kept = Accounts(folder / "week.workbench")
        with Store(str(folder / "week.db")) as store:
            served = app.application(Workbench(store, kept))
            served.app.state.csrf = TOKEN
            yield schemathesis.openapi.from_asgi(f"{V1}/openapi.json", served)
        kept.close()
    world.world.cache_clear()
    default_reader.cache_clear()


def asked(case: schemathesis.Case) -> Any:
    answer = case.call(headers={"X-CSRF-Token": TOKEN})
    case.validate_response(answer, checks=CHECKS)
    return answer


OPERATIONS = [
    (path.removeprefix(f"{V1}/"), method.upper())
    for path, methods in app.application(Workbench.__new__(Workbench)).app.openapi_schema.to_schema()["paths"].items()
    for method in methods
]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["as it says", "otherwise"])
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_route_answers_as_it_says(described: Any, path: str, method: str, mode: GenerationMode) -> None:
    operation = described[f"{V1}/{path}"][method]

    @QUICK
    @given(st.data())
    def fuzzed(data: Any) -> None:
        try:
            case = data.draw(operation.as_strategy(generation_mode=mode))
        except Unsatisfiable:
            return
        asked(case)

    with suppress(Unsatisfiable):  # a route that takes nothing cannot be asked wrongly
        fuzzed()


HOSTILE = (
    "%00", "%ED%A0%80", "%FF%FE", "%E2%80%AE%F0%9F%92%A5", "-1", "1e309", "9" * 40, "%27%20OR%201=1--", "../..", "%0d%0aX-A:%20b",
    "*" * 3000, "[]", "true", "2019-02-30", "0000-00-00", "9999-12-31", "0001-01-01",
)  # fmt: skip


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_hostile_values_are_answered(described: Any, path: str, method: str) -> None:
    operation = described[f"{V1}/{path}"][method]
    names = [x.name for x in operation.query]
    told = {int(x) for x in operation.definition.raw["responses"]}
    with TestClient(described.app) as client:
        for value in HOSTILE:
            quoted = value if "%" in value else quote(value, safe="")
            here = re.sub(r"{\w+}", quoted.replace("/", "%2F"), path)
            queries = [f"{n}={quoted}" for n in names] or [""]
            bodies: list[dict[str, Any]] = [{}]
            if method == "POST":
                text = unquote(value, errors="surrogatepass") if "ED" in value else unquote(value)
                fields = (
                    "text",
                    "url",
                    "published",
                    "name",
                    "id",
                    "kind",
                    "statement",
                    "slot",
                    "value",
                    "report",
                    "evidence",
                    "token",
                    "password",
                )
                for made in (
                    dict.fromkeys(fields, text),
                    {"name": text, "new": True, "lat": 1e400, "lon": -0.0, "report": text, "event": "clash"},
                ):
                    bodies.append({"content": json.dumps(made | {"action": "accept"}), "headers": {"Content-Type": "application/json"}})
                bodies.append({"content": b"\xff\x00" * 9, "headers": {"Content-Type": "multipart/form-data; boundary=" + quoted[:60]}})
                bodies.append({"files": {"file": (text.encode("utf-8", "replace").decode()[:99], b"\x00\xff" * 50, "text/plain")}})
            for query in queries:
                for body in bodies:
                    headers = {"X-CSRF-Token": TOKEN} | body.get("headers", {})
                    answer = client.request(method, f"{V1}/{here}?{query}", **body | {"headers": headers})
                    assert answer.status_code in told | {404}, (path, query, body, answer.text[:300])


def lost(given: Any, sent: Any, where: str = "") -> Iterator[str]:
    """What the ledger answers and the shape has no room for."""
    if isinstance(given, dict):
        for key, value in given.items():
            if key in sent:
                yield from lost(value, sent[key], f"{where}.{key}")
            elif value:
                yield f"{where}.{key}"
    elif isinstance(given, list | tuple):
        for one, other in zip(given, sent, strict=True):
            yield from lost(one, other, f"{where}[]")


def test_what_there_is_comes_in_the_shape_that_is_told(described: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    gone: set[str] = set()

    def shaped(value: Any, shape: Any) -> Any:
        made = msgspec.convert(value, shape)
        gone.update(f"{shape} {x}" for x in lost(value, msgspec.to_builtins(made)))
        return made

    monkeypatch.setattr(doing, "shaped", shaped)

    def ask(method: str, path: str, status: int = 200, body: Any = None, media: str | None = None, **query: Any) -> Any:
        names = [x for x in path.split("/") if x.startswith("{")]
        given = {n[1:-1]: query.pop(n[1:-1]) for n in names}
        more = {"body": body, "media_type": media or "application/json"} if body is not None else {}
        answer = asked(described[f"{V1}/{path}"][method].Case(path_parameters=given, query=query, **more))
        assert answer.status_code == status, (path, answer.text)
        return answer.json() if "json" in answer.headers["content-type"][0] else answer

    for path in ("session", "ledger", "outlines", "timeline", "events", "changes", "silences", "sources", "queue", "log", "export"):
        assert ask("GET", path), path
    assert ask("GET", "map", on=DAY)["places"] and ask("GET", "disputes", on=DAY)["items"]
    assert ask("GET", "events", bins=1)["items"] and ask("GET", "brief", **{"from": "2019-06-01", "to": DAY})["sections"]
    assert ask("GET", "places/{asked}", asked=PLACE, on=DAY)["for"] and ask("GET", "places/{asked}/history", asked=PLACE)["periods"]
    assert ask("GET", "places/{asked}/events", asked=PLACE)["items"] and ask("GET", "search", q="الجبين")["places"]
    assert ask("GET", "sources/{asked}", asked=ask("GET", "sources")["items"][0]["id"])["statements"]
    read = ask("POST", "read", body={"text": TEXT, "published": "2019-06-13"})
    report = ask("POST", "reports", 201, body={"token": read["token"]})["id"]
    statement = ask("GET", "reports/{asked}", asked=report)["statements"][0]["id"]
    ask("POST", "read", body={"text": TEXT}, media="multipart/form-data")
    said = ask("POST", "reviews", 201, body={"statement": statement, "action": "correct", "slot": "killed", "value": 4})
    assert ask("GET", "reports/{asked}", asked=report)["statements"][0]["reviews"]
    ask("POST", "reviews/{asked}/undo", asked=said["id"])
    ask("POST", "statements", 201, body={"report": report, "event": "clash", "evidence": "سيطرتها على قرية الحماميات"})
    item = ask("GET", "queue", kind="unknown_actor")["items"][0]
    for what in ("take", "release", "done"):
        ask("POST", "queue/{item}/{what}", item=item["id"], what=what)
    ask("POST", "actors", 201, body={"name": item["what"], "new": True})
    ask("POST", "places", 201, body={"name": "قرية البيدر", "lat": 35.5, "lon": 36.5})
    assert ask("GET", "reports")["total"] == 9 and ask("GET", "log")["items"]
    assert not gone
