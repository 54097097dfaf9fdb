"""All the forms in which a recogniser may write a French verb of a command, folded.

Tu, vous, nous, on, the infinitive and the participle sound alike or nearly ("noter", "notez", "noté"),
so a command takes any of them; what stands before tells whether it is one.
"""

from __future__ import annotations

import re
from functools import cache

_IRREGULAR = {
    "mettre": "mets met mettre mettez mettons mette mettes mis",
    "prendre": "prends prend prendre prenez prenons prenne prennes",
    "reprendre": "reprends reprend reprendre reprenez reprenons reprenne reprennes",
    "faire": "fais fait faire faites faisons fasse fasses",
    "refaire": "refais refait refaire refaites",
    "dire": "dis dit dire dites disons dise dises",
    "redire": "redis redit redire redites redise redises",
    "relire": "relis relit relire relisez relise relises",
    "lire": "lis lit lire lisez lise lises",
    "ecrire": "ecris ecrit ecrire ecrivez ecrivons ecrive ecrives",
    "inscrire": "inscris inscrit inscrire inscrivez inscrive inscrives",
    "retenir": "retiens retient retenir retenez retenons retienne retiennes",
    "revenir": "reviens revient revenir revenez revenons revienne reviendra reviendrons reviendrai",
    "repondre": "reponds repond repondre repondez repondons reponde repondes",
    "attendre": "attends attend attendre attendez attendons attende",
    "finir": "finis finit finir finissez finissons finisse fini",
    "ralentir": "ralentis ralentit ralentir ralentissez ralentisse ralentisses",
    "reflechir": "reflechis reflechit reflechir reflechissez reflechisse reflechisses",
    "taire": "tais tait taire taisez taise taises",
    "voir": "vois voit voir voyez voyons verra verrons",
    "appeler": "appelle appelles appeler appelez",
    "rappeler": "rappelle rappelles rappeler rappelez",
    "jeter": "jette jettes jeter jetez jetons",
    "poursuivre": "poursuis poursuit poursuivre poursuivez",
    "interrompre": "interromps interrompt interrompre interrompez",
    "souvenir": "souviens souvient souvenir souvenez souvienne souviennes",
    "etre": "sois soyez etre es est",
    "tenir": "tiens tient tenir tenez",
    "taper": "tape tapes taper tapez",
    "essayer": "essaie essaies essaye essayes essayer essayez essayons",
    "rester": "reste restes rester restez restons",
}
_ENDINGS = ("e", "es", "er", "ez", "ons", "ee", "ees")


@cache
def forms(infinitive: str) -> str:
    """Return the source of an expression for every form of one verb, a space before it."""
    known = _IRREGULAR.get(infinitive)
    if known is not None:
        return f"(?: (?:{'|'.join(known.split())}))"
    base = re.escape(infinitive.removesuffix("er"))
    return f" {base}(?:{'|'.join(_ENDINGS)})"
