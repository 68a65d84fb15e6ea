"""When a statement was made: the time that hangs on its cue, else some time before publication."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from detente.model import UNKNOWN_TIME, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.language.tree import Tree
    from detente.statements.attribution import Attribution
    from detente.statements.passage import Passage
    from detente.times import Times

__all__ = ["Dater", "date_statement"]

TIME_RELATIONS = ("obl", "nmod", "advmod", "advcl")
OPENING_TOKENS = 4


class Dater(Protocol):
    """What this layer needs of `TimeFinder`."""

    def when_of(self, tree: Tree, times: Times, i: int, published: When) -> When | None:
        """The time that governs token i, or None."""


def date_statement(passage: Passage, a: Attribution, times: Times, dater: Dater, published: When) -> When:
    """The time below the cue's verb, or at the head of its sentence, outside the content; else what governs the verb.

    Without one, the statement was made before the article was published; where that is unknown too, so is this.
    """
    tree = passage.tree
    verb = next((i for i in (a.anchor, *tree.ancestors(a.anchor)) if tree.upos[i] == "VERB"), a.anchor)
    near = next((when for i in _near(passage, a, verb) if (when := _at(times, i)) is not None), None)
    if near is not None:
        return near
    inside = {when for start, end in a.pieces for i in range(start, end) if (when := _at(times, i)) is not None}
    governing = dater.when_of(tree, times, verb, published)
    if governing is not None and governing.known and governing not in inside:
        return governing
    return When(None, published.end, "interval", "inferred") if published.end is not None else UNKNOWN_TIME


def _at(times: Times, i: int) -> When | None:
    found = times.at(i)
    return found.value if found is not None and found.value.known else None


def _near(passage: Passage, a: Attribution, verb: int) -> Iterator[int]:
    """Tokens outside the content that may date the cue: adverbials of cue and verb, then the sentence's opening."""
    tree = passage.tree
    for head in dict.fromkeys((a.anchor, verb)):
        for child in tree.children[head]:
            if passage.relation(child) in TIME_RELATIONS and not a.covers(child):
                yield from (i for i in tree.subtree(child) if not a.covers(i))
    first = tree.sentences[tree.sentence[a.anchor]][0]
    yield from (i for i in range(first, min(first + OPENING_TOKENS, a.anchor)) if not a.covers(i))
