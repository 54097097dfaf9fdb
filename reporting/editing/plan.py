"""An outline to edit before the writing, and the report written from it.

A quotation is named by its own mark, `[q-1a2b3c4d]`: it may be moved, kept in reserve or taken out,
never changed. Whatever else a person writes is kept as the editor's text, and said to be so. Errors
name the line. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

from models.language import Language, Phrase
from reporting.editing.decisions import quotation_key
from reporting.errors import PlanUnusable
from reporting.records import Evidence, Report, Section, Sentence
from reporting.render.places import block_id
from reporting.render.typography import NBSP, clock, colon, marked
from reporting.words.wording import forms

MARK = "promenade-plan/1"
_QUOTED = re.compile(r"^\s*[-*+]\s*\[(q-[0-9a-f]{8})\]\s*(.*)$")
_LOST_MARK = re.compile(r"^\s*[-*+]\s*\[(q-[^\]]*)\]")
_SETTING = re.compile(r"^\s*[-*+]\s*(\w+)\s*:\s*(.*?)\s*$")
_IN_MARKS = re.compile(r"«(.*)»|“(.*)”", re.DOTALL)
_WORDS: dict[str, Phrase] = {
    "plan": Phrase("Plan", "Plan"),
    "help": Phrase(
        "Edit freely: rename, move and delete headings; move quotations by whole lines; text of "
        "your own is printed as the editor’s. Then: promenade report … --from-plan THIS-FILE",
        "Modifiez à votre gré : renommez, déplacez, supprimez des titres ; déplacez les citations "
        "par lignes entières ; votre propre texte paraîtra comme celui de la rédaction. Ensuite : "
        "promenade report … --from-plan CE-FICHIER",
    ),
    "reserve": Phrase("Held in reserve", "En réserve"),
    "left_out": Phrase("Left out", "Laissé de côté"),
}
_SETTINGS: dict[str, Phrase] = {
    "title": Phrase("title", "titre"),
    "place": Phrase("place", "lieu"),
    "date": Phrase("date", "date"),
    "participants": Phrase("participants", "participants"),
    "angle": Phrase("angle", "angle"),
    "audience": Phrase("audience", "public"),
    "about": Phrase("about", "objet"),
    "length": Phrase("length", "longueur"),
}
"""What a plan settles, by the names that a reader of either language writes."""
_SETTING_NAMED = {
    written: name for name, phrase in _SETTINGS.items() for written in (phrase.en, phrase.fr)
}


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """A heading with what stands under it, in order: names of quotations, or text of the editor."""

    heading: str
    entries: tuple[tuple[str, str], ...] = ()
    """("quote", name) or ("text", words)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """An outline as read back."""

    settings: Mapping[str, str] = field(default_factory=dict)
    sections: tuple[PlannedSection, ...] = ()


def name_of(evidence: Evidence) -> str:
    """Return the mark of a quotation: the same as long as it is what was said there."""
    return block_id("q", quotation_key(evidence))


def outline(chosen: Report, pool: Report, settings: Mapping[str, str]) -> str:
    """Return the outline of `chosen`, with what only the longer `pool` quotes held in reserve."""
    language = chosen.language
    rows = [f"# {_WORDS['plan'].to(language)}", "", f"<!-- {MARK} -->", "", _help(language), ""]
    given = {"title": chosen.title, **settings}
    rows += [
        f"- {name.to(language)}{colon(language)} {_line(given.get(key, ''))}"
        for key, name in _SETTINGS.items()
    ]
    taken: set[str] = set()
    for section in chosen.sections:
        rows += ["", f"## {_line(section.heading)}", ""]
        for name in dict.fromkeys(e for sentence in section.sentences for e in sentence.evidence):
            evidence = chosen.evidence[name]
            taken.add(name_of(evidence))
            rows.append(_entry(evidence, language))
    rows += ["", f"## {_WORDS['reserve'].to(language)}", ""]
    spare = {name_of(one): one for one in (*chosen.evidence.values(), *pool.evidence.values())}
    ordered = sorted(spare.items(), key=lambda pair: (pair[1].session, pair[1].start_ms))
    rows += [_entry(one, language) for name, one in ordered if name not in taken]
    rows += ["", f"## {_WORDS['left_out'].to(language)}", ""]
    rows += [f"- {_line(one.text)} ({clock(one.start_ms)})" for one in chosen.audit.omissions]
    return "\n".join(rows).rstrip() + "\n"


def _help(language: Language) -> str:
    return f"> {_WORDS['help'].to(language)}"


def _entry(evidence: Evidence, language: Language) -> str:
    time = f", {clock(evidence.start_ms)}" if evidence.is_timed else ""
    quote = marked(_line(evidence.quote), language)
    return f"- [{name_of(evidence)}] {quote} — {_line(evidence.speaker)}{time}"


def _line(text: str) -> str:
    return " ".join(text.split())


def read_plan(text: str) -> Plan:
    """Return an edited outline; raises PlanUnusable naming the line that cannot be read."""
    if MARK not in text:
        raise PlanUnusable(
            Phrase("This file is no plan.", "Ce fichier n’est pas un plan."),
            Phrase(
                "Make one with `promenade report … --plan`; its line <!-- promenade-plan/1 --> stays.",
                "Faites-en un avec `promenade report … --plan` ; sa ligne <!-- promenade-plan/1 --> reste.",
            ),
        )
    settings: dict[str, str] = {}
    sections: list[tuple[str, list[tuple[str, str]]]] = []
    is_over = False
    for number, row in enumerate(text.splitlines(), 1):
        if row.startswith("## "):
            heading = row[3:].strip()
            is_over = heading in _closing()
            if not is_over:
                sections.append((heading, []))
        elif sections and not is_over:
            _take(row, number, sections[-1][1])
        elif not sections and (found := _SETTING.match(row)):
            settings[_SETTING_NAMED.get(found[1].lower(), "")] = found[2]
    settings.pop("", None)
    return Plan(settings, tuple(PlannedSection(name, tuple(rows)) for name, rows in sections))


def _closing() -> set[str]:
    return {_WORDS[name].to(language) for name in ("reserve", "left_out") for language in _BOTH}


_BOTH: tuple[Language, ...] = ("en", "fr")


def _take(row: str, number: int, entries: list[tuple[str, str]]) -> None:
    """Add one line of a section: a quotation, a line of the editor's, or the end of a paragraph."""
    found = _QUOTED.match(row)
    if found:
        entries.append(("quote", f"{found[1]}\t{number}\t{found[2]}"))
    elif _LOST_MARK.match(row):
        raise _wrong(
            number,
            Phrase(
                "the mark of a quotation was changed", "la marque d’une citation a été modifiée"
            ),
        )
    elif not row.strip():
        entries.append(("end", ""))
    elif entries and entries[-1][0] == "text":
        entries[-1] = ("text", f"{entries[-1][1]} {row.strip()}")
    else:
        entries.append(("text", row.strip()))


def written(plan: Plan, report: Report, reserve: Report) -> Report:
    """Return the report with the sections of the plan; raises PlanUnusable naming a line.

    A quotation may come from the report itself or from the longer `reserve`.
    """
    report = _with_reserve(report, reserve)
    by_name = {name_of(one): one for one in report.evidence.values()}
    ready = {
        name: sentence
        for section in report.sections
        for sentence in section.sentences
        for name in sentence.evidence
    }
    sections = tuple(
        Section(
            heading=planned.heading,
            sentences=tuple(_sentences(planned.entries, by_name, ready, report.language)),
            start_ms=_start(planned, by_name),
        )
        for planned in plan.sections
    )
    title = plan.settings.get("title") or report.title
    return msgspec.structs.replace(report, title=title, sections=sections)


def _with_reserve(report: Report, reserve: Report) -> Report:
    """Add the quotations of `reserve` that the report lacks, under ids of their own."""
    known = {name_of(one) for one in report.evidence.values()}
    renamed = {
        name: f"r{name}" for name, one in reserve.evidence.items() if name_of(one) not in known
    }
    extra = {
        renamed[name]: msgspec.structs.replace(one, id=renamed[name])
        for name, one in reserve.evidence.items()
        if name in renamed
    }
    spare = tuple(
        msgspec.structs.replace(
            sentence, evidence=tuple(renamed[name] for name in sentence.evidence)
        )
        for section in reserve.sections
        for sentence in section.sentences
        if sentence.evidence and all(name in renamed for name in sentence.evidence)
    )
    return msgspec.structs.replace(
        report,
        evidence={**report.evidence, **extra},
        sections=(*report.sections, Section(heading="", sentences=spare)),
    )


def _start(planned: PlannedSection, by_name: Mapping[str, Evidence]) -> int:
    names = [words.split("\t")[0] for kind, words in planned.entries if kind == "quote"]
    return min((by_name[name].start_ms for name in names if name in by_name), default=0)


def _sentences(
    entries: Iterable[tuple[str, str]],
    by_name: Mapping[str, Evidence],
    ready: Mapping[str, Sentence],
    language: Language,
) -> Iterable[Sentence]:
    """Yield the sentences of a section: as the report has them where all they quote is kept here."""
    run = list(entries)
    here = {
        by_name[name].id
        for kind, words in run
        if kind == "quote" and (name := words.split("\t")[0]) in by_name
    }
    told: set[str] = set()
    for kind, words in run:
        if kind == "text":
            yield Sentence(text=words, is_linking=True, by_editor=True)
        elif kind == "quote":
            name, number, rest = words.split("\t", 2)
            evidence = _known(name, int(number), rest, by_name)
            if evidence.id in told:
                continue
            sentence = ready.get(evidence.id)
            if (
                sentence is None
                or not here >= set(sentence.evidence)
                or told & set(sentence.evidence)
            ):
                sentence = _plain(evidence, language)
            told.update(sentence.evidence)
            yield sentence


def _plain(evidence: Evidence, language: Language) -> Sentence:
    colon = f"{NBSP}:" if language == "fr" else ":"
    text = f"{evidence.speaker}{colon} {marked(evidence.quote, language)}"
    return Sentence(text=text, evidence=(evidence.id,))


def _known(name: str, number: int, rest: str, by_name: Mapping[str, Evidence]) -> Evidence:
    evidence = by_name.get(name)
    if evidence is None:
        raise _wrong(
            number,
            Phrase(
                f"the quotation [{name}] is not in this talk, or was corrected since",
                f"la citation [{name}] n’est pas dans cet échange, ou a été corrigée depuis",
            ),
        )
    inside = _IN_MARKS.search(rest)
    if inside and forms(inside[1] or inside[2]) != forms(evidence.quote):
        raise _wrong(
            number,
            Phrase(
                "a quotation was changed; put its words back, or write yours on a line without [q-…]",
                "une citation a été modifiée ; remettez ses mots, ou écrivez les vôtres sur une ligne "
                "sans [q-…]",
            ),
        )
    return evidence


def _wrong(number: int, what: Phrase) -> PlanUnusable:
    return PlanUnusable(
        Phrase(f"Line {number}: {what.en}.", f"Ligne {number} : {what.fr}."),
        Phrase(
            "Mend that line, or make the plan again with --plan.",
            "Corrigez cette ligne, ou refaites le plan avec --plan.",
        ),
    )


def asked_length(brief: str) -> str:
    """Return the length a brief asks for, "" where it says nothing of it."""
    number = re.search(r"(\d{2,5})\s*(?:mots|words)", brief, re.IGNORECASE)
    if number:
        return str(max(50, int(number[1])))
    if re.search(
        r"\b(?:court|courte|bref|brève|concis|concise|short|brief)\b", brief, re.IGNORECASE
    ):
        return "short"
    if re.search(r"\b(?:long|longue|détaillé|détaillée|detailed)\b", brief, re.IGNORECASE):
        return "long"
    return ""
