"""Slots: what a place of an article says of when, how many, how long, where, who, in which office, and whether."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.stories.amounts import amounts_in
from detente.stories.dates import dates_in
from detente.stories.offices import offices_in
from detente.stories.parties import parties_in
from detente.stories.places import places_in
from detente.stories.sayings import wordings_in
from detente.stories.statuses import is_guess, status_in

if TYPE_CHECKING:
    from detente.model import Span
    from detente.stories.facts import Fact, Slot
    from detente.stories.pages import Page

__all__ = ["facts_in"]


def facts_in(page: Page, slot: Slot, span: Span) -> list[Fact]:
    """What a span says of a slot.

    Args:
        page: The article.
        slot: Which slot.
        span: The words asked.
    """
    return [replace(one, guess=one.guess or is_guess(page, one.evidence.span)) for one in _find(page, slot, span)]


def _find(page: Page, slot: Slot, span: Span) -> list[Fact]:
    match slot:
        case "date":
            return dates_in(page, span)
        case "number" | "duration":
            return [one for one in amounts_in(page, span) if one.slot == slot]
        case "place":
            return places_in(page, span)
        case "participants" | "speaker":
            return parties_in(page, span, slot)
        case "office":
            return offices_in(page, span)
        case "status":
            return status_in(page, span)
        case "wording":
            return wordings_in(page, span)
