"""Treebank sentences on the words that the run-time tokenizer makes of their text.

Where the tokenizer keeps treebank words together, the group takes the tags of the word that governs it; where it
splits one, the first piece keeps the tags and the others hang on it as `flat` (all pieces of a mark stay `punct`).
The rare sentence whose words overlap so that no tree is left stays as the treebank has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.evaluation.treebanks import Sentence
from detente.language.decode import is_tree

if TYPE_CHECKING:
    from collections.abc import Callable


def retokenize(sentence: Sentence, tokenize: Callable[[str], list[tuple[int, int]]]) -> Sentence:
    """`sentence` on the tokens that `tokenize` finds in its text, given as character ranges."""
    text = sentence.text
    tokens = tokenize(text)
    spans, at = [], 0
    for word in sentence.words:
        at = text.index(word, at)
        spans.append((at, at + len(word)))
        at += len(word)
    if tokens == spans:
        return sentence
    carried = _carry(sentence, tokens, _owners(tokens, spans, sentence.heads), text)
    return sentence if carried.heads and not is_tree(carried.heads) else carried


def _owners(tokens: list[tuple[int, int]], spans: list[tuple[int, int]], heads: list[int] | None) -> list[int]:
    """For each token the treebank word whose tags it takes."""
    out = []
    for start, end in tokens:
        covered = [w for w, (a, b) in enumerate(spans) if a < end and start < b]
        inside = set(covered)
        top = [w for w in covered if heads is None or heads[w] - 1 not in inside]
        out.append(top[0])
    return out


def _carry(sentence: Sentence, tokens: list[tuple[int, int]], owners: list[int], text: str) -> Sentence:
    first: dict[int, int] = {}
    for token, word in enumerate(owners):
        first.setdefault(word, token)
    token_of = _token_of(sentence, first)

    def pick(column: list[str] | None) -> list[str] | None:
        return None if column is None else [column[word] for word in owners]

    heads = deps = entities = None
    if sentence.heads is not None and sentence.deps is not None:
        heads, deps = [], []
        for token, word in enumerate(owners):
            if first[word] != token:
                above = sentence.heads[word]
                mark = sentence.deps[word] == "punct" and above > 0
                heads.append(token_of[above - 1] + 1 if mark else first[word] + 1)
                deps.append("punct" if mark else "flat")
            else:
                above = sentence.heads[word]
                heads.append(token_of[above - 1] + 1 if above else 0)
                deps.append(sentence.deps[word])
    if sentence.entities is not None:
        entities = [
            sentence.entities[word] if first[word] == token else sentence.entities[word].replace("B-", "I-")
            for token, word in enumerate(owners)
        ]
    return Sentence(
        id=sentence.id,
        document=sentence.document,
        paragraph=sentence.paragraph,
        words=[text[a:b] for a, b in tokens],
        spaces=[text[b : b + 1] == " " for _, b in tokens],
        upos=pick(sentence.upos),
        xpos=pick(sentence.xpos),
        feats=pick(sentence.feats),
        lemmas=pick(sentence.lemmas),
        heads=heads,
        deps=deps,
        entities=entities,
        weights=sentence.weights,
    )


def _token_of(sentence: Sentence, first: dict[int, int]) -> list[int]:
    """Token that stands for each treebank word: its own, or that of the word it was merged under."""
    out = []
    for word in range(len(sentence.words)):
        seen = word
        while seen not in first and sentence.heads is not None and sentence.heads[seen]:
            seen = sentence.heads[seen] - 1
        out.append(first.get(seen, 0))
    return out
