"""Words as a retelling may change them: which add nothing, which must stay, which are the same verb.

Persons of a verb are one word, tenses and moods are not. Pure.
"""

from __future__ import annotations

import re

from models.language import Language
from reporting.cues.lexicon import Cues
from reporting.words.wording import NEGATIONS, NUMBERS, stem

FREE: dict[Language, frozenset[str]] = {
    "fr": frozenset(
        "le la les l un une des du de d et que qu qui dont où ce c cet cette ces cela ça ceci il elle "
        "on ils elles se s lui leur leurs son sa ses eux y en ne n à au aux dans par pour sur avec chez "
        "entre est sont es suis sommes êtes être été a ai as avons avez ont avoir eu celui celle ceux "
        "celles je j me m moi mon ma mes nous notre nos".split()
    ),
    "en": frozenset(
        "the a an and that this these those to in on at by for with from of as it its he she they them "
        "his her their him who which is am are be been being has have s re ve m do does doing into "
        "there about between i me my we us our isn aren don doesn hasn haven".split()
    ),
}
"""Grammar, as keys: may be put in or left out."""
FIRST_PERSON: dict[Language, frozenset[str]] = {
    "fr": frozenset("je j moi nous me m on".split()),
    "en": frozenset("i we me us m ve".split()),
}
PRONOUNS: dict[Language, frozenset[str]] = {
    "fr": frozenset("il elle ils elles on".split()),
    "en": frozenset("he she they it".split()),
}
"""Subjects that a retelling may put in for the first person alone."""
SPEAKERS_OWN: dict[Language, frozenset[str]] = {
    "fr": frozenset(
        "je j moi mon ma mes me m nous notre nos tu te t vous votre vos toi ton ta tes mien mienne tien "
        "tienne nôtre vôtre nôtres vôtres".split()
    ),
    "en": frozenset("i me my we us our you your mine ours yours myself ourselves yourself".split()),
}
"""Words that in our own text would speak for somebody else."""

_LIMITS: dict[Language, frozenset[str]] = {
    "fr": frozenset(
        "si s' quand lorsque sauf seulement uniquement guère peu trop moins presque parfois souvent "
        "tous toutes tout toujours chaque certains certaines quelques plupart moitié tiers mais sinon "
        "peut pouvoir pourrait doit devrait faut faudrait veut voudrait plus encore déjà refuse "
        "cesse arrête semble paraît faux".split()
    )
    - {"s'"},
    "en": frozenset(
        "if unless when whether only hardly barely rarely seldom few less almost sometimes often all "
        "always every some most half but otherwise can could may might must should would will ought "
        "need more still already refuse refuses cease seem seems fail fails false too never".split()
    ),
}
_FRENCH_VERBS = {
    form: words.split()[0]
    for words in (
        "peut peux pouvons pouvez peuvent",
        "pouvait pouvais pouvaient pouvions",
        "pourrait pourrais pourraient pourrions",
        "doit dois devons devez doivent",
        "devait devais devaient devions",
        "devrait devrais devraient devrions",
        "veut veux voulons voulez veulent",
        "voulait voulais voulaient voulions",
        "voudrait voudrais voudraient voudrions",
        "fait fais faisons font",
        "va vais vas allons allez vont",
        "dit dis disons disent",
        "croit crois croyons croient",
        "sait sais savons savent",
        "voit vois voyons voient",
        "vient viens venons viennent",
        "tient tiens tenons tiennent",
        "prend prends prenons prennent",
        "met mets mettons mettent",
        "perd perds perdons perdent",
        "craint crains craignons craignent",
        "était étais étaient étions",
        "avait avais avaient avions",
        "sera serai serons seront",
        "serait serais seraient serions",
        "aura aurai aurons auront",
        "aurait aurais auraient aurions",
    )
    for form in words.split()
}
_ENGLISH_VERBS = {
    "ll": "will", "d": "would", "t": "not", "cannot": "not", "was": "was", "were": "was",
    "wasn": "was", "weren": "was", "couldn": "could", "wouldn": "would", "shouldn": "should",
    "mustn": "must", "didn": "did", "hadn": "had",
}  # fmt: skip
_TENSES: dict[Language, tuple[re.Pattern[str], ...]] = {
    "fr": (
        re.compile(r"r(?:ais|ait|aient|ions|iez)$"),
        re.compile(r"(?<!r)(?:ais|ait|aient|ions|iez)$"),
        re.compile(r"(?:rai|ras|ra|rons|rez|ront)$"),
        re.compile(r"(?:é|ée|és|ées)$"),
    ),
    "en": (re.compile(r"ed$"), re.compile(r"ing$")),
}


def key(form: str, language: Language) -> str:
    """Return what a folded word is compared by: its stem, one for all persons of a verb."""
    plain = form.rstrip("'")
    known = (_FRENCH_VERBS if language == "fr" else _ENGLISH_VERBS).get(plain)
    if known is not None:
        return known
    if plain in FREE[language] or plain in NEGATIONS[language] or len(plain) < 4:
        return plain
    return stem(plain, language)


def ends_alike(one: str, other: str, language: Language) -> bool:
    """Return whether two words of one stem are of the same tense."""
    if one == other:
        return True
    return all(bool(tense.search(one)) == bool(tense.search(other)) for tense in _TENSES[language])


def is_guarded(form: str, cues: Cues, language: Language) -> bool:
    """Return whether the meaning of a sentence hangs on a word of it."""
    plain = form.rstrip("'")
    if plain in ("ne", "n"):
        return False
    return bool(
        form in NEGATIONS[language]
        or plain in _LIMITS[language]
        or key(form, language) in _LIMITS[language]
        or plain in cues.lessening
        or plain in NUMBERS[language]
        or plain[:1].isdigit()
        or plain in "%€$£"
        or cues.critical.weigh(form)
        or cues.favourable.weigh(form)
    )
