"""Attribution in clauses that hang on what is said, for the wide view: "a bill opposed by Rome"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.statements.attribution import Attribution
from detente.statements.sources import can_speak, find_subject
from detente.statements.verbs import cue_range, frames_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.statements.cues import CueLexicon
    from detente.statements.passage import Passage, Range

__all__ = ["attribute_relatives"]

PRONOUNS = ("which", "that", "who", "whom", "what")


def attribute_relatives(passage: Passage, lexicon: CueLexicon) -> Iterator[Attribution]:
    """Attribute to verbs that take an object the noun on which their clause hangs, or its relative pronoun."""
    tree = passage.tree
    for verb, tag in enumerate(tree.upos):
        if tag != "VERB" or not tree.deps[verb].startswith("acl") or tree.heads[verb] > verb:
            continue
        frames, second = frames_of(passage, lexicon, verb)
        if frames is None or not _lacks_object(passage, verb, second):
            continue
        source, how = find_subject(passage, verb)
        if source is None or how not in ("subject", "agent") or not can_speak(passage, source.head):
            continue
        cue = cue_range(passage, verb, second)
        end = cue[1]
        entry = next(iter(frames.get("thing", ())), None)
        if end < len(tree) and tree.upos[end] == "ADP" and tree.heads[end] == verb:
            entry = next((e for e in frames.get("preposition", ()) if tree.lowers[end] in e.prepositions), None)
            cue = (cue[0], end + 1)
        if entry is None or entry.scope == "act":
            continue
        piece = _gap(passage, verb, min(source.tokens), agent=how == "agent")
        if piece is not None:
            yield Attribution("verb:relative", entry, verb, cue, source, [piece])


def _lacks_object(passage: Passage, verb: int, second: int | None) -> bool:
    """Whether nothing but a relative pronoun before the verb could be its object."""
    tree = passage.tree
    named = [i for i in tree.children_by(verb, "obj", "iobj", "ccomp", "xcomp") if i != second]
    return all(i < verb and tree.lowers[i] in PRONOUNS for i in named)


def _gap(passage: Passage, verb: int, first: int, *, agent: bool) -> Range | None:
    """The relative pronoun before the subject, or the noun phrase right before the clause."""
    tree = passage.tree
    if not agent and first > 0 and tree.lowers[first - 1] in PRONOUNS:
        return (first - 1, first)
    start = tree.subtree(verb)[0]
    if not agent and start != first:
        return None
    noun = tree.heads[verb]
    phrase = [i for i in passage.phrase(noun, (verb,)) if i < min(start, verb)]
    runs = passage.runs(phrase)
    return runs[-1] if runs and runs[-1][1] >= start - 1 else None
