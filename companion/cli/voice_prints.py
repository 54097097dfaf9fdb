"""Voices kept so that their owners are known again: only where the user opted in, and deletable.

A print lies in the folder of the session it was taken from and goes with it. It is a vector, no sound;
still it is personal data, so nothing here happens unless `privacy.voice_prints` is on.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from companion.paths import Places
from companion.session.folder import SessionFolder, list_folders
from companion.session.opening import load_session
from models.errors import PromenadeError
from models.transcript import Speaker, Transcript

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Prints = npt.NDArray[np.float32]

FILE_NAME = "voices.json"
_ALIKE = 0.86
"""Cosine of two prints from which on they are taken for one person's, with a question mark."""


class _Kept(msgspec.Struct, frozen=True):
    """The file: a vector for each speaker's id."""

    voices: dict[str, tuple[float, ...]]


def keep_prints(folder: SessionFolder, prints: Prints) -> None:
    """Keep the prints of a session's voices, readable by this user only."""
    if not len(prints):
        return
    kept = _Kept(
        {f"v{n + 1}": tuple(round(float(x), 4) for x in row) for n, row in enumerate(prints)}
    )
    file = folder.path / FILE_NAME
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(msgspec.json.encode(kept))


def recognise_voices(transcript: Transcript, prints: Prints, places: Places) -> Transcript:
    """Name the voices that sound like one the user named before; each name once, never surely."""
    import numpy as np

    known = _known(places)
    if not known or not len(prints):
        return transcript
    names = list(known)
    table = np.stack([np.asarray(known[name], dtype=np.float32) for name in names])
    alike: Any = prints @ table.T
    given: dict[str, str] = {}
    for place in np.argsort(-alike, axis=None):
        voice, person = divmod(int(place), len(names))
        speaker, name = f"v{voice + 1}", names[person]
        if alike[voice, person] < _ALIKE:
            break
        if speaker not in given and name not in given.values():
            given[speaker] = name
    speakers = tuple(_named(speaker, given) for speaker in transcript.speakers)
    return msgspec.structs.replace(transcript, speakers=speakers)


def delete_prints(places: Places) -> int:
    """Delete every print that is kept; return how many sessions had some."""
    files = [folder.path / FILE_NAME for folder in list_folders(places)]
    there = [file for file in files if file.exists()]
    for file in there:
        file.unlink()
    return len(there)


def _named(speaker: Speaker, given: Mapping[str, str]) -> Speaker:
    if speaker.name or speaker.id not in given:
        return speaker
    return msgspec.structs.replace(
        speaker, name=given[speaker.id], kind="speaker", is_certain=False
    )


def _known(places: Places) -> dict[str, tuple[float, ...]]:
    """Return the latest print of every name that the user gave for certain."""
    known: dict[str, tuple[float, ...]] = {}
    for folder in list_folders(places):
        file = folder.path / FILE_NAME
        if not file.exists():
            continue
        try:
            kept = msgspec.json.decode(file.read_bytes(), type=_Kept)
            speakers = load_session(folder).transcript.speakers
        except (OSError, msgspec.DecodeError, PromenadeError):
            continue  # a damaged session names nobody
        for speaker in speakers:
            if speaker.name and speaker.is_certain and speaker.id in kept.voices:
                known[speaker.name] = kept.voices[speaker.id]
    return known
