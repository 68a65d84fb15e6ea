"""Lemmas: LemmInflect for open classes, a short table for closed ones, remembered by (form, tags)."""

from __future__ import annotations

from detente.lexicon import load_lexicon

__all__ = ["Lemmatizer"]

MOST_KNOWN = 200_000
BASE_FORMS = {"NN", "VB", "JJ", "RB", "UH", "CD", "FW", "SYM"}
INFLECTED = {"NOUN": "NOUN", "VERB": "VERB", "AUX": "VERB", "ADJ": "ADJ", "ADV": "ADV"}


class Lemmatizer:
    """The lemma of a word, given its universal and Penn tags."""

    def __init__(self) -> None:
        from lemminflect import getLemma

        self._get_lemma = getLemma
        self._closed = load_lexicon("language/lemmas.yml", dict[str, dict[str, str]])
        self._known: dict[tuple[str, str, str], str] = {}

    def __call__(self, word: str, upos: str, xpos: str) -> str:
        """Lemma in lower case, except for proper nouns, which keep their form."""
        key = (word, upos, xpos)
        lemma = self._known.get(key)
        if lemma is None:
            lemma = self._find(word, upos, xpos)
            if len(self._known) < MOST_KNOWN:
                self._known[key] = lemma
        return lemma

    def _find(self, word: str, upos: str, xpos: str) -> str:
        lower = word.lower()
        closed = self._closed.get(upos, {}).get(lower)
        if closed is not None:
            return closed
        if upos == "PROPN":
            return word
        kind = INFLECTED.get(upos)
        if kind is None or xpos in BASE_FORMS:
            return lower
        found = self._get_lemma(lower, kind)
        return found[0] if found else lower
