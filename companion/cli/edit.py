"""`promenade edit`: a transcript corrected in the editor, by name, by passage; and back again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from companion.archive.search import refresh
from companion.cli.output import give, write_whole
from companion.cli.places import SESSION_HELP, SESSION_METAVAR, places, session_named
from companion.cli.reading import from_time
from companion.errors import BadUsage
from companion.interface import present_language, tr
from companion.session.editing import Edits, as_markdown, read_edits
from companion.session.events import (
    LetBackIn,
    Redacted,
    SessionDescribed,
    SessionEvent,
    SpeakerDescribed,
    TakenOffRecord,
    Undone,
)
from companion.session.folder import SessionFolder
from companion.session.opening import load_session, stale_reports
from companion.session.state import SessionState
from companion.session.writing import Journal
from companion.tui.text import plain
from models.language import Phrase
from models.transcript import Speaker

BEING_EDITED = "being-edited.md"


@click.command(
    help=tr(
        """Correct a session.

        Without options its transcript opens in your editor ($VISUAL, $EDITOR) as Markdown; what you
        change there is kept as corrections, beside the words as they were heard. Everything can be
        undone.

        \b
        promenade edit last
        promenade edit last --title "The shared garden" --tag garden
        promenade edit last --off-record 12:30-13:05
        promenade edit 2026-11-22 --redact "Anne Petit"
        promenade edit last --undo

        """
        + SESSION_HELP,
        """Corrige une séance.

        Sans option, sa transcription s'ouvre en Markdown dans votre éditeur ($VISUAL, $EDITOR) ; ce
        que vous y changez est gardé comme corrections, à côté des mots tels qu'ils ont été entendus.
        Tout peut être annulé.

        \b
        promenade edit last
        promenade edit last --title "Le jardin partagé" --tag jardin
        promenade edit last --off-record 12:30-13:05
        promenade edit 2026-11-22 --redact "Anne Petit"
        promenade edit last --undo

        """
        + SESSION_HELP,
    )
)
@click.argument("session", metavar=SESSION_METAVAR)
@click.option("--title", help=tr("Give it this title.", "Lui donner ce titre."))
@click.option("--tag", "tags", multiple=True, help=tr("Add a tag.", "Ajouter une étiquette."))
@click.option("--untag", multiple=True, help=tr("Remove a tag.", "Retirer une étiquette."))
@click.option(
    "--redact",
    multiple=True,
    metavar=tr("NAME", "NOM"),
    help=tr("Leave a person out of every output.", "Laisser une personne hors de tout document."),
)
@click.option(
    "--unredact",
    multiple=True,
    metavar=tr("NAME", "NOM"),
    help=tr("Let a person back in.", "Laisser cette personne revenir."),
)
@click.option(
    "--off-record",
    multiple=True,
    metavar="MM:SS-MM:SS",
    help=tr("Leave a passage out of everything.", "Laisser un passage hors de tout."),
)
@click.option(
    "--let-back-in",
    multiple=True,
    metavar="MM:SS-MM:SS",
    help=tr("Let a passage back in.", "Laisser un passage revenir."),
)
@click.option(
    "--undo", is_flag=True, help=tr("Undo the last change.", "Annuler le dernier changement.")
)
@click.option("--redo", is_flag=True, help=tr("Do it again.", "Le refaire."))
@click.option(
    "--print",
    "is_printed",
    is_flag=True,
    help=tr(
        "Print the text for the editor, change nothing.",
        "Montrer le texte à éditer, sans rien changer.",
    ),
)
@click.option(
    "--from",
    "source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar=tr("FILE", "FICHIER"),
    help=tr("Take the edited text from a file.", "Prendre le texte édité dans un fichier."),
)
def edit(session: str, is_printed: bool, source: Path | None, **wishes: object) -> None:
    """Correct a session."""
    folder = session_named(session)
    state = load_session(folder)
    if is_printed:
        give(as_markdown(state, present_language()))
        return
    events = _asked_for(state, wishes)
    if source is not None:
        events += _taken(read_edits(_text_of(source), state))
    elif not any(wishes.values()):
        events += _from_editor(folder, state)
    _keep(folder, events)


def _asked_for(state: SessionState, wishes: dict[str, object]) -> list[SessionEvent]:
    """Return the events that the options come to."""

    def values(name: str) -> Sequence[str]:
        given = wishes[name]
        assert isinstance(given, tuple)
        return given

    events = _described(state, wishes["title"], values("tags"), values("untag"))
    for name in values("redact"):
        events += _redacted(state, name)
    for name in values("unredact"):
        events += [Redacted(speaker=id, is_on=False) for id in _left_out(state, name)]
    spans = [_span(text) for text in values("off_record")]
    events += [TakenOffRecord(start_ms=start, end_ms=end, why="edited") for start, end in spans]
    spans = [_span(text) for text in values("let_back_in")]
    events += [LetBackIn(start_ms=start, end_ms=end) for start, end in spans]
    for wish, seqs in (("undo", state.can_undo), ("redo", state.can_redo)):
        if wishes[wish]:
            events += _cancelled(seqs)
    return events


def _described(
    state: SessionState, title: object, added: Sequence[str], removed: Sequence[str]
) -> list[SessionEvent]:
    kept = [tag for tag in dict.fromkeys([*state.tags, *added]) if tag not in removed]
    new_title = title if isinstance(title, str) else None
    if new_title is None and not added and not removed:
        return []
    return [SessionDescribed(title=new_title, tags=tuple(kept) if added or removed else None)]


def _redacted(state: SessionState, name: str) -> list[SessionEvent]:
    """Leave a speaker out; somebody who never spoke is left out by name."""
    key = name.casefold()
    meant = [
        voice
        for voice in state.transcript.speakers
        if key in (voice.id.casefold(), voice.name.casefold())
        or key in voice.name.casefold().split()
    ]
    if len(meant) > 1:
        raise BadUsage(
            Phrase(
                "Several people are called {name}.", "Plusieurs personnes s'appellent {name}."
            ).format(name=plain(name)),
            Phrase("Give the whole name.", "Donnez le nom entier."),
        )
    if meant:
        return [Redacted(speaker=meant[0].id)]
    stranger = Speaker(f"named-{len(state.redacted) + 1}", name)
    return [SpeakerDescribed(speaker=stranger), Redacted(speaker=stranger.id)]


def _left_out(state: SessionState, name: str) -> list[str]:
    """Return who is meant among the people left out; the transcript no longer names them."""
    names = state.redacted_names
    found = [id for id in state.redacted if name.casefold() in (id, names.get(id, "").casefold())]
    if not found:
        raise BadUsage(
            Phrase(
                "Nobody called {name} is left out.", "Personne du nom de {name} n'est mis de côté."
            ).format(name=plain(name))
        )
    return found


def _span(text: str) -> tuple[int, int]:
    start, dash, end = text.partition("-")
    if not dash or from_time(start) >= from_time(end):
        raise BadUsage(
            Phrase("{text} is not a passage.", "{text} n'est pas un passage.").format(
                text=plain(text)
            ),
            Phrase("Write it as 12:30-13:05.", "Écrivez-le ainsi : 12:30-13:05."),
        )
    return from_time(start), from_time(end)


def _cancelled(seqs: Sequence[int]) -> list[SessionEvent]:
    if not seqs:
        raise BadUsage(
            Phrase("There is nothing to undo or do again.", "Il n'y a rien à annuler ni à refaire.")
        )
    return [Undone(seq=seq) for seq in seqs]


def _from_editor(folder: SessionFolder, state: SessionState) -> list[SessionEvent]:
    """Let the person edit; a text that an interrupted edit left behind is taken up again."""
    file = folder.path / BEING_EDITED
    if file.exists():
        click.echo(
            tr("Your last, interrupted edit is opened.", "Votre édition interrompue est rouverte."),
            err=True,
        )
    else:
        write_whole(file, as_markdown(state, present_language()).encode())
    _let_edit(file)
    events = _taken(read_edits(_text_of(file), state))
    file.unlink(missing_ok=True)
    return events


def _let_edit(file: Path) -> None:
    """Open the editor and wait for it; what an editor that fails leaves behind is taken up next time."""
    try:
        click.edit(filename=str(file), extension=".md")
    except click.ClickException as error:
        raise BadUsage(
            Phrase(
                "The editor {name} did not work.", "L'éditeur {name} n'a pas fonctionné."
            ).format(name=plain(error.message.partition(":")[0])),
            Phrase(
                "Name one that is installed: EDITOR=nano promenade edit last. What was changed so far "
                "is kept for it.",
                "Nommez-en un qui est installé : EDITOR=nano promenade edit last. Ce qui a été changé "
                "l'y attend.",
            ),
        ) from error


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadUsage(
            Phrase(
                "{file} cannot be read as text.", "{file} n'est pas lisible comme texte."
            ).format(file=file),
            Phrase("Save it as UTF-8 and try again.", "Enregistrez-le en UTF-8 et recommencez."),
        ) from error


def _taken(edits: Edits) -> list[SessionEvent]:
    if edits.missing:
        click.echo(
            tr(
                f"Lines gone from the text, kept as they are: {', '.join(edits.missing[:8])}"
                f"{' …' if len(edits.missing) > 8 else ''} "
                "(--off-record leaves a passage out).",
                f"Lignes absentes du texte, gardées telles quelles : {', '.join(edits.missing[:8])}"
                f"{' …' if len(edits.missing) > 8 else ''} "
                "(--off-record laisse un passage de côté).",
            ),
            err=True,
        )
    if edits.unknown:
        names = ", ".join(plain(name) for name in edits.unknown[:8])
        click.echo(
            tr(
                f"Lines of no session, not taken: {names}",
                f"Lignes inconnues, non prises : {names}",
            ),
            err=True,
        )
    return list(edits.events)


def _keep(folder: SessionFolder, events: Sequence[SessionEvent]) -> None:
    if not events:
        click.echo(tr("Nothing was changed.", "Rien n'a été changé."))
        return
    with Journal(folder.journal) as journal:
        journal.append(*events)
    refresh(places())
    count = len(events)
    click.echo(tr(f"Changes kept: {count}.", f"Changements gardés : {count}."))
    stale = stale_reports(load_session(folder))
    if stale:
        listed = "\n".join(f"  {report.path}" for report in stale)
        click.echo(
            tr(
                f"Reports written before these changes, to be made again with "
                f"`promenade report {folder.id} --refresh`:\n{listed}",
                f"Rapports écrits avant ces changements, à refaire avec "
                f"`promenade report {folder.id} --refresh` :\n{listed}",
            )
        )
