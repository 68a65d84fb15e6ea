"""The run-time tokenizer: spaCy's English rules, and what news text needs beyond them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.lexicon import Row, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokenizer import Tokenizer
    from spacy.vocab import Vocab

__all__ = ["make_tokenizer", "token_ranges"]


class Additions(Row, frozen=True):
    """`data/language/tokenizer.yml`."""

    infixes: list[str]
    runs: str
    kept: list[str]
    dropped: list[str]


def make_tokenizer(vocab: Vocab | None = None) -> Tokenizer:
    """An English tokenizer over `vocab`, or a vocabulary of its own.

    It is made in one go: every rule that is set on a finished tokenizer makes it load all its exceptions again.
    """
    from spacy.lang.en import English
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
    from spacy.vocab import create_vocab

    ours = load_lexicon("language/tokenizer.yml", Additions)
    usual = English.Defaults
    exceptions = {word: cases for word, cases in usual.tokenizer_exceptions.items() if word not in ours.dropped}
    return Tokenizer(
        vocab or create_vocab("en", usual),
        rules=exceptions | {word: [{"ORTH": word}] for word in ours.kept},
        prefix_search=compile_prefix_regex([ours.runs, *(usual.prefixes or ())]).search,
        suffix_search=compile_suffix_regex([ours.runs, *(usual.suffixes or ())]).search,
        infix_finditer=compile_infix_regex([*(usual.infixes or ()), *ours.infixes]).finditer,
        token_match=usual.token_match,
        url_match=usual.url_match,
    )


def token_ranges(tokenizer: Tokenizer) -> Callable[[str], list[tuple[int, int]]]:
    """A function from text to the character ranges of its tokens, white space left out."""

    def ranges(text: str) -> list[tuple[int, int]]:
        return [(t.idx, t.idx + len(t)) for t in tokenizer(text) if not t.is_space]

    return ranges
