"""Talks written line by line in a test: `Name: words`, one turn each."""

from __future__ import annotations

from models.language import Language
from models.transcript import Segment, SessionKind, Speaker, SpeakerKind, Transcript

WORD_MS = 400
_KINDS: dict[str, SpeakerKind] = {
    "WALKER": "walker",
    "COMPANION": "companion",
    "Host": "moderator",
    "Animatrice": "moderator",
    "Salle": "audience",
    "Floor": "audience",
}


def talk(
    script: str,
    language: Language = "fr",
    *,
    kind: SessionKind = "talk",
    is_punctuated: bool = True,
    session: str = "t",
    date: str = "",
) -> Transcript:
    """Return the transcript of `script`; a line without a name goes on with the speaker above."""
    speakers: dict[str, Speaker] = {}
    segments: list[Segment] = []
    now, name = 0, ""
    for line in script.strip().splitlines():
        head, colon, text = line.strip().partition(": ")
        if colon and len(head) < 20:
            name = head
        else:
            text = line.strip()
        if name not in speakers:
            speakers[name] = _speaker(name, len(speakers) + 1)
        end = now + WORD_MS * len(text.split())
        segments.append(Segment(f"s{len(segments):03d}", speakers[name].id, now, end, text))
        now = end
    return Transcript(
        id=session,
        kind=kind,
        language=language,
        started_at=f"{date}T10:00:00+00:00" if date else "",
        speakers=tuple(speakers.values()),
        segments=tuple(segments),
        duration_ms=now,
        is_punctuated=is_punctuated,
    )


def _speaker(name: str, number: int) -> Speaker:
    match _KINDS.get(name, "speaker"):
        case "walker":
            return Speaker("walker", "", "walker")
        case "companion":
            return Speaker("companion", "", "companion")
        case kind:
            return Speaker(f"v{number}", name, kind)
