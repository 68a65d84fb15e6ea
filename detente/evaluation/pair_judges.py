"""The type of the event between two sides that are given: who judges, and how such judgements are scored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from detente.evaluation.event_coding import events_of
from detente.evaluation.figures import Labels
from detente.events.ontology import load_ontology
from detente.events.plover import told_type
from detente.model import UNKNOWN_TIME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from detente.actors import Linker
    from detente.evaluation.event_coding import CodedEvent, CodedSentence
    from detente.evaluation.event_gold import GoldEvent, GoldSentence
    from detente.events import EventCoder
    from detente.language.tree import Tree
    from detente.model import Span

__all__ = ["CoderJudge", "PairJudge", "score_forced", "score_given", "token_ranges_of"]

COMMONEST = "CONSULT"
BETWEEN, BESIDE, ELSEWHERE, UNSAID = 1.0, 0.3, 0.1, 0.01
"""Weights of a draft between the two sides, with one of them, with neither; and of the commonest type, unsaid."""


class PairJudge(Protocol):
    """Whoever says what a text tells of one side doing to another."""

    def types(self, tree: Tree, sources: Sequence[range], targets: Sequence[range]) -> dict[str, float]:
        """PLOVER's types with their probabilities, the unlikely ones left out.

        A plan has the type that PLOVER gives it (`detente.events.plover.told_type`).

        Args:
            tree: The parsed text.
            sources: Tokens of each place where the one side is named; none where the gold does not say.
            targets: Those of the other side.
        """


class CoderJudge:
    """The event coder's own judge; without one the surest event coded between the sides, else in the text."""

    def __init__(self, linker: Linker, coder: EventCoder) -> None:
        self._linker = linker
        self._coder = coder
        self._scale = load_ontology().confidence

    def types(self, tree: Tree, sources: Sequence[range], targets: Sequence[range]) -> dict[str, float]:
        """As in `PairJudge`; numbers that sum to 1, and are no probabilities beyond their order."""
        actors = self._linker.link(tree, UNKNOWN_TIME)
        learned = self._coder.between(tree, actors, sources, targets)
        if learned is not None:
            return learned
        scores = {COMMONEST: UNSAID}
        sides = [[tree.span(one.start, one.stop) for one in side] for side in (sources, targets)]
        for draft in self._coder.drafts(tree, actors):
            for event in events_of(tree, draft, told_type, {}, self._scale):
                if event.told is not None:
                    score = event.confidence * _nearness(event, sides[0], sides[1])
                    scores[event.told] = max(scores.get(event.told, 0.0), score)
        total = sum(scores.values())
        return {name: score / total for name, score in scores.items()}


def _nearness(event: CodedEvent, sources: Sequence[Span], targets: Sequence[Span]) -> float:
    def on(word: Span | None, spans: Sequence[Span]) -> bool:
        return word is not None and any(word.overlaps(span) for span in spans)

    straight = on(event.actor, sources) + on(event.recipient, targets)
    turned = on(event.actor, targets) + on(event.recipient, sources) if event.symmetric else 0
    return (ELSEWHERE, BESIDE, BETWEEN)[max(straight, turned)]


def token_ranges_of(tree: Tree, spans: Iterable[Span]) -> list[range]:
    """Tokens of the tree that each span covers, as a range; nothing for one that covers none."""
    found = []
    for span in spans:
        inside = [i for i in range(len(tree)) if tree.starts[i] < span.end and tree.ends[i] > span.start]
        if inside:
            found.append(range(inside[0], inside[-1] + 1))
    return found


def score_given(
    golds: Sequence[GoldSentence], codings: Sequence[CodedSentence], judge: PairJudge, merge: Callable[[str], str]
) -> Labels:
    """Types that `judge` holds for likeliest between the gold's sides; one gold event a sentence.

    Args:
        golds: The gold.
        codings: Their trees.
        judge: Who judges.
        merge: PLOVER's types to those of the gold; types that it joins are judged together.
    """
    labels = Labels()
    for gold, coded in zip(golds, codings, strict=True):
        event = gold.events[0]
        sources, targets = (token_ranges_of(coded.tree, spans) for spans in (event.sources, event.targets))
        scores: dict[str, float] = {}
        for name, score in judge.types(coded.tree, sources, targets).items():
            scores[merge(name)] = scores.get(merge(name), 0.0) + score
        _add(labels, event, max(scores, key=lambda name: scores[name]) if scores else "-")
    return labels


def score_forced(golds: Sequence[GoldSentence], codings: Sequence[CodedSentence]) -> Labels:
    """The type of the surest event of each text, whatever its sides; "-" where nothing is coded."""
    labels = Labels()
    for gold, coded in zip(golds, codings, strict=True):
        best = max(coded.told, key=lambda event: event.confidence, default=None)
        _add(labels, gold.events[0], best.told or "-" if best is not None else "-")
    return labels


def _add(labels: Labels, gold: GoldEvent, given: str) -> None:
    labels.add(given if given in gold.accepted else gold.type, given)
