"""Whose turn it is, large enough to glance at while walking."""

from __future__ import annotations

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from companion.interface import tr
from companion.tui.plain import is_plain
from companion.walk.messages import Floor

ROOMY = 5
"""Rows from which there is one between the state and its meaning."""


def floor_words(floor: Floor) -> tuple[str, str]:
    """Return the state in a word and what it means."""
    return {
        "starting": (
            tr("GETTING READY", "UN INSTANT"),
            tr("the sound is already kept", "le son est déjà gardé"),
        ),
        "listening": (tr("LISTENING", "J'ÉCOUTE"), tr("take your time", "prenez votre temps")),
        "thinking": (
            tr("THINKING", "JE RÉFLÉCHIS"),
            tr("speak on if you like", "continuez si vous voulez"),
        ),
        "speaking": (tr("SPEAKING", "JE PARLE"), tr("speak and I stop", "parlez et je m'arrête")),
        "held": (tr("WAITING", "J'ATTENDS"), tr("until you speak again", "que vous repreniez")),
        "quiet": (
            tr("ONLY LISTENING", "J'ÉCOUTE SEULEMENT"),
            tr("say “go on” to hear me", "dites « à toi » pour m'entendre"),
        ),
        "paused": (tr("PAUSED", "EN PAUSE"), tr("nothing is recorded", "rien n'est enregistré")),
        "ended": (tr("ENDED", "TERMINÉ"), tr("everything is kept", "tout est gardé")),
    }[floor]


class FloorView(Widget):
    """The state in capitals between two rules, its meaning below."""

    DEFAULT_CSS = """
    FloorView { height: 5; content-align: center middle; text-align: center; background: $surface; }
    FloorView.listening, FloorView.held, FloorView.quiet { color: $text-primary; }
    FloorView.thinking { color: $text-accent; }
    FloorView.speaking { color: $text-secondary; }
    FloorView.paused, FloorView.ended, FloorView.starting { color: $text-muted; }
    FloorView.cut { color: $text-error; }
    """

    floor: reactive[Floor] = reactive("starting")
    is_ending: reactive[bool] = reactive(False)
    """The walker has asked for the end; the recap may still be spoken."""

    is_cut: reactive[bool] = reactive(False)
    """The walk tells nothing any more: how it is cannot be known from here."""

    def watch_is_cut(self) -> None:
        self.set_class(self.is_cut, "cut")

    def watch_floor(self, before: Floor, after: Floor) -> None:
        self.remove_class(before)
        self.add_class(after)

    def on_mount(self) -> None:
        self.add_class(self.floor)

    def render(self) -> Text:
        state, meaning = floor_words(self.floor)
        if self.is_ending and self.floor != "ended":
            state = tr("ENDING", "ON FINIT")
            meaning = tr("a last word, then all is kept", "un dernier mot, puis tout est gardé")
        if self.is_cut:
            state = tr("LINE CUT", "LIEN COUPÉ")
            meaning = tr(
                "what was said is kept: esc leads to it",
                "ce qui fut dit est gardé : échap y mène",
            )
        if is_plain(self):
            return Text(f"{state.capitalize()}, {meaning}")
        spaced = " ".join(state) if self.size.width >= 2 * len(state) + 4 else state
        gap = "\n\n" if self.size.height >= ROOMY else "\n"
        text = Text(justify="center")
        text.append(spaced, "bold")
        text.append(f"{gap}{meaning}")
        return text
