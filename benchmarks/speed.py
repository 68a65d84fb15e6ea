"""Speed and memory: `python -m benchmarks.speed [SHARED] [--articles N] [--spacy MODEL]`.

All figures of one run are taken on one pinned core, one after the other, so that their ratios can be trusted where
absolute figures cannot. Without SHARED the sample corpus is read, repeated under other names.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from detente import record
from detente.actors import load_directory
from detente.ingest import article_from_text, gather
from detente.language.paragraphs import paragraphs_of
from detente.lexicon import data_path
from detente.model import Article
from detente.reading import load_article_reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from detente.language import Reader
    from detente.reading import ArticleReader

WARM_UP = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", type=Path)
    parser.add_argument("--articles", type=int, default=200, help="articles for words a second")
    parser.add_argument(
        "--memory", type=int, default=0, help="articles to read while watching memory (6000 for the page)"
    )
    parser.add_argument("--spacy", type=Path, help="a trained spaCy pipeline to time on the same text")
    args = parser.parse_args()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    report("`detente --help`", f"{best([sys.executable, '-m', 'detente.cli', '--help']):.2f} s")
    cold_start(args.shared)
    started = time.perf_counter()
    reader = load_article_reader()
    report("load all parts", f"{time.perf_counter() - started:.2f} s")
    report("load the tables of actors, best of 20, processor time", f"{1000 * least(load_directory):.0f} ms")
    articles = list(islice(corpus(args.shared), args.articles))
    ratios(reader, articles)
    parts(reader, articles)
    if args.spacy:
        spacy_speed(args.spacy, articles)
    if args.memory:
        memory(reader, args.shared, args.memory)


def report(name: str, value: str) -> None:
    print(f"{name:52} {value}", flush=True)


def best(command: list[str], runs: int = 5) -> float:
    """Least wall time of a process, in seconds."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append(time.perf_counter() - started)
    return min(times)


def least(action: Callable[[], object], runs: int = 20) -> float:
    """Least processor time of an action, in seconds."""
    times = []
    for _ in range(runs):
        started = time.process_time()
        action()
        times.append(time.process_time() - started)
    return min(times)


def cold_start(shared: Path | None) -> None:
    seeds = sorted((shared / "seeds").glob("*.txt")) if shared else []
    paths = seeds or sorted(Path(str(data_path("sample"))).glob("*.txt"))[:5]
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
    with tempfile.TemporaryDirectory() as folder:
        seconds = []
        for run in range(3):
            target = str(Path(folder) / f"{run}.db")
            seconds.append(best([sys.executable, "-m", "detente.cli", "read", *map(str, paths), "--record", target], 1))
    report(f"`detente read` of {len(paths)} articles, cold, all cores", f"{min(seconds):.2f} s")
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def corpus(shared: Path | None) -> Iterator[Article]:
    """Articles of the raw-text set, or the sample again and again with a counter that makes each a text of its own."""
    if shared and (shared / "gold/rawtext/articles.jsonl.gz").exists():
        with gzip.open(shared / "gold/rawtext/articles.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                yield article_from_text(json.loads(line)["text"])
        return
    sample = [a for a in gather([str(data_path("sample"))]) if isinstance(a, Article)]
    number = 0
    while True:
        for article in sample:
            number += 1
            yield replace(article, text=f"{article.text}\n{number}")


def words_of(reader: Reader, articles: list[Article]) -> list[list[list[str]]]:
    ranges = reader.tokenize
    return [
        [[text for text, _ in ranges(a.text[s.start : s.end], s.start)] for s in paragraphs_of(a)] for a in articles
    ]


def ratios(reader: ArticleReader, articles: list[Article]) -> None:
    """The bare neural pass beside text to record, on the same core and articles."""
    words = words_of(reader.reader, articles)
    total = sum(len(paragraph) for article in words for paragraph in article)
    sentences = 0
    for article in words[:WARM_UP]:
        reader.reader.network.analyse(article)
    started = time.perf_counter()
    for article in words:
        sentences += sum(len(a.sentences) for a in reader.reader.network.analyse(article))
    neural = total / (time.perf_counter() - started)
    with tempfile.TemporaryDirectory() as folder, record.open(Path(folder) / "speed.db") as book:
        for reading in reader.read_all(articles[:WARM_UP]):
            book.add(reading)
        started = time.perf_counter()
        for article in articles:
            book.add(reader.read(article_from_text(article.text)))
        seconds = time.perf_counter() - started
    report("articles, words, sentences", f"{len(articles)}, {total:,}, {sentences:,}")
    report("bare neural pass, words a second", f"{neural:,.0f}")
    report("text to record, words a second", f"{total / seconds:,.0f}")
    report("text to record, sentences a second", f"{sentences / seconds:,.0f}")
    report("ratio of text to record to the neural pass", f"{total / seconds / neural:.2f}")


def parts(reader: ArticleReader, articles: list[Article]) -> None:
    """Where the time goes, microseconds a word."""
    spent: dict[str, float] = {}
    words = 0

    def timed(name: str, function, *arguments):  # type: ignore[no-untyped-def]
        started = time.perf_counter()
        result = function(*arguments)
        spent[name] = spent.get(name, 0.0) + time.perf_counter() - started
        return result

    for raw in articles:
        article = timed("ingest", article_from_text, raw.text)
        tree = timed("language", reader.reader.parse, article)
        actors = timed("actors", reader.linker.link, tree, article.published)
        if not article.published.known:
            published, _ = timed("publication date", reader.time_finder.infer_publication, tree, actors.clues)
            article = replace(article, published=published)
            if published.known:
                actors = timed("actors", reader.linker.link, tree, published)
        times = timed("times", reader.time_finder.find, tree, article.published)
        issues = timed("issues", reader.issue_finder.find, tree)
        timed("quantities", reader.quantity_finder.find, tree)
        events = timed("events", reader.event_coder.code, tree, actors, times, issues, article)
        said = timed("statements", reader.attributor.attribute, tree, actors, times, issues, article)
        timed("stances", reader.stance_coder.code, tree, actors, issues, events, said, article)
        timed("pledges", reader.pledge_coder.code, tree, actors, times, issues, events, said, article)
        words += len(tree)
    for name, seconds in spent.items():
        report(f"  {name}, microseconds a word", f"{1e6 * seconds / words:.1f}")


def spacy_speed(model: Path, articles: list[Article]) -> None:
    import spacy

    nlp = spacy.load(model)
    texts = [a.text for a in articles]
    list(nlp.pipe(texts[:WARM_UP]))
    started = time.perf_counter()
    words = sum(sum(not t.is_space for t in doc) for doc in nlp.pipe(texts, batch_size=16))
    report("spaCy CNN on the same data, words a second", f"{words / (time.perf_counter() - started):,.0f}")


def memory(reader: ArticleReader, shared: Path | None, count: int) -> None:
    """Resident memory while `count` articles go into one record."""
    with tempfile.TemporaryDirectory() as folder, record.open(Path(folder) / "memory.db") as book:
        for number, reading in enumerate(reader.read_all(islice(corpus(shared), count)), 1):
            book.add(reading)
            if number in {1, 10, 100} or number % 1000 == 0 or number == count:
                report(f"memory after {number:,} articles", f"{resident():,.0f} MB")


def resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
