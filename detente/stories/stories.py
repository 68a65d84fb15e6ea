"""Stories: the articles on one happening and what goes with it, under one title, with the events they tell."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from detente.model import UNKNOWN_TIME, When
from detente.positions.order import time_order
from detente.stories.happenings import find_happenings, happenings_in
from detente.stories.independence import Independence
from detente.stories.membership import Membership
from detente.stories.prominence import Teller, happening_time, lead_end, main_happenings, ranked
from detente.stories.titles import happening_title, load_titles, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from detente.model import Status
    from detente.record import Record, StoredArticle
    from detente.stories.happenings import Happening

__all__ = ["StageTold", "Story", "load_stories", "story_of"]


@dataclass(frozen=True, slots=True)
class StageTold:
    """One stage of an undertaking: the happening's id, what has become of it, and when."""

    event: str
    status: Status
    when: When


@dataclass(frozen=True, slots=True)
class Story:
    """Articles on one happening.

    Attributes:
        id: That of its earliest article, so it stays when later ones come.
        title: What happened in plain words where it was coded surely, else the headline (or the first words) of its
            earliest article.
        when: From the first to the last of its main happenings; where none is dated, of its articles.
        articles: The earliest first.
        happenings: Those that belong to it, the one it is about first.
        main: How many of these it is about.
        stages: Of the undertakings of which a stage belongs to it, each in order.
    """

    id: str
    title: str
    when: When
    articles: tuple[Teller, ...]
    happenings: tuple[Happening, ...]
    main: int
    stages: tuple[StageTold, ...]

    @property
    def article_ids(self) -> list[str]:
        """Ids of its articles, the earliest first."""
        return [one.id for one in self.articles]

    @property
    def sources(self) -> int:
        """How many independent sources it has."""
        return len({one.source for one in self.articles})


def load_stories(record: Record) -> list[Story]:
    """All stories of a joined record, the one that began first in front; an article alone is a story too."""
    independence = Independence(record)
    membership = Membership(record, independence)
    groups = membership.all()
    tellers = {stored.id: _teller(stored, independence) for stored in record.articles()}
    home = {article: number for number, group in enumerate(groups) for article in group}
    found = find_happenings(record)
    told = _by_story(found, home.__getitem__)
    known = {one.id: one for one in found}
    return [_story(record, [tellers[one] for one in group], told[number], known) for number, group in enumerate(groups)]


def story_of(record: Record, article_id: str) -> Story:
    """The story to which an article belongs; the same as among all, at the cost of what lies around it."""
    independence = Independence(record)
    membership = Membership(record, independence)
    group = membership.of(article_id)
    found = happenings_in(record, map(record.joins.number, group))
    told = [one for one in found if _belongs(one, group, membership)]
    known = {one.id: one for one in found}
    tellers = [_teller(record.article(one), independence) for one in group]
    return _story(record, tellers, told, known)


def _by_story(found: Iterable[Happening], home: Callable[[str], int]) -> dict[int, list[Happening]]:
    """Happenings by story: that of most of their articles; of several, the one that began first."""
    told: dict[int, list[Happening]] = defaultdict(list)
    for one in found:
        counts = Counter(map(home, one.articles))
        told[min(counts, key=lambda story: (-counts[story], story))].append(one)
    return told


def _belongs(happening: Happening, group: Sequence[str], membership: Membership) -> bool:
    """Whether a happening belongs to a story: the same as `_by_story`, asking about as few others as it can."""
    own = sum(article in group for article in happening.articles)
    others = sorted(set(happening.articles) - set(group), key=membership.order)
    if own < 2 and others and membership.order(others[0]) < membership.order(group[0]):
        return False  # its story began before this one
    counts: Counter[str] = Counter()
    for article in others if len(others) >= own > 0 else ():
        first = membership.of(article)[0]
        counts[first] += 1
        if (-counts[first], membership.order(first)) < (-own, membership.order(group[0])):
            return False
    return own > 0


def _story(
    record: Record, tellers: Sequence[Teller], found: Sequence[Happening], known: Mapping[str, Happening]
) -> Story:
    by_id = {one.id: one for one in tellers}
    happenings = ranked(found, by_id)
    main = main_happenings(happenings, by_id)
    foremost = {one.id for one in main}
    when = _span(map(happening_time, main)) or _span(one.published for one in tellers) or UNKNOWN_TIME
    sure = [one for one in main if max(told.event.confidence for told in one.events) >= load_titles().sure]
    dated = ((one, happening_time(one)) for one in sorted(sure, key=lambda one: not one.sided))
    titled = (
        happening_title(one, told if told.start and told.end else when, record.joins.people) for one, told in dated
    )
    first = tellers[0]
    return Story(
        id=first.id,
        title=next(filter(None, titled), None) or first.title,
        when=when,
        articles=tuple(tellers),
        happenings=(*main, *(one for one in happenings if one.id not in foremost)),
        main=len(main),
        stages=tuple(_stages(happenings, known)),
    )


def _teller(stored: StoredArticle, independence: Independence) -> Teller:
    article = stored.article
    return Teller(
        stored.id, article.path, article.url, article.outlet,
        shortened(article.title or article.text, load_titles().headline), article.published,
        independence.source(stored.id), lead_end(article),
    )  # fmt: skip


def _stages(happenings: Iterable[Happening], known: Mapping[str, Happening]) -> Iterator[StageTold]:
    """Each undertaking in order, the one that began first in front."""
    found = {one.stages for one in happenings if one.stages}
    for undertaking in sorted(found, key=lambda ids: (time_order(happening_time(known[ids[0]])), ids)):
        for event in undertaking:
            stage = known[event]
            yield StageTold(event, stage.lead.event.status, happening_time(stage))


def _span(whens: Iterable[When]) -> When | None:
    """From the first beginning to the last end of what is dated well and lies near the first of them."""
    widest = timedelta(load_titles().widest_days)
    closed = [(when.start, when.end) for when in whens if when.start and when.end]
    bounds = [(start, end) for start, end in closed if timedelta(0) < end - start <= widest]
    if not bounds:
        return None
    begin, end = bounds[0]
    near = [(start, stop) for start, stop in bounds if start - end <= widest and begin - stop <= widest]
    return When(min(start for start, _ in near), max(stop for _, stop in near), "interval", "inferred")
