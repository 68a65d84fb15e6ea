"""Comparing: how what two places say of one slot goes together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.stories.amounts import compare_amounts
from detente.stories.dates import compare_periods
from detente.stories.dispute_words import load_dispute_words
from detente.stories.facts import Amount, Fate, Ground, OfficeHeld, Parties, Period, Said
from detente.stories.offices import compare_offices
from detente.stories.parties import compare_parties
from detente.stories.places import closer, compare_grounds, related
from detente.stories.sayings import compare_wordings
from detente.stories.statuses import compare_fates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.stories.facts import Content, Fact, Verdict

__all__ = ["compare", "compare_contents", "contradicts", "goes_with", "people_in", "strongest"]

SINGLE = ("date", "duration", "status", "speaker")  # of which a happening has one


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


def goes_with(one: Fact, other: Fact) -> bool:
    """Whether two facts, found in different ways, say of one thing of a happening what can both be true.

    Much can be true beside each other, so more is asked than that: of dates and places that they are close, of numbers
    that they count what the same befell. Who takes part and wordings are too many to be taken for one.
    """
    found = compare_contents(one.content, other.content)
    match one.content, other.content:
        case Period() as a, Period() as b:
            near = max((a.end - a.start).days, (b.end - b.start).days) <= load_dispute_words().twice.days
            return found == "agrees" or (found == "finer" and near)
        case Ground() as a, Ground() as b:
            return found == "agrees" or (found == "finer" and closer(a, b))
        case Amount() as a, Amount() as b:
            return found in ("agrees", "finer") and (a.dimension == "duration" or _one_count(a, b))
        case OfficeHeld(), OfficeHeld():
            return one.topic == other.topic and found is not None
        case (Fate(), Fate()):
            return found == "agrees"
    if one.slot == "speaker":
        return found in ("agrees", "finer")
    if one.slot == "participants":
        return people_in(one) == people_in(other) != frozenset()
    return False


def people_in(fact: Fact) -> frozenset[str]:
    """The persons who take part, by what a fact says; none of a fact of another slot."""
    members = fact.content.members if isinstance(fact.content, Parties) and fact.slot == "participants" else ()
    return frozenset(one.id for one in members if one.person)


def contradicts(one: Fact, other: Fact) -> bool:
    """Whether a happening cannot have both of two facts: of what it has one, whatever does not go with it.

    Nor is it told twice that one person takes part.
    """
    if one.slot in SINGLE:
        return not goes_with(one, other)
    if one.slot == "participants":
        return one.topic == other.topic
    a, b = one.content, other.content
    if isinstance(a, Amount) and isinstance(b, Amount):
        return _one_count(a, b) and compare_contents(a, b) == "differs"
    return isinstance(a, Ground) and isinstance(b, Ground) and compare_contents(a, b) == "differs"


def _one_count(one: Amount, other: Amount) -> bool:
    """Whether two numbers count the same things to which the same happened."""
    return one.unit == other.unit and one.told == other.told and bool(one.told)
