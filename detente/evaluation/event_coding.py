"""What the coder makes of single texts, kept with all that a report of its errors asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.evaluation.event_gold import land_of
from detente.events.emission import confidence_of
from detente.events.ontology import load_ontology
from detente.model import UNKNOWN_TIME, Article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from detente.actors import Linker
    from detente.events import EventCoder
    from detente.events.drafts import Draft
    from detente.events.ontology import Confidence
    from detente.events.sides import Side
    from detente.language import Reader
    from detente.language.tree import Tree
    from detente.model import Span, Status

__all__ = ["CodedEvent", "CodedSentence", "code_sentences", "events_of"]


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """One draft between one pair of sides.

    Attributes:
        type, status: Ours.
        told: The type in the terms of the gold, None where it would code nothing.
        actor, recipient: The words that stand for the sides; None where there is none.
        actor_land, recipient_land: Their codes as the gold has them; "" for one that no mention names.
        symmetric: The sides may change places.
        confidence: An order, no probability.
        trigger: The words that tell it.
        steps: Why: the rule, then what the rules did.
    """

    type: str
    status: Status
    told: str | None
    actor: Span | None
    recipient: Span | None
    actor_land: str
    recipient_land: str
    symmetric: bool
    confidence: float
    trigger: tuple[Span, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodedSentence:
    """A parsed text with its events."""

    tree: Tree
    events: tuple[CodedEvent, ...]

    @property
    def told(self) -> tuple[CodedEvent, ...]:
        """Those that the gold would have a type for."""
        return tuple(event for event in self.events if event.told is not None)


def code_sentences(
    texts: Iterable[str],
    reader: Reader,
    linker: Linker,
    coder: EventCoder,
    tell: Callable[[str, str], str | None],
    lands: dict[str, str] | None = None,
) -> Iterator[CodedSentence]:
    """Code single texts from raw text to events, undated.

    Args:
        texts: What to code.
        reader: Parses.
        linker: Knows the actors.
        coder: Finds the events.
        tell: Our type and status to the gold's type, None where it would code nothing.
        lands: Codes of ours to those of the gold, where these differ.
    """
    scale = load_ontology().confidence
    for text in texts:
        tree = reader.parse(Article(text))
        drafts = coder.drafts(tree, linker.link(tree, UNKNOWN_TIME))
        events = tuple(event for draft in drafts for event in events_of(tree, draft, tell, lands or {}, scale))
        yield CodedSentence(tree, events)


def events_of(
    tree: Tree, draft: Draft, tell: Callable[[str, str], str | None], lands: dict[str, str], scale: Confidence
) -> Iterator[CodedEvent]:
    """One event for each pair of sides of a draft."""
    meaning = draft.meaning
    for actor, recipient in draft.parties.pairs():
        yield CodedEvent(
            meaning.type,
            meaning.status,
            tell(meaning.type, meaning.status),
            _word(tree, actor),
            _word(tree, recipient),
            _land(actor, lands),
            _land(recipient, lands),
            draft.parties.symmetric,
            confidence_of(draft, actor, recipient, meaning.status, scale),
            tuple(tree.span(i, i + 1) for i in draft.match.words),
            (draft.match.trigger.predicate.id, *draft.fate.steps, *meaning.steps),
        )


def _word(tree: Tree, side: Side | None) -> Span | None:
    return None if side is None else tree.span(side.token, side.token + 1)


def _land(side: Side | None, lands: dict[str, str]) -> str:
    return "" if side is None else land_of(lands.get(side.code, side.code))
