"""Rows of agreement and dispute: which facts stand in one, what kind it is, which values count, who is silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from detente.model import Article, Event, Evidence, Mention, Quantity, Reading, Span, TimeMention, When, Why
from detente.record import open as open_record
from detente.stories.disputes import Placed, assemble_rows
from detente.stories.facts import Amount, Fact
from detente.stories.happenings import AlsoTold, Happening
from detente.stories.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from detente.model import Status
    from detente.record import Record
    from detente.stories.disputes import Dispute

DAY = timedelta(days=1)


def placed(number: int, article: str, source: str, told: str = "killed", **changes: object) -> Placed:
    amount = Amount(float(number), float(number), False, "soldier", "count", told)
    fact = Fact("number", f"{number} soldiers", Evidence(Span(0, 2), str(number)), amount, told)
    return Placed(replace(fact, **changes), article, f"{article}.txt", source, f"2020-01-0{article[-1]}")  # type: ignore[arg-type]


def rows(*found: Placed, articles: str = "a1 a2 a3") -> list[Dispute]:
    return assemble_rows("e", found, {name: f"{name}.txt" for name in articles.split()})


def test_sources_that_give_one_number_agree() -> None:
    (row,) = rows(placed(12, "a1", "x"), placed(12, "a2", "y"))
    assert (row.kind, row.support, row.silent) == ("agrees", {"12 soldiers": 2}, ("a3.txt",))


def test_one_source_that_differs_makes_a_dispute_and_each_value_keeps_its_support() -> None:
    (row,) = rows(placed(12, "a1", "x"), placed(12, "a2", "y"), placed(14, "a3", "z"))
    assert row.kind == "differs"
    assert row.support == {"12 soldiers": 2, "14 soldiers": 1}
    assert not row.silent


def test_a_copy_is_listed_and_lends_no_support() -> None:
    (row,) = rows(placed(12, "a1", "x"), placed(12, "a2", "x"), placed(12, "a3", "y"))
    assert [one.independent for one in row.values] == [True, False, True]
    assert row.support == {"12 soldiers": 2}


def test_copies_alone_agree_on_nothing() -> None:
    assert not rows(placed(12, "a1", "x"), placed(12, "a2", "x"))


def test_a_single_source_makes_no_row_by_repeating_itself() -> None:
    assert not rows(placed(12, "a1", "x"), placed(12, "a1", "x"))


def test_two_numbers_of_one_article_are_a_dispute_within_it() -> None:
    (row,) = rows(placed(12, "a1", "x"), placed(14, "a1", "x"))
    assert (row.kind, row.within) == ("differs", True)


def test_a_part_of_what_was_counted_is_no_dispute_within_an_article() -> None:
    part = Evidence(Span(5, 16), "two of them")
    assert not rows(placed(12, "a1", "x"), placed(2, "a1", "x", evidence=part))


def test_dead_and_wounded_are_two_numbers() -> None:
    found = rows(
        placed(12, "a1", "x"), placed(30, "a1", "x", "wounded"), placed(12, "a2", "y"), placed(30, "a2", "y", "wounded")
    )
    assert [row.kind for row in found] == ["agrees", "agrees"]


def test_a_guess_is_listed_and_disputes_nothing() -> None:
    (row,) = rows(placed(12, "a1", "x"), placed(12, "a2", "y"), placed(20, "a3", "z", guess=True))
    assert row.kind == "agrees"
    assert [(one.value, one.guess) for one in row.values][-1] == ("20 soldiers", True)


def test_what_may_be_of_another_happening_is_left_out_where_it_does_not_fit() -> None:
    (row,) = rows(placed(12, "a1", "x"), placed(12, "a2", "y"), placed(20, "a3", "z", firm=False))
    assert [one.value for one in row.values] == ["12 soldiers", "12 soldiers"]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_order_in_which_facts_come_changes_nothing(order: tuple[int, ...]) -> None:
    found = [placed(12, "a1", "x"), placed(12, "a2", "x"), placed(14, "a3", "y")]
    assert rows(*(found[at] for at in order)) == rows(*found)


# Whole happenings, out of readings made by hand.


def dispatch(text: str, day: date, number: str, when: str, status: Status = "happened") -> Reading:
    """An article whose first sentence tells that rebels killed soldiers."""

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    published = datetime(day.year, day.month, day.day)
    said = When(published - DAY, published, "day", "relative to publication", when)
    low = float(number.split()[-2]) if number.split()[-2].isdigit() else 14.0
    first = Span(0, text.index(".") + 1)
    killed = span("killed")
    return Reading(
        article=Article(text, path=f"{day}.txt", published=When(published, published + DAY, "day", "given")),
        reader="reader 1",
        sentences=(first, Span(first.end, len(text))),
        mentions=(
            Mention(span("Rebels"), "MLI-REB", "Rebels", "MLI", "actor"),
            Mention(span("Ibrahim Sow"), "ibrahim-sow", "Ibrahim Sow", "MLI", "actor", True, "Defence Minister"),
        ),
        times=(TimeMention(span(when), said, Why("rule:day"), "DATE", str((published - DAY).date())),),
        events=(
            Event(
                actor=("MLI",), recipient=("MLI",), symmetric=False, type="ASSAULT", mode=None, context=(), cameo="190",
                status=status, when=said, place=None, issues=(), people=("Ibrahim Sow",), intensity=None,
                confidence=0.9, reported_by=(), evidence=(Evidence(first, text[: first.end]),),
                why=Why("rule:kill", (killed,)),
            ),
        ),
        quantities=(
            Quantity(span(number), low, None if "least" in number else low, False, "soldier", "count", killed, "object",
                     Why("quantities/count")),
        ),
    )  # fmt: skip


EARLY = dispatch(
    "Rebels killed 12 soldiers on Monday, Ibrahim Sow said. Nobody else was hurt.", date(2020, 5, 5), "12 soldiers",
    "Monday",
)  # fmt: skip
LATE = dispatch(
    "Rebels killed at least 14 soldiers yesterday, said Defence Minister Ibrahim Sow. It was a market day.",
    date(2020, 5, 5), "at least 14 soldiers", "yesterday",
)  # fmt: skip
LATE = replace(LATE, article=replace(LATE.article, path="late.txt"))


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "record.db") as opened:
        for reading in (EARLY, LATE):
            opened.add(reading)
        yield opened


def happening(record: Record) -> Happening:
    events = tuple(record.events())
    return Happening(events[0].id, events)


def by_slot(found: list[Dispute]) -> dict[str, Dispute]:
    return {row.slot: row for row in found}


def test_every_quote_is_the_article_s_text(record: Record) -> None:
    found = Rows(record).of(happening(record))
    assert {"date", "number", "status"} <= set(by_slot(found))
    for one in (value for row in found for value in row.values):
        assert record.text_of(one.article_id)[one.span.start : one.span.end] == one.quote


def test_numbers_of_the_clause_that_tells_it_dispute_each_other(record: Record) -> None:
    row = by_slot(Rows(record).of(happening(record)))["number"]
    assert row.kind == "differs"
    assert {one.value for one in row.values} == {"12 soldiers", "at least 14 soldiers"}


def test_two_names_of_one_day_agree(record: Record) -> None:
    row = by_slot(Rows(record).of(happening(record)))["date"]
    assert row.kind == "agrees"
    assert {(one.value, one.quote) for one in row.values} == {("2020-05-04", "Monday"), ("2020-05-04", "yesterday")}


def test_articles_of_one_source_agree_on_nothing_and_differ_within_it(record: Record) -> None:
    one_source = dict.fromkeys((EARLY.article.id, LATE.article.id), "agency")
    found = Rows(record, sources=one_source).of(happening(record))
    assert [(row.slot, row.kind, row.within) for row in found] == [("number", "differs", True)]


def test_an_article_that_tells_it_and_says_no_number_is_silent(record: Record) -> None:
    third = Reading(Article("The rebels struck again, he recalled.", path="third.txt"), "reader 1", (Span(0, 37),))
    record.add(third)
    told = AlsoTold(third.article.id, "third.txt", Evidence(Span(0, 37), third.article.text))
    row = by_slot(Rows(record).of(replace_also(happening(record), told)))["number"]
    assert row.silent == ("third.txt",)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The rebels denied that they had killed anybody.", "differs"),
        ("The rebels denied that they had burned the market and rode on.", "agrees"),
        ("Two soldiers had been killed, said the army; the rebels denied it.", "differs"),
        ("Two soldiers had been killed, said the army; the rebels denied a truce.", "agrees"),
    ],
)
def test_a_sentence_that_denies_the_act_disputes_it(record: Record, sentence: str, kind: str) -> None:
    record.add(Reading(Article(sentence, path="third.txt"), "reader 1", (Span(0, len(sentence)),)))
    article = Article(sentence).id
    told = AlsoTold(article, "third.txt", Evidence(Span(0, len(sentence)), sentence))
    assert by_slot(Rows(record).of(replace_also(happening(record), told)))["status"].kind == kind


def replace_also(told: Happening, also: AlsoTold) -> Happening:
    return Happening(told.id, told.events, (also,))


def test_a_happening_told_in_one_place_has_no_rows(record: Record) -> None:
    event = next(iter(record.events()))
    assert not Rows(record).of(Happening(event.id, (event,)))


def test_a_plan_that_came_true_is_no_dispute_and_a_plan_told_after_it_is(tmp_path: Path) -> None:
    plan = replace(EARLY.events[0], status="planned")
    later = replace(LATE, article=replace(LATE.article, published=When(datetime(2020, 5, 9), None, "day", "given")))
    for name, earlier, kind in (("true", "2020-05-05", None), ("late", "2020-05-12", "differs")):
        start = datetime.fromisoformat(earlier)
        article = replace(EARLY.article, published=When(start, start + DAY, "day", "given"))
        with open_record(tmp_path / f"{name}.db") as opened:
            opened.add(replace(EARLY, article=article, events=(plan,)))
            opened.add(later)
            row = by_slot(Rows(opened).of(happening(opened))).get("status")
            assert (row.kind if row else None) == kind
