"""Rows of what articles of one story tell alike, beside the events that were coded and joined.

Sentences of neighbouring articles that tell the same are found first; what they say alike makes rows of the happening
that most of these sentences tell, or of what the story is about. Statements make rows of their own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from detente.model import Span
from detente.record.ids import statement_ids
from detente.stories.aligning import Outline, align
from detente.stories.anywhere import contents_of, matches_anywhere
from detente.stories.comparing import strongest
from detente.stories.dispute_words import load_dispute_words
from detente.stories.disputes import Placed, distinct, make_row
from detente.stories.independence import Independence
from detente.stories.membership import Membership
from detente.stories.pages import remembered_pages
from detente.stories.scarce import ScarceWords, scarce_matches
from detente.stories.titled import compare_titles, titles_of
from detente.stories.twice import matches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from detente.model import Statement
    from detente.record import Record
    from detente.stories.disputes import Dispute
    from detente.stories.facts import Fact, Verdict
    from detente.stories.happenings import Happening
    from detente.stories.pages import Page, Pages
    from detente.stories.runs import Match

__all__ = ["find_echoes"]

REMEMBERED = 512  # outlines
SINGLE = ("date", "duration")  # of which a happening has one
Node = tuple[str, str, Span, str]  # article, slot, where, and of what


@dataclass(slots=True)
class _Web:
    """Facts of several articles that go together, and the statements that they are of."""

    facts: dict[Node, Fact] = field(default_factory=dict)
    bonds: dict[tuple[Node, Node], Verdict] = field(default_factory=dict)
    said: dict[Node, str] = field(default_factory=dict)

    def add(self, one: str, other: str, match: Match, said: str | None = None) -> None:
        """Note that facts of two articles go together."""
        first, second = _node(one, match.one), _node(other, match.other)
        self.facts[first], self.facts[second] = match.one, match.other
        self.bonds[first, second] = match.verdict
        if said:
            self.said[first] = said

    def groups(self) -> list[list[Node]]:
        """Facts that bonds connect, in their order."""
        leader = {node: node for node in self.facts}
        for one, other in self.bonds:
            first, last = sorted((_leader(leader, one), _leader(leader, other)))
            leader[last] = first
        found: dict[Node, list[Node]] = defaultdict(list)
        for node in sorted(self.facts):
            found[_leader(leader, node)].append(node)
        return list(found.values())


def _node(article_id: str, fact: Fact) -> Node:
    return article_id, fact.slot, fact.evidence.span, fact.topic


def _leader(leader: dict[Node, Node], node: Node) -> Node:
    while leader[node] != node:
        node = leader[node]
    return node


class _Known:
    """What rows say already, by article and slot."""

    def __init__(self, rows: Iterable[Dispute]) -> None:
        self._at: dict[tuple[str, str], list[tuple[Span, int]]] = defaultdict(list)
        self._count = 0
        self._slots: set[tuple[str, str]] = set()
        for row in rows:
            self.add(row)

    def add(self, row: Dispute) -> None:
        """Note another row."""
        for one in row.values:
            self._at[one.article_id, row.slot].append((one.span, self._count))
        self._count += 1
        self._slots.add((row.event_id, row.slot))

    def says(self, event: str, slot: str) -> bool:
        """Whether a row has what there is but one of, so that a second could only gainsay it."""
        return slot in SINGLE and (event, slot) in self._slots

    def has(self, nodes: Sequence[Node]) -> bool:
        """Whether one row has values of two articles where these facts stand."""
        articles: dict[int, set[str]] = defaultdict(set)
        for article, slot, span, _ in nodes:
            for at, number in self._at.get((article, slot), ()):
                if at.overlaps(span):
                    articles[number].add(article)
        return any(len(found) > 1 for found in articles.values())


class _Tellings:
    """Which happenings are told where."""

    def __init__(self, happenings: Iterable[Happening]) -> None:
        self._at: dict[str, list[tuple[Span, str]]] = defaultdict(list)
        self._articles: dict[str, set[str]] = defaultdict(set)
        for happening in happenings:
            for article in happening.articles:
                self._articles[article].add(happening.id)
            for one in happening.events:
                spans = one.event.why.words or tuple(piece.span for piece in one.event.evidence)
                self._at[one.article_id] += [(span, happening.id) for span in spans]
            for sentence in happening.also:
                self._at[sentence.article_id].append((sentence.sentence.span, happening.id))

    def told_in(self, sentences: Iterable[tuple[str, Span]]) -> str | None:
        """The happening that most of some sentences tell; of several the one with the least id."""
        counts = Counter(
            name
            for article, sentence in sentences
            for name in {name for span, name in self._at.get(article, ()) if span.overlaps(sentence)}
        )
        return min(counts, key=lambda name: (-counts[name], name), default=None)

    def main(self, articles: Iterable[str]) -> str | None:
        """The happening that most of some articles tell."""
        counts = Counter(name for article in articles for name in self._articles.get(article, ()))
        return min(counts, key=lambda name: (-counts[name], name), default=None)


def find_echoes(
    record: Record,
    happenings: Iterable[Happening],
    sources: Mapping[str, str],
    known: Iterable[Dispute] = (),
    pages: Pages | None = None,
) -> Iterator[Dispute]:
    """Rows of what neighbouring articles tell alike.

    Args:
        record: A joined record.
        happenings: All of it.
        sources: Of each article (id) its independent source; an article that is not among them is one of its own.
        known: Rows that are there already; what they say is not said again.
        pages: The articles, where they are read for something else too.
    """
    page = pages or remembered_pages(record)
    outline = lru_cache(maxsize=REMEMBERED)(lambda article_id: Outline(page(article_id)))
    contents = lru_cache(maxsize=REMEMBERED)(lambda article_id: contents_of(page(article_id)))
    titles = lru_cache(maxsize=REMEMBERED)(lambda article_id: titles_of(page(article_id)))
    scarce = lru_cache(maxsize=REMEMBERED)(lambda article_id: ScarceWords(page(article_id)))
    tellings, said = _Tellings(happenings), _Known(known)
    for pairs in _neighbours(record, sources):
        web = _Web()
        for one, other in pairs:
            pairs_of = {(p.one, p.other): p for p in align(outline(one), outline(other))}
            for pair, match in scarce_matches(scarce(one), scarce(other)):
                pairs_of[pair.one, pair.other] = pair
                if match is not None:
                    web.add(one, other, match)
            for pair in pairs_of.values():
                for match in matches(page(one), page(other), pair):
                    web.add(one, other, match, _statement_id(page(one), one, match.said))
            for match in matches_anywhere(contents(one), contents(other)):
                web.add(one, other, match)
            for match in compare_titles(titles(one), titles(other)):
                web.add(one, other, match)
        yield from _rows(record, web, page, tellings, said, sources)


def _neighbours(record: Record, sources: Mapping[str, str]) -> list[list[tuple[str, str]]]:
    """Pairs of articles that are alike and independent, story by story; those of two stories one by one."""
    joins = record.joins
    names, least = joins.names(), load_dispute_words().twice.articles
    alike = sorted(
        {
            (min(names[one], names[other]), max(names[one], names[other]))
            for one, other, value in joins.all_neighbours()
            if value >= least and sources.get(names[one], names[one]) != sources.get(names[other], names[other])
        }
    )
    groups = Membership(record, Independence(record)).all()
    story = {article: number for number, group in enumerate(groups) for article in group}
    found: dict[tuple[int, ...], list[tuple[str, str]]] = defaultdict(list)
    for pair in alike:
        found[tuple(sorted({story[one] for one in pair}))].append(pair)
    return [found[key] for key in sorted(found, key=lambda key: found[key][0])]


def _statement_id(page: Page, article_id: str, statement: Statement | None) -> str | None:
    if statement is None:
        return None
    said = page.reading.statements
    return statement_ids(article_id, said)[said.index(statement)]


def _rows(
    record: Record,
    web: _Web,
    page: Callable[[str], Page],
    tellings: _Tellings,
    known: _Known,
    sources: Mapping[str, str],
) -> Iterator[Dispute]:
    seen: set[tuple[str, str, str]] = set()
    for nodes in sorted(web.groups(), key=_first):
        members = set(nodes)
        verdict = strongest(kind for (one, _), kind in web.bonds.items() if one in members)
        articles = sorted({node[0] for node in nodes})
        event = next((web.said[node] for node in nodes if node in web.said), None) or tellings.told_in(
            (node[0], page(node[0]).sentence(node[2].start)) for node in nodes
        )
        event = event or tellings.main(articles)
        slot, topic = nodes[0][1], nodes[0][3]
        if event is None or verdict is None or known.has(nodes) or known.says(event, slot):
            continue
        if topic and (event, slot, topic) in seen:
            continue
        seen.add((event, slot, topic))
        placed = distinct(_placed(record, web, node, sources) for node in nodes)
        paths = {one: record.joins.path(one) for one in articles}
        row = make_row(event, web.facts[nodes[0]].slot, verdict, placed, paths)
        known.add(row)
        yield row


def _first(nodes: Sequence[Node]) -> tuple[int, int, Sequence[Node]]:
    """By this, facts of more articles come first, and of those longer wordings: others within them say less."""
    longest = min(node[2].end - node[2].start for node in nodes) if nodes[0][1] == "wording" else 0
    return -len({node[0] for node in nodes}), -longest, nodes


def _placed(record: Record, web: _Web, node: Node, sources: Mapping[str, str]) -> Placed:
    article, *_ = node
    return Placed(
        web.facts[node], article, record.joins.path(article), sources.get(article, article),
        record.joins.published(article) or "9999",
    )  # fmt: skip
