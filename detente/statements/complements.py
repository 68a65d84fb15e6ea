"""What a cue verb's dependents say: the frames, tried in the order of `COMPLEMENTS`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from detente.statements.clausal import find_clause, find_gerund, find_infinitive, find_parenthetical, find_person_to
from detente.statements.nominal import (
    find_as,
    find_object_preposition,
    find_predicate,
    find_preposition,
    find_preposition_to,
    find_quoted,
    find_raising,
    find_reflexive,
    find_thing,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.statements.clause import Clause, Found
    from detente.statements.cues import Cue, Frame

__all__ = ["COMPLEMENTS", "Complement"]


class Complement(NamedTuple):
    """A rule: its name, the frames that license it, and the function that looks for it."""

    name: str
    frames: tuple[Frame, ...]
    find: Callable[[Clause, Cue], Found | None]


COMPLEMENTS = (
    Complement("parenthetical", ("clause", "quote"), find_parenthetical),
    Complement("gerund", ("gerund",), find_gerund),
    Complement("clause", ("clause",), find_clause),
    Complement("clause", ("quote",), find_clause),
    Complement("preposition-to", ("preposition-to",), find_preposition_to),
    Complement("person-to", ("person-to",), find_person_to),
    Complement("to", ("to",), find_infinitive),
    Complement("as", ("as",), find_as),
    Complement("predicate", ("predicate",), find_predicate),
    Complement("object-preposition", ("object-preposition",), find_object_preposition),
    Complement("reflexive", ("reflexive",), find_reflexive),
    Complement("thing", ("thing",), find_thing),
    Complement("preposition", ("preposition",), find_preposition),
    Complement("raising", ("raising",), find_raising),
    Complement("quote", ("quote",), find_quoted),
)
