"""What two sentences that tell the same say alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.stories.aligning import Pair
from detente.stories.sameness import load_sameness
from detente.stories.sentences import Sentence
from detente.stories.twice import Match, matches
from tests.stories.told import Told

if TYPE_CHECKING:
    from detente.stories.facts import Slot

    Own = dict[Slot, float] | None
    Alike = tuple[str, str, str, str]

SURE = 9.0  # log-odds
HALVORSEN = ("Marit Halvorsen", "NOR", "Minister of Energy")


def alike(one: Told, other: Told, close: bool = True, score: float = SURE, own: Own = None) -> list[Alike]:
    """Slot, verdict, and the words of both, of the first sentences; `score` says how sure it is that they are close."""
    first, second = (Sentence(told.page, told.sentences[0]) for told in (one, other))
    pair = Pair(first.span, second.span, score if close else load_sameness().told, own or {})
    found: list[Match] = matches(first, second, pair)
    return [(match.one.slot, match.verdict, match.one.evidence.quote, match.other.evidence.quote) for match in found]


@pytest.mark.parametrize("close", [True, False])
def test_equal_values_go_together_however_alike_the_sentences_are(close: bool) -> None:
    one = Told("Nine ferries lay at Brevik on 2 June.").count("Nine ferries", 9, "ferry").day("2 June", "2021-06-02")
    other = Told("On Wednesday nine ferries waited.").count("nine ferries", 9, "ferry").day("Wednesday", "2021-06-02")
    assert alike(one, other, close) == [
        ("date", "agrees", "2 June", "Wednesday"),
        ("number", "agrees", "Nine ferries", "nine ferries"),
    ]


def test_what_says_more_goes_together_only_in_sentences_that_are_close() -> None:
    one = Told("The dam was opened in June.").day("June", "2021-06-01", 30)
    other = Told("They opened the dam on 2 June.").day("2 June", "2021-06-02")
    assert alike(one, other) == [("date", "finer", "June", "2 June")]
    assert alike(one, other, close=False) == []


def test_other_values_dispute_nothing() -> None:
    one = Told("Nine ferries came on 2 June.").count("Nine ferries", 9, "ferry").day("2 June", "2021-06-02")
    other = Told("Six ferries came on 3 June.").count("Six ferries", 6, "ferry").day("3 June", "2021-06-03")
    assert alike(one, other) == []


def test_one_of_something_is_no_number_to_agree_on() -> None:
    one, other = (Told(f"One ferry {verb}.").count("One ferry", 1, "ferry") for verb in ("sank", "left"))
    assert alike(one, other) == []


def test_a_name_behind_a_word_of_place_is_a_place() -> None:
    assert alike(Told("Customs men slept at Kvernes."), Told("A lorry came to Kvernes empty."), close=False) == [
        ("place", "agrees", "Kvernes", "Kvernes")
    ]
    assert alike(Told("They met in June."), Told("They parted in June.")) == []


def test_a_whole_state_is_told_alike_only_in_close_sentences() -> None:
    one = Told("Trucks rolled through Latvia.").place("Latvia", "LVA")
    other = Told("The convoy crossed Latvia.").place("Latvia", "LVA")
    assert alike(one, other) == [("place", "agrees", "Latvia", "Latvia")]
    assert alike(one, other, close=False) == []


def test_persons_whom_both_name_take_part_and_a_pronoun_names_nobody() -> None:
    one = Told("Minister Halvorsen signed it.").person("Minister Halvorsen", "marit-halvorsen", "NOR")
    other = Told("Marit Halvorsen put her name to it.").person("Marit Halvorsen", "marit-halvorsen", "NOR")
    assert alike(one, other) == [("participants", "agrees", "Minister Halvorsen", "Marit Halvorsen")]
    assert alike(one, Told("She put her name to it.").person("She", "marit-halvorsen", "NOR")) == []


def test_one_speaker_is_told_in_other_words_and_another_one_is_not() -> None:
    one, other = Told("She said the turbines would stop by autumn."), Told("“Turbines stop in autumn,” she said.")
    one.draft.says(HALVORSEN, "said", "the turbines would stop by autumn")
    other.draft.says(HALVORSEN, "said", "Turbines stop in autumn")
    assert ("wording", "the turbines would stop by autumn", "Turbines stop in autumn") in [
        (slot, first, second) for slot, _, first, second in alike(one, other)
    ]
    other.draft.statements.clear()
    other.draft.says(("Piet Maas", "NLD", None), "said", "Turbines stop in autumn")
    assert [found for found in alike(one, other, score=load_sameness().close) if found[0] == "wording"] == []


def test_a_denial_is_not_the_same_in_other_words() -> None:
    one, other = Told("She said the turbines would stop."), Told("She said the turbines would not stop.")
    one.draft.says(HALVORSEN, "said", "the turbines would stop")
    other.draft.says(HALVORSEN, "said", "the turbines would not stop")
    assert all("stop" not in found[2] for found in alike(one, other))


def test_words_in_a_row_are_a_wording_where_they_tell_something() -> None:
    one = Told("Miners found a seam of pale copper ore beneath the glacier.")
    other = Told("Beneath ice lies a seam of pale copper ore, they wrote.")
    assert alike(one, other) == [("wording", "agrees", "seam of pale copper ore", "seam of pale copper ore")]
    assert alike(Told("It was one of the days."), Told("It was one of the others.")) == []


def test_an_act_is_told_by_another_word_of_its_kind() -> None:
    one = Told("Norway postponed the talks.")
    one.draft.event("REJECT", ("NOR", "NLD"), "postponed", status="cancelled")
    other = Told("The talks were called off, the Dutch wrote.")
    assert alike(one, other) == [("status", "agrees", "postponed", "called off")]
    assert alike(one, Told("The talks were long, the Dutch wrote.")) == []


def test_what_both_say_of_a_slot_is_no_evidence_that_they_tell_the_same() -> None:
    one = Told("The dam was opened on 2 June.").day("2 June", "2021-06-02")
    other = Told("On Wednesday a bridge fell.").day("Wednesday", "2021-06-02")
    told = load_sameness().told
    assert alike(one, other, score=told + 1, own={"date": 1.0}) == [("date", "agrees", "2 June", "Wednesday")]
    assert alike(one, other, score=told + 1, own={"date": 1.1}) == []


def test_of_a_person_whom_an_article_names_all_the_time_only_sure_sentences_tell_the_same() -> None:
    model = load_sameness()
    rest = ("A choir sang.", "Rain fell.", "Nobody spoke.")
    one = Told("Minister Halvorsen signed it.", *rest).person("Minister Halvorsen", "marit-halvorsen", "NOR")
    other = Told("Marit Halvorsen put her name to it.", *rest).person("Marit Halvorsen", "marit-halvorsen", "NOR")
    same = [("participants", "agrees", "Minister Halvorsen", "Marit Halvorsen")]
    assert alike(one, other, score=model.close) == same
    alone = Told("Marit Halvorsen put her name to it.").person("Marit Halvorsen", "marit-halvorsen", "NOR")
    assert alike(one, alone, score=model.close) == []
    assert alike(one, alone, score=model.sure) == same


def test_a_word_of_a_kind_of_act_tells_it_only_where_the_sentences_are_sure() -> None:
    one = Told("Norway postponed the talks.")
    one.draft.event("REJECT", ("NOR", "NLD"), "postponed", status="cancelled")
    other = Told("The talks were called off, the Dutch wrote.")
    assert alike(one, other, score=load_sameness().sure) == [("status", "agrees", "postponed", "called off")]
    assert alike(one, other, score=load_sameness().close) == []


def test_a_speaker_who_says_another_thing_is_told_twice_only_where_the_sentences_are_sure() -> None:
    one, other = Told("Halvorsen said turbines would stop by autumn."), Told("Halvorsen said ferries were late.")
    for told, words in ((one, "turbines would stop by autumn"), (other, "ferries were late")):
        told.draft.says(HALVORSEN, "said", words).spoken_by("Halvorsen")
    assert [slot for slot, *_ in alike(one, other, score=load_sameness().sure)] == ["speaker"]
    assert alike(one, other, score=load_sameness().close) == []


def test_statements_that_share_one_word_do_not_tell_the_same() -> None:
    one, other = Told("She spoke of the turbines."), Told("Turbines must stop by autumn, she said.")
    one.draft.says(HALVORSEN, "spoke", "the turbines")
    other.draft.says(HALVORSEN, "said", "Turbines must stop by autumn")
    assert alike(one, other, score=load_sameness().close) == []


def test_many_words_in_a_row_are_a_wording_whatever_they_tell_and_names_do_not_count() -> None:
    one, other = Told("Do we want to go on with it at all?"), Told("He asked: do we want to go on with this?")
    assert [(slot, words) for slot, _, words, _ in alike(one, other, close=False)] == [
        ("wording", "Do we want to go on with")
    ]
    name = "Ole Marius van der Meer Lund"
    one, other = (Told(words).person(name, "ole-lund", "NOR") for words in (f"{name} sat.", f"There was {name}."))
    assert alike(one, other, close=False) == []


def test_many_states_that_both_name_take_part_in_both() -> None:
    def told(words: str, *states: str) -> Told:
        found = Told(words)
        for state in states:
            found.place(state, state[:3].upper())
        return found

    one = told("Ships came from Peru, Chile, Ghana and Togo.", "Peru", "Chile", "Ghana", "Togo")
    other = told("Togo, Ghana, Chile and Peru sent ships.", "Togo", "Ghana", "Chile", "Peru")
    assert ("participants", "agrees", "Peru, Chile, Ghana and Togo", "Togo, Ghana, Chile and Peru") in alike(
        one, other, close=False
    )
    fewer = told("Togo, Ghana and Chile sent ships.", "Togo", "Ghana", "Chile")
    assert not [found for found in alike(one, fewer, close=False) if found[0] == "participants"]


def test_sentences_that_surely_tell_the_same_share_a_wording_by_names_with_words_between_them() -> None:
    one = Told("Ebba Kvistad urged Marnholm to yield.")
    other = Told("Mrs Kvistad has asked Marnholm for more time.")
    wording = ("wording", "agrees", "Kvistad urged Marnholm", "Kvistad has asked Marnholm")
    assert wording in alike(one, other, score=load_sameness().sure)
    assert wording not in alike(one, other, score=load_sameness().close)
    bare = Told("It was Kvistad Marnholm.")
    assert alike(Told("So did Kvistad Marnholm."), bare, score=load_sameness().sure) == []
