"""Choosing few of many so that nobody and nothing is silenced: quotas in code.

Every main speaker is heard, criticism keeps at least its share, time is spread, repetition is
avoided. Deterministic and pure.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from reporting.reading.material import Claim

MAIN = 0.1
"""Share of the talk from which a speaker is a main one."""


_TOLERANCE = 0.01
_CROWD = 0.38
"""Share of the lines that one quadrant may take."""
_FEWEST = 5
"""Lines that every quadrant may have."""
_FLOOR = 0.16
"""Share of the lines that every quadrant gets where the talk fills it."""
_KEPT = 0.6
"""Share of a main speaker's part of the criticism that is kept for that speaker."""


@dataclass(frozen=True, slots=True)
class Quota:
    """What a choice must keep to."""

    count: int
    lines: int
    """How many of them a SWOT lists."""
    shares: Mapping[str, float]
    """Each speaker's share of the talk, moderator apart."""
    duration_ms: int


def choose(claims: Sequence[Claim], quota: Quota) -> list[Claim]:
    """Return at most `quota.count` claims, in order of weight."""
    if len(claims) <= quota.count:
        return list(claims)
    critical = math.ceil(
        quota.count * sum(claim.stance == "critical" for claim in claims) / len(claims)
    )
    chosen: list[Claim] = []
    for speaker in _main(quota.shares):
        _take(claims, chosen, quota, lambda claim, who=speaker: claim.speaker == who)  # type: ignore[misc]
    _hear_critics(claims, chosen, quota, critical)
    _open_quadrants(claims, chosen, quota)
    while sum(claim.stance == "critical" for claim in chosen) < critical:
        if not _take(claims, chosen, quota, lambda claim: claim.stance == "critical"):
            break
    while len(chosen) < quota.count:
        if not _take(claims, chosen, quota, lambda claim: claim.stance != "critical"):
            break
    while len(chosen) < quota.count:
        if not _take(claims, chosen, quota, lambda _: True):
            break
    return sorted(chosen, key=lambda claim: -claim.weight)


def _hear_critics(
    claims: Sequence[Claim], chosen: list[Claim], quota: Quota, critical: int
) -> None:
    """Add critical claims of each main speaker, in measure of how many they made."""
    made = Counter(claim.speaker for claim in claims if claim.stance == "critical")
    total = max(1, made.total())
    for speaker in _main(quota.shares):
        wanted = int(_KEPT * critical * made[speaker] / total)
        while sum(one.speaker == speaker and one.stance == "critical" for one in chosen) < wanted:
            if not _take(
                claims,
                chosen,
                quota,
                lambda claim, who=speaker: claim.speaker == who and claim.stance == "critical",  # type: ignore[misc]
            ):
                break


def _open_quadrants(claims: Sequence[Claim], chosen: list[Claim], quota: Quota) -> None:
    """Add the best claims of each quadrant that would stay thin though the talk fills it."""
    floor = max(2, round(_FLOOR * quota.count))
    for quadrant in ("opportunities", "threats", "strengths", "weaknesses"):
        while sum(claim.quadrant == quadrant for claim in chosen) < floor:
            if not _take(
                claims,
                chosen,
                quota,
                lambda claim, name=quadrant: claim.quadrant == name,  # type: ignore[misc]
            ):
                break


def listed(chosen: Sequence[Claim], quota: Quota) -> list[Claim]:
    """Return those of the chosen claims that a SWOT lists: the same quotas, no quadrant crowded."""
    most = max(_FEWEST, math.ceil(quota.lines * _CROWD))
    room: Counter[str | None] = Counter()
    fitting = []
    for claim in chosen:
        room[claim.quadrant] += 1
        if room[claim.quadrant] <= most:
            fitting.append(claim)
    kept = choose(fitting, replace(quota, count=quota.lines))
    wanted = _critical(chosen) - _TOLERANCE
    while _critical(kept) < wanted:
        others = [claim for claim in kept if claim.stance != "critical"]
        if len(others) <= _FEWEST:
            break
        kept.remove(_spared(others))
    return kept


def _spared(others: Sequence[Claim]) -> Claim:
    """Return the claim a list can do best without: the weakest of the fullest quadrant."""
    room = Counter(claim.quadrant for claim in others)
    most = max(room.values())
    return min((one for one in others if room[one.quadrant] == most), key=lambda one: one.weight)


def _critical(claims: Sequence[Claim]) -> float:
    return sum(claim.stance == "critical" for claim in claims) / max(1, len(claims))


def spread(chosen: Sequence[Claim], kept: Sequence[Claim]) -> list[Claim]:
    """Return the chosen claims, those listed and those not in turn, so that prose adds to lists."""
    others = [claim for claim in chosen if claim not in kept]
    turns = zip_longest(kept, others)
    return [claim for pair in turns for claim in pair if claim is not None]


def _main(shares: Mapping[str, float]) -> list[str]:
    return [speaker for speaker, share in shares.items() if share >= MAIN]


def _take(
    claims: Sequence[Claim],
    chosen: list[Claim],
    quota: Quota,
    fits: Callable[[Claim], bool],
) -> bool:
    """Add the best claim that fits; return False where there is none."""
    if len(chosen) >= quota.count:
        return False
    left = [claim for claim in claims if fits(claim) and claim not in chosen]
    if not left:
        return False
    chosen.append(max(left, key=lambda claim: _worth(claim, chosen, quota)))
    return True


def _worth(claim: Claim, chosen: Sequence[Claim], quota: Quota) -> float:
    """Return the weight of a claim, less what is already said, by whom and when."""
    said = max((_overlap(claim, other) for other in chosen), default=0.0)
    heard = Counter(other.speaker for other in chosen)
    fair = max(1.0, quota.count * quota.shares.get(claim.speaker, 0.05))
    crowd = heard[claim.speaker] / fair
    near = sum(
        abs(other.start_ms - claim.start_ms) < quota.duration_ms / 20
        and other.session == claim.session
        for other in chosen
    )
    return claim.weight * (1 - 0.7 * said) / (1 + 0.5 * crowd) / (1 + 0.15 * near)


def _overlap(claim: Claim, other: Claim) -> float:
    if not claim.stems or not other.stems:
        return 0.0
    return len(claim.stems & other.stems) / min(len(claim.stems), len(other.stems))
