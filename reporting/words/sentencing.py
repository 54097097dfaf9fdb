"""Bare recognised words of a transcript become lines of whole sentences that can be read. Pure.

A recogniser that writes no marks ends its lines where it likes; what one speaker says without a long
silence is taken together and cut anew where sentences end. Every word stays, with its time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from models.language import Language
from models.transcript import Segment, Transcript, Word
from reporting.words.readable import Sentence, sentences

BREATH_MS = 2000
"""A silence after which a new line begins."""
_LONGEST_MS = 25_000


def in_sentences(transcript: Transcript) -> Transcript:
    """Return a transcript of timed words without marks as lines of sentences; any other as it is."""
    is_bare = not transcript.is_punctuated and all(
        len(segment.words) == len(segment.text.split()) for segment in transcript.segments
    )
    if not is_bare:
        return transcript
    lines = [
        line
        for run in _runs(transcript.segments)
        for line in lines_of(
            run[0].speaker,
            tuple(word for segment in run for word in segment.words),
            run[0].language or transcript.language,
        )
    ]
    languages = {segment.speaker: segment.language for segment in transcript.segments}
    numbered = tuple(
        msgspec.structs.replace(line, id=f"s{number:04d}", language=languages[line.speaker])
        for number, line in enumerate(lines, 1)
    )
    return msgspec.structs.replace(transcript, segments=numbered, is_punctuated=True)


def lines_of(speaker: str, words: Sequence[Word], language: Language) -> list[Segment]:
    """Return words as lines of whole sentences, none much longer than half a minute; without ids."""
    groups: list[list[Sentence]] = []
    for sentence in sentences(words, language):
        start = groups[-1][0].words[0].start_ms if groups else 0
        if not groups or sentence.words[-1].end_ms - start > _LONGEST_MS:
            groups.append([])
        groups[-1].append(sentence)
    return [_line(speaker, group) for group in groups]


def _line(speaker: str, group: Sequence[Sentence]) -> Segment:
    words = tuple(word for sentence in group for word in sentence.words)
    return Segment(
        id="",
        speaker=speaker,
        start_ms=words[0].start_ms,
        end_ms=words[-1].end_ms,
        text=" ".join(sentence.text for sentence in group),
        words=words,
    )


def _runs(segments: Sequence[Segment]) -> Iterator[list[Segment]]:
    """Yield what one speaker says, in one language, without another between or a long silence."""
    run: list[Segment] = []
    for segment in segments:
        if run and not _goes_on(run[-1], segment):
            yield run
            run = []
        run.append(segment)
    if run:
        yield run


def _goes_on(before: Segment, after: Segment) -> bool:
    return (
        (before.speaker, before.language) == (after.speaker, after.language)
        and before.overlaps == after.overlaps
        and 0 <= after.start_ms - before.end_ms < BREATH_MS
    )
