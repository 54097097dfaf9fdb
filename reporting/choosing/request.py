"""What is asked of a report, and how much of the talk that allows. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from models.ideas import Idea
from models.language import Language
from models.transcript import Transcript
from reporting.choosing.choice import Quota
from reporting.reading.material import Talk
from reporting.records import Kind

ALL_KINDS: tuple[Kind, ...] = ("account", "ideas", "swot", "minutes")


@dataclass(frozen=True, slots=True)
class _Length:
    lines: int
    """Claims of the document, however short the talk."""
    words_per_line: int
    """Words of the talk for each further claim."""
    share: float
    """Of the talk that the account quotes."""
    most: int
    """Words of the account."""


_LENGTHS = {
    "short": _Length(4, 220, 0.1, 500),
    "normal": _Length(12, 110, 0.27, 720),
    "long": _Length(12, 60, 0.4, 3000),
}
_MOST_LINES = 48
_IN_SWOT = 0.78
"""Share of the claims that the SWOT lists; the account quotes of the others."""


class ReportRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for."""

    kinds: tuple[Kind, ...] = ALL_KINDS
    language: Language | None = None
    """Of the document; that of the first session where None."""
    about: str = ""
    """Object of the SWOT; the title of the document where empty."""
    length: str = "normal"
    """`short`, `normal`, `long`, or a number of words such as `800` or `800-words`."""
    title: str = ""
    today: str = ""
    """ISO 8601 day to print; that of the first session where empty."""
    tool: str = ""
    brief: str = ""
    """What the user wants stressed, in their words; only a chat model reads it."""
    is_worded: bool = True
    """False: a chat model may only choose, as for an outline."""
    redacted: tuple[str, ...] = ()
    """Ids or names of people left out of every output."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One session to report on."""

    transcript: Transcript
    ideas: tuple[Idea, ...] = ()


def _words_asked(request: ReportRequest) -> int:
    number = request.length.split("-")[0].strip()
    return int(number) if number.isdigit() else 0


def budget(request: ReportRequest, words: int) -> int:
    """Return how many words the account may quote of a talk of `words`."""
    if asked := _words_asked(request):
        return asked
    length = _LENGTHS.get(request.length, _LENGTHS["normal"])
    return max(120, min(round(length.share * words), length.most))


def quota(request: ReportRequest, talks: Sequence[Talk]) -> Quota:
    """Return what the choice of claims must keep to."""
    words = sum(talk.words for talk in talks)
    asked = _words_asked(request)
    length = _LENGTHS.get(request.length, _LENGTHS["normal"])
    count = asked // 40 if asked else length.lines + words // length.words_per_line
    spoken: Counter[str] = Counter()
    for talk in talks:
        for unit in talk.units:
            kind = talk.speakers[unit.speaker].kind
            if unit.speaker not in talk.moderators and kind != "companion":
                spoken[unit.speaker] += 0 if unit.number in talk.hidden else len(unit.tokens)
    total = max(1, spoken.total())
    count = max(8, min(count, _MOST_LINES))
    return Quota(
        count=count,
        lines=count if asked else max(8, round(_IN_SWOT * count)),
        shares={speaker: number / total for speaker, number in spoken.most_common()},
        duration_ms=sum(talk.transcript.duration_ms for talk in talks),
    )
