"""Promises and agreements that are said: statements that promise, and what two sides say they will do together."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from detente.model import Evidence, Pledge, Why
from detente.pledges.due import due_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.model import Span, Statement
    from detente.pledges.scene import Scene

__all__ = ["spoken_pledges"]

SPOKEN = ("assert", "promise", "propose", "hope")


def spoken_pledges(scene: Scene) -> Iterator[Pledge]:
    """Pledges out of statements, those told in others' words among them; several speakers of one cue are one pledge."""
    groups: dict[tuple[Span, Span], list[Statement]] = defaultdict(list)
    for statement in (*scene.said.statements, *scene.said.hearsay):
        groups[statement.span, statement.cue_span].append(statement)
    for said in groups.values():
        for start, end in _sentences(scene, said[0]):
            pledge = _pledge(scene, said, range(start, end))
            if pledge is not None:
                yield pledge


def _sentences(scene: Scene, statement: Statement) -> Iterator[tuple[int, int]]:
    """The parts of the content that lie in one sentence each."""
    tree, tokens = scene.tree, scene.tree.tokens(statement.span)
    for number in range(tree.sentence[tokens.start], tree.sentence[tokens.stop - 1] + 1):
        start, end = tree.sentences[number]
        yield max(start, tokens.start), min(end, tokens.stop)


def _pledge(scene: Scene, said: Sequence[Statement], tokens: range) -> Pledge | None:
    statement = said[0]
    several = len(list(_sentences(scene, statement))) > 1
    speakers = tuple(dict.fromkeys(_party(s) for s in said))
    joint = _joint(scene, tokens, speakers) if statement.act in SPOKEN else ()
    if joint:
        kind, sides = "rule:joint-will", joint
    elif statement.act == "promise" and not (several and not _own_will(scene, tokens)):
        kind, sides = "rule:promise", speakers
    else:
        return None
    content = scene.evidence(tokens)
    if content is None:
        return None
    cue = statement.cue_span
    others = () if joint else _promisees(scene, statement, tokens, sides)
    mutual = len(sides) > 1 or (others and _agrees(scene, statement))
    if mutual:
        sides = others = tuple(dict.fromkeys((*sides, *others)))
    wording = scene.sentence(tokens.start)
    return Pledge(
        promisor=sides,
        promisee=others,
        kind="agreement" if mutual else "promise",
        content=content,
        condition=statement.condition,
        due=due_of(scene, tokens, statement.when),
        fate="made",
        issues=scene.issues_of(tokens, tokens.start),
        wording=Evidence(wording.span, wording.quote),
        reported_by=statement.attribution,
        when=statement.when,
        why=Why(kind, (cue,), (f"said by the cue “{statement.cue}”", *_renewed(scene, statement))),
    )


def _party(statement: Statement) -> str:
    speaker = statement.speaker
    return speaker.state or speaker.id or speaker.name


def _joint(scene: Scene, tokens: range, speakers: tuple[str, ...]) -> tuple[str, ...]:
    """The parties of a subject of several sides, the speaker's among them, that will do something."""
    tree, words = scene.tree, scene.words
    for root in scene.roots(tokens):
        subject = tree.child(root, "nsubj")
        wills = any(tree.lowers[i] in words.will for i in tree.children_by(root, "aux"))
        if subject is None or not wills or tree.lemmas[root] in words.coming or tree.upos[root] != "VERB":
            continue
        sides = scene.parties(subject)
        if len(sides) > 1 and set(speakers) & set(sides):
            return sides
    return ()


def _own_will(scene: Scene, tokens: range) -> bool:
    """Whether a sentence says what "we" will do."""
    tree, words = scene.tree, scene.words
    return any(
        tree.lowers[i] in words.will and tree.child(tree.heads[i], "nsubj") is not None and not _others(scene, i)
        for i in tokens
        if tree.upos[i] == "AUX"
    )


def _others(scene: Scene, aux: int) -> bool:
    subject = scene.tree.child(scene.tree.heads[aux], "nsubj")
    return subject is None or scene.tree.lowers[subject] not in ("we", "i")


def _promisees(scene: Scene, statement: Statement, tokens: range, sides: tuple[str, ...]) -> tuple[str, ...]:
    """Who is told; else with, to or for whom it is to be done."""
    if statement.addressee:
        return tuple(code for code in statement.addressee if code not in sides)
    tree = scene.tree
    heads = [i for root in scene.roots(tokens) for i in (root, *tree.children_by(root, "obj", "xcomp"))]
    found = dict.fromkeys(code for i in heads for code in scene.with_parties(i, "with", "to", "for"))
    return tuple(code for code in found if code not in sides)


def _agrees(scene: Scene, statement: Statement) -> bool:
    tree = scene.tree
    return any(tree.lemmas[i] in scene.words.agreeing for i in tree.tokens(statement.cue_span))


def _renewed(scene: Scene, statement: Statement) -> tuple[str, ...]:
    tree = scene.tree
    again = any(
        tree.lemmas[i] in scene.words.renewing or tree.lowers[i] == "again" for i in tree.tokens(statement.cue_span)
    )
    return ("said again",) if again and statement.cue.split()[0] not in ("said", "stated") else ()
