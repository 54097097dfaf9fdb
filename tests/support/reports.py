"""Hand-made reports: a French round table and an English walk, invented, as the records hold them."""

from __future__ import annotations

from models.speech import EngineCard
from models.transcript import Consent, Event, Speaker
from reporting.records import (
    Action,
    Audit,
    Evidence,
    IdeaLine,
    IdeaTie,
    Ideation,
    Line,
    Making,
    Minutes,
    Omission,
    Origin,
    Report,
    Section,
    Sentence,
    Share,
    Swot,
    Theme,
)

_SPEAKERS = (
    Speaker("lorcy", "Bastien Lorcy", "moderator", "animateur", "radio associative"),
    Speaker("corbel", "Nadège Corbel", "speaker", "directrice", "festival Les Ourlets"),
    Speaker("corbelle", "Nadia Corbelle", "speaker", "billetterie", "La Galochère"),
    Speaker("ramonet", "Odile Ramonet", "speaker", "sociologue des publics"),
)


def said(
    identity: str,
    who: str,
    seconds: int,
    quote: str,
    *,
    original: str = "",
    uncertain: bool = False,
) -> Evidence:
    """Return a quotation of the round table."""
    names = {speaker.id: speaker.name for speaker in _SPEAKERS}
    return Evidence(
        id=identity,
        quote=quote,
        state="cleaned" if original else "verbatim",
        original=original,
        speaker=names[who],
        speaker_id=who,
        start_ms=seconds * 1000,
        end_ms=(seconds + 6) * 1000,
        segments=(f"s{seconds:04}",),
        session="table-ronde",
        language="fr",
        is_uncertain=uncertain,
    )


_ROUND_TABLE = (
    said("e1", "corbelle", 114, "je reviendrai pas au classeur rouge"),
    said("e2", "corbel", 190, "je ne dis pas que la plateforme nous a fait perdre du public"),
    said(
        "e3",
        "ramonet",
        242,
        "il me semble qu'on mesure très bien les gens […] qu'on a déjà",
        original="il me semble qu'on mesure très bien les gens, euh, les gens qu'on a déjà",
    ),
    said("e4", "corbel", 584, "J'ai un peu peur que ça décide à notre place"),
    said("e5", "corbelle", 810, "Le temps gagné, il est pas tout à fait gagné. Il a déménagé."),
    said("e6", "corbelle", 1021, "sur l'année, ça nous fait 6,8 %", uncertain=True),
    said("e7", "ramonet", 990, "à qui appartiennent dix ans de fréquentation"),
    said("e8", "corbelle", 1287, "j'envoie mon tableau avant vendredi prochain"),
    said(
        "e9",
        "corbel",
        1340,
        "J'ai dit que ça rendait service et que ça nous rendait un peu dépendants.",
    ),
)


def round_table() -> Report:
    """Return the account and SWOT of a French round table made without a chat model."""
    return Report(
        language="fr",
        kinds=("account", "swot", "minutes"),
        title="« Les deux » : les petits lieux face aux plateformes",
        standfirst=(
            Sentence(
                text="Nadège Corbel et Nadia Corbelle sont d’accord sur le service rendu, "
                "moins sur son prix.",
                evidence=("e1", "e9"),
                is_linking=True,
            ),
        ),
        date="2026-10-04",
        event=Event("Réserver, remplir, se souvenir", "Le Bocage", "2026-10-04"),
        speakers=_SPEAKERS,
        origins=(
            Origin(
                session="table-ronde",
                title="Réserver, remplir, se souvenir",
                date="2026-10-04",
                duration_ms=1_380_000,
                sound="/chez/moi/table-ronde.wav",
                consent=Consent(
                    "notice",
                    "On est enregistrés, une transcription tourne.",
                    ("corbelle", "ramonet"),
                ),
            ),
        ),
        themes=(
            Theme(
                key="t1", text="gain de temps, file d’attente", evidence=("e1",), start_ms=114_000
            ),
            Theme(key="t2", text="ceux qui ne réservent pas", evidence=("e2",), start_ms=190_000),
        ),
        sections=_sections(),
        swot=_swot(),
        minutes=_minutes(),
        evidence={one.id: one for one in _ROUND_TABLE},
        audit=_audit(),
        making=Making(
            engines=(EngineCard("vosk", "vosk-model-fr-0.22", "0.3.45"),),
            tool="promenade 0.1.0",
            transcript_digest="sha256:0123abcd",
        ),
    )


def _sections() -> tuple[Section, ...]:
    return (
        Section(
            heading="Un service que personne ne veut rendre",
            theme="t1",
            start_ms=114_000,
            sentences=(
                Sentence(
                    text="À La Galochère, Nadia Corbelle le dit d’emblée : "
                    "« je reviendrai pas au classeur rouge ».",
                    evidence=("e1",),
                ),
                Sentence(
                    text="Elle y met plus tard une réserve :", evidence=("e5",), is_linking=True
                ),
            ),
        ),
        Section(
            heading="Ceux qui ne réservent pas",
            theme="t2",
            start_ms=190_000,
            sentences=(
                Sentence(
                    text="Nadège Corbel précise : « je ne dis pas que la plateforme nous a fait "
                    "perdre du public ».",
                    evidence=("e2",),
                ),
                Sentence(text="Odile Ramonet va dans ce sens :", evidence=("e3",), is_linking=True),
            ),
        ),
    )


def _swot() -> Swot:
    return Swot(
        object="les plateformes de réservation dans les petits lieux",
        strengths=(
            Line(
                key="strengths:e1",
                text="pas de retour au classeur rouge",
                evidence=("e1",),
                stance="favourable",
                supports=2,
                contradicts=1,
                opposed_by=("e5",),
            ),
        ),
        weaknesses=(
            Line(
                key="weaknesses:e5",
                text="le temps gagné a déménagé",
                evidence=("e5",),
                stance="critical",
                is_hedged=True,
                supports=1,
            ),
            Line(
                key="weaknesses:e6",
                text="6,8 % sur l’année",
                evidence=("e6",),
                stance="critical",
                decision="reworded",
                original_text="sur l’année, 6,8 %",
            ),
        ),
        threats=(
            Line(
                key="threats:e4",
                text="un peu peur que ça décide à notre place",
                evidence=("e4",),
                stance="critical",
                is_hedged=True,
            ),
        ),
        controversies=(
            Line(
                key="controversy:e9",
                text="service rendu, dépendance aussi",
                evidence=("e9", "e1"),
                stance="mixed",
            ),
        ),
        open_questions=(
            Line(
                key="question:e7", text="à qui appartiennent dix ans de données", evidence=("e7",)
            ),
        ),
    )


def _minutes() -> Minutes:
    return Minutes(
        actions=(
            Action(
                line=Line(key="action:e8", text="envoyer le tableau des coûts", evidence=("e8",)),
                owner="Nadia Corbelle",
                due="avant vendredi prochain",
            ),
            Action(line=Line(key="action:e9", text="rédiger une charte", evidence=("e9",))),
        ),
        questions=(Line(key="question:e7", text="à qui sont les données", evidence=("e7",)),),
    )


def _audit() -> Audit:
    return Audit(
        quotations=9,
        quotations_verified=9,
        claims=9,
        claims_with_evidence=9,
        segments_total=212,
        segments_read=212,
        critical_talk=21,
        critical_report=5,
        favourable_talk=19,
        favourable_report=4,
        shares=(
            Share(
                speaker="Nadia Corbelle", talk=0.34, report=0.4, critical_talk=8, critical_report=2
            ),
            Share(speaker="Nadège Corbel", talk=0.31, report=0.33, favourable_talk=3),
            Share(speaker="Odile Ramonet", talk=0.35, report=0.27, critical_talk=9),
        ),
        omissions=(
            Omission(
                text="pannes, mode hors ligne et papier",
                start_ms=941_000,
                end_ms=990_000,
                session="table-ronde",
            ),
        ),
        uncertain=(
            Omission(
                text="sur l'année", start_ms=1_021_000, end_ms=1_024_000, session="table-ronde"
            ),
        ),
        withheld=1,
        warnings=("Bastien Lorcy n’est pas cité : il animait.",),
    )


def walk() -> Report:
    """Return the ideas of an English walk."""
    evidence = {
        one.id: one
        for one in (
            _thought("e1", 31, "I counted eleven pressure washers through open garage doors"),
            _thought("e2", 121, "the old ticket hut at the bowls club"),
            _thought("e3", 231, "I was thinking a deposit. Twenty pounds, you get it back."),
            _thought("e4", 297, "A deposit keeps out exactly the wrong people."),
            _thought("e5", 500, "a paper card with three names"),
        )
    }
    return Report(
        language="en",
        kinds=("ideas",),
        title="People want the shelf",
        date="2026-09-01",
        speakers=(Speaker("walker", "", "walker"), Speaker("companion", "", "companion")),
        origins=(
            Origin(
                session="2026-09-01-shelf",
                title="People want the shelf",
                date="2026-09-01",
                duration_ms=720_000,
                sound="/home/me/walker.wav",
                consent=Consent("own-voice"),
            ),
        ),
        ideation=_ideation(),
        evidence=evidence,
        audit=Audit(quotations=5, quotations_verified=5, segments_total=90, segments_read=90),
        making=Making(
            engines=(EngineCard("vosk", "vosk-tiny-en", "0.3.45"),), tool="promenade 0.1.0"
        ),
    )


def _thought(identity: str, seconds: int, quote: str) -> Evidence:
    return Evidence(
        id=identity,
        quote=quote,
        state="verbatim",
        speaker="The walker",
        speaker_id="walker",
        start_ms=seconds * 1000,
        end_ms=(seconds + 5) * 1000,
        segments=(f"s{seconds:04}",),
        session="2026-09-01-shelf",
        language="en",
    )


def _ideation() -> Ideation:
    return Ideation(
        ideas=(
            IdeaLine(
                id="i1",
                text="A tool library for the six or seven streets",
                origin="walker",
                status="kept",
                evidence=("e1",),
            ),
            IdeaLine(
                id="i2",
                text="The old ticket hut at the bowls club",
                origin="walker",
                status="kept",
                evidence=("e2",),
                tags=("place",),
            ),
            IdeaLine(
                id="i3",
                text="A refundable deposit of twenty pounds",
                origin="walker",
                status="withdrawn",
                evidence=("e3", "e4"),
            ),
            IdeaLine(
                id="i4",
                text="A monthly knocker with a card and three names",
                origin="both",
                status="uncertain",
                evidence=("e5",),
            ),
        ),
        ties=(
            IdeaTie(source="i2", target="i1", kind="builds-on"),
            IdeaTie(source="i3", target="i1", kind="builds-on"),
            IdeaTie(source="i4", target="i3", kind="contradicts"),
            IdeaTie(
                source="i4",
                target="i9",
                kind="echoes",
                session="2026-08-12-fridge",
                text="Nobody should carry it alone",
                date="2026-08-12",
            ),
        ),
        next_steps=(
            Action(
                line=Line(key="action:e2", text="talk to the bowls club", evidence=("e2",)),
                owner="the walker",
                due="by Sunday",
            ),
        ),
    )
