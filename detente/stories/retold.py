"""Utterances in several articles: that they tell the same, and where one content is ascribed to different speakers."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from detente.model import Evidence
from detente.positions.alike import load_likeness
from detente.positions.utterances import find_utterances
from detente.stories.dispute_words import load_dispute_words
from detente.stories.disputes import Placed, assemble_rows, distinct, make_row
from detente.stories.facts import Fact
from detente.stories.parties import is_person, same_person, speaker_party
from detente.stories.sayings import said_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from detente.model import When
    from detente.positions import Utterance
    from detente.record import Record, StoredStatement
    from detente.stories.disputes import Dispute

__all__ = ["find_retold"]

SHELF = 50  # utterances that share a stem, above which it finds nothing by itself


def find_retold(record: Record, sources: Mapping[str, object]) -> Iterator[Dispute]:
    """Rows of utterances: `wording` where several sources tell one, `speaker` where they ascribe it to different ones.

    Args:
        record: The record.
        sources: Of each article (id) its independent source; an article that is not among them is one of its own.
    """
    known: list[Utterance] = []
    for said in record.statements_by_speaker():
        for utterance in find_utterances(said):
            known.append(utterance)
            yield from _wording(record, utterance, sources)
    for pair in _ascribed(known):
        yield from _speakers(record, pair, sources)


def _wording(record: Record, utterance: Utterance, sources: Mapping[str, object]) -> list[Dispute]:
    if len({one.article_id for one in utterance.variants}) < 2:
        return []
    placed = [_placed(record, one, _said(one), sources) for one in utterance.variants]
    return assemble_rows(utterance.id, placed, {one.article_id: one.path for one in utterance.variants})


def _said(stored: StoredStatement) -> Fact:
    """The statement's words; variants of one utterance are comparable whatever words they share."""
    statement = stored.statement
    content = said_of(statement.content)
    return Fact("wording", statement.content, Evidence(statement.span, statement.content), content)


def _placed(record: Record, stored: StoredStatement, fact: Fact, sources: Mapping[str, object]) -> Placed:
    source = sources.get(stored.article_id, stored.article_id)
    return Placed(fact, stored.article_id, stored.path, source, record.joins.published(stored.article_id) or "9999")


def _ascribed(utterances: Iterable[Utterance]) -> Iterator[list[Utterance]]:
    """Utterances of nearly the same words, about the same time, that different speakers are said to have made."""
    settings = load_dispute_words().retold
    likeness = load_likeness()
    long = [one for one in utterances if len(likeness.wording(_content(one)).telling) >= settings.words]
    shelves: dict[str, list[Utterance]] = defaultdict(list)
    for one in sorted(long, key=lambda one: one.id):
        for stem in sorted(likeness.wording(_content(one)).telling):
            shelves[stem].append(one)
    seen: set[tuple[str, str]] = set()
    for shelf in shelves.values():
        for one, other in combinations(shelf, 2) if len(shelf) <= SHELF else ():
            if (one.id, other.id) not in seen:
                seen.add((one.id, other.id))
                if _rivals(one, other) and _near(one, other, settings.days) and _same_content(one, other):
                    yield [one, other]


def _rivals(one: Utterance, other: Utterance) -> bool:
    """Whether two speakers are known to be different: of two states, or two persons of whom none is a spokesperson."""
    first, second = one.variants[0].statement.speaker, other.variants[0].statement.speaker
    if not first.id or not second.id or first.id == second.id:
        return False
    if first.state and second.state and first.state != second.state:
        return True
    persons = is_person(first.id) and is_person(second.id) and not same_person(first.id, second.id)
    return persons and not any("spokes" in (speaker.office or "").lower() for speaker in (first, second))


def _content(utterance: Utterance) -> str:
    return utterance.variants[0].statement.content


def _same_content(one: Utterance, other: Utterance) -> bool:
    settings = load_dispute_words().retold
    first, second = said_of(_content(one)), said_of(_content(other))
    shared = len(first.wording.telling & second.wording.telling)
    most = max(len(first.wording.telling), len(second.wording.telling))
    return first.negated == second.negated and shared >= settings.words and shared >= settings.share * most


def _near(one: Utterance, other: Utterance, days: int) -> bool:
    first, second = _day(one.variants[0].statement.when), _day(other.variants[0].statement.when)
    return first is None or second is None or abs(first - second) <= days


def _day(when: When) -> int | None:
    return when.start.toordinal() if when.start else None


def _speakers(record: Record, ascribed: list[Utterance], sources: Mapping[str, object]) -> list[Dispute]:
    placed = []
    for utterance in ascribed:
        for stored in utterance.variants:
            fact = _speaker(record, stored)
            if fact is not None:
                placed.append(_placed(record, stored, fact, sources))
    group = distinct(placed)
    if len({one.source for one in group}) < 2:
        return []
    return [make_row(ascribed[0].id, "speaker", "differs", group, {one.article_id: one.path for one in group})]


def _speaker(record: Record, stored: StoredStatement) -> Fact | None:
    """Who is said to have said it; None for a pronoun or a speaker whom nobody knows."""
    speaker, span = stored.statement.speaker, stored.statement.speaker_span
    if speaker.id is None or span is None:
        return None
    quote = record.text_of(stored.article_id)[span.start : span.end]
    return Fact("speaker", speaker.name, Evidence(span, quote), speaker_party(speaker, quote))
