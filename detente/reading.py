"""One article to all that it yields: language, actors, times, issues, quantities, events, statements and so on."""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from multiprocessing import get_context
from signal import SIG_IGN, SIGINT, signal
from typing import TYPE_CHECKING

from detente import __version__
from detente.actors import ActorMentions, Linker, load_directory, load_linker
from detente.errors import DetenteError
from detente.events import EventCoder, judge_version, load_event_coder
from detente.extension import NO_EXTENSION, Extension
from detente.issues import IssueFinder, load_issue_finder
from detente.language import Reader, Tree, load_reader, model_version
from detente.lexicon import data_digest
from detente.meaning import Embedder, embedder_version, load_embedder
from detente.model import READ_LANGUAGES, Article, Event, Mention, Reading, Statement
from detente.pledges import PledgeCoder, load_pledge_coder
from detente.quantities import QuantityFinder, load_quantity_finder
from detente.stances import StanceCoder, load_stance_coder
from detente.statements import Attributor, load_attributor, tagger_version
from detente.times import TimeFinder, load_time_finder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["ArticleReader", "check_extension", "load_article_reader", "read", "read_all", "reader_version"]

GROUP_CHARACTERS = 40_000
GROUPS_AHEAD = 2


@dataclass(frozen=True, slots=True)
class ArticleReader:
    """All parts of the reading, loaded; `read` is a pure function of the article and `version`."""

    version: str
    reader: Reader
    linker: Linker
    time_finder: TimeFinder
    issue_finder: IssueFinder
    quantity_finder: QuantityFinder
    event_coder: EventCoder
    attributor: Attributor
    stance_coder: StanceCoder
    pledge_coder: PledgeCoder
    embedder: Embedder

    def read(self, article: Article) -> Reading:
        """All that one article yields; an article in another language is kept and yields nothing."""
        if article.language not in READ_LANGUAGES:
            return Reading(article, self.version)
        return self._understand(article, self.reader.parse(article))

    def read_all(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Read articles, in order."""
        return (self.read(article) for article in articles)

    def _understand(self, article: Article, tree: Tree) -> Reading:
        article, actors = self._dated(article, tree)
        times = self.time_finder.find(tree, article.published)
        issues = self.issue_finder.find(tree)
        events = self.event_coder.code(tree, actors, times, issues, article)
        said = self.attributor.attribute(tree, actors, times, issues, article)
        events = _attributed(events, said.statements)
        return Reading(
            article=article,
            reader=self.version,
            sentences=tuple(tree.span(start, end) for start, end in tree.sentences),
            mentions=actors.mentions,
            times=times.exported,
            events=events,
            statements=said.statements,
            stands=self.stance_coder.code(tree, actors, issues, events, said, article),
            pledges=self.pledge_coder.code(tree, actors, times, issues, events, said, article),
            meaning=self.embedder.embed(tree, events, _telling_sentences(tree, events, actors.mentions)),
            quantities=self.quantity_finder.find(tree),
        )

    def _dated(self, article: Article, tree: Tree) -> tuple[Article, ActorMentions]:
        """The article with its publication date, inferred where none is stated, and its actors on that date."""
        actors = self.linker.link(tree, article.published)
        if article.published.known:
            return article, actors
        published, clues = self.time_finder.infer_publication(tree, actors.clues)
        if not published.known:
            return article, actors
        return replace(article, published=published, published_clues=clues), self.linker.link(tree, published)


def _telling_sentences(tree: Tree, events: Iterable[Event], mentions: Iterable[Mention]) -> list[int]:
    """Sentences that may tell an event: those in which one was coded, or two who act are named."""
    told = {tree.sentence[i] for event in events for piece in event.evidence for i in tree.tokens(piece.span)[:1]}
    named: dict[int, set[str]] = defaultdict(set)
    for mention in mentions:
        for i in tree.tokens(mention.span)[:1]:
            named[tree.sentence[i]].update([mention.actor] if mention.role != "place" else [])
    return sorted(told | {number for number, actors in named.items() if len(actors) > 1})


def _attributed(events: tuple[Event, ...], statements: tuple[Statement, ...]) -> tuple[Event, ...]:
    """Events with the chain of those who report them: the relays and speaker of the statement they are told in."""
    return tuple(replace(event, reported_by=_reporters(event, statements)) for event in events)


def _reporters(event: Event, statements: tuple[Statement, ...]) -> tuple[str, ...]:
    words = event.why.words[0] if event.why.words else event.evidence[0].span
    around = [s for s in statements if s.span.contains(words)]
    if not around:
        return event.reported_by
    inner = min(around, key=lambda s: s.span.end - s.span.start)
    return (*inner.attribution, inner.speaker.name)


def groups_of(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Articles in groups of about `GROUP_CHARACTERS` characters, in order."""
    group: list[Article] = []
    size = 0
    for article in articles:
        group.append(article)
        size += len(article.text)
        if size > GROUP_CHARACTERS:
            yield group
            group, size = [], 0
    if group:
        yield group


def reader_version(extension: Extension = NO_EXTENSION) -> str:
    """Version of the reading: of the program, the network's weights, the lexicons and what a user adds to them.

    It is known without loading them.
    """
    version = (
        f"{__version__}+{model_version()}+{judge_version()}+{tagger_version()}+{embedder_version()}+{data_digest()}"
    )
    return f"{version}+{extension.digest}" if extension.digest else version


def check_extension(extension: Extension) -> None:
    """See that all of a user's entries fit.

    Raises:
        DataError: One does not; the message names file, line, key and value, and what would be right.
    """
    if extension.has("actors"):
        load_directory(extension)
    if extension.has("issues"):
        load_issue_finder(extension)
    if any(map(extension.has, ("predicates", "sets", "types"))):
        load_event_coder(extension=extension, learned=False)


def load_article_reader(threads: int = 1, extension: Extension = NO_EXTENSION) -> ArticleReader:
    """Load every part; it takes about a second, so keep what it returns.

    Args:
        threads: Threads of the neural pass.
        extension: What a user adds to ontology and lexicons.

    Raises:
        DataError: An entry of the extension is not well formed or clashes with what ships.
    """
    time_finder = load_time_finder()
    return ArticleReader(
        version=reader_version(extension),
        reader=load_reader(threads),
        linker=load_linker(extension),
        time_finder=time_finder,
        issue_finder=load_issue_finder(extension),
        quantity_finder=load_quantity_finder(),
        event_coder=load_event_coder(time_finder, extension, threads=threads),
        attributor=load_attributor(time_finder, threads=threads),
        stance_coder=load_stance_coder(),
        pledge_coder=load_pledge_coder(time_finder),
        embedder=load_embedder(threads),
    )


@lru_cache(maxsize=1)
def _loaded(threads: int, extension: Extension) -> ArticleReader:
    return load_article_reader(threads, extension)


def read(article: Article, extension: Extension = NO_EXTENSION) -> Reading:
    """All that one article yields; the parts are loaded at the first call of a process, and for another extension."""
    return _loaded(1, extension).read(article)


def read_all(
    articles: Iterable[Article], jobs: int = 1, threads: int = 1, extension: Extension = NO_EXTENSION
) -> Iterator[Reading]:
    """Read articles in order; nothing is loaded before the first of them is there.

    Args:
        articles: What to read; taken as the reading goes on.
        jobs: Processes. Several of them are spawned, so a script that asks for more than one needs the usual
            `if __name__ == "__main__":`.
        threads: Threads of the neural pass of each process.
        extension: What a user adds to ontology and lexicons.

    Raises:
        ValueError: `jobs` is less than 1.
    """
    if jobs < 1:
        raise ValueError(f"jobs must be 1 or more, not {jobs}")
    if jobs > 1:
        yield from _read_in_processes(groups_of(articles), jobs, partial(_read_group, threads, extension))
        return
    for article in articles:
        yield _loaded(threads, extension).read(article)


def _read_in_processes(
    groups: Iterator[list[Article]], jobs: int, read_group: Callable[[list[Article]], list[Reading]]
) -> Iterator[Reading]:
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=signal, initargs=(SIGINT, SIG_IGN))
    try:
        waiting: list[Future[list[Reading]]] = []
        for group in groups:
            waiting.append(pool.submit(read_group, group))
            if len(waiting) > jobs * GROUPS_AHEAD:
                yield from waiting.pop(0).result()
        for future in waiting:
            yield from future.result()
    except BrokenProcessPool as error:
        raise DetenteError("a reading process died, perhaps for want of memory; try fewer --jobs") from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _read_group(threads: int, extension: Extension, articles: list[Article]) -> list[Reading]:
    return [_loaded(threads, extension).read(article) for article in articles]
