"""The door for clients: news of the walk out, wishes in, as JSON lines over a local socket.

Only this user may connect. A client that does not keep up is dropped, never waited for; what a
client sends that is no request is passed over.
"""

from __future__ import annotations

import asyncio
import os
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from companion.walk.messages import Ask, News, Press, Request, Stop

if TYPE_CHECKING:
    from companion.walk.meeting import MeetingPlace
    from companion.walk.messages import Snapshot

MOST_WAITING_BYTES = 256 * 1024
CLOSE_SECONDS = 1.0
_MOST_REQUEST_BYTES = 64 * 1024

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[Request] = msgspec.json.Decoder(Request)


class ControlDoor:
    """Serves the clients of one walk."""

    def __init__(
        self, snapshot: Callable[[], Snapshot], take: Callable[[Press | Stop], None]
    ) -> None:
        self._snapshot = snapshot
        self._take = take
        self._serving: set[asyncio.Task[None]] = set()
        self._clients: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self._place: MeetingPlace | None = None

    async def open(self, place: MeetingPlace) -> None:
        """Begin to serve; a socket that a dead walk left is replaced."""
        with suppress(FileNotFoundError):
            place.path.unlink()
        mask = os.umask(0o177)
        try:
            self._server = await asyncio.start_unix_server(
                self._serve, place.path, limit=_MOST_REQUEST_BYTES
            )
        finally:
            os.umask(mask)
        self._place = place

    def tell(self, news: News) -> None:
        """Send news to every client."""
        if not self._clients:
            return
        line = _encoder.encode(news) + b"\n"
        for client in tuple(self._clients):
            self._send(client, line)

    async def close(self) -> None:
        """Say no more; what was told is still delivered to clients that read."""
        if self._server is None or self._place is None:
            return
        self._server.close()
        for client in tuple(self._clients):
            client.close()
        if self._serving:
            await asyncio.wait(self._serving, timeout=CLOSE_SECONDS)
        with suppress(FileNotFoundError):
            self._place.path.unlink()

    def _send(self, client: asyncio.StreamWriter, line: bytes) -> None:
        if client.transport.get_write_buffer_size() > MOST_WAITING_BYTES:
            self._clients.discard(client)
            client.transport.abort()
        else:
            client.write(line)

    async def _serve(self, requests: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
        if not _is_same_user(client):
            client.transport.abort()
            return
        serving = asyncio.current_task()
        assert serving is not None
        self._serving.add(serving)
        serving.add_done_callback(self._serving.discard)
        self._clients.add(client)
        self._send(client, _encoder.encode(self._snapshot()) + b"\n")
        try:
            while line := await requests.readline():
                self._take_line(line, client)
        except (ConnectionError, ValueError):
            pass  # gone, or a line without an end: this client only
        finally:
            self._clients.discard(client)
            client.close()

    def _take_line(self, line: bytes, client: asyncio.StreamWriter) -> None:
        try:
            request = _decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return
        if isinstance(request, Ask):
            self._send(client, _encoder.encode(self._snapshot()) + b"\n")
        else:
            self._take(request)


def _is_same_user(client: asyncio.StreamWriter) -> bool:
    """Ask the system who connected, where it tells; the folder's mode guards everywhere."""
    if not hasattr(socket, "SO_PEERCRED"):
        return True
    size = struct.calcsize("3i")
    credentials = client.get_extra_info("socket").getsockopt(
        socket.SOL_SOCKET, socket.SO_PEERCRED, size
    )
    return bool(struct.unpack("3i", credentials)[1] == os.getuid())
