"""Finds the command that an utterance is, or holds at its edge; everything else is an idea.

The law of this module: a command never fires inside an idea. It is the whole utterance; or it ends
it, after at most four words that do not govern it; or it opens it and is followed by its object. A
negated command, one that is quoted, or one said to somebody else is none. Pure: words in, a command
or nothing out. What a person would mind losing is asked about again (`companion.conversation.obey`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from companion.conversation import grammar_en, grammar_fr
from companion.conversation.contract import Command, CommandName
from companion.conversation.grammar import Grammar
from companion.conversation.words import Clause, clauses, content_stems, fold
from models.language import Language

GRAMMARS: dict[Language, Grammar] = {"en": grammar_en.GRAMMAR, "fr": grammar_fr.GRAMMAR}

MOST_LEADING_WORDS = 4
"""Words that may come before a command that ends an utterance."""

MOST_OBJECT_WORDS = 5

_TO_ANYBODY: frozenset[CommandName] = frozenset(
    (
        "drop",
        "let-me-think",
        "be-quiet",
        "repeat",
        "go-on",
        "end",
        "no",
        "pause",
        "slower",
        "faster",
    )
)
"""Commands that one also gives to a dog, a child, a passer-by."""

_TRAILING: frozenset[CommandName] = frozenset(
    (
        "note", "keep", "drop", "question-mark", "as-question", "off-record", "forget-minute",
        "let-me-think", "go-on", "park", "summary", "undo", "another-angle", "end", "repeat",
        "answer-again", "slower",
    )
)  # fmt: skip

_MOST_CALLED = 7
"""Words of a call to somebody else; in a longer sentence "the kids" are spoken of."""

_ANSWERS: frozenset[CommandName] = frozenset(("yes", "no"))
_NEEDS_OBJECT: frozenset[CommandName] = frozenset(
    ("keep", "drop", "park", "question-mark", "as-question")
)


@dataclass(frozen=True, slots=True)
class Situation:
    """What has been going on, where it changes what an utterance means."""

    known: Collection[str] = ()
    """Stems of the ideas and topics of this walk: what a command can be about."""
    is_asked: bool = False
    """True where a yes or a no is awaited."""
    with_others: bool = False
    """True where the walker has just been talking to somebody else."""


ALONE = Situation()


def parse(text: str, language: Language, situation: Situation = ALONE) -> Command | None:
    """Return the command in `text`, or None where it is for thinking, not for obeying."""
    grammar = GRAMMARS[language]
    parts = clauses(text)
    if not parts:
        return None
    with_others = situation.with_others or is_to_others(text, language)
    noted = _noting(text, parts, grammar)
    if noted is not None:
        return noted
    for clause, before, after in _candidates(text, parts):
        command = _in_clause(clause, grammar, language, situation)
        if command is None or clause.is_quoted:
            continue
        if with_others and command.name in _TO_ANYBODY:
            continue
        spoken = " ".join(part for part in (before, command.idea) if part)
        return Command(command.name, command.about, spoken, after)
    return None


def is_to_others(text: str, language: Language) -> bool:
    """Tell whether the walker is talking to a dog, a child or a passer-by: in few words."""
    others = GRAMMARS[language].others
    return any(
        len(clause.tokens) <= _MOST_CALLED and others.search(clause.folded)
        for clause in clauses(text)
    )


def _candidates(text: str, parts: tuple[Clause, ...]) -> Iterator[tuple[Clause, str, str]]:
    """Yield each clause with the words around it, the last first: a command mostly ends a turn."""
    if len(parts) > 1:
        for place in reversed(range(len(parts))):
            before = text[: parts[place].start].strip()
            after = text[parts[place].end :].strip(" .!?;:…\n")
            yield parts[place], before, after
    else:
        yield parts[0], "", ""


def _in_clause(
    clause: Clause, grammar: Grammar, language: Language, situation: Situation
) -> Command | None:
    words = [grammar.rewrites.get(token.folded, token.folded) for token in clause.tokens]
    command = _whole(words, grammar, situation)
    if command is not None:
        return command
    first, last = _trim(words, grammar)
    if first >= last:
        return None
    core = words[first:last]
    command = _whole(core, grammar, situation)
    if command is not None:
        return command
    command = _said_twice(core, grammar, situation)
    if command is not None:
        return command
    command = _with_object(clause, core, first, grammar, language, situation)
    if command is not None:
        return command
    return _trailing(clause, words, last, grammar, situation)


def _trim(words: list[str], grammar: Grammar) -> tuple[int, int]:
    """Return where the meaning starts and ends once fillers and courtesies are set aside."""
    first, last = 0, len(words)
    while first < last:
        text = " ".join(words[first:last])
        found = next((m for m in grammar.courtesies.finditer(text) if m.group() != text), None)
        if found is not None and found.start() == 0:
            first += len(found.group().split())
        elif found is not None:
            last -= len(found.group().split())
        elif words[first] in grammar.fillers:
            first += 1
        elif words[last - 1] in grammar.fillers:
            last -= 1
        else:
            break
    return first, last


def _whole(core: list[str], grammar: Grammar, situation: Situation) -> Command | None:
    text = " ".join(core)
    if situation.is_asked:
        for name, pattern in grammar.whole:
            if name in _ANSWERS and pattern.match(text):
                return Command(name)
    for name, pattern in grammar.whole:
        if name in _ANSWERS:
            continue
        if match := pattern.match(text):
            return Command(name, (match.groupdict().get("about") or ""))
    return None


def _said_twice(core: list[str], grammar: Grammar, situation: Situation) -> Command | None:
    """Return the command that both halves of an utterance give: "wait, let me think"."""
    for place in range(1, len(core)):
        first = _whole(core[:place], grammar, situation)
        second = _whole(core[place:], grammar, situation) if first is not None else None
        if first is not None and second is not None and first.name == second.name:
            return second if second.about or not first.about else first
    return None


def _with_object(
    clause: Clause,
    core: list[str],
    first: int,
    grammar: Grammar,
    language: Language,
    situation: Situation,
) -> Command | None:
    text = " ".join(core)
    for name, pattern in grammar.objects:
        match = pattern.match(text)
        if match is None:
            continue
        before = text[: match.start("about")].split()
        start = first + len(before)
        about = clause.original(start, start + len(match.group("about").split()))
        if not _is_named(about, grammar):
            return None
        if name in _NEEDS_OBJECT and not _is_object(about, before[-1], language, situation):
            return None
        return Command(name, about)
    return None


def _is_named(about: str, grammar: Grammar) -> bool:
    """Tell whether `about` can be the object of a command rather than the rest of a sentence."""
    words = fold(about).replace("-", " ").split()
    if len(words) > MOST_OBJECT_WORDS or any(word in grammar.object_stops for word in words):
        return False
    return not any(
        word in grammar.determiners and before not in _JOINING for before, word in pairwise(words)
    )


_JOINING = frozenset("of about de du sur pour a en".split())
_ORDINAL = re.compile(r"(?:idea|one|idee|piste|note)$")
_CONTRACTED = frozenset("aux au du des".split())


def _is_object(about: str, before: str, language: Language, situation: Situation) -> bool:
    """Tell whether `about` names an idea of this walk; where none is known, whether it could."""
    words = fold(about).replace("-", " ").split()
    stems = content_stems(about, language)
    if not stems:
        return _ORDINAL.search(words[-1]) is not None
    if situation.known:
        return bool(set(stems) & set(situation.known))
    starts = words[0] in GRAMMARS[language].determiners or words[0].startswith("l'")
    return starts or before in _CONTRACTED


def _trailing(
    clause: Clause, words: list[str], last: int, grammar: Grammar, situation: Situation
) -> Command | None:
    for count in range(1, min(MOST_LEADING_WORDS, last - 1) + 1):
        name_and_about = _whole(words[count:last], grammar, situation)
        if name_and_about is None or name_and_about.name not in _TRAILING:
            continue
        if not _may_precede(words[:count], name_and_about, grammar):
            return None
        return Command(name_and_about.name, name_and_about.about, clause.original(0, count))
    return None


def _may_precede(before: list[str], command: Command, grammar: Grammar) -> bool:
    """Tell whether words before a command leave it a command."""
    meant = [word for word in before if word not in grammar.fillers]
    if not meant:
        return True
    if before[-1] in grammar.blockers or _is_negated(before):
        return False
    if len(meant) == 1 and len(before) == len(meant):
        called = meant[0] not in grammar.vocative_safe
        return not (called and command.name in _TO_ANYBODY)
    return not _governs(before[-1], grammar)


_NEGATIONS = frozenset(
    "not never don't doesn't didn't can't cannot won't ne pas jamais n' shouldn't".split()
)
_SINGULAR_IN_S = frozenset(
    """yes this is us bus plus pas tres alors puis sais temps fois works fits helps solves matters
    sounds""".split()
)


def _is_negated(before: list[str]) -> bool:
    words = " ".join(before).replace("pas mal", "").replace("pas bete", "").split()
    return bool(set(words) & _NEGATIONS)


def _governs(word: str, grammar: Grammar) -> bool:
    """Tell whether `word` reads as the subject of what follows: "the volunteers keep that"."""
    if word in grammar.vocative_safe:
        return False
    return word.endswith("s") and word not in _SINGULAR_IN_S


def _noting(text: str, parts: tuple[Clause, ...], grammar: Grammar) -> Command | None:
    """Return `note that: …` and its words, where the utterance opens with it."""
    clause = parts[0]
    words = [grammar.rewrites.get(token.folded, token.folded) for token in clause.tokens]
    first = 0
    while first < len(words) and words[first] in grammar.fillers:
        first += 1
    match = grammar.noting.match(" ".join(words[first:]))
    if match is None or clause.is_quoted:
        return None
    used = first + len(match.group().split())
    if used >= len(words):
        rest = text[parts[1].start :].strip() if len(parts) > 1 else ""
        return Command("note", "", "", rest) if rest else None
    return _noted(
        words[used:], text[clause.start + clause.tokens[used].start :], match.group(), text
    )


def _noted(words: list[str], rest: str, opener: str, text: str) -> Command | None:
    has_that = opener.endswith((" that", " que", " qu'")) or opener in _CERTAIN_OPENERS
    has_colon = ":" in text and text.index(":") < len(text) // 2
    if len(words) >= _LEAST_NOTED and (has_that or has_colon) and "question" not in words[-2:]:
        return Command("note", "", rest.strip(" .:"))
    return None


_LEAST_NOTED = 3
_CERTAIN_OPENERS = frozenset(
    ("note to self", "make a note", "take a note", "prends note", "prends bonne note")
)
"""Introduce a note without "that": nothing else begins like this."""
