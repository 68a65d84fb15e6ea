"""How often what rules and tagger find is right: `python training/fit_tagging.py [--write]`.

Measured on the held-out passages of `written/attributions`, in the wide view; printed, or put into `tagging.yml`.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from detente.evaluation.written_attributions import read_held_out
from detente.language import load_reader
from detente.model import Article
from detente.statements import load_attributor

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "detente/data/statements/tagging.yml"
AGREED = (0.0, 0.02, 0.2, 0.5, 0.8, 0.95, 0.99)
ADDED = (0.0, 0.95, 0.99)
PRIOR = 4.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the tables into tagging.yml")
    args = parser.parse_args()
    found = measured()
    rules = [(support, right) for rule, support, right in found if not rule.startswith("tagger:")]
    read = [(support, right) for support, right in rules if support is not None]
    new = [(support, right) for rule, support, right in found if rule.startswith("tagger:")]
    rows = {
        "agreed": table(read, AGREED),
        "added": table(new, ADDED),
        "unread": round(sum(right for _, right in rules) / len(rules), 2),
    }
    text = WEIGHTS.read_text(encoding="utf-8")
    for name, value in rows.items():
        print(f"{name}: {value}")
        text = re.sub(rf"(?m)^{name}: .*$", f"{name}: {value}", text)
    if args.write:
        WEIGHTS.write_text(text, encoding="utf-8")


def measured() -> list[tuple[str, float | None, bool]]:
    """The rule, the tagger's support and whether it is right by half, of each piece of content found."""
    reader, attributor = load_reader(), load_attributor()
    out = []
    for document in read_held_out(HERE / "written/attributions"):
        gold = [set(range(*span)) for row in document.attributions for span in row["content"]]
        tree = reader.parse(Article(document.text))
        for a in attributor.attributions(tree)[1]:
            for start, end in a.pieces:
                span = tree.span(start, end)
                ours = set(range(span.start, span.end))
                out.append((a.rule, a.support, any(len(ours & one) >= 0.5 * len(ours | one) for one in gold)))
    return out


def table(found: list[tuple[float | None, bool]], steps: tuple[float, ...]) -> list[list[float]]:
    """Share right from each step up, drawn a little to the share of all."""
    whole = sum(right for _, right in found) / max(1, len(found))
    rows = []
    for least, top in zip(steps, (*steps[1:], 2.0), strict=True):
        here = [right for support, right in found if support is not None and least <= support < top]
        rows.append([least, round((sum(here) + PRIOR * whole) / (len(here) + PRIOR), 2)])
    return rows


if __name__ == "__main__":
    main()
