"""Every setting, in the order in which the interface shows them, and the subjects they fall under."""

from __future__ import annotations

from companion.tui.fields import Field
from companion.tui.theme import THEME_NAMES
from models.language import Phrase

_FRENCH = ("fr", Phrase("French", "français"))
_ENGLISH = ("en", Phrase("English", "anglais"))
_WALK_LANGUAGES = (("", Phrase("the interface's", "celle de l'interface")), _FRENCH, _ENGLISH)
_REPORT_LANGUAGES = (("", Phrase("the one spoken", "celle qu'on parle")), _FRENCH, _ENGLISH)
_OWN_LANGUAGES = (("", Phrase("the system's", "celle du système")), _FRENCH, _ENGLISH)
FIELDS: tuple[Field, ...] = (
    Field("walk", "language", Phrase("Language", "Langue"), choices=_WALK_LANGUAGES),
    Field(
        "walk",
        "keep",
        Phrase("What is kept", "Ce qui est gardé"),
        choices=(
            ("sound", Phrase("sound and words", "le son et les mots")),
            ("words", Phrase("words only", "les mots seulement")),
        ),
    ),
    Field(
        "walk",
        "retention_days",
        Phrase("Delete sound after", "Effacer le son après"),
        Phrase("days; 0 keeps it", "jours ; 0 le garde"),
    ),
    Field(
        "walk",
        "recall_last_walk",
        Phrase("Say where we stopped", "Rappeler où l'on en était"),
    ),
    Field("walk", "recap", Phrase("Recap at the end", "Bilan à la fin")),
    Field("walk", "earcons", Phrase("Short sounds", "Petits sons")),
    Field(
        "microphone",
        "device",
        Phrase("Microphone", "Micro"),
        Phrase(
            "name, or part of it; empty: the system's", "nom, ou partie ; vide : celui du système"
        ),
        source="microphones",
    ),
    Field(
        "microphone",
        "listening",
        Phrase("Listening with", "Écoute avec"),
        choices=(
            ("auto", Phrase("found out", "à deviner")),
            ("headset", Phrase("a headset", "un casque")),
            ("speaker", Phrase("a loudspeaker", "un haut-parleur")),
        ),
    ),
    Field(
        "microphone",
        "echo_cancellation",
        Phrase("Echo cancellation", "Annulation d'écho"),
        choices=(
            ("auto", Phrase("where it helps", "si utile")),
            ("on", Phrase("on", "oui")),
            ("off", Phrase("off", "non")),
        ),
    ),
    Field("voice", "device", Phrase("Loudspeaker", "Haut-parleur"), source="speakers"),
    Field("voice", "name_en", Phrase("English voice", "Voix anglaise"), source="voices-en"),
    Field("voice", "name_fr", Phrase("French voice", "Voix française"), source="voices-fr"),
    Field(
        "voice",
        "pace",
        Phrase("Pace of the voice", "Allure de la voix"),
        Phrase("1 is its own, 0.8 slower", "1 est la sienne, 0.8 plus lente"),
    ),
    Field(
        "ear",
        "model_en",
        Phrase("English recogniser", "Reconnaissance anglaise"),
        Phrase(
            "a model or a folder; empty: the best here",
            "modèle ou dossier ; vide : le meilleur ici",
        ),
        source="ears-en",
    ),
    Field(
        "ear",
        "model_fr",
        Phrase("French recogniser", "Reconnaissance française"),
        Phrase(
            "a model or a folder; empty: the best here",
            "modèle ou dossier ; vide : le meilleur ici",
        ),
        source="ears-fr",
    ),
    Field(
        "ear",
        "second_pass_en",
        Phrase("English, heard again", "Anglais, réécouté"),
        source="ears-en",
    ),
    Field(
        "ear",
        "second_pass_fr",
        Phrase("French, heard again", "Français, réécouté"),
        source="ears-fr",
    ),
    Field(
        "ear",
        "vocabulary",
        Phrase("Names and places", "Noms et lieux"),
        Phrase("separated by commas", "séparés par des virgules"),
    ),
    Field(
        "patience",
        "floor_ms",
        Phrase("Shortest wait", "Attente la plus courte"),
        Phrase("milliseconds", "millisecondes"),
    ),
    Field(
        "patience",
        "ceiling_ms",
        Phrase("Longest wait", "Attente la plus longue"),
        Phrase("milliseconds", "millisecondes"),
    ),
    Field(
        "patience",
        "after_question_factor",
        Phrase("After an open question", "Après une question ouverte"),
        Phrase("times as long", "fois plus longtemps"),
    ),
    Field("chat", "address", Phrase("Ollama's address", "Adresse d'Ollama")),
    Field(
        "chat",
        "model",
        Phrase("Chat model", "Modèle de conversation"),
        Phrase("empty: the built-in companion", "vide : le compagnon intégré"),
        source="chats",
    ),
    Field(
        "chat",
        "allowed_addresses",
        Phrase("Allowed addresses", "Adresses permises"),
        Phrase(
            "words go there; separated by commas", "les mots y vont ; séparées par des virgules"
        ),
    ),
    Field(
        "chat",
        "allowed_models",
        Phrase("Allowed remote models", "Modèles distants permis"),
        Phrase("words go there; separated by commas", "les mots y vont ; séparés par des virgules"),
    ),
    Field(
        "chat",
        "max_context_tokens",
        Phrase("Context, at most", "Contexte, au plus"),
        Phrase("tokens", "jetons"),
    ),
    Field(
        "chat",
        "connect_seconds",
        Phrase("Wait for an answer", "Attendre la connexion"),
        Phrase("seconds", "secondes"),
    ),
    Field(
        "chat",
        "first_token_seconds",
        Phrase("Wait for the first word", "Attendre le premier mot"),
        Phrase("seconds", "secondes"),
    ),
    Field(
        "chat",
        "stall_seconds",
        Phrase("Wait between words", "Attendre entre les mots"),
        Phrase("seconds", "secondes"),
    ),
    Field(
        "report",
        "language",
        Phrase("Language of reports", "Langue des comptes rendus"),
        choices=_REPORT_LANGUAGES,
    ),
    Field(
        "report",
        "formats",
        Phrase("Formats", "Formats"),
        Phrase("md, html, docx, odt, pdf, json", "md, html, docx, odt, pdf, json"),
    ),
    Field(
        "report",
        "templates",
        Phrase("Templates of your own", "Vos propres modèles"),
        Phrase("a folder", "un dossier"),
    ),
    Field(
        "privacy",
        "voice_prints",
        Phrase("Know named voices again", "Reconnaître les voix nommées"),
        Phrase("keeps voice prints on this machine", "garde des empreintes vocales ici"),
    ),
    Field(
        "interface",
        "language",
        Phrase("Language of the interface", "Langue de l'interface"),
        Phrase("from the next start on", "dès le prochain démarrage"),
        choices=_OWN_LANGUAGES,
    ),
    Field("interface", "theme", Phrase("Colours", "Couleurs"), choices=THEME_NAMES),
    Field(
        "interface",
        "plain",
        Phrase("For screen readers", "Pour lecteurs d'écran"),
        Phrase(
            "no boxes, states in words; or `promenade --plain`",
            "sans cadres, états en mots ; ou `promenade --plain`",
        ),
    ),
)

SUBJECTS: dict[str, Phrase] = {
    "walk": Phrase("Walk", "Promenade"),
    "microphone": Phrase("Microphone", "Micro"),
    "voice": Phrase("Voice", "Voix"),
    "ear": Phrase("Recognition", "Reconnaissance"),
    "patience": Phrase("Patience", "Patience"),
    "chat": Phrase("Chat model", "Modèle de conversation"),
    "report": Phrase("Reports", "Comptes rendus"),
    "privacy": Phrase("Privacy", "Vie privée"),
    "interface": Phrase("Interface", "Interface"),
}
