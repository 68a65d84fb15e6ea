"""A parsed text as plain columns: what every rule above the language layer reads.

spaCy's `Token` attributes cost about a microsecond each; rules look at many. `Tree` copies a `Doc` once into lists,
which also lets a test write a parse by hand.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy as np
    from numpy.typing import NDArray
    from spacy.tokens import Doc

__all__ = ["Entity", "Tree"]


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity: tokens [start, end) and its label, "PER", "ORG" or "LOC"."""

    start: int
    end: int
    label: str


@dataclass(slots=True)
class Tree:
    """Columns over the tokens of one text; index i is the same token in each.

    Attributes:
        text: The whole article text; token i is `text[starts[i]:ends[i]]`.
        words, lowers, lemmas: The form, its lower case, its lemma.
        upos, xpos, morphs: Universal tag, Penn tag, FEATS ("Number=Sing|Person=3" or "").
        deps, heads: Universal Dependencies relation and the index of the head (a root is its own head).
        children: Dependents of each token in text order.
        sentences: Token ranges [start, end) of the sentences; sentence[i] is the number of token i's sentence.
        entities: Named entities, in order; entity[i] is the index into `entities` of the one that covers i, or -1.
        acting: Log-odds that a place name with this head word stands for who acts there, not for the ground; empty
            where the reader does not say.
        vectors, roots: Numbers (tokens, width) of an inner layer of the reader, which learned heads of other parts
            begin with, and (sentences, width) those of what each sentence was read in; None where there are none.
    """

    text: str
    words: list[str]
    lemmas: list[str]
    upos: list[str]
    xpos: list[str]
    morphs: list[str]
    deps: list[str]
    heads: list[int]
    starts: list[int]
    ends: list[int]
    sentences: list[tuple[int, int]]
    entities: list[Entity] = field(default_factory=list)
    acting: list[float] = field(default_factory=list)
    vectors: NDArray[np.float16] | None = field(default=None, compare=False, repr=False)
    roots: NDArray[np.float16] | None = field(default=None, compare=False, repr=False)
    lowers: list[str] = field(init=False)
    children: list[list[int]] = field(init=False)
    sentence: list[int] = field(init=False)
    entity: list[int] = field(init=False)

    def __post_init__(self) -> None:
        n = len(self.words)
        self.lowers = [word.lower() for word in self.words]
        self.children = [[] for _ in range(n)]
        for i, head in enumerate(self.heads):
            if head != i:
                self.children[head].append(i)
        self.sentence = [0] * n
        for number, (start, end) in enumerate(self.sentences):
            self.sentence[start:end] = [number] * (end - start)
        self.entity = [-1] * n
        for number, entity in enumerate(self.entities):
            self.entity[entity.start : entity.end] = [number] * (entity.end - entity.start)

    def __len__(self) -> int:
        return len(self.words)

    @classmethod
    def from_doc(cls, doc: Doc) -> Tree:
        """Copy a parsed spaCy `Doc`; white-space tokens are kept, with the tag "SPACE" and dependency "dep"."""
        return cls(
            text=doc.text,
            words=[token.text for token in doc],
            lemmas=[token.lemma_ for token in doc],
            upos=[token.pos_ for token in doc],
            xpos=[token.tag_ for token in doc],
            morphs=[str(token.morph) for token in doc],
            deps=[token.dep_ for token in doc],
            heads=[token.head.i for token in doc],
            starts=[token.idx for token in doc],
            ends=[token.idx + len(token) for token in doc],
            sentences=[(sent.start, sent.end) for sent in doc.sents],
            entities=[Entity(ent.start, ent.end, ent.label_) for ent in doc.ents],
        )

    def span(self, start: int, end: int) -> Span:
        """Characters of tokens [start, end)."""
        return Span(self.starts[start], self.ends[end - 1])

    def tokens(self, span: Span) -> range:
        """Indices of the tokens that share a character with a span."""
        return range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))

    def sentence_span(self, i: int) -> Span:
        """Characters of the sentence that holds token i."""
        return self.span(*self.sentences[self.sentence[i]])

    def child(self, i: int, *deps: str) -> int | None:
        """First dependent of i whose relation is one of `deps` (exact, such as "nsubj:pass"), or None."""
        for j in self.children[i]:
            if self.deps[j] in deps:
                return j
        return None

    def children_by(self, i: int, *deps: str) -> list[int]:
        """All dependents of i whose relation is one of `deps`."""
        return [j for j in self.children[i] if self.deps[j] in deps]

    def subtree(self, i: int) -> list[int]:
        """Indices of i and all below it, in text order."""
        out = [i]
        for j in out:
            out.extend(self.children[j])
        return sorted(out)

    def ancestors(self, i: int) -> Iterator[int]:
        """Heads of i upward, to the root."""
        while self.heads[i] != i:
            i = self.heads[i]
            yield i

    def conjuncts(self, i: int) -> list[int]:
        """I and the tokens coordinated with it below (its `conj` dependents)."""
        return [i, *self.children_by(i, "conj")]

    def batches(self, sentences: Iterable[int], most: int) -> Iterator[list[int]]:
        """Sentences of about one length together, so that a padded batch holds at most so many words."""

        def length(number: int) -> int:
            start, end = self.sentences[number]
            return end - start

        batch: list[int] = []
        for number in sorted(sentences, key=lambda n: (length(n), n)):
            if batch and length(number) * (len(batch) + 1) > most:
                yield batch
                batch = []
            batch.append(number)
        if batch:
            yield batch
