"""A home with one walk in it, for the tests of the application."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.interface import set_language
from companion.paths import Places, find_places
from companion.session.events import IdeaNoted
from companion.session.folder import SessionFolder
from companion.session.soundfile import SoundFile
from models.audio import EAR_RATE
from models.ideas import Idea
from tests.support.builders import heard, make_walk, spoke, tone
from tests.support.scripted_desk import ScriptedDesk


@pytest.fixture
def places(tmp_path: Path) -> Places:
    set_language("en")
    return find_places(str(tmp_path))


@pytest.fixture
def walk(places: Places) -> SessionFolder:
    folder = make_walk(
        places,
        heard("s1", "people want the shelf not the drill", 1000),
        spoke("s2", "Where would it live?", 5000),
        heard("s3", "in the old ticket hut", 9000),
        IdeaNoted(
            idea=Idea(id="i1", text="people want the shelf", origin="walker", evidence=("s1",))
        ),
        IdeaNoted(
            idea=Idea(id="i2", text="it lives in the hut", origin="walker", evidence=("s3",))
        ),
    )
    sound = SoundFile(folder.recording)
    for frame in tone(0, 12_000):
        sound.put(0, frame.start_ms * EAR_RATE // 1000, frame.samples)
    sound.close()
    return folder


@pytest.fixture
def desk(places: Places) -> ScriptedDesk:
    return ScriptedDesk(places)
