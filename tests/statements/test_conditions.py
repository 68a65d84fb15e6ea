"""The clause on which what is said depends, and clauses that only look like one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.issues import IssueHits
from detente.language import load_reader
from detente.model import Article
from detente.statements.conditions import find_conditions
from detente.times import Times
from tests.statements.support import link_names

if TYPE_CHECKING:
    from detente.statements import Attributor

pytestmark = pytest.mark.reader

CASES = [
    ("Paris will not sign unless Niger apologises, Moreau said.", ["unless Niger apologises"]),
    ("Moscow said talks can resume only after Kyiv withdraws its troops.", ["only after Kyiv withdraws its troops"]),
    ("Should Oslo refuse, Berlin will act, Moreau said.", ["Should Oslo refuse"]),
    ("Seoul will talk as long as the North stops its tests.", ["as long as the North stops its tests"]),
    ("The minister vowed to fight on until the last soldier leaves.", ["until the last soldier leaves"]),
    ("Berlin backs the plan provided that Prague gets a seat.", ["provided that Prague gets a seat"]),
    ("Only if the blockade ends will Accra negotiate.", ["Only if the blockade ends"]),
    (
        "Ankara offered a truce in exchange for the release of its pilots.",
        ["in exchange for the release of its pilots"],
    ),
    ("He asked if the deal was dead.", []),
    ("Troops stay until Friday.", []),
    ("Even if it rains, they will act if necessary.", []),
    ("She spoke as if the war were over.", []),
    ("The envoy, once a boxer, left early.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_conditions(text: str, expected: list[str]) -> None:
    tree = next(iter(load_reader().trees([Article(text)])))
    found = [text[tree.starts[c.start] : tree.ends[c.end - 1]] for c in find_conditions(tree, 0, len(tree))]
    assert found == expected


def test_a_statement_carries_its_condition(attributor: Attributor) -> None:
    text = "Moreau said that the road would reopen once the truce held. Petrov demanded an apology."
    tree = next(iter(load_reader().trees([Article(text)])))
    said = attributor.attribute(tree, link_names(tree), Times(), IssueHits(), Article(text)).statements
    found = [s.condition for s in said]
    assert [c and c.quote for c in found] == ["once the truce held", None]
    assert all(text[c.span.start : c.span.end] == c.quote for c in found if c)
