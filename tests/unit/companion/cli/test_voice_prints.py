"""Voices are known again only from names that were given, and every print can be deleted."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from companion.cli.voice_prints import FILE_NAME, delete_prints, keep_prints, recognise_voices
from companion.paths import Places, find_places
from companion.session.folder import SessionFolder
from companion.session.importing import create_session
from models.transcript import Segment, Speaker, Transcript


def prints(*seeds: int) -> npt.NDArray[np.float32]:
    rows = np.stack([np.abs(np.random.default_rng(seed).standard_normal(256)) for seed in seeds])
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(unit, dtype=np.float32)


def meeting(*speakers: Speaker) -> Transcript:
    segments = tuple(
        Segment(f"s{n}", speaker.id, n * 1000, n * 1000 + 900, "So it is.")
        for n, speaker in enumerate(speakers)
    )
    return Transcript(id="x", kind="talk", language="en", speakers=speakers, segments=segments)


def kept(places: Places, transcript: Transcript, *seeds: int) -> SessionFolder:
    folder = create_session(places, transcript, started_at="2026-01-01T10:00:00+00:00")
    keep_prints(folder, prints(*seeds))
    return folder


def test_a_named_voice_is_known_again_with_a_question_mark() -> None:
    places = find_places()
    folder = kept(places, meeting(Speaker("v1", "Ada"), Speaker("v2")), 1, 2)
    assert (folder.path / FILE_NAME).stat().st_mode & 0o077 == 0
    found = recognise_voices(meeting(Speaker("v1"), Speaker("v2")), prints(3, 1), places)
    assert [(one.name, one.is_certain) for one in found.speakers] == [("", True), ("Ada", False)]


def test_a_guessed_name_teaches_nothing() -> None:
    places = find_places()
    kept(places, meeting(Speaker("v1", "Ada", is_certain=False)), 1)
    found = recognise_voices(meeting(Speaker("v1")), prints(1), places)
    assert found.speakers[0].name == ""


def test_deleted_prints_are_gone() -> None:
    places = find_places()
    folder = kept(places, meeting(Speaker("v1", "Ada")), 1)
    assert delete_prints(places) == 1
    assert not (folder.path / FILE_NAME).exists()
    assert recognise_voices(meeting(Speaker("v1")), prints(1), places).speakers[0].name == ""
