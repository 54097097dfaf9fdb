"""A transcript without what was asked to be kept off the record, for showing words around a quotation.

Whole segments go: in doubt more is kept out than less. Pure.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from models.transcript import Span, Transcript
from reporting.reading.confidence import off_record
from reporting.reading.units import cut


def sealed(transcript: Transcript, redacted: Collection[str] = ()) -> Transcript:
    """Return the transcript without off-record segments and people left out; their times are kept."""
    units = cut(transcript)
    numbers = {number for passage in off_record(units, transcript.released) for number in passage}
    hidden = {name for number in numbers for name in units[number].segments}
    gone = [
        segment
        for segment in transcript.segments
        if segment.id in hidden or segment.speaker in redacted
    ]
    if not gone:
        return transcript
    spans = tuple(Span(segment.start_ms, segment.end_ms) for segment in gone)
    return msgspec.structs.replace(
        transcript,
        segments=tuple(segment for segment in transcript.segments if segment not in gone),
        withheld=(*transcript.withheld, *spans),
    )
