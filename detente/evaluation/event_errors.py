"""Gold events against coded ones: what is right, and every error with its kind and reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.events.lexicon import load_predicates
from detente.events.matching import find_matches
from detente.events.ontology import load_ontology
from detente.events.status import StatusReader
from detente.events.words import load_operators, load_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.evaluation.event_coding import CodedEvent, CodedSentence
    from detente.evaluation.event_gold import GoldEvent, GoldSentence
    from detente.language.tree import Tree
    from detente.model import Span

__all__ = ["KINDS", "ErrorFinder", "EventError", "fits", "sides_that_fit"]

KINDS = {
    "no trigger": "missed: no word of the lexicon tells an event of that type",
    "dropped": "missed: a trigger stands there, but what governs it leaves no event",
    "no side": "missed: a trigger stands there, but its sides do not make an event",
    "status": "missed or of another type because of the status read",
    "wrong type": "an event of another type is coded between these sides, or in its place",
    "swapped": "right type, but actor and recipient have changed places",
    "actor": "right type, wrong or missing actor",
    "recipient": "right type, wrong or missing recipient",
    "both sides": "right type, neither side right",
    "extra": "coded, and not in the gold",
}


@dataclass(frozen=True, slots=True)
class EventError:
    """One error.

    Attributes:
        kind: A key of `KINDS`.
        sentence: The sentence.
        gold: The gold event, None where the event is extra.
        coded: The coded event, None where it is missed.
        why: What decided, in words.
    """

    kind: str
    sentence: GoldSentence
    gold: GoldEvent | None
    coded: CodedEvent | None
    why: str


def fits(span: Span | None, land: str, spans: Sequence[Span], lands: frozenset[str]) -> bool:
    """Whether a coded side is a gold one: by place where the gold has places, else by code; anything where neither."""
    if spans:
        return span is not None and any(span.overlaps(one) for one in spans)
    return land in lands if lands else True


def sides_that_fit(gold: GoldEvent, coded: CodedEvent) -> tuple[bool, bool, bool]:
    """Whether the actor is right, the recipient, and both the other way round."""
    actor = fits(coded.actor, coded.actor_land, gold.sources, gold.source_lands)
    recipient = fits(coded.recipient, coded.recipient_land, gold.targets, gold.target_lands)
    known = bool((gold.sources or gold.source_lands) and (gold.targets or gold.target_lands))
    turned = known and (
        fits(coded.actor, coded.actor_land, gold.targets, gold.target_lands)
        and fits(coded.recipient, coded.recipient_land, gold.sources, gold.source_lands)
    )
    if turned and (coded.symmetric or gold.mutual):
        return True, True, False
    return actor, recipient, turned


class ErrorFinder:
    """Names the errors of a sentence; holds the lexicon, to say what became of the triggers of a missed event."""

    def __init__(self) -> None:
        self._lexicon = load_predicates()
        self._words = load_words()
        self._status = StatusReader(self._words, load_operators())
        self._types = load_ontology().types

    def errors(self, gold: GoldSentence, coded: CodedSentence) -> Iterator[EventError]:
        """All errors of a sentence: of each gold event first, then what is coded beside."""
        used: set[int] = set()
        for event in gold.events:
            error = self._error(gold, event, coded, used)
            if error is not None:
                yield error
        explained = {name for event in gold.events for name in event.accepted}
        for number, extra in enumerate(coded.events):
            if extra.told is not None and number not in used and extra.told not in explained:
                explained.add(extra.told)
                yield EventError("extra", gold, None, extra, " > ".join(extra.steps))

    def _error(
        self, sentence: GoldSentence, gold: GoldEvent, coded: CodedSentence, used: set[int]
    ) -> EventError | None:
        near = [(n, e) for n, e in enumerate(coded.events) if gold.trigger is None or is_told_by(e, gold.trigger)]
        right = [(n, e) for n, e in near if e.told in gold.accepted]
        if right:
            used.update(n for n, _ in right)
            return _wrong_side(sentence, gold, [e for _, e in right]) or _wrong_status(sentence, gold, right[0][1])
        for number, event in near:
            if event.type in gold.accepted:
                used.add(number)
                return EventError("status", sentence, gold, event, _read_as(event))
        rivals = [(n, e) for n, e in near if e.told is not None and all(sides_that_fit(gold, e)[:2])]
        if gold.trigger is not None:
            rivals = rivals or [(n, e) for n, e in near if e.told is not None]
        if rivals:
            number, event = max(rivals, key=lambda pair: pair[1].confidence)
            used.add(number)
            return EventError("wrong type", sentence, gold, event, " > ".join(event.steps))
        kind, why = self._missed(coded.tree, gold)
        return EventError(kind, sentence, gold, None, why)

    def _missed(self, tree: Tree, gold: GoldEvent) -> tuple[str, str]:
        """Why no event of the type is coded: what became of its triggers."""
        found: list[tuple[str, str]] = []
        for start, end in tree.sentences:
            for match in find_matches(tree, start, end, self._lexicon, self._words):
                words = " ".join(tree.words[i] for i in match.words)
                beside = gold.trigger is None or any(tree.span(i, i + 1).overlaps(gold.trigger) for i in match.words)
                if not beside or (match.type not in gold.accepted and gold.trigger is None):
                    continue
                type_ = self._types[match.type]
                fate = self._status.read(tree, match.head, type_.lasting, type_.speech)
                name = f"{match.trigger.predicate.id} ({words})"
                if not match.trigger.predicate.weight:
                    found.append(("dropped", f"{name}: an idiom"))
                elif fate.dropped or fate.demand is not None:
                    found.append(("dropped", f"{name}: {' > '.join(fate.steps) or 'asked for'}"))
                else:
                    found.append(("no side", name))
        return found[0] if found else ("no trigger", "")


def is_told_by(event: CodedEvent, trigger: Span) -> bool:
    """Whether one of an event's words lies on the trigger."""
    return any(word.overlaps(trigger) for word in event.trigger)


def _read_as(event: CodedEvent) -> str:
    return f"read as {event.status}: {' > '.join(event.steps)}"


def _wrong_status(sentence: GoldSentence, gold: GoldEvent, coded: CodedEvent) -> EventError | None:
    if gold.status in (None, coded.status):
        return None
    return EventError("status", sentence, gold, coded, _read_as(coded))


def _wrong_side(sentence: GoldSentence, gold: GoldEvent, right: Sequence[CodedEvent]) -> EventError | None:
    kinds: list[tuple[int, str, CodedEvent]] = []
    for event in right:
        actor, recipient, turned = sides_that_fit(gold, event)
        if actor and recipient:
            return None
        rank, kind = (0, "swapped") if turned else (1, "actor") if recipient else (1, "recipient") if actor else (2, "")
        kinds.append((rank, kind or "both sides", event))
    _, kind, event = min(kinds, key=lambda one: one[0])
    return EventError(kind, sentence, gold, event, " > ".join(event.steps))
