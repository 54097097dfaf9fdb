"""A finished document, read through by a chat model: sentences, labels, headings, translations.

The document stands before the model is asked; each part is asked about alone and stays as it was
wherever the answer fails. Quotations, who said them and who is heard do not change.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from models.chat import ChatModel
from models.language import Language, Phrase
from reporting.chat import extract, labelling, translation, writing
from reporting.chat.balance import Lean
from reporting.chat.extract import Extraction
from reporting.chat.frames import callable_names
from reporting.chat.writing import Desk, Tally
from reporting.composing.quoting import Ledger
from reporting.reading.material import Talk
from reporting.records import Audit, Report

_UNANSWERED = Phrase(
    "The chat model gave no usable answer for {failed} of {windows} parts; there, cues alone decided.",
    "Le modèle n'a pas donné de réponse utilisable pour {failed} parties sur {windows} ; "
    "là, seuls les indices du texte ont décidé.",
)
_UNWRITTEN = Phrase(
    "The chat model gave no usable answer to {failed} of {asked} requests to write; those parts are as "
    "the program writes them without a model.",
    "Le modèle n'a pas donné de réponse utilisable à {failed} demandes de rédaction sur {asked} ; "
    "ces parties sont telles que le programme les écrit sans modèle.",
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a chat model did before the writing."""

    chat: ChatModel
    lean: Lean
    dropped: int = 0
    windows: int = 0
    failed: int = 0
    segments: int = 0
    """Shown to the model in windows it answered."""

    def with_session(self, talk: Talk, extraction: Extraction, lean: Lean) -> Found:
        """Return the sum with what came of one session."""
        shown = {
            segment for number in extraction.answered for segment in talk.units[number].segments
        }
        return Found(
            chat=self.chat,
            lean=self.lean.plus(lean),
            dropped=self.dropped + extraction.dropped,
            windows=self.windows + extraction.windows,
            failed=self.failed + extraction.failed,
            segments=self.segments + len(shown),
        )


def desk_of(chat: ChatModel, ledger: Ledger, report: Report, wish: str) -> Desk:
    """Return what the parts of `report` are worded with."""
    names = {
        session: callable_names(
            talk.transcript.speakers,
            {who: name for (where, who), name in ledger.names.items() if where == session},
        )
        for session, talk in ledger.talks.items()
    }
    return Desk(chat, ledger, names, report.language, wish)


async def reworded(
    report: Report, desk: Desk, tally: Tally, tell: Callable[[float], None]
) -> Report:
    """Return the report as the model words it; never raises for a part that fails."""
    sections = await writing.write_sections(
        report.sections, desk, tally, lambda share: tell(0.7 * share)
    )
    tell(0.7)
    standfirst = await writing.write_sentences(report.standfirst, "", desk, tally)
    sections = await labelling.reheaded(sections, desk, tally)
    tell(0.8)
    swot = report.swot and await labelling.relabelled(report.swot, desk, tally)
    report = msgspec.structs.replace(report, sections=sections, standfirst=standfirst, swot=swot)
    tell(0.9)
    return await translation.translated(report, desk, tally)


def counted(figures: Audit, found: Found, tally: Tally, tongue: Language) -> Audit:
    """Return the audit with what the model did, and warnings where it fell short."""
    warnings = list(figures.warnings)
    if found.failed:
        told = _UNANSWERED.to(tongue)
        warnings.append(told.format(failed=found.failed, windows=found.windows))
    if tally.failed:
        told = _UNWRITTEN.to(tongue)
        warnings.append(told.format(failed=tally.failed, asked=tally.asked))
    warnings += found.lean.warnings(tongue)
    return msgspec.structs.replace(
        figures,
        warnings=tuple(warnings),
        dropped_ungrounded=found.dropped,
        segments_asked=found.segments,
        sentences_by_model=tally.kept,
        sentences_cut=tally.cut,
    )


def prompts() -> str:
    """Return the versions of all prompts, as the document prints them."""
    return " ".join((extract.PROMPT, writing.PROMPT, labelling.PROMPT, translation.PROMPT))
