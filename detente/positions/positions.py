"""Positions: what each holder holds on each issue over time, out of the stands that articles show."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.positions.alike import Likeness, Wording, load_likeness, load_settings
from detente.positions.order import last_of, time_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.model import RedLine, Stance, Stand, When
    from detente.record import StoredStand

__all__ = ["Position", "assemble_positions"]

TURNED = {
    ("support", "oppose"),
    ("oppose", "support"),
    ("demand", "support"),
    ("hope", "oppose"),
    ("support", "concern"),
}


@dataclass(frozen=True, slots=True)
class Position:
    """What a holder holds on an issue.

    Attributes:
        id: That of the stand that leads.
        holder, issue, stance, own: As in the stands; what others say that the holder holds is a position of its own.
        strength: The firmest shown.
        red_line: "named" before "meant", where any stand is one.
        addressee: Everyone to whom it was put.
        stands: All that show it, in time order.
        changed: How it differs from what the holder held before on the same thing, or None.
    """

    id: str
    holder: str
    issue: str
    stance: Stance
    own: bool
    strength: int
    red_line: RedLine | None
    addressee: tuple[str, ...]
    stands: tuple[StoredStand, ...]
    changed: str | None = None

    @property
    def lead(self) -> Stand:
        """The stand whose words are shown: a red line's, the firmest, the latest."""
        return max(self.stands, key=_shown).stand

    @property
    def first_said(self) -> When:
        """When it was first shown."""
        return self.stands[0].stand.when

    @property
    def last_said(self) -> When:
        """When it was last shown."""
        return last_of([one.stand.when for one in self.stands])


def assemble_positions(stands: Iterable[StoredStand]) -> list[Position]:
    """All positions, by holder, issue and first showing; the order in which stands come changes nothing."""
    settings = load_settings()
    likeness = load_likeness()
    held: dict[tuple[str, str], list[StoredStand]] = defaultdict(list)
    for one in stands:
        held[one.stand.holder, one.stand.issue].append(one)
    out: list[Position] = []
    for _, shown in sorted(held.items()):
        groups = likeness.groups(
            sorted(shown, key=_lead),
            lambda one: _wording(likeness, one.stand),
            settings.stand,
            lambda one, other: _kind(one.stand) == _kind(other.stand),
        )
        found = sorted((_position(group) for group in groups), key=lambda p: (time_order(p.first_said), p.id))
        out += _with_changes(found, likeness)
    return out


def _kind(stand: Stand) -> tuple[object, ...]:
    """What two stands must have in common to show one position; a plain stand dates no red line."""
    return (stand.stance, stand.own, stand.red_line is None, stand.object is None)


def _wording(likeness: Likeness, stand: Stand) -> Wording:
    what = likeness.wording(stand.object.quote) if stand.object else None
    return what if what and what.stems else likeness.wording(stand.wording.quote)


def _lead(stored: StoredStand) -> tuple[bool, int, str]:
    """Red lines lead, then the shorter object: what the longer ones say too."""
    stand = stored.stand
    return (stand.red_line is None, len((stand.object or stand.wording).quote), stored.id)


def _shown(stored: StoredStand) -> tuple[bool, bool, int, tuple[bool, str, str], str]:
    stand = stored.stand
    return (stand.red_line == "named", stand.red_line == "meant", stand.strength, time_order(stand.when), stored.id)


def _position(group: Sequence[StoredStand]) -> Position:
    first = group[0]
    stands = sorted(group, key=lambda one: (time_order(one.stand.when), one.id))
    lines = {one.stand.red_line for one in group}
    return Position(
        id=first.id,
        holder=first.stand.holder,
        issue=first.stand.issue,
        stance=first.stand.stance,
        own=first.stand.own,
        strength=max(one.stand.strength for one in group),
        red_line="named" if "named" in lines else "meant" if "meant" in lines else None,
        addressee=tuple(dict.fromkeys(code for one in stands for code in one.stand.addressee)),
        stands=tuple(stands),
    )


def _with_changes(positions: Sequence[Position], likeness: Likeness) -> list[Position]:
    """Positions of one holder on one issue, each with how it turns on an earlier one on the same thing."""
    measure = load_settings().stand
    out: list[Position] = []
    for position in positions:
        wording = _wording(likeness, position.lead)
        changed = None
        for before in out:
            turned = (before.stance, position.stance) in TURNED and before.own == position.own
            later = _ends_before(before.last_said, position.first_said)
            if turned and later and likeness.alike(wording, _wording(likeness, before.lead), measure):
                changed = f"{before.stance} before ({before.id})"
        out.append(replace(position, changed=changed))
    return out


def _ends_before(one: When, other: When) -> bool:
    return one.end is not None and other.start is not None and one.end <= other.start
