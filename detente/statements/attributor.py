"""Statements: attributions of identified speakers, with act, issues, stance, addressee, chain and time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.model import Span, Speaker, Statement, Why
from detente.statements.acts import ActCoder
from detente.statements.attribution import Source
from detente.statements.cues import load_cues
from detente.statements.dating import date_statement
from detente.statements.finder import AttributionFinder
from detente.statements.nesting import is_relay_source, outermost, unfold_relays
from detente.statements.speakers import SpeakerFinder, states_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.language.tree import Tree
    from detente.model import Article, Kind, When
    from detente.statements.attribution import Attribution
    from detente.statements.dating import TimeLookup
    from detente.statements.passage import Passage, Range
    from detente.statements.speakers import ActorLookup
    from detente.issues import IssueHits

__all__ = ["Attributor", "load_attributor"]

RESIDUAL = ("other",)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is known of the article while its statements are made."""

    passage: Passage
    actors: ActorLookup
    times: TimeLookup
    issues: IssueHits
    published: When
    speakers: SpeakerFinder


class Attributor:
    """Finds the statements of an article: who said what, by which words."""

    def __init__(self) -> None:
        self.finder = AttributionFinder(load_cues())
        self.acts = ActCoder()

    def attribute(
        self, tree: Tree, actors: ActorLookup, times: TimeLookup, issues: IssueHits, article: Article
    ) -> tuple[Statement, ...]:
        """All statements, in order of their content.

        A statement is speech, writing or a held view of an identified source other than the author. Each contiguous
        piece of content is one; a source of several speakers ("both sides") gives one for each.
        """
        passage, found = self.finder.find(tree)
        reading = _Reading(passage, actors, times, issues, article.published, SpeakerFinder(passage, actors))
        out: list[Statement] = []
        previous: tuple[Speaker, ...] = ()
        for a in sorted(unfold_relays(passage, found), key=lambda a: a.anchor):
            speakers = self._speakers(reading, a, previous)
            if not speakers or a.entry.scope == "act":
                continue
            previous = speakers
            out += self._statements(reading, a, speakers)
        return tuple(sorted(dict.fromkeys(out), key=lambda s: (s.span, s.speaker.name)))

    def attributions(self, tree: Tree) -> tuple[Passage, list[Attribution]]:
        """Attributions of every scope, the outermost of nested ones: what a corpus such as PolNeAR annotates."""
        passage, found = self.finder.find(tree)
        return passage, outermost(found)

    def _speakers(self, reading: _Reading, a: Attribution, previous: Sequence[Speaker]) -> tuple[Speaker, ...]:
        passage, source = reading.passage, a.source
        if source is None:
            return ()
        lower = passage.tree.lowers[source.head]
        if lower in passage.source_words.authors and not a.relays:
            return ()
        return reading.speakers.resolve(source, previous)

    def _statements(self, reading: _Reading, a: Attribution, speakers: Sequence[Speaker]) -> Iterator[Statement]:
        passage, tree = reading.passage, reading.passage.tree
        when = date_statement(passage, a, reading.times, reading.published)
        addressee = states_in(reading.actors, self._addressee_tokens(passage, a))
        cue = tree.span(*a.cue)
        for piece in a.pieces:
            content = _content(passage, piece)
            if content is None:
                continue
            kind, span = content
            for speaker in speakers:
                act, stance, reason = self.acts.code(passage, a, piece, speaker, reading.actors)
                yield Statement(
                    speaker=speaker,
                    speaker_span=_source_span(passage, a),
                    addressee=tuple(code for code in addressee if code != speaker.state),
                    cue=tree.text[cue.start : cue.end],
                    cue_span=cue,
                    content=tree.text[span.start : span.end],
                    span=span,
                    kind=kind,
                    act=act,
                    issues=self._issues(reading, piece, a),
                    stance=stance,
                    attribution=tuple(dict.fromkeys(reading.speakers.name(r) for r in (*a.relays, *_cited(passage, a)))),
                    about=states_in(reading.actors, range(*piece)),
                    when=when,
                    why=_why(passage, a, cue, reason, piece),
                )

    @staticmethod
    def _addressee_tokens(passage: Passage, a: Attribution) -> tuple[int, ...]:
        if a.addressee is None:
            return ()
        skip = passage.tree.children_by(a.addressee, "acl:relcl", "acl")
        return tuple(passage.phrase(a.addressee, skip))

    @staticmethod
    def _issues(reading: _Reading, piece: Range, a: Attribution) -> tuple[str, ...]:
        tree = reading.passage.tree
        return (
            reading.issues.within(*piece)
            or reading.issues.within(*tree.sentences[tree.sentence[a.anchor]])
            or RESIDUAL
        )


def _content(passage: Passage, piece: Range) -> tuple[Kind, Span] | None:
    """Kind and span of the content: a direct quotation without its marks, a clause without its "that"."""
    tree = passage.tree
    start, end = piece
    quote = passage.quote_at(start)
    direct = quote is not None and quote.start == start and end <= quote.end and not quote.scare
    if direct and quote is not None:
        start, end = max(start, quote.inner[0]), min(end, quote.inner[1])
        while end > start and tree.words[end - 1] in (",", "“", "”", '"', "''", "``"):
            end -= 1
    elif tree.lowers[start] == "that" and tree.deps[start] == "mark":
        start += 1
    while start < end and not passage.is_word(start) and passage.inside[start] < 0 and tree.words[start] not in "$([":
        start += 1
    words = [i for i in range(start, end) if passage.is_word(i)]
    if not words or all(tree.upos[i] in ("PRON", "DET", "ADP", "PART") for i in words):
        return None
    return ("direct" if direct else _kind(passage, words)), tree.span(start, end)


def _kind(passage: Passage, words: Sequence[int]) -> Kind:
    """Indirect, or mixed where words of it are quoted at more length than a scare quote."""
    quoted = {passage.inside[i] for i in words if passage.inside[i] >= 0}
    if not quoted:
        return "indirect"
    longer = [k for k in quoted if not passage.quotes[k].scare]
    inside = sum(passage.inside[i] >= 0 for i in words)
    if longer and inside == len(words):
        return "direct"
    return "mixed" if longer or inside > 1 else "indirect"


def _source_span(passage: Passage, a: Attribution) -> Span | None:
    if a.source is None:
        return None
    tree = passage.tree
    skip = tree.children_by(a.source.head, "acl:relcl")
    tokens = [i for i in passage.phrase(a.source.head, skip) if i in a.source.tokens] or [a.source.head]
    return tree.span(tokens[0], tokens[-1] + 1)


def _cited(passage: Passage, a: Attribution) -> Iterator[Source]:
    """Sources the cue's clause cites: "reported, citing the ministry"."""
    tree = passage.tree
    for i in tree.children_by(a.anchor, "advcl"):
        if tree.lowers[i] == "citing" and (cited := tree.child(i, "obj")) is not None:
            yield Source(cited, tuple(passage.phrase(cited)), "phrase")


def _why(passage: Passage, a: Attribution, cue: Span, reason: str, piece: Range) -> Why:
    steps = [f"source: {a.source.how}" if a.source else "source: none", f"act from {reason}", f"scope: {a.entry.scope}"]
    if piece in a.continued:
        steps.append("goes on with the sentence before")
    if a.source is not None and is_relay_source(passage, a.source):
        steps.append("source passes on others' words")
    return Why(f"rule:{a.rule}", (cue,), tuple(steps))


def load_attributor() -> Attributor:
    """An attributor with the shipped lexicons."""
    return Attributor()
