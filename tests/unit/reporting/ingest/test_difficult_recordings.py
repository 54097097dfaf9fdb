"""Recordings of every kind are read as sound or refused in plain words; nothing else is opened."""

from __future__ import annotations

import shutil
import struct
import subprocess
import wave
from pathlib import Path

import numpy as np
import pytest

from models.audio import EAR_RATE
from reporting.errors import SourceUnreadable
from reporting.ingest.channels import are_separate
from reporting.ingest.pcm import PcmWriter
from reporting.ingest.sound import open_sound, read_whole

needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is absent")


def tone(path: Path, seconds: float = 2, rate: int = 44_100, channels: int = 1) -> Path:
    time = np.arange(int(seconds * rate)) / rate
    samples = (np.sin(2 * np.pi * 440 * time) * 8000).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, 2, rate, 0, "NONE", ""))
        file.writeframes(np.repeat(samples[:, None], channels, axis=1).tobytes())
    return path


def converted(source: Path, out: Path, *options: str) -> Path:
    command = [
        "ffmpeg",
        "-loglevel",
        "error",
        "-y",
        "-i",
        f"file:{source}",
        *options,
        f"file:{out}",
    ]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return out


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 96_000])
@pytest.mark.parametrize("channels", [1, 2, 6])
def test_wav_needs_no_other_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rate: int, channels: int
) -> None:
    monkeypatch.setenv("PATH", "")
    samples = read_whole(tone(tmp_path / "a.wav", rate=rate, channels=channels))
    assert abs(len(samples) - 2 * EAR_RATE) <= 2
    assert 3000 < np.abs(samples).max() < 9000


@pytest.mark.parametrize(("bits", "kind"), [(8, "u1"), (16, "<i2"), (32, "<i4"), (32, "<f4")])
def test_every_depth_of_wav_sounds_the_same(tmp_path: Path, bits: int, kind: str) -> None:
    signal = np.sin(np.arange(EAR_RATE) / 10) * 0.5
    whole = {"u1": signal * 127 + 128, "<i2": signal * 32767, "<i4": signal * (2**31 - 1)}
    data = whole.get(kind, signal).astype(kind).tobytes()
    tag = 3 if kind == "<f4" else 1
    step = bits // 8
    head = struct.pack("<4sIHHIIHH", b"fmt ", 16, tag, 1, EAR_RATE, EAR_RATE * step, step, bits)
    body = b"WAVE" + head + struct.pack("<4sI", b"data", len(data)) + data
    (tmp_path / "a.wav").write_bytes(struct.pack("<4sI", b"RIFF", len(body)) + body)
    samples = read_whole(tmp_path / "a.wav").astype(float) / 32768
    assert np.abs(samples - signal).max() < 0.02


def test_a_header_without_its_sizes_loses_no_sound(tmp_path: Path) -> None:
    path = tone(tmp_path / "a.wav", rate=EAR_RATE)
    content = bytearray(path.read_bytes())
    content[4:8] = content[40:44] = bytes(4)
    path.write_bytes(content)
    assert len(read_whole(path)) == 2 * EAR_RATE


@needs_ffmpeg
@pytest.mark.parametrize("suffix", ["mp3", "flac", "ogg", "m4a", "mkv", "webm", "aiff"])
def test_common_containers_are_read(tmp_path: Path, suffix: str) -> None:
    codec = ("-c:a", "libopus") if suffix == "webm" else ()
    path = converted(tone(tmp_path / "a.wav"), tmp_path / f"b.{suffix}", *codec)
    assert abs(len(read_whole(path)) - 2 * EAR_RATE) < EAR_RATE // 4


@needs_ffmpeg
def test_a_wrong_extension_and_an_odd_name_do_not_matter(tmp_path: Path) -> None:
    odd = tmp_path / 'quote" and\nnewline \x1b[31m.txt'
    converted(tone(tmp_path / "a.wav"), tmp_path / "b.mp3").rename(odd)
    assert len(read_whole(odd)) > EAR_RATE


@needs_ffmpeg
def test_a_playlist_that_poses_as_a_recording_opens_no_other_file(tmp_path: Path) -> None:
    secret = tone(tmp_path / "secret.wav")
    playlists = {
        "concat.mp3": f"ffconcat version 1.0\nfile {secret.name}\n",
        "hls.mp3": f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{secret.name}\n#EXT-X-ENDLIST\n",
    }
    for name, text in playlists.items():
        for padding in ("", "\x00" * 64):
            (tmp_path / name).write_bytes((text + padding).encode())
            with pytest.raises(SourceUnreadable):
                list(open_sound(tmp_path / name).blocks())


@needs_ffmpeg
def test_a_truncated_video_says_what_is_missing(tmp_path: Path) -> None:
    whole = converted(tone(tmp_path / "a.wav", 20), tmp_path / "b.mp4").read_bytes()
    (tmp_path / "cut.mp4").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SourceUnreadable, match="cut short"):
        open_sound(tmp_path / "cut.mp4")


@needs_ffmpeg
def test_an_mp3_with_a_broken_head_still_gives_its_sound(tmp_path: Path) -> None:
    whole = bytearray(converted(tone(tmp_path / "a.wav", 5), tmp_path / "b.mp3").read_bytes())
    whole[40:300] = bytes(260)
    (tmp_path / "b.mp3").write_bytes(whole)
    assert len(read_whole(tmp_path / "b.mp3")) > 3 * EAR_RATE


@needs_ffmpeg
def test_a_protected_recording_is_called_protected_and_not_heard_as_noise(tmp_path: Path) -> None:
    key = "76a6c65c5ea762046bd749a2e632ccbb"
    command = ["ffmpeg", "-loglevel", "error", "-i", str(tone(tmp_path / "a.wav", 5))]
    command += ["-encryption_scheme", "cenc-aes-ctr", "-encryption_key", key]
    command += ["-encryption_kid", key, str(tmp_path / "shop.mp4")]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    with pytest.raises(SourceUnreadable, match="protected against copying"):
        open_sound(tmp_path / "shop.mp4")


@needs_ffmpeg
@pytest.mark.parametrize("suffix", [".wav", ".flac"])
def test_six_channels_become_one(tmp_path: Path, suffix: str) -> None:
    six = tmp_path / f"six{suffix}"
    command = ["ffmpeg", "-loglevel", "error", "-i", str(tone(tmp_path / "a.wav", 3))]
    command += ["-af", "pan=5.1|FC=c0", str(six)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    assert open_sound(six).channels == 1
    assert abs(len(read_whole(six)) - 3 * EAR_RATE) < EAR_RATE // 10
    assert np.abs(read_whole(six)).max() > 100


@needs_ffmpeg
def test_a_video_without_sound_says_so(tmp_path: Path) -> None:
    command = ["ffmpeg", "-loglevel", "error", "-f", "lavfi", "-i", "color=s=64x64:d=1"]
    subprocess.run([*command, str(tmp_path / "mute.mp4")], check=True, stdin=subprocess.DEVNULL)
    with pytest.raises(SourceUnreadable, match="no sound"):
        open_sound(tmp_path / "mute.mp4")


def test_what_is_no_recording_is_refused_in_plain_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = {"text.wav": b"this is text", "empty.mp3": b"", "head.wav": b"RIFF\x24\0\0\0WAVEfmt "}
    for name, content in cases.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(SourceUnreadable):
            open_sound(tmp_path / name)
    (tmp_path / "noise.mp3").write_bytes(bytes(range(256)) * 40)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SourceUnreadable, match="ffprobe is missing"):
        open_sound(tmp_path / "noise.mp3")


def stereo(path: Path, gap: bool) -> bool:
    random = np.random.default_rng(2)
    left = random.standard_normal(20 * EAR_RATE) * 2000
    right = random.standard_normal(20 * EAR_RATE) * 2000 if gap else left * 0.8
    turn = (np.arange(20 * EAR_RATE) // (2 * EAR_RATE)) % 2
    if gap:
        left, right = left * (turn == 0), right * (turn == 1)
    with PcmWriter(path, 2) as writer:
        writer.write(np.stack([left, right], axis=1).astype(np.int16))
        writer.finish()
    return are_separate(writer.pcm)


def test_a_microphone_each_is_told_from_a_room_in_stereo(tmp_path: Path) -> None:
    assert stereo(tmp_path / "two.wav", gap=True)
    assert not stereo(tmp_path / "room.wav", gap=False)
