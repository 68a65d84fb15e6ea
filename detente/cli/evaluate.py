"""`detente evaluate`: the reading scored against gold data."""

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from detente import reading
from detente.cli.options import ExtendPaths
from detente.cli.output import errors, stdout
from detente.errors import UsageError
from detente.evaluation.gold import Figure, kind_of
from detente.evaluation.gold import evaluate as score
from detente.extension import load_extension

__all__ = ["evaluate"]


def evaluate(
    gold: Annotated[
        list[Path], typer.Argument(metavar="GOLD", show_default=False, help="Files or folders of gold data.")
    ],
    form: Annotated[str, typer.Option("--format", metavar="text|json", help="The form.")] = "text",
    extend: ExtendPaths = None,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="DIR", help="Where tables and errors of event sets are written.")
    ] = None,
) -> None:
    """Score the reading against gold data: what it is, is told from the file.

    CoNLL-U treebanks, IOB2 entity files, paragraphs with [PER name] marks, PLOVER gold records (.json), rows of
    Zero-Shot-PLOVER (.tsv), PETRARCH validation records (.xml), sentences with marked events (.txt), TimeML documents
    (.tml), rows of a place name that acts or not (.jsonl, as ReLocaR), UN speakers (.csv), and folders of PolNeAR
    attributions, GUM dates or NewsWCL50 mentions. Figures lie between 0 and 1.

    For event sets --report writes NAME.md (a table of types, confusion, every error by kind with its reason) and
    NAME.errors.jsonl.

    \b
    detente evaluate en_ewt-ud-test.conllu.gz
    detente evaluate plv_dev.tsv gsr.json --format json
    detente evaluate plv_dev.tsv --report build/errors
    """  # noqa: D301 - click wants a backspace before lines that it must not fill
    if form not in ("text", "json"):
        raise UsageError(f"--format is text or json, not {form!r}")
    for path in gold:
        kind_of(path)
        if path.is_file() and not path.stat().st_size:
            raise UsageError(f"{path} is empty: there is nothing to score")
    if report is not None:
        _make_folder(report)
    reader = reading.load_article_reader(os.cpu_count() or 1, load_extension(extend or ()))
    out = stdout()
    for path in gold:
        errors().write(f"reading {path}\n")
        figures = score(path, reader, report)
        out.write(_as_json(path, figures) if form == "json" else _as_text(path, figures))


def _make_folder(path: Path) -> None:
    """The folder of the report, before anything is scored in vain."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"--report {path}: cannot make that folder: {(error.strerror or str(error)).lower()}"
        ) from error


def _as_json(path: Path, figures: list[Figure]) -> str:
    parts: dict[str, dict[str, float]] = {}
    for figure in figures:
        parts.setdefault(figure.part, {})[figure.measure] = round(figure.value, 4)
    return json.dumps({"gold": str(path), "figures": parts}) + "\n"


def _as_text(path: Path, figures: list[Figure]) -> str:
    width = max((len(figure.part) + 2 for figure in figures), default=0)
    rows = [f"  {figure.part:{max(20, width)}}{figure.measure:18}{figure.value:.3f}\n" for figure in figures]
    return "".join([f"{path}\n", *rows])
