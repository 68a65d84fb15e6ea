"""The reader as a spaCy pipeline component, `detente_reader`: it sets everything on a `Doc`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Span
from spacy.util import filter_spans

from detente.language.lemmas import Lemmatizer
from detente.language.network import MODEL, Network
from detente.language.tokenizer import make_tokenizer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc

    from detente.language.network import Analysis

__all__ = ["ReaderComponent", "blank_pipeline"]


def blank_pipeline() -> Language:
    """A spaCy pipeline of our tokenizer and reader: `blank_pipeline()("Wang met Blinken.")` is a parsed `Doc`."""
    import spacy

    nlp = spacy.blank("en")
    nlp.tokenizer = make_tokenizer(nlp.vocab)
    nlp.add_pipe("detente_reader")
    return nlp


class ReaderComponent:
    """Sets tags, morphology, lemmas, heads, relations, sentence starts and entities of a `Doc`."""

    def __init__(self) -> None:
        self._network = Network(MODEL)
        self._lemmatize = Lemmatizer()

    def __call__(self, doc: Doc) -> Doc:
        """Read one document."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 16) -> Iterator[Doc]:
        """Read documents in groups that share neural batches."""
        group: list[Doc] = []
        for doc in docs:
            group.append(doc)
            if len(group) >= batch_size:
                yield from self._read(group)
                group = []
        yield from self._read(group)

    def _read(self, docs: list[Doc]) -> Iterator[Doc]:
        parts = [_paragraphs(doc) for doc in docs]
        flat = [(doc, tokens) for doc, paragraphs in zip(docs, parts, strict=True) for tokens in paragraphs]
        analyses = self._network.analyse([[doc[i].text for i in tokens] for doc, tokens in flat])
        at = 0
        for doc, paragraphs in zip(docs, parts, strict=True):
            self._set(doc, paragraphs, analyses[at : at + len(paragraphs)])
            at += len(paragraphs)
            yield doc

    def _set(self, doc: Doc, paragraphs: list[list[int]], analyses: list[Analysis]) -> None:
        heads = list(range(len(doc)))
        deps = ["dep"] * len(doc)
        begins = [0] * len(doc)
        entities: list[Span] = []
        for tokens, a in zip(paragraphs, analyses, strict=True):
            for k, i in enumerate(tokens):
                token = doc[i]
                token.pos_, token.tag_ = a.upos[k], a.xpos[k]
                token.set_morph(a.morphs[k])  # type: ignore[attr-defined]  # missing in the stubs
                token.lemma_ = self._lemmatize(token.text, a.upos[k], a.xpos[k])
                heads[i], deps[i] = tokens[a.heads[k]], a.deps[k]
            for start, _ in a.sentences:
                begins[tokens[start]] = 1
            entities += [Span(doc, tokens[s], tokens[e - 1] + 1, label=label) for s, e, label in a.entities]
        _attach_spaces(doc, heads, begins)
        _set_structure(doc, heads, deps, begins)
        doc.set_ents(filter_spans(entities))


@Language.factory(
    "detente_reader",
    assigns=[
        "token.pos",
        "token.tag",
        "token.morph",
        "token.lemma",
        "token.dep",
        "token.head",
        "doc.sents",
        "doc.ents",
    ],
)
def _make_component(nlp: Language, name: str) -> ReaderComponent:
    return ReaderComponent()


def _paragraphs(doc: Doc) -> list[list[int]]:
    """Indices of the words of each line."""
    out: list[list[int]] = [[]]
    for token in doc:
        if not token.is_space:
            out[-1].append(token.i)
        elif "\n" in token.text and out[-1]:
            out.append([])
    return [words for words in out if words]


def _attach_spaces(doc: Doc, heads: list[int], begins: list[int]) -> None:
    """White-space tokens hang on the word before them, leading ones on the first word."""
    word = next((token.i for token in doc if not token.is_space), None)
    leading = True
    for token in doc:
        if not token.is_space:
            word, leading = token.i, False
        elif word is not None:
            token.pos_ = "SPACE"
            heads[token.i] = word
            if leading and token.i == 0:
                begins[word], begins[0] = 0, 1


def _set_structure(doc: Doc, heads: list[int], deps: list[str], begins: list[int]) -> None:
    import numpy as np
    from spacy.attrs import DEP, HEAD

    if not len(doc):
        return
    begins[0] = 1
    add = doc.vocab.strings.add
    columns = [
        np.array([head - i for i, head in enumerate(heads)], dtype=np.int64).astype(np.uint64),
        np.array([add("ROOT" if dep == "root" else dep) for dep in deps], dtype=np.uint64),
    ]
    doc.from_array([HEAD, DEP], np.stack(columns, axis=1))  # type: ignore[arg-type]  # any (tokens, attributes) array
    for token, begin in zip(doc, begins, strict=True):
        if begin and not token.is_sent_start:
            raise ValueError(f"a sentence begins inside a tree at token {token.i} of {doc.text[:40]!r}")
