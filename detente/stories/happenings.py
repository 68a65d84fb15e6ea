"""Happenings: the tellings of one event, in one article or many, and the stages of one undertaking."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.model import Evidence, Span
from detente.stories.guides import Guides
from detente.stories.linkage import attach, average_linkage
from detente.stories.matching import load_matching
from detente.stories.undertakings import find_undertakings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from detente.record import Record, StoredEvent
    from detente.record.joins import EventKey, EventLinkRow

__all__ = ["AlsoTold", "Happening", "Link", "find_happenings", "happening_of", "happenings_in", "reachable"]


@dataclass(frozen=True, slots=True)
class AlsoTold:
    """A sentence of an article that tells an event and was not coded as one."""

    article_id: str
    path: str | None
    sentence: Evidence


@dataclass(frozen=True, slots=True)
class Link:
    """What two tellings are to each other: ids of the events, and the parts of the score."""

    one: str
    other: str
    verdict: str
    score: float
    parts: Sequence[tuple[str, float]]

    @property
    def why(self) -> tuple[str, ...]:
        """The parts in words, the weightiest first."""
        ranked = sorted(self.parts, key=lambda part: (-abs(part[1]), part[0]))
        return tuple(f"{name} {value:+.2f}" for name, value in ranked)


@dataclass(slots=True)
class Happening:
    """One event, as all articles tell it.

    Attributes:
        id: That of the telling that leads: the one of the earliest article, of those the surest.
        events: The tellings, the leading one first.
        also: Sentences that tell it too, one an article.
        links: What joins the tellings.
        unsure: Ids of happenings that may be the same one.
        stages: Ids of all stages of its undertaking in order, its own among them; empty where it is the only one.
    """

    id: str
    events: tuple[StoredEvent, ...]
    also: tuple[AlsoTold, ...] = ()
    links: tuple[Link, ...] = ()
    unsure: tuple[str, ...] = ()
    stages: tuple[str, ...] = field(default=())

    @property
    def lead(self) -> StoredEvent:
        """The telling that leads."""
        return self.events[0]

    @property
    def sided(self) -> bool:
        """Whether a telling names both sides."""
        return any(set(one.event.recipient) - set(one.event.actor) for one in self.events if one.event.actor)

    @property
    def articles(self) -> list[str]:
        """Ids of the articles that tell it, those of the tellings first."""
        return list(dict.fromkeys([one.article_id for one in self.events] + [one.article_id for one in self.also]))


def happening_of(record: Record, event_id: str) -> Happening:
    """The happening that an event tells."""
    found = happenings_around(record, [record.joins.place_of(event_id)])
    return next(one for one in found if any(e.id == event_id for e in one.events))


def happenings_in(record: Record, articles: Iterable[int]) -> list[Happening]:
    """Happenings that some articles tell, by the id that leads, as among all of the record.

    The other ones that these name are there too; of what lies around, some may be there in part.
    """
    events: set[EventKey] = set()
    for article in articles:
        events.update((article, place) for place in range(len(record.joins.event_ids(article))))
        events.update(row.event for row in record.joins.event_links(article) if row.other[1] < 0)
    return happenings_around(record, events)


def happenings_around(record: Record, wanted: Iterable[EventKey]) -> list[Happening]:
    """Happenings that some events tell, and what is found of those beside them."""
    joins, around = record.joins, _Around(record)
    keys: set[EventKey] = set()
    for event in wanted:
        if event not in keys:
            keys |= around.all_that_bears_on(event)
    places: dict[EventKey, str] = {}
    events: dict[str, StoredEvent] = {}
    for article in sorted({article for article, _ in keys}):
        for one in record.events(article=joins.name(article)):
            key = joins.place_of(one.id)
            if key in keys:
                places[key], events[one.id] = one.id, one
    led = Guides(record.joins).led({article for article, _ in keys})
    return _assemble(record, around.links(keys), events, places, led)


def find_happenings(record: Record, articles: Collection[int] | None = None) -> list[Happening]:
    """All happenings, by the id that leads; the order in which articles came changes nothing.

    Args:
        record: A joined record.
        articles: The record's numbers of the articles whose events are wanted; all by default. They must be closed:
            no link may lead out of them.
    """
    joins = record.joins
    if articles is None:
        links = list(joins.event_links())
        events = {one.id: one for one in record.events()}
    else:
        links = list({(row.event, row.other): row for a in sorted(articles) for row in joins.event_links(a)}.values())
        events = {one.id: one for a in articles for one in record.events(article=joins.name(a))}
    places = {joins.place_of(known_as): known_as for known_as in events} if articles is not None else joins.places()
    led = Guides(joins).led(articles)
    return _assemble(record, links, events, {key: name for key, name in places.items() if name in events}, led)


class _Around:
    """Links around events, fetched article by article."""

    def __init__(self, record: Record) -> None:
        self._joins = record.joins
        self._fetched: dict[int, dict[EventKey, list[EventLinkRow]]] = {}
        self._same = load_matching().same

    def all_that_bears_on(self, event: EventKey) -> set[EventKey]:
        """The events that have a say in what the happening of one is, in its stages, its doubts and its sentences."""
        known = self._reached({event}, stages=True)
        core = self._reached({event}, stages=False)
        beside: set[EventKey] = set()
        for key in core:
            for row in self._of(key):
                if row.other[1] < 0:
                    beside.update(rival.event for rival in self._of(row.other))
                else:
                    beside.update((row.event, row.other))
        return known | self._reached(beside - known, stages=False)

    def links(self, keys: Collection[EventKey]) -> list[EventLinkRow]:
        """The links of some events, to one another and to sentences."""
        rows = {(row.event, row.other): row for key in keys for row in self._of(key)}
        return [
            row for pair, row in sorted(rows.items()) if row.event in keys and (row.other[1] < 0 or row.other in keys)
        ]

    def _reached(self, keys: set[EventKey], stages: bool) -> set[EventKey]:
        """Events to which links lead that may join them, or else call them stages."""
        seen, edge = set(keys), list(keys)
        while edge:
            for row in self._of(edge.pop()):
                joins = row.score >= self._same if row.verdict != "stage" else stages
                for other in (row.event, row.other) if joins and row.other[1] >= 0 else ():
                    if other not in seen:
                        seen.add(other)
                        edge.append(other)
        return seen

    def _of(self, key: EventKey) -> list[EventLinkRow]:
        article, _ = key
        if article not in self._fetched:
            rows: dict[EventKey, list[EventLinkRow]] = defaultdict(list)
            for row in self._joins.event_links(article):
                rows[row.event].append(row)
                rows[row.other].append(row)
            self._fetched[article] = rows
        return self._fetched[article].get(key, [])


def reachable(record: Record, articles: Iterable[int]) -> set[int]:
    """Articles to which links lead from some, over any number of others; those among them."""
    seen = set(articles)
    edge = list(seen)
    while edge:
        at = edge.pop()
        for row in record.joins.event_links(at):
            for other in (row.event[0], row.other[0]):
                if other not in seen:
                    seen.add(other)
                    edge.append(other)
    return seen


def _assemble(
    record: Record,
    links: Sequence[EventLinkRow],
    events: Mapping[str, StoredEvent],
    places: Mapping[EventKey, str],
    led: Collection[EventKey],
) -> list[Happening]:
    order = sorted(places, key=lambda key: places[key])
    number = {key: n for n, key in enumerate(order)}
    groups = _groups(links, number, led)
    published = {
        article: record.joins.published(article) or "9999" for article in {e.article_id for e in events.values()}
    }
    days = {one.id: published[one.article_id] for one in events.values()}
    found: list[Happening] = []
    home: dict[EventKey, int] = {}
    for group in groups:
        keys = [order[n] for n in group]
        told = sorted(
            (events[places[key]] for key in keys), key=lambda one: (days[one.id], -one.event.confidence, one.id)
        )
        home.update(dict.fromkeys(keys, len(found)))
        found.append(Happening(told[0].id, tuple(told)))
    _add_links(found, home, links, places)
    _add_sentences(record, found, home, links)
    undertakings = find_undertakings(
        [one.events for one in found],
        [(home[row.event], home[row.other], row.score) for row in links if _is_stage(row, home)],
    )
    for undertaking in undertakings:
        for place in undertaking:
            found[place].stages = tuple(found[place].id for place in undertaking)
    return sorted(found, key=lambda one: one.id)


def _is_stage(row: EventLinkRow, home: Mapping[EventKey, int]) -> bool:
    return row.verdict == "stage" and row.event in home and row.other in home


def _groups(
    links: Iterable[EventLinkRow], number: Mapping[EventKey, int], led: Collection[EventKey]
) -> list[list[int]]:
    """Tellings of one event together: those that were all compared, by average linkage, then those that are led."""
    matching = load_matching()
    pairs: dict[tuple[int, int], float] = {}
    for row in links:
        one, other = number.get(row.event), number.get(row.other)
        if one is not None and other is not None:
            score = row.score if row.verdict != "stage" else matching.absent
            pairs[min(one, other), max(one, other)] = score
    after = {number[key] for key in led if key in number}
    kept: tuple[dict[tuple[int, int], float], ...] = ({}, {}, {})  # of none that is led, of one, of both
    for pair, score in pairs.items():
        kept[sum(one in after for one in pair)][pair] = score
    free = [[n] for n in number.values() if n not in after]
    groups = average_linkage(free, kept[0], matching.same, matching.absent)
    units = average_linkage(([n] for n in sorted(after)), kept[2], matching.same, matching.absent)
    return attach(groups, units, kept[1], matching.same, matching.absent)


def _add_links(
    found: list[Happening], home: Mapping[EventKey, int], links: Iterable[EventLinkRow], places: Mapping[EventKey, str]
) -> None:
    kept: dict[int, list[Link]] = defaultdict(list)
    doubts: dict[int, set[str]] = defaultdict(set)
    articles = {one.id: one.article_id for happening in found for one in happening.events}
    for row in links:
        if row.event not in home or row.other not in home:
            continue
        one, other = home[row.event], home[row.other]
        if one == other:
            pair = sorted((row.event, row.other), key=lambda key: (articles[places[key]], key[1]))
            kept[one].append(Link(places[pair[0]], places[pair[1]], row.verdict, row.score, row.parts))
        elif row.verdict != "stage":
            doubts[one].add(found[other].id)
            doubts[other].add(found[one].id)
    for place, happening in enumerate(found):
        happening.links = tuple(sorted(kept[place], key=lambda link: (-link.score, link.one, link.other)))
        happening.unsure = tuple(sorted(doubts[place]))


def _add_sentences(
    record: Record, found: list[Happening], home: Mapping[EventKey, int], links: Iterable[EventLinkRow]
) -> None:
    """Give each sentence to the happening that it fits best, and each happening one sentence an article."""
    best: dict[EventKey, tuple[float, int]] = {}
    for row in links:
        if row.other[1] < 0 and row.event in home:
            best[row.other] = max(best.get(row.other, (-1e9, -1)), (row.score, home[row.event]))
    chosen: dict[tuple[int, int], tuple[float, int]] = {}
    for (article, place), (score, happening) in best.items():
        chosen[happening, article] = max(chosen.get((happening, article), (-1e9, 0)), (score, place))
    also: dict[int, list[AlsoTold]] = defaultdict(list)
    at = -1
    for (happening, article), (_, place) in sorted(chosen.items(), key=lambda item: item[0][::-1]):
        if article != at:  # each is opened once, however many of its sentences tell something
            at, known_as = article, record.joins.name(article)
            spans = record.sentences(known_as)
        if known_as not in {one.article_id for one in found[happening].events}:
            also[happening].append(_also(record, known_as, spans[-1 - place]))
    for place, sentences in also.items():
        found[place].also = tuple(sorted(sentences, key=lambda one: one.article_id))


def _also(record: Record, article_id: str, span: Span) -> AlsoTold:
    text = record.text_of(article_id)
    return AlsoTold(article_id, record.joins.path(article_id), Evidence(span, text[span.start : span.end]))
