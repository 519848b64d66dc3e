"""Web servers on loopback for the tests of what fetches pages."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Reply:
    """What a server answers: ``pause`` are seconds between the bytes, ``endless`` repeats them."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    pause: float = 0.0
    endless: bool = False


@dataclass
class Site:
    """A server that runs: its address, and what it was asked."""

    url: str
    port: int
    asked: list[tuple[str, str | None]] = field(default_factory=list)


@contextmanager
def serving(
    replies: Mapping[str, Reply] | Callable[[str], Reply],
    host: str = "127.0.0.1",
    secure: ssl.SSLContext | None = None,
) -> Iterator[Site]:
    """A server on ``host`` that answers each path with a reply."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, self.headers["Host"]))
            missing = Reply(status=404)
            reply = replies(self.path) if callable(replies) else replies.get(self.path, missing)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self._send(reply)
            except OSError:
                return  # whoever asked has gone

        def _send(self, reply: Reply) -> None:
            while True:
                if reply.pause:
                    for byte in reply.body:
                        self.wfile.write(bytes([byte]))
                        time.sleep(reply.pause)
                else:
                    self.wfile.write(reply.body)
                if not reply.endless:
                    return

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer((host, 0), Handler)
    server.daemon_threads = True
    port = server.server_address[1]
    if secure is not None:
        server.socket = secure.wrap_socket(server.socket, server_side=True)
    site = Site(f"http{'s' if secure else ''}://{host}:{port}", port)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
