"""From statements and events of one article to the commitments that they report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.actors import ActorMentions
    from detente.issues import IssueHits
    from detente.language.tree import Tree
    from detente.model import Article, Event, Pledge
    from detente.statements import Attributed
    from detente.times import Times

__all__ = ["PledgeCoder", "load_pledge_coder"]


class PledgeCoder:
    """Finds the reports of commitments of an article."""

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
        """All reports of commitments, in order of their wording."""
        return ()


def load_pledge_coder() -> PledgeCoder:
    """A coder over the shipped lexicons.

    Raises:
        DataError: A data file of the part is not well formed.
    """
    return PledgeCoder()
