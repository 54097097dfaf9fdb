"""The catalogue is complete, and a wrong one is named."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from models.catalogue import WheelMember, parse_catalogue, read_catalogue, shipped_catalogue
from models.errors import ModelDamaged, ModelMissing
from models.language import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_a_light_recogniser_and_a_better_one(language: Language) -> None:
    catalogue = shipped_catalogue()
    light = catalogue.suggested("recognizer", language)
    assert light is not None
    assert light.is_live
    assert light.bytes < 50_000_000
    best = catalogue.having("recognizer", language)[0]
    assert best.rank > light.rank


def test_every_fetch_is_checked_by_digest_or_by_the_publishers_own_list() -> None:
    for card in shipped_catalogue().cards:
        assert card.sha256 or card.md5 or not card.is_exact, card.name
        if isinstance(card.source, WheelMember):
            assert card.sha256
            assert card.source.wheel_sha256


def test_every_model_says_its_licence_and_its_worth_in_both_languages() -> None:
    for card in shipped_catalogue().cards:
        assert card.licence
        assert card.remark.en
        assert card.remark.fr != card.remark.en


def test_no_model_of_a_synthetic_voice_is_offered_to_a_person() -> None:
    assert not [card.name for card in shipped_catalogue().cards if "tiny" in card.name]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("model = 1", "model"),
        ('[[model]]\nname = "x"', "role"),
        ("not toml", "line 1"),
    ],
)
def test_a_wrong_catalogue_is_refused_naming_file_and_place(
    tmp_path: Path, text: str, place: str
) -> None:
    with pytest.raises(ModelDamaged, match=place) as raised:
        parse_catalogue(text, "own.toml")
    assert "own.toml" in raised.value.message.fr
    with pytest.raises(ModelMissing):
        read_catalogue(tmp_path / "absent.toml")


def test_a_name_that_is_a_path_is_refused() -> None:
    shipped = resources.files("models").joinpath("catalogue.toml").read_text(encoding="utf-8")
    with pytest.raises(ModelDamaged, match="regex"):
        parse_catalogue(shipped.replace('"silero-vad"', '"../silero-vad"'))
