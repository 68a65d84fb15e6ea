"""Conditions of a promise: inside its words, else beside them in the clauses that it hangs on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.statements.conditions import find_conditions

if TYPE_CHECKING:
    from detente.model import Evidence
    from detente.pledges.scene import Scene

__all__ = ["condition_of"]


def condition_of(scene: Scene, tokens: range, *governors: int) -> Evidence | None:
    """The condition in the sentence of `tokens` that stands in them, or hangs on them or on one of `governors`."""
    tree = scene.tree
    for found in find_conditions(tree, *tree.sentences[tree.sentence[tokens.start]]):
        if found.start in tokens or found.governor in governors or found.governor in tokens:
            return scene.evidence(range(found.start, found.end))
    return None
