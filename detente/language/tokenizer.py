"""The run-time tokenizer: spaCy's English rules, and what news text needs beyond them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from detente.lexicon import Row, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language
    from spacy.tokenizer import Tokenizer

__all__ = ["make_tokenizer", "token_ranges"]


class Additions(Row, frozen=True):
    """`data/language/tokenizer.yml`."""

    infixes: list[str]
    runs: str
    kept: list[str]
    dropped: list[str]


def make_tokenizer(nlp: Language | None = None) -> Tokenizer:
    """The tokenizer of `nlp`, or of a blank English pipeline, with our additions."""
    import spacy
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    ours = load_lexicon("language/tokenizer.yml", Additions)
    nlp = nlp or spacy.blank("en")
    rules = nlp.Defaults
    tokenizer = cast("Tokenizer", nlp.tokenizer)
    tokenizer.infix_finditer = compile_infix_regex([*(rules.infixes or ()), *ours.infixes]).finditer
    tokenizer.suffix_search = compile_suffix_regex([ours.runs, *(rules.suffixes or ())]).search
    tokenizer.prefix_search = compile_prefix_regex([ours.runs, *(rules.prefixes or ())]).search
    tokenizer.rules = {key: value for key, value in (tokenizer.rules or {}).items() if key not in ours.dropped}
    for word in ours.kept:
        tokenizer.add_special_case(word, [{"ORTH": word}])
    return tokenizer


def token_ranges(tokenizer: Tokenizer) -> Callable[[str], list[tuple[int, int]]]:
    """A function from text to the character ranges of its tokens, white space left out."""

    def ranges(text: str) -> list[tuple[int, int]]:
        return [(t.idx, t.idx + len(t)) for t in tokenizer(text) if not t.is_space]

    return ranges
