"""A publisher of ours on this machine: a real HTTP server that can misbehave in every way we know of."""

from __future__ import annotations

import io
import os
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src"
CHANGED = "Thu, 01 Oct 2026 08:00:00 GMT"


@dataclass
class Served:
    """One answer: the file as it stands, and what goes wrong with it.

    Of a range: `shift` sends other bytes than it says, `step` and `upto` say and send another range.
    `cut` breaks off after so many bytes, `hold` keeps the line open until it is set.
    """

    body: bytes = b""
    etag: str | None = '"one"'
    modified: str | None = CHANGED
    kind: str = "application/zip"
    status: int = 0
    location: str | None = None
    more: dict[str, str] = field(default_factory=dict)
    ranges: bool = True
    checks_if: bool = True
    shift: int = 0
    step: int = 0
    upto: int | None = None
    cut: int | None = None
    hold: threading.Event | None = None
    length: int | None = None
    framing: str = "length"


@dataclass
class Publisher:
    """What is served by path: a list is worked off one answer a request, the last one stays."""

    address: str
    files: dict[str, list[Served]] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def put(self, path: str, *answers: Served) -> str:
        """Serve these, one a request; returns the address."""
        self.files[path] = list(answers)
        return f"{self.address}{path}"

    def next(self, path: str) -> Served:
        answers = self.files.get(path) or [Served(status=404)]
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def asked(self) -> list[dict[str, str]]:
        """The headers of each request so far."""
        return [headers for _, headers in self.requests]


@contextmanager
def publisher() -> Iterator[Publisher]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    made = Publisher(f"http://127.0.0.1:{server.server_address[1]}")
    server.publisher = made  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        told: Publisher = self.server.publisher  # type: ignore[attr-defined]
        path = self.path.partition("?")[0]
        told.requests.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        with suppress(BrokenPipeError, ConnectionResetError):
            self._answer(told.next(path))

    def _answer(self, served: Served) -> None:
        self.close_connection = True
        if served.location:
            self._head(served.status or 302, {"Location": served.location, "Content-Length": "0"}, served)
        elif served.status:
            self._head(served.status, {"Content-Length": "0"}, served)
        elif served.checks_if and self._is_same(served):
            self._head(304, {}, served)
        else:
            self._file(served)

    def _is_same(self, served: Served) -> bool:
        told = self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")
        return (bool(served.etag) and told[0] == served.etag) or (
            bool(served.modified) and not told[0] and told[1] == served.modified
        )

    def _file(self, served: Served) -> None:
        first, asked = 0, self.headers.get("Range", "")
        fresh = self.headers.get("If-Range") in {None, served.etag, served.modified} or not served.checks_if
        status = 200
        if asked and served.ranges and fresh:
            first = int(asked.removeprefix("bytes=").rstrip("-"))
            if first >= len(served.body):
                self._head(
                    416, {"Content-Range": f"bytes */{len(served.body)}", "Content-Length": "0"}, served
                )
                return
            status = 206
        first += served.step if status == 206 else 0
        begins = max(0, first + served.shift) if status == 206 else first
        body = served.body[begins : served.upto]
        headers = {"Content-Type": served.kind}
        if status == 206:
            headers["Content-Range"] = f"bytes {first}-{first + len(body) - 1}/{len(served.body)}"
        if served.framing == "length":
            headers["Content-Length"] = str(len(body) if served.length is None else served.length)
        elif served.framing == "chunked":
            headers["Transfer-Encoding"] = "chunked"
        self._head(status, headers, served)
        self._send(body, served)

    def _head(self, status: int, headers: dict[str, str], served: Served) -> None:
        marks = {"ETag": served.etag, "Last-Modified": served.modified, "Connection": "close"}
        self.send_response(status)
        for name, value in {**headers, **marks, **served.more}.items():
            if value is not None:
                self.send_header(name, value)
        self.end_headers()

    def _send(self, body: bytes, served: Served) -> None:
        whole = served.cut is None
        sent = body if whole else body[: served.cut]
        if served.framing == "chunked":
            sent = b"%x\r\n%s\r\n" % (len(sent), sent) if sent else b""
            sent += b"0\r\n\r\n" if whole else b""
        self.wfile.write(sent)
        self.wfile.flush()
        if served.hold is not None:
            served.hold.wait(60)


def zipped(*files: tuple[str, bytes]) -> bytes:
    """An archive of these files, the same bytes each time."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        for name, content in files:
            out.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def left(folder: Path) -> list[str]:
    """What a download left behind."""
    return sorted(p.name for p in folder.iterdir() if not p.name.endswith(".lock"))


def environment(home: Path) -> dict[str, str]:
    """For a process of its own, with a shelf of its own."""
    return {**os.environ, "CHARTPROOF_HOME": str(home), "PYTHONPATH": str(SOURCE), "COLUMNS": "200"}
