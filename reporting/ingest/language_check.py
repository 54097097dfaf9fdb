"""Which language a recording is in, by letting the recognisers of each hear the beginning of it.

In its own language a recogniser is sure of itself; in another one it writes its commonest words and
doubts them. Where none is sure, that is said instead of guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from models.audio import EAR_RATE
from models.language import Language, Phrase
from reporting.errors import SourceUnreadable
from reporting.ingest.sound import Sound, to_mono
from reporting.ingest.speech_regions import voiced_spans
from reporting.sources.decoding import printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.audio import Samples
    from models.speech import OfflineRecognizer

_LOOKED_AT = 180 * EAR_RATE
_ENOUGH = 30 * EAR_RATE
_SURE = 0.75
_USUAL_RATE = 1.5
"""Words a second below which a recogniser only catches a scrap here and there."""


def tell_language(
    sound: Sound, recognizers: Mapping[Language, Callable[[], OfflineRecognizer]]
) -> Language:
    """Return the language spoken; raises SourceUnreadable where it is none of those given."""
    samples = beginning(sound)
    scores = {language: _score(load(), samples) for language, load in recognizers.items()}
    best = max(scores, key=lambda language: scores[language])
    if len(samples) and scores[best] < _SURE:
        raise SourceUnreadable(
            Phrase(
                "{name} does not sound like {known}.", "{name} ne ressemble pas à {connues}."
            ).format(
                name=printable(sound.path.name),
                known=" or ".join(_NAMES[known].en for known in scores),
                connues=" ou ".join(_NAMES[known].fr for known in scores),
            ),
            Phrase(
                "If it is all the same, say so: `--lang en` or `--lang fr`. Other languages have "
                "no recogniser here.",
                "Si c'en est quand même, dites-le : `--lang fr` ou `--lang en`. Les autres langues "
                "n'ont pas de modèle ici.",
            ),
        )
    return best


_NAMES: dict[Language, Phrase] = {
    "en": Phrase("English", "de l'anglais"),
    "fr": Phrase("French", "du français"),
}


def beginning(sound: Sound) -> Samples:
    """Return up to 30 s of voice from the first three minutes."""
    taken: list[Samples] = []
    length = 0
    for block in sound.blocks():
        taken.append(to_mono(block))
        length += len(taken[-1])
        if length >= _LOOKED_AT:
            break
    whole = np.concatenate(taken) if taken else np.zeros(0, np.int16)
    voiced = [
        whole[span.start_ms * EAR_RATE // 1000 : span.end_ms * EAR_RATE // 1000]
        for span in voiced_spans(whole, None)
    ]
    return np.concatenate(voiced)[:_ENOUGH] if voiced else whole[:0]


def _score(recognizer: OfflineRecognizer, samples: Samples) -> float:
    """Return how sure a recogniser is, 0 to 1, less where it hears hardly a word."""
    words = [word for final in recognizer.hear(samples) for word in final.words]
    if not words:
        return 0.0
    sure = sum(word.confidence for word in words) / len(words)
    rate = len(words) * EAR_RATE / len(samples)
    return sure * min(1.0, rate / _USUAL_RATE)
