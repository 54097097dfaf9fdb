"""Tells whether words can be what a command is about, rather than the rest of a sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from companion.conversation.commands.grammar import Grammar
from companion.conversation.words import Token, content_stems
from models.language import Language

MOST_OBJECT_WORDS = 5

_JOINING = frozenset("of about de d' du sur pour a en".split())
_ORDINAL = re.compile(r"(?:idea|one|idee|piste|note)$")


def is_named(about: Sequence[Token], grammar: Grammar) -> bool:
    """Tell whether `about` is a name of something: short, with one determiner and no verb."""
    words = [word.folded for word in about]
    longest = MOST_OBJECT_WORDS + sum(word.endswith("'") for word in words)
    if len(words) > longest or any(word in grammar.object_stops for word in words):
        return False
    return not any(
        word in grammar.determiners and before not in _JOINING for before, word in pairwise(words)
    )


def is_of_this_walk(
    about: Sequence[Token],
    before: str,
    grammar: Grammar,
    language: Language,
    known: Collection[str],
) -> bool:
    """Tell whether `about` names something of this walk; where nothing is known, whether it could."""
    words = [word.folded for word in about]
    stems = content_stems(" ".join(words).replace("' ", "'").replace(" 's", "'s"), language)
    if not stems:
        return _ORDINAL.search(words[-1]) is not None
    if known:
        return bool(set(stems) & set(known))
    return words[0] in grammar.determiners or before in grammar.articles
