"""The shape in which a language's spoken commands are written down.

A language gives verb families and objects (`commands`), what may stand around any of them (requests,
remarks, fillers, tails), and what makes the same words part of a sentence (blockers, negations, other
people). The pieces are combined by `companion.conversation.commands.parser`, not here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from companion.conversation.commands.spelling import spell
from companion.conversation.commands.template import regex, resolve
from companion.conversation.contract import CommandName
from companion.conversation.words import fold
from models.language import Language


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to give one command."""

    name: CommandName
    pattern: re.Pattern[str]
    may_trail: bool = True
    """False where the same words often end an idea: then only the whole utterance counts."""
    names_object: bool = False
    """True where an object has to be recognised among the walker's own words."""

    def object_in(self, text: str) -> tuple[int, int] | Literal[False] | None:
        """Return where in `text` the object is, None where it has none, False where it does not match."""
        match = self.pattern.match(text)
        if match is None:
            return False
        return next((match.span(name) for name, said in match.groupdict().items() if said), None)


Patterns = tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language's commands; patterns match words with one space before each."""

    commands: Patterns
    """Each covers a whole clause, in order of precedence; objects are groups."""
    answers: Patterns
    """Yes and no."""
    noting: re.Pattern[str]
    """What introduces words to be noted; they follow the match."""
    requests: re.Pattern[str]
    """Ways to ask for what follows: "could you"."""
    assertions: re.Pattern[str]
    """Ways to say that what follows is done: "on", "you can"; they begin an utterance or do not count."""
    addresses: re.Pattern[str]
    """A mere "you": commands follow it, with no object but "it" or "that"."""
    promises: re.Pattern[str]
    """What the walker or both will do: only ideas are kept, dropped, noted so, and only "it"."""
    remarks: re.Pattern[str]
    """Short appraisals and reasons that may come first: "that's good"."""
    reasons: re.Pattern[str]
    """Begin to say why one has to break off: "i'm going into"."""
    tails: re.Pattern[str]
    """What may follow any command: "please", "for me"."""
    pronouns: re.Pattern[str]
    """Objects that are pointed at: "that one"."""
    fillers: frozenset[str]
    """Words that may stand before a command without meaning anything."""
    closers: frozenset[str]
    """Words that may stand after it in the same way."""
    blockers: frozenset[str]
    """Before a command, one of these makes it part of a sentence: "we should park this"."""
    negations: frozenset[str]
    plain_negatives: tuple[str, ...]
    """Turns with a negation that say nothing against what follows: "pas mal"."""
    others: re.Pattern[str]
    """Tells that somebody else is spoken to: a dog, a child, a passer-by."""
    vocative_safe: frozenset[str]
    """Single words that may open an utterance without being somebody's name."""
    determiners: frozenset[str]
    """What an object starts with when it is named for the first time."""
    object_stops: frozenset[str]
    """Words that no object of a command holds: the utterance is a sentence then."""
    articles: Mapping[str, str] = field(default_factory=dict)
    """The article inside a contraction: "du" holds "le"."""
    fronted_before: frozenset[str] = frozenset()
    """Subjects that an object may stand before: "la serre on la garde"."""
    clitics: frozenset[str] = frozenset()
    """Pronouns that stand before their verb: "tu la gardes"."""


def _numbered(source: str) -> str:
    """Number the groups of objects: alternatives may each hold one."""
    pieces = source.split("(?P<about>")
    return "".join(
        piece if place == 0 else f"(?P<about{place}>{piece}" for place, piece in enumerate(pieces)
    )


_NAMED = re.compile(r"\b(?:OBJ|X)\b")


@dataclass(frozen=True, slots=True)
class Workshop:
    """Compiles one language's templates."""

    language: Language
    classes: Mapping[str, str]
    forms: Callable[[str], str]

    def patterns(self, table: Mapping[CommandName, tuple[str, ...]]) -> Patterns:
        """Compile templates in order, each covering a whole clause; `~` marks what may not trail."""
        return tuple(
            self._wording(name, template)
            for name, templates in table.items()
            for template in templates
        )

    def _wording(self, name: CommandName, template: str) -> Wording:
        bare = template.removeprefix("~")
        return Wording(
            name,
            re.compile(f"(?:{_numbered(self._source(bare))})$"),
            may_trail=bare == template,
            names_object=_NAMED.search(bare) is not None,
        )

    def opening(self, *templates: str) -> re.Pattern[str]:
        """Compile alternatives that end where another word begins."""
        return re.compile(f"(?:{'|'.join(map(self._source, templates))})(?= )")

    def closing(self, *templates: str) -> re.Pattern[str]:
        """Compile alternatives that reach the end of a clause."""
        return re.compile(f"(?:{'|'.join(map(self._source, templates))})$")

    def _source(self, template: str) -> str:
        return regex(
            template, self.classes, self.forms, lambda word: spell(fold(word), self.language)
        )


def workshop(
    language: Language,
    definitions: Mapping[str, str],
    names: Mapping[str, str],
    forms: Callable[[str], str],
) -> Workshop:
    """Return what compiles `language`: its classes of phrases, and those given as expressions."""
    classes = resolve(definitions, forms, lambda word: spell(fold(word), language))
    return Workshop(language, {**classes, **names}, forms)
