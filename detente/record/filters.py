"""What a query may ask for, and the SQL that each request stands for.

Times are half-open: `since` and `until` keep what may have happened in [since, until); of what is known only to have
happened by some day, that day counts. What lies at an unknown time
is kept only where neither is asked for.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ARTICLE",
    "EVENT",
    "MENTION",
    "PLEDGE",
    "QUANTITY",
    "STAND",
    "STATEMENT",
    "TIME",
    "ArticleFilter",
    "EventFilter",
    "MentionFilter",
    "PledgeFilter",
    "StandFilter",
    "StatementFilter",
    "condition",
]


class ArticleFilter(TypedDict, total=False):
    """Which articles: by id, by publication in [since, until)."""

    article: str | None
    since: date | None
    until: date | None


class MentionFilter(TypedDict, total=False):
    """Which mentions: of one article, of one actor."""

    article: str | None
    actor: str | None


class EventFilter(TypedDict, total=False):
    """Which events: between the two of a pair (either way round), with an actor in any role, and so on."""

    pair: tuple[str, str] | None
    actor: str | None
    type: str | None
    status: str | None
    issue: str | None
    article: str | None
    since: date | None
    until: date | None


class StatementFilter(TypedDict, total=False):
    """Which statements.

    `pair`: one of the two speaks, or a person of its, to or about the other. `actor`: it speaks, or a person of its.
    """

    pair: tuple[str, str] | None
    actor: str | None
    act: str | None
    issue: str | None
    article: str | None
    since: date | None
    until: date | None


class StandFilter(TypedDict, total=False):
    """Which stands: of a holder, on an issue, of one article, shown in [`since`, `until`)."""

    holder: str | None
    issue: str | None
    article: str | None
    since: date | None
    until: date | None


class PledgeFilter(TypedDict, total=False):
    """Which reports of commitments: of one article, of what was done in [`since`, `until`)."""

    article: str | None
    since: date | None
    until: date | None


def _interval(start: str, end: str) -> dict[str, str]:
    known = f"({start} IS NOT NULL OR {end} IS NOT NULL)"
    return {
        "since": f"{known} AND ({end} IS NULL OR {end} > :since)",
        "until": f"{known} AND ({start} < :until OR ({start} IS NULL AND {end} <= :until))",
    }


_SPEAKS = "(s.speaker_state = {0} OR s.speaker_id = {0})"
_HEARS = "(s.article, s.seq) IN (SELECT article, statement FROM statement_actor WHERE code = {0})"

ARTICLE: Mapping[str, str] = MappingProxyType(
    {"article": "a.id = :article", **_interval("a.published_start", "a.published_end")}
)
QUANTITY: Mapping[str, str] = MappingProxyType({"article": "a.id = :article"})
TIME: Mapping[str, str] = MappingProxyType({"article": "a.id = :article"})
MENTION: Mapping[str, str] = MappingProxyType({"article": "a.id = :article", "actor": "m.actor = :actor"})
EVENT: Mapping[str, str] = MappingProxyType(
    {
        "pair": """(e.article, e.seq) IN (
            SELECT x.article, x.event
            FROM event_actor x JOIN event_actor y USING (article, event)
                JOIN event z ON z.article = x.article AND z.seq = x.event
            WHERE x.code = :pair_a AND y.code = :pair_b
              AND (x.role <> y.role OR (z.symmetric AND x.seq <> y.seq)))""",
        "id": "e.id = :id",
        "actor": "(e.article, e.seq) IN (SELECT article, event FROM event_actor WHERE code = :actor)",
        "type": "e.type = :type",
        "status": "e.status = :status",
        "issue": "(e.article, e.seq) IN (SELECT article, event FROM event_issue WHERE issue = :issue)",
        "article": "a.id = :article",
        **_interval("e.when_start", "e.when_end"),
    }
)
STATEMENT: Mapping[str, str] = MappingProxyType(
    {
        "pair": " OR ".join(
            f"({_SPEAKS.format(one)} AND {_HEARS.format(other)})"
            for one, other in ((":pair_a", ":pair_b"), (":pair_b", ":pair_a"))
        ),
        "id": "s.id = :id",
        "actor": _SPEAKS.format(":actor"),
        "act": "s.act = :act",
        "issue": "(s.article, s.seq) IN (SELECT article, statement FROM statement_issue WHERE issue = :issue)",
        "article": "a.id = :article",
        **_interval("s.when_start", "s.when_end"),
    }
)

STAND: Mapping[str, str] = MappingProxyType(
    {
        "id": "s.id = :id",
        "holder": "s.holder = :holder",
        "issue": "s.issue = :issue",
        "article": "a.id = :article",
        **_interval("s.when_start", "s.when_end"),
    }
)
PLEDGE: Mapping[str, str] = MappingProxyType(
    {"id": "p.id = :id", "article": "a.id = :article", **_interval("p.when_start", "p.when_end")}
)


def condition(allowed: Mapping[str, str], asked: Mapping[str, object]) -> tuple[str, dict[str, object]]:
    """The WHERE clause and its parameters; a filter that is None asks for nothing.

    Raises:
        TypeError: A filter that this query does not have.
    """
    unknown = asked.keys() - allowed.keys()
    if unknown:
        raise TypeError(f"no such filter: {', '.join(sorted(unknown))}; there are {', '.join(allowed)}")
    wanted = {name: value for name, value in asked.items() if value is not None}
    clauses = " AND ".join(f"({allowed[name]})" for name in wanted)
    return clauses or "1", _parameters(wanted)


def _parameters(wanted: Mapping[str, object]) -> dict[str, object]:
    values: dict[str, object] = {}
    for name, value in wanted.items():
        if isinstance(value, tuple):
            values[f"{name}_a"], values[f"{name}_b"] = value
        else:
            values[name] = _moment(value) if isinstance(value, date) else value
    return values


def _moment(value: date) -> str:
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day).isoformat()
    return (value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value).isoformat()
