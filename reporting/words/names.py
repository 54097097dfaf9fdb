"""Everybody's name as printed, over several sessions. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from models.language import Language, Phrase
from models.transcript import COMPANION, WALKER, Speaker, Transcript

_NAMES = {WALKER: Phrase("Walker", "Promeneur"), COMPANION: Phrase("Companion", "Compagnon")}
_IN_PROSE = (
    (_NAMES[WALKER], Phrase("the walker", "le promeneur")),
    (_NAMES[COMPANION], Phrase("the companion", "le compagnon")),
)
_UNKNOWN = Phrase("Unidentified voice", "Voix non identifiée")


def printed_name(
    speaker: Speaker, number: int, language: Language, *, is_alone: bool = False
) -> str:
    """Return a voice's name as printed; `Voice 2` while nobody named it, with `?` where guessed.

    Where nobody is told apart (`is_alone`), one label stands for everybody and says so.
    """
    if speaker.name:
        return speaker.name if speaker.is_certain else f"{speaker.name}\u00a0?"
    if speaker.id in _NAMES:
        return _NAMES[speaker.id].to(language)
    if is_alone and speaker.kind == "unknown":
        return _UNKNOWN.to(language)
    return Phrase(f"Voice {number}", f"Voix {number}").to(language)


def in_prose(name: str, language: Language) -> str:
    """Return a name as it stands in a sentence: somebody who has none is `the walker`."""
    for phrase, running in _IN_PROSE:
        if name == phrase.to(language):
            return running.to(language)
    return name


def printed_names(
    transcripts: Iterable[Transcript], language: Language | None = None
) -> dict[tuple[str, str], str]:
    """Return names by session and id of the speaker; in each session's language unless one is given."""
    return {
        (one.id, speaker.id): printed_name(
            speaker, number, language or one.language, is_alone=len(one.speakers) == 1
        )
        for one in transcripts
        for number, speaker in enumerate(one.speakers, 1)
    }
