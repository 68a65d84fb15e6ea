"""Every figure of docs/accuracy.md: `python -m benchmarks.accuracy SHARED [--fp32 FILE]`, as a Markdown table.

Without the gold sets beside the clone only our own written files are scored. `benchmarks.events` has the tables of
events in full.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from detente.evaluation.gold import evaluate
from detente.evaluation.parsing import score_gold_words
from detente.evaluation.treebanks import read_conllu
from detente.language.network import MODEL, Network
from detente.reading import load_article_reader

if TYPE_CHECKING:
    from detente.evaluation.gold import Figure

ROOT = Path(__file__).parents[1]
SHARED_SETS = (
    "language/en_ewt-ud-test.conllu.gz",
    "language/en_gum-ud-test.conllu.gz",
    "language/uner_ewt-test.iob2.gz",
    "actors/newswcl50",
    "actors/relocar_train/relocar_train.jsonl",
    "actors/lists/ungdc_speakers.csv",
    "dates/gum",
    "events/plv_dev.tsv",
    "events/gsr.json",
    "events/petrarch/PETR.UnitTest.records.xml",
    "events/petrarch/PETR2_GSR_validation.xml",
    "attribution/polnear",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--fp32", type=Path, help="reader.fp32.onnx of `export.py --keep-fp32`, to see what int8 costs")
    args = parser.parse_args()
    reader = load_article_reader()
    own = ("training/written/test_world.txt", "training/written/events", "training/written/attributions")
    paths = [*(ROOT / name for name in own), *(args.shared / "gold" / name for name in SHARED_SETS)]
    print(f"reader {reader.version}\n\n| gold | part | measure | figure |\n|---|---|---|---|")
    for path in paths:
        if not path.exists():
            print(f"| {path.name} | | | absent |")
            continue
        show(path.name, evaluate(path, reader))
    if args.fp32:
        compare(args.fp32, args.shared / "gold/language")


def show(name: str, figures: list[Figure]) -> None:
    for figure in figures:
        print(f"| {name} | {figure.part} | {figure.measure} | {figure.value:.4f} |", flush=True)


def compare(fp32: Path, language: Path) -> None:
    """LAS and UPOS of the int8 and the fp32 network on the same test sentences, each read by itself."""
    with tempfile.TemporaryDirectory() as folder:
        for path in MODEL.iterdir():
            if path.suffix != ".onnx":
                shutil.copy(path, folder)
        shutil.copy(fp32, Path(folder) / "reader.onnx")
        networks = {"int8": Network(MODEL), "fp32": Network(Path(folder))}
        for bank in ("ewt", "gum"):
            sentences = list(read_conllu(language / f"en_{bank}-ud-test.conllu.gz"))
            for name, network in networks.items():
                scores = score_gold_words(network, sentences)
                print(f"| {bank} test | {name} | las, upos | {scores['las']:.4f}, {scores['upos']:.4f} |", flush=True)


if __name__ == "__main__":
    main()
