"""Sentences to training windows: word pieces, shapes, gold columns, and the variation that each epoch adds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from detente.language.pieces import Pieces, word_shape

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator

    from detente.evaluation.treebanks import Sentence

COLUMNS = ("upos", "xpos", "feats", "entity", "dep")


@dataclass(slots=True)
class Window:
    """Consecutive sentences of one paragraph as arrays: pieces of the text and columns over its words."""

    ids: list[int]
    shapes: list[int]
    first: list[int]
    columns: dict[str, list[int]]
    heads: list[int]
    sentence: list[int]
    begins: list[float]
    entity_weight: float


class Labels:
    """The label sets, fixed by the training data and kept with the model."""

    def __init__(self, names: dict[str, list[str]]) -> None:
        self.names = names
        self.index = {column: {name: i for i, name in enumerate(names[column])} for column in names}

    @classmethod
    def collect(cls, sentences: Iterable[Sentence]) -> Labels:
        counts: dict[str, dict[str, int]] = {column: {} for column in COLUMNS}
        for s in sentences:
            for column, values in (("upos", s.upos), ("xpos", s.xpos), ("feats", s.feats), ("dep", s.deps)):
                for value in values or ():
                    counts[column][value] = counts[column].get(value, 0) + 1
        names = {c: sorted(v for v, n in counts[c].items() if c != "feats" or n >= 3) for c in counts}
        names["entity"] = ["O"] + [p + t for t in ("PER", "LOC", "ORG") for p in ("B-", "I-")]
        return cls(names)


def windows(group: list[Sentence], pieces: Pieces, labels: Labels, budget: int) -> Iterator[Window]:
    """Windows of at most `budget` pieces (a longer sentence stands alone)."""
    current: list[Sentence] = []
    size = 0
    for s in group:
        need = sum(len(pieces.of(word)) for word in s.words)
        if current and size + need > budget:
            yield window(current, pieces, labels)
            current, size = [], 0
        current.append(s)
        size += need
    if current:
        yield window(current, pieces, labels)


def window(sentences: list[Sentence], pieces: Pieces, labels: Labels) -> Window:
    ids, shapes, first = [pieces.cls], [0], [0]
    columns: dict[str, list[int]] = {column: [] for column in COLUMNS}
    heads: list[int] = []
    numbers: list[int] = []
    begins: list[float] = []
    for number, s in enumerate(sentences):
        base = len(heads)
        for word in s.words:
            part = pieces.of(word)
            first.append(len(ids))
            ids += part
            shapes += [word_shape(word)] * len(part)
        n = len(s.words)
        for column, values in (
            ("upos", s.upos),
            ("xpos", s.xpos),
            ("feats", s.feats),
            ("entity", s.entities),
            ("dep", s.deps),
        ):
            known = labels.index[column]
            columns[column] += [known.get(v, -100) for v in values] if values else [-100] * n
        heads += [h + base if h else 0 for h in s.heads] if s.heads else [-100] * n
        numbers += [number] * n
        begins += [1.0] + [0.0] * (n - 1)
    ids.append(pieces.sep)
    shapes.append(0)
    weight = sentences[0].weights.get("entity", 1.0)
    return Window(ids, shapes, first, columns, heads, numbers, begins, weight)


def batches(items: list[Window], budget: int, rng: random.Random | None) -> list[list[int]]:
    """Indices grouped by length so that a padded batch holds at most `budget` pieces."""
    order = sorted(range(len(items)), key=lambda i: len(items[i].ids) + (rng.random() * 4 if rng else 0))
    out: list[list[int]] = []
    current: list[int] = []
    for i in order:
        if current and len(items[i].ids) * (len(current) + 1) > budget:
            out.append(current)
            current = []
        current.append(i)
    out.append(current)
    if rng:
        rng.shuffle(out)
    return out


def collate(items: list[Window]) -> dict[str, np.ndarray]:
    """Padded arrays of a batch; gold columns are padded with -100."""
    rows, length = len(items), max(len(w.ids) for w in items)
    words = max(len(w.heads) for w in items)
    out = {name: np.zeros((rows, length), np.int64) for name in ("ids", "mask", "shapes")}
    out["first"] = np.zeros((rows, words + 1), np.int64)
    out["valid"] = np.zeros((rows, words), np.float32)
    out["sentence"] = np.full((rows, words), -1, np.int64)
    out["begins"] = np.zeros((rows, words), np.float32)
    for name in ("heads", *COLUMNS):
        out[name] = np.full((rows, words), -100, np.int64)
    for r, w in enumerate(items):
        t, n = len(w.ids), len(w.heads)
        out["ids"][r, :t], out["mask"][r, :t], out["shapes"][r, :t] = w.ids, 1, w.shapes
        out["first"][r, : n + 1], out["valid"][r, :n] = w.first, 1.0
        out["sentence"][r, :n], out["begins"][r, :n], out["heads"][r, :n] = w.sentence, w.begins, w.heads
        for name in COLUMNS:
            out[name][r, :n] = w.columns[name]
    out["entity_weight"] = np.array([w.entity_weight for w in items], np.float32)
    return out


class Variation:
    """What an epoch changes: other persons' names, the style of quotation marks, headlines, a missing final stop."""

    def __init__(self, names: list[list[str]], rng: random.Random) -> None:
        self.names, self.rng = names, rng

    def __call__(self, s: Sentence) -> Sentence:
        draw = self.rng.random
        if s.entities and draw() < 0.3:
            s = self._rename(s)
        if draw() < 0.3:
            s = self._requote(s)
        chance = draw()
        if chance < 0.03:
            s = replace(s, words=[w.lower() for w in s.words])
        elif chance < 0.06:
            s = replace(s, words=[w.upper() for w in s.words])
        elif chance < 0.10:
            s = replace(s, words=[w[:1].upper() + w[1:] for w in s.words])
        if draw() < 0.05:
            s = self._drop_final_mark(s)
        return s

    def _requote(self, s: Sentence) -> Sentence:
        style = self.rng.choice(['""', "“”", "''", "‘’"])
        marks = [i for i, w in enumerate(s.words) if w in {'"', "“", "”", "``", "''"}]
        if not marks or (style in {"''", "‘’"} and self.rng.random() < 0.7):
            return s
        words = list(s.words)
        opening = True
        for i in marks:
            old = words[i]
            opens = old in {"“", "``"} or (old == '"' and opening)
            words[i] = style[0] if opens else style[1]
            opening = not opens
        return replace(s, words=words)

    def _rename(self, s: Sentence) -> Sentence:
        """Put another person's name for one whose words form a flat phrase that nothing else hangs on inside."""
        assert s.entities is not None
        starts = [i for i, tag in enumerate(s.entities) if tag == "B-PER"]
        self.rng.shuffle(starts)
        for start in starts:
            end = start + 1
            while end < len(s.words) and s.entities[end] == "I-PER":
                end += 1
            if end - start > 1 and self._flat(s, start, end):
                return self._swap(s, start, end, self.rng.choice(self.names))
        return s

    @staticmethod
    def _flat(s: Sentence, start: int, end: int) -> bool:
        if s.heads is None or s.deps is None:
            return True
        inner = range(start + 1, end)
        return all(s.heads[i] == start + 1 and s.deps[i] == "flat" for i in inner) and not any(
            h - 1 in inner for h in s.heads
        )

    @staticmethod
    def _swap(s: Sentence, start: int, end: int, name: list[str]) -> Sentence:
        shift = len(name) - (end - start)

        def spread(column: list[str] | None, value: str | None = None, hyphen: str | None = None) -> list[str] | None:
            if column is None:
                return None
            rest = column[start] if value is None else value
            inner = [hyphen if word == "-" and hyphen is not None else rest for word in name[1:]]
            return [*column[: start + 1], *inner, *column[end:]]

        heads = None
        if s.heads is not None:
            moved = [h + shift if h > end else h for h in s.heads]
            heads = [*moved[: start + 1], *[start + 1] * (len(name) - 1), *moved[end:]]
        return replace(
            s,
            words=[*s.words[:start], *name, *s.words[end:]],
            spaces=[*s.spaces[:start], *[True] * (len(name) - 1), s.spaces[end - 1], *s.spaces[end:]],
            upos=spread(s.upos, hyphen="PUNCT"),
            xpos=spread(s.xpos, hyphen="HYPH"),
            feats=spread(s.feats, hyphen=""),
            deps=spread(s.deps, "flat", hyphen="punct"),
            lemmas=None,
            heads=heads,
            entities=spread(s.entities, "I-PER"),
        )

    @staticmethod
    def _drop_final_mark(s: Sentence) -> Sentence:
        n = len(s.words) - 1
        if n < 3 or s.words[n] not in {".", "!"} or (s.heads is not None and n + 1 in s.heads):
            return s

        def cut(column: list | None) -> list | None:
            return None if column is None else column[:n]

        return replace(
            s, words=s.words[:n], spaces=s.spaces[:n], upos=cut(s.upos), xpos=cut(s.xpos), feats=cut(s.feats),
            heads=cut(s.heads), deps=cut(s.deps), entities=cut(s.entities), lemmas=None,
        )  # fmt: skip
