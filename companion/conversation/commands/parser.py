"""Finds the command that an utterance is, or holds at its edge; everything else is an idea.

The law of this module: a command never fires inside an idea. It is the whole utterance; or it ends
it, after at most four words that do not govern it; or it opens it and is followed by its object. A
negated command, one that is quoted, or one said to somebody else is none. Pure: words in, a command
or nothing out. What a person would mind losing is asked about again (`companion.conversation.obey`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from companion.conversation.commands import english, french
from companion.conversation.commands.grammar import Grammar, Wording
from companion.conversation.commands.objects import is_named, is_of_this_walk
from companion.conversation.commands.readings import Reading, Stance, joined, openings, readings
from companion.conversation.commands.spelling import respelled
from companion.conversation.contract import Command, CommandName
from companion.conversation.words import Clause, Token, clauses
from models.language import Language

GRAMMARS: dict[Language, Grammar] = {"en": english.GRAMMAR, "fr": french.GRAMMAR}

MOST_LEADING_WORDS = 4
"""Words that may come before a command that ends an utterance."""

_MOST_WORDS = 24
"""Of a command with everything that may stand around it; what is longer is thinking."""
_MOST_FRONTED = 5
_MOST_EXCUSED = 8
"""Words of a command before the reason that is given for it."""
_POINTED = frozenset(("", "ça", "ca", "le", "la", "les"))
_MOST_CALLED = 7
"""Words of a call to somebody else; in a longer sentence "the kids" are spoken of."""
_LEAST_NOTED = 3

_TO_ANYBODY: frozenset[CommandName] = frozenset(
    ("drop", "let-me-think", "be-quiet", "repeat", "go-on", "end", "no", "pause", "slower", "faster")
)  # fmt: skip
"""Commands that one also gives to a dog, a child, a passer-by."""

_TRAILING: frozenset[CommandName] = frozenset(
    (
        "note", "keep", "drop", "question-mark", "as-question", "off-record", "forget-minute",
        "let-me-think", "go-on", "park", "summary", "undo", "another-angle", "end", "repeat",
        "answer-again", "slower", "recall",
    )
)  # fmt: skip

_SHELVED: frozenset[CommandName] = frozenset(
    ("keep", "drop", "park", "question-mark", "as-question")
)
"""Commands about one idea: their object is one of this walk."""

_PROMISED = _SHELVED | {"note"}


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
    parts = clauses(text)
    if not parts:
        return None
    parser = _Parser(GRAMMARS[language], language, situation)
    with_others = situation.with_others or is_to_others(text, language)
    noted = parser.noting(text, parts)
    if noted is not None:
        return noted
    for clause, before, after in _candidates(text, parts):
        command = parser.in_clause(clause)
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


@dataclass(frozen=True, slots=True)
class _Parser:
    grammar: Grammar
    language: Language
    situation: Situation

    def in_clause(self, clause: Clause) -> Command | None:
        """Return the command that a clause is or ends with."""
        words = respelled(clause.tokens, self.language)
        return (
            self._answer(words)
            or self._whole(clause, words)
            or self._said_twice(clause, words)
            or self._fronted(clause, words)
            or self._dislocated(clause, words)
            or self._with_reason(clause, words)
            or self._trailing(clause)
        )

    # -- the whole clause ----------------------------------------------------------------------

    def _answer(self, words: tuple[Token, ...]) -> Command | None:
        if not self.situation.is_asked:
            return None
        for reading in readings(words, self.grammar):
            for wording in self.grammar.answers:
                if wording.pattern.match(reading.text):
                    return Command(wording.name)
        return None

    def _whole(self, clause: Clause, words: tuple[Token, ...]) -> Command | None:
        if len(words) > _MOST_WORDS:
            return None
        for reading in readings(words, self.grammar):
            command = self._of_reading(clause, reading)
            if command is not None:
                return command
        return None

    def _of_reading(
        self, clause: Clause, reading: Reading, *, is_trailing: bool = False
    ) -> Command | None:
        text = reading.text
        for wording in self.grammar.commands:
            if is_trailing and not wording.may_trail:
                continue
            span = wording.object_in(text)
            if span is False:
                continue
            if span is None:
                found: Command | None = Command(wording.name)
            else:
                start, end = (text[:place].count(" ") for place in span)
                found = self._about(clause, reading, start, end, wording)
            if found is not None and _may_be_put_so(found, reading.stance):
                return found
        return None

    def _about(
        self, clause: Clause, reading: Reading, start: int, end: int, wording: Wording
    ) -> Command | None:
        about = reading.words[start:end]
        before = reading.words[start - 1].folded if start else ""
        if wording.names_object:
            if not is_named(about, self.grammar) or self._has_tail(about):
                return None
            if wording.name in _SHELVED and not is_of_this_walk(
                about, before, self.grammar, self.language, self.situation.known
            ):
                return None
        said = _said(clause, about)
        article = self.grammar.articles.get(before)
        return Command(wording.name, f"{article} {said}" if article else said)

    def _has_tail(self, about: tuple[Token, ...]) -> bool:
        """Tell whether "please" and the like still hang on an object: another reading has them off."""
        match = self.grammar.tails.search(joined(about))
        return (match is not None and match.start() > 0) or about[-1].folded in self.grammar.closers

    def _said_twice(self, clause: Clause, words: tuple[Token, ...]) -> Command | None:
        """Return the command that both halves of an utterance give: "wait, let me think"."""
        for place in range(1, len(words) if len(words) <= _MOST_WORDS else 0):
            first = self._whole(clause, words[:place])
            second = self._whole(clause, words[place:]) if first is not None else None
            if first is not None and second is not None and first.name == second.name:
                return second if second.about or not first.about else first
        return None

    def _fronted(self, clause: Clause, words: tuple[Token, ...]) -> Command | None:
        """Return a command whose object stands before its subject: "la serre, on la garde"."""
        for bare in openings(words, self.grammar):
            for place in range(1, min(_MOST_FRONTED, len(bare.words) - 1) + 1):
                if bare.words[place].folded not in self.grammar.fronted_before:
                    continue
                command = self._whole(clause, bare.words[place:])
                if command is None or command.about or command.name == "let-me-think":
                    continue
                front = bare.words[:place]
                if self.grammar.pronouns.fullmatch(joined(front)):
                    return command
                if command.name in _SHELVED and self._is_fronted_object(front):
                    return Command(command.name, _said(clause, front))
        return None

    def _dislocated(self, clause: Clause, words: tuple[Token, ...]) -> Command | None:
        """Return a command whose object is named after its pronoun: "mets ça de côté, la haie"."""
        if not self.grammar.fronted_before or len(words) > _MOST_WORDS:
            return None
        for place in range(max(2, len(words) - _MOST_FRONTED), len(words) - 1):
            if words[place].folded not in self.grammar.determiners:
                continue
            command = self._whole(clause, words[:place])
            if command is None or command.name not in _SHELVED or command.about not in _POINTED:
                continue
            if self._is_fronted_object(words[place:]):
                return Command(command.name, _said(clause, words[place:]))
        return None

    def _with_reason(self, clause: Clause, words: tuple[Token, ...]) -> Command | None:
        """Return `pause` where the walker says why: "pause the walk please, i'm in a shop"."""
        for place in range(1, min(_MOST_EXCUSED, len(words) - 1)):
            if self.grammar.reasons.match(f" {joined(words[place:])} ".replace("  ", " ")) is None:
                continue
            command = self._whole(clause, words[:place])
            if command is not None and command.name == "pause":
                return command
        return None

    def _is_fronted_object(self, front: tuple[Token, ...]) -> bool:
        return is_named(front, self.grammar) and is_of_this_walk(
            front, "", self.grammar, self.language, self.situation.known
        )

    # -- at the end of a clause ----------------------------------------------------------------

    def _trailing(self, clause: Clause) -> Command | None:
        for count in range(1, min(MOST_LEADING_WORDS, len(clause.tokens) - 1) + 1):
            rest = respelled(clause.tokens[count:], self.language)
            command = self._ending(clause, rest)
            if command is None:
                continue
            before = respelled(clause.tokens[:count], self.language)
            if not self._may_precede([word.folded for word in before], command):
                return None
            return Command(command.name, command.about, clause.original(0, count))
        return None

    def _ending(self, clause: Clause, words: tuple[Token, ...]) -> Command | None:
        for reading in readings(words, self.grammar):
            if reading.stance > Stance.REQUEST:
                continue
            command = self._of_reading(clause, reading, is_trailing=True)
            if command is None or command.name not in _TRAILING:
                continue
            if not command.about or command.name not in _SHELVED:
                return command
        return None

    def _may_precede(self, before: list[str], command: Command) -> bool:
        """Tell whether words before a command leave it a command."""
        grammar = self.grammar
        meant = [word for word in before if word not in grammar.fillers]
        if not meant:
            return True
        if before[-1] in grammar.blockers or self._is_negated(before):
            return False
        if len(meant) == 1 and len(before) == len(meant):
            called = meant[0] not in grammar.vocative_safe
            return not (called and command.name in _TO_ANYBODY)
        return not _governs(before[-1], grammar)

    def _is_negated(self, before: list[str]) -> bool:
        text = " ".join(before)
        for harmless in self.grammar.plain_negatives:
            text = text.replace(harmless, "")
        return bool(set(text.split()) & self.grammar.negations)

    # -- words to be noted ---------------------------------------------------------------------

    def noting(self, text: str, parts: tuple[Clause, ...]) -> Command | None:
        """Return `note that: …` and its words, where the utterance opens with it."""
        clause = parts[0]
        words = respelled(clause.tokens, self.language)
        if clause.is_quoted:
            return None
        is_command = self._whole(clause, words) is not None
        for reading in openings(words, self.grammar):
            match = self.grammar.noting.match(reading.text + " ")
            if match is None or reading.stance > Stance.REQUEST:
                continue
            rest = reading.words[match.group().count(" ") :]
            if not rest:
                after = text[parts[1].start :].strip() if len(parts) > 1 else ""
                return Command("note", "", "", after) if after else None
            if not is_command and _is_noted(rest, match.group(), text):
                return Command("note", "", text[clause.start + rest[0].start :].strip(" .:"))
        return None


def _said(clause: Clause, words: tuple[Token, ...]) -> str:
    return clause.text[words[0].start : words[-1].end]


def _may_be_put_so(command: Command, stance: Stance) -> bool:
    """Tell whether a command can be given in this way: after a mere "you", ideas are only "it"."""
    match stance:
        case Stance.ADDRESS:
            return not command.about or command.name not in _PROMISED
        case Stance.PROMISE:
            return not command.about and command.name in _PROMISED
        case _:
            return True


def _is_noted(words: tuple[Token, ...], opener: str, text: str) -> bool:
    has_that = (
        opener.endswith((" that", " que", " qu'", " down", " bien ca", " bien ceci"))
        or opener.strip() in _CERTAIN_OPENERS
    )
    has_colon = ":" in text and text.index(":") < len(text) // 2
    ends = {word.folded for word in words[-2:]}
    return len(words) >= _LEAST_NOTED and (has_that or has_colon) and "question" not in ends


_CERTAIN_OPENERS = frozenset(
    (
        "note to self", "make a note", "take a note", "prends note", "prends bonne note",
        "prenez note", "a noter", "write down", "note down", "jot down",
    )
)  # fmt: skip
"""Introduce a note without "that": nothing else begins like this."""

_SINGULAR_IN_S = frozenset(
    """yes this is us bus plus pas tres alors puis sais temps fois works fits helps solves matters
    sounds""".split()
)


def _governs(word: str, grammar: Grammar) -> bool:
    """Tell whether `word` reads as the subject of what follows: "the volunteers keep that"."""
    if word in grammar.vocative_safe:
        return False
    return word.endswith("s") and word not in _SINGULAR_IN_S
