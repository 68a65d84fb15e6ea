"""The same utterance in other words is one; another utterance, speaker or time is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import permutations

import pytest

from detente.model import Speaker, Statement, When
from detente.positions import find_utterances
from detente.record import StoredStatement
from tests.record.samples import day, statement

GRAIN = "Ukraine's grain must reach the ports of Africa before the harvest"


def said(content: str, number: int, when: When | None = None, kind: str = "indirect") -> StoredStatement:
    base: Statement = replace(
        statement(when=when or day(2023, 6, 19)),
        content=content,
        kind=kind,  # type: ignore[arg-type]
        speaker=Speaker("Wang Yi", "wang-yi", "CHN", None),
    )
    return StoredStatement(f"id{number}", f"article{number}", f"{number}.txt", base)


def groups(*stored: StoredStatement) -> list[set[str]]:
    return [{one.id for one in utterance.variants} for utterance in find_utterances(stored)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (GRAIN, "grain from Ukraine had to reach African ports before the harvest"),
        (GRAIN, GRAIN + ", the minister went on, or prices would rise again in all of the Sahel"),
        (
            "The fishing rights of our coastal villages were trampled upon.",
            "fishing rights of coastal villages had been trampled",
        ),
    ],
)
def test_variants(one: str, other: str) -> None:
    assert groups(said(one, 1), said(other, 2)) == [{"id1", "id2"}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (GRAIN, "Ukraine's railways must be repaired before the winter"),
        (GRAIN, "the harvest in Africa was poor"),
        ("relations between the two countries are bad", "relations between the two countries are good"),
    ],
)
def test_other_words_are_other_utterances(one: str, other: str) -> None:
    assert groups(said(one, 1), said(other, 2)) == [{"id1"}, {"id2"}]


def test_another_day_makes_another_utterance() -> None:
    assert groups(said(GRAIN, 1), said(GRAIN, 2, day(2024, 6, 19))) == [{"id1"}, {"id2"}]


def test_a_day_that_is_only_inferred_may_be_the_same() -> None:
    near = When(None, datetime(2023, 7, 1), "interval", "inferred")
    far = When(None, datetime(2024, 7, 1), "interval", "inferred")
    assert groups(said(GRAIN, 1), said(GRAIN, 2, near)) == [{"id1", "id2"}]
    assert groups(said(GRAIN, 1), said(GRAIN, 2, far)) == [{"id1"}, {"id2"}]


def test_quoted_words_lead_and_the_order_of_arrival_changes_nothing() -> None:
    stored = [said(GRAIN + " without any delay", 1), said(GRAIN, 2, kind="direct"), said("the talks failed", 3)]
    expected = find_utterances(stored)
    assert [utterance.id for utterance in expected] == ["id2", "id3"]
    assert all(find_utterances(order) == expected for order in permutations(stored))
