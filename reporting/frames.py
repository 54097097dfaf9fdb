"""The ways a retelling may say who speaks: "According to Ann, …", "Ann explains that …".

A frame is all that a chat model may put around what was said; a verb that takes a side is only
allowed where the statement does. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from models.language import Language
from models.transcript import Speaker
from reporting.records import Stance
from reporting.verify_quotes import names_of
from reporting.wordforms import SPEAKERS_OWN
from reporting.wording import forms

_ACCORDING = {"fr": r"(?:selon|pour|d['’]après)", "en": r"(?:according to|for)"}
_PLAIN = {
    "fr": "dit explique indique ajoute note précise observe raconte rapporte estime juge considère "
    "pense trouve affirme déclare constate poursuit",
    "en": "says explains adds notes observes reports thinks finds states considers recounts tells "
    "continues holds",
}
_SIDED: dict[Stance, dict[Language, str]] = {
    "critical": {"fr": "craint regrette déplore", "en": "fears regrets deplores worries"},
    "favourable": {"fr": "apprécie", "en": "appreciates"},
}
_THAT = {"fr": r"\s*(?:que\b|qu['’]|:|,)", "en": r"\s*(?:that\b|:|,)"}


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence taken apart."""

    speaker: str
    """Id."""
    body: str
    """What is left without the frame."""
    stance: Stance | str
    """The side that the verb of the frame takes; empty for most."""
    is_subject: bool
    """True where the name itself is the subject of the body: "Ann wonders whether …"."""


def callable_names(speakers: tuple[Speaker, ...], printed: Mapping[str, str]) -> dict[str, str]:
    """Return speakers by each name that means nobody else."""
    found = {name: next(iter(ids)) for name, ids in names_of(speakers).items() if len(ids) == 1}
    for speaker, name in printed.items():
        found.setdefault(name, speaker)
    return {name: speaker for name, speaker in found.items() if name}


def frame_of(text: str, names: Mapping[str, str], language: Language) -> Frame | None:
    """Return who the sentence says is speaking, and what; None where it does not say so."""
    for pattern, is_subject in _patterns(tuple(sorted(names, key=len, reverse=True)), language):
        found = pattern.match(text.strip())
        if found is None:
            continue
        body = found["body"].strip(" ,:;.…!\u00a0\u202f")
        if {form.rstrip("'") for form in forms(body)} & SPEAKERS_OWN[language]:
            return None
        verb = (found.groupdict().get("verb") or "").lower()
        stance = next((side for side, of in _SIDED.items() if verb in of[language].split()), "")
        return Frame(names[found["name"]], body, stance if verb else "", is_subject)
    return None


@lru_cache(maxsize=64)
def _patterns(names: tuple[str, ...], language: Language) -> list[tuple[re.Pattern[str], bool]]:
    name = f"(?P<name>{'|'.join(re.escape(one) for one in names)})(?![\\w-])"
    verbs = "|".join(
        [*_PLAIN[language].split(), *(v for s in _SIDED.values() for v in s[language].split())]
    )
    verb = rf"(?P<verb>{verbs})\b"
    return [
        (
            re.compile(rf"(?i:{_ACCORDING[language]})\s+{name}\s*[,:]\s*(?P<body>.*)", re.DOTALL),
            False,
        ),
        (re.compile(rf"{name}\s+{verb}{_THAT[language]}(?P<body>.*)", re.DOTALL), False),
        (re.compile(rf"{name}\s*:(?P<body>.*)", re.DOTALL), False),
        (re.compile(rf"(?P<body>.*),\s*{verb}\s+{name}\s*[.…!]*$", re.DOTALL), False),
        (re.compile(rf"(?P<body>.*),\s*{name}\s+{verb}\s*[.…!]*$", re.DOTALL), False),
        (re.compile(rf"{name}\s+(?P<body>.*)", re.DOTALL), True),
    ]
