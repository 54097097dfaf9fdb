"""From the evidence of a report to the places and quotations that its document shows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from models.language import Language
from models.transcript import Speaker
from reporting.records import Evidence, Report
from reporting.render.page import Mark, Quote, Run
from reporting.render.sound import Sound
from reporting.render.typography import NBSP, clock, colon, listed, marked, spoken_time
from reporting.render.words import words
from reporting.words.wording import forms, tokens

_UNSAFE = re.compile(r"[^A-Za-z0-9-]+")
_OPENING = re.compile(r"[«“\"‘]\s*$")
_CLOSING = re.compile(r"[.…!?]*\s*[»”\"’]")


def block_id(kind: str, *parts: str) -> str:
    """Return a short name for a block that depends on nothing but `parts`."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
    return f"{kind}-{digest[:8]}"


def anchor(evidence_id: str) -> str:
    """Return an id that Obsidian, HTML and word processors accept."""
    plain = _UNSAFE.sub("-", evidence_id).strip("-")
    return plain if plain[:1].isalpha() else f"e{plain}"


@dataclass(frozen=True, slots=True)
class Places:
    """Looks up what the document shows of an Evidence."""

    report: Report
    sound: Sound = field(default_factory=Sound)
    contexts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """What was said before and after, by id of the Evidence."""

    @property
    def words(self) -> dict[str, str]:
        """The document's own words."""
        return words(self.report.language)

    def mark(self, evidence_id: str, *, named: bool = False) -> Mark | None:
        """Return the place of an evidence; None where the report does not hold it."""
        evidence = self.report.evidence.get(evidence_id)
        if evidence is None:
            return None
        return self._mark_of(evidence, evidence.speaker if named else "")

    def marks(self, ids: Iterable[str], *, named: bool = False) -> tuple[Mark, ...]:
        """Return the places of several, once each, in the order given."""
        found = (self.mark(one, named=named) for one in dict.fromkeys(ids))
        return tuple(mark for mark in found if mark is not None)

    def place(self, session: str, start_ms: int) -> Mark:
        """Return a place that no quotation stands at."""
        label = self._label(session, start_ms)
        return Mark("", label, spoken_time(start_ms), href=self._href(session, start_ms))

    def quote(self, evidence_id: str) -> Quote | None:
        """Return the quotation of an evidence, set apart."""
        evidence = self.report.evidence.get(evidence_id)
        if evidence is None:
            return None
        before, after = self.contexts.get(evidence.id, ("", ""))
        return Quote(
            anchor=anchor(evidence.id),
            text=evidence.quote,
            language=self.foreign(evidence.language),
            speaker=evidence.speaker,
            role=self._role(evidence),
            mark=self._mark_of(evidence, ""),
            is_quotation=evidence.state != "paraphrase",
            state=self._state(evidence),
            original=evidence.original,
            notes=self._notes(evidence),
            before=before,
            after=after,
        )

    def quotes(self, ids: Iterable[str]) -> tuple[Quote, ...]:
        """Return the quotations of several, once each."""
        found = (self.quote(one) for one in dict.fromkeys(ids))
        return tuple(quote for quote in found if quote is not None)

    def foreign(self, language: Language) -> Language | None:
        """Return a quotation's language where it is not the document's."""
        return None if language == self.report.language else language

    def runs(self, text: str, ids: Iterable[str]) -> tuple[Run, ...]:
        """Cut `text` where it holds the quotations of `ids` between quotation marks.

        A quotation is followed by its place; the places of the others stand at the end.
        """
        runs: tuple[Run, ...] = (Run(text),)
        ids = tuple(ids)
        known = (self.report.evidence[one] for one in ids if one in self.report.evidence)
        for evidence in sorted(known, key=lambda one: -len(one.quote)):
            runs = tuple(piece for run in runs for piece in self._cut(run, evidence))
        shown = {run.mark.anchor for run in runs if run.mark is not None}
        rest = [mark for mark in self.marks(ids) if mark.anchor not in shown]
        ends = [one for mark in rest for one in (Run(NBSP), Run(mark.label, "mark", mark=mark))]
        return (*(run for run in runs if run.text), *ends)

    def _cut(self, run: Run, evidence: Evidence) -> tuple[Run, ...]:
        if run.kind != "plain" or evidence.state == "paraphrase":
            return (run,)
        found = _between_marks(run.text, evidence.quote)
        if found is None:
            return (run,)
        before, quote, after = found
        is_whole = marked(evidence.quote, self.report.language) in run.text
        place = self._mark_of(evidence, "")
        return (
            Run(before),
            Run(evidence.quote if is_whole else quote, "quote", self.foreign(evidence.language)),
            Run(NBSP),
            Run(place.label, "mark", mark=place),
            Run(after),
        )

    def _mark_of(self, evidence: Evidence, speaker: str) -> Mark:
        if not evidence.is_timed:
            return Mark(
                anchor(evidence.id), self._ordinal(evidence), self._ordinal(evidence), speaker
            )
        return Mark(
            anchor=anchor(evidence.id),
            label=self._label(evidence.session, evidence.start_ms),
            spoken=spoken_time(evidence.start_ms),
            speaker=speaker,
            href=self._href(evidence.session, evidence.start_ms),
            has_clip=evidence.id in self.sound.clips,
        )

    def _ordinal(self, evidence: Evidence) -> str:
        digits = re.search(r"\d+", evidence.segments[0]) if evidence.segments else None
        place = self.words["excerpt"].format(n=int(digits[0]) if digits else evidence.id)
        return self._of_session(evidence.session, place)

    def _label(self, session: str, start_ms: int) -> str:
        return self._of_session(session, clock(start_ms))

    def _of_session(self, session: str, place: str) -> str:
        """Return a place with the number of its recording, where there are several."""
        sessions = [origin.session for origin in self.report.origins]
        if len(sessions) < 2 or session not in sessions:
            return place
        return f"{sessions.index(session) + 1} · {place}"

    def _href(self, session: str, start_ms: int) -> str:
        link = self.sound.links.get(session, "")
        return f"{link}#t={start_ms // 1000}" if link else ""

    def _role(self, evidence: Evidence) -> str:
        speaker = self.speaker(evidence.speaker_id)
        return described(speaker) if speaker else ""

    def speaker(self, speaker_id: str) -> Speaker | None:
        """Return who has that id."""
        return next((one for one in self.report.speakers if one.id == speaker_id), None)

    def _state(self, evidence: Evidence) -> str:
        if evidence.approval == "reworded":
            return self.words["state_reworded"]
        if evidence.state == "verbatim":
            return ""
        return self.words[f"state_{evidence.state}"]

    def _notes(self, evidence: Evidence) -> tuple[str, ...]:
        approved = [self.words["approved"]] if evidence.approval == "approved" else []
        unsure = [self.words["unsure"]] if evidence.is_uncertain else []
        foreign = self.foreign(evidence.language)
        spoken = [self.words[f"in_{foreign}"]] if foreign else []
        translation = (
            f"{self.words['translated']}{colon(self.report.language)} {evidence.translation}"
        )
        translated = [translation] if evidence.translation else []
        return (*spoken, *approved, *unsure, *translated)


def _between_marks(text: str, quote: str) -> tuple[str, str, str] | None:
    """Return what is before, in and after the quotation marks that hold the words of `quote`."""
    wanted, there = forms(quote), tokens(text)
    for first in range(len(there) - len(wanted) + 1 if wanted else 0):
        run = there[first : first + len(wanted)]
        if [token.form for token in run] != wanted:
            continue
        opening = _OPENING.search(text[: run[0].start])
        closing = _closing(text, run[-1].end)
        if opening and closing:
            inner = text[opening.end() : closing].rstrip('»”"’').rstrip()
            return text[: opening.start()], inner, text[closing:]
    return None


def _closing(text: str, end: int) -> int:
    """Return where the outermost quotation mark after `end` closes, 0 where none does."""
    found = _CLOSING.match(text, end)
    if found is None:
        return 0
    return _closing(text, found.end()) or found.end()


def described(speaker: Speaker) -> str:
    """Return "role, organisation" as far as they are known."""
    return ", ".join(part for part in (speaker.role, speaker.organisation) if part)


def introduced(speakers: Iterable[Speaker], language: Language) -> str:
    """Return "Name (role, organisation), Name and Name": each person once, the audience apart."""
    named = [one for one in speakers if one.name and one.kind not in ("companion", "audience")]
    texts = [f"{one.name} ({described(one)})" if described(one) else one.name for one in named]
    return listed(list(dict.fromkeys(texts)), language)
