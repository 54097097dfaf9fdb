"""What vosk does beyond the contract, and what is done about a damaged model before it crashes."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import numpy as np
import pytest

from models.engines.vosk_strides import in_long_strides
from models.errors import EngineUnavailable, ModelDamaged
from models.language import LANGUAGES, Language
from models.load import EarChoice, choose_ear, load_ear, load_offline
from models.speech import Ear
from models.store import Store
from tests.support.recorded import clips, frames, listen, quiet, read_wav, tiny_model


def _ear(language: Language = "en") -> Ear:
    name = f"vosk-tiny-{language}"
    return load_ear(EarChoice("vosk", name, tiny_model(language)), Store(tiny_model(language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_recorded_walk_is_understood_word_for_word(language: Language) -> None:
    ear = _ear(language)
    spoken = clips(language)
    heard = [" ".join(final.text for final in ear.hear(sound)) for _, sound in spoken]
    wrong = sum(text != said for text, (said, _) in zip(heard, spoken, strict=True))
    assert wrong <= 1


def test_finished_sound_is_heard_at_its_own_place_in_the_session() -> None:
    text, sound = clips("en")[2]
    finals = list(_ear().hear(sound, start_ms=600_000))
    assert " ".join(final.text for final in finals) == text
    assert finals[0].words[0].start_ms >= 600_000
    assert finals[-1].words[-1].end_ms <= 600_000 + len(sound) // 16 + 50


def test_word_times_stay_true_over_many_utterances_gaps_and_closings() -> None:
    """Each clip is heard at its own place, whether or not sound was lost before it."""
    text, sound = clips("en")[3]
    alone = next(iter(_ear().hear(sound))).words
    recognizer = _ear().recognizer()
    start_ms = 0
    for turn, pause_ms in enumerate((0, 40_000, 0, 7, 1_000, 0)):
        start_ms += pause_ms
        given = frames(np.concatenate([sound, quiet(0.5 if turn % 2 else 1.6)]), start_ms)
        _, finals = listen(recognizer, given)
        words = [word for final in finals for word in final.words]
        assert " ".join(word.text for word in words) == text
        offsets = [w.start_ms - start_ms - a.start_ms for w, a in zip(words, alone, strict=True)]
        assert max(map(abs, offsets)) <= 60
        start_ms = given[-1].end_ms


def test_recognisers_of_one_model_work_in_threads_of_their_own() -> None:
    ear = _ear()
    spoken = clips("en")[1:4]
    heard: dict[str, str] = {}

    def hear(text: str, samples: object) -> None:
        heard[text] = " ".join(final.text for final in ear.hear(samples))  # type: ignore[arg-type]

    threads = [threading.Thread(target=hear, args=pair) for pair in spoken]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard == {text: text for text, _ in spoken}


def test_a_recogniser_held_to_phrases_hears_those_and_nothing_else() -> None:
    spotter = _ear().recognizer(("note that", "what did i say", "end the walk"))
    _, finals = listen(spotter, frames(np.concatenate([clips("en")[-1][1], quiet()])))
    assert [final.text for final in finals] == ["end the walk"]
    _, finals = listen(spotter, frames(np.concatenate([clips("en")[2][1], quiet()])))
    assert "family" not in " ".join(final.text for final in finals)


def test_phrases_in_french_are_understood_and_unknown_words_do_no_harm() -> None:
    text, sound = clips("fr")[-1]
    spotter = _ear("fr").recognizer((text, "c'est une idée", "c'est la fin du zzyzx"))
    _, finals = listen(spotter, frames(np.concatenate([sound, quiet()])))
    assert [final.text for final in finals] == [text]


def test_phrases_the_model_does_not_know_at_all_are_refused() -> None:
    with pytest.raises(EngineUnavailable, match="these phrases"):
        _ear().recognizer(("zzyzx",))


def test_the_library_prints_nothing_onto_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    ear = _ear()
    ear.recognizer(("note that", "zzyzx"))
    list(ear.hear(quiet(1)))
    assert capfd.readouterr() == ("", "")


def test_a_model_with_one_big_graph_cannot_be_held_to_phrases(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    ear = load_ear(EarChoice("vosk", "m", folder), Store(tmp_path))
    (folder / "graph" / "HCLr.fst").rename(folder / "graph" / "elsewhere.fst")
    with pytest.raises(EngineUnavailable, match="these phrases"):
        ear.recognizer(("stop",))


def test_voices_have_vectors_where_the_speaker_model_is(data: Path) -> None:
    samples = data / "models" / "vosk-tiny-en" / "samples"
    encoder = _ear().speaker_encoder(data / "models" / "vosk-tiny-spk")  # type: ignore[attr-defined]
    voices = {
        row.split("\t")[0]: row.split("\t")[1]
        for row in (samples / "reference.tsv").read_text().splitlines()[1:]
    }
    vectors = {name: encoder.embed(read_wav(samples / name)) for name in voices}
    assert all(abs(float(np.linalg.norm(vector)) - 1) < 1e-5 for vector in vectors.values())
    same: list[float] = []
    other: list[float] = []
    for one in voices:
        for two in voices:
            if one < two:
                likeness = float(vectors[one] @ vectors[two])
                (same if voices[one] == voices[two] else other).append(likeness)
    assert np.mean(same) > np.mean(other) + 0.2


def _copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_model("en"), tmp_path / "model"))


@pytest.mark.parametrize(
    "name",
    [
        "am/final.mdl",
        "conf/mfcc.conf",
        "conf/model.conf",
        "graph/Gr.fst",
        "graph/HCLr.fst",
        "graph/disambig_tid.int",
    ],
)
@pytest.mark.parametrize("damage", ["missing", "empty", "cut"])
def test_a_damaged_model_is_said_and_never_crashes_the_walk(
    tmp_path: Path, name: str, damage: str
) -> None:
    folder = _copy(tmp_path)
    file = folder / name
    match damage:
        case "missing":
            file.unlink()
        case "empty":
            file.write_bytes(b"")
        case _:
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    store = Store(tmp_path / "store")
    choice = choose_ear(store, "en", str(folder))
    with pytest.raises(ModelDamaged) as raised:
        load_ear(choice, store)
    assert str(folder) in raised.value.message.fr
    assert raised.value.remedy.en


def test_a_folder_of_ones_own_is_tried_out_once(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    store = Store(tmp_path / "store")
    for _ in range(2):
        load_ear(choose_ear(store, "en", str(folder)), store)
    marks = list((store.root / ".tried").iterdir())
    assert len(marks) == 1
    (folder / "README.md").write_text("changed")
    (folder / "nowhere").symlink_to(tmp_path / "gone")
    load_ear(choose_ear(store, "en", str(folder)), store)
    assert len(list((store.root / ".tried").iterdir())) == 2


def test_a_folder_that_is_no_model_is_said(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    with pytest.raises(ModelDamaged, match=r"am/final\.mdl"):
        load_ear(choose_ear(store, "en", str(tmp_path)), store)
    (tmp_path / "am").mkdir()
    (tmp_path / "am" / "final.mdl").write_text("a text file with a model's name")
    with pytest.raises(ModelDamaged):
        load_offline(choose_ear(store, "en", str(tmp_path)), "en", store)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_finished_recording_is_heard_in_longer_strides_word_for_word(language: Language) -> None:
    name = f"vosk-tiny-{language}"
    choice = EarChoice("vosk", name, tiny_model(language))
    ear = load_offline(choice, language, Store(tiny_model(language)))
    assert ear.card.model == name
    spoken = clips(language)
    heard = [" ".join(final.text for final in ear.hear(sound)) for _, sound in spoken]
    wrong = sum(text != said for text, (said, _) in zip(heard, spoken, strict=True))
    assert wrong <= 1


def test_a_model_in_long_strides_keeps_its_own_settings_and_leaves_its_folder_alone(
    tmp_path: Path,
) -> None:
    folder = _model(tmp_path, "--beam=10\n")
    with in_long_strides(folder) as opened:
        settings = (opened / "conf" / "model.conf").read_text()
        assert settings.startswith("--beam=10\n--frames-per-chunk=")
        assert (opened / "conf" / "mfcc.conf").read_text() == "--num-ceps=40\n"
        assert (opened / "am" / "final.mdl").read_text() == "weights"
    assert not opened.exists()
    assert (folder / "conf" / "model.conf").read_text() == "--beam=10\n"
    assert (folder / "am" / "final.mdl").read_text() == "weights"


def test_a_stride_that_a_model_comes_with_is_respected(tmp_path: Path) -> None:
    folder = _model(tmp_path, "--frames-per-chunk=51\n")
    with in_long_strides(folder) as opened:
        assert opened == folder


def _model(tmp_path: Path, settings: str) -> Path:
    for name, content in (
        ("conf/model.conf", settings),
        ("conf/mfcc.conf", "--num-ceps=40\n"),
        ("am/final.mdl", "weights"),
    ):
        (tmp_path / "model" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "model" / name).write_text(content)
    return tmp_path / "model"
