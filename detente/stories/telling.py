"""What of one event's telling is compared with another's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from detente.stories.profile import unit_rows
from detente.stories.terms import load_weigher

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import numpy as np
    from numpy.typing import NDArray

    from detente.model import Event, Mention, Span, Status, TimeMention, When
    from detente.record import Record

__all__ = ["STAGES", "Stage", "Telling", "days_of", "sentence_tellings", "telling_of", "telling_of_sentence"]

Stage = Literal["done", "ahead", "off", "if"]
STAGES: dict[Status, Stage] = {
    "happened": "done",
    "ongoing": "done",
    "planned": "ahead",
    "possible": "ahead",
    "hypothetical": "if",
    "denied": "off",
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


def telling_of(event: Event, text: str, senses: tuple[NDArray[np.float32], ...]) -> Telling:
    """An event of an article with this text."""
    weigher = load_weigher()
    triggers = {stem for span in event.why.words for stem in weigher.stems(text[span.start : span.end])}
    stems = [stem for piece in event.evidence for stem in weigher.stems(piece.quote)]
    both = frozenset(event.actor) | frozenset(event.recipient)
    return Telling(
        type=event.type,
        mode=event.mode,
        actors=both if event.symmetric else frozenset(event.actor),
        recipients=both if event.symmetric else frozenset(event.recipient),
        stage=STAGES[event.status],
        days=days_of(event.when),
        place=event.place.lower() if event.place else None,
        people=frozenset(name.split()[-1].lower() for name in event.people if name.split()),
        issues=frozenset(event.issues),
        trigger=frozenset(triggers),
        words={stem: weigher.rarity(stem) for stem in stems},
        senses=senses,
    )


def sentence_tellings(record: Record, article_id: str, numbers: Collection[int]) -> dict[int, Telling]:
    """Sentences of an article as tellings of an event that was not coded there: who and what stands in them, and when."""
    sentences = record.sentences(article_id)
    text = record.text_of(article_id)
    mentions = [one.mention for one in record.mentions(article=article_id)]
    times = [one.time for one in record.times(article_id)]
    senses = unit_rows(record.joins.meaning(record.joins.number(article_id)).sentences)
    out: dict[int, Telling] = {}
    for number in numbers:
        sense = () if senses is None else (senses[number],)
        out[number] = telling_of_sentence(text, sentences[number], mentions, times, sense)
    return out


def telling_of_sentence(
    text: str,
    span: Span,
    mentions: Iterable[Mention],
    times: Iterable[TimeMention],
    senses: tuple[NDArray[np.float32], ...],
) -> Telling:
    """A sentence as a telling of an event that was not coded in it."""
    inside = [one for one in mentions if span.contains(one.span)]
    acting = [one for one in inside if one.role != "place" and (one.state or not one.person)]
    days = [day for time in times if span.contains(time.span) and (day := days_of(time.value))]
    stems = load_weigher().stems(text[span.start : span.end])
    return Telling(
        type=None,
        mode=None,
        actors=frozenset(one.state or one.actor for one in acting),
        recipients=frozenset(one.state or one.actor for one in acting),
        stage=None,
        days=min(days, key=lambda day: (day[1] - day[0], day), default=None),
        place=next((one.name.lower() for one in inside if one.role == "place"), None),
        people=frozenset(one.name.split()[-1].lower() for one in inside if one.person),
        issues=frozenset(),
        trigger=frozenset(),
        words={stem: load_weigher().rarity(stem) for stem in stems},
        senses=senses,
    )


def days_of(when: When) -> tuple[int, int] | None:
    """First and last day of an interval; None where a side is open."""
    if when.start is None or when.end is None:
        return None
    last = when.end.toordinal() - (0 if when.end.hour or when.end.minute else 1)
    return when.start.toordinal(), max(when.start.toordinal(), last)
