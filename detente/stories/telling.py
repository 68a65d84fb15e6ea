"""What of one event's telling is compared with another's."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import msgspec

from detente.stories.settings import load_settings
from detente.stories.terms import load_weigher

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from detente.model import Article, Event, Mention, Span, Status, TimeMention, When

__all__ = [
    "STAGES",
    "EventFacts",
    "Packed",
    "SentenceFacts",
    "Stage",
    "Telling",
    "days_of",
    "facts_of",
    "pack",
    "sentence_telling",
    "sentences_of",
    "telling_of",
    "telling_of_sentence",
    "unpack",
    "unpacked_telling",
]

Stage = Literal["done", "ahead", "off", "if", "denied"]
STAGES: dict[Status, Stage] = {
    "happened": "done",
    "ongoing": "done",
    "planned": "ahead",
    "possible": "ahead",
    "hypothetical": "if",
    "denied": "denied",
    "cancelled": "off",
}


@dataclass(frozen=True, slots=True)
class Telling:
    """One event as one place of an article tells it.

    Attributes:
        type, mode: PLOVER's; None where nobody coded it.
        actors, recipients: Codes; of a symmetric event both sides are in both.
        stage: What has become of it; None where nobody says.
        days: First and last day in which it lies, as ordinals; None where unknown.
        exact: Whether those are a week at most.
        place: In words, lower case.
        people: Last words of their names.
        trigger: Stems of the words that decided.
        words: Weights of the stems of the words that tell it.
        senses: Vectors of the word that tells it, of its clause, and of the whole; of a sentence the last alone.
    """

    type: str | None
    mode: str | None
    actors: frozenset[str]
    recipients: frozenset[str]
    stage: Stage | None
    days: tuple[int, int] | None
    place: str | None
    people: frozenset[str]
    issues: frozenset[str]
    trigger: frozenset[str]
    words: dict[str, float]
    senses: tuple[NDArray[np.float32], ...]

    @property
    def sides(self) -> frozenset[str]:
        """All who take part."""
        return self.actors | self.recipients

    @property
    def exact(self) -> bool:
        """Whether it is dated to a week or better."""
        return self.days is not None and self.days[1] - self.days[0] < 7


class EventFacts(msgspec.Struct, frozen=True, array_like=True):
    """A telling of an event as it is kept."""

    type: str | None
    mode: str | None
    actors: list[str]
    recipients: list[str]
    stage: Stage | None
    days: tuple[int, int] | None
    place: str | None
    people: list[str]
    issues: list[str]
    trigger: list[str]
    words: list[str]


class SentenceFacts(msgspec.Struct, frozen=True, array_like=True):
    """Who and what stands in a sentence, and when, as it is kept."""

    start: int
    end: int
    sides: list[str]
    days: tuple[int, int] | None
    place: str | None
    people: list[str]


class Packed(msgspec.Struct, frozen=True, array_like=True):
    """An article's events and sentences as they are kept."""

    events: list[EventFacts]
    sentences: list[SentenceFacts]


_DECODER = msgspec.msgpack.Decoder(Packed)


def telling_of(event: Event, article: Article, senses: tuple[NDArray[np.float32], ...]) -> Telling:
    """An event of an article."""
    weigher, text = load_weigher(), article.text
    triggers = {stem for span in event.why.words for stem in weigher.stems(text[span.start : span.end])}
    stems = [stem for piece in event.evidence for stem in weigher.stems(piece.quote)]
    both = frozenset(event.actor) | frozenset(event.recipient)
    return Telling(
        type=event.type,
        mode=event.mode,
        actors=both if event.symmetric else frozenset(event.actor),
        recipients=both if event.symmetric else frozenset(event.recipient),
        stage=STAGES[event.status],
        days=days_of(event.when) or _days_ahead(event, article.published),
        place=event.place.lower() if event.place else None,
        people=frozenset(name.split()[-1].lower() for name in event.people if name.split()),
        issues=frozenset(event.issues),
        trigger=frozenset(triggers),
        words={stem: weigher.rarity(stem) for stem in stems},
        senses=senses,
    )


def telling_of_sentence(
    text: str,
    span: Span,
    mentions: Iterable[Mention],
    times: Iterable[TimeMention],
    senses: tuple[NDArray[np.float32], ...],
) -> Telling:
    """A sentence as a telling of an event that was not coded in it."""
    (facts,) = sentences_of([span], list(mentions), list(times))
    return sentence_telling(facts, text, senses)


def sentences_of(
    spans: Sequence[Span], mentions: Sequence[Mention], times: Sequence[TimeMention]
) -> list[SentenceFacts]:
    """Who and what stands in each sentence, and when."""
    return [
        _sentence(
            span,
            [one for one in mentions if span.contains(one.span)],
            [one for one in times if span.contains(one.span)],
        )
        for span in spans
    ]


def _sentence(span: Span, inside: Sequence[Mention], times: Sequence[TimeMention]) -> SentenceFacts:
    sides = {one.state or one.actor for one in inside if one.role != "place" and (one.state or not one.person)}
    days = [day for time in times if (day := days_of(time.value))]
    return SentenceFacts(
        start=span.start,
        end=span.end,
        sides=sorted(sides),
        days=min(days, key=lambda day: (day[1] - day[0], day), default=None),
        place=next((one.name.lower() for one in inside if one.role == "place"), None),
        people=sorted({one.name.split()[-1].lower() for one in inside if one.person and one.name.split()}),
    )


def sentence_telling(kept: SentenceFacts, text: str, senses: tuple[NDArray[np.float32], ...]) -> Telling:
    """A sentence of an article with this text, as a telling."""
    weigher = load_weigher()
    sides = frozenset(kept.sides)
    return Telling(
        type=None,
        mode=None,
        actors=sides,
        recipients=sides,
        stage=None,
        days=kept.days,
        place=kept.place,
        people=frozenset(kept.people),
        issues=frozenset(),
        trigger=frozenset(),
        words={stem: weigher.rarity(stem) for stem in weigher.stems(text[kept.start : kept.end])},
        senses=senses,
    )


def facts_of(events: Sequence[Telling]) -> list[EventFacts]:
    """Tellings of an article's events, without the vectors, as they are kept."""
    return [
        EventFacts(
            type=one.type,
            mode=one.mode,
            actors=sorted(one.actors),
            recipients=sorted(one.recipients),
            stage=one.stage,
            days=one.days,
            place=one.place,
            people=sorted(one.people),
            issues=sorted(one.issues),
            trigger=sorted(one.trigger),
            words=list(one.words),
        )
        for one in events
    ]


def pack(events: Sequence[EventFacts], sentences: Sequence[SentenceFacts]) -> bytes:
    """An article's events and sentences, packed."""
    return zlib.compress(msgspec.msgpack.encode(Packed(list(events), list(sentences))), 1)


def unpack(stored: bytes) -> Packed:
    """What `pack` made."""
    return _DECODER.decode(zlib.decompress(stored))


def unpacked_telling(kept: EventFacts, senses: tuple[NDArray[np.float32], ...]) -> Telling:
    """An event as a telling."""
    rarity = load_weigher().rarity
    return Telling(
        type=kept.type,
        mode=kept.mode,
        actors=frozenset(kept.actors),
        recipients=frozenset(kept.recipients),
        stage=kept.stage,
        days=kept.days,
        place=kept.place,
        people=frozenset(kept.people),
        issues=frozenset(kept.issues),
        trigger=frozenset(kept.trigger),
        words={stem: rarity(stem) for stem in kept.words},
        senses=senses,
    )


def _days_ahead(event: Event, published: When) -> tuple[int, int] | None:
    """What is planned and not dated lies in the half year after the article."""
    if STAGES[event.status] != "ahead" or event.when.known or published.start is None:
        return None
    return published.start.toordinal(), published.start.toordinal() + load_settings().days.planned


def days_of(when: When) -> tuple[int, int] | None:
    """First and last day of an interval; None where a side is open."""
    if when.start is None or when.end is None:
        return None
    last = when.end.toordinal() - (0 if when.end.hour or when.end.minute else 1)
    return when.start.toordinal(), max(when.start.toordinal(), last)
