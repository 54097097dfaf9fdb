"""The companion without a chat model: reflects the walker's words and asks one short question.

The law of this module: it has no ideas of its own and does not judge. It never says the same line
twice in a walk, never more than 25 words, never two questions. The same walk with the same seed
gets the same lines, so that it can be replayed. No clock, no I/O, no chance.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from companion.conversation.cues import CUES
from companion.conversation.idea_signs import Kind, holds_idea, is_question
from companion.conversation.moves import Family, families
from companion.conversation.people import people_in
from companion.conversation.reflection import as_said, key_phrases
from companion.conversation.threads import Threads
from companion.conversation.wording import HOLE, fill, spoken_list
from companion.conversation.words import clauses, content_stems, fold
from models.language import Language

MOST_WORDS = 25
_RETURN_EVERY = 5
_RECAP_EVERY = 9
_OPENING_TURNS = 2
_ROSY_SIGNS = 2
"""Signs of all being well, in one turn or in several, after which the critic speaks up."""
_TENDER_TURNS = 6
"""Turns after word of a loss in which nothing is asked of the walker but what they want to say."""
_MOST_SHARE = 0.26
"""Of the words, that the companion says before it becomes brief."""
_UNCOUNTED_TURNS = 2
_USUAL_WORDS = 12
_LEAST_MAIN = 3
"""Times that something came up, for a technique to be about it."""
_TELLING = 4
"""Words of a turn that tells something, though little."""
_BRIEF = 8
"""Words of a line, at most, while the companion is brief."""

_OF_ANYBODY = ("people", "opening", "return", "asked")
"""Families whose lines can be about a person as well as about a thing."""
_EARLY_TURNS = 5
"""Turns in which no frame of ours is put around what the walker brings."""
_FREE_EARLY = ("explore", "why")
_FREE = ("deepen", "explore", "people", "analogy", "why", "provoke", "hmw")

_OF_A_REPLY = (
    "_turn", "_said", "_phrases_used", "_rosy", "_tender", "_technique", "_step", "_wish", "_answered",
    "_last_move", "_link", "_focus", "_has_let_go", "_is_asked", "_was_named", "_our_words",
)  # fmt: skip
"""What replying changes, as against what hearing the walker does."""

_PRAISE = re.compile(
    r"\b(?:great|excellent|brilliant|wonderful|lovely|amazing|fantastic|super|genial|geniale|bravo|"
    r"formidable|magnifique|bonne idee)\b"
)
"""The walker's own words, which would sound like praise if they were said back."""


@dataclass(frozen=True, slots=True)
class Line:
    """One reply, and the move it makes."""

    text: str
    move: str


@dataclass(frozen=True, slots=True)
class Focus:
    """What the walker has just put forward: what a reply can build on."""

    label: str
    """A few words of theirs that name it."""
    kind: Kind


@dataclass(slots=True)
class Facilitator:
    """One walk's built-in companion."""

    language: Language
    seed: int = 0
    _turn: int = 0
    _said: set[str] = field(default_factory=set)
    _phrases_used: dict[str, int] = field(default_factory=dict)
    _threads: Threads = field(default_factory=Threads)
    _rosy: int = 0
    _tender: int = 0
    """Turns in which the companion is only there, after word of a loss."""
    _technique: str = ""
    _step: int = 0
    _wish: str = ""
    """A family to draw from once, whatever fits."""
    _heard: str = ""
    _answered: str = ""
    """What the last reply answered: `answer again` answers it another time."""
    _last_move: str = ""
    _angles: int = 0
    _link: str = ""
    _focus: Focus | None = None
    _has_let_go: bool = False
    """True where the walker has just taken something back."""
    _is_asked: bool = False
    """True where the walker asked for this very move."""
    _is_wanted: bool = False
    """True where the walker asked for an answer: a word of encouragement is none."""
    _was_named: bool = False
    """True where the last reply named the walker's idea: the next one need not."""
    _their_words: int = 0
    _our_words: int = 0
    _place: Facilitator | None = None
    """How things stood before the last reply."""

    def heard(self, text: str, at_ms: int = 0) -> None:
        """Take in what the walker said; several utterances may make one turn."""
        self._heard = f"{self._heard} {text}".strip()
        self._their_words += len(text.split())
        folded = _folded(text)
        cues = CUES[self.language]
        signs = len(cues.rosy.findall(folded))
        if signs >= _ROSY_SIGNS or not cues.doubts.search(folded):
            self._rosy += min(_ROSY_SIGNS, signs)
        else:
            self._rosy = 0
        if cues.grieves.search(folded):
            self._tender = _TENDER_TURNS
        for phrase in key_phrases(text, self.language)[:4]:
            self._threads.remember(phrase, self._turn, at_ms, self.language)

    def answered_otherwise(self) -> None:
        """Somebody else answered this turn."""
        self._turn += 1
        self._answered, self._heard = self._heard or self._answered, ""

    def keep_place(self) -> None:
        """Remember how things stand, for the reply that follows may never be heard."""
        self._place = replace(
            self, _said=set(self._said), _phrases_used=dict(self._phrases_used), _place=None
        )

    def take_back(self) -> None:
        """Forget the last reply: nobody heard it, and what it answered still wants an answer."""
        before, self._place = self._place, None
        if before is None or before._turn == self._turn:
            return
        self._heard = f"{before._heard} {self._heard}".strip()
        for name in _OF_A_REPLY:
            setattr(self, name, getattr(before, name))

    def recall(self, spoken: str) -> None:
        """Say this of an earlier walk at the next chance."""
        self._link = spoken

    def forget(self, start_ms: int) -> None:
        """Never come back to what was said since a time."""
        self._threads.forget(start_ms)
        self._focus = None
        self._heard = self._answered = ""

    def let_go(self, text: str) -> None:
        """Never come back to something that was taken back."""
        self._threads.let_go(text, self.language)
        self._has_let_go = True

    def begin(self, family: str) -> None:
        """Walk through a family with steps, or draw once from another; empty ends the present one."""
        has_steps = family != "" and bool(families(self.language)[family].steps)
        self._technique, self._step = (family, 0) if has_steps else ("", 0)
        self._wish = "" if has_steps else family

    def want(self) -> None:
        """The walker gives the floor: the next reply says something."""
        self._is_wanted = True

    @property
    def technique(self) -> str:
        """Name of the family that is being walked through."""
        return self._technique

    def next_angle(self) -> str:
        """Return a family that has not been used last, for `another angle`."""
        angles = ("provoke", "analogy", "people", "critic", "hmw")
        angle = angles[self._angles % len(angles)]
        self._angles += 1
        return angle

    def reply(self, *, ideas: Sequence[str] = (), focus: Focus | None = None) -> Line:
        """Return the next line; `ideas` are short names of what was kept, for a recap."""
        self._turn += 1
        text, self._heard = self._heard or self._answered, ""
        self._focus = focus if focus and not _PRAISE.search(fold(focus.label)) else None
        self._is_asked = bool(self._technique or self._wish or self._is_wanted)
        self._is_wanted = False
        self._answered = text
        line = self._earlier() or self._chosen(text, ideas) or self._last_resort()
        self._last_move, self._has_let_go = line.move, False
        self._was_named = focus is not None and focus.label.lower() in line.text.lower()
        self._our_words += len(line.text.split())
        return line

    def _chosen(self, text: str, ideas: Sequence[str]) -> Line | None:
        phrases = [p for p in key_phrases(text, self.language) if not _PRAISE.search(fold(p))]
        people = people_in(text, self.language)
        things = [phrase for phrase in phrases if phrase not in people]
        for move in self._wishes(text, ideas):
            wanted: Sequence[str] = phrases if move in _OF_ANYBODY else things
            if move == "opening":
                wanted = as_said(phrases, text)
            if move == "brief":
                wanted = as_said(phrases, text)[::-1]
            wanted = people if move == "person" else wanted
            line = self._line(move, wanted, ideas)
            if line is not None:
                self._said.add(line.text)
                return line
        return None

    @property
    def _is_brief(self) -> bool:
        """True where the walker has not had their share of the talk: few words are enough."""
        ours = self._our_words + _USUAL_WORDS
        if self._is_asked or self._turn <= _UNCOUNTED_TURNS:
            return False
        return ours > _MOST_SHARE * (ours + self._their_words)

    def _earlier(self) -> Line | None:
        link, self._link = self._link, ""
        if not link or self._technique or self._wish or self._tender or link in self._said:
            return None
        self._said.add(link)
        return Line(link, "earlier")

    # -- choosing ------------------------------------------------------------------------------

    def _wishes(self, text: str, ideas: Sequence[str]) -> Iterator[str]:
        """Yield the moves that fit, the best first."""
        folded = _folded(text)
        cues = CUES[self.language]
        wish, self._wish = self._wish, ""
        if self._technique or wish:
            yield self._technique or wish
        if cues.invites.search(folded):
            self._is_asked = True
            yield "provoke"
        if self._asks_companion(folded):
            yield "asked"
        if self._tender:
            self._tender -= 1
            yield "tender"
        if len(content_stems(text, self.language)) < 2 and self._turn > 1:
            yield from self._for_little(text)
        if self._turn == 1 or (self._turn == _OPENING_TURNS and len(text.split()) < _USUAL_WORDS):
            yield "opening"
        if self._rosy >= _ROSY_SIGNS:
            self._rosy = 0
            yield "critic"
        if not self._has_let_go and (self._focus is None or self._last_move == self._focus.kind):
            yield from self._periodic(ideas)
        yield from self._about_content(text, folded)
        if self._is_brief:
            yield "brief"
        yield from self._periodic(ideas)
        yield from self._free()

    def _about_content(self, text: str, folded: str) -> Iterator[str]:
        """Yield the moves that answer what was just said, the most telling first."""
        kind = self._focus.kind if self._focus else None
        cues = CUES[self.language]
        found = ["released"] if self._has_let_go else []
        if cues.contrasts.search(folded):
            found.append("contrast")
        if kind in ("concern", "step"):
            found.append(str(kind))
        if kind == "question" or is_question(text, self.language):
            found.append("question")
        if people_in(text, self.language):
            found.append("person")
        if cues.doubts.search(folded) and kind is None:
            found.append("doubt")
        if kind == "idea" or holds_idea(text, self.language):
            found.append("deepen")
        if cues.doubts.search(folded):
            found.append("doubt")
        yield from (move for move in found if move != self._last_move)

    def _for_little(self, text: str) -> Iterator[str]:
        """Yield the moves that answer a few words: what they name, or that somebody listens."""
        if content_stems(text, self.language) and len(text.split()) >= _TELLING:
            yield "brief"
        if self._draw(2, "little"):
            yield "return"
        yield "nudge"

    def _periodic(self, ideas: Sequence[str]) -> Iterator[str]:
        if self._turn % _RECAP_EVERY == 0 and len(ideas) >= 2 and not self._is_brief:
            yield "recap"
        if self._turn % _RETURN_EVERY == 0:
            yield "return"

    def _free(self) -> Iterator[str]:
        free = _FREE if self._turn >= _EARLY_TURNS else _FREE_EARLY
        first = self._draw(len(free), "free")
        order = [*free[first:], *free[:first]]
        yield from (move for move in order if move != self._last_move)
        yield from ("nudge", "question", "doubt", "critic", "return")

    def _asks_companion(self, folded: str) -> bool:
        if self.language == "fr":
            return (
                re.search(r"\b(?:tu (?:en )?penses|qu'en penses|ton avis|tu crois)\b", folded)
                is not None
            )
        return (
            re.search(r"\b(?:do you think|your (?:opinion|view|take)|would you say)\b", folded)
            is not None
        )

    # -- wording -------------------------------------------------------------------------------

    def _line(self, move: str, phrases: Sequence[str], ideas: Sequence[str]) -> Line | None:
        family = families(self.language)[move]
        if family.steps:
            latest = [name for idea in ideas[-1:] for name in key_phrases(idea, self.language)]
            main = self._threads.main(_LEAST_MAIN)
            return self._next_step(family, [main] if main else [*latest, *phrases])
        if move == "recap":
            return self._recap(family, ideas)
        if move == "return":
            thread = self._threads.old(self._turn, phrases, self._used(), self.language)
            return self._drawn(family.with_words, (thread.phrase,), move) if thread else None
        if self._focus and family.named and not (self._was_named or self._is_brief):
            named = self._drawn(family.named, (self._focus.label,), move)
            if named is not None:
                return named
        if self._focus and self._is_brief and move in (self._focus.kind, "deepen"):
            phrases = ()  # a piece of what they put forward would not do it justice
        with_words = self._drawn(family.with_words, phrases, move)
        if with_words is not None and (
            move == "opening" or self._draw(4, "plain") or not family.plain
        ):
            return with_words
        return self._drawn(family.plain, (), move) or with_words

    def _next_step(self, family: Family, phrases: Sequence[str]) -> Line | None:
        if self._step >= len(family.steps):
            self._technique = ""
            return None
        phrase = self._phrase(phrases) or self._threads.main()
        lines = family.steps if phrase else family.plain_steps
        text = fill(lines[self._step], phrase, self.language)
        self._step += 1
        return Line(text, family.name) if text not in self._said else None

    def _recap(self, family: Family, ideas: Sequence[str]) -> Line | None:
        for template in self._shuffled(family.with_words, "recap"):
            for count in (3, 2):
                text = template.replace("{list}", spoken_list(ideas[-count:], self.language))
                if len(text.split()) <= MOST_WORDS and template not in self._said:
                    self._said.add(template)
                    return Line(text, "recap")
        return None

    def _drawn(self, lines: Sequence[str], phrases: Sequence[str], move: str) -> Line | None:
        """Draw a line that was not said yet, with the phrase that was used least."""
        for template in self._shuffled(lines, move):
            if template in self._said or (self._is_brief and len(template.split()) > _BRIEF):
                continue
            has_words = HOLE.search(template) is not None
            phrase = self._phrase(phrases) if has_words else ""
            if has_words and not phrase:
                continue
            text = fill(template, phrase, self.language)
            if len(text.split()) <= MOST_WORDS and text not in self._said:
                self._said.add(template)
                if phrase:
                    self._phrases_used[phrase] = self._phrases_used.get(phrase, 0) + 1
                return Line(text, move)
        return None

    def _phrase(self, phrases: Sequence[str]) -> str:
        fresh = [phrase for phrase in phrases if self._phrases_used.get(phrase, 0) < 2]
        return min(fresh, key=lambda phrase: self._phrases_used.get(phrase, 0), default="")

    def _last_resort(self) -> Line:
        """All lines are used up: be there, with an older thread if there is one."""
        for thread in reversed(self._threads.all):
            text = (
                f"{thread.phrase[:1].upper()}{thread.phrase[1:]} ?"
                if self.language == "fr"
                else f"{thread.phrase[:1].upper()}{thread.phrase[1:]}?"
            )
            if text not in self._said:
                self._said.add(text)
                return Line(text, "present")
        return Line("Mm.", "present")

    def _used(self) -> frozenset[str]:
        return frozenset(phrase for phrase, times in self._phrases_used.items() if times)

    # -- variety -------------------------------------------------------------------------------

    def _draw(self, sides: int, salt: str) -> int:
        return zlib.crc32(f"{self.seed}/{self._turn}/{salt}".encode()) % sides

    def _shuffled(self, lines: Sequence[str], salt: str) -> list[str]:
        return sorted(
            lines, key=lambda line: zlib.crc32(f"{self.seed}/{self._turn}/{salt}/{line}".encode())
        )


def _folded(text: str) -> str:
    return " ".join(clause.folded for clause in clauses(text))
