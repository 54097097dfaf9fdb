"""`promenade report`, `verify` and `review` as a person or a script calls them."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from companion.cli.main import main
from companion.paths import find_places
from companion.session.folder import SessionFolder
from companion.session.importing import create_session
from companion.session.opening import load_session
from tests.support.festival import FESTIVAL, talk

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "festival.txt"
    path.write_text(FESTIVAL, encoding="utf-8")
    return path


@pytest.fixture
def session() -> SessionFolder:
    return create_session(find_places(), talk(), started_at="2026-10-04T10:00:00+02:00")


def _report(file: Path, *more: str) -> str:
    assert main(["report", str(file), *more]) == 0
    return file.with_name("festival-report.md").read_text(encoding="utf-8")


def test_a_file_gets_its_documents_beside_it_for_its_owner_alone(
    file: Path, capsys: Printed
) -> None:
    text = _report(file)
    printed = capsys.readouterr()
    files = [Path(row) for row in printed.out.split()]
    assert [one.suffix for one in files] == [".md", ".html"]
    assert all(stat.S_IMODE(one.stat().st_mode) == 0o600 for one in files)
    assert "quotations verified" in printed.err
    assert "# " in text


def test_a_session_gets_its_documents_in_its_own_folder_and_knows_of_them(
    session: SessionFolder,
) -> None:
    assert main(["report", session.id, "--format", "md,json"]) == 0
    assert (session.reports / "report.md").is_file()
    known = load_session(session).reports
    assert {Path(one.path).name for one in known} == {"report.md", "report.json"}


def test_what_comes_out_holds_against_what_was_said(file: Path) -> None:
    _report(file, "--format", "md,html,docx,odt,json")
    for form in ("md", "html", "docx", "odt"):
        document = file.with_name(f"festival-report.{form}")
        assert main(["verify", str(document), "--against", str(file)]) == 0, form


def test_verify_ends_with_seven_and_says_what_is_wanting(file: Path, capsys: Printed) -> None:
    article = file.with_name("article.md")
    article.write_text("« J'ai un peu peur que ça décide », dit Ada Morel.", encoding="utf-8")
    assert main(["verify", str(article), "--against", str(file)]) == 7
    out = capsys.readouterr().out
    assert "WRONG PERSON" in out
    assert "Léo Brun" in out
    assert main(["verify", str(article), "--against", str(file), "--json"]) == 7
    found = json.loads(capsys.readouterr().out)
    assert found["quotations"][0]["right_person"] is False


def test_an_unknown_session_and_a_missing_file_are_named_with_a_remedy(capsys: Printed) -> None:
    assert main(["report", "nosuch"]) == 3
    assert "promenade sessions" in capsys.readouterr().err
    assert main(["report", "gone.vtt"]) == 3
    assert "gone.vtt" in capsys.readouterr().err


def test_an_unknown_format_and_length_are_refused(file: Path) -> None:
    assert main(["report", str(file), "--format", "md,epub"]) == 2
    assert main(["report", str(file), "--length", "huge"]) == 2
    assert list(file.parent.iterdir()) == [file]


def test_the_settings_give_the_formats_and_the_language(file: Path) -> None:
    settings = find_places().settings_file
    settings.write_text('[report]\nlanguage = "en"\nformats = ["odt"]\n', encoding="utf-8")
    assert main(["report", str(file)]) == 0
    assert [one.suffix for one in file.parent.glob("festival-report.*")] == [".odt"]


def test_a_chat_model_that_is_away_is_done_without(
    file: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OLLAMA_HOST", "http://127.0.0.1:9")
    assert main(["report", str(file), "--model", "some-model"]) == 0
    assert "without a chat model" in capsys.readouterr().err


def test_nothing_said_is_said_plainly(tmp_path: Path, capsys: Printed) -> None:
    empty = tmp_path / "empty.vtt"
    empty.write_text("WEBVTT\n\n", encoding="utf-8")
    assert main(["report", str(empty)]) != 0
    assert "Traceback" not in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [empty]


def test_a_folder_gets_a_report_each_and_an_index(file: Path, capsys: Printed) -> None:
    (file.parent / "other.txt").write_text(FESTIVAL, encoding="utf-8")
    (file.parent / "broken.vtt").write_bytes(b"\x00\x01\x02" * 50)
    assert main(["report", str(file.parent), "--format", "md,html"]) == 0
    out = file.parent / "reports"
    assert {"festival-report.md", "other-report.md", "index.md", "index.html"} <= {
        one.name for one in out.iterdir()
    }
    assert "broken.vtt" in capsys.readouterr().err
    assert "festival-report.html" in (out / "index.html").read_text(encoding="utf-8")


def test_several_talks_become_one_synthesis(file: Path, tmp_path: Path) -> None:
    other = file.with_name("second.txt")
    other.write_text(FESTIVAL.replace("Ada", "Eva"), encoding="utf-8")
    out = tmp_path / "out"
    assert (
        main(
            [
                "report",
                str(file),
                str(other),
                "--out",
                str(out),
                "--kind",
                "swot",
                "--format",
                "json",
            ]
        )
        == 0
    )
    report = json.loads((out / "synthesis-swot.json").read_text(encoding="utf-8"))
    assert [one["session"] for one in report["origins"]] == ["festival", "second"]


def test_participants_title_place_and_date_appear(file: Path) -> None:
    text = _report(
        file,
        *("--title", "Réserver", "--place", "Dinan", "--date", "2026-10-04"),
        *("--participants", "Ada Morel, directrice, Les Ourlets; Léo Brun, programmateur"),
    )
    assert "Ada Morel (directrice, Les Ourlets) et Léo Brun (programmateur)" in text
    assert ": Dinan\n" in text
    assert "4\u00a0octobre 2026" in text


def test_an_edited_plan_is_written_from(file: Path) -> None:
    assert main(["report", str(file), "--plan"]) == 0
    plan = file.with_name("festival-report.plan.md")
    text = plan.read_text(encoding="utf-8")
    heading = next(row for row in text.splitlines() if row.startswith("## "))
    plan.write_text(text.replace(heading, "## Mon titre\n\nMon chapeau.", 1), encoding="utf-8")
    written = _report(file, "--from-plan", str(plan))
    assert "## Mon titre" in written
    assert "Mon chapeau. *(Texte de la rédaction)*" in written


def test_an_edited_report_is_never_overwritten(file: Path, capsys: Printed) -> None:
    text = _report(file)
    document = file.with_name("festival-report.md")
    document.write_text(text + "\nMa conclusion.\n", encoding="utf-8")
    _report(file)
    kept = file.with_name("festival-report.edited.md")
    assert "Ma conclusion." in kept.read_text(encoding="utf-8")
    assert "festival-report.edited.md" in capsys.readouterr().err


def test_refresh_keeps_what_was_changed_by_hand(file: Path) -> None:
    text = _report(file)
    document = file.with_name("festival-report.md")
    document.write_text(text + "\nMa conclusion.\n", encoding="utf-8")
    assert "Ma conclusion." in _report(file, "--refresh")


def test_refresh_finds_a_quotation_that_was_tampered_with(file: Path) -> None:
    text = _report(file)
    document = file.with_name("festival-report.md")
    changed = text.replace("on n'en sait rien", "on en est certains")
    assert changed != text
    document.write_text(changed, encoding="utf-8")
    assert main(["report", str(file), "--refresh"]) == 7


def test_a_review_is_kept_and_applied(session: SessionFolder, capsys: Printed) -> None:
    assert main(["review", session.id, "--list", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    line = next(row for row in rows if not row["key"].startswith("quotation:"))
    done = main(
        ["review", session.id, "--by", "Eva Nil", "--reword", line["key"], "Mes mots à moi"]
    )
    assert done == 0
    assert main(["report", session.id, "--format", "md"]) == 0
    text = (session.reports / "report.md").read_text(encoding="utf-8")
    assert "Mes mots à moi" in text
    assert "Eva Nil" in text
    assert line["text"] in text, "the line as generated stays one click away"


def test_a_reviewer_does_not_reword_a_quotation(session: SessionFolder, capsys: Printed) -> None:
    main(["review", session.id, "--list", "--json"])
    rows = json.loads(capsys.readouterr().out)
    key = next(row["key"] for row in rows if row["key"].startswith("quotation:"))
    assert main(["review", session.id, "--reword", key, "autre chose"]) == 2
    assert load_session(session).reviews == {}


def test_a_sheet_goes_out_and_comes_back(file: Path) -> None:
    assert main(["report", str(file), "--sheet-for", "Léo Brun"]) == 0
    sheet = file.with_name("festival-report.sheet-léo-brun.md")
    text = sheet.read_text(encoding="utf-8")
    place = text.index("Plutôt\u00a0: ") + len("Plutôt\u00a0: ")
    sheet.write_text(text[:place] + "Nous l'ignorons." + text[place:], encoding="utf-8")
    written = _report(file, "--sheet", str(sheet), "--format", "md,html,docx,odt")
    for form in ("md", "html", "docx", "odt"):
        document = file.with_name(f"festival-report.{form}")
        assert main(["verify", str(document), "--against", str(file)]) == 0, form
    assert "Nous l'ignorons." in written
    assert "«\u00a0Nous l'ignorons" not in written
    assert "reformulé par son auteur" in written


def test_what_was_asked_to_be_kept_off_the_record_is_nowhere(tmp_path: Path) -> None:
    file = tmp_path / "festival.txt"
    secret = "Léo Brun: Ça, ne l'écrivez pas, mais le trésorier a vidé la caisse noire."
    file.write_text(FESTIVAL + secret + "\n", encoding="utf-8")
    _report(file, "--format", "md,html,json,docx,odt", "--length", "long")
    main(["report", str(file), "--plan"])
    main(["report", str(file), "--sheet-for", "Léo Brun"])
    for one in tmp_path.iterdir():
        if one != file and one.suffix not in (".docx", ".odt"):
            assert "trésorier" not in one.read_text(encoding="utf-8"), one.name


SECRET = """Ann: The box office has done well since March and the public is coming back.
Bob: The volunteers are missing on Sundays, and that is a real problem for families.
Bob: Don't write this down: the mayor wants to sell the Pelletan hall.
Ann: The roof of the workshop leaks whenever it rains.
"""


def _timed(file: Path) -> Path:
    cues = [
        f"00:0{n}:00.000 --> 00:0{n}:20.000\n<v {line.split(': ', 1)[0]}>{line.split(': ', 1)[1]}\n"
        for n, line in enumerate(SECRET.strip().splitlines())
    ]
    file.write_text("WEBVTT\n\n" + "\n".join(cues), encoding="utf-8")
    return file


def test_the_times_of_what_is_kept_out_are_told_and_how_to_let_it_in(
    tmp_path: Path, capsys: Printed
) -> None:
    file = _timed(tmp_path / "council.vtt")
    assert main(["report", str(file), "--format", "md"]) == 0
    told = capsys.readouterr().err
    assert "1:00-2:20" in told
    assert "promenade import council.vtt" in told
    assert "--let-back-in" in told
    assert "Pelletan" not in told
    assert "Pelletan" not in file.with_name("council-report.md").read_text(encoding="utf-8")


def test_a_session_lets_in_what_its_owner_names(tmp_path: Path, capsys: Printed) -> None:
    assert main(["import", str(_timed(tmp_path / "council.vtt"))]) == 0
    session = capsys.readouterr().out.strip()
    assert main(["report", session, "--format", "md"]) == 0
    told = capsys.readouterr().err
    assert f"promenade edit {session} --let-back-in 1:00-2:20" in told
    assert main(["edit", session, "--let-back-in", "1:00-2:20"]) == 0
    assert main(["report", session, "--format", "md"]) == 0
    assert "off the record 0" in capsys.readouterr().err


def test_the_terminal_speaks_of_the_sound_in_its_own_language(
    tmp_path: Path, capsys: Printed
) -> None:
    file = _timed(tmp_path / "council.vtt")
    assert main(["report", str(file), "--format", "md,html", "--lang", "fr"]) == 0
    assert "No recording goes with this document." in capsys.readouterr().err
    written = file.with_name("council-report.md").read_text(encoding="utf-8")
    assert "Aucun enregistrement" in written


def test_a_folder_names_what_it_could_not_read_and_the_remedy(
    tmp_path: Path, capsys: Printed
) -> None:
    _timed(tmp_path / "council.vtt")
    (tmp_path / "broken.vtt").write_text("lkajsd fkljasd lkj", encoding="utf-8")
    assert main(["report", str(tmp_path), "--format", "md"]) == 0
    told = capsys.readouterr().err
    assert "broken.vtt is called subtitles" in told
    assert "rename it to .txt" in told
    assert not (tmp_path / "reports" / "broken-report.md").exists()


def test_the_language_of_the_document_is_not_taken_for_that_of_the_talk(tmp_path: Path) -> None:
    file = _timed(tmp_path / "council.vtt")
    assert main(["report", str(file), "--format", "json", "--lang", "fr"]) == 0
    report = json.loads(file.with_name("council-report.json").read_text(encoding="utf-8"))
    assert report["language"] == "fr"
    assert {one["language"] for one in report["evidence"].values()} == {"en"}
    assert report["audit"]["withheld"] == 1
    assert "Pelletan" not in json.dumps(report)


def test_a_plan_names_the_day_the_place_and_everybody_who_spoke(session: SessionFolder) -> None:
    assert main(["report", session.id, "--plan", "--place", "Dinan"]) == 0
    (plan,) = session.reports.glob("*.plan.md")
    text = plan.read_text(encoding="utf-8")
    assert "Dinan" in text
    assert "2026-10-04" in text
    assert "Ada Morel" in next(row for row in text.splitlines() if row.startswith("- participants"))
