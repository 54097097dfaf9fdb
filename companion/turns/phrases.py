"""How a stretch of words ends: plainly, plainly not, or neither.

A recogniser writes no punctuation, so the words themselves must tell: a connective, an article or a
filler at the end wants something after it; a question or a closing phrase wants an answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from companion.turns.words import lexicon, words_of
from models.language import Language

Ending = Literal["closed", "open", "plain"]

# Words that hardly ever end a sentence in transcribed talk, whatever they may do in writing.
_OPEN: dict[Language, frozenset[str]] = {
    "en": lexicon(
        "and but or nor so because cause since although whereas if unless until when where which who "
        "whose than as like whether while the a an these my your our their its his some any every "
        "several many few whole per to of in at by for from with without into onto "
        "about between among toward towards within during is are was were be been being am has "
        "have had will would can could should might must shall i'll we'll you'll they'll he'll she'll "
        "it'll i'd we'd you'd they'd i've we've you've they've i'm we're they're you're he's she's "
        "it's that's there's what's let's aren't haven't hasn't hadn't "
        "shouldn't i we he she they very quite pretty just even only not maybe most um "
        "uh er erm eh namely what how why get put give keep let having trying able seems gonna "
        "wanna kinda mister mr mrs doctor dr"
    ),
    "fr": lexicon(
        "et mais ou donc or ni car parce puisque comme quand lorsque lorsqu' si que qu' qui dont où "
        "lequel laquelle lesquels lesquelles afin puis sinon alors le la les l' un une des du de d' au "
        "aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs à en dans "
        "sur sous par pour avec sans chez vers entre devant malgré selon pendant est sont "
        "était étaient étais suis es êtes sommes été être sera seront serai serait seraient soit soient "
        "ai as a ont avons avez avait avaient avais avoir aura auront aurait auraient aurais ait peut "
        "peuvent peux veut veulent veux faut faudrait doit doivent dois vais va vas vont allons allait "
        "allais pourrait pourraient pourrais devrait devraient devrais voudrait voudrais puisse je j' tu "
        "il ils elle elles on nous vous me m' te t' se s' y ne n' très trop assez toute tous toutes chaque "
        "quelque quelques plusieurs aucun aucune certains certaines ceux celui celle celles c'est "
        "c'était euh heu hum bah ben eh est-ce qu'est-ce c'est-à-dire parce-que quel quelle quels "
        "quelles extrêmement vraiment plutôt petit petite grand grande grands grandes "
        "nouvel premier première deux trois "
        "quatre cinq six sept huit neuf dix vingt trente"
    ),
}
_CAN_END: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:(?:what|how|where|who|as|than|way) (?:it|that|this|he|she|they|we|you|i|things)"
        r" (?:is|are|was|were|am|have|has|will|would|can|could|should)"
        r"|i (?:do|am|can|would)|if so|or so|(?:think|hope|guess|say|do|did) so|so many|too many"
        r"|or what|or why|why not|or not|not very|very well|of course not|come in|what for"
        r"|(?:what|who|which)(?: \S+){1,4} (?:for|with|about|from|of|to|in|at|like))$"
    ),
    "fr": re.compile(
        r"\b(?:(?:avec|pour|chez|sans|contre|entre|à|de|sur|par|que|comme) (?:nous|vous|elle|elles)"
        r"|(?:tous|toutes) les (?:deux|trois|quatre)|pour tous|c'est pour|tout à fait|à nous tous"
        r"|(?:vas|allez|allons) y|(?:dis|donnez|montre|aide)[- ](?:nous|vous)"
        r"|(?:quatre|quarante|cinquante|soixante|cent|mille|à|les|numéro) "
        r"(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt))$"
    ),
}
_THAT = re.compile(
    r"\b(?:think|say|says|said|know|knew|believe|feel|felt|sure|hope|so|fact|mean|means|is|was|idea|"
    r"such|seems|guess|wish|imagine|suppose|afraid|realise|realize|and|but|or|because|now|provided) "
    r"that$"
)
"""`that` begins a clause after these; after others it stands for something, and may end one."""
# a recogniser writes French as it sounds: "qu'en penses-tu" may come as "quand pense tu"
_CLOSING: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:what do you (?:think|say|suggest|make of (?:it|that|this))|"
        r"(?:do you think|you think) (?:about|of) (?:it|that|this)|what about you|how about (?:it|that)|"
        r"what would you (?:do|say|suggest)|do you agree|any (?:ideas?|thoughts)|"
        r"your turn|over to you|"
        r"that's (?:it|all|my idea|the idea|what i think)|that is (?:it|all)|i'm done|"
        r"go ahead|tell me|you know what i mean|what should i do|what next|"
        r"let's (?:go on|move on|do that)|thank you|thanks)$"
    ),
    "fr": re.compile(
        r"(?:(?:qu'en|quand) (?:penses?|dis|dit)[- ]tu|(?:qu'en|quand) pensez[- ]vous|"
        r"(?:tu|vous) en (?:penses?|pensez|dis|dit) quoi|"
        r"qu'est[- ]ce que (?:tu|vous) (?:en (?:penses?|pensez|dis|dit)|ferai[st]|feriez|proposes?)|"
        r"t'en (?:penses?|dis) quoi|(?:tu|vous) (?:ferai[st]|feriez|proposes?|proposez) quoi|"
        r"(?:tu es|t'es|vous êtes) d'accord|à (?:toi|vous)(?: de jouer)?|"
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


def ending(text: str, language: Language, *, last: str = "") -> Ending:
    """Tell how the words end; `last`: those since the pause before, which alone may be a question."""
    words = words_of(text)
    if not words:
        return "plain"
    said = " ".join(words[-_LONGEST_QUESTION:])
    if _CLOSING[language].search(said):
        return "closed"
    if _wants_more(words, said, language):
        return "open"
    asking = words_of(last)
    if len(asking) < _SHORTEST_QUESTION:
        asking = words
    if len(asking) < _SHORTEST_QUESTION or len(asking) > _LONGEST_QUESTION:
        return "plain"
    return "closed" if _ASKING[language].match(" ".join(asking)) else "plain"


def _wants_more(words: Sequence[str], said: str, language: Language) -> bool:
    last = words[-1]
    if _CAN_END[language].search(said):
        return False
    if language == "en":
        return last in _OPEN["en"] or _THAT.search(said) is not None
    # "qu'il", "j'avais", "d'une": what the elision leaves is the last word
    return last in _OPEN["fr"] or last.rpartition("'")[2] in _OPEN["fr"]


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
