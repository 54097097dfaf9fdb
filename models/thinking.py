"""Keeps a chat model's thinking out of its answer, as the pieces arrive.

Some models write their reasoning between tags in the answer itself. The law of this module: nothing
outside the tags is lost or held longer than a tag can be long.
"""

from __future__ import annotations

import re

_OPEN = re.compile(r"<(think|thinking|thought|reasoning)>", re.IGNORECASE)
_CLOSE = re.compile(r"</(?:think|thinking|thought|reasoning)>", re.IGNORECASE)
_LONGEST_TAG = len("</reasoning>")


class ThinkingFilter:
    """Takes pieces of an answer, returns what is meant to be read."""

    def __init__(self) -> None:
        self._held = ""
        self._inside = False

    def feed(self, piece: str) -> str:
        """Return the text outside the tags that is certain by now."""
        self._held += piece
        out: list[str] = []
        while True:
            match = (_CLOSE if self._inside else _OPEN).search(self._held)
            if match is None:
                break
            if not self._inside:
                out.append(self._held[: match.start()])
            self._held = self._held[match.end() :]
            self._inside = not self._inside
        out.append(self._release())
        return "".join(out)

    def finish(self) -> str:
        """Return what was held back; a thought that never closed stays unsaid."""
        rest, self._held = self._held, ""
        return "" if self._inside else _CLOSE.sub("", rest)

    def _release(self) -> str:
        place = self._held.rfind("<")
        keep = len(self._held) - place if place >= 0 else 0
        keep = keep if 0 < keep < _LONGEST_TAG else 0
        if self._inside:
            self._held = self._held[-_LONGEST_TAG:]
            return ""
        certain = self._held[: len(self._held) - keep]
        self._held = self._held[len(certain) :]
        return certain
