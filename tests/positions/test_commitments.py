"""Commitments over time: repeated, kept, broken, due and past, or never heard of again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import permutations
from typing import Any

import pytest

from detente.model import UNKNOWN_TIME, Evidence, Span, Why
from detente.positions import Commitment, Outcome, assemble_commitments
from detente.record import StoredPledge
from tests.record.samples import day, pledge

LATER = datetime(2023, 7, 1)
BORDER = "to reopen the border at Kasumbalesa"


def told(number: int, words: str | None = BORDER, **changes: Any) -> StoredPledge:
    piece = Evidence(Span(0, len(words)), words) if words else None
    values = {"promisor": ("ZMB",), "promisee": ("COD",), "kind": "promise", "due": UNKNOWN_TIME} | changes
    return StoredPledge(f"id{number}", f"article{number}", f"{number}.txt", replace(pledge(), content=piece, **values))


def status(*reports: StoredPledge, newest: datetime = LATER) -> Outcome:
    (commitment,) = assemble_commitments(reports, newest)
    return commitment.status


def test_made_and_nothing_heard() -> None:
    assert status(told(1)) == "made"
    assert status(told(1), newest=datetime(2024, 7, 1)) == "nothing heard"


@pytest.mark.parametrize(("fate", "outcome"), [("kept", "reported kept"), ("broken", "reported broken")])
def test_its_fate_is_what_is_reported_last(fate: str, outcome: str) -> None:
    later = told(2, "the border at Kasumbalesa", fate=fate, when=day(2023, 6, 25))
    other = told(3, "the border at Kasumbalesa", fate="kept" if fate == "broken" else "broken", when=day(2023, 6, 22))
    assert status(told(1), other, later) == outcome


def test_repeated_is_said_again_and_not_reported_again() -> None:
    assert status(told(1), told(2)) == "made"
    assert status(told(1), told(2, when=day(2023, 6, 25))) == "repeated"
    assert status(told(1, why=Why("rule:pledge", (), ("said again",)))) == "repeated"


def test_a_due_day_that_is_past() -> None:
    assert status(told(1, due=day(2023, 6, 30))) == "due date passed"
    assert status(told(1, due=day(2023, 8, 30))) == "made"


def test_other_promises_stay_apart() -> None:
    for other in (
        told(2, "to return the stolen copper"),
        told(2, promisor=("MOZ",)),
        told(2, due=day(2026, 1, 1)),
    ):
        assert len(assemble_commitments([told(1, due=day(2023, 8, 30)), other], LATER)) == 2


def test_a_fate_without_words_joins_nothing() -> None:
    made, broken = assemble_commitments([told(1), told(2, None, fate="broken", when=day(2023, 6, 25))], LATER)
    assert (made.status, broken.status, broken.content) == ("made", "reported broken", None)


def test_order_of_arrival_changes_nothing() -> None:
    reports = [
        told(1),
        told(2, BORDER + " by June", due=day(2023, 8, 30)),
        told(3, "the border at Kasumbalesa", fate="broken", when=day(2023, 6, 25)),
        told(4, "to return the stolen copper"),
    ]
    expected: list[Commitment] = assemble_commitments(reports, LATER)
    assert len(expected) == 2
    assert all(assemble_commitments(order, LATER) == expected for order in permutations(reports))
