"""Where each side stands: positions by issue, and red lines."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from detente.brief.parts import Holding, Party, Standing
from detente.brief.wording import clean, shorten
from detente.positions import Position, assemble_positions
from detente.positions.order import time_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.brief.reference import Reference
    from detente.record import StoredStand

__all__ = ["build_standings"]

Order = tuple[bool, bool, int, int, tuple[bool, str, str]]


def build_standings(
    stands: Iterable[StoredStand], parties: Sequence[Party], reference: Reference
) -> tuple[list[Standing], list[Holding], int]:
    """Positions by issue, most spoken of first; red lines by themselves; how many red lines are left out."""
    positions = assemble_positions(stands)
    lines = sorted((p for p in positions if p.red_line), key=lambda p: (p.red_line != "named", *_weight(p)))
    shown = lines[: reference.most(reference.labels.limits.red_lines)]
    issues: dict[str, list[Position]] = defaultdict(list)
    for position in positions:
        if not position.red_line:
            issues[position.issue].append(position)
    last = reference.labels.last_issues
    order = sorted(issues, key=lambda issue: (issue in last, -sum(len(p.stands) for p in issues[issue]), issue))
    standings = [_standing(issue, issues[issue], parties, reference) for issue in order]
    return standings, [_holding(line, reference) for line in shown], len(lines) - len(shown)


def _standing(issue: str, positions: Sequence[Position], parties: Sequence[Party], reference: Reference) -> Standing:
    most = reference.most(reference.labels.limits.positions)
    sides = []
    for party in parties:
        held = sorted((p for p in positions if p.holder == party.code), key=_weight)
        holdings = tuple(_holding(p, reference) for p in held[:most])
        sides.append((party, holdings, len(held) - len(holdings)))
    return Standing(issue, clean(reference.labels.issue(issue)), tuple(sides))


def _weight(position: Position) -> Order:
    """What it says itself comes first, then what is said more often, more firmly, and first."""
    sources = len({one.article_id for one in position.stands})
    return (not position.own, position.stance == "hope", -sources, -position.strength, time_order(position.first_said))


def _holding(position: Position, reference: Reference) -> Holding:
    lead, labels = position.lead, reference.labels
    quoted = position.stands[: reference.most(labels.limits.reports)]
    dated = [one.stand.when for one in position.stands if one.stand.when.known]
    first, last = (min(dated, key=time_order), max(dated, key=time_order)) if dated else (lead.when, lead.when)
    reporters = tuple(map(clean, lead.reported_by))
    told = labels.told_by.format(" via ".join(reporters) or labels.the_article) if reporters or not position.own else ""
    return Holding(
        holder=clean(reference.name_of(position.holder)),
        to=reference.names(position.addressee),
        verb=labels.stances[position.stance],
        words=shorten((lead.object or lead.wording).quote, labels.limits.words),
        firmness=labels.strengths.get(position.strength, ""),
        called=labels.red_lines[position.red_line] if position.red_line else "",
        condition=clean(lead.condition.quote) if lead.condition else None,
        first=reference.dated(first),
        last=reference.dated(last) if last != first else None,
        told_by=told,
        changed=position.changed,
        quotes=tuple(reference.footnotes.quote(one.id, one.article_id, one.stand.wording.quote) for one in quoted),
        more=len(position.stands) - len(quoted),
    )
