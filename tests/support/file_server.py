"""A server of files on the loopback that can be told to behave badly."""

from __future__ import annotations

import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

_PAUSE_SECONDS = 5.0


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


@contextmanager
def running_server() -> Iterator[FileServer]:
    """Serve on a free port of the loopback while the block lasts."""
    served = FileServer()
    stopping = threading.Event()

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def do_GET(self) -> None:
            asked = self.headers.get("Range", "")
            served.asked.append((self.path, asked))
            file = served.files.get(self.path)
            if file is None:
                self.send_error(404)
                return
            self._give(file, asked)

        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            served.asked.append((self.path, asked))
            file = served.files.get(self.path)
            if file is None:
                self.send_error(404)
                return
            self._give(file, "")

        def _give(self, file: Served, asked: str) -> None:
            start = 0
            found = re.fullmatch(r"bytes=(\d+)-", asked)
            if found and file.resumes:
                start = int(found[1])
            body = file.body[start:]
            self.send_response(206 if start else file.status)
            if file.location:
                self.send_header("Location", file.location)
            if start:
                whole = len(file.body)
                self.send_header("Content-Range", f"bytes {start}-{whole - 1}/{whole}")
            is_page = file.body.startswith(b"<!DOCTYPE html>")
            self.send_header("Content-Type", "text/html" if is_page else "application/zip")
            claimed = len(body) if file.claims is None else file.claims - start
            self.send_header("Content-Length", str(claimed))
            self.end_headers()
            if file.then is not None:
                served.put(*file.then)
            # The other side may have heard enough.
            with suppress(ConnectionError):
                if file.pauses_after is not None:
                    self.wfile.write(body[: file.pauses_after])
                    self.wfile.flush()
                    stopping.wait(_PAUSE_SECONDS)
                    return
                self.wfile.write(body if file.cut_after is None else body[: file.cut_after])

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield served
    finally:
        stopping.set()
        server.shutdown()
        thread.join()
        server.server_close()
