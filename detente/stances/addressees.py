"""To whom a stand is put, where its words do not say so outright: whose deed it is on, whom it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.stances.grammar import SUBJECTS
from detente.stances.objects import top_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.model import Stance
    from detente.stances.draft import Draft
    from detente.stances.scene import Range, Scene

__all__ = ["addressees_of"]

PUT_TO_OTHERS: frozenset[Stance] = frozenset({"demand", "oppose", "concern"})
OWNERS = ("nmod:poss", "amod", "compound")
DOERS = frozenset({"by", "with", "from"})
DEEP = 2


def addressees_of(scene: Scene, draft: Draft, stake: Range | None, wording: Range) -> tuple[str, ...]:
    """States and bodies to whom a stand is put, never its holder.

    They are those its rule found; else the doers of what is opposed or asked for: its subject ("Oslo to wait"), its
    owner ("China's exports"), who it is by or with; else those whom the rest of the clause names as its subject.
    Of what is supported or hoped for they are those with whom it is to be.
    """
    found = _others(draft, draft.addressee)
    put = draft.stance in PUT_TO_OTHERS
    if not found and stake is not None:
        inside = _doers(scene, stake) if put else _partners(scene, stake)
        found = _others(draft, scene.holders.states_at(inside))
    if found or draft.told is None or not put:
        return found
    return _others(draft, scene.holders.states_at(_bearers(scene, draft, wording)))


def _others(draft: Draft, codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(code for code in codes if code != draft.side.holder)


def _doers(scene: Scene, stake: Range) -> list[int]:
    """Tokens of who does what the object names."""
    tree = scene.tree
    level = [top_of(tree, *stake)]
    out = [i for i in level if tree.upos[i] == "PROPN"]
    for _ in range(DEEP):
        below = []
        for i in level:
            for j in tree.children[i]:
                if not stake[0] <= j < stake[1]:
                    continue
                case = tree.child(j, "case")
                doing = case is not None and tree.lowers[case] in DOERS
                if tree.deps[j] in (*SUBJECTS, *OWNERS, "obl:agent") or doing:
                    out += [j, *tree.children_by(j, *OWNERS, "conj"), *_within(scene, j, DOERS)]
                elif tree.deps[j] in ("nmod", "obj"):
                    below.append(j)
        if scene.holders.states_at(out):
            break
        level = below
    return out


def _partners(scene: Scene, stake: Range) -> list[int]:
    """Tokens of with whom the object is to be: "talks with Oslo"."""
    tree = scene.tree
    cases = [i for i in range(*stake) if tree.lowers[i] == "with" and tree.deps[i] == "case"]
    return [tree.heads[i] for i in cases if stake[0] <= tree.heads[i] < stake[1]]


def _within(scene: Scene, i: int, prepositions: frozenset[str]) -> list[int]:
    """What hangs on a noun by a preposition: "talks with Oslo"."""
    tree = scene.tree
    parts = [(j, tree.child(j, "case")) for j in tree.children_by(i, "nmod")]
    return [j for j, case in parts if case is not None and tree.lowers[case] in prepositions]


def _bearers(scene: Scene, draft: Draft, wording: Range) -> list[int]:
    """Subjects of the clauses that go with the stand ("the port stays shut until Oslo withdraws")."""
    tree = scene.tree
    inside = range(max(wording[0], draft.told.start if draft.told else 0), wording[1])
    return [i for i in inside if tree.deps[i] in SUBJECTS]
