"""`promenade rehear` on a walk that nothing could hear: the promise is that it is heard later."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.cli.main import main
from companion.paths import find_places
from companion.session.folder import find_folder
from companion.session.opening import load_session
from companion.session.recovering import is_interrupted
from models.transcript import WALKER
from tests.support.recorded import RECORDED, tiny_model

CLIP = RECORDED / "en" / "clips" / "02.wav"


@pytest.fixture(autouse=True)
def no_recogniser() -> None:
    settings = find_places().settings_file
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('[ear]\nmodel_en = "/nowhere"\n', encoding="utf-8")


def test_a_walk_without_a_recogniser_is_written_down_afterwards(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["replay", str(CLIP), "--lang", "en"]) == 0
    folder = find_folder(find_places(), "last")
    assert f"promenade rehear {folder.id}" in capsys.readouterr().out

    model = str(tiny_model("en"))
    assert main(["rehear", "last", "--model", model, "--jobs", "1"]) == 0
    said = [s for s in load_session(folder).transcript.segments if s.speaker == WALKER]
    assert len(" ".join(segment.text for segment in said).split()) > 5
    assert not is_interrupted(folder)

    assert main(["rehear", "last", "--model", model, "--jobs", "1"]) == 0
    again = [s for s in load_session(folder).transcript.segments if s.speaker == WALKER]
    assert [s.text for s in again] == [s.text for s in said]


def test_commands_that_are_shown_after_a_rehearsal_elsewhere_find_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = tmp_path / "the rehearsals"
    assert main(["replay", str(CLIP), "--lang", "en", "--out", str(elsewhere)]) == 0
    session = next((elsewhere / "sessions").iterdir())
    assert f"promenade report '{session}'" in capsys.readouterr().out
    assert main(["show", str(session)]) == 0
