"""What every reader hands over, and how it becomes a transcript.

A reader finds turns; speakers' ids, segment ids, order, times and language are settled here, once,
in the same way for every kind of file. No word of a file is dropped on the way.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace

from models.language import Language, Phrase
from models.transcript import (
    COMPANION,
    WALKER,
    Event,
    Provenance,
    Segment,
    SessionKind,
    Speaker,
    SpeakerKind,
    Transcript,
    Word,
)
from reporting.errors import SourceUnreadable
from reporting.sources.decoding import tidy
from reporting.words.tongue import guess_language

WORD_MS = 400
"""Milliseconds per word where a source has no times: an unhurried 150 words a minute."""

_KINDS: tuple[tuple[SpeakerKind, frozenset[str]], ...] = (
    ("walker", frozenset({"walker", "promeneur", "promeneuse", "marcheur", "marcheuse"})),
    ("companion", frozenset({"companion", "compagnon"})),
    (
        "moderator",
        frozenset(
            "moderator moderateur moderatrice animateur animatrice host chair interviewer "
            "presentateur presentatrice journaliste".split()
        ),
    ),
    ("audience", frozenset({"audience", "public", "salle", "floor"})),
)
_SENTENCE_END = re.compile(r"[.!?…][\"'»”’)\]]*$")
_ASIDE = re.compile(r"^(?P<name>[^(\[,]+?)\s*[(\[,]\s*(?P<role>[^()\[\]]*?)\s*[)\]]?$")


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of one speaker as a reader found it."""

    text: str
    speaker: str = ""
    """The name in the file, empty where it has none."""
    start_ms: int = -1
    """Negative where the file has no times."""
    end_ms: int = -1
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """All that a reader found in a file."""

    source: str
    """Kind of file: `vtt`, `srt`, `text`, `markdown`, `docx`, `json`."""
    turns: tuple[Turn, ...]
    title: str = ""
    date: str = ""
    language: str = ""
    """As the file states it, any tag; empty where it does not."""
    engine: str = ""
    remarks: tuple[Phrase, ...] = field(default=())
    """What was repaired or looks wrong, for the person who imports."""


def assemble(
    found: Found,
    *,
    session: str,
    language: Language | None,
    title: str,
    kind: SessionKind | None,
    sha256: str,
) -> Transcript:
    """Return the transcript of what a reader found; raises SourceUnreadable where nobody speaks."""
    turns = [replace(turn, text=text) for turn in found.turns if (text := tidy(turn.text))]
    if not turns:
        raise SourceUnreadable(
            Phrase("The file holds no words.", "Le fichier ne contient aucune parole.")
        )
    is_timed = all(turn.start_ms >= 0 for turn in turns)
    turns = _in_order(turns) if is_timed else _paced(turns)
    speakers = _speakers(turns)
    return Transcript(
        id=session,
        kind=kind or _kind(speakers, found.source, _is_punctuated(turns)),
        language=language or _spoken(found, turns),
        title=tidy(title or found.title),
        speakers=tuple(speakers.values()),
        segments=_segments(turns, speakers),
        duration_ms=max(turn.end_ms for turn in turns),
        is_timed=is_timed,
        is_punctuated=_is_punctuated(turns),
        provenance=Provenance(source=found.source, engine=found.engine, sha256=sha256),
        event=Event(date=found.date),
    )


def speaker_kind(name: str) -> SpeakerKind:
    """Return what the name itself says: `WALKER`, `Moderator`, `Salle 2`; `speaker` otherwise."""
    words = set(re.findall(r"[a-z]+", _bare(name)))
    return next((kind for kind, names in _KINDS if words & names), "speaker")


def _bare(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _speakers(turns: list[Turn]) -> dict[str, Speaker]:
    """Return the speakers by the name in the file, in order of their first word."""
    found: dict[str, Speaker] = {}
    for turn in turns:
        if turn.speaker not in found:
            found[turn.speaker] = _speaker(turn.speaker, len(found) + 1)
    return found


def _speaker(label: str, number: int) -> Speaker:
    name, role = tidy(label), ""
    if aside := _ASIDE.match(name):
        name, role = aside["name"], aside["role"]
    kind = speaker_kind(name) if name else "unknown"
    match kind:
        case "walker":
            return Speaker(WALKER, "", kind)
        case "companion":
            return Speaker(COMPANION, "", kind)
        case _:
            return Speaker(f"v{number}", name, kind, role)


def _segments(turns: list[Turn], speakers: dict[str, Speaker]) -> tuple[Segment, ...]:
    latest: dict[str, int] = {}
    segments: list[Segment] = []
    for number, turn in enumerate(turns, 1):
        speaker = speakers[turn.speaker].id
        others = max((end for other, end in latest.items() if other != speaker), default=0)
        segments.append(
            Segment(
                id=f"s{number:04d}",
                speaker=speaker,
                start_ms=turn.start_ms,
                end_ms=turn.end_ms,
                text=turn.text,
                words=turn.words,
                overlaps=turn.start_ms < others,
            )
        )
        latest[speaker] = max(latest.get(speaker, 0), turn.end_ms)
    return tuple(segments)


def _paced(turns: list[Turn]) -> list[Turn]:
    """Give turns without times the times an unhurried reader would need: only their order is true."""
    paced: list[Turn] = []
    now = 0
    for turn in turns:
        end = now + WORD_MS * max(1, len(turn.text.split()))
        paced.append(replace(turn, start_ms=now, end_ms=end, words=()))
        now = end
    return paced


def _in_order(turns: list[Turn]) -> list[Turn]:
    """Put turns in time order with an end after their start.

    Files made by joining parts count from zero again: such a part is set behind the one before it.
    """
    shift, latest, placed = 0, 0, list[Turn]()
    first = turns[0].start_ms
    for turn in turns:
        begins_again = turn.start_ms <= first + 60_000 and turn.start_ms + shift < latest - 120_000
        if begins_again:
            shift = latest
        moved = _moved(turn, shift)
        placed.append(moved)
        latest = max(latest, moved.end_ms)
    return sorted(placed, key=lambda turn: turn.start_ms)


def _moved(turn: Turn, shift: int) -> Turn:
    start = turn.start_ms + shift
    end = turn.end_ms + shift
    if end <= start:
        end = start + WORD_MS * max(1, len(turn.text.split()))
    if not shift:
        return turn if end == turn.end_ms else replace(turn, end_ms=end)
    words = tuple(
        Word(word.text, word.start_ms + shift, word.end_ms + shift, word.confidence)
        for word in turn.words
    )
    return replace(turn, start_ms=start, end_ms=end, words=words)


def _kind(speakers: dict[str, Speaker], source: str, is_punctuated: bool) -> SessionKind:
    kinds = {speaker.kind for speaker in speakers.values()}
    if "companion" in kinds or kinds == {"walker"}:
        return "walk"
    named = any(speaker.name for speaker in speakers.values())
    is_written = is_punctuated and source in ("markdown", "text", "docx")
    return "notes" if is_written and not named else "talk"


def _spoken(found: Found, turns: list[Turn]) -> Language:
    stated = found.language.lower()[:2]
    if stated == "fr":
        return "fr"
    if stated == "en":
        return "en"
    guess = guess_language(" ".join(turn.text for turn in turns[:2000]))
    if guess.language is not None:
        return guess.language
    if guess.is_foreign or (stated and stated.isalpha()):
        raise SourceUnreadable(
            Phrase(
                "This is neither English nor French, the two languages that are set up.",
                "Ce n'est ni du français ni de l'anglais, les deux langues configurées.",
            ),
            Phrase(
                "If it is one of them all the same, say which: `--lang en` or `--lang fr`.",
                "Si c'en est pourtant une, dites laquelle : `--lang fr` ou `--lang en`.",
            ),
        )
    return "en"


def _is_punctuated(turns: list[Turn]) -> bool:
    """Return False for bare recogniser's words: hardly a capital, hardly a final mark."""
    ended = sum(bool(_SENTENCE_END.search(turn.text)) for turn in turns)
    raised = sum(turn.text[:1].isupper() for turn in turns)
    inside = sum(turn.text.count(". ") + turn.text.count("? ") for turn in turns)
    return (ended + inside) * 5 >= len(turns) or raised * 2 >= len(turns)
