"""Several sessions: what was said then and what is said now of the same thing, dated. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from models.language import Language, Phrase
from reporting.composing.quoting import Ledger
from reporting.reading.material import Claim, Talk
from reporting.reading.turning import turns
from reporting.reading.units import Unit
from reporting.records import Change

_MOST = 8
_FIRST = 100
"""Weight of a change that its own words tell: before those that only readings show."""
_SAID_OTHERWISE = Phrase("{about}: said otherwise since", "{about}\u00a0: dit autrement depuis")
_TURNED = Phrase("{about}: {then} then, {now} since", "{about} : {then} alors, {now} depuis")
_STANCES = {
    "critical": Phrase("a reservation", "une réserve"),
    "favourable": Phrase("an advantage", "un avantage"),
    "mixed": Phrase("both sides", "les deux côtés"),
    "neutral": Phrase("a remark", "un constat"),
}


def changes(
    talks: Sequence[Talk],
    claims: Sequence[Claim],
    ledger: Ledger,
    language: Language,
    name: Callable[[frozenset[str]], str],
) -> tuple[Change, ...]:
    """Return what one person said that turned from one session to a later one.

    `name` gives printable words for stems. Sessions without a date, or of one day, change nothing.
    """
    days = {talk.transcript.id: day(talk) for talk in talks}
    people = {
        (talk.transcript.id, speaker.id): speaker.name or speaker.id
        for talk in talks
        for speaker in talk.transcript.speakers
    }
    found: list[tuple[int, Change]] = []
    used: set[tuple[str, int]] = set()
    for turn in turns(talks, days, people):
        keys = {(turn.then.session, turn.then.number), (turn.now.session, turn.now.number)}
        if keys & used:
            continue
        used |= keys
        text = _SAID_OTHERWISE.to(language).format(about=name(turn.common))
        found.append((_FIRST + len(turn.common), _dated(text, turn.then, turn.now, days, ledger)))
    for then in claims:
        for now in claims:
            common = then.stems & now.stems
            if not _turns(then, now, days) or len(common) < 2:
                continue
            if people[then.session, then.speaker] != people[now.session, now.speaker]:
                continue
            keys = {(then.session, then.lead.number), (now.session, now.lead.number)}
            if keys & used:
                continue
            used |= keys
            found.append((len(common), _change(then, now, days, ledger, language, name(common))))
    found.sort(key=lambda pair: -pair[0])
    return tuple(change for _, change in found[:_MOST])


def day(talk: Talk) -> str:
    """Return the ISO 8601 day of a session, empty where unknown."""
    return talk.transcript.event.date or talk.transcript.started_at[:10]


def _turns(then: Claim, now: Claim, days: Mapping[str, str]) -> bool:
    first, second = days[then.session], days[now.session]
    return bool(first) and first < second and then.stance != now.stance


def _dated(text: str, then: Unit, now: Unit, days: Mapping[str, str], ledger: Ledger) -> Change:
    return Change(
        text=text,
        then=ledger.quote((then,)),
        then_date=days[then.session],
        now=ledger.quote((now,)),
        now_date=days[now.session],
    )


def _change(
    then: Claim,
    now: Claim,
    days: Mapping[str, str],
    ledger: Ledger,
    language: Language,
    about: str,
) -> Change:
    text = _TURNED.to(language).format(
        about=about,
        then=_STANCES[then.stance].to(language),
        now=_STANCES[now.stance].to(language),
    )
    return Change(
        text=text,
        then=ledger.quote(then.units),
        then_date=days[then.session],
        now=ledger.quote(now.units),
        now_date=days[now.session],
    )
