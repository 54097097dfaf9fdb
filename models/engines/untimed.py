"""Words that a recogniser gave no times for: spread over the stretch in which they were said."""

from __future__ import annotations

from itertools import accumulate, pairwise

from models.speech import Final
from models.transcript import Word


def with_times(final: Final, start_ms: int, end_ms: int) -> Final:
    """Return a final whose every word has a time; longer words get more of the stretch.

    `start_ms`, `end_ms`: the sound that was given since the final before.
    """
    texts = final.text.split()
    if final.words or not texts:
        return final
    reach = [0, *accumulate(len(text) + 1 for text in texts)]
    places = [start_ms + (end_ms - start_ms) * at // reach[-1] for at in reach]
    words = tuple(
        Word(text, start, end) for text, (start, end) in zip(texts, pairwise(places), strict=True)
    )
    return Final(final.text, words)
