"""A path is completed as it is typed."""

from __future__ import annotations

from pathlib import Path

from companion.tui.dialogs.paths import complete


def test_a_file_is_completed_by_the_first_that_begins_so(tmp_path: Path) -> None:
    (tmp_path / "meeting.vtt").touch()
    (tmp_path / "memo.m4a").touch()
    assert complete(f"{tmp_path}/me") == f"{tmp_path}/meeting.vtt"
    assert complete(f"{tmp_path}/mem") == f"{tmp_path}/memo.m4a"


def test_a_folder_is_completed_with_a_slash_and_hidden_files_are_passed_over(
    tmp_path: Path,
) -> None:
    (tmp_path / ".hidden").touch()
    (tmp_path / "talks").mkdir()
    assert complete(f"{tmp_path}/") == f"{tmp_path}/talks/"


def test_what_begins_no_file_and_what_cannot_be_read_is_left_as_it_is(tmp_path: Path) -> None:
    assert complete(f"{tmp_path}/nothing") is None
    assert complete(f"{tmp_path}/no/such/folder") is None
    assert complete("") is None
    assert complete("~nobody-of-that-name/x") is None
