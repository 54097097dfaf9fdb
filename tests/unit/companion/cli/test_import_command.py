"""`promenade import`, `export`, `speakers` and `rehear` as a person uses them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from companion.cli.main import main
from companion.cli.subcommand import call
from companion.paths import find_places
from companion.session.folder import find_folder
from companion.session.opening import load_session
from companion.session.state import SessionState
from tests.support.recorded import tiny_model
from tests.support.recordings import write_talk

VTT = """WEBVTT

00:00.000 --> 00:03.000
<v Ada>We could open the library on Sundays.

00:03.500 --> 00:06.000
<v Grace>And who would pay for guichet ou and all that?
"""


def state_of(session: str) -> SessionState:
    return load_session(find_folder(find_places(), session))


def imported(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], str]:
    code = main(["import", *arguments])
    out = capsys.readouterr()
    return code, out.out.split(), out.err


@pytest.fixture
def vtt(tmp_path: Path) -> Path:
    path = tmp_path / "evening.vtt"
    path.write_text(VTT)
    return path


@pytest.mark.parametrize(
    ("file", "title"),
    [
        ("Evening talk/transcript.vtt", "Evening talk"),
        ("club_des_cinq/Sous-titres.vtt", "club des cinq"),
        ("Town_hall--part_2.vtt", "Town hall – part 2"),
        ("porte-clefs.vtt", "porte-clefs"),
    ],
)
def test_a_session_without_a_title_is_called_after_its_file_or_its_folder(
    vtt: Path, file: str, title: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = vtt.parent / file
    path.parent.mkdir(exist_ok=True)
    vtt.rename(path)
    _, sessions, _ = imported(capsys, str(path))
    assert state_of(sessions[0]).transcript.title == title


def test_how_far_a_folder_is_taken_in_is_told_file_by_file(vtt: Path, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.vtt").write_text(VTT.replace("Ada", f"Ada {number}"))
    told: list[tuple[str, float]] = []
    command = ["-m", "companion", "import", str(tmp_path), "--json"]
    call(command, progress=lambda doing, share: told.append((doing, share)))
    assert told[-1] == ("evening.vtt", 0.75)
    assert [share for _, share in told] == sorted(share for _, share in told)


def test_a_transcript_becomes_a_session_with_what_was_said_of_it(
    vtt: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, sessions, _ = imported(
        capsys, str(vtt), "--title", "Evening", "--consent", "verbal", "--notice", "We record.",
        "--date", "2026-03-01", "--place", "Hall",
    )  # fmt: skip
    assert code == 0
    transcript = state_of(sessions[0]).transcript
    assert [speaker.name for speaker in transcript.speakers] == ["Ada", "Grace"]
    assert (transcript.title, transcript.event.date, transcript.event.place) == (
        "Evening",
        "2026-03-01",
        "Hall",
    )
    assert transcript.consent is not None
    assert transcript.consent.notice == "We record."


def test_bare_words_of_a_recogniser_become_sentences_with_their_times_and_confidence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "we should plant pears this year | but the frost comes late in the valley | i agree"
    tokens: list[str] = []
    starts: list[float] = []
    now = 0.0
    for token in said.split():
        if token == "|":
            now += 0.9
            continue
        tokens.append(token)
        starts.append(now)
        now += 0.31
    words = [
        {"word": token, "start": start, "end": start + 0.3, "conf": 0.5}
        for token, start in zip(tokens, starts, strict=True)
    ]
    half = len(words) // 2
    results = [
        {"result": words[:half], "text": " ".join(tokens[:half])},
        {"result": words[half:], "text": " ".join(tokens[half:])},
    ]
    path = tmp_path / "talk.json"
    path.write_text(json.dumps(results))
    code, sessions, _ = imported(capsys, str(path), "--lang", "en")
    assert code == 0
    segments = state_of(sessions[0]).transcript.segments
    assert " ".join(segment.text for segment in segments) == (
        "We should plant pears this year. But the frost comes late in the valley. I agree."
    )
    heard = [word for segment in segments for word in segment.words]
    assert [word.text for word in heard] == tokens
    assert heard[-1].start_ms == round(starts[-1] * 1000)
    assert {word.confidence for word in heard} == {0.5}


def test_the_same_file_is_recognised_and_done_again_only_when_asked(
    vtt: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, first, _ = imported(capsys, str(vtt))
    copy = tmp_path / "other name.vtt"
    copy.write_bytes(vtt.read_bytes())
    _, second, told = imported(capsys, str(copy))
    assert second == first
    assert "--again" in told
    _, third, _ = imported(capsys, str(vtt), "--again")
    assert third != first


def test_one_bad_file_of_a_folder_does_not_stop_the_others(
    vtt: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / ".hidden.vtt").write_text(VTT)
    code = main(["import", str(tmp_path), "--json"])
    rows = {Path(row["file"]).name: row for row in json.loads(capsys.readouterr().out)}
    assert code == 2
    assert set(rows) == {"bad.docx", "evening.vtt"}
    assert rows["evening.vtt"]["status"] == "imported"
    assert "damaged" in rows["bad.docx"]["error"]


@pytest.mark.parametrize(
    ("wish", "wanted", "message"),
    [
        ("https://example.org/talk.mp3", 2, "Download the recording first"),
        ("absent.mp3", 3, "no file"),
        ("nothing-*.mp3", 3, "no file"),
    ],
)
def test_what_is_no_file_here_is_refused_politely(
    wish: str, wanted: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, sessions, told = imported(capsys, wish)
    assert (code, sessions) == (wanted, [])
    assert message in told


def test_the_users_names_correct_what_was_nearly_heard_and_the_first_text_stays(
    vtt: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = find_places().settings_file
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('[ear]\nvocabulary = ["Guichetou"]\n')
    _, sessions, told = imported(capsys, str(vtt))
    state = state_of(sessions[0])
    assert "corrected by your vocabulary" in told
    assert "Guichetou" in state.transcript.segments[1].text
    assert "guichet ou" in state.heard["s0002"].text
    assert state.corrected["s0002"] == "vocabulary"


def test_a_recording_is_heard_exported_named_and_heard_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound = tmp_path / "memo.wav"
    write_talk(sound, "fr")
    model = str(tiny_model("fr"))
    options = ["--model", model, "--lang", "fr", "--jobs", "1", "--as", "walk"]
    code, sessions, _ = imported(capsys, str(sound), *options)
    assert code == 0
    session = sessions[0]
    transcript = state_of(session).transcript
    assert transcript.kind == "walk"
    assert [speaker.id for speaker in transcript.speakers] == ["walker"]
    assert not list((find_places().data / "imports").glob("*/*"))

    out = tmp_path / "memo.vtt"
    assert main(["export", session, "--out", str(out)]) == 0
    assert "<v Promeneur>" in out.read_text()
    assert out.stat().st_mode & 0o077 == 0
    assert [export.what for export in state_of(session).exports] == ["vtt"]

    assert main(["speakers", session, "--name", "walker=Ada"]) == 0
    assert state_of(session).transcript.speakers[0].name == "Ada"
    assert main(["speakers", session, "--name", "nobody=Ada"]) == 2

    capsys.readouterr()
    assert main(["rehear", session, "--model", model, "--jobs", "1"]) == 0
    again = state_of(session)
    assert set(again.heard_again) == {segment.id for segment in transcript.segments}
    assert [s.text for s in again.transcript.segments] == [s.text for s in transcript.segments]


def test_export_without_a_file_prints_and_refuses_what_cannot_be_printed(
    vtt: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, sessions, _ = imported(capsys, str(vtt))
    assert main(["export", sessions[0], "--format", "txt"]) == 0
    assert capsys.readouterr().out.startswith("Ada: We could open the library on Sundays.")
    assert main(["export", sessions[0], "--format", "docx"]) == 2
    assert main(["export", sessions[0], "--format", "pdf"]) == 2
    assert main(["export", sessions[0], "--format", "mp3", "--out", "x.mp3"]) == 2


def test_a_cluster_of_others_is_refused_in_the_clear(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("distributed")
    sound = tmp_path / "memo.wav"
    write_talk(sound)
    options = ["--model", str(tiny_model("en")), "--lang", "en"]
    code, _, told = imported(capsys, str(sound), *options, "--cluster", "tcp://10.0.0.1:8786")
    assert code == 4
    assert "tls://" in told
