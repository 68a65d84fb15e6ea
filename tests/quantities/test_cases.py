"""The case table of quantities, through the shipped reader."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from detente.language import load_reader
from detente.model import Article
from detente.quantities import load_quantity_finder

if TYPE_CHECKING:
    from detente.language.tree import Tree
    from detente.model import Quantity

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "quantities.yml").read_text())


@pytest.fixture(scope="module")
def trees() -> dict[str, Tree]:
    articles = [Article(case["text"]) for case in CASES]
    return dict(zip((case["id"] for case in CASES), load_reader().trees(articles), strict=True))


@pytest.fixture(scope="module")
def found(trees: dict[str, Tree]) -> dict[str, tuple[Quantity, ...]]:
    finder = load_quantity_finder()
    return {name: finder.find(tree) for name, tree in trees.items()}


def written(text: str, one: Quantity) -> list[str]:
    """A quantity in the notation of the table."""
    low, high = ("" if bound is None else f"{bound:.9g}" for bound in (one.low, one.high))
    bounds = low if low == high else f"{low}..{high}"
    clause = f"{text[one.clause.start : one.clause.end]} " if one.clause else ""
    return [
        text[one.span.start : one.span.end],
        f"{one.dimension} {'~' if one.about else ''}{bounds} {one.unit}",
        f"{clause}{one.role}",
    ]


@pytest.mark.reader
@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(found: dict[str, tuple[Quantity, ...]], case: dict[str, Any]) -> None:
    assert [written(case["text"], one) for one in found[case["id"]]] == case.get("expect", [])


def test_ids_are_unique_and_near_misses_are_there() -> None:
    assert len({case["id"] for case in CASES}) == len(CASES) >= 250
    assert sum("expect" not in case for case in CASES) >= 60


@pytest.mark.reader
def test_every_dimension_and_role_is_shown(found: dict[str, tuple[Quantity, ...]]) -> None:
    everything = [one for quantities in found.values() for one in quantities]
    assert {one.dimension for one in everything} == {
        "count", "money", "share", "length", "mass", "area", "volume", "duration", "other",
    }  # fmt: skip
    assert {one.role for one in everything} == {"subject", "object", "oblique", "modifier", "alone"}


@pytest.mark.reader
def test_quantities_keep_their_promises(trees: dict[str, Tree], found: dict[str, tuple[Quantity, ...]]) -> None:
    for name, quantities in found.items():
        tree = trees[name]
        numbers = [one.why.words[0] for one in quantities]
        assert numbers == sorted(numbers)
        for one in quantities:
            assert one.span.contains(one.why.words[0])
            assert one.low is not None or one.high is not None
            assert one.low is None or one.high is None or one.low <= one.high
            assert one.unit
            assert one.why.origin == f"quantities/{one.dimension}"
            sentence = tree.sentence_span(tree.tokens(one.span)[0])
            assert sentence.contains(one.span)
            assert (one.clause is None) == (one.role == "alone")
            assert one.clause is None or sentence.contains(one.clause)


@pytest.mark.reader
@pytest.mark.parametrize(
    ("one", "other", "role"),
    [
        ("same-crew-words", "same-crew-passive", "object"),
        ("same-sum-sign", "same-sum-name", "object"),
        ("same-dead-least", "same-dead-dozen", "object"),
        ("duration-half-hour", "duration-35-minutes", "oblique"),
    ],
)
def test_reports_of_one_event_can_be_compared(
    found: dict[str, tuple[Quantity, ...]], one: str, other: str, role: str
) -> None:
    (first,), (second,) = found[one], found[other]
    assert (first.unit, first.dimension) == (second.unit, second.dimension)
    assert first.role == second.role == role
