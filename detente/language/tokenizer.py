"""The run-time tokenizer: spaCy's English rules, and what news text needs beyond them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language
    from spacy.tokenizer import Tokenizer

__all__ = ["make_tokenizer", "token_ranges"]

# "U.S.-China" is three words; a run of marks ("!!", "?!") is one.
INFIXES = (r"(?<=\.)[-–—/](?=[A-Za-z])", r"(?<=[A-Za-z])[–](?=[A-Za-z])")
RUNS = r"[!?]{2,}"
KEPT_WITH_STOP = ("Lt.", "Col.", "Maj.", "Brig.", "Capt.", "Cmdr.", "Sgt.", "Amb.", "Hon.", "Fr.", "Br.", "No.", "al.", "etc.")
KEPT_WHOLE = ("e-mail", "E-mail", "e-mails", "E-mails")
SPLIT_AFTER_ALL = ("and/or",)


def make_tokenizer(nlp: Language | None = None) -> Tokenizer:
    """spaCy's English tokenizer (of `nlp`, or of a blank pipeline) with the additions above."""
    import spacy
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    nlp = nlp or spacy.blank("en")
    rules = nlp.Defaults
    tokenizer = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex([*(rules.infixes or ()), *INFIXES]).finditer
    tokenizer.suffix_search = compile_suffix_regex([RUNS, *(rules.suffixes or ())]).search
    tokenizer.prefix_search = compile_prefix_regex([RUNS, *(rules.prefixes or ())]).search
    tokenizer.rules = {key: value for key, value in (tokenizer.rules or {}).items() if key not in SPLIT_AFTER_ALL}
    for word in KEPT_WITH_STOP + KEPT_WHOLE:
        tokenizer.add_special_case(word, [{"ORTH": word}])
    return tokenizer


def token_ranges(tokenizer: Tokenizer) -> Callable[[str], list[tuple[int, int]]]:
    """A function from text to the character ranges of its tokens, white space left out."""

    def ranges(text: str) -> list[tuple[int, int]]:
        return [(t.idx, t.idx + len(t)) for t in tokenizer(text) if not t.is_space]

    return ranges
