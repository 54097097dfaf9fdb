"""Spoken commands in French: verb families and their objects."""

from __future__ import annotations

from collections.abc import Mapping

from companion.conversation.commands.french_frames import (
    ADDRESSES,
    ARTICLES,
    ASSERTIONS,
    BLOCKERS,
    CLITICS,
    CLOSERS,
    DETERMINERS,
    FILLERS,
    FRONTED_BEFORE,
    NEGATIONS,
    NOTING,
    OBJECT_STOPS,
    OTHERS,
    PLAIN_NEGATIVES,
    PROMISES,
    REASONS,
    REMARKS,
    REQUESTS,
    TAILS,
    VOCATIVE_SAFE,
)  # fmt: skip
from companion.conversation.commands.french_verbs import forms
from companion.conversation.commands.grammar import Grammar, workshop
from companion.conversation.contract import CommandName

_CLASSES = {
    "ONE": "(idée|piste|phrase|pensée|partie|chose|proposition|suggestion|remarque)",
    "SAID": "(ce que|tout ce que) (je (viens de dire|disais|dis)|j' ai dit)",
    "IT": "(ça|cela|ceci|le|la|les|l'|(celle|celui|celles|ceux) (là|ci)|cette ONE [là]|l'idée|ce (point|truc|morceau)|la (dernière|précédente) [ONE]|ta [dernière] (idée|proposition)|tout ça|SAID)",
    "OBJ": "(IT|X)",
    "OF": "(sur|de|du|des|d'|à propos de|à propos d'|à propos du|à propos des|au sujet de|au sujet d'|au sujet du|au sujet des|concernant|pour|quant à|quant au|quant aux)",
    "LATER": "(pour (plus tard|l'instant|le moment|tout à l'heure|une autre fois|après)|un moment|plus tard|après|tout à l'heure|une autre fois)",
    "LIST": "(la liste|les notes|mes notes|le carnet|mon carnet|notre liste|le tableau)",
    "FEW": "(une|deux|un|quelques|cinq|trente) [petite|petites|petit] (seconde|secondes|minute|minutes|instant|instants|moment)",
    "QUESTION": "[une] question [ouverte]",
    "MARK": "[un] [gros|grand|petit] point d'interrogation",
    "ON": "(sur|à|au|aux|derrière|après|à côté de|à côté du|devant|en face de|pour)",
    "DOUBTFUL": "(incertain|incertaine|douteux|douteuse|pas sûr|pas sûre|en doute|à voir|à vérifier)",
    "ERASE": "(<oublier>|<effacer>|<supprimer>|<enlever>|<retirer>)",
    "WALK": "(la|cette|notre) (balade|promenade|séance|marche|conversation|sortie|session)",
    "EARLIER": "(déjà|avant|la dernière fois|l'autre jour|hier|tout à l'heure|la semaine dernière|à la dernière (balade|promenade)|une fois|au juste|exactement)",
    "SAYING": "(dit|disais|dis|pensé|pensais|noté|raconté|décidé|trouvé)",
    "SOFAR": "(jusqu'ici|jusque là|jusqu'à maintenant|pour l'instant|pour le moment|là|en tout|aujourd'hui)",
    "TODAY": "(pour|par) (aujourd'hui|ce soir|cette fois|ce matin|maintenant|là)",
    "ANGLE": "(angle|point de vue|regard|côté|bout|biais|éclairage)",
    "SLOWLY": "(plus lentement|moins vite|lentement|plus doucement|moins rapidement)",
}  # fmt: skip

_NAMES = {
    "TECHNIQUE": (
        r"(?P<about> avocat du diable| (?:cinq|5) pourquoi| comment pourrait on| scamper| analogies?"
        r"| pire idee(?: d' abord)?| pre ?mortem| critique| sceptique)"
    ),
    "WRONG": (
        r"(?P<about> critique(?:r)? (?:ca|cette idee)| qu' est ce qui (?:pourrait|peut|risque de)"
        r" (?:mal tourner|rater|mal se passer|clocher|coincer)| qu' est ce qui cloche| contredis moi)"
    ),
    "ANYTHING": r"(?: \S+){1,6}",
    "OPINION": (
        r"(?P<about> qu' est ce que (?:tu en penses|vous en pensez|tu en dis)"
        r"| (?:tu|vous) en (?:penses|pensez|dis) quoi| qu' en penses tu)"
    ),
    "TWO": r"(?P<about> (?:deux|trois|quatre|cinq))",
    "FAREWELL": (
        r"(?P<about> (?:au revoir|a bientot|a demain|a la prochaine|bonne (?:nuit|soiree|journee)))"
    ),
    "ENGLISH": r"(?P<about> anglais)",
    "FRENCH": r"(?P<about> francais)",
}
"""Classes whose words are themselves the object of a command."""

_COMMANDS: Mapping[CommandName, tuple[str, ...]] = {
    "as-question": (
        "(<mettre>|<noter>|<garder>|<poser>|<formuler>|<enregistrer>|<ecrire>|<reformuler>|<marquer>|<tourner>) OBJ (comme|en|sous forme de|sous la forme d'|en tant que) QUESTION",
        "<faire> (en|de ça|de cette idée) une question", "en <faire> une question",
        "(<transformer>|<changer>|<tourner>) OBJ en QUESTION",
    ),
    "question-mark": (
        "[<garder> IT [mais|et|avec|quand même]] [<mettre>|<ajouter>|<laisser>|<poser>|avec] [y|lui|moi] MARK [ON IT|là dessus|dessus|à côté|là]",
        "(<mettre>|<ajouter>|<laisser>|<poser>) [moi] MARK ON OBJ", "MARK (sur|pour) OBJ",
        "[là|ici|mais] (j' ai (un|des) (doute|doutes)|j' hésite|je doute) [là dessus|ici] (<marquer>|<noter>|<signaler>) (le|la|ça)",
        "y <mettre> MARK", "<mettre> y MARK", "avec MARK", "IT avec MARK",
        "<garder> OBJ (mais|et|avec) [<mettre>|avec] MARK",
        "(<marquer>|<noter>|<mettre>|<classer>) OBJ (comme|en) DOUBTFUL",
    ),
    "off-record": (
        "~[(IT|la|ça ça|ceci|ce qui suit) [c'est|est]] [c'est|(ça|cela|que ça) reste|que ce soit] [strictement|juste] (entre nous|hors micro|en off|off|hors enregistrement|confidentiel|privé)",
        "[ne|n'] [le|la|l'] (<noter>|<enregistrer>|<ecrire>|<garder>|<retenir>) [surtout] (pas|plus) [ça|cela|rien|ce qui suit|la suite|SAID|ce que je vais dire]",
        "(c'est|ça reste|on passe|reste) (entre nous|hors micro|en off)", "ce que je (vais dire|dis) [tu] [ne|n'] [le|l'] (<noter>|<enregistrer>|<garder>) pas",
        "(<arreter>|<stopper>) [d'] <enregistrer>", "(<arreter>|<stopper>) de <noter>",
        "(<couper>|<arreter>|<stopper>|<eteindre>) (l'enregistrement|le micro)",
        "(ce que je vais (dire|te dire|raconter)|la suite|ce qui suit|ce qui vient) [ça] (reste|doit rester) entre nous",
        "[ça] pas (pour|dans) (le compte rendu|les notes)", "on passe (en off|hors micro)",
    ),
    "on-record": (
        "[c'est bon] (<enregistrer>|<noter>) (à|de) nouveau", "~[c'est bon] (tu peux|on peut|vous pouvez) (<enregistrer>|<noter>)", "<reenregistrer>", "<renoter>",
        "(fin du|on sort du) hors micro", "[de] retour au micro", "<remettre> (l'enregistrement|le micro)",
        "(<rallumer>|<relancer>|<redemarrer>) (l'enregistrement|le micro)",
        "<recommencer> à (<enregistrer>|<noter>)",
    ),
    "undo": (
        "<annuler> [ça|le|la|cette note|la note|la dernière note|ma dernière note]",
        "(<supprimer>|<effacer>|<retirer>|<enlever>|<oublier>|<jeter>) (cette|la|la dernière|ma dernière) note",
        "(<effacer>|<enlever>|<retirer>) [ça] de (mes|tes|les) notes",
        "[ne] <noter> pas ça finalement", "<revenir> en arrière [sur (la|cette|la dernière) note]",
    ),
    "note": (
        "(<noter>|<ecrire>|<retenir>|<inscrire>|<enregistrer>|<marquer>) [bien|moi|donc|vite] IT [bien|quelque part|par écrit|noir sur blanc]",
        "~<noter> [bien|le bien|moi ça]", "(<noter>|<ecrire>|<marquer>) (quelque part|dans un coin)",
        "<prendre> [bien|bonne|en|moi|ça en] note [de (ça|cela|cette idée)]",
        "<garder> [moi] [en] [une|la] trace [de (ça|cette idée|SAID)]", "<garder> IT en (note|tête|mémoire)",
        "<souvenir> (toi|vous) (de ça|de cette idée|en)", "(rappelle|rappelez) (toi|vous) (de ça|cette idée)",
        "(<mettre>|<ajouter>|<rajouter>) IT (dans|à|sur|en) (LIST|note)",
        "(<mettre>|<ajouter>|<rajouter>) (le|la|ça) (dans|à|sur) LIST", "<mettre> [moi] IT (par écrit|noir sur blanc|sur papier)", "~à noter",
        "~(c'est|ça c'est|ça) à (noter|retenir)",
    ),
    "park": (
        "(<mettre>|<laisser>|<ranger>|<poser>) OBJ (de côté|en attente|pour plus tard|au frigo|entre parenthèses) [LATER]",
        "(<mettre>|<laisser>) de côté OBJ [LATER]",
        "(<garder>|<conserver>) IT (pour plus tard|pour une autre fois|sous le coude|en réserve|de côté)",
        "<garer> OBJ [LATER]",
        "[on] y (<revenir>|<reflechir>) [LATER]", "<revenir> y LATER", "[on] (<revenir>|<parler>) de ça LATER",
        "(<voir>|verra|verrons) ça LATER", "on [en] (reparle|reparlera|reparlerons) [LATER]",
    ),
    "forget-minute": (
        "ERASE la dernière minute",
        "ERASE (ce que|tout ce que) (je (viens de dire|disais)|j' ai dit [là|à l'instant])",
        "ERASE les TWO dernières minutes",
        "ERASE (ce que|tout ce que) (j' ai dit|je viens de dire) (depuis une minute|(dans|pendant|durant) la dernière minute)",
    ),
    "keep": (
        "(<garder>|<conserver>) [bien|moi|surtout] OBJ [sur LIST|dans LIST|pour de bon]", "~on garde",
        "~IT (reste|restent)", "<tenir> à OBJ",
    ),
    "drop": (
        "<laisser> tomber [OBJ]",
        "(<oublier>|<abandonner>|<retirer>|<enlever>|<supprimer>|<rayer>|<jeter>|<virer>|<barrer>|<zapper>|<ecarter>|<eliminer>) OBJ [de LIST|des notes]",
        "(<effacer>|<sortir>|<degager>) (IT|l'idée X) [de LIST]", "<oublier>",
        "(<oublier>|<retirer>) (ce que|tout ce que) j' ai dit OF X",
        "je <retirer> [ce que (j' ai dit|je viens de dire)]", "je renonce à OBJ", "je renonce (au|aux) X", "<renoncer> à IT",
        "(<faire>|on fait) une croix dessus", "<tirer> un trait dessus",
    ),
    "slower": (
        "(<parler>|<repeter>|<redire>|<dire>|<aller>|vas y|<relire>) [le|la|ça|moi ça] [un peu|beaucoup] SLOWLY", "~[un peu|beaucoup] SLOWLY",
        "<ralentir> [un peu|le rythme|un petit peu]", "[tu|vous] [(vas|allez|parles|parlez)|c'est|pas] [beaucoup|un peu] (trop|si) vite",
    ),
    "faster": (
        "[(<parler>|<aller>|<dire>|<relire>) [le|ça]] [un peu|beaucoup] plus (vite|rapidement)",
        "<accelerer> [un peu]", "[tu|vous] [(parles|parlez|vas|allez)|c'est] [un peu] trop lentement",
    ),
    "repeat": (
        "(<repeter>|<redire>) [moi] [ça|le|la|moi ça|un peu|encore une fois|la question|ta question|la fin|la dernière phrase|ce que tu (as dit|disais|viens de dire)]",
        "(qu' est ce que|qu' est ce qu') (tu|vous) (as dit|avez dit|disais|disiez|viens de dire|dis|racontes)",
        "que disais tu", "[tu|t'] (as dit|disais|dis) quoi", "~tu disais", "~vous disiez",
        "c'était quoi [la|ta] [question]", "c'est quoi (la|ta) question", "~(encore une fois|une fois de plus|encore un coup)",
        "(j' ai|je n' ai) (pas|rien|mal) [bien|tout] (entendu|compris|suivi|capté)", "~(pardon|comment|hein)",
        "(<repeter>|<redire>|<relire>|<reprendre>|<rappeler>) [moi] (la partie|le passage|le bout|le morceau|ce que tu (as dit|disais)|ce qu' on (a dit|avait|avait dit|disait)|la question) OF X",
    ),
    "let-me-think": (
        "(<laisser>) moi [un peu|juste] (<reflechir>|penser|chercher|le temps|finir|terminer|du temps) [de (<reflechir>|finir)|à ça|là dessus] [FEW]",
        "(<laisser>|<donner>) moi (FEW|le temps|un peu de temps) [pour (<reflechir>|y penser)]",
        "(<laisser>) moi <reflechir> (à|au|aux|sur) X",
        "~<attendre> [(FEW|un peu|voir|voir un peu|un instant)]", "~[juste] FEW [encore]", "attends FEW",
        "(je|il faut que je|faut que j' y|faut que je|que je) (<reflechir>|cherche|réfléchisse) [encore|un peu|là|à ça]",
        "(j' ai|je n' ai) pas [encore] (fini|terminé)", "~pas encore", "~(stop|minute)", "bouge pas", "ne bouge pas",
        "j' ai besoin de (<reflechir>|FEW|temps)",
        "[<attendre>] (il faut|faut) que j' y (pense|réfléchisse) [encore] [un peu]",
    ),
    "be-quiet": (
        "((<taire>) (toi|vous)|te <taire>|vous <taire>|silence|chut|motus) [un (peu|moment|instant)]",
        "<ecouter> [moi] (seulement|juste|simplement|sans (parler|répondre|rien dire))", "<ecouter> moi",
        "(juste|contente toi d'|contente toi de m'|contentez vous d'|contentez vous de m') <ecouter>",
        "<contenter> (toi|vous) (d'|de m') <ecouter>",
        "[ne|n'] (<dire>|<repondre>|<parler>) (plus|pas|rien) [rien]", "[ne] <dire> (rien|plus rien|pas un mot)", "(plus|pas) un mot",
        "(plus de|<arreter> les|<arreter> avec les|<arreter> avec tes|assez de|pas de|stop aux) questions",
        "<arreter> de (<parler>|<poser> des questions|m' interrompre|me couper|<repondre>)", "(<etre>|<rester>) (silencieux|silencieuse|muet|tranquille)",
        "m' <interrompre> (pas|plus)", "[ne] m' interromps (pas|plus)",
    ),
    "resume": (
        "(<reprendre>|<relancer>) [l'enregistrement|WALK|là où on (en était|s' était arrêté)]", "c'est reparti", "on repart", "on (s' y remet|y retourne)",
        "(je suis|me voilà|me revoilà) (de retour|revenu|revenue|là)", "<reveiller> toi", "je suis là",
        "(reparler|<parler> (à|de) nouveau)", "(continuons|poursuivons) [WALK]", "<enlever> la pause", "fin de [la] pause",
    ),
    "go-on": (
        "(vas y|allez|allez y|allons y) [<continuer>|<parler>|<repondre>|dis moi]", "~(<continuer>|<poursuivre>|<repondre> [moi])",
        "[c'est] à (toi|vous|ton tour|votre tour) [de (<parler>|jouer|répondre)|maintenant]", "c'est (ton|votre) tour [maintenant|de parler]",
        "(je t' écoute|je vous écoute|dis moi|dis toujours)", "~(tu peux|vous pouvez|peux tu|pouvez vous) (<parler>|<repondre>|y aller|<continuer>|prendre la parole)", "~<parler>",
        "~(j' ai|voilà j' ai) (fini|terminé)", "OPINION",
        "ton avis [là dessus]",
    ),
    "answer-again": (
        "<repondre> [moi] (encore [une fois]|autrement|à nouveau|de nouveau|différemment)", "[<donner> [moi]|<essayer>|<trouver> [moi]|<proposer>] une autre réponse",
        "[<poser> [moi|m'en]|<essayer>|<trouver>] une autre question", "~(<poser> m'en|<essayer>|<trouver>|<donner>) une autre", "<poser> m'en une autre", "question suivante",
        "(<dire>|<demander>) [moi] autre chose", "(<essayer>|<recommencer>|<reessayer>) [encore|ta réponse|ta question|de nouveau|autrement]",
        "(<refaire>|<reformuler>|<changer>) [moi] (ta|la|de) (réponse|question)", "<dire> (le|ça) (autrement|avec d'autres mots)", "<reformuler> [ça]",
    ),
    "another-angle": (
        "(<essayer>|<donner> [moi]|<prendre>|<proposer> [moi]|<trouver> [moi]|<chercher>|<changer> pour|sous|d'|y a t il) un (autre|nouvel|nouveau) ANGLE", "~un (autre|nouvel|nouveau) ANGLE", "(tu (aurais|as)|t' (aurais|as)|(aurais|as) tu) un (autre|nouvel|nouveau) ANGLE",
        "<changer> d'(angle|point de vue|optique)", "<changer> de (point de vue|regard|perspective)",
        "(<regarder>|<voir>|<prendre>|<aborder>|<considerer>|<reprendre>|<attaquer>) OBJ (autrement|différemment|(sous|par|d'|depuis|avec) un autre ANGLE)",
        "~[une] autre (façon|manière) de voir [ça|les choses]", "(<regarder>|<voir>) (autrement|ailleurs)",
    ),
    "technique": (
        "[te|toi|moi] [(<faire>|<jouer>|<etre>|<essayer>|<prendre>|<donner> [moi]|<trouver> [moi]|<chercher>|<utiliser>|<passer> (à|aux|au)|<commencer> par|<tenter>|<lancer>)] [toi|moi] [un peu|donc] [l'|le|la|les|une|un|des|d'une|mon|à|aux|au] [rôle de|rôle du|méthode|technique|jeu des|coup des|coup de|coup du] [l'|du|des] TECHNIQUE [là dessus|sur ça|avec moi|d'abord]",
        "(<faire>|<jouer>|<etre>) l' TECHNIQUE (sur|pour) ANYTHING", "WRONG",
    ),
    "recall": (
        "[et|mais] (qu' est ce que|qu' est ce qu'|que|quand est ce que|quand|qu') [est ce que|est ce qu'] (j' ai|je|j' avais|on a|on avait|je t' ai|je vous ai|t' avais je) [EARLIER] SAYING [EARLIER] OF X [EARLIER]",
        "(<souvenir>|<rappeler>|<retrouver>|<redire>|<chercher>|<dire>|<relire>|tu te souviens|tu te rappelles|vous vous souvenez|te souviens tu) [toi|moi] [de] [tout] (ce que|ce qu') (j' ai|j' avais|je|on a|on avait|je t' ai) [pu] [dire|EARLIER] [SAYING] [EARLIER] OF X [EARLIER]",
        "(j' ai|j' avais|on a|on avait|je|je t' ai) [EARLIER] SAYING quoi [EARLIER] OF X [EARLIER]",
        "(ai je|(est ce que|est ce qu'|quand est ce que|quand|où est ce que) (j' ai|j' avais|on a|on avait)) [EARLIER] [dit (quelque chose|un truc)|parlé|causé|mentionné] [EARLIER] OF X [EARLIER]",
        "(c'était|c'est) quoi (mon idée|mes idées|ma note|mes notes) OF X", "(quelle était|quelles étaient) (mon idée|mes idées) OF X",
        "[EARLIER] qu' est ce que j' ai dit EARLIER",
    ),
    "summary": (
        "(<resumer>|<recapituler>|<synthetiser>) [moi|nous] [ça|tout|tout ça|la discussion|jusqu'ici|les idées|mes idées|où on en est|ce qu' on (a dit|s' est dit|a|a noté)|ce que j' ai dit] [SOFAR]",
        "(<faire>|<donner>|je veux|je voudrais|il me faut) [moi|nous] (un|le) [petit|court|rapide] (résumé|récapitulatif|recap|récap|point|bilan|tour) [des idées|de tout ça|rapide|SOFAR]",
        "~[un] [petit|court|rapide] (résumé|récapitulatif|recap|récap|point|bilan) [des idées|de tout ça|rapide|SOFAR]",
        "(résumé|récapitulatif|récap|bilan) SOFAR",
        "[on] où [est ce qu'] (est on|sommes nous|on en est|on est|en est on|en sommes nous)", "où [est ce qu'] on en (est|était) [SOFAR]", "on en (est|était) où",
        "(qu' est ce que|qu' est ce qu') (on a|tu as|j' ai|on a déjà|nous avons|on avait) [noté|gardé|dit|trouvé|retenu] [SOFAR]", "on a quoi [SOFAR]",
        "(<lire>|<relire>|<rappeler>|<redonner>|<donner>|<redire>|<citer>) [moi|nous] [toutes] (les|mes|nos) (idées|notes) [SOFAR]", "(<lire>|<relire>) [moi] la liste",
        "(qu' est ce qu' il y a|qu' est ce qu' on a|il y a quoi) sur LIST", "(quelles sont|c'est quoi) (mes|les|nos) (idées|notes)",
    ),
    "pause": (
        "[<faire>] [une] [petite] pause", "<mettre> [(toi|vous|WALK|l'enregistrement|tout|le|ça)] en pause [WALK|l'enregistrement]", "pause (ici|là)",
    ),
    "end": (
        "[c'est] [la] fin de WALK",
        "(<terminer>|<finir>|<arreter>|<cloturer>|<clore>|<stopper>|<conclure>) WALK [(là|ici)] [TODAY]",
        "[on s'|on] (<arreter>|<finir>|<terminer>|stop) [nous|toi|vous] (là|ici|là dessus) [TODAY]", "[on s'|on] (<arreter>|<finir>|<terminer>) [là|ici] TODAY", "~s' <arreter> (là|ici) [TODAY]", "on (termine|finit|clôture|conclut|rentre on arrête)",
        "[ça] (c'est|c'était|ce sera|ça sera|ça ira|ça suffit|ça suffira) [tout|fini|terminé|bon] TODAY",
        "on a (fini|terminé) [TODAY]", "c'est (fini|terminé) [TODAY]",
        "FAREWELL",
    ),
    "language": (
        "[(<parler>|<passer>|<continuer>|<repondre>|<basculer>|<switcher>|<dire> (le|ça))] [moi] [en|à l'] ENGLISH [à partir de maintenant]",
        "(<parler>|<passer>|<continuer>|<repondre>|<basculer>|<revenir>|<repasser>) [moi] [en|au] FRENCH", "en FRENCH",
    ),
}  # fmt: skip

_ANSWERS: Mapping[CommandName, tuple[str, ...]] = {
    "yes": (
        "(oui|ouais|voilà|exactement|bien sûr|absolument|confirme|je confirme|d'accord|vas y|fais le|ok|okay|tout à fait|évidemment|allez) [oui|bien sûr|d'accord|vas y|s' il te plaît|je confirme|exactement|fais le|oublie|efface] [vas y|s' il te plaît|oublie|efface|oublie ça|efface ça]",
    ),
    "no": (
        "(non|nan|surtout pas|pas la peine|laisse|annule|certainement pas|attends|non non) [merci|non|surtout pas|garde|laisse|pas ça|attends|c'est bon|garde la|garde tout] [surtout pas|garde|laisse|pas ça|garde la]",
    ),
}  # fmt: skip

_SHOP = workshop("fr", _CLASSES, _NAMES, forms)

GRAMMAR = Grammar(
    commands=_SHOP.patterns(_COMMANDS),
    answers=_SHOP.patterns(_ANSWERS),
    noting=_SHOP.opening(*NOTING),
    requests=_SHOP.opening(*REQUESTS),
    assertions=_SHOP.opening(*ASSERTIONS),
    addresses=_SHOP.opening(*ADDRESSES),
    promises=_SHOP.opening(*PROMISES),
    reasons=_SHOP.opening(*REASONS),
    remarks=_SHOP.opening(*REMARKS),
    tails=_SHOP.closing(*TAILS),
    pronouns=_SHOP.closing("IT"),
    fillers=FILLERS,
    closers=CLOSERS,
    blockers=BLOCKERS,
    negations=NEGATIONS,
    plain_negatives=PLAIN_NEGATIVES,
    others=OTHERS,
    vocative_safe=VOCATIVE_SAFE,
    determiners=DETERMINERS,
    object_stops=OBJECT_STOPS,
    articles=ARTICLES,
    fronted_before=FRONTED_BEFORE,
    clitics=CLITICS,
)
