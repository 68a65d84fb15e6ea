"""What the rules say and what the judge says, weighed: events with a probability each.

The weights are those of a log-linear model over types (and one over statuses), fitted on annotated sentences that
neither the judge nor the rules were made with (`training/fit_weighing.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from detente.events.composition import Meaning
from detente.events.drafts import Draft
from detente.events.fate import Fate
from detente.events.judge import Proposal
from detente.events.lexicon import Predicate, Trigger
from detente.events.matching import CLASSES, Match
from detente.events.parties import Parties
from detente.events.plover import told_type
from detente.events.proposals import Sight, proposals_of
from detente.events.sides import code_of
from detente.lexicon import Row, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from detente.events.judge import Judge, Judgement, Readings
    from detente.events.lexicon import Lexicon
    from detente.events.ontology import Ontology
    from detente.events.proposals import Seen
    from detente.events.scene import Scene
    from detente.events.sides import Linked, Side
    from detente.language.tree import Tree
    from detente.model import Status

__all__ = [
    "Features",
    "Opinion",
    "Weigher",
    "WeightTable",
    "Weights",
    "given_features",
    "load_weights",
    "naming",
    "pair_features",
    "side_features",
    "single",
]

Range = tuple[int, int]
LEAST, UNSEEN = 1e-6, 1e-3
# What the judge holds for no event with so much is not told on its word, whatever the rest says.
DOUBTED = 0.5
IMPLIED = ("clause", "topic", "description")


class Weights(Row, frozen=True):
    """Weights of one kind of proposal.

    Attributes:
        raw, trigger: Of the logarithms of what the judge says of the proposal, and of its words.
        said, sure: Of the type that the rules say, and of how sure its predicate is (weight less 0.7).
        none: For no event.
        no_actor, no_recipient: For no event, of sides that are missing or have no code.
        indirect, implied: For no event, of each side on a modifier, and of sides taken from a clause or the topic.
        assumed: For no event, of a noun that nothing states.
        status, said_status: Of the logarithm of the judge's status, and of the rules'.
        floor: The least probability of an event that is told.
        turn_type, turn_status: How sure another type or status than the rules' must be to stand instead.
    """

    raw: float
    trigger: float
    said: float
    sure: float
    none: float
    no_actor: float
    no_recipient: float
    indirect: float
    implied: float
    assumed: float
    status: float
    said_status: float
    floor: float
    turn_type: float
    turn_status: float


class PairWeights(Row, frozen=True):
    """Weights of the type between two given sides.

    Attributes:
        told: Of the logarithm of what the judge says of the pair.
        between, elsewhere: Of a type that the rules say between these sides, and elsewhere in the sentence.
        judged: Of the logarithm of what the judge says of proposals between these sides.
    """

    told: float
    between: float
    elsewhere: float
    judged: float


class WeightTable(Row, frozen=True):
    """All weights: of what the rules propose, of what only the judge has seen, of given pairs."""

    rules: Weights
    seen: Weights
    pair: PairWeights


Features = dict[str, "NDArray[np.float64]"]


def score(features: Features, weights: Weights | PairWeights) -> NDArray[np.float64]:
    """Scores over the types and none: the sum of the features, weighed."""
    total = np.zeros_like(next(iter(features.values())))
    for name, row in features.items():
        total += getattr(weights, name) * row
    return total


def pair_features(judgement: Judgement, words: NDArray[np.float32], said: int | None, sure: float) -> Features:
    """What speaks for each type: the judge, the words, the rules.

    Args:
        judgement: Of the proposal.
        words: Probabilities (words, types + none) of the trigger's words.
        said: The number of the type that the rules say, if they do.
        sure: The weight of their predicate.
    """
    told = words.max(0)
    told[-1] = words[:, -1].min()
    rule = np.zeros(len(told))
    if said is not None:
        rule[said] = 1.0
    return {
        "raw": np.log(np.maximum(judgement.types, LEAST)).astype(float),
        "trigger": np.log(np.maximum(told, LEAST)).astype(float),
        "said": rule,
        "sure": rule * (sure - 0.7),
    }


def side_features(actor: Side | None, recipient: Side | None, size: int, *, assumed: bool) -> Features:
    """What speaks for no event: sides that are missing or not named outright."""
    sides = [side for side in (actor, recipient) if side is not None and side.code]
    counts = {
        "none": 1.0,
        "no_actor": float(actor is None or not actor.code),
        "no_recipient": float(recipient is None or not recipient.code),
        "indirect": float(sum(not side.direct for side in sides)),
        "implied": float(sum(side.slot in IMPLIED for side in sides)),
        "assumed": float(assumed),
    }
    last = np.zeros(size)
    last[-1] = 1.0
    return {name: count * last for name, count in counts.items()}


@dataclass(frozen=True, slots=True)
class Opinion:
    """One proposal of a sentence as it bears on two given sides: its sides, its status, and who says what it is.

    `said` is the type that a rule says, None where only the judge saw it; `types` what the judge says.
    """

    actor: Side | None
    recipient: Side | None
    said: str | None
    status: str
    types: NDArray[np.float32]

    def is_between(self, source: Sequence[Range], target: Sequence[Range]) -> bool:
        """Whether its sides are the given ones, as far as it has them; turned round too, which the text decides."""
        pairs = ((self.actor, self.recipient), (self.recipient, self.actor))
        return any(_touches(a, source) and _touches(b, target) for a, b in pairs)


def given_features(
    told: NDArray[np.float32],
    opinions: Sequence[Opinion],
    source: Sequence[Range],
    target: Sequence[Range],
    types: dict[str, int],
) -> Features:
    """What speaks for each of PLOVER's types between two given sides.

    Args:
        told: What the judge says of the pair.
        opinions: The proposals of the sentence.
        source: Word ranges of the one side.
        target: Those of the other.
        types: The numbers of the types.
    """
    rows = {name: np.zeros(len(types) + 1) for name in ("between", "elsewhere")}
    judged = np.full(len(types) + 1, UNSEEN)
    for one in opinions:
        between = one.is_between(source, target)
        said = told_type(one.said, one.status) if one.said is not None else None
        if said in types:
            rows["between" if between else "elsewhere"][types[said]] = 1.0
        if between:
            shares = np.zeros_like(judged)
            for name, i in types.items():
                as_told = told_type(name, one.status)
                if as_told is not None:
                    shares[types[as_told]] += one.types[i]
            judged = np.maximum(judged, shares)
    return {"told": np.log(np.maximum(told, LEAST)).astype(float), **rows, "judged": np.log(judged)}


def _touches(side: Side | None, ranges: Sequence[Range]) -> bool:
    return side is None or any(start <= side.token < end for start, end in ranges)


def _inside(tree: Tree, ranges: Sequence[Range], number: int) -> tuple[Range, ...]:
    return tuple(r for r in ranges if tree.sentence[r[0]] == number)


def _common(tree: Tree, source: Sequence[Range], target: Sequence[Range]) -> int:
    """The first sentence where both sides stand, else that of the first range."""
    some, others = ([tree.sentence[start] for start, _ in side] for side in (source, target))
    return next((number for number in sorted(some) if number in others), (*some, *others)[0])


def shares_of(features: Features, weights: Weights | PairWeights) -> NDArray[np.float64]:
    """Shares of the types and none."""
    scores = score(features, weights)
    shares: NDArray[np.float64] = np.exp(scores - scores.max())
    shares /= shares.sum()
    return shares


class Weigher:
    """Weighs the drafts of a text, and adds events that only the judge saw.

    Args:
        judge: The learned judge.
        weights: How it and the rules are weighed.
        lexicon: Gives the mode of a word that is read as another type than the rules say.
        ontology: The types.
        trusted: Predicates whose drafts are told as they stand: a user's own, which the judge was not made with.
    """

    def __init__(
        self,
        judge: Judge,
        weights: WeightTable,
        lexicon: Lexicon,
        ontology: Ontology,
        trusted: frozenset[str] = frozenset(),
    ) -> None:
        self._trusted = trusted
        self._judge, self._weights, self._lexicon, self._ontology = judge, weights, lexicon, ontology
        self._types = {name: i for i, name in enumerate(judge.card.types)}
        self._statuses = {name: i for i, name in enumerate(judge.card.statuses)}

    def weigh(self, scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
        """Drafts in text order: single pairs with a probability of the floor or above, and the trusted untouched."""
        tree, actors = scene.tree, scene.actors
        plain = [draft for draft in drafts if self._is_trusted(draft)]
        pairs = [pair for draft in drafts if not self._is_trusted(draft) for pair in single(draft)]
        numbers = sorted({tree.sentence[d.match.head] for d in pairs} | (naming(tree, actors) & scene.telling))
        readings, proposed, seen = self._ask(scene, pairs, numbers)
        ruled = [self._ruled(tree, readings, *one) for one in proposed]
        sighted = [self._sighted(scene, readings, one, judged) for one, judged in seen if judged.types[-1] < DOUBTED]
        kept = [d for d in ruled if d.confidence is not None and d.confidence >= self._weights.rules.floor]
        added = [d for d in sighted if d.confidence is not None and d.confidence >= self._weights.seen.floor]
        return sorted(_settled([*plain, *kept], added), key=lambda draft: draft.match.head)

    def _ask(
        self, scene: Scene, pairs: Sequence[Draft], numbers: Sequence[int]
    ) -> tuple[Readings, list[tuple[Draft, Proposal, Judgement]], list[tuple[Seen, Judgement]]]:
        """Read some sentences, and have judged what the rules propose there and what the judge itself sees."""
        readings = self._judge.read(scene.tree, numbers)
        seen = Sight(self._judge, scene).find(readings, numbers)
        ruled = [proposals_of(scene.tree, scene.actors, draft)[0] for draft in pairs]
        judgements = self._judge.judge(readings, [*ruled, *(one.proposal for one in seen)])
        own, others = judgements[: len(ruled)], judgements[len(ruled) :]
        return readings, list(zip(pairs, ruled, own, strict=True)), list(zip(seen, others, strict=True))

    def _is_trusted(self, draft: Draft) -> bool:
        """Whether a draft is told as it stands: of a user's own, and what is only mentioned between two known sides.

        The sentences that the judge was made with do not mark what they only mention ("since their last meeting").
        """
        mentioned = draft.is_assumed and all(a and b and a.code and b.code for a, b in draft.parties.pairs())
        return mentioned or draft.match.trigger.predicate.id in self._trusted or draft.meaning.type not in self._types

    def between(
        self, scene: Scene, drafts: Sequence[Draft], source: Sequence[Range], target: Sequence[Range]
    ) -> dict[str, float]:
        """What two given sides are to each other in their sentence, in PLOVER's terms: the share of each type.

        That is the first sentence that names both, else the first that is given; what stands elsewhere is passed over.

        Args:
            scene: The text.
            drafts: What the rules propose in it.
            source: Word ranges of the one side.
            target: Word ranges of the other; one of the two may be empty.
        """
        tree = scene.tree
        number = _common(tree, source, target)
        inside = [draft for draft in drafts if tree.sentence[draft.match.head] == number]
        told, opinions = self.opinions(scene, inside, number, [(source, target)])
        features = given_features(told[0], opinions, source, target, self._types)
        return dict(zip(self._types, shares_of(features, self._weights.pair)[:-1].tolist(), strict=True))

    def opinions(
        self,
        scene: Scene,
        drafts: Sequence[Draft],
        number: int,
        pairs: Sequence[tuple[Sequence[Range], Sequence[Range]]],
    ) -> tuple[NDArray[np.float32], list[Opinion]]:
        """What the judge says of pairs of one sentence, and the proposals of that sentence."""
        statuses = self._judge.card.statuses
        readings, proposed, seen = self._ask(scene, [pair for draft in drafts for pair in single(draft)], [number])
        found = [
            Opinion(*draft.parties.pairs()[0], draft.meaning.type, draft.meaning.status, judged.types)
            for draft, _, judged in proposed
        ] + [
            Opinion(one.actor, one.recipient, None, statuses[int(judged.status.argmax())], judged.types)
            for one, judged in seen
        ]
        given = [Proposal(number, (), *(_inside(scene.tree, side, number) for side in pair)) for pair in pairs]
        return self._judge.pairs(readings, given), found

    def _ruled(self, tree: Tree, readings: Readings, draft: Draft, proposal: Proposal, judgement: Judgement) -> Draft:
        weights, actor, recipient = self._weights.rules, *draft.parties.pairs()[0]
        features = pair_features(
            judgement, readings.told(proposal), self._types[draft.meaning.type],
            draft.match.trigger.predicate.weight,
        )  # fmt: skip
        features |= side_features(actor, recipient, len(features["raw"]), assumed=draft.is_assumed)
        type_, share = self._decide(features, weights, draft.meaning.type)
        status = self._status(judgement, draft.meaning.status, weights)
        meaning = draft.meaning
        if type_ != meaning.type:
            meaning = self._as(tree, draft.match.head, meaning, type_, f"weighed {type_}, not {meaning.type}")
        if status != meaning.status:
            meaning = meaning.became(f"weighed {status}, not {meaning.status}", status=status)
        return replace(draft, meaning=meaning, confidence=share, opinions=self._opinions(judgement))

    def _sighted(self, scene: Scene, readings: Readings, seen: Seen, judgement: Judgement) -> Draft:
        weights, tree = self._weights.seen, scene.tree
        features = pair_features(judgement, readings.told(seen.proposal), None, 0.0)
        features |= side_features(seen.actor, seen.recipient, len(features["raw"]), assumed=False)
        type_, share = self._decide(features, weights, None)
        status = self._status(judgement, None, weights)
        head = _head(tree, seen.words)
        blank = Meaning(type_, None, self._ontology.types[type_].cameo, status)
        meaning = self._as(tree, head, blank, type_, "seen by the judge")
        word_class = CLASSES.get(tree.upos[head], "noun")
        predicate = Predicate(id=f"judge@{self._judge.card.version}", type=type_, weight=share)
        match = Match(Trigger(tree.lemmas[head], word_class, (), predicate), head, tuple(range(*seen.words)))
        actor: tuple[Side, ...] = (seen.actor,) if seen.actor else ()
        recipient: tuple[Side, ...] = (seen.recipient,) if seen.recipient else ()
        if not recipient and type_ in self._ontology.topic.types:
            recipient = scene.finder.implied(actor)
        sides = Parties(
            scene.finder.settle(actor, recipient, type_, agent=True),
            scene.finder.settle(recipient, actor, type_),
            seen.mutual,
        )
        return Draft(match, Fate(status), meaning, sides, share, self._opinions(judgement))

    def _decide(self, features: Features, weights: Weights, said: str | None) -> tuple[str, float]:
        """The type, and the probability that there is an event."""
        shares = shares_of(features, weights)
        event = float(1.0 - shares[-1])
        best = int(shares[:-1].argmax())
        if said is not None and shares[best] < weights.turn_type * event:
            best = self._types[said]
        return self._judge.card.types[best], round(event, 3)

    def _status(self, judgement: Judgement, said: Status | None, weights: Weights) -> Status:
        scores = weights.status * np.log(np.maximum(judgement.status, LEAST)).astype(float)
        if said is not None:
            scores[self._statuses[said]] += weights.said_status
        shares = np.exp(scores - scores.max())
        best = int(scores.argmax())
        if said is not None and shares[best] < weights.turn_status * shares.sum():
            return said
        return self._judge.card.statuses[best]  # type: ignore[return-value]

    def _as(self, tree: Tree, head: int, meaning: Meaning, type_: str, step: str) -> Meaning:
        """A meaning of another type, with the mode and code that the lexicon has for the word under it."""
        word_class = CLASSES.get(tree.upos[head])
        triggers = self._lexicon.by_head.get((tree.lemmas[head].lower(), word_class), ()) if word_class else ()
        found = next((t.predicate for t in triggers if t.predicate.type == type_ and not t.needs), None)
        mode, cameo = (found.mode, found.cameo) if found else (None, None)
        return meaning.became(step, type=type_, mode=mode, cameo=cameo or self._ontology.types[type_].cameo)

    def _opinions(self, judgement: Judgement) -> str:
        names = (*self._judge.card.types, "none")
        best = np.argsort(-judgement.types)[:3]
        return "judge: " + ", ".join(f"{names[i]} {judgement.types[i]:.2f}" for i in best if judgement.types[i] >= 0.01)


def single(draft: Draft) -> Iterator[Draft]:
    """A draft for each pair of its sides."""
    for actor, recipient in draft.parties.pairs():
        sides = ((actor,) if actor else (), (recipient,) if recipient else ())
        yield replace(draft, parties=Parties(*sides, draft.parties.symmetric))


def naming(tree: Tree, actors: Linked) -> set[int]:
    """The sentences that name somebody; any other holds no event that could be told."""
    return {tree.sentence[i] for i in range(len(tree)) if any(code_of(mention) for mention in actors.at(i))}


def _settled(ruled: list[Draft], seen: list[Draft]) -> list[Draft]:
    """What the rules say, and what the judge saw where they are silent."""
    taken = {word for draft in ruled for word in draft.match.words}
    return [*ruled, *(one for one in seen if taken.isdisjoint(one.match.words))]


def _head(tree: Tree, words: tuple[int, int]) -> int:
    """The word that the others of a run hang on."""
    return next((i for i in range(*words) if not words[0] <= tree.heads[i] < words[1] or tree.heads[i] == i), words[0])


def load_weights() -> WeightTable:
    """Read `data/events/weighing.yml`."""
    return load_lexicon("events/weighing.yml", WeightTable)
