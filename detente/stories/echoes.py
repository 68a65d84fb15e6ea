"""What neighbouring articles tell alike, beside the events that were coded and joined.

Sentences of neighbouring articles that tell the same are found first; what they say alike is of the happening of which
these words are facts, or that most of these sentences tell, or most of the articles. Statements have their own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from detente.record.ids import statement_ids
from detente.stories.aligning import align
from detente.stories.anywhere import contents_of, matches_anywhere
from detente.stories.disputes import Echo
from detente.stories.facts import Parties
from detente.stories.outline import Outline
from detente.stories.scarce import ScarceWords, scarce_matches
from detente.stories.titled import compare_titles, titles_of
from detente.stories.twice import matches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence, Set

    from detente.model import Span, Statement
    from detente.stories.disputes import Placed, Placer
    from detente.stories.facts import Fact, Verdict
    from detente.stories.happenings import Happening
    from detente.stories.pages import Page, Pages
    from detente.stories.runs import Match
    from detente.stories.sentences import Sentence

__all__ = ["Echoes", "Tellings"]

REMEMBERED = 512  # articles
TOLD_THERE = ("date", "duration", "place")  # of a happening only where it is told
OWN = ("office", "wording")  # slots that are compared for themselves, whatever happening they stand beside
Node = tuple[str, str, "Span", str]  # article, slot, where, and of what


@dataclass(slots=True)
class _Web:
    """Facts of several articles that go together."""

    facts: dict[Node, Fact] = field(default_factory=dict)
    bonds: dict[tuple[Node, Node], Verdict] = field(default_factory=dict)
    _by_node: dict[Node, list[tuple[Node, Node]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, one: tuple[Node, Fact], other: tuple[Node, Fact], verdict: Verdict) -> None:
        """Note that facts of two articles go together."""
        for node, fact in (one, other):
            self.facts.setdefault(node, fact)
        pair = (one[0], other[0])
        if pair not in self.bonds:
            self.bonds[pair] = verdict
            self._by_node[one[0]].append(pair)

    def groups(self) -> Iterator[list[Node]]:
        """Facts that bonds connect, in their order."""
        leader = {node: node for node in self.facts}
        for one, other in self.bonds:
            first, last = sorted((_leader(leader, one), _leader(leader, other)))
            leader[last] = first
        found: dict[Node, list[Node]] = defaultdict(list)
        for node in sorted(self.facts):
            found[_leader(leader, node)].append(node)
        return iter(found.values())

    def of(self, nodes: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
        """The bonds of a group."""
        return (pair for node in nodes for pair in self._by_node[node])


def _node(article_id: str, fact: Fact) -> Node:
    return article_id, fact.slot, fact.evidence.span, fact.topic


def _leader(leader: dict[Node, Node], node: Node) -> Node:
    while leader[node] != node:
        node = leader[node]
    return node


class Tellings:
    """Which happenings are told where.

    Args:
        happenings: All that some articles tell.
        facts: Gives what the tellings of a happening say.
    """

    def __init__(self, happenings: Iterable[Happening], facts: Callable[[Happening], Iterable[Placed]]) -> None:
        self._at: dict[str, list[tuple[Span, str]]] = defaultdict(list)
        self._articles: dict[str, list[Happening]] = defaultdict(list)
        self._facts_of, self._known = facts, set[str]()
        self._facts: dict[tuple[str, str], list[tuple[Span, str]]] = defaultdict(list)
        self._sides: dict[str, set[str]] = {}
        for happening in happenings:
            events = [one.event for one in happening.events]
            self._sides[happening.id] = {code for one in events for code in (*one.actor, *one.recipient)}
            for article in happening.articles:
                self._articles[article].append(happening)
            for one in happening.events:
                spans = one.event.why.words or tuple(piece.span for piece in one.event.evidence)
                self._at[one.article_id] += [(span, happening.id) for span in spans]
            for sentence in happening.also:
                self._at[sentence.article_id].append((sentence.sentence.span, happening.id))

    def look_up(self, articles: Iterable[str]) -> None:
        """Find the facts of all that some articles tell."""
        for article in articles:
            for happening in self._articles.get(article, ()):
                if happening.id not in self._known:
                    self._known.add(happening.id)
                    for one in self._facts_of(happening):
                        self._facts[one.article_id, one.fact.slot].append((one.fact.evidence.span, happening.id))

    def home(self, nodes: Sequence[Node], page: Pages, states: Set[str] = frozenset()) -> str | None:
        """The happening of which most of some facts are; of several the one with the least id.

        Args:
            nodes: The facts.
            page: Gives an article by its id.
            states: Of which one must take part.
        """
        articles = sorted({node[0] for node in nodes})
        self.look_up(articles)
        anywhere = () if nodes[0][1] in TOLD_THERE else articles
        sentences = [(article, page(article).sentence(span.start)) for article, _, span, _ in nodes]
        found = (
            [_over(self._facts.get((article, slot), ()), span) for article, slot, span, _ in nodes],
            [_over(self._at.get(article, ()), sentence) for article, sentence in sentences],
            [{one.id for one in self._articles.get(article, ())} for article in anywhere],
        )
        fitting = (
            _most({one for one in ids if not states or states & self._sides[one]} for ids in each) for each in found
        )
        return next(filter(None, fitting), None)


def _over(near: Iterable[tuple[Span, str]], span: Span) -> set[str]:
    return {name for at, name in near if at.overlaps(span)}


def _most(names: Iterable[Iterable[str]]) -> str | None:
    counts = Counter(name for one in names for name in one)
    return min(counts, key=lambda name: (-counts[name], name), default=None)


class Echoes:
    """Finds what articles tell alike.

    Args:
        page: Gives an article by its id.
        placer: Knows the articles.
    """

    def __init__(self, page: Pages, placer: Placer) -> None:
        self._page, self._placer = page, placer
        self._outline = lru_cache(maxsize=REMEMBERED)(lambda article_id: Outline(page(article_id)))
        self._contents = lru_cache(maxsize=REMEMBERED)(lambda article_id: contents_of(page(article_id)))
        self._scarce = lru_cache(maxsize=REMEMBERED)(lambda article_id: ScarceWords(self._outline(article_id)))
        self._titles = lru_cache(maxsize=REMEMBERED)(lambda article_id: titles_of(page(article_id)))

    def of(self, pairs: Iterable[tuple[str, str, float]], tellings: Tellings) -> Iterator[Echo]:
        """What pairs of articles tell alike, happening by happening and statement by statement.

        Of a happening only the pairs matter of which an article tells it.

        Args:
            pairs: Their ids, and how alike they are, 0-1.
            tellings: What these articles tell.
        """
        webs: dict[str, _Web] = defaultdict(_Web)
        said, statements = _Web(), dict[Node, str]()
        for one, other, alike in pairs:
            for match in self._matches(one, other, alike):
                first, second = (_node(one, match.one), match.one), (_node(other, match.other), match.other)
                statement = self._statement(one, other, match)
                if statement is not None:
                    said.add(first, second, match.verdict)
                    statements.setdefault(first[0], statement)
                elif (
                    event := tellings.home((first[0], second[0]), self._page, _states((match.one, match.other)))
                ) is not None:
                    webs[event].add(first, second, match.verdict)
        for event, web in webs.items():
            for nodes in web.groups():
                yield self._echo(event, nodes, web)
        for nodes in said.groups():
            yield self._echo(next(statements[node] for node in nodes if node in statements), nodes, said)

    def _matches(self, one: str, other: str, alike: float) -> Iterator[Match]:
        first, second = self._outline(one), self._outline(other)
        pairs = {(pair.one, pair.other): pair for pair in align(first, second, alike)}
        for pair, match in scarce_matches(self._scarce(one), self._scarce(other)):
            pairs[pair.one, pair.other] = pair
            if match is not None:
                yield match
        for pair in pairs.values():
            yield from matches(first.sentence(pair.one), second.sentence(pair.other), pair)
        yield from matches_anywhere(self._contents(one), self._contents(other))
        yield from compare_titles(self._titles(one), self._titles(other))

    def _statement(self, one: str, other: str, match: Match) -> str | None:
        """The statement of which a fact is: words that both articles report are of a statement."""
        page = self._page(one)
        if match.said is not None:
            return _statement_id(page, one, match.said)
        if match.one.slot != "wording":
            return self._beside(one, other, match)
        mine, theirs = page.statements(match.one.evidence.span), self._page(other).statements(match.other.evidence.span)
        return _statement_id(page, one, mine[0]) if mine and theirs else None

    def _beside(self, one: str, other: str, match: Match) -> str | None:
        """The statement of a sentence that says when, where or how long, where neither sentence tells an event."""
        told = [(one, self._around(one, match.one)), (other, self._around(other, match.other))]
        if match.one.slot not in TOLD_THERE or any(sentence.events for _, sentence in told):
            return None
        said = [(article, statement) for article, sentence in told for statement in sentence.statements]
        return _statement_id(self._page(said[0][0]), *said[0]) if said else None

    def _around(self, article_id: str, fact: Fact) -> Sentence:
        return self._outline(article_id).sentence(self._page(article_id).sentence(fact.evidence.span.start))

    def _echo(self, event: str, nodes: Sequence[Node], web: _Web) -> Echo:
        number = {node: n for n, node in enumerate(nodes)}
        bonds = {(number[a], number[b]): web.bonds[a, b] for a, b in web.of(nodes)}
        return Echo(event, tuple(self._placer(node[0], _unsure(web.facts[node])) for node in nodes), bonds)


def _states(facts: Iterable[Fact]) -> set[str]:
    """The states of those who take part, by what facts say."""
    parties = [fact.content for fact in facts if fact.slot == "participants"]
    return {state for one in parties if isinstance(one, Parties) for state in _sides(one)}


def _sides(parties: Parties) -> Iterator[str]:
    for one in parties.members:
        yield from filter(None, (one.state, None if one.person else one.id))


def _unsure(fact: Fact) -> Fact:
    """The fact, which may be of another happening than the one it stands beside, so that it disputes nothing."""
    return fact if fact.slot in OWN else replace(fact, firm=False)


def _statement_id(page: Page, article_id: str, statement: Statement) -> str:
    said = page.reading.statements
    return statement_ids(article_id, said)[said.index(statement)]
