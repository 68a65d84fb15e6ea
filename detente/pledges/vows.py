"""Promises by verbs: "pledged to withdraw", "assured Oslo that ...", "agreed with Lima to ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.pledges.content import about, clause, is_hollow, noun_phrase, phrases
from detente.pledges.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model import Statement
    from detente.pledges.scene import Scene

__all__ = ["harms", "promisees_of", "vows"]

COMPLEMENTS = ("xcomp", "ccomp", "advcl", "obj", "acl")
RELAYED = "source passes on others' words"
OWN_OBJECT = ("itself", "themselves", "himself", "herself", "ourselves", "myself", "yourselves")
TOLD_PRONOUNS = ("him", "her", "them")
SHORT = 4
LISTENERS = ("iobj", "obj")


def vows(scene: Scene) -> Iterator[Draft]:
    """Promises told by verbs of promise and agreement, and by "committed to"."""
    tree, words = scene.tree, scene.words
    verbs = words.vowing | words.assuring | words.committing | words.agreeing
    for i in scene.verbs:
        lemma = tree.lemmas[i]
        promises = (lemma in verbs or tree.lowers[i] == "committed") and tree.upos[i] in ("VERB", "ADJ")
        if promises and not _is_open(scene, i):
            yield from _vows_at(scene, i, lemma)


def _is_open(scene: Scene, verb: int) -> bool:
    """Whether the promise is not given: hoped for, refused, asked for, or a participle that tells of somebody else."""
    return scene.undone(verb) or scene.negated(verb) or scene.denied(verb)


def _vows_at(scene: Scene, verb: int, lemma: str) -> Iterator[Draft]:
    statements = _statements_at(scene, verb)
    promisor = _promisor(scene, verb, statements)
    if not promisor:
        return
    withs = scene.with_parties(verb, "with", "between") if lemma in scene.words.agreeing else ()
    mutual = len(promisor) > 1 or bool(withs)
    sides = tuple(dict.fromkeys((*promisor, *withs))) if mutual else promisor
    statement = statements[0] if statements else None
    for head, content in _contents(scene, verb, lemma, promisor):
        if harms(scene, head):
            continue
        told = sides if mutual else _told(scene, verb, statement) or promisees_of(scene, head, content, *sides)
        told = told or _other_side(scene, verb, lemma, *sides)
        steps = ("said again",) if _again(scene, verb) else ()
        yield Draft(f"vow:{lemma}", verb, sides, told, content, mutual=mutual, steps=steps, statement=statement)


def harms(scene: Scene, head: int) -> bool:
    """Whether what is vowed is a threat: "vowed to retaliate", "to launch missiles"."""
    tree, words = scene.tree, scene.words
    if scene.negated(head):
        return False
    weapons = any(tree.lemmas[i].lower() in words.weapons for i in tree.children_by(head, "obj"))
    return tree.lemmas[head] in words.harming or (
        weapons and tree.lemmas[head] in ("launch", "fire", "carry", "conduct")
    )


def _statements_at(scene: Scene, verb: int) -> tuple[Statement, ...]:
    found = scene.cues.get(verb, ())
    first = next(iter(found), None)
    return tuple(s for s in found if first is not None and s.cue_span == first.cue_span)


def _promisor(scene: Scene, verb: int, statements: tuple[Statement, ...]) -> tuple[str, ...]:
    tree = scene.tree
    own = scene.promisor_at(verb)
    passive = tree.child(verb, "nsubj:pass") is not None and tree.lemmas[verb] not in scene.words.committing
    if passive:
        return scene.with_parties(verb, "by") if tree.lemmas[verb] in scene.words.agreeing else ()
    relayed = any(RELAYED in s.why.steps for s in statements)
    spoken = (
        ()
        if relayed
        else tuple(
            dict.fromkeys(
                scene.party_of(s)
                for s in statements
                if s.speaker.id or s.speaker.state or _is_named(s, scene.words.sides)
            )
        )
    )
    return spoken if not own or set(own) < set(spoken) else own


def _is_named(statement: Statement, sides: frozenset[str]) -> bool:
    """Whether a speaker of no state is called in a few words that are not only "both sides"."""
    words = statement.speaker.name.lower().split()
    return (
        len(words) <= SHORT
        and not {words[-1], words[-1].removesuffix("s"), words[-1].removesuffix("ies") + "y"} & sides
    )


def _contents(scene: Scene, verb: int, lemma: str, promisor: tuple[str, ...]) -> Iterator[tuple[int, list[int]]]:
    """What is promised: each verb phrase of an infinitive, a clause, or a thing."""
    tree, words = scene.tree, scene.words
    for i in tree.children_by(verb, *COMPLEMENTS):
        if (
            i > verb
            and tree.deps[i] == "ccomp"
            and lemma in words.assuring
            and (ready := _ready_to(scene, i)) is not None
        ):
            yield from phrases(scene, ready)
            return
        if i < verb or tree.deps[i] == "obj":
            continue
        if scene.has_mark(i, "to") and (lemma not in words.assuring or tree.deps[i] == "xcomp"):
            if tree.lemmas[i] in ("disagree", "differ"):
                return
            if tree.deps[i] == "advcl" and lemma in words.vowing and _thing(scene, verb):
                continue
            yield from phrases(scene, i)
            return
        if tree.deps[i] in ("ccomp", "advcl") and _is_undertaking(scene, i, lemma, promisor):
            yield from _clauses(scene, i, promisor)
            return
        if tree.deps[i] == "ccomp" and lemma not in words.assuring and _quoted_will(scene, i):
            yield from _clauses(scene, i, promisor)
            return
    if tree.lowers[verb + 1 : verb + 2] == ["to"] and tree.xpos[verb + 2 : verb + 3] == ["VB"]:
        yield verb + 2, clause(scene, verb, verb + 2)  # a headline that the parse does not see through
        return
    yield from _things(scene, verb, lemma)


def _thing(scene: Scene, verb: int) -> int | None:
    thing = scene.tree.child(verb, "obj")
    return thing if thing is not None and thing > verb and not scene.actors.at(thing) else None


def _clauses(scene: Scene, verb: int, promisor: tuple[str, ...]) -> Iterator[tuple[int, list[int]]]:
    """A clause as a whole, or its verb phrases where the promisor is its subject."""
    tree = scene.tree
    subject = max((i for i in tree.children_by(verb, "nsubj") if i < verb), default=None)
    parties = scene.parties(subject) if subject is not None else ()
    own = subject is not None and (
        set(parties) & set(promisor) or tree.lowers[subject] in ("we", "i", "he", "she", "it", "they")
    )
    if own and tree.upos[verb] == "VERB":
        yield from phrases(scene, verb)
    else:
        yield verb, clause(scene, verb)


def _is_undertaking(scene: Scene, verb: int, lemma: str, promisor: tuple[str, ...]) -> bool:
    """Whether a clause tells what will be done, not how things are ("assured him that all was well")."""
    tree, words = scene.tree, scene.words
    if any(scene.has_mark(verb, mark) for mark in ("if", "because", "as", "while", "after", "when", "since", "before")):
        return False
    modal = any(
        tree.lowers[c] in words.told_will or tree.lowers[c] in ("wo", "wont") for c in tree.children_by(verb, "aux")
    )
    goes_on = lemma in words.assuring and any(
        tree.lowers[a] in words.told_will for c in tree.children_by(verb, "conj") for a in tree.children_by(c, "aux")
    )
    if modal or goes_on:  # "was not arming them and would not do so"
        return True
    if any(tree.lemmas[c] in words.readying for c in (verb, *tree.children_by(verb, "xcomp", "advmod", "amod"))):
        return True
    return tree.child(verb, "aux:pass", "cop") is not None and scene.negated(verb) and lemma in words.assuring


def _ready_to(scene: Scene, verb: int) -> int | None:
    """What a side that "stands ready to", "is prepared to" act will do."""
    tree = scene.tree
    for i in (verb, *tree.children_by(verb, "xcomp")):
        if tree.lemmas[i] in scene.words.readying:
            return next((j for j in tree.children_by(i, "advcl", "xcomp", "ccomp") if scene.has_mark(j, "to")), None)
    return None


def _quoted_will(scene: Scene, verb: int) -> bool:
    return any(scene.tree.lowers[c] in scene.words.will for c in scene.tree.children_by(verb, "aux"))


def _things(scene: Scene, verb: int, lemma: str) -> Iterator[tuple[int, list[int]]]:
    """A promised thing ("promised three frigates"), or what one commits to ("to halving emissions")."""
    tree, words = scene.tree, scene.words
    thing = _thing(scene, verb)
    if lemma in words.vowing and thing is not None:
        telling = tree.lemmas[thing].lower()
        if telling not in words.performing | words.hollow and tree.upos[thing] in ("NOUN", "PROPN", "SYM", "NUM"):
            yield thing, noun_phrase(scene, thing)
        return
    if lemma in words.agreeing and tree.xpos[verb] in ("VBZ", "VBP"):
        return  # "agrees with Oslo on quotas" is a view
    prepositions = ("on", "upon", "to") if lemma in words.agreeing else ("to",)
    if lemma in words.assuring:
        prepositions = ("of",)
    elif lemma not in words.committing | words.agreeing and tree.lowers[verb] != "committed":
        return
    for child in tree.children_by(verb, "advcl", "xcomp", "obl", "acl"):
        if child < verb or not scene.has_mark(child, *prepositions):
            continue
        if tree.upos[child] == "VERB":
            opening = max(c for c in tree.children_by(child, "mark", "case")) + 1
            for head, content in phrases(scene, child):
                yield head, [i for i in content if i >= opening]
            return
    what = about(scene, verb, verb, *prepositions)
    if what is not None and not is_hollow(scene, what):
        yield what[0], what


def _told(scene: Scene, verb: int, statement: Statement | None) -> tuple[str, ...]:
    """Who is told: "promised Oslo to pay"."""
    if statement is not None and statement.addressee:
        return statement.addressee
    tree = scene.tree
    listeners = [i for i in tree.children_by(verb, *LISTENERS) if tree.lowers[i] not in OWN_OBJECT]
    told = (code for i in listeners if tree.deps[i] == "iobj" or scene.actors.at(i) for code in scene.parties(i))
    after = verb + 1 if tree.lowers[verb + 1 : verb + 2] and tree.lowers[verb + 1] in TOLD_PRONOUNS else None
    beside = scene.parties(after) if after is not None else ()
    return tuple(dict.fromkeys(told)) or beside or scene.with_parties(verb, "to")


def promisees_of(scene: Scene, head: int, content: list[int], *sides: str) -> tuple[str, ...]:
    """With, to or for whom it is to be done, or who has the good of it."""
    tree = scene.tree
    inside = [head, *(i for i in tree.children_by(head, "obj", "xcomp", "obl") if i in content)]
    found = dict.fromkeys(code for i in inside for code in scene.with_parties(i, "with", "to"))
    found.update(dict.fromkeys(code for i in inside for code in scene.with_parties(i, "for", direct=True)))
    spared = scene.negated(head) and tree.lemmas[head] not in scene.words.yielding
    if not found and (spared or tree.lemmas[head] in scene.words.serving):
        served = tree.children_by(head, "obj", "iobj")
        found = dict.fromkeys(code for i in served for code in scene.parties(i))
    return tuple(code for code in found if code not in sides)


def _other_side(scene: Scene, verb: int, lemma: str, *sides: str) -> tuple[str, ...]:
    """With whom one agrees, or whom one assures, where another state tells of it as its own gain."""
    words = scene.words
    if scene.tree.child(verb, "iobj") is not None:
        return ()
    if lemma in words.agreeing | words.assuring or scene.is_official(verb):
        return scene.listener(verb, *sides)
    return ()


def _again(scene: Scene, verb: int) -> bool:
    tree = scene.tree
    near = (verb, *tree.children_by(verb, "advmod", "cop", "aux"), tree.heads[verb])
    return any(tree.lowers[i] in ("again", "anew") or tree.lemmas[i] in scene.words.renewing for i in near) or any(
        tree.lemmas[i] in ("remain", "stay") for i in near
    )
