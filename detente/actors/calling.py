"""How offices are called: which role a title means in a state, and whose office bears the words of a title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from detente.actors.directory import member_of
from detente.actors.phrases import key_of
from detente.actors.spells import meets

if TYPE_CHECKING:
    from datetime import datetime

    from detente.actors.directory import Directory
    from detente.actors.spells import Spell
    from detente.actors.tables import Calling

__all__ = ["Wording", "best_called", "called", "meant_roles"]

APART = 10
"""What it weighs against an office that it is another one by its own words ("Deputy")."""

HANDOVER = timedelta(days=60)

Held = tuple[int, "Spell"]


def meant_roles(
    directory: Directory,
    words: str,
    roles: tuple[str, ...],
    state: str | None,
    start: datetime | None,
    end: datetime | None,
) -> tuple[str, ...]:
    """The roles that a title means in a state at some time in [start, end): all of them where nothing narrows it.

    >>> from detente.actors import load_linker
    >>> directory = load_linker().directory
    >>> roles = directory.titles.values["foreign secretary"]
    >>> [meant_roles(directory, "foreign secretary", roles, state, None, None) for state in ("IND", "GBR")]
    [('deputy_foreign',), ('foreign',)]
    """
    calling = directory.calling
    if state is None:
        return roles
    if words in calling.leader_words and state in directory.states:
        return _leading(calling, roles, state, start, end)
    rule = calling.meant.get(words)
    if rule is None:
        return roles
    role = next((role for role, cells in rule.items() if _covers(cells, state, start, end)), None)
    chosen = (role,) if role is not None else rule["elsewhere"]
    return tuple(role for role in roles if role in chosen) or roles


def _leading(
    calling: Calling, roles: tuple[str, ...], state: str, start: datetime | None, end: datetime | None
) -> tuple[str, ...]:
    """What a word such as "leader" means: not the head of state where that one only reigns."""
    for role, cells in calling.leaders.items():
        if role in roles and _covers(cells, state, start, end):
            return (role, *(other for other in roles if other != role and other not in calling.nominal))
    return roles


def _covers(cells: tuple[str, ...], state: str, start: datetime | None, end: datetime | None) -> bool:
    found = (member_of(cell) for cell in cells if cell.startswith(state))
    return any(code == state and meets(first, last, start, end) for code, first, last in found)


@dataclass(frozen=True, slots=True)
class Wording:
    """How an office is asked for.

    Attributes:
        words: The folded title ("spokesman").
        phrase: The title with all that tells which of several offices of its role it is ("foreign ministry spokesman").
        strict: Whether the phrase says for whom a spokesperson speaks, so that nobody else's can be meant.
    """

    words: str
    phrase: str
    strict: bool = False


def called(
    directory: Directory,
    wording: Wording,
    state: str,
    roles: tuple[str, ...],
    start: datetime | None,
    end: datetime | None,
) -> list[Held]:
    """Who held at some time in [start, end) an office of a state or body that a title means there, seniors first.

    Args:
        directory: The tables.
        wording: The title.
        state: The state or body.
        roles: The roles that the title may have anywhere.
        start: First moment asked for.
        end: First moment no longer asked for.
    """
    calling, words = directory.calling, wording.words
    meant = meant_roles(directory, words, roles, state, start, end)
    held = directory.holders(state, meant, start, end)
    if words in calling.leader_words and state in directory.states:
        return _leaders(directory, held, meant, roles)
    if words in calling.borne:
        return [pair for pair in held if words in key_of(pair[1].office.title)]
    if words in directory.words.strict_titles and state in directory.bodies:
        held = [pair for pair in held if words in key_of(pair[1].office.title)]
    if meant == (calling.spoken_role,) and (wording.strict or _told(calling, words)):
        asked = _told(calling, wording.phrase if wording.strict else words)
        held = [pair for pair in held if asked & _told(calling, pair[1].office.title)]
    return best_called(directory, wording.phrase, held)


def _leaders(directory: Directory, held: list[Held], meant: tuple[str, ...], roles: tuple[str, ...]) -> list[Held]:
    """Whoever holds the role that leads there, or else the most senior ones."""
    first = [pair for pair in held if pair[1].office.role == meant[0]] if meant != roles else []
    if first or not held:
        return first
    ranks = [directory.rank.get(spell.office.role, 9) for _, spell in held]
    return [pair for pair, rank in zip(held, ranks, strict=True) if rank == min(ranks)]


def best_called(directory: Directory, phrase: str, held: list[Held]) -> list[Held]:
    """Those of several holders whose office bears most of the words; who held another at another time stays.

    >>> from datetime import datetime
    >>> from detente.actors import load_linker
    >>> directory, day = load_linker().directory, datetime(2024, 5, 1)
    >>> held = directory.holders("RUS", ("spokesperson",), day, day)
    >>> [spell.office.title for _, spell in best_called(directory, "Kremlin spokesman", held)]
    ['Kremlin spokesperson']
    """
    if len(held) < 2:
        return held
    calling, asked = directory.calling, _told(directory.calling, phrase)
    weights = [_weight(calling, asked, spell.office.title) for _, spell in held]
    return [
        pair
        for pair, weight in zip(held, weights, strict=True)
        if not any(better > weight and _rivals(pair[1], other[1]) for other, better in zip(held, weights, strict=True))
    ]


def _weight(calling: Calling, asked: frozenset[str], title: str) -> int:
    """How many of the words asked for an office bears, less where its own words make it another office."""
    own = _told(calling, title)
    return len(asked & own) - APART * bool((own - asked) & calling.apart)


def _rivals(one: Spell, other: Spell) -> bool:
    """Whether two offices were held at one time; an office under its old and its new name may overlap by a little."""
    if not one.overlaps(other.start, other.end):
        return False
    ends = [end for end in (one.end, other.end) if end is not None]
    same = one.office.role == other.office.role and one.office.single == other.office.single == "yes"
    return not same or not ends or min(ends) - max(one.start, other.start) > HANDOVER


def _told(calling: Calling, phrase: str) -> frozenset[str]:
    """The words of a title that tell it from others of its role."""
    key = re.sub(r"[()\"]", "", key_of(phrase))
    for wording, same in calling.alike.items():
        if wording in key:
            key = re.sub(rf"\b{re.escape(wording)}(?!\w)", same, key)
    return frozenset(key.split()) - calling.plain
