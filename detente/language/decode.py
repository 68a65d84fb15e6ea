"""From scores to structure: a valid tree for every sentence, entity tags that follow each other as BIO must."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["best_tags", "is_tree", "maximum_tree", "spans_of"]

NEVER = -1e9


def is_tree(heads: Sequence[int]) -> bool:
    """Whether 1-based `heads` (0 is the root) have one root and no cycle.

    >>> is_tree([2, 0, 2]), is_tree([2, 1, 0]), is_tree([0, 0])
    (True, False, False)
    """
    if sum(head == 0 for head in heads) != 1:
        return False
    state = [0] * (len(heads) + 1)
    state[0] = 2
    for i in range(1, len(heads) + 1):
        path = []
        while state[i] == 0:
            state[i] = 1
            path.append(i)
            i = heads[i - 1]
        if state[i] == 1:
            return False
        for j in path:
            state[j] = 2
    return True


def maximum_tree(scores: NDArray[np.float32]) -> list[int]:
    """The highest-scoring tree with one root (Chu and Liu 1965; Edmonds 1967; root choice by re-solving).

    Args:
        scores: (words, 1 + words): score of each head of each word, column 0 the root.

    Returns:
        1-based heads, 0 for the root word.
    """
    n = len(scores)
    full = np.full((n + 1, n + 1), NEVER)
    full[1:] = scores
    np.fill_diagonal(full, NEVER)
    heads = _arborescence(full)
    roots = [i for i in range(1, n + 1) if heads[i] == 0]
    if len(roots) > 1:
        heads = max((_rooted(full, root) for root in roots), key=lambda h: sum(full[i, h[i]] for i in range(1, n + 1)))
    return [int(head) for head in heads[1:]]


def _rooted(scores: NDArray[np.float64], root: int) -> NDArray[np.int64]:
    alone = scores.copy()
    kept = alone[root, 0]
    alone[:, 0] = NEVER
    alone[root, :] = NEVER
    alone[root, 0] = kept
    return _arborescence(alone)


def _arborescence(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    heads: NDArray[np.int64] = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    rest = np.array([i for i in range(len(scores)) if i not in set(cycle)])
    ring = np.array(cycle)
    m = len(rest)
    smaller = np.full((m + 1, m + 1), NEVER)
    smaller[:m, :m] = scores[np.ix_(rest, rest)]
    held = scores[ring, heads[ring]]
    entering = scores[np.ix_(ring, rest)] - held[:, None]
    breaks = entering.argmax(0)
    smaller[m, :m] = entering.max(0) + held.sum()
    leaving = scores[np.ix_(rest, ring)]
    exits = leaving.argmax(1)
    smaller[:m, m] = leaving.max(1)
    smaller[0, :] = NEVER
    solved = _arborescence(smaller)
    out = np.zeros(len(scores), dtype=np.int64)
    for a in range(1, m):
        out[rest[a]] = ring[exits[a]] if solved[a] == m else rest[solved[a]]
    out[ring] = heads[ring]
    out[ring[breaks[solved[m]]]] = rest[solved[m]]
    return out


def _cycle(heads: NDArray[np.int64]) -> list[int] | None:
    colour = [0] * len(heads)
    colour[0] = -1
    for i in range(1, len(heads)):
        j = i
        while colour[j] == 0:
            colour[j] = i
            j = int(heads[j])
        if colour[j] == i:
            ring, k = [j], int(heads[j])
            while k != j:
                ring.append(k)
                k = int(heads[k])
            return ring
    return None


def best_tags(scores: NDArray[np.float32], allowed: NDArray[np.float32], first: NDArray[np.float32]) -> list[int]:
    """Viterbi over tag scores (words, tags) with `allowed` (from, to) and `first` as 0 or a large negative number."""
    best = scores[0] + first
    back = []
    for row in scores[1:]:
        paths = best[:, None] + allowed
        back.append(paths.argmax(0))
        best = paths.max(0) + row
    tag = int(best.argmax())
    tags = [tag]
    for pointers in reversed(back):
        tag = int(pointers[tag])
        tags.append(tag)
    return tags[::-1]


def spans_of(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """(start, end, label) of BIO tags.

    >>> spans_of(["B-PER", "I-PER", "O", "B-LOC"])
    [(0, 2, 'PER'), (3, 4, 'LOC')]
    """
    spans = []
    start, label = -1, ""
    for i, tag in enumerate((*tags, "O")):
        if start >= 0 and (tag[0] != "I" or tag[2:] != label):
            spans.append((start, i, label))
            start = -1
        if tag[0] == "B":
            start, label = i, tag[2:]
    return spans
