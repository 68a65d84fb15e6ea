"""A report of a scored event set: tables of types, confusion, and every error by kind, to read and to filter."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from detente.evaluation.event_errors import KINDS, ErrorFinder
from detente.evaluation.event_tables import NOTHING, tabulate_types

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from detente.evaluation.event_coding import CodedEvent, CodedSentence
    from detente.evaluation.event_errors import EventError
    from detente.evaluation.event_gold import GoldEvent, GoldSentence
    from detente.evaluation.event_tables import TypeTable
    from detente.evaluation.figures import Figure
    from detente.model import Span

__all__ = ["write_report"]


def write_report(
    folder: Path,
    name: str,
    figures: Sequence[Figure],
    golds: Sequence[GoldSentence],
    codings: Sequence[CodedSentence],
) -> tuple[Path, Path]:
    """Write `NAME.md` to read and `NAME.errors.jsonl` with an error a line into a folder, which is made.

    Returns:
        The two files.
    """
    finder = ErrorFinder()
    errors = [error for gold, coded in zip(golds, codings, strict=True) for error in finder.errors(gold, coded)]
    folder.mkdir(parents=True, exist_ok=True)
    page, rows = folder / f"{name}.md", folder / f"{name}.errors.jsonl"
    page.write_text("\n".join(_page(name, figures, tabulate_types(golds, codings), errors)) + "\n", encoding="utf-8")
    with rows.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(_row(error), ensure_ascii=False) + "\n" for error in errors)
    return page, rows


def _page(name: str, figures: Sequence[Figure], table: TypeTable, errors: Sequence[EventError]) -> Iterator[str]:
    yield f"# {name}\n"
    yield "| part | measure | figure |\n|---|---|---|"
    yield from (f"| {one.part} | {one.measure} | {one.value:.3f} |" for one in figures)
    yield "\n## Types\n\n| type | precision | recall | F1 | gold | coded |\n|---|---|---|---|---|---|"
    for type_, share in (*sorted(table.by_type.items()), ("all", table.all)):
        shares = " | ".join(f"{value:.2f}" for value in (share.precision, share.recall, share.f1))
        yield f"| {type_} | {shares} | {share.gold} | {share.found} |"
    yield "\n## Confusion\n\nRows are the gold, columns what was coded in its place; `-` is nothing.\n"
    yield from _matrix(table.confusion)
    yield f"\n## Errors\n\n{len(errors)} in all.\n\n| kind | errors | what |\n|---|---|---|"
    by_kind = {kind: [error for error in errors if error.kind == kind] for kind in KINDS}
    yield from (f"| {kind} | {len(found)} | {KINDS[kind]} |" for kind, found in by_kind.items())
    for kind, found in by_kind.items():
        if found:
            yield f"\n### {kind}: {KINDS[kind]}\n"
            yield from (line for error in sorted(found, key=_by_type) for line in _lines(error))


def _matrix(pairs: Counter[tuple[str, str]]) -> Iterator[str]:
    golds = sorted({gold for gold, _ in pairs} - {NOTHING})
    coded = sorted({one for _, one in pairs} - {NOTHING})
    names = [*coded, NOTHING]
    yield f"| | {' | '.join(names)} |"
    yield "|---" * (len(names) + 1) + "|"
    for gold in (*golds, *([NOTHING] if any(one == NOTHING for one, _ in pairs) else [])):
        yield f"| {gold} | {' | '.join(str(pairs[gold, one] or '') for one in names)} |"


def _by_type(error: EventError) -> tuple[str, str]:
    return (error.gold.type if error.gold else "", error.coded.told or "" if error.coded else "")


def _lines(error: EventError) -> Iterator[str]:
    text = error.sentence.text
    yield f"- {text} *({error.sentence.id})*"
    if error.gold is not None:
        yield f"  - gold: {_told(_gold(error.gold, text))}"
    if error.coded is not None:
        yield f"  - coded: {_told(_coded(error.coded, text))}"
    if error.why:
        yield f"  - why: {error.why}"


def _told(event: dict[str, Any]) -> str:
    sides = " > ".join(", ".join(event[side]) or NOTHING for side in ("source", "target"))
    status = f" {event['status']}" if event["status"] else ""
    return f"{event['type']}{status}: {sides}" + (f" ({event['trigger']})" if event["trigger"] else "")


def _row(error: EventError) -> dict[str, Any]:
    text = error.sentence.text
    return {
        "kind": error.kind,
        "id": error.sentence.id,
        "sentence": text,
        "gold": _gold(error.gold, text) if error.gold else None,
        "coded": _coded(error.coded, text) if error.coded else None,
        "why": error.why,
    }


def _gold(event: GoldEvent, text: str) -> dict[str, Any]:
    return {
        "type": event.type,
        "status": event.status,
        "source": _words(text, event.sources) or sorted(event.source_lands),
        "target": _words(text, event.targets) or sorted(event.target_lands),
        "trigger": _words(text, [event.trigger] if event.trigger else []),
    }


def _coded(event: CodedEvent, text: str) -> dict[str, Any]:
    def side(span: Span | None, land: str) -> list[str]:
        words = _words(text, [span] if span else [])
        return [f"{word} [{land}]" if land else word for word in words]

    return {
        "type": event.type,
        "status": event.status,
        "source": side(event.actor, event.actor_land),
        "target": side(event.recipient, event.recipient_land),
        "trigger": _words(text, event.trigger),
        "told": event.told,
        "confidence": event.confidence,
    }


def _words(text: str, spans: Sequence[Span]) -> list[str]:
    return [text[span.start : span.end] for span in spans]
