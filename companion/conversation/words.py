"""Words as the conversation compares them: folded, numbered, and traced back to what was said.

Comparison ignores case, accents, typographic apostrophes and hyphens, because a recogniser writes
them as it likes; what is kept or said back is always cut out of the original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import snowballstemmer

from models.language import Language

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*['’]?")
_CLAUSE_END = re.compile(r"[.!?;:…\n]+(?=\s|$)|\s[–—]\s")
_QUOTED = re.compile(r"[\"“”«][^\"“”«»]*[\"“”»]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text."""

    folded: str
    start: int
    """Character of the original text."""
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of text without a mark that ends a sentence."""

    text: str
    tokens: tuple[Token, ...]
    start: int = 0
    """Character of the whole text."""
    is_quoted: bool = False
    """True where it stands inside quotation marks: somebody else's words."""

    @property
    def end(self) -> int:
        """Character of the whole text, just after it."""
        return self.start + len(self.text)

    @property
    def folded(self) -> str:
        """Its words, folded, with one space between."""
        return " ".join(token.folded for token in self.tokens)

    def original(self, first: int, last: int) -> str:
        """Return the text from token `first` to before token `last`, as it was said."""
        if first >= last:
            return ""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]


def fold(text: str) -> str:
    """Return `text` in lower case without accents, apostrophes being straight."""
    plain = unicodedata.normalize("NFD", text.lower().replace("’", "'").replace("œ", "oe"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of `text`; a hyphen separates, an apostrophe does not."""
    return tuple(Token(fold(match.group()), *match.span()) for match in _WORD.finditer(text))


def clauses(text: str) -> tuple[Clause, ...]:
    """Cut `text` at the marks that end sentences; text without marks is one clause."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    found: list[Clause] = []
    start = 0
    for end, following in [*(m.span() for m in _CLAUSE_END.finditer(text)), (len(text), 0)]:
        part = text[start:end]
        words = tokens(part)
        if words:
            middle = start + words[0].start
            lead = len(part) - len(part.lstrip())
            bare = part.strip()
            found.append(Clause(bare, tokens(bare), start + lead, _inside(middle, quoted)))
        start = following
    return tuple(found)


def _inside(place: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


@cache
def _stemmer(language: Language) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("french" if language == "fr" else "english")


_ELISION = re.compile(r"^(?:l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu)'")


@lru_cache(maxsize=20_000)
def stem(word: str, language: Language) -> str:
    """Return the stem of one folded word, its elided article gone."""
    bare = _ELISION.sub("", word) if language == "fr" else word.removesuffix("'s")
    return fold(_stemmer(language).stemWord(bare))


@lru_cache(maxsize=4_000)
def content_stems(text: str, language: Language) -> tuple[str, ...]:
    """Return the stems of the words that carry meaning, in order, repeated ones once."""
    stems: dict[str, None] = {}
    stop = STOP_WORDS[language]
    for token in tokens(text):
        bare = _ELISION.sub("", token.folded) if language == "fr" else token.folded
        bare = bare.removesuffix("'s")
        if bare and bare not in stop and (len(bare) > 2 or bare.isdigit()):
            stems.setdefault(stem(bare, language))
    return tuple(stems)


def overlap(left: Iterable[str], right: Iterable[str]) -> float:
    """Return the share, 0 to 1, of the smaller set of stems that both hold."""
    mine, theirs = set(left), set(right)
    smaller = min(len(mine), len(theirs))
    return len(mine & theirs) / smaller if smaller else 0.0


STOP_WORDS: Mapping[Language, frozenset[str]] = {
    "en": frozenset(
        """a about actually after again all almost already also always am an and another any anyone
        anything anyway are aren't around as ask at away back basically be because been before being
        bit both but by came can can't cannot come could couldn't did didn't do does doesn't doing
        don't done down each either else enough er erm even ever every everybody everyone everything
        exactly far few first for from further gave get gets getting give go goes going gonna gone
        good got guess had hadn't half hang has hasn't have haven't having he he'd he'll he's hello
        her here here's hers herself hey him himself his hm hmm how how's i i'd i'll i'm i've if in
        instead into is isn't it it'd it'll it's its itself just keep kind know last least less let
        let's like little long look lot lots made make makes making many maybe me mean means might
        mine more most much must my myself need needs neither never next no nobody none nor not
        nothing now of off oh ok okay on once one one's ones only onto or other others ought our ours
        out over own part people perhaps please possibly probably put quite rather really right said
        same saw say saying says second see seem seems shall she she'd she'll she's should shouldn't
        so some somebody somehow someone something sometimes somewhere soon sort start still stuff
        such suppose sure take taken takes talk tell than thank thanks that that'd that'll that's the
        their theirs them themselves then there there'd there's these they they'd they'll they're
        they've thing things think thinking this those though thought through till to today together
        told too took toward try trying twice two uh um under until up upon us use used very wait
        wanna want wanted wants was wasn't way we we'd we'll we're we've well went were weren't what
        what's whatever when where where's whether which while who who's whole whose why will with
        within without won't would wouldn't yeah yep yes yet you you'd you'll you're you've your
        yours yourself idea ideas question
        """.split()
    ),
    "fr": frozenset(
        """a ah ai aie ailleurs ainsi ait alors apres as assez au aucun aucune aujourd'hui auquel aura
        aurait aussi autant autour autre autres aux avaient avais avait avant avec avez avoir avons
        bah beaucoup ben bien bon bref c'est c'etait ca car ce ceci cela celle celles celui cent cependant
        certain certaine certains ces cet cette ceux chacun chaque chez chose choses ci combien comme
        comment contre d'abord d'accord dans de deja demi depuis dernier derniere des desormais deux
        devait devant devoir devrait dire dis disait disons dit dix doit doivent donc donne dont du
        elle elles en encore enfin ensuite entre es est et etaient etais etait etant ete etre eu euh
        eux facon faire fais faisait fait fallait faudrait faut fera fin font fois genre grand gros
        hein hm hmm hum ici idee idees il ils j'ai j'avais j'en j'y jamais je juste jusqu la la-bas
        laquelle le lequel les lesquels leur leurs lors lui ma maintenant mais me meme memes mes mettre
        mets mieux moi moins mon n'est ne ni non nos notre notamment nous on ont or ou oui par parce
        pareil parfois parler parle parles part pas passe pendant pense penser peu peut peut-etre peuvent
        peux plus plusieurs plutot pour pourquoi pourrait pourraient pourrais pouvait pouvoir premier
        premiere presque puis puisque qu'il qu'on qu'elle quand quant que quel quelle quelles quelque
        quelques quels question qui quoi rien sa sais sait sans sauf se selon sera serait ses si sinon
        soi soient soit sommes son sont sorte sous souvent suis sur surtout ta tandis tant tel telle
        tellement tes tiens toi ton toujours tous tout toute toutes tres trois trop trouve truc trucs
        tu un une va vais vas vers veulent veut veux viens vient voici voila voir vois voit vont vos
        votre voudrais voulais vous vrai vraiment y aller allait allons allez aime aimerais crois
        croire savoir
        """.split()
    ),
}
