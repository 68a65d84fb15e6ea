"""Passages with attributions to arrays: the reader's states, marks of quotations, cues and what each joins."""

from __future__ import annotations

import hashlib
import pickle
import re
import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from attribution_heads import EDGES, NO_CUE, ROLES
from branch_export import expose

from detente.evaluation.written_attributions import ACTS, Passage, Told
from detente.language.network import MODEL
from detente.language.reader import Reader
from detente.model import Article
from detente.statements.boundaries import split_run_on_sentences
from detente.statements.passage import Passage as Parsed
from detente.statements.settings import load_settings, load_source_words
from detente.statements.tagger import distances, marks_of, places

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from detente.evaluation.written_attributions import Spans
    from detente.language.tree import Tree

CONTENT, SOURCE, CUE = (ROLES.index(name) for name in ("content", "source", "cue"))
ANCHORS = ("VERB", "NOUN", "ADJ", "PROPN")
STYLES = (("“”‘’", '""' + "''"), ("“”‘’", "‘’“”"), ("“”‘’", "''" + '""'))
Words = tuple[int, int]


@dataclass(slots=True)
class Telling:
    """One attribution in words: its anchor (-1 for nobody's), label, role of each word, and pieces of its content."""

    anchor: int
    act: int
    roles: np.ndarray
    pieces: list[Words]


@dataclass(slots=True)
class Read:
    """A text as the reader sees it: states (words, width), marks, paragraphs as word ranges, and what is told in it."""

    tree: Tree
    states: np.ndarray
    marks: np.ndarray
    sentence: np.ndarray
    paragraph: np.ndarray
    paragraphs: list[Words]
    tellings: list[Telling]


class StateReader:
    """The shipped reader, with other states than it ships among its outputs.

    Args:
        names: Names of values in its graph, put side by side.
        folder: Where to put the changed reader, and what it read, to be read once.
    """

    def __init__(self, names: Sequence[str], folder: Path, threads: int = 1) -> None:
        shutil.copytree(MODEL, folder, dirs_exist_ok=True)
        expose(names, folder / "reader.onnx")
        self.reader = Reader(folder, threads)
        self.folder = folder
        self.settings, self.source_words = load_settings(), load_source_words()

    def tree(self, text: str) -> Tree:
        """A text, parsed, with the states."""
        path = self.folder / "read" / hashlib.sha1(text.encode()).hexdigest()
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(pickle.dumps(self.reader.parse(Article(text))))
        return pickle.loads(path.read_bytes())

    def read(self, text: str, told: Iterable[Told] = ()) -> Read:
        """A text with what is told in it."""
        tree = split_run_on_sentences(self.tree(text))
        assert tree.vectors is not None
        parsed = Parsed(tree, self.settings, self.source_words)
        sentence, paragraph = np.array(tree.sentence, np.int64), np.array(parsed.paragraph, np.int64)
        return Read(
            tree, tree.vectors, marks_of(parsed), sentence, paragraph, parsed.paragraphs,
            list(_tellings(tree, told)),
        )  # fmt: skip


def _tellings(tree: Tree, told: Iterable[Told]) -> Iterator[Telling]:
    starts, ends = np.array(tree.starts), np.array(tree.ends)

    def words(spans: Spans) -> list[Words]:
        out = []
        for a, b in spans:
            inside = np.flatnonzero((starts < b) & (ends > a))
            if len(inside):
                out.append((int(inside[0]), int(inside[-1]) + 1))
        return out

    for one in told:
        roles = np.zeros(len(tree), np.int64)
        pieces = joined(tree, words(one.contents))
        for role, ranges in ((CONTENT, pieces), (SOURCE, words(one.sources)), (CUE, words(one.cues))):
            for a, b in ranges:
                roles[a:b] = role
        cues = [i for a, b in words(one.cues) for i in range(a, b)]
        yield Telling(_anchor(tree, cues), ACTS.index(one.act) if one.act else NO_CUE, roles, pieces)


def _anchor(tree: Tree, cues: list[int]) -> int:
    """The last verb, noun or adjective of a cue, else its first word; -1 for none."""
    if not cues:
        return -1
    return next((i for i in reversed(cues) if tree.upos[i] in ANCHORS), cues[0])


def joined(tree: Tree, pieces: list[Words]) -> list[Words]:
    """Pieces in order; those of one paragraph with no word between them are one."""
    out: list[Words] = []
    for start, end in sorted(pieces):
        between = range(out[-1][1], start) if out else ()
        if out and not any(tree.words[i][:1].isalnum() for i in between) and _one_paragraph(tree, out[-1][1], start):
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _one_paragraph(tree: Tree, end: int, start: int) -> bool:
    return "\n" not in tree.text[tree.ends[end - 1] : tree.starts[start]]


def varied(passage: Passage, rng: random.Random) -> Passage:
    """The passage with other quotation marks now and then; every character keeps its place."""
    if rng.random() < 0.5 or not re.search("[“”]", passage.text):
        return passage
    old, new = rng.choices(STYLES, (6, 1, 1))[0]
    apostrophes = re.sub(r"(?<=\w)’(?=\w)", "\0", passage.text)
    text = apostrophes.translate(str.maketrans(old, new)).replace("\0", rng.choice("’'"))
    return replace(passage, text=text)


def gathered(passages: Sequence[Passage], rng: random.Random, sizes: Sequence[int], most: int) -> Iterator[Passage]:
    """Passages that have nothing to do with each other, put into texts.

    Each text has as many as `sizes` draws, of at most `most` characters, in one paragraph or several, so that words
    stand at all places of what the reader reads at once.
    """
    order = rng.sample(passages, len(passages))
    while order:
        text, told, want = "", list[Told](), rng.choice(sizes)
        while order and (not text or (want > 0 and len(text) + len(order[-1].text) <= most)):
            passage = varied(order.pop(), rng)
            text += rng.choice(" \n") if text else ""
            told += [_moved(one, len(text)) for one in passage.told]
            text += passage.text
            want -= 1
        yield Passage(text, tuple(told))


def _moved(one: Told, by: int) -> Told:
    sources, cues, contents = (
        tuple((a + by, b + by) for a, b in spans) for spans in (one.sources, one.cues, one.contents)
    )
    return Told(sources, cues, contents, one.act)


@dataclass(slots=True)
class Window:
    """Words [start, end) of a text."""

    text: Read
    start: int
    end: int

    @property
    def ids(self) -> range:
        """Its words, as `examples.batches` counts them."""
        return range(self.start, self.end)


def own_windows(text: Read, most: int) -> Iterator[Window]:
    """Windows of one text: whole paragraphs, as many as fit into so many words; a longer one is cut at sentences."""
    start = end = 0
    for a, b in (part for paragraph in text.paragraphs for part in _parts(text, paragraph, most)):
        if end > start and b - start > most:
            yield Window(text, start, end)
            start = a
        end = b
    if end > start:
        yield Window(text, start, end)


def _parts(text: Read, paragraph: Words, most: int) -> Iterator[Words]:
    start, stop = paragraph
    if stop - start <= most:
        yield paragraph
        return
    first = text.tree.sentence[start]
    for a, b in text.tree.sentences[first : text.tree.sentence[stop - 1] + 1]:
        if b - start > most and a > start:
            yield start, a
            start = a
    for at in range(start, stop, most):
        yield at, min(at + most, stop)


def collate_windows(windows: Sequence[Window], *, gold: bool = True) -> dict[str, np.ndarray]:
    """Padded arrays of a batch.

    `states`, `marks` and `inside` have a sentence in each row, `flat` says where the words of each window
    stand in them; the rest have a window in each row. `row` and `anchor` tell the window and word (from 1; 0 is nobody)
    of each cue.
    """
    rows, words = len(windows), max(w.end - w.start for w in windows)
    parts = [(w, a, b) for w in windows for a, b in _sentences(w)]
    longest = max(b - a for _, a, b in parts)
    out: dict[str, np.ndarray] = {
        "states": np.zeros((len(parts), longest, windows[0].text.states.shape[1]), np.float32),
        "marks": np.zeros((len(parts), longest), np.int64),
        "inside": np.zeros((len(parts), longest), np.float32),
        "flat": np.zeros((rows, words), np.int64),
        "valid": np.zeros((rows, words), np.float32),
        "cue": np.full((rows, words), -100, np.int64),
    }
    numbers = {id(w): r for r, w in enumerate(windows)}
    for k, (w, a, b) in enumerate(parts):
        out["states"][k, : b - a] = w.text.states[a:b]
        out["marks"][k, : b - a] = w.text.marks[a:b]
        out["inside"][k, : b - a] = 1.0
        out["flat"][numbers[id(w)], a - w.start : b - w.start] = k * longest + np.arange(b - a)
    for r, w in enumerate(windows):
        out["valid"][r, : w.end - w.start] = 1.0
    return out | _gold(windows, out["cue"], words) if gold else out


def _sentences(window: Window) -> Iterator[Words]:
    tree = window.text.tree
    for a, b in tree.sentences[tree.sentence[window.start] : tree.sentence[window.end - 1] + 1]:
        yield max(a, window.start), min(b, window.end)


def _gold(windows: Sequence[Window], cue: np.ndarray, words: int) -> dict[str, np.ndarray]:
    """Cues with what they join; the labels of words go to `cue`."""
    cues: list[tuple[int, int]] = []
    roles: list[np.ndarray] = []
    edges: list[np.ndarray] = []

    def add(row: int, anchor: int) -> None:
        cues.append((row, anchor))
        roles.append(np.zeros(words, np.int64))
        edges.append(np.zeros((words, len(EDGES)), np.float32))

    for r, window in enumerate(windows):
        text, start, end = window.text, window.start, window.end
        cue[r, : end - start] = NO_CUE
        add(r, 0)
        nobody = len(cues) - 1
        for one in text.tellings:
            if start <= one.anchor < end:
                cue[r, one.anchor - start] = one.act
                add(r, one.anchor - start + 1)
            elif one.anchor >= 0:
                continue
            k = nobody if one.anchor < 0 else -1
            here = one.roles[start:end]
            roles[k][: end - start][here > 0] = here[here > 0]
            for a, b in one.pieces:
                if start <= a < end:
                    edges[k][a - start, 0] = 1.0
                if start < b <= end:
                    edges[k][b - 1 - start, 1] = 1.0
    return collate_cues(windows, cues, words) | {"role": np.stack(roles), "edge": np.stack(edges)}


def collate_cues(windows: Sequence[Window], cues: Sequence[tuple[int, int]], words: int) -> dict[str, np.ndarray]:
    """Arrays of cues, each a window's number and a word of it (from 1; 0 is nobody), and how words stand to them."""
    out = {
        "row": np.array([row for row, _ in cues], np.int64),
        "anchor": np.array([anchor for _, anchor in cues], np.int64),
        "distance": np.zeros((len(cues), words), np.int64),
        "place": np.zeros((len(cues), words), np.int64),
    }
    for k, (row, anchor) in enumerate(cues):
        text, start, end = windows[row].text, windows[row].start, windows[row].end
        at = start + anchor - 1 if anchor else None
        out["distance"][k, : end - start] = distances(at, start, end)
        out["place"][k, : end - start] = places(at, text.sentence[start:end], text.paragraph[start:end], start)
    return out
