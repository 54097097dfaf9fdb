"""Puts the walker's words into a line of the companion's, as one says it.

The law of this module: only articles and capitals change, as the language wants it. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.language import Language


def fill(template: str, phrase: str, language: Language) -> str:
    """Put a phrase of the walker's in its place; French articles are contracted with it."""
    if language == "fr":
        template, phrase = _contracted(template, phrase)
    at_start = phrase[:1].upper() + phrase[1:]
    for hole in ("it", "idea"):
        template = template.replace(f"{{{hole}}}", phrase)
        template = template.replace(f"{{{hole.capitalize()}}}", at_start)
    return template


HOLE = re.compile(r"\{(?:it|idea)\}", re.IGNORECASE)
"""Where a line takes words of the walker's."""


_CONTRACTED = {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"}


def _contracted(template: str, phrase: str) -> tuple[str, str]:
    """Contract `de {it}` and `à {it}` with the article that starts `phrase`."""
    article, _, rest = phrase.partition(" ")

    def joined(match: re.Match[str]) -> str:
        preposition = match[1]
        short = _CONTRACTED.get((preposition.lower(), article))
        if short is None:
            return match[0]
        return f"{short.capitalize() if preposition[0].isupper() else short} {rest}"

    return re.sub(r"\b(de|à|De|À) \{it\}", joined, template), phrase


def spoken_list(names: Sequence[str], language: Language) -> str:
    """Join names as one says them."""
    if len(names) < 2:
        return "".join(names)
    joint = " et " if language == "fr" else " and "
    return ", ".join(names[:-1]) + joint + names[-1]
