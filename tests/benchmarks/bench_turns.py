"""How long until the answer sounds, and how soon it falls silent, through real sound devices.

A PulseAudio server of its own with two null sinks stands for microphone and loudspeaker; the walker
is a synthetic voice played into the one, the companion is recorded from the other. Engines are the
real ones, the chat's first sentence comes 0.3 s after it is asked. Times are taken from the two
recordings, which end together to about 20 ms; the split by stage is the journal's.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from companion.audio.portaudio import PortAudio
from companion.audio.resample import resample
from companion.audio.soundcard import Soundcard, SoundcardSettings
from companion.cli.walking import bounds
from companion.paths import find_places
from companion.session.events import Interrupted, TurnClosed
from companion.settings import PatienceSettings
from companion.walk.ear import EarEngines
from companion.walk.keeping import Keeping
from companion.walk.loop import Parts, Plan, Walk
from models.audio import EAR_RATE, Samples
from models.language import Language
from models.load import (
    EarChoice,
    load_ear,
    load_synthesizer,
    load_turn_judge,
    load_voice_activity,
)
from models.speech import EngineCard, Speech, Synthesizer
from models.store import Store
from tests.support.pulse import EARS, MOUTH, RATE, PulseRig, is_installed, pulse_rig
from tests.support.sound import write_wav
from tests.support.walks import MemoryJournal, Reply, ScriptedConversation

MODELS = Path(__file__).resolve().parents[2] / "scripts" / "recorded" / "models"
CHAT_MS = 300
QUESTIONS: dict[Language, tuple[str, ...]] = {
    "en": ("what do you think", "how would you begin", "that is my idea what do you think"),
    "fr": ("qu'est-ce que tu en penses", "c'est mon idée qu'en penses-tu", "comment tu commences"),
}
INTERRUPTION: dict[Language, str] = {
    "en": "no wait the children first",
    "fr": "non attends les enfants",
}
ANSWER: dict[Language, str] = {
    "en": "We could begin with the garden and then ask every family in the village for one week of work.",
    "fr": "On pourrait commencer par le jardin puis demander une semaine à chaque famille du village.",
}
_LOUD = 400


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this measurement."""
    parser.add_argument("--turns", type=int, default=9, help="of each kind and language")
    parser.add_argument("--lang", choices=["en", "fr"], help="one language only")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Measure; returns the figures of each language."""
    if not is_installed():
        return {"load": os.getloadavg()[0], "skipped": "pulseaudio is not installed"}
    languages: Sequence[Language] = [args.lang] if args.lang else ["en", "fr"]
    with pulse_rig() as rig, tempfile.TemporaryDirectory() as folder:
        figures = {
            language: asyncio.run(_measure(rig, Path(folder), language, args.turns))
            for language in languages
        }
    return {"load": os.getloadavg()[0], "cores": os.cpu_count(), "languages": figures}


def table(result: dict[str, Any]) -> str:
    """Return the figures as text."""
    if "skipped" in result:
        return f"skipped: {result['skipped']}"
    lines = [f"machine: {result['cores']} cores, load {result['load']:.1f}"]
    for language, kinds in result["languages"].items():
        for name, values in kinds["milliseconds"].items():
            if values:
                lines.append(
                    f"{language}  {name:44} n {len(values):3}  p50 {_share(values, 0.5):6.0f} ms"
                    f"  p95 {_share(values, 0.95):6.0f} ms"
                )
        resumed, bursts = kinds["resumed"], kinds["bursts"]
        lines.append(f"{language}  false interruptions resumed{'':17} {resumed} of {bursts}")
    return "\n".join(lines)


def _share(values: Sequence[float], share: float) -> float:
    if len(values) < 2:
        return values[0]
    return statistics.quantiles(values, n=100, method="inclusive")[round(share * 100) - 1]


class TimedVoice:
    """The real synthesiser, and how long each sentence took it."""

    def __init__(self) -> None:
        self._inner: Synthesizer = load_synthesizer()
        self.took_ms: list[float] = []

    @property
    def card(self) -> EngineCard:
        return self._inner.card

    def speak(self, text: str, language: Language, *, pace: float = 1.0) -> Speech:
        began = time.perf_counter()
        speech = self._inner.speak(text, language, pace=pace)
        self.took_ms.append((time.perf_counter() - began) * 1000)
        return speech

    def cancel(self) -> None:
        self._inner.cancel()

    def close(self) -> None:
        self._inner.close()


async def _measure(rig: PulseRig, folder: Path, language: Language, turns: int) -> dict[str, Any]:
    store = Store(find_places().models)
    model = f"vosk-tiny-{language}"
    ear = load_ear(EarChoice("vosk", model, MODELS / model), store)
    engines = EarEngines(load_voice_activity(store), ear.recognizer(), load_turn_judge(store))
    voice = TimedVoice()
    clips = [_clip(voice, text, language, folder) for text in QUESTIONS[language]]
    stop = _clip(voice, INTERRUPTION[language], language, folder)
    burst = _burst(folder)
    voice.took_ms.clear()
    card = Soundcard(PortAudio(), SoundcardSettings(listening="headset"))
    await card.open()
    journal = MemoryJournal()
    conversation = ScriptedConversation([Reply((ANSWER[language],), CHAT_MS)], cycles=True)
    walk = Walk(
        Parts(card, card.sink, conversation, lambda _: engines, lambda: voice),
        Plan(language, bounds(PatienceSettings()), recap=False),
        Keeping(journal, None),
    )
    holding = asyncio.create_task(walk.run())
    await asyncio.sleep(1.5)
    ears, mouth = folder / f"ears-{language}.raw", folder / f"mouth-{language}.raw"
    recorders = [rig.listen(ears, EARS), rig.listen(mouth, MOUTH)]
    await asyncio.sleep(0.7)
    for number in range(turns):
        clip = clips[number % len(clips)]
        await _ask(rig, walk, clip)
    for number in range(turns):
        await _ask(rig, walk, clips[number % len(clips)], during=stop, name="stop")
        await _until(lambda: walk.floor == "speaking")
        await _rest(walk)
    before = len(journal.events)
    for number in range(turns):
        await _ask(rig, walk, clips[number % len(clips)], during=burst, name="burst")
    walk.stop("key")
    await holding
    for recorder in recorders:
        recorder.terminate()
        recorder.wait()
    heard = _Recordings.of(ears, mouth)
    later = journal.events[before:]
    spoken = [e for e in later if isinstance(e, TurnClosed) and e.outcome == "spoken"]
    wrong = [e for e in later if isinstance(e, Interrupted) and not e.was_false]
    return {
        "milliseconds": {
            "end of speech to first sound (recorded)": heard.answers(),
            **_stages(journal, voice),
            "first sound to silence (recorded)": heard.silences(),
        },
        "bursts": turns,
        "resumed": max(0, min(turns, len(spoken)) - len(wrong)),
    }


async def _ask(
    rig: PulseRig, walk: Walk, clip: Path, *, during: Path | None = None, name: str = ""
) -> None:
    """Ask a question, and disturb the answer."""
    rig.speak(clip)
    await _until(lambda: walk.floor == "speaking")
    if during is None:
        await _rest(walk)
        return
    await asyncio.sleep(1.0)
    rig.speak(during)
    if name == "burst":
        await asyncio.sleep(1.5)
        await _rest(walk)
    else:
        await _until(lambda: walk.floor == "listening")


async def _rest(walk: Walk) -> None:
    await _until(lambda: walk.floor == "listening")
    await asyncio.sleep(0.8)


async def _until(condition: Callable[[], bool], seconds: float = 12.0) -> None:
    for _ in range(round(seconds / 0.02)):
        if condition():
            return
        await asyncio.sleep(0.02)


def _clip(voice: Synthesizer, text: str, language: Language, folder: Path) -> Path:
    speech = voice.speak(text, language)
    samples = resample(speech.samples, speech.rate, RATE) / 32_768
    name = f"{language}-{abs(hash(text)) % 10_000}.wav"
    return write_wav(folder / name, [samples.astype(np.float64)], RATE)


def _burst(folder: Path) -> Path:
    """Return a cough: 0.35 s of noise that swells and fades."""
    length = round(0.35 * RATE)
    noise = np.random.default_rng(3).normal(0, 0.25, length) * np.hanning(length)
    return write_wav(folder / "burst.wav", [np.clip(noise, -0.9, 0.9)], RATE)


def _stages(journal: MemoryJournal, voice: TimedVoice) -> dict[str, list[float]]:
    closed = [
        event for event in journal.events if isinstance(event, TurnClosed) and event.first_sound_ms
    ]
    own = [
        (turn.first_token_ms - turn.decided_ms - CHAT_MS)
        + max(0.0, turn.first_sound_ms - turn.first_token_ms - took)
        for turn, took in zip(closed, voice.took_ms, strict=False)
    ]
    return {
        "  end of voice to decision": [float(t.decided_ms - t.speech_end_ms) for t in closed],
        "  end of voice to final words": [float(t.final_ms - t.speech_end_ms) for t in closed],
        "  decision to first sentence (chat 300)": [
            float(t.first_token_ms - t.decided_ms) for t in closed
        ],
        "  synthesis of the first sentence": list(voice.took_ms),
        "  our own share": own,
    }


@dataclass(frozen=True, slots=True)
class _Recordings:
    """What the two sinks played, in samples of the ear's rate."""

    ears: Samples
    mouth: Samples

    @classmethod
    def of(cls, ears: Path, mouth: Path) -> _Recordings:
        sounds = [np.fromfile(file, dtype="<i2") for file in (ears, mouth)]
        length = min(map(len, sounds))  # they end together, to a buffer of 20 ms
        return cls(*(sound[len(sound) - length :] for sound in sounds))

    def answers(self) -> list[float]:
        """Return how long after each question in silence the answer sounded, in milliseconds."""
        spoken = _stretches(self.mouth, gap_ms=400)
        found = []
        for start, end in _stretches(self.ears):
            is_interruption = any(begun < start < over for begun, over in spoken)
            later = [begun for begun, _ in spoken if begun > end]
            if not is_interruption and later:
                found.append((later[0] - end) * 1000 / EAR_RATE)
        return found

    def silences(self) -> list[float]:
        """Return how long after an interruption began the companion was silent."""
        spoken = _stretches(self.mouth, gap_ms=400)
        return [
            (over - start) * 1000 / EAR_RATE
            for start, end in _stretches(self.ears)
            for begun, over in spoken
            if begun < start < over < end + EAR_RATE and end - start > EAR_RATE // 2
        ]


def _stretches(sound: Samples, *, gap_ms: int = 500) -> list[tuple[int, int]]:
    """Return where it is loud, in samples; shorter silences are bridged."""
    loud = np.flatnonzero(np.abs(sound.astype(np.int32)) > _LOUD)
    if not len(loud):
        return []
    breaks = np.flatnonzero(np.diff(loud) > gap_ms * EAR_RATE // 1000)
    starts = [int(loud[0]), *(int(loud[at + 1]) for at in breaks)]
    ends = [*(int(loud[at]) for at in breaks), int(loud[-1])]
    return list(zip(starts, ends, strict=True))
