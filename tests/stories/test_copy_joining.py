"""Copies in records: found whatever the order in which articles come, and however far apart they were published."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import record
from detente.model import Article, Reading, Span, When
from detente.stories.independence import Independence
from detente.stories.joining import join
from detente.stories.sources import sources
from tests.stories import texts

if TYPE_CHECKING:
    from collections.abc import Sequence

ALL = {
    "dispatch": texts.DISPATCH,
    "republished": texts.republished(),
    "cut": texts.cut(),
    "merged": texts.merged(),
    "heavy": texts.HEAVY,
    "independent": texts.INDEPENDENT,
    "other": texts.OTHER,
}
FIRST = datetime(2021, 5, 14)


def reading(name: str, days: int) -> Reading:
    """An article that appeared so many days after the first."""
    text = ALL[name]
    start = FIRST + timedelta(days=days)
    title = text.partition("\n")[0]
    article = Article(
        text=text,
        path=name,
        title=title,
        title_span=Span(0, len(title)),
        published=When(start, start + timedelta(days=1), "day", "given"),
    )
    return Reading(article=article, reader="test")


def joined(
    days: dict[str, int], order: Sequence[str], *, one_by_one: bool = False
) -> tuple[set[object], dict[str, str]]:
    """The copies among articles, by their names, and the source of each."""
    with tempfile.TemporaryDirectory() as folder, record.open(Path(folder) / "x.db") as book:
        for name in order:
            book.add(reading(name, days[name]))
            if one_by_one:
                join(book)
        join(book)
        known = {number: str(book.joins.path(name)) for number, name in book.joins.names().items()}
        links = {(known[row.article], known[row.other], row.kind, row.score, row.why) for row in book.joins.copies()}
        return set(links), {known[article]: known[source] for article, source in sources(book).items()}


DAYS = {name: at % 3 for at, name in enumerate(ALL)}


@settings(deadline=None, max_examples=12)
@given(st.permutations(list(ALL)), st.booleans())
def test_the_order_of_arrival_changes_nothing(order: list[str], one_by_one: bool) -> None:
    assert joined(DAYS, order, one_by_one=one_by_one) == joined(DAYS, list(ALL))


def test_all_versions_are_linked_and_independent_reports_are_not() -> None:
    links, found = joined(DAYS, list(ALL))
    pairs = {frozenset(row[:2]) for row in links}  # type: ignore[index]
    assert {frozenset(("dispatch", name)) for name in ("republished", "cut", "merged", "heavy")} <= pairs
    assert frozenset(("merged", "other")) in pairs
    assert not any("independent" in pair for pair in pairs)
    assert {found[name] for name in ("dispatch", "republished", "cut", "heavy")} == {"dispatch"}
    assert (found["merged"], found["other"]) == ("merged", "other")


def test_copies_are_found_years_apart() -> None:
    links, _ = joined(dict.fromkeys(ALL, 0) | {"republished": 1500, "cut": 3000}, list(ALL))
    pairs = {frozenset(row[:2]) for row in links}  # type: ignore[index]
    assert {frozenset(pair) for pair in combinations(("dispatch", "republished", "cut"), 2)} <= pairs


@pytest.mark.parametrize(("cut", "kind"), [(1, "cut"), (-1, "whole")])
def test_the_later_one_of_two_texts_is_called_by_what_it_is_to_the_earlier(cut: int, kind: str, tmp_path: Path) -> None:
    with record.open(tmp_path / "x.db") as book:
        pair = [reading("dispatch", 1), reading("cut", 1 + cut)]
        for one in pair:
            book.add(one)
        join(book)
        first, second = sorted(pair, key=lambda one: str(one.article.published.start))
        assert Independence(book).kind(second.article.id, first.article.id) == kind
