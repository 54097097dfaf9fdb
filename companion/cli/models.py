"""`promenade models`: which model files are here, and fetching or removing one."""

from __future__ import annotations

import click
import msgspec

from companion.cli.output import as_json_text, give, json_option
from companion.cli.progress import ProgressLine, megabytes
from companion.interface import tr
from companion.paths import find_places
from models.catalogue import ModelCard, Role
from models.store import Store, open_store

_ROLES: dict[Role, str] = {
    "recognizer": tr("speech", "parole"),
    "voice-activity": tr("voice activity", "présence de voix"),
    "end-of-turn": tr("end of turn", "fin de tour"),
    "speaker-encoder": tr("speakers", "locuteurs"),
    "speaker-vectors": tr("speakers (vosk)", "locuteurs (vosk)"),
}


class ModelRow(msgspec.Struct, frozen=True):
    """One model as `promenade models list --json` gives it."""

    name: str
    role: Role
    languages: tuple[str, ...]
    state: str
    """`here`, `begun` (an interrupted fetch) or `absent`."""
    fetch_bytes: int
    kept_bytes: int
    is_suggested: bool
    licence: str
    remark: str
    path: str


@click.group(
    invoke_without_command=True,
    help=tr(
        "Model files: what is here, what is missing, how big.\n\n"
        "\b\nExamples:\n  promenade models\n  promenade models fetch vosk-model-small-en-us-0.15\n"
        "  promenade models verify\n\n"
        "A vosk model that you already have need not be fetched: name its folder as model_en or "
        "model_fr under [ear] in settings.toml.",
        "Les fichiers de modèles : ce qui est là, ce qui manque, leur taille.\n\n"
        "\b\nExemples :\n  promenade models\n  promenade models fetch vosk-model-small-fr-0.22\n"
        "  promenade models verify\n\n"
        "Un modèle vosk que vous avez déjà n'est pas à télécharger : donnez son dossier comme "
        "model_en ou model_fr sous [ear] dans settings.toml.",
    ),
)
@json_option
@click.pass_context
def models(context: click.Context, as_json: bool) -> None:
    """List the models unless another command is named."""
    if context.invoked_subcommand is None:
        _print_list(_store(), as_json)


@models.command("list", help=tr("List all models.", "Lister tous les modèles."))
@json_option
def list_(as_json: bool) -> None:
    """List all models."""
    _print_list(_store(), as_json)


@models.command(
    help=tr(
        "Fetch models; goes on where an interrupted fetch stopped.",
        "Télécharger des modèles ; reprend un téléchargement interrompu.",
    )
)
@click.argument("names", nargs=-1, required=True, metavar=tr("NAME…", "NOM…"))
def fetch(names: tuple[str, ...]) -> None:
    """Fetch models and print where they are."""
    store = _store()
    for name in names:
        store.catalogue.card(name)  # a name that is unknown is said before anything is fetched
    for name in names:
        click.echo(fetch_with_progress(store, name))


@models.command(
    help=tr(
        "Read models byte by byte and compare them with what was fetched.",
        "Relire les modèles octet par octet et les comparer à ce qui fut téléchargé.",
    )
)
@click.argument("name", required=False)
def verify(name: str | None) -> None:
    """Check one model, or all that are here."""
    store = _store()
    names = [name] if name else [c.name for c in store.catalogue.cards if store.find(c.name)]
    for checked in names:
        store.verify(checked)
        click.echo(tr(f"{checked}: whole", f"{checked} : intact"))


@models.command(help=tr("Delete a model.", "Supprimer un modèle."))
@click.argument("name")
def remove(name: str) -> None:
    """Delete a model and what was fetched of it."""
    was_here = _store().remove(name)
    click.echo(
        tr(f"{name}: removed", f"{name} : supprimé")
        if was_here
        else tr(f"{name} was not here", f"{name} n'était pas là")
    )


@models.command(
    help=tr(
        "Print the folder of all models, or the path of one.",
        "Afficher le dossier des modèles, ou le chemin de l'un d'eux.",
    )
)
@click.argument("name", required=False)
def path(name: str | None) -> None:
    """Print a path and nothing else."""
    store = _store()
    click.echo(store.path(name) if name else store.root)


def fetch_with_progress(store: Store, name: str) -> str:
    """Fetch a model, showing how far it is, and return its path."""
    begun, whole = store.begun_bytes(name), store.catalogue.card(name).fetched_bytes
    if begun:
        news = tr(
            f"{name}: going on after {megabytes(begun)} of {megabytes(whole)}",
            f"{name} : reprise après {megabytes(begun)} sur {megabytes(whole)}",
        )
    else:
        news = tr(f"{name}: {megabytes(whole)} to fetch", f"{name} : {megabytes(whole)} à chercher")
    if store.find(name) is None:
        click.echo(news, err=True)
    with ProgressLine(name) as line:
        return str(store.fetch(name, line.show, _say_waiting))


def _say_waiting() -> None:
    click.echo(
        tr(
            "Another process is fetching models; waiting for it.",
            "Un autre processus télécharge des modèles ; attente de sa fin.",
        ),
        err=True,
    )


def _store() -> Store:
    return open_store(find_places().models)


def _row(store: Store, card: ModelCard) -> ModelRow:
    found = store.find(card.name)
    begun = store.begun_bytes(card.name)
    suggested = any(
        store.catalogue.suggested(card.role, language) == card for language in card.languages
    )
    return ModelRow(
        name=card.name,
        role=card.role,
        languages=card.languages,
        state="here" if found else "begun" if begun else "absent",
        fetch_bytes=card.fetched_bytes,
        kept_bytes=store.kept_bytes(card.name) if found else begun,
        is_suggested=suggested and card.role != "speaker-vectors",
        licence=card.licence,
        remark=tr(card.remark.en, card.remark.fr),
        path=str(found or ""),
    )


def _print_list(store: Store, as_json: bool) -> None:
    rows = [_row(store, card) for card in store.catalogue.cards]
    if as_json:
        give(as_json_text(rows))
        return
    states = {
        "here": tr("here", "présent"),
        "begun": tr("begun", "commencé"),
        "absent": tr("absent", "absent"),
    }
    for row in rows:
        mark = "*" if row.is_suggested else " "
        size = megabytes(row.kept_bytes if row.state == "here" else row.fetch_bytes)
        languages = "+".join(row.languages)
        click.echo(
            f"{mark} {row.name:<30} {_ROLES[row.role]:<18} {languages:<6} {size:>8}  "
            f"{states[row.state]}"
        )
        click.echo(f"    {row.remark}")
    click.echo(
        tr(
            f"\n* suggested: `promenade setup` fetches these. They live in {store.root}",
            f"\n* conseillé : `promenade setup` télécharge ceux-ci. Ils sont dans {store.root}",
        )
    )
