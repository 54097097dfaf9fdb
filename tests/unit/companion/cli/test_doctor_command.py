"""The doctor tries what a walk needs; every fault it finds comes with its remedy."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from companion.audio.devices import Device
from companion.audio.playhead import Playhead
from companion.audio.streams import Block
from companion.cli.checks import Finding
from companion.cli.device_checks import Meter, check_microphone, check_speaker
from companion.cli.main import main
from companion.errors import DeviceTrouble
from companion.paths import find_places
from companion.settings import PatienceSettings
from models.audio import Samples
from models.language import Phrase
from tests.support.recorded import clips, tiny_model

MICROPHONE = Device(0, "Headset mic", "ALSA", 1, 0, 48_000, is_default_input=True)
HEADPHONES = Device(1, "Headset", "ALSA", 0, 2, 48_000, is_default_output=True)


class ScriptedStreams:
    """Gives the same sound again and again, and plays whatever it is given at once."""

    def __init__(self, microphone: Device, speaker: Device | None, sound: Samples | None) -> None:
        self.microphone = microphone
        self.speaker = speaker
        self.rate = microphone.rate
        self.playhead = Playhead(speaker.rate) if speaker else None
        self.is_duplex = False
        self.output_latency = 0.0
        self.is_over = False
        self.is_closed = False
        self._sound = sound

    def take_blocks(self) -> list[Block]:
        if self.playhead is not None:
            self.playhead.take(self.rate)
        return [] if self._sound is None else [Block(self._sound, None, 0.0)]

    def take_played(self) -> list[tuple[float, Samples]]:
        return []

    def close(self) -> None:
        self.is_closed = True


class ScriptedLibrary:
    """A sound library with the devices and the sound of the script."""

    def __init__(
        self, *devices: Device, sound: Samples | None = None, is_busy: bool = False
    ) -> None:
        self._devices = devices
        self._sound = sound
        self._is_busy = is_busy
        self.opened: list[ScriptedStreams] = []

    def devices(self) -> list[Device]:
        return list(self._devices)

    def refresh(self) -> None:
        """Find the same devices."""

    def open(
        self,
        microphone: Device,
        speaker: Device | None,
        arrived: Callable[[], None],
        *,
        in_step: bool = False,
    ) -> ScriptedStreams:
        if self._is_busy:
            raise DeviceTrouble(Phrase("Busy.", "Occupé."), Phrase("Close it.", "Fermez-le."))
        self.opened.append(ScriptedStreams(microphone, speaker, self._sound))
        return self.opened[-1]


def _ignore(_: float) -> None:
    """Show no level."""


def _try(library: ScriptedLibrary, wished: str = "", meter: Meter = _ignore) -> Finding:
    return check_microphone(library, wished, meter, seconds=0.2)


@pytest.mark.parametrize(
    ("sound", "state", "told"),
    [
        (clips("en")[0][1][16_000:24_000], "good", "dBFS"),
        (np.zeros(960, dtype=np.int16), "wanting", "every sample is zero"),
        (np.array([0, 1] * 400, dtype=np.int16), "limited", "very quiet"),
        (None, "wanting", "nothing comes"),
    ],
    ids=["a voice", "digital silence", "almost nothing", "no sound at all"],
)
def test_a_microphone_is_judged_by_what_it_gives(
    sound: Samples | None, state: str, told: str
) -> None:
    levels: list[float] = []
    library = ScriptedLibrary(MICROPHONE, HEADPHONES, sound=sound)
    finding = _try(library, meter=levels.append)
    assert finding.state == state
    assert told in finding.detail
    assert bool(finding.remedy) == (state != "good")
    assert library.opened[0].is_closed
    assert bool(levels) == (sound is not None)


def test_no_microphone_and_a_busy_one_are_two_different_things() -> None:
    assert "no microphone" in _try(ScriptedLibrary(HEADPHONES)).detail
    busy = _try(ScriptedLibrary(MICROPHONE, is_busy=True))
    assert (busy.detail, busy.remedy, busy.state) == ("Busy.", "Close it.", "wanting")


def test_the_microphone_of_the_settings_is_the_one_that_is_tried() -> None:
    other = Device(5, "Studio microphone", "ALSA", 1, 0, 44_100)
    library = ScriptedLibrary(MICROPHONE, other, sound=np.ones(960, dtype=np.int16) * 900)
    assert "Studio microphone, 44100 Hz" in _try(library, "studio").detail


def test_a_tone_is_played_only_when_it_is_asked_for() -> None:
    library = ScriptedLibrary(MICROPHONE, HEADPHONES)
    assert check_speaker(library, "", False).state == "good"
    assert library.opened == []
    assert "a tone was played" in check_speaker(library, "", True).detail
    assert library.opened[0].is_closed
    assert check_speaker(ScriptedLibrary(MICROPHONE), "", True).state == "limited"


def _diagnosis(capsys: pytest.CaptureFixture[str]) -> tuple[dict[str, Any], dict[str, Any], bool]:
    read = json.loads(capsys.readouterr().out)
    findings = {finding["name"]: finding for finding in read["findings"]}
    return findings, {row["key"]: row for row in read["settings"]}, read["is_fit"]


def test_an_empty_machine_is_told_what_to_do_and_the_exit_code_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OLLAMA_HOST", "127.0.0.1:9")
    assert main(["doctor", "--quick", "--json", "--lang", "fr"]) == 7
    findings, _, is_fit = _diagnosis(capsys)
    assert not is_fit
    assert {
        "portaudio",
        "ear-fr",
        "voice-activity",
        "end-of-turn",
        "speaker-encoder",
        "ollama",
        "chat-model",
        "ffmpeg",
        "disk",
        "data",
        "extras",
    } == set(findings)
    assert findings["ear-fr"]["remedy"] == "Run: promenade setup --lang fr"
    for finding in findings.values():
        assert finding["state"] == "good" or finding["remedy"] or finding["name"] == "chat-model"


def test_a_model_of_ones_own_is_loaded_and_tried(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _write_settings(f'[ear]\nmodel_en = "{tiny_model("en")}"\n')
    monkeypatch.setenv("OLLAMA_HOST", "127.0.0.1:9")
    main(["doctor", "--json", "--lang", "en"])
    findings, settings, _ = _diagnosis(capsys)
    assert {"voice", "ollama", "chat-model", "ffmpeg", "disk", "data"} < set(findings)
    assert {"microphone", "portaudio"} & set(findings)
    assert findings["ear-en"]["state"] == "good"
    assert "it works" in findings["ear-en"]["detail"]
    assert settings["ear.model_en"]["source"].endswith("settings.toml")
    assert settings["chat.address"]["source"] == "OLLAMA_HOST"
    assert settings["patience.floor_ms"] == {
        "key": "patience.floor_ms",
        "value": PatienceSettings().floor_ms,
        "source": "default",
    }


def test_a_damaged_model_is_found_before_a_walk_finds_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("am", "conf", "graph"):
        (tmp_path / "bad" / name).mkdir(parents=True)
    _write_settings(f'[ear]\nmodel_en = "{tmp_path / "bad"}"\n')
    assert main(["doctor", "--json", "--lang", "en"]) == 7
    finding = _diagnosis(capsys)[0]["ear-en"]
    assert finding["state"] == "wanting"
    assert "final.mdl" in finding["detail"]


def test_a_settings_file_with_a_mistake_is_a_finding_and_the_rest_is_still_checked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _write_settings("[ear]\nmodle_en = 3\n")
    assert main(["doctor", "--quick", "--json"]) == 7
    findings, _, _ = _diagnosis(capsys)
    assert "modle_en" in findings["settings"]["detail"]
    assert "settings.toml" in findings["settings"]["detail"]
    assert findings["disk"]["state"] in ("good", "limited")


def test_a_data_folder_that_cannot_be_written_is_wanting(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nobody, root included, can make a file below this folder of the kernel's.
    if not Path("/proc/self").is_dir():
        pytest.skip("needs a folder that nobody can write")
    monkeypatch.setenv("PROMENADE_HOME", "/proc/self/promenade")
    assert main(["doctor", "--quick", "--json"]) == 7
    finding = _diagnosis(capsys)[0]["data"]
    assert finding["state"] == "wanting"
    assert "PROMENADE_HOME" in finding["remedy"]


def _write_settings(text: str) -> None:
    file = find_places().settings_file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
