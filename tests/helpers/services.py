"""Services that listen on this machine and behave as services do: they take, refuse, hang, drop and talk nonsense."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any, Literal, NamedTuple

TAKEN = {"errcode": 0, "errmsg": "ok"}
FEISHU_TAKEN = {"code": 0, "msg": "success", "data": {}}


class Reply(NamedTuple):
    """What is answered: JSON, or bytes that are none."""

    body: Mapping[str, Any] | bytes = TAKEN
    status: int = 200
    headers: Mapping[str, str] = {}


Behaviour = Reply | Literal["hang", "drop", "drip"]


class Call(NamedTuple):
    """What was asked of a service."""

    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


class Service:
    """A service with its calls; the n-th call meets the n-th behaviour, later ones the last."""

    def __init__(self, behaviours: Sequence[Behaviour]) -> None:
        self.calls: list[Call] = []
        self.over = Event()
        self._behaviours = behaviours
        self._lock = Lock()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.server.block_on_close = False

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server.server_port}"

    def next_behaviour(self, call: Call) -> Behaviour:
        """Note a call, and say how to meet it."""
        with self._lock:
            self.calls.append(call)
            return self._behaviours[min(len(self.calls), len(self._behaviours)) - 1]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                behaviour = service.next_behaviour(Call(self.path, dict(self.headers), body))
                if isinstance(behaviour, Reply):
                    self._answer(behaviour)
                elif behaviour == "hang":
                    service.over.wait(20)
                elif behaviour == "drip":
                    self._drip()
                self.close_connection = True

            def do_GET(self) -> None:
                service.next_behaviour(Call(self.path, dict(self.headers), b""))
                self._answer(Reply())

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
                """Say nothing."""

            def _answer(self, reply: Reply) -> None:
                body = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def _drip(self) -> None:
                """A byte of a header now and then, for ever: no single wait is long."""
                try:
                    self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
                    while not service.over.is_set():
                        self.wfile.write(b"x")
                        time.sleep(0.05)
                except OSError:
                    pass

        return Handler


@contextmanager
def service(*behaviours: Behaviour) -> Iterator[Service]:
    """A service that runs as long as it is used."""
    running = Service(behaviours or (Reply(),))
    thread = Thread(target=running.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        running.over.set()
        running.server.shutdown()
        running.server.server_close()
        thread.join(5)
