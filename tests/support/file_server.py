"""A server of files on the loopback that can be told to behave badly."""

from __future__ import annotations

import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

_PAUSE_SECONDS = 60.0


@dataclass
class Served:
    """What lies at one path, and how it is given."""

    body: bytes
    cut_after: int | None = None
    """Bytes of the body after which the connection is closed."""
    pauses_after: int | None = None
    """Bytes after which no more comes for a while, though the connection stays."""
    claims: int | None = None
    """Content-Length that is announced instead of the true one."""
    status: int = 200
    resumes: bool = True
    location: str = ""
    then: tuple[str, bytes] | None = None
    """A path and what lies there from the moment this one was given."""


@dataclass
class FileServer:
    """Paths to what they give; `asked` remembers each path and its Range header."""

    address: str = ""
    files: dict[str, Served] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def put(self, path: str, body: bytes, **how: object) -> str:
        """Serve `body` at `path` and return its address."""
        self.files[path] = Served(body, **how)  # type: ignore[arg-type]
        return self.address + path


class _Server(http.server.ThreadingHTTPServer):
    """The listening socket, with what its handlers need to know."""

    def __init__(self, served: FileServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.served = served
        self.stopping = threading.Event()


class _Handler(http.server.BaseHTTPRequestHandler):
    """Gives one file as badly as it was told to."""

    protocol_version = "HTTP/1.0"
    server: _Server

    def do_GET(self) -> None:
        self._answer(self.headers.get("Range", ""))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._answer(body.decode())

    def _answer(self, asked: str) -> None:
        served = self.server.served
        served.asked.append((self.path, asked))
        file = served.files.get(self.path)
        if file is None:
            self.send_error(404)
            return
        wished = re.fullmatch(r"bytes=(\d+)-", asked)
        self._give(file, int(wished[1]) if wished and file.resumes else 0)

    def _give(self, file: Served, start: int) -> None:
        body = file.body[start:]
        self._head(file, start, len(body))
        if file.then is not None:
            self.server.served.put(*file.then)
        # The other side may have heard enough.
        with suppress(ConnectionError):
            if file.pauses_after is not None:
                self.wfile.write(body[: file.pauses_after])
                self.wfile.flush()
                self.server.stopping.wait(_PAUSE_SECONDS)
            else:
                self.wfile.write(body[: file.cut_after])

    def _head(self, file: Served, start: int, length: int) -> None:
        self.send_response(206 if start else file.status)
        if file.location:
            self.send_header("Location", file.location)
        if start:
            whole = len(file.body)
            self.send_header("Content-Range", f"bytes {start}-{whole - 1}/{whole}")
        is_page = file.body.startswith(b"<!DOCTYPE html>")
        self.send_header("Content-Type", "text/html" if is_page else "application/zip")
        claimed = length if file.claims is None else file.claims - start
        self.send_header("Content-Length", str(claimed))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def running_server() -> Iterator[FileServer]:
    """Serve on a free port of the loopback while the block lasts."""
    served = FileServer()
    server = _Server(served)
    served.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield served
    finally:
        server.stopping.set()
        server.shutdown()
        thread.join()
        server.server_close()
