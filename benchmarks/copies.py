"""The table of copies and rewrites in docs/accuracy.md: `python -m benchmarks.copies [--write]`.

Of each depth, how many versions are linked to their original; and of the links between all the texts of a file, how
many are between texts of one source. Independent reports of the same happening and all other items are what must not be
linked. All of it is written or made for this.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.pages import show
from detente.evaluation.written_rewrites import DEPTHS, read_versions, same_source
from detente.evaluation.written_stories import read_families
from detente.stories.copies import judge_copy
from detente.stories.wording import wording_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.evaluation.written_rewrites import Version
    from detente.evaluation.written_stories import Family
    from detente.stories.copies import Verdict
    from detente.stories.wording import Wording

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/accuracy.md"
BEGIN = "<!-- copies: python -m benchmarks.copies --write -->"
END = "<!-- copies end -->"
FILES = {"one (*fitted on*)": "one.txt", "test (another hand)": "test.txt"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the table into docs/accuracy.md")
    args = parser.parse_args()
    table = "\n".join(lines())
    show(PAGE, (BEGIN, END), table, args.write)


class Linked(NamedTuple):
    """Two texts and what they are to each other."""

    one: Version
    other: Version
    verdict: Verdict | None


def lines() -> Iterator[str]:
    """The table as Markdown."""
    measured = {
        name: tally(list(linked(read_versions(path))))
        for name, file in FILES.items()
        if (path := ROOT / "training/written/rewrites" / file).exists()
    }
    yield f"| recall | {' | '.join(measured)} |"
    yield "|---|" + "---|" * len(measured)
    for row in (*DEPTHS, "two versions", "precision", "links", "wrong"):
        yield f"| {row} | {' | '.join(counts[row] for counts in measured.values())} |"
    yield ""
    yield from families()


def linked(versions: list[Version]) -> Iterator[Linked]:
    """Every two texts, and the verdict on them."""
    wordings = [wording_of(version.text) for version in versions]
    for one, other in combinations(range(len(versions)), 2):
        yield Linked(versions[one], versions[other], judge_copy(wordings[one], wordings[other]))


def tally(pairs: list[Linked]) -> dict[str, str]:
    """Figures by row."""
    of, found = Counter[str](), Counter[str]()
    right = wrong = 0
    for one, other, verdict in pairs:
        if same_source(one, other):
            right += verdict is not None
            depth = "two versions"
            if "original" in (one.depth, other.depth):
                depth = other.depth if one.depth == "original" else one.depth
            of[depth] += 1
            found[depth] += verdict is not None
        else:
            wrong += verdict is not None
    rows = {depth: f"{found[depth] / of[depth]:.3f}" for depth in of}
    return rows | {
        "precision": f"{right / max(1, right + wrong):.4f}",
        "links": f"{right + wrong:,}",
        "wrong": f"{wrong} of {sum(not same_source(one, other) for one, other, _ in pairs):,} pairs",
    }


def families() -> Iterator[str]:
    """How often independent reports of one affair are linked, and how long a pair takes."""
    yield "| dispatches on one affair | pairs | linked | copies and rewrites | linked | ms a pair |"
    yield "|---|---|---|---|---|---|"
    paths = sorted((ROOT / "training/written/stories").glob("*.txt"))
    fitted = [path for path in paths if not path.stem.startswith("test")]
    for name, files in {"*fitted on*": fitted, "held out": [path for path in paths if path not in fitted]}.items():
        found = Counter[tuple[bool, bool]]()
        start = time.process_time()
        for texts in (family_texts(family) for path in files for family in read_families(path)):
            for (source, one), (second, other) in combinations(texts, 2):
                found[source == second, judge_copy(one, other) is not None] += 1
        spent = (time.process_time() - start) / max(1, found.total()) * 1000
        apart, same = (found[kind, True] + found[kind, False] for kind in (False, True))
        yield f"| {name} | {apart:,} | {found[False, True]} | {same} | {found[True, True]} | {spent:.2f} |"


def family_texts(family: Family) -> list[tuple[str, Wording]]:
    """What each dispatch was made of, and its wording."""
    return [(one.source or letter, wording_of(one.text)) for letter, one in family.dispatches.items()]


if __name__ == "__main__":
    main()
