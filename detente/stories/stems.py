"""The telling stems of a stretch of an article, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.model import Span
from detente.stories.dispute_words import load_dispute_words
from detente.stories.terms import WORD, load_weigher

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.stories.pages import Page

__all__ = ["Stems"]

Place = tuple[int, Span]  # which word of its sentence, and where


@dataclass(frozen=True, slots=True)
class Stems:
    """The telling stems of a sentence: where each stands first, and which of them name somebody or some place."""

    places: Mapping[str, Place]
    names: frozenset[str]

    @classmethod
    def of(cls, page: Page, span: Span) -> Stems:
        """Those of a stretch of an article; words of times and numbers are compared as such and left out."""
        least, weigher = load_dispute_words().twice.tells, load_weigher()
        places: dict[str, Place] = {}
        names = set()
        taken = [one.span for one in page.times(span)] + [one.span for one in page.quantities(span)]
        named = [one.span for one in page.mentions(span)]
        for number, word in enumerate(WORD.finditer(page.text, span.start, span.end)):
            where = Span(word.start(), word.end())
            if any(one.overlaps(where) for one in taken):
                continue
            for stem in weigher.stems(word[0]):
                if weigher.rarity(stem) >= least:
                    places.setdefault(stem, (number, where))
                    if word[0].istitle() or any(one.overlaps(where) for one in named):
                        names.add(stem)
        return cls(places, frozenset(names))
