"""What the time finder yields for one text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.model import TimeMention
    from detente.times.meaning import Expression

__all__ = ["Times", "collect"]


@dataclass(frozen=True, slots=True)
class Times:
    """The times of one text.

    Attributes:
        mentions: Expressions with the interval they denote, in text order.
        ranges: Their token ranges.
        relations: "after the meeting" and its like: ordered against a happening, not dated by themselves.
        relation_ranges: Their token ranges.
        durations: Expressions that say how long or how often; they denote no interval.
        exported: All expressions with TimeML's type and value, in text order: those of `mentions`, a time of day to
            the minute, and those that date nothing by themselves (durations, sets, "now", a bare "8 p.m.").
    """

    mentions: tuple[TimeMention, ...] = ()
    ranges: tuple[tuple[int, int], ...] = ()
    relations: tuple[TimeMention, ...] = ()
    relation_ranges: tuple[tuple[int, int], ...] = ()
    durations: tuple[Expression, ...] = ()
    exported: tuple[TimeMention, ...] = ()
    _owners: dict[int, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for number, (start, end) in enumerate(self.ranges):
            self._owners.update(dict.fromkeys(range(start, end), number))

    def at(self, i: int) -> TimeMention | None:
        """The time that covers token i."""
        number = self._owners.get(i)
        return None if number is None else self.mentions[number]


def collect(
    dated: Sequence[tuple[Expression, TimeMention]],
    durations: Sequence[Expression],
    exported: Sequence[TimeMention],
) -> Times:
    """Times from expressions with their values, those of order apart from those that date."""
    plain = [(one, mention) for one, mention in dated if one.meaning.form != "order"]
    ordered = [(one, mention) for one, mention in dated if one.meaning.form == "order"]
    return Times(
        tuple(mention for _, mention in plain),
        tuple((one.start, one.end) for one, _ in plain),
        tuple(mention for _, mention in ordered),
        tuple((one.start, one.end) for one, _ in ordered),
        tuple(durations),
        tuple(sorted(exported, key=lambda mention: mention.span)),
    )
