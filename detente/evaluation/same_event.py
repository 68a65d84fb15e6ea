"""Which mentions of events are one event: ours against ECB+'s, with its mentions given.

The mentions are taken from the gold, what is compared of them is made as for a record: the words, who and when in their
sentence, the vectors, and how alike the articles are. B-cubed over all mentions (Bagga and Baldwin 1998).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.model import Article
from detente.stories.linkage import average_linkage
from detente.stories.matching import Surroundings, load_matching, match
from detente.stories.profile import event_rows, likeness, profile_of
from detente.stories.telling import Telling, telling_of_sentence
from detente.stories.terms import load_weigher

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from detente.evaluation.ecbplus import EcbDocument
    from detente.language import Tree
    from detente.model import Span
    from detente.reading import ArticleReader
    from detente.stories.profile import Profile

__all__ = ["BCubed", "ReadMentions", "b_cubed", "compared", "find_groups", "read_mentions"]

LEAST_LIKENESS = 0.15
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class BCubed:
    """B-cubed precision, recall and F1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def b_cubed(found: Sequence[Hashable], gold: Sequence[Hashable]) -> BCubed:
    """B-cubed of a grouping: `found` and `gold` name the group of each item.

    >>> b_cubed([1, 1, 2, 2], ["a", "a", "a", "a"])
    BCubed(precision=1.0, recall=0.5)
    """
    pairs = Counter(zip(found, gold, strict=True))
    ours, theirs = Counter(found), Counter(gold)
    precision = sum(count * count / ours[group] for (group, _), count in pairs.items())
    recall = sum(count * count / theirs[group] for (_, group), count in pairs.items())
    return BCubed(precision / max(1, len(found)), recall / max(1, len(gold)))


@dataclass(slots=True)
class ReadMentions:
    """A document as it was read: its profile, and its mentions as tellings."""

    document: EcbDocument
    profile: Profile
    tellings: list[Telling]


def read_mentions(document: EcbDocument, reader: ArticleReader) -> ReadMentions:
    """Read a document and what stands around each of its mentions."""
    article = Article(document.text)
    tree = reader.reader.parse(article)
    actors = reader.linker.link(tree, article.published)
    times = reader.time_finder.find(tree, article.published).exported
    weigher = load_weigher()
    told = []
    for mention in document.mentions:
        head = _head(tree, mention.words[0])
        below = sorted(i for i in tree.subtree(head) if tree.sentence[i] == tree.sentence[head])
        told.append((mention.words, [tree.span(below[0], below[-1] + 1)], tree.sentence_span(head)))
    rows = event_rows(reader.embedder.events(tree, [(words, clause) for words, clause, _ in told]).tobytes())
    tellings = []
    for place, (words, _, sentence) in enumerate(told):
        text = document.text
        names = {e.end for e in tree.entities if e.label == "PER" and sentence.contains(tree.span(e.start, e.end))}
        trigger = {stem for span in words for stem in weigher.stems(text[span.start : span.end])}
        senses = () if rows is None else tuple(row[place] for row in rows)
        told_there = telling_of_sentence(text, sentence, actors.mentions, times, senses)
        people = frozenset(tree.lowers[end - 1] for end in names)
        tellings.append(replace(told_there, people=people, trigger=frozenset(trigger)))
    embedded = reader.embedder.embed(tree, (), ())
    return ReadMentions(document, profile_of(article, embedded.gist if embedded else b""), tellings)


def _head(tree: Tree, span: Span) -> int:
    inside = tree.tokens(span)
    return next((i for i in inside if tree.heads[i] not in inside), inside[0])


def compared(documents: Sequence[ReadMentions]) -> Iterator[tuple[Place, Place, Surroundings]]:
    """Mentions that are compared: of one document, or of two that are alike; each as document and place in it."""
    for n, one in enumerate(documents):
        for m in range(n, len(documents)):
            other = documents[m]
            around = Surroundings(1.0 if n == m else likeness(one.profile, other.profile), n == m)
            if around.likeness >= LEAST_LIKENESS:
                for a in range(len(one.tellings)):
                    for b in range(a + 1 if n == m else 0, len(other.tellings)):
                        yield (n, a), (m, b), around


def find_groups(documents: Sequence[ReadMentions]) -> tuple[list[int], list[str]]:
    """The group that we give to each mention, and the gold's event, over all documents."""
    matching = load_matching()
    number = {
        (n, a): i for i, (n, a) in enumerate((n, a) for n, d in enumerate(documents) for a in range(len(d.tellings)))
    }
    pairs: dict[tuple[int, int], float] = {}
    for one, other, around in compared(documents):
        found = match(documents[one[0]].tellings[one[1]], documents[other[0]].tellings[other[1]], around)
        if found.verdict != "different":
            pairs[number[one], number[other]] = found.score
    groups = average_linkage(([item] for item in number.values()), pairs, matching.same, matching.absent)
    ours = {item: name for name, group in enumerate(groups) for item in group}
    gold = [mention.instance for one in documents for mention in one.document.mentions]
    return [ours[item] for item in number.values()], gold
