"""What may stand in a noun phrase, told without a dictionary of the language.

Most words that are not small, not known verbs and not formed like one can be nouns after an article.
The lists hold what people say on walks and what deceived the rule; a doubt speaks against a word.
"""

from __future__ import annotations

import re

from companion.conversation.words import STOP_WORDS

ADJECTIVES_EN = frozenset(
    """old new big small little large long short good bad great nice red green blue white black
    first second third last next same different important main own whole public private local free
    cheap expensive simple monthly weekly daily annual young empty broken dry wet warm cold hot
    electric digital paper wooden actual real proper single shared open common social spare quiet
    slow fast easy hard safe dark bright heavy light early late refundable scary community
    """.split()
)

_NOT_NOUNS_EN = frozenset(
    """thing things stuff way ways bit part parts point lot lots kind sort fact opposite rest end
    start beginning moment second minute hour day days week weeks month months year years time times
    today tomorrow yesterday morning afternoon evening night reason reasons example case course
    place side half couple number name names word words line matter sense chance wrong right truth
    best worst least most only very other others one ones two three four five six seven eight nine
    ten eleven twelve fourteen fifteen twenty thirty forty fifty hundred thousand pounds quid euros
    dollars percent middle top bottom front back issue question answer idea ideas thought thoughts
    problem look feeling impression difference rather quite more less enough people person anybody
    everybody somebody anyone everyone someone

    borrowed borrow borrows said says say ask asks asked asking looked look looks wondering sitting
    sits walking walks walked running runs ran called calls showed shows show counted noticed wrote
    write writes tried try tries loved love loves like likes hate hates hated saw seen see sees
    lets let put puts take takes took taken give gives gave given get gets got goes went gone come
    comes came make makes made mean means meant need needs needed want wants wanted know knows knew
    known think thinks tell tells told turn turns turned keep keeps kept feel feels felt find finds
    found leave leaves left bring brings brought hold holds held stand stands stood pay pays paid
    cost costs happen happens happened work works worked stop stops stopped help helps helped open
    opens opened close closes closed build builds built lose loses lost belong belongs become
    becomes became begin begins began seem seems seemed depend depends live lives lived move moves
    moved use uses used carry carries carried set sets sit meet meets met send sends sent spend
    spends spent stay stays stayed talk talks talked speak speaks spoke listen listens fall falls
    fell grow grows grew win wins won lend lends lent share shares fix fixes fixed break breaks
    broke clean cleans wear wears eat eats drink drinks read reads sell sells sold buy buys bought
    learn learns hear hears heard visit visits arrive arrives vouches vouch knocks knock borrows
    needs worries worry solves solve reduces reduce increases improve improves creates create
    allows allow provides provide gets includes include requires require causes cause makes
    starts ends

    actually really probably maybe perhaps simply slightly exactly precisely absolutely completely
    apparently honestly basically together apart away back again already nearly almost always never
    ever often sometimes soon later early especially mostly possible impossible better worse clever
    funny true tight interesting dead happy honest afraid wary sure certain silly ill nobody nothing
    something anything everything somewhere anywhere um uh erm hmm yeah okay etc tonight however
    whoever though although god asshole particular several creative specific various entire certain whereas toward upon per via plus versus unlike despite
    """.split()
)

_VERBAL_EN = re.compile(r"(?:ly|n't|'ll|'ve|'d|'re|'m|ing|ised|ized|'s|s')$")
COMPOUND_ENDS_EN = frozenset("problem idea question issue part side point people".split())
"""Say too little alone, and enough after another noun: "the Carol problem"."""

NOT_LAST_EN = re.compile(r"(?:ed|ous|ful|ive|est|able|ible|less|ish|emic|ical)$")
"""Adjectives: a phrase does not end in one."""
_NOUNS_LIKE_ADJECTIVES_EN = frozenset(
    """bed shed seed feed weed reed bread need speed forest guest request test contest chest nest west
    interest table cable vegetable archive executive detective relative motive olive hive five drive
    initiative cooperative alternative objective incentive perspective dish fish radish rubbish
    polish""".split()
)

_NOUNS_IN_ING = frozenset(
    """building meeting parking morning thing ring king wedding spring string evening ceiling
    clothing housing heating lighting feeling drawing painting crossing opening training recycling
    gardening cooking swimming climbing washing wiring railing landing""".split()
)


def may_end_en(folded: str) -> bool:
    """Tell whether an English phrase may end in this word."""
    return folded in _NOUNS_LIKE_ADJECTIVES_EN or NOT_LAST_EN.search(folded) is None


_UNITS_EN = frozenset(
    """pound pounds penny pence dollar dollars euro euros quid cent cents percent mile miles metre
    metres inch inches litre litres kilo kilos""".split()
)
"""Measures: what counts is what they measure."""
_UNITS_FR = frozenset(
    "euro euros centime centimes sous pourcent kilometre kilometres metre metres litre litres kilo kilos".split()
)


def is_noun_en(folded: str) -> bool:
    """Tell whether an English word can be a noun after an article or another noun."""
    if len(folded) < 3 or folded in STOP_WORDS["en"] or folded in _NOT_NOUNS_EN | _UNITS_EN:
        return False
    if folded in ADJECTIVES_EN:
        return False
    if folded in _NOUNS_IN_ING:
        return True
    return _VERBAL_EN.search(folded) is None and folded.isalpha()


ADJECTIVES_FR = frozenset(
    """petit petite petits petites grand grande grands grandes gros grosse vieux vieille vieil vieilles
    nouveau nouvelle nouveaux nouvelles nouvel beau belle bel beaux belles bon bonne bons bonnes mauvais
    mauvaise premier premiere premiers premieres dernier derniere derniers dernieres deuxieme troisieme
    ancien ancienne anciens anciennes prochain prochaine vrai vraie vrais vraies simple seul seule
    ancienne joli jolie long longue futur future jeune jeunes""".split()
)

SUBJECTS_FR = frozenset(
    """je j' tu on il elle nous vous ils elles qui ca cela ne n' me m' te t' se s' y pas va vais vont
    peut peux peuvent pourrait faut veut veux doit""".split()
)

INFINITIVE_FR = re.compile(r"(?:er|ir|oir|dre|ettre|aire|ire|oire|vre)$")
NOUNS_LIKE_INFINITIVES_FR = frozenset(
    """danger boulanger boucher mer hiver loyer quartier atelier escalier jardinier papier courrier
    chantier metier panier cahier foyer dossier calendrier clavier verger potager berger policier
    pompier ouvrier cuisinier infirmier fer ver cher grenier sentier terrier gravier plancher rocher
    hier dernier premier entier plaisir avenir souvenir cuir desir soir miroir pouvoir espoir
    trottoir couloir tiroir savoir devoir cadre cendre ordre membre maire affaire horaire libraire
    notaire salaire anniversaire commissaire itineraire histoire memoire gloire victoire foire
    territoire laboratoire livre cuivre oeuvre levre manoeuvre cimetiere scolaire inventaire
    locataire proprietaire partenaire formulaire annuaire sanctuaire empire rire sourire navire
    """.split()
)

_NOT_NOUNS_FR = frozenset(
    """chose choses truc trucs facon maniere moment moments fin debut reste suite coup cas fait
    impression air droit besoin envie tour fois sens peine plupart moitie chance cote tete place
    exemple part peu an ans annee annees jour jours mois semaine semaines heure heures minute minutes
    seconde soir matin matins midi nuit aujourd'hui demain hier lundi mardi mercredi jeudi vendredi
    samedi dimanche temps monde gens personne personnes question questions reponse idee idees point
    probleme cause raison raisons but sorte genre milieu bout haut bas fond plus moins mieux pire meme
    memes autre autres seul seule tout toute tous toutes rien quelque chaque deux trois quatre cinq six
    sept huit neuf dix onze douze quatorze quinze vingt trente quarante cinquante cent cents mille
    euros euro dizaine douzaine centaine millier tiers quart verite vrai faux juste contraire inverse
    difference effet avis mot mots nom noms histoire espece bonne bon

    est sont etait etaient sera serait seront seraient a ont avait avaient aura aurait fait font faisait
    faire dit dire disait disent va vont allait aller vient viennent venait peut peuvent pouvait doit
    doivent devait veut veulent voulait faut fallait faudrait sait savent voit voient voyait prend
    prennent met mettent mis donne donnent reste restent passe passent trouve trouvent garde gardent
    pense pensent croit croient parle parlent demande demandent arrive arrivent marche marchent coute
    coutent ouvre ouvrent ferme ferment tient tiennent sort sortent part partent laisse laissent aime
    aiment cherche manque manquent tombe tombent perd perdent rend rendent vit vivent suit paie paient
    vais suis sommes avons avez ai as es etes ete eu ferait feraient pourrait pourraient devrait

    vraiment simplement exactement seulement probablement surement forcement justement clairement
    vite tard tot loin pres dehors dedans dessus dessous devant derriere ensemble surtout plutot
    presque environ parfois souvent toujours jamais encore deja alors donc puis ensuite enfin voila
    content contente possible impossible difficile facile important importante certain certaine sur
    sure pareil ouvert ouverte comme pendant depuis entre contre avant apres selon euh bah ben hein
    """.split()
)

_VERBAL_FR = re.compile(r"(?:ment|ait|aient|ions|erai|era|eront|erait|ez|ant|ee|ees)$")
_NOUNS_LIKE_VERBS_FR = frozenset(
    """appartement batiment moment argument instrument logement rangement equipement stationnement
    abonnement mouvement changement document financement environnement departement traitement
    restaurant enfant enfants habitant commercant etudiant aimant carburant courant montant passant
    marchand entree idee annee journee soiree matinee arrivee rentree musee lycee allee vallee fumee
    cheminee poignee tournee souhait lait portrait trait extrait forfait bienfait nez chez rez
    camions avions stations options missions reunions solutions associations decisions actions
    conditions cotisations questions inscriptions occasions assurance""".split()
)


def is_noun_fr(folded: str) -> bool:
    """Tell whether a French word can be a noun after an article."""
    bare = folded.strip("'")
    if len(bare) < 3 or bare in STOP_WORDS["fr"] or bare in _NOT_NOUNS_FR or not bare.isalpha():
        return False
    if bare in _UNITS_FR:
        return False
    if bare in ADJECTIVES_FR:
        return False
    if bare.endswith(("tions", "sions")):
        return True
    return bare in _NOUNS_LIKE_VERBS_FR or _VERBAL_FR.search(bare) is None


ASPIRATED_FR = frozenset(
    """hangar haie halle hall hasard handicap haut hauteur hero honte hors hibou hamac hache haricot
    hockey huit homard housse hutte harpe haine hanche hareng""".split()
)
