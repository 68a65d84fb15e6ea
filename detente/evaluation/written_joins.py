"""What joining makes of families of dispatches that we wrote: stories, events, and stages of one undertaking."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from detente import record as records
from detente.evaluation.figures import Share
from detente.evaluation.same_event import BCubed, b_cubed
from detente.stories.happenings import find_happenings
from detente.stories.joining import join
from detente.stories.stories import load_stories

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.evaluation.written_stories import Family
    from detente.model import Reading
    from detente.reading import ArticleReader
    from detente.record import Record

__all__ = ["JoinScores", "is_families", "score_families"]

Named = dict[str, set[str]]


@dataclass(slots=True)
class JoinScores:
    """Scores of what was joined.

    Attributes:
        stories: B-cubed over the dispatches.
        events: Pairs of coded events of two dispatches that are one, of the events whose word stands in a marked
            quotation.
        stages: Pairs of coded events that are stages of one undertaking.
        coded: Share of the marked tellings in which an event was coded.
    """

    stories: BCubed
    events: Share = field(default_factory=Share)
    stages: Share = field(default_factory=Share)
    coded: float = 0.0


def is_families(path: Path) -> bool:
    """Whether a file holds families of dispatches."""
    if path.is_dir() or path.suffix != ".txt":
        return False
    return ">>> events" in path.read_text("utf-8", errors="replace")


def score_families(families: Iterable[Family], reader: ArticleReader) -> JoinScores:
    """Read all families into one record, join it, and compare."""
    with tempfile.TemporaryDirectory() as folder, records.open(Path(folder) / "families.db") as book:
        names: Named = {}
        stages: set[frozenset[str]] = set()
        gold: dict[str, str] = {}
        told = coded = 0
        for family in families:
            for letter, dispatch in family.dispatches.items():
                reading = reader.read(replace(dispatch.article, path=f"{family.name}/{letter}"))
                book.add(reading)
                gold[reading.article.id] = _story(family, letter)
                found = _named(book, reading, family, letter)
                names |= found
                told += sum(quote.letter == letter for event in family.events for quote in event.told)
                coded += sum(
                    any(f"{family.name} {event.name}" in one for one in found.values())
                    for event in family.events
                    for quote in event.told
                    if quote.letter == letter
                )
            for line in family.stages:
                stages |= {frozenset(f"{family.name} {name}" for name in pair) for pair in combinations(line, 2)}
        join(book)
        found_story = {known_as: story.id for story in load_stories(book) for known_as in story.article_ids}
        scores = JoinScores(b_cubed([found_story[known_as] for known_as in gold], list(gold.values())))
        scores.coded = coded / max(1, told)
        _score_pairs(book, names, stages, scores)
    return scores


def _story(family: Family, letter: str) -> str:
    return next(f"{family.name} {n}" for n, letters in enumerate(family.stories) if letter in letters)


def _named(book: Record, reading: Reading, family: Family, letter: str) -> Named:
    """The events of the family that each coded event of a dispatch tells, by the coded event's id."""
    told = [(event.name, q.span) for event in family.events for q in event.told if q.letter == letter]
    out: Named = {}
    for stored in book.events(article=reading.article.id):
        event = stored.event
        words = event.why.words[0] if event.why.words else event.evidence[0].span
        names = {f"{family.name} {name}" for name, span in told if span.contains(words)}
        if names:
            out[stored.id] = names
    return out


def _score_pairs(book: Record, names: Named, stages: set[frozenset[str]], scores: JoinScores) -> None:
    home: dict[str, str] = {}
    article: dict[str, str] = {}
    undertaking: dict[str, tuple[str, ...]] = {}
    for happening in find_happenings(book):
        for told in happening.events:
            home[told.id], article[told.id] = happening.id, told.article_id
            undertaking[told.id] = happening.stages
    for one, other in combinations(sorted(names), 2):
        if article[one] == article[other]:
            continue
        same, found = bool(names[one] & names[other]), home[one] == home[other]
        scores.events.add(same and found, found, same and found, same)
        parts = any(frozenset((a, b)) in stages for a in names[one] for b in names[other])
        linked = not found and home[other] in undertaking[one]
        scores.stages.add(parts and linked, linked, parts and linked, parts)
