"""The door for clients: who may come in, what they hear, and that nobody holds up the walk."""

from __future__ import annotations

import asyncio
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from companion.errors import SessionNotFound, StorageTrouble
from companion.paths import find_places
from companion.walk.client import WalkClient, running_walks
from companion.walk.control import ControlDoor
from companion.walk.meeting import MeetingPlace, meeting_folder, open_meeting_place
from companion.walk.messages import (
    Ask,
    FloorChanged,
    LiveWords,
    News,
    Press,
    Request,
    Snapshot,
    Stop,
    WalkEnded,
)


class Door:
    def __init__(self, place: MeetingPlace) -> None:
        self.place = place
        self.taken: list[Request] = []
        self.door = ControlDoor(self.snapshot, self.taken.append)

    def snapshot(self) -> Snapshot:
        return Snapshot(session="w1", language="fr", floor="listening", elapsed_ms=5)


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    served = Door(open_meeting_place(find_places(), "w1"))
    await served.door.open(served.place)
    yield served
    await served.door.close()


async def news_of(client: WalkClient, count: int) -> list[News]:
    found: list[News] = []
    async for news in client.news():
        found.append(news)
        if len(found) == count:
            break
    return found


async def test_a_client_gets_a_snapshot_first_and_news_as_they_happen(door: Door) -> None:
    client = await WalkClient.connect(door.place)
    first = await news_of(client, 1)
    door.door.tell(FloorChanged("thinking", 9))
    second = await news_of(client, 1)
    assert isinstance(first[0], Snapshot)
    assert second == [FloorChanged("thinking", 9)]
    await client.close()


async def test_requests_reach_the_walk_and_garbage_does_not(door: Door) -> None:
    client = await WalkClient.connect(door.place)
    client._writer.write(b'no json\n{"type":"unknown"}\n\xff\xfe\n')
    await client.send(Press("go-on"))
    await client.send(Stop())
    await client.send(Ask())
    assert len(await news_of(client, 2)) == 2
    assert door.taken == [Press("go-on"), Stop()]
    await client.close()


async def test_the_socket_is_for_this_user_alone(door: Door) -> None:
    assert stat.S_IMODE(door.place.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(door.place.path.parent.stat().st_mode) == 0o700


async def test_a_client_that_does_not_read_is_dropped_and_the_others_are_served(
    door: Door,
) -> None:
    _, slow = await asyncio.open_unix_connection(door.place.path, limit=1024)
    client = await WalkClient.connect(door.place)
    await news_of(client, 1)
    for _ in range(200):
        door.door.tell(LiveWords("x" * 8000))
        assert len(await asyncio.wait_for(news_of(client, 1), 10)) == 1
    assert len(door.door._clients) == 1
    slow.close()
    await client.close()


async def test_the_end_of_the_walk_reaches_clients_before_the_line_ends(door: Door) -> None:
    client = await WalkClient.connect(door.place)
    await news_of(client, 1)
    door.door.tell(WalkEnded("w1", "said"))
    await door.door.close()
    assert [news async for news in client.news()] == [WalkEnded("w1", "said")]
    await client.close()


async def test_running_walks_are_found_and_dead_sockets_swept(door: Door) -> None:
    dead = door.place.path.with_name("dead.walk")
    dead.touch()
    assert [place.session for place in await running_walks(find_places())] == ["w1"]
    assert not dead.exists()


async def test_nobody_there_is_said() -> None:
    with pytest.raises(SessionNotFound):
        await WalkClient.connect(MeetingPlace(Path("/nowhere/w.walk")))


def test_a_folder_that_others_may_enter_is_refused() -> None:
    places = find_places()
    folder = meeting_folder(places)
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    with pytest.raises(StorageTrouble):
        open_meeting_place(places, "w1")


def test_a_path_too_long_for_a_socket_is_moved_to_a_shorter_one(tmp_path: Path) -> None:
    places = find_places(str(tmp_path / ("deep" * 30)))
    place = open_meeting_place(places, "2026-11-22-2113-abcd")
    assert len(str(place.path)) < 104
    place.path.parent.rmdir()
