"""Sentences that describe a picture: what is shown is no news of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.events.words import Words
    from detente.language.tree import Tree

__all__ = ["is_caption"]


def is_caption(tree: Tree, span: tuple[int, int], words: Words) -> bool:
    """Whether the sentence `span` speaks of itself as a picture ("in this undated photo", "file photo")."""
    return any(
        tree.lowers[i] in words.pictures
        and any(tree.lowers[j] in words.picture_marks for j in range(max(span[0], i - 2), i))
        for i in range(*span)
    )
