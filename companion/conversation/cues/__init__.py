"""Words that tell what an utterance does, language by language."""

from __future__ import annotations

from collections.abc import Mapping

from companion.conversation.cues import english, french
from companion.conversation.cues.shape import Cues
from models.language import Language

__all__ = ["CUES", "Cues"]

CUES: Mapping[Language, Cues] = {"en": english.CUES, "fr": french.CUES}
