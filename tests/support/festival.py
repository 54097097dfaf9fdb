"""A short invented talk as text and as a transcript, for whatever reports on or checks it."""

from __future__ import annotations

from models.language import Language
from models.transcript import Segment, Speaker, Transcript

FESTIVAL = """\
Ada Morel: Alors, euh, on a commencé avec douze bénévoles et la plateforme nous a fait gagner du temps.
Léo Brun: Je ne dis pas que la plateforme nous a fait perdre du public. Je dis qu'on n'en sait rien.
Ada Morel: Le tarif affiché est de 4 %, mais sur l'année, ça nous fait 6,8 % avec la part fixe.
Léo Brun: J'ai un peu peur que ça décide à notre place. C'est un vrai danger pour la programmation.
Ada Morel: C'est la plateforme qui doit rendre le fichier au lieu, sous un mois.
Léo Brun: Le guichet donnait des conseils, et ce conseil-là, il n'est compté nulle part.
"""


def talk(
    text: str = FESTIVAL, *, session: str = "festival", language: Language = "fr"
) -> Transcript:
    """Return `Name: words` lines as a transcript; each line lasts ten seconds."""
    rows = [row.partition(": ")[::2] for row in text.splitlines() if row.strip()]
    names = list(dict.fromkeys(name for name, _ in rows))
    return Transcript(
        id=session,
        kind="talk",
        language=language,
        title="Réserver",
        speakers=tuple(Speaker(f"v{n}", name, "speaker") for n, name in enumerate(names, 1)),
        segments=tuple(
            Segment(f"s{n:04}", f"v{names.index(name) + 1}", n * 10_000, n * 10_000 + 9_000, words)
            for n, (name, words) in enumerate(rows)
        ),
        duration_ms=len(rows) * 10_000,
    )
