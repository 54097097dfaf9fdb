"""What is exported can be taken in again, and nothing said becomes markup of the file."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import msgspec
import pytest

from companion.cli.sound_export import chapters
from models.transcript import Segment, Speaker, Transcript, Word
from reporting.sources.exchange import SCHEMA, json_schema
from reporting.sources.reading import read
from reporting.transcript_formats import Format, as_file, speaker_names

HOSTILE = "<script>a --> b</script> & *stars* [x](y) \x1b[31mred"


def transcript(text: str = "We could open it on Sundays. Who pays?") -> Transcript:
    words = tuple(Word(t, 1000 + n * 400, 1350 + n * 400, 0.9) for n, t in enumerate(text.split()))
    return Transcript(
        id="2026-01-01-1000-abcd",
        kind="talk",
        language="en",
        title="Evening",
        speakers=(Speaker("v1", "Ada"), Speaker("v2", is_certain=False)),
        segments=(
            Segment("s0001", "v1", 1000, words[-1].end_ms, text, words),
            Segment("s0002", "v2", 90_000, 95_000, "Nobody knows that yet."),
        ),
        duration_ms=100_000,
    )


@pytest.mark.parametrize("form", ["vtt", "srt", "md", "txt", "docx", "json"])
def test_an_export_is_read_back_word_for_word(tmp_path: Path, form: Format) -> None:
    path = tmp_path / f"talk.{form}"
    path.write_bytes(as_file(transcript(), form, "sound.wav"))
    again = read(path, language="en")
    names = speaker_names(again)
    said = " ".join(f"{names[s.speaker]} {s.text}" for s in again.segments)
    for part in ("We could open it on Sundays.", "Who pays?", "Nobody knows that yet.", "Ada"):
        assert part in said
    if form in ("vtt", "srt", "md"):
        assert [s.start_ms // 1000 for s in again.segments if "Nobody" in s.text] == [90]


def test_json_keeps_everything(tmp_path: Path) -> None:
    path = tmp_path / "talk.json"
    path.write_bytes(as_file(transcript(), "json"))
    assert read(path) == transcript()
    assert json.loads(path.read_text())["schema"] == SCHEMA
    assert "Transcript" in json_schema()["$defs"]


def test_nothing_said_becomes_a_tag_a_cue_or_a_link() -> None:
    hostile = transcript(HOSTILE)
    vtt, srt, markdown = (as_file(hostile, form).decode() for form in ("vtt", "srt", "md"))
    assert "<script>" not in vtt
    assert vtt.count("-->") == srt.count("-->") == 2
    assert "<script>" not in markdown.replace("\\<", "")
    assert "[x](y)" not in markdown
    assert "\x1b" not in markdown


def test_times_link_to_the_sound_and_doubted_words_are_marked() -> None:
    doubted = transcript("We could open it.")
    words = (*doubted.segments[0].words[:-1], Word("it.", 2200, 2500, 0.3))
    segment = Segment("s0001", "v1", 1000, 2500, "We could open it.", words)
    markdown = as_file(
        Transcript(
            id="x", kind="talk", language="en", speakers=doubted.speakers, segments=(segment,)
        ),
        "md",
        "talk.mp3",
    ).decode()
    assert "[0:01](talk.mp3#t=1) **Ada:** We could open *it.*" in markdown


def test_doubted_words_in_a_row_are_one_stretch_of_italics() -> None:
    plain = transcript("Could we perhaps open it now?")
    sure = (0.9, 0.3, 0.2, 0.3, 0.9, 0.9)
    words = tuple(
        Word(word.text, word.start_ms, word.end_ms, confidence)
        for word, confidence in zip(plain.segments[0].words, sure, strict=True)
    )
    segment = msgspec.structs.replace(plain.segments[0], words=words)
    markdown = as_file(msgspec.structs.replace(plain, segments=(segment,)), "md").decode()
    assert "Could *we perhaps open* it now?" in markdown


@pytest.mark.parametrize("title", ['The "big" one', "C:\\talks", "it's * not * done"])
def test_whatever_its_marks_a_title_comes_back_from_markdown(tmp_path: Path, title: str) -> None:
    path = tmp_path / "talk.md"
    path.write_bytes(as_file(msgspec.structs.replace(transcript(), title=title), "md"))
    again = read(path)
    assert again.title == title
    assert [segment.text for segment in again.segments][-1] == "Nobody knows that yet."
    assert len(again.segments) == 2


def test_unsure_voices_have_a_question_mark_in_the_language_of_the_talk() -> None:
    assert speaker_names(transcript())["v2"] == "Voice 2?"
    document = docx.Document(io.BytesIO(as_file(transcript(), "docx")))
    assert "Voice 2? (1:30): " in document.paragraphs[2].text


def test_chapters_begin_where_somebody_else_takes_over() -> None:
    segments = tuple(
        Segment(f"s{n}", f"v{n % 2 + 1}", n * 70_000, n * 70_000 + 60_000, "So.") for n in range(5)
    )
    talk = Transcript(
        id="x",
        kind="talk",
        language="en",
        title="a=b;c",
        speakers=(Speaker("v1", "Ada"), Speaker("v2", "Grace")),
        segments=segments,
        duration_ms=340_000,
    )
    written = chapters(talk)
    assert "title=a\\=b\\;c" in written
    assert [line for line in written.splitlines() if line.startswith("START")] == [
        "START=0",
        "START=140000",
        "START=280000",
    ]
