"""The pages of docs/ontology.md, made from the coder's own data: `python -m cogapp -r docs/ontology.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from detente.actors import load_sectors
from detente.events.codes import load_codes
from detente.events.contexts import load_contexts
from detente.events.lexicon import load_predicates
from detente.events.ontology import load_ontology
from detente.lexicon import Row, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Mode", "TypeNotes", "contexts", "events", "given_codes", "load_notes", "sectors", "types"]

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
LONG = 3


class Mode(Row, frozen=True, kw_only=True):
    """One mode of a type."""

    definition: str
    example: str
    near_miss: str


class TypeNotes(Row, frozen=True, kw_only=True):
    """Example and near miss of a type, and its modes."""

    example: str
    near_miss: str
    modes: dict[str, Mode] = msgspec.field(default_factory=dict)


def load_notes() -> dict[str, TypeNotes]:
    """Read `data/events/modes.yml`."""
    return load_lexicon("events/modes.yml", dict[str, TypeNotes])


def types() -> str:
    """Every type with its modes."""
    ontology, notes = load_ontology(), load_notes()
    parts = []
    for name, type_ in ontology.types.items():
        note = notes[name]
        head = f"### {name}\n\n{type_.definition} Quad {type_.quad} ({QUADS[type_.quad]}), score {type_.score:g}, "
        head += f"CAMEO {type_.cameo} where nothing finer is said.\n\n"
        head += f"Example: {note.example} Near miss: {note.near_miss}\n"
        rows = [(mode, one.definition, one.example, one.near_miss) for mode, one in note.modes.items()]
        parts.append(head + ("\n" + _table("mode", rows) if rows else ""))
    return "\n".join(parts)


def contexts() -> str:
    """Every context, with what implies it."""
    rows = [
        (name, one.definition, _implied(one.cameo, one.modes, one.sectors), one.example, one.near_miss)
        for name, one in load_contexts().contexts.items()
    ]
    return _table("context", rows, "implied by")


def _implied(cameo: Iterable[str], modes: Iterable[str], sectors: Iterable[str]) -> str:
    parts = [*sorted(modes), *(f"actor {sector}" for sector in sorted(sectors)), " ".join(sorted(cameo))]
    return ", ".join(part for part in parts if part) or "words alone"


def sectors() -> str:
    """Every sector."""
    rows = [(code, one.definition, one.example, one.near_miss) for code, one in load_sectors().words.sectors.items()]
    return _table("sector", rows)


def given_codes() -> set[str]:
    """Every CAMEO code that an event can have: of predicates, sayings, types and compositions, and what they become."""
    ontology, cameo = load_ontology(), load_codes()
    given = {one.cameo for one in load_predicates().predicates if one.cameo is not None and one.weight}
    given |= {row["cameo"] for row in load_lexicon("events/sayings.yml", list[dict[str, object]]) if "cameo" in row}  # type: ignore[misc]
    given |= {type_.cameo for type_ in ontology.types.values()}
    given |= {one.cameo for table in ontology.taken.values() for one in table.values() if one.cameo is not None}
    while more := {row.to for row in cameo.finer if row.code in given} - given:
        given |= more
    return given


def events() -> str:
    """The CAMEO codes, those of four digits below their parents."""
    codes, given = load_codes().codes, given_codes()
    rows = []
    for code, one in codes.items():
        if len(code) > LONG or code not in given | {long[:LONG] for long in given}:
            continue
        below = [f"{long} {codes[long].definition}" for long in codes if long[:LONG] == code and long != code]
        text = " ".join([one.definition, *(part for part in below if part.split()[0] in given)])
        rows.append((code, text, one.example or "", one.near_miss or ""))
    return _table("code", rows)


def _table(first: str, rows: Iterable[tuple[str, ...]], *more: str) -> str:
    columns = (first, "means", *more, "example", "near miss")
    lines = [" | ".join(columns), " | ".join("---" for _ in columns), *(" | ".join(row) for row in rows)]
    return "\n".join(f"| {line} |" for line in lines) + "\n"
