"""Figures of agreement and dispute: `python -m benchmarks.disputes [SHARED]`, as Markdown tables.

Comparing on the families of dispatches that we wrote, quote against quote; then rows of happenings, joined as they
are written, against the same facts; and, with SHARED, which contradictions of RTE-3 the comparison calls disputes.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from detente.evaluation.contradictions import read_pairs, score_pairs
from detente.evaluation.written_disputes import found_facts, gold_happenings, score_families
from detente.evaluation.written_stories import read_families
from detente.model import Article
from detente.reading import load_article_reader
from detente.record import open as open_record
from detente.stories.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from detente.evaluation.written_stories import Dispatch, Family
    from detente.model import Reading
    from detente.reading import ArticleReader

ROOT = Path(__file__).parents[1]
FAMILIES = ("europe.txt", "middle_east_africa.txt")
UNSEEN = ("americas_global.txt", "asia_pacific.txt")  # of which totals only are looked at
PAIRS = "gold/contradiction/rte3_dev/rte3_dev.jsonl"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, nargs="?")
    arguments = parser.parse_args()
    reader = load_article_reader()
    read = lru_cache(maxsize=None)(lambda dispatch: reader.read(dispatch.article))
    families, unseen = families_of(FAMILIES), families_of(UNSEEN)
    print("## Quote against quote\n")
    print(score_families(families, read).table())
    print(f"\nOther regions: {score_families(unseen, read).total()}")
    print("\n## Rows of happenings\n")
    print(rows_table(families, read))
    if arguments.shared:
        print("\n## Contradictions of RTE-3\n")
        print(score_pairs(read_pairs(arguments.shared / PAIRS), partial(read_text, reader)).table())


def families_of(names: Iterable[str]) -> list[Family]:
    return [one for name in names for one in read_families(ROOT / "training/written/stories" / name)]


def read_text(reader: ArticleReader, text: str) -> Reading:
    return reader.read(Article(text))


def rows_table(families: Iterable[Family], read: Callable[[Dispatch], Reading]) -> str:
    """Rows by kind, and what they say of the facts whose quotes they have."""
    kinds: Counter[tuple[str, str]] = Counter()
    facts: Counter[tuple[str, str, str | None]] = Counter()
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "families.db") as record:
        for family in families:
            paths = {}
            sources = {}
            for letter, dispatch in family.dispatches.items():
                reading = read(dispatch)
                path = f"{family.name}/{letter}"
                record.add(replace(reading, article=replace(reading.article, path=path)))
                paths[letter] = reading.article.id
                sources[reading.article.id] = dispatch.source or letter
            found = Rows(record, sources=sources)
            rows = [row for one in gold_happenings(record, family, paths) for row in found.of(one)]
            kinds.update((row.slot, row.kind) for row in rows)
            facts.update((fact.slot, fact.kind, kind) for fact, kind in found_facts(family, rows, paths))
    lines = ["| slot | agrees | finer | differs | facts met | of the same kind |", "|---|---|---|---|---|---|"]
    for slot in sorted({slot for slot, _ in kinds}):
        met = sum(n for (name, _, found), n in facts.items() if name == slot and found)
        right = sum(n for (name, kind, found), n in facts.items() if name == slot and kind == found)
        counts = " | ".join(str(kinds[slot, kind]) for kind in ("agrees", "finer", "differs"))
        lines.append(f"| {slot} | {counts} | {met} | {right} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
