"""What a sentence does rather than what it praises or blames: admits, proposes, warns, goes back.

The words of these moves belong to the grammar of a language, not to a subject. Folded sentences are
matched, as in `lexicon`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.language import Language
from reporting.cues.lexicon import phrases


@dataclass(frozen=True, kw_only=True)
class Moves:
    """The moves of one language."""

    admits: re.Pattern[str]
    """A fault of one's own."""
    proposes: re.Pattern[str]
    """What could be done, or stands ready."""
    undone: re.Pattern[str]
    """What was not done, or is no longer so."""
    burdens: re.Pattern[str]
    """Work, cost or effort that falls on somebody."""
    enables: re.Pattern[str]
    """What people can do now."""
    rescues: re.Pattern[str]
    """Praise for what saved the day: something had failed."""
    obliges: re.Pattern[str]
    """Who has to: neither for nor against."""
    speaks: re.Pattern[str]
    """Conditionals of politeness: `I'd say`; nothing is to come in them."""
    conditional: re.Pattern[str]
    """If this, then that."""
    distant: re.Pattern[str]
    """A time that has not come, however it is said."""
    possible: re.Pattern[str]
    """May be: of a fault, a hedge; of a benefit, a promise."""
    wonders: re.Pattern[str]
    """An open worry: `I'd want to know what happens if`."""
    asks_oneself: re.Pattern[str]
    """A question to oneself, or one left open."""
    adversative: re.Pattern[str]
    """Inside a sentence: what stands before it is conceded."""
    falls: re.Pattern[str]
    """Said of what has become less or gone."""
    loads: frozenset[str]
    """Beginnings of things of which less is better."""


MOVES: dict[Language, Moves] = {
    "fr": Moves(
        admits=phrases(
            r"on a été (?:\w+ )?(?:mauvais\w*|légers?|naïfs?|lents?|trop|négligents?|maladroits?|bêtes?)",
            r"(?:je|on|nous) (?:le |l' )?(?:reconnais|reconnaît|reconnaissons|admets)",
            r"je prends ma part",
            r"c' est (?:de )?(?:ma|notre) faute",
            r"on (?:n' )?(?:y )?a (?:pas|jamais) (?:pensé|anticipé|prévu|vu venir|formé|prévenu)\w*",
            r"on n' y a pas pensé",
            r"(?:on|nous|j') (?:aurait|aurions|aurais) dû",
            r"on s' est (?:\w+ )?(?:trompés?|plantés?|ratés?)",
            r"on a (?:mal|sous|raté|oublié|loupé) \w+",
            r"on a eu tort",
            r"j' ai eu tort",
            r"(?:j' ai|on a) fait (?:une|l') erreur",
        ),
        proposes=phrases(
            r"on pourrait",
            r"on (?:peut|sait) (?:aussi |très bien |tout à fait |le |les |la )*(?:faire|ouvrir|coder|partager|"
            r"imaginer|inviter|inverser|mettre|créer|prêter|essayer)",
            r"(?:et )?si (?:on|l' on|nous) (?!fait\b|sait\b|plaît\b|tait\b)\w+(?:ait|ions)",
            r"je propose\w*",
            r"(?:j' aimerais|je voudrais|je verrais bien|il faudrait) (?:\w+ ){0,6}?(?:qu' on|que l' on|qu' il y)",
            r"pourquoi pas",
            r"rien n' (?:interdit|empêche)",
            r"ça pourrait (?:aussi |très bien |peut être )?(?:être|servir|permettre|marcher|aider|devenir)",
            r"on (?:gagnerait|aurait (?:intérêt|tout à gagner))",
            r"(?<!on )(?:nous|me|leur|lui) (?:propose|offre|tend)(?:nt)?",
            r"(?<!on )(?:nous|me|m'|leur|lui) (?:le |la |les |l' )?\w{2,}(?:rait|raient)",
            r"(?:serait|seraient|est|sont) prêt\w* à",
            r"on a une piste",
            r"ça vaudrait",
            r"(?:c' est|ça c' est|ce serait|une) (?:une )?(?:bonne |belle |meilleure )?(?:idée|piste)",
            r"(?:vous vous mettez|on se met|on se mettrait) à (?:deux|trois|plusieurs)",
            r"(?:je|on|moi je) (?:le|la|les) ferais?t? (?:à (?:une|la) condition|si|volontiers|tout de suite)",
            r"il (?:suffirait|suffit) d(?:e|')",
            r"(?:\w+ )?(?:serait|ferait) (?:bien|formidable|le plus beau|une chance|un plus)",
        ),
        undone=phrases(
            r"(?:n' |l' |y |les |lui |leur )(?:a|ont|avait|avaient|est|sont|était|étaient|ai|avons) "
            r"(?:pas|jamais|toujours pas) (?:encore |été |vraiment )*\w+(?:é|ée|és|ées|u|us|ue|ues|is|it|ise|ert)",
            r"on (?:a|avait) (?:pas|jamais) (?:encore |été |vraiment )*\w+(?:é|ée|és|ées|u|is|it|ert)",
            r"(?:ne|n') (?:l' |y |en |s' |se |les |la |le )?\w+ plus(?! (?:de|d'|que|qu'|en|à))",
            r"(?:y a|il y a|ai|as|avons|avez|ont|on a|n' ont|n' a) (?:pas|plus) (?:de|d'|encore de|assez de)? ?\w+",
            r"plus personne",
            r"(?:ont|a|avaient) (?:retiré|arrêté|renoncé|abandonné|quitté|cessé)",
        ),
        burdens=phrases(
            r"(?:du|de la|un) (?:travail|boulot|charge|temps|jour|heure) (?:de|en) plus",
            r"(?:il faut|faut|on doit|il fallait) (?:\w+ )?(?:remplir|refaire|ressaisir|recommencer|payer|attendre|"
            r"racheter|se lever|former|trouver)",
            r"(?:c' est|ça coûte|je paie|on paie|ça nous coûte) (?:[\w,]+ ){1,5}euros",
            r"(?:prend|prendre|prennent|prendra) (?:sa|leur|notre|ma|la) place",
            r"par(?:t|tent|tir) en (?:fumée|vrille)",
            r"peux pas (?:lui|leur|vous|te) donner (?:\w+ ){0,4}tort",
            r"(?:ça prend|on y passe|j' y passe|on perd) (?:\w+ )?(?:\d\S*|\w+) (?:heures?|jours?|minutes|semaines)",
            r"tout seule?",
            r"se retrouv\w+ (?:\w+ ){0,2}(?:dehors|sans|seule?s?|coincée?s?|à devoir)",
            r"toute seule",
            r"(?:qui|personne) (?:va|voudra|pour) (?:la |le |les |s' en )?(?:tenir|payer|faire|occuper|gérer|se lever|"
            r"nettoyer|entretenir)\w*",
            r"un peu (?:juste|court|cher|serré|maigre)",
            r"à trois heures du matin",
            r"pour le même (?:prix|salaire|temps)",
            r"ça se paie",
        ),
        enables=phrases(
            r"je suis (?:plutôt |très |complètement |tout à fait )?pour",
            r"(?:ils|elles|on|nous|les gens|je) (?:peut|peuvent|peux|pouvons) (?:enfin|maintenant|désormais|ainsi)",
            r"(?:n' )?arrivait jamais",
            r"(?:viennent|vient) (?:me|nous|les|lui) voir",
            r"(?:m'|nous|leur) (?:ont|a) dit oui",
            r"on s' entend",
            r"en (?:moins|à peine) (?:de |d' )?\w+ (?:minutes?|heures?|jours?)",
            r"(?:dorment|dort|mange|mangent|vont|va|travaillent|marche) (?:beaucoup |bien )?mieux",
            r"(?:nous|me|leur|lui) (?:fait|font) (?:économiser|gagner)",
            r"(?:les gens|on) (?:attendront|attendent|mangent|parlent) ensemble",
            r"il y a eu (?:\w+ )?(?:\d+|\w+ante|cent|mille|vingt|trente) (?:personnes|gens|spectateurs|familles)",
            r"aujourd' hui on (?:a|est) (?!plus|pas|moins|seul)(?:\d+|\w+ante|cent|vingt|trente|douze|quinze) \w+",
        ),
        rescues=phrases(
            r"(?:a|ont|avait|avaient) sauvé",
            r"heureusement (?:que|qu'|on|il|elle|pour)",
            r"par (?:chance|miracle)",
            r"s' en (?:est|sont) sortie?s?",
        ),
        obliges=phrases(
            r"(?:doit|doivent|devez|devons)",
            r"(?:est|sont) (?:obligée?s?|tenue?s?) de",
            r"a l' obligation",
            r"c' est (?:à|aux?|au) \w+ (?:\w+ )?d(?:e|')",
            r"(?:il )?faut (?:que|qu')",
        ),
        speaks=phrases(
            r"je (?:dirais|voudrais|rajouterais|ajouterais|préférerais|répondrais|me garderais|nuancerais)"
            r"(?! (?:qu' on|que l' on|bien qu'))",
            r"j' aimerais (?:dire|ajouter|savoir|bien savoir|revenir)",
            r"on dirait",
            r"ça (?:va|irait) (?:de soi)?",
            r"je (?:vais|viens) (?:pas |vous |te |être |dire )+\w*",
            r"si (?:je|on) (?:peux|peut|puis|ose|veut|compte|compare|regarde|enlève)",
            r"s' il (?:vous|te) plaît",
            r"(?:je )?vais dire",
        ),
        conditional=phrases(
            r"si (?:on|l'|un|une|les|le|la|nos|jamais|elle|elles|il|ils|ça|vous|tu|nous|c'|je)",
            r"s' (?:il|ils)",
            r"à (?:une |la )?condition",
            r"le jour où",
            r"pourvu que",
            r"tant que",
        ),
        distant=phrases(
            r"le jour où",
            r"un (?:beau |de ces )?jours?",
            r"demain",
            r"à (?:l' avenir|terme)",
            r"(?:à la|dès la) (?:rentrée|prochaine)",
            r"tôt ou tard",
            r"au bout (?:d' un moment|de \w+ (?:ans|années|mois))",
            r"dans (?:\w+ )?(?:ans|années|mois)",
            r"d' ici (?:\w+ )?\w+",
            r"(?:l' an|l' année|la saison) prochaine?",
            r"la (?:deuxième|prochaine) année",
            r"bientôt",
            r"plus tard",
            r"finir(?:a|ont|ait)? par",
            r"(?:va|vont|allons) (?:\w+ ){0,2}?\w{2,}(?:er|ir|re|oir)",
        ),
        possible=phrases(
            r"(?:on|ça|il|elle|ils) (?:peut|pourrait|peuvent|pourraient)",
            r"risque\w* de",
            r"(?:il se pourrait|il se peut)",
        ),
        wonders=phrases(
            r"(?:je )?(?:voudrais|aimerais) (?:bien |quand même )?savoir",
            r"on se demande",
            r"reste à savoir",
            r"on est qui nous",
            r"(?:dépend|dépendra|dépendent) (?:de|du|des|d')",
            r"je préfère ne pas (?:vous |te )?dire",
            r"regardez ce qui (?:se passe|arrive)",
            r"le jour où",
            r"au bout d' un moment",
            r"à force de",
            r"tôt ou tard",
            r"(?:va|vont) (?:finir|se retrouver|devenir)",
        ),
        asks_oneself=phrases(
            r"je (?:me )?demande",
            r"on se demande",
            r"question (?:reste|est) (?:ouverte|entière)",
            r"n' ai pas (?:la|de) réponse",
            r"reste à savoir",
        ),
        adversative=re.compile(
            r"(?:, | )(?:mais|sauf que|sauf qu'|seulement|en revanche|par contre|pourtant|cela dit)\s"
        ),
        falls=phrases(
            r"(?:baisser|diminuer|tomber|fondr)(?:a|ait|aient|ont)",
            r"(?:est|sont|a|ont|était|avait)? ?(?:bien |nettement |beaucoup )?(?:tombée?s?|baissée?s?|disparue?s?|"
            r"diminuée?s?|réduite?s?|divisée?s? par \w+|fondue?s?|chutée?s?)",
        ),
        loads=frozenset(
            "prix coût frais tarif loyer commission facture charge temps délai attente file queue absent absence "
            "déchet gaspill poubelle bruit jet erreur panne appel rappel plainte retard incident heure minute stress "
            "fatigue paperasse dossier trajet kilomètre fuite perte impayé accident no-show dette dépens".split()
        ),
    ),
    "en": Moves(
        admits=phrases(
            r"we (?:got|did) (?:that|it|this) wrong",
            r"(?:that' s|it' s) on (?:us|me)",
            r"(?:we|i) (?:should|ought to) have",
            r"we ought to have",
            r"(?:my|our) (?:own )?(?:fault|mistake)",
            r"i' ve done it myself",
            r"i' m sorry to say",
            r"we (?:didn' t|hadn' t|never) (?:think|thought|train|trained|plan|planned|ask|asked|warn|warned|see)\w*",
            r"we were (?:\w+ )?(?:naive|slow|too|careless|wrong|late)",
            r"we (?:underestimated|overlooked|missed|forgot)",
            r"i was wrong",
        ),
        proposes=phrases(
            r"(?:we|you|they|he|she|it) could(?! (?:have|not)\b)",
            r"what if",
            r"why not",
            r"how about",
            r"why don' t we",
            r"i' d (?:put|make|have|start|open|share|offer|propose|suggest|do|carry|write) \w+",
            r"i' d like (?:us|someone|somebody|to see)",
            r"nothing (?:stops|forbids|prevents)",
            r"there' s (?:a |some |still )?(?:\w+ )?(?:fund|room|money|space|grant|budget)",
            r"(?:would|will) (?:probably |gladly |happily |surely )(?:do|let|help|take|come|join|lend)",
            r"if it were \w+",
            r"should (?:soon )?be able to",
            r"(?:would|could|might) (?:be )?(?:drop|save|help|mean|bring|open|be good|be great|be nice)",
            r"(?:is|are) (?:ready|willing|happy) to",
            r"(?:let' s|suppose we|i propose|i suggest)",
            r"i' d do that",
            r"have you (?:considered|thought of)",
        ),
        undone=phrases(
            r"(?:hasn'|haven'|hadn'|wasn'|weren'|isn'|aren') t (?:been |yet |really |even )*\w+(?:ed|en|wn|de|nt|ne|ld|ght)",
            r"(?:we|they|he|she|it|people) (?:don'|doesn'|didn') t (?!mind|matter|say|worry|have to|give up)\w+",
            r"(?:there' s|there is|there are|we' ve|i' ve|they' ve|with|have|has) no (?!problem|doubt|risk|trouble|worry|"
            r"quarrel|objection)\w+",
            r"no longer",
            r"not any ?more",
            r"(?:has|have) stopped \w+",
            r"not meant to",
            r"(?:gave|gives|give|given) up",
        ),
        burdens=phrases(
            r"can' t say (?:he|she|they) (?:' s|s|is|are|' re)?(?: \w+)? ?wrong",
            r"takes? (?:his|her|their|our|my) place",
            r"(?:an )?(?:extra|more) (?:work|hours?|forms?|paperwork|steps?)",
            r"(?:i' m|we' re|it' s) down (?:about |by |to )?\w+",
            r"(?:have|has|had) to (?:say no|fill|redo|wait|pay|turn|drive|carry|ring|phone)",
            r"at (?:two|three|four) in the morning",
            r"(?:goes|comes|falls|lands) (?:to|on) (?:me|us|my \w+|one \w+)",
            r"(?:hang|hangs|depends?|depended|rests?) on (?:one|a single|him|her|me|two)",
            r"on my own",
            r"by myself",
            r"who (?:pays|cleans|runs|decides|vouches|answers) ?",
            r"(?:costs?|cost us|takes?|took) (?:\w+ )?(?:\d\S*|\w+) (?:pounds|hours|weeks|months|days)",
        ),
        enables=phrases(
            r"(?:i' m|i am) (?:all |very much )?(?:for|in favour)",
            r"so (?:they|we|you|people|she|he|i) can",
            r"(?:they|we|people|you) can (?:now|finally|at last)",
            r"(?:now|today) (?:we|i|it) (?:carry|have|serve|reach|get|see)(?: \w+){0,2} (?:\d+|\w+ty|hundred|dozen|twelve)",
            r"in under (?:a|one|two|five|ten) \w+",
            r"(?:sleeps?|eats?|works?|learns?|feels?|runs?|goes|going) (?:\w+ )?better",
            r"better than (?:i|we|they) (?:thought|expected|hoped|feared)",
            r"(?:i|we) know (?:their|all their|everyone' s) \w+",
            r"(?:it' s|it' s been|that' s|has been|been) (?:\w+ ){0,3}?(?:freedom|a (?:godsend|relief|lifeline|pleasure|joy))",
            r"(?:it|they) (?:rang|warned|told|caught|spotted|found) (?:me|us|her|him|them)",
            r"feel(?:s)? less (?:alone|lonely|tired|anxious|lost)",
            r"without (?:begging|waiting|asking|queuing|paying)",
            r"and had one \w+",
        ),
        rescues=phrases(
            r"saved (?:the|our|my) (?:day|evening|night|show|bacon|weekend)",
            r"luckily",
            r"fortunately",
            r"thank (?:god|goodness|heavens)",
        ),
        obliges=phrases(
            r"(?:must|has to|have to|needs to|is obliged|are obliged|is required|ought to)",
            r"it' s (?:us|them|the \w+) who",
        ),
        speaks=phrases(
            r"i' d (?:only |just |rather |also |still )?(?:say|add|like to|question|argue|call|point|be (?:surprised|happy|"
            r"delighted|grateful|curious|wrong))",
            r"i would(?:n' t)? (?:only |just )?(?:say|add|like|call|argue)",
            r"i wouldn' t say",
            r"would you believe",
            r"i' d not (?:say|call|give)",
            r"could (?:i|we) (?:just )?(?:say|come|add|ask)",
            r"if (?:i|we|you) (?:may|might|could|like|ask me|count|look)",
            r"as far as i (?:know|can tell)",
        ),
        conditional=phrases(
            r"if (?:we|you|i|it|they|the|that|someone|somebody|anyone|one|he|she|a|this|people)",
            r"unless",
            r"as long as",
            r"provided",
            r"the day (?:that|when|we|they)",
        ),
        distant=phrases(
            r"sooner or later",
            r"one day",
            r"some ?day",
            r"the day (?:that|when|we|they)",
            r"next (?:year|month|winter|summer|spring|season)",
            r"in (?:a |one |two |five |ten |\w+ )?(?:year|years|months)(?: or so)?",
            r"eventually",
            r"in the (?:long run|end|future)",
            r"(?:will|'ll|won' t|gonna|going to) (?:\w+ ){0,2}?\w+",
            r"(?:i|we|they|it|you|he|she|somebody|someone|nobody)(?:' ll)",
            r"end(?:s)? up",
            r"then the \w+ is always",
            r"(?:days|weeks|months) ahead",
            r"stays a \w+ once",
            r"(?:not|n' t) want to build",
        ),
        possible=phrases(r"(?:could|might|may)", r"i can see the day"),
        wonders=phrases(
            r"(?:i' d|i would) (?:still )?(?:want|like) to know",
            r"what happens (?:to|if|when)",
            r"the day (?:that|when)",
            r"sooner or later",
            r"in the end",
            r"(?:will|' ll|would) (?:end|wind|turn|find)",
            r"(?:no|not) (?:sure|certain) (?:who|what|how|i' d)",
            r"worth a great deal to",
            r"in the wrong hands",
            r"(?:depends|depend) on (?:the|a|whether|who)",
        ),
        asks_oneself=phrases(
            r"i wonder",
            r"(?:don' t|no) (?:have )?(?:an |a good |the )?answer",
            r"(?:i' d|i would) (?:still )?(?:want|like) to know",
            r"i' ve no idea",
        ),
        adversative=re.compile(r"(?:, | )(?:but|except|only|although|though|yet|however)\s"),
        falls=phrases(
            r"(?:has |have |had |is |are )?(?:dropped|fallen|fell|gone|vanished|disappeared|halved|gone down|down)",
            r"(?:would |will |should |could )(?:drop|fall|shrink|halve|go down|come down)",
        ),
        loads=frozenset(
            "price cost fee charg rent bill time delay wait queue absen waste rubbish noise error fault outage call "
            "complain late hour minute stress tired paperwork form mile leak loss losses accident debt response fall "
            "journey trip".split()
        ),
    ),
}
