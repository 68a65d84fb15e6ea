"""A cue verb in its sentence, and what a frame finds there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection

    from detente.statements.attribution import How, Source
    from detente.statements.passage import Passage, Range

__all__ = ["Clause", "Found", "addressee_of", "bridged", "infinitives_of", "joined_clauses"]

BRIDGE = 7


@dataclass(frozen=True, slots=True)
class Clause:
    """A cue verb in its sentence: its second word, cue range, source, and the tokens content must not take in."""

    passage: Passage
    verb: int
    second: int | None
    cue: Range
    source: Source | None
    how: How
    passive: bool
    blocked: set[int]

    def dependents(self, *deps: str) -> list[int]:
        """Dependents of the verb, or of its second word, in one of the relations."""
        out = self.passage.tree.children_by(self.verb, *deps)
        if self.second is not None:
            out += self.passage.tree.children_by(self.second, *deps)
        return [i for i in out if i != self.second]

    def named(self) -> int | None:
        """The object, or in the passive the subject that would be it."""
        if self.passive:
            return self.passage.tree.child(self.verb, "nsubj:pass") if self.how != "antecedent" else None
        objects = [i for i in self.dependents("iobj", "obj") if self.passage.tree.deps[i] != "obj" or i > self.verb]
        return objects[0] if objects else None

    def pieces(self, *heads: int, without: Collection[int] = ()) -> list[Range]:
        """The content made of the subtrees of `heads`."""
        tokens = [i for head in heads for i in self.passage.below(head, without)]
        return self.passage.runs(tokens, self.blocked)


class Found(NamedTuple):
    """The content of a frame, who is spoken to, and the cue if a preposition joins it."""

    pieces: list[Range]
    addressee: int | None = None
    cue: Range | None = None


def addressee_of(clause: Clause) -> int | None:
    """Who is told: the object, the subject of a passive, or "to X"."""
    named = clause.named()
    if named is not None:
        return named
    tree = clause.passage.tree
    for i in clause.dependents("obl"):
        case = clause.passage.case_of(i)
        if case is not None and tree.lowers[case] in ("to", "with"):
            return i
    return None


def infinitives_of(clause: Clause) -> list[int]:
    """Infinitives after the verb that complete it; an adverbial one only beside an object ("urged them to wait")."""
    tree = clause.passage.tree
    return [
        i
        for i in clause.dependents("xcomp", "ccomp", "advcl")
        if i > clause.verb
        and any(tree.lowers[m] == "to" for m in tree.children_by(i, "mark"))
        and (tree.deps[i] != "advcl" or tree.child(clause.verb, "obj") is not None)
    ]


def bridged(clause: Clause, pieces: list[Range]) -> list[Range]:
    """Object and predicate as one piece, with the adverbial between them ("urged Paris on Monday to wait")."""
    if len(pieces) != 2 or pieces[0][0] < clause.verb or pieces[1][0] - pieces[0][1] > BRIDGE:
        return pieces
    between = set(range(pieces[0][1], pieces[1][0]))
    return [(pieces[0][0], pieces[1][1])] if between.isdisjoint(clause.blocked) else pieces


def joined_clauses(clause: Clause, pieces: list[Range]) -> list[Range]:
    """The pieces with further clauses ("..., to lift ...", "... and that ...") that the parse hangs elsewhere."""
    passage, tree = clause.passage, clause.passage.tree
    last = tree.sentences[tree.sentence[clause.verb]][1]
    while pieces:
        start, end = pieces[-1]
        i = end
        while i < last and (tree.deps[i] in ("cc", "punct") or tree.lowers[i] == "not"):
            i += 1
        mark = tree.lowers[i] if i < last and tree.deps[i] == "mark" else ""
        same = tree.lowers[start] == "that" or (
            mark == "to" and any(tree.lowers[j] == "to" and tree.deps[j] == "mark" for j in range(start, end))
        )
        if (
            (i == end and passage.is_word(end - 1))
            or mark not in ("that", "to")
            or not same
            or tree.heads[i] < i
            or i - end > 4
        ):
            break
        run = passage.runs(j for j in passage.below(tree.heads[i]) if j >= i)
        if run[0][1] <= end or any(j in clause.blocked for j in range(*run[0])):
            break
        pieces = [*pieces[:-1], (start, run[0][1])]
    return pieces
