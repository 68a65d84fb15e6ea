"""PETRARCH's records as gold: what their codes mean in our types, which are ordinary language, and whom they name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from detente.actors.directory import build_directory
from detente.actors.epithets import load_epithets
from detente.actors.linker import Linker
from detente.actors.tables import StateRow, load_tables
from detente.evaluation.event_gold import GoldEvent, GoldSentence, land_of
from detente.lexicon import Row, load_lexicon, load_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.evaluation.petrarch_records import PetrarchFile, PetrarchRecord

__all__ = [
    "Scheme",
    "gold_of",
    "invented_codes",
    "is_ordinary",
    "land_code",
    "load_rules",
    "petrarch_linker",
    "scheme_of",
    "tell_act",
]

_SIDE = re.compile(r"[A-Z]{3}(?:[A-Z]{3})*")
ABSENT = "---"


class Ordinary(Row, frozen=True, kw_only=True):
    """Which unit tests are about ordinary language; `petrarch.yml` says the rule in words."""

    categories: frozenset[str]
    not_about: tuple[str, ...]
    misspelt: str


class Rules(Row, frozen=True, kw_only=True):
    """`evaluation/petrarch.yml`: schemes by verb dictionary, types by code, and the rule of ordinary records."""

    schemes: dict[str, str]
    otherwise: dict[str, frozenset[str]]
    codes: dict[str, dict[str, tuple[str, ...]]]
    ordinary: Ordinary

    def scheme(self, name: str) -> Scheme:
        """A scheme by its name, "cameo" or "weis"."""
        return Scheme(name, self.codes[name])


@dataclass(frozen=True, slots=True)
class Scheme:
    """Event codes of one scheme to PLOVER's types."""

    name: str
    codes: dict[str, tuple[str, ...]]

    def types(self, code: str) -> tuple[str, ...] | None:
        """The types that count as right for a code, () where PLOVER has none; None where it is no code of the scheme.

        >>> Scheme("cameo", {"08": ("CONCEDE",), "087": ("RETREAT",)}).types("0871")
        ('RETREAT',)
        """
        return next((self.codes[code[:n]] for n in range(len(code), 1, -1) if code[:n] in self.codes), None)


@lru_cache(maxsize=1)
def load_rules() -> Rules:
    """Read `data/evaluation/petrarch.yml`."""
    return load_lexicon("evaluation/petrarch.yml", Rules)


def scheme_of(file: PetrarchFile, record: PetrarchRecord, rules: Rules) -> Scheme:
    """The scheme of a record's codes: that of the file's dictionary, unless the record is listed otherwise."""
    other = next((name for name, ids in rules.otherwise.items() if record.id in ids), None)
    name = other or rules.schemes.get(file.verbs, "cameo")
    return rules.scheme(name)


def is_ordinary(record: PetrarchRecord, scheme: Scheme, rules: Ordinary) -> bool:
    """Whether a unit test is about ordinary language, by the rule of `petrarch.yml`."""
    remarks = record.remarks.lower()
    return (
        record.category in rules.categories
        and bool(record.events)
        and not any(word in remarks for word in rules.not_about)
        and not re.search(rules.misspelt, record.text.lower())
        and all(scheme.types(event.code) is not None for event in record.events)
        and all(_SIDE.fullmatch(side) for event in record.events for side in (event.source, event.target))
    )


def gold_of(record: PetrarchRecord, scheme: Scheme) -> GoldSentence:
    """The events of a record that PLOVER has a type for; what is no code of the scheme has none."""
    dyads = {(land_code(e.source), scheme.types(e.code) or (), land_code(e.target)) for e in record.events}
    events = tuple(
        GoldEvent(
            "/".join(types),
            frozenset(types),
            source_lands=frozenset((source,) if source else ()),
            target_lands=frozenset((target,) if target else ()),
            mutual=(target, types, source) in dyads,
        )
        for source, types, target in sorted(dyads)
        if types and not ((target, types, source) in dyads and target < source)
    )
    return GoldSentence(record.id, record.text, events, full=True)


def land_code(side: str) -> str:
    """The land of a side of the gold ("GONGOV" is of GON), "IGO" for a body of states, "" for none.

    >>> land_code("IGOUNOMIL"), land_code("---MIL"), land_code("GONGOV")
    ('IGO', '', 'GON')
    """
    return "" if side.startswith((ABSENT, "#")) or not _SIDE.fullmatch(side) else land_of(side[:3])


def tell_act(type_: str, status: str) -> str | None:
    """Our type in the terms of these files: a plan counts as the act itself, a meeting called off as REJECT."""
    if type_ == "CONSULT" and status in ("cancelled", "denied"):
        return "REJECT"
    return None if status in ("possible", "hypothetical", "denied") else type_


def petrarch_linker(shipped: Linker, records: Iterable[PetrarchRecord]) -> Linker:
    """A linker that knows the invented lands of the unit tests too, where a record speaks of them.

    A made-up land is known to our tables by a code of its own; `gdelt` in `petrarch_names.tsv` is that of the tests.
    """
    rows = load_table("evaluation/petrarch_names.tsv", StateRow)
    texts = [record.text for record in records]
    if not any(row.name in text for row in rows for text in texts):
        return shipped
    tables = load_tables()
    return Linker(build_directory(replace(tables, states=(*tables.states, *rows))), load_epithets())


@lru_cache(maxsize=1)
def invented_codes() -> dict[str, str]:
    """Our codes of the invented lands to those of the unit tests, where they differ."""
    return {row.iso3: row.gdelt or row.iso3 for row in load_table("evaluation/petrarch_names.tsv", StateRow)}
