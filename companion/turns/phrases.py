"""How a stretch of words ends: plainly, plainly not, or neither.

A recogniser writes no punctuation, so the words themselves must tell: a connective, an article or a
filler at the end wants something after it; a question or a closing phrase wants an answer.
"""

from __future__ import annotations

import re
from typing import Literal

from companion.turns.words import lexicon, words_of
from models.language import Language

Ending = Literal["closed", "open", "plain"]

_OPEN: dict[Language, frozenset[str]] = {
    "en": lexicon(
        "and but or so because since although though while whereas if unless until when where which "
        "who whose that than as like the a an this these those my your his her its our their some any "
        "every each no of to in on at by for from with without into onto about over under between "
        "through during before after against among toward towards is are was were be been being am "
        "has have had do does did will would can could should may might must shall not very really "
        "just also even only i we he she they it's i'm we're they're that's there's you're i've we've "
        "um uh er erm hmm well basically actually maybe perhaps namely plus then what how why "
        "gonna wanna kinda mister mrs doctor more most less whether"
    ),
    "fr": lexicon(
        "et mais ou donc or ni car parce puisque comme quand lorsque si que qu' qui dont où quoi lequel "
        "laquelle afin alors puis ensuite enfin sinon le la les l' un une des du de d' au aux ce cet "
        "cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs à en dans sur sous "
        "par pour avec sans chez vers entre depuis pendant avant après contre malgré selon est sont "
        "était étaient suis es êtes sommes été être ai as a ont avons avez avait avaient aurait "
        "serait sera seront sont fait faire peut peuvent veut faut doit je j' tu il elle on nous vous "
        "ils elles me m' te t' se s' y ne n' pas très plus moins aussi trop assez tout tous toute "
        "toutes chaque quelque quelques plusieurs même c'est c'était j'ai il-y-a euh heu hum bah ben "
        "genre quasi peut-être notamment surtout parce-que quel quelle quels quelles vraiment"
    ),
}
_CAN_END: dict[Language, frozenset[str]] = {
    "en": frozenset({"so it does", "i do", "i am", "it is", "they are", "i would", "i can"}),
    "fr": frozenset({"je ne sais pas", "je sais pas", "pas du tout", "en plus", "c'est tout"}),
}
# a recogniser writes French as it sounds: "qu'en penses-tu" may come as "quand pense tu"
_CLOSING: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:what do you (?:think|say|make of (?:it|that))|what about you|how about (?:it|that)|"
        r"your turn|over to you|"
        r"that's (?:it|all|my idea|the idea|what i think)|that is (?:it|all)|i'm done|"
        r"go ahead|tell me|you know what i mean|what should i do|what next|"
        r"let's (?:go on|move on|do that)|thank you|thanks)$"
    ),
    "fr": re.compile(
        r"(?:(?:qu'en|quand) (?:penses?|dis|dit)[- ]tu|(?:qu'en|quand) pensez[- ]vous|"
        r"(?:tu|vous) en (?:penses?|pensez|dis|dit) quoi|"
        r"qu'est[- ]ce que (?:tu|vous) en (?:penses?|pensez|dis|dit)|à (?:toi|vous)(?: de jouer)?|"
        r"c'est (?:tout|mon idée|l'idée|ça l'idée)|voilà|vas-y|allez-y|dis-moi|j'ai (?:fini|terminé)|"
        r"n'est-ce pas|et toi|ton avis|on continue|merci|"
        r"quoi faire|et ensuite)$"
    ),
}
_ASKING: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"^(?:(?:and|so|but|well|okay|ok|hello|hi) )*(?:(?:what|why|how|where|when|who|which)"
        r" (?:is|are|was|were|do|does|did|would|could|should|can|will|if|about|else|kind|many|much)\b|"
        r"(?:is|are|do|does|did|can|could|would|should|will|shall) "
        r"(?:it|this|that|there|we|i|you|they|he|she)\b)"
    ),
    "fr": re.compile(
        r"^(?:(?:et|donc|mais|alors|bon|bonjour|salut) )*(?:(?:qu')?est[- ]ce qu|pourquoi\b|comment\b|combien\b|"
        r"quel(?:le)?s? (?:est|sont|serait)\b|où est|qui est)"
    ),
}
_SHORTEST_QUESTION, _LONGEST_QUESTION = 4, 16


def ending(text: str, language: Language) -> Ending:
    """Tell how the words end."""
    words = words_of(text)
    if not words:
        return "plain"
    said = " ".join(words)
    if _CLOSING[language].search(said):
        return "closed"
    if any(said.endswith(phrase) for phrase in _CAN_END[language]):
        return "plain"
    if words[-1] in _OPEN[language]:
        return "open"
    if _SHORTEST_QUESTION <= len(words) <= _LONGEST_QUESTION and _ASKING[language].match(said):
        return "closed"
    return "plain"


def begins_as_continuation(text: str, language: Language) -> bool:
    """Tell whether these words carry on a sentence that was begun before."""
    words = words_of(text)
    return bool(words) and words[0] in _CARRYING_ON[language]


_CARRYING_ON: dict[Language, frozenset[str]] = {
    "en": lexicon("and but or so because which that to of for with in than if when"),
    "fr": lexicon("et mais ou donc parce que qui pour de avec dans quand si à en"),
}

_OPEN_QUESTION: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:what|why|how|which|where|who|when)\b"),
    "fr": re.compile(r"\b(?:que|qu|quoi|pourquoi|comment|quel|quelle|quels|quelles|où|qui)\b"),
}


def asks_openly(text: str, language: Language) -> bool:
    """Tell whether what the companion said last wants more than a yes or a no."""
    last = text.rstrip()
    if not last.endswith("?"):
        return False
    sentence = re.split(r"[.!?]\s", last)[-1].lower()
    return _OPEN_QUESTION[language].search(sentence) is not None
