"""When a stand that no statement tells was shown: the time of an event told in its words, else before publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.model import UNKNOWN_TIME, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.model import Event
    from detente.stances.draft import Draft
    from detente.stances.scene import Scene

__all__ = ["date"]


def date(scene: Scene, drafts: Iterable[Draft], events: Sequence[Event], published: When) -> None:
    """Give a time to each stand that the author tells.

    Args:
        scene: The article.
        drafts: Its stands; those without statement and time get one.
        events: Its events.
        published: When it was published.
    """
    before = When(None, published.end, "interval", "inferred") if published.end is not None else UNKNOWN_TIME
    for draft in drafts:
        if draft.told is None and not draft.when.known:
            at = scene.tree.starts[draft.trigger]
            near = (e.when for e in events if e.when.known and _holds(e, at))
            draft.when = next(near, before)


def _holds(event: Event, at: int) -> bool:
    """Whether an event that happened is told by words around a character."""
    told = event.status in ("happened", "ongoing") and event.why.words
    return bool(told) and any(words.start <= at < words.end for words in event.why.words)
