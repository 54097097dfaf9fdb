"""`promenade speakers`: hear a few excerpts of every voice of a session, and name it."""

from __future__ import annotations

from collections.abc import Sequence

import click
import msgspec

from companion.cli.hearing_back import play_line
from companion.cli.output import as_json_text, give, json_option
from companion.cli.places import SESSION_HELP, SESSION_METAVAR, places, session_named
from companion.cli.voice_prints import delete_prints
from companion.errors import BadUsage, DeviceTrouble
from companion.interface import tr
from companion.session.events import SpeakerDescribed
from companion.session.folder import SessionFolder
from companion.session.opening import load_session
from companion.session.state import SessionState
from companion.session.writing import Journal
from companion.tui.text import plain, timecode
from models.language import Phrase
from models.transcript import Segment, Speaker, Transcript
from reporting.transcript_formats import speaker_names

EXCERPTS = 3
_FEWEST_WORDS = 4
_LONGEST_MS = 12_000


class Voice(msgspec.Struct, frozen=True):
    """A voice as the command's JSON gives it."""

    id: str
    name: str
    shown: str
    is_certain: bool
    talk_ms: int
    excerpts: tuple[str, ...]
    """Ids of segments."""


@click.command(
    help=tr(
        """Hear the voices of a session and name them.

        """
        + SESSION_HELP
        + """ Each voice is played two or three times, then you type its name; Enter leaves it as it
        is. `--name` names without playing. With `voice_prints = true` under [privacy] of the
        settings, named voices are recognised in later recordings; `--forget-prints` deletes them.

        \b
        promenade speakers last
        promenade speakers last --name v1=Ada --name "v2=Grace Hopper"
        promenade speakers last --json""",
        """Fait entendre les voix d'une séance pour les nommer.

        """
        + SESSION_HELP
        + """ Chaque voix est jouée deux ou trois fois, puis vous tapez son nom ; Entrée la laisse
        telle quelle. `--name` nomme sans rien jouer. Avec `voice_prints = true` sous [privacy] des
        réglages, les voix nommées sont reconnues plus tard ; `--forget-prints` les efface.

        \b
        promenade speakers last
        promenade speakers last --name v1=Ada --name "v2=Grace Hopper"
        promenade speakers last --json""",
    )
)
@click.argument("session", metavar=SESSION_METAVAR, required=False)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar=tr("VOICE=NAME", "VOIX=NOM"),
    help=tr("Name a voice; may be repeated.", "Nommer une voix ; peut se répéter."),
)
@click.option(
    "--forget-prints",
    is_flag=True,
    help=tr("Delete every kept voice print.", "Effacer toutes les empreintes de voix."),
)
@json_option
def speakers(
    session: str | None, names: tuple[str, ...], forget_prints: bool, as_json: bool
) -> None:
    """Name voices."""
    if forget_prints:
        count = delete_prints(places())
        click.echo(
            tr(
                f"Voice prints of {count} sessions deleted.",
                f"Empreintes de voix de {count} séances effacées.",
            )
        )
        return
    if session is None:
        raise BadUsage(
            Phrase("Which session?", "Quelle séance ?"),
            Phrase("promenade speakers last", "promenade speakers last"),
        )
    folder = session_named(session)
    if names:
        _describe(folder, _wished(names, load_session(folder).transcript))
    state = load_session(folder)
    if as_json:
        give(as_json_text(_voices(state.transcript)))
    elif names:
        _list(state.transcript)
    else:
        _ask(folder, state)


def choose_excerpts(
    segments: Sequence[Segment], speaker: str, count: int = EXCERPTS
) -> list[Segment]:
    """Return stretches that let a voice be known: long, clear, alone, from all over the session."""
    own = [s for s in segments if s.speaker == speaker and not s.overlaps]
    own = own or [s for s in segments if s.speaker == speaker]
    spoken = [s for s in own if len(s.text.split()) >= _FEWEST_WORDS] or own
    parts = [
        spoken[n * len(spoken) // count : (n + 1) * len(spoken) // count] for n in range(count)
    ]
    return [max(part, key=_clarity) for part in parts if part]


def _clarity(segment: Segment) -> tuple[float, int]:
    length = min(segment.end_ms - segment.start_ms, _LONGEST_MS)
    sure = sum(word.confidence for word in segment.words) / max(1, len(segment.words))
    return (length * (sure or 1.0), -segment.start_ms)


def _wished(names: Sequence[str], transcript: Transcript) -> list[Speaker]:
    known = {speaker.id: speaker for speaker in transcript.speakers}
    shown = {name.casefold(): id for id, name in speaker_names(transcript).items()}
    wished = []
    for wish in names:
        voice, sign, name = (part.strip() for part in wish.partition("="))
        id = voice if voice in known else shown.get(voice.casefold(), "")
        if not sign or not name or not id:
            raise BadUsage(
                Phrase("{wish} names no voice.", "{wish} ne nomme aucune voix.").format(
                    wish=plain(wish)
                ),
                Phrase(
                    "Write VOICE=NAME; the voices are {known}.",
                    "Écrivez VOIX=NOM ; les voix sont {known}.",
                ).format(known=", ".join(known)),
            )
        wished.append(_called(known[id], name))
    return wished


def _called(speaker: Speaker, name: str) -> Speaker:
    kind = "speaker" if speaker.kind == "unknown" else speaker.kind
    return msgspec.structs.replace(speaker, name=plain(name), kind=kind, is_certain=True)


def _describe(folder: SessionFolder, named: Sequence[Speaker]) -> None:
    with Journal(folder.journal) as journal:
        journal.append_all([SpeakerDescribed(speaker=speaker) for speaker in named])


def _voices(transcript: Transcript) -> list[Voice]:
    shown = speaker_names(transcript)
    return [
        Voice(
            speaker.id,
            speaker.name,
            shown[speaker.id],
            speaker.is_certain,
            sum(s.end_ms - s.start_ms for s in transcript.segments if s.speaker == speaker.id),
            tuple(s.id for s in choose_excerpts(transcript.segments, speaker.id)),
        )
        for speaker in transcript.speakers
    ]


def _list(transcript: Transcript) -> None:
    for voice in _voices(transcript):
        click.echo(f"{voice.id}  {timecode(voice.talk_ms)}  {plain(voice.shown)}")


def _ask(folder: SessionFolder, state: SessionState) -> None:
    """Play each voice and ask for its name; what was answered is kept at once."""
    can_play = folder.sound is not None
    for voice in _voices(state.transcript):
        click.echo(f"\n{plain(voice.shown)}  ({voice.id}, {timecode(voice.talk_ms)})")
        for excerpt in voice.excerpts:
            if can_play:
                can_play = _played(folder, state, excerpt)
            else:
                line = next(s for s in state.transcript.segments if s.id == excerpt)
                click.echo(f"{timecode(line.start_ms)}  {plain(line.text[:200])}")
        name = click.prompt(
            tr("Name (Enter: leave it)", "Nom (Entrée : laisser)"), default="", show_default=False
        )
        if name.strip():
            speaker = next(s for s in state.transcript.speakers if s.id == voice.id)
            _describe(folder, [_called(speaker, name)])


def _played(folder: SessionFolder, state: SessionState, excerpt: str) -> bool:
    """Show and play a line; return False where nothing can be played on this machine."""
    try:
        play_line(places(), folder, state, excerpt)
    except DeviceTrouble as error:
        click.echo(tr(error.message.en, error.message.fr), err=True)
        return False
    return True
