"""Try the microphone and the loudspeaker, and say what is wrong with them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from companion.audio.devices import Device, candidates
from companion.audio.level import dbfs
from companion.audio.portaudio import SoundLibrary, Streams
from companion.cli.checks import Finding, State, said
from companion.errors import DeviceTrouble
from companion.interface import tr
from models.audio import Samples

LISTEN_SECONDS = 2.0
_TONE_HERTZ = 440
_TONE_SECONDS = 0.6
_TONE_PEAK = 6000
_TICK_SECONDS = 0.05
_QUIET_DBFS = -75.0
"""Below this a microphone is on and hears almost nothing: a room alone is louder."""

Meter = Callable[[float], None]
"""Called with the level of each moment, in dBFS."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a microphone gave."""

    samples: int
    loudest_dbfs: float
    is_all_zero: bool


def check_microphone(
    library: SoundLibrary, wished: str, meter: Meter, seconds: float = LISTEN_SECONDS
) -> Finding:
    """Listen for a moment and judge what comes."""
    found = candidates(library.devices(), "input", wished=wished)
    if not found:
        return _microphone(
            "wanting",
            tr("no microphone", "aucun micro"),
            tr("Plug one in, then run this again.", "Branchez-en un, puis recommencez."),
        )
    device = found[0]
    try:
        heard = asyncio.run(_listen(library, device, meter, seconds))
    except DeviceTrouble as error:
        return _microphone("wanting", *said(error))
    return _judge(device, heard)


def check_speaker(library: SoundLibrary, wished: str, has_tone: bool) -> Finding:
    """Look for a loudspeaker; play a tone where that was asked for."""
    devices = library.devices()
    speakers = candidates(devices, "output", wished=wished)
    if not speakers:
        return _speaker(
            "limited",
            tr("no loudspeaker", "aucun haut-parleur"),
            tr("Plug in headphones.", "Branchez un casque."),
        )
    detail = f"{speakers[0].name}, {speakers[0].rate} Hz"
    microphones = candidates(devices, "input")
    if not has_tone or not microphones:
        return _speaker("good", detail, "")
    try:
        is_played = asyncio.run(_play_tone(library, microphones[0], speakers[0]))
    except DeviceTrouble as error:
        return _speaker("limited", *said(error))
    if not is_played:
        return _speaker(
            "limited",
            detail + tr(": it does not play", " : il ne joue pas"),
            tr("Choose another: [voice] device.", "Choisissez-en un autre : [voice] device."),
        )
    tone = tr(": a tone was played", " : un son a été joué")
    return _speaker("good", detail + tone, "")


def _judge(device: Device, heard: Heard) -> Finding:
    detail = f"{device.name}, {device.rate} Hz"
    if not heard.samples:
        return _microphone(
            "wanting",
            detail + tr(": nothing comes from it", " : rien n'en vient"),
            tr(
                "Close what else uses it, unplug it and plug it in again.",
                "Fermez ce qui l'utilise, débranchez-le et rebranchez-le.",
            ),
        )
    if heard.is_all_zero:
        return _microphone(
            "wanting",
            detail + tr(": every sample is zero", " : tous les échantillons sont nuls"),
            tr(
                "Look for a mute switch, and allow the terminal to use the microphone in the "
                "system's privacy settings; a Bluetooth headset may need its call profile.",
                "Cherchez un bouton muet, et autorisez le terminal à utiliser le micro dans les "
                "réglages de confidentialité ; un casque Bluetooth peut demander son profil appel.",
            ),
        )
    detail += f", {heard.loudest_dbfs:.0f} dBFS"
    if heard.loudest_dbfs < _QUIET_DBFS:
        return _microphone(
            "limited",
            detail + tr(": very quiet", " : très faible"),
            tr(
                "Speak while it listens, or raise its level.",
                "Parlez pendant l'écoute, ou montez son niveau.",
            ),
        )
    return _microphone("good", detail, "")


async def _listen(library: SoundLibrary, device: Device, meter: Meter, seconds: float) -> Heard:
    streams = await asyncio.to_thread(library.open, device, None, _nobody)
    try:
        return await _gather(streams, meter, seconds)
    finally:
        streams.close()


async def _gather(streams: Streams, meter: Meter, seconds: float) -> Heard:
    count, loudest, has_sound = 0, -120.0, False
    for _ in range(round(seconds / _TICK_SECONDS)):
        await asyncio.sleep(_TICK_SECONDS)
        heard = [block.heard for block in streams.take_blocks()]
        if not heard:
            continue
        samples = np.concatenate(heard)
        count += len(samples)
        has_sound |= bool(samples.any())
        level = dbfs(samples)
        loudest = max(loudest, level)
        meter(level)
    return Heard(count, loudest, not has_sound)


async def _play_tone(library: SoundLibrary, microphone: Device, speaker: Device) -> bool:
    streams = await asyncio.to_thread(library.open, microphone, speaker, _nobody)
    try:
        playhead = streams.playhead
        if playhead is None:
            return False
        piece = playhead.start(_tone(playhead.rate))
        for _ in range(round(4 * _TONE_SECONDS / _TICK_SECONDS)):
            await asyncio.sleep(_TICK_SECONDS)
            streams.take_blocks()
            if piece.is_over:
                # What was taken is still on its way to the ear.
                await asyncio.sleep(streams.output_latency)
                return True
        return False
    finally:
        streams.close()


def _tone(rate: int) -> Samples:
    time = np.arange(round(rate * _TONE_SECONDS)) / rate
    swell = np.hanning(len(time)) ** 0.3
    wave = np.sin(2 * np.pi * _TONE_HERTZ * time) * swell * _TONE_PEAK
    return wave.astype(np.int16)


def _nobody() -> None:
    """Wake nobody: the inbox is looked into by the tick."""


def _microphone(state: State, detail: str, remedy: str) -> Finding:
    return Finding(
        name="microphone",
        title=tr("Microphone", "Micro"),
        state=state,
        detail=detail,
        remedy=remedy,
        is_essential=True,
    )


def _speaker(state: State, detail: str, remedy: str) -> Finding:
    return Finding(
        name="speaker",
        title=tr("Loudspeaker", "Haut-parleur"),
        state=state,
        detail=detail,
        remedy=remedy,
    )
