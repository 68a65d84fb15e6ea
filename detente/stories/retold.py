"""Utterances in several articles: that they tell the same, and where one content is ascribed to different speakers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from detente.model import Evidence
from detente.positions.utterances import find_utterances
from detente.stories.dispute_words import load_dispute_words
from detente.stories.disputes import Echo
from detente.stories.facts import Fact
from detente.stories.parties import is_person, same_person, speaker_party
from detente.stories.sayings import said_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from detente.model import Speaker
    from detente.positions import Utterance
    from detente.record import Record, StoredStatement
    from detente.stories.disputes import Placed, Placer
    from detente.stories.facts import Verdict

__all__ = ["Retold", "find_retold"]

SHELF = 50  # utterances that share a stem, above which it finds nothing by itself


@dataclass(slots=True)
class Retold:
    """An utterance that several articles may tell.

    Attributes:
        id: Its id.
        statements: Ids of the statements that tell it.
        placed: Their words, where several articles tell it.
        articles: The articles that do (id, path).
        echoes: Speakers of its content who are known to be different.
        others: Ids of the utterances that these speakers are said to have made.
    """

    id: str
    statements: list[str]
    placed: list[Placed]
    articles: dict[str, str | None]
    echoes: list[Echo] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def find_retold(
    record: Record, placer: Placer, speakers: Iterable[Sequence[StoredStatement]] | None = None
) -> Iterator[Retold]:
    """Utterances of a record, by their ids, with what their articles say of `wording` and `speaker`.

    Args:
        record: The record.
        placer: Knows the articles.
        speakers: The statements that are looked at, those of one speaker together; all by default.
    """
    speakers = record.statements_by_speaker() if speakers is None else speakers
    known = sorted((one for said in speakers for one in find_utterances(said)), key=_id)
    found = {one.id: _retold(one, placer) for one in known}
    for pair in _ascribed(known):
        echo = _speakers(record, pair, placer)
        if echo is not None:
            found[echo.event_id].echoes.append(echo)
            found[echo.event_id].others.append(pair[1].id)
    yield from found.values()


def _id(utterance: Utterance) -> str:
    return utterance.id


def _retold(utterance: Utterance, placer: Placer) -> Retold:
    articles = {one.article_id: one.path for one in utterance.variants}
    told = len(articles) > 1
    placed = [placer(one.article_id, _said(one)) for one in utterance.variants] if told else []
    return Retold(utterance.id, [one.id for one in utterance.variants], placed, articles)


def _said(stored: StoredStatement) -> Fact:
    """The statement's words; variants of one utterance are comparable whatever words they share."""
    statement = stored.statement
    content = said_of(statement.content)
    return Fact("wording", statement.content, Evidence(statement.span, statement.content), content)


@dataclass(frozen=True, slots=True)
class _Content:
    """The content of an utterance, as it is compared with that of others."""

    utterance: Utterance
    telling: frozenset[str]
    negated: bool
    speaker: Speaker
    day: int | None


def _ascribed(utterances: Iterable[Utterance]) -> Iterator[list[Utterance]]:
    """Utterances of nearly the same words, about the same time, that different speakers are said to have made."""
    settings = load_dispute_words().retold
    contents = [_content_of(one) for one in sorted(utterances, key=_id)]
    shelves: dict[str, list[_Content]] = defaultdict(list)
    for one in contents:
        for stem in sorted(one.telling) if len(one.telling) >= settings.words else ():
            shelves[stem].append(one)
    seen: set[tuple[str, str]] = set()
    for shelf in shelves.values():
        for one, other in combinations(shelf, 2) if len(shelf) <= SHELF else ():
            key = (one.utterance.id, other.utterance.id)
            if key not in seen:
                seen.add(key)
                if _same_content(one, other) and _near(one, other) and _rivals(one.speaker, other.speaker):
                    yield [one.utterance, other.utterance]


def _content_of(utterance: Utterance) -> _Content:
    statement = utterance.variants[0].statement
    said = said_of(statement.content)
    when = statement.when.start
    day = when.toordinal() if when else None
    return _Content(utterance, said.wording.telling, said.negated, statement.speaker, day)


def _rivals(first: Speaker, second: Speaker) -> bool:
    """Whether two speakers are known to be different: of two states, or two persons of whom none is a spokesperson."""
    if not first.id or not second.id or first.id == second.id:
        return False
    if first.state and second.state and first.state != second.state:
        return True
    persons = is_person(first.id) and is_person(second.id) and not same_person(first.id, second.id)
    return persons and not any("spokes" in (speaker.office or "").lower() for speaker in (first, second))


def _same_content(one: _Content, other: _Content) -> bool:
    settings = load_dispute_words().retold
    shared = len(one.telling & other.telling)
    most = max(len(one.telling), len(other.telling))
    return one.negated == other.negated and shared >= settings.words and shared >= settings.share * most


def _near(one: _Content, other: _Content) -> bool:
    return one.day is None or other.day is None or abs(one.day - other.day) <= load_dispute_words().retold.days


def _speakers(record: Record, ascribed: Sequence[Utterance], placer: Placer) -> Echo | None:
    """Who is said to have said what two utterances say; None where that is in one source only."""
    sides = [
        [placer(one.article_id, fact) for one in utterance.variants if (fact := _speaker(record, one)) is not None]
        for utterance in ascribed
    ]
    placed = [one for side in sides for one in side]
    bonds: dict[tuple[int, int], Verdict] = {
        (n, m): "differs"
        for n in range(len(sides[0]))
        for m in range(len(sides[0]), len(placed))
        if placed[n].source != placed[m].source
    }
    return Echo(ascribed[0].id, tuple(placed), bonds) if bonds else None


def _speaker(record: Record, stored: StoredStatement) -> Fact | None:
    """Who is said to have said it; None for a pronoun or a speaker whom nobody knows."""
    speaker, span = stored.statement.speaker, stored.statement.speaker_span
    if speaker.id is None or span is None:
        return None
    quote = record.text_of(stored.article_id)[span.start : span.end]
    return Fact("speaker", speaker.name, Evidence(span, quote), speaker_party(speaker, quote))
