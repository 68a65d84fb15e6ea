"""What a span says of a slot: values, the words that say so, and guesses."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from detente.model import Article, Event, Evidence, Mention, Quantity, Reading, Span, TimeMention, When, Why
from detente.stories.dates import compare_periods
from detente.stories.facts import Amount, Fate, OfficeHeld, Period
from detente.stories.pages import Page
from detente.stories.slots import facts_in
from detente.stories.statuses import is_guess, negated
from detente.stories.told import Telling, facts_told

DAY = timedelta(days=1)
START = datetime(2022, 2, 14)


def find(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def page(text: str, *parts: TimeMention | Quantity | Mention, published: datetime | None = START) -> Page:
    """An article of one sentence."""
    when = When(published, published + DAY, "day", "given") if published else When(None, None, None, "unknown")
    return Page(
        Reading(
            Article(text, published=when),
            "reader 1",
            (Span(0, len(text)),),
            mentions=tuple(one for one in parts if isinstance(one, Mention)),
            times=tuple(one for one in parts if isinstance(one, TimeMention)),
            quantities=tuple(one for one in parts if isinstance(one, Quantity)),
        )
    )


def day(text: str, words: str, ahead: int, timex: str | None = None) -> TimeMention:
    start = START + ahead * DAY
    kind = "TIME" if timex and "T" in timex else "DATE"
    return TimeMention(
        find(text, words),
        When(start, start + DAY, "day", "relative to publication", words),
        Why("rule:day"),
        kind,  # type: ignore[arg-type]
        timex or str(start.date()),
    )


def everything(one: Page) -> Span:
    return Span(0, len(one.text))


def test_a_date_is_a_day_with_its_words() -> None:
    text = "They signed on Sunday."
    one = page(text, day(text, "Sunday", -1))
    (fact,) = facts_in(one, "date", everything(one))
    assert (fact.value, fact.evidence.quote) == ("2022-02-13", "Sunday")


def test_a_part_of_the_day_is_told() -> None:
    text = "They signed on Sunday evening."
    one = page(text, day(text, "Sunday evening", -1, "2022-02-13TEV"))
    (fact,) = facts_in(one, "date", everything(one))
    assert fact.value == "2022-02-13 evening"
    assert isinstance(fact.content, Period)
    assert fact.content.start == datetime(2022, 2, 13, 17)


def test_dates_with_to_between_them_are_a_stretch_and_its_length() -> None:
    text = "They met from Friday to Sunday."
    one = page(text, day(text, "Friday", -3), day(text, "Sunday", -1))
    (fact,) = facts_in(one, "date", everything(one))
    assert (fact.value, fact.evidence.quote) == ("2022-02-11/2022-02-13", "Friday to Sunday")
    (length,) = facts_in(one, "duration", everything(one))
    assert length.value == "3 days"


def test_dates_without_such_a_word_are_two() -> None:
    text = "They met on Friday, and Sunday was quiet."
    one = page(text, day(text, "Friday", -3), day(text, "Sunday", -1))
    assert len(facts_in(one, "date", everything(one))) == 2


@pytest.mark.parametrize(
    ("text", "published", "firm"),
    [
        ("They signed on Sunday.", START, True),
        ("They will sign by Sunday.", START, False),
        ("They left before Sunday.", START, False),
        ("They signed on Sunday.", None, False),
    ],
)
def test_a_bound_or_an_undated_article_makes_a_date_that_disputes_nothing(
    text: str, published: datetime | None, firm: bool
) -> None:
    one = page(text, day(text, "Sunday", -1), published=published)
    (fact,) = facts_in(one, "date", everything(one))
    assert isinstance(fact.content, Period)
    assert fact.content.firm is firm


@pytest.mark.parametrize(
    ("low", "high", "about", "unit", "dimension", "value"),
    [
        (12, 12, False, "soldier", "count", "12 soldiers"),
        (1, 1, False, "soldier", "count", "1 soldier"),
        (12, None, False, "soldier", "count", "at least 12 soldiers"),
        (12, None, True, "fisherman", "count", "more than 12 fishermen"),
        (None, 12, False, "party", "count", "up to 12 parties"),
        (12, 14, False, "person", "count", "12-14 people"),
        (2, 2, False, "Sudanese", "count", "2 Sudanese"),
        (25200, 25200, False, "s", "duration", "7 hours"),
        (5400, 5400, False, "s", "duration", "1.5 hours"),
        (172800, 172800, True, "s", "duration", "about 2 days"),
        (90e6, 90e6, False, "EUR", "money", "90 million EUR"),
        (3.5, 3.5, False, "%", "share", "3.5 %"),
    ],
)
def test_amounts_are_readable(
    low: float | None, high: float | None, about: bool, unit: str, dimension: str, value: str
) -> None:
    text = "It was NUMBER there."
    quantity = Quantity(find(text, "NUMBER"), low, high, about, unit, dimension, None, "alone", Why("q"))  # type: ignore[arg-type]
    one = page(text, quantity)
    slot = "duration" if dimension == "duration" else "number"
    (fact,) = facts_in(one, slot, everything(one))  # type: ignore[arg-type]
    assert (fact.value, fact.evidence.quote) == (value, "NUMBER")


def test_what_befell_the_counted_and_whose_people_they_are() -> None:
    text = "Mines slew nine Kenyan herders."
    quantity = Quantity(
        find(text, "nine Kenyan herders"), 9, 9, False, "herder", "count", find(text, "slew"), "object", Why("q")
    )
    one = page(text, quantity)
    (fact,) = facts_in(one, "number", everything(one))
    assert isinstance(fact.content, Amount)
    assert fact.content.nations == {"KEN"}


def test_the_words_right_behind_a_number_say_what_befell_the_counted() -> None:
    text = "Nine herders died and twenty were hurt."
    quantity = Quantity(find(text, "twenty"), 20, 20, False, "herder", "count", find(text, "died"), "subject", Why("q"))
    (fact,) = facts_in(page(text, quantity), "number", find(text, "twenty"))
    assert isinstance(fact.content, Amount)
    assert fact.content.told == "wounded"


def test_a_length_that_only_times_have_is_found() -> None:
    text = "They spoke for an hour and a half."
    length = TimeMention(
        find(text, "an hour and a half"), When(None, None, None, "said"), Why("r"), "DURATION", "PT1.5H"
    )
    one = page(text, length)
    (fact,) = facts_in(one, "duration", everything(one))
    assert fact.value == "1.5 hours"


def test_a_place_is_quoted_without_what_leads_to_it() -> None:
    text = "They met near the Lykke pass."
    (fact,) = facts_in(page(text), "place", find(text, "near the Lykke pass"))
    assert fact.evidence.quote == "Lykke pass"


def test_an_office_is_told_with_its_holder_and_with_deputy_before_it() -> None:
    text = "Deputy Foreign Minister Maria Lund flew home."
    mention = Mention(
        find(text, "Deputy Foreign Minister Maria Lund"),
        "maria-lund",
        "Maria Lund",
        "DNK",
        "actor",
        True,
        "Foreign Minister",
    )
    one = page(text, mention)
    (fact,) = facts_in(one, "office", everything(one))
    assert (fact.value, fact.topic) == ("Maria Lund: Deputy Foreign Minister", "maria-lund")
    assert isinstance(fact.content, OfficeHeld)
    assert fact.content.limits == {"deputy"}


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Maria Lund, the chief of protocol, flew home.", "Maria Lund, the chief of protocol"),
        (
            "The chief of protocol, a quiet woman named Maria Lund, flew home.",
            "chief of protocol, a quiet woman named Maria Lund",
        ),
        ("Maria Lund flew home.", "Maria Lund"),
    ],
)
def test_the_words_of_an_office_have_the_office_where_the_sentence_does(text: str, quote: str) -> None:
    mention = Mention(find(text, "Maria Lund"), "maria-lund", "Maria Lund", "DNK", "actor", True, "chief of protocol")
    one = page(text, mention)
    (fact,) = facts_in(one, "office", everything(one))
    assert (fact.evidence.quote, fact.value) == (quote, "Maria Lund: chief of protocol")


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("the ship left port", "done"),
        ("the ship will leave port", "ahead"),
        ("the voyage was called off", "off"),
        ("the voyage was postponed", "late"),
        ("the owner denies that it left", "denied"),
        ("the ship didn't leave", "not"),
        ("nobody saw it leave", "not"),
    ],
)
def test_words_say_what_has_become_of_it(words: str, stage: str) -> None:
    (fact,) = facts_in(page(words), "status", Span(0, len(words)))
    assert fact.content == Fate(stage, START.toordinal())


@pytest.mark.parametrize(
    ("text", "words", "guess"),
    [
        ("Rebels probably held nine men.", "nine men", True),
        ("It may last nine days.", "nine days", True),
        ("In May it lasted nine days.", "nine days", False),
        ("It may rain; they met for nine days.", "nine days", False),
        ("They met for nine days.", "nine days", False),
    ],
)
def test_a_guess_is_known_by_the_words_of_its_clause(text: str, words: str, guess: bool) -> None:
    assert is_guess(page(text), find(text, words)) is guess


@pytest.mark.parametrize(
    ("words", "expected"),
    [("they left", False), ("they never left", True), ("it didn’t sink", True), ("nobody denied it", False)],
)
def test_denials_are_counted(words: str, expected: bool) -> None:
    assert negated(words) is expected


def test_a_weekday_that_may_be_either_of_two_does_not_turn_into_a_third_day() -> None:
    both = Period(START, START + 8 * DAY, firm=False, cycle="week")
    day_after = Period(START + 8 * DAY, START + 9 * DAY, day=(START + 8 * DAY).toordinal())
    assert compare_periods(both, day_after) is None
    assert compare_periods(both, Period(START + 7 * DAY, START + 8 * DAY)) == "finer"


@pytest.mark.parametrize(
    ("text", "firm"), [("They fired on Friday.", True), ("They fired on Friday and on Sunday.", False)]
)
def test_one_of_several_days_is_not_the_day(text: str, firm: bool) -> None:
    days = [day(text, word, ahead) for word, ahead in (("Friday", -3), ("Sunday", -1)) if word in text]
    whole, when = Span(0, len(text)), days[0].value
    event = Event(
        ("NOR",), (), False, "ASSAULT", None, (), None, "happened", when, None, (), (), None, 1.0, (),
        (Evidence(whole, text),), Why("test", words=(find(text, "fired"),)),
    )  # fmt: skip
    facts = facts_told(page(text, *days), Telling(event.evidence, event, frozenset({"NOR"})))
    assert [(fact.evidence.quote, fact.firm) for fact in facts if fact.slot == "date"] == [("Friday", firm)]
