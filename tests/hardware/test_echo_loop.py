"""The loudspeaker looped back into the microphone on a real sound server, one case per level."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import numpy as np
import platformdirs
import pytest

from companion.audio.echo import has_canceller
from companion.audio.portaudio import PortAudio
from companion.audio.resample import resample
from companion.audio.soundcard import Soundcard, SoundcardSettings
from companion.turns.events import Voiced
from companion.walk.ear import Ear, EarEngines
from models.audio import EAR_RATE, Frame
from models.errors import ModelError
from models.load import load_synthesizer, load_voice_activity
from models.speech import Speech, VoiceActivity
from models.store import Store
from tests.support.pulse import is_installed, pulse_rig

pytestmark = [
    pytest.mark.hardware,
    pytest.mark.skipif(not is_installed(), reason="PulseAudio is not installed"),
    pytest.mark.skipif(not has_canceller(), reason="the extra `echo` is not installed"),
]

_SAID = "So the families who water the garden in July are the ones who keep the vegetables. "


@pytest.fixture
def voice() -> VoiceActivity:
    named = os.environ.get("PROMENADE_TEST_MODELS")
    cache = platformdirs.user_cache_path("promenade", appauthor=False)
    try:
        return load_voice_activity(Store(Path(named) if named else cache / "models"))
    except ModelError as missing:
        pytest.skip(str(missing))


def _own() -> Speech:
    try:
        speaker = load_synthesizer()
    except ModelError as missing:
        pytest.skip(str(missing))
    said = speaker.speak(_SAID * 2, "en")
    speaker.close()
    return Speech(resample(said.samples, said.rate, EAR_RATE), EAR_RATE, _SAID)


@pytest.mark.parametrize(("volume", "within_ms"), [(1.0, 1000), (0.32, 600)], ids=["0dB", "-10dB"])
async def test_it_does_not_hear_itself_and_is_interrupted_all_the_same(
    voice: VoiceActivity, data: Path, volume: float, within_ms: int
) -> None:
    own, ear, onsets = _own(), Ear(EarEngines(voice)), list[Voiced]()
    with pulse_rig() as rig:
        rig.loop_back(volume)
        library = PortAudio()
        library.refresh()
        card = Soundcard(library, SoundcardSettings(echo="on", listening="speaker"))
        await card.open()
        now_ms = 0

        async def listen() -> None:
            nonlocal now_ms
            async for item in card.frames():
                if isinstance(item, Frame):
                    now_ms = item.end_ms
                    begun = [e for e in ear.accept(item) if isinstance(e, Voiced)]
                    onsets.extend(e for e in begun if not card.guard.is_guarded(item))

        listening = asyncio.create_task(listen())
        assert card.guard.echo == "cancelled"
        heard = await card.sink.play(own)
        assert heard.played_ms == heard.total_ms
        looped = [frame for frame in card.sink.take_played() if np.abs(frame.samples).max() > 1000]
        assert looped
        assert onsets == [], "it took its own voice for the walker's"
        speaking = asyncio.create_task(card.sink.play(own))
        await asyncio.sleep(1.0)
        began_ms = now_ms
        walker = rig.speak(data / "speech" / "en" / "jfk.wav")
        await asyncio.sleep(3.0)
        walker.kill()
        speaking.cancel()
        await card.close()
        listening.cancel()
    assert onsets, "the walker was not heard through it"
    # the clip begins with 0.3 s of breath, and the player needs a moment
    assert onsets[0].at_ms - began_ms < within_ms + 600


async def test_the_loop_is_really_heard_where_nothing_cancels_it(voice: VoiceActivity) -> None:
    own, ear, heard_itself = _own(), Ear(EarEngines(voice)), False
    with pulse_rig() as rig:
        rig.loop_back(1.0)
        library = PortAudio()
        library.refresh()
        card = Soundcard(library, SoundcardSettings(echo="off", listening="speaker"))
        await card.open()
        assert card.guard.echo == "guarded"
        speaking = asyncio.create_task(card.sink.play(own))
        async for item in card.frames():
            if not isinstance(item, Frame):
                continue
            if any(isinstance(event, Voiced) for event in ear.accept(item)):
                heard_itself = True
                assert card.guard.is_guarded(item), "the turn machine is told not to trust it"
            if heard_itself or item.start_ms > 8000:
                break
        speaking.cancel()
        await card.close()
    assert heard_itself
