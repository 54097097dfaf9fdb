"""Holds a chat model to the manners of the walk, sentence by sentence, before anything is spoken.

At most two short sentences and one question; no praise, no lists; the language of the walk; nothing
that was said before. What breaks a rule is cut or dropped; where nothing good is left, the built-in
companion answers. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from companion.conversation.sentences import is_listed, speakable
from companion.conversation.words import STOP_WORDS, fold, tokens
from models.language import LANGUAGES, Language

MOST_SENTENCES = 3
"""Two statements and a question."""
MOST_WORDS = 32
MOST_TOLD = 34
"""Words of all statements of a reply; what would go beyond is left unsaid."""
MOST_IN_ALL = 48
"""Words of a reply with its question."""
_LEAST_LETTERS = 0.6
_CERTAIN_WORDS = 5

_LABEL = re.compile(
    r"^\s*(?:companion|assistant|compagnon|promenade|ai|bot|réponse|reply|answer|question)\s*:\s*",
    re.IGNORECASE,
)
_PRAISE: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"^(?:(?:oh|wow|ah|yes),? )?(?:(?:that|this|it)(?:'s| is| sounds)(?: (?:a|an|such a|such an|really|truly|very|so))* "
        r"|what (?:a|an) |i (?:really )?(?:love|like) (?:that|this|your|how)|how |)"
        r"(?:great|excellent|wonderful|fantastic|brilliant|amazing|good|lovely|fascinating|interesting|"
        r"insightful|powerful|beautiful|thoughtful|clever|inspiring|exciting|absolutely)\b"
        r"|^i (?:really )?(?:love|like) (?:that|this|your|how)\b|^(?:well done|good (?:point|question|thinking))"
    ),
    "fr": re.compile(
        r"^(?:(?:oh|ah|oui|wow),? )?(?:c'est |ca c'est |voila |cela semble |)(?:(?:une?|vraiment|tres|une? tres|une? vraiment|tout a fait|absolument) )*"
        r"(?:excellente?s?|super|geniale?s?|formidable|magnifique|bonne (?:idee|question|remarque|piste)|belle (?:idee|question|remarque|image)|"
        r"interessante?s?|passionnante?s?|fascinante?s?|brillante?s?|inspirante?s?|bravo|parfait|quelle (?:belle|bonne|excellente))\b"
        r"|^j'(?:aime|adore) (?:beaucoup |bien |vraiment )?(?:cette|ton|ta|l'idee|ca|votre)"
    ),
}

_FLATTERS: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"^(?:i (?:totally |completely |fully |really |can |do )*(?:understand|hear you|appreciate|admire|agree|"
        r"see (?:why|how|where) you)|i'm (?:so |really |very )*(?:excited|glad|happy|impressed|proud)|"
        r"you (?:clearly|really|obviously|certainly)|you're (?:right|absolutely|so|clearly)|"
        r"your (?:\w+ )?(?:plan|idea|concern|worry|point|thinking|approach) (?:is|sounds|makes)|"
        r"(?:that|it|this) (?:really |totally )?makes (?:perfect |total |a lot of |complete )?sense)\b"
    ),
    "fr": re.compile(
        r"^(?:je (?:te |vous )?(?:comprends|rejoins|felicite|suis (?:ravie?|heureu|content))|j'entends (?:bien )?(?:ton|ta|tes|votre)|"
        r"(?:tu as|vous avez) (?:tout a fait |bien |entierement )?raison|on sent que tu|"
        r"(?:ton|ta|votre) (?:\w+ )?(?:plan|idee|inquietude|remarque|projet|demarche) (?:est|semble|me semble)|"
        r"(?:ca|cela) (?:a|fait) (?:tout a fait |beaucoup de |vraiment )?(?:du )?sens)\b"
    ),
}
"""Says how well the walker thinks, or how much one is with them, in place of anything of use."""


_PROPOSES: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:you|we) (?:could|might|should)\b|\b(?:what|how) about\b|\bwhat if\b|\bwhy not\b|"
        r"\bhave you (?:considered|thought of|tried)\b|\bi(?:'d| would)? suggest\b|\bmy idea\b|"
        r"\bone (?:idea|option|possibility|way)\b"
    ),
    "fr": re.compile(
        r"\b(?:tu|on|vous) (?:pourrais|pourrait|pourriez|devrais|devrait|devriez)\b|\bet si\b|"
        r"\bpourquoi (?:pas|ne pas)\b|\bas[- ]tu (?:pense|envisage|essaye)\b|"
        r"\bje (?:te |vous )?(?:propose|suggere)\b|\bmon idee\b|\bune (?:idee|option|possibilite|piste) (?:est|serait)\b"
    ),
}
"""Brings an idea of the companion's own."""


@dataclass(slots=True)
class Manners:
    """One reply under way."""

    language: Language
    said_before: Collection[str] = ()
    """Folded sentences of the walk so far."""
    may_propose: bool = True
    """False while the walker's ideas come first."""
    said: list[str] = field(default_factory=list)
    held_back: bool = False
    """True where an idea of its own was left unsaid."""
    is_over: bool = False
    is_foreign: bool = False
    """True where the model answered in another language or in something else than speech."""

    def take(self, sentence: str) -> str:
        """Return what may be spoken of the next sentence, empty where nothing; may end the reply."""
        if self.is_over:
            return ""
        text = _LABEL.sub("", speakable(sentence))
        if not text:
            return ""
        if is_listed(sentence) and (self.said or sentence.lstrip()[:1].isdigit()):
            self.is_over = True
            return ""
        if "```" in sentence or is_garbage(text) or is_other_language(text, self.language):
            self.is_over = self.is_foreign = True
            return ""
        folded = fold(text)
        flatters = _PRAISE[self.language].match(folded) or _FLATTERS[self.language].match(folded)
        if flatters and "?" not in text:
            return ""
        if not self.may_propose and _PROPOSES[self.language].search(folded):
            self.held_back = True
            return ""
        if text.endswith(":"):
            self.is_over = True  # it announces a list
            return ""
        if folded.strip(" .?!") in self.said_before:
            return ""
        return self._allow(shorten(text))

    def _allow(self, text: str) -> str:
        if not text:
            return ""
        statements = sum("?" not in said for said in self.said)
        asks = text.rstrip(' "”»').endswith("?")
        words = sum(len(said.split()) for said in (*self.said, text))
        if not asks and statements >= MOST_SENTENCES - 1:
            return ""
        if self.said and words > (MOST_IN_ALL if asks else MOST_TOLD):
            return ""
        self.said.append(text)
        self.is_over = asks or len(self.said) >= MOST_SENTENCES
        return text

    @property
    def asked(self) -> bool:
        """True where the reply holds its question."""
        return bool(self.said) and "?" in self.said[-1]


def shorten(text: str) -> str:
    """Cut a sentence that is too long for the ear at a pause; empty where it has none."""
    words = text.split()
    if len(words) <= MOST_WORDS:
        return text
    for place in range(MOST_WORDS - 1, 5, -1):
        if words[place].endswith((",", ";", ":")):
            return " ".join(words[: place + 1]).rstrip(",;: ") + "."
    return ""


def is_garbage(text: str) -> bool:
    """Tell whether a text is something else than speech: code, symbols, one word over and over."""
    letters = sum(char.isalpha() or char.isspace() for char in text)
    if letters < _LEAST_LETTERS * len(text) or "\ufffd" in text:
        return True
    words = [token.folded for token in tokens(text)]
    if re.search(r"[{}\[\]<>\\]|</?\w+>", text) or any(len(word) > 40 for word in words):
        return True
    return len(words) >= 6 and len(set(words)) <= len(words) // 3


def is_other_language(text: str, language: Language) -> bool:
    """Tell whether a text is not in `language`, by its small words; one word gets the doubt."""
    words = [token.folded for token in tokens(text)]
    if any(ord(char) > 0x2FF and char.isalpha() for char in text):
        return True
    small = {name: sum(word in _SMALL[name] for word in words) for name in LANGUAGES}
    other: Language = "en" if language == "fr" else "fr"
    if len(words) < _CERTAIN_WORDS:
        return len(words) > 1 and small[other] > 0 and small[language] == 0
    if small[other] > small[language] + 1:
        return True
    return len(words) >= 8 and small[language] == 0


_SHARED = STOP_WORDS["en"] & STOP_WORDS["fr"]
_SMALL: Mapping[Language, frozenset[str]] = {
    "en": STOP_WORDS["en"] - _SHARED,
    "fr": STOP_WORDS["fr"] - _SHARED | frozenset(("qu'est", "d'un", "d'une", "l'idee", "s'il")),
}
