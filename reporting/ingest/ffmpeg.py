"""Any other recording, decoded by ffmpeg as a stream and kept on a short leash.

ffmpeg follows what a file tells it to: a playlist that poses as a recording makes it read other files.
So it gets a `file:` path, the containers of recordings and nothing else, two protocols, no terminal,
and a watchdog that ends it when it stops giving sound.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

import msgspec
import numpy as np
import numpy.typing as npt

from models.audio import EAR_RATE
from models.language import Phrase
from reporting.errors import SourceUnreadable
from reporting.sources.decoding import printable

if TYPE_CHECKING:
    from pathlib import Path

    Block = npt.NDArray[np.int16]

CONTAINERS = (
    "aac,ac3,aiff,amr,ape,asf,au,avi,caf,dts,eac3,flac,flv,gsm,loas,m4v,matroska,webm,mov,mp4,m4a,"
    "3gp,3g2,mj2,mp3,mpc,mpc8,mpeg,mpegts,nut,ogg,oma,rm,tta,voc,w64,wav,wsd,wv,mxf,amrnb,amrwb,dsf"
)
"""What a recording can come in. Playlists, image sequences, devices and subtitles are not among them."""

_GUARD = ("-protocol_whitelist", "file,pipe", "-format_whitelist", CONTAINERS)
_PROTECTED = frozenset({"enca", "drms"})
"""How MP4 marks sound that is encrypted, where ffprobe does not look behind it."""
_STALL_SECONDS = 60.0
_PROBE_SECONDS = 30
_ASKED = (
    "stream=codec_type,channels,codec_name,codec_tag_string:format=duration,format_name"
    ":packet_side_data=side_data_type"
)
_BLOCK_FRAMES = 2 * EAR_RATE


class _Stream(msgspec.Struct, frozen=True):
    codec_type: str = ""
    channels: int = 0
    codec_name: str = ""
    codec_tag_string: str = ""


class _SideData(msgspec.Struct, frozen=True):
    side_data_type: str = ""


class _Packet(msgspec.Struct, frozen=True):
    side_data_list: tuple[_SideData, ...] = ()


class _Format(msgspec.Struct, frozen=True):
    duration: str = ""
    format_name: str = ""


class _Probe(msgspec.Struct, frozen=True):
    streams: tuple[_Stream, ...] = ()
    packets: tuple[_Packet, ...] = ()
    format: _Format = _Format()

    @property
    def is_protected(self) -> bool:
        """Whether the sound is encrypted; ffmpeg would decode it to noise."""
        kinds = {data.side_data_type for packet in self.packets for data in packet.side_data_list}
        tags = {stream.codec_tag_string for stream in self.streams}
        return "Encryption info" in kinds or bool(tags & _PROTECTED)


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """What ffprobe found in a recording."""

    channels: int
    duration_ms: int
    """0 where the container does not say."""


def probe(path: Path) -> MediaFacts:
    """Return what a recording holds; raises SourceUnreadable."""
    command = [_program("ffprobe"), "-v", "error", *_GUARD, "-show_entries"]
    command += [_ASKED, "-read_intervals", "%+#8"]
    command += ["-of", "json", _address(path)]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            timeout=_PROBE_SECONDS,
            stdin=subprocess.DEVNULL,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _unreadable(path, b"") from error
    found = _parsed(done.stdout)
    if done.returncode or not found.streams:
        raise _unreadable(path, done.stderr)
    sound = next((stream for stream in found.streams if stream.codec_type == "audio"), None)
    if sound is None:
        raise _silent(path)
    if found.is_protected:
        raise _unreadable(path, b"encrypted")
    return MediaFacts(sound.channels or 1, _milliseconds(found.format.duration))


def read_media_blocks(path: Path, channels: int) -> Iterator[Block]:
    """Yield 16 kHz blocks, shape (n, channels); raises SourceUnreadable where nothing is decoded.

    What a damaged file still gives is yielded.
    """
    command = [_program("ffmpeg"), "-nostdin", "-hide_banner", "-loglevel", "error", *_GUARD]
    command += ["-i", _address(path), "-map", "0:a:0", "-vn", "-sn", "-dn"]
    command += ["-ac", str(channels), "-ar", str(EAR_RATE), "-f", "s16le", "-"]
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=complaints, stdin=subprocess.DEVNULL
        )
        assert process.stdout is not None
        given = 0
        try:
            for block in _watched(process, process.stdout, channels):
                given += len(block)
                yield block
        finally:
            process.kill() if process.poll() is None else None
            process.stdout.close()
            process.wait()
        if given == 0:
            complaints.seek(0)
            raise _unreadable(path, complaints.read(4000))


def _watched(process: subprocess.Popen[bytes], pipe: IO[bytes], channels: int) -> Iterator[Block]:
    """Read blocks; end ffmpeg when it gives nothing for too long."""
    size = _BLOCK_FRAMES * 2 * channels
    alive, over = threading.Event(), threading.Event()

    def watch() -> None:
        while not over.is_set():
            if not alive.wait(_STALL_SECONDS):
                process.kill()
                return
            alive.clear()

    threading.Thread(target=watch, daemon=True, name="ffmpeg watchdog").start()
    try:
        while raw := pipe.read(size):
            alive.set()
            whole = len(raw) - len(raw) % (2 * channels)
            yield np.frombuffer(raw[:whole], "<i2").astype(np.int16).reshape(-1, channels)
        process.wait()
    finally:
        over.set()
        alive.set()


def is_here() -> bool:
    """Return whether ffmpeg and ffprobe are installed."""
    return bool(shutil.which("ffmpeg") and shutil.which("ffprobe"))


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise SourceUnreadable(
            Phrase(
                "{name} is missing; without it only WAV files can be read.",
                "{name} manque ; sans lui, seuls les fichiers WAV sont lisibles.",
            ).format(name=name),
            Phrase(
                "Install it: `sudo apt install ffmpeg`, `brew install ffmpeg`, or ffmpeg.org.",
                "Installez-le : `sudo apt install ffmpeg`, `brew install ffmpeg`, ou ffmpeg.org.",
            ),
        )
    return found


def _address(path: Path) -> str:
    return f"file:{path.absolute()}"


def _parsed(output: bytes) -> _Probe:
    try:
        return msgspec.json.decode(output or b"{}", type=_Probe)
    except msgspec.DecodeError:
        return _Probe()


def _milliseconds(seconds: str) -> int:
    try:
        return max(0, round(float(seconds) * 1000))
    except ValueError:
        return 0


def _silent(path: Path) -> SourceUnreadable:
    return SourceUnreadable(
        Phrase("{name} has pictures but no sound.", "{name} a des images mais pas de son.").format(
            name=printable(path.name)
        )
    )


_REASONS: tuple[tuple[tuple[bytes, ...], Phrase, Phrase], ...] = (
    (
        (b"moov atom not found", b"partial file"),
        Phrase(
            "{name} is cut short: its table of contents is missing.",
            "{name} est tronqué : sa table des matières manque.",
        ),
        Phrase(
            "Copy it again from the device that recorded it.",
            "Copiez-le de nouveau depuis l'appareil qui l'a enregistré.",
        ),
    ),
    (
        (b"encrypted", b"DRM", b"drm", b"decryption"),
        Phrase(
            "{name} is protected against copying and cannot be read.",
            "{name} est protégé contre la copie et ne peut pas être lu.",
        ),
        Phrase(
            "Ask its publisher for a version without protection.",
            "Demandez à son éditeur une version sans protection.",
        ),
    ),
    (
        (b"whitelist", b"Whitelist"),
        Phrase(
            "{name} is a playlist or of a kind that is not opened: it could make other files be read.",
            "{name} est une liste de lecture ou d'un type refusé : il pourrait faire lire d'autres fichiers.",
        ),
        Phrase("Name the recording itself.", "Nommez l'enregistrement lui-même."),
    ),
)


def _unreadable(path: Path, complaint: bytes) -> SourceUnreadable:
    """Say in words what ffmpeg complained of; its own words may name other files and stay out."""
    for marks, message, remedy in _REASONS:
        if any(mark in complaint for mark in marks):
            return SourceUnreadable(message.format(name=printable(path.name)), remedy)
    return SourceUnreadable(
        Phrase(
            "{name} is damaged, protected, or no recording.",
            "{name} est abîmé, protégé, ou n'est pas un enregistrement.",
        ).format(name=printable(path.name)),
        Phrase(
            "Try to play it; if it plays, convert it to WAV or MP3 and import that.",
            "Essayez de l'écouter ; s'il se lit, convertissez-le en WAV ou MP3 et importez-le.",
        ),
    )
