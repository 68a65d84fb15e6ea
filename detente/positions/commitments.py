"""Commitments: who promised what to whom, and what the record reports of it since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from detente.positions.alike import Likeness, Measure, Wording, load_likeness, load_settings
from detente.positions.order import time_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from detente.model import Evidence, Pledge, When
    from detente.record import StoredPledge

__all__ = ["Commitment", "Outcome", "assemble_commitments"]

Outcome = Literal["made", "repeated", "reported kept", "reported broken", "nothing heard", "due date passed"]


@dataclass(frozen=True, slots=True)
class Commitment:
    """One commitment.

    Attributes:
        id: That of the pledge that leads: the report with the fullest words.
        promisor, promisee: Codes; both sides in both where they agreed with each other.
        content: What was promised, as the leading report has it; None where no report says what.
        condition: On what it depends, where a report says so.
        due: When it is to be done.
        status: What the record reports of it last.
        pledges: All reports, in time order.
    """

    id: str
    promisor: tuple[str, ...]
    promisee: tuple[str, ...]
    content: Evidence | None
    condition: Evidence | None
    due: When
    status: Outcome
    pledges: tuple[StoredPledge, ...]

    @property
    def lead(self) -> Pledge:
        """The report whose words are shown."""
        return next(one.pledge for one in self.pledges if one.id == self.id)


def assemble_commitments(pledges: Iterable[StoredPledge], newest: datetime | None) -> list[Commitment]:
    """All commitments, in order of their first report; the order in which pledges come changes nothing.

    Args:
        pledges: The reports.
        newest: When the newest dated article of the record appeared: how far the record has heard.
    """
    settings = load_settings()
    likeness = load_likeness()
    stored = sorted(pledges, key=_lead)
    made = [one for one in stored if one.pledge.fate == "made"]
    groups = likeness.groups(made, lambda one: _wording(likeness, one.pledge), settings.pledge, _can_be_one)
    _add_fates([one for one in stored if one.pledge.fate != "made"], groups, likeness, settings.fate)
    found = [_commitment(group, newest, timedelta(settings.silence_days)) for group in groups]
    return sorted(found, key=lambda c: (time_order(c.pledges[0].pledge.when), c.id))


def _lead(stored: StoredPledge) -> tuple[bool, int, str]:
    content = stored.pledge.content
    return (not stored.pledge.due.known, -len(content.quote) if content else 0, stored.id)


def _wording(likeness: Likeness, pledge: Pledge) -> Wording:
    return likeness.wording(pledge.content.quote if pledge.content else "")


def _can_be_one(one: StoredPledge, other: StoredPledge) -> bool:
    """Whether two reports may be of one promise: a common promisor, and due times that do not exclude each other."""
    if not set(one.pledge.promisor) & set(other.pledge.promisor):
        return False
    first, second = one.pledge.due, other.pledge.due
    apart = (first.end and second.start and first.end <= second.start) or (
        second.end and first.start and second.end <= first.start
    )
    return not apart


def _add_fates(
    fates: Sequence[StoredPledge], groups: list[list[StoredPledge]], likeness: Likeness, measure: Measure
) -> None:
    """Put each report of a fate with the promise it is about, or by itself where the record has none like it."""
    shelves: dict[str, list[int]] = {}
    for number, group in enumerate(groups):
        for code in group[0].pledge.promisor:
            shelves.setdefault(code, []).append(number)
    for one in sorted(fates, key=lambda one: (time_order(one.pledge.when), one.id)):
        wording = _wording(likeness, one.pledge)
        near = sorted({number for code in one.pledge.promisor for number in shelves.get(code, ())})
        leads = [(number, _wording(likeness, groups[number][0].pledge)) for number in near if wording.stems]
        place = next((number for number, lead in leads if likeness.alike(wording, lead, measure)), None)
        if place is not None:
            groups[place].append(one)
            continue
        for code in one.pledge.promisor:
            shelves.setdefault(code, []).append(len(groups))
        groups.append([one])


def _commitment(group: Sequence[StoredPledge], newest: datetime | None, silence: timedelta) -> Commitment:
    first = group[0]
    reports = sorted(group, key=lambda one: (time_order(one.pledge.when), one.id))
    due = next((one.pledge.due for one in group if one.pledge.due.known), first.pledge.due)
    return Commitment(
        id=first.id,
        promisor=first.pledge.promisor,
        promisee=tuple(dict.fromkeys(code for one in group for code in one.pledge.promisee)),
        content=first.pledge.content,
        condition=next((one.pledge.condition for one in group if one.pledge.condition), None),
        due=due,
        status=_status(reports, due, newest, silence),
        pledges=tuple(reports),
    )


def _status(reports: Sequence[StoredPledge], due: When, newest: datetime | None, silence: timedelta) -> Outcome:
    fates = [one.pledge.fate for one in reports if one.pledge.fate != "made"]
    if fates:
        return "reported kept" if fates[-1] == "kept" else "reported broken"
    if due.end is not None and newest is not None and due.end <= newest:
        return "due date passed"
    made = [one.pledge for one in reports]
    if _repeated(made):
        return "repeated"
    last = max(filter(None, (pledge.when.end or pledge.when.start for pledge in made)), default=None)
    heard = last is None or newest is None or newest - last < silence
    return "made" if heard else "nothing heard"


def _repeated(made: Sequence[Pledge]) -> bool:
    """Whether the promise was made more than once: said again, or at times that exclude each other."""
    if any("said again" in pledge.why.steps for pledge in made):
        return True
    first = made[0].when
    return any(first.end and p.when.start and first.end <= p.when.start for p in made[1:])
