"""From statements and events of one article to the stands that they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.actors import ActorMentions
    from detente.issues import IssueHits
    from detente.language.tree import Tree
    from detente.model import Event, Stand
    from detente.statements import Attributed

__all__ = ["StanceCoder", "load_stance_coder"]


class StanceCoder:
    """Finds the stands of an article."""

    def code(
        self, tree: Tree, actors: ActorMentions, issues: IssueHits, events: Sequence[Event], said: Attributed
    ) -> tuple[Stand, ...]:
        """All stands, in order of their wording."""
        return ()


def load_stance_coder() -> StanceCoder:
    """A coder over the shipped lexicons.

    Raises:
        DataError: A data file of the part is not well formed.
    """
    return StanceCoder()
