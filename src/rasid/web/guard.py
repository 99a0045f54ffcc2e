"""What stands before every answer: names by which the server may be called, and headers that keep pages to themselves."""

from __future__ import annotations

from typing import Any

from rasid.messages import LOCALES, spoken

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
    "worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
DEFAULT = "ar"
_WRONG = b'{"error":{"code":"host","message":"this server does not go by that name","where":"Host","remedy":""}}'


class Guard:
    """Around the whole server, so that also what has no route passes here: refuses calls under other names (DNS rebinding), adds the
    headers, answers in the language of who asks. hosts: the names, empty for any."""

    def __init__(self, app: Any, hosts: frozenset[str] = frozenset()) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass a request on."""
        if scope["type"] == "websocket":  # nothing here speaks so
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def out(message: Any) -> None:
            if message["type"] == "http.response.start":
                have = {k.lower() for k, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(h for h in HEADERS if h[0] not in have)]
            await send(message)

        host = next((v.decode("latin-1") for k, v in scope["headers"] if k == b"host"), "")
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        if self.hosts and name.strip("[]").lower() not in self.hosts:
            await out({"type": "http.response.start", "status": 403, "headers": [(b"content-type", b"application/json")]})
            await send({"type": "http.response.body", "body": _WRONG})
            return
        with spoken(language(next((v.decode("latin-1") for k, v in scope["headers"] if k == b"accept-language"), ""))):
            await self.app(scope, receive, out)


def language(asked: str) -> str:
    """The language of an Accept-Language header that we speak."""
    for part in asked.lower().split(","):
        if (code := part.strip()[:2]) in LOCALES:
            return code
    return DEFAULT
