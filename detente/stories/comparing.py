"""Comparing: how what two places say of one slot goes together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.stories.amounts import compare_amounts
from detente.stories.dates import compare_periods
from detente.stories.facts import Amount, Fate, Ground, OfficeHeld, Parties, Period, Said
from detente.stories.offices import compare_offices
from detente.stories.parties import compare_parties
from detente.stories.places import compare_grounds, related
from detente.stories.sayings import compare_wordings
from detente.stories.statuses import compare_fates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.stories.facts import Content, Fact, Verdict

__all__ = ["compare", "compare_contents", "strongest"]


def compare(one: Fact, other: Fact) -> Verdict | None:
    """How two facts of one slot go together; a guess, and what is not surely said of the happening, dispute nothing.

    Returns:
        "agrees"; "finer" where they go together and one says more; "differs"; None where they cannot be compared.
    """
    if one.slot != other.slot or one.topic != other.topic:
        return None
    found = compare_contents(one.content, other.content)
    firm = one.firm and other.firm
    if found == "differs" and (not firm or one.guess or other.guess):
        return None
    if found == "finer" and not firm and isinstance(one.content, Ground) and isinstance(other.content, Ground):
        return "finer" if related(one.content, other.content) else None
    return found


def compare_contents(one: Content, other: Content) -> Verdict | None:
    """As `compare`, of what fills the slots alone."""
    match one, other:
        case Period(), Period():
            return compare_periods(one, other)
        case Amount(), Amount():
            return compare_amounts(one, other)
        case Ground(), Ground():
            return compare_grounds(one, other)
        case Parties(), Parties():
            return compare_parties(one, other)
        case OfficeHeld(), OfficeHeld():
            return compare_offices(one, other)
        case Fate(), Fate():
            return compare_fates(one, other)
        case Said(), Said():
            return compare_wordings(one, other)
    return None


def strongest(verdicts: Iterable[Verdict | None]) -> Verdict | None:
    """What several comparisons say together: a difference, else a difference of precision, else agreement."""
    found = set(verdicts)
    order: tuple[Verdict, ...] = ("differs", "finer", "agrees")
    return next((verdict for verdict in order if verdict in found), None)
