"""Which side the people of an event stand on, and the office each held that day, by the mentions of the articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.record import Record

__all__ = ["People", "Person"]


@dataclass(frozen=True, slots=True)
class Person:
    """A person as articles show them."""

    name: str
    state: str | None
    office: str | None


class People:
    """The people whom some articles mention.

    Args:
        record: Where the mentions are.
        articles: Ids of the articles.
    """

    def __init__(self, record: Record, articles: Iterable[str]) -> None:
        self._states: dict[str, str] = {}
        self._offices: dict[tuple[str, str], str] = {}
        for article_id in articles:
            for stored in record.mentions(article=article_id):
                mention = stored.mention
                if mention.person and mention.state:
                    self._states.setdefault(mention.name, mention.state)
                if mention.person and mention.office_held:
                    self._offices.setdefault((mention.name, article_id), mention.office_held)

    def find(self, name: str, articles: Iterable[str]) -> Person:
        """The person of this name, with the office that the first of `articles` to know one gives.

        The state may come from any article; None where none gives it.
        """
        offices = (self._offices.get((name, article_id)) for article_id in articles)
        return Person(name, self._states.get(name), next(filter(None, offices), None))
