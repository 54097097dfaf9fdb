"""Spoken commands in French; folded, so written without accents."""

from __future__ import annotations

import re

from companion.conversation.grammar import Grammar, object_patterns, whole_patterns

_CA = (
    r"(?:ca|cela|le|la|celle la|celle ci|celui la|cette (?:idee|phrase|pensee)(?: la)?|l'idee|"
    r"cette piste|cette partie|ce point|"
    r"la derniere(?: idee)?|tout ca)"
)
_ON = (
    r"(?:sur|de|du|des|d'|a propos de|a propos du|a propos des|au sujet de|au sujet du|concernant)"
)
_WALK = r"(?:la|cette|notre) (?:balade|promenade|seance|marche|conversation)"
_LATER = r"(?: (?:pour (?:plus tard|l'instant|le moment)|un moment|plus tard))?"

_WHOLE = whole_patterns(
    {
        "as-question": (
            rf"(?:mets|note|garde|pose|formule|enregistre|ecris) {_CA} (?:comme|en|sous forme de|en tant que) (?:une )?question(?: ouverte)?",
            r"(?:le|la|l') ?(?:mets|note|garde|pose|formule) (?:comme|en|sous forme de) (?:une )?question",
            r"fais en une question",
            rf"transforme {_CA} en question",
        ),
        "question-mark": (
            rf"(?:garde {_CA} (?:mais |et |avec )?)?(?:mets|ajoute|laisse)?(?: y)? ?un point d'interrogation(?: (?:sur|a|derriere|apres|a cote de) (?:{_CA}|cela)| la dessus| dessus)?",
            r"point d'interrogation",
            rf"marque {_CA} comme (?:incertaine?|douteuse?|pas sure?)",
        ),
        "park": (
            rf"(?:on )?(?:mets?|mettons|laisse|laissons|range) {_CA} (?:de cote|en attente|pour plus tard){_LATER}",
            rf"garde {_CA} pour plus tard",
            rf"gare {_CA}{_LATER}",
            r"(?:on )?(?:y )?(?:revient|reviendra|revenons|reviendrons) (?:y )?plus tard",
        ),
        "note": (
            rf"(?:(?:tu peux|peux tu|il faut) )?(?:note|ecris|retiens|inscris|enregistre)(?: (?:bien|moi))? (?:{_CA}|celui la)(?: (?:bien|quelque part))?",
            r"note(?: (?:bien|le bien))?",
            r"prends(?: en)? note(?: de ca)?",
            r"garde (?:une |la )?trace(?: de ca)?",
            r"souviens toi de ca",
        ),
        "keep": (
            rf"(?:on )?(?:garde|gardons|conserve) (?:bien )?{_CA}",
            rf"(?:{_CA} )?(?:on|tu) (?:la|le|les) garde",
        ),
        "undo": (
            r"annule(?: (?:ca|le|la|cette note|la note|la derniere note))?",
            r"(?:supprime|efface|retire|enleve) (?:cette|la|la derniere|ma derniere) note",
        ),
        "drop": (
            rf"(?:on )?(?:laisse|laissons) tomber(?: {_CA})?",
            rf"(?:on )?(?:oublie|oublions)(?: {_CA})?",
            rf"(?:on )?(?:retire|enleve|abandonne|supprime|raye|jette) {_CA}",
            rf"je (?:retire|l'abandonne|la retire)(?: (?:{_CA}|ce que j'ai dit|ce que je viens de dire))?",
        ),
        "off-record": (
            r"(?:(?:(?:la |ca )?c'est|ca reste|que ca reste|ceci est|ca) )?(?:entre nous|hors micro|en off|hors enregistrement)",
            r"(?:ne |n')?(?:note|enregistre|ecris|garde) (?:surtout )?pas ca",
            r"n'(?:enregistre|ecris) (?:pas|plus)(?: ca)?",
            r"(?:ne |n')?(?:note|enregistre|ecris|garde) pas ce que je (?:viens de dire|dis|vais dire)",
            r"pas (?:pour|dans) le compte rendu",
        ),
        "on-record": (
            r"(?:on |tu peux |c'est bon tu peux )?(?:enregistre|note) (?:a|de) nouveau",
            r"fin du hors micro",
            r"(?:de )?retour au micro",
            r"(?:c'est bon )?tu peux (?:enregistre|note)",
        ),
        "forget-minute": (
            r"(?:oublie|efface|supprime) la derniere minute",
            r"(?:oublie|efface|supprime) ce que (?:je viens de dire|j'ai dit)",
            r"(?:oublie|efface|supprime) les (?P<about>deux|trois|quatre|cinq) dernieres minutes",
        ),
        "slower": (
            r"(?:(?:parle|repete|redis|dis|va|vas y|un peu|ca|le|la) )*(?:plus lentement|moins vite|lentement|plus doucement)",
            r"ralentis(?: un peu)?",
            r"(?:tu (?:vas|parles)|c'est|pas) (?:trop|si) vite",
        ),
        "faster": (r"(?:(?:parle|va|un peu) )*plus vite", r"accelere(?: un peu)?"),
        "repeat": (
            r"(?:(?:tu peux|peux tu) )?(?:repete|redis)(?: (?:ca|le|la|moi ca|un peu|la question|ta question|ce que tu (?:as dit|disais)))?",
            r"(?:qu'est ce que tu|que) (?:as dit|disais|disais tu|viens de dire)",
            r"tu (?:as dit|disais) quoi",
            r"c'etait quoi (?:la|ta) question",
            r"encore une fois",
            r"(?:j'ai|je n'ai) pas (?:entendu|compris)",
            r"pardon",
        ),
        "let-me-think": (
            r"(?:laisse|laissez) moi (?:un peu |juste )?(?:reflechir|penser|chercher|le temps|finir)(?: .{1,24})?",
            r"laisse moi (?:une|deux|un) (?:seconde|secondes|minute|minutes|instant|moment)",
            r"attends(?: (?:une|deux|un|voir)? ?(?:petite |petit )?(?:seconde|secondes|minute|minutes|instant|moment|peu|voir))?",
            r"(?:juste )?(?:une|deux|un) (?:petite |petit )?(?:seconde|secondes|minute|minutes|instant|moment)",
            r"donne moi (?:une|deux|un) (?:petite |petit )?(?:seconde|secondes|minute|minutes|instant|moment)",
            r"je (?:reflechis|cherche)(?: encore)?",
            r"(?:j'ai|je n'ai) pas (?:fini|termine)",
            r"pas encore",
            r"stop",
        ),
        "be-quiet": (
            r"(?:tais toi|silence|chut|tu peux te taire)(?: un (?:peu|moment|instant))?",
            r"(?:ecoute|ecoute moi)(?: (?:seulement|juste|simplement|sans (?:parler|repondre|rien dire)))?",
            r"(?:juste|contente toi d'|contente toi de m') ?ecouter",
            r"(?:ne )?(?:dis|reponds|parle) (?:plus|pas)(?: rien)?",
            r"(?:ne )?dis rien",
            r"(?:plus de|arrete (?:les|avec les)|assez de) questions",
            r"arrete de (?:parle|pose des questions|m'interrompre)",
        ),
        "go-on": (
            r"(?:vas y|allez)(?: (?:continue|parle|reponds))?",
            r"(?:continue|poursuis|reponds(?: moi)?)",
            r"(?:c'est )?a (?:toi|ton tour)(?: (?:de parle|maintenant))?",
            r"c'est (?:a toi|ton tour)",
            r"(?:je t'ecoute|tu peux (?:parle|reponds|y aller)|j'ai (?:fini|termine))",
            r"(?:qu'est ce que tu en penses|tu en penses quoi|qu'en penses tu)",
        ),
        "answer-again": (
            r"reponds (?:encore|autrement|a nouveau|de nouveau|encore une fois)",
            r"(?:donne (?:moi )?)?une autre reponse",
            r"(?:pose (?:moi )?|essaie )?une autre question",
            r"pose m'en une autre",
            r"(?:dis|demande) (?:moi )?autre chose",
            r"(?:essaie|recommence) encore",
        ),
        "another-angle": (
            r"(?:(?:essaie|donne moi|prends|sous|propose|essayons|trouve) )?un autre (?:angle|point de vue|regard)",
            r"change(?:ons)? d'angle",
            r"(?:regarde|regardons|voyons|prends|prenons) (?:ca )?(?:autrement|sous un autre angle)",
            r"(?:d'|sous )un autre angle",
        ),
        "recall": (r"qu'est ce que j'ai dit (?:avant|la derniere fois|tout a l'heure)",),
        "summary": (
            r"(?:tu peux |peux tu )?(?:resume|recapitule)(?: (?:moi|nous))?(?: (?:ca|tout|tout ca|la discussion|jusqu'ici|les idees|ce qu'on (?:a dit|s'est dit)|ce que j'ai dit))?",
            r"(?:(?:fais|donne)(?: (?:moi|nous))? )?(?:un|le) (?:petit |court |rapide )?(?:resume|recapitulatif|recap|point)(?: (?:jusqu'ici|des idees))?",
            r"ou (?:en )?(?:est on|sommes nous|on en est)",
            r"on en (?:est|etait) ou",
            r"qu'est ce (?:qu'on a|que tu as|que j'ai)(?: (?:note|garde|dit))?(?: jusqu'ici)?",
            r"(?:lis|relis|rappelle)(?: moi)? (?:les|mes|nos) (?:idees|notes)",
        ),
        "pause": (
            r"(?:on )?(?:(?:fais|fait|faisons) )?(?:une )?(?:petite )?pause",
            r"mets(?: (?:toi|la promenade|la balade|l'enregistrement|tout))? en pause(?: (?:la promenade|la balade|l'enregistrement))?",
        ),
        "resume": (
            r"(?:on )?(?:reprends?|reprenons)(?: (?:l'enregistrement|la promenade|la balade|la seance|la marche))?",
            r"je suis (?:de retour|revenue?|la)",
            r"on peut reprends",
            r"(?:c'est bon )?(?:je suis la|je suis de retour|on repart)",
            r"reveille toi",
            r"tu peux (?:reparler|parle (?:a|de) nouveau)",
        ),
        "end": (
            rf"(?:c'est )?la fin de {_WALK}",
            rf"fin de {_WALK}",
            rf"(?:on )?(?:termine|terminons|finis|finit|finissons|arrete|arretons|cloture) {_WALK}",
            r"(?:on |arretons nous |arrete toi |on s'|stop |arrete |arretons )(?:arrete )?(?:la|ici)(?: pour (?:aujourd'hui|ce soir|cette fois))?",
            r"c'est (?:tout|fini|termine|bon)(?: pour) (?:aujourd'hui|ce soir|cette fois|ce matin)",
            r"on a (?:fini|termine)(?: pour aujourd'hui)?",
            r"(?:au revoir|a bientot)",
        ),
        "language": (
            r"(?:(?:parle|passe|continue|on continue|parlons|passons|reponds|bascule|on passe) )?(?:en |a l')?(?P<about>anglais)",
            r"(?:(?:parle|passe|continue|on continue|parlons|passons|reponds|bascule|on passe) )(?:en |au )?(?P<about>francais)",
        ),
        "technique": (
            r"(?:(?:te )?(?:fais|joue|sois|essaie|on fait|faisons|prends|donne(?: moi)?|on essaie|essayons|trouve(?: moi)?|cherche|utilise|passe (?:a|aux)) )?(?:moi )?(?:(?:l'|le |la |les |une |un |des |d'une ))?(?P<about>avocat du diable|(?:cinq|5) pourquoi|comment pourrait on|scamper|analogies?|pire idee(?: d'abord)?|pre ?mortem)",
            r"(?P<about>critique (?:ca|cette idee))",
            r"(?P<about>qu'est ce qui pourrait (?:mal tourner|rater|mal se passer))",
        ),
        "yes": (
            r"(?:oui|ouais|voila|exactement|bien sur|absolument|confirme|je confirme|d'accord|vas y|fais le)(?: (?:oui|bien sur|d'accord|vas y|s'il te plait|je confirme|exactement|fais le|oublie))*",
        ),
        "no": (
            r"(?:non|nan|surtout pas|pas la peine|laisse|annule|certainement pas)(?: (?:merci|non|surtout pas|garde|laisse|pas ca|attends|c'est bon))*",
        ),
    }
)

_OBJECTS = object_patterns(
    (
        (
            "recall",
            rf"(?:et )?qu'est ce (?:que )?(?:j'ai|je|j'avais|on a|on avait|qu'on a|qu'on avait) (?:deja )?(?:dit|disais|pense|raconte|note|dis) {_ON} X",
        ),
        (
            "recall",
            rf"(?:tu te souviens de|tu te rappelles|rappelle moi|retrouve|redis moi|cherche|dis moi) ce que (?:j'ai|j'avais|je|on a|on avait) (?:dit|disais|pense|note) {_ON} X",
        ),
        ("recall", rf"(?:j'ai|j'avais|on a|on avait) dit quoi {_ON} X"),
        ("recall", rf"(?:est ce que )?(?:j'ai|ai je) (?:deja )?parle {_ON} X"),
        (
            "recall",
            rf"(?:quand|qu'est ce que|que) (?:est ce que )?(?:j'ai|ai je) (?:parle|dit) {_ON} X",
        ),
        (
            "recall",
            r"(?:c'etait quoi|quelle etait|quelles etaient) (?:mon idee|mes idees) (?:sur|pour|de) X",
        ),
        (
            "repeat",
            rf"(?:repete|redis)(?: moi)? (?:la partie|le passage|ce que tu (?:as dit|disais)|ce qu'on a dit|la question) {_ON} X",
        ),
        (
            "question-mark",
            r"(?:mets|ajoute|laisse) un point d'interrogation (?:sur|a|derriere|apres|a cote de) X",
        ),
        ("question-mark", r"point d'interrogation (?:sur|pour) X"),
        ("question-mark", r"garde X (?:mais |et )?(?:mets|avec) un point d'interrogation"),
        ("question-mark", r"marque X comme (?:incertaine?|douteuse?|pas sure?)"),
        ("as-question", r"(?:mets|note|garde|pose) X (?:comme|en) (?:une )?question"),
        (
            "park",
            rf"(?:on )?(?:mets?|mettons|laisse|range) X (?:de cote|en attente|pour plus tard){_LATER}",
        ),
        ("park", r"gare X"),
        ("drop", rf"(?:oublie|je retire) (?:tout )?ce que j'ai dit {_ON} X"),
        ("drop", r"(?:on )?(?:laisse|laissons) tomber X"),
        ("drop", r"(?:on )?(?:oublie|oublions|retire|enleve|abandonne|supprime|raye) X"),
        ("drop", r"je (?:retire|renonce a|renonce aux|renonce au) X"),
        ("keep", r"(?:garde|conserve) X"),
        ("let-me-think", r"laisse moi reflechir (?:a|au|aux|sur) X"),
        ("technique", r"(?:fais|joue|sois) l'avocat du diable (?:sur|pour) X"),
    )
)

GRAMMAR = Grammar(
    whole=_WHOLE,
    objects=_OBJECTS,
    noting=re.compile(
        r"(?:note|note bien|ecris|retiens|prends note|prends bonne note|note moi|souviens toi)(?: (?:bien|ca|que|qu'))?(?=$| )"
    ),
    fillers=frozenset(
        """ah alors bah ben bien bon bref d'accord donc eh en enfin et euh fait finalement hein hmm hum
        mais maintenant merci non ok okay ouais oui allez pardon promenade puis tiens voila parfait oh
        super
        """.split()
    ),
    courtesies=re.compile(
        r"^(?:(?:est ce que )?tu (?:peux|pourrais|veux bien) |peux tu |pourrais tu |"
        r"(?:est ce qu')?on (?:peut|essaie|pourrait essayer) |"
        r"je (?:voudrais|veux) que tu |j'aimerais que tu |en fait |bon ben |eh bien )|"
        r"(?: (?:s'il te plait|s'il vous plait|stp|pour l'instant|pour moi|tu veux bien|en fait|"
        r"(?:pendant |juste )?un (?:petit )?(?:moment|instant|peu)|maintenant|pour le moment))$"
    ),
    blockers=frozenset(
        """je j'ai tu il elle on nous vous ils elles qui que qu'on qu'il qu'elle ca cela ce c'est
        ne n' pas jamais plus rien de d' a au aux pour par sans avec dans sur sous chez si quand ou
        parce comme le la les l' un une des du mon ma mes ton ta tes son sa ses notre nos votre vos
        leur leurs cette ces cet doit doivent devrait peut peuvent pourrait faut faudrait va vont
        allait veut veulent voudrait dit disent disait dire demande demandent demander fait font faire
        laisse laissent personne chacun gens toujours souvent parfois se s' me m' te t' y est sont
        etait
        """.split()
    ),
    others=re.compile(
        r"^(?:\w+ )?(?:couche|assis)$|\b(?:pas bouger|au pied|bon chien|mauvais chien|viens ici|viens la|lache(?: ca)?|"
        r"cherie?|mon coeur|les enfants|maman|papa|monsieur|madame|excusez moi|le chien|la chienne|"
        r"les gars|attention a|rapporte)\b"
    ),
    vocative_safe=frozenset(
        "parfait super genial exactement vrai interessant bonjour salut".split()
    ),
    rewrites={
        "noter": "note",
        "enregistrer": "enregistre",
        "reprendre": "reprends",
        "mettre": "mets",
        "faire": "fais",
        "oublier": "oublie",
        "repeter": "repete",
        "parler": "parle",
        "resumer": "resume",
        "effacer": "efface",
        "supprimer": "supprime",
        "annuler": "annule",
        "garder": "garde",
        "laisser": "laisse",
        "redire": "redis",
        "repondre": "reponds",
        "poser": "pose",
        "jouer": "joue",
        "recapituler": "recapitule",
        "rappeler": "rappelle",
        "ecrire": "ecris",
        "retenir": "retiens",
        "arreter": "arrete",
        "notez": "note",
        "gardez": "garde",
        "laissez": "laisse",
        "oubliez": "oublie",
        "repetez": "repete",
        "mettez": "mets",
        "resumez": "resume",
        "attendez": "attends",
        "continuez": "continue",
        "parlez": "parle",
        "repondez": "reponds",
        "posez": "pose",
        "reprenez": "reprends",
        "annulez": "annule",
        "arretez": "arrete",
        "faites": "fais",
        "ok": "d'accord",
        "okay": "d'accord",
        "met": "mets",
    },
    determiners=frozenset("le la les ce cette ces mon ma mes notre nos l'".split()),
    object_stops=frozenset(
        """dit disait demande disent parce donc alors mais quand si qui que qu'on qu'il pour est sont etait etaient sera serait
        doit peut faut va vont et ou chez dans par sans tout toute tous rien personne toi moi lui nous
        vous eux elle elles pas jamais plus ca cela demain hier ouvert ouverte fermee chaque quoi
        comment pourquoi combien
        """.split()
    ),
)
