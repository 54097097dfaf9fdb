"""`promenade verify`: checks any text, also one written elsewhere, against what was said."""

from __future__ import annotations

from pathlib import Path

import click

from companion.cli.output import as_json_text, give, json_option, out_option
from companion.cli.places import places
from companion.cli.report_sources import open_source
from companion.interface import present_language, tr
from companion.tui.text import plain
from models.language import Phrase
from reporting.reading.sealing import sealed
from reporting.render.typography import clock, marked
from reporting.verifying.document import read_document
from reporting.verifying.verify import CheckedQuotation, UnsaidNumber, Verification
from reporting.verifying.verify import verify as check

WANTING = 7
_VERDICTS = {
    "verbatim": Phrase("word for word", "mot à mot"),
    "cleaned": Phrase("hesitations left out", "hésitations retirées"),
    "shortened": Phrase("shortened, and marked so", "abrégée, et marquée"),
    "altered": Phrase("ALTERED", "ALTÉRÉE"),
    "not-found": Phrase("NOT FOUND", "INTROUVABLE"),
}


_TURNED: dict[str, Phrase] = {
    "denied": Phrase(
        "SENSE TURNED: denied where it was said", "SENS RENVERSÉ : nié là où c'est dit"
    ),
    "reported": Phrase("SOMEBODY ELSE'S WORDS, only reported", "PROPOS D'UN AUTRE, rapportés"),
    "corrected": Phrase("TAKEN BACK LATER in the talk", "RETIRÉE PLUS LOIN dans l'échange"),
}


@click.command(
    help=tr(
        """Check a text against what was said.

        Every quotation of DOCUMENT (Markdown, HTML, DOCX, ODT or text, whoever or whatever wrote it)
        is looked for in the sessions or transcripts it is about: word for word, hesitations left
        out, altered, or not found; said by the person named; denied, only reported or taken back where
        it was said; figures; and which critical statements the text passes over. Ends with 0 where all
        is well and 7 where something is wanting.

        \b
        promenade verify article.docx --against last
        promenade verify article.md --against talk1.vtt --against talk2.vtt --json
        """,
        """Vérifie un texte contre ce qui a été dit.

        Chaque citation de DOCUMENT (Markdown, HTML, DOCX, ODT ou texte, quel qu'en soit l'auteur) est
        cherchée dans les séances ou transcriptions dont il parle : mot à mot, hésitations retirées,
        altérée ou introuvable ; dite par la personne nommée ; niée, seulement rapportée ou retirée là
        où elle est dite ; les chiffres ; et les propos critiques que le texte passe sous silence. Finit
        par 0 si tout va bien, par 7 s'il y a à redire.

        \b
        promenade verify article.docx --against last
        promenade verify article.md --against debat1.vtt --against debat2.vtt --json
        """,
    )
)
@click.argument(
    "document", type=click.Path(dir_okay=False, path_type=Path), metavar=tr("DOCUMENT", "DOCUMENT")
)
@click.option(
    "--against",
    "against",
    multiple=True,
    required=True,
    metavar=tr("SESSION|FILE", "SÉANCE|FICHIER"),
    help=tr("What was said (repeatable).", "Ce qui a été dit (répétable)."),
)
@json_option
@out_option
@click.pass_context
def verify(
    context: click.Context,
    document: Path,
    against: tuple[str, ...],
    as_json: bool,
    out: Path | None,
) -> int:
    """Check a document."""
    home = places()
    transcripts = [sealed(open_source(home, wish).transcript) for wish in against]
    found = check(read_document(document), transcripts)
    give(as_json_text(_as_data(found)) if as_json else told(found), out)
    return 0 if found.is_fine else WANTING


def told(found: Verification) -> str:
    """Return what was found, for reading in the terminal."""
    rows = [row for one in found.quotations if not one.is_fine for row in _wanting(one)]
    rows += [_figure(one) for one in found.numbers]
    if found.missing:
        head = tr(
            "Critical statements the text passes over:",
            "Propos critiques que le texte passe sous silence :",
        )
        rows += ["", head]
        rows += [
            f"  {clock(one.start_ms)}  {plain(one.speaker)}: {plain(one.text)}"
            for one in found.missing
        ]
    return "\n".join([*rows, "", *_summary(found)]).strip()


def _figure(one: UnsaidNumber) -> str:
    if one.right:
        text = tr(
            "line {line}: {number} was put right to {right} as it was said",
            "ligne {line} : {number} a été corrigé en {right} aussitôt dit",
        )
    else:
        text = tr("line {line}: nobody said {number}", "ligne {line} : personne n'a dit {number}")
    return text.format(line=one.line, number=one.number, right=one.right)


def _wanting(one: CheckedQuotation) -> list[str]:
    language = present_language()
    verdict = _VERDICTS[one.verdict]
    if one.verdict in ("verbatim", "cleaned", "shortened"):
        wrong = Phrase("WRONG PERSON", "MAUVAISE PERSONNE")
        verdict = wrong if not one.right_person else _TURNED.get(one.turned, wrong)
    line = tr("line {n}", "ligne {n}").format(n=one.line)
    rows = [f"{line}  {tr(verdict.en, verdict.fr)}  {marked(plain(one.text), language)}"]
    if not one.right_person:
        text = tr("given to {named}; said by {said}", "donnée à {named} ; dite par {said}")
        named = ", ".join(plain(name) for name in one.named)
        rows.append("    " + text.format(named=named, said=plain(one.speaker)))
    if one.said and one.verdict == "altered":
        said = f"{clock(one.start_ms)} {plain(one.speaker)}: {marked(plain(one.said), language)}"
        rows.append("    " + tr("said: ", "dit : ") + said)
    if not one.same_negations:
        rows.append("    " + tr("a negation differs", "une négation diffère"))
    if not one.same_numbers:
        rows.append("    " + tr("a number differs", "un nombre diffère"))
    return rows


def _summary(found: Verification) -> list[str]:
    fine = sum(one.is_fine for one in found.quotations)
    balance = found.balance
    rows = [
        tr("quotations that hold: {a}/{b}", "citations qui tiennent : {a}/{b}").format(
            a=fine, b=len(found.quotations)
        ),
        tr(
            "critical statements taken up: {a}/{b} · favourable: {c}/{d}",
            "propos critiques repris : {a}/{b} · favorables : {c}/{d}",
        ).format(
            a=balance.critical_kept,
            b=balance.critical,
            c=balance.favourable_kept,
            d=balance.favourable,
        ),
    ]
    if balance.is_lopsided:
        rows.append(
            tr(
                "THE TEXT PASSES OVER THE CRITICAL SIDE.",
                "LE TEXTE PASSE SOUS SILENCE LE CÔTÉ CRITIQUE.",
            )
        )
    return rows


def _as_data(found: Verification) -> dict[str, object]:
    return {
        "fine": found.is_fine,
        "lopsided": found.balance.is_lopsided,
        "quotations": found.quotations,
        "numbers": found.numbers,
        "balance": found.balance,
        "missing": found.missing,
    }
