"""Scores of the reader on treebanks and entity files, with gold words and from raw text.

From raw text the measure is that of the CoNLL 2018 shared task (Zeman et al. 2018): system words are aligned to gold
words that cover the same characters, and precision and recall run over all words. Relations are compared in full,
subtypes included, which is stricter than the shared task's LAS; `las_universal` leaves subtypes off.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.evaluation.treebanks import Sentence, paragraphs
from detente.language.decode import spans_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from detente.language.network import Analysis, Network

__all__ = ["f1", "score_entities", "score_gold_words", "score_raw_text"]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word by the characters it covers (white space not counted), with its columns; head by its characters."""

    span: tuple[int, int]
    upos: str
    xpos: str
    feats: str
    head: tuple[int, int] | None
    dep: str


def f1(hits: int, found: int, wanted: int) -> float:
    """F1; 0 where nothing was found or wanted."""
    return 2 * hits / (found + wanted) if found + wanted else 0.0


def score_gold_words(network: Network, sentences: Iterable[Sentence]) -> dict[str, float]:
    """Share right of UPOS, XPOS, FEATS, UAS and LAS where words and sentences are given; each is read by itself."""
    items = list(sentences)
    analyses = network.analyse([s.words for s in items], [{0} for _ in items])
    right: dict[str, int] = dict.fromkeys(("upos", "xpos", "feats", "uas", "las", "las_universal"), 0)
    for sentence, analysis in zip(items, analyses, strict=True):
        _count(right, sentence, analysis)
    total = sum(len(s.words) for s in items)
    return {name: count / total for name, count in right.items()}


def _count(right: dict[str, int], s: Sentence, a: Analysis) -> None:
    assert s.upos and s.xpos and s.feats is not None and s.heads and s.deps
    for i in range(len(s.words)):
        right["upos"] += s.upos[i] == a.upos[i]
        right["xpos"] += s.xpos[i] == a.xpos[i]
        right["feats"] += s.feats[i] == a.morphs[i]
        attached = a.heads[i] == (s.heads[i] - 1 if s.heads[i] else i)
        right["uas"] += attached
        right["las"] += attached and s.deps[i] == a.deps[i]
        right["las_universal"] += attached and s.deps[i].split(":")[0] == a.deps[i].split(":")[0]


def score_raw_text(
    network: Network, ranges: Callable[[str], list[tuple[int, int]]], sentences: Iterable[Sentence]
) -> dict[str, float]:
    """F1 of words, sentences, UPOS, XPOS, UAS, LAS where the text of each paragraph is all that is given."""
    groups = list(paragraphs(sentences))
    texts = [_text(group) for group in groups]
    tokens = [ranges(text) for text in texts]
    words = [[text[a:b] for a, b in spans] for text, spans in zip(texts, tokens, strict=True)]
    analyses = network.analyse(words)
    names = ("words", "sentences", "upos", "xpos", "uas", "las", "las_universal")
    hits = dict.fromkeys(names, 0)
    found = wanted = found_sentences = wanted_sentences = 0
    for group, form, analysis in zip(groups, words, analyses, strict=True):
        gold, gold_sentences = _gold_words(group)
        system, system_sentences = _system_words(form, analysis)
        found, wanted = found + len(system), wanted + len(gold)
        found_sentences, wanted_sentences = (
            found_sentences + len(system_sentences),
            wanted_sentences + len(gold_sentences),
        )
        hits["sentences"] += len(gold_sentences & system_sentences)
        for span in gold.keys() & system.keys():
            g, s = gold[span], system[span]
            attached = g.head == s.head
            hits["words"] += 1
            hits["upos"] += g.upos == s.upos
            hits["xpos"] += g.xpos == s.xpos
            hits["uas"] += attached
            hits["las"] += attached and g.dep == s.dep
            hits["las_universal"] += attached and g.dep.split(":")[0] == s.dep.split(":")[0]
    scores = {name: f1(hits[name], found, wanted) for name in names if name != "sentences"}
    return scores | {"sentences": f1(hits["sentences"], found_sentences, wanted_sentences)}


def _text(group: list[Sentence]) -> str:
    return "".join(s.text + (" " if s.spaces[-1] else "") for s in group).rstrip()


def _spans(words: Iterable[str]) -> list[tuple[int, int]]:
    spans, at = [], 0
    for word in words:
        size = len("".join(word.split()))
        spans.append((at, at + size))
        at += size
    return spans


def _gold_words(group: list[Sentence]) -> tuple[dict[tuple[int, int], _Word], set[tuple[int, int]]]:
    spans = _spans(word for s in group for word in s.words)
    out: dict[tuple[int, int], _Word] = {}
    ends: set[tuple[int, int]] = set()
    base = 0
    for s in group:
        assert s.upos and s.xpos and s.heads and s.deps
        for i in range(len(s.words)):
            head = spans[base + s.heads[i] - 1] if s.heads[i] else None
            out[spans[base + i]] = _Word(spans[base + i], s.upos[i], s.xpos[i], "", head, s.deps[i])
        ends.add((spans[base][0], spans[base + len(s.words) - 1][1]))
        base += len(s.words)
    return out, ends


def _system_words(words: list[str], a: Analysis) -> tuple[dict[tuple[int, int], _Word], set[tuple[int, int]]]:
    spans = _spans(words)
    out = {
        span: _Word(span, a.upos[i], a.xpos[i], "", spans[a.heads[i]] if a.heads[i] != i else None, a.deps[i])
        for i, span in enumerate(spans)
    }
    return out, {(spans[start][0], spans[end - 1][1]) for start, end in a.sentences}


def score_entities(network: Network, sentences: Iterable[Sentence], *, sentences_given: bool) -> dict[str, float]:
    """Precision, recall and F1 of entity spans with their labels, over all and by label.

    Args:
        network: The reader's network.
        sentences: Sentences with gold words and entities.
        sentences_given: Whether sentence boundaries are given; otherwise each paragraph is split by the reader.
    """
    items = [s for s in sentences if s.entities is not None]
    groups = [[s] for s in items] if sentences_given else list(paragraphs(items))
    begins = [{0} for _ in groups] if sentences_given else None
    analyses = network.analyse([[w for s in group for w in s.words] for group in groups], begins)
    counts = {label: [0, 0, 0] for label in ("all", "PER", "ORG", "LOC")}
    hit_sentences = found_sentences = wanted_sentences = 0
    for group, analysis in zip(groups, analyses, strict=True):
        gold: set[tuple[int, int, str]] = set()
        ends: set[tuple[int, int]] = set()
        base = 0
        for s in group:
            gold |= {(base + a, base + b, label) for a, b, label in spans_of(s.entities or ())}
            ends.add((base, base + len(s.words)))
            base += len(s.words)
        system = set(analysis.entities)
        found_sentences, wanted_sentences = found_sentences + len(analysis.sentences), wanted_sentences + len(ends)
        hit_sentences += len(ends & set(analysis.sentences))
        for label, row in counts.items():
            g = {x for x in gold if label in ("all", x[2])}
            s2 = {x for x in system if label in ("all", x[2])}
            row[0], row[1], row[2] = row[0] + len(g & s2), row[1] + len(s2), row[2] + len(g)
    hits, found, wanted = counts["all"]
    out = {"precision": hits / max(1, found), "recall": hits / max(1, wanted)}
    out |= {("f1" if label == "all" else label): f1(*row) for label, row in counts.items()}
    return out if sentences_given else out | {"sentences": f1(hit_sentences, found_sentences, wanted_sentences)}
