"""The language of the interface: what is asked for goes before what is wont, that before the locale."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.cli.main import wont_language
from companion.interface import choose_language


@pytest.mark.parametrize(
    ("arguments", "environment", "wont", "chosen"),
    [
        (["--ui-lang", "en"], {"LANG": "fr_FR"}, "fr", "en"),
        ([], {"PROMENADE_UI_LANG": "en"}, "fr", "en"),
        ([], {"LC_ALL": "en_GB.UTF-8"}, "fr", "fr"),
        ([], {"LANG": "fr_FR.UTF-8"}, "", "fr"),
        ([], {}, "", "en"),
    ],
)
def test_the_language_is_the_nearest_wish(
    arguments: list[str], environment: dict[str, str], wont: str, chosen: str
) -> None:
    assert choose_language(arguments, environment, wont) == chosen


def test_the_settings_say_the_language_and_broken_ones_say_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROMENADE_HOME", str(tmp_path))
    assert wont_language() == ""
    file = tmp_path / "settings.toml"
    file.write_text('[interface]\nlanguage = "fr"\n', encoding="utf-8")
    assert wont_language() == "fr"
    file.write_text("[interface\n", encoding="utf-8")
    assert wont_language() == ""
