"""Offices at a date on speakers left out: `python -m benchmarks.speakers SHARED [--rows 600] [--seed 7]`.

Who spoke in the general debate of the United Nations is a source of the tables too (basis N). To measure fairly, rows
are drawn from the list (1990 on, with a post), the tables are built again without them in a temporary copy, and there
the drawn rows are asked for by name and September of the year.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from detente.evaluation.offices import FIRST_YEAR, read_speakers

ROOT = Path(__file__).parents[1]
ASK = """
import sys
from pathlib import Path
from detente.actors import load_directory
from detente.evaluation.offices import read_speakers, score_speakers
score = score_speakers(read_speakers(Path(sys.argv[1])), load_directory())
wrong = len(score.misses) - score.silent["all"]
print(f"{wrong} wrong first answers, {score.later['all']} of them with the right one after it")
print("| part | first answer | any answer | no answer |\\n|---|---|---|---|")
for part in sorted(score.right):
    print(f"| {part} | {score.accuracy(part):.3f} | {score.accuracy(part, first=False):.3f} | {score.silent[part]} |")
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--rows", type=int, default=600)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    lists = (args.shared / "gold/actors/lists").resolve()
    every = read_speakers(lists / "ungdc_speakers.csv")
    pool = [row for row in every if int(row["year"]) >= FIRST_YEAR and row["post"].strip()]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(ROOT / "detente", copy / "detente")
        shutil.copytree(ROOT / "training/actors", copy / "training/actors")
        drawn = copy / "drawn.csv"
        with drawn.open("w", encoding="utf-8", newline="") as stream:
            table = csv.DictWriter(stream, every[0])
            table.writeheader()
            table.writerows(random.Random(args.seed).sample(pool, args.rows))
        environment = os.environ | {"PYTHONPATH": folder}
        build = [sys.executable, "training/actors/build_persons.py", str(lists), "--without", str(drawn)]
        for command in (build, [sys.executable, "-c", ASK, str(drawn)]):
            subprocess.run(command, cwd=copy, env=environment, check=True)


if __name__ == "__main__":
    main()
