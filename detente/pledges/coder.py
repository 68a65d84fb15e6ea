"""From statements, nouns and verbs of one article to the commitments that they report."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from detente.pledges.accepting import acceptances
from detente.pledges.agreements import EMPTY, agreements
from detente.pledges.draft import to_pledge
from detente.pledges.fates import fates
from detente.pledges.joint import joint
from detente.pledges.nouns import promises
from detente.pledges.scene import Scene
from detente.pledges.terms import terms
from detente.pledges.vows import vows
from detente.pledges.wills import wills
from detente.pledges.words import PledgeWords, load_pledge_words
from detente.times import load_time_finder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.actors import ActorMentions
    from detente.issues import IssueHits
    from detente.language.tree import Tree
    from detente.model import Article, Event, Pledge
    from detente.pledges.scene import Dater
    from detente.statements import Attributed
    from detente.times import Times

__all__ = ["PledgeCoder", "load_pledge_coder"]

NEAR = 400  # characters after the sentence of an agreement in which its contents are spelled out

RULES = (
    fates,
    vows,
    promises,
    terms,
    agreements,
    acceptances,
    wills,
    joint,
)  # of two that find the same, the first is kept


class PledgeCoder:
    """Finds the reports of commitments of an article: promises, agreements, and that one was kept or broken.

    Args:
        dater: Finds the time that governs a token.
    """

    def __init__(self, dater: Dater) -> None:
        self._dater = dater
        self._words = load_pledge_words()

    def code(
        self,
        tree: Tree,
        actors: ActorMentions,
        times: Times,
        issues: IssueHits,
        events: Sequence[Event],
        said: Attributed,
        article: Article,
    ) -> tuple[Pledge, ...]:
        """All reports of commitments, in order of their wording; what two rules find is told once."""
        scene = Scene(tree, actors, times, issues, tuple(events), said, article.published, self._words, self._dater)
        kept: list[Pledge] = []
        for draft in chain.from_iterable(rule(scene) for rule in RULES):
            pledge = to_pledge(scene, draft)
            if pledge is not None and not _is_asked(pledge) and not any(_same(pledge, other) for other in kept):
                kept.append(pledge)
        kept = [p for p in kept if not any(_spells_out(other, p) or _retells(other, p, self._words) for other in kept)]
        return tuple(sorted(kept, key=lambda pledge: (pledge.wording.span, pledge.why.words)))


def _spells_out(one: Pledge, other: Pledge) -> bool:
    """Whether the other is only that there is an agreement, and this one a thing agreed, right after or beside it."""
    if EMPTY not in other.why.steps or EMPTY in one.why.steps or one.fate != "made":
        return False
    near = other.wording.span.start <= one.wording.span.start <= other.wording.span.end + NEAR
    return near and one.kind == "agreement" and set(one.promisor) <= set(other.promisor)


def _retells(one: Pledge, other: Pledge, words: PledgeWords) -> bool:
    """Whether the other is the same promise in other words: the same journey due at the same time."""
    if one is other or one.content is None or other.content is None or not (one.due.known and other.due.known):
        return False
    first = one.content.span.start < other.content.span.start and one.fate == other.fate == "made"
    same = (one.due.start, one.due.end) == (other.due.start, other.due.end)
    here, there = _stems(one.content.quote, words), _stems(other.content.quote, words)
    return first and same and one.promisor == other.promisor and here == there and bool(here)


def _stems(quote: str, words: PledgeWords) -> frozenset[str]:
    """The telling words of a promise; of a journey, where to."""
    found = re.findall(r"[A-Za-z]+", quote)
    journey = any(word.lower().removesuffix("ing").removesuffix("s") in words.visiting for word in found)
    return frozenset(
        word for word in found if (word[0].isupper() if journey else word.lower() not in ("the", "a", "an"))
    )


def _is_asked(pledge: Pledge) -> bool:
    """Whether it stands in a question."""
    return pledge.wording.quote.rstrip("”’\"'").endswith("?")


def _same(one: Pledge, other: Pledge) -> bool:
    """Whether two rules tell of the same: a shared promisor and words."""
    if not set(one.promisor) & set(other.promisor):
        return False
    if one.content is None or other.content is None:
        return one.content is other.content and one.why.words == other.why.words
    return one.content.span.overlaps(other.content.span)


def load_pledge_coder(dater: Dater | None = None) -> PledgeCoder:
    """A coder over the shipped words.

    Args:
        dater: Finds the time that governs a token; the shipped `TimeFinder` by default.

    Raises:
        DataError: The file of words is not well formed.
    """
    return PledgeCoder(dater or load_time_finder())
