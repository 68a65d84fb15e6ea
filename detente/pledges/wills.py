"""Undertakings in statements: what the own side will do, or two sides will do together."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from detente.pledges.content import clause, phrases
from detente.pledges.draft import Draft
from detente.pledges.scene import NEGATIONS
from detente.pledges.vows import RELAYED, harms, promisees_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.model import Span, Statement
    from detente.pledges.scene import Scene

__all__ = ["is_firm", "wills"]

SPOKEN = ("assert", "promise", "propose", "hope", "reject", "deny", "warn", "accuse", "demand", "concede", "praise")
HELD = "scope: stance"
OWN = ("we", "i")
PRONOUNS = ("he", "she", "they", "it")
SUBORDINATE = ("advcl", "acl", "acl:relcl", "csubj")


def wills(scene: Scene) -> Iterator[Draft]:
    """Undertakings out of statements; several speakers of one cue are one."""
    groups: dict[tuple[Span, Span], list[Statement]] = defaultdict(list)
    for statement in scene.spoken:
        if statement.act in SPOKEN and not {RELAYED, HELD}.intersection(statement.why.steps):
            if any(scene.tree.lemmas[i] in scene.words.guessing for i in scene.tree.tokens(statement.cue_span)):
                continue
            groups[statement.span, statement.cue_span].append(statement)
    for said in groups.values():
        for verb in _willing(scene, said[0]):
            yield from _drafts(scene, said, verb)


def _willing(scene: Scene, statement: Statement) -> Iterator[int]:
    """Verbs of main clauses in the content that have a "will" or go on after one."""
    tree, words = scene.tree, scene.words
    tokens = tree.tokens(statement.span)
    yield from _after(scene, statement, tokens)
    modals = words.will if statement.kind == "direct" else words.told_will
    for i in scene.modals[bisect_left(scene.modals, tokens.start) : bisect_left(scene.modals, tokens.stop)]:
        verb = _promised_verb(scene, i)
        if tree.lowers[i] not in modals and verb is None:
            continue
        verb = tree.heads[i] if verb is None else verb
        if verb in tokens and tree.deps[verb] not in SUBORDINATE and is_firm(scene, verb, tokens):
            yield verb


def _after(scene: Scene, statement: Statement, tokens: range) -> Iterator[int]:
    """Verbs joined with the cue that go on with what is said: "said it was late but would pay"."""
    tree = scene.tree
    for cue in tree.tokens(statement.cue_span):
        for verb in tree.children_by(cue, "conj"):
            told = any(tree.lowers[c] in scene.words.told_will for c in tree.children_by(verb, "aux"))
            if told and verb not in tokens and tree.child(verb, "nsubj") is None and is_firm(scene, verb, tokens):
                yield verb


def _promised_verb(scene: Scene, i: int) -> int | None:
    """The verb of "going to pay", at "going"."""
    tree = scene.tree
    if tree.lowers[i] != "going" or tree.child(i, "aux") is None:
        return None
    verb = tree.child(i, "xcomp")
    return verb if verb is not None and scene.has_mark(verb, "to") else None


def is_firm(scene: Scene, verb: int, tokens: range) -> bool:
    """Whether it is a deed that others may hold one to: no state, feeling, chance or harm."""
    tree, words = scene.tree, scene.words
    lemma = tree.lemmas[verb]
    if tree.upos[verb] != "VERB" or tree.child(verb, "nsubj:pass", "expl") is not None:
        return False
    if any(tree.lemmas[c] == "have" for c in tree.children_by(verb, "aux")):
        return False  # "would have invaded"
    if any(tree.lowers[c] in ("neither", "nor") for c in tree.children[verb]):
        return False
    inner = tree.child(verb, "xcomp")
    does = lemma in words.doing and (inner is None or tree.lemmas[inner] not in words.idle - words.doing)
    if harms(scene, verb) or _is_refusal(scene, verb):
        return False
    if lemma in ("remain", "stay") and (inner is not None or tree.child(verb, "obl") is None):
        return False
    if lemma in words.idle and not does:
        return _never_allows(scene, verb)
    hedged = any(tree.lowers[c] in words.undone for c in tree.children_by(verb, "advmod") if c < verb)
    above = [a for a in tree.ancestors(verb) if a in tokens]
    asked = any(
        tree.lowers[c] in ("what", "how", "who", "why", "when", "whether") for c in tree.children[verb] if c < verb
    )
    return not hedged and not asked and all(_passes(scene, a) for a in above)


def _is_refusal(scene: Scene, verb: int) -> bool:
    """As in "will never recognise", "will accept no pressure": what one will not put up with is a stand, no promise."""
    tree = scene.tree
    thing = tree.child(verb, "obj")
    denied = scene.negated(verb) or (thing is not None and scene.negated(thing))
    return denied and tree.lemmas[verb] in scene.words.yielding


def _never_allows(scene: Scene, verb: int) -> bool:
    """As in "will not allow", "will never attack": what one will not do to others is an assurance."""
    return scene.tree.lemmas[verb] in ("let", "allow", "attack", "target", "invade") and scene.negated(verb)


def _passes(scene: Scene, above: int) -> bool:
    """Whether what stands over a verb leaves it said: its conjuncts, and verbs of speech in the own side's words."""
    tree, words = scene.tree, scene.words
    return (
        tree.lemmas[above] not in words.undone | words.unsaid | words.guessing and tree.deps[above] not in SUBORDINATE
    )


def _drafts(scene: Scene, said: Sequence[Statement], verb: int) -> Iterator[Draft]:
    statement = said[0]
    speakers = tuple(dict.fromkeys(scene.party_of(s) for s in said if s.speaker.state or _is_body(s)))
    sides = _undertakers(scene, verb, speakers, said)
    if not sides:
        return
    mutual = len(sides) > 1
    steps = (f"said by the cue “{statement.cue}”",)
    said_until = scene.tree.tokens(statement.span).stop
    for head, phrase in _split(scene, verb):
        content = [i for i in phrase if i < said_until] if verb < said_until else phrase
        told = sides if mutual else promisees_of(scene, head, content, *sides)
        told = told or tuple(code for code in statement.addressee if code not in sides)
        if len(content) > 1:
            yield Draft("will", head, sides, told, content, mutual=mutual, steps=steps, statement=statement)


def _is_body(statement: Statement) -> bool:
    """Whether a speaker of no state is a body: what a private person will do binds nobody."""
    return statement.speaker.id is not None and statement.speaker.id.isupper()


def _split(scene: Scene, verb: int) -> Iterator[tuple[int, list[int]]]:
    going = scene.tree.heads[verb]
    if scene.tree.lowers[going] == "going" and scene.tree.deps[verb] == "xcomp":
        yield verb, clause(scene, going, _negation(scene, going)) if scene.negated(going) else clause(scene, verb)
        return
    yield from phrases(scene, verb)


def _negation(scene: Scene, going: int) -> int:
    """The "not" of "we are not going to pay", the "are" of "we aren't"."""
    tree = scene.tree
    no = next(c for c in tree.children[going] if tree.lowers[c] in NEGATIONS)
    return no if tree.lowers[no] not in ("n't", "n’t") else no - 1


def _undertakers(scene: Scene, verb: int, speakers: tuple[str, ...], said: Sequence[Statement]) -> tuple[str, ...]:
    """The subject of an undertaking where it is the speaker's own side, or several sides with it among them."""
    subject = scene.subject(verb)
    if subject is None or not speakers:
        return ()
    lower = scene.tree.lowers[subject]
    if lower in OWN:
        return speakers
    if len(speakers) == 1 and speakers[0] in scene.private.values():
        return speakers if lower in ("he", "she") or _is_speaker(scene, subject, said) else ()
    parties = scene.parties(subject) or (scene.pair_before(subject) if scene.is_joint(subject) else ())
    if lower in PRONOUNS and not parties:
        return speakers if lower in ("he", "she") else ()
    return parties if set(parties) & set(speakers) and not _is_thing(scene, subject) else ()


def _is_speaker(scene: Scene, subject: int, said: Sequence[Statement]) -> bool:
    return any(m.actor == s.speaker.id for m in scene.actors.at(subject) for s in said)


def _is_thing(scene: Scene, subject: int) -> bool:
    """Whether the subject only belongs to a side and does nothing by itself ("Japan's exports")."""
    return (
        not scene.actors.at(subject)
        and scene.tree.upos[subject] != "PRON"
        and scene.tree.lemmas[subject].lower() not in scene.words.sides
    )
