"""Attribution by words beside a clause, for the wide view: "reportedly", "the so-called ...", "[Reuters]"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.statements.attribution import Attribution, Source
from detente.statements.cues import Cue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.statements.cues import CueLexicon
    from detente.statements.passage import Passage, Range

__all__ = ["attribute_hearsay", "attribute_labels", "attribute_outlets"]

ASIDE = Cue(act="assert", frames=("clause",), scope="act")
OPENING = ("[", "(")
CLOSING = ("]", ")")
MAX_OUTLET = 5
MIN_SENTENCE = 6


def attribute_hearsay(passage: Passage, lexicon: CueLexicon) -> Iterator[Attribution]:
    """Attribute to "reportedly" the clause it stands in, on nobody's word."""
    tree = passage.tree
    for i, word in enumerate(tree.lowers):
        if word in lexicon.according.hearsay and tree.deps[i] == "advmod":
            pieces = passage.runs(tree.subtree(tree.heads[i]), (i,))
            yield Attribution("phrase:hearsay", ASIDE, i, (i, i + 1), None, pieces)


def attribute_labels(passage: Passage, lexicon: CueLexicon) -> Iterator[Attribution]:
    """Attribute what follows "so-called" or "self-styled", up to its noun."""
    tree = passage.tree
    for i in range(len(tree)):
        first = i - 2 if i > 1 and tree.words[i - 1] == "-" else i
        label = "".join(tree.lowers[first : i + 1])
        if label not in lexicon.according.labels:
            continue
        noun = next((j for j in tree.ancestors(i) if tree.upos[j] in ("NOUN", "PROPN") and j > i), None)
        if noun is not None:
            end = max(j for j in tree.subtree(noun) if tree.deps[j] in ("flat", "compound") or j == noun) + 1
            yield Attribution("phrase:label", ASIDE, i, (first, i + 1), None, [(i + 1, max(end, noun + 1))])


def attribute_outlets(passage: Passage, lexicon: CueLexicon) -> Iterator[Attribution]:
    """Attribute to a name in brackets after it a quotation, or the sentence before: "... [Reuters.]"."""
    tree = passage.tree
    for i, word in enumerate(tree.words):
        if word not in OPENING or i == 0:
            continue
        close = next((j for j in range(i + 2, min(i + MAX_OUTLET + 2, len(tree))) if tree.words[j] in CLOSING), None)
        if close is None:
            continue
        name = [j for j in range(i + 1, close) if passage.is_word(j)]
        before = _before(passage, i)
        capital = all(tree.words[j][:1].isupper() for j in name)
        ends = tree.words[close - 1] == "." or tree.lowers[name[0]] in passage.source_words.media if name else False
        if capital and ends and before is not None:
            source = Source(name[-1], tuple(name), "phrase")
            yield Attribution("phrase:outlet", ASIDE, name[0], (name[0], name[-1] + 1), source, [before])


def _before(passage: Passage, i: int) -> Range | None:
    """The quotation that ends before token i, or the sentence of the same paragraph that does."""
    tree = passage.tree
    quote = passage.quote_at(i - 1)
    if quote is not None:
        return None if quote.scare else (quote.start, quote.end)
    start = tree.sentences[tree.sentence[i - 1]][0]
    long = passage.count_words(range(start, i)) >= MIN_SENTENCE and passage.paragraph[start] == passage.paragraph[i]
    return (start, i) if long and tree.words[i - 1] in (".", "?", "!") else None
