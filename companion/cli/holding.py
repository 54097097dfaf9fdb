"""The process that holds a walk: the walk put together from settings, devices and engines."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import msgspec

from companion.audio.echo import EchoGuard
from companion.audio.replay import ReplaySink
from companion.audio.wavefile import WavSource
from companion.cli import walking
from companion.interface import present_language
from companion.paths import Places, find_places
from companion.session.folder import SessionFolder, find_folder
from companion.session.opening import begin_walk
from companion.session.sweeping import sweep
from companion.session.writing import Journal
from companion.settings import Settings, load_settings
from companion.walk import wording
from companion.walk.control import ControlDoor
from companion.walk.holding import HeldWalk, Occasion
from companion.walk.inhibit import Wakefulness, inhibitor
from companion.walk.lingering import LingeringSource
from companion.walk.loop import Parts, Plan
from companion.walk.meeting import meeting_folder, open_meeting_place
from companion.walk.process import say_ready
from models.language import Language

if TYPE_CHECKING:
    from companion.audio.ports import AudioSink, AudioSource
    from companion.session.events import Keep
    from models.ideas import Idea
    from models.transcript import Segment


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for; what it leaves open the settings say."""

    language: Language | None
    topic: str
    resume: str
    keep: str | None
    listening: str | None
    source: Path | None


@dataclass(frozen=True, slots=True)
class _Begun:
    """The session that is walked, and where it starts."""

    folder: SessionFolder
    journal: Journal
    language: Language
    topic: str = ""
    start_ms: int = 0
    first_segment: int = 1
    ideas: tuple[Idea, ...] = ()
    said: tuple[Segment, ...] = ()


def hold_walk(wish: Wish) -> int:
    """Hold a walk in this process; return the exit code."""
    places = find_places()
    settings = load_settings(places.settings_file).values
    now = datetime.now().astimezone()  # noqa: TID251 - the one wall-clock time of a session
    sweep(places, today=now.date(), retention_days=settings.walk.retention_days)
    return asyncio.run(_hold(places, settings, wish, now.isoformat(timespec="seconds")))


async def _hold(places: Places, settings: Settings, wish: Wish, started_at: str) -> int:
    keep = cast("Keep", wish.keep or settings.walk.keep)
    taken_up = _take_up(places, settings, wish.resume) if wish.resume else None
    language = taken_up.language if taken_up else _language(settings, wish)
    load_ear = walking.begun_ahead(walking.ear_loader(places, settings), language)
    source, sink, guard = await _open_sound(settings, wish, taken_up.start_ms if taken_up else 0)
    begun = taken_up or _begin(places, settings, wish, started_at, keep)
    # what takes long to import is imported while the engines load and sound comes in
    from companion.walk.indexing import kept_in_step
    from companion.walk.remembering import PastWalks

    chat = walking.chat_model(settings.chat)
    talk = walking.conversation(
        settings,
        begun.folder.id,
        begun.language,
        begun.topic,
        PastWalks(places, begun.folder.id, begun.language),
        chat,
    )
    talk.restore(begun.ideas, begun.said)
    parts = Parts(
        source=source,
        sink=sink,
        conversation=talk,
        chat=chat,
        load_ear=load_ear,
        load_voice=walking.voice_loader(settings),
        earcons=walking.earcons(settings),
        guard=guard,
    )
    plan = Plan(
        begun.language,
        walking.bounds(settings.patience),
        start_ms=begun.start_ms,
        first_segment=begun.first_segment,
        recap=settings.walk.recap,
    )
    door = ControlDoor(lambda: held.snapshot, lambda request: held.take(request))
    held = HeldWalk(Occasion(begun.folder, begun.journal, keep), parts, plan, door.tell)
    await door.open(open_meeting_place(places, begun.folder.id))
    _end_on_signals(held)
    say_ready(begun.folder.id, meeting_folder(places) / "walk.log")
    try:
        async with kept_in_step(places, begun.folder):
            held.walk.start(_stay_awake(held))
            await held.run()
    finally:
        await door.close()
    return 0


async def _stay_awake(held: HeldWalk) -> None:
    """Keep the machine awake until the walk ends; say it where that fails."""
    wakefulness = Wakefulness(inhibitor())
    try:
        if not await asyncio.to_thread(wakefulness.begin):
            held.walk.say(wording.MAY_SLEEP)
        await asyncio.Event().wait()
    finally:
        wakefulness.end()


def _end_on_signals(held: HeldWalk) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, held.walk.stop, "signal")
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # the terminal may go: the walk goes on


async def _open_sound(
    settings: Settings, wish: Wish, start_ms: int
) -> tuple[AudioSource, AudioSink, EchoGuard]:
    if wish.source is not None:
        sink = ReplaySink()
        return (
            LingeringSource(WavSource(wish.source, sink, start_ms=start_ms), sink),
            sink,
            EchoGuard(),
        )
    from companion.audio.chatter import divert_native_chatter
    from companion.audio.portaudio import PortAudio
    from companion.audio.soundcard import Soundcard, SoundcardSettings

    divert_native_chatter()
    microphone = settings.microphone
    if wish.listening:
        listening = cast("Literal['headset', 'speaker']", wish.listening)
        microphone = msgspec.structs.replace(microphone, listening=listening)
    card = Soundcard(PortAudio(), SoundcardSettings.of(microphone, settings.voice, start_ms))
    await card.open()
    return card, card.sink, card.guard


def _language(settings: Settings, wish: Wish) -> Language:
    return wish.language or settings.walk.language or present_language()


def _begin(places: Places, settings: Settings, wish: Wish, started_at: str, keep: Keep) -> _Begun:
    language = _language(settings, wish)
    folder, journal = begin_walk(
        places, started_at=started_at, language=language, topic=wish.topic, keep=keep
    )
    return _Begun(folder, journal, language, wish.topic)


def _take_up(places: Places, settings: Settings, wish: str) -> _Begun:
    from companion.cli.recover import take_up_to_go_on

    folder = find_folder(places, wish)
    recovered = take_up_to_go_on(places, settings, folder)
    state = recovered.state
    return _Begun(
        folder,
        Journal(folder.journal),
        state.transcript.language,
        state.started.topic,
        start_ms=max(state.transcript.duration_ms, recovered.sound_ms),
        first_segment=_last_number(list(state.heard)) + 1,
        ideas=state.ideas,
        said=state.transcript.segments,
    )


def _last_number(ids: Sequence[str]) -> int:
    numbers = [int(digits) for name in ids if (digits := name[1:]).isdigit()]
    return max(numbers, default=0)
