"""Carries out commands: a few words or an earcon, an event in the journal, and what is to happen.

The law of this module: every command is answered and journalled, whatever its outcome. What cannot
be had again is done only after a plain yes. Effects out; nothing is played or written here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from companion.conversation.contract import (
    Answer,
    Command,
    CommandName,
    Cue,
    Effect,
    EndWalk,
    Record,
    RepeatLast,
    Say,
    SetLanguage,
    SetMode,
    SetPace,
)
from companion.conversation.facilitator import Facilitator
from companion.conversation.idea_shelf import Kept
from companion.conversation.ideas import IdeaKeeper
from companion.conversation.moves import technique_named
from companion.conversation.ports import Past
from companion.conversation.recall import Said, recall_text
from companion.conversation.recap import names_of, short_name, summary_text
from companion.conversation.reflection import turn
from companion.conversation.words import content_stems, fold
from companion.session.events import CommandObeyed, SessionEvent, TakenOffRecord
from models.ideas import Status
from models.language import Language, Phrase
from models.transcript import Segment

MINUTE_MS = 60_000
ASKED = "asked"
"""The family that answers "what do you think"."""
_JUST_SAID_MS = 20_000
"""What began this shortly before `off the record` goes off it too."""

_SLOWER, _FASTER = 0.85, 1.15
_MINUTES = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
}

Outcome = Literal["done", "asked", "refused"]


@dataclass(frozen=True, slots=True)
class Pending:
    """A command that waits for a yes."""

    command: Command
    at_ms: int


@dataclass(slots=True)
class Obedience:
    """What commands have changed in one walk, and how to carry out the next."""

    language: Language
    ideas: IdeaKeeper
    facilitator: Facilitator
    past: Past
    said: Sequence[Said] = ()
    """What was said in this walk so far, for `what did I say about`."""
    _pending: Pending | None = None
    _off_record_from: int | None = None
    _actions: dict[CommandName, Callable[[Command, Segment | None, int], list[Effect]]] = field(
        default_factory=dict
    )

    def __post_init__(self) -> None:
        """Say which action carries out which command."""
        self._actions = {
            "note": self._note,
            "keep": self._status("kept"),
            "drop": self._status("withdrawn"),
            "park": self._status("parked"),
            "question-mark": self._status("uncertain"),
            "as-question": self._as_question,
            "undo": self._undo,
            "off-record": self._off_record,
            "on-record": self._on_record,
            "forget-minute": self._forget,
            "recall": self._recall,
            "summary": self._summary,
            "technique": self._technique,
            "another-angle": self._another_angle,
            "language": self._language,
            "go-on": self._go_on,
            "end": self._end,
            "yes": self._yes,
            "no": self._no,
        }

    @property
    def is_asking(self) -> bool:
        """True while a yes or a no is awaited."""
        return self._pending is not None

    @property
    def is_off_record(self) -> bool:
        """True between `off the record` and `on the record`."""
        return self._off_record_from is not None

    def names(self) -> tuple[str, ...]:
        """Return short names of the ideas that stand, for a recap in mid-walk."""
        living = [
            idea
            for idea in self.ideas.present()
            if idea.status in ("open", "kept", "uncertain") and not idea.is_question
        ]
        return names_of(living, self.language)

    def obey(self, command: Command, segment: Segment | None, at_ms: int) -> list[Effect]:
        """Return the effects of a command; a new one lets a pending question fall."""
        if self._pending is not None and command.name not in ("yes", "no"):
            self._pending = None
        if command.name == "resume" and self.is_off_record:
            return self._on_record(command, segment, at_ms)
        action = self._actions.get(command.name)
        if action is not None:
            return action(command, segment, at_ms)
        if command.name == "repeat":
            return [RepeatLast(command.about), self._journal(command, segment, at_ms)]
        return [*_PLAIN[command.name], self._journal(command, segment, at_ms)]

    def withhold(self, segment: Segment) -> list[Effect]:
        """Take one utterance off the record while that lasts."""
        return [
            Record(
                TakenOffRecord(
                    at_ms=segment.end_ms,
                    start_ms=segment.start_ms,
                    end_ms=segment.end_ms,
                    why="asked",
                )
            )
        ]

    # -- ideas ---------------------------------------------------------------------------------

    def _note(self, command: Command, segment: Segment | None, at_ms: int) -> list[Effect]:
        try:
            kept, events = self.ideas.note(segment, command.idea, command.after)
        except LookupError:
            return self._refuse(command, segment, at_ms, _NOTHING_SAID)
        said = self._named(Phrase("Noted: {name}.", "Noté : {name}."), kept)
        return self._done(command, segment, at_ms, events, Cue("saved"), Say(said, "noted"))

    def _status(self, status: Status) -> Callable[[Command, Segment | None, int], list[Effect]]:
        def change(command: Command, segment: Segment | None, at_ms: int) -> list[Effect]:
            kept, events = self.ideas.set_status(command.about, status, segment=segment)
            if kept is None:
                return self._refuse(command, segment, at_ms, _WHICH)
            said = self._named(_STATUS_SAID[status], kept, command.about)
            return self._done(
                command, segment, at_ms, events, Cue("saved"), Say(said, command.name)
            )

        return change

    def _as_question(self, command: Command, segment: Segment | None, at_ms: int) -> list[Effect]:
        kept, events = self.ideas.put_as_question(command.about)
        if kept is None:
            return self._refuse(command, segment, at_ms, _WHICH)
        as_question = Phrase("As a question: {name}.", "En question : {name}.")
        said = self._named(as_question, kept, command.about)
        return self._done(command, segment, at_ms, events, Cue("saved"), Say(said, "as-question"))

    def _undo(self, command: Command, segment: Segment | None, at_ms: int) -> list[Effect]:
        kept, events = self.ideas.undo()
        if kept is None:
            return self._refuse(command, segment, at_ms, _NOTHING_TO_UNDO)
        said = self._named(Phrase("Undone: {name}.", "Annulé : {name}."), kept)
        return self._done(command, segment, at_ms, events, Say(said, "undo"))

    # -- the record ----------------------------------------------------------------------------

    def _off_record(self, command: Command, segment: Segment | None, at_ms: int) -> list[Effect]:
        """Keep nothing from here on, nor what was said just before: better too much than too little."""
        start = segment.start_ms if segment is not None else at_ms
        last = self.said[-1].at_ms if self.said else start
        if 0 < start - last < _JUST_SAID_MS:
            start = last
        self._off_record_from = start
        taken = TakenOffRecord(at_ms=at_ms, start_ms=start, end_ms=at_ms, why="asked")
        said = Phrase(
            "Off the record, with what you just said. Say: on the record, to go on.",
            "Hors micro, avec ce que tu viens de dire. Pour reprendre, dis : tu peux noter.",
        ).to(self.language)
        events: list[SessionEvent] = [taken, *self.ideas.forget(start, at_ms)]
        return self._done(
            command, segment, at_ms, events, Say(said, "off-record"), SetMode("quiet")
        )

    def _on_record(self, command: Command, segment: Segment | None, at_ms: int) -> list[Effect]:
        self._off_record_from = None
        said = Phrase("On the record again.", "Je garde de nouveau.").to(self.language)
        return self._done(command, segment, at_ms, [], SetMode("normal"), Say(said, "on-record"))

    def _forget(self, command: Command, segment: Segment | None, at_ms: int) -> list[Effect]:
        self._pending = Pending(command, at_ms)
        minutes = _MINUTES.get(fold(command.about), 1)
        asked = Phrase(
            "Forget the last minute for good?"
            if minutes == 1
            else f"Forget the last {minutes} minutes for good?",
            "J'oublie pour de bon la dernière minute ?"
            if minutes == 1
            else f"J'oublie pour de bon les {minutes} dernières minutes ?",
        ).to(self.language)
        return [Say(asked, "confirm"), self._journal(command, segment, at_ms, "asked")]

    def _yes(self, command: Command, segment: Segment | None, at_ms: int) -> list[Effect]:
        pending, self._pending = self._pending, None
        if pending is None:
            return []
        if pending.command.name == "end":
            return [EndWalk(), self._journal(pending.command, segment, at_ms)]
        minutes = _MINUTES.get(fold(pending.command.about), 1)
        start = max(0, pending.at_ms - minutes * MINUTE_MS)
        taken = TakenOffRecord(at_ms=at_ms, start_ms=start, end_ms=at_ms, why="forgotten")
        said = Phrase("Forgotten.", "C'est oublié.").to(self.language)
        events: list[SessionEvent] = [taken, *self.ideas.forget(start, at_ms)]
        return self._done(pending.command, segment, at_ms, events, Say(said, "forgotten"))

    def _no(self, command: Command, segment: Segment | None, at_ms: int) -> list[Effect]:
        pending, self._pending = self._pending, None
        if pending is None:
            return []
        said = _GOES_ON if pending.command.name == "end" else _STAYS
        return [
            Say(said.to(self.language), "confirm"),
            self._journal(pending.command, segment, at_ms, "refused"),
        ]

    # -- the end -------------------------------------------------------------------------------

    def _end(self, command: Command, segment: Segment | None, at_ms: int) -> list[Effect]:
        """End the walk; a mere farewell may be for somebody on the path, so it is asked about."""
        if not command.about:
            return [EndWalk(), self._journal(command, segment, at_ms)]
        self._pending = Pending(command, at_ms)
        asked = Phrase("Shall we end the walk here?", "On termine la promenade ici ?")
        return [
            Say(asked.to(self.language), "confirm"),
            self._journal(command, segment, at_ms, "asked"),
        ]

    # -- looking back --------------------------------------------------------------------------

    def _recall(self, command: Command, segment: Segment | None, at_ms: int) -> list[Effect]:
        text = recall_text(command.about, self.said, self.past, at_ms, self.language)
        return self._done(command, segment, at_ms, [], Say(text, "recall"))

    def _summary(self, command: Command, segment: Segment | None, at_ms: int) -> list[Effect]:
        text = summary_text(self.ideas.present(), self.language)
        return self._done(command, segment, at_ms, [], Say(text, "summary"))

    # -- how to go on --------------------------------------------------------------------------

    def _technique(self, command: Command, segment: Segment | None, at_ms: int) -> list[Effect]:
        name = technique_named(fold(command.about)) or "devil"
        self.facilitator.begin(name)
        return self._done(command, segment, at_ms, [], Answer(name))

    def _another_angle(self, command: Command, segment: Segment | None, at_ms: int) -> list[Effect]:
        self.facilitator.begin("")
        return self._done(command, segment, at_ms, [], Answer(self.facilitator.next_angle()))

    def _go_on(self, command: Command, segment: Segment | None, at_ms: int) -> list[Effect]:
        """Take the turn that is given; asked for its opinion, the companion asks for theirs first."""
        answer = Answer(ASKED if command.about else "")
        return [SetMode("normal"), answer, self._journal(command, segment, at_ms)]

    def _language(self, command: Command, segment: Segment | None, at_ms: int) -> list[Effect]:
        chosen: Language = "fr" if fold(command.about).startswith("fr") else "en"
        said = Phrase("In English, then.", "En français, alors.").to(chosen)
        return self._done(command, segment, at_ms, [], SetLanguage(chosen), Say(said, "language"))

    # -- wording -------------------------------------------------------------------------------

    def _named(self, phrase: Phrase, kept: Kept, about: str = "") -> str:
        """Say which idea: by the name the walker gave it, or else by a few of its words."""
        own = turn(about, self.language) if content_stems(about, self.language) else ""
        return phrase.to(self.language).format(name=own or short_name(kept.idea, self.language))

    def _done(
        self,
        command: Command,
        segment: Segment | None,
        at_ms: int,
        events: Sequence[SessionEvent],
        *effects: Effect,
    ) -> list[Effect]:
        return [
            *(Record(event) for event in events),
            self._journal(command, segment, at_ms),
            *effects,
        ]

    def _refuse(
        self, command: Command, segment: Segment | None, at_ms: int, why: Phrase
    ) -> list[Effect]:
        return [
            Say(why.to(self.language), "refused"),
            self._journal(command, segment, at_ms, "refused"),
        ]

    def _journal(
        self, command: Command, segment: Segment | None, at_ms: int, outcome: Outcome = "done"
    ) -> Record:
        return Record(
            CommandObeyed(
                at_ms=at_ms,
                command=command.name,
                about=command.about,
                segment=segment.id if segment is not None else "",
                by="voice" if segment is not None else "key",
                outcome=outcome,
                is_whole=segment is not None and _is_whole(command),
            )
        )


_OF_A_THOUGHT: Final = frozenset({"note", "keep", "drop", "question-mark", "as-question", "park"})
"""What they are said of is part of the thought: `drop the machine, it is too dear`."""


def _is_whole(command: Command) -> bool:
    """Return whether nothing but the command was said."""
    return not (command.idea or command.after or command.name in _OF_A_THOUGHT)


_WHICH = Phrase("I don't know which one you mean.", "Je ne sais pas de laquelle tu parles.")
_STAYS = Phrase("Then it stays.", "Alors ça reste.")
_GOES_ON = Phrase("Then we walk on.", "Alors on continue.")
_NOTHING_SAID = Phrase("There is nothing to note yet.", "Il n'y a encore rien à noter.")
_NOTHING_TO_UNDO = Phrase("There is nothing to undo.", "Il n'y a rien à annuler.")

_STATUS_SAID: dict[Status, Phrase] = {
    "kept": Phrase("Kept: {name}.", "Gardé : {name}."),
    "withdrawn": Phrase("Taken back: {name}.", "Retiré : {name}."),
    "parked": Phrase("Parked: {name}.", "Mis de côté : {name}."),
    "uncertain": Phrase("With a question mark: {name}.", "Avec un point d'interrogation : {name}."),
    "open": Phrase("Open again: {name}.", "De nouveau ouvert : {name}."),
}

_PLAIN: dict[CommandName, tuple[Effect, ...]] = {
    "slower": (SetPace(_SLOWER), RepeatLast()),
    "faster": (SetPace(_FASTER), Cue("heard")),
    "let-me-think": (SetMode("held"), Cue("held")),
    "be-quiet": (SetMode("quiet"), Cue("held")),
    "answer-again": (Answer(),),
    "pause": (Cue("pause"), SetMode("paused")),
    "resume": (SetMode("normal"), Cue("listening")),
}
