"""Whose the police, the rebels or the protesters are that a text names without their state."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from detente.events.clauses import cases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.events.ontology import HomeRule
    from detente.events.sides import Linked, Side
    from detente.events.words import Words
    from detente.language.tree import Tree

__all__ = ["Homes"]

CLIMB = 4


class Homes:
    """Finds the state of sides that have a sector but no name of their own."""

    def __init__(self, tree: Tree, actors: Linked, words: Words, rule: HomeRule) -> None:
        self._tree = tree
        self._actors = actors
        self._words = words
        self._rule = rule

    def settle(self, sides: Sequence[Side], others: Sequence[Side]) -> tuple[Side, ...]:
        """The sides, each unnamed one with a sector given the state it is at home in, where that can be told."""
        return tuple(self._settled(side, others) for side in sides)

    def _settled(self, side: Side, others: Sequence[Side]) -> Side:
        if side.code or side.sector is None:
            return side
        code = self._around(side.token) or self._beside(side, others)
        return replace(side, code=code, actor=code) if code else side

    def _around(self, token: int) -> str:
        """The state of the place at which its clause lies ("police in ... fired", "fired ... in Nairobi")."""
        tree = self._tree
        for at in (token, *islice(tree.ancestors(token), CLIMB)):
            for j in tree.children[at]:
                if tree.deps[j] in ("obl", "nmod") and set(cases(tree, j)) & self._words.location_prepositions:
                    found = {m.state for m in self._actors.at(j) if m.state is not None and m.role == "place"}
                    if len(found) == 1:
                        return found.pop()
            if tree.deps[at] in ("acl", "acl:relcl", "ccomp"):
                break
        return ""

    def _beside(self, side: Side, others: Sequence[Side]) -> str:
        """The state of the other side, or the only one that the sentence speaks of, where both are at home there."""
        if others and all(one.code for one in others):
            codes = {one.code for one in others if (one.sector or "") in self._rule.beside.get(side.sector or "", ())}
            foreign = self._foreign(side.token, codes)
            return codes.pop() if len(codes) == 1 and len(others) == 1 and not foreign else ""
        if any(one.sector is None for one in others) or not others:
            return ""
        alike = all((one.sector or "") in self._rule.beside.get(side.sector or "", ()) for one in others)
        states = self._states(side.token)
        return states.pop() if alike and len(states) == 1 else ""

    def _states(self, token: int) -> set[str]:
        start, end = self._tree.sentences[self._tree.sentence[token]]
        return {m.state or m.actor for i in range(start, end) for m in self._actors.at(i)}

    def _foreign(self, token: int, codes: set[str]) -> bool:
        """Whether the sentence speaks of a place in another state."""
        start, end = self._tree.sentences[self._tree.sentence[token]]
        return any(
            m.role == "place" and m.state is not None and m.state not in codes
            for i in range(start, end)
            for m in self._actors.at(i)
        )
