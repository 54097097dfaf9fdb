"""Whisper through a stand-in for its library: what it is asked, and what becomes of its answer.

The real library is an extra, and its models are too big to ship; accuracy is not looked at here.
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest

from models.errors import EngineFailed, ModelDamaged
from models.language import Language
from models.load import choose_ear, load_offline
from models.speech import OfflineRecognizer
from models.store import Store

_LIBRARY = textwrap.dedent("""
    from pathlib import Path
    from types import SimpleNamespace as S

    class WhisperModel:
        asked = []

        def __init__(self, folder, **how):
            if (Path(folder) / "model.bin").read_text() == "broken":
                raise RuntimeError("File model.bin is incomplete\\nmore")
            assert how == {"device": "cpu", "compute_type": "int8", "local_files_only": True}

        def transcribe(self, sound, **how):
            self.asked.append((len(sound), float(abs(sound).max()), how))
            return self._segments(how["language"]), S(language=how["language"])

        def _segments(self, language):
            yield S(text=" Bonjour à tous.", words=[
                S(word=" Bonjour", start=0.5, end=0.91, probability=0.98),
                S(word=" à", start=0.91, end=1.0, probability=0.7),
                S(word=" tous.", start=1.0, end=1.4, probability=0.9)])
            yield S(text="  ", words=None, start=1.4, end=1.5)
            yield S(text=" Sans temps.", words=None, start=1.5, end=9.0)
            if language == "en":
                raise RuntimeError("out of memory")
""")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model's folder, with the stand-in where Python looks for the library."""
    site = tmp_path / "site"
    (site / "faster_whisper-1.2.1.dist-info").mkdir(parents=True)
    (site / "faster_whisper-1.2.1.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: faster-whisper\nVersion: 1.2.1\n"
    )
    (site / "faster_whisper.py").write_text(_LIBRARY)
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.delitem(sys.modules, "faster_whisper", raising=False)
    model = tmp_path / "whisper-tiny"
    model.mkdir()
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (model / name).write_text("x")
    return model


def _load(folder: Path, language: Language = "fr") -> OfflineRecognizer:
    store = Store(folder.parent / "store")
    choice = choose_ear(store, language, str(folder), "second-pass")
    return load_offline(choice, language, store)


def test_sentences_come_with_words_at_their_place_in_the_session(folder: Path) -> None:
    finals = list(_load(folder).hear(np.full(32_000, 16_384, np.int16), start_ms=60_000))
    assert [final.text for final in finals] == ["Bonjour à tous.", "Sans temps."]
    assert [(w.text, w.start_ms, w.end_ms) for w in finals[0].words] == [
        ("Bonjour", 60_500, 60_910),
        ("à", 60_910, 61_000),
        ("tous.", 61_000, 61_400),
    ]
    assert [(w.text, w.start_ms, w.end_ms) for w in finals[1].words] == [
        ("Sans", 61_500, 61_750),
        ("temps.", 61_750, 62_000),
    ], "no word is lost for want of a time, none lies beyond the recording"
    length, peak, how = sys.modules["faster_whisper"].WhisperModel.asked[-1]
    assert (length, peak) == (32_000, 0.5)
    assert how["language"] == "fr"
    assert how["vad_filter"], "on silence Whisper invents words"


def test_it_says_what_it_is(folder: Path) -> None:
    card = _load(folder).card
    assert (card.engine, card.model, card.version) == ("faster-whisper", "whisper-tiny", "1.2.1")


def test_a_failure_half_way_is_said(folder: Path) -> None:
    heard = _load(folder, "en").hear(np.zeros(16_000, np.int16))
    next(iter(heard))
    with pytest.raises(EngineFailed):
        list(heard)


@pytest.mark.parametrize("damage", ["missing", "incomplete"])
def test_a_damaged_folder_is_named_with_the_way_to_a_good_one(folder: Path, damage: str) -> None:
    if damage == "missing":
        (folder / "tokenizer.json").unlink()
    else:
        (folder / "model.bin").write_text("broken")
    with pytest.raises(ModelDamaged) as raised:
        _load(folder)
    assert str(folder) in raised.value.message.en
    assert "\n" not in raised.value.message.en
    assert "second_pass_fr" in raised.value.remedy.fr
