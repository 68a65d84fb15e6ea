"""Count in how many passages of written English each stem stands: `python training/count_rarity.py TREEBANKS`.

Writes `detente/data/stories/rarity.tsv` and prints the number of passages for `settings.yml`. The passages are our
own written ones and those of the treebanks that the reader learned from.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path

from train_meaning import HERE, passages

from detente.stories.settings import load_settings
from detente.stories.terms import TermWeigher

OUT = HERE.parent / "detente/data/stories/rarity.tsv"
LEAST = 2


def main() -> None:
    texts = passages(HERE / "written", Path(sys.argv[1]), random.Random(1))
    weigher = TermWeigher((), load_settings().terms)
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(weigher.stems(text)))
    rows = sorted((stem, count) for stem, count in counts.items() if count >= LEAST)
    OUT.write_text("stem\tpassages\n" + "".join(f"{stem}\t{count}\n" for stem, count in rows), "utf-8")
    print(f"{len(texts)} passages, {len(rows)} stems")


if __name__ == "__main__":
    main()
