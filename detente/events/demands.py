"""What a speaker says that another should do is a REQUEST of that other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.events.clauses import surface_subject
from detente.events.composition import Meaning
from detente.events.drafts import Draft
from detente.events.matching import Match
from detente.events.parties import Parties
from detente.events.roles import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.events.lexicon import Trigger
    from detente.events.sides import SideFinder
    from detente.events.status import StatusReader
    from detente.events.words import Words
    from detente.language.tree import Tree

__all__ = ["find_demands"]


def find_demands(
    tree: Tree,
    span: tuple[int, int],
    told: set[int],
    finder: SideFinder,
    words: Words,
    trigger: Trigger,
    status: StatusReader,
) -> Iterator[Draft]:
    """A REQUEST for each "A said that B must do X" in the tokens of `span` with A and B known and not the same.

    Args:
        tree: The text.
        span: Token range of a sentence.
        told: Heads of events found there already; what they report is theirs.
        finder: Resolves both sides.
        words: The closed word lists.
        trigger: What the lexicon says of such an event.
        status: Reads the fate of the clause.
    """
    for j in range(*span):
        if tree.lowers[j] in words.must and tree.deps[j] == "aux":
            draft = _demand(tree, tree.heads[j], finder, trigger, status)
            if draft is not None and not told & set(draft.match.words):
                yield draft


def _demand(tree: Tree, i: int, finder: SideFinder, trigger: Trigger, status: StatusReader) -> Draft | None:
    fate = status.read(tree, i)
    if fate.demand is None or fate.dropped:
        return None
    subject, reporter = fate.demand
    speaker = surface_subject(tree, reporter)
    if speaker is None:
        return None
    asked = finder.recipient([Candidate(subject, "subject")])
    asking = finder.actor([Candidate(speaker, "subject")])
    if len(asked) != 1 or len(asking) != 1 or asked[0].code == asking[0].code:
        return None
    predicate = trigger.predicate
    meaning = Meaning(predicate.type, predicate.mode, predicate.cameo, "happened", ("said that another should",))
    return Draft(Match(trigger, i, (i, reporter)), fate, meaning, Parties(asking, asked))
