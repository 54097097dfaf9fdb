"""How long the present pause must be: what is known of this walker, asked of what they have just said."""

from __future__ import annotations

from companion.turns.patience import Bounds, Patience, Signs
from companion.turns.phrases import asks_openly, begins_as_continuation, ending
from companion.turns.reply import Reply
from companion.turns.walker import Turn
from models.language import Language

CUT_IN_MS = 1500
"""Speech this soon after the reply began was already on its way."""
COMPLETE = 0.75
"""From here on a turn sounds complete."""


class Waiting:
    """One walker's pauses: weighed one by one, and learned from."""

    def __init__(self, language: Language, bounds: Bounds) -> None:
        self.patience = Patience(language, bounds)
        self.is_thoughtful = False
        """True in the turn that ends a thinking pause the walker asked for."""
        self._asked_openly = False
        self._weighed: tuple[Patience, Signs, int] | None = None

    def needed_ms(self, turn: Turn, now_ms: int) -> int:
        """Return how long the pause must be; until it is judged, only a closing phrase settles it."""
        if not turn.is_judged(now_ms) and not self.is_closed(turn):
            return self.patience.bounds.ceiling_ms
        signs = Signs(
            text=turn.text,
            completeness=turn.completeness,
            after_open_question=self._asked_openly,
            is_thoughtful=self.is_thoughtful,
            last=turn.last,
        )
        if self._weighed is None or self._weighed[:2] != (self.patience, signs):
            self._weighed = self.patience, signs, self.patience.wait_ms(signs)
        return self._weighed[2]

    def is_closed(self, turn: Turn) -> bool:
        """Tell whether the words give the floor away."""
        return ending(turn.text, self.patience.language, last=turn.last) == "closed"

    def completeness(self, turn: Turn) -> float:
        """Return how complete a turn seems that is about to be answered, 0 to 1."""
        if turn.completeness is None or self.is_closed(turn):
            return 1.0
        return turn.completeness

    def sounds_complete(self, turn: Turn) -> bool:
        """Tell whether its sound alone says that a turn is over."""
        return turn.completeness is not None and turn.completeness >= COMPLETE

    def was_asked(self, said: str) -> None:
        """Take note of what the walker heard last: an open question gives them more time."""
        self._asked_openly = asks_openly(said, self.patience.language)

    def went_on_after(self, pause_ms: int) -> None:
        """Learn from a pause inside a turn."""
        self.patience = self.patience.after_pause(pause_ms)

    def was_heard_out(self, reply: Reply) -> None:
        """Learn from an answer that nobody interrupted."""
        self.patience = self.patience.after_answer(reply.completeness)

    def cut_in_ms(self, reply: Reply, text: str, spoke_ms: int) -> int | None:
        """Return after how much silence `reply` cut the walker off, where it did, and learn from it.

        `text`: what they said over it; `spoke_ms`: since when.
        """
        was_unfinished = reply.completeness < COMPLETE or begins_as_continuation(
            text, self.patience.language
        )
        is_late = spoke_ms - reply.first_sound_ms > CUT_IN_MS
        if is_late or not (reply.is_answer and was_unfinished):
            return None
        pause = max(0, spoke_ms - reply.speech_end_ms)
        self.patience = self.patience.after_cut_in(pause)
        return pause
