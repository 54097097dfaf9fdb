"""What stands around a spoken command in French, and what makes it part of a sentence."""

from __future__ import annotations

import re

NOTING = (
    "<noter> [bien|moi|donc|quelque part] (que|qu')", "<noter> bien (ça|ceci)", "<noter> bien", "<noter> [moi] (ça|ceci)",
    "<ecrire> [moi|quelque part] (que|qu')", "<retenir> [bien] (que|qu')", "<prendre> [bien|bonne] note [que|qu']",
    "<souvenir> toi (que|qu')", "(rappelle|rappelez) (toi|vous) (que|qu')", "<ajouter> (que|qu')",
    "à noter [que|qu']", "<mettre> dans les notes (que|qu')", "<marquer> (que|qu')", "note moi", "<noter>",
)  # fmt: skip

_CAN = "(peux|peut|pourrais|pourrait|pouvez|pourriez|veux bien|voulez bien|voudrais bien)"

REQUESTS = (
    f"[est ce que] (tu|vous) {_CAN} [me|m'|nous|aussi]",
    "(peux|pourrais) tu [me|m'|nous]", "(pouvez|pourriez) vous [me|m'|nous]", "veux tu [bien]",
    "(je|j') [voudrais|veux|aimerais|aimerai|préfère|souhaite] (que tu|que vous|qu' on) [me|m'|nous]",
    "(il faut|faut|il faudrait|faudrait) (que tu|que vous) [me|m'|nous]",
    "je (veux|voudrais) [bien]", "j' aimerais [bien]", "merci de [me|m'|nous]",
    "(essaie|essayez|pense|pensez) (de|d'|à) [me|m']", "(n' oublie|n' oubliez) pas de",
    "ça serait (bien|possible) de", "ce serait bien (de|que tu)", "si (tu peux|possible)",
)  # fmt: skip

ASSERTIONS = ("on (va|essaie de|essaie)", "on", "allons y")

ADDRESSES = (
    "tu [vas|me|m'|nous]", "vous [allez|me|m']", "(il faut|faut|il faudrait|faudrait) [qu' on]",
    "[est ce qu'] on (peut|pourrait)",
)  # fmt: skip

PROMISES = ("je [vais|me|m']", "nous [allons]")

FRONTED_BEFORE = frozenset("on tu je vous nous".split())

_GOOD = "(bien|bon|bonne|pas mal|pas bête|pas faux|pas idiot|génial|super|top|important|intéressant|joli|chouette|vrai|malin|une bonne idée|nul|mauvais|bête|fort)"

REMARKS = (
    f"(c'est|ça c'est|c'était|ah c'est) [vraiment|plutôt|très|super|trop|assez|quand même|même] {_GOOD} [ça|finalement]",
    "j' (aime|adore) [bien] [ça|l'idée]", "[ça] [ça] (me plaît|marche|me va) [bien|pas]",
    "j' ai changé d' avis", "(tout compte fait|réflexion faite|tout bien réfléchi|à la réflexion)",
    "(bonne idée|bon point|pas mal|pas bête|pas faux|très bien|bien vu|bien sûr|bonne remarque|ça y est) [ça]", "alors là",
    "(c'est|c'était) pas [vraiment] (ma question|ça|ce que j' ai (demandé|dit))", "en fait", "bon ben", "eh bien",
    "pas sûr", "je (sais pas|suis pas sûr|suis pas sûre) [de (celle là|ça|moi)]", "du coup", "par contre",
    "(excuse|excusez) moi", "(c'est|ça) bon",
)  # fmt: skip

REASONS = (
    "je (rentre|vais|suis|dois|traverse|passe|monte|descends|croise|prends|m' arrête|reviens)", "on (m' appelle|arrive|entre)",
    "j' (arrive|entre|ai (quelqu'un|un appel))", "(il y a|voilà) (quelqu'un|un|une|du|mon|ma)", "(faut|il faut) que je",
)  # fmt: skip

TAILS = (
    "s' il (te|vous) plaît", "stp", "merci [bien|beaucoup]", "pour (l'instant|moi|le moment|nous|aujourd'hui)",
    "(tu veux bien|vous voulez bien|tu peux|si tu peux|si possible|d'accord|hein|voilà)", "en fait",
    "[pendant|juste|pour] un [petit] (moment|instant|peu)", "[pendant|juste] (une|deux|cinq) [petite|petites] (minute|minutes|seconde|secondes)",
    "maintenant", "donc", "alors", "finalement", "aussi", "quand même", "(celle|celui) (là|ci)", "là", "cette idée [là]",
    "pendant que j' y pense", "avant que j' oublie", "c'est important", "tout de suite", "vite", "promenade", "du coup",
    "j' ai (rien|pas) (compris|entendu)", "en passant", "plutôt", "un peu", "allez", "tiens",
)  # fmt: skip

FILLERS = frozenset(
    """ah alors bah ben bien bon bref d'accord donc eh enfin et euh finalement hein hmm hum
    mais maintenant merci non ok okay ouais oui allez pardon promenade puis tiens voila parfait oh
    super sinon juste heu hop attends desole desolee mh
    """.split()
)

CLOSERS = frozenset(
    "promenade merci pardon euh heu hm hmm hein voila ok okay d'accord donc alors oui bon".split()
)

BLOCKERS = frozenset(
    """je j' ai tu il elle on nous vous ils elles qui que qu' ca cela ce c'
    ne n' pas jamais plus rien de d' a au aux pour par sans avec dans sur sous chez si quand ou
    parce comme le la les l' un une des du mon ma mes ton ta tes son sa ses notre nos votre vos
    leur leurs cette ces cet doit doivent devrait peut peuvent pourrait faut faudrait va vont
    allait veut veulent voudrait dit disent disait dire demande demandent demander fait font faire
    laisse laissent personne chacun gens toujours souvent parfois se s' me m' te t' y est sont
    etait suis
    """.split()
)

NEGATIONS = frozenset("ne n' pas jamais plus rien".split())

PLAIN_NEGATIVES = (
    "pas mal", "pas bete", "pas faux", "pas idiot", "pourquoi pas", "pas sur", "pas sure", "pas grave",
)  # fmt: skip

OTHERS = re.compile(
    r"^[?:\w+] (?:couche|assis)$|\b(?:pas bouger|au pied|bon chien|mauvais chien|viens ici|viens la|lache(?: ca)?|"
    r"cherie?|mon coeur|les enfants|maman|papa|monsieur|madame|excusez moi|le chien|la chienne|"
    r"les gars|attention a|rapporte)\b"
)

VOCATIVE_SAFE = frozenset("parfait super genial exactement vrai interessant bonjour salut".split())

DETERMINERS = frozenset("le la les ce cette ces mon ma mes ton ta tes notre nos l'".split())

OBJECT_STOPS = frozenset(
    """dit disait demande disent parce donc alors mais quand si qui que qu' pour est sont etait etaient
    sera serait doit peut faut va vont et ou chez dans par sans tout toute tous rien personne toi moi
    lui nous vous eux elle elles pas jamais plus ca cela demain hier ouvert ouverte fermee chaque quoi
    comment pourquoi combien pendant apres avant avec y il ils on je tu
    """.split()
)

ARTICLES = {"du": "le", "des": "les", "au": "le", "aux": "les"}

CLITICS = frozenset("le la les l'".split())
