from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.conversation.idea_signs import cut, holds_idea
from companion.conversation.ideas import IdeaKeeper
from companion.conversation.words import fold, tokens
from companion.session.events import IdeaNoted
from models.language import Language
from models.transcript import COMPANION, WALKER, Segment


class Walk:
    """A keeper, told things in turn."""

    def __init__(self, language: Language = "en") -> None:
        self.keeper = IdeaKeeper(language)
        self.now = 0

    def segment(self, text: str, speaker: str) -> Segment:
        self.now += 5000
        return Segment(f"s{self.now}", speaker, self.now, self.now + 3000, text)

    def walker(self, text: str) -> Segment:
        segment = self.segment(text, WALKER)
        self.keeper.walker_spoke(segment)
        return segment

    def companion(self, text: str) -> None:
        self.keeper.companion_spoke(self.segment(text, COMPANION))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("we could keep the tools in the old ticket hut", "en"),
        ("my first thought is the hut at the bowls club", "en"),
        ("what if every street had its own shelf", "en"),
        ("maybe somebody vouches for new neighbours", "en"),
        ("on pourrait ranger les outils dans la cabane", "fr"),
        ("et si la boulangerie gardait la clé", "fr"),
        ("et si chaque mois un voisin différent gardait la clé", "fr"),
        ("qui paierait l'assurance", "fr"),
        ("peut-être qu'un voisin se porte garant", "fr"),
        ("il suffirait d'un carnet accroché à une ficelle", "fr"),
    ],
)
def test_what_puts_something_forward_is_an_idea(text: str, language: Language) -> None:
    assert holds_idea(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("yeah", "en"),
        ("okay um right", "en"),
        ("i'm just crossing the road hang on", "en"),
        ("it might just be too tight actually", "en"),
        ("i'm at the canal i'm going to sit for a second", "en"),
        ('She said, "we could buy a whole new drill".', "en"),
        ("oui voilà", "fr"),
        ("je traverse la rue attends", "fr"),
        ("ça pourrait être trop juste", "fr"),
    ],
)
def test_backchannels_logistics_judgements_and_quotations_are_not(
    text: str, language: Language
) -> None:
    assert not holds_idea(text, language)


def test_an_idea_of_the_walkers_is_theirs_in_their_words() -> None:
    walk = Walk()
    said = walk.walker("okay um so we could keep the tools in the old ticket hut")
    (idea,) = walk.keeper.present()
    assert idea.origin == "walker"
    assert idea.text == "we could keep the tools in the old ticket hut"
    assert idea.evidence == (said.id,)


def test_what_nobody_heard_or_answered_never_becomes_an_idea() -> None:
    walk = Walk()
    walk.companion("You could use lockers with a code.")
    assert walk.keeper.present() == ()
    walk.walker("the weather is turning")
    assert walk.keeper.present() == ()


def test_a_proposal_that_is_answered_is_the_companions_idea() -> None:
    walk = Walk()
    walk.companion("You could use lockers with a code.")
    walk.walker("lockers hmm a locker does not tell you about the pipe")
    (idea,) = walk.keeper.present()
    assert (idea.origin, len(idea.evidence)) == ("companion", 2)


def test_a_proposal_that_is_built_on_is_both_voices() -> None:
    walk = Walk()
    walk.companion("What if the reminder went to a neighbour, who knocks?")
    walk.walker("oh i love that")
    walk.walker("so you'd have a rota and you get a paper card with three names")
    (idea,) = walk.keeper.present()
    assert idea.origin == "both"
    assert len(idea.evidence) == 3


def test_a_refused_proposal_stays_as_withdrawn() -> None:
    walk = Walk()
    walk.companion("What if the app sent automatic reminders?")
    walk.walker("no that is the opposite of what I said about reminders")
    (idea,) = walk.keeper.present()
    assert (idea.origin, idea.status) == ("companion", "withdrawn")


@pytest.mark.parametrize(
    ("language", "said", "retraction"),
    [
        ("en", "i was thinking a deposit of twenty pounds", "no forget the deposit it keeps people out"),
        ("en", "we could put lockers by the gate", "on second thought no forget the lockers"),
        ("en", "we could put lockers by the gate", "actually scrap that"),
        ("fr", "on pourrait demander une caution de vingt euros", "non oublie la caution"),
        ("fr", "on pourrait mettre des casiers près du portail", "finalement non"),
        ("fr", "on pourrait mettre des casiers près du portail", "je retire ce que j'ai dit"),
    ],
)  # fmt: skip
def test_an_idea_taken_back_in_passing_is_withdrawn_and_stays(
    language: Language, said: str, retraction: str
) -> None:
    walk = Walk(language)
    walk.walker(said)
    back = walk.walker(retraction)
    idea = walk.keeper.present()[0]
    assert idea.status == "withdrawn"
    assert back.id in idea.evidence


def test_words_to_the_dog_take_nothing_back() -> None:
    walk = Walk()
    walk.walker("we could put lockers by the gate")
    walk.walker("Biscuit, leave it! Drop it! That's the dog.")
    assert walk.keeper.present()[0].status == "open"


def test_the_same_idea_said_again_grows_instead_of_doubling() -> None:
    walk = Walk()
    walk.walker("we could keep the tools in the ticket hut")
    walk.walker("we really could keep all the tools in that ticket hut")
    (idea,) = walk.keeper.present()
    assert len(idea.evidence) == 2


def test_an_idea_that_echoes_an_earlier_one_is_linked_to_it() -> None:
    walk = Walk()
    walk.walker("we could keep the tools in the ticket hut")
    walk.walker("what if children painted the walls by the canal")
    walk.walker("maybe volunteers mend broken tools every thursday")
    assert [link.to for link in walk.keeper.present()[2].links] == ["i1"]


def test_a_question_of_the_walkers_is_kept_as_one() -> None:
    walk = Walk()
    walk.walker("who vouches for somebody who just moved in")
    assert walk.keeper.present()[0].is_question


def test_undo_gives_back_what_was_before() -> None:
    walk = Walk()
    walk.walker("we could put lockers by the gate")
    walk.keeper.set_status("", "withdrawn", segment=None)
    walk.keeper.undo()
    assert walk.keeper.present()[0].status == "open"


def test_an_idea_of_a_forgotten_minute_is_not_among_the_living() -> None:
    walk = Walk()
    walk.walker("we could put lockers by the gate")
    walk.keeper.forget(0, walk.now + 5000)
    assert walk.keeper.present()[0].status == "withdrawn"


@given(
    st.lists(st.sampled_from("um we could borrow the the ladder uh and paint it okay so".split()))
)
def test_an_idea_is_cut_by_deletion_only(words: list[str]) -> None:
    said = [token.folded for token in tokens(" ".join(words))]
    kept = [token.folded for token in tokens(cut(" ".join(words), "en"))]
    rest = iter(said)
    assert all(word in rest for word in kept)


@given(st.lists(st.tuples(st.booleans(), st.text(max_size=60)), max_size=12))
def test_whatever_is_said_ids_are_unique_and_evidence_was_said(
    turns: list[tuple[bool, str]],
) -> None:
    walk = Walk()
    said = set()
    noted: list[str] = []
    for is_walker, text in turns:
        segment = walk.segment(text, WALKER if is_walker else COMPANION)
        said.add(segment.id)
        if is_walker:
            events = walk.keeper.walker_spoke(segment)
            noted += [event.idea.id for event in events if isinstance(event, IdeaNoted)]
        else:
            walk.keeper.companion_spoke(segment)
    assert len(noted) == len(set(noted))
    assert all(set(idea.evidence) <= said for idea in walk.keeper.present())
    assert all(fold(idea.text) for idea in walk.keeper.present())


def test_a_thought_across_a_thinking_pause_is_one_idea() -> None:
    walk = Walk()
    first = walk.walker("my worry is um")
    second = walk.walker("the same three parents always do all the work")
    (idea,) = walk.keeper.present()
    assert idea.text == "my worry is the same three parents always do all the work"
    assert set(idea.evidence) == {first.id, second.id}
    assert idea.start_ms == first.start_ms


def test_an_idea_goes_on_after_a_thinking_pause() -> None:
    walk = Walk()
    walk.walker("maybe we could use a machine with")
    walk.walker("sensors that water the garden")
    (idea,) = walk.keeper.present()
    assert idea.text.endswith("a machine with sensors that water the garden")


def test_a_whole_sentence_is_not_glued_to_the_next_one() -> None:
    walk = Walk()
    walk.walker("we could put lockers by the gate")
    walk.walker("the river is high today")
    assert [idea.text for idea in walk.keeper.present()] == ["we could put lockers by the gate"]


def test_what_follows_a_reply_is_another_thought() -> None:
    walk = Walk()
    walk.walker("my worry is um")
    walk.keeper.turn_ended(walk.now)
    walk.walker("the river is high today")
    assert walk.keeper.present() == ()


def test_undo_takes_back_what_was_done_last_not_what_stands_last() -> None:
    walk = Walk()
    walk.walker("we could put lockers by the gate")
    walk.walker("what if the children painted the old mill")
    walk.keeper.set_status("the mill", "parked", segment=None)
    walk.keeper.set_status("lockers", "kept", segment=None)
    walk.keeper.undo()
    assert [idea.status for idea in walk.keeper.present()] == ["open", "parked"]
    walk.keeper.undo()
    assert [idea.status for idea in walk.keeper.present()] == ["open", "open"]


def test_what_was_put_as_a_question_can_be_undone() -> None:
    walk = Walk()
    walk.walker("we could put lockers by the gate")
    walk.keeper.put_as_question("")
    assert walk.keeper.present()[0].is_question
    walk.keeper.undo()
    assert not walk.keeper.present()[0].is_question


def test_keeping_something_said_in_passing_makes_it_an_idea() -> None:
    walk = Walk("fr")
    said = walk.walker("la boulangère vend son pain chaud le matin")
    kept, events = walk.keeper.set_status("le pain", "kept", segment=None)
    assert kept is not None
    assert kept.idea.evidence == (said.id,)
    assert isinstance(events[0], IdeaNoted)


def test_keeping_what_the_companion_proposed_journals_it_first() -> None:
    walk = Walk()
    walk.companion("You could lend the tools from a locker by the gate.")
    kept, events = walk.keeper.set_status("", "parked", segment=None)
    assert kept is not None
    assert isinstance(events[0], IdeaNoted)
    assert events[0].idea.origin == "companion"
    assert kept.idea.status == "parked"


def test_an_idea_that_was_only_announced_is_what_follows() -> None:
    walk = Walk("fr")
    walk.walker("j'ai une idée")
    walk.walker("c'est un café ouvert le matin avec des livres")
    (idea,) = walk.keeper.present()
    assert idea.text == "j'ai une idée c'est un café ouvert le matin avec des livres"


def test_two_thoughts_in_one_turn_stay_two() -> None:
    walk = Walk()
    walk.walker("there is a real risk with the key the school will say no")
    walk.walker("the bakery could keep the key because they open at six")
    assert len(walk.keeper.present()) == 2


def test_a_dictated_note_is_kept_in_its_own_words() -> None:
    walk = Walk()
    walk.walker(
        "my idea is that every family takes one week they water the garden and keep the food"
    )
    said = walk.segment("note that the family that cares for the garden keeps the food", WALKER)
    kept, _ = walk.keeper.note(said, "", "the family that cares for the garden keeps the food")
    assert kept.idea.text == "the family that cares for the garden keeps the food"
    assert [idea.status for idea in walk.keeper.present()] == ["open", "kept"]


def test_speaking_of_the_children_is_not_speaking_to_them() -> None:
    walk = Walk("fr")
    walk.walker("on pourrait ouvrir un café le matin avec des livres pour les enfants")
    assert len(walk.keeper.present()) == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("One big pot per table and you bring your own bowl.", "en"),
        ("asking the neighbours to keep a key", "en"),
        ("I think it would be better if I went to people's kitchens.", "en"),
        ("Une boîte dans le hall de la gare.", "fr"),
        ("demander aux voisins de garder une clé", "fr"),
        ("chaque classe garde sa lanterne et l'école les expose", "fr"),
    ],
)
def test_naming_a_thing_or_an_act_puts_it_forward(text: str, language: Language) -> None:
    assert holds_idea(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A locker doesn't tell you about the pipe.", "en"),
        ("a man at the station asked me the way", "en"),
        ("une dame dans le bus m'a dit bonjour", "fr"),
        ("un voisin avec un chien est passé hier", "fr"),
    ],
)
def test_telling_what_happened_puts_nothing_forward(text: str, language: Language) -> None:
    assert not holds_idea(text, language)


@pytest.mark.parametrize(
    ("proposal", "answer", "language"),
    [
        ("You could ask the care home to cook.", "Hmm, I don't think so, they've got enough on.", "en"),
        ("Vous pourriez demander une heure de rangement.", "Ça sent la punition, je suis pas pour.", "fr"),
    ],
)  # fmt: skip
def test_a_proposal_that_is_turned_down_is_withdrawn(
    proposal: str, answer: str, language: Language
) -> None:
    walk = Walk(language)
    walk.companion(proposal)
    walk.walker(answer)
    (idea,) = walk.keeper.present()
    assert (idea.origin, idea.status) == ("companion", "withdrawn")


def test_praise_and_more_builds_on_the_companions_proposal_without_any_marks() -> None:
    walk = Walk()
    walk.companion("What if the coins went to the class that made the lantern?")
    walk.walker("oh that's good so each class keeps what's in its jar and says what it is for")
    assert walk.keeper.present()[0].origin == "both"


def test_saying_an_offer_over_is_not_building_on_it() -> None:
    walk = Walk()
    walk.companion("A spare parts box could be posted twice a year.")
    walk.walker("A box of spare parts. Oh, that's lovely.")
    assert walk.keeper.present()[0].origin == "companion"


def test_after_one_idea_is_dropped_that_one_means_another() -> None:
    walk = Walk()
    walk.walker("we could pay with adverts on the wall")
    walk.walker("we could charge a subscription every month")
    walk.keeper.set_status("adverts", "withdrawn", segment=None)
    walk.keeper.set_status("", "parked", segment=None)
    assert [idea.status for idea in walk.keeper.present()] == ["withdrawn", "parked"]


def test_what_is_dropped_without_ever_having_been_kept_is_withdrawn() -> None:
    walk = Walk()
    walk.walker("the cake stall has the same six people every year")
    kept, _ = walk.keeper.set_status("the cake stall", "withdrawn", segment=None)
    assert kept is not None
    assert kept.idea.status == "withdrawn"


@pytest.mark.parametrize(
    ("language", "text", "is_theirs"),
    [
        ("en", "my old boss thinks i should sell second hand machines instead", False),
        ("en", "tom wants us to buy a van for the market", False),
        ("en", "my brother says we should do video and i think he is right", True),
        ("en", "my mother wants a bench so we could build one from the old door", True),
        ("en", "the children could say what they want in a letter", True),
        ("fr", "mon éditeur voudrait qu'on mette une tempête à la fin", False),
        ("fr", "pierre propose qu'on loue une camionnette", False),
        ("fr", "mon frère dit qu'on devrait faire de la vidéo et il a raison", True),
        ("fr", "ma sœur dit non mais moi je pourrais garder l'établi", True),
        ("fr", "les enfants pourraient dire ce qu'ils veulent dans une lettre", True),
    ],
)
def test_what_somebody_else_wants_is_the_walkers_once_they_agree(
    language: Language, text: str, is_theirs: bool
) -> None:
    assert holds_idea(text, language) is is_theirs
