"""The pair of states that an article is about: the other side of an act whose recipient it leaves unsaid."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from detente.events.sides import Side

if TYPE_CHECKING:
    from detente.events.ontology import TopicRule
    from detente.events.sides import Linked

__all__ = ["Topic", "find_topic"]


class Topic:
    """The two states of a bilateral article, or none."""

    def __init__(self, pair: tuple[str, ...]) -> None:
        self._pair = pair

    @property
    def is_pair(self) -> bool:
        """Whether the article is about two states."""
        return bool(self._pair)

    def other(self, actor: tuple[Side, ...]) -> tuple[Side, ...]:
        """The state that an act of `actor` is most likely meant for: the other one of the pair."""
        codes = {side.code for side in actor}
        if len(codes) != 1 or not codes <= set(self._pair):
            return ()
        return tuple(Side(code, actor[0].token, "topic", (), False) for code in self._pair if code not in codes)


def find_topic(actors: Linked, rule: TopicRule) -> Topic:
    """The two states most mentioned, where there are enough mentions and the two have most of them."""
    counts = Counter(
        mention.state for mention in actors.mentions if mention.state is not None and mention.role != "place"
    )
    total = sum(counts.values())
    top = counts.most_common(2)
    if (
        len(top) < 2
        or total < rule.mentions
        or top[1][1] < rule.second * total
        or top[0][1] + top[1][1] < rule.both * total
    ):
        return Topic(())
    return Topic(tuple(state for state, _ in top))
