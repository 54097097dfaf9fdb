"""How strongly a word speaks for the end of a sentence just before or just after it, in log odds.

Which words sentences end and begin with was counted in punctuated meetings and debates, then weighed
together with pauses; subject matter was left out. Words that say little either way are not listed.
"""

from __future__ import annotations

from models.language import Language


def weighed(groups: dict[float, str]) -> dict[str, float]:
    """Return the weight of each word of groups of equal weight."""
    return {word: weight for weight, words in groups.items() for word in words.split()}


BEFORE: dict[Language, dict[str, float]] = {
    "en": weighed(
        {
            -3.5: "and",
            -3.0: "as but if like the",
            -2.5: "a because i it's just of or to we",
            -2.0: (
                "an are be can for he's how i'll i'm i've in is let's she's should some that's "
                "then there's they they're they've think we'll we're we've what what's when where "
                "which you're you've"
            ),
            -1.5: (
                "about also am aren't at by can't could couldn't didn't doesn't don't er from get "
                "has hasn't have haven't he her his isn't its likely make maybe mean my not other "
                "our shouldn't so than their these very was wasn't were weren't who whose why "
                "will with won't would wouldn't your"
            ),
            -1.0: (
                "actually after all any been before cause did do does even every give gonna into "
                "keep might most on once only put quite really said say since still take thank "
                "that thinking use using whether within you"
            ),
            1.0: "here please",
            1.5: "okay question",
            2.0: "right",
        }
    ),
    "fr": weighed(
        {
            -4.0: "et que",
            -3.5: "de à",
            -3.0: "c' c'est comme d' dans des j' l' le les m' mais n' pour qu' s' si sur t'",
            -2.5: "a avec dont du en est euh il je la ne par quand qui un une",
            -2.0: "au ce cette donc on ou où puisque sont y",
            -1.5: (
                "alors aux avez car ces chez comment entre es faut heu ils j'ai leur lorsque me "
                "moi nos notre nous ont parce puis qu'il qu'on sans se suis ta te tes ton très tu "
                "va vais veux votre vous étaient était êtes"
            ),
            -1.0: (
                "allez aura avait avoir avons c'est-à-dire cet chaque d'abord d'un d'une depuis "
                "dire dis dit dites doit dès elle enfin ensuite eu l'on leurs ma mes mettre mon "
                "même n'a n'est n'y pendant peu peut peux qu'elle qu'ils reste s'il sa savez sera "
                "ses soit sommes son sous tous toute toutes vont vos voudrais voulez été être"
            ),
            1.0: "d'accord pourquoi quoi",
        }
    ),
}
"""Of the word before the place: an article ends no sentence."""

AFTER: dict[Language, dict[str, float]] = {
    "en": weighed(
        {
            -1.5: "of to",
            -1.0: (
                "a about an are be been from going had has have into is more than their them "
                "think was were which who would"
            ),
            -0.5: (
                "across as back can come do don't get know like mean much need off on onto or "
                "other out people's say should that up us use way whose with your"
            ),
            0.5: (
                "again basically because cause did exactly great here hmm how i'll it let's many "
                "maybe most my no once one second since some then they they're third two we'll "
                "what's whatever whether will yes you"
            ),
            1.0: (
                "and first i'm i've if it's let oh right that's there there's these this um we're "
                "we've what when why"
            ),
            1.5: "anyway finally firstly however mm now secondly thanks therefore",
            2.0: "but he i obviously our she we yeah",
            2.5: "ok okay so thank well",
        }
    ),
    "fr": weighed(
        {
            -1.5: "de du qui",
            -1.0: "aux avec des dont pas plus que sont été",
            -0.5: (
                "au avez contre d' d'avoir d'un d'être dit doit est faire fait me n'a n'est ont "
                "où par pour qu'il qu'on sans se sera va à était être"
            ),
            0.5: (
                "allez aujourd'hui bien c'est-à-dire car cela celui cette ceux d'accord j'avais "
                "la le lorsque là ma mon personne peut-être premier première quel s'il simplement "
                "tous tout toutes votre voyez y évidemment"
            ),
            1.0: (
                "c'est c'était ce comment deuxième elle elles et euh ils maintenant nous on parce "
                "pourquoi qu'est-ce quand si vous ça"
            ),
            1.5: "après bref cependant est-ce il je merci or pourtant",
            2.0: "d'ailleurs mais non puis",
            2.5: "alors bon d'abord donc enfin ensuite j'ai moi oui voilà",
        }
    ),
}
"""Of the word after it: `so` begins one, `of` leans on what came before."""
