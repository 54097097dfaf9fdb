"""Sound in a page: the seconds of a quotation, only of those who agreed, never off the record."""

from __future__ import annotations

import shutil
import wave
from pathlib import Path

import msgspec
import numpy as np
import pytest

from models.transcript import Consent, Segment, Span, Transcript
from reporting.ingest.ffmpeg import read_media_blocks
from reporting.records import Origin, Report
from reporting.render.clips import cut, gather, may_be_heard, window
from reporting.render.encoding import encode
from tests.support.reports import round_table


def _origin(consent: Consent | None) -> Origin:
    return Origin(session="table-ronde", title="", date="", duration_ms=10, consent=consent)


def _recorded(folder: Path, seconds: int = 1400) -> Report:
    path = folder / "talk.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(np.zeros(16_000 * seconds, "<i2").tobytes())
    report = round_table()
    origin = msgspec.structs.replace(report.origins[0], sound=str(path))
    return msgspec.structs.replace(report, origins=(origin,))


def test_only_those_whose_consent_covers_it_are_heard() -> None:
    origin = _origin(Consent("notice", covers=("corbelle",)))
    assert may_be_heard("corbelle", origin)
    assert not may_be_heard("corbel", origin)
    assert not may_be_heard("corbel", _origin(Consent("unattested")))
    assert not may_be_heard("corbel", _origin(None))


def test_ones_own_voice_needs_nobodys_consent() -> None:
    assert may_be_heard("walker", _origin(None))


def test_the_breath_around_a_quotation_stops_where_somebody_has_not_agreed() -> None:
    one = round_table().evidence["e1"]
    other = Segment("s9", "corbel", one.end_ms + 50, one.end_ms + 900, "…")
    transcript = Transcript(id="table-ronde", kind="talk", language="fr", segments=(other,))
    found = window(one, _origin(Consent("notice", covers=("corbelle",))), transcript)
    assert found == Span(one.start_ms - 200, one.end_ms + 50)


def test_nothing_off_the_record_is_embedded() -> None:
    one = round_table().evidence["e1"]
    closed = (Span(one.start_ms + 1000, one.start_ms + 2000),)
    transcript = Transcript(id="table-ronde", kind="talk", language="fr", withheld=closed)
    assert window(one, _origin(Consent("verbal")), transcript) is None


def test_a_cut_holds_exactly_its_milliseconds(tmp_path: Path) -> None:
    _recorded(tmp_path, 3)
    first, last = cut(tmp_path / "talk.wav", [Span(500, 1250), Span(2500, 9000)])
    assert (len(first), len(last)) == (12_000, 8_000)


def test_a_page_holds_the_clips_of_those_who_agreed_and_says_so(tmp_path: Path) -> None:
    sound = gather(_recorded(tmp_path), (), "clips", tmp_path)
    assert set(sound.clips) == {"e1", "e3", "e5", "e6", "e7", "e8"}
    assert any("consentement" in note.fr for note in sound.notes)
    assert any("6 passages" in note.fr for note in sound.notes)


def test_a_link_is_relative_to_the_document(tmp_path: Path) -> None:
    sound = gather(_recorded(tmp_path, 1), (), "link", tmp_path / "reports")
    assert sound.links == {"table-ronde": "../talk.wav"}
    assert sound.clips == {}


def test_without_a_recording_the_reader_is_told() -> None:
    (note,) = gather(round_table(), (), "clips").notes
    assert note.fr == "Aucun enregistrement n’accompagne ce document."
    assert note.en == "No recording goes with this document."


def test_a_damaged_recording_is_said_and_stops_nothing(tmp_path: Path) -> None:
    report = _recorded(tmp_path, 1)
    (tmp_path / "talk.wav").write_bytes(b"not sound at all")
    sound = gather(report, (), "clips", tmp_path)
    assert sound.clips == {}
    assert any("n’a pas pu être lu" in note.fr for note in sound.notes)


def _tone(milliseconds: int, hertz: float) -> np.ndarray:
    times = np.arange(16 * milliseconds) / 16_000
    return (8000 * np.sin(2 * np.pi * hertz * times)).astype(np.int16)


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="no ffmpeg here")
def test_many_passages_are_packed_as_opus_each_with_its_own_sound(tmp_path: Path) -> None:
    pieces = [_tone(200 + 40 * number, 200 + 60 * number) for number in range(40)]
    clips = encode(pieces)
    assert all(clip.data.startswith(b"OggS") and b"OpusHead" in clip.data[:100] for clip in clips)
    for number in (0, 17, 39):
        packed = tmp_path / f"{number}.ogg"
        packed.write_bytes(clips[number].data)
        back = np.concatenate(list(read_media_blocks(packed, 1)))[:, 0]
        assert abs(len(back) / 16 - clips[number].milliseconds) < 30
        loudest = np.argmax(np.abs(np.fft.rfft(back))) * 16_000 / len(back)
        assert abs(loudest - (200 + 60 * number)) < 10


def test_without_ffmpeg_a_clip_is_wav(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    (clip,) = encode([np.zeros(16_000, np.int16)])
    assert (clip.kind, clip.data[:4], clip.milliseconds) == ("audio/wav", b"RIFF", 1000)
