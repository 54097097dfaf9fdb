"""An error that a worker met, as a message for the application to show."""

from __future__ import annotations

from textual.message import Message

from companion.interface import tr
from companion.tui.text import plain
from models.errors import PromenadeError


class Complaint(Message):
    """What went wrong, and the remedy."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


def sentence(error: PromenadeError) -> str:
    """Return an error in words: what happened and what helps."""
    said = f"{tr(error.message.en, error.message.fr)}\n{tr(error.remedy.en, error.remedy.fr)}"
    return "\n".join(plain(line) for line in said.strip().splitlines())


def complaint_of(error: PromenadeError) -> Complaint:
    """Return an error as a message."""
    return Complaint(sentence(error))
