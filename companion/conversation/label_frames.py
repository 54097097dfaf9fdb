"""What stands around an idea and is no part of its name: openers, joints, words that end a clause.

Patterns run over folded words (`companion.conversation.words`), one language apart from the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from models.language import Language


@dataclass(frozen=True, slots=True)
class Frames:
    """One language's words around an idea, folded."""

    leads: re.Pattern[str]
    """What introduces an idea and is not part of it."""
    breaks: frozenset[str]
    """A new clause starts with one of these, whatever came before."""
    subjects: frozenset[str]
    """A new clause starts with one of these where the clause before has its verb and more."""
    joints: frozenset[str]
    """A name that is too long ends before one of these."""
    relatives: frozenset[str]
    articles: frozenset[str]
    """Where nothing better is there, a name that is too long ends before one of these."""
    adverbs: frozenset[str]
    """Left out of a name that is too long."""
    askers: frozenset[str]
    """Begin a question: what follows is not shortened within."""


_EN_WE = r"(?:we|you|they|i|people|somebody|someone|one|it|he|she)"
_FR_ON = r"(?:on|nous|tu|ils|elles|je|les gens|quelqu'un|il|elle|vous)"
FRAMES: Mapping[Language, Frames] = {
    "en": Frames(
        leads=re.compile(
            r"^(?:on (?:the )?(?:one|other) hand(?= |$)|do both(?= \w)"
            r"|(?:and|so|but|or|okay|ok|well|um|uh|oh|yes|yeah|no|then|also|actually|maybe|perhaps|"
            r"possibly|now|right|wait|because|still|instead|plus|just|really|honestly|like)(?= |$)"
            r"|(?:my|the|our|one|another|an) (?:first |only |real |big |biggest |main |other |next |whole )*"
            r"(?:idea|thought|plan|dream|worry|fear|concern|risk|problem|danger|trouble|question|"
            r"difficulty|catch|hard part|step|wish|hope)s? (?:is|was|would be|might be)(?: really| just)?(?: that)?(?= |$)"
            r"|(?:what|the thing|all) (?:i|we) (?:want|need|would like|'d like|would do|wanted|think|mean|see)(?: here)? is(?: that| to)?(?= |$)"
            r"|what (?:worries|scares|bothers|frightens|troubles|stops) (?:me|us)(?: most)? is(?: that)?(?= |$)"
            r"|(?:and )?if (?!we |i |you )(?:\S+ ){2,6}?(?:we|i|you|they|people) (?:can|could|will|would|should|might)(?= |$)"
            r"|what if(?= |$)|(?:how|what) about(?= |$)|why (?:not|don't we)(?= |$)"
            r"|(?:let's|let us|imagine|suppose|picture)(?: that)?(?= |$)"
            r"|i(?:'m| am| was)? (?:think|thinking|thought|guess|believe|feel|imagine|suppose|wonder|wondering|hope)(?: of| about| that| if| whether| maybe)?(?= |$)"
            r"|i(?:'m| am) (?:a bit |really |very |mostly |just |also )?(?:worried|afraid|scared|nervous)(?: about| that| of)?(?= |$)"
            r"|i (?:worry|fear)(?: about| that)?(?= |$)"
            r"|i (?:don't|do not|still don't) know (?:yet )?(?=who|how|what|where|which|whether|if|why|when)"
            r"|i(?:'d| had|'ve| have) (?:also )?(?:thought|dreamt|dreamed) (?:of|about)(?= |$)"
            r"|(?:it|that)(?:'d| would) be (?:better|nice|fun|good|great) (?:if|to)(?= |$)"
            r"|what (?:i|we) (?:might|could|can|will|would|may) (?:do|try|use|have|make|say) is(?= |$)"
            rf"|{_EN_WE}(?:'d| would) (?:have|need) to(?= |$)"
            r"|i had (?:in mind|the idea of|an idea)(?= |$)|i have (?:in mind|an idea|this idea)(?= |$)"
            rf"|{_EN_WE} (?:could|might|should|would|can|will|need to|have to|ought to|must)(?: just| also| maybe| even| simply| all)?(?= |$)"
            r"|(?:i|we)(?:'d|'ll| would| will)? ?(?:really )?(?:like|love|want|prefer) (?:to(?= |$)|(?=a |an |the |some |it |people ))"
            r"|(?:i'll|we'll|i'd|we'd|you'd|they'd|i'm going to|we're going to|i am going to)(?= |$)"
            r"|(?:there is|there's|there are|there could be|there should be|it could be|it would be|that's|that is|it's|it is)(?: also| still)?(?= |$)"
            r"|(?:on )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight|"
            r"(?:this|next) (?:week|month|year|weekend|evening|time))(?: morning| evening| afternoon)?(?= (?:i|we)\b)"
            r"|(?:note|remember|note down|write down) (?:that)?(?= |$)"
            r"|in (?:the )?(?:end|summer|winter|spring|autumn|evening|morning)(?= |$)|(?:the first|my first|the next) (?:thing|step) is(?: to)?(?= |$)"
            r") ?"
        ),
        breaks=frozenset(
            "because so but when while where which who if unless until although though since then "
            "whereas except otherwise".split()
        ),
        subjects=frozenset("i we they he she it you nobody everybody there that's it's".split()),
        joints=frozenset(
            "with for in on at from to of without during by about into near under over after before "
            "and or than as every each that instead like".split()
        ),
        relatives=frozenset("who which that".split()),
        articles=frozenset("the a an my our their every each".split()),
        adverbs=frozenset("always really also just even only actually maybe simply still".split()),
        askers=frozenset("who what how where when which whether if why whose".split()),
    ),
    "fr": Frames(
        leads=re.compile(
            r"^(?:(?:et )?si (?!on |nous |je |j'|tu |vous )(?:\S+ ){2,6}?(?=(?:on|nous|je) )"
            r"|et si(?= |$)|(?:oui )?c'est ca(?= \w)|d'un cote(?= |$)|de l'autre(?: cote)?(?= |$)|(?:ce (?:soit|serait|sont|sera)|c'est)(?: toujours| surtout)?(?= |$)|toujours(?= les| la| le)"
            r"|(?:et|donc|alors|mais|ou|bon|ben|euh|oui|non|ah|oh|puis|enfin|aussi|peut[- ]etre|en fait|"
            r"du coup|voila|ensuite|finalement|juste|sinon|apres|par exemple|parce)(?: que| qu')?(?= |$)"
            r"|(?:mon|ma|mes|l'|la|le|une?|notre|les) ?(?:premiere? |seule? |vraie? |grande? |gros |grosse |autre |plus grande? |prochaine )*"
            r"(?:idee|piste|envie|reve|crainte|peur|inquietude|risque|probleme|danger|souci|question|"
            r"difficulte|etape|chose|projet|plan)s? (?:a moi )?(?:c'est|ce serait|serait|est|c'etait|etait)(?: de savoir| aussi| surtout)?(?: que| de| d'| si)?(?= |$)"
            r"|ce (?:que|qu'il|qu'on|qui) (?:(?:je|j'|on|nous|me|m'|il) ?)?(?:\w+ ){1,3}(?:c'est|ce sont|ce serait|c'etait)(?: que| de| d'| qu')?(?= |$)"
            r"|pourquoi (?:pas|ne pas)(?= |$)|(?:imaginons|supposons|disons|admettons)(?: que| qu')?(?= |$)"
            r"|je (?:pensais|pense|songe|songeais|crois|me dis|me disais|me demande|verrais|trouve|voyais|vois)(?: bien| plutot| aussi| surtout)?(?: a| au| aux| que| qu'| si)?(?= |$)"
            r"|j'(?:imagine|imaginais|avais en tete|aimerais|aurais envie|ai envie|ai une idee|espere)(?: bien)?(?: de| d'| que| qu')?(?= |$)"
            r"|j'(?:ai|avais) (?:aussi |d'abord )?(?:pense|songe) (?:a|au|aux)(?= |$)"
            r"|(?:est ce qu'|est-ce qu')?on pourrait pas(?= |$)"
            r"|je (?:voudrais|veux|reve|crains|redoute|m'inquiete)(?: bien| de| d'| pour| que| qu')?(?= |$)"
            r"|j'ai (?:un peu |vraiment |surtout |quand meme )?peur (?:que|qu'|de|d'|du|des)(?= |$)"
            r"|(?:je|on) (?:ne )?(?:sais|sait) (?:pas |toujours pas |pas encore )?(?=qui|comment|si|ou|quand|combien|quel)"
            rf"|{_FR_ON} (?:y )?(?:pourrait|pourrions|pourraient|pourrais|devrait|devrions|devraient|devrais|dois|doit|devons|doivent|peut|peuvent|va|vais|vont)(?: juste| aussi| meme| tout simplement)?(?= |$)"
            r"|il (?:faudrait|suffirait|suffit|faut|faudra)(?: juste| aussi| que| qu'| de| d')?(?= |$)"
            r"|(?:il y a|il y aurait|ce serait|ca serait|c'est|y a)(?: aussi| surtout)?(?= |$)"
            r"|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|ce soir|cette semaine|la semaine prochaine|le mois prochain)(?: matin| soir| prochain)?(?= (?:j|je|on|nous)\b|(?= j'))"
            r"|(?:note|retiens)(?: que| qu')?(?= |$)"
            r"|en (?:ete|hiver|automne|fait)(?= |$)|au printemps(?= |$)"
            r") ?"
        ),
        breaks=frozenset(
            "parce car mais donc quand lorsque si puisque sinon alors comme tandis afin jusqu'a "
            "sauf".split()
        ),
        subjects=frozenset("je j'ai on ils elles il elle ca c'est tu".split()),
        joints=frozenset(
            "avec pour dans sur a au aux en sans pendant par chez vers et ou sous apres avant entre "
            "de du des que qui comme chaque depuis".split()
        ),
        relatives=frozenset("qui que dont".split()),
        articles=frozenset("le la les un une mon ma mes leur leurs chaque".split()),
        adverbs=frozenset("toujours vraiment aussi juste meme encore simplement surtout".split()),
        askers=frozenset("qui comment si quand combien quel quelle quels quelles pourquoi".split()),
    ),
}
"""Frames by language."""
