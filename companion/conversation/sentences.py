"""Cuts a stream of text into sentences that can be spoken as soon as they are whole.

The law of this module: cutting loses no character; the sentences of a stream, joined, are the stream.
What a voice cannot say (marks of formatting, pictures, addresses) is taken out afterwards, by
`speakable`. Pure and incremental.
"""

from __future__ import annotations

import re
import unicodedata

from models.thinking import ThinkingFilter

LONGEST = 280
"""Characters after which a sentence without an end is cut at a pause."""

_END = re.compile(r"(?:[.!?…]+[\"”»’')\]*_]*(?=\s)|\n+)\s*")
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof st vs etc e.g i.e approx no fig cf p ex env m mm mme mmes mlle me av bd tel
    art vol min max jr sr c.-à-d n.b""".split()
)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_MARKER = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)]|#{1,6}|>)\s+")
_MARKUP = re.compile(r"[*_`~#|]+|<[^<>]{1,40}>|^\s*>\s*", re.MULTILINE)
_DIRECTION = re.compile(
    r"^\s*\*(?:nods?|smiles?|laughs?|sighs?|pauses?|thinks?|hoche|sourit|rit|soupire|réfléchit)\b[^*]*\*|"
    r"\((?:laughs?|smiles?|pause|rires?|sourit|soupir|sighs?)[^)]*\)",
    re.IGNORECASE,
)


class SentenceCutter:
    """Takes pieces, gives back whole sentences with the space that follows them."""

    def __init__(self) -> None:
        self._held = ""

    def feed(self, piece: str) -> list[str]:
        """Return the sentences that are certain to have ended."""
        self._held += piece
        found: list[str] = []
        start = 0
        for match in _END.finditer(self._held):
            if match.end() == len(self._held):
                break  # more white space, or another mark, may still belong to it
            if _is_end(self._held[start : match.end()]):
                found.append(self._held[start : match.end()])
                start = match.end()
        self._held = self._held[start:]
        while len(self._held) > LONGEST:
            place = _pause(self._held[:LONGEST])
            found.append(self._held[:place])
            self._held = self._held[place:]
        return found

    def finish(self) -> list[str]:
        """Return what is left, where there is anything."""
        rest, self._held = self._held, ""
        found: list[str] = []
        start = 0
        for match in _END.finditer(rest):
            if _is_end(rest[start : match.end()]) and match.end() < len(rest):
                found.append(rest[start : match.end()])
                start = match.end()
        return [*found, rest[start:]] if rest[start:] else found


def _is_end(sentence: str) -> bool:
    """Tell whether a mark ends a sentence, rather than an abbreviation or an initial."""
    if sentence.rstrip(" \t") != sentence.rstrip():
        return bool(sentence.strip())  # a line ends what it holds
    bare = sentence.rstrip()
    if not bare.endswith("."):
        return True
    words = bare[:-1].split()
    last = words[-1].lower().lstrip("(«“\"'") if words else ""
    if last in _ABBREVIATIONS and not (
        last in ("etc", "no", "min", "max", "me") and len(words) > 1
    ):
        return False
    return not (len(last) == 1 and last.isalpha() and last not in "àyi") and not last.isdigit()


def _pause(text: str) -> int:
    """Return where a sentence that is too long can best be cut."""
    for marks in (";", ":", ",", " "):
        place = text.rfind(marks)
        if place > len(text) // 3:
            return place + 1
    return len(text)


def sentences(text: str) -> list[str]:
    """Cut a whole text."""
    cutter = SentenceCutter()
    return [*cutter.feed(text), *cutter.finish()]


def is_listed(sentence: str) -> bool:
    """Tell whether a sentence is an item of a list."""
    return _MARKER.match(sentence) is not None


def speakable(sentence: str) -> str:
    """Return what a voice can say of a sentence; empty where that is nothing."""
    unthought = ThinkingFilter()
    text = unthought.feed(sentence) + unthought.finish()
    text = _ADDRESS.sub("", _LINK.sub(r"\1", text))
    text = _MARKUP.sub("", _DIRECTION.sub("", _MARKER.sub("", text)))
    text = "".join(char for char in text if _is_said(char))
    text = re.sub(r"\s+", " ", text).strip()
    return text if any(char.isalnum() for char in text) else ""


def _is_said(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LNPZ" or category in ("Sc", "Sm", "Mn") or char in "\n\t°"
