"""Proposals for the judge: from the drafts of the rules, and from the words that the judge itself saw."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from detente.events.clauses import cases
from detente.events.judge import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from detente.events.drafts import Draft
    from detente.events.judge import Judge, Readings
    from detente.events.scene import Scene
    from detente.events.sides import Linked, Side
    from detente.language.tree import Tree

__all__ = ["Seen", "Sight", "proposals_of"]

Words = tuple[int, int]
WIDEST = 8
# A word tells an event, and a party takes part in it, from these probabilities on; more sides than these are not tried.
TELLS, TAKES_PART = 0.5, 0.4
MOST_SIDES = 3
BELOW = ("amod", "compound", "nmod:poss", "nmod", "det", "nmod:desc", "flat", "appos")
BEFORE = ("amod", "compound", "nmod:poss", "det", "nummod", "nmod:desc", "flat")
HELD = ("of", "from", "in")


@dataclass(frozen=True, slots=True)
class Seen:
    """A trigger that the judge saw, with one pair of sides.

    Attributes:
        words: Its words [start, end).
        actor, recipient: Its sides.
        mutual: Whether the sides do it to each other.
        proposal: What is asked of the judge.
    """

    words: Words
    actor: Side | None
    recipient: Side | None
    mutual: bool
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class _Party:
    side: Side
    words: Words


Rated = tuple[_Party, "NDArray[np.float32]"]


def proposals_of(tree: Tree, actors: Linked, draft: Draft) -> list[Proposal]:
    """A proposal for each pair of a draft."""
    words = draft.match.words
    trigger = (min(words), max(words) + 1)
    if trigger[1] - trigger[0] > WIDEST:
        trigger = (draft.match.head, draft.match.head + 1)
    number = tree.sentence[draft.match.head]
    return [
        Proposal(number, (trigger,), _side(tree, actors, actor, number), _side(tree, actors, recipient, number))
        for actor, recipient in draft.parties.pairs()
    ]


def _side(tree: Tree, actors: Linked, side: Side | None, number: int) -> tuple[Words, ...]:
    """The words of a side: its token, or the mention that covers it; none where it stands in another sentence."""
    if side is None or tree.sentence[side.token] != number:
        return ()
    return (_mentioned(tree, actors, side.token, number),)


def _mentioned(tree: Tree, actors: Linked, token: int, number: int) -> Words:
    first, last = tree.sentences[number]
    start, end = token, token + 1
    for mention in actors.at(token):
        while start > first and tree.starts[start - 1] >= mention.span.start:
            start -= 1
        while end < last and tree.ends[end] <= mention.span.end:
            end += 1
    return (start, end)


class Sight:
    """Finds triggers that the judge sees in sentences it read, and their sides among those who stand there."""

    def __init__(self, judge: Judge, scene: Scene) -> None:
        self._judge, self._scene = judge, scene
        self._tree, self._actors = scene.tree, scene.actors
        self._none = len(judge.card.types)
        self._roles = {name: i for i, name in enumerate(judge.card.roles)}

    def find(self, readings: Readings, numbers: Sequence[int]) -> list[Seen]:
        """All that is seen in some sentences, each trigger with every pair of its likely sides."""
        asked: list[tuple[int, Words, _Party]] = []
        for number in numbers:
            triggers = list(self._triggers(readings.triggers(number), self._tree.sentences[number][0]))
            parties = list(self._parties(number)) if triggers else []
            asked += [
                (number, trigger, party)
                for trigger in triggers
                for party in parties
                if not _meet(trigger, (party.side.token, party.side.token + 1))
            ]
        roles = self._judge.roles(readings, [(number, trigger, party.words) for number, trigger, party in asked])
        by_trigger: dict[tuple[int, Words], list[Rated]] = {}
        for (number, trigger, party), row in zip(asked, roles, strict=True):
            by_trigger.setdefault((number, trigger), []).append((party, row))
        return [
            seen for (number, trigger), found in by_trigger.items() for seen in self._paired(number, trigger, found)
        ]

    def _triggers(self, scores: NDArray[np.float32], base: int) -> Iterator[Words]:
        """Runs of words that tell one type of event."""
        types = scores.argmax(-1).tolist()
        told = (1.0 - scores[:, self._none] > TELLS).tolist()
        start = None
        for i in range(len(types) + 1):
            if start is not None and (i == len(types) or not told[i] or types[i] != types[start]):
                yield (base + start, base + i)
                start = None
            if i < len(types) and told[i] and start is None:
                start = i

    def _parties(self, number: int) -> Iterator[_Party]:
        """Who stands in a sentence: nouns with an actor on or below them, actors before other nouns, unnamed agents."""
        tree, finder = self._tree, self._scene.finder
        first, last = tree.sentences[number]
        heads = dict.fromkeys(self._holder(i) for i in range(first, last) if self._actors.at(i))
        agents = (i for i in range(first, last) if tree.upos[i] == "NOUN" and finder.can_act(i))
        for i in dict.fromkeys((*heads, *agents)):
            start, end = self._phrase(i, number)
            for side in finder.someone(i):
                yield _Party(side, (start, end))

    def _holder(self, i: int) -> int:
        """The agent that a mention belongs to, or its own head: "officials" for "Chinese"."""
        tree = self._tree
        for _ in range(3):
            head, dep = tree.heads[i], tree.deps[i]
            below = dep in BELOW and (dep != "nmod" or any(word in HELD for word in cases(tree, i)))
            inside = any(m in self._actors.at(head) for m in self._actors.at(i))
            if not inside and not (below and tree.upos[head] == "NOUN" and self._scene.finder.can_act(head)):
                break
            i = head
        return i

    def _phrase(self, i: int, number: int) -> Words:
        """A noun with what stands before it in its phrase, or the mention that covers it."""
        start, end = _mentioned(self._tree, self._actors, i, number)
        before = [j for j in self._tree.children[i] if j < start and self._tree.deps[j] in BEFORE]
        return (min((start, *before)), end)

    def _paired(self, number: int, trigger: Words, found: list[Rated]) -> Iterator[Seen]:
        mutual = self._best(found, "mutual")
        if len(mutual) > 1:
            for n, a in enumerate(mutual):
                for b in mutual[n + 1 :]:
                    if a.side.is_apart(b.side):
                        yield self._seen(number, trigger, a, b, mutual=True)
            return
        actors: list[_Party | None] = [*self._best(found, "actor", "mutual")] or [None]
        recipients: list[_Party | None] = [*self._best(found, "recipient")] or [None]
        for actor, recipient in product(actors, recipients):
            if actor is not None or recipient is not None:
                yield self._seen(number, trigger, actor, recipient, mutual=False)

    def _best(self, found: list[Rated], *roles: str) -> list[_Party]:
        scored = [(sum(float(row[self._roles[role]]) for role in roles), party) for party, row in found]
        likely = sorted((one for one in scored if one[0] > TAKES_PART), key=lambda one: -one[0])[:MOST_SIDES]
        return [party for _, party in likely]

    def _seen(self, number: int, trigger: Words, a: _Party | None, b: _Party | None, *, mutual: bool) -> Seen:
        sides = ((a.words,) if a else (), (b.words,) if b else ())
        actor, recipient = (party.side if party else None for party in (a, b))
        return Seen(trigger, actor, recipient, mutual, Proposal(number, (trigger,), *sides))


def _meet(a: Words, b: Words) -> bool:
    return a[0] < b[1] and b[0] < a[1]
