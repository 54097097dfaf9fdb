"""What can go wrong, said so that a person can mend it.

    PromenadeError                 every error a person may see
    ├── ModelError                 an engine or its files
    │   ├── ModelMissing           not here yet: how to get it
    │   ├── ModelDamaged           here, but not what it should be
    │   ├── SourceUnreachable      the place it comes from does not answer
    │   ├── StoreTrouble           its folder cannot be written, or the disk is full
    │   ├── EngineUnavailable      a package, library or server is absent or away
    │   ├── EngineFailed           it was there and broke while working
    │   ├── BadReply               a chat model answered something unusable
    │   │   └── PromptTooLong      it did not read all that was sent: condense and ask again
    │   └── NotAllowed             words would leave this machine without a plain yes
    ├── ReportingError             see reporting/errors.py
    └── CompanionError             see companion/errors.py

A message never holds what people said.
"""

from __future__ import annotations

from typing import ClassVar

from models.language import Phrase

NOTHING_TO_DO = Phrase("", "")


class PromenadeError(Exception):
    """An error with a sentence for the person and the remedy, in both languages."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: Phrase, remedy: Phrase = NOTHING_TO_DO) -> None:
        super().__init__(message.en)
        self.message = message
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[PromenadeError], tuple[Phrase, Phrase]]:
        """Cross from one process to another whole."""
        return type(self), (self.message, self.remedy)


class ModelError(PromenadeError):
    """An engine or the files of a model."""

    exit_code = 4


class ModelMissing(ModelError):
    """The files of a model are not on this machine."""


class ModelDamaged(ModelError):
    """The files of a model are not what the catalogue promised."""


class SourceUnreachable(ModelError):
    """The place that a model comes from does not answer, or answers something else."""


class StoreTrouble(ModelError):
    """The folder of the models cannot be written, or the disk has no room."""

    exit_code = 5


class EngineUnavailable(ModelError):
    """A package, a library or a server that an engine needs is absent."""


class EngineFailed(ModelError):
    """An engine broke while it was working."""


class BadReply(ModelError):
    """A chat model's answer cannot be used: empty, cut, or not of the asked form."""


class PromptTooLong(BadReply):
    """More was sent than the model's window holds; nothing may be built on what it answered."""


class NotAllowed(ModelError):
    """Words would leave this machine and the user has not allowed it by name."""
