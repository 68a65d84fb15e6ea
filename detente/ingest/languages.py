"""The language of a text: English by its function words, any other by py3langid."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from detente.lexicon import Row, load_lexicon

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["detect_language"]


class EnglishWords(Row, frozen=True):
    """`data/ingest/english.yml`: words that only English uses often, and how often running English has them."""

    words: frozenset[str]
    share: float
    sample_words: int
    sample_chars: int
    least_letters: int


@lru_cache(maxsize=1)
def load_english() -> EnglishWords:
    """The shipped list."""
    return load_lexicon("ingest/english.yml", EnglishWords)


def detect_language(text: str) -> str:
    """ISO 639-1 code of the language of `text`; "und" where it has too few letters to tell.

    Running English is known by its function words, so the identifier (0.5 s to load) stays out of the usual case.

    >>> detect_language("The minister said that the talks with the envoys had been useful.")
    'en'
    """
    english = load_english()
    sample = text[: english.sample_chars]
    words = re.findall(r"[^\W\d_]+", sample.lower())[: english.sample_words]
    if sum(map(len, words)) < english.least_letters:
        return "und"
    if sum(word in english.words for word in words) >= english.share * len(words) and len(words) > 5:
        return "en"
    return str(_identifier().classify(sample)[0])


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
