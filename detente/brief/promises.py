"""Commitments between two sides, with what the record reports of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.brief.parts import Promise
from detente.brief.wording import clean, shorten
from detente.positions import assemble_commitments

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from detente.brief.reference import Reference
    from detente.positions import Commitment
    from detente.record import StoredPledge

__all__ = ["build_promises"]


def build_promises(
    pledges: Iterable[StoredPledge], newest: datetime | None, reference: Reference
) -> tuple[list[Promise], int]:
    """The commitments in time order, and how many earlier ones are left out.

    Args:
        pledges: The reports.
        newest: When the newest article of the record appeared.
        reference: Words, names and numbers of sources.
    """
    found = assemble_commitments(pledges, newest)
    most = reference.most(reference.labels.limits.promises)
    shown = found if most is None else found[-most:]
    return [_promise(commitment, reference) for commitment in shown], len(found) - len(shown)


def _promise(commitment: Commitment, reference: Reference) -> Promise:
    lead, labels = commitment.lead, reference.labels
    outcome = labels.outcomes[commitment.status]
    quoted = commitment.pledges[: reference.most(labels.limits.reports)]
    others = [code for code in commitment.promisee if code not in commitment.promisor]
    who = reference.names(commitment.promisor)
    words = (commitment.content or lead.wording).quote
    return Promise(
        when=reference.dated(lead.when),
        status=outcome.badge,
        tone=outcome.tone,
        text=f"{who} → {reference.names(others)}" if others else who,
        words=shorten(words, labels.limits.words),
        condition=clean(commitment.condition.quote) if commitment.condition else None,
        due=reference.dated(commitment.due) if commitment.due.known else None,
        reported_by=tuple(map(clean, lead.reported_by)),
        quotes=tuple(reference.footnotes.quote(one.id, one.article_id, one.pledge.wording.quote) for one in quoted),
        more=len(commitment.pledges) - len(quoted),
    )
