"""What two articles of a story say alike wherever it stands: rare numbers, and rare or quoted words in a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.stories.amounts import fact_of
from detente.stories.dispute_words import load_dispute_words
from detente.stories.runs import Match, Wordlist, rare_runs

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from detente.model import Quantity
    from detente.stories.facts import Fact
    from detente.stories.pages import Page

__all__ = ["Contents", "contents_of", "matches_anywhere"]


@dataclass(frozen=True, slots=True)
class Contents:
    """What of an article is compared wherever it stands."""

    amounts: Mapping[Hashable, Fact]
    words: Wordlist


def contents_of(page: Page) -> Contents:
    """What of an article is compared wherever it stands: numbers that few things have, each where it stands first."""
    amounts: dict[Hashable, Fact] = {}
    for one in page.reading.quantities:
        key = (one.unit, one.low, one.high, one.about)
        if key not in amounts and _telling(one):
            amounts[key] = fact_of(page, one)
    return Contents(amounts, Wordlist(page))


def matches_anywhere(one: Contents, other: Contents) -> Iterator[Match]:
    """All that two articles say alike wherever it stands."""
    for key in [key for key in one.amounts if key in other.amounts]:
        yield Match(one.amounts[key], other.amounts[key], "agrees")
    yield from rare_runs(one.words, other.words)


def _telling(amount: Quantity) -> bool:
    """Whether a number is told of few things: of money, or large."""
    least = load_dispute_words().twice.large
    known = amount.low is not None and amount.low == amount.high and amount.dimension != "duration"
    return known and (amount.dimension == "money" or (amount.low or 0) >= least)
