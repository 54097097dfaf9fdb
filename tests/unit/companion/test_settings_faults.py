"""A fault in the settings file is said by file and key, in the user's language."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.errors import BadUsage
from companion.settings import load_settings


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("[walk]\nspeeed = 3\n", "walk.speeed"),
        ("walks = 3\n", "walks"),
        ('[walk]\nrecap = "x"\n', "walk.recap"),
        ('[walk]\n"{odd}" = 1\n', "walk.{odd}"),
    ],
)
def test_the_file_and_the_key_are_named(tmp_path: Path, content: str, key: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(BadUsage) as raised:
        load_settings(file, {})
    for sentence in (raised.value.message.en, raised.value.message.fr):
        assert str(file) in sentence
        assert f" {key}" in sentence
        assert "`$" not in sentence
