"""Offices of one person in two articles, also where nothing that was coded joins them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from detente.stories.comparing import compare
from detente.stories.dispute_words import load_dispute_words
from detente.stories.facts import OfficeHeld
from detente.stories.offices import offices_in
from detente.stories.runs import Match

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.stories.facts import Fact, Verdict
    from detente.stories.pages import Page

__all__ = ["compare_titles", "titles_of"]

AMISS = ("wrong", "out of date")
Titled = dict[str, list[tuple["Fact", bool]]]


def titles_of(page: Page) -> Titled:
    """Of each person the titles that an article gives, each where it stands first, and whether it is amiss."""
    found: Titled = defaultdict(list)
    for mention in page.reading.mentions:
        if not mention.person or not mention.office_written:
            continue
        for fact in offices_in(page, mention.span):
            if fact.topic == mention.actor and all(fact.content != one.content for one, _ in found[mention.actor]):
                found[mention.actor].append((fact, mention.flag in AMISS))
    return found


def compare_titles(one: Titled, other: Titled) -> Iterator[Match]:
    """How the titles of persons whom both articles name go together: the closest of each, and those that differ."""
    for person in sorted(one.keys() & other.keys()):
        yield from _compared(one[person], other[person])


def _compared(one: Sequence[tuple[Fact, bool]], other: Sequence[tuple[Fact, bool]]) -> Iterator[Match]:
    pairs = [(a, b, _verdict(a, b)) for a in one for b in other]
    best = next((pair for wanted in ("agrees", "finer") for pair in pairs if pair[2] == wanted), None)
    if best is not None and best[2] is not None:
        yield Match(best[0][0], best[1][0], best[2])
    for a, b, verdict in pairs:
        if verdict == "differs" and all(found == "differs" for x, y, found in pairs if (x is a) != (y is b)):
            yield Match(a[0], b[0], verdict)


def _verdict(one: tuple[Fact, bool], other: tuple[Fact, bool]) -> Verdict | None:
    """As `compare`; an office that the person did not hold then disputes another one that he did."""
    found = compare(one[0], other[0])
    a, b = one[0].content, other[0].content
    if found == "agrees" or not (isinstance(a, OfficeHeld) and isinstance(b, OfficeHeld)):
        return found
    others = bool(a.roles and b.roles and not a.roles & b.roles and not (a.former or b.former))
    deputy = bool((a.limits | b.limits) & load_dispute_words().offices.lesser)
    if found == "differs" and others and deputy and not a.words & b.words:
        return None  # who is somebody's deputy may hold another office beside it
    return "differs" if others and one[1] != other[1] else found
