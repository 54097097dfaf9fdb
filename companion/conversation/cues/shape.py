"""Words that tell what an utterance does: propose, ask, doubt, take back, take up, or nothing.

Patterns run over folded words (`companion.conversation.words`). They are read from utterances of
people thinking aloud; a pattern stands here because it tells more often than it deceives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cues:
    """One language's signs."""

    proposes: re.Pattern[str]
    offers: re.Pattern[str]
    """Names a thing or an act and no more, at the start of a sentence: "a box in the station"."""
    denies: re.Pattern[str]
    """Says no, or tells what was: such a sentence only looks like an offer."""
    evaluates: re.Pattern[str]
    """Looks like a proposal and is a judgement: "it might be too tight"."""
    reports: re.Pattern[str]
    """What somebody else says, thinks or wants, to where the speaker takes the word back."""
    fears: re.Pattern[str]
    """States a risk or a worry."""
    plans: re.Pattern[str]
    """States a next step."""
    contrasts: re.Pattern[str]
    """Holds two things against each other."""
    doubts: re.Pattern[str]
    takes_back: re.Pattern[str]
    """The group `about` is what is taken back; without it, the latest idea."""
    takes_up: re.Pattern[str]
    agrees: re.Pattern[str]
    """Makes what somebody else said the walker's own: "and she is right"."""
    rejects: re.Pattern[str]
    shares: re.Pattern[str]
    """Says that an idea belongs to both."""
    moves_about: re.Pattern[str]
    """Logistics of the walk, greetings, tests of the microphone."""
    invites: re.Pattern[str]
    """Asks the companion for an idea of its own."""
    suggests: re.Pattern[str]
    """How a companion's proposal starts."""
    reasons: re.Pattern[str]
    """Says why: what follows judges rather than adds."""
    goes_on: re.Pattern[str]
    """Continues what was just said."""
    rosy: re.Pattern[str]
    grieves: re.Pattern[str]
    """Tells of a loss, or of being at the end of one's strength."""
    fillers: re.Pattern[str]
    """What may be deleted from an idea without changing it."""
    leads: re.Pattern[str]


def anywhere(*alternatives: str) -> re.Pattern[str]:
    """Compile whole words found anywhere; "can't" is not "can"."""
    return re.compile(rf"\b(?:{'|'.join(alternatives)})(?=$|\W)(?!'t\b)")


def opening(*alternatives: str) -> re.Pattern[str]:
    """Compile whole words that an utterance starts with."""
    return re.compile(rf"^(?:{'|'.join(alternatives)})(?=$|\W)")


def reporting(whose: str, verbs: str, takes_back: str) -> re.Pattern[str]:
    """Compile what somebody else says: a subject at the start of a clause, a verb, what follows.

    It ends where one of `takes_back` begins.
    """
    return re.compile(
        rf"(?:^|\b(?:and|but|so|because|et|mais|donc|parce que) )(?:{whose}) (?:{verbs})\b"
        rf".*?(?=\b(?:{takes_back})(?=$|\W)|$)"
    )
