"""Who headed every state since 1990 is known, or `training/actors/gaps` says why nobody did."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from detente.actors.spells import first_day

if TYPE_CHECKING:
    from detente.actors import Directory, Linker

GAPS = Path(__file__).parents[2] / "training" / "actors" / "gaps"
FIRST, LAST = datetime(1990, 1, 1), datetime(2026, 4, 1)
LONGEST = timedelta(days=62)
HEADS = ("head_of_state", "ruler", "supreme_leader", "transition_head", "council_head", "acting_head")
GOVERNMENT = ("head_of_government", "chief_adviser", "acting_head", "transition_head")
Stretch = tuple[datetime, datetime]


@pytest.fixture(scope="module")
def explained() -> dict[tuple[str, str], list[Stretch]]:
    """Stretches in which an office stood empty or did not exist, by state and role."""
    out: dict[tuple[str, str], list[Stretch]] = defaultdict(list)
    for path in sorted(GAPS.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            state, role, span, reason = line.split("|", 3)
            assert reason, line
            start, _, end = ("", "..", "") if span == "always" else span.partition("..")
            last = first_day(end) + timedelta(days=366 if len(end) == 4 else 31) if end else datetime.max
            out[state, role].append((first_day(start) if start else FIRST, last))
    return out


def uncovered(directory: Directory, state: str, roles: tuple[str, ...], empty: list[Stretch]) -> list[str]:
    """Stretches of more than two months, in the life of the state, that neither a holder nor a reason covers."""
    row = directory.states[state]
    at = max(FIRST, first_day(row.since) if row.since else FIRST)
    end = min(LAST, first_day(row.until) if row.until else LAST)
    held = [(s.start, s.end or datetime.max) for _, s in directory.holders(state, roles, None, None)]
    out = []
    for start, stop in [*sorted(held + empty), (end, end)]:
        if min(start, end) - at > LONGEST:
            out.append(f"{state} {at:%Y-%m-%d}..{min(start, end):%Y-%m-%d}")
        at = max(at, min(stop, end))
    return out


@pytest.mark.parametrize("roles", [HEADS, GOVERNMENT], ids=["state", "government"])
def test_heads_are_known_since_1990(
    linker: Linker, explained: dict[tuple[str, str], list[Stretch]], roles: tuple[str, ...]
) -> None:
    directory = linker.directory
    states = [code for code, row in directory.states.items() if row.kind == "state"]
    assert [gap for s in states for gap in uncovered(directory, s, roles, explained[s, roles[0]])] == []


def test_foreign_ministers_are_known_for_nine_tenths_of_the_time(
    linker: Linker, explained: dict[tuple[str, str], list[Stretch]]
) -> None:
    directory = linker.directory
    days = [FIRST + timedelta(days=91 * n) for n in range((LAST - FIRST).days // 91)]
    asked = known = 0
    for state, row in directory.states.items():
        if row.kind != "state":
            continue
        held = [spell for _, spell in directory.holders(state, ("foreign",), None, None)]
        for day in days:
            if (row.since and day < first_day(row.since)) or any(a <= day < b for a, b in explained[state, "foreign"]):
                continue
            asked += 1
            known += any(spell.overlaps(day, day + timedelta(days=1)) for spell in held)
    assert known / asked > 0.9
