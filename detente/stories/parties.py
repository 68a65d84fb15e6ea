"""The slots of participants and speakers: who takes part or speaks, and how two such sayings go together."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from detente.actors.tables import BodyRow
from detente.lexicon import load_table
from detente.model import Span
from detente.stories.dispute_words import load_dispute_words
from detente.stories.facts import Fact, Parties, Party
from detente.stories.offices import roles_of
from detente.stories.places import ground_of
from detente.stories.terms import load_weigher

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.model import Mention, Speaker
    from detente.stories.facts import Slot, Verdict
    from detente.stories.pages import Page

__all__ = [
    "compare_parties",
    "hull",
    "is_person",
    "parties_in",
    "parties_of",
    "parties_of_words",
    "same_person",
    "speaker_party",
]

MOST_ONE = 2  # persons that no word for one of them can mean
_HYPHENED = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def parties_in(page: Page, span: Span, slot: Slot = "participants") -> list[Fact]:
    """Who a span says takes part: one fact, with all mentions in it that are no places."""
    kept = _outermost([one for one in page.mentions(span) if one.role != "place" and span.contains(one.span)])
    parties = parties_of(page, kept, page.words(span))
    if not parties.members and not parties.words:
        return []
    return [Fact(slot, readable(parties) or page.words(span), page.evidence(span), parties)]


def parties_of(page: Page, mentions: Sequence[Mention], words: str) -> Parties:
    """The parties of these mentions, in these words; without any, the states that the words name."""
    members: dict[str, Party] = {}
    for one in mentions:
        named = _stems(page.words(one.span))
        roles = roles_of(one.office_written or "") or roles_of(one.office_held or "")
        before = members.get(one.actor)
        if before:
            named, roles = before.words | named, before.roles or roles
        members[one.actor] = Party(one.actor, one.state, one.person, roles, named)
    return parties_of_words(words, members.values())


def parties_of_words(words: str, members: Iterable[Party] = ()) -> Parties:
    """Parties in words; where none are given, the states that the words name."""
    return Parties(tuple(members) or _states_in(words), _stems(words), *_ranks_and_branches(words))


def _states_in(words: str) -> tuple[Party, ...]:
    nobody: frozenset[str] = frozenset()
    return tuple(Party(code, code, False, nobody, nobody) for code in sorted(ground_of(words).states))


def speaker_party(speaker: Speaker, words: str) -> Parties:
    """Who speaks, as the one party."""
    known_as = speaker.id or speaker.state or speaker.name
    state = None if known_as in press() else speaker.state
    member = Party(known_as, state, is_person(known_as), roles_of(speaker.office or ""), frozenset())
    return parties_of_words(words, [member])


@lru_cache(maxsize=1)
def press() -> frozenset[str]:
    """Codes of the press, which speaks for no state."""
    return frozenset(row.id for row in load_table("actors/bodies.tsv", BodyRow) if row.kind == "MED")


def compare_parties(one: Parties, other: Parties) -> Verdict | None:
    """Same, some of them or less closely named, or others in their place; None where each names persons of its own.

    Whoever comes may meet several people: that one names this and the other that person says nothing of either.
    """
    if one.words == other.words:
        return "agrees"
    if _rivals(one, other):
        return "differs"
    if one.members and other.members and _all_among(one, other) and _all_among(other, one):
        persons = all(party.person for party in (*one.members, *other.members))
        return "agrees" if persons or one.branches == other.branches else "finer"
    if _by_rank(one, other) or _by_rank(other, one):
        return "agrees"
    if one.members and other.members:
        return "finer" if _persons_among(one, other) or _persons_among(other, one) else None
    return "agrees" if one.words & other.words else "finer"


def readable(parties: Parties) -> str:
    """Names or codes of all, in order."""
    return ", ".join(sorted(_name_of(one) for one in parties.members))


def is_person(known_as: str) -> bool:
    """Whether an id is a person's: codes of states and bodies are upper case."""
    return known_as.islower()


def same_person(one: str, other: str) -> bool:
    """Whether two ids can be one person's: texts name the same one more and less fully."""
    first, second = set(one.split("-")), set(other.split("-"))
    return first <= second or second <= first


def _name_of(party: Party) -> str:
    if party.person:
        return " ".join(word.capitalize() for word in party.id.split("-"))
    return party.id


def _same(one: Party, other: Party) -> bool:
    if one.person or other.person:
        return one.person and other.person and same_person(one.id, other.id)
    return one.id == other.id or (one.state is not None and one.state == other.state)


def _all_among(one: Parties, other: Parties) -> bool:
    peers = _stems(" ".join(load_dispute_words().parties.peers))
    called = bool((one.words | other.words) & peers)  # "her Danish colleague" is whoever came from there
    return all(any(_same(a, b) or (called and _of_one_state(a, b)) for b in other.members) for a in one.members)


def _persons_among(one: Parties, other: Parties) -> bool:
    """Whether all persons of one are among those of the other, and it is not of the press, which is nobody else."""
    return all(_is_among(a, other) if a.person else a.id not in press() for a in one.members)


def _of_one_state(one: Party, other: Party) -> bool:
    """Whether one is a person and the other that person's state."""
    return one.person != other.person and one.state is not None and one.state == other.state


def _by_rank(named: Parties, called: Parties) -> bool:
    """Whether the one names several persons and the other calls all of them by their rank: "the two premiers"."""
    persons = [one for one in named.members if one.person]
    roles = frozenset(role for one in persons for role in one.roles)
    if len(persons) >= MOST_ONE and called.ranks and named.states == called.states and len(named.states) >= MOST_ONE:
        return True
    if len(persons) < MOST_ONE or any(one.person for one in called.members):
        return False
    rank_roles = load_dispute_words().parties.rank_roles
    return any(roles & rank_roles.get(rank, frozenset()) for rank in called.ranks)


def _rivals(one: Parties, other: Parties) -> bool:
    """Whether the two name other people in one office, other branches of one state, or other ranks of one side."""
    for a in one.members:
        for b in other.members:
            if _same_seat(a, b) and not _is_among(a, other) and not _is_among(b, one):
                return True
    if any(x.person for parties in (one, other) for x in parties.members):
        return False
    sides = [frozenset(x.state or x.id for x in parties.members) for parties in (one, other)]
    if sides[0] and sides[1] and sides[0] != sides[1]:
        return False
    parts = ((one.branches, other.branches), (one.ranks, other.ranks))
    return any(first and second and not first & second for first, second in parts)


def _same_seat(a: Party, b: Party) -> bool:
    both = a.person and b.person and a.state and a.state == b.state
    return bool(both and a.roles & b.roles and not same_person(a.id, b.id))


def _is_among(party: Party, parties: Parties) -> bool:
    return any(one.person and same_person(party.id, one.id) for one in parties.members)


def _outermost(mentions: Iterable[Mention]) -> list[Mention]:
    found = list(mentions)
    return [
        one
        for one in found
        if not any(other is not one and other.span != one.span and other.span.contains(one.span) for other in found)
    ]


@lru_cache(maxsize=5_000)
def _stems(words: str) -> frozenset[str]:
    stop = load_dispute_words().parties.stop
    return frozenset(
        stem for word in re.findall(r"[^\W_]+", words.lower().replace("’s", "").replace("'s", "")) if word not in stop
        for stem in load_weigher().stems(word)
    )  # fmt: skip


@lru_cache(maxsize=5_000)
def _ranks_and_branches(words: str) -> tuple[frozenset[str], frozenset[str]]:
    lists = load_dispute_words().parties
    return _named_in(words, lists.ranks), _named_in(words, lists.branches)


def _named_in(words: str, classes: dict[str, tuple[str, ...]]) -> frozenset[str]:
    lower = " ".join(["", *_HYPHENED.findall(words.lower()), ""])
    return frozenset(name for name, forms in classes.items() if any(f" {form} " in lower for form in forms))


def hull(spans: Iterable[Span]) -> Span:
    """The shortest span that has all of them."""
    found = list(spans)
    return Span(min(one.start for one in found), max(one.end for one in found))
