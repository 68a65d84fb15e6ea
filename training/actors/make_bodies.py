"""Write `detente/data/actors/bodies.tsv` from the short hand-kept list beside this file (`bodies.txt`)."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
OUT = FOLDER.parents[1] / "detente" / "data" / "actors" / "bodies.tsv"
HEADER = ["id", "kind", "state", "sector", "name", "aliases"]


def main() -> None:
    """Write the table, one body a line, in the order of the list."""
    lines = (FOLDER / "bodies.txt").read_text(encoding="utf-8").splitlines()
    rows = ["\t".join(line.split(";")) for line in lines if line]
    OUT.write_text("\n".join(["\t".join(HEADER), *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
