"""Statements: attributions of identified speakers, with act, issues, stance, addressee, chain and time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from detente.model import Evidence, Span, Speaker, Statement, Why
from detente.statements.acts import ActCoder
from detente.statements.addressees import hearers_in, named_at, told_tokens
from detente.statements.conditions import condition_of
from detente.statements.cues import load_cues
from detente.statements.dating import date_statement
from detente.statements.factuality import FactualityFilter
from detente.statements.finder import AttributionFinder
from detente.statements.nesting import unfold_relays
from detente.statements.settings import load_span_words
from detente.statements.sources import in_headline, is_relay_source
from detente.statements.speakers import SpeakerFinder, states_in
from detente.statements.tagger import load_tagger, tagger_version
from detente.statements.wide import wide_view
from detente.times import load_time_finder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from detente.issues import IssueHits
    from detente.language.tree import Tree
    from detente.model import Article, Kind, When
    from detente.statements.attribution import Attribution
    from detente.statements.dating import Dater
    from detente.statements.passage import Passage, Range
    from detente.statements.quotes import Quote
    from detente.statements.settings import SpanWords
    from detente.statements.speakers import ActorLookup
    from detente.statements.tagger import Tagger
    from detente.times import Times

__all__ = ["Attributed", "Attributor", "load_attributor"]

RESIDUAL = ("other",)
SCARE_TOKENS = 4
CLOSING = frozenset("”’\"'»") | {"''"}


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is known of the article while its statements are made."""

    passage: Passage
    actors: ActorLookup
    times: Times
    issues: IssueHits
    published: When
    speakers: SpeakerFinder


class Attributed(NamedTuple):
    """What is said in an article.

    Attributes:
        statements: Those of the record, in order of their content.
        hearsay: What is told to be said or held inside others' words ("Rome said that Oslo demands ..."); its
            `attribution` ends with whose words they are.
    """

    statements: tuple[Statement, ...]
    hearsay: tuple[Statement, ...]


class Attributor:
    """Finds the statements of an article: who said what, by which words.

    Args:
        dater: Finds the time that governs a token.
        tagger: The learned finder beside the rules, if any.
    """

    def __init__(self, dater: Dater, tagger: Tagger | None = None) -> None:
        self._dater = dater
        self.finder = AttributionFinder(load_cues(), tagger)
        self.acts = ActCoder(self.finder.lexicon)
        self.factuality = FactualityFilter()

    def attribute(
        self, tree: Tree, actors: ActorLookup, times: Times, issues: IssueHits, article: Article
    ) -> Attributed:
        """All statements, and what others are told to have said inside them.

        A statement is speech, writing or a held view of an identified source other than the author. Each contiguous
        piece of content is one; a source of several speakers ("both sides") gives one for each.
        """
        passage, found = self.finder.find(tree)
        reading = _Reading(passage, actors, times, issues, article.published, SpeakerFinder(passage, actors))
        found = [a for a in found if a.source is not None]
        outer = unfold_relays(passage, found)
        statements = self._said(reading, outer)
        return Attributed(statements, self._said(reading, _inner(found, outer)))

    def _said(self, reading: _Reading, attributions: Iterable[Attribution]) -> tuple[Statement, ...]:
        out: list[Statement] = []
        previous: tuple[Speaker, ...] = ()
        kept = [a for a in attributions if self.factuality.keeps(reading.passage, a)]
        for a in sorted(kept, key=lambda a: a.anchor):
            speakers = self._speakers(reading, a, previous)
            if not speakers:
                continue
            previous = speakers
            out += self._statements(reading, a, speakers)
        return tuple(sorted(_once(out), key=lambda s: (s.span, s.speaker.name)))

    def attributions(self, tree: Tree) -> tuple[Passage, list[Attribution]]:
        """Attributions of every scope, the outermost of nested ones: what a corpus such as PolNeAR annotates.

        More cues and constructions count here than in the record, and contents end where corpora end them.
        """
        passage, found = self.wide_finder.find(tree)
        return passage, wide_view(passage, found, self._span_words)

    @cached_property
    def wide_finder(self) -> AttributionFinder:
        """The finder of the wide view, with more cues and rules; made when first asked for."""
        return AttributionFinder(load_cues(wide=True), self.finder.tagger, wide=True)

    @cached_property
    def _span_words(self) -> SpanWords:
        return load_span_words()

    def _speakers(self, reading: _Reading, a: Attribution, previous: Sequence[Speaker]) -> tuple[Speaker, ...]:
        passage, source = reading.passage, a.source
        if source is None:
            return ()
        lower = passage.tree.lowers[source.head]
        if lower in passage.source_words.authors and not a.relays:
            return ()
        speakers = reading.speakers.resolve(source, previous)
        if in_headline(passage, source.head):
            return tuple(s for s in speakers if s.state)  # a capital makes no name there
        return speakers

    def _statements(self, reading: _Reading, a: Attribution, speakers: Sequence[Speaker]) -> Iterator[Statement]:
        passage, tree = reading.passage, reading.passage.tree
        when = date_statement(passage, a, reading.times, self._dater, reading.published)
        told = tuple(told_tokens(passage, a, self.acts.words))
        cue = tree.span(*a.cue)
        for piece in a.pieces:
            content = _content(passage, piece, a.anchor)
            if content is None:
                continue
            kind, span = content
            for speaker in speakers:
                coded = self.acts.code(passage, a, piece, speaker, reading.actors)
                hearers = (*told, *hearers_in(passage, piece), *named_at(tree, coded.asked))
                yield Statement(
                    speaker=speaker,
                    speaker_span=_source_span(passage, a),
                    addressee=tuple(c for c in states_in(reading.actors, hearers) if c != speaker.state),
                    cue=tree.text[cue.start : cue.end],
                    cue_span=cue,
                    content=tree.text[span.start : span.end],
                    span=span,
                    kind=kind,
                    act=coded.act,
                    issues=self._issues(reading, piece, a),
                    stance=coded.stance,
                    attribution=tuple(dict.fromkeys(filter(None, map(reading.speakers.name, a.relays)))),
                    about=states_in(reading.actors, range(*piece)),
                    when=when,
                    why=_why(passage, a, cue, coded.reason, piece),
                    condition=_condition(tree, piece, a.anchor),
                    confidence=a.confidence,
                )

    def _issues(self, reading: _Reading, piece: Range, a: Attribution) -> tuple[str, ...]:
        """Issues of the content, else of its sentence, else of the one before it ("... on this question").

        Issues that say little by themselves give way to what the sentence raises, or for continued talk the one before.
        """
        passage, weak = reading.passage, self.acts.words.weak_issues
        sentences = passage.tree.sentences
        number = passage.tree.sentence[a.anchor]
        own = passage.tree.sentence[piece[0]]
        found = reading.issues.within(*piece)
        around = reading.issues.within(*sentences[number])
        before = sentences[(own if piece in a.continued else number) - 1] if number else sentences[0]
        near = passage.paragraph[before[0]] == passage.paragraph[piece[0]]
        earlier = reading.issues.within(*before) if near else ()
        if found and not weak.issuperset(found):
            return found
        nearby = (around, earlier) if not found or piece in a.continued else (around,)
        stronger = next((one for one in nearby if not weak.issuperset(one)), ())
        merged = (*(issue for issue in stronger if issue not in weak), *found)
        return tuple(dict.fromkeys(merged)) or around or earlier or RESIDUAL


def _inner(found: Sequence[Attribution], outer: Sequence[Attribution]) -> Iterator[Attribution]:
    """Attributions inside others' words, with whose words they are at the end of their relays."""
    told = {a.anchor for a in outer}
    for a in found:
        around = [o for o in outer if o.source is not None and o.covers(a.anchor)]
        if a.anchor in told or not around:
            continue
        nearest = min(around, key=lambda o: sum(end - start for start, end in o.pieces))
        yield replace(a, relays=[*nearest.relays, *filter(None, (nearest.source,)), *a.relays])


def _once(statements: Sequence[Statement]) -> Iterator[Statement]:
    """Each content of a speaker once, by the cue next to it."""
    near: dict[tuple[Speaker, Span], Statement] = {}
    for one in sorted(statements, key=lambda s: -abs(s.cue_span.start - s.span.start)):
        near[one.speaker, one.span] = one
    yield from near.values()


def _content(passage: Passage, piece: Range, anchor: int) -> tuple[Kind, Span] | None:
    """Kind and span of the content: a direct quotation without its marks, a clause without its "that"."""
    tree = passage.tree
    start, end = piece
    quotes = [q for q in passage.quotes if not q.start <= anchor < q.end and q.start < end and q.end > start]
    words = [i for i in range(start, end) if passage.is_word(i)]
    direct = next((q for q in quotes if words and q.start <= words[0] and words[-1] < q.end), None)
    if direct is not None and not (direct.scare and _is_part(passage, direct, words)):
        start, end = words[0], _after_stop(tree, words[-1] + 1, end)
        kind: Kind = "direct"
    else:
        start, end = _without_that(passage, start, end, anchor)
        kind = _kind(passage, quotes, [i for i in words if i >= start])
    if not any(tree.upos[i] not in ("PRON", "DET", "ADP", "PART", "PUNCT") for i in range(start, end)):
        return None
    return kind, tree.span(start, end)


def _is_part(passage: Passage, quote: Quote, words: Sequence[int]) -> bool:
    return any(passage.is_word(i) and not words[0] <= i <= words[-1] for i in range(quote.start, quote.end))


def _after_stop(tree: Tree, end: int, limit: int) -> int:
    """The end with the full stop, question or exclamation mark that follows inside the quotation."""
    while end < limit and tree.words[end] in (".", "?", "!", "…", "...", "]", ")", "%"):
        end += 1
    return end


def _without_that(passage: Passage, start: int, end: int, anchor: int) -> Range:
    tree = passage.tree
    opens = tree.deps[start] == "mark" or (tree.deps[start] == "det" and start - 1 == anchor)
    if tree.lowers[start] == "that" and opens:
        start += 1
    while start < end - 1 and tree.words[start] in (",", ":", "—", "–", "-"):
        start += 1
    closing = passage.quotes and tree.words[end - 1] in CLOSING
    if closing and not any(q.closed and q.end == end and q.start >= start for q in passage.quotes):
        end = _before_mark(passage, start, end - 1)
    return start, end


def _before_mark(passage: Passage, start: int, end: int) -> int:
    while end > start and not passage.is_word(end - 1) and passage.tree.words[end - 1] not in CLOSING:
        end -= 1
    return end


def _kind(passage: Passage, quotes: Sequence[Quote], words: Sequence[int]) -> Kind:
    """Indirect, or mixed where words of it are quoted at more length than a scare quote."""
    longer = [q for q in quotes if not q.scare or q.end - q.start > SCARE_TOKENS]
    return "mixed" if any(q.start <= i < q.end for q in longer for i in words) else "indirect"


def _source_span(passage: Passage, a: Attribution) -> Span | None:
    if a.source is None:
        return None
    tree = passage.tree
    skip = tree.children_by(a.source.head, "acl:relcl")
    tokens = [i for i in passage.phrase(a.source.head, skip) if i in a.source.tokens] or [a.source.head]
    return tree.span(tokens[0], tokens[-1] + 1)


def _condition(tree: Tree, piece: Range, anchor: int) -> Evidence | None:
    found = condition_of(tree, *piece, anchor)
    if found is None:
        return None
    span = tree.span(found.start, found.end)
    return Evidence(span, tree.text[span.start : span.end])


def _why(passage: Passage, a: Attribution, cue: Span, reason: str, piece: Range) -> Why:
    steps = [f"source: {a.source.how}" if a.source else "source: none", f"act from {reason}", f"scope: {a.entry.scope}"]
    if piece in a.continued:
        steps.append("goes on with the sentence before")
    if a.source is not None and is_relay_source(passage, a.source):
        steps.append("source passes on others' words")
    if a.support is not None:
        steps.append(f"tagger: cue {a.support:.2f}")
    origin = f"model:tagger@{tagger_version()}" if a.rule.startswith("tagger:") else f"rule:{a.rule}"
    return Why(origin, (cue,), tuple(steps))


def load_attributor(dater: Dater | None = None, *, learned: bool = True, threads: int = 1) -> Attributor:
    """An attributor over the shipped lexicons.

    Args:
        dater: Finds the time that governs a token; the shipped `TimeFinder` by default.
        learned: Whether the tagger grades what the rules find and adds what they lack.
        threads: Threads of the tagger.

    Raises:
        DataError: A data file of the part is not well formed.
    """
    return Attributor(dater or load_time_finder(), load_tagger(threads) if learned else None)
