"""Who may do what on every route, and that nothing that is read harms who reads it. Routes are asked of the server, so that a new one
cannot be forgotten."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, ClassVar

import pytest
from litestar.testing import TestClient

from rasid.cli import serve
from rasid.cli.main import main
from rasid.errors import UsageError
from rasid.ledger import Store
from rasid.web import app, doing
from rasid.web.accounts import RIGHTS, Accounts
from rasid.web.bench import Workbench
from rasid.web.routes import MAX_BODY
from tests.web.test_api import DAY, V1, WEEK, error, token

PASSWORD = "a long password"
#: What a route needs of those who have signed in; everybody may ask who he is and sign in.
NEEDS = {
    "GET session": "", "POST session": "", "DELETE session": "somebody",
    "POST read": "review", "POST reports": "edit", "POST reviews": "review", "POST reviews/{asked}/undo": "review",
    "POST statements": "review", "POST queue/{item}/{what}": "review", "POST places": "edit", "POST actors": "edit", "GET log": "admin",
}  # fmt: skip
READS = {
    "openapi.json", "ledger", "map", "outlines", "places/{asked}", "places/{asked}/history", "places/{asked}/events", "events", "reports",
    "reports/{asked}", "changes", "disputes", "silences", "brief", "timeline", "sources", "sources/{asked}", "search", "export", "queue",
}  # fmt: skip


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("safety") / "week.db"
    assert main(["add", "--quiet", "--db", str(path), str(WEEK)]) == 0
    return path


@contextmanager
def served(week: Path, tmp_path: Path, **how: Any) -> Iterator[Any]:
    path = tmp_path / "own.db"
    path.write_bytes(week.read_bytes())
    kept = Accounts(path.with_suffix(".workbench"))
    for role in RIGHTS if how.get("accounts") else ():
        kept.add(role, role, PASSWORD)
    with Store(str(path)) as store:
        made = app.application(Workbench(store, kept), **how)
        with TestClient(made) as client:  # type: ignore[arg-type]
            client.served = made.app  # type: ignore[attr-defined]
            yield client
    kept.close()


@pytest.fixture
def api(week: Path, tmp_path: Path) -> Iterator[Any]:
    with served(week, tmp_path) as client:
        yield client


@pytest.fixture
def guarded(week: Path, tmp_path: Path) -> Iterator[Any]:
    with served(week, tmp_path, accounts=True) as client:
        yield client


def routes(client: Any) -> list[tuple[str, str]]:
    """Every method and path below the API."""
    found = []
    for route in client.served.routes:
        if route.path.startswith(V1) and not route.path.startswith(f"{V1}/schema"):
            path = re.sub(r"{(\w+):\w+}", r"{\1}", route.path.removeprefix(f"{V1}/"))
            found += [(m, path) for m in route.methods if m not in ("OPTIONS", "HEAD")]
    return found


def asked(client: Any, method: str, path: str, **how: Any) -> Any:
    return client.request(method, f"{V1}/" + re.sub(r"{\w+}", "x", path), **how)


def sign_in(client: Any, role: str) -> dict[str, str]:
    client.cookies.clear()
    assert client.post(f"{V1}/session", json={"name": role, "password": PASSWORD}, headers=token(client)).status_code == 200
    return token(client)


# -- who may do what


def test_every_route_is_in_one_of_these_lists(api: Any) -> None:
    assert {f"{m} {p}" for m, p in routes(api)} == set(NEEDS) | {f"GET {p}" for p in READS}


def test_a_route_that_says_nothing_is_the_administrators(guarded: Any) -> None:
    from litestar import Litestar, Router, get

    @get("/new")
    async def new() -> str:
        return ""

    made = Litestar([Router("/", route_handlers=[new], guards=[app.allowed])])
    made.state.update({"bench": guarded.served.state.bench, "accounts": True, "csrf": "x"})
    with TestClient(made) as client:
        assert client.get("/new").status_code == 401


@pytest.mark.parametrize("role", [None, *RIGHTS])
def test_every_route_asks_for_its_right(guarded: Any, role: str | None) -> None:
    headers = sign_in(guarded, role) if role else token(guarded)
    for method, path in sorted(routes(guarded), reverse=True):
        need = NEEDS.get(f"{method} {path}", "read")
        if method == "DELETE":
            continue  # signs out: has a test of its own
        answer = asked(guarded, method, path, json={} if method == "POST" else None, headers=headers)
        if need and role is None:
            assert error(answer, 401)["code"] == "sign_in", (method, path)
        elif need and need not in RIGHTS[role or "reader"]:
            assert error(answer, 403)["code"] == "not_allowed", (method, path)
        else:
            assert answer.status_code not in (401, 403), (method, path, answer.text)


def test_signing_out_ends_the_session_for_good(guarded: Any) -> None:
    headers = sign_in(guarded, "admin")
    key = guarded.cookies["rasid"]
    assert asked(guarded, "DELETE", "session", headers=headers).status_code == 200
    guarded.cookies.set("rasid", key)
    error(guarded.get(f"{V1}/ledger"), 401)
    error(asked(guarded, "DELETE", "session", headers=token(guarded)), 401)


@pytest.mark.parametrize("accounts", [False, True])
def test_what_writes_needs_the_token_of_who_asks(week: Path, tmp_path: Path, accounts: bool) -> None:
    with served(week, tmp_path, accounts=accounts) as client:
        before = token(client)["X-CSRF-Token"]
        if accounts:
            sign_in(client, "admin")
        wrong: list[Any] = [{}, {"X-CSRF-Token": ""}, {"X-CSRF-Token": "ٹ".encode()}, {"Cookie2": "x"}]
        writes = [(m, p) for m, p in routes(client) if m != "GET"]
        assert len(writes) == len([k for k in NEEDS if not k.startswith("GET")])
        for method, path in writes:
            for headers in (*wrong, *([{"X-CSRF-Token": before}] if accounts else [])):
                for body in ({"json": {}}, {"files": {"file": ("x.txt", b"x")}}, {"data": {"name": "x"}}):
                    assert error(asked(client, method, path, headers=headers, **body), 403)["code"] == "forged", (method, path)


def test_nothing_is_changed_by_looking(api: Any) -> None:
    """No GET writes, so that none needs the token."""
    for method, path in routes(api):
        if method == "GET":
            asked(api, "GET", path)
    assert not api.get(f"{V1}/log").json()["items"]


def test_other_sites_are_told_nothing(api: Any) -> None:
    for method, path in routes(api):
        for way in (method, "OPTIONS"):
            answer = asked(api, way, path, headers={"Origin": "https://evil.example", "Access-Control-Request-Method": method})
            assert not [h for h in answer.headers if h.startswith("access-control")], (way, path)


def test_cookies_are_for_the_server_alone(guarded: Any) -> None:
    given = {"json": {"name": "admin", "password": PASSWORD}, "headers": token(guarded)}
    cookie = guarded.post(f"{V1}/session", **given).headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and "path=/" in cookie and "domain" not in cookie and "secure" not in cookie
    guarded.cookies.clear()
    guarded.base_url = "https://testserver.local"
    given["headers"] = token(guarded)
    assert "secure" in guarded.post(f"{V1}/session", **given).headers["set-cookie"].lower()


def test_passwords_and_sessions_are_not_kept_as_they_are(guarded: Any, tmp_path: Path) -> None:
    sign_in(guarded, "admin")
    kept = b"".join(p.read_bytes() for p in tmp_path.glob("own.workbench*"))
    assert PASSWORD.encode() not in kept and guarded.cookies["rasid"].encode() not in kept and b"$argon2id$" in kept
    assert (tmp_path / "own.workbench").stat().st_mode & 0o077 == 0


# -- where it is served


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])
def test_others_are_served_only_with_an_administrator(tmp_path: Path, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import uvicorn

    def never(*_: Any) -> None:
        raise AssertionError("it listens")

    monkeypatch.setattr(uvicorn.Server, "run", never)
    with pytest.raises(UsageError):
        serve.run(serve.Options(host=host, db=str(tmp_path / "x.db")))
    with Store(str(tmp_path / "x.db")):
        kept = Accounts(tmp_path / "x.db.workbench")
        kept.add("somebody", "editor", PASSWORD)
        kept.close()
    with pytest.raises(UsageError):
        serve.run(serve.Options(host=host, db=str(tmp_path / "x.db")))


def test_this_machine_alone_is_served_unless_it_is_said_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import uvicorn

    seen: list[Any] = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda self: seen.append(self.config))
    assert serve.run(serve.Options(db=str(tmp_path / "x.db"))) == 0
    assert seen[0].host == "127.0.0.1" and seen[0].app.hosts == serve.LOCAL


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8181", "127.0.0.1.evil.example", "localhost.evil.example", "", "[::2]", "localhost@x"]
)
def test_no_other_name_means_this_machine(week: Path, tmp_path: Path, host: str) -> None:
    with served(week, tmp_path, hosts=serve.LOCAL) as client:
        for path in (f"{V1}/session", f"{V1}/ledger", "/", "/assets/x.js", "/nothing"):
            answer = client.get(path, headers={"Host": host})
            assert error(answer, 403)["code"] == "host" and "content-security-policy" in answer.headers, path
        for name in ("localhost", "LOCALHOST:1", "127.0.0.1:8181", "[::1]", "[::1]:8181"):
            assert client.get(f"{V1}/ledger", headers={"Host": name}).status_code == 200, name


# -- what is answered


def test_every_answer_keeps_itself_to_itself(guarded: Any) -> None:
    answers = [asked(guarded, m, p) for m, p in routes(guarded)]
    answers += [guarded.get(p) for p in ("/", "/nothing", "/assets/../x", f"{V1}/nothing", f"{V1}/schema/openapi.json")]
    answers += [guarded.request(m, f"{V1}/ledger") for m in ("PUT", "PATCH", "HEAD", "OPTIONS", "TRACE")]
    sign_in(guarded, "admin")
    answers += [asked(guarded, m, p) for m, p in routes(guarded) if m == "GET"]
    for answer in answers:
        told = answer.headers
        policy = dict(part.strip().partition(" ")[::2] for part in told["content-security-policy"].split(";"))
        assert policy["default-src"] == "'none'" and policy["script-src"] == "'self'" and policy["frame-ancestors"] == "'none'", answer.url
        assert "unsafe" not in told["content-security-policy"] and policy["base-uri"] == "'none'" and policy["form-action"] == "'self'"
        assert (
            told["x-content-type-options"] == "nosniff" and told["referrer-policy"] == "no-referrer" and told["x-frame-options"] == "DENY"
        )
        assert told["cross-origin-opener-policy"] == told["cross-origin-resource-policy"] == "same-origin"
        if str(answer.url.path).startswith(V1) and answer.content:
            assert told["content-type"].split(";")[0] in (
                "application/json",
                "application/vnd.oai.openapi+json",
                "application/octet-stream",
            )


def test_script_in_a_report_stays_text_wherever_it_is_told(api: Any) -> None:
    script = "<script>alert(1)</script>"
    text = f"أعلنت هيئة تحرير الشام سيطرتها على قرية الحماميات {script} بعد اشتباكات مع لواء <img/src=x/onerror=alert(2)> البيدر."
    given = {"text": text, "outlet": script, "published": DAY}
    read = api.post(f"{V1}/read", json=given, headers=token(api))
    kept = api.post(f"{V1}/reports", json={"token": read.json()["token"]}, headers=token(api)).json()
    statement = api.get(f"{V1}/reports/{kept['id']}").json()["statements"][0]["id"]
    said = {"statement": statement, "action": "correct", "slot": "agent", "value": [script], "why": script}
    assert api.post(f"{V1}/reviews", json=said, headers=token(api)).status_code == 201
    shown = 0
    for _, path in (r for r in routes(api) if r[0] == "GET"):
        for name in (kept["id"], f"~{script}".replace("/", "%2F"), "sy.hama.hamamiyat"):
            answer = api.get(f"{V1}/" + re.sub(r"{\w+}", name, path), params={"from": "2019-06-01", "q": "الحماميات"})
            shown += "<script>" in answer.text
            assert answer.headers["content-type"].split(";")[0] in ("application/json", "application/octet-stream"), path
            assert answer.headers["x-content-type-options"] == "nosniff"
            if "octet-stream" in answer.headers["content-type"]:
                assert answer.headers["content-disposition"].startswith("attachment")
    assert shown > 5
    again = api.get(f"{V1}/reports/{kept['id']}", headers={"Accept": "text/html"})
    assert again.headers["content-type"].startswith("application/json") and again.json()["report"]["outlet"] == script
    wrong = api.get(f"{V1}/places/{script.replace('/', '%2F')}", headers={"Accept": "text/html"})
    assert wrong.headers["content-type"].startswith("application/json")


# -- what is sent


def test_uploads_are_limited(api: Any) -> None:
    big = b"x" * (MAX_BODY + 1)
    headers = token(api)
    error(api.post(f"{V1}/read", files={"file": ("x.txt", big)}, headers=headers), 413)
    error(api.post(f"{V1}/read", content=big, headers=headers | {"Content-Type": "application/json"}), 413)

    def trickle() -> Iterator[bytes]:  # without a length told beforehand
        for _ in range(200):
            yield b"x" * 100_000

    error(api.post(f"{V1}/read", content=trickle(), headers=headers | {"Content-Type": "application/json"}), 413)
    for path in ("reviews", "statements", "reports", "places", "actors", "session"):
        error(api.post(f"{V1}/{path}", content=big, headers=headers | {"Content-Type": "application/json"}), 413)


def test_many_parts_and_deep_json_are_no_burden(api: Any) -> None:
    many = [("file", (f"{n}.txt", b"x")) for n in range(3000)]
    assert api.post(f"{V1}/read", files=many, headers=token(api)).status_code == 400
    deep = b'{"text":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    assert api.post(f"{V1}/read", content=deep, headers=token(api) | {"Content-Type": "application/json"}).status_code == 400


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x", "http://localhost:8181/", "http://[::1]/", "http://10.0.0.1/", "http://192.168.0.1/", "http://169.254.169.254/latest",
        "http://0x7f000001/", "http://2130706433/", "http://0/", "http://[::ffff:127.0.0.1]/", "file:///etc/passwd", "ftp://example.org/",
        "gopher://127.0.0.1/", "/etc/passwd", "http://user@127.0.0.1/", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_links_inside_are_not_fetched(api: Any, url: str) -> None:
    said = error(api.post(f"{V1}/read", json={"url": url}, headers=token(api)), 400)
    assert "root:" not in said["message"]


class _Moved(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(302)
        self.send_header("Location", f"http://127.0.0.1:{self.server.server_address[1]}/secret")  # type: ignore[index]
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


def test_redirects_inside_are_not_followed(api: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from rasid.intake import guard

    real, first = guard.public_addresses, []

    def once(host: str, port: int) -> list[str]:
        """The first host is let through as if it were public; what it sends us to is looked at as always."""
        if host == "public.example":
            first.append(host)
            return ["127.0.0.1"]
        return real(host, port)

    monkeypatch.setattr(guard, "public_addresses", once)
    with socketserver.TCPServer(("127.0.0.1", 0), _Moved) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://public.example:{server.server_address[1]}/page"
        error(api.post(f"{V1}/read", json={"url": url}, headers=token(api)), 400)
        server.shutdown()
    assert first and "/secret" not in _Moved.asked


def test_reading_too_often(api: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doing, "READS", 3)
    codes = [api.post(f"{V1}/read", json={"text": ""}, headers=token(api)).status_code for _ in range(5)]
    assert codes == [400, 400, 400, 429, 429]


def test_the_log_tells_of_everything_that_was_done(guarded: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASID_DATA", str(tmp_path / "data"))
    headers = sign_in(guarded, "editor")
    report = guarded.get(f"{V1}/reports").json()["items"][0]["id"]
    statement = guarded.get(f"{V1}/reports/{report}").json()["statements"][0]
    text = {"text": "سيطرت هيئة تحرير الشام على قرية الحماميات.", "published": DAY}
    item = guarded.get(f"{V1}/queue").json()["items"][0]["id"]
    state: dict[str, str] = {}
    todo: list[tuple[str, str, Any]] = [
        ("POST", "read", text),
        ("POST", "reports", lambda: {"token": state["token"]}),
        ("POST", "reviews", {"statement": statement["id"], "action": "accept"}),
        ("POST", "reviews/{asked}/undo", None),
        ("POST", "statements", {"report": report, "event": "clash", "evidence": statement["evidence"]}),
        ("POST", "queue/{item}/{what}", None),
        ("POST", "places", {"name": "قرية البيدر", "lat": 35, "lon": 36}),
        ("POST", "actors", {"name": "لواء البيدر", "new": True}),
        ("DELETE", "session", None),
    ]
    for method, path, body in todo:
        made = path.replace("{asked}", state.get("id", "")).replace("{item}", item).replace("{what}", "take")
        given = {"json": body() if callable(body) else body} if body else {}
        answer = guarded.request(method, f"{V1}/{made}", headers=headers, **given)
        assert answer.status_code in (200, 201), (path, answer.text)
        state |= {k: v for k, v in answer.json().items() if k in ("token", "id")}
    error(guarded.post(f"{V1}/session", json={"name": "admin", "password": "not this one"}, headers=token(guarded)), 401)
    sign_in(guarded, "admin")
    rows = guarded.get(f"{V1}/log", params={"per": 500}).json()["items"]
    done = [r["what"] for r in rows[::-1] if r["name"] == "editor"]
    assert done == ["sign_in", "read", "add", "accept", "undo", "add_statement", "queue_take", "place", "actor", "sign_out"]
    assert {m_p for m_p in routes(guarded) if m_p[0] != "GET"} == {(m, p) for m, p, _ in todo} | {("POST", "session")}
    assert [r["what"] for r in rows if r["name"] == "admin"] == ["sign_in", "wrong_password"]
