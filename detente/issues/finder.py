"""Which issues a passage raises, most weighty first."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from detente.extension import NO_EXTENSION
from detente.issues.lexicon import load_issues, load_settings
from detente.issues.trie import PhraseTrie

if TYPE_CHECKING:
    from detente.extension import Extension
    from detente.issues.lexicon import Issue, IssueSettings
    from detente.language.tree import Tree

__all__ = ["IssueFinder", "IssueHit", "IssueHits", "load_issue_finder"]


class _Value(NamedTuple):
    issue: str
    weight: float


class IssueHit(NamedTuple):
    """A word or phrase over tokens [start, end) that raises an issue, and its weight."""

    start: int
    end: int
    issue: str
    weight: float


@dataclass(frozen=True, slots=True)
class IssueHits:
    """The hits of one text, in order of their start."""

    hits: tuple[IssueHit, ...] = ()
    least: float = 0.0

    def within(self, start_token: int, end_token: int) -> tuple[str, ...]:
        """Ids of the issues raised by tokens [start_token, end_token), most weighty first, then the earlier.

        >>> hits = IssueHits((IssueHit(3, 4, "trade", 2.0), IssueHit(5, 6, "taiwan", 3.0)))
        >>> hits.within(0, 9), hits.within(0, 5)
        (('taiwan', 'trade'), ('trade',))
        """
        sums = self.sums(start_token, end_token)
        ranked = sorted(sums.items(), key=lambda item: -item[1])
        return tuple(issue for issue, weight in ranked if weight >= self.least)

    def sums(self, start_token: int = 0, end_token: int | None = None) -> dict[str, float]:
        """Issue id to the sum of its weights in tokens [start_token, end_token); to the end without one."""
        sums: dict[str, float] = defaultdict(float)
        for hit in self.hits[bisect_left(self.hits, start_token, key=lambda hit: hit.start) :]:
            if end_token is not None and hit.start >= end_token:
                break
            if end_token is None or hit.end <= end_token:
                sums[hit.issue] += hit.weight
        return sums


class IssueFinder:
    """Finds issues by a trie of weighted phrases.

    Args:
        issues: Issue id to its words.
        settings: Weights and thresholds.
    """

    def __init__(self, issues: dict[str, Issue], settings: IssueSettings) -> None:
        self.issues = issues
        self._least = settings.least
        self._trie: PhraseTrie[_Value] = PhraseTrie()
        weights = settings.weights
        for name, issue in issues.items():
            factor = settings.discount.get(name, 1.0)
            for phrases, weight in (
                (issue.strong, weights.strong),
                (issue.plain, weights.plain),
                (issue.weak, weights.weak),
            ):
                for phrase in phrases:
                    self._trie.add(phrase, _Value(name, weight * factor))
            for phrase in issue.nots:
                self._trie.add(phrase, _Value(name, 0.0))

    def find(self, tree: Tree) -> IssueHits:
        """All hits in a text. A look-alike phrase ("trade barbs") takes its words out for the issue that names it."""
        hits = [
            IssueHit(match.start, match.end, value.issue, value.weight)
            for match in self._trie.matches(tree)
            for value in match.values
            if value.weight
        ]
        return IssueHits(tuple(hits), self._least)


def load_issue_finder(extension: Extension = NO_EXTENSION) -> IssueFinder:
    """The finder over the shipped issues, and a user's own beside them.

    Raises:
        DataError: An entry of the extension is not well formed.
    """
    return IssueFinder(load_issues(extension), load_settings())
