"""The tables of attribution in docs/accuracy.md: `python -m benchmarks.statements SHARED [--write]`.

Rules alone, the tagger alone, and both, on PolNeAR and on the held-out part of our own passages, and how often a
statement is right whose confidence is so high. Printed as Markdown, or with `--write` put in their place in the page.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.pages import show
from detente.evaluation.attribution import GoldDocument, Tally, read_polnear, score_reader
from detente.evaluation.written_attributions import read_held_out
from detente.language import Reader, load_reader
from detente.model import Article
from detente.statements import Attributor, load_attributor
from detente.statements.finder import AttributionFinder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.language.tree import Tree
    from detente.statements.attribution import Attribution
    from detente.statements.passage import Passage

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/accuracy.md"
BEGIN = "<!-- attribution: python -m benchmarks.statements SHARED --write -->"
END = "<!-- attribution end -->"
MEASURES = ("tokens", "exact", "partial", "cue")
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder that holds gold/")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/accuracy.md")
    args = parser.parse_args()
    tables = "\n".join(lines(args.shared))
    show(PAGE, (BEGIN, END), tables, args.write)


class Parsed(Reader):
    """A reader that remembers what it has read."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._trees: dict[str, Tree] = {}

    def parse(self, article: Article) -> Tree:
        """The tree of a text."""
        if article.text not in self._trees:
            self._trees[article.text] = self._reader.parse(article)
        return self._trees[article.text]


def lines(shared: Path) -> Iterator[str]:
    """The tables as Markdown."""
    reader = Parsed(load_reader())
    polnear = list(read_polnear(shared / "gold/attribution/polnear"))
    sets: dict[str, Sequence[GoldDocument]] = {
        "PolNeAR, 250": polnear,
        "PolNeAR, even": polnear[::2],
        "PolNeAR, odd": polnear[1::2],
        "our own, held out": list(read_held_out(ROOT / "training/written/attributions")),
    }
    both = load_attributor()
    parts = {"rules": load_attributor(learned=False), "tagger": tagger_alone(both), "both": both}
    yield f"| documents | by | {' | '.join(MEASURES)} | source |"
    yield "|---|---|" + "---|" * (len(MEASURES) + 1)
    for name, documents in sets.items():
        for part, attributor in parts.items():
            tally = score_reader(documents, reader, attributor)
            figures = [f"{tally.f1(measure):.3f}" for measure in MEASURES] + [f"{tally.recall('source'):.3f}"]
            yield f"| {name} | {part} | {' | '.join(figures)} |"
    yield ""
    yield from calibration(polnear, reader, both)


def tagger_alone(attributor: Attributor) -> Attributor:
    """An attributor that has no rules."""
    alone = load_attributor()
    alone.wide_finder = TaggerAlone(attributor.finder.lexicon, attributor.finder.tagger)
    return alone


class TaggerAlone(AttributionFinder):
    """What the tagger finds, without what the rules find."""

    def rules_of(self, passage: Passage) -> list[Attribution]:
        """None."""
        return []


def calibration(documents: Sequence[GoldDocument], reader: Reader, attributor: Attributor) -> Iterator[str]:
    """How many attributions have such a confidence, and how many of them match a content by half."""
    counts: dict[int, Tally] = defaultdict(Tally)
    for document in documents:
        gold = [set(range(*span)) for row in document.attributions for span in row["content"]]
        tree = reader.parse(Article(document.text))
        for a in attributor.attributions(tree)[1]:
            place = next(n for n, top in enumerate(BINS[1:]) if a.confidence < top)
            for start, end in a.pieces:
                span = tree.span(start, end)
                ours = set(range(span.start, span.end))
                right = any(len(ours & one) >= 0.5 * len(ours | one) for one in gold if ours & one)
                counts[place].add("partial", right, 1, 1)
    yield "| confidence | contents | right by half |"
    yield "|---|---|---|"
    for place in sorted(counts):
        tally, bounds = counts[place], f"{BINS[place]:.2f}-{min(BINS[place + 1], 1):.2f}"
        yield f"| {bounds} | {tally.gold['partial']:,} | {tally.recall('partial'):.2f} |"


if __name__ == "__main__":
    main()
