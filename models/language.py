"""The two languages of the program, and a sentence that exists in both."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class Phrase(msgspec.Struct, frozen=True):
    """The same sentence in English and in French, kept together so that neither is forgotten."""

    en: str
    fr: str

    def to(self, language: Language) -> str:
        """Return the sentence in `language`."""
        return self.fr if language == "fr" else self.en

    def format(self, **values: object) -> Phrase:
        """Fill the `{named}` places of both sentences."""
        return Phrase(self.en.format(**values), self.fr.format(**values))
