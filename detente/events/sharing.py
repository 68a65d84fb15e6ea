"""A recipient that two coordinated acts of speech share: "A demanded a release and blamed B for the delay"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.events.drafts import Draft
    from detente.events.ontology import Ontology
    from detente.events.sides import Side
    from detente.language.tree import Tree

__all__ = ["share_recipients"]

VERBAL_CONFLICT = 3


def share_recipients(tree: Tree, drafts: list[Draft], ontology: Ontology) -> list[Draft]:
    """The drafts of a sentence, with a recipient lent to each act of speech that has none by a coordinated one.

    Args:
        tree: The text.
        drafts: Events of one sentence.
        ontology: Which types are verbal conflict; only those share.
    """
    sharing = [draft for draft in drafts if ontology.types[draft.meaning.type].quad == VERBAL_CONFLICT]
    if len(sharing) < 2:
        return drafts
    return [_completed(tree, draft, sharing) if draft in sharing else draft for draft in drafts]


def _completed(tree: Tree, draft: Draft, sharing: Sequence[Draft]) -> Draft:
    if _codes(draft.parties.recipient) or not _codes(draft.parties.actor):
        return draft
    for other in sharing:
        joined = draft.match.head in tree.conjuncts(other.match.head) or other.match.head in tree.conjuncts(
            draft.match.head
        )
        if (
            other is not draft
            and joined
            and _codes(other.parties.actor) == _codes(draft.parties.actor)
            and _codes(other.parties.recipient)
        ):
            lent = tuple(replace(side, slot="clause") for side in other.parties.recipient if side.code)
            return replace(draft, parties=replace(draft.parties, recipient=lent))
    return draft


def _codes(sides: Sequence[Side]) -> set[str]:
    return {side.code for side in sides if side.code}
