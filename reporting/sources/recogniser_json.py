"""What other recognisers write: Whisper, vosk, IBM, Google, lists of turns, words with times.

Each shape is told by its keys, never by the file's name. Words keep their times and confidence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from models.language import Phrase
from models.transcript import Word
from reporting.errors import SourceUnreadable
from reporting.sources.turns import Found, Turn

PAUSE_MS = 800
"""A silence between words that ends a turn where the file marks none."""

LONGEST_MS = 45_000
"""A turn of bare words is cut at its longest pause beyond this."""

Json = Mapping[str, Any]
_TIMED_WORD = re.compile(r"(\S+?)\[(\d+(?:\.\d+)?),(\d+(?:\.\d+)?)\]")
_SILENCES = frozenset({"~SIL", "<sil>", "sil", "[SIL]"})
_HESITATION = re.compile(r"%[A-Z]+")


def read_json(text: str) -> Found:
    """Return the turns of a recogniser's JSON; raises SourceUnreadable for an unknown shape."""
    content = _decoded(text)
    for shape, reader in _SHAPES:
        if shape(content):
            return _checked(reader, content)
    raise _unknown_shape()


def read_timed_words(text: str) -> Found:
    """Return the turns of `word[start,end] ~SIL[start,end] …`, seconds."""
    words = [
        Word(word, _ms(start), _ms(end))
        for word, start, end in _TIMED_WORD.findall(text)
        if word not in _SILENCES
    ]
    return Found("words", tuple(words_to_turns(words)), engine="words")


def is_timed_words(text: str) -> bool:
    """Return whether the text is of that form."""
    head = text[:2000].split()[:-1] or text.split()
    return len(head) > 2 and all(_TIMED_WORD.fullmatch(part) for part in head)


def words_to_turns(words: Sequence[Word], speaker: str = "") -> list[Turn]:
    """Cut a stream of words where a pause is long, and long stretches at their longest pause."""
    runs: list[list[Word]] = []
    for word in words:
        if not runs or word.start_ms - runs[-1][-1].end_ms >= PAUSE_MS:
            runs.append([])
        runs[-1].append(word)
    return [_turn(part, speaker) for run in runs for part in _short(run)]


def _short(run: list[Word]) -> Iterator[list[Word]]:
    pending = [run]
    while pending:
        part = pending.pop()
        if part[-1].end_ms - part[0].start_ms <= LONGEST_MS or len(part) < 8:
            yield part
            continue
        inner = range(len(part) // 4, 3 * len(part) // 4 + 1)
        cut = max(inner, key=lambda place: part[place].start_ms - part[place - 1].end_ms)
        pending += [part[cut:], part[:cut]]


def _turn(words: Sequence[Word], speaker: str) -> Turn:
    text = " ".join(word.text for word in words)
    return Turn(text, speaker, words[0].start_ms, words[-1].end_ms, tuple(words))


def _decoded(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return _decoded_lines(text)


def _decoded_lines(text: str) -> list[Any]:
    """Read several JSON values in one file, as recognisers print them one after the other."""
    import json

    decoder, place, values = json.JSONDecoder(), 0, []
    stripped = text.strip()
    try:
        while place < len(stripped):
            value, place = decoder.raw_decode(stripped, place)
            values.append(value)
            while place < len(stripped) and stripped[place] in " \n\t,":
                place += 1
    except (json.JSONDecodeError, RecursionError) as error:
        raise _unknown_shape() from error
    return values


def _checked(reader: Callable[[Any], Found], content: Any) -> Found:
    try:
        return reader(content)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise _unknown_shape() from error


def _unknown_shape() -> SourceUnreadable:
    return SourceUnreadable(
        Phrase(
            "The JSON is damaged or of a form that is not known.",
            "Ce JSON est abîmé ou d'une forme inconnue.",
        ),
        Phrase(
            "Known: our own export, Whisper, vosk, IBM, Google, and lists of {speaker, text}. "
            "Otherwise export it as SRT or VTT.",
            "Formes connues : notre export, Whisper, vosk, IBM, Google et les listes "
            "de {speaker, text}. Sinon, exportez-le en SRT ou VTT.",
        ),
    )


def _ms(value: Any) -> int:
    """Return seconds, as a number, as text or as Google's `1.2s`, in milliseconds."""
    if isinstance(value, Mapping):
        return int(value.get("seconds", 0)) * 1000 + int(value.get("nanos", 0)) // 1_000_000
    return max(0, round(float(str(value).strip().removesuffix("s") or 0) * 1000))


# Whisper, WhisperX, faster-whisper ---------------------------------------------------------------


def _is_whisper(content: Any) -> bool:
    return isinstance(content, dict) and _rows(content.get("segments"), "text", "start")


def _rows(value: Any, *keys: str) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and isinstance(value[0], dict)
        and all(key in value[0] for key in keys)
    )


def _whisper(content: Json) -> Found:
    turns = [
        Turn(
            str(row["text"]),
            str(row.get("speaker") or ""),
            _ms(row["start"]),
            _ms(row.get("end", row["start"])),
            _whisper_words(row.get("words") or []),
        )
        for row in content["segments"]
    ]
    return Found(
        "json", tuple(turns), language=str(content.get("language") or ""), engine="whisper"
    )


def _whisper_words(rows: Sequence[Json]) -> tuple[Word, ...]:
    timed = [row for row in rows if "start" in row and "end" in row]
    if len(timed) != len(rows):
        return ()
    return tuple(
        Word(
            str(row.get("word", row.get("text", ""))).strip(),
            _ms(row["start"]),
            _ms(row["end"]),
            float(row.get("probability", row.get("score", 1.0)) or 0.0),
        )
        for row in timed
    )


def _is_whisper_cpp(content: Any) -> bool:
    return isinstance(content, dict) and _rows(content.get("transcription"), "offsets", "text")


def _whisper_cpp(content: Json) -> Found:
    turns = [
        Turn(
            str(row["text"]),
            str(row.get("speaker") or ""),
            int(row["offsets"]["from"]),
            int(row["offsets"]["to"]),
        )
        for row in content["transcription"]
    ]
    language = str((content.get("result") or {}).get("language") or "")
    return Found("json", tuple(turns), language=language, engine="whisper")


# vosk --------------------------------------------------------------------------------------------


def _is_vosk(content: Any) -> bool:
    rows = content if isinstance(content, list) else [content]
    dicts = [row for row in rows if isinstance(row, dict)]
    return (
        bool(dicts)
        and any(_rows(row.get("result"), "word", "start", "end") for row in dicts)
        and all(row.keys() <= {"result", "text", "partial", "spk", "spk_frames"} for row in dicts)
    )


def _vosk(content: Any) -> Found:
    turns: list[Turn] = []
    for row in content if isinstance(content, list) else [content]:
        words = [
            Word(str(w["word"]), _ms(w["start"]), _ms(w["end"]), float(w.get("conf", 1.0)))
            for w in row.get("result", ())
        ]
        turns += words_to_turns(words) if words else []
    return Found("json", tuple(turns), engine="vosk")


def _is_monologues(content: Any) -> bool:
    return isinstance(content, dict) and isinstance(content.get("monologues"), list)


def _monologues(content: Json) -> Found:
    turns: list[Turn] = []
    for row in content["monologues"]:
        terms = [term for term in row["terms"] if term.get("type", "WORD").upper() == "WORD"]
        name = str((row.get("speaker") or {}).get("name") or "")
        words = [
            Word(
                str(term["text"]),
                _ms(term["start"]),
                _ms(term["end"]),
                float(term.get("confidence", 1)),
            )
            for term in terms
        ]
        turns += words_to_turns(words, name)
    return Found("json", tuple(turns), engine="vosk")


# IBM ---------------------------------------------------------------------------------------------


def _is_ibm(content: Any) -> bool:
    if isinstance(content, list):
        return bool(content) and all(_is_ibm(part) for part in content)
    if not isinstance(content, dict) or not _rows(content.get("results"), "alternatives"):
        return False
    return any("timestamps" in row["alternatives"][0] for row in content["results"])


def _ibm(content: Any) -> Found:
    parts = content if isinstance(content, list) else [content]
    voices = {
        _ms(label["from"]): f"Speaker {label['speaker']}"
        for part in parts
        for label in part.get("speaker_labels", ())
    }
    turns: list[Turn] = []
    for part in parts:
        for row in part["results"]:
            best = row["alternatives"][0]
            sure = {place: pair[1] for place, pair in enumerate(best.get("word_confidence", ()))}
            default = float(best.get("confidence", 1.0))
            words = [
                Word(_spoken(word), _ms(start), _ms(end), float(sure.get(place, default)))
                for place, (word, start, end) in enumerate(best.get("timestamps", ()))
            ]
            turns += _by_voice([(voices.get(word.start_ms, ""), word) for word in words])
    return Found("json", tuple(turns), engine="ibm")


def _spoken(word: str) -> str:
    return "hm" if _HESITATION.fullmatch(word) else word


def _by_voice(words: Sequence[tuple[str, Word]]) -> list[Turn]:
    """Cut words into turns where the voice changes; a word without one belongs to the one before."""
    runs: list[tuple[str, list[Word]]] = []
    for voice, word in words:
        if runs and voice in ("", runs[-1][0]):
            runs[-1][1].append(word)
        else:
            runs.append((voice, [word]))
    return [turn for voice, run in runs for turn in words_to_turns(run, voice)]


# Google ------------------------------------------------------------------------------------------


def _google_results(content: Any) -> list[Any]:
    if not isinstance(content, dict):
        return []
    inner = content.get("response", content)
    results = inner.get("results") if isinstance(inner, dict) else None
    return list(results) if results and _rows(results, "alternatives") else []


def _is_google(content: Any) -> bool:
    return any(
        isinstance(row, dict) and (row.get("alternatives") or [{}])[0].get("words")
        for row in _google_results(content)
    )


def _google(content: Json) -> Found:
    results = [row for row in _google_results(content) if row.get("alternatives")]
    best = [row["alternatives"][0] for row in results if row["alternatives"][0].get("words")]
    language = next((str(row["languageCode"]) for row in results if row.get("languageCode")), "")
    tagged = [part for part in best if "speakerTag" in part["words"][-1]]
    # with speakers asked for, the last result holds every word of the recording once more
    if tagged and len(best) > 1 and not all(part in tagged for part in best):
        best = tagged[-1:]
    turns: list[Turn] = []
    for part in best:
        sure = float(part.get("confidence", 1.0) or 1.0)
        turns += _by_voice([_google_word(word, sure) for word in part["words"]])
    return Found("json", tuple(turns), language=language, engine="google")


def _google_word(row: Json, sure: float) -> tuple[str, Word]:
    start = row.get("startTime", row.get("startOffset", row.get("start_time", 0)))
    end = row.get("endTime", row.get("endOffset", row.get("end_time", start)))
    tag = row.get("speakerTag") or row.get("speakerLabel") or ""
    word = Word(str(row["word"]), _ms(start), _ms(end), float(row.get("confidence") or sure))
    return (f"Speaker {tag}" if tag else ""), word


# Turns and bare text -----------------------------------------------------------------------------

_TEXT_KEYS = ("text", "content", "transcript", "utterance")


def _turn_rows(content: Any) -> list[Any]:
    if isinstance(content, dict):
        for key in ("turns", "utterances", "meeting_transcripts", "transcript", "segments"):
            if isinstance(content.get(key), list):
                return list(content[key])
        return []
    return content if isinstance(content, list) else []


def _is_turns(content: Any) -> bool:
    rows = _turn_rows(content)
    return bool(rows) and all(
        isinstance(row, dict) and any(isinstance(row.get(key), str) for key in _TEXT_KEYS)
        for row in rows[:50]
    )


def _turns(content: Any) -> Found:
    turns = []
    for row in _turn_rows(content):
        text = next((row[key] for key in _TEXT_KEYS if isinstance(row.get(key), str)), "")
        start = row.get("start", row.get("start_time"))
        end = row.get("end", row.get("end_time"))
        turns.append(
            Turn(
                _without_marks(text),
                str(row.get("speaker") or row.get("name") or ""),
                -1 if start is None else _ms(start),
                -1 if end is None else _ms(end),
            )
        )
    language = str(content.get("language") or "") if isinstance(content, dict) else ""
    title = str(content.get("title") or "") if isinstance(content, dict) else ""
    return Found("json", tuple(turns), language=language, title=title)


_NOISE = re.compile(r"[{<][a-z_]+[}>]")
_SPELT = re.compile(r"\b(?:[A-Z]_){2,}")
_TOKENISED = re.compile(r"\s[,.](?:\s|$)")


def _without_marks(text: str) -> str:
    """Return what was said without a transcriber's marks: `{vocalsound}`, `U_C_L_A_`, ` .` apart."""
    if not (_NOISE.search(text) or _SPELT.search(text) or _TOKENISED.search(text)):
        return text
    text = _SPELT.sub(lambda match: match.group().replace("_", ""), _NOISE.sub(" ", text))
    text = re.sub(r"\s+(?=[,.?!;:](?:\s|$))", "", text)
    text = re.sub(r"\s+(?=['’](?:s|m|re|ve|ll|d|t)\b)", "", text)
    return " ".join(text.split()).lstrip(",.;: ")


_SHAPES: tuple[tuple[Callable[[Any], bool], Callable[[Any], Found]], ...] = (
    (_is_whisper, _whisper),
    (_is_whisper_cpp, _whisper_cpp),
    (_is_monologues, _monologues),
    (_is_vosk, _vosk),
    (_is_ibm, _ibm),
    (_is_google, _google),
    (_is_turns, _turns),
)
