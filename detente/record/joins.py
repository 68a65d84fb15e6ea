"""What joining has found, in the record: profiles of articles, their neighbours, copies, and links between events.

Articles go by the record's own numbers here, events by their article's and their place in it; everything that joining
keeps goes with the article that it was found in.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, overload

from detente.model import Meaning, Reading, Span
from detente.record import queries
from detente.record.connection import transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from detente.model import Event

__all__ = [
    "NO_DAY",
    "UNKNOWN_DAY",
    "CopyRow",
    "EventLinkRow",
    "Joins",
    "PackedLink",
    "ProfileRow",
    "RankedEvent",
    "event_rank",
    "pack_parts",
]

UNKNOWN_DAY = -1
NO_DAY = -2  # of a term that finds an article whose day is not known only for others of that kind
PERIOD = 64  # days; terms of articles that appeared in one stand together
TERM_BITS = 32  # of a term's number; the number of the period stands above them
PERIODS_AT_ONCE = 200  # in one query, of 40 terms each
UNRANKED = 1 << 24  # in place of a day that is not known: after all that are
EventKey = tuple[int, int]
RankedEvent = tuple[int, int, int]  # the rank of its article, that, and its place
PackedLink = tuple[int, int, int, int, str, float, bytes]  # as `EventLinkRow`, its parts as `pack_parts` makes them


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """What is kept of an article for comparing it; see `detente.stories.profile`."""

    article: int
    version: str
    first_day: int | None
    last_day: int | None
    terms: bytes
    sketch: bytes
    tellings: bytes


@dataclass(frozen=True, slots=True)
class CopyRow:
    """That an article is a copy or rewrite of another, what kind, how surely, and what that rests on."""

    article: int
    other: int
    kind: str
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventLinkRow:
    """What two events of different places, or an event and a sentence, are to each other; two events in no order.

    `score` is the log-odds that they are one.

    `parts` are the features that weigh most, each with what it adds to the score; two decimals are kept.
    """

    event: EventKey
    other: EventKey
    verdict: str
    score: float
    parts: Sequence[tuple[str, float]]


class _Packed(Sequence[tuple[str, float]]):
    """Parts of a score out of what is kept, unpacked when they are asked for: of most links nobody asks."""

    __slots__ = ("_names", "_packed")

    def __init__(self, packed: bytes, names: Mapping[int, str]) -> None:
        self._packed, self._names = packed, names

    def __len__(self) -> int:
        return len(self._packed) // _PART.size

    @overload
    def __getitem__(self, at: int) -> tuple[str, float]: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[tuple[str, float], ...]: ...
    def __getitem__(self, at: int | slice) -> tuple[str, float] | tuple[tuple[str, float], ...]:
        return tuple(self)[at]

    def __iter__(self) -> Iterator[tuple[str, float]]:
        return ((self._names[number], value / 100) for number, value in _PART.iter_unpack(self._packed))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


_PART = struct.Struct("<hh")
_PROFILE = "p.article, p.version, p.first_day, p.last_day, p.terms, p.sketch, p.tellings"


class Joins:
    """The tables of joining, of one open record."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing of what is written inside."""
        return transaction(self._db)

    def make_room(self) -> None:
        """Keep more of the file at hand from now on, 96 MB of it: joining looks in many places."""
        self._db.execute("PRAGMA cache_size = -96000")  # KiB

    def pending(self, version: str) -> list[int]:
        """Articles that this version has not joined, by date of publication, then by content."""
        rows = self._db.execute(
            """SELECT pk FROM article WHERE pk IN (
                SELECT article FROM unjoined
                UNION ALL SELECT article FROM profile WHERE version < ?1
                UNION ALL SELECT article FROM profile WHERE version > ?1
            ) ORDER BY published_start, id""",
            (version,),
        )
        return [pk for (pk,) in rows]

    def lacks(self, article: int, version: str) -> bool:
        """Whether an article is there and this version has not joined it."""
        query = """SELECT 1 FROM article a LEFT JOIN profile p ON p.article = a.pk AND p.version = ?
            WHERE a.pk = ? AND p.article IS NULL"""
        return self._db.execute(query, (version, article)).fetchone() is not None

    def holds(self, article: int) -> bool:
        """Whether an article is there."""
        return self._db.execute("SELECT 1 FROM article WHERE pk = ?", (article,)).fetchone() is not None

    def others_commits(self) -> int:
        """A number that is another one when other connections have changed the record."""
        (number,) = self._db.execute("PRAGMA data_version").fetchone()
        return int(number)

    def forget_others(self, version: str) -> None:
        """Drop what other versions have found."""
        for other in ("version < ?", "version > ?"):  # which an index finds
            self._db.execute(f"DELETE FROM profile WHERE {other}", (version,))
        if not self.joined():
            self.settle_keys()

    def number(self, article_id: str) -> int:
        """The record's number of an article."""
        (pk,) = self._db.execute("SELECT pk FROM article WHERE id = ?", (article_id,)).fetchone()
        return int(pk)

    def name(self, article: int) -> str:
        """The id of an article."""
        (known_as,) = self._db.execute("SELECT id FROM article WHERE pk = ?", (article,)).fetchone()
        return str(known_as)

    def path(self, article_id: str) -> str | None:
        """Where an article came from."""
        (path,) = self._db.execute("SELECT path FROM article WHERE id = ?", (article_id,)).fetchone()
        return None if path is None else str(path)

    def published(self, article_id: str) -> str | None:
        """When an article appeared at the earliest, in ISO 8601."""
        (start,) = self._db.execute("SELECT published_start FROM article WHERE id = ?", (article_id,)).fetchone()
        return None if start is None else str(start)

    def place_of(self, event_id: str) -> EventKey:
        """The article and place of an event."""
        article, place = self._db.execute("SELECT article, seq FROM event WHERE id = ?", (event_id,)).fetchone()
        return article, place

    def places(self) -> dict[EventKey, str]:
        """The ids of all events by article and place."""
        return {
            (article, place): name for article, place, name in self._db.execute("SELECT article, seq, id FROM event")
        }

    def names(self) -> dict[int, str]:
        """The ids of all articles by number."""
        return dict(self._db.execute("SELECT pk, id FROM article"))

    def named(self, articles: Sequence[int]) -> list[tuple[int, str, bool]]:
        """Articles by number: that, the id, and whether there are links between it and copies."""
        rows = self._db.execute(
            f"""SELECT pk, id, EXISTS (SELECT 1 FROM copy WHERE article = pk)
                OR EXISTS (SELECT 1 FROM copy WHERE other = pk)
            FROM article WHERE pk IN ({_marks(articles)})""",
            tuple(articles),
        )
        return [(number, known_as, bool(copied)) for number, known_as, copied in rows]

    def articles(self) -> Iterator[tuple[int, str, str | None]]:
        """All articles: number, id, and when each appeared at the earliest, in ISO 8601."""
        return iter(self._db.execute("SELECT pk, id, published_start FROM article"))

    def joined(self) -> bool:
        """Whether anything has been joined."""
        return self._db.execute("SELECT 1 FROM profile LIMIT 1").fetchone() is not None

    def add_profile(self, row: ProfileRow, day: int, terms: Iterable[tuple[int, int]], bands: Iterable[int]) -> None:
        """Keep an article's profile and what finds it.

        Args:
            row: The profile.
            day: Of its publication, or `UNKNOWN_DAY`.
            terms: Each with the day under which it finds the article: that, or `NO_DAY`.
            bands: Those of its sketch.
        """
        self._db.execute(
            "INSERT INTO profile VALUES (?, ?, ?, ?, ?, ?, ?)",
            (row.article, row.version, row.first_day, row.last_day, row.terms, row.sketch, row.tellings),
        )
        period = _period(day)
        self._db.executemany(
            "INSERT INTO profile_term VALUES (?, ?, ?)",
            [(_term_key(term, period), found_by, row.article) for term, found_by in terms],
        )
        self._db.executemany(
            "INSERT OR IGNORE INTO profile_band VALUES (?, ?)", [(band, row.article) for band in bands]
        )

    def profile(self, article: int) -> ProfileRow | None:
        """The profile of an article; None where it has not been joined."""
        row = self._db.execute(f"SELECT {_PROFILE} FROM profile p WHERE article = ?", (article,)).fetchone()
        return ProfileRow(*row) if row else None

    def profiles(self, articles: Sequence[int]) -> Iterator[tuple[ProfileRow, bytes]]:
        """The profiles of articles, each with the vector of the article's beginning."""
        rows = self._db.execute(
            f"""SELECT {_PROFILE}, m.gist FROM profile p LEFT JOIN meaning m ON m.article = p.article
            WHERE p.article IN ({_marks(articles)})""",
            tuple(articles),
        )
        return ((ProfileRow(*row), gist or b"") for *row, gist in rows)

    def meaning(self, article: int) -> Meaning:
        """The vectors of an article, as it was read; empty ones where there are none."""
        row = self._db.execute("SELECT gist, events, sentences FROM meaning WHERE article = ?", (article,)).fetchone()
        return Meaning(*row) if row else Meaning(b"", b"", b"")

    def events(self, article: int) -> list[Event]:
        """The events of an article, by their place."""
        (known_as,) = self._db.execute("SELECT id FROM article WHERE pk = ?", (article,)).fetchone()
        return [stored.event for stored in queries.events(self._db, {"article": known_as}, "e.seq")]

    def event_ids(self, article: int) -> list[str]:
        """The ids of an article's events, by their place."""
        rows = self._db.execute("SELECT id FROM event WHERE article = ? ORDER BY seq", (article,))
        return [known_as for (known_as,) in rows]

    def people(self, article: str) -> dict[str, str]:
        """Persons whom an article (its id) mentions, by name the state that each is of."""
        rows = self._db.execute(
            """SELECT DISTINCT m.name, m.state FROM mention m JOIN article a ON a.pk = m.article
            WHERE a.id = ? AND m.person AND m.state IS NOT NULL ORDER BY m.name, m.state DESC""",
            (article,),
        )
        return dict(rows.fetchall())

    def without_meaning(self) -> int:
        """How many articles with sentences were read by a version that made no vectors of meaning."""
        (number,) = self._db.execute(
            """SELECT count(*) FROM article a
            WHERE EXISTS (SELECT 1 FROM passage WHERE article = a.pk AND kind = 'sentence')
            AND NOT EXISTS (SELECT 1 FROM meaning WHERE article = a.pk)"""
        ).fetchone()
        return int(number)

    def with_terms(self, terms: Sequence[int], days: tuple[int, int] | None) -> list[int]:
        """Articles that have any of some terms, each as often as it has one.

        Args:
            terms: Their numbers, of 32 bits.
            days: First and last day of publication; `UNKNOWN_DAY` is that of articles whose day is not known well; None
                for articles of all days that are known.
        """
        if days is None:
            periods, days = self._periods(), (0, date.max.toordinal())
        else:
            periods = list(range(_period(days[0]), _period(days[1]) + 1))
        found: list[int] = []
        for start in range(0, len(periods), PERIODS_AT_ONCE):
            asked = [_term_key(term, period) for period in periods[start : start + PERIODS_AT_ONCE] for term in terms]
            query = f"SELECT article FROM profile_term WHERE term IN ({_marks(asked)}) AND day BETWEEN ? AND ?"
            found += [article for (article,) in self._db.execute(query, (*asked, *days)).fetchall()]
        return found

    def _periods(self) -> list[int]:
        """The periods in which articles appeared that have been joined."""
        found: list[int] = []
        while True:
            after = _term_key(0, found[-1] + 1 if found else 0)
            (least,) = self._db.execute("SELECT min(term) FROM profile_term WHERE term >= ?", (after,)).fetchone()
            if least is None:
                return found
            found.append(least >> TERM_BITS)

    def with_band(self, bands: Sequence[int]) -> set[int]:
        """Articles that share a band of their sketch."""
        rows = self._db.execute(
            f"SELECT DISTINCT article FROM profile_band WHERE band IN ({_marks(bands)})", tuple(bands)
        )
        return {article for (article,) in rows}

    def sharing_band(self, article: int) -> set[int]:
        """Articles that share a band with this one."""
        rows = self._db.execute(
            """SELECT DISTINCT other.article FROM profile_band own JOIN profile_band other USING (band)
            WHERE own.article = ?""",
            (article,),
        )
        return {other for (other,) in rows}

    def reading(self, article: int) -> Reading:
        """What is joined of an article's reading: all but its statements, stands, pledges and quantities."""
        asked = {"article": self.name(article)}
        (stored,) = queries.articles(self._db, asked)
        return Reading(
            article=stored.article,
            reader=stored.reader,
            sentences=tuple(Span(start, end) for start, end in queries.sentences(self._db, asked["article"])),
            mentions=tuple(one.mention for one in queries.mentions(self._db, asked, "m.seq")),
            times=tuple(one.time for one in queries.times(self._db, asked, "m.seq")),
            events=tuple(one.event for one in queries.events(self._db, asked, "e.seq")),
            meaning=self.meaning(article),
        )

    def unsettled(self) -> list[int]:
        """Articles of which a neighbour has gone, so that another one may be theirs."""
        return [article for (article,) in self._db.execute("SELECT article FROM unsettled ORDER BY article")]

    def settle(self) -> None:
        """Note that all have their neighbours."""
        self._db.execute("DELETE FROM unsettled")

    def neighbours(self, article: int) -> dict[int, float]:
        """An article's own nearest ones."""
        return dict(self._db.execute("SELECT other, likeness FROM neighbour WHERE article = ?", (article,)))

    def all_neighbours(self) -> Iterator[tuple[int, int, float]]:
        """All pairs (article, other, likeness), article by article."""
        return iter(self._db.execute("SELECT article, other, likeness FROM neighbour ORDER BY article, other"))

    def neighbours_of(self, articles: Sequence[int]) -> dict[int, dict[int, float]]:
        """The nearest ones of several articles."""
        found: dict[int, dict[int, float]] = {article: {} for article in articles}
        for article, other, likeness in self._db.execute(
            f"SELECT article, other, likeness FROM neighbour WHERE article IN ({_marks(articles)})", tuple(articles)
        ):
            found[article][other] = likeness
        return found

    def near_to(self, article: int) -> dict[int, float]:
        """Articles that have this one among their nearest, with their likeness."""
        return dict(self._db.execute("SELECT article, likeness FROM neighbour WHERE other = ?", (article,)))

    def forget_neighbours(self, article: int) -> None:
        """Drop an article's nearest ones."""
        self._db.execute("DELETE FROM neighbour WHERE article = ?", (article,))

    def change_neighbours(self, gone: Iterable[tuple[int, int]], added: Iterable[tuple[int, int, float]]) -> None:
        """Drop pairs (article, other) of articles and their nearest ones, then add others with their likeness."""
        self._db.executemany("DELETE FROM neighbour WHERE article = ? AND other = ?", gone)
        self._db.executemany("INSERT INTO neighbour VALUES (?, ?, ?)", sorted(added))

    def add_copies(self, rows: Iterable[CopyRow]) -> None:
        """Keep links between copies."""
        self._db.executemany(
            "INSERT OR REPLACE INTO copy VALUES (?, ?, ?, ?, ?)",
            [(row.article, row.other, row.kind, row.score, json.dumps(row.why, ensure_ascii=False)) for row in rows],
        )

    def copies(self, article: int | None = None) -> Iterator[CopyRow]:
        """Links between copies; of one article, or all."""
        query = "SELECT article, other, kind, score, why FROM copy"
        if article is None:
            found = self._db.execute(f"{query} ORDER BY article, other")
        else:
            found = self._db.execute(f"{query} WHERE article = ? OR other = ?", (article, article))
        return (CopyRow(one, other, kind, score, tuple(json.loads(why))) for one, other, kind, score, why in found)

    def add_event_keys(self, article: int, rank: int, keys: Iterable[tuple[int, int]]) -> None:
        """Keep what finds an article's events: (key, place of the event); see `event_rank`."""
        self._db.executemany(
            "INSERT OR IGNORE INTO event_key VALUES (?, ?, ?, ?)", [(key, rank, article, event) for key, event in keys]
        )

    def with_event_key(self, key: int) -> Iterator[RankedEvent]:
        """Events that have a key, in order of publication."""
        query = 'SELECT rank, article, event FROM event_key WHERE "key" = ? ORDER BY rank, article, event'
        return iter(self._db.execute(query, (key,)))

    def event_keys(self, article: int | None = None) -> Iterator[tuple[int, int, int, int]]:
        """What finds events: (key, rank, article, place), those of one key in order; of one article, or all."""
        query = 'SELECT "key", rank, article, event FROM event_key'
        if article is None:
            return iter(self._db.execute(f'{query} ORDER BY "key", rank, article, event'))
        return iter(self._db.execute(f"{query} WHERE article = ?", (article,)))

    def lost_keys(self) -> Iterator[tuple[int, int]]:
        """Keys of events that have gone since these were last settled, one for each article: (key, rank)."""
        return iter(self._db.execute('SELECT "key", rank FROM lost_key ORDER BY "key"').fetchall())

    def settle_keys(self) -> None:
        """Note that all events are compared with the first of their keys."""
        self._db.execute("DELETE FROM lost_key")

    def drop_event_links(self, article: int) -> None:
        """Drop all links that touch an article's events and sentences."""
        self._db.execute("DELETE FROM event_link WHERE article = ? OR other_article = ?", (article, article))

    def add_event_links(self, rows: Iterable[EventLinkRow]) -> None:
        """Keep what events are to each other."""
        links = list(rows)
        numbers = self.feature_numbers({name for row in links for name, _ in row.parts})
        self.add_packed_links(
            (*row.event, *row.other, row.verdict, row.score, pack_parts(row.parts, numbers)) for row in links
        )

    def add_packed_links(self, rows: Iterable[PackedLink]) -> None:
        """Keep what events are to each other, by features' numbers; in order of the events it goes faster."""
        self._db.executemany("INSERT OR REPLACE INTO event_link VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def event_links(self, article: int | None = None) -> Iterator[EventLinkRow]:
        """Links between events; those that touch an article's, or all."""
        query = "SELECT article, event, other_article, other_event, verdict, score, parts FROM event_link"
        if article is None:
            found = self._db.execute(f"{query} ORDER BY article, event, other_article, other_event")
        else:
            found = self._db.execute(f"{query} WHERE article = ? OR other_article = ?", (article, article))
        names = dict(self._db.execute("SELECT number, name FROM feature"))
        return (
            EventLinkRow((one, event), (other, second), verdict, score, _Packed(parts, names))
            for one, event, other, second, verdict, score, parts in found
        )

    def feature_numbers(self, names: Iterable[str]) -> dict[str, int]:
        """Numbers of features by name; new ones are given to those that have none."""
        known = dict(self._db.execute("SELECT name, number FROM feature"))
        for name in sorted(set(names) - set(known)):
            known[name] = int(self._db.execute("INSERT INTO feature (name) VALUES (?)", (name,)).lastrowid or 0)
        return known


def event_rank(day: int, article_id: str) -> int:
    """What sorts articles by their day of publication, then by id; those whose day is not known come last."""
    return (UNRANKED if day == UNKNOWN_DAY else day) << 32 | int(article_id[:8], 16)


def pack_parts(parts: Iterable[tuple[str, float]], numbers: Mapping[str, int]) -> bytes:
    """Parts of a score as they are kept: each the feature's number and its value in hundredths."""
    flat = [part for name, value in parts for part in (numbers[name], round(100 * value))]
    return struct.pack(f"<{len(flat)}h", *flat)


def _period(day: int) -> int:
    """The period of a day; 0 is that of articles whose day is not known."""
    return 0 if day < 0 else 1 + day // PERIOD


def _term_key(term: int, period: int) -> int:
    """A term of articles of one period; those of one period stand together, so that new ones change few pages."""
    return period << TERM_BITS | term


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
