"""A speaker's quotations on one sheet, to be approved, reworded or taken back before publication.

The sheet is Markdown, and a page that can be heard and filled in; both come back as the same lines.
What a speaker rewords is theirs to say, but it is no quotation of the talk any more. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from models.language import Phrase
from reporting.editing.decisions import Choice, Decision, quotation_key
from reporting.editing.plan import name_of
from reporting.errors import PlanUnusable
from reporting.records import Evidence, Report
from reporting.render.html import policy
from reporting.render.markdown import escape
from reporting.render.page import Quote
from reporting.render.places import Places
from reporting.render.sound import Sound
from reporting.render.templating import environment, source
from reporting.render.typography import clock, colon, marked
from reporting.render.words import words

MARK = "promenade-sheet/1"
_FOR = re.compile(r"<!-- promenade-sheet/1 (.*?) -->")
_ENTRY = re.compile(r"^## .*\[(q-[0-9a-f]{8})\]\s*$")
_BOX = re.compile(r"^\s*[-*+]\s*\[([ xX✓✔])\]\s*(\S+)")
_NEW = re.compile(r"^\s*(?:[-*+]\s*)?(?:Rather|Plutôt)\s*:\s*(.*)$")
TEXTS: dict[str, Phrase] = {
    "title": Phrase("Your words, before they are printed", "Vos mots, avant qu’ils paraissent"),
    "intro": Phrase(
        "{name}, these are the passages of yours that the report “{title}” quotes. Tick what you "
        "agree to, write after “Rather:” what you would rather have said, or ask for a passage to be "
        "taken out. What you reword is printed as reworded by you, with what was said one click away.",
        "{name}, voici les passages de vous que cite le rapport « {title} ». Cochez ce que vous "
        "approuvez, écrivez après « Plutôt : » ce que vous préférez, ou demandez le retrait. Ce que "
        "vous reformulez paraîtra comme reformulé par vous, avec ce qui a été dit à portée de clic.",
    ),
    "approved": Phrase("approved", "approuvé"),
    "withdrawn": Phrase("withdrawn", "retiré"),
    "rather": Phrase("Rather", "Plutôt"),
    "save": Phrase("Save my answers", "Enregistrer mes réponses"),
    "read_back": Phrase(
        "Send this file back; it is read with: promenade report … --sheet FILE",
        "Renvoyez ce fichier ; il se relit avec : promenade report … --sheet FICHIER",
    ),
}
_APPROVED = frozenset({TEXTS["approved"].en, TEXTS["approved"].fr})
_WITHDRAWN = frozenset({TEXTS["withdrawn"].en, TEXTS["withdrawn"].fr})


def of_speaker(report: Report, name: str) -> tuple[Evidence, ...]:
    """Return a speaker's quotations in time order; part of a name does where only one person bears it.

    Raises PlanUnusable for somebody not quoted, and for a name that several bear.
    """
    everybody = {one.speaker for one in report.evidence.values()}
    wanted = name.casefold().split()
    whole = {one for one in everybody if one.casefold().split() == wanted}
    by_id = {one.speaker for one in report.evidence.values() if one.speaker_id == name}
    partly = {one for one in everybody if wanted and set(wanted) <= set(one.casefold().split())}
    meant = whole or by_id or partly
    found = [one for one in report.evidence.values() if one.speaker in meant]
    if len(meant) != 1:
        quoted = ", ".join(sorted(meant or everybody))
        raise PlanUnusable(
            Phrase(
                "The report quotes nobody of that name.", "Le rapport ne cite personne de ce nom."
            )
            if not meant
            else Phrase("Several people bear that name.", "Plusieurs personnes portent ce nom."),
            Phrase(f"It quotes: {quoted}", f"Il cite : {quoted}"),
        )
    return tuple(sorted(found, key=lambda one: (one.session, one.start_ms)))


def as_markdown_sheet(report: Report, name: str, contexts: Mapping[str, tuple[str, str]]) -> str:
    """Return the sheet to be filled in any editor."""
    language = report.language
    t = {key: phrase.to(language) for key, phrase in TEXTS.items()}
    speaker = of_speaker(report, name)[0].speaker
    rows = [
        f"# {t['title']}",
        "",
        f"<!-- {MARK} {speaker.replace('--', '')} -->",
        "",
        t["intro"].format(name=escape(speaker), title=escape(report.title)),
    ]
    for one in of_speaker(report, name):
        before, after = contexts.get(one.id, ("", ""))
        rows += ["", f"## {clock(one.start_ms)} [{name_of(one)}]", ""]
        rows += [f"*{escape(before)}*", ""] if before else []
        rows += [f"> {marked(escape(one.original or one.quote), language)}", ""]
        rows += [f"*{escape(after)}*", ""] if after else []
        rows += [
            f"- [ ] {t['approved']}",
            f"- [ ] {t['withdrawn']}",
            f"- {t['rather']}{colon(language)} ",
        ]
    return "\n".join(rows) + "\n"


def as_html_sheet(
    report: Report, name: str, contexts: Mapping[str, tuple[str, str]], sound: Sound
) -> str:
    """Return the sheet as a page: each passage can be heard, the answers saved as a file."""
    env = environment(None)
    style = source(env, "report.css") + source(env, "sheet.css")
    script = source(env, "sheet.js")
    places = Places(report, sound, contexts)
    shown = of_speaker(report, name)
    quotes: list[tuple[str, Quote]] = [
        (name_of(one), quote) for one in shown if (quote := places.quote(one.id)) is not None
    ]
    clips = {
        quote.anchor: sound.clips[one.id]
        for one, (_, quote) in zip(shown, quotes, strict=True)
        if one.id in sound.clips
    }
    t = {key: phrase.to(report.language) for key, phrase in TEXTS.items()}
    return env.get_template("sheet.html.j2").render(
        language=report.language,
        w=words(report.language),
        t=t,
        intro=t["intro"].format(name=shown[0].speaker, title=report.title),
        mark=f"{MARK} {shown[0].speaker.replace('--', '')}",
        speaker=shown[0].speaker,
        quotes=[
            (key, quote, marked(quote.original or quote.text, report.language))
            for key, quote in quotes
        ],
        clip=lambda anchor: clips[anchor].address if anchor in clips else "",
        style=style,
        script=script,
        policy=policy(style, script, sound),
    )


def read_sheet(text: str, report: Report, on: str) -> tuple[Decision, ...]:
    """Return a filled sheet's answers as decisions by its speaker; raises PlanUnusable."""
    owner = _FOR.search(text)
    if owner is None:
        raise PlanUnusable(
            Phrase("This file is no sheet.", "Ce fichier n’est pas une feuille."),
            Phrase(
                "Make one with `promenade report … --sheet-for NAME`.",
                "Faites-en une avec `promenade report … --sheet-for NOM`.",
            ),
        )
    by_name = {name_of(one): one for one in report.evidence.values()}
    answers: list[Decision] = []
    entry: tuple[Evidence, int] | None = None
    rows: list[tuple[int, str]] = []
    for number, row in enumerate([*text.splitlines(), "## end"], 1):
        if row.startswith("## "):
            if entry is not None:
                answers += _answer(entry[0], rows, owner[1], on)
            found = _ENTRY.match(row)
            entry = (_evidence(found[1], number, by_name), number) if found else None
            rows = []
        else:
            rows.append((number, row))
    return tuple(answers)


def _evidence(name: str, number: int, by_name: Mapping[str, Evidence]) -> Evidence:
    if name not in by_name:
        raise PlanUnusable(
            Phrase(
                f"Line {number}: [{name}] is not quoted in this report any more.",
                f"Ligne {number} : [{name}] n’est plus cité dans ce rapport.",
            ),
            Phrase("Make the sheet again.", "Refaites la feuille."),
        )
    return by_name[name]


def _answer(
    evidence: Evidence, rows: list[tuple[int, str]], speaker: str, on: str
) -> list[Decision]:
    ticked = {found[2] for _, row in rows if (found := _BOX.match(row)) and found[1].strip()}
    given = [found[1].strip() for _, row in rows if (found := _NEW.match(row)) and found[1].strip()]
    choices: list[tuple[Choice, str]] = []
    if ticked & _WITHDRAWN:
        choices.append(("struck", ""))
    elif given:
        choices.append(("reworded", given[0]))
    elif ticked & _APPROVED:
        choices.append(("approved-by-speaker", ""))
    if len(ticked & (_APPROVED | _WITHDRAWN)) > 1 or (given and ticked & _WITHDRAWN):
        raise PlanUnusable(
            Phrase(
                f"Line {rows[0][0]}: two answers contradict each other.",
                f"Ligne {rows[0][0]} : deux réponses se contredisent.",
            ),
            Phrase("Keep one of them.", "N’en gardez qu’une."),
        )
    return [
        Decision(quotation_key(evidence), choice, text, speaker, on) for choice, text in choices
    ]
