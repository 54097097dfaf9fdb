"""Whether a sentence that a chat model wrote says only what its evidence says.

The law of this module: such a sentence reports one person, by a name of theirs, in the document's
language, without quotation marks; a quotation stands in it as a place that code fills. All else is held
against the evidence word by word. What cannot be shown faithful is not printed. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from models.language import Language
from reporting.chat.frames import Frame, frame_of
from reporting.chat.retelling import Loss, Source, Telling, retold
from reporting.words.tongue import guess_language
from reporting.words.wording import FILLERS, tokens

Fault = Loss | Literal["shape", "ids", "marks", "language", "frame"]
PLACEHOLDER = re.compile(r"\{q:([A-Za-z0-9]+)\}")
LONGEST = 60
"""Words of a sentence, quotation apart."""
_ENOUGH = 3
"""Words of meaning that a sentence takes from its evidence."""
_STRANGE = re.compile(
    r"[«»“”„‟‹›\"`<>{}\[\]|*_#\\\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]|https?:|www\."
    r"|(?<!\w)[‘'’]"
)
_TWO = re.compile(r"[.!?…]\s+\S")


_SPOKEN = re.compile(
    r"^(?:et|mais|donc|alors|car|or|bon|ben|puis|enfin|voilà|franchement|parce|and|but|so|because|then|"
    r"although|though|well|oh|yes|no|okay)\b|\.\.\.|…\s|\b(?:hang on|you know|i mean|hein)\b",
    re.IGNORECASE,
)
"""What speech begins and breaks off with: to be quoted, it does not read as told."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence that passed, or why it did not."""

    fault: Fault | None = None
    carried: frozenset[str] = frozenset()
    """Ids of the evidence of which nothing that takes a side is lost."""
    is_bare: bool = False
    """True where it only says who is quoted."""


def check(
    text: str, sources: Sequence[Source], names: Mapping[str, str], language: Language
) -> Checked:
    """Return whether `text` says only what `sources` say; `names` are speakers by ways to name them."""
    quoted = PLACEHOLDER.findall(text)
    if not sources or len(quoted) > 1 or not set(quoted) <= {one.name for one in sources}:
        return Checked("ids")
    if len({source.speaker for source in sources}) > 1:
        return Checked("speaker")
    own = PLACEHOLDER.sub(" ", text)
    if fault := _shape(own, text, language):
        return Checked(fault)
    frame = frame_of(own, names, language)
    if frame is None or not _bears(frame, sources):
        return Checked("frame")
    if frame.speaker != sources[0].speaker:
        return Checked("speaker")
    return _told(frame, sources, frozenset(quoted), language)


def check_label(text: str, sources: Sequence[Source], language: Language, most: int) -> Checked:
    """Return whether a label of at most `most` words says only what `sources` say."""
    if _STRANGE.search(text) or not 2 <= len(text.split()) <= most or not text[:1].isalnum():
        return Checked("shape")
    found = retold(text, sources, language, least=2)
    return Checked(found.loss, found.carried)


def _shape(own: str, text: str, language: Language) -> Fault | None:
    if _STRANGE.search(own):
        return "marks"
    is_closed = text.rstrip().endswith((".", "…", "!", "}"))
    is_open = text[:1].isalpha() and not text[:1].islower()
    if not is_closed or not is_open or not 1 <= len(own.split()) <= LONGEST or _TWO.search(own):
        return "shape"
    guess = guess_language(own)
    return "language" if guess.is_foreign or guess.language not in (None, language) else None


def _bears(frame: Frame, sources: Sequence[Source]) -> bool:
    """Return whether the evidence takes the side that the verb of the frame takes."""
    return not frame.stance or any(
        reading.stance == frame.stance for source in sources for reading in source.readings
    )


def _told(
    frame: Frame, sources: Sequence[Source], quoted: frozenset[str], language: Language
) -> Checked:
    """Hold the words outside the frame against those of the evidence."""
    if frame.answers and not sources[0].is_answer:
        return Checked("frame")
    if frame.asks and not sources[-1].readings[-1].is_question:
        return Checked("frame")
    if not tokens(frame.body):
        is_all = quoted == {source.name for source in sources}
        return Checked(None if is_all else "ids", quoted, is_bare=True)
    if _SPOKEN.search(frame.body) or FILLERS[language] & {one.form for one in tokens(frame.body)}:
        return Checked("quote-only")
    told = Telling(frame.is_subject, frame.verb, frame.is_opinion, quoted)
    found = retold(frame.body, sources, language, least=_ENOUGH, told=told)
    if found.loss is not None:
        return Checked(found.loss)
    if {source.name for source in sources} - found.drawn - quoted:
        return Checked("ids")
    return Checked(None, found.carried | quoted)
