"""The line to a walk in progress, for the command line and the terminal application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from companion.errors import SessionNotFound
from companion.paths import Places
from companion.walk.meeting import MeetingPlace, meeting_places
from companion.walk.messages import News, Request
from models.language import Phrase

if TYPE_CHECKING:
    from typing import Self

_LONGEST_LINE = 4 * 1024 * 1024
CONNECT_SECONDS = 2.0

_decoder: msgspec.json.Decoder[News] = msgspec.json.Decoder(News)
_encoder = msgspec.json.Encoder()


class WalkClient:
    """One client of one walk."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def connect(cls, place: MeetingPlace) -> Self:
        """Connect; raises SessionNotFound where nobody walks there."""
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                reader, writer = await asyncio.open_unix_connection(place.path, limit=_LONGEST_LINE)
        except (OSError, TimeoutError) as error:
            raise _nobody_there(place.session) from error
        return cls(reader, writer)

    async def news(self) -> AsyncIterator[News]:
        """Yield what the walk tells, a Snapshot first; ends when the walk or the line does."""
        with suppress(ConnectionError, ValueError):
            while line := await self._reader.readline():
                with suppress(msgspec.ValidationError):  # news of a newer version
                    yield _decoder.decode(line)

    async def send(self, request: Request) -> None:
        """Ask for something; a walk that is gone cannot be asked and nothing happens."""
        with suppress(ConnectionError):
            self._writer.write(_encoder.encode(request) + b"\n")
            await self._writer.drain()

    async def close(self) -> None:
        """Leave the walk to itself."""
        self._writer.close()
        with suppress(ConnectionError):
            await self._writer.wait_closed()


async def running_walks(places: Places) -> list[MeetingPlace]:
    """Return the walks that go on, oldest first; sockets that nobody serves are removed."""
    running = []
    for place in meeting_places(places):
        try:
            client = await WalkClient.connect(place)
        except SessionNotFound:
            with suppress(OSError):
                place.path.unlink()
        else:
            await client.close()
            running.append(place)
    return running


def _nobody_there(session: str) -> SessionNotFound:
    return SessionNotFound(
        Phrase(
            "No walk goes on in {session}.", "Aucune promenade n'est en cours dans {session}."
        ).format(session=session),
        Phrase("`promenade walk` begins one.", "`promenade walk` en commence une."),
    )
