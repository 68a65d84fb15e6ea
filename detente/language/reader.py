"""The neural reader: articles in, a `Tree` each out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from detente.language.lemmas import Lemmatizer
from detente.language.network import MODEL, Analysis, Network
from detente.language.paragraphs import is_headline, paragraphs_of
from detente.language.repairs import repair_visiting
from detente.language.tokenizer import make_tokenizer
from detente.language.tree import Entity, Tree
from detente.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["Reader"]


LONG = re.compile(r"\S{1000,}")
PIECE = 200


class Reader:
    """Tokenizer, network and lemmatizer.

    Args:
        folder: Folder of the model files; the shipped ones by default.
        threads: Threads of the neural pass.
    """

    def __init__(self, folder: Path | None = None, threads: int = 1) -> None:
        self.network = Network(folder or MODEL, threads)
        self.lemmatize = Lemmatizer()
        self._tokenizer = make_tokenizer()

    @property
    def version(self) -> str:
        """Version of the weights."""
        return self.network.version

    def trees(self, articles: Iterable[Article]) -> Iterator[Tree]:
        """Parse articles, in order."""
        return (self.parse(article) for article in articles)

    def tree(self, text: str) -> Tree:
        """Parse one text; each line is a paragraph.

        >>> Reader().tree("Wang met Blinken in Beijing.").words  # doctest: +SKIP
        ['Wang', 'met', 'Blinken', 'in', 'Beijing', '.']
        """
        return self.parse(Article(text))

    def parse(self, article: Article) -> Tree:
        """Parse what is not dropped of one article.

        An article is a batch of its own: the scales of int8 activations depend on what shares a batch, and what an
        article yields must not depend on its neighbours.
        """
        words: list[list[str]] = []
        starts: list[list[int]] = []
        for span in paragraphs_of(article):
            kept = self.tokenize(article.text[span.start : span.end], span.start)
            words.append([text for text, _ in kept])
            starts.append([start for _, start in kept])
        begins = [{0} if is_headline(paragraph) else None for paragraph in words]
        analyses = self.network.analyse(words, begins)
        for paragraph, analysis in zip(words, analyses, strict=True):
            if "with" in paragraph:
                repair_visiting(paragraph, analysis)
        return self._tree(article, words, starts, analyses)

    def tokenize(self, text: str, offset: int = 0) -> list[tuple[str, int]]:
        """The words of a text and where each begins, counted from `offset`; white space is no word."""
        return [
            (token.text, token.idx + start + offset)
            for start, piece in _pieces(text)
            for token in self._tokenizer(piece)
            if not token.is_space
        ]

    def _tree(
        self, article: Article, words: list[list[str]], starts: list[list[int]], analyses: list[Analysis]
    ) -> Tree:
        columns: dict[str, list[str]] = {name: [] for name in ("words", "upos", "xpos", "morphs", "deps")}
        heads: list[int] = []
        acting: list[float] = []
        vectors = [part for analysis in analyses for part in analysis.vectors]
        roots = [root for analysis in analyses for root in analysis.roots]
        begins: list[int] = []
        sentences: list[tuple[int, int]] = []
        entities: list[Entity] = []
        for paragraph, places, analysis in zip(words, starts, analyses, strict=True):
            base = len(heads)
            columns["words"] += paragraph
            columns["upos"] += analysis.upos
            columns["xpos"] += analysis.xpos
            columns["morphs"] += analysis.morphs
            columns["deps"] += analysis.deps
            heads += [base + head for head in analysis.heads]
            acting += analysis.acting
            begins += places
            sentences += [(base + a, base + b) for a, b in analysis.sentences]
            entities += [Entity(base + a, base + b, label) for a, b, label in analysis.entities]
        lemmas = [self.lemmatize(*row) for row in zip(columns["words"], columns["upos"], columns["xpos"], strict=True)]
        ends = [start + len(word) for start, word in zip(begins, columns["words"], strict=True)]
        return Tree(
            text=article.text,
            lemmas=lemmas,
            heads=heads,
            starts=begins,
            ends=ends,
            sentences=sentences,
            entities=entities,
            acting=acting,
            vectors=np.concatenate(vectors) if vectors else None,
            roots=np.stack(roots) if roots else None,
            **columns,
        )


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text and where each piece of it begins: one piece, but for long stretches without a blank, cut up.

    The tokenizer takes time that grows with the square of a run of brackets or rules ("________").
    """
    at = 0
    for stretch in LONG.finditer(text):
        yield at, text[at : stretch.start()]
        for start in range(*stretch.span(), PIECE):
            yield start, text[start : min(start + PIECE, stretch.end())]
        at = stretch.end()
    yield at, text[at:]
