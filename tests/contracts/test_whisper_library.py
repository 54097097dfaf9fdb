"""The real faster-whisper, with a model of random weights: what it says is nonsense, how is looked at."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from models.errors import ModelDamaged
from models.load import choose_ear, load_offline
from models.speech import OfflineRecognizer
from models.store import Store
from tests.support.recorded import clips
from tests.support.whisper_model import write_whisper

pytest.importorskip("faster_whisper", reason="the extra promenade[whisper] is not installed")


def loaded(folder: Path) -> OfflineRecognizer:
    store = Store(folder.parent / "store")
    return load_offline(choose_ear(store, "en", str(folder), "second-pass"), "en", store)


def test_all_that_is_written_has_words_within_the_recording(tmp_path: Path) -> None:
    ear = loaded(write_whisper(tmp_path / "whisper-random"))
    assert (ear.card.engine, ear.card.model) == ("faster-whisper", "whisper-random")
    sound = clips("en")[1][1]
    finals = list(ear.hear(sound, start_ms=60_000))
    assert finals
    for final in finals:
        assert final.words
        for word in final.words:
            assert 60_000 <= word.start_ms <= word.end_ms <= 60_000 + len(sound) // 16 + 1
            assert 0 <= word.confidence <= 1


def test_silence_gives_no_words(tmp_path: Path) -> None:
    ear = loaded(write_whisper(tmp_path / "whisper-random"))
    assert list(ear.hear(np.zeros(80_000, np.int16))) == []


def test_a_model_cut_short_is_called_damaged(tmp_path: Path) -> None:
    folder = write_whisper(tmp_path / "whisper-random")
    whole = (folder / "model.bin").read_bytes()
    (folder / "model.bin").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ModelDamaged):
        loaded(folder)
