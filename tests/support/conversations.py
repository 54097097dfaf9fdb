"""Written conversations, spoken by the shipped synthesiser: one file, and a walk as a script of clips."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from companion.audio.clips import Clip
from companion.audio.resample import resample
from models.audio import EAR_RATE, Samples
from models.language import Language
from models.load import load_synthesizer
from models.speech import Synthesizer
from tests.support.sound import write_wav

CONVERSATIONS = Path(__file__).resolve().parents[1] / "data" / "conversations"
_PLACES = ("at_ms", "after_clip_ms", "after_reply_ms", "during_reply_ms", "patience_ms")
_AUDIBLE = 300
_COUGH_PEAK = 0.35


class Line(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something the walker says or does, and when; its place is that of a clip."""

    says: str = ""
    noise_ms: int = 0
    """A cough instead."""
    language: Language | None = None
    """Where it differs from the conversation's."""
    obeys: str = ""
    """Name of the command that must be obeyed."""
    at_ms: int | None = None
    after_clip_ms: int | None = None
    after_reply_ms: int | None = None
    during_reply_ms: int | None = None
    patience_ms: int = 15_000

    @property
    def overlaps(self) -> bool:
        """Whether it is meant to sound while the companion speaks."""
        return self.during_reply_ms is not None

    @property
    def goes_on(self) -> bool:
        """Whether the walker goes on without waiting for an answer."""
        return self.after_clip_ms is not None


class Conversation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One walker's side of about ten minutes."""

    version: int
    language: Language
    title: str
    line: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line with its sound: 16 kHz mono, without silence around it."""

    line: Line
    clip: Clip
    sound: Samples

    @property
    def length_ms(self) -> int:
        return len(self.sound) * 1000 // EAR_RATE


def load_conversation(file: Path) -> Conversation:
    """Read a conversation."""
    return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Conversation)


def speak(conversation: Conversation, folder: Path) -> list[Spoken]:
    """Speak every line into `folder`, with `walk.toml` for `promenade replay` beside the clips."""
    folder.mkdir(parents=True, exist_ok=True)
    voice = load_synthesizer()
    try:
        spoken = [
            _spoken(line, number, conversation.language, voice, folder)
            for number, line in enumerate(conversation.line, 1)
        ]
    finally:
        voice.close()
    _write_script(conversation, [one.clip for one in spoken], folder / "walk.toml")
    return spoken


def _spoken(
    line: Line, number: int, language: Language, voice: Synthesizer, folder: Path
) -> Spoken:
    if line.noise_ms:
        sound = _cough(line.noise_ms, number)
    else:
        speech = voice.speak(line.says, line.language or language)
        sound = _trimmed(resample(speech.samples, speech.rate, EAR_RATE))
    name = f"{number:02}.wav"
    write_wav(folder / name, [sound / 32_768], EAR_RATE)
    clip = Clip(
        wav=name,
        text=line.says,
        at_ms=line.at_ms,
        after_clip_ms=line.after_clip_ms,
        after_reply_ms=line.after_reply_ms,
        during_reply_ms=line.during_reply_ms,
        patience_ms=line.patience_ms,
    )
    return Spoken(line, clip, sound)


def _trimmed(sound: Samples) -> Samples:
    loud = np.flatnonzero(np.abs(sound.astype(np.int32)) > _AUDIBLE)
    return np.asarray(sound[loud[0] : loud[-1] + 1], dtype=np.int16)


def _cough(lasts_ms: int, seed: int) -> Samples:
    """Return noise that swells and fades."""
    length = lasts_ms * EAR_RATE // 1000
    noise: npt.NDArray[np.float64] = np.random.default_rng(seed).normal(0, _COUGH_PEAK / 2, length)
    shaped = np.clip(noise * np.hanning(length), -_COUGH_PEAK, _COUGH_PEAK)
    return np.asarray(np.rint(shaped * 32_767), dtype=np.int16)


def _write_script(conversation: Conversation, clips: list[Clip], file: Path) -> None:
    lines = ["version = 1", f'language = "{conversation.language}"', "tail_ms = 4000", ""]
    for clip in clips:
        given: dict[str, Any] = {name: getattr(clip, name) for name in _PLACES}
        lines += ["[[clip]]", f'wav = "{clip.wav}"', f'text = "{clip.text}"']
        lines += [f"{name} = {value}" for name, value in given.items() if value is not None] + [""]
    file.write_text("\n".join(lines), encoding="utf-8")
