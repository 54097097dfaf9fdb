"""How times, shares, dates, names and quotation marks are written in either language.

French puts no-break spaces inside its marks and before its high punctuation; every renderer takes
them from here, so that a document reads the same in all its formats.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.language import Language

NBSP = "\u00a0"
NARROW = "\u202f"

_MONTHS: dict[Language, str] = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": ("January February March April May June July August September October November December"),
}
_INNER = str.maketrans("“”", "‘’")
_OPENS = re.compile(rf"«[\s{NBSP}{NARROW}]*|(?<![^\s([{{«“]){chr(34)}")
_CLOSES = re.compile(rf"[\s{NBSP}{NARROW}]*»|{chr(34)}")
"""Quotation marks inside a quotation, straight ones by what stands before them."""
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def clock(milliseconds: int) -> str:
    """Return 754000 as "12:34", an hour and more as "1:02:03"."""
    seconds = max(milliseconds, 0) // 1000
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def spoken_time(milliseconds: int) -> str:
    """Return 754000 as "12 min 34 s", for a voice that reads the page aloud."""
    seconds = max(milliseconds, 0) // 1000
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    parts = [(hours, "h"), (minutes, "min"), (seconds, "s")]
    said = [f"{value}{NBSP}{unit}" for value, unit in parts if value]
    return " ".join(said) or f"0{NBSP}s"


def duration(milliseconds: int) -> str:
    """Return a length in whole minutes, in seconds below one minute."""
    seconds = max(milliseconds, 0) // 1000
    if seconds < 60:
        return f"{seconds}{NBSP}s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours}{NBSP}h{NBSP}{minutes:02}" if hours else f"{minutes}{NBSP}min"


def percent(share: float, language: Language) -> str:
    """Return 0.347 as "35 %" in French, "35%" in English."""
    return f"{round(share * 100)}{NARROW if language == 'fr' else ''}%"


def marked(text: str, language: Language) -> str:
    """Return `text` between the document's quotation marks; those inside it become the inner kind."""
    inner = _CLOSES.sub("”", _OPENS.sub("“", text))
    if language == "fr":
        return f"«{NBSP}{inner}{NBSP}»"
    return f"“{inner.translate(_INNER)}”"


def date(day: str, language: Language) -> str:
    """Return an ISO day in words; anything else as it came."""
    found = _DAY.match(day)
    if found is None or not 1 <= int(found[2]) <= 12:
        return day
    month = _MONTHS[language].split()[int(found[2]) - 1]
    number = int(found[3])
    if language == "fr":
        return f"{'1er' if number == 1 else number}{NBSP}{month} {found[1]}"
    return f"{number}{NBSP}{month} {found[1]}"


def listed(names: Sequence[str], language: Language) -> str:
    """Return "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    last = " et " if language == "fr" else " and "
    return ", ".join(names[:-1]) + last + names[-1]


def colon(language: Language) -> str:
    """Return the colon with the space that goes before it."""
    return f"{NBSP}:" if language == "fr" else ":"
