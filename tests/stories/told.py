"""An article under construction, of which only some of what is read matters."""

from __future__ import annotations

from datetime import datetime, timedelta

from detente.model import Mention, Quantity, Reading, TimeMention, When, Why
from detente.stories.pages import Page
from tests.brief.readings import Draft


class Told:
    """An article of some sentences, and what is read in it."""

    def __init__(self, *sentences: str) -> None:
        published = When(datetime(2021, 6, 4), datetime(2021, 6, 5), "day", "stated")
        self.draft = Draft(" ".join(sentences), "told.txt", published)
        self.sentences = tuple(map(self.draft.span, sentences))
        self.quantities: list[Quantity] = []

    def place(self, words: str, state: str) -> Told:
        self.draft.mentions.append(Mention(self.draft.span(words), words, words, state, "place"))
        return self

    def person(self, words: str, known_as: str, state: str) -> Told:
        name = known_as.replace("-", " ").title()
        self.draft.mentions.append(Mention(self.draft.span(words), known_as, name, state, "actor", person=True))
        return self

    def day(self, words: str, first: str, days: int = 1) -> Told:
        start = datetime.fromisoformat(first)
        value = When(start, start + timedelta(days=days), "day" if days == 1 else "month", "said", words)
        self.draft.times.append(TimeMention(self.draft.span(words), value))
        return self

    def count(self, words: str, number: float, unit: str) -> Told:
        quantity = Quantity(self.draft.span(words), number, number, False, unit, "count", None, "alone", Why("by hand"))
        self.quantities.append(quantity)
        return self

    @property
    def page(self) -> Page:
        draft = self.draft
        said, counted = tuple(draft.statements), tuple(self.quantities)
        read = (tuple(draft.mentions), tuple(draft.times), tuple(draft.events), said)
        return Page(Reading(draft.article, "reader 1", self.sentences, *read, quantities=counted))
