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
from reporting.verifying.quotes import names_of
from reporting.words.wordforms import SPEAKERS_OWN
from reporting.words.wording import forms

_ACCORDING = {"fr": r"(?:selon|pour|d['’]après)", "en": r"(?:according to|for)"}
_PLAIN = {
    "fr": "dit explique indique ajoute note précise observe raconte rapporte estime juge considère "
    "pense trouve affirme déclare constate poursuit croit insiste reprend complète suggère avance soutient",
    "en": "says explains adds notes observes reports thinks finds states considers recounts tells "
    "continues holds believes insists suggests argues maintains",
}
_SIDED: dict[Stance, dict[Language, str]] = {
    "critical": {
        "fr": "craint regrette déplore s'inquiète prévient avertit alerte",
        "en": "fears regrets deplores worries warns objects",
    },
    "favourable": {"fr": "apprécie", "en": "appreciates"},
}
_ANSWERS = {"fr": "répond réplique", "en": "answers replies"}
"""Allowed where the speaker's turn follows another's question."""
_ASKS = {"fr": "demande", "en": "asks"}
"""Allowed before a question."""
_OPINION = {
    "fr": "estime juge considère pense trouve croit suggère avance",
    "en": "thinks finds considers believes suggests holds",
}
"""Verbs that say themselves that it is an opinion."""
_THAT = {"fr": r"\s*(?:que\b|qu['’]|:|,)", "en": r"(?:\s*(?:that\b|:|,)|\s+(?=\w))"}


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
    verb: str = ""

    @property
    def answers(self) -> bool:
        """Whether the verb says that a question was asked."""
        return any(self.verb in verbs.split() for verbs in _ANSWERS.values())

    @property
    def asks(self) -> bool:
        """Whether the verb says that it is a question."""
        return any(self.verb in verbs.split() for verbs in _ASKS.values())

    @property
    def is_opinion(self) -> bool:
        """Whether the verb says that what follows is what somebody thinks."""
        return any(self.verb in verbs.split() for verbs in _OPINION.values())


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
        verb = (found.groupdict().get("verb") or "").lower().replace("’", "'")
        stance = next((side for side, of in _SIDED.items() if verb in of[language].split()), "")
        return Frame(names[found["name"]], body, stance if verb else "", is_subject, verb)
    return None


@lru_cache(maxsize=64)
def _patterns(names: tuple[str, ...], language: Language) -> list[tuple[re.Pattern[str], bool]]:
    name = f"(?P<name>{'|'.join(re.escape(one) for one in names)})(?![\\w-])"
    known = [
        _PLAIN[language],
        _ANSWERS[language],
        _ASKS[language],
        *(side[language] for side in _SIDED.values()),
    ]
    verbs = "|".join(" ".join(known).split()).replace("'", "['’]")
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
