"""The seconds of each quotation as sound to embed in a page.

Only of people whose consent covers it, never a moment off the record, never the voice of somebody
who has not agreed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.audio import EAR_RATE
from models.language import Phrase
from models.transcript import Span, Transcript
from reporting.errors import SourceUnreadable
from reporting.ingest.sound import open_sound, to_mono
from reporting.records import Evidence, Origin, Report
from reporting.render.encoding import encode, is_here
from reporting.render.sound import Clip, Sound, SoundChoice
from reporting.render.words import WORDS

LEAD_MS = 200
"""Heard before and after a quotation, where nothing forbids it."""
LONGEST_MS = 60_000
_OWN_VOICES = frozenset({"walker", "companion"})


def gather(
    report: Report,
    transcripts: Iterable[Transcript],
    choice: SoundChoice,
    folder: Path | None = None,
) -> Sound:
    """Return the sound of a document that will lie in `folder`, and what to tell its reader."""
    kept = {o.session: Path(o.sound) for o in report.origins if o.sound and o.is_timed}
    kept = {session: path for session, path in kept.items() if path.is_file()}
    if not kept:
        return Sound(notes=(WORDS["sound_none"],))
    if choice == "none":
        return Sound(notes=(WORDS["sound_left_out"],))
    if choice == "link":
        links = {session: _relative(path, folder) for session, path in kept.items()}
        return Sound(links=links, notes=(WORDS["sound_linked"],))
    return _clips(report, {one.id: one for one in transcripts}, kept)


def may_be_heard(speaker: str, origin: Origin) -> bool:
    """Return whether a person's voice may leave with the document.

    One's own voice and the companion's may; another's only where consent is recorded and covers it.
    """
    if speaker in _OWN_VOICES:
        return True
    consent = origin.consent
    if consent is None or consent.how == "unattested":
        return False
    return not consent.covers or speaker in consent.covers


def window(evidence: Evidence, origin: Origin, transcript: Transcript | None) -> Span | None:
    """Return the stretch to embed: the quotation and a breath around it, or None where it may not.

    The breath stops at the next voice that has not agreed and at anything off the record.
    """
    start, end = evidence.start_ms, min(evidence.end_ms, evidence.start_ms + LONGEST_MS)
    if end <= start or not may_be_heard(evidence.speaker_id, origin):
        return None
    low, high = max(0, start - LEAD_MS), end + LEAD_MS
    for span in _closed(evidence, origin, transcript):
        if span.start_ms < end and span.end_ms > start:
            return None
        low = max(low, span.end_ms) if span.end_ms <= start else low
        high = min(high, span.start_ms) if span.start_ms >= end else high
    return Span(low, high)


def _closed(evidence: Evidence, origin: Origin, transcript: Transcript | None) -> list[Span]:
    if transcript is None:
        return [Span(0, evidence.start_ms), Span(evidence.end_ms, evidence.end_ms + LEAD_MS)]
    silent = [
        Span(segment.start_ms, segment.end_ms)
        for segment in transcript.segments
        if segment.speaker != evidence.speaker_id
        and segment.id not in evidence.segments
        and not may_be_heard(segment.speaker, origin)
    ]
    return [*transcript.withheld, *silent]


def _clips(
    report: Report, transcripts: Mapping[str, Transcript], kept: Mapping[str, Path]
) -> Sound:
    origins = {origin.session: origin for origin in report.origins}
    spans: dict[str, dict[str, Span]] = {session: {} for session in kept}
    refused = 0
    for one in report.evidence.values():
        if one.session not in kept:
            continue
        span = window(one, origins[one.session], transcripts.get(one.session))
        if span is None:
            refused += 1
        else:
            spans[one.session][one.id] = span
    clips, damaged = _cut_all(spans, kept)
    sound = Sound(clips)
    notes = []
    if clips:
        told = WORDS["sound_embedded"]
        english, french = _size(sound.size, False), _size(sound.size, True)
        notes.append(
            Phrase(
                told.en.format(n=len(clips), size=english),
                told.fr.format(n=len(clips), size=french),
            )
        )
    notes += [WORDS["sound_plain"]] if clips and not is_here() else []
    notes += [WORDS["sound_refused"]] if refused else []
    notes += [WORDS["sound_damaged"]] if damaged else []
    return Sound(clips, notes=tuple(notes))


def _cut_all(
    spans: Mapping[str, Mapping[str, Span]], kept: Mapping[str, Path]
) -> tuple[dict[str, Clip], bool]:
    clips: dict[str, Clip] = {}
    is_damaged = False
    for session, wanted in spans.items():
        try:
            pieces = cut(kept[session], list(wanted.values())) if wanted else []
        except SourceUnreadable:
            is_damaged = True
            continue
        heard = {name: piece for name, piece in zip(wanted, pieces, strict=True) if len(piece)}
        clips.update(zip(heard, encode(list(heard.values())), strict=True))
    return clips, is_damaged


def cut(path: Path, spans: Sequence[Span]) -> list[npt.NDArray[np.int16]]:
    """Return the samples of each span, 16 kHz mono, reading the recording once."""
    pieces: list[list[npt.NDArray[np.int16]]] = [[] for _ in spans]
    last = max((span.end_ms for span in spans), default=0) * EAR_RATE // 1000
    at = 0
    for block in open_sound(path).blocks():
        mono = to_mono(block)
        for span, found in zip(spans, pieces, strict=True):
            low = max(span.start_ms * EAR_RATE // 1000 - at, 0)
            high = span.end_ms * EAR_RATE // 1000 - at
            if low < len(mono) and high > 0:
                found.append(mono[low:high])
        at += len(mono)
        if at >= last:
            break
    return [np.concatenate(found) if found else np.zeros(0, np.int16) for found in pieces]


def _relative(path: Path, folder: Path | None) -> str:
    if folder is None:
        return path.name
    return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()


def _size(size: int, is_french: bool) -> str:
    byte = "o" if is_french else "B"
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))}\u00a0K{byte}"
    number = f"{size / 1_000_000:.1f}"
    return f"{number.replace('.', ',') if is_french else number}\u00a0M{byte}"
