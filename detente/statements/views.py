"""The stance a clause of content takes towards what it is about: "is vital", "is a mistake", "is worrying"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.statements.clauses import Clause
    from detente.statements.settings import ContentWords

__all__ = ["view_of"]

TURNED = {"support": "oppose", "oppose": "support"}
UNSURE = frozenset({"could", "may", "might"})


def view_of(clause: Clause, words: ContentWords) -> str | None:
    """The stance of a clause that judges what it is about: support, oppose, concern or None.

    Args:
        clause: A main clause of the content.
        words: Words of content.
    """
    tree, head = clause.content.tree, clause.verb
    if (clause.own and not clause.elsewhere) or tree.child(head, "cop") is None or not clause.modals.isdisjoint(UNSURE):
        return None
    if tree.upos[head] not in ("ADJ", "NOUN", "VERB") or tree.child(head, "case") is not None:
        return None
    if "Degree=Cmp" in tree.morphs[head] or "Degree=Sup" in tree.morphs[head]:
        return None
    if clause.subject is not None and tree.lowers[clause.subject] == "you":
        return None
    said = [clause.lemma]
    if tree.upos[head] == "NOUN" and clause.lemma in words.praised:
        said += [tree.lemmas[i].lower() for i in tree.children_by(head, "amod")]
    stance = next((view for view, lemmas in words.views.items() for lemma in said if lemma in lemmas), None)
    return TURNED.get(stance or "") if clause.negated else stance
