"""What the built-in companion can say, read from the reviewed files of `moves/`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from models.language import Language


@dataclass(frozen=True, slots=True)
class Family:
    """Lines that do the same thing."""

    name: str
    with_words: tuple[str, ...] = ()
    """Hold `{it}` or `{It}`, a noun phrase of the walker's, or `{list}`."""
    plain: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    """Hold `{idea}` or `{Idea}`, a few words that name what was just put forward."""
    steps: tuple[str, ...] = ()
    """Said in this order; empty for a family that is drawn from."""
    plain_steps: tuple[str, ...] = ()


@cache
def families(language: Language) -> Mapping[str, Family]:
    """Return all families of one language by name."""
    file = resources.files("companion.conversation") / "moves" / f"{language}.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        name: Family(
            name,
            tuple(part.get("with", ())),
            tuple(part.get("plain", ())),
            tuple(part.get("named", ())),
            tuple(part.get("steps", ())),
            tuple(part.get("plain_steps", ())),
        )
        for name, part in table.items()
        if isinstance(part, dict)
    }


TECHNIQUES: Mapping[str, tuple[str, ...]] = {
    "devil": (
        "devil",
        "critic",
        "other side",
        "criticise",
        "avocat",
        "critique",
        "wrong",
        "mal",
        "rater",
    ),
    "whys": ("why", "pourquoi"),
    "hmws": ("how might", "comment pourrait"),
    "scamper": ("scamper",),
    "analogies": ("analog",),
    "worst": ("worst", "pire"),
    "premortem": ("mortem",),
}
"""Families walked through on request, with the words by which they are asked for."""


def technique_named(words: str) -> str:
    """Return the family that `words`, folded, ask for; empty where none is meant."""
    return next(
        (name for name, signs in TECHNIQUES.items() if any(sign in words for sign in signs)), ""
    )
