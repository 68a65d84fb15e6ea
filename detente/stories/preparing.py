"""Preparing articles for joining: what depends on an article alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.model import Meaning
from detente.stories.copies import bands_of, sketch_of_stems
from detente.stories.event_joining import event_keys
from detente.stories.profile import kept_text, profile_of
from detente.stories.telling import facts_of, pack, sentences_of, telling_of
from detente.stories.terms import load_weigher
from detente.stories.wording import wording_of

if TYPE_CHECKING:
    from detente.model import Reading
    from detente.stories.profile import Profile
    from detente.stories.telling import EventFacts
    from detente.stories.wording import Wording

__all__ = ["Material", "Prepared", "prepare"]


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """An article as it is found, and kept.

    Attributes:
        article: The record's number of it.
        profile: How alike it is to others rests on this.
        sketch: MinHash of its runs of words.
        bands: What finds it by these.
        tellings: Its events and sentences, packed.
        keys: What finds its events: (key, place).
    """

    article: int
    profile: Profile
    sketch: bytes
    bands: list[int]
    tellings: bytes
    keys: list[tuple[int, int]]


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """What of an article is compared closely with others, besides what `Prepared` has of it."""

    wording: Wording
    events: list[EventFacts]
    meaning: Meaning


def prepare(article: int, reading: Reading) -> tuple[Prepared, Material]:
    """What is compared of an article, by the record's number of it."""
    meaning, text = reading.meaning or Meaning(b"", b"", b""), kept_text(reading.article)
    stems = load_weigher().stems(text)
    sketch = sketch_of_stems(stems)
    events = facts_of([telling_of(event, reading.article, ()) for event in reading.events])
    prepared = Prepared(
        article,
        profile_of(reading.article, meaning.gist, stems),
        sketch,
        bands_of(sketch),
        pack(events, sentences_of(reading.sentences, reading.mentions, reading.times)),
        [(key, place) for place, one in enumerate(events) for key in sorted(event_keys(one))],
    )
    return prepared, Material(wording_of(text), events, meaning)
