"""Meetings, visits and calls, each told in a line with the sources that tell of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from detente.brief.grouping import width
from detente.brief.parts import Meeting
from detente.brief.reference import Reference, join_names
from detente.brief.wording import clean
from detente.positions.order import time_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.brief.people import Person
    from detente.brief.tellings import Tellings
    from detente.model import Event, When
    from detente.record import StoredEvent

__all__ = ["best_when", "build_meetings", "meeting_text"]


def build_meetings(
    groups: Iterable[Sequence[StoredEvent]], tellings: Tellings, reference: Reference
) -> tuple[list[Meeting], int]:
    """The meetings in time order, and how many more there are than shown.

    Args:
        groups: The reports of each.
        tellings: What joining has found about them.
        reference: Words, names and numbers of sources.
    """
    ordered = sorted(groups, key=lambda group: (time_order(best_when(group, reference)), group[0].id))
    shown = _foremost(ordered, tellings, reference.most(reference.labels.limits.meetings))
    introduced: set[Person] = set()
    return [_meeting(group, tellings, reference, introduced) for group in shown], len(ordered) - len(shown)


def meeting_text(group: Sequence[StoredEvent], reference: Reference, introduced: set[Person] | None = None) -> str:
    """Who met whom where ("Antony Blinken (Secretary of State) met Wang Yi in Beijing").

    Args:
        group: The reports of one meeting; the first leads, others may add the place and offices.
        reference: Names and verbs.
        introduced: People whose office need not be told again; those named here are added to it.
    """
    event = group[0].event
    articles = [one.article_id for one in group]
    people = [reference.people.find(name, articles) for name in event.people]
    known = introduced if introduced is not None else set()
    shown = [replace(person, office=None) if person in known else person for person in people]
    known.update(people)
    who, whom, besides = _parties(shown, _sides(event), reference)
    place = next(filter(None, (one.event.place for one in group)), None)
    where = _where(place, event, whom, reference)
    text = " ".join(filter(None, (who, reference.labels.met(event), whom, where))) + besides
    return text[:1].upper() + text[1:]


def _parties(
    people: Sequence[Person], sides: tuple[tuple[str, ...], tuple[str, ...]], reference: Reference
) -> tuple[str, str, str]:
    """Who, whom, and who else; a side without people goes by its name, or by those whose state nobody gives."""
    hosts = [person for person in people if person.state in sides[1]]
    guests = [person for person in people if person.state in sides[0] and person not in hosts]
    others = [person for person in people if person not in hosts and person not in guests]
    if others and bool(guests) != bool(hosts):
        return _named(guests or others), _named(hosts or others), ""
    if len(others) > 1 and not guests:
        return _named(others), "", ""
    who, whom = _named(guests) or reference.named(sides[0]), _named(hosts) or reference.named(sides[1])
    return who, whom, f", with {_named(others)}" if others else ""


def _foremost(
    groups: Sequence[Sequence[StoredEvent]], tellings: Tellings, most: int | None
) -> list[Sequence[StoredEvent]]:
    """Those with most sources, then the latest; in the order they had."""
    ranked = sorted(enumerate(groups), key=lambda pair: (-tellings.sources(pair[1]), -pair[0]))
    return [group for _, group in sorted(ranked[:most], key=lambda pair: pair[0])]


def _meeting(
    group: Sequence[StoredEvent], tellings: Tellings, reference: Reference, introduced: set[Person]
) -> Meeting:
    leader = group[0]
    badge = reference.labels.badge(leader.event)
    issues = dict.fromkeys(chain.from_iterable(one.event.issues for one in group))
    quotes, more = tellings.quotes(group, reference)
    return Meeting(
        when=reference.dated(best_when(group, reference)),
        status=badge.badge,
        tone=badge.tone,
        text=meeting_text(group, reference, introduced),
        issues=reference.issues(tuple(issues)),
        reported_by=tuple(map(clean, leader.event.reported_by)),
        quotes=quotes,
        more=more,
        told=tellings.told(group),
        differences=tellings.differences(group, reference),
    )


def best_when(group: Sequence[StoredEvent], reference: Reference) -> When:
    """The narrowest of the times that the reports give, then the most firmly known."""
    bases = reference.labels.basis_order
    return min((one.event.when for one in group), key=lambda when: (width(when), bases.index(when.basis)))


def _sides(event: Event) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if event.recipient:
        return event.actor, event.recipient
    return event.actor[:1], event.actor[1:]


def _named(people: Sequence[Person]) -> str:
    return join_names([f"{person.name} ({person.office})" if person.office else person.name for person in people])


def _where(place: str | None, event: Event, whom: str, reference: Reference) -> str:
    if not place:
        return ""
    shown = clean(reference.name_of(place))
    if event.mode == "visit" and whom == reference.named(_sides(event)[1]):
        return "" if shown in whom else f"({shown})"
    return f"in {shown}"
