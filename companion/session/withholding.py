"""What must not be read: passages off the record, and people who are left out. Pure.

When in doubt a word stays out: a segment that lies partly off the record loses the words that touch
it, and all of them where their times are unknown. What is cut out leaves `[…]`, so that nobody takes
the two sides for one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from models.transcript import Segment, Span, Speaker, Word

GAP: Final = "[…]"


def add_span(spans: Sequence[Span], start_ms: int, end_ms: int) -> tuple[Span, ...]:
    """Return the union of `spans` and one more, in order, none touching another."""
    if end_ms <= start_ms:
        return tuple(spans)
    merged: list[Span] = []
    for span in sorted([*spans, Span(start_ms, end_ms)], key=lambda span: span.start_ms):
        if merged and span.start_ms <= merged[-1].end_ms:
            merged[-1] = Span(merged[-1].start_ms, max(merged[-1].end_ms, span.end_ms))
        else:
            merged.append(span)
    return tuple(merged)


def remove_span(spans: Sequence[Span], start_ms: int, end_ms: int) -> tuple[Span, ...]:
    """Return `spans` without what lies between two times."""
    kept: list[Span] = []
    for span in spans:
        before = Span(span.start_ms, min(span.end_ms, start_ms))
        after = Span(max(span.start_ms, end_ms), span.end_ms)
        if end_ms <= span.start_ms or start_ms >= span.end_ms:
            kept.append(span)
        else:
            kept += [part for part in (before, after) if part.start_ms < part.end_ms]
    return tuple(kept)


def visible_part(segment: Segment, spans: Sequence[Span]) -> Segment | None:
    """Return what of a segment may be read: all, some or none of it."""
    if not spans:
        return segment
    start_ms = min([segment.start_ms, *(word.start_ms for word in segment.words[:1])])
    end_ms = max([segment.end_ms, *(word.end_ms for word in segment.words[-1:])])
    touching = [span for span in spans if _overlap(span, start_ms, end_ms)]
    if not touching:
        return segment
    if not segment.words:
        return None
    hidden = [
        any(_overlap(span, word.start_ms, word.end_ms) for span in touching)
        for word in segment.words
    ]
    kept = tuple(
        word for word, is_hidden in zip(segment.words, hidden, strict=True) if not is_hidden
    )
    if not kept:
        return None
    return msgspec.structs.replace(
        segment,
        text=_without(_tokens(segment), hidden),
        words=kept,
        start_ms=max(segment.start_ms, kept[0].start_ms) if hidden[0] else segment.start_ms,
        end_ms=min(segment.end_ms, kept[-1].end_ms) if hidden[-1] else segment.end_ms,
    )


def name_pattern(speakers: Iterable[Speaker], *, is_punctuated: bool) -> re.Pattern[str] | None:
    """Return a pattern for the names of people who are left out, None where nobody is named.

    The whole name counts in any case; each part of it alone where it is written as a name, because
    some are also words. A recogniser writes no capitals: there, every part counts.
    """
    forms: list[str] = []
    for speaker in speakers:
        parts = [part for part in re.split(r"[\s,]+", speaker.name) if len(part) > 1]
        if not parts:
            continue
        forms.append("(?i:" + r"\s+".join(re.escape(part) for part in parts) + ")")
        alone = "|".join(re.escape(_capital(part)) for part in parts if len(part) > 2)
        if alone:
            forms.append(f"(?:{alone})" if is_punctuated else f"(?i:{alone})")
    return re.compile(r"\b(?:" + "|".join(forms) + r")\b") if forms else None


def without_names(segment: Segment, names: re.Pattern[str]) -> Segment:
    """Return the segment with every name that `names` finds replaced by `[…]`."""
    text = names.sub(GAP, segment.text)
    if text == segment.text:
        return segment
    words = tuple(_masked(word, names) for word in segment.words)
    return msgspec.structs.replace(segment, text=text, words=words)


def _masked(word: Word, names: re.Pattern[str]) -> Word:
    text = names.sub(GAP, word.text)
    return word if text == word.text else msgspec.structs.replace(word, text=text)


def _capital(part: str) -> str:
    return part[:1].upper() + part[1:]


def _overlap(span: Span, start_ms: int, end_ms: int) -> bool:
    return span.start_ms < max(end_ms, start_ms + 1) and start_ms < span.end_ms


def _tokens(segment: Segment) -> list[str]:
    """Return the text word by word, as long as `segment.words`."""
    tokens = segment.text.split()
    if len(tokens) == len(segment.words):
        return tokens
    return [word.text for word in segment.words]


def _without(tokens: Sequence[str], hidden: Sequence[bool]) -> str:
    kept: list[str] = []
    for token, is_hidden in zip(tokens, hidden, strict=True):
        if not is_hidden:
            kept.append(token)
        elif kept and kept[-1] != GAP:
            kept.append(GAP)
    if kept[-1:] == [GAP] or hidden[-1]:
        kept = [*kept[: len(kept) - (kept[-1] == GAP)], GAP]
    if hidden[0]:
        kept.insert(0, GAP)
    return " ".join(kept)
