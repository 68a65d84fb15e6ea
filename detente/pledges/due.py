"""By when a thing is due: the time that the words of the promise set for doing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.model import UNKNOWN_TIME, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.pledges.scene import Scene

__all__ = ["due_of"]


def due_of(scene: Scene, tokens: range, made: When) -> When:
    """The first time within the words of a promise that lies ahead of its making.

    "By", "before" and "until" leave the beginning open and end with the day they name. Unknown where no time is set.
    """
    for value in _times(scene, tokens):
        if value.known and not _is_past(value, made):
            return value
    return UNKNOWN_TIME


def _times(scene: Scene, tokens: range) -> Iterator[When]:
    tree = scene.tree
    for (start, end), mention in zip(scene.times.ranges, scene.times.mentions, strict=True):
        if start not in tokens or end - 1 not in tokens:
            continue
        value = mention.value
        heads = {i for i in range(start, end) if not start <= tree.heads[i] < end}
        cases = {tree.lowers[c] for i in heads for c in tree.children_by(i, "case", "mark", "advmod")}
        before = {tree.lowers[start], tree.lowers[start - 1] if start else ""} | cases
        if tree.lowers[start] == "since" or "since" in cases:
            continue
        if before & scene.words.deadlines and value.end is not None:
            yield When(None, value.end, value.precision, value.basis, value.expression)
        else:
            yield value


def _is_past(value: When, made: When) -> bool:
    """Whether a time was over when the promise was made, as far as both are known."""
    reference = made.start or made.end
    return reference is not None and value.end is not None and value.end <= reference
