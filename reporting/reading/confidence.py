"""What a speaker asked to keep off the record, and how far the request reaches.

In doubt more is kept out than less: what was asked to be left out appears in no output. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.language import Language
from models.transcript import Span, Transcript
from reporting.cues.secrecy import SECRECY
from reporting.reading.secrecy import is_request
from reporting.reading.stance import CUES, joined
from reporting.reading.units import Unit, cut
from reporting.words.wording import stems

REACH = 6
"""Units before and after a request in a turn that has no other end."""
_ECHO = 6
"""Units after a passage in which others may repeat it."""
_ASIDE = re.compile(
    r"(?:^|[,.;:–—-]\s*)(?:et |alors |bon |là |mais )?entre nous\s*[,.;:!…–—-]", re.IGNORECASE
)
_BARE_ASIDE = re.compile(
    r"\bentre nous (?:le|la|les|l'|il|elle|on|je|j'|c'|ça|mon|ma|notre|ils|elles|leur|ce|cette)(?= |$)"
)
_OPENS_A_SECRET = re.compile(
    r"(?:(?:bon|alors|et|mais|là|well|so|and|but|now|just|strictly) )*(?:entre nous|hors (?:micro|antenne|enregistrement)|"
    r"officieusement|en (?:toute )?confidence|off the record|between (?:you and me|us|ourselves)|unofficially|"
    r"confidentially|in confidence)\b"
    r"|(?:que )?(?:ça|cela) (?:ne )?(?:sort|sorte|quitte|reste|doit rester|doit pas sortir) (?:\S+ ){1,6}?mais\b"
    r"|(?:this|that|it) (?:stays|must stay|doesn' t leave|goes no) (?:\S+ ){1,6}?but\b"
)
_TOLD = 4
"""Words of the secret itself in the sentence that asks for it."""
_MARKS = re.compile(r"[,.;:!?…]")
_JUST_SAID = re.compile(
    r"(?:ce que (?:je viens de|j' ai) dire?|ce que j' ai dit|la dernière (?:phrase|minute)|"
    r"what i(?:' ve)? just said|the last (?:bit|part|minute|sentence)|what i said)"
)


def off_record(units: Sequence[Unit], released: Sequence[Span] = ()) -> list[frozenset[int]]:
    """Return the passages asked to be left out, each as its unit numbers, the request included.

    What the user let back in (`released`) is in none of them.
    """
    passages: list[frozenset[int]] = []
    for index, unit in enumerate(units):
        if _is_request(unit) and not _is_released(unit, released):
            reach = frozenset(_reach(units, index))
            if passages and passages[-1] & reach:
                passages[-1] |= reach
            else:
                passages.append(reach)
    found = [passage | _echoes(units, passage) for passage in passages]
    free = frozenset(unit.number for unit in units if _is_released(unit, released))
    return [passage - free for passage in found]


def off_record_spans(transcript: Transcript) -> tuple[Span, ...]:
    """Return when each passage that was asked to be left out begins and ends."""
    units = cut(transcript)
    return tuple(
        Span(min(units[one].start_ms for one in found), max(units[one].end_ms for one in found))
        for found in off_record(units, transcript.released)
        if found
    )


def _is_released(unit: Unit, released: Sequence[Span]) -> bool:
    return any(span.start_ms <= unit.start_ms < span.end_ms for span in released)


def _is_request(unit: Unit) -> bool:
    text = joined(unit)
    if unit.language == "fr" and (_ASIDE.search(unit.text) or _is_bare_aside(unit, text)):
        return True
    return any(is_request(text, SECRECY[one]) for one in _spoken(unit))


def _spoken(unit: Unit) -> tuple[Language, ...]:
    """Return the languages a request may be in: people change it, and a guess of it may be wrong."""
    return (unit.language, "en" if unit.language == "fr" else "fr")


def _is_bare_aside(unit: Unit, text: str) -> bool:
    """Return whether words without any mark go on after `entre nous` with a statement of its own."""
    return not _MARKS.search(unit.text) and bool(_BARE_ASIDE.search(text))


def _reach(units: Sequence[Unit], index: int) -> list[int]:
    """Return the units of the turn around a request, and the turn before where it opens one."""
    unit = units[index]
    reached = [index]
    first = index if _is_about_what_follows(unit) else max(-1, index - 1 - REACH) + 1
    for place in range(index - 1, first - 1, -1):
        if units[place].turn != unit.turn or _is_open_again(units[place]):
            break
        reached.append(place)
    for place in range(index + 1, min(len(units), index + 1 + REACH)):
        if units[place].turn != unit.turn:
            break
        if _is_open_again(units[place]):
            reached.append(place)
            break
        reached.append(place)
    opens = index == 0 or units[index - 1].turn != unit.turn
    if (
        opens
        and not _is_about_what_follows(unit)
        and (len(unit.tokens) <= 12 or _JUST_SAID.search(joined(unit)))
    ):
        reached += _own_turn_before(units, index)
    return reached


def _is_about_what_follows(unit: Unit) -> bool:
    """Return whether the request opens the secret: "off the record, the mayor is leaving"."""
    text = joined(unit)
    opening = _OPENS_A_SECRET.match(text)
    return opening is not None and len(text[opening.end() :].split()) >= _TOLD


def _own_turn_before(units: Sequence[Unit], index: int) -> list[int]:
    """Return the end of the same speaker's last turn, at most two turns back, and what lies between."""
    speaker, turn = units[index].speaker, units[index].turn
    found: list[int] = []
    for place in range(index - 1, max(-1, index - 1 - 2 * REACH), -1):
        if units[place].turn < turn - 2:
            break
        found.append(place)
    return found if any(units[place].speaker == speaker for place in found) else []


def _is_open_again(unit: Unit) -> bool:
    return bool(CUES[unit.language].on_record.search(joined(unit)))


def _echoes(units: Sequence[Unit], passage: frozenset[int]) -> frozenset[int]:
    """Return units soon after a passage that repeat two or more of its telling words."""
    told = {
        word for number in passage for word in stems(units[number].words, units[number].language)
    }
    last = max(passage)
    return frozenset(
        number
        for number in range(last + 1, min(len(units), last + 1 + _ECHO))
        if len(told & set(stems(units[number].words, units[number].language))) >= 2
    )
