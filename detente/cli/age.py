"""A remark where a record was read before there were positions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.cli.output import errors

if TYPE_CHECKING:
    from detente.record import Record

__all__ = ["remark_on_age"]


def remark_on_age(record: Record) -> None:
    """Say that articles want reading again where the record has statements and nothing was ever made of them."""
    counts = record.counts()
    if counts["statement"] and not counts["stand"] and not counts["pledge"]:
        errors().write(
            f"{record.path} was read by a version that knew no positions, red lines and commitments; "
            f"`detente read ARTICLES --record {record.path}` adds them.\n"
        )
