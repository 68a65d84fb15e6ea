"""Words to the encoder's word pieces and shapes; the same code at training and at run time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["SHAPES", "Pieces", "word_shape"]

SHAPES = 8
LONGEST = 12


def word_shape(word: str) -> int:
    """What the uncased vocabulary cannot tell.

    1 lower, 2 Title, 3 CAPITALS, 4 mixed, 5 digits, 6 no letters, 7 one capital.

    >>> [word_shape(w) for w in ("talks", "Beijing", "NATO", "iPhone", "2023", "--", "U")]
    [1, 2, 3, 4, 5, 6, 7]
    """
    if any(c.isdigit() for c in word):
        return 5
    if not any(c.isalpha() for c in word):
        return 6
    if word.islower():
        return 1
    if len(word) == 1:
        return 7
    if word.isupper():
        return 3
    if word[0].isupper() and word[1:].islower():
        return 2
    return 4


class Pieces:
    """Word pieces of single words, remembered; a word of more than twelve pieces keeps its first twelve.

    Args:
        path: The tokenizer's JSON file.
    """

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.cls, self.sep, self._unknown = (self._id(name) for name in ("[CLS]", "[SEP]", "[UNK]"))
        self._known: dict[str, list[int]] = {}

    def _id(self, name: str) -> int:
        number = self._tokenizer.token_to_id(name)
        if number is None:
            raise DataError(f"the word pieces have no {name}")
        return number

    def of(self, word: str) -> list[int]:
        """Ids of the pieces of one word; at least one."""
        ids = self._known.get(word)
        if ids is None:
            ids = self._tokenizer.encode(word, add_special_tokens=False).ids[:LONGEST] or [self._unknown]
            if len(self._known) < 200_000:
                self._known[word] = ids
        return ids
