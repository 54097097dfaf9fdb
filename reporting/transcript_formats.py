"""A transcript as a file to give away: subtitles, Markdown, plain text, Word, JSON. Pure.

What was said is data: nothing in it can become a tag, a link or a cue of the file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from models.language import Phrase
from models.transcript import Segment, Speaker, Transcript
from reporting.sources.decoding import tidy
from reporting.sources.exchange import write_exchange
from reporting.words.readable import DOUBTFUL

Format = Literal["srt", "vtt", "md", "txt", "docx", "json"]

_CUE_CHARS = 84
_VOICE = Phrase("Voice {number}", "Voix {number}")
_UNSURE = Phrase("Voice {number}?", "Voix {number} ?")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")


def as_file(transcript: Transcript, form: Format, sound: str = "") -> bytes:
    """Return the content of the file. `sound`: the recording that Markdown's times link to."""
    match form:
        case "srt":
            return _srt(transcript).encode()
        case "vtt":
            return _vtt(transcript).encode()
        case "md":
            return _markdown(transcript, sound).encode()
        case "txt":
            return _plain(transcript).encode()
        case "docx":
            return _docx(transcript)
        case "json":
            return write_exchange(transcript)


def speaker_names(transcript: Transcript) -> dict[str, str]:
    """Return how each speaker is called in print: by name, or by the number of the voice."""
    return {
        speaker.id: _name(speaker, number, transcript)
        for number, speaker in enumerate(transcript.speakers, 1)
    }


def _name(speaker: Speaker, number: int, transcript: Transcript) -> str:
    french = transcript.language == "fr"
    if speaker.name:
        return tidy(speaker.name)
    if speaker.kind == "walker":
        return "Promeneur" if french else "Walker"
    if speaker.kind == "companion":
        return "Compagnon" if french else "Companion"
    phrase = _VOICE if speaker.is_certain else _UNSURE
    return phrase.format(number=number).to(transcript.language)


def _srt(transcript: Transcript) -> str:
    names = speaker_names(transcript)
    cues = []
    for number, (segment, start, end, text) in enumerate(_cues(transcript.segments), 1):
        plain = text.replace("-->", "→")
        times = f"{_stamp(start, ',')} --> {_stamp(end, ',')}"
        cues.append(f"{number}\n{times}\n{names[segment.speaker]}: {plain}\n")
    return "\n".join(cues)


def _vtt(transcript: Transcript) -> str:
    names = speaker_names(transcript)
    cues = [f"WEBVTT\nLanguage: {transcript.language}\n"]
    for segment, start, end, text in _cues(transcript.segments):
        voice = re.sub(r"[<>&\n]", "", names[segment.speaker])
        times = f"{_stamp(start, '.')} --> {_stamp(end, '.')}"
        cues.append(f"{times}\n<v {voice}>{_escaped(text)}\n")
    return "\n".join(cues)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _cues(segments: Sequence[Segment]) -> Iterator[tuple[Segment, int, int, str]]:
    """Cut segments into what fits on a screen, each with its time; no word is lost."""
    for segment in segments:
        tokens = segment.text.split()
        lines = list(_lines(tokens))
        timed = len(segment.words) == len(tokens)
        length = max(1, len(segment.text))
        first, letters = 0, 0
        for line in lines:
            last, text = first + len(line) - 1, " ".join(line)
            if timed:
                start, end = segment.words[first].start_ms, segment.words[last].end_ms
            else:
                span = segment.end_ms - segment.start_ms
                start = segment.start_ms + span * letters // length
                end = segment.start_ms + span * min(length, letters + len(text) + 1) // length
            yield segment, start, max(end, start + 1), text
            first, letters = last + 1, letters + len(text) + 1


def _lines(tokens: Sequence[str]) -> Iterator[list[str]]:
    line: list[str] = []
    for token in tokens:
        is_full = len(" ".join([*line, token])) > _CUE_CHARS
        is_ended = line and line[-1][-1:] in ".!?…" and len(" ".join(line)) > _CUE_CHARS // 2
        if line and (is_full or is_ended):
            yield line
            line = []
        line.append(token)
    if line:
        yield line


def _markdown(transcript: Transcript, sound: str) -> str:
    names = speaker_names(transcript)
    parts = [_front_matter(transcript), f"# {_marked(transcript.title or transcript.id)}", ""]
    for speaker, segments in _turns(transcript.segments):
        place = _clock(segments[0].start_ms) if transcript.is_timed else ""
        if place and sound:
            place = f"[{place}]({sound}#t={segments[0].start_ms // 1000})"
        text = " ".join(_marked_words(segment) for segment in segments)
        parts += [f"{place} **{_marked(names[speaker])}:** {text}".strip(), ""]
    return "\n".join(parts)


def _front_matter(transcript: Transcript) -> str:
    title = tidy(transcript.title or transcript.id)
    quoted = title.replace("\\", r"\\").replace('"', r"\"")
    date = transcript.event.date or transcript.started_at[:10]
    return (
        f'---\ntitle: "{quoted}"\ndate: {date}\nlang: {transcript.language}\n'
        f"session: {transcript.id}\n---\n"
    )


def _marked(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", tidy(text))


def _marked_words(segment: Segment) -> str:
    """Return a segment's text, words that the recogniser doubted in italics."""
    tokens = segment.text.split()
    if len(tokens) != len(segment.words):
        return _marked(segment.text)
    doubted = [word.confidence < DOUBTFUL for word in segment.words]
    runs = groupby(zip(tokens, doubted, strict=True), key=lambda pair: pair[1])
    stretches = [(doubt, _marked(" ".join(token for token, _ in run))) for doubt, run in runs]
    return " ".join(f"*{text}*" if doubt else text for doubt, text in stretches)


def _plain(transcript: Transcript) -> str:
    names = speaker_names(transcript)
    lines = [
        f"{names[speaker]}: {' '.join(tidy(segment.text) for segment in segments)}"
        for speaker, segments in _turns(transcript.segments)
    ]
    return "\n".join(lines) + "\n"


def _docx(transcript: Transcript) -> bytes:
    import docx

    names = speaker_names(transcript)
    document = docx.Document()
    document.core_properties.title = tidy(transcript.title or transcript.id)
    document.core_properties.language = transcript.language
    document.add_heading(tidy(transcript.title or transcript.id), level=1)
    for speaker, segments in _turns(transcript.segments):
        paragraph = document.add_paragraph()
        place = f" ({_clock(segments[0].start_ms)})" if transcript.is_timed else ""
        paragraph.add_run(f"{names[speaker]}{place}: ").bold = True
        paragraph.add_run(" ".join(tidy(segment.text) for segment in segments))
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _turns(segments: Sequence[Segment]) -> list[tuple[str, list[Segment]]]:
    """Join what one speaker says without another between, a minute at most."""
    turns: list[tuple[str, list[Segment]]] = []
    for segment in segments:
        if turns and turns[-1][0] == segment.speaker:
            begun = turns[-1][1][0].start_ms
            if segment.end_ms - begun <= 60_000:
                turns[-1][1].append(segment)
                continue
        turns.append((segment.speaker, [segment]))
    return turns


def _clock(milliseconds: int) -> str:
    seconds = milliseconds // 1000
    hours, rest = divmod(seconds, 3600)
    head = f"{hours}:{rest // 60:02d}" if hours else f"{rest // 60}"
    return f"{head}:{rest % 60:02d}"


def _stamp(milliseconds: int, point: str) -> str:
    seconds, part = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{point}{part:03d}"
