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
    short_letters: int
    short_share: float
    sure: float


@lru_cache(maxsize=1)
def load_english() -> EnglishWords:
    """The shipped list."""
    return load_lexicon("ingest/english.yml", EnglishWords)


def detect_language(text: str) -> str:
    """ISO 639-1 code of the language of `text`; "und" where it has too few letters to tell.

    Running English is known by its function words, so the identifier (0.5 s to load) stays out of the usual case. A
    short text needs fewer of them to be English, and more certainty of the identifier to be anything else.

    >>> detect_language("The minister said that the talks with the envoys had been useful.")
    'en'
    """
    english = load_english()
    sample = text[: english.sample_chars]
    words = re.findall(r"[^\W\d_]+", sample.lower())[: english.sample_words]
    letters = sum(map(len, words))
    if letters < english.least_letters:
        return "und"
    short = letters < english.short_letters
    known = sum(word in english.words for word in words)
    if known >= (english.short_share if short else english.share) * len(words) and (short or len(words) > 5):
        return "en"
    language, probability = _identifier().classify(sample)
    return "und" if short and language != "en" and probability < english.sure else str(language)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
