"""The head of the document: title, and who spoke, for how long, on what. Facts of the records only. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from models.language import Language, Phrase
from reporting.composing.quoting import Ledger, quoted
from reporting.reading.material import Claim, Talk
from reporting.reading.subject import stated_title, subject
from reporting.records import Sentence, Theme
from reporting.words.names import in_prose

_LENGTH = Phrase("{minutes} min, with {people}.", "{minutes}\u00a0min, avec {people}.")
_WORDS = Phrase("{words} words, with {people}.", "{words} mots, avec {people}.")
_ABOUT = Phrase("Subject: {subject}. ", "Sujet : {subject}. ")
_LED = Phrase(" Led by {people}.", " Animation : {people}.")
_FLOOR = Phrase(" Questions from the floor: {count}.", " Interventions de la salle : {count}.")
_WALK = Phrase("A walk of {minutes} min.", "Une promenade de {minutes}\u00a0min.")
_WALKS = Phrase(
    "{count} walks of {minutes} min together.", "{count} promenades, {minutes}\u00a0min en tout."
)
_SHORT_WALK = Phrase("A walk of less than a minute.", "Une promenade de moins d'une minute.")
_BOTH = Phrase(
    "On the one hand {one}: {good} On the other {other}: {bad}",
    "D'un côté, {one} : {good} De l'autre, {other} : {bad}",
)
_SHORT = 9
"""Words of a subject that can stand as a title."""
_TOGETHER = 3
"""Titles of different talks that can stand side by side."""
_UNTITLED = Phrase("Account", "Compte rendu")


def title(given: str, talks: Sequence[Talk], themes: Sequence[Theme], language: Language) -> str:
    """Return the title given, that of the event or the talk, or what the talk was most about."""
    each = [_title_of(talk) for talk in talks]
    stated = [given, *(talk.transcript.event.title for talk in talks[:1])]
    if found := next((text for text in stated if text), ""):
        return found
    once = list(dict.fromkeys(each))
    if all(once) and len(once) <= _TOGETHER:
        return " · ".join(once)
    widest = sorted(themes, key=lambda theme: -theme.share)[:3]
    terms = ", ".join(theme.terms[0] for theme in widest if theme.terms)
    return terms[:1].upper() + terms[1:] or _UNTITLED.to(language)


def _title_of(talk: Talk) -> str:
    return talk.transcript.title or stated_title(talk) or _short_subject(talk)


def _short_subject(talk: Talk) -> str:
    named = subject(talk)
    return named if len(named.split()) <= _SHORT else ""


def standfirst(
    talks: Sequence[Talk], chosen: Sequence[Claim], ledger: Ledger, language: Language
) -> tuple[Sentence, ...]:
    """Return what it was about, who spoke and for how long, and the strongest word on either side."""
    told = _about(talks, language) + _facts(talks, ledger, language)
    facts = Sentence(text=told, is_linking=True)
    sides = _sides(chosen, ledger, language)
    return (facts, sides) if sides else (facts,)


def _about(talks: Sequence[Talk], language: Language) -> str:
    """Return the subject as it was introduced, where the title does not say it already."""
    named = subject(talks[0]) if len(talks) == 1 else ""
    if not named or named.lower() in (_title_of(talks[0]) or "").lower():
        return ""
    return _ABOUT.to(language).format(subject=named.strip(" .").replace("{", "").replace("}", ""))


def _facts(talks: Sequence[Talk], ledger: Ledger, language: Language) -> str:
    minutes = round(sum(talk.transcript.duration_ms for talk in talks) / 60000)
    if all(talk.transcript.kind == "walk" for talk in talks):
        short = _WALK if minutes else _SHORT_WALK
        walked = _WALKS if len(talks) > 1 else short
        return walked.to(language).format(minutes=minutes, count=len(talks))
    people: dict[str, list[str]] = {"speaker": [], "moderator": [], "audience": []}
    for talk in talks:
        for speaker in talk.transcript.speakers:
            if speaker.id in talk.redacted:
                continue
            name = ledger.names[talk.transcript.id, speaker.id]
            role = f" ({speaker.role})" if speaker.role else ""
            group = "moderator" if speaker.id in talk.moderators else speaker.kind
            people.setdefault(group, people["speaker"]).append(name + role)
    timed = all(talk.transcript.is_timed for talk in talks)
    told = (
        (_LENGTH if timed else _WORDS)
        .to(language)
        .format(
            minutes=minutes,
            words=sum(talk.words for talk in talks),
            people=_listed(people["speaker"] or people["moderator"], language),
        )
    )
    if people["moderator"] and people["speaker"]:
        told += _LED.to(language).format(people=_listed(people["moderator"], language))
    if people["audience"]:
        told += _FLOOR.to(language).format(count=len(set(people["audience"])))
    return told


def _listed(names: Sequence[str], language: Language) -> str:
    once = list(dict.fromkeys(names))
    if len(once) < 2:
        return "".join(once)
    joint = Phrase(" and ", " et ").to(language)
    return ", ".join(once[:-1]) + joint + once[-1]


def _sides(chosen: Sequence[Claim], ledger: Ledger, language: Language) -> Sentence | None:
    """Return the strongest favourable and critical claims in one sentence, where there are both."""
    good = next((claim for claim in chosen if claim.stance == "favourable"), None)
    bad = next((claim for claim in chosen if claim.stance == "critical"), None)
    if good is None or bad is None:
        return None
    first, second = ledger.quote(good.units), ledger.quote(bad.units)
    one, other = ledger.evidence[first], ledger.evidence[second]
    text = _BOTH.to(language).format(
        one=in_prose(one.speaker, language),
        good=quoted(one.quote, language),
        other=in_prose(other.speaker, language),
        bad=quoted(other.quote, language),
    )
    return Sentence(text=text, evidence=(first, second))
