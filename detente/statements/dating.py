"""When a statement was made: the time that hangs on its cue, else some time before publication."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from detente.model import UNKNOWN_TIME, TimeMention, When

if TYPE_CHECKING:
    from detente.statements.attribution import Attribution
    from detente.statements.passage import Passage

__all__ = ["TimeLookup", "date_statement"]

TIME_RELATIONS = (
    "obl",
    "nmod",
    "advmod",
    "obl:tmod",
    "obl:npmod",
    "obl:unmarked",
    "nmod:tmod",
    "nmod:unmarked",
    "advcl",
)
OPENING_TOKENS = 4


class TimeLookup(Protocol):
    """What is asked of the times of a text."""

    def at(self, i: int) -> TimeMention | None:
        """The time that covers token i."""


def date_statement(passage: Passage, a: Attribution, times: TimeLookup, published: When) -> When:
    """The time below the cue's verb, or at the head of its sentence, outside the content.

    Without one, the statement was made before the article was published; where that is unknown too, so is this.
    """
    tree = passage.tree
    verb = next((i for i in (a.anchor, *tree.ancestors(a.anchor)) if tree.upos[i] == "VERB"), a.anchor)
    for head in dict.fromkeys((a.anchor, verb)):
        for child in tree.children[head]:
            if tree.deps[child] in TIME_RELATIONS and not a.covers(child):
                found = next(
                    (t for j in tree.subtree(child) if not a.covers(j) and (t := times.at(j)) is not None), None
                )
                if found is not None and found.value.known:
                    return found.value
    first = tree.sentences[tree.sentence[a.anchor]][0]
    for i in range(first, min(first + OPENING_TOKENS, a.anchor)):
        found = times.at(i)
        if found is not None and found.value.known and not a.covers(i):
            return found.value
    return When(None, published.end, "interval", "inferred") if published.end is not None else UNKNOWN_TIME
