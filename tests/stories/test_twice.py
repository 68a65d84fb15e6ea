"""What two sentences that tell the same say alike."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from detente.model import Mention, Quantity, Reading, Span, TimeMention, When, Why
from detente.stories.pages import Page
from detente.stories.twice import Match, Sentence, matches
from tests.brief.readings import Draft

HALVORSEN = ("Marit Halvorsen", "NOR", "Minister of Energy")


class Told:
    """An article of one sentence, and what is read in it."""

    def __init__(self, text: str) -> None:
        self.draft = Draft(text, "told.txt", When(datetime(2021, 6, 4), datetime(2021, 6, 5), "day", "stated"))
        self.quantities: list[Quantity] = []

    def place(self, words: str, state: str) -> Told:
        self.draft.mentions.append(Mention(self.draft.span(words), words, words, state, "place"))
        return self

    def person(self, words: str, known_as: str, state: str) -> Told:
        name = known_as.replace("-", " ").title()
        self.draft.mentions.append(Mention(self.draft.span(words), known_as, name, state, "actor", person=True))
        return self

    def day(self, words: str, first: str, days: int = 1) -> Told:
        start = datetime.fromisoformat(first)
        value = When(start, start + timedelta(days=days), "day" if days == 1 else "month", "said", words)
        self.draft.times.append(TimeMention(self.draft.span(words), value))
        return self

    def count(self, words: str, number: float, unit: str) -> Told:
        quantity = Quantity(self.draft.span(words), number, number, False, unit, "count", None, "alone", Why("by hand"))
        self.quantities.append(quantity)
        return self

    @property
    def page(self) -> Page:
        draft = self.draft
        whole = Span(0, len(draft.article.text))
        return Page(
            Reading(
                draft.article, "reader 1", (whole,), tuple(draft.mentions), tuple(draft.times), tuple(draft.events),
                tuple(draft.statements), quantities=tuple(self.quantities),
            )
        )  # fmt: skip


def alike(one: Told, other: Told, close: bool = True) -> list[tuple[str, str, str, str]]:
    """Slot, verdict, and the words of both."""
    sentences = (Sentence(page, Span(0, len(page.text))) for page in (one.page, other.page))
    found: list[Match] = matches(*sentences, close)
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
    assert [found for found in alike(one, other) if found[0] == "wording"] == []


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
