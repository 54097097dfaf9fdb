"""What rules a clause, limits it or leaves it open: what may not be cut away from it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.language import Language
from reporting.reading.stance import CUES
from reporting.reading.units import Unit
from reporting.words.wording import SMALL_WORDS, forms, negations

_OPEN_END = re.compile(
    r"\b(?:dit|dire|disait|répond|disent|says|said|say|were|le|la|les|un|une|des|du|de|à|au|aux|que|"
    r"qui|ce|dont|par|pour|sur|avec|the|a|(?<!par )an|of|to|for|with|that|and|et|ou|or|is|est|which)$",
    re.IGNORECASE,
)
_PROMISED = re.compile(
    r"\b(?:que |qu['’]|that )(?:(?:le|la|les|un|une|the|a) |l['’])?[\w-]+$", re.IGNORECASE
)
"""The beginning of what is said or thought, its verb still to come."""
_UNDONE = re.compile(r"(?:(?:de|d['’])\s?\w+(?:er|ir|re)|qu['’]|que|to)\b", re.IGNORECASE)
"""What a verb before it needs."""
_DENIES_ONE = re.compile(
    r"(?:c['’](?:est|était) pas|it['’]s not|it isn['’]t)\b[^,]*$", re.IGNORECASE
)
_NAMES_OTHER = re.compile(r"(?:c['’](?:est|était)|it['’]s|it is|it was)\b", re.IGNORECASE)
"""`It isn't the machine, it's that nobody asked`: neither half stands alone."""
_SAID = re.compile(r"\b(?:says?|said|thinks?|told|dit|disait)\b")
_CONDITION = re.compile(
    r"^(?:si|quand|lorsque|comme|puisque|le jour où|parce que|tant que|dès que|chaque fois que|"
    r"if|when|whenever|unless|because|since|as)\b"
)
_PREDICATES = frozenset("ne n a ont est sont était se s y has have is are was were not".split())
"""First words of a clause that goes on with the subject before it."""
TAKES_UP = frozenset("il elle ils elles c ça je on nous vous ce it they he she we i that".split())
LOOSE_HEAD = re.compile(
    r"^(?:(?:et|mais|donc|or|car|parce que|puisque|alors|puis|enfin|bon|sauf que|moi(?= je\b)|moi(?=,)|nous(?= on\b)|nous(?=,)|"
    r"and|but|so|because|then|or|although|though|well|oh|yes|okay)(?!['’-])\b[\s,]*)+",
    re.IGNORECASE,
)
SUBJECT: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(
        r"\b(?:je|j|tu|il|elle|on|nous|vous|ils|elles|ça|c|y a|est|sont|a|ont|était|va|vont|peut|peuvent|"
        r"doit|fait|reste|faut|faudrait|sera|serait|marche|dit|existe|permet|manque)\b"
    ),
    "en": re.compile(
        r"\b(?:i|you|he|she|it|we|they|there|is|are|was|were|has|have|had|can|could|will|would|does|"
        r"doesn|don|did|didn|should|must|may|might|that|keeps|needs|makes|works|want|wants|isn|aren|ought|gets|got|goes|went|comes|takes|knows|loves|costs|lasts|\w{3,}ed)\b"
    ),
}
RELATIVE: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(r"\b(?:que|qu|qui|dont|où)\b.*$"),
    "en": re.compile(r"\b(?:which|who|whom|whose)\b.*$"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A clause of a sentence."""

    text: str
    glue: str = ""
    """What stood before it: a comma, or nothing but a space."""

    @property
    def words(self) -> list[str]:
        return forms(self.text)


def length(text: str) -> int:
    """Return how many words stand between spaces, lone marks apart."""
    return sum(bool(forms(word)) for word in text.split())


_CONSEQUENCE = re.compile(
    r"(?:\w+ ){4,}(?:will|won['’]t|would|can|can['’]t|va|vont|\w+(?:ra|ront|rait))\b", re.IGNORECASE
)


def is_mere_condition(text: str) -> bool:
    """Return whether a text says when or if, and not what then."""
    clauses = [clause.strip() for clause in text.lower().split(",")]
    if len(clauses) == 1 and length(text) >= 8 and _CONSEQUENCE.search(text):
        return False
    return bool(_CONDITION.match(clauses[0])) and all(
        _CONDITION.match(clause)
        or clause.startswith(("et ", "ou ", "and ", "or "))
        or re.match(r"(?:le|la|les|un|une|the|a|an) (?:\w+ ?){1,3}$", clause)
        for clause in clauses
    )


def is_ruled(unit: Unit, run: Sequence[Part], before: Sequence[Part], text: str) -> bool:
    """Return whether what is cut off ahead governs what is kept: a hedge, a condition, a denial."""
    if not before:
        return False
    cues = CUES[unit.language]
    ahead = " ".join(word for part in before for word in part.words)
    kept = " ".join(forms(text))
    if text.endswith("?"):
        return any(head.group() not in kept for head in cues.governs.finditer(ahead))
    if cues.reported.search(ahead) or cues.rumour.search(ahead):
        return True
    if run[0].words[0] in ("mais", "but", "sauf"):
        return False
    ruling = [match.group() for match in cues.governs.finditer(ahead)]
    if any(head not in kept for head in ruling):
        return True
    if any(hedge.group() not in kept for hedge in cues.hedges.finditer(_words(before[-1]))):
        return True
    return negations(before[-1].words, unit.language) > 0


def _words(part: Part) -> str:
    return " ".join(part.words)


def is_conditioned(unit: Unit, after: Sequence[Part]) -> bool:
    """Return whether what is cut off behind limits what is kept: `if one asks it to`, `but not …`."""
    if not after:
        return False
    cues = CUES[unit.language]
    text = " ".join(word for part in after for word in part.words)
    limits = [head for head in cues.governs.finditer(text) if not _SAID.search(head.group())]
    is_sequel = text.startswith(("et après", "and then"))
    return bool(limits or (not is_sequel and cues.contrast.search(" ".join(text.split()[:2]))))


def is_verbless_start(unit: Unit, run: Sequence[Part]) -> bool:
    """Return whether a run begins with a leftover that the next clause does not take up."""
    if len(run) < 2 or SUBJECT[unit.language].search(_words(run[0]).replace("'", " ")):
        return False
    return run[1].words[0] in ("but", "mais", "and", "et", "so", "donc")


def is_open(unit: Unit, run: Sequence[Part], after: Sequence[Part], text: str) -> bool:
    """Return whether a label stops before what it promises: a verb, a consequence, a speech."""
    if _OPEN_END.search(text):
        return True
    if not after:
        return False
    if any(_UNDONE.match(part.text) for part in after[:2]) or (
        _DENIES_ONE.search(text) and _NAMES_OTHER.match(after[0].text)
    ):
        return True
    if _PROMISED.search(text) or any(part.words[0] in ("ne", "n'") for part in after):
        return True
    last = LOOSE_HEAD.sub("", " ".join(run[-1].words).replace("' ", "'"))
    if _CONDITION.match(last):
        return True
    has_verb = SUBJECT[unit.language].search(last.replace("'", " "))
    if (
        not has_verb
        and after[0].words[0] in ("et", "and")
        and SUBJECT[unit.language].search(" ".join(after[0].words).replace("'", " "))
    ):
        return True
    following = after[0].words[0].rstrip("'")
    if not has_verb and following in TAKES_UP:
        return True
    if following in _PREDICATES and after[0].words[1:2] not in (["ce"], ["it"]):
        return True
    goes_on = len(after) > 1 and after[1].words[0] in ("but", "mais", "and", "et", "so", "donc")
    if has_verb and goes_on and not SUBJECT[unit.language].search(_words(after[0])):
        return False
    is_within = not has_verb or RELATIVE[unit.language].search(last.replace("'", " "))
    return following not in SMALL_WORDS[unit.language] and bool(is_within)
