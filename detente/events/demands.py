"""What a speaker says that another should do, or hopes or wants that it does, is a REQUEST of that other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.events.clauses import deep_agent, is_passive, marks, obliques, surface_subject
from detente.events.composition import Meaning
from detente.events.drafts import Draft
from detente.events.matching import Match
from detente.events.parties import Parties
from detente.events.roles import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.events.fate import Fate
    from detente.events.lexicon import Trigger
    from detente.events.sides import SideFinder
    from detente.events.status import StatusReader
    from detente.events.words import Words
    from detente.language.tree import Tree

__all__ = ["find_demands"]

MOST_ASKED = 3


def find_demands(
    tree: Tree,
    span: tuple[int, int],
    told: set[int],
    finder: SideFinder,
    words: Words,
    trigger: Trigger,
    status: StatusReader,
) -> Iterator[Draft]:
    """A REQUEST for each "A said that B must do X" or "A hopes that B will do X" with A and B known and not the same.

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
        draft = None
        if tree.lowers[j] in words.must and tree.deps[j] == "aux":
            draft = _demand(tree, tree.heads[j], finder, trigger, status)
        elif tree.lemmas[j] in words.hoping and tree.upos[j] == "VERB":
            draft = _hope(tree, j, finder, trigger, status)
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
    return _request(trigger, finder, (speaker, _doer(tree, i, subject)), Match(trigger, i, (i, reporter)), fate)


def _doer(tree: Tree, i: int, subject: int) -> int | None:
    """Who should do it: the subject, in the passive the by-phrase alone; None where the passive has none."""
    if not is_passive(tree, i):
        return subject
    return deep_agent(tree, i) if tree.child(i, "obl:agent") is not None or obliques(tree, i, "by") else None


def _hope(tree: Tree, i: int, finder: SideFinder, trigger: Trigger, status: StatusReader) -> Draft | None:
    speaker, asked = surface_subject(tree, i), _wanted(tree, i)
    fate = status.read(tree, i, speech=True)
    if speaker is None or asked is None or fate.dropped or fate.status not in ("happened", "ongoing", "planned"):
        return None
    return _request(trigger, finder, (speaker, asked), Match(trigger, i, (i,)), fate, direct=True)


def _wanted(tree: Tree, i: int) -> int | None:
    """Who is to act: the subject of a finite clause, or of "to" with a verb ("wants B to stop")."""
    for j in tree.children_by(i, "ccomp", "xcomp"):
        if tree.upos[j] != "VERB" or is_passive(tree, j):
            continue
        subject = tree.child(j, "nsubj")
        if subject is None and "to" in marks(tree, j):
            subject = tree.child(i, "obj", "iobj")
        if subject is not None:
            return subject
    return None


def _request(
    trigger: Trigger,
    finder: SideFinder,
    sides: tuple[int, int | None],
    match: Match,
    fate: Fate,
    *,
    direct: bool = False,
) -> Draft | None:
    speaker, doer = sides
    asking = finder.actor([Candidate(speaker, "subject")])
    asked = finder.implied(asking) if doer is None else finder.recipient([Candidate(doer, "subject")])
    if not asked or len(asking) != 1 or not all(side.is_apart(asking[0]) for side in asked):
        return None
    if len(asked) > MOST_ASKED or (direct and not asked[0].direct):
        return None
    predicate = trigger.predicate
    meaning = Meaning(predicate.type, predicate.mode, predicate.cameo, "happened", ("said that another should",))
    return Draft(match, fate, meaning, Parties(asking, asked))
