"""Trees by hand: one token a word, as "form/UPOS/relation/head", heads counted from 1, 0 the root."""

from __future__ import annotations

from detente.language.tree import Entity, Tree


def tree_of(*sentences: str, entities: tuple[Entity, ...] = ()) -> Tree:
    """A tree of the sentences, words parted by single spaces.

    >>> tree_of("China/PROPN/nsubj/2 agreed/VERB/root/0").text
    'China agreed'
    """
    words, upos, deps, heads, bounds = [], [], [], [], []
    for sentence in sentences:
        first = len(words)
        for token in sentence.split(" "):
            word, tag, dep, head = token.rsplit("/", 3)
            words.append(word)
            upos.append(tag)
            deps.append(dep)
            heads.append(first + int(head) - 1 if int(head) else len(words) - 1)
        bounds.append((first, len(words)))
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    xpos = ["NNS" if tag == "NOUN" and word.endswith("s") else "NN" for word, tag in zip(words, upos, strict=True)]
    return Tree(
        text=" ".join(words), words=words, lemmas=[word.lower() for word in words], upos=upos, xpos=xpos,
        morphs=[""] * len(words), deps=deps, heads=heads, starts=starts,
        ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
        sentences=bounds, entities=list(entities),
    )  # fmt: skip
