"""How long until the answer sounds, and how soon it falls silent, through real sound devices.

A PulseAudio server of its own with two null sinks stands for microphone and loudspeaker; the walker
is a synthetic voice played into the one, the companion is recorded from the other. Engines and rules
are the shipped ones, the chat's first sentence comes 0.3 s after it is asked. Times are taken from
the two recordings, which end together to about 20 ms, each sound told by its place in the order of
playing; the split by stage is the journal's. How often the same rules cut in (`scripts/eval cut_ins`,
clean sound) is printed with it: either figure alone is easily had.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np

from companion.audio.portaudio import PortAudio
from companion.audio.resample import resample
from companion.audio.soundcard import Soundcard, SoundcardSettings
from companion.cli.walking import bounds
from companion.conversation.contract import Sentence
from companion.paths import find_places
from companion.session.events import CompanionSpoke, Interrupted, SessionEvent, TurnClosed
from companion.settings import PatienceSettings
from companion.walk.ear import EarEngines
from companion.walk.keeping import Keeping
from companion.walk.loop import Parts, Plan, Walk
from models.audio import EAR_RATE, FRAME_SAMPLES, Frame, Samples
from models.language import Language
from models.load import (
    EarChoice,
    load_ear,
    load_synthesizer,
    load_turn_judge,
    load_voice_activity,
)
from models.speech import EngineCard, Recognizer, Speech, Synthesizer
from models.store import Store
from tests.evals import eval_cut_ins
from tests.support.pulse import EARS, MOUTH, RATE, PulseRig, is_installed, pulse_rig
from tests.support.sound import write_wav
from tests.support.walks import MemoryJournal, ScriptedConversation

MODELS = Path(__file__).resolve().parents[2] / "scripts" / "recorded" / "models"
CHAT_MS = 300
PLAIN: dict[Language, tuple[str, ...]] = {
    "en": (
        "what do you think",
        "how would you begin",
        "that is my idea what do you think",
        "we could ask the bakery about the key what do you think",
        "the children love the garden what should i do",
        "who will decide about the water that's it",
    ),
    "fr": (
        "qu'est-ce que tu en penses",
        "c'est mon idée qu'en penses-tu",
        "on pourrait demander à la boulangerie qu'en penses-tu",
        "les enfants aiment le jardin tu en penses quoi",
        "il faut parler avec les parents et toi",
        "le jardin manque d'eau en été c'est tout",
    ),
}
"""A question or a closing phrase: plainly over."""
OTHERS: dict[Language, tuple[str, ...]] = {
    "en": (
        "the children plant vegetables in april",
        "every family takes one week and they water the garden",
        "the bakery could keep the key",
        "the heat gets worse every summer",
        "the seniors across the road know more about vegetables",
        "maybe we could use a machine with sensors",
    ),
    "fr": (
        "les enfants plantent des légumes en avril",
        "chaque famille prend une semaine et arrose le jardin",
        "la boulangerie pourrait garder la clé",
        "il fait plus chaud chaque été",
        "les voisins connaissent les légumes mieux que nous",
        "on pourrait mettre une machine avec des capteurs",
    ),
}
"""A statement: perhaps more is to come."""
INTERRUPTION: dict[Language, str] = {
    "en": "no wait the children first",
    "fr": "non attends les enfants d'abord",
}
ANSWER: dict[Language, str] = {
    "en": "You could begin with the garden and then ask every family in the school for one week of "
    "water in the summer.",
    "fr": "On pourrait commencer par le jardin et puis demander à chaque famille une semaine en été.",
}
SHORT: dict[Language, str] = {"en": "What comes first?", "fr": "Et ensuite ?"}
TARGETS = {
    "plain: end of speech to first sound (recorded)": "p50 900, p95 1400 ms at most",
    "our own share, all turns": "p95 30 ms at most",
    "interruption: first sound to silence (recorded)": "p95 350 ms at most",
    "false interruptions resumed": "95 % at least",
    "words in context that nobody heard": "none",
}
_LOUD = 400
_GAP_MS = 450
"""A silence as long as this ends a sound; the answers' own are shorter."""

Kind = Literal["plain", "other", "interruption", "burst"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this measurement."""
    parser.add_argument("--turns", type=int, default=12, help="plain turns, and interruptions")
    parser.add_argument("--others", type=int, default=6, help="statements")
    parser.add_argument("--bursts", type=int, default=20, help="coughs during answers")
    parser.add_argument("--lang", choices=["en", "fr"], help="one language only")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Measure; returns the figures of each language."""
    if not is_installed():
        return {"load": os.getloadavg()[0], "skipped": "pulseaudio is not installed"}
    languages: Sequence[Language] = [args.lang] if args.lang else ["en", "fr"]
    figures = {}
    for language in languages:
        with pulse_rig() as rig, tempfile.TemporaryDirectory() as folder:
            figures[language] = asyncio.run(_measure(rig, Path(folder), language, args))
    return {
        "load": os.getloadavg()[0],
        "cores": os.cpu_count(),
        "languages": figures,
        "cut_ins": eval_cut_ins.on_clean_sound(args.data, languages),
    }


def table(result: dict[str, Any]) -> str:
    """Return the figures as text."""
    if "skipped" in result:
        return f"skipped: {result['skipped']}"
    lines = [f"machine: {result['cores']} cores, load {result['load']:.1f} at the end"]
    for language, figures in result["languages"].items():
        lines.append(f"{language}  load while measured {figures['load']:.1f}")
        for name, values in figures["milliseconds"].items():
            if values:
                lines.append(
                    f"{language}  {name:47} n {len(values):3}  p50 {_share(values, 0.5):6.0f} ms"
                    f"  p95 {_share(values, 0.95):6.0f} ms  most {max(values):6.0f} ms{_target(name)}"
                )
        for name, value in figures["counts"].items():
            lines.append(f"{language}  {name:47} {value}{_target(name)}")
    lines += [
        "",
        "Cut-ins of the same rules, all at the same median wait (target: half of the model's):",
    ]
    if result["cut_ins"]:
        return "\n".join([*lines, eval_cut_ins.table({"rows": result["cut_ins"]})])
    return "\n".join([*lines, "not measured: no data (--data DIR, or scripts/eval cut_ins)"])


def _target(name: str) -> str:
    return f"   (target: {TARGETS[name]})" if name in TARGETS else ""


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


class Answers(ScriptedConversation):
    """The long answer to what may be disturbed, the short one to all else, each after 0.3 s."""

    def __init__(self, language: Language) -> None:
        super().__init__([])
        self._language = language
        self.is_short = False

    async def reply(self, *, technique: str = "") -> AsyncIterator[Sentence]:
        await asyncio.sleep(CHAT_MS / 1000)
        yield Sentence((SHORT if self.is_short else ANSWER)[self._language], "scripted")


@dataclass(slots=True)
class _Stage:
    """A walk under way, and everything that was played to it, in order."""

    rig: PulseRig
    walk: Walk
    answers: Answers
    events: list[SessionEvent]
    played: list[Kind] = field(default_factory=list)
    closed: dict[Kind, list[TurnClosed]] = field(
        default_factory=lambda: {"plain": [], "other": [], "interruption": []}
    )

    async def play(self, kind: Kind, clip: Path) -> None:
        self.played.append(kind)
        await asyncio.to_thread(self.rig.speak(clip).wait)

    async def ask(self, kind: Kind, clip: Path, *, short: bool = True) -> None:
        """Say something, and return when the answer sounds."""
        self.answers.is_short = short
        await self.play(kind, clip)
        await _until(lambda: self.walk.floor == "speaking")

    async def rest(self, kind: Kind, since: int) -> None:
        """Wait for the end of the answer; what was journalled belongs to this kind of turn."""
        await _until(lambda: self.walk.floor == "listening")
        await asyncio.sleep(0.9)
        closed = [event for event in self.events[since:] if isinstance(event, TurnClosed)]
        self.closed[kind] += [turn for turn in closed[-1:] if turn.first_sound_ms]

    async def answered(self, kind: Kind, clip: Path) -> None:
        since = len(self.events)
        await self.ask(kind, clip)
        await self.rest(kind, since)

    async def interrupted(self, clip: Path, stop: Path, after: float) -> None:
        """Ask, speak over the answer so long after it began, and hear the next one out."""
        asked = len(self.events)
        await self.ask("plain", clip, short=False)
        await asyncio.sleep(after)
        since = len(self.events)
        self.answers.is_short = True
        await self.play("interruption", stop)
        await _until(lambda: self.walk.floor == "speaking")
        await self.rest("interruption", since)
        closed = [event for event in self.events[asked:] if isinstance(event, TurnClosed)]
        self.closed["plain"] += [turn for turn in closed[:1] if turn.outcome == "hushed"]

    async def coughed_at(self, clip: Path, bursts: Sequence[Path]) -> tuple[int, int]:
        """Ask and cough at the answer; return how many coughs, and how many it got over."""
        since = len(self.events)
        await self.ask("plain", clip, short=False)
        await asyncio.sleep(0.8)
        for burst in bursts:
            await self.play("burst", burst)
            await asyncio.sleep(1.3)
        await self.rest("plain", since)
        told = self.events[since:]
        stopped = sum(isinstance(event, Interrupted) and not event.was_false for event in told)
        whole = any(isinstance(event, CompanionSpoke) and not event.intended for event in told)
        return len(bursts), len(bursts) - stopped if whole else 0


async def _measure(
    rig: PulseRig, folder: Path, language: Language, args: argparse.Namespace
) -> dict[str, Any]:
    store = Store(find_places().models)
    model = f"vosk-tiny-{language}"
    ear = load_ear(EarChoice("vosk", model, MODELS / model), store)
    engines = EarEngines(load_voice_activity(store), ear.recognizer(), load_turn_judge(store))
    voice = TimedVoice()
    plain = [_clip(voice, text, language, folder) for text in PLAIN[language]]
    others = [_clip(voice, text, language, folder) for text in OTHERS[language]]
    stop = _clip(voice, INTERRUPTION[language], language, folder)
    bursts = [_burst(folder, seed) for seed in range(args.bursts)]
    spoken = voice.speak(ANSWER[language], language)
    word_ends = _word_ends(ear.recognizer(), spoken)
    voice.took_ms.clear()

    card = Soundcard(PortAudio(), SoundcardSettings(listening="headset"))
    await card.open()
    journal, answers = MemoryJournal(), Answers(language)
    walk = Walk(
        Parts(card, card.sink, answers, lambda _: engines, lambda: voice),
        Plan(language, bounds(PatienceSettings()), recap=False),
        Keeping(journal, None),
    )
    holding = asyncio.create_task(walk.run())
    await asyncio.sleep(1.5)
    ears, mouth = folder / "ears.raw", folder / "mouth.raw"
    recorders = [rig.listen(ears, EARS), rig.listen(mouth, MOUTH)]
    await asyncio.sleep(0.7)
    stage = _Stage(rig, walk, answers, journal.events)
    loads = [os.getloadavg()[0]]
    for number in range(args.others):
        await stage.answered("other", others[number % len(others)])
    for number in range(args.turns):
        after = 0.6 + 0.25 * (number % 6)
        await stage.interrupted(plain[number % len(plain)], stop, after)
    loads.append(os.getloadavg()[0])
    coughs = resumed = 0
    for number, first in enumerate(range(0, len(bursts), 2)):
        made, over = await stage.coughed_at(plain[number % len(plain)], bursts[first : first + 2])
        coughs, resumed = coughs + made, resumed + over
    loads.append(os.getloadavg()[0])
    walk.stop("key")
    await holding
    for recorder in recorders:
        recorder.terminate()
        recorder.wait()
    heard = _Recordings.of(ears, mouth, stage.played)
    return {
        "load": max(loads),
        "milliseconds": {
            "plain: end of speech to first sound (recorded)": heard.answers("plain"),
            **_stages("plain", stage.closed["plain"]),
            "other: end of speech to first sound (recorded)": heard.answers("other"),
            **_stages("other", stage.closed["other"]),
            "synthesis of a first sentence": list(voice.took_ms),
            "our own share, all turns": _own_share(journal, voice),
            "interruption: first sound to silence (recorded)": heard.silences(),
        },
        "counts": {
            "false interruptions resumed": f"{resumed} of {coughs}",
            "words in context that nobody heard": _unheard(heard, answers, language, word_ends),
            "sounds told apart in the recording": f"{len(heard.told)} of {len(stage.played)}",
        },
    }


async def _until(condition: Callable[[], bool], seconds: float = 12.0) -> None:
    for _ in range(round(seconds / 0.02)):
        if condition():
            return
        await asyncio.sleep(0.02)


def _clip(voice: Synthesizer, text: str, language: Language, folder: Path) -> Path:
    speech = voice.speak(text, language)
    samples = resample(speech.samples, speech.rate, RATE) / 32_768
    name = f"{'-'.join(text.split())}.wav"
    return write_wav(folder / name, [samples.astype(np.float64)], RATE)


def _burst(folder: Path, seed: int) -> Path:
    """Return a cough or a knock: noise of 0.15 to 0.6 s that swells and fades."""
    chance = np.random.default_rng(seed)
    length = round(float(chance.uniform(0.15, 0.6)) * RATE)
    noise = chance.normal(0, float(chance.uniform(0.1, 0.4)), length) * np.hanning(length)
    return write_wav(folder / f"burst-{seed}.wav", [np.clip(noise, -0.9, 0.9)], RATE)


def _stages(kind: Kind, closed: Sequence[TurnClosed]) -> dict[str, list[float]]:
    return {
        f"  {kind}: end of voice to last words": [
            float(max(0, turn.final_ms - turn.speech_end_ms)) for turn in closed
        ],
        f"  {kind}: end of voice to thinking": [
            float(turn.asked_ms - turn.speech_end_ms) for turn in closed
        ],
        f"  {kind}: thinking to first sentence (chat {CHAT_MS})": [
            float(turn.first_token_ms - turn.asked_ms) for turn in closed
        ],
        f"  {kind}: end of voice to decision": [
            float(turn.decided_ms - turn.speech_end_ms) for turn in closed
        ],
        f"  {kind}: sentence and decision to the device": [
            float(turn.first_sound_ms - max(turn.decided_ms, turn.first_token_ms))
            for turn in closed
        ],
    }


def _own_share(journal: MemoryJournal, voice: TimedVoice) -> list[float]:
    """Return what is neither waiting, chat nor synthesis before the device."""
    closed = [one for one in journal.events if isinstance(one, TurnClosed) and one.first_sound_ms]
    return [
        max(0.0, turn.first_sound_ms - max(turn.decided_ms, turn.asked_ms + CHAT_MS) - took)
        for turn, took in zip(closed, voice.took_ms, strict=False)
    ]


def _word_ends(recognizer: Recognizer, speech: Speech) -> list[int]:
    """Return when each word of a spoken sentence ends, as the recogniser hears it."""
    samples = np.append(resample(speech.samples, speech.rate, EAR_RATE), np.zeros(8000, np.int16))
    for start in range(0, len(samples) - FRAME_SAMPLES, FRAME_SAMPLES):
        part = samples[start : start + FRAME_SAMPLES].astype(np.int16)
        recognizer.accept(Frame(start * 1000 // EAR_RATE, part))
    final = recognizer.finish()
    return [word.end_ms for word in final.words] if final else []


def _unheard(
    heard: _Recordings, answers: Answers, language: Language, word_ends: Sequence[int]
) -> str:
    """Count words kept of the interrupted answers that ended after the loudspeaker was silent."""
    texts = [
        segment.text
        for segment, intended in answers.spoke_segments
        if segment.text != intended and intended == ANSWER[language]
    ]
    lengths = heard.cut_lengths()
    if len(word_ends) != len(ANSWER[language].split()) or len(texts) != len(lengths):
        return f"not measured ({len(texts)} texts, {len(lengths)} sounds, {len(word_ends)} words)"
    late = [
        sum(end > length for end in word_ends[: len(text.split())])
        for text, length in zip(texts, lengths, strict=True)
    ]
    return f"{sum(late)} of {sum(len(text.split()) for text in texts)}"


@dataclass(frozen=True, slots=True)
class _Recordings:
    """What the two sinks played, in samples of the ear's rate."""

    told: tuple[tuple[Kind, int, int], ...]
    """What was played to the microphone: kind, first and last sample."""
    spoken: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, ears: Path, mouth: Path, played: Sequence[Kind]) -> _Recordings:
        sounds = [np.fromfile(file, dtype="<i2") for file in (ears, mouth)]
        length = min(map(len, sounds))  # they end together, to a buffer of 20 ms
        heard, said = (_stretches(sound[len(sound) - length :]) for sound in sounds)
        if len(heard) != len(played):
            return cls((), tuple(said))
        told = [(kind, *stretch) for kind, stretch in zip(played, heard, strict=True)]
        return cls(tuple(told), tuple(said))

    def answers(self, kind: Kind) -> list[float]:
        """Return how long after such a turn the next sound came, in milliseconds."""
        found = []
        for said, _, end in self.told:
            later = [begun for begun, _ in self.spoken if begun > end]
            if said == kind and later:
                found.append((later[0] - end) * 1000 / EAR_RATE)
        return found

    def silences(self) -> list[float]:
        """Return how long after an interruption began the companion was silent."""
        return [(over - start) * 1000 / EAR_RATE for start, _, over in self._cut()]

    def cut_lengths(self) -> list[float]:
        """Return how long each interrupted answer had sounded, in milliseconds."""
        return [(over - begun) * 1000 / EAR_RATE for _, begun, over in self._cut()]

    def _cut(self) -> list[tuple[int, int, int]]:
        return [
            (start, begun, over)
            for kind, start, _ in self.told
            for begun, over in self.spoken
            if kind == "interruption" and begun < start < over
        ]


def _stretches(sound: Samples) -> list[tuple[int, int]]:
    """Return where it is loud, in samples; shorter silences are bridged."""
    loud = np.flatnonzero(np.abs(sound.astype(np.int32)) > _LOUD)
    if not len(loud):
        return []
    breaks = np.flatnonzero(np.diff(loud) > _GAP_MS * EAR_RATE // 1000)
    starts = [int(loud[0]), *(int(loud[at + 1]) for at in breaks)]
    ends = [*(int(loud[at]) for at in breaks), int(loud[-1])]
    return list(zip(starts, ends, strict=True))
