"""Remarks where a record was read before the program knew what is asked for now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.cli.output import errors

if TYPE_CHECKING:
    from detente.record import Record

__all__ = ["remark_on_age"]


def remark_on_age(record: Record) -> None:
    """Say that articles want reading again where later versions would find in them what these did not look for."""
    counts = record.counts()
    again = f"`detente read ARTICLES --record {record.path}` adds them.\n"
    if counts["statement"] and not counts["stand"] and not counts["pledge"]:
        errors().write(
            f"{record.path} was read by a version that knew no positions, red lines and commitments; {again}"
        )
    elif lacking := record.joins.without_meaning():
        articles = "1 article was" if lacking == 1 else f"{lacking:,} articles were"
        errors().write(
            f"{record.path}: {articles} read by a version that made no quantities and no vectors of meaning, so that "
            f"stories and disputes miss some of what they tell; {again}"
        )
