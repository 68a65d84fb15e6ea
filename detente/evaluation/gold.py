"""`detente evaluate GOLD`: what kind of gold data a path is, and the figures of the shipped reader on it."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

from detente.errors import UsageError
from detente.evaluation import actors, attribution, brat, metonymy, offices, parsing, timeml, times
from detente.evaluation.ecbplus import DEVELOPMENT, is_ecbplus, read_ecbplus
from detente.evaluation.event_report import write_report
from detente.evaluation.event_sets import EVENT_SETS
from detente.evaluation.figures import Figure
from detente.evaluation.same_event import BCubed, b_cubed, find_groups, read_mentions
from detente.evaluation.story_sets import is_story_set, read_story_set, sample_of, score_stories, understand
from detente.evaluation.treebanks import read_conllu, read_iob2, read_marked
from detente.evaluation.written_attributions import has_marked_attributions, read_held_out
from detente.evaluation.written_events import is_written
from detente.evaluation.written_joins import is_families, score_families
from detente.evaluation.written_stories import read_families
from detente.language.tokenizer import make_tokenizer, token_ranges

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from detente.reading import ArticleReader

__all__ = ["KINDS", "Figure", "evaluate", "kind_of"]

KINDS = {
    "treebank": "CoNLL-U (.conllu, .conllu.gz): tags, dependencies, sentences",
    "entities": "IOB2 of Universal NER (.iob2, .iob2.gz): entities",
    "marked": "paragraphs with [PER name] marks (.txt): entities, sentences",
    "plv": "Zero-Shot-PLOVER rows (.tsv with marked_sentence, gold_root): events",
    "plover": "PLOVER gold records (.json): events",
    "petrarch": "PETRARCH validation records (.xml): events",
    "told": "sentences with marked events (.txt or folder, as training/written/events): events, the test part",
    "polnear": "folder with gold.jsonl of attributions, and text/: statements",
    "brat": "brat annotations (.ann or folder) of Content, Cue and Source with their texts (.txt): statements",
    "said": "passages with marked attributions (.txt or folder, as training/written/attributions): the test part",
    "dates": "folder with gold.jsonl of times: dates",
    "timeml": "TimeML document (.tml) or folder of them: times",
    "speakers": "rows of UN speakers (.csv with year, iso3, name, post): offices at a date",
    "states": "folder with articles.jsonl of mentions with states: actors",
    "metonymy": "rows of a marked place name and its label (.jsonl): roles",
    "story set": "rows of stories with their articles (.jsonl, .jsonl.gz), as AllSides' round-ups: stories",
    "families": "families of dispatches (.txt, as training/written/stories): stories, one event, stages",
    "ecb+": "folder of ECB+ documents (.xml): which mentions are one event",
}


PART = 614  # stories: as many as the part of AllSides' round-ups that others report on

SUFFIXES = {
    ".conllu": "treebank", ".iob2": "entities", ".txt": "marked", ".tsv": "plv", ".csv": "speakers", ".json": "plover",
    ".tml": "timeml", ".xml": "petrarch", ".ann": "brat",
}  # fmt: skip


def kind_of(path: Path) -> str:
    """Which of `KINDS` a path is.

    Raises:
        UsageError: It is none of them, or does not exist; the message lists them.
    """
    if not path.exists():
        raise UsageError(f"{path} does not exist")
    name = path.name.removesuffix(".gz")
    if is_families(path):
        return "families"
    if is_written(path):
        return "told"
    if has_marked_attributions(path):
        return "said"
    for suffix, kind in SUFFIXES.items():
        if name.endswith(suffix):
            return kind
    if name.endswith(".jsonl") and _first_row(path).get("label") in ("metonymic", "literal"):
        return "metonymy"
    if is_story_set(path):
        return "story set"
    folder = _kind_of_folder(path)
    if folder is not None:
        return folder
    allowed = "".join(f"\n  {text}" for text in KINDS.values())
    raise UsageError(f"{path} is no gold data that can be scored; these can:{allowed}")


def _kind_of_folder(path: Path) -> str | None:
    if next(path.glob("*.tml"), None) is not None:
        return "timeml"
    if is_ecbplus(path):
        return "ecb+"
    if (path / "articles.jsonl").exists():
        return "states"
    if (path / "gold.jsonl").exists():
        first = _first_row(path / "gold.jsonl")
        return "polnear" if "attributions" in first else "dates" if "times" in first else None
    return "brat" if brat.annotations_in(path) else None


def _first_row(path: Path) -> dict[str, object]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        row = json.loads(next(lines, "{}"))
    return row if isinstance(row, dict) else {}


def evaluate(path: Path, reader: ArticleReader, report: Path | None = None) -> list[Figure]:
    """Figures of `reader` on the gold data at `path`.

    Args:
        path: The gold.
        reader: The reading.
        report: A folder for the tables and errors of an event set; other kinds write none.
    """
    kind = kind_of(path)
    if kind in EVENT_SETS:
        scored = EVENT_SETS[kind](path, reader)
        if report is not None:
            write_report(report, path.stem, scored.figures, scored.golds, scored.codings)
        return scored.figures
    measures: dict[str, Callable[[Path, ArticleReader], Iterable[Figure]]] = {
        "treebank": _treebank,
        "entities": _entities,
        "marked": _marked,
        "polnear": _polnear,
        "brat": _polnear,
        "said": _polnear,
        "dates": _dates,
        "timeml": _timeml,
        "states": _states,
        "speakers": _speakers,
        "metonymy": _metonymy,
        "story set": _story_set,
        "ecb+": _ecbplus,
        "families": _families,
    }
    return list(measures[kind](path, reader))


def _figures(part: str, scores: dict[str, float]) -> Iterator[Figure]:
    return (Figure(part, measure, round(value, 4)) for measure, value in scores.items() if 0 <= value <= 1)


def _treebank(path: Path, reader: ArticleReader) -> Iterator[Figure]:
    network, sentences = reader.reader.network, list(read_conllu(path))
    yield from _figures("gold words", parsing.score_gold_words(network, sentences))
    yield from _figures("raw text", parsing.score_raw_text(network, token_ranges(make_tokenizer()), sentences))


def _entities(path: Path, reader: ArticleReader) -> Iterator[Figure]:
    yield from _figures(
        "gold words", parsing.score_entities(reader.reader.network, read_iob2(path), sentences_given=True)
    )


def _marked(path: Path, reader: ArticleReader) -> Iterator[Figure]:
    sentences = read_marked(path, token_ranges(make_tokenizer()))
    yield from _figures("paragraphs", parsing.score_entities(reader.reader.network, sentences, sentences_given=False))


def _polnear(path: Path, reader: ArticleReader) -> Iterator[Figure]:
    read = {"polnear": attribution.read_polnear, "brat": brat.read_brat, "said": read_held_out}
    documents = read[kind_of(path)](path)
    tally = attribution.score_reader(documents, reader.reader, reader.attributor)
    for measure, precision, recall, f1 in tally.rows():
        if measure == "source":
            yield Figure(measure, "accuracy", recall)
        else:
            yield from _figures(measure, {"precision": precision, "recall": recall, "f1": f1})


def _dates(path: Path, reader: ArticleReader) -> Iterator[Figure]:
    yield from _figures("dates", times.score_gum(path, reader.reader.tree))


def _timeml(path: Path, reader: ArticleReader) -> Iterator[Figure]:
    yield from _figures("times", timeml.score_timeml(path, reader.reader.tree))


def _states(path: Path, reader: ArticleReader) -> Iterator[Figure]:
    score = actors.score_newswcl50(path, reader.reader, reader.linker)
    for kind in ("all", "COUNTRY", "ACTOR", "ACTOR-I", "rest"):
        yield Figure(kind, "right", score.accuracy(kind))
    yield Figure("all", "coverage", score.coverage())


def _speakers(path: Path, reader: ArticleReader) -> Iterator[Figure]:
    score = offices.score_speakers(offices.read_speakers(path), reader.linker.directory)
    for part in sorted(score.right):
        yield Figure(part, "state and office", score.accuracy(part))
        yield Figure(part, "any answer", score.accuracy(part, first=False))


def _story_set(path: Path, reader: ArticleReader) -> Iterator[Figure]:
    articles = list(read_story_set(path))
    readings = {one.article.id: understand(one.article, reader) for one in articles}
    stories = len({one.story for one in articles})
    parts = {"all": articles} | ({f"{PART} stories": sample_of(articles, PART, 1)} if stories > PART else {})
    for part, chosen in parts.items():
        score = score_stories([readings[one.article.id] for one in chosen], [one.story for one in chosen])
        yield from _cubed(part, score)


def _ecbplus(path: Path, reader: ArticleReader) -> Iterator[Figure]:
    documents = [read_mentions(document, reader) for document in read_ecbplus(path) if document.mentions]
    held_out = [one for one in documents if one.document.topic in DEVELOPMENT]
    parts = {"all": documents} | ({"topics not learned from": held_out} if held_out else {})
    for part, chosen in parts.items():
        yield from _cubed(part, b_cubed(*find_groups(chosen)))


def _families(path: Path, reader: ArticleReader) -> Iterator[Figure]:
    scores = score_families(read_families(path), reader)
    yield from _cubed("stories", scores.stories)
    yield Figure("told", "coded", scores.coded)
    yield from scores.events.figures("one event")
    yield from scores.stages.figures("stages")


def _cubed(part: str, score: BCubed) -> Iterator[Figure]:
    yield from _figures(f"{part}, b-cubed", {"precision": score.precision, "recall": score.recall, "f1": score.f1})


def _metonymy(path: Path, reader: ArticleReader) -> Iterator[Figure]:
    score = metonymy.score_metonymy(metonymy.read_names(path), reader.reader, reader.linker)
    yield Figure("all names", "accuracy", score.accuracy())
    yield Figure("all names", "coverage", score.coverage())
    yield Figure("linked names", "accuracy", score.linked_accuracy())
    for label in ("metonymic", "literal"):
        yield Figure(label, "f1", score.f1(label))
