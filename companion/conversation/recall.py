"""Answers `what did I say about …`: the best lines of this walk and of earlier ones, with when.

The law of this module: lines are read back word for word, and their date is the session's own. The
wording of a date is a function of two dates, so nothing here asks what day it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from companion.conversation.ports import Past, PastLine
from companion.conversation.words import content_stems, tokens
from models.language import Language, Phrase

_MOST_WORDS = 28
_DAYS: dict[Language, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
}
_MONTHS: dict[Language, tuple[str, ...]] = {
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
        "octobre", "novembre", "décembre",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """One utterance of this walk."""

    text: str
    at_ms: int


def recall_text(
    about: str, said: Sequence[Said], past: Past, at_ms: int, language: Language
) -> str:
    """Return at most one line of this walk and one of an earlier walk, or say that there is none."""
    here = best_line(about, said, language)
    earlier = next(iter(past.find(about, limit=1)), None) if about else None
    parts = []
    if here is not None:
        when = minutes_ago(at_ms - here.at_ms, language)
        parts.append(_quote(when, here.text, language))
    if earlier is not None:
        parts.append(_quote(walk_date(earlier, language), earlier.text, language))
    nothing = Phrase(
        f"I find nothing about {about}.", f"Je ne trouve rien à ce sujet : {about}."
    ).to(language)
    return " ".join(parts) or nothing


def best_line(about: str, said: Sequence[Said], language: Language) -> Said | None:
    """Return the utterance that says most about `about`, the latest of equals."""
    wanted = set(content_stems(about, language))
    words = {token.folded for token in tokens(about) if content_stems(token.folded, language)}
    best: tuple[float, int] | None = None
    for place, line in enumerate(said):
        stems = content_stems(line.text, language)
        shared = len(wanted & set(stems))
        exact = words & {token.folded for token in tokens(line.text)}
        score = shared + len(exact) / 2 + min(len(stems), 8) / 100
        if shared and (best is None or score >= best[0]):
            best = (score, place)
    return said[best[1]] if best else None


def minutes_ago(gap_ms: int, language: Language) -> str:
    """Say how long ago in this walk."""
    minutes = max(0, gap_ms) // 60_000
    if minutes < 1:
        return Phrase("Just now", "À l'instant").to(language)
    if minutes == 1:
        return Phrase("A minute ago", "Il y a une minute").to(language)
    return Phrase(f"{minutes} minutes ago", f"Il y a {minutes} minutes").to(language)


def walk_date(line: PastLine, language: Language) -> str:
    """Say which walk, and its day: true, with date."""
    day = spoken_day(datetime.fromisoformat(line.started_at).date(), language)
    count = line.walks_ago
    if count == 1:
        return Phrase(f"Last walk, on {day}", f"À la promenade précédente, {day}").to(language)
    return Phrase(f"{count} walks ago, on {day}", f"Il y a {count} promenades, {day}").to(language)


def spoken_day(day: date, language: Language) -> str:
    """Say a day: "Tuesday the 3rd of March" or "mardi 3 mars"."""
    name, month = _DAYS[language][day.weekday()], _MONTHS[language][day.month - 1]
    if language == "fr":
        return f"le {name} {'1er' if day.day == 1 else day.day} {month}"
    return f"{name} {month} {day.day}"


def _quote(when: str, text: str, language: Language) -> str:
    words = text.split()
    cut = " ".join(words[:_MOST_WORDS]) + (" …" if len(words) > _MOST_WORDS else "")
    said = Phrase("you said", "tu as dit").to(language)
    colon = ":" if language == "en" else " :"
    return f"{when}, {said}{colon} {cut.rstrip('.')}."
