"""A web server for the tests of fetching, on this machine; tests let the fetcher in by a guard of their own."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Headers = dict[str, str]
#: status, headers, body in the chunks it is sent in; a body of None is never sent
Given = tuple[int, Headers, bytes | Iterator[bytes]]
Answers = dict[str, Given | Callable[[Headers], Given]]


class Server:
    """What is served at which path, and what has been asked."""

    def __init__(self, port: int) -> None:
        self.answers: Answers = {}
        self.asked: list[tuple[str, Headers]] = []
        self.port = port
        self.root = f"http://here.test:{port}"

    def paths(self) -> list[str]:
        """The paths asked for, in order, without robots.txt."""
        return [p for p, _ in self.asked if p != "/robots.txt"]

    def page(self, path: str, body: str, **headers: str) -> None:
        """Serve a page in UTF-8."""
        self.answers[path] = (200, {"Content-Type": "text/html; charset=utf-8", **headers}, body.encode())


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A running server, with TLS if its context is given; stopped at the end."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {k.lower(): v for k, v in self.headers.items()}
            server.asked.append((self.path, headers))
            given = server.answers.get(self.path, (404, {"Content-Type": "text/plain"}, b"no"))
            status, told, body = given(headers) if callable(given) else given
            self.send_response(status)
            for name, value in told.items():
                self.send_header(name, value)
            self.send_header("Connection", "close")
            if isinstance(body, bytes) and "Content-Length" not in told:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                for chunk in [body] if isinstance(body, bytes) else body:
                    self.wfile.write(chunk)
                    self.wfile.flush()
            except OSError:
                pass  # whoever asked has had enough
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    machine = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    machine.daemon_threads = True
    if tls is not None:
        machine.socket = tls.wrap_socket(machine.socket, server_side=True)
    server = Server(machine.server_address[1])
    thread = threading.Thread(target=machine.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        machine.shutdown()
        machine.server_close()
        thread.join(5)


def let_in(host: str, port: int) -> list[str]:
    """A guard for tests: names under .test are this machine."""
    assert host.endswith(".test"), host
    return ["127.0.0.1"]
