"""Which recogniser is taken: the user's own, then the best that is here, then the last resort."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.catalogue import Archive, Catalogue, ModelCard
from models.errors import ModelDamaged, ModelError, ModelMissing
from models.load import (
    EarChoice,
    choose_ear,
    has_pocketsphinx,
    has_whisper,
    load_ear,
    load_offline,
    load_speaker_encoder,
    load_turn_judge,
    load_voice_activity,
)
from models.manifest import write_manifest
from models.store import Store


def _card(name: str, rank: int, *, is_live: bool) -> ModelCard:
    return ModelCard(
        name=name,
        role="recognizer",
        engine="vosk",
        languages=("fr",),
        source=Archive("https://models.example/x.zip"),
        bytes=1,
        rank=rank,
        is_live=is_live,
    )


CATALOGUE = Catalogue(
    (
        _card("small", 1, is_live=True),
        _card("middle", 2, is_live=True),
        _card("big", 3, is_live=False),
    )
)


def _store(tmp_path: Path, *here: str) -> Store:
    store = Store(tmp_path / "models", CATALOGUE)
    for name in here:
        (store.root / name).mkdir(parents=True)
        (store.root / name / "file").write_bytes(b"x")
        write_manifest(store.root / name, name)
    return store


@pytest.mark.parametrize(
    ("here", "live", "second"),
    [
        (("small",), "small", "small"),
        (("small", "middle"), "middle", "middle"),
        (("small", "big"), "small", "big"),
        (("big",), "big", "big"),
    ],
)
def test_live_takes_the_best_quick_one_and_a_second_pass_the_best_of_all(
    tmp_path: Path, here: tuple[str, ...], live: str, second: str
) -> None:
    store = _store(tmp_path, *here)
    assert choose_ear(store, "fr").model == live
    assert choose_ear(store, "fr", purpose="second-pass").model == second


def test_a_name_or_a_folder_of_the_users_own_comes_first(tmp_path: Path) -> None:
    store = _store(tmp_path, "small", "big")
    assert choose_ear(store, "fr", "big").model == "big"
    own = tmp_path / "my model"
    own.mkdir()
    choice = choose_ear(store, "fr", str(own))
    assert (choice.folder, choice.is_ours, choice.engine) == (own, False, "vosk")
    (own / "model.bin").touch()
    assert choose_ear(store, "fr", str(own)).engine == "whisper"


def test_nothing_here_is_said_with_the_command_that_mends_it(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing) as raised:
        choose_ear(_store(tmp_path), "fr")
    assert raised.value.remedy.fr == "Lancez : promenade setup --lang fr"
    assert "le français" in raised.value.message.fr


@pytest.mark.parametrize("wished", ["big", "/no/such/folder", "~/no/such/folder"])
def test_a_wish_that_is_not_here_is_not_replaced_in_silence(tmp_path: Path, wished: str) -> None:
    with pytest.raises(ModelMissing) as raised:
        choose_ear(_store(tmp_path, "small"), "fr", wished)
    assert raised.value.remedy.en


def test_pocketsphinx_hears_english_only_and_only_where_nothing_better_is(tmp_path: Path) -> None:
    store = _store(tmp_path, "small")
    with pytest.raises(ModelMissing, match="English only"):
        choose_ear(store, "fr", "pocketsphinx")
    if has_pocketsphinx():
        assert choose_ear(store, "en").engine == "pocketsphinx"
    else:
        with pytest.raises(ModelMissing):
            choose_ear(store, "en")


def test_whisper_is_refused_live_and_says_where_it_belongs(tmp_path: Path) -> None:
    choice = EarChoice("whisper", "m", tmp_path)
    with pytest.raises(ModelError, match="finished recordings only") as raised:
        load_ear(choice, _store(tmp_path))
    assert "second_pass_fr" in raised.value.remedy.fr


@pytest.mark.skipif(has_whisper(), reason="the extra is installed")
def test_whisper_without_its_extra_says_how_to_install_it(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as raised:
        load_offline(EarChoice("whisper", "m", tmp_path), "fr", _store(tmp_path))
    assert "pip install 'promenade[whisper]'" in raised.value.remedy.fr


@pytest.mark.parametrize("load", [load_voice_activity, load_turn_judge, load_speaker_encoder])
def test_each_helper_model_that_is_missing_names_its_fetch(tmp_path: Path, load: object) -> None:
    with pytest.raises(ModelMissing) as raised:
        load(Store(tmp_path))  # type: ignore[operator]
    assert raised.value.remedy.en.startswith("Run: promenade models fetch ")


@pytest.mark.parametrize("name", ["silero-vad", "smart-turn-v3.2", "ge2e-voice-encoder"])
def test_each_helper_model_that_is_rubbish_is_damaged_not_a_crash(
    tmp_path: Path, name: str
) -> None:
    store = Store(tmp_path)
    card = store.catalogue.card(name)
    folder = tmp_path / name
    folder.mkdir()
    (folder / card.file_name).write_bytes(b"rubbish" * 100)
    write_manifest(folder, name)
    loaders = {
        "silero-vad": load_voice_activity,
        "smart-turn-v3.2": load_turn_judge,
        "ge2e-voice-encoder": load_speaker_encoder,
    }
    with pytest.raises(ModelDamaged):
        loaders[name](store)
