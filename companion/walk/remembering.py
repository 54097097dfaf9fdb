"""Earlier walks, as the conversation asks for them: found in the archive, true, with date.

Only walks in the same language count, never the present one; a line is given only where it shares
a word that means something with what was asked. Where the archive cannot be read there is no past.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from companion.archive.cards import SessionCard
from companion.archive.listing import list_cards, read_card
from companion.archive.query import MOST_WORDS
from companion.archive.search import Filters, Hit, search
from companion.conversation.ports import LastWalk, PastLine
from companion.conversation.words import content_stems
from companion.errors import CompanionError
from companion.paths import Places
from companion.session.folder import SessionFolder, list_folders
from companion.session.opening import load_session
from companion.session.state import SessionState
from models.language import Language
from models.transcript import WALKER

CANDIDATES = 40
"""Lines of the archive that are looked at for each question."""

MOST_UNKNOWN = 8
"""Sessions without an index that are read when a walk begins: it must begin at once."""

SHORTEST_WORDS = 3
"""A last utterance shorter than this is a command or a farewell, nothing to come back to."""


class PastWalks:
    """The walks before this one. Blocking, for some milliseconds."""

    def __init__(
        self, places: Places, session: str, language: Language, *, before: str = ""
    ) -> None:
        """Look back from `session`, which is left out; the list of walks is read once.

        `before`: ISO 8601 with an offset; walks begun then or later are not past. A replay gives the
        time of its recording, so that its own earlier replays are no memories.
        """
        self._before = datetime.fromisoformat(before) if before else None
        self._places = places
        self._session = session
        self._language = language
        self._walks = [card for card in _cards(places) if self._counts(card)]
        self._numbers = {card.id: number for number, card in enumerate(self._walks, start=1)}

    def find(self, query: str, *, limit: int = 3) -> Sequence[PastLine]:
        """Return the lines that say most about `query`, best first; empty where there are none."""
        wanted = content_stems(query, self._language)[-MOST_WORDS:]
        if not wanted or not self._walks:
            return ()
        filters = Filters(kind="walk", language=self._language, but_not=self._session, by=WALKER)
        hits = search(
            self._places, " ".join(f"{s}*" for s in wanted), filters, limit=CANDIDATES, match="any"
        )
        scored = [(len(set(wanted) & set(content_stems(h.text, self._language))), h) for h in hits]
        least = 1 if len(wanted) < 3 else 2
        best = sorted((pair for pair in scored if pair[0] >= least), key=lambda pair: -pair[0])
        known = [hit for _, hit in best if hit.session in self._numbers]
        return tuple(self._line(hit) for hit in known[:limit])

    def last_walk(self) -> LastWalk | None:
        """Return the walk before this one, or None on the first."""
        for card in self._walks:
            state = self._open(card.id)
            if state is not None and state.transcript.segments:
                return LastWalk(
                    session=card.id,
                    started_at=card.started_at,
                    title=card.title,
                    ideas=state.ideas,
                    last_words=_last_words(state),
                )
        return None

    def _counts(self, card: SessionCard) -> bool:
        is_walk = card.kind == "walk" and card.language == self._language
        return is_walk and card.id != self._session and self._is_past(card)

    def _is_past(self, card: SessionCard) -> bool:
        if self._before is None:
            return True
        try:
            return datetime.fromisoformat(card.started_at) < self._before
        except (ValueError, TypeError):  # damaged, or without an offset: when is not known
            return False

    def _line(self, hit: Hit) -> PastLine:
        state = self._open(hit.session)
        ideas = state.ideas if state else ()
        return PastLine(
            session=hit.session,
            started_at=hit.started_at,
            text=hit.text,
            segment=hit.segment,
            at_ms=hit.start_ms,
            walks_ago=self._numbers[hit.session],
            is_walker=hit.speaker == WALKER,
            idea=next((idea.id for idea in ideas if hit.segment in idea.evidence), ""),
        )

    def _open(self, session: str) -> SessionState | None:
        try:
            return load_session(SessionFolder(self._places.sessions / session))
        except CompanionError:
            return None


def _cards(places: Places) -> list[SessionCard]:
    """Return what the index knows, latest first, and the latest sessions it does not know yet."""
    try:
        known = list_cards(places, is_fresh=False)
        names = {card.id for card in known}
        latest = list_folders(places)[-MOST_UNKNOWN:]
        fresh = [read_card(folder) for folder in latest if folder.id not in names]
    except CompanionError:
        return []
    return sorted([*known, *fresh], key=lambda card: card.id, reverse=True)


def _last_words(state: SessionState) -> str:
    said = (s.text for s in reversed(state.transcript.segments) if s.speaker == WALKER)
    return next((text for text in said if len(text.split()) >= SHORTEST_WORDS), "")
