"""Hears English with pocketsphinx: the last resort where no vosk model can be had.

Its wheel carries a model, so that it works without a fetch, and poorly: more than half the words of
free speech are wrong, a third of those of a book read aloud. Its card says so.
"""

from __future__ import annotations

import contextlib
import importlib
import re
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from models.audio import EAR_RATE, Frame
from models.engines.stream_time import StreamTime
from models.errors import EngineFailed, EngineUnavailable
from models.language import Phrase
from models.speech import EngineCard, Final, Hearing, Partial
from models.transcript import Word

if TYPE_CHECKING:
    from models.audio import Samples

_FRAMES_PER_SECOND = 100
_WINDOW_SECONDS = 0.03
_PARTIAL_EVERY = 8
"""Windows of 30 ms between two looks at the hypothesis, which costs a search of its own."""
_HEARD_AGAIN_BYTES = 10 * EAR_RATE * 2
_NOISE = re.compile(r"^[<\[+].*[>\]+]$")
_VARIANT = re.compile(r"\(\d+\)$")
_REMARK = "more than half the words of free speech are wrong"


class PocketsphinxEar:
    """The English model of the wheel."""

    def __init__(self) -> None:
        """Look for the package; raises EngineUnavailable with the way to install it."""
        self._library = _load_library()
        self._card = EngineCard("pocketsphinx", "en-us", version("pocketsphinx"), remark=_REMARK)

    @property
    def card(self) -> EngineCard:
        """Say which model this is, and how poor."""
        return self._card

    def recognizer(self, phrases: Sequence[str] = ()) -> PocketsphinxRecognizer:
        """Return a fresh recogniser, which takes a second; one decoder's memory each."""
        if phrases:
            raise EngineUnavailable(
                Phrase(
                    "pocketsphinx cannot be held to a few phrases.",
                    "pocketsphinx ne sait pas se limiter à quelques phrases.",
                )
            )
        decoder = self._library.Decoder(samprate=float(EAR_RATE), loglevel="FATAL")
        return PocketsphinxRecognizer(decoder, self._endpointer, self._card)

    def _endpointer(self) -> Any:
        return self._library.Endpointer(sample_rate=EAR_RATE)

    def hear(self, samples: Samples, *, start_ms: int = 0) -> Iterator[Final]:
        """Yield what is said in a finished recording."""
        recognizer = self.recognizer()
        step = EAR_RATE // 4
        for at in range(0, len(samples), step):
            frame = Frame(start_ms + at * 1000 // EAR_RATE, samples[at : at + step])
            final = recognizer.accept_silently(frame)
            if final is not None:
                yield final
        last = recognizer.finish()
        if last is not None:
            yield last


class PocketsphinxRecognizer:
    """One stream of frames, cut into utterances by pocketsphinx's own voice activity."""

    def __init__(self, decoder: Any, endpointer: Callable[[], Any], card: EngineCard) -> None:
        self._decoder = decoder
        self._make_endpointer = endpointer
        self._endpointer = endpointer()
        self._endpointer_at = 0.0
        """Seconds of the stream at which the present endpointer was made."""
        self._taken = 0
        """Windows taken since the stream began."""
        self._card = card
        self._time = StreamTime()
        self._waiting = b""
        self._begun_at = -1.0
        """Seconds of the stream at which the present utterance began; negative outside one."""
        self._voiced = bytearray()
        """The sound of the present utterance."""
        self._given = 0
        """Bytes of it that the decoder has followed live."""
        self._shown = ""

    @property
    def card(self) -> EngineCard:
        """Say which model hears, and how poorly."""
        return self._card

    def accept(self, frame: Frame) -> Hearing | None:
        """Take one frame of 16 kHz mono; return what changed."""
        heard: Hearing | None = None
        for window in self._windows(frame):
            final = self._take(window)
            if self._begun_at >= 0:
                heard = self._partial() or heard
            heard = final or heard
        return heard

    def accept_silently(self, frame: Frame) -> Final | None:
        """Take one frame and work out no partial: for sound that nobody watches."""
        finals = [self._take(window) for window in self._windows(frame)]
        return next((final for final in finals if final is not None), None)

    def finish(self) -> Final | None:
        """Close the present utterance now and return its words, if there are any."""
        if self._begun_at < 0:
            return None
        final = self._close()
        # The endpointer still believes in the voice it heard; a fresh one does not.
        self._endpointer = self._make_endpointer()
        self._endpointer_at = self._taken * _WINDOW_SECONDS
        return final

    def reset(self) -> None:
        """Forget the present utterance."""
        self.finish()

    def _windows(self, frame: Frame) -> Iterator[bytes]:
        if frame.rate != EAR_RATE:
            raise ValueError(f"the ear works at {EAR_RATE} Hz")
        self._time.note(frame)
        self._waiting += frame.samples.astype("<i2").tobytes()
        size: int = self._endpointer.frame_bytes
        while len(self._waiting) >= size:
            window, self._waiting = self._waiting[:size], self._waiting[size:]
            yield window

    def _take(self, window: bytes) -> Final | None:
        self._taken += 1
        voiced = self._endpointer.process(window)
        if voiced is None:
            return None
        if self._begun_at < 0:
            self._begun_at = self._endpointer_at + float(self._endpointer.speech_start)
        self._voiced += voiced
        return None if self._endpointer.in_speech else self._close()

    def _partial(self) -> Partial | None:
        """Look at what is new now and then: each look costs a search."""
        if self._taken % _PARTIAL_EVERY:
            return None
        if not self._given:
            self._decoder.start_utt()
        with _working():
            self._decoder.process_raw(bytes(self._voiced[self._given :]))
        self._given = len(self._voiced)
        hypothesis = self._decoder.hyp()
        text = hypothesis.hypstr if hypothesis else ""
        if text == self._shown:
            return None
        self._shown = text
        return Partial(text)

    def _close(self) -> Final | None:
        with _working():
            self._settle()
        words = tuple(self._word(part) for part in self._decoder.seg() or () if _is_word(part.word))
        self._begun_at = -1.0
        self._voiced.clear()
        self._given = 0
        self._shown = ""
        self._time.forget_before_now()
        return Final(" ".join(word.text for word in words), words) if words else None

    def _settle(self) -> None:
        """Decide the words of the utterance.

        Heard again as a whole it is levelled by its own loudness, which spares one error in
        seven; a long one that was followed live is left at that, since somebody waits.
        """
        if self._given:
            if len(self._voiced) > _HEARD_AGAIN_BYTES:
                self._decoder.process_raw(bytes(self._voiced[self._given :]))
                self._decoder.end_utt()
                return
            self._decoder.end_utt()
        self._decoder.start_utt()
        self._decoder.process_raw(bytes(self._voiced), full_utt=True)
        self._decoder.end_utt()

    def _word(self, part: Any) -> Word:
        start = self._begun_at + part.start_frame / _FRAMES_PER_SECOND
        end = self._begun_at + (part.end_frame + 1) / _FRAMES_PER_SECOND
        certain = min(1.0, max(0.0, float(part.prob)))
        start_ms, end_ms = self._time.span(start, end)
        return Word(_VARIANT.sub("", part.word), start_ms, end_ms, certain)


@contextlib.contextmanager
def _working() -> Iterator[None]:
    try:
        yield
    except RuntimeError as error:
        raise EngineFailed(
            Phrase("pocketsphinx stopped working.", "pocketsphinx a cessé de fonctionner.")
        ) from error


def _is_word(text: str) -> bool:
    return not _NOISE.match(text)


def _load_library() -> Any:
    try:
        return importlib.import_module("pocketsphinx")
    except ImportError as error:
        raise EngineUnavailable(
            Phrase("pocketsphinx is not installed.", "pocketsphinx n'est pas installé."),
            Phrase(
                "Run: pip install 'promenade[pocketsphinx]'",
                "Lancez : pip install 'promenade[pocketsphinx]'",
            ),
        ) from error
