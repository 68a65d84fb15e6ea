"""From the record to a brief: what lies between two parties, put in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from detente.brief.ahead import build_ahead
from detente.brief.between import Between
from detente.brief.dates import last_day, span_words
from detente.brief.deeds import build_deeds
from detente.brief.disputes import build_disputes
from detente.brief.footnotes import Footnotes
from detente.brief.labels import load_labels
from detente.brief.meetings import build_meetings
from detente.brief.parts import Brief, More, Party
from detente.brief.people import People
from detente.brief.promises import build_promises
from detente.brief.reference import NameOf, Reference
from detente.brief.sayings import build_issues, speaks_for
from detente.brief.slips import build_slips
from detente.brief.standings import build_standings
from detente.brief.tellings import Tellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from detente.model import Article, Statement, When
    from detente.record import Record, StoredEvent, StoredPledge, StoredStand, StoredStatement

    _Claim = StoredEvent | StoredStatement | StoredStand | StoredPledge

__all__ = ["Period", "build_brief"]


@dataclass(frozen=True, slots=True)
class Period:
    """The time that a brief is asked for, [since, until); None leaves that side open."""

    since: date | None = None
    until: date | None = None


def build_brief(
    record: Record,
    pair: tuple[str, str],
    name_of: NameOf,
    period: Period | None = None,
    full: bool = False,
    titles: Mapping[str, str] | None = None,
) -> Brief:
    """The brief of a pair.

    Args:
        record: Where to read.
        pair: Codes of two states or bodies.
        name_of: The name of a code, for any code.
        period: What is asked for; all time by default. What lies at an unknown time is in no period.
        full: Show every line of the long lists.
        titles: The names of issues that a user has added.
    """
    period = period or Period()
    labels = load_labels()
    if titles:
        labels = msgspec.structs.replace(labels, issues=labels.issues | dict(titles))
    events = list(record.events(pair=pair, since=period.since, until=period.until))
    statements = _statements(record, pair, period, {stored.article_id for stored in events})
    between = Between(record, pair, {e.article_id for e in events} | {s.article_id for s in statements})
    stands = list(between.stands(record.stands(since=period.since, until=period.until)))
    pledges = list(between.pledges(record.pledges(since=period.since, until=period.until)))
    articles = _articles(record, (*events, *statements, *stands, *pledges))
    footnotes = Footnotes(record, labels)
    reference = Reference(labels, name_of, People(record, [article.id for article in articles]), footnotes, full)
    parties = (Party(pair[0], name_of(pair[0])), Party(pair[1], name_of(pair[1])))
    newest = max((_day(a.published) for a in articles if a.published.start), default=None)

    tellings = Tellings(record, events, labels)
    groups = tellings.groups()
    met = [group for group in groups if group[0].event.type in labels.meetings]
    done = [group for group in groups if group[0].event.type not in labels.meetings]
    meetings, more_meetings = build_meetings(met, tellings, reference)
    deeds = build_deeds(done, tellings, reference)
    positions, red_lines, more_lines = build_standings(stands, parties, reference)
    promises, more_promises = build_promises(pledges, record.newest(), reference)
    disputes, more_disputes = build_disputes(meetings, deeds, reference)
    issues = build_issues(statements, parties, reference)
    ahead, more_ahead = build_ahead(record, groups, tellings, pledges, newest, reference)
    slips, more_slips = build_slips(record, reference) if articles else ([], 0)
    return Brief(
        pair=parties,
        since=period.since,
        until=period.until,
        covered=_span(stored.event.when for stored in events),
        published=_span(article.published for article in articles),
        articles=len(articles),
        outlets=len({article.outlet for article in articles if article.outlet}),
        events=len(events),
        statements=len(statements),
        meetings=tuple(meetings),
        deeds=tuple(deeds),
        positions=tuple(positions),
        red_lines=tuple(red_lines),
        promises=tuple(promises),
        disputes=tuple(disputes),
        issues=tuple(issues),
        ahead=tuple(ahead),
        slips=tuple(slips),
        sources=footnotes.sources(),
        more=More(more_meetings, more_lines, more_promises, more_disputes, more_ahead, more_slips),
    )


def _statements(record: Record, pair: tuple[str, str], period: Period, articles: set[str]) -> list[StoredStatement]:
    """What either said to or about the other, or to and about nobody in an article that tells of events of both."""
    found: dict[str, StoredStatement] = {}
    for one, other in (pair, pair[::-1]):
        for stored in record.statements(actor=one, since=period.since, until=period.until):
            if _concerns(stored.statement, one, other) or (
                stored.article_id in articles and not _names_others(stored.statement, one)
            ):
                found.setdefault(stored.id, stored)
    return sorted(found.values(), key=lambda stored: (stored.path or stored.article_id, stored.statement.span))


def _concerns(statement: Statement, speaker: str, other: str) -> bool:
    return speaks_for(statement, speaker) and other in statement.addressee + statement.about


def _names_others(statement: Statement, speaker: str) -> bool:
    return any(code != speaker for code in statement.addressee + statement.about)


def _articles(record: Record, claims: Iterable[_Claim]) -> list[Article]:
    ids = dict.fromkeys(claim.article_id for claim in claims)
    articles = [record.article(article_id).article for article_id in ids]
    return sorted(articles, key=lambda article: (str(article.published.start or "~"), article.path or article.id))


def _day(when: When) -> datetime:
    return when.start or datetime.min


def _span(whens: Iterable[When]) -> str:
    """From the first to the last day of those whose two ends are known, in words."""
    days: list[datetime] = [day for when in whens for day in _ends(when)]
    return span_words(min(days), max(days)) if days else ""


def _ends(when: When) -> Iterator[datetime]:
    if when.start and when.end:
        yield when.start
        yield max(when.start, last_day(when.end))
