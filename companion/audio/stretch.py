"""Slower or faster speech at the same pitch, block by block (pure).

Waveform-similarity overlap-add (Verhelst and Roelands, 1993): pieces of 40 ms are laid over each
other closer or further apart than they were, each moved by up to 10 ms to where it continues the
sound best.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

SLOWEST, FASTEST = 0.5, 3.0
_PIECE_SECONDS = 0.04
_SEARCH_SECONDS = 0.01

Floats = npt.NDArray[np.float32]


class Stretcher:
    """Changes the speed of one stream of mono sound between -1 and 1."""

    def __init__(self, rate: int, speed: float) -> None:
        """`speed` 2 is twice as fast; raises ValueError beyond 0.5 to 3."""
        if not SLOWEST <= speed <= FASTEST:
            raise ValueError(f"speed is between {SLOWEST} and {FASTEST}")
        self._speed = speed
        self._step = round(rate * _PIECE_SECONDS / 2)
        self._search = round(rate * _SEARCH_SECONDS)
        self._window = np.hanning(2 * self._step + 1)[:-1].astype(np.float32)
        self._held = np.zeros(self._search, dtype=np.float32)
        self._gone = -self._search
        """Place, in the input, of the first sample held."""
        self._pieces = 0
        self._before: int | None = None
        """Where the piece before was taken from."""
        self._tail = np.zeros(self._step, dtype=np.float32)

    def push(self, sound: Floats, *, last: bool = False) -> Floats:
        """Take a block; return what it gives, a little later. `last` gives what is left, too."""
        if self._speed == 1:
            return sound
        if last:
            sound = np.concatenate((sound, np.zeros(4 * self._step, dtype=np.float32)))
        self._held = np.concatenate((self._held, sound))
        out = []
        while (place := self._place()) is not None:
            piece = self._held[place - self._gone :][: 2 * self._step] * self._window
            out.append(self._tail + piece[: self._step])
            self._tail = piece[self._step :]
            self._before = place
            self._pieces += 1
            self._drop()
        return np.concatenate(out) if out else np.zeros(0, dtype=np.float32)

    def _place(self) -> int | None:
        """Return where to take the next piece from, or None until more has come."""
        wanted = round(self._pieces * self._step * self._speed)
        end = self._gone + len(self._held)
        if wanted + self._search + 2 * self._step > end:
            return None
        if self._before is None:
            return wanted
        natural = self._before + self._step
        if natural + self._step > end:
            return None
        like = self._held[natural - self._gone :][: self._step]
        first = wanted - self._search - self._gone
        field = self._held[first : first + 2 * self._search + self._step]
        return wanted - self._search + _best_match(field, like)

    def _drop(self) -> None:
        """Let go of what neither the next piece nor its model can reach."""
        wanted = round(self._pieces * self._step * self._speed)
        natural = (self._before or 0) + self._step
        unused = min(wanted - self._search, natural) - self._gone
        if unused > 0:
            self._held = self._held[unused:]
            self._gone += unused


def _best_match(field: Floats, like: Floats) -> int:
    """Return where `like` fits `field` best, by normalised correlation."""
    fit = np.correlate(field, like, mode="valid")
    energy = np.convolve(np.square(field), np.ones(len(like), dtype=np.float32), mode="valid")
    return int(np.argmax(fit / np.sqrt(energy + 1e-6)))


def stretch(sound: Floats, rate: int, speed: float) -> Floats:
    """Return a whole sound at another speed."""
    given = Stretcher(rate, speed).push(sound, last=True)
    return given[: round(len(sound) / speed)]
