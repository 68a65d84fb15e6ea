"""Rows of all kinds, of a whole record or of one happening: what articles tell alike joins what was coded."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from detente import record
from detente.model import Evidence, Span
from detente.stories.disputes import Echo, Placed, assemble_rows
from detente.stories.echoes import Tellings
from detente.stories.facts import Amount, Fact, Fate, Parties, Party, Period
from detente.stories.happenings import find_happenings
from detente.stories.pages import PageShelf
from detente.stories.places import ground_of
from detente.stories.rows import Rows
from detente.stories.sayings import said_of
from tests.stories.family import ORDER, fill, ids

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from detente.record import Record
    from detente.stories.disputes import Dispute
    from detente.stories.facts import Content, Slot, Verdict

PORT = "stayed in port"
ARTICLES = dict.fromkeys("abcd")


def port(found: Sequence[Dispute]) -> Dispute:
    (row,) = [row for row in found if row.slot == "wording" and all(PORT in one.quote for one in row.values)]
    return row


def test_what_two_sources_tell_in_the_same_words_is_a_row_and_a_copy_counts_for_none(joined_book: Record) -> None:
    row = port(list(Rows(joined_book).all()))
    assert row.kind == "agrees"
    assert [(one.path, one.independent) for one in row.values] == [
        ("desk/a-wire.txt", True), ("desk/c-ledger.txt", True), ("desk/b-copy.txt", False),
    ]  # fmt: skip


def test_a_row_is_of_a_happening_that_these_articles_tell(joined_book: Record) -> None:
    told = {one.id: set(one.articles) for one in find_happenings(joined_book)}
    for row in Rows(joined_book).all():
        assert {one.article_id for one in row.values} & told[row.event_id]


def test_one_happening_has_the_rows_that_it_has_among_all(joined_book: Record) -> None:
    among: dict[str, list[Dispute]] = defaultdict(list)
    for row in Rows(joined_book).all():
        among[row.event_id].append(row)
    assert port(among[ids(joined_book)["wire"][0]]).values
    for happening in find_happenings(joined_book):
        rows = Rows(joined_book)
        (near,) = [
            one for one in rows.near(map(joined_book.joins.number, happening.articles)) if one.id == happening.id
        ]
        assert rows.of(near) == among[happening.id]


def test_quotes_are_the_article_s_own_words(joined_book: Record) -> None:
    for one in (value for row in Rows(joined_book).all() for value in row.values):
        assert joined_book.text_of(one.article_id)[one.span.start : one.span.end] == one.quote


@pytest.mark.parametrize("order", [ORDER[::-1], (*ORDER[2:], *ORDER[:2])])
def test_the_order_of_articles_changes_nothing(tmp_path: Path, joined_book: Record, order: Sequence[str]) -> None:
    with record.open_to_read(fill(tmp_path / "again.db", order)) as again:
        assert list(Rows(again).all()) == list(Rows(joined_book).all())


def placed(article: str, slot: Slot, content: Content, value: str, start: int = 0, firm: bool = True) -> Placed:
    fact = Fact(slot, value, Evidence(Span(start, start + max(5, len(value))), value), content, firm=firm)
    return Placed(fact, article, None, article, f"2020-01-0{'abcd'.index(article) + 1}")


def echo(*found: Placed, kind: Verdict = "agrees") -> Echo:
    unsure = tuple(replace(one, fact=replace(one.fact, firm=False)) for one in found)
    return Echo("e", unsure, {(n, n + 1): kind for n in range(len(found) - 1)})


def rows(coded: Sequence[Placed], *echoes: Echo) -> list[tuple[str, list[str]]]:
    """Of each row the kind, and the values with their articles."""
    found = assemble_rows("e", coded, ARTICLES, echoes)
    return [(row.kind, [f"{one.article_id} {one.value}" for one in row.values]) for row in found]


def where(article: str, name: str, start: int = 0) -> Placed:
    return placed(article, "place", ground_of(name), name, start)


def fate(article: str, stage: str, start: int = 0) -> Placed:
    return placed(article, "status", Fate(stage, None), stage, start)


def day(article: str, number: int, start: int = 0) -> Placed:
    begin = datetime(2020, 1, number)
    return placed(article, "date", Period(begin, begin + timedelta(days=1), day=begin.toordinal()), str(number), start)


def dead(article: str, number: int, start: int = 0, told: str = "killed") -> Placed:
    amount = Amount(float(number), float(number), False, "person", "count", told)
    return placed(article, "number", amount, f"{number} people", start)


def test_what_stands_at_the_same_place_is_the_same_value_and_lends_the_row_what_goes_with_it() -> None:
    coded = [where("a", "Oslo"), where("b", "Madrid")]
    assert rows(coded) == [("differs", ["a Oslo", "b Madrid"])]
    assert rows(coded, echo(where("a", "Oslo"), where("c", "Oslo"))) == [("differs", ["a Oslo", "b Madrid", "c Oslo"])]


def test_a_coded_value_that_stood_alone_gets_its_row() -> None:
    assert rows([day("a", 3)]) == []
    assert rows([day("a", 3)], echo(day("a", 3), day("c", 3))) == [("agrees", ["a 3", "c 3"])]


@pytest.mark.parametrize(
    ("coded", "heard", "joins"),
    [
        ([day("a", 3), day("b", 3)], [day("c", 3), day("d", 3)], True),
        ([day("a", 3), day("b", 3)], [day("c", 9, 40), day("d", 9)], False),
        ([fate("a", "done"), fate("b", "done")], [fate("c", "done"), fate("d", "done")], True),
        ([fate("a", "done"), fate("b", "done")], [fate("c", "not"), fate("d", "not")], False),
        ([where("a", "Oslo"), where("b", "Oslo")], [where("c", "Norway"), where("d", "Norway")], True),
        ([where("a", "Oslo"), where("b", "Oslo")], [where("c", "Madrid"), where("d", "Madrid")], False),
        ([dead("a", 9), dead("b", 9)], [dead("c", 9), dead("d", 9)], True),
        ([dead("a", 9), dead("b", 9)], [dead("c", 7), dead("d", 7)], False),
    ],
    ids=lambda given: "" if isinstance(given, list) else str(given),
)
def test_what_goes_with_a_row_becomes_part_of_it_and_what_contradicts_it_is_left_out(
    coded: list[Placed], heard: list[Placed], joins: bool
) -> None:
    ((_, values),) = rows(coded, echo(*heard))
    assert [value[0] for value in values] == list("abcd" if joins else "ab")


def test_numbers_of_another_fate_are_a_row_of_their_own() -> None:
    found = rows([dead("a", 9), dead("b", 9)], echo(dead("c", 7, told="wounded"), dead("d", 7, told="wounded")))
    assert len(found) == 2


def test_of_two_echoes_that_contradict_each_other_the_one_of_more_articles_stays() -> None:
    many, few = echo(day("a", 3), day("b", 3), day("c", 3)), echo(day("a", 8, 40), day("d", 8))
    assert rows([], few, many) == [("agrees", ["a 3", "b 3", "c 3"])]


def test_how_an_echo_goes_together_is_kept() -> None:
    assert rows([], echo(day("a", 3), day("b", 3), kind="finer")) == [("finer", ["a 3", "b 3"])]


def test_an_article_that_tells_it_and_says_nothing_is_silent() -> None:
    (row,) = assemble_rows("e", [], {"a": None, "b": "b.txt", "c": "c.txt"}, [echo(day("a", 3), day("b", 3))])
    assert row.silent == ("c.txt",)


def people(article: str, names: str, start: int = 0) -> Placed:
    members = tuple(Party(name, "NOR", name.islower(), frozenset(), frozenset((name,))) for name in names.split())
    return placed(article, "participants", Parties(members, frozenset(names.split())), names, start)


def test_who_goes_with_two_persons_does_not_make_one_of_them() -> None:
    coded = [people("a", "liv"), people("b", "NOR"), people("c", "aino")]
    assert rows(coded) == [("finer", ["a liv", "b NOR"])]


def test_a_row_that_some_echo_repeats_elsewhere_is_not_told_twice() -> None:
    first, again = echo(people("a", "liv"), people("b", "liv")), echo(people("a", "liv", 60), people("b", "liv", 60))
    assert rows([], first, again) == [("agrees", ["a liv", "b liv"])]


def test_of_dates_that_are_of_two_times_those_of_most_sources_are_the_happening_s() -> None:
    coded = [day("a", 2), day("b", 2), day("a", 20, 40), day("c", 20), day("d", 20)]
    assert rows(coded) == [("agrees", ["a 20", "c 20", "d 20"])]


def test_who_says_both_things_disputes_neither() -> None:
    assert rows([day("a", 3), day("b", 3), day("b", 5, 40)]) == [("agrees", ["a 3", "b 3", "b 5"])]
    assert rows([day("a", 3), day("b", 5)])[0][0] == "differs"


def test_a_longer_wording_has_the_shorter_ones_within_it() -> None:
    def said(article: str, words: str, start: int) -> Placed:
        return placed(article, "wording", said_of(words), words, start)

    short = echo(said("a", "old chain", 10), said("b", "old chain", 10))
    long = echo(said("a", "a rusted old chain", 2), said("b", "one rusted old chain", 2))
    assert rows([], short, long) == [("agrees", ["a a rusted old chain", "b one rusted old chain"])]


@pytest.mark.parametrize(
    ("slot", "states", "found"),
    [("wording", set(), True), ("wording", {"NOR"}, True), ("wording", {"PER"}, False), ("date", set(), False)],
)
def test_what_stands_where_nothing_is_told_is_of_what_the_article_tells_of_these_states(
    joined_book: Record, slot: str, states: set[str], found: bool
) -> None:
    page, article = PageShelf(joined_book), joined_book.joins.names()[1]
    tellings = Tellings(find_happenings(joined_book), lambda _: ())
    told = [piece.span for one in joined_book.reading(article).events for piece in one.evidence]
    (*_, last) = page(article).reading.sentences
    assert not any(span.overlaps(last) for span in told)
    assert (tellings.home([(article, slot, last, "")], page, states) is not None) == found
