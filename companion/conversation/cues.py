"""Words that tell what an utterance does: propose, ask, doubt, take back, take up, or nothing.

Patterns run over folded words (`companion.conversation.words`). They are read from utterances of
people thinking aloud; a pattern stands here because it tells more often than it deceives.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from models.language import Language


@dataclass(frozen=True, slots=True)
class Cues:
    """One language's signs."""

    proposes: re.Pattern[str]
    evaluates: re.Pattern[str]
    """Looks like a proposal and is a judgement: "it might be too tight"."""
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
    rejects: re.Pattern[str]
    shares: re.Pattern[str]
    """Says that an idea belongs to both."""
    moves_about: re.Pattern[str]
    """Logistics of the walk, greetings, tests of the microphone."""
    invites: re.Pattern[str]
    """Asks the companion for an idea of its own."""
    suggests: re.Pattern[str]
    """How a companion's proposal starts."""
    goes_on: re.Pattern[str]
    """Continues what was just said."""
    rosy: re.Pattern[str]
    fillers: re.Pattern[str]
    """What may be deleted from an idea without changing it."""
    leads: re.Pattern[str]


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})(?=$|\W)")


def _start(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join(alternatives)})(?=$|\W)")


_EN = Cues(
    proposes=_any(
        r"(?:we|you|they|i|people|someone|somebody|one|it|he|she) (?:could|might|should|can)",
        r"(?:the|my|our|a|an|every|each|one|some|this|your) "
        r"(?:(?!the\b|a\b|my\b|they\b|we\b|i\b|it\b|and\b|but\b)\w+ ){1,3}(?:could|might)",
        r"(?:we|they|you|everybody|everyone|people|each \w+|every \w+) would "
        r"(?!be\b|say\b|think\b|know\b|never\b|not\b|rather\b|like\b|love\b|have to\b)\w+",
        r"what (?:i|we) (?:want|need|would like|would do|really want) is",
        r"what if",
        r"(?:my|the|an|another|one) (?:first |other |next |big |little |whole )?(?:idea|thought|plan|dream) (?:is|was|would be|might be)",
        r"i (?:was|am|'m|had been) thinking (?:of |about |that |maybe )?(?:a|an|the|we|of|about|some)",
        r"i'm thinking (?:of|about|we|a|some|maybe)",
        r"i (?:had|have) (?:in mind|an idea|this idea|a feeling)",
        r"(?:i'd|i would|we'd|we would|you'd|you would|they'd|i) (?:like|love|rather|need) (?:to (?!think|talk|know|say|see|understand|look)|a |an |the |some )\w+",
        r"i want (?:to (?!think|talk|know|say|see|understand|be clear|look)|a |an |the |it |them |people )\w+",
        r"(?:you'd|we'd|they'd|you would|we would) (?:have|get|use|start|put|make|ask|give|need|pay|only need) (?:a|an|the|some|one|two|three|them|people)",
        r"(?:maybe|perhaps|possibly) (?!(?:not|i|that's|it's|nothing|yes|no|so)\b)\w+",
        r"(?:let's|let us|how about|why not|why don't we|imagine|suppose|picture) \w+",
        r"instead of",
        r"(?:there|it) (?:could|should|might|would) be (?:a|an|some|one|more)",
        r"(?:would be|that'd be|that's|it's) (?:an idea|one idea|the idea)",
        r"(?:i'm|we're|i am|we are) (?:going to|gonna) \w+",
        r"(?:somebody|someone|people|we|it|they|you) (?:ought to|has to|have to|needs? to|must)",
        r"(?:it|that|this) (?:can't|must not|mustn't|shouldn't|has to|should|must) \w+",
        r"rule (?:one|two|three|number)",
    ),
    evaluates=_any(
        r"(?:it|that|this|which|they|he|she) (?:might|may|could|would|should|can)(?: just| also| well)? (?:be|have been|go|feel|look|sound|seem)(?! (?:a|an|some|one)\b)",
        r"(?:the|my|our|a|an|this|your) (?:\w+ ){1,3}(?:might|may|could)(?: just| also| well)? "
        r"(?:be|go|feel|look|sound|seem)(?! (?:a|an|some|one)\b)",
        r"i (?:could|might|can|can't|couldn't) (?:see|hear|imagine|understand|live|say|be wrong)",
        r"(?:i'm|i am) not sure",
        r"you (?:can|could|might) (?:see|say|hear|tell|imagine)",
    ),
    fears=_any(
        r"(?:my|the|our|one|another) (?:only |real |big |biggest |main |first |other )?"
        r"(?:worry|fear|concern|risk|problem|danger|trouble|difficulty|obstacle|catch|hard part|"
        r"weak point|weakness) (?:is|was|would be|with)",
        r"(?:there is|there's|there are) (?:a|an|some|the|always a|also a|still a) "
        r"(?:real |big |huge |small |certain |serious )?(?:risk|danger|problem|worry|catch)",
        r"i(?:'m| am) (?:a bit |quite |really |very |so |mostly |just |also )?"
        r"(?:worried|afraid|scared|nervous|anxious)",
        r"i (?:worry|fear)",
        r"what (?:worries|scares|bothers|frightens|troubles|stops) (?:me|us)",
    ),
    plans=_any(
        r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight|"
        r"(?:this|next) (?:week|weekend|evening|month|time|spring|summer|autumn|winter)) "
        r"(?:morning |evening |afternoon )?(?:i|we)(?:'ll| will|'m going to| am going to| can| want to)",
        r"(?:i'll|i will|we'll|we will) (?!see\b|be\b|have\b|never\b|not\b|always\b|say\b|think\b)\w+",
        r"(?:we|i|let's|i'd|we'd) (?:start|begin|try|test) (?:with|by|on|in|it)",
        r"(?:the|my|a|our) (?:very )?(?:first|next) (?:step|thing to do) (?:is|would be)",
    ),
    contrasts=_any(
        r"on (?:the )?one hand",
        r"on the other hand",
        r"either \w+(?: \w+){0,6} or",
        r"torn between",
        r"(?:can't|cannot|won't) (?:have|do) both",
        r"(?:i|we) (?:want|like|need) both",
        r"both (?:at once|at the same time)",
    ),
    doubts=_any(
        r"(?:i'm |i am )?not (?:so |really |too |entirely |quite )?(?:sure|certain|convinced)",
        r"(?:worry|worries|worried|afraid|wary|risk|risky|problem|trouble|danger|too (?:tight|expensive|hard|late|much|many|slow|big|small|complicated))",
        r"(?:won't|wouldn't|doesn't|don't|didn't|can't) (?:work|last|fit|help|hold|scale|tell|have(?! to))",
        r"(?:but|although|though|except|unless|however)",
        r"(?:fail|fails|failed|broke|breaks|stopped|worse|wrong|silly|clubby|fined|cost|costs)",
    ),
    takes_back=re.compile(
        r"^(?:(?:no|actually|okay|well|hmm|um|right|so|sorry|wait|and|you know what|on second thoughts?) )*"
        r"(?:(?:forget|scrap|drop|ditch|scratch|cancel)(?: about)?(?: what i (?:just )?said about| the idea of)? (?:the|that|those|my|this) (?P<about>\w+(?: \w+){0,3})"
        r"|i(?:'ve| have)? (?:take|took|taken) (?:it|that) back|i(?:'ve| have)? changed my mind(?: about (?:the )?(?P<mind>\w+(?: \w+){0,2}))?"
        r"|(?:scrap|forget|drop) (?:that|it)|on second thoughts? no|actually no no?)(?:$| )"
    ),
    takes_up=_any(
        r"^(?:(?:oh|okay|hmm|um|well|ah|huh) )*(?:yes|yeah|yep|exactly|right|absolutely|true|sure)",
        r"(?:that's|that is|oh that's) (?:\w+ )?(?:nice|good|clever|lovely|great|it|right|brilliant|true|smart|neat|interesting)",
        r"i (?:really |quite |do )?(?:love|like) (?:that|it|this)",
        r"(?:that|it) does (?:solve|help|work)",
        r"(?:that|it) could be (?:good|nice|it|great)",
        r"(?:good|nice|great|fair) (?:point|idea|one)",
    ),
    rejects=_any(
        r"^(?:(?:oh|okay|hmm|um|well|ah) )*(?:no|nah|nope|not really)",
        r"(?:the opposite of|i don't (?:like|want) (?:that|it|this)|i don't (?:think|know that) (?:that|it|they|this)|i hate)",
        r"(?:that|it) (?:won't|wouldn't|doesn't) work",
    ),
    shares=_any(
        r"half of (?:that|it)(?:'s| is) yours",
        r"(?:we|you and i) (?:made|found|built|came up with) (?:that|it|this) together",
        r"(?:part|some|half) of (?:that|it|this) (?:was|is) (?:yours|your idea)",
    ),
    moves_about=_any(
        r"cross(?:ing)? the road",
        r"is this thing on",
        r"(?:leaving|left) the house",
        r"hang on",
        r"hold on",
        r"excuse me",
        r"(?:mind|watch) (?:the|out)",
        r"turning round",
        r"turning (?:left|right|back)",
        r"(?:it's )?starting to (?:rain|spit|snow)",
        r"i'm (?:at|on|by|near|going to sit|walking|going up|going down|back at|nearly home)",
        r"can you hear me",
        r"(?:good morning|hello|hi there|sorry that's)",
        r"testing",
        r"(?:that's|it's) the dog",
        r"traffic lights?",
        r"let me (?:cross|tie|find|sit|get past)",
        r"(?:a |an )?(?:car|bike|bus|lorry|van) (?:is )?(?:coming|passing)",
        r"stairs here",
    ),
    invites=_any(
        r"(?:give|tell|offer) me (?:an?|one|your|another|some) (?:idea|ideas|suggestion|suggestions|example|thought)",
        r"(?:do|have) you (?:have |got )?(?:an?|any|one) (?:idea|ideas|suggestion|suggestions|thoughts?)",
        r"what (?:would|do) you (?:do|suggest|propose|recommend)",
        r"(?:oh )?go on one",
        r"any ideas",
    ),
    suggests=_any(
        r"(?:you|we|they|someone|people) could",
        r"what if",
        r"how about",
        r"one possibility",
        r"have you (?:considered|thought of|tried)",
        r"perhaps",
        r"maybe",
        r"could (?:the|a|an|vouch|be|go|use)",
        r"why not",
        r"imagine",
        r"suppose",
        r"instead of",
        r"you might",
        r"could also",
    ),
    goes_on=_start(
        r"and",
        r"so",
        r"because",
        r"like",
        r"then",
        r"with",
        r"you (?:get|join|know|just|don't)",
        r"that (?:would|way|means)",
        r"which",
        r"it (?:would|solves|means)",
        r"or",
        r"where",
        r"plus",
        r"also",
        r"they",
        r"for",
    ),
    rosy=_any(
        r"(?:great|perfect|brilliant|amazing|wonderful|fantastic|love|lovely|awesome|easy|obviously|definitely|everyone (?:will|would|wants|loves)|everybody (?:will|would|wants|loves)|excellent|no problem|best)",
    ),
    fillers=re.compile(
        r"(?:\b(?:um+|uh+|erm*|hmm*|you know|i mean|sort of like)\b,? ?)", re.IGNORECASE
    ),
    leads=re.compile(
        r"^(?:(?:okay|ok|right|yeah|yes|so|well|and|um|uh|hmm|oh|ah|wait|actually|anyway|like|no|now|then|also)\b[,. ]*)+",
        re.IGNORECASE,
    ),
)

_FR = Cues(
    proposes=_any(
        r"(?:on|nous|tu|ils|elles|je|les gens|quelqu'un|il|elle|chacun|vous) (?:y )?(?:pourrait|pourrions|pourraient|pourrais|pourriez|devrait|devrions|devraient|devrais|peut|peuvent|pourra)",
        r"(?:il|y) (?:faudrait|suffirait|suffit|faut|aurait)",
        r"et si \w+",
        r"(?:mon|une|l'|ma|la|autre) ?(?:premiere |autre |grande |petite )?(?:idee|piste|envie|reve)(?: la| a moi)? (?:c'est|ce serait|serait|est|c'etait|etait)",
        r"l'idee (?:c'est|ce serait|serait|est|c'etait|de)",
        r"je (?:pensais|pense|songe|songeais|verrais|imagine|imaginais|voyais) (?:bien |plutot |aussi )?(?:a|au|aux|que|un|une|des|le|la|les|faire)",
        r"j'(?:imagine|imaginais|avais) (?:bien |en tete |pense |l'idee )?(?:a|un|une|des|de|que|qu'on)",
        r"j'avais en tete",
        r"j'ai une idee",
        r"(?:j'aimerais|je voudrais|j'aurais envie|j'ai envie|je veux|on voudrait|je reve)"
        r"(?! (?:bien |d'|de )?(?:reflechir|penser|parler|savoir|voir|dire|comprendre|te|en parler)\b)",
        r"(?:le|la|les|mon|ma|mes|un|une|chaque|nos|notre|ce|cette|des) "
        r"(?:(?!le\b|la\b|les\b|un\b|une\b|on\b|il\b|ils\b|et\b|mais\b)[\w']+ ){1,3}(?:pourrait|pourraient)",
        r"(?:l'\w+) (?:[\w']+ ){0,3}(?:pourrait|pourraient)",
        r"(?:on|ca|ils|elles|chacun|chaque \w+|les gens) (?:\w+erait|\w+irait|ferait|\w+eraient|\w+iraient|feraient)",
        r"ce qu'il (?:faut|faudrait) c'est",
        r"il faut (?:qu'|que |une |un |des )",
        r"(?:pourquoi (?:pas|ne pas)|imaginons|supposons|admettons|disons)",
        r"peut etre (?:que \w+|qu'\w+|un|une|des|le|la|les|avec|juste|pas besoin)",
        r"(?:ce|ca) (?:serait|pourrait etre) (?:un|une|le|la|des|plutot)",
        r"(?:au lieu d|plutot que|a la place)",
        r"(?:je vais|on va|nous allons) (?:\w+er|\w+ir|\w+re|faire|voir|aller)\b",
        r"il y aurait",
        r"on aurait",
        r"on ferait",
        r"on mettrait",
        r"on demanderait",
        r"(?:ca|il|elle) (?:doit|devrait|ne doit pas|ne peut pas) \w+",
    ),
    evaluates=_any(
        r"(?:ca|ce|c'|il|elle) (?:pourrait|peut|devrait|serait)(?: bien| aussi| vite| juste)? (?:etre|devenir|marcher|aller|sembler|paraitre) (?!(?:un|une|des|le|la)\b)",
        r"je (?:peux|pourrais) (?:me tromper|comprendre|imaginer|dire|voir)",
        r"(?:je ne suis|je suis|chuis) pas (?:sur|sure|certain|certaine)",
        r"(?:il faut (?:dire|voir|avouer|reconnaitre))",
    ),
    fears=_any(
        r"(?:ma|mon|la|le|un|une|mes|notre) (?:seule? |vraie? |grande? |gros |grosse |plus grande? |"
        r"plus gros |premiere? |autre )?(?:crainte|peur|inquietude|risque|probleme|danger|souci|"
        r"difficulte|obstacle|limite|faiblesse|point faible) (?:c'est|est|ce serait|serait|c'etait)",
        r"il y a (?:un|une|toujours un|quand meme un|aussi un) "
        r"(?:vrai |vraie |gros |grand |petit |serieux )?(?:risque|danger|probleme|souci|crainte)",
        r"j'ai (?:un peu |tres |vraiment |surtout |quand meme )?peur (?:que|qu'|de|d'|du|des)",
        r"je (?:crains|redoute|m'inquiete)",
        r"ce qui (?:m'inquiete|me fait (?:un peu )?peur|m'effraie|me gene|me bloque|coince|me fait hesiter)",
    ),
    plans=_any(
        r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|ce soir|cette semaine|"
        r"ce week end|la semaine prochaine|le mois prochain|cet ete|cet automne|cet hiver)"
        r"(?: matin| soir| prochain| apres midi)? (?:j'|je |on |nous )",
        r"(?:je|j'|on) ?(?:vais|irai|ira|\w{2,}(?:erai|irai|drai|trai))(?= |$)",
        r"on (?:commence|commencerait|demarre|demarrerait|essaie|essaierait|teste|testerait) (?:par|avec|un|une|le|la|a|en)",
        r"(?:la|ma|une) (?:toute )?(?:premiere|prochaine) (?:etape|chose)(?: a faire)? (?:c'est|ce serait|serait|sera)",
    ),
    contrasts=_any(
        r"d'un cote",
        r"de l'autre cote",
        r"soit \w+(?: \w+){0,8} soit",
        r"ou bien \w+(?: \w+){0,8} ou bien",
        r"(?:j'hesite|tiraille|tiraillee|partage|partagee) entre",
        r"les deux (?:a la fois|en meme temps)",
    ),
    doubts=_any(
        r"pas (?:vraiment |tres |trop |si |du tout )?(?:sur|sure|certain|certaine|convaincu|convaincue)",
        r"(?:inquiet|inquiete|inquietude|peur|crainte|crains|mefie|mefiant|risque|risques|probleme|danger|souci|genant|genante)",
        r"(?:est|sont|coute|coutent) (?:tres |assez |plutot )?(?:cher|chere|cheres|chers)",
        r"trop (?:juste|cher|chere|dur|difficile|tard|lourd|complique|complexe|long|petit|grand|de)",
        r"(?:marche|marchera|marcherait|tient|tiendra|suffit|suffira) pas",
        r"(?:mais|sauf|a moins|par contre|en revanche|cependant|pourtant)",
        r"(?:rate|echoue|casse|pire|faux|bete|cout|coute|couts)",
    ),
    takes_back=re.compile(
        r"^(?:(?:non|en fait|bon|euh|finalement|alors|ben|donc|mais|attends|ah|et|oui) )*"
        r"(?:(?:oublie|laisse tomber|on oublie|on laisse tomber|je retire|on retire|j'abandonne|on abandonne|je renonce a)(?: ce que j'ai dit (?:sur|de))? (?:le |la |les |l'|cette |ce (?!que )|cet |ces |mon |ma |mes |pour les |pour la |pour le )(?P<about>[\w']+(?: [\w']+){0,3})"
        r"|finalement (?:non|pas)|en fait non|je (?:retire|me suis trompee?)|je change d'avis(?: (?:sur|pour) (?:le |la |les |l')?(?P<mind>[\w']+(?: [\w']+){0,2}))?"
        r"|non (?:non )?laisse tomber|oublie ca)(?:$| )"
    ),
    takes_up=_any(
        r"^(?:(?:ah|oh|euh|ben|bah|bon|hmm) )*(?:oui|ouais|exactement|voila|carrement|tout a fait|c'est vrai|d'accord)",
        r"(?:c'est|ah c'est|ca c'est) (?:\w+ )?(?:bien|bon|malin|joli|genial|ca|vrai|pas mal|pas bete|interessant|chouette|super)",
        r"(?:j'aime|j'adore|ca me plait|j'aime bien)",
        r"(?:bonne|belle) (?:idee|remarque|question)",
        r"ca (?:regle|resout|aide|marche|marcherait)",
    ),
    rejects=_any(
        r"^(?:(?:ah|oh|euh|ben|bah|bon|hmm) )*(?:non|nan|pas vraiment|bof)",
        r"(?:je n'aime pas|j'aime pas|je ne veux pas|je veux pas|je ne crois pas|je crois pas|je ne suis pas sure? d'aimer|l'inverse de|le contraire de)",
        r"(?:ca|cela) (?:ne )?(?:marchera|marche|marcherait) pas",
    ),
    shares=_any(
        r"(?:la )?moitie (?:est|vient|c'est) (?:de |a )?toi",
        r"(?:c'est|on l'a) (?:a nous deux|trouve ensemble|fait ensemble|construit ensemble)",
        r"une partie (?:est|vient) (?:a|de) toi",
    ),
    moves_about=_any(
        r"je traverse",
        r"(?:ca marche|tu m'entends|est ce que tu m'entends)",
        r"attends",
        r"je (?:sors|suis (?:a|au|dans|sur|pres|presque)|tourne|m'assois|marche|monte|descends|rentre|fais demi tour)",
        r"(?:bonjour|salut|pardon|excusez moi|attention)",
        r"il (?:commence a |se met a )?(?:pleut|pleuvoir|neige)",
        r"(?:une|la) (?:voiture|moto|camionnette)",
        r"un (?:velo|camion|bus)",
        r"c'est le chien",
        r"feu rouge",
        r"demi tour",
    ),
    invites=_any(
        r"(?:donne|propose|dis|suggere)(?: moi)? (?:une|ton|tes|des|quelques) (?:idee|idees|piste|pistes|exemple|suggestion|suggestions|avis)",
        r"(?:tu as|as tu|t'as|t'aurais|aurais tu) (?:une|des|d'autres) (?:idee|idees|piste|pistes|suggestion)",
        r"(?:que|qu'est ce que tu) (?:ferais|proposes|suggeres|proposerais)(?: tu)?",
    ),
    suggests=_any(
        r"(?:tu|on|vous|ils|les gens|quelqu'un) (?:pourrais|pourrait|pourriez|pourraient)",
        r"et si",
        r"une (?:possibilite|piste)",
        r"as tu (?:pense|envisage|essaye)",
        r"peut etre",
        r"pourquoi pas",
        r"imagine",
        r"au lieu d",
        r"plutot que",
        r"pourrait aussi",
    ),
    goes_on=_start(
        r"et",
        r"donc",
        r"parce que",
        r"comme",
        r"alors",
        r"avec",
        r"ca (?:ferait|veut|permet|permettrait|evite)",
        r"qui",
        r"ou",
        r"puis",
        r"aussi",
        r"ils",
        r"pour",
        r"par exemple",
        r"du coup",
        r"genre",
    ),
    rosy=_any(
        r"(?:genial|geniale|parfait|parfaite|super|excellent|excellente|formidable|adore|facile|evidemment|forcement|tout le monde (?:va|veut|voudra|adore|sera)|aucun probleme|meilleur|meilleure|magnifique)",
    ),
    fillers=re.compile(
        r"(?:\b(?:euh+|heu+|hum+|hein|bah|ben|tu vois|tu sais|disons que|quoi)\b,? ?)",
        re.IGNORECASE,
    ),
    leads=re.compile(
        r"^(?:(?:alors|bon|donc|oui|ouais|et(?! si\b)|euh|ben|bah|ah|oh|non|puis|enfin|voilà|voila|attends|mais|du coup|d'accord|en fait)\b[,. ]*)+",
        re.IGNORECASE,
    ),
)

CUES: Mapping[Language, Cues] = {"en": _EN, "fr": _FR}
