from __future__ import annotations

import json
from pathlib import Path

import pytest

from companion.archive.search import refresh
from companion.cli.main import main
from companion.paths import Places, find_places
from companion.session.events import (
    Exported,
    IdeaNoted,
    ReportWritten,
    SegmentHeard,
    SessionDescribed,
    SpeakerDescribed,
    TakenOffRecord,
)
from companion.session.folder import SessionFolder, held
from companion.session.importing import create_session
from companion.session.opening import load_session, transcript_digest
from companion.session.soundfile import SoundFile
from companion.session.writing import Journal
from companion.settings import EarSettings, Settings, save_settings
from models.audio import Samples
from models.ideas import Idea
from models.transcript import Provenance, Segment, Speaker, Transcript
from tests.support.builders import STARTED_AT, heard, make_talk, make_walk, segment, spoke, tone
from tests.support.recorded import clips, tiny_model

PHRASE = "quixotic zeppelin"


@pytest.fixture
def places() -> Places:
    return find_places()


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main(list(arguments)) == code
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return captured.out if code == 0 else captured.err


def test_the_first_time_the_list_says_how_to_begin(capsys: pytest.CaptureFixture[str]) -> None:
    assert "promenade walk" in said(capsys, "sessions")


def test_sessions_are_listed_the_latest_first(
    places: Places, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    old = make_talk(places, ["the older one"], "2026-01-01T09:00:00Z")
    new = make_walk(places, SessionDescribed(title="Garden", tags=("plans",)))
    listed = said(capsys, "sessions")
    assert listed.index(new.id) < listed.index(old.id)
    assert "the older one" in listed
    assert "#plans" in listed
    assert old.id not in said(capsys, "sessions", "--tag", "plans")
    out = tmp_path / "list.json"
    said(capsys, "sessions", "--json", "--out", str(out))
    assert [card["id"] for card in json.loads(out.read_text())] == [new.id, old.id]
    assert out.stat().st_mode & 0o777 == 0o600


def test_a_session_is_read_with_who_and_when(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    make_walk(
        places,
        heard("s1", "I would like a garden", 61_000),
        spoke("c1", "who waters it", 65_000),
        IdeaNoted(idea=Idea(id="i1", text="a garden", origin="walker", evidence=("s1",))),
    )
    text = said(capsys, "show", "last")
    assert "1:01  You" in text
    assert "1:05  Companion  who waters it" in text
    assert "Ideas" in text
    assert "who waters it" not in said(capsys, "show", "last", "--ideas")
    assert "I would like" not in said(capsys, "show", "last", "--from", "1:04")
    assert json.loads(said(capsys, "show", "last", "--json"))["ideas"][0]["id"] == "i1"
    assert "Vous" in said(capsys, "--ui-lang", "fr", "show", "last")


def test_what_people_said_cannot_command_the_terminal(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    nasty = Segment("s1", "p1", 0, 900, "\x1b[2J\x1b]0;pwned\x07gone\r\x9b31m \u202etxet")
    make_walk(
        places,
        SegmentHeard(segment=nasty),
        SpeakerDescribed(speaker=Speaker("p1", "\x1b[31mEve")),
        SessionDescribed(title="\x1b[5mtitle", tags=("\x1b[7mtag",)),
    )
    refresh(places)
    for arguments in (
        ["sessions"],
        ["show", "last"],
        ["search", "gone"],
        ["edit", "last", "--print"],
    ):
        text = said(capsys, *arguments)
        assert not {"\x1b", "\x07", "\r", "\x9b", "\u202e"} & set(text)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["show", "nowhere"], 3),
        (["edit", "nowhere"], 3),
        (["forget", "nowhere", "--yes"], 3),
        (["show", "last"], 3),
        (["show"], 2),
    ],
)
def test_an_unknown_session_is_said_with_the_way_to_find_it(
    capsys: pytest.CaptureFixture[str], arguments: list[str], code: int
) -> None:
    complaint = said(capsys, *arguments, code=code)
    way = "promenade walk" if arguments == ["show", "last"] else "promenade sessions"
    assert code == 2 or way in complaint


def test_a_damaged_session_names_the_line_and_the_rest_can_be_read(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_talk(places, ["the first", "the second", "the third"])
    lines = folder.journal.read_bytes().splitlines(keepends=True)
    lines[2] = b'{"seq":3,"event":{"typ\xe9\n'
    folder.journal.write_bytes(b"".join(lines))
    complaint = said(capsys, "show", "last", code=1)
    assert "line 3" in complaint
    assert "--salvage" in complaint
    text = said(capsys, "show", "last", "--salvage")
    assert "the first" in text
    assert "the third" in text
    assert "DAMAGED" in said(capsys, "sessions")


def test_search_finds_lines_of_all_sessions_and_says_where(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_talk(places, ["rien", "un préau pour l'été"])
    make_talk(places, ["a playground"], "2026-12-01T09:00:00Z")
    text = said(capsys, "search", "preau")
    assert f"{folder.id}  0:05  You" in text
    assert "playground" not in text
    (hit,) = json.loads(said(capsys, "search", "ete", "--json"))
    assert hit["segment"] == "s1"
    assert "Nothing" in said(capsys, "search", "preau", "--until", "2026-01-01")


def test_the_index_is_rebuilt_by_one_command(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    make_talk(places, ["three words here"])
    said(capsys, "search", "words")
    done = json.loads(said(capsys, "index", "--rebuild", "--json"))
    assert done == {"read": 1, "removed": 0, "words": 3}
    assert "three words" in said(capsys, "search", "words")


def everything_below(folder: Path) -> bytes:
    return b"\0".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def planted(places: Places, tmp_path: Path) -> tuple[str, Path]:
    """Make a session with the phrase in everything we write; return its id and a user's own copy."""
    digest = "ab" * 32
    transcript = Transcript(
        id="",
        kind="talk",
        language="en",
        segments=(segment("s1", f"my {PHRASE} plan"),),
        provenance=Provenance(source="sound", sha256=digest),
    )
    folder = create_session(places, transcript, started_at=STARTED_AT)
    sound = SoundFile(folder.recording)
    for frame in tone(0, 1000):
        sound.put(0, frame.start_ms * 16, frame.samples)
    sound.close()
    folder.reports.mkdir()
    inside, outside, copy = (
        folder.reports / "account.md",
        tmp_path / "elsewhere" / "account.html",
        tmp_path / "elsewhere" / "mine.srt",
    )
    outside.parent.mkdir()
    work = places.data / "imports" / digest[:24]
    work.mkdir(parents=True)
    for file in (inside, outside, copy, work / "heard.jsonl"):
        file.write_text(f"about the {PHRASE}")
    with Journal(folder.journal) as journal:
        journal.append(SessionDescribed(title=f"The {PHRASE}", tags=("zeppelin",)))
        for report in (inside, outside):
            journal.append(
                ReportWritten(path=str(report), kinds=("account",), transcript_digest="")
            )
        journal.append(Exported(path=str(copy), what="srt"))
    return folder.id, copy


def test_what_is_forgotten_is_in_no_file_any_more_but_in_copies_that_are_listed(
    places: Places, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_talk(places, ["something else that stays"], "2026-12-01T09:00:00Z")
    id, copy = planted(places, tmp_path)
    assert PHRASE in said(capsys, "search", "zeppelin")
    assert PHRASE.encode() in everything_below(places.data)
    text = said(capsys, "forget", id, "--yes")
    assert str(copy) in text
    left = everything_below(places.data)
    for trace in (PHRASE, "zeppelin", "quixotic", "quixot", "eppelin", id):
        assert trace.encode() not in left, trace
    assert PHRASE in copy.read_text(), "the user's own copy is theirs"
    assert list((tmp_path / "elsewhere").iterdir()) == [copy]
    assert "Nothing" in said(capsys, "search", "zeppelin")
    assert "stays" in said(capsys, "search", "stays")
    said(capsys, "show", id, code=3)


def test_forgetting_only_the_sound_keeps_the_words(
    places: Places, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    id, _ = planted(places, tmp_path)
    assert "sound.wav" in said(capsys, "forget", id, "--audio-only", "--yes")
    assert PHRASE in said(capsys, "show", id)
    assert not list(places.sessions.glob("*/sound*"))
    assert "no sound" in said(capsys, "sessions")


def test_a_session_that_is_being_walked_is_not_deleted(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_talk(places, ["still walking"])
    with held(folder):
        assert "another process" in said(capsys, "forget", folder.id, "--yes", code=1)
    assert "still walking" in said(capsys, "show", folder.id)


def test_a_damaged_session_can_be_deleted_too(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_talk(places, ["x"])
    folder.journal.write_bytes(b"\xff\xfe\n")
    said(capsys, "forget", folder.id, "--yes")
    assert not folder.path.exists()


def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    program = tmp_path / "editor"
    program.write_text(f'#!/bin/sh\nsed -i "{script}" "$1"\n')
    program.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(program))


def test_a_transcript_is_corrected_in_the_editor_and_reports_become_stale(
    places: Places,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = make_talk(places, ["a gaarden", "for everybody"])
    state = load_session(folder)
    digest = transcript_digest(state.transcript, state.ideas)
    with Journal(folder.journal) as journal:
        journal.append(
            ReportWritten(path="/reports/account.md", kinds=("account",), transcript_digest=digest)
        )
    editor(tmp_path, monkeypatch, "s/gaarden/garden/")
    assert "/reports/account.md" in said(capsys, "edit", "last")
    assert [line.text for line in load_session(folder).transcript.segments] == [
        "a garden",
        "for everybody",
    ]
    assert load_session(folder).heard["s0"].text == "a gaarden"
    assert "a garden" in said(capsys, "search", "garden")
    said(capsys, "edit", "last", "--undo")
    assert load_session(folder).transcript.segments[0].text == "a gaarden"
    said(capsys, "edit", "last", "--redo")
    assert load_session(folder).transcript.segments[0].text == "a garden"
    assert not list(folder.path.glob("*edited*"))


def test_an_editor_that_is_not_there_is_said_with_its_remedy_and_nothing_is_lost(
    places: Places,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_talk(places, ["nothing"])
    monkeypatch.setenv("VISUAL", "no-such-editor")
    told = said(capsys, "edit", "last", code=2)
    assert "no-such-editor" in told
    assert "EDITOR=nano" in told


def test_closing_the_editor_without_a_change_changes_nothing(
    places: Places,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = make_talk(places, ["as it was"])
    before = folder.journal.read_bytes()
    editor(tmp_path, monkeypatch, "s/nothing//")
    assert "Nothing was changed" in said(capsys, "edit", "last")
    assert folder.journal.read_bytes() == before


def test_a_person_and_a_passage_are_left_out_and_let_back_in(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    make_walk(
        places,
        heard("s1", "from anne herself", 0, "p1"),
        heard("s2", "I met anne petit", 10_000),
        heard("s3", "a private matter", 70_000),
        SpeakerDescribed(speaker=Speaker("p1", "Anne Petit")),
    )
    said(capsys, "edit", "last", "--redact", "anne petit", "--off-record", "1:05-1:30")
    text = said(capsys, "show", "last")
    assert "anne" not in text.lower()
    assert "private" not in text
    said(capsys, "edit", "last", "--unredact", "Anne Petit", "--let-back-in", "1:05-1:30")
    text = said(capsys, "show", "last")
    assert "from anne herself" in text
    assert "a private matter" in text


def test_somebody_who_never_spoke_is_left_out_by_name(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    make_walk(places, heard("s1", "as Zoltan told me", 0))
    said(capsys, "edit", "last", "--redact", "Zoltan")
    assert "zoltan" not in said(capsys, "show", "last").lower()
    assert "Zoltan" not in said(capsys, "show", "last", "--json")


@pytest.mark.parametrize("span", ["5", "9:00-8:00", "a-b"])
def test_a_passage_that_is_none_is_refused(
    places: Places, capsys: pytest.CaptureFixture[str], span: str
) -> None:
    make_talk(places, ["x"])
    assert "1" in said(capsys, "edit", "last", "--off-record", span, code=2)


def test_there_is_nothing_to_hear_where_no_sound_is_kept(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    make_walk(places, heard("s1", "words only", 0), TakenOffRecord(start_ms=90_000, end_ms=91_000))
    assert "No sound" in said(capsys, "show", "last", "--play", "s1", code=3)
    assert "--ids" in said(capsys, "show", "last", "--play", "s99", code=2)


def interrupted(places: Places, sound: Samples) -> SessionFolder:
    folder = make_walk(places, is_ended=False)
    recording = SoundFile(folder.recording)
    recording.put(0, 0, sound)
    recording.close()
    return folder


def test_an_interrupted_walk_is_opened_with_the_words_that_its_sound_still_holds(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    save_settings(places.settings_file, Settings(ear=EarSettings(model_en=str(tiny_model("en")))))
    text, sound = clips("en")[0]
    folder = interrupted(places, sound)
    assert "INTERRUPTED" in said(capsys, "sessions")
    said(capsys, "recover")
    (line, *_) = load_session(folder).transcript.segments
    assert set(line.text.split()) & set(text.lower().replace(",", "").split())
    assert line.words[-1].end_ms <= len(sound) // 16
    assert "INTERRUPTED" not in said(capsys, "sessions")
    assert "No walk" in said(capsys, "recover")


def test_without_its_recogniser_an_interrupted_walk_waits_unless_it_is_closed_as_it_is(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    named = Settings(ear=EarSettings(model_en="vosk-model-en-us-0.22"))
    save_settings(places.settings_file, named)
    folder = interrupted(places, clips("en")[0][1])
    assert "promenade models fetch" in said(capsys, "recover", folder.id, code=4)
    assert "INTERRUPTED" in said(capsys, "sessions")
    assert "open again" in said(capsys, "recover", folder.id, "--close")
    assert load_session(folder).ended is not None
