"""Existing transcripts of every kind become the same Transcript, and no word of them is lost."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.transcript import Transcript
from reporting.errors import SourceUnreadable
from reporting.sources.reading import find_format, read
from reporting.sources.recogniser_json import read_json
from reporting.sources.subtitles import read_srt


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def said(transcript: Transcript) -> list[tuple[str, str]]:
    names = {speaker.id: speaker.name for speaker in transcript.speakers}
    return [(names[segment.speaker], segment.text) for segment in transcript.segments]


VTT = """WEBVTT
Language: en

NOTE made by a machine

1
00:00:01.000 --> 00:00:02.500
<v Ada>We could open the library

00:00:02.600 --> 00:00:04.000
<v Ada>on Sundays.

00:01:05.000 --> 00:01:06.000 align:start
<v.loud Grace Hopper><i>Who</i> would pay &amp; stay?
"""


def test_vtt_voices_become_speakers_and_cues_become_sentences(tmp_path: Path) -> None:
    transcript = read(written(tmp_path, "talk.vtt", VTT))
    assert said(transcript) == [
        ("Ada", "We could open the library on Sundays."),
        ("Grace Hopper", "Who would pay & stay?"),
    ]
    assert (transcript.segments[0].start_ms, transcript.segments[0].end_ms) == (1000, 4000)
    assert transcript.is_timed
    assert transcript.language == "en"
    assert transcript.kind == "talk"


def test_markup_that_is_not_of_subtitles_stays_text(tmp_path: Path) -> None:
    hostile = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<script>alert(1)</script> and \x1b[31mred\x1b[0m "
        "\x1b]0;title\x07and \u202eback\u202c.\n"
    )
    transcript = read(written(tmp_path, "talk.vtt", hostile), language="en")
    assert transcript.segments[0].text == "<script>alert(1)</script> and red and back."


def test_overlapping_and_backward_times_keep_every_word_in_time_order(tmp_path: Path) -> None:
    srt = (
        "1\n00:00:05,000 --> 00:00:03,000\nBackward ends here.\n\n"
        "2\n00:00:01,000 --> 00:00:09,000\nAda: Early and long.\n\n"
        "3\n00:00:02,000 --> 00:00:04,000\nGrace: At the same time.\n\n"
        "4\n00:00:06,000 --> 00:00:07,000\nAda: Again.\n\n"
        "5\n00:00:08,000 --> 00:00:09,000\nGrace: And again.\n"
    )
    transcript = read(written(tmp_path, "talk.srt", srt), language="en")
    starts = [segment.start_ms for segment in transcript.segments]
    assert starts == sorted(starts)
    assert all(segment.end_ms > segment.start_ms for segment in transcript.segments)
    assert any(segment.overlaps for segment in transcript.segments)
    text = " ".join(segment.text for segment in transcript.segments)
    for words in ("Backward ends here.", "Early and long.", "At the same time.", "And again."):
        assert words in text


def test_who_speaks_only_once_is_not_taken_for_the_speaker_before(tmp_path: Path) -> None:
    said = (
        "Ada: Welcome.",
        "Ada: Who begins?",
        "Jean-Luc de Vries: I do.",
        "Ada: Honestly: go on.",
    )
    srt = "".join(
        f"{n}\n00:00:{n * 4:02},000 --> 00:00:{n * 4 + 3:02},000\n{line}\n\n"
        for n, line in enumerate(said, 1)
    )
    transcript = read(written(tmp_path, "talk.srt", srt), language="en")
    assert [speaker.name for speaker in transcript.speakers] == ["Ada", "Jean-Luc de Vries"]
    assert transcript.segments[2].text == "I do."
    assert transcript.segments[3].text == "Honestly: go on."


def test_a_part_that_counts_from_zero_again_follows_the_part_before(tmp_path: Path) -> None:
    part = "".join(
        f"{n}\n00:0{n}:00,000 --> 00:0{n}:05,000\nSentence {{}} {n}.\n\n" for n in range(5)
    )
    transcript = read(
        written(tmp_path, "two.srt", part.replace("{}", "one") + part.replace("{}", "two")),
        language="en",
    )
    assert [segment.text.split()[1] for segment in transcript.segments] == ["one"] * 5 + ["two"] * 5


def test_scrolling_captions_are_not_said_twice(tmp_path: Path) -> None:
    rolling = (
        "WEBVTT\n\n00:00.000 --> 00:02.000\nthe first line\n\n"
        "00:02.000 --> 00:04.000\nthe first line\nthe second line\n\n"
        "00:04.000 --> 00:06.000\nthe second line\nthe third line\n"
    )
    transcript = read(written(tmp_path, "auto.vtt", rolling), language="en")
    text = " ".join(segment.text for segment in transcript.segments)
    assert text == "the first line the second line the third line"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_french_is_read_in_whatever_encoding(tmp_path: Path, encoding: str, newline: str) -> None:
    text = "Élodie : Où est passée la clé ?\nNoël : Là-bas, derrière l’église.\n" * 2
    path = written(tmp_path, "notes.txt", text.replace("\n", newline).encode(encoding))
    transcript = read(path)
    assert said(transcript)[:2] == [
        ("Élodie", "Où est passée la clé ?"),
        ("Noël", "Là-bas, derrière l’église."),
    ]
    assert transcript.language == "fr"
    assert not transcript.is_timed


def test_notes_with_colons_are_not_taken_for_a_dialogue(tmp_path: Path) -> None:
    notes = (
        "What I think about the market\n\nThe price: too high for what it is.\n"
        "We went there on Monday and it was closed.\nIt would be better to ask them first.\n"
        "Then we can decide together what to do.\n"
    )
    transcript = read(written(tmp_path, "notes.txt", notes))
    assert transcript.kind == "notes"
    assert [speaker.name for speaker in transcript.speakers] == [""]
    assert transcript.segments[1].text == "The price: too high for what it is."


def test_timed_lines_of_a_dialogue_keep_their_times(tmp_path: Path) -> None:
    text = "[00:05] Ada: So this is it.\n[01:10] Grace: And that is that.\n[01:20] Ada: Well.\n"
    transcript = read(written(tmp_path, "talk.txt", text), language="en")
    assert transcript.is_timed
    assert [segment.start_ms for segment in transcript.segments] == [5_000, 70_000, 80_000]


def test_markdown_notes_lose_their_marks_and_keep_their_words(tmp_path: Path) -> None:
    notes = (
        "---\ntitle: 'Un atelier'\ndate: '2022-09-23T10:00:00'\n---\n# Ignored twin\n\n"
        "- **Pas assez** contraignant, voir [la fiche](https://x.org/a)\n- Rien sur l'élevage\n"
        "\n---\n\nUne phrase\ncoupée en deux.\n<!-- not said -->\n"
    )
    transcript = read(written(tmp_path, "notes.md", notes))
    assert transcript.title == "Un atelier"
    assert transcript.event.date == "2022-09-23"
    assert [segment.text for segment in transcript.segments][-3:] == [
        "Pas assez contraignant, voir la fiche",
        "Rien sur l'élevage",
        "Une phrase coupée en deux.",
    ]


def test_a_word_document_gives_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Ada: We could open on Sundays.")
    document.add_paragraph("Grace: Who would pay for that?")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "Ada"
    table.rows[0].cells[1].text = "The town would."
    document.save(str(tmp_path / "talk.docx"))
    transcript = read(tmp_path / "talk.docx")
    assert said(transcript) == [
        ("Ada", "We could open on Sundays."),
        ("Grace", "Who would pay for that?"),
        ("Ada", "The town would."),
    ]


def test_the_heading_of_a_word_document_is_its_title_and_nobodys_words(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Meeting of the mill", 0)
    document.add_paragraph("Ada: We could open on Sundays.")
    document.add_paragraph("Grace: Who would pay for that?")
    document.save(str(tmp_path / "talk.docx"))
    transcript = read(tmp_path / "talk.docx")
    assert transcript.title == "Meeting of the mill"
    assert [speaker for speaker, _ in said(transcript)] == ["Ada", "Grace"]


def test_a_backslash_of_markdown_makes_the_mark_behind_it_plain(tmp_path: Path) -> None:
    text = "**Bo\\_Anne:** snake\\_case and \\*stars\\*\n\n**Ada:** I see.\n\n**Ada:** Yes.\n"
    transcript = read(written(tmp_path, "talk.md", text))
    assert said(transcript)[0] == ("Bo_Anne", "snake_case and *stars*")


def test_a_bomb_posing_as_a_document_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 60_000_000)
    with pytest.raises(SourceUnreadable, match="unpacks to more"):
        read(written(tmp_path, "bomb.docx", content.getvalue()))


@pytest.mark.parametrize("content", [b"PK\x03\x04 not a zip at all", b"\x00\x01\x02\x03" * 50])
def test_what_is_no_transcript_is_refused_in_plain_words(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SourceUnreadable):
        read(written(tmp_path, "talk.docx", content))


def test_a_text_of_300_megabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.write(b"Ada: hello.\n" * 8_000)
        file.truncate(300_000_000)
    with pytest.raises(SourceUnreadable, match="300 MB"):
        read(path)


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match="is empty"):
        read(written(tmp_path, "talk.vtt", b""))


def test_the_content_and_not_the_extension_says_what_a_file_is(tmp_path: Path) -> None:
    assert read(written(tmp_path, "talk.docx", VTT)).provenance.source == "vtt"


def test_another_language_is_named_as_the_trouble(tmp_path: Path) -> None:
    italian = "Ada: Questa è una città che non conosce il mare.\nLia: Ma è anche molto bella.\n" * 3
    path = written(tmp_path, "talk.txt", italian)
    with pytest.raises(SourceUnreadable, match="neither English nor French"):
        read(path)
    assert read(path, language="fr").language == "fr"


WHISPER = {
    "language": "en",
    "segments": [
        {
            "start": 0.5,
            "end": 1.5,
            "text": " Hello there.",
            "speaker": "SPEAKER_01",
            "words": [
                {"word": " Hello", "start": 0.5, "end": 0.9, "probability": 0.8},
                {"word": " there.", "start": 0.9, "end": 1.5, "probability": 0.5},
            ],
        }
    ],
}
VOSK = [
    {"text": "hello there", "result": [
        {"word": "hello", "start": 0.5, "end": 0.9, "conf": 0.8},
        {"word": "there", "start": 0.9, "end": 1.5, "conf": 0.5},
    ]},
    {"text": ""},
]  # fmt: skip
IBM = {
    "results": [{"final": True, "alternatives": [{
        "transcript": "hello there", "confidence": 0.8,
        "timestamps": [["hello", 0.5, 0.9], ["there", 0.9, 1.5]],
        "word_confidence": [["hello", 0.8], ["there", 0.5]],
    }]}],
    "speaker_labels": [{"from": 0.5, "to": 0.9, "speaker": 1}, {"from": 0.9, "to": 1.5, "speaker": 1}],
}  # fmt: skip
GOOGLE = {"response": {"results": [
    {"alternatives": [{"transcript": "hello there", "confidence": 0.8, "words": [
        {"word": "hello", "startTime": "0.5s", "endTime": "0.900s"},
        {"word": "there", "startTime": "0.9s", "endTime": "1.500s"}]}]},
    {"alternatives": [{"words": [
        {"word": "hello", "startTime": "0.5s", "endTime": "0.900s", "speakerTag": 2},
        {"word": "there", "startTime": "0.9s", "endTime": "1.500s", "speakerTag": 2}]}]},
]}}  # fmt: skip


@pytest.mark.parametrize("content", [WHISPER, VOSK, IBM, GOOGLE])
def test_recognisers_json_keeps_words_with_their_times(tmp_path: Path, content: object) -> None:
    transcript = read(written(tmp_path, "out.json", json.dumps(content)), language="en")
    words = [word for segment in transcript.segments for word in segment.words]
    assert [word.text.strip(".").lower() for word in words] == ["hello", "there"]
    assert [(word.start_ms, word.end_ms) for word in words] == [(500, 900), (900, 1500)]


def test_json_of_an_unknown_shape_says_which_are_known(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable) as refused:
        read(written(tmp_path, "out.json", '{"what": ["ever"]}'))
    assert "Whisper" in refused.value.remedy.en


spoken = st.lists(
    st.tuples(
        st.integers(0, 3_000),
        st.integers(0, 3_000),
        st.lists(
            st.text(st.characters(categories=["L"]), min_size=1, max_size=8),
            min_size=1,
            max_size=6,
        ),
    ),
    min_size=1,
    max_size=12,
)


@given(spoken)
def test_no_word_of_any_subtitles_is_lost(cues: list[tuple[int, int, list[str]]]) -> None:
    def stamp(tenths: int) -> str:
        return f"00:{tenths // 600:02d}:{tenths // 10 % 60:02d},{tenths % 10}00"

    text = "\n".join(
        f"{n}\n{stamp(start)} --> {stamp(end)}\n{' '.join(words)}.\n"
        for n, (start, end, words) in enumerate(cues)
    )
    found = sorted(word for turn in read_srt(text).turns for word in turn.text.split())
    wanted = [
        word for *_, words in cues for word in " ".join([*words[:-1], f"{words[-1]}."]).split()
    ]
    # a cue that repeats the one before it to the letter is a scrolling caption
    assert set(found) == set(wanted)
    assert len(found) <= len(wanted)


def test_text_that_poses_as_a_recording_is_not_taken_for_what_was_said(tmp_path: Path) -> None:
    for text in ("this is no sound", "ffconcat version 1.0\nfile secret.wav\n"):
        posing = tmp_path / "memo.wav"
        posing.write_text(text, encoding="utf-8")
        with pytest.raises(SourceUnreadable, match=r"memo\.wav is called a recording"):
            find_format(posing)
    subtitles = tmp_path / "talk.mp4"
    subtitles.write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n", encoding="utf-8")
    assert find_format(subtitles) == "vtt"


def test_a_transcribers_marks_are_not_words_that_were_said() -> None:
    text = (
        '{"meeting_transcripts": [{"speaker": "Ann", '
        '"content": "{vocalsound} I went to U_C_L_A_ , it \'s far {disfmarker} ."}]}'
    )
    assert [turn.text for turn in read_json(text).turns] == ["I went to UCLA, it's far."]


@pytest.mark.parametrize("name", ["talk.vtt", "talk.srt"])
def test_subtitles_without_any_time_are_refused_with_a_remedy(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("lkajsdfl kjalsdkf jlaksdjf", encoding="utf-8")
    with pytest.raises(SourceUnreadable) as refused:
        read(file)
    assert name in refused.value.message.en
    assert ".txt" in refused.value.remedy.fr


def test_a_dialogue_with_the_name_of_subtitles_is_still_read(tmp_path: Path) -> None:
    file = tmp_path / "talk.vtt"
    file.write_text("Ann: We open at nine.\n\nBob: And we close at six.\n", encoding="utf-8")
    assert [speaker.name for speaker in read(file).speakers] == ["Ann", "Bob"]
