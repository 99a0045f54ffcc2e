"""A receiver on this machine that answers as it is told, and remembers what it was sent."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

import pytest


class Got(NamedTuple):
    """One post as it arrived."""

    path: str
    headers: dict[str, str]
    body: bytes


class Receiver:
    """answers: the statuses of the next posts (200 when used up); "slow" sends a letter at a time, "silent" nothing, "cut" hangs up."""

    def __init__(self) -> None:
        self.got: list[Got] = []
        self.answers: list[int | str] = []
        self.headers: dict[str, str] = {}
        self.stop = threading.Event()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.got.append(Got(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
                answer = receiver.answers.pop(0) if receiver.answers else 200
                if answer == "silent":
                    receiver.stop.wait(30)
                elif answer == "slow":
                    self._slowly()
                elif answer == "cut":
                    self.connection.shutdown(socket.SHUT_RDWR)
                else:
                    self.send_response(int(answer))
                    for name, value in receiver.headers.items():
                        self.send_header(name, value)
                    self.end_headers()

            def _slowly(self) -> None:
                try:
                    for letter in b"HTTP/1.1 200 OK" + b"k" * 3000:
                        if receiver.stop.is_set():
                            return
                        self.wfile.write(bytes([letter]))
                        time.sleep(0.05)
                except OSError:
                    pass

            def log_message(self, *_: Any) -> None:
                pass

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: Any) -> None:
                pass

        self.server = Quiet(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/in?desk=1"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.stop.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.close()
