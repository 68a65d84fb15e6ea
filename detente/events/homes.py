"""Whose the police, the rebels or the protesters are that a text names without their state."""

from __future__ import annotations

from collections import Counter
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
    from detente.model import Mention

__all__ = ["Homes"]

CLIMB = 4
GOVERNING = "GOV"
NOMINAL = ("nmod", "nmod:poss", "nmod:desc", "amod", "compound", "appos", "flat")
REMOTE = ("clause", "topic", "description")


class Homes:
    """Finds the state of sides that have a sector but no name of their own."""

    def __init__(self, tree: Tree, actors: Linked, words: Words, rule: HomeRule, *, bilateral: bool) -> None:
        self._bilateral = bilateral
        self._tree = tree
        self._actors = actors
        self._words = words
        self._rule = rule
        self._main = self._main_state()

    def _main_state(self) -> str:
        """The state that the article is about, where it is about one."""
        counts = Counter(state for m in self._actors.mentions if (state := _state(m)) is not None)
        top = counts.most_common(1)
        most = top[0][1] if top else 0
        return str(top[0][0]) if most >= self._rule.mentions and most >= self._rule.share * counts.total() else ""

    def settle(
        self, sides: Sequence[Side], others: Sequence[Side], type_: str, *, agent: bool = False
    ) -> tuple[Side, ...]:
        """The sides of an event, those without a name given the state they are at home in, where that is told.

        Args:
            sides: The actors or the recipients.
            others: Those on the other side.
            type_: The event's type.
            agent: Whether the sides are the actors.
        """
        return tuple(self._settled(side, others, type_, agent) for side in sides)

    def _settled(self, side: Side, others: Sequence[Side], type_: str, agent: bool) -> Side:
        if side.code or side.sector is None or self._is_somebody(side):
            return side
        stranger = agent and type_ in self._rule.violent and self._lemma(side.token) in self._rule.strangers
        code = self._around(side.token, 0 if stranger else CLIMB) or self._beside(side, others, type_)
        return replace(side, code=code, actor=code, home=True) if code else side

    def _is_somebody(self, side: Side) -> bool:
        """Whether it is a guest, or a person by name without an office of state, who may be from anywhere."""
        if self._lemma(side.token) in self._rule.guests:
            return True
        number = self._tree.entity[side.token]
        return number >= 0 and self._tree.entities[number].label == "PER" and not side.organ

    def _lemma(self, token: int) -> str:
        return self._tree.lemmas[token].lower()

    def _around(self, token: int, climb: int) -> str:
        """The state of the place at which it or its clause lies ("police in ... fired", "fired ... in Nairobi")."""
        tree = self._tree
        for at in (token, *islice(tree.ancestors(token), climb)):
            for j in tree.children[at]:
                if tree.deps[j] in ("obl", "nmod") and set(cases(tree, j)) & self._words.location_prepositions:
                    found = {_state(m) for m in self._actors.at(j) if m.role == "place"} - {None}
                    if len(found) == 1:
                        return found.pop() or ""
            if tree.deps[at] in ("acl", "acl:relcl", "ccomp"):
                break
        return ""

    def _beside(self, side: Side, others: Sequence[Side], type_: str) -> str:
        """The state of the other side, or the only one that the sentence speaks of, where both are at home there."""
        sector = side.sector or ""
        fellows = [
            one
            for one in others
            if self._sector(one) in self._rule.beside.get(sector, ())
            and (one.direct or one.sector not in self._rule.travelling)
            and not self._is_abroad(one.token)
        ]
        if type_ in self._rule.abroad and sector in self._rule.anywhere:
            fellows = [one for one in fellows if self._sector(one) not in self._rule.far]
        if self._bilateral or any(one.slot in REMOTE for one in others):
            return ""
        if others and all(one.code for one in others):
            codes = {one.code for one in fellows}
            return codes.pop() if len(codes) == len(others) == 1 and not self._foreign(side.token, codes) else ""
        if sector in self._rule.alone or (fellows and len(fellows) == len(others)):
            return self._only(side.token)
        return ""

    def _is_abroad(self, token: int) -> bool:
        """Whether it stands for its state in another one: an embassy or its gate, an envoy, a flag that is burned."""
        tree, outposts = self._tree, self._rule.outposts
        while self._lemma(token) not in outposts:
            if tree.deps[token] not in NOMINAL:
                return False
            token = tree.heads[token]
        return True

    @staticmethod
    def _sector(side: Side) -> str:
        """The sector, of a state as such that of its government."""
        return side.sector or (GOVERNING if side.is_state() else "")

    def _only(self, token: int) -> str:
        """The one state that acts or lies in the sentence, or the one before; of the article where these name none."""
        number = self._tree.sentence[token]
        for sentence in (number, number - 1) if number else (number,):
            here = [m for i in range(*self._tree.sentences[sentence]) for m in self._actors.at(i)]
            if here:
                codes = {_state(m) for m in here}
                return codes.pop() or "" if len(codes) == 1 and any(m.role != "modifier" for m in here) else ""
        return self._main

    def _foreign(self, token: int, codes: set[str]) -> bool:
        """Whether the sentence speaks of another state."""
        start, end = self._tree.sentences[self._tree.sentence[token]]
        return any(
            m.role != "modifier" and m.state is not None and m.state not in codes
            for i in range(start, end)
            for m in self._actors.at(i)
        )


def _state(mention: Mention) -> str | None:
    """The state of a mention; a body of states has none."""
    return None if mention.why.origin == "body" and mention.actor == mention.state else mention.state
