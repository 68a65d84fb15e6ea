"""Train spaCy's own small CNN on the same data, to stand beside the reader.

`python training/baseline_spacy.py --data DIR --out DIR`.

Tagger, morphologizer, parser and entity recognizer share a HashEmbedCNN of width 96 and depth 4. Prints its scores
on the test sets at the end.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from spacy.tokens import Doc
from spacy.training import Example, iob_to_biluo
from spacy.util import minibatch
from train import HERE, load_data

from detente.evaluation.parsing import f1
from detente.evaluation.treebanks import read_conllu, read_iob2, read_marked
from detente.language.decode import spans_of
from detente.language.tokenizer import make_tokenizer, token_ranges

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.evaluation.treebanks import Sentence

TOK2VEC = {
    "@architectures": "spacy.HashEmbedCNN.v2",
    "pretrained_vectors": None,
    "width": 96,
    "depth": 4,
    "embed_size": 2000,
    "window_size": 1,
    "maxout_pieces": 3,
    "subword_features": True,
}
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    args = parser.parse_args()
    rng = random.Random(1)
    nlp = pipeline()
    train, _ = load_data(args.data, token_ranges(make_tokenizer()))
    sentences = [sentence for group in train for sentence in group]
    parsed = [example(nlp, s) for s in sentences if s.heads]
    names_only = [example(nlp, s) for s in sentences if not s.heads]
    nlp.initialize(lambda: parsed)
    optimizer = nlp.create_optimizer()
    started = time.time()
    for epoch in range(args.epochs):
        losses: dict[str, float] = {}
        for batch, skipped in batches(parsed, names_only, rng):
            nlp.update(batch, sgd=optimizer, losses=losses, drop=0.1, exclude=skipped)
        print(epoch + 1, round(time.time() - started), {k: round(v) for k, v in losses.items()}, flush=True)
    nlp.to_disk(args.out)
    for bank in ("ewt", "gum"):
        print(bank, "test, gold words:", score_treebank(nlp, read_conllu(args.data / f"en_{bank}-ud-test.conllu.gz")))
    print("UNER EWT test:", score_names(nlp, read_iob2(args.data / "uner_ewt-test.iob2.gz")))
    written = read_marked(HERE / "written/test_world.txt", token_ranges(make_tokenizer()))
    print("written test:", score_names(nlp, written))


def batches(
    parsed: list[Example], names_only: list[Example], rng: random.Random
) -> list[tuple[list[Example], list[str]]]:
    """Batches in random order, each with the components that it does not teach."""
    rng.shuffle(parsed)
    rng.shuffle(names_only)
    out = [(batch, []) for batch in minibatch(parsed, 64)]
    out += [(batch, ["tagger", "morphologizer", "parser"]) for batch in minibatch(names_only, 64)]
    rng.shuffle(out)
    return out


def pipeline() -> spacy.Language:
    nlp = spacy.blank("en")
    nlp.tokenizer = make_tokenizer(nlp.vocab)
    nlp.add_pipe("tok2vec", config={"model": TOK2VEC})
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": LISTENER}
    nlp.add_pipe("tagger", config={"model": tagger})
    nlp.add_pipe("morphologizer", config={"model": tagger})
    transition = {"@architectures": "spacy.TransitionBasedParser.v2", "extra_state_tokens": False, "hidden_width": 64,
                  "maxout_pieces": 2, "use_upper": True, "nO": None, "tok2vec": LISTENER}  # fmt: skip
    nlp.add_pipe("parser", config={"model": transition | {"state_type": "parser"}})
    nlp.add_pipe("ner", config={"model": transition | {"state_type": "ner"}})
    return nlp


def parsed_docs(nlp: spacy.Language, sentences: list[Sentence]) -> Iterator[Doc]:
    return nlp.pipe(Doc(nlp.vocab, s.words, s.spaces) for s in sentences)


def score_treebank(nlp: spacy.Language, sentences: Iterable[Sentence]) -> dict[str, float]:
    """Share right of UPOS and LAS; words and sentences given, but the parser may still split a sentence."""
    items, right = list(sentences), {"upos": 0, "las": 0}
    for s, doc in zip(items, parsed_docs(nlp, items), strict=True):
        for i, token in enumerate(doc):
            right["upos"] += token.pos_ == s.upos[i]
            head = token.head.i + 1 if token.head.i != i else 0
            dep = "root" if token.dep_ == "ROOT" else token.dep_
            right["las"] += head == s.heads[i] and dep == s.deps[i]
    return {name: round(count / sum(len(s.words) for s in items), 4) for name, count in right.items()}


def score_names(nlp: spacy.Language, sentences: Iterable[Sentence]) -> dict[str, float]:
    items = list(sentences)
    hits = found = wanted = 0
    for s, doc in zip(items, parsed_docs(nlp, items), strict=True):
        gold = set(spans_of(s.entities))
        system = {(e.start, e.end, e.label_) for e in doc.ents}
        hits, found, wanted = hits + len(gold & system), found + len(system), wanted + len(gold)
    return {"f1": round(f1(hits, found, wanted), 4)}


def example(nlp: spacy.Language, sentence: Sentence) -> Example:
    """What a sentence annotates; syntax or entities are left out where it annotates none."""
    gold: dict[str, object] = {"words": sentence.words}
    if sentence.heads:
        gold["heads"] = [h - 1 if h else i for i, h in enumerate(sentence.heads)]
        gold["deps"] = ["ROOT" if dep == "root" else dep for dep in sentence.deps]
        gold |= {"tags": sentence.xpos, "pos": sentence.upos, "morphs": sentence.feats}
    gold["entities"] = iob_to_biluo(sentence.entities) if sentence.entities else ["-"] * len(sentence.words)
    return Example.from_dict(Doc(nlp.vocab, sentence.words, sentence.spaces), gold)


if __name__ == "__main__":
    main()
