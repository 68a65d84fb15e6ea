"""Thresholds and word classes of the statement reader, read from `data/statements/`."""

from __future__ import annotations

from detente.lexicon import Row, load_lexicon

__all__ = [
    "ContentWords",
    "QuoteSettings",
    "SourceWords",
    "SpanWords",
    "load_content_words",
    "load_settings",
    "load_source_words",
    "load_span_words",
]


class QuoteSettings(Row, frozen=True):
    """Thresholds on quotations and names; see `settings.yml`."""

    scare_words: int
    orphan_share: float
    open_paragraphs: int
    name_words: int
    relay_share: float


class SourceWords(Row, frozen=True):
    """Nouns and pronouns by the kind of source they head."""

    documents: frozenset[str]
    media: frozenset[str]
    nobody: frozenset[str]
    authors: frozenset[str]
    labels: frozenset[str]
    people: frozenset[str]
    endings: tuple[str, ...]
    utterances: frozenset[str]
    relay_verbs: frozenset[str]
    days: frozenset[str]


class ContentWords(Row, frozen=True):
    """What in the content shows the act; see `content.yml`."""

    stop: frozenset[str]
    obligation: frozenset[str]
    obligation_verbs: frozenset[str]
    will: frozenset[str]
    first_person: frozenset[str]
    own_side: frozenset[str]
    performatives: dict[str, tuple[str, ...]]
    adjectives: dict[str, tuple[str, ...]]
    wrongs: frozenset[str]
    breaches: frozenset[str]
    bonds: frozenset[str]
    unworthy: frozenset[str]
    deeds: frozenset[str]
    refusable: frozenset[str]
    assured: frozenset[str]
    shown: frozenset[str]
    hollow: frozenset[str]
    stance_of_act: dict[str, str]
    unrealized: frozenset[str]
    not_yet: frozenset[str]
    negations: frozenset[str]
    silence: frozenset[str]
    conditions: frozenset[str]


class SpanWords(Row, frozen=True):
    """What moves the ends of contents in the wide view; see `spans.yml`."""

    adjuncts: frozenset[str]
    carriers: frozenset[str]
    carried: frozenset[str]
    trying: frozenset[str]
    possible: frozenset[str]
    openers: frozenset[str]


def load_settings() -> QuoteSettings:
    """The shipped thresholds."""
    return load_lexicon("statements/settings.yml", QuoteSettings)


def load_source_words() -> SourceWords:
    """The shipped source nouns."""
    return load_lexicon("statements/sources.yml", SourceWords)


def load_content_words() -> ContentWords:
    """The shipped content words."""
    return load_lexicon("statements/content.yml", ContentWords)


def load_span_words() -> SpanWords:
    """The shipped words that move the ends of contents."""
    return load_lexicon("statements/spans.yml", SpanWords)
