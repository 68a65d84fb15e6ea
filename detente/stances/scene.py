"""What is known of an article while its stands are found: its words, actors, issues, and who tells which of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.stances.holders import Holders, Side
from detente.stances.topics import main_region
from detente.statements.conditions import find_conditions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.actors import ActorMentions
    from detente.issues import IssueHits
    from detente.language.tree import Tree
    from detente.model import Span, Statement
    from detente.stances.lexicon import Lexicon
    from detente.statements import Attributed
    from detente.statements.conditions import Condition

__all__ = ["Range", "Scene", "Told"]

Range = tuple[int, int]
LONGEST_ISSUE_PHRASE = 8


@dataclass(frozen=True, slots=True)
class Told:
    """A statement over tokens [start, end), with its cue's tokens and whose side it speaks for.

    Attributes:
        side: Who holds what it shows; None where its speaker holds no stand.
        own: Whether the side itself says so; else the last of `chain` says it of that side.
        chain: Through whom we know it.
    """

    statement: Statement
    start: int
    end: int
    cue: Range
    side: Side | None
    own: bool
    chain: tuple[str, ...]

    def holds_cue(self, i: int) -> bool:
        """Whether token i is of its cue."""
        return self.cue[0] <= i < self.cue[1]

    def holds(self, i: int) -> bool:
        """Whether token i is content and no cue of it."""
        return self.start <= i < self.end and not self.cue[0] <= i < self.cue[1]


class Scene:
    """One article with what the layers below say of it.

    Args:
        tree: The parsed text.
        actors: Its actor mentions.
        issues: Its issue hits.
        said: Its statements, and what they tell of others.
        lexicon: The words that show stands.
    """

    def __init__(
        self, tree: Tree, actors: ActorMentions, issues: IssueHits, said: Attributed, lexicon: Lexicon
    ) -> None:
        self.tree = tree
        self.issues = issues
        self.lexicon = lexicon
        self.region = main_region(issues, lexicon.topics)
        self.holders = Holders(tree, actors, lexicon.holders)
        self.told: list[Told] = []
        for statement in said.statements:
            tokens = self._tokens(statement.speaker_span)
            side = self.holders.of_speaker(statement, tokens)
            sides = [side] if side is not None else self.holders.joint(tokens)
            for one in sides or (None,):
                self._add(statement, one, own=True, chain=statement.attribution)
        outer = list(self.told)
        for statement in said.hearsay:
            self._hear(statement, outer)
        self._by_sentence = self._index()
        self._tellers: dict[int, Told | None] = {}
        self._conditions: dict[int, tuple[Condition, ...]] = {}

    def token_at(self, char: int) -> int:
        """The token that holds a character, or the one before it."""
        return max(bisect_right(self.tree.starts, char) - 1, 0)

    def range_of(self, span: Span) -> Range:
        """The tokens of a span."""
        start = self.token_at(span.start)
        return start, max(bisect_left(self.tree.starts, span.end), start + 1)

    def teller(self, i: int) -> Told | None:
        """The innermost statement whose content holds token i."""
        if i not in self._tellers:
            around = [told for told in self._by_sentence.get(self.tree.sentence[i], ()) if told.holds(i)]
            self._tellers[i] = min(around, key=lambda told: told.end - told.start, default=None)
        return self._tellers[i]

    def beside(self, told: Told) -> list[Told]:
        """The other statements of the same words, by those who say them too."""
        same = self._by_sentence.get(self.tree.sentence[told.start], ())
        return [t for t in same if t is not told and (t.start, t.end, t.cue) == (told.start, told.end, told.cue)]

    def is_cue(self, i: int) -> bool:
        """Whether token i is the cue of a statement, whose stand the statement tells."""
        return any(a <= i < b for a, b in self._cues.get(self.tree.sentence[i], ()))

    def conditions(self, i: int) -> tuple[Condition, ...]:
        """The conditions in the sentence of token i."""
        number = self.tree.sentence[i]
        found = self._conditions.get(number)
        if found is None:
            found = self._conditions[number] = tuple(find_conditions(self.tree, *self.tree.sentences[number]))
        return found

    def _tokens(self, span: Span | None) -> Range:
        return self.range_of(span) if span is not None else (0, 0)

    def _add(self, statement: Statement, side: Side | None, *, own: bool, chain: tuple[str, ...]) -> None:
        start, end = self.range_of(statement.span)
        self.told.append(Told(statement, start, end, self.range_of(statement.cue_span), side, own, chain))

    def _hear(self, statement: Statement, outer: Sequence[Told]) -> None:
        """Add what a statement tells of another's words; of its own side, they are that side's own."""
        at = self.token_at(statement.cue_span.start)
        side = self.holders.of_speaker(statement, self._tokens(statement.speaker_span))
        around = (o for o in outer if o.holds(at) and o.side is not None and side and o.side.holder == side.holder)
        same = min(around, key=lambda o: o.end - o.start, default=None)
        if side is None or same is None or same.side is None:
            self._add(statement, side, own=False, chain=statement.attribution)
            return
        side = Side(side.holder, side.person or same.side.person)
        self._add(statement, side, own=True, chain=same.chain)

    def _index(self) -> dict[int, list[Told]]:
        out: dict[int, list[Told]] = {}
        self._cues: dict[int, list[Range]] = {}
        sentence = self.tree.sentence
        for told in self.told:
            for number in range(sentence[told.start], sentence[told.end - 1] + 1):
                out.setdefault(number, []).append(told)
            self._cues.setdefault(sentence[told.cue[0]], []).append(told.cue)
        return out
