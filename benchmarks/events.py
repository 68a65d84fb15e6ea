"""The tables of events in docs/accuracy.md: `python -m benchmarks.events SHARED [--write]`.

Printed as Markdown, or with `--write` put in their place in the page, between the remarks that name this command.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.pages import show
from detente.evaluation.event_errors import KINDS, ErrorFinder
from detente.evaluation.event_sets import EVENT_SETS
from detente.evaluation.event_tables import tabulate_types
from detente.events import EventCoder, load_event_coder
from detente.reading import load_article_reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.evaluation.event_sets import ScoredSet
    from detente.events.drafts import Draft
    from detente.events.sides import Linked
    from detente.language.tree import Tree
    from detente.reading import ArticleReader

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/accuracy.md"
BEGIN, END = "<!-- events: python -m benchmarks.events SHARED --write -->", "<!-- events end -->"
SETS = {
    "PLV": ("plv", "gold/events/plv_dev.tsv", "Zero-Shot-PLOVER, 1,050 sentence pairs"),
    "PLOVER": ("plover", "gold/events/gsr.json", "PLOVER gold records, 322"),
    "unit tests": ("petrarch", "gold/events/petrarch/PETR.UnitTest.records.xml", "PETRARCH unit tests"),
    "newswire": (
        "petrarch",
        "gold/events/petrarch/PETR2_GSR_validation.xml",
        "PETRARCH2 validation, newswire, 77",
    ),
}
WRITTEN = ("told", "training/written/events")
SHARES, BOTH = "P / R / F1", "accuracy / macro F1"
SHORT = {"PLV": "PLV", "PLOVER": "PLOVER records", "newswire": "newswire", "written": "our own"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder that holds gold/")
    parser.add_argument("--parts", action="store_true", help="rules alone, the judge alone, and both, instead")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/accuracy.md")
    args = parser.parse_args()
    reader = load_article_reader()
    if args.parts:
        print("\n".join(of_parts(args.shared, reader)))
        return
    scored = {name: EVENT_SETS[kind](args.shared / path, reader) for name, (kind, path, _) in SETS.items()}
    scored["written"] = EVENT_SETS[WRITTEN[0]](ROOT / WRITTEN[1], reader)
    tables = "\n".join(lines(scored))
    show(PAGE, (BEGIN, END), tables, args.write)


class JudgeAlone(EventCoder):
    """What the judge sees, without what the rules propose."""

    def drafts(self, tree: Tree, actors: Linked) -> list[Draft]:
        """Drafts of the judge; the rules are run for the sentences that hold a trigger."""
        scene = self.scene(tree, actors)
        list(self.proposed(scene))
        weigher = self.knowledge.weigher
        return weigher.weigh(scene, []) if weigher is not None else []


def of_parts(shared: Path, reader: ArticleReader) -> Iterator[str]:
    """Rules alone, the judge alone, both."""
    yield from (
        "",
        "| | PLV types P / R / F1 | triple | PLOVER records types P / R / F1 | dyad | our own triggers, types |",
    )
    yield "|---|---|---|---|---|---|"
    parts = {
        "rules alone": load_event_coder(reader.time_finder, learned=False),
        "judge alone": JudgeAlone(reader.event_coder.knowledge),
        "both": reader.event_coder,
    }
    for name, coder in parts.items():
        one = replace(reader, event_coder=coder)
        plv, plover = (EVENT_SETS[SETS[key][0]](shared / SETS[key][1], one) for key in ("PLV", "PLOVER"))
        found = [figures(each) for each in (plv, plover, EVENT_SETS[WRITTEN[0]](ROOT / WRITTEN[1], one))]
        types = [joined(each, "type", "precision", "recall", "f1") for each in found[:2]]
        own = f"{short(found[2]['triggers', 'f1'])}, {short(found[2]['triggers and types', 'f1'])}"
        row = (name, types[0], short(found[0]["triple", "f1"]), types[1], short(found[1]["dyad", "f1"]), own)
        yield f"| {' | '.join(row)} |"


def lines(scored: dict[str, ScoredSet]) -> Iterator[str]:
    """All tables."""
    yield from of_plover(scored)
    yield from of_petrarch(scored)
    yield from of_written(figures(scored["written"]))
    yield from by_type(scored)
    yield from by_kind(scored)


def of_plover(scored: dict[str, ScoredSet]) -> Iterator[str]:
    """Types and sides of the two sets in PLOVER's types."""
    yield f"\n| | {SHARES} of types | triple F1 | country dyad F1 | forced, {BOTH} | sides given, {BOTH} |"
    yield "|---|---|---|---|---|---|"
    for name in ("PLV", "PLOVER"):
        found = figures(scored[name])
        cells = (
            joined(found, "type", "precision", "recall", "f1"),
            joined(found, "triple", "f1"),
            joined(found, "dyad", "f1"),
            joined(found, "forced", "accuracy", "macro f1"),
            joined(found, "sides given", "accuracy", "macro f1"),
        )
        yield f"| {SETS[name][2]} | {' | '.join(cells)} |"


def of_petrarch(scored: dict[str, ScoredSet]) -> Iterator[str]:
    """Roots and events of PETRARCH's files."""
    yield f"\n| | {SHARES} of roots | {SHARES} of (land, type, land) |\n|---|---|---|"
    for name in ("unit tests", "newswire"):
        found = figures(scored[name])
        for part in dict.fromkeys(part for part, _ in found):
            roots, events = (
                joined(found, part, *(f"{what} {one}" for one in ("precision", "recall", "f1")))
                for what in ("root", "event")
            )
            yield f"| {SETS[name][2]}{'' if name == 'newswire' else f', {part}'} | {roots} | {events} |"


def of_written(found: dict[tuple[str, str], float]) -> Iterator[str]:
    """Triggers, sides and statuses of our own sentences."""
    yield "\n| our own marked sentences, test part | |\n|---|---|"
    yield f"| triggers {SHARES} | {joined(found, 'triggers', 'precision', 'recall', 'f1')} |"
    yield f"| triggers with their types, F1 | {joined(found, 'triggers and types', 'f1')} |"
    yield f"| actor / recipient, F1 | {joined(found, 'actor', 'f1')} / {joined(found, 'recipient', 'f1')} |"
    yield f"| status of triggers found, accuracy | {joined(found, 'status of found', 'accuracy')} |"
    for part, measure in found:
        if part == "status":
            yield f"| {measure.removesuffix(' f1')}, found and read so, F1 | {joined(found, part, measure)} |"


def by_type(scored: dict[str, ScoredSet]) -> Iterator[str]:
    """F1 of each type, with how often the gold has it."""
    tables = {name: tabulate_types(scored[name].golds, scored[name].codings).by_type for name in SHORT}
    yield f"\n| type F1 (gold events) | {' | '.join(SHORT.values())} |\n|---{'|---' * len(SHORT)}|"
    for type_ in sorted({type_ for table in tables.values() for type_, share in table.items() if share.gold}):
        shares = [table.get(type_) for table in tables.values()]
        cells = [f"{short(share.f1)} ({share.gold})" if share and share.gold else "" for share in shares]
        yield f"| {type_} | {' | '.join(cells)} |"


def by_kind(scored: dict[str, ScoredSet]) -> Iterator[str]:
    """How many errors there are of each kind."""
    finder = ErrorFinder()
    counts = {
        name: [
            error.kind
            for gold, coded in zip(scored[name].golds, scored[name].codings, strict=True)
            for error in finder.errors(gold, coded)
        ]
        for name in SHORT
    }
    yield f"\n| errors | {' | '.join(SHORT.values())} |\n|---{'|---' * len(SHORT)}|"
    for kind, text in KINDS.items():
        yield f"| {text} | {' | '.join(str(counts[name].count(kind)) for name in SHORT)} |"


def figures(one: ScoredSet) -> dict[tuple[str, str], float]:
    return {(figure.part, figure.measure): figure.value for figure in one.figures}


def joined(found: dict[tuple[str, str], float], part: str, *measures: str) -> str:
    return " / ".join(short(found[part, measure]) for measure in measures if (part, measure) in found)


def short(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")


if __name__ == "__main__":
    main()
