"""A server on this machine that answers as the real ones do, and a clock that nobody waits for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from matters_arising.fetch.clock import Clock

Reply = tuple[int, dict[str, str], bytes]
PDF = b"%PDF-1.4\nminutes of an imaginary body\n%%EOF\n"
PDF2 = b"%PDF-1.4\nminutes of an imaginary body, corrected\n%%EOF\n"


class Site:
    """What a server says: a reply, or what makes one of the query, by path."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply | Callable[[dict[str, str]], Reply]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.url = ""

    def pdf(self, path: str, body: bytes = PDF, etag: str = "") -> None:
        self.replies[path] = (200, {"Content-Type": "application/pdf"} | ({"ETag": etag} if etag else {}), body)

    def page(self, path: str, text: str) -> None:
        self.replies[path] = (200, {"Content-Type": "text/html"}, text.encode())

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextmanager
def serving() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            site.asked.append((self.path, {name.lower(): said for name, said in self.headers.items()}))
            found = site.replies.get(parts.path, (404, {}, b"none"))
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            code, headers, body = found(query) if callable(found) else found
            if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                code, body = 304, b""
            self.send_response(code)
            for name, said in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, said)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Slept:
    """Seconds that pass only when somebody sleeps, and `step` more at each look."""

    def __init__(self, step: float = 0.0) -> None:
        self.at, self.step, self.sleeps = 0.0, step, list[float]()

    def seconds(self) -> float:
        self.at += self.step
        return self.at

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.at += seconds

    @property
    def clock(self) -> Clock:
        return Clock(self.seconds, self.sleep, lambda: datetime(2030, 6, 1, tzinfo=UTC))
