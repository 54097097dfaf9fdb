"""French cues."""

from __future__ import annotations

import re

from reporting.cues.lexicon import Cues, Polarity, phrases, prefixes

FRENCH = Cues(
    critical=Polarity(
        strong=prefixes(
            "danger menac crain craign crainte peur inquiet inquièt inquiét angoiss redout catastroph "
            "désastr effray alarm détrui destruct appauvri uniformis standardis homogénéis banalis "
            "déshumanis dépossé pill plagi usurp arnaqu exclu discrimin surveill précaris licenci "
            "échec échou faillite ruin absurd scandal inacceptabl insupportabl mensong tromp pire. "
            "fractur méfi sceptiqu regrett illusi dérive. dérives. piège piég toxiqu nocif nuisibl "
            "injust inégalit dépendan asserv verrouill captif captive gav"
        ),
        plain=prefixes(
            "problèm risqu difficil difficult manqu limit. limites. coûteu coût. coûte. coûtent. "
            "coûts. cher. chère. chers. chères. payant erreur faute. fautes. défaut faill panne "
            "plant. plante. planté. bug bogu perd. perdre. perdu perdent. perdons. perte. pertes. "
            "oubli abandon supprim suppression remplac    contrain impos subi. "
            "subir. subit. subiss opaqu opacit complex compliqu lourd lourdeur lent. lente. lenteur "
            "fragil vulnérab instabl incertain incertitud doute. doutes. douter. confus confusion "
            "confond malentendu biais stéréotyp caricatur fauss faux. mauvais mal. triste fatigu "
            "épuis stress pression énerv agac frustr déçu décev décept gên gênan troubl déran "
            "embarras souci. soucis. ennui obstacle frein. freins. bloqu blocag impasse coinc impossib "
            "incapab inutil insuffis inefficac inadapt inaccessibl illisib incompréhens vide. vides. "
            "gaspill pollu énergivor surcharg débord retard absent plaint plain. plaign reproch "
            "critiqu contest conflit tension désaccord hostil refus rejet méprise. résist réticen "
            "hésit prudent prudence. vigilan  tordu bancal gadget. leurre. superfici "
            "creux. creuse. isol solitud malgré négatif dommage. hélas. malheureus trop.  voler. "
            "volé. fuite. fuites. fermé.  ferment. fermetur étroit serré. monopol "
            "désert dégrad abîm cass. cassé. casse. tension cauchemar enfer. galère. corvée. "
            "tendu. débordé. enlève. enlever. prive. priver. privés. nul. nulle. menti mentir. "
            "nié. ignor usure. dilu noy. noyé. noie. saturé satur gratuitement bâcl bricol  "
        ),
        weak=prefixes(
            "seul. seule. seuls. petit.  peu. payer. paie. paient. paye. payé. "
            "dépens. facture. frais. charge. sauf. pourtant. cependant. toutefois. arrêt. arrête. "
            "tomb. tombe. tombé. pauvr froid. vieux. long. longue. longtemps. rare. rares. "
        ),
    ),
    favourable=Polarity(
        strong=prefixes(
            "formidabl génial extraordinair excellent merveill magnifiqu remarquabl fantastiqu super. "
            "ravi. ravis. enthousias adore. adoré. réussi réussit succès précieu indispensabl gagn "
            "gain. gains. progrès atout. atouts. opportunit chance. chances. richess innov "
        ),
        plain=prefixes(
            "util. utile. utiles. utilité efficac pratiqu. pratique. appréciab appréci aime. aimé. "
            "plaisir plu. content satisf plu. heureu joie. confort facil facilit simplif simple. "
            "rapid clair. claire. lisib accessib ouvert ouvr. ouvre. ouvrir. ouverture libre. libr. "
            "libér gratuit aid. aide. aider. aidé. aident. soutien souten permet. permis. permett "
            "favoris encourag amélior renforc enrichi invent créati imagin découvr fidél confian "
            "solid fiab stable. sûr. robust qualité profit bénéfi avantag mieux. meilleur "
            "marche. marchent. fonctionn répond. sauv. sauve. "
            "sauvé. résolu résou résoud solution solutions économis économie. partag mutualis coopér "
            "solidar accompagn toucher. touch. touché. attir accueil accueilli fier. fiers. "
            "fierté maligne. malin. astuc intelligent. pertinent intéressan passionn inspir "
            "autonom souverain volontair motiv croissan hausse. augment doubl tripl vivant vivre. "
            "transparent polyvalen adapté adaptée inclusi "
        ),
        weak=prefixes(
            "  bonne. beau. belle. beaux. juste. ensemble. possib potentiel espoir espér nouveau. nouvelle. nouveaux. nouvelles. existe.   "
            " déjà. bravo.   proch. proche. "
        ),
    ),
    lessening=frozenset(
        "baisse baisser baissé baissent réduit réduire réduisent diminue diminuer diminué évite éviter "
        "évité évitent évitait moins supprime supprimé supprimer  disparaître disparaît "
        "disparaissent limiter limite allège alléger élimine fini finie finis finies empêche empêcher "
        "lutter contre débarrassé débarrasse".split()
    ),
    negators=frozenset("pas jamais aucun aucune rien personne ni sans guère nulle".split()),
    critical_phrases=phrases(
        r"(?:du|de la|beaucoup de) mal à",
        r"mal à m' y",
        r"pas assez",
        r"pas (?:tout à fait|vraiment|forcément|toujours|si|très|trop|encore|bien) \w+",
        r"personne (?:ne|n' |autour|d' )(?! ?(?:y )?(?:est|sera) (?:obligé|tenu))",
        r"nulle part",
        r"(?:aucun|aucune) \w+",
        r"on n' en sait rien",
        r"(?:en )?sait (?:rien|pas)",
        r"(?:sait|sais|savent|savons) (?:plus|toujours pas|pas)",
        r"(?:pas|jamais) (?:sûre?s?|certaine?s?|convaincue?s?|persuadée?s?)",
        r"je me demande",
        r"on (?:peut|pourrait) perdre",
        r"à (?:notre|leur|votre|sa) place",
        r"(?:rester|reste|restent) ouverte?",
        r"peu de recul",
        r"(?:pas|plus|jamais) (?:le |de |les )?(?:temps|moyens|budget|argent|droit|choix|place|"
        r"personnel|bras|réseau|accès)",
        r"en (?:est|sont) (?:malade|morts?)",
        r"le (?:vrai|gros|seul) (?:problème|souci|hic|danger)",
        r"usine à gaz",
        r"boîte noire",
        r"double peine",
        r"c' est (?:court|cher|long|lourd|maigre|limite)",
        r"ça (?:coince|bloque|me gêne|m' inquiète|m' embête|me dérange|m' agace|fait peur|pose)",
        r"(?:laissé|laissés|laissée|laissées) (?:de côté|pour compte|tomber)",
        r"au détriment",
        r"à quel prix",
        r"il (?:faut|faudrait|fallait) (?:le |la |les |l' )?trouver",
        r"(?:on l' a|l' avons|n' a) pas (?:remplacée?|prévue?|demandée?|mesurée?)",
        r"n' (?:est|a) (?:compté|comptée|mesuré|prévu|fait)",
        r"sans (?:que|savoir|aucune?)",
        r"(?:a|ont|est|sont|été) (?:mauvais|mauvaise|nuls?)",
        r"oui mais",
        r"sauf que",
        r"(?:la|une|cette|des) (?:perte|baisse|chute) de",
        r"tient à (?:un|une) (?:fil|seule)",
        r"repose sur (?:un|une|moi|lui|elle|deux)",
        r"ni \w+ ni",
        r"plus (?:de|aucun) (?:concert|réseau|place|personne|argent)",
    ),
    favourable_phrases=phrases(
        r"je suis (?:plutôt |assez |très |vraiment )?pour",
        r"moi je suis pour",
        r"(?:vrai|gros|énorme) (?:gain|plus|bonheur|succès)",
        r"ça (?:marche|fonctionne|aide|permet|change tout|me plaît|nous aide|m' aide)",
        r"(?:marche|fonctionne) (?:plutôt |très |assez |vraiment )?bien",
        r"(?:pas|plus) de (?:souci|problème|panne|plainte)s?",
        r"c' est pas rien",
        r"bonne (?:idée|nouvelle|surprise|chose)",
        r"(?:nous a|m' a|leur a|a) permis",
        r"(?:qui|ils|elles) ne seraient pas venus?",
        r"(?:a|ont) sauvé",
        r"gagn\w+ du temps",
        r"pourquoi pas",
        r"on (?:peut|pourrait|sait) (?:aussi |le |l' )?(?:faire|ouvrir|coder|partager|imaginer)",
        r"on est passés? de \w+",
        r"(?:deux|trois|dix|quatre) fois (?:plus|moins)",
        r"je reviendrai[st]? pas (?:au|à la|en arrière)",
        r"(?:un|une) \w+ sur (?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix)",
    ),
    not_critical=phrases(
        r"personne (?:ne )?s'est plainte?",
        r"(?:pas|aucun|sans|plus) (?:de |un |le |la |d' |grand |gros |vraiment )*"
        r"(?:problèmes?|soucis?|risques?|dangers?|difficultés?|mal|mauvais\w*|plaintes?|dramatique|"
        r"grave|ennuis?|doute|peur)",
        r"il (?:s' )?est pas plaint",
        r"(?:ne )?s' est pas plainte?",
        r"pas (?:si )?(?:mal|bête|cher|compliqué|difficile|impossible|inutile)",
        r"en attention",
        r"attention à (?:la marche|vous)",
        r"(?:tout le monde|beaucoup de monde)",
    ),
    not_favourable=phrases(
        r"ce qui (?:marche|fonctionne)",
        r"au mieux",
        r"j'en profite",
        r"(?:ça|il) vaut mieux",
        r"bonne (?:chance|question)",
        r"trop (?:beau|belle|bien)",
        r"bien (?:beau|gentil)",
    ),
    hedges=phrases(
        r"je (?:me )?demande",
        r"(?:il )?me semble",
        r"peut être",
        r"(?:un|tout un) (?:tout )?petit peu",
        r"un peu",
        r"pas tout à fait",
        r"pas (?:vraiment|forcément|toujours|totalement|complètement|entièrement)",
        r"(?:pas|jamais) (?:sûre?s?|certaine?s?|convaincue?s?)",
        r"j' ai (?:un peu |du |encore )*(?:mal|peur)",
        r"je (?:ne )?(?:voudrais|veux|dis) pas",
        r"je (?:ne )?suis pas (?:juriste|spécialiste|experte?|technicien\w*|économiste)",
        r"(?:pour|faut) être (?:honnête|franc|franche|juste)",
        r"j' avoue",
        r"à la marge",
        r"je veux bien",
        r"(?:plutôt|assez|disons|sans doute|probablement|éventuellement|parfois)",
        r"à mon avis",
        r"je (?:crois|pense|trouve|crains|suppose|dirais|imagine)",
        r"(?:pourrait|pourraient|pourrais|devrait|devraient|faudrait|serait|seraient|aurait|"
        r"auraient|gagnerait|voudrais|aimerais)",
        r"on (?:ne )?(?:sait|sais) pas",
        r"en (?:sait|sais) rien",
        r"ce (?:n' )?est pas dramatique",
        r"faut pas exagérer",
        r"c' est pas dramatique",
        r"(?:enfin|bon) bref",
        r"à ma connaissance",
        r"si je (?:comprends|me trompe)",
        r"vieux jeu",
        r"(?:c' est )?(?:peut être|sûrement) (?:naïf|bête|idiot)",
        r"je dis pas",
        r"figurez vous",
        r"à une condition",
        r"je me garderais",
    ),
    doubts=phrases(
        r"(?:pas|jamais) (?:sûre?s?|certaine?s?|convaincue?s?|persuadée?s?)",
        r"je doute",
        r"je me demande (?:\w+ )?(?:si|s')",
        r"je (?:ne )?(?:crois|pense) pas",
    ),
    apologies=phrases(
        r"je (?:ne )?(?:voudrais|veux) pas (?:être|jouer|casser|avoir l' air|faire|paraître|dire du "
        r"mal|passer pour)",
        r"vieux jeu",
        r"rabat joie",
        r"(?:je suis|c' est) peut être (?:un peu )?(?:vieux|naïf|naïve|bête|idiot|moi|injuste)",
        r"sans (?:vouloir|être) (?:\w+ ){0,3}(?:alarmiste|méchant|polémi\w+|critiquer|casser)",
        r"je (?:ne )?vais pas (?:vous )?mentir",
        r"ce qui (?:m'|me|nous) (?:inquiète|gêne|dérange|embête|chiffonne|préoccupe|trouble|ennuie)",
        r"ce qui (?:manque|coince|pèche|bloque)",
        r"c' est là que ça (?:se complique|coince|bloque)",
        r"j' ai (?:un peu |quand même |juste |plutôt )?(?:une réserve|des réserves|un doute|des doutes|"
        r"un souci|peur|du mal)",
        r"je (?:dois|suis obligée? de) (?:dire|reconnaître|avouer|constater)",
        r"on a été (?:mauvais|naïfs?|trop|lents?|un peu)",
        r"je prends ma part",
        r"je (?:ne )?dis pas que",
        r"je veux bien (?:mais|qu'|que|croire)",
    ),
    contrast=phrases(
        r"mais",
        r"sauf que",
        r"or",
        r"pourtant",
        r"cependant",
        r"en revanche",
        r"par contre",
        r"toutefois",
        r"cela dit",
        r"ceci dit",
        r"n' empêche",
        r"en même temps",
        r"à condition",
        r"après",
        r"seulement",
    ),
    praise=phrases(
        r"formidable",
        r"génial\w*",
        r"merveill\w+",
        r"extraordinaire\w*",
        r"magnifique",
        r"super",
        r"bravo",
        r"révolution\w*",
        r"fantastique",
        r"miracle",
        r"parfait",
        r"quel progrès",
        r"c' est beau",
        r"le bonheur",
        r"le rêve",
    ),
    ironic=phrases(
        r"figurez vous",
        r"tenez vous bien",
        r"ô surprise",
        r"quelle surprise",
        r"incroyable mais vrai",
        r"(?:a|ont) découvert que",
        r"il paraît que c' est l' avenir",
        r"comme par (?:hasard|miracle)",
        r"on se demande comment",
        r"merci (?:bien|beaucoup) hein",
    ),
    reported=phrases(
        r"(?:il|elle|ils|elles|on|lui|qui) (?:m' |me |nous |vous |lui |leur )?(?:a |ont |avait )?"
        r"(?:dit|disent|disait|disaient|répète|raconte|raconté|prétend\w*|affirme\w*|"
        r"explique\w*|écrit|demandé)(?! (?:oui|non)\b)",
        r"(?:selon|d' après) (?!moi|nous|vous)\w+",
        r"(?:mon|ma|notre|leur|son|sa|votre|le|la|un|une) (?:\w+ ){1,3}?(?:dit|disait|répète|"
        r"m' a dit|nous a dit|prétend)",
        r"je (?:cite|rapporte|répète)",
        r"(?:la|une) phrase de",
        r"comme dit",
        r"dixit",
    ),
    rumour=phrases(
        r"il paraît (?:que|qu')",
        r"paraît il",
        r"on (?:m' a )?(?:dit|raconte|entend) (?:que|qu')",
        r"j' ai entendu dire",
        r"il se dit",
        r"(?:la|une) rumeur",
        r"apparemment",
        r"ça circule",
        r"aurait été",
    ),
    disagree=phrases(
        r"(?:je )?(?:ne )?suis pas (?:du tout |tout à fait |vraiment )?d' accord",
        r"pas d' accord",
        r"je (?:ne )?crois pas",
        r"je (?:ne )?pense pas",
        r"au contraire",
        r"pardon non",
        r"non non",
        r"je (?:ne )?suis pas (?:sûre?|certaine?|convaincue?)",
        r"je conteste",
        r"c' est faux",
        r"c' est pas (?:vrai|ça|la machine)",
        r"c' est l' inverse",
        r"on peut faire l' inverse",
        r"oui mais",
        r"il y a une nuance",
        r"je nuance\w*",
    ),
    agree=phrases(
        r"(?:je )?suis (?:tout à fait |bien |assez |plutôt )?d' accord",
        r"tout à fait",
        r"exactement",
        r"tu as raison",
        r"vous avez raison",
        r"c' est (?:très )?juste",
        r"je confirme",
        r"comme (?:dit|disait|le dit|le disait)",
        r"mais oui",
        r"je te l' accorde",
        r"je vous l' accorde",
        r"pareil",
        r"nous aussi",
        r"moi aussi",
        r"je rejoins",
    ),
    future=phrases(
        r"(?:va|vont|vas|allons|allez|vais) (?:\w+ )?\w+(?:er|ir|re|oir)",
        r"demain",
        r"un jour",
        r"le jour où",
        r"à l' avenir",
        r"dans (?:\w+ )?(?:ans|années|mois)",
        r"à terme",
        r"bientôt",
        r"la (?:deuxième|prochaine) année",
        r"(?:l' an|l' année) prochaine?",
        r"au bout d' un moment",
        r"si (?:on|l' |un|une|les|le|la|nos|jamais|demain|elle|il|ça)",
        r"on (?:peut|pourrait)",
        r"plus tard",
        r"un de ces jours",
    ),
    future_word=re.compile(
        r"\w{2,}(?:era|eront|erai|erons|irai|ira|iront|rait|raient|rions|dra|dront)$"
    ),
    outside=prefixes(
        "état. loi. lois. règlement. europe. européen gouvernement ministère région. département. "
        "collectivité mairie. maire. élu. élus. marché. concurren fonds. actionnair investiss "
        "subvention financeur mécèn sponsor google. amazon. meta. openai. chatgpt. microsoft. gafam "
        "géant américain chinois multinational fournisseur éditeur. éditeurs. fabricant vendeur "
        "prestataire industri économie. crise. inflation. climat météo guerre assureur "
        "assuranc banque. juridi justice. tribunal "
        "fédération  "
    ),
    present=phrases(
        r"(?:on|nous) (?:a|avons|est|avait|sommes)",
        r"j' ai (?!peur|un|du|des)\w+",
        r"chez nous",
        r"aujourd' hui",
        r"depuis",
        r"l' an dernier",
        r"déjà",
        r"actuellement",
        r"en ce moment",
        r"cette année",
        r"cet hiver",
        r"la semaine dernière",
        r"tous les (?:jours|matins|soirs|samedis|ans)",
        r"maintenant",
        r"jusqu' (?:ici|à présent)",
        r"notre",
        r"nos",
        r"en 20\d\d",
        r"c' était",
    ),
    worry=phrases(
        r"crains?",
        r"craindre",
        r"craignent",
        r"peur (?:que|de|qu')",
        r"fait peur",
        r"peur",
        r"risqu\w+",
        r"menac\w+",
        r"danger\w*",
        r"redout\w+",
        r"inquièt\w+",
        r"inquiétud\w*",
        r"inquiétant\w*",
        r"dérive\w*",
        r"finir(?:a|ont|ait)? par",
        r"finissent par",
    ),
    decided=phrases(
        r"(?:(?:le|la|les|notre) |l' )\w+ (?:a|ont) (?:\w+ )?(?:voté|décidé|adopté|validé|tranché|acté)",
        r"(?:on a|nous avons|c' est|est|a été|avons|ont|j' ai) (?:\w+ )?(?:décidée?|votée?|actée?|"
        r"tranchée?|validée?|adoptée?|arrêtée?|convenu)",
        r"on (?:part|reste) (?:là dessus|sur (?:ça|cette|ce))",
        r"on décide (?:de|que|qu')",
        r"je décide",
        r"décision prise",
        r"c' est (?:réglé|entendu|acté|décidé)",
        r"on valide",
    ),
    commits=phrases(
        r"je m' engage",
        r"je m' en (?:charge|occupe)",
        r"je (?:vais|vous|leur|lui|te) "
        r"(?:\w+ )?(?:envoyer|envoie|appeler|appelle|écrire|écris|rédiger|préparer|organiser|faire|"
        r"contacter|demander|relancer|voir|parler|vérifier|tester|essayer|proposer|transmettre|"
        r"regarder|chercher|inviter|partager|passer|retrouver|rappeler|prendre)",
        r"j' (?:envoie|appelle|écris|organise|apporte|invite|enverrai|appellerai|écrirai|irai)",
        r"(?:nous )?on (?:va|vous|s' engage|s' en charge|s' en occupe) "
        r"(?:\w+ )?(?:à|organiser|envoyer|envoie|tester|publier|ouvrir|mettre|faire|lancer|préparer|"
        r"rédiger|partager|essayer)",
        r"je (?:le |la |les )?(?:ferai|prends ça|note de)",
        r"je (?:vous |te |leur |lui |le |la |les )+(?:apporte|donne|montre|transmets|renvoie|ramène|amène|prête|"
        r"rends|fais passer|prépare|cherche|vérifie|publie)",
        r"il va falloir que je",
        r"il faut que j'",
        r"il faut que je",
    ),
    wanted=phrases(
        r"il faudrait",
        r"faudrait",
        r"quelqu' un (?:devrait|doit|pourrait|la|le)",
        r"on devrait",
        r"il faut (?:que quelqu'|qu' on|qu' il y)",
        r"je voudrais qu'",
        r"j' aimerais (?:qu'|que|bien|si)",
        r"à pourvoir",
        r"reste à (?:faire|trouver|écrire)",
    ),
    due=phrases(
        r"avant (?:la |le |l' )(?:\w+ )?(?:assemblée(?: générale)?|réunion|ouverture|vote|vacances|conseil|"
        r"première|festival|générale)(?: de (?:janvier|février|mars|avril|mai|juin|juillet|août|"
        r"septembre|octobre|novembre|décembre|printemps))?",
        r"avant la fin (?:du |de |de la |de l' |d' )\w+",
        r"(?:dès |pour )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)$",
        r"avant (?:la |le |l' |fin )?(?:mi )?(?:\w+ )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|"
        r"dimanche|semaine|mois|année|été|hiver|automne|printemps|noël|rentrée|saison(?: d' \w+)?|"
        r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
        r"(?: prochaine?| qui vient)?",
        r"d' ici (?:à |la |le |l' |fin |un |une |deux |trois )*\w+(?: prochaine?)?",
        r"(?:pour|à|dès|en|fin|début|mi|courant) (?:la |le |disons |fin |début |mi )*(?:janvier|"
        r"février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)",
        r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) (?:prochain|qui vient|matin|soir)",
        r"(?:la semaine|le mois|l' année|l' an) prochaine?",
        r"demain(?: matin| soir)?",
        r"cette semaine",
        r"ce (?:soir|week end)",
        r"la mi (?:janvier|février|mars|avril|mai|juin|"
        r"juillet|août|septembre|octobre|novembre|décembre)",
        r"avant (?:le )?(?:\d{1,2}|premier|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|quinze|"
        r"vingt|trente) \w+",
    ),
    proposes=phrases(
        r"on (?:pourrait|peut) (?!pas)",
        r"et si (?:on|je|l'|nous|tu|vous)",
        r"pourquoi (?:ne )?pas",
        r"(?:j' ai|une|c' est une|mon) idée",
        r"mon idée",
        r"ça (?:pourrait|peut) être",
        r"je (?:propose|voudrais qu'|verrais bien|pensais à|pense à)",
        r"j' aimerais",
        r"(?:l' idée|une idée) (?:ce )?(?:serait|c' est)",
        r"imagin\w+",
        r"on gagnerait à",
        r"il faudrait",
        r"j' avais pensé",
        r"tu (?:pourrais|peux)",
        r"vous (?:pourriez|pouvez)",
        r"qu' est ce que (?:tu|vous) (?:dirais|diriez) de",
    ),
    question=phrases(
        r"est ce (?:que|qu')",
        r"qu' est ce",
        r"pourquoi",
        r"comment",
        r"combien",
        r"qui est ce",
        r"à qui",
        r"quels?",
        r"quelles?",
        r"ma question",
    ),
    unanswered=phrases(
        r"(?:la )?question (?:reste|est) (?:ouverte|entière|posée)",
        r"reste ouverte",
        r"je n' ai pas (?:la|de) réponse",
        r"j' ai pas (?:la|de) réponse",
        r"on n' en sait rien",
        r"on (?:n' )?a pas tranché",
        r"je (?:ne )?sais pas (?:encore )?(?:si|qui|comment|où|ce|"
        r"combien|pourquoi|quoi)",
        r"personne (?:ne )?(?:sait|l' a)",
        r"je me demande (?:si|qui|"
        r"comment|ce|pourquoi|où)",
        r"à (?:voir|vérifier|creuser)",
        r"à qui appart\w+",
    ),
    correction=phrases(
        r"(?:non )?pardon (?:non |c' est |je voulais|je veux)",
        r"non pardon",
        r"je (?:me )?corrige",
        r"je me suis (?:trompée?|emballée?)",
        r"je (?:rectifie|retire)",
        r"au temps pour moi",
        r"autant pour moi",
        r"(?:tout à l' heure|avant) j' ai dit",
        r"j' ai dit une bêtise",
        r"erreur de ma part",
        r"c' est pas \w+ c' est",
        r"en vrai c' est",
        r"enfin non",
        r"correction",
        r"(?:non )?plutôt \w+ que",
    ),
    withdrawal=phrases(
        r"je retire",
        r"(?:oublie|oubliez|laisse tomber|laissez tomber|enlève|enlevez|retire|retirez|"
        r"abandonne|efface) (?:ce que j' ai dit|l' idée|cette idée|ça|le|la|les|l')",
        r"(?:donc )?c' est pas (?:un|une) \w+ c' est",
        r"je reviens (?:sur|là dessus)",
        r"finalement (?:non|pas|je ne)",
        r"j' abandonne",
        r"(?:je )?renonce",
        r"faut pas dire",
        r"je me (?:dédis|ravise)",
        r"mauvaise idée",
    ),
    on_record=phrases(
        r"(?:vous pouvez|on peut|tu peux|je) (?:re|de nouveau )?(?:noter|note|reprendre|reprends|"
        r"enregistrer|rallumer|remettre)",
        r"fin du off",
        r"on reprend",
        r"ça (?:vous pouvez|tu peux) "
        r"le noter",
        r"de retour (?:dans|pour) le compte rendu",
        r"ça c' est (?:public|on)",
    ),
    to_machine=phrases(
        r"ignore[zr]? (?:tout|toutes|ce|les|tes|vos)",
        r"(?:oublie|efface)[zr]? (?:toutes )?(?:tes|vos|"
        r"les) (?:consignes|instructions)",
        r"écri[st] (?:que|qu') tout",
        r"(?:note|écris|mets) (?:bien )?"
        r"(?:dans le compte rendu )?que tout va",
        r"(?:la|une) machine qui (?:écrit|note|transcrit)",
        r"l' ia qui (?:écrit|note|résume|transcrit)",
        r"instructions? (?:précédentes?|système)",
        r"tu es (?:désormais|maintenant) (?:un|une)",
        r"(?:message|note|consigne|instruction) (?:pour|à) "
        r"(?:l' ia|la machine|l' assistant|le robot|l' algorithme)",
    ),
    idea_commands=phrases(
        r"note(?:z)? (?:ça|cela|que|bien)",
        r"garde (?:ça|cette|celle|la|le)",
        r"mets (?:ça|le|la)",
        r"répète",
        r"laisse moi réfléchir",
        r"vas y",
        r"à toi",
        r"continue",
        r"résume",
        r"(?:c' est )?(?:noté|retenu|gardé|enregistré)",
    ),
    governs=phrases(
        r"à (?:ma connaissance|mon avis|mon sens)",
        r"(?:selon|d'après) (?:moi|nous)",
        r"en principe",
        r"sauf erreur",
        r"sans doute",
        r"pour (?:un|une|les|des|certains|certaines|la plupart) \w+",
        r"dans (?:certains|certaines|la plupart)",
        r"je me demande (?:\w+ )?(?:si|s'|ce|qui|comment)",
        r"je (?:ne )?dis pas (?:que|qu')",
        r"il me semble (?:que|qu')",
        r"je (?:ne )?(?:crois|pense|suis|vois) pas \w*(?: que| qu')?",
        r"il paraît (?:que|qu')",
        r"(?:j' ai|on a|ai) (?:un peu )?peur (?:que|qu'|de|d')",
        r"je crains (?:que|qu')?",
        r"si",
        r"s'",
        r"à (?:une |la )?condition",
        r"sauf si",
        r"à moins",
        r"le jour où",
        r"quand",
        r"lorsque",
        r"peut être (?:que|qu')?",
        r"on dirait",
        r"(?:mon|ma|notre|son|sa|un|une) (?:\w+ ){1,3}(?:dit|disait|m' a dit)",
        r"je rapporte",
        r"j' ai du mal",
        r"il (?:ne )?faut pas",
        r"faut pas",
        r"(?:il )?faudrait",
        r"j' aimerais",
        r"je voudrais",
        r"par définition",
        r"officiellement",
        r"en théorie",
    ),
    openers=re.compile(
        r"^(?:(?:et puis(?: alors)?|ben|alors|donc|euh|et|mais|non mais|oui|enfin|bah|eh bien|eh ben|ah|oh|hein|et puis|"
        r"disons|vous savez|tu sais|en fait|du coup|et bien|franchement|justement|effectivement|"
        r"je vais pas vous mentir|comment dire|et après|et donc|moi(?= je\b)|nous(?= on\b))\b(?!['’-])"
        r"[\s,.!?…]*|(?:bon|non|voilà|après|puis|or|là|écoutez|moi|nous|attention|pardon|ça|quoi|"
        r"d['’]accord|ok|allez|tiens|faut être juste|pour être honnête|je le dis tout de suite)"
        r"\s*[,.!?…]+\s*)+",
        re.IGNORECASE,
    ),
    formerly=phrases(
        r"avant",
        r"à l'époque",
        r"autrefois",
        r"jadis",
        r"en (?:19|20)\d\d",
        r"il y a \w+ ans",
    ),
    greeting=phrases(
        r"(?:dire|ajouter|poser|préciser) (?:\w+ )?(?:une chose|un mot|quelque chose|une question)",
        r"on y reviendra",
        r"rebondir",
        r"ça circule",
        r"(?:je|on) (?:vais|va) (?:y )?revenir",
        r"je vérifie",
        r"un truc qu' il faut dire",
        r"bonjour",
        r"bonsoir",
        r"bienvenue",
        r"merci (?:à|d'|de|pour|beaucoup)",
        r"bonne soirée",
        r"levez la main",
        r"(?:attendez|prenez|passez) le micro",
        r"je me présente",
        r"je m' appelle",
        r"à ma (?:gauche|droite)",
        r"à côté",
        r"je vous (?:promets|présente)",
        r"on va commencer",
        r"si je (?:peux|puis)",
        r"tout le monde m' entend",
        r"on commence",
        r"à tout de suite",
    ),
)
