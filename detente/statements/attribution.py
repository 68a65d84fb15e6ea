"""What a rule finds, before anyone is resolved: tokens of cue, source and content."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from detente.statements.cues import Cue
    from detente.statements.passage import Range

__all__ = ["Attribution", "How", "Source"]

How = Literal["subject", "agent", "passive", "controller", "antecedent", "possessor", "phrase", "none"]


@dataclass(frozen=True, slots=True)
class Source:
    """The words that name who speaks: the head token, all tokens of its phrase, and how they were found."""

    head: int
    tokens: tuple[int, ...]
    how: How


@dataclass(slots=True)
class Attribution:
    """One cue with what it attributes.

    Attributes:
        rule: The rule that found it, such as "verb:clause".
        entry: The lexicon group of the cue.
        anchor: The token the cue is about; `cue` is its token range with auxiliaries and particles.
        source: Who speaks, or None where the text names nobody.
        pieces: Token ranges of the content, in order.
        addressee: Head token of who is spoken to.
        relays: Sources through whom we know it, outermost first.
        quoting: The lexicon group under which the cue takes quotations, if it does.
        continued: Pieces that go on with the speech without a cue of their own.
        support: How likely the tagger holds the cue to be one; None where it did not look.
        confidence: Probability that the content is right, by who found it and how far the tagger agrees.
    """

    rule: str
    entry: Cue
    anchor: int
    cue: Range
    source: Source | None
    pieces: list[Range]
    addressee: int | None = None
    quoting: Cue | None = None
    relays: list[Source] = field(default_factory=list)
    continued: set[Range] = field(default_factory=set)
    support: float | None = None
    confidence: float = 1.0

    @property
    def frame(self) -> str:
        """The construction: the part of the rule after the colon."""
        return self.rule.partition(":")[2]

    def covers(self, i: int) -> bool:
        """Whether token i is content."""
        return any(start <= i < end for start, end in self.pieces)

    def own_tokens(self) -> set[int]:
        """Tokens of cue and source, which content never takes in."""
        return {*range(*self.cue), *(self.source.tokens if self.source else ())}
