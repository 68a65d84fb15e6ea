"""The slot of offices: what an article calls a person, and how two titles go together."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from detente.actors.tables import load_words
from detente.model import Span
from detente.stories.dispute_words import load_dispute_words
from detente.stories.facts import Fact, OfficeHeld
from detente.stories.terms import WORD

if TYPE_CHECKING:
    from detente.model import Mention
    from detente.stories.facts import Verdict
    from detente.stories.pages import Page

__all__ = ["compare_offices", "office_of", "offices_in", "roles_of"]

_LONGEST = 6
_BESIDE = 60  # characters between a name and its office


def offices_in(page: Page, span: Span) -> list[Fact]:
    """The offices that a span gives to persons; where it only names one, that person without an office."""
    found = [one for one in page.mentions(span) if (one.person or one.office_written) and one.role != "place"]
    titled = [one for one in found if one.office_written] or found
    facts = {one.actor: _fact(page, one) for one in titled}
    if facts:
        return list(facts.values())
    held = office_of(page.words(span))
    return [Fact("office", page.words(span), page.evidence(span), held)] if held.words else []


def _fact(page: Page, mention: Mention) -> Fact:
    title = _title(page.words(mention.span), mention.office_written or "")
    held = office_of(title, mention.actor if mention.person else "", mention.flag == "former")
    where = _with_office(page, mention)
    return Fact("office", f"{mention.name}: {title or 'no office'}", page.evidence(where), held, mention.actor)


def _with_office(page: Page, mention: Mention) -> Span:
    """The name with the office beside it, where that stands in the sentence; else the name alone."""
    office, span = (mention.office_written or "").lower(), mention.span
    sentence = page.sentence(span.start)
    if not office or office in page.words(span).lower() or not sentence.contains(span):
        return span
    before = page.text.lower().rfind(office, max(sentence.start, span.start - _BESIDE), span.start)
    after = page.text.lower().find(office, span.end, min(sentence.end, span.end + _BESIDE + len(office)))
    if before >= 0 and (after < 0 or span.start - before <= after - span.end):
        return Span(before, span.end)
    return Span(span.start, after + len(office)) if after >= 0 else span


def _title(words: str, office: str) -> str:
    """The office with a word right before it that makes it another one: "deputy", "acting"."""
    lists = load_dispute_words().offices
    before = words[: words.lower().find(office.lower())].split() if office and office.lower() in words.lower() else []
    more = before[-1] if before and before[-1].lower() in (lists.lesser | lists.standing | lists.former) else ""
    return f"{more} {office}".strip()


@lru_cache(maxsize=5_000)
def office_of(title: str, holder: str = "", former: bool = False) -> OfficeHeld:
    """An office by the words of its title.

    >>> sorted(office_of("Deputy Foreign Minister").limits)
    ['deputy']
    """
    words = load_dispute_words().offices
    pieces = [piece.lower() for piece in WORD.findall(title.replace("’s", "").replace("'s", ""))]
    limits = frozenset(piece for piece in pieces if piece in words.lesser or piece in words.standing)
    gone = former or any(piece in words.former for piece in pieces)
    kept = frozenset(piece for piece in pieces if piece not in words.stop and piece not in words.former)
    return OfficeHeld(holder, roles_of(title), limits, kept, gone)


@lru_cache(maxsize=5_000)
def roles_of(title: str) -> frozenset[str]:
    """The functions that a title can mean, by the longest words of it that name any; none for words too wide.

    >>> sorted(roles_of("Minister of Foreign Affairs"))
    ['foreign']
    """
    pieces = [piece.lower() for piece in WORD.findall(title.replace("’s", "").replace("'s", ""))]
    roles, vague = _titles(), load_dispute_words().offices.vague
    for size in range(min(_LONGEST, len(pieces)), 0, -1):
        for at in range(len(pieces) - size, -1, -1):
            name = " ".join(pieces[at : at + size])
            if name in roles:
                return frozenset() if name in vague else roles[name]
    return frozenset()


@lru_cache(maxsize=1)
def _titles() -> dict[str, frozenset[str]]:
    """Functions by the words of their titles; portfolios with "minister" among them."""
    found: dict[str, frozenset[str]] = {}
    words = load_words()
    for role, entry in words.roles.items():
        for title in entry.words:
            found[title] = found.get(title, frozenset()) | {role}
    for role, titles in load_dispute_words().offices.more.items():
        for title in titles:
            found[title.lower()] = frozenset({role})
    for portfolio, role in words.portfolios.items():
        for head in words.portfolio_heads:
            found.setdefault(f"{portfolio} {head}", frozenset({role}))
    return found


def compare_offices(one: OfficeHeld, other: OfficeHeld) -> Verdict | None:
    """Same office, the same less closely told, or another; None where one of them was held at another time."""
    if one.former != other.former:
        return None
    if one.words == other.words:
        return "agrees"
    words = load_dispute_words().offices
    lesser = [office.limits & words.lesser for office in (one, other)]
    if one.roles and other.roles:
        shared = _groups(one.roles) & _groups(other.roles)
        if shared:
            if lesser[0] != lesser[1]:
                return "differs"
            return "finer" if one.limits != other.limits or not _alike(one, other) else "agrees"
        return None if (one.roles | other.roles) & words.beside else "differs"
    return "finer"


def _alike(one: OfficeHeld, other: OfficeHeld) -> bool:
    """Whether the two titles are forms of one: "Minister of Foreign Affairs", "Foreign Minister"."""
    return bool(one.words & other.words)


def _groups(roles: frozenset[str]) -> frozenset[str]:
    """The functions, and those that go with them."""
    same = load_dispute_words().offices.same
    return roles | frozenset(name for group in same if group & roles for name in group)
