"""What a request to keep something off the record is made of, in French and English.

Either an idiom ("between you and me", "hors micro"), or four parts near one another: a way to write
down or a record, a denial or a removal, "this" or "my name", and something that makes it a request.
Matched against the folded sentence. Pure data.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from models.language import Language
from reporting.cues.lexicon import phrases


def _whole(*alternatives: str) -> re.Pattern[str]:
    """Return one pattern of whole words, in which a space after any apostrophe may be missing."""
    return phrases(*(re.sub(r"'(?![ \w])", "' ?", one) for one in alternatives))


@dataclass(frozen=True)
class Secrecy:
    """The parts of a request, each as a pattern of whole words."""

    idioms: re.Pattern[str]
    """Enough alone."""
    writes: re.Pattern[str]
    """To write down, to be found in a record."""
    denies: re.Pattern[str]
    removes: re.Pattern[str]
    deictic: re.Pattern[str]
    """What is being said: this, what I say, my name; never another thing that has a noun of its own."""
    asks: re.Pattern[str]
    contrary: re.Pattern[str]
    """What makes the opposite of it: `don't forget to write that down`."""


_F_SAID = (
    r"(?:passage|bout|morceau|phrase|partie|minute|anecdote|histoire|remarque|parenthèse|séquence|détail|"
    r"chiffre|propos|confidence|échange|information|info|affaire|mot)s?"
)
_F_RECORD = (
    r"(?:compte rendu|procès verbal|pv|(?<=le )rapport|(?<=ce )rapport|(?<=votre )rapport|article|journal|(?<=vos )notes|(?<=tes )notes|transcription|enregistrement|presse|"
    r"publication|bande|synthèse|podcast|montage|résumé|relevé|diffusion|antenne|reportage|(?<=votre )(?:papier|sujet|dossier|émission|billet)|"
    r"(?<=ton )(?:papier|sujet|dossier|billet)|(?<=sur le )papier|noir sur blanc)"
)
_F_MIC = (
    r"(?:le micro|les micros|l'enregistrement|l'enregistreur|le dictaphone|la bande|le magnéto|"
    r"la transcription|d'enregistrer|de filmer)"
)
_F_ROOM = (
    r"(?:d'ici|de (?:cette|la|notre) (?:salle|pièce|table|réunion)|de ces (?:quatre )?murs|du groupe|"
    r"(?:la|cette) (?:pièce|salle|porte|table)|ces murs)"
)
_F_ONE = r"(?:ça|cela|ceci|tout ça|tout cela|tout ce que|ce que je|ce qu'on|ce qui se dit)"

FRENCH = Secrecy(
    idioms=_whole(
        rf"{_F_ONE} (?:\S+ ){{0,6}}?(?:sort|sorte|sorti|sortir|sortira|quitte|quitter|franchit|franchir|dépasse) (?:pas )?{_F_ROOM}",
        rf"{_F_ONE} (?:\S+ ){{0,6}}?rest(?:e|era|er) (?:bien |donc |juste |strictement )?(?:entre (?:nous|ces murs|quatre murs|ces quatre murs)|"
        r"ici|dans (?:cette|ce|la|le|notre) (?:salle|pièce|groupe|cercle|équipe|réunion|bureau)|autour de (?:cette|la) table|secret|privé|officieux|off)(?! (?:et|deux|tous|trois)\b)",
        r"(?:c'est|c'était|strictement|juste|rester?) entre nous(?! (?:et|deux|tous|trois|les|que|qu')\b)",
        r"entre nous soit dit",
        r"(?:c'est|juste|seulement|uniquement) (?:juste |seulement |uniquement )?pour (?:nous|vous|toi)(?: seuls?)?(?: mais\b.*|$)",
        r"c'est juste pour nous",
        r"pas un mot (?:de (?:tout )?(?:ça|cela|ceci)|à (?:personne|quiconque|l'extérieur)|dehors|ailleurs|là dessus)",
        r"(?:gardez|garde|gardes|gardons|garder|garderez) (?:bien )?(?:(?:ça|cela|ceci|le|la) )?(?:bien )?(?:pour (?:vous|toi|nous)|secret|secrète|le secret|sous silence|confidentielle?)",
        r"(?:bouche cousue|motus|sous le sceau|sous embargo)",
        r"(?:compte sur|demande|merci de|fie à) (?:votre|ta|de la) discrétion",
        r"(?:soyez|sois|restez|reste) (?:\S+ )?discrets?",
        r"(?:personne|nul) (?:ne )?(?:doit|devrait|devra) (?:le |l'|en )?(?:savoir|apprendre|entendre|être au courant)",
        r"que (?:personne|nul) (?:ne )?(?:le |l'|n'en |en )?(?:sache|apprenne|répète|parle)",
        r"(?:dites|dis|parlez|(?<=n' en )parle|répétez|(?<=le )répète|racontez) (?:\S+ )?à (?:personne|quiconque)",
        r"(?<!vous )(?<!on )(?<!je )(?<!elle )(?<!il )n'en (?:parlez|parle) (?:surtout )?pas",
        r"(?:ça|cela|ceci) (?:ne )?(?:doit|devrait|faut) (?:surtout )?pas (?:se savoir|s'ébruiter|filtrer|fuiter|circuler)",
        r"que (?:ça|cela|ceci) (?:ne )?(?:s'ébruite|se sache|sorte|fuite|circule|filtre) pas",
        r"(?:vous|te|t'|le|la|l') (?:dis|dit|confie|fais|fait|avoue|raconte) (?:\S+ ){0,2}?(?:en (?:toute )?confidence|confidence|en confidentialité|en off)",
        r"^(?:\S+ )?en (?:toute )?(?:confidence|confidentialité)(?! (?:avec|des)\b)",
        r"(?:c'est|ça reste|à titre|évidemment|reste|strictement) (?:strictement |totalement |absolument )?confidentiel(?! (?:et la|par|selon|la loi)\b)",
        r"(?:sous (?:le )?couvert (?:de l'anonymat|d'anonymat)|(?:à )?micro (?:fermé|coupé|éteint))",
        r"hors (?:micro|compte rendu|enregistrement|antenne|caméra|procès verbal|pv)",
        r"(?:c'est|en|là je suis|je parle|ça c'est|on est) (?:du |en |de )?off(?! (?:de|d'|du|marche)\b)",
        r"off the record",
        r"^(?:bon |alors |et |mais |là )?officieusement",
        r"(?:je (?:ne )?vous ai|je (?:ne )?t'ai) rien dit(?= |$)(?! (?:sur|de|à propos|quand|pendant|depuis))",
        r"cette conversation n'a (?:jamais|pas) eu lieu",
        r"(?:veux|voudrais|souhaite|aimerais|préfère|préférerais|tiens) (?:ne )?pas (?:à )?être (?:citée?|nommée?|enregistrée?|identifiée?|identifiable)",
        r"(?:ne )?me (?:citez|cite|cites|nommez|nomme) (?:surtout )?pas",
        r"(?:mettez|mets|citez|cite|donnez|écrivez|notez) pas mon (?:nom|prénom)",
        r"(?:effac|enl[eè]v|supprim|gomm|coup|oubli)(?:e|es|ez|ons|erez|eras) (?:ça|cela|tout ça) (?:d'accord|hein|s'il (?:vous|te) plaît|ok)$",
        r"(?:ennuierait|embêterait|gênerait|dérangerait) que (?:ça|cela|ce) (?:\S+ )?(?:sache|sorte|apprenne|ébruite)",
        r"(?:sans|ne pas|pas) me (?:citer|nommer|faire dire ça)",
        r"à ne (?:surtout )?pas (?:noter|écrire|publier|répéter|mettre|citer|diffuser)",
        r"(?<!je )(?<!pas )(?<!jamais )(?:effac|enl[eè]v|ray|supprim|coup|gomm|retir|oubli|barr)(?:ez|e|es|er|erez|ons)(?! (?:surtout )?(?:pas|jamais)\b) (?:\S+ ){0,3}?(?:ce que je (?:viens|vais)|(?:ce|cette) "
        rf"{_F_SAID}|l[ae]s? derni(?:er|ère|ers|ères) {_F_SAID})(?: (?!(?:est|sont)\b).*|$)",
        rf"(?:ce|cette) {_F_SAID}(?: là)? (?:\S+ ){{0,3}}?(?:effac|enlev|ray|supprim|gomm|coup)(?:ez|es|erez)",
        r"(?:coup|enl[eè]v|retir|supprim|effac|gomm)(?:ez|e|es|er|erez|eras) (?:\S+ ){0,3}?au montage",
        r"(?:ne |n'en |n' en )faites (?:surtout )?pas état",
        r"(?:ça|cela|ceci) (?:n'|ne )?(?:ira|aille|doit aller|doive aller) pas plus loin(?! (?:que|dans|encore)\b)",
        r"je n'ai (?:jamais|pas|rien) (?:dit|prononcé) (?:(?:ça|cela|tout ça|cette phrase|ces mots) )?(?:n'est ce pas|hein|d'accord|on est d'accord)",
        r"(?:personne|nul) n'est (?:pas )?(?:censé|supposé) (?:le |l'|en )?(?:savoir|apprendre|entendre|être au courant)",
        r"ne laiss(?:ez|e) (?:surtout )?pas (?:fuiter|filtrer|sortir|circuler)",
        r"(?:taire|taisez|tairez|tais|taises|cacher|masquer|cachez|masquez) mon (?:nom|prénom)",
        r"(?:^|(?:bon|alors|là|plaît|et|mais|non|pouvez|peux|pourriez|pourrais) )(?:\S+ )?arrêt(?:ez|e|ons|er) (?:\S+ )?(?:de (?:noter|prendre des notes|filmer)|les notes)",
        r"(?:information|info|nouvelle|chiffre|affaire)s? (?:\S+ ){0,2}?rest(?:e|ent|er) (?:\S+ )?confidentiel(?:le|s|les)?",
        r"(?:tu|vous) n'en (?:fais|faites) rien",
        r"(?:veux|voudrais|souhaite|aimerais|tiens) (?:ne )?pas (?:à )?(?:lire|voir|retrouver|découvrir|entendre) (?:ça|cela|ceci|ces mots|mon nom)",
        r"(?:pas|ni) (?:destinée?s?|prévue?s?|faite?s?) (?:à|pour) être (?:rendue?s? )?(?:public|publics|publique|publiques|publiée?s?)",
        r"(?:loin|à l'abri) des micros|micros (?:fermés|coupés|éteints)",
        r"(?:rang|pos|lâch|ferm|baiss)(?:e|es|ez|er|ons) (?:les|vos|tes|votre|ton|le) (?:stylos?|carnets?|cahiers?|crayons?)",
        r"(?:dites|dis|dire|répétez|écrivez|racontez) (?:surtout )?pas (?:\S+ )?que (?:ça|cela|c'|l'information|l'info) (?:\S+ ){0,2}?de moi",
        r"(?:ça|cela|ceci|ce) (?:n'est|n'était|est) pas (?:encore )?public(?= |$)(?= mais|$)",
        r"(?:mes (?:paroles|propos|mots)|mon (?:nom|prénom|témoignage)|je|moi) (?:\S+ ){0,4}?rest(?:e|ent|er) (?:\S+ )?anonymes?",
        r"(?:préfère|préférerais|aimerais|voudrais|souhaite|souhaiterais|demande|faut|faudrait) (?:\S+ ){0,2}?(?:qu'on|que vous|que tu) "
        r"(?:me )?(?:l'|le|la|les) (?:efface|enlève|supprime|coupe|retire|oublie|gomme)(?:z|s|iez)?(?= |$)",
        r"(?:ça|cela|ceci|tout ça) (?:il )?(?:faut|faudra|faudrait|vous pouvez|tu peux) (?:me )?(?:le|la|l'|les) (?:couper|effacer|enlever|supprimer|retirer|gommer)$",
        r"(?:ça|cela|ceci|tout ça) (?:\S+ )?(?:vous |tu |on )?l'oubli(?:ez|es|e)(?! (?:pas|jamais|souvent|vite|toujours)\b)",
        rf"(?:^|(?:peut|pouvez|peux|pourrait|pourriez|pourrais|va|allez|plaît|alors|bon|moi|juste|là|maintenant|d'abord) )(?:coupez|coupe|coupons|couper|éteignez|éteins|éteignons|"
        rf"éteindre|arrêtez|arrête|arrêtons|arrêter|stoppez|stopper|suspendez|suspendre|fermez|fermer|mettez en pause|mettre en pause) (?:\S+ )?{_F_MIC}",
        r"sans que (?:ça|cela|mon (?:nom|prénom)) (?:\S+ )?(?:soit|figure|apparaisse|sorte)",
    ),
    writes=_whole(
        r"not(?:ez|es|er|erez|eras|iez|ée?s?)|note(?= (?:surtout |donc )?pas)|(?:in|ré|re)?écri(?:s|t|re|te|vez|rez|viez|ve)|inscri(?:s|t|re|vez)|(?:re)?transcri(?:s|t|re|te|vez|viez)|"
        r"enregistr(?:ez|es|er|iez|ée?s?|e)|cit(?:ez|es|er|iez|ée?s?|e)|publi(?:ez|es|er|iez|ée?s?|e)|(?<=soit )public|(?<=être )public|imprim(?:ez|er|ée?s?|e)|mentionn(?:ez|es|er|iez|ée?s?|e)|"
        r"consign(?:ez|er|ée?s?)|diffus(?:ez|er|ée?s?|e)|divulgu(?:ez|er|ée?s?)|ébruit(?:ez|er|e)|(?<!se )répét(?:ez|er|iez|ée?s?)|racont(?:ez|er)|"
        r"nulle part|version finale|(?<=pas )repri(?:s|ses?)|(?:sur|en) (?:internet|ligne|le site|les réseaux)|attribu(?:ez|er|iez|ée?s?)|évoqu(?:ez|er|iez)|relay(?:ez|er)|partag(?:ez|er)|transmet(?:tez|tre)|"
        r"repren(?:dre|ez|ne)(?= ce| ça| cela| cette)|(?<=être )reprise?s?|figur(?:e|er|ent)|appara(?:ît|ître|isse)|"
        rf"{_F_RECORD}",
    ),
    denies=_whole(
        r"pas|jamais|rien(?= de| d')|(?<=ez )rien|ni|aucune?|sans (?:que|le|la|l'|me|mon|être|jamais|\S+er)|évitez|évite|éviter|hors|nulle part|"
        r"ne (?:doit|doivent|devrait|devra|faut)"
    ),
    removes=_whole(
        r"dispara(?:isse|ître)|(?:effac|enl[eè]v|retir|supprim|gomm|barr)(?:ez|e|es|er|erez|eras|ons|iez)|ray(?:ez|er|es)|coup(?:ez|er|erez)|oubli(?:ez|e|er|ons)"
    ),
    deictic=_whole(
        rf"ça|cela|ceci|ce(?= n)|ce que (?:je|j'|on|nous|vous venez)|ce qui suit|la suite|ce qu'on|tout ça|(?:ce|cet|cette|ces|ma|mes) (?:derni(?:er|ère|ers|ères) |petite? )?{_F_SAID}|"
        rf"l[ae]s? derni(?:er|ère|ers|ères) {_F_SAID}|mon (?:nom|prénom)|(?:de|aucun) noms?|"
        r"(?<=ne )(?:le|la|l'|les)|(?<=pas )(?:le|la|l'|les)(?= (?:mettre|mettiez|faire figurer)\b)|(?<=pas )(?:le|la|l'|les)(?= (?:noter|écrire|publier|citer|répéter|enregistrer)(?:$| s'il| hein| dans))|"
        r"c'est pas|c'est$|ce n'est"
    ),
    asks=_whole(
        r"(?<!ils )(?:notez|notes|écrivez|écris|enregistrez|citez|publiez|imprimez|répétez|mentionnez|retranscrivez|transcrivez|reprenez|diffusez|mettez|évitez|racontez|inscrivez)|"
        r"(?:m'|me )(?:ennuierait|embêterait|gênerait|dérangerait|arrangerait)|(?<!vous )(?:ne|n') (?:\S+ )?\S+ez pas|"
        r"vous|tu|toi|s'il (?:vous|te) plaît|svp|merci de|prière de|autant|mieux|surtout|hein|d'accord|il faut|faut|faudrait|faudra|"
        r"(?:doit|doive|doivent|devrait|devra)|(?:je|j') (?:ne |n')?(?:préfère|préférerais|préfèrerais|voudrais|veux|souhaite|souhaiterais|demande|aimerais|tiens)|"
        r"(?:serait|sera) (?:bon|mieux|bien)|aimerais autant|préférable|pas la peine|pas besoin|pas destiné\w*|(?:c'est|n'est) pas (?:pour|destiné|fait)|sans que|effacez|enlevez|retirez|supprimez|rayez"
    ),
    contrary=_whole(
        r"(?:n')?oubli(?:ez|e|ons|er) (?:surtout )?pas|(?:ne )?manquez pas|pourquoi|n'hésitez pas|je (?:ne )?vois pas|"
        r"vous (?:n'avez|ne l'avez|n'aviez) pas"
    ),
)

_E_SAID = r"(?:bit|part|sentence|remark|comment|story|passage|line|minute|point|figure|name|anecdote|thing|exchange)s?"
_E_RECORD = (
    r"(?:(?<!for the )(?<!on the )record|minutes|notes|transcript|(?<=the )report|(?<=your )report|(?<=any )report|article|write up|(?<=the )account|"
    r"summary|(?<=the )papers?|(?<=your )paper|press|publication|tape|recording|attribution|podcast|newsletter|broadcast|"
    r"(?<=your )(?:piece|story|column|feature|coverage|blog|book|film|programme|show))"
)
_E_MIC = (
    r"(?:the (?:recorder|recording|microphone|mic|tape|machine|transcription)|recording|filming)"
)
_E_ROOM = (
    r"(?:the room|this room|these walls|these four walls|here|this table|the table|the group|this group|"
    r"this meeting|the building)"
)

ENGLISH = Secrecy(
    idioms=_whole(
        r"off (?:the )?record",
        r"(?:just|strictly|that's|this is|it's|stays|stay|keep (?:it|this|that)|purely|only) (?:strictly |just )?(?:between|among|amongst) "
        r"(?:us|ourselves|you and me|you and i|the \w+ of us|friends|these)",
        r"^(?:just |strictly |well |so |and |but |now )*between (?:you and me|ourselves)",
        r"(?:don't|do not|never) (?:write|note|take|put) (?:\S+ ){0,3}down",
        rf"(?:that|this|it|all this|said here|(?:say|said)(?: \S+)?) (?:must |has to |should |will )?stays? (?:right |strictly )?(?:between|(?:with)?in {_E_ROOM}|at {_E_ROOM}|here)(?! (?:too|it's)| open)",
        rf"(?:this|that|it|none of this|what(?:'s| i| we)? \S+|what's said) (?:doesn't|does not|mustn't|must not|shouldn't|can't|cannot|isn't to|is not to|never|won't) (?:leaves?|go beyond|go outside|get out of|go further than) {_E_ROOM}",
        r"(?:what|everything|anything|whatever) (?:\S+ ){1,6}?(?:say|said|saying|tell|telling|share|sharing|hear|heard|mention)(?: \S+){0,3}? "
        rf"(?:doesn't|does not|mustn't|must not|shouldn't|can't|cannot|isn't to|is not to|never|won't) (?:leaves?|go beyond|go outside|get out of|go further than) {_E_ROOM}",
        r"goes no (?:further|farther)",
        r"(?:don't|do not|never|please not) let (?:this|that|it|any of (?:this|that|it)|word(?: of \S+)?) (?:get|leak|slip|go|be)\b",
        r"not a word (?:of (?:this|that|it|any)|about (?:this|that)|to (?:anyone|anybody|a soul|the press)|outside|beyond)",
        r"(?:under|it's|this is|that's|still|strictly|remains) (?:\S+ )?embargo(?:ed)?(?! (?:on|against)\b)",
        r"lips (?:are |were )?sealed",
        r"(?:nobody|no one)(?: else)? (?:is|was|are) (?:supposed|meant) to (?:know|hear|learn)",
        r"(?:don't|do not|never) (?:leak|divulge|disclose|reveal) (?:this|that|it|what|any)",
        r"(?:didn't|did not|never) (?:hear|heard|get|got) (?:this|that|it) (?:here|from us)",
        r"(?:that|this|the) (?:information|figure|news|story|number) (?:\S+ )?(?:remains?|stays?|must stay|is) (?:\S+ )?confidential",
        r"(?:withh[eo]ld|omit|conceal|hide|leave out) my name",
        r"(?:^|(?:please|you|let's|and|just) )(?:stop|pause) (?:taking (?:any )?notes|writing|typing|minuting)(?= for a| now| please|$)",
        r"put (?:your|the|that) (?:notebook|pen|phone|recorder|notepad)s? (?:away|down)",
        r"(?:not|t) (?:meant|intended|supposed|ready) to be (?:made )?(?:public|published)",
        r"(?:don't|do not|not|never) (?:keep|include|put|use|leave) (?:it|this|that|any of (?:it|this|that)|what i \S+) in (?:the|your|any) (?:\S+ )?(?:version|text|piece|article|draft|edit|story)",
        r"(?:don't|do not|not|wouldn't) (?:want|like|wish|care) to (?:read|see|hear|find) (?:this|that|it|my name|myself) (?:\S+ ){0,2}?(?:in|on|anywhere)",
        r"pens down|(?:put|lay) (?:down )?(?:your|the) pens? (?:down|away)|(?:close|shut) (?:your|the) notebooks?",
        r"(?:this|that|it) (?:isn't|is not|wasn't)(?: yet)? public(?= yet| knowledge|$)",
        r"(?:rather|want|like|ask|prefer|need|wish) (?:you )?(?:to )?(?:eras|delet|wip|scrub|remov|cut|str[iu]ck?)(?:e|es|ed|k|t)? (?:it|this|that|all of (?:it|that))(?: out)?(?= please| from|$)",
        r"you(?:'ll| will) (?:cut|erase|delete|remove|strike|leave) (?:that|this|it)(?: out)? (?:won't you|please|right|okay|ok)",
        r"i never said (?:that|this|it|any of (?:this|that)) (?:right|okay|ok|agreed|understood)",
        r"(?:don't|do not|never|not to) (?:\S+ ){1,4}?(?:came|come|comes|coming) from me",
        r"(?:treat|consider|regard|hold|take) (?:this|that|it|what \S+ \S+) (?:as )?(?:strictly |absolutely )?confidential",
        r"(?:don't|do not|never|let's not|not to) (?:put|post|upload|stick) (?:this|that|it|any of (?:this|that|it)) (?:online|on the (?:internet|web|website|site|net))",
        r"(?:my|i|i'd|me) (?:\S+ ){0,5}?(?:stay|remain|be kept|keep me|kept) anonymous",
        r"(?:don't|do not|never|rather not|not to|not) (?:put|use|print|attach|mention|write|include|have|see) my name",
        r"(?:for|to) (?:your|our) (?:ears|eyes) only",
        r"(?:that's|this is|it's) (?:just |only )(?:for )(?:you|us)(?: two| all| lot| three|$)",
        r"mum's the word",
        r"keep (?:this|that|it|this one|that one|all this)(?: \S+)? (?:to yoursel\w+|private|under your hat|quiet|secret|between (?:us|ourselves)|confidential|off the)",
        r"keep my name out",
        r"keep (?:this|that|it|what i \S+|(?:this|that|the last) "
        + _E_SAID
        + r") out of (?:the|your|any|this) ",
        r"(?:nobody|no one) (?:else )?(?:outside|beyond) (?:this|the|our) (?:group|room|team|table|meeting) (?:should|must|needs to|can|may|is to)",
        r"(?:nobody|no one) (?:should|must|is to) (?:ever )?(?:know|hear|find out|learn)",
        r"(?:don't|do not|never) (?:tell|say (?:this|that|it) to|mention (?:this|that|it) to) (?:anyone|anybody|a soul)(?! that)",
        r"(?:don't|do not) breathe a word",
        r"(?:be|you'll be|stay|count on your|trust your) (?:\S+ )?(?:discreet|discretion)",
        r"(?:on|as) (?:deep )?background(?= (?:only|the|he|she|they|it|we|i)\b|$)(?! (?:noise|music))",
        r"^(?:well |so |and |but |now |quite )*(?:unofficially|confidentially)",
        r"(?:say|said|saying|tell|telling|told|speak|speaking|share|sharing) (?:\S+ ){0,3}in (?:strict |strictest |complete )?confidence",
        r"^(?:and |but )?in (?:strict |strictest )?confidence",
        r"(?:this is|that's|it's|strictly|keep (?:it|this|that)|(?:this|that|it) (?:has to|must|should|needs to) (?:remain|stay|be kept|be)) (?:strictly |absolutely )?confidential",
        r"(?:didn't|never|did not) (?:hear|heard|get|got) (?:that|it|this|any of this) from me",
        r"(?:this|that|our) (?:conversation|chat|talk|exchange) (?:never|didn't|did not) happen(?:ed)?",
        r"^(?:please |no |sorry |oh |and |actually |okay )*strike that",
        r"(?:^|(?:please|you|let's|to|and|just|could|should) )(?:strike|cut|erase|delete|remove|scratch|scrub|wipe|omit|forget|bleep|redact|drop) (?:out )?(?:what i(?: have|'ve)? (?:just )?said(?! about)|(?:(?:this|that|the) last|my last|this|that) "
        + _E_SAID
        + r")(?! of the (?:budget|building|plan|price)| (?:is|was|are)\b)",
        r"(?:^|(?:please|you|can|will|could|should|let's|to|and|just) )(?:strike|cut|leave|edit|take|chop) (?:this|that|the last|my last) "
        + _E_SAID
        + r" out(?= |$)(?: (?:please|in the edit|of (?:the|your|any) "
        + _E_RECORD
        + r")|$)",
        r"(?:strike|cut|leave|take) (?:that|this|it) out(?= |$)(?: (?:please|of (?:the|your|any) "
        + _E_RECORD
        + r")| from|$)",
        rf"(?:^|(?:can|could|would|will) (?:you|we|i) (?:please )?|please |let's |let us |just )(?:pause|stop|switch off|turn off|cut|mute|shut off) {_E_MIC}",
        rf"(?:^|(?:can|could|would|will) (?:you|we|i) (?:please )?|please |let's |let us |just )(?:turn|switch|shut) {_E_MIC} off",
        r"with the (?:microphone|mic|recorder|tape|recording) (?:switched |turned )?off",
        r"(?:don't|do not|not|rather not|wouldn't|never|t) (?:\S+ )?(?:want to be|like to be|care to be|wish to be|want|like) (?:quoted|minuted|named|cited|identified)",
        r"(?:don't|do not|wouldn't) (?:want|like) my name",
        r"(?:don't|do not|please don't|never|not) (?:quote|name|cite|attribute) (?:me|this|that|it)(?= |$)",
        r"hate to (?:see|read|find|hear) (?:that|this|it) (?:in|on|anywhere)",
        r"(?<!don' t )forget (?:that )?i (?:ever )?(?:said|told|mentioned)",
        r"strictly for (?:us|you|the people|this|those)",
        r"without (?:quoting|naming|citing) me",
        r"(?:not|t) (?:meant |intended |really )?for (?:attribution|publication|the record|the minutes|the notes|the tape|the press|the paper|the papers)",
    ),
    writes=_whole(
        r"(?:write|written|writing|noted|quote|quoted|recorded|print|printed|publish|published|minute|minuted|repeat|repeated|"
        r"cite|cited|(?<=avoid )using|(?<=t )used|(?<=not )used|nowhere|(?:get|gets|go|goes) (?:any |no )?further|get (?:out|around|about|hold of)|transcribe|transcribed|attribute|attributed|appear|appears|share|shared|spread|circulate|circulated|"
        r"forward|forwarded|pass|passed|divulge|divulged|disclose|disclosed|leak|leaked|tweet|tweeted)|"
        r"(?<=not )(?:note|record)|(?<=t )(?:note|record)|(?<=never )(?:note|record)|" + _E_RECORD
    ),
    denies=_whole(r"not|t|never|no|nowhere|none|nothing|without|nor|out of|off|avoid"),
    removes=_whole(
        r"(?:strike|cut|erase|delete|remove|scratch|scrub|wipe|omit|redact|drop|bleep|lose|leave|keep|take|taken|kept|left|struck|removed|deleted)"
        r"(?= (?:\S+ ){0,6}?(?:out|from|off)\b)|(?:strike|erase|delete|omit|redact|wipe|bleep) "
    ),
    deictic=_whole(
        r"(?:this|that|it)(?= (?:in|on|with|around|beyond|from|out|off|to|shouldn|mustn|needn|can|cannot|has|please|down|for|is|was|be|wasn|isn|not|but|so|anywhere|must|should|kept|left|"
        r"taken|would|could|at|and|or|here|if|of|stay|stays|stayed|goes|went|gets|got|leaves|doesn|never|won|can|may|might|will|said|ever|outside)\b|$)|what i|whatever i|anything i|everything i|any of (?:this|that|it)|"
        rf"(?:this|that|the last|my last|my|this last|that last) {_E_SAID}|(?:those|these|my) (?:words|remarks|numbers|figures|comments)|this(?= appear)|my name|names|me(?= )"
    ),
    asks=_whole(
        r"please|(?:^|(?:please|but|so|and|just|also|you|we|let's) )(?:don' t|do not|never)|you(?! know)|let' s|i' d|i would|i want|i don' t want|i do not want|promise|mustn' t|would be (?:best|better)|soon|i need|i prefer|i' m asking|"
        r"must|should|shouldn' t|has to|better|rather|to be|meant|intended|could|for (?:the|your|any)|^(?:strike|cut|erase|delete|remove|"
        r"scratch|scrub|wipe|omit|redact|drop|bleep|leave|keep|take)|we' ll"
    ),
    contrary=_whole(
        r"(?:don't|do not|never|let's not|won't) forget|make sure|be sure|why|is there any reason|"
        r"(?:they|he|she|people|nobody|who) (?:don't|do not|never|didn't|doesn't|won't|can't|wouldn't|couldn't)|"
        r"(?<!if )you (?:\S+ )?(?:didn't|haven't)|(?<!if )you (?:don't(?! need| have))"
    ),
)

SECRECY: Mapping[Language, Secrecy] = {"fr": FRENCH, "en": ENGLISH}
