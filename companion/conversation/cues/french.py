"""What an utterance does, by its words, in French; folded, so without accents."""

from __future__ import annotations

import re

from companion.conversation.cues.shape import Cues, anywhere, opening, reporting

CUES = Cues(
    proposes=anywhere(
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
        r"ou (?:alors|bien) (?:c'est|on|il|elle|le|la|les|un|une|des|je|j')",
        r"(?:j'aimerais mieux|je prefererais|je ferais mieux|je prefere) ",
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
        r"(?:ca|ce) (?:serait|ferait) (?:mieux|bien|plus \w+) (?:si|de|d'|que)",
        r"j'(?:ai|avais) (?:aussi |d'abord |bien )?(?:pense|songe) (?:a|au|aux)",
        r"chaque \w+ (?!est\b|etait\b|fois\b|jour\b|annee\b)\w+ (?:un|une|le|la|les|son|sa|ses|ce|deux)",
        r"ce (?:que|qu') ?(?:je|on) (?:ferais|ferait|pourrais faire|pourrait faire|verrais bien) c'est",
    ),
    offers=opening(
        r"(?!parler|penser|dire|aller|venir|savoir|voir|croire|entre|contre|autre|notre|votre|quatre|etre|avoir|peut|"
        r"hier|premier|dernier|passer|rester|par|pour)\w{2,}(?:er|ir|re) "
        r"(?:un|une|le|la|les|des|du|aux?|l'\w+|d'\w+|quelqu'un|tout|chaque|son|sa|leurs?|nos|notre|payer|faire|venir)\b",
        r"(?:un|une|des|deux) (?!peu|truc|fois|chose|ami|amie|copain|copine|jour|homme|femme|minute|seconde|moment|"
        r"point|sorte|espece|annee|semaine|bonne (?:idee|remarque)|autre chose|question|vrai|vraie)[\w']+"
        r"(?: [\w']+){0,3} (?:pour|dans|avec|par|ou|qui|que|qu'\w+|sur|a|au|aux|tous|toutes|chaque|chez|en|et)\b",
    ),
    denies=anywhere(
        r"pas",
        r"jamais",
        r"rien",
        r"personne",
        r"est",
        r"etait",
        r"etaient",
        r"avait",
        r"sont",
        r"c'est",
        r"c'etait",
        r"m'a",
        r"a dit",
        r"hier",
        r"l'an dernier",
        r"l'annee derniere",
    ),
    evaluates=anywhere(
        r"(?:ca|ce|c'|il|elle) (?:pourrait|peut|devrait|serait)(?: bien| aussi| vite| juste)? (?:etre|devenir|marcher|aller|sembler|paraitre) (?!(?:un|une|des|le|la)\b)",
        r"je (?:peux|pourrais) (?:me tromper|comprendre|imaginer|dire|voir)",
        r"(?:je ne suis|je suis|chuis) pas (?:sur|sure|certain|certaine)",
        r"(?:il faut (?:dire|voir|avouer|reconnaitre))",
    ),
    reports=reporting(
        r"(?:il|elle|ils|elles|les gens|tout le monde|quelqu'un|certains|d'autres|"
        r"(?:mon|ma|mes|notre|nos|son|sa|ses|leur|le|la|les|un|une|cette|ce|l'un|l'une) ?(?:(?!(?:je|on|nous|pourrait|pourraient|devrait|peut|va|doit|faut|faudrait)\b)[\w']+ ){0,3}(?!(?:je|on|nous|tu|qui|pourrait|pourraient|devrait|peut|va|doit|faut|faudrait)\b)[\w']+|l'\w+|"
        r"(?!(?:je|on|nous|tu|ca|ce|qui|que|et|mais|ou|si|donc|quand|comme|ne|pas|toujours|aussi|bien|vous|cela)\b)\w{3,})",
        r"(?:me |m'|nous |n'arrete pas de |toujours |encore )?(?:dit|disait|disent|disaient|a dit|ont dit|m'a dit|pense|pensent|pensait|veut|voulait|veulent|"
        r"voudrait|voudraient|aimerait|aimeraient|propose|proposait|proposent|a propose|suggere|prefere|prefererait|croit|croient|"
        r"trouve|trouvent|conseille|demande|demandait|insiste|pretend|repete|m'a conseille|m'a propose)"
        r"(?= (?:que|qu'|de|d'|une?|des|le|la|les|pour|toujours|a|au)|$)",
        r"mais|donc|alors|moi|je (?:pense|crois|prefere|voudrais|veux)|j'aimerais|et (?:moi|je|nous|j'\w+)|"
        r"pour moi|peut etre|sauf que|parce que",
    ),
    fears=anywhere(
        r"(?:ma|mon|la|le|un|une|mes|notre) (?:seule? |vraie? |grande? |gros |grosse |plus grande? |"
        r"plus gros |premiere? |autre )?(?:crainte|peur|inquietude|risque|probleme|danger|souci|"
        r"difficulte|obstacle|limite|faiblesse|point faible) (?:c'est|est|ce serait|serait|c'etait)",
        r"il y a (?:un|une|toujours un|quand meme un|aussi un) "
        r"(?:vrai |vraie |gros |grand |petit |serieux )?(?:risque|danger|probleme|souci|crainte)",
        r"j'ai (?:un peu |tres |vraiment |surtout |quand meme )?peur (?:que|qu'|de|d'|du|des)",
        r"je (?:crains|redoute|m'inquiete)",
        r"ce qui (?:m'inquiete|me fait (?:un peu )?peur|m'effraie|me gene|me bloque|coince|me fait hesiter)",
    ),
    plans=anywhere(
        r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|ce soir|cette semaine|"
        r"ce week end|la semaine prochaine|le mois prochain|cet ete|cet automne|cet hiver)"
        r"(?: matin| soir| prochain| apres midi)? (?:j'|je |on |nous )",
        r"(?:je|j'|on) ?(?:vais|irai|ira|\w{2,}(?:erai|irai|drai|trai))(?= |$)",
        r"on (?:commence|commencerait|demarre|demarrerait|essaie|essaierait|teste|testerait) (?:par|avec|un|une|le|la|a|en)",
        r"(?:la|ma|une) (?:toute )?(?:premiere|prochaine) (?:etape|chose)(?: a faire)? (?:c'est|ce serait|serait|sera)",
    ),
    contrasts=anywhere(
        r"d'un cote",
        r"de l'autre cote",
        r"soit \w+(?: \w+){0,8} soit",
        r"ou bien \w+(?: \w+){0,8} ou bien",
        r"(?:j'hesite|tiraille|tiraillee|partage|partagee) entre",
        r"les deux (?:a la fois|en meme temps)",
    ),
    doubts=anywhere(
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
        r"|non (?:non )?laisse tomber|oublie ca|(?:oublie|je retire|j'abandonne|j'oublie) l'idee (?:du |de la |des |de l'|de |d')(?P<back>[\w']+(?: [\w']+){0,3}))(?:$| )"
    ),
    takes_up=anywhere(
        r"^(?:(?:ah|oh|euh|ben|bah|bon|hmm) )*(?:oui|ouais|exactement|voila|carrement|tout a fait|c'est vrai|d'accord)",
        r"(?:c'est|ah c'est|ca c'est) (?:\w+ )?(?:bien|bon|malin|joli|genial|ca|vrai|pas mal|pas bete|interessant|chouette|super)",
        r"(?:j'aime|j'adore|ca me plait|j'aime bien)",
        r"(?:bonne|belle) (?:idee|remarque|question)",
        r"ca (?:regle|resout|aide|marche|marcherait)",
    ),
    agrees=anywhere(
        r"(?:il|elle|ils|elles|on) (?:a|ont|avait|avaient)(?: surement| sans doute| bien| peut etre)? raison",
        r"(?:et )?(?:je suis|on est) (?:bien |assez |tout a fait )?d'accord",
        r"(?:j'aime bien|j'aime|j'adore|ca me plait|moi aussi)",
    ),
    rejects=anywhere(
        r"^(?:(?:ah|oh|euh|ben|bah|bon|hmm) )*(?:non|nan|pas vraiment|bof)",
        r"(?:je n'aime pas|j'aime pas|je ne veux pas|je veux pas|je ne crois pas|je crois pas|je ne suis pas sure? d'aimer|l'inverse de|le contraire de)",
        r"(?:ca|cela) (?:ne )?(?:marchera|marche|marcherait) pas",
        r"(?:je (?:ne )?suis|chuis) (?:pas (?:pour|fan|chaude?|emballee?|d'accord|convaincue?)|contre)",
        r"(?:tres peu pour (?:moi|nous)|pas question|hors de question|surement pas|surtout pas|certainement pas|pas pour (?:moi|nous))",
        r"(?:oh|ah|mais|ben|la) (?:non|nan)",
        r"(?:laisse|oublie|laissons) (?:ca|tomber)",
        r"(?:j'ai|je n'ai|on n'a|on a) pas (?:envie|besoin)",
        r"(?:on|je|j'|ils) ?(?:l'|)(?:a|ai|avait|avais|ont) deja (?:essaye|fait|tente|eu)",
        r"(?:ne )?(?:voudra|viendra|viendrait|marchera|acceptera|accepterait|ferait|fera|voudrait|pourrait|pourra) jamais",
        r"personne (?:ne )?(?:veut|voudra|voudrait|vient|viendra|viendrait|viendra|fait|fera|n'a|n'est)",
        r"(?:c'est|ce serait|ca serait) (?:pas (?:moi|nous|le sujet|la question)|(?:beaucoup |bien )?trop \w+|"
        r"(?:justement |exactement )?ce que (?:je|j'|on) (?:veux|voulais|voudrais|essaie|n'aime|ne veux))",
        r"(?:je|on) (?:ne )?(?:peux|peut|pourrais|pourrait) pas (?:me|se|nous) (?:permettre|le permettre|voir|imaginer)",
        r"(?:avec quel|ou (?:je|on) trouve|qui paierait|qui va payer)",
        r"(?:ca|cela) (?:gacherait|casserait|tuerait|couterait (?:trop|une fortune))",
        r"(?:j'en ai|on en a) (?:assez|marre)",
    ),
    shares=anywhere(
        r"(?:la )?moitie (?:est|vient|c'est) (?:de |a )?toi",
        r"(?:c'est|on l'a) (?:a nous deux|trouve ensemble|fait ensemble|construit ensemble)",
        r"une partie (?:est|vient) (?:a|de) toi",
    ),
    moves_about=anywhere(
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
    invites=anywhere(
        r"(?:donne|propose|dis|suggere)(?: moi)? (?:une|ton|tes|des|quelques) (?:idee|idees|piste|pistes|exemple|suggestion|suggestions|avis)",
        r"(?:tu as|as tu|t'as|t'aurais|aurais tu) (?:une|des|d'autres) (?:idee|idees|piste|pistes|suggestion)",
        r"(?:que|qu'est ce que tu) (?:ferais|proposes|suggeres|proposerais)(?: tu)?",
    ),
    suggests=anywhere(
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
    reasons=anywhere(r"parce qu\w*", r"vu que"),
    goes_on=opening(
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
    rosy=anywhere(
        r"(?:genial|geniale|parfait|parfaite|super|excellent|excellente|formidable|adore|facile|evidemment|forcement|tout le monde (?:va|veut|voudra|adore|sera)|aucun probleme|meilleur|meilleure|magnifique)",
    ),
    grieves=anywhere(
        r"(?:mon|ma|mes|notre|son|sa) \w+ (?:est|sont|etait) (?:mort|morte|morts|decede|decedee|en train de mourir)",
        r"(?:la mort|l'enterrement|les obseques|la disparition) de (?:mon|ma|mes|notre|papa|maman)",
        r"(?:il|elle|ils|elles) (?:me|nous) manque(?:nt)?",
        r"(?:enterrement|deuil|obseques|fausse couche|soins palliatifs)",
        r"(?:j'ai pleure|je pleure|j'arrete pas de pleurer)",
        r"je (?:me sens|suis) (?:si |tres |vraiment |tellement |un peu )*(?:seule?|perdue?|triste|honteu(?:x|se)|deprimee?|desesperee?|effondree?)",
        r"(?:il|elle|ma femme|mon mari|mon copain|ma copine) (?:m'a quittee?|me quitte)",
        r"(?:est|sont) (?:mort|morte|morts|mortes|decede|decedee) (?:il y a|depuis|l'an|cet|cette|en)",
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
