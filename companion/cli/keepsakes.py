"""What the terminal shows when a walk has ended: the sentences most worth keeping, each playable.

The choice is pure and quick; the account, which takes its time, chooses with more care.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from companion.interface import tr
from companion.paths import find_places
from companion.session.opening import load_session
from companion.tui.text import plain, timecode
from models.transcript import WALKER, Segment

if TYPE_CHECKING:
    from companion.session.folder import SessionFolder
    from companion.session.state import SessionState
    from models.ideas import Idea, Status

HOW_MANY = 3
_CONTENT = re.compile(r"[^\W\d_]{5,}")
_FEWEST_WORDS = 5
_WEIGHT: dict[Status, float] = {
    "kept": 8.0,
    "open": 3.0,
    "uncertain": 2.0,
    "parked": 1.0,
    "withdrawn": -12.0,
}


def choose_keepsakes(
    segments: Sequence[Segment], ideas: Sequence[Idea], count: int = HOW_MANY
) -> list[Segment]:
    """Return the walker's utterances most worth keeping, in the order in which they were said.

    An utterance is worth its words that were not chosen already, more where an idea rests on it
    and less where that idea was taken back.
    """
    worth: dict[str, float] = {}
    for idea in ideas:
        for segment in idea.evidence:
            worth[segment] = worth.get(segment, 0.0) + _WEIGHT[idea.status]
    left = [s for s in segments if s.speaker == WALKER and len(s.text.split()) >= _FEWEST_WORDS]
    said: set[str] = set()
    chosen: list[Segment] = []
    while left and len(chosen) < count:
        best = max(left, key=lambda s: (_news(s, said) + worth.get(s.id, 0.0), -s.start_ms))
        chosen.append(best)
        left.remove(best)
        said |= _words(best)
    return sorted(chosen, key=lambda segment: segment.start_ms)


def keepsakes(state: SessionState) -> list[Segment]:
    """Return the keepsakes of a session."""
    return choose_keepsakes(state.transcript.segments, state.ideas)


def show_keepsakes(folder: SessionFolder) -> None:
    """Print where the session is and what of it is most worth keeping."""
    state = load_session(folder)
    chosen = keepsakes(state)
    name = _name(folder)
    click.echo()
    if folder.sound and not any(s.speaker == WALKER for s in state.transcript.segments):
        _show_unheard(name)
    if chosen:
        click.echo(tr("Worth keeping:", "À garder :"))
    for segment in chosen:
        click.echo(f"  {timecode(segment.start_ms)}  {plain(segment.text)}")
        click.echo(f"         promenade show {name} --play {segment.id}")
    click.echo()
    click.echo(
        tr(
            f"Session: {folder.path}\nAccount: promenade report {name}",
            f"Séance : {folder.path}\nCompte rendu : promenade report {name}",
        )
    )


def _show_unheard(name: str) -> None:
    click.echo(
        tr(
            "No word was made out. The sound is kept, and can be heard now:\n"
            f"  promenade setup\n  promenade rehear {name}",
            "Aucun mot n'a été reconnu. Le son est gardé, et peut être entendu maintenant :\n"
            f"  promenade setup\n  promenade rehear {name}",
        )
    )


def _name(folder: SessionFolder) -> str:
    """Return what the other commands find the session by: its path where it lies elsewhere."""
    is_at_home = folder.path.parent == find_places().sessions
    return folder.id if is_at_home else shlex.quote(str(folder.path))


def _news(segment: Segment, said: set[str]) -> float:
    new = _words(segment) - said
    return min(len(new), 14) - 0.5 * max(0, len(segment.text.split()) - 45) / 5


def _words(segment: Segment) -> set[str]:
    return {word.lower() for word in _CONTENT.findall(segment.text)}
