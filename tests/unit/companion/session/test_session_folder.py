from __future__ import annotations

import hashlib
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from companion.errors import BadUsage, SessionBusy, SessionNotFound, StorageTrouble
from companion.paths import Places, find_places
from companion.session.events import SessionEnded
from companion.session.folder import SessionFolder, create_folder, find_folder, held, list_folders
from companion.session.importing import create_session, find_by_source
from companion.session.opening import begin_walk, load_session
from companion.session.recovering import interrupted_sessions, recover
from companion.session.soundfile import SoundFile
from companion.session.sweeping import delete_sound, sweep
from companion.session.writing import Journal
from models.audio import Samples
from models.language import Language
from models.transcript import Provenance, Segment, Span, Transcript
from tests.support.builders import STARTED_AT, heard, make_talk, make_walk, segment, tone


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return find_places(str(tmp_path / "home"))


def test_a_folder_is_named_by_its_minute_and_its_owner_alone_may_enter(places: Places) -> None:
    folder = create_folder(places, STARTED_AT)
    assert folder.id.startswith("2026-11-22-0930-")
    assert len(folder.id) == 20
    assert folder.path.stat().st_mode & 0o777 == 0o700
    assert places.sessions.stat().st_mode & 0o777 == 0o700


def test_two_sessions_of_one_minute_are_two_folders(places: Places) -> None:
    assert len({make_talk(places, ["a"]).id for _ in range(20)}) == 20
    assert len(list_folders(places)) == 20


def test_the_last_of_many_sessions_of_one_minute_is_the_one_made_last(places: Places) -> None:
    for _ in range(100):
        latest = make_talk(places, ["a"])
        assert find_folder(places, "last") == latest


def test_a_session_is_found_by_what_a_person_may_type(places: Places) -> None:
    first = make_talk(places, ["a"], "2026-01-02T08:00:00+01:00")
    second = make_talk(places, ["b"], "2026-03-04T08:00:00+01:00")
    for wish in ("2026-03", second.id, second.id[-4:], "last", f"{second.path}"):
        assert find_folder(places, wish) == second
    assert find_folder(places, str(first.journal)) == first
    with pytest.raises(BadUsage, match="2 sessions"):
        find_folder(places, "2026")
    for wish in ("2025", "", "nowhere/at/all"):
        with pytest.raises(SessionNotFound):
            find_folder(places, wish)


def test_a_data_folder_that_cannot_be_written_is_said_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder should be")
    with pytest.raises(StorageTrouble) as raised:
        create_folder(find_places(str(tmp_path / "home")), STARTED_AT)
    assert "PROMENADE_HOME" in raised.value.remedy.fr


def test_one_process_at_a_time_holds_a_session_and_death_lets_go_of_it(places: Places) -> None:
    folder = make_talk(places, ["a"])
    with held(folder), pytest.raises(SessionBusy), held(folder):
        pass
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, pathlib\n"
            "from companion.session.folder import SessionFolder, held\n"
            "with held(SessionFolder(pathlib.Path(sys.argv[1]))):\n"
            "    print('held', flush=True); sys.stdin.read()",
            str(folder.path),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    assert folder.is_busy()
    holder.kill()
    holder.wait()
    holder.stdout.close()
    assert holder.stdin is not None
    holder.stdin.close()
    assert not folder.is_busy()
    with held(folder):
        pass


def record(folder: SessionFolder, duration_ms: int) -> None:
    sound = SoundFile(folder.recording)
    for frame in tone(0, duration_ms, 7):
        sound.put(0, frame.start_ms * 16, frame.samples)
    sound.close()


def hear_it(samples: Samples, start_ms: int, language: Language) -> list[Segment]:
    assert (samples == 7).all()
    return [segment("r1", f"{len(samples) // 16} ms in {language}", start_ms)]


def test_an_interrupted_walk_is_found_and_its_last_words_are_heard_again(places: Places) -> None:
    make_talk(places, ["this one ended"])
    folder = make_walk(places, heard("s1", "before the crash", 0), is_ended=False)
    record(folder, 5000)
    content = folder.recording.read_bytes()
    folder.recording.write_bytes(content[:76] + bytes(4) + content[80:-2])  # as a kill leaves it
    assert interrupted_sessions(places) == [folder]
    found = recover(folder, hear_it)
    assert found.stretch == Span(880, 4999)
    assert [line.id for line in found.state.transcript.segments] == ["s1", "r1"]
    assert found.state.ended == SessionEnded(at_ms=4999, why="recovered", duration_ms=4999)
    assert interrupted_sessions(places) == []
    assert recover(folder, hear_it).segments == (), "the second time there is nothing left to hear"


def test_a_walk_that_goes_on_is_not_taken_for_an_interrupted_one(places: Places) -> None:
    folder = make_walk(places, heard("s1", "still walking", 0), is_ended=False)
    with held(folder):
        assert interrupted_sessions(places) == []
        with pytest.raises(SessionBusy):
            recover(folder)


def test_a_walk_taken_up_again_and_cut_off_again_is_interrupted(places: Places) -> None:
    folder = make_talk(places, ["ended once"])
    with Journal(folder.journal) as journal:
        journal.append(heard("s9", "and then went on", 70_000))
    assert interrupted_sessions(places) == [folder]


def talk(source: str = "abc") -> Transcript:
    return Transcript(
        id="",
        kind="talk",
        language="fr",
        title="Une table ronde",
        segments=(segment("s1", "bonjour à tous"),),
        duration_ms=3000,
        provenance=Provenance(source="vtt", sha256=hashlib.sha256(source.encode()).hexdigest()),
    )


def test_an_import_becomes_a_session_like_any_other_and_is_found_by_its_source(
    places: Places, tmp_path: Path
) -> None:
    sound = tmp_path / "talk.MP3"
    sound.write_bytes(b"the sound")
    sound.chmod(0o644)
    folder = create_session(places, talk(), started_at=STARTED_AT, sound=sound)
    state = load_session(folder)
    assert state.transcript.segments == talk().segments
    assert state.transcript.id == folder.id
    assert state.ended is not None
    assert folder.sound == folder.path / "sound.mp3"
    assert folder.sound.stat().st_mode & 0o777 == 0o600
    assert sound.stat().st_mode & 0o777 == 0o644
    assert find_by_source(places, talk().provenance.sha256) == folder
    assert find_by_source(places, talk("other").provenance.sha256) is None


def test_an_import_that_fails_half_way_leaves_nothing(places: Places, tmp_path: Path) -> None:
    with pytest.raises(StorageTrouble):
        create_session(places, talk(), started_at=STARTED_AT, sound=tmp_path / "missing.wav")
    assert list(places.sessions.iterdir()) == []


def test_a_recording_that_is_pointed_to_is_never_deleted_with_the_session(
    places: Places, tmp_path: Path
) -> None:
    sound = tmp_path / "talk.wav"
    sound.write_bytes(b"the sound")
    folder = create_session(places, talk(), started_at=STARTED_AT, sound=sound, is_copied=False)
    assert load_session(folder).transcript.sound == str(folder.path / "sound.wav")
    delete_sound(folder)
    assert folder.sound is None
    assert sound.read_bytes() == b"the sound"


def test_sound_past_its_time_goes_and_the_words_stay(places: Places) -> None:
    old = make_talk(places, ["old"], "2026-01-01T09:00:00+01:00")
    young = make_talk(places, ["young"], "2026-11-01T09:00:00+01:00")
    for folder in (old, young):
        record(folder, 1000)
    today = date(2026, 11, 22)
    assert sweep(places, today=today) == []
    assert sweep(places, today=today, retention_days=30) == [old.recording]
    assert young.sound is not None
    assert load_session(old).transcript.segments[0].text == "old"


def test_leftovers_are_swept_but_not_under_the_feet_of_a_walk(places: Places) -> None:
    folder = make_talk(places, ["a"])
    leftover = folder.path / "sound.mp3.part"
    leftover.touch()
    with held(folder):
        assert sweep(places, today=date(2026, 11, 22)) == []
    assert sweep(places, today=date(2026, 11, 22)) == [leftover]


def test_where_only_words_are_kept_sound_that_was_left_behind_is_swept(places: Places) -> None:
    folder, journal = begin_walk(places, started_at=STARTED_AT, language="fr", keep="words")
    journal.close()
    record(folder, 1000)
    assert sweep(places, today=date(2026, 11, 22)) == [folder.recording]


def test_the_data_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    places = find_places(str(tmp_path / "data"))
    create_folder(places, "2026-11-22T09:30:00+01:00")
    assert stat.S_IMODE(places.data.stat().st_mode) == 0o700
