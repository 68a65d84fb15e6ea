"""Thresholds and word classes of the statement reader, read from `data/statements/`."""

from __future__ import annotations

from detente.lexicon import Row, load_lexicon

__all__ = [
    "BlameWords",
    "ContentWords",
    "OutlookWords",
    "QuoteSettings",
    "SourceWords",
    "SpanWords",
    "load_blame_words",
    "load_content_words",
    "load_outlook_words",
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
    assets: frozenset[str]
    carriers: frozenset[str]
    opinions: frozenset[str]
    pressing: frozenset[str]
    chatter: frozenset[str]
    joint_deeds: frozenset[str]
    weighed: frozenset[str]
    expressed: dict[str, str]
    due: frozenset[str]
    closed: frozenset[str]
    open: frozenset[str]
    bargains: frozenset[str]
    worthy: frozenset[str]
    good: frozenset[str]
    praised: frozenset[str]
    views: dict[str, frozenset[str]]
    exchanges: frozenset[str]
    audiences: frozenset[str]
    weak_issues: frozenset[str]


class BlameWords(Row, frozen=True):
    """What is a charge, and what denies one; see `blame.yml`."""

    agents: frozenset[str]
    wrong_nouns: frozenset[str]
    committing: frozenset[str]
    designs: frozenset[str]
    schemes: frozenset[str]
    trying: frozenset[str]
    culprits: frozenset[str]
    vices: frozenset[str]
    answerable: frozenset[str]
    duties: frozenset[str]
    efforts: frozenset[str]
    shirking: frozenset[str]
    unjustly: frozenset[str]
    caught: frozenset[str]
    fuelling: frozenset[str]
    ills: frozenset[str]
    keeping: frozenset[str]
    troops: frozenset[str]
    grounds: frozenset[str]
    grounds_of_charges: frozenset[str]
    wanting: frozenset[str]
    claims: frozenset[str]
    falsehoods: frozenset[str]
    lies: frozenset[str]
    truths: frozenset[str]
    parts: frozenset[str]
    parties: frozenset[str]
    charges: frozenset[str]


class OutlookWords(Row, frozen=True):
    """What warns, threatens, hopes or owns up; see `outlook.yml`."""

    regretting: frozenset[str]
    facing: frozenset[str]
    prices: frozenset[str]
    fates: frozenset[str]
    retaliating: frozenset[str]
    fighting: frozenset[str]
    responding: frozenset[str]
    forceful: frozenset[str]
    imposing: frozenset[str]
    penalties: frozenset[str]
    standing: frozenset[str]
    ready: frozenset[str]
    harming: frozenset[str]
    bringing: frozenset[str]
    disasters: frozenset[str]
    dangers: frozenset[str]
    erring: frozenset[str]
    setbacks: frozenset[str]
    hurting: frozenset[str]
    fated: frozenset[str]
    liking: frozenset[str]
    uttering: frozenset[str]


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


def load_blame_words() -> BlameWords:
    """The shipped words of charges and denials."""
    return load_lexicon("statements/blame.yml", BlameWords)


def load_outlook_words() -> OutlookWords:
    """The shipped words of warnings, hopes and confessions."""
    return load_lexicon("statements/outlook.yml", OutlookWords)
