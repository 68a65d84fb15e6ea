"""Offices at a date measured: who spoke for which state, and as what, in the general debate of the United Nations."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from detente.actors.who import who

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from detente.actors import Directory

__all__ = ["OfficeScore", "class_of_role", "classes_of_post", "read_speakers", "score_speakers"]

FIRST_YEAR = 1990
_CLASSES = (
    ("other", r"vice|deputy|representative|envoy|chair of the delegation|chair of delegation|crown prince"),
    (
        "head of government",
        r"prime minister|head of government|premier|chancellor|council of ministers|of the government",
    ),
    ("head of state", r"president|king|queen|emir|amir|sultan|head of state|duke|prince|pope|sovereign|captain"),
    ("foreign", r"fore(i)?gn|external"),
)


@dataclass(slots=True)
class OfficeScore:
    """Counts by decade ("1990s", ..., "all"); `misses` are (year, state, name, post, answer).

    `right` counts first answers, `later` those where only another answer has the state and office, such as the deputy
    prime minister who is foreign minister too.
    """

    right: Counter[str] = field(default_factory=Counter)
    later: Counter[str] = field(default_factory=Counter)
    state_only: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    silent: Counter[str] = field(default_factory=Counter)
    misses: list[tuple[str, str, str, str, str]] = field(default_factory=list)

    def accuracy(self, part: str = "all", *, first: bool = True) -> float:
        """Share of rows whose first answer (or any) has the right state and class of office, 0-1."""
        every = (self.right, self.later, self.state_only, self.wrong, self.silent)
        good = self.right[part] if first else self.right[part] + self.later[part]
        return good / max(1, sum(counts[part] for counts in every))


def classes_of_post(post: str) -> set[str]:
    """A post as the list words it: head of state, head of government, foreign or other; several where it names several.

    >>> classes_of_post("President of the Council of Ministers"), classes_of_post("Minister for Foregn Affairs")
    ({'head of government'}, {'foreign'})
    >>> sorted(classes_of_post("President and Head of Government"))
    ['head of government', 'head of state']
    """
    parts = re.split(r", | and ", post.lower())
    return {next((name for name, pattern in _CLASSES if re.search(pattern, part)), "other") for part in parts}


def class_of_role(role: str) -> str:
    """The same of a role of the tables.

    >>> class_of_role("ruler"), class_of_role("un_envoy")
    ('head of state', 'other')
    """
    heads = ("head_of_state", "ruler", "supreme_leader", "transition_head", "council_head", "acting_head")
    known = {"head_of_government": "head of government", "chief_adviser": "head of government", "foreign": "foreign"}
    return "head of state" if role in heads else known.get(role, "other")


def score_speakers(rows: Iterable[dict[str, str]], directory: Directory) -> OfficeScore:
    """Ask for each speaker by name in the September of the year; the first answer counts.

    Args:
        rows: With year, iso3, name and post; rows before 1990 or without a post are passed over.
        directory: The tables.
    """
    score = OfficeScore()
    for row in rows:
        year = int(row["year"])
        if year < FIRST_YEAR or not row["post"].strip():
            continue
        held = who(directory, row["name"], datetime(year, 9, 10), datetime(year, 10, 5))
        wanted = {(row["iso3"], office) for office in classes_of_post(row["post"])}
        got = [(one.spell.office.state, class_of_role(one.spell.office.role)) for one in held]
        counts = score.right if wanted.intersection(got[:1]) else score.silent if not got else score.wrong
        if counts is score.wrong and wanted.intersection(got):
            counts = score.later
        elif counts is score.wrong and got[0][0] == row["iso3"]:
            counts = score.state_only
        counts.update((f"{year // 10 * 10}s", "all"))
        if counts is not score.right:
            answer = "; ".join(f"{h.person.name} {h.spell.office.id}" for h in held[:3])
            score.misses.append((row["year"], row["iso3"], row["name"], row["post"], answer))
    return score


def read_speakers(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file of speakers."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
