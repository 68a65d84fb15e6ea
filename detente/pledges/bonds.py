"""Promises, agreements and their fate as nouns tell them: "reached a deal to", "its pledge to", "broke the truce"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from detente.model import UNKNOWN_TIME, Pledge, Why
from detente.pledges.due import due_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model import Fate
    from detente.pledges.scene import Scene

__all__ = ["told_pledges"]

COMPLEMENTS = ("acl", "ccomp", "nmod", "advcl")
ABOUT = ("to", "on", "over", "for", "about", "under", "regarding", "concerning", "of", "in")
OWN = ("its", "their", "his", "her", "our", "my")


class _Told(NamedTuple):
    """What a rule makes out: the rule, who to whom, the tokens of what, and what became of it."""

    rule: str
    promisor: tuple[str, ...]
    promisee: tuple[str, ...]
    content: list[int] | None
    fate: Fate = "made"
    steps: tuple[str, ...] = ()


def told_pledges(scene: Scene) -> Iterator[Pledge]:
    """Pledges told by the nouns of promise and agreement and the verbs they go with."""
    tree, words = scene.tree, scene.words
    known = words.promised | words.agreed | words.bonds | words.words_given
    for i, lemma in enumerate(tree.lemmas):
        if tree.upos[i] == "NOUN" and lemma.lower() in known:
            pledge = _fate(scene, i) or _made(scene, i)
        elif tree.upos[i] == "VERB" and lemma in words.agreeing:
            pledge = _agreed_on(scene, i)
        elif tree.upos[i] == "VERB" and lemma in words.accepting:
            pledge = _accepted(scene, i)
        else:
            continue
        if pledge is not None:
            yield pledge


def _made(scene: Scene, noun: int) -> Pledge | None:
    tree, words = scene.tree, scene.words
    lemma = tree.lemmas[noun].lower()
    verb = _governor(scene, noun)
    if verb is not None and (scene.undone(verb) or scene.negated(verb)):
        return None
    if lemma in words.agreed:
        return _agreement(scene, noun, verb)
    return _promise(scene, noun, verb) if lemma in words.promised else None


def _governor(scene: Scene, noun: int) -> int | None:
    """The verb of which the noun is object, passive subject or subject."""
    tree = scene.tree
    while tree.deps[noun] == "conj" and tree.upos[tree.heads[noun]] == "NOUN":
        noun = tree.heads[noun]
    head = tree.heads[noun]
    fits = tree.deps[noun] in ("obj", "nsubj:pass", "nsubj", "obl") and head != noun
    return head if fits and tree.upos[head] in ("VERB", "ADJ", "AUX") else None


def _agreement(scene: Scene, noun: int, verb: int | None) -> Pledge | None:
    """As in "reached a deal to ...": what is made between parties that the text names."""
    tree, words = scene.tree, scene.words
    made = verb is not None and tree.deps[noun] in ("obj", "nsubj:pass", "conj") and tree.lemmas[verb] in words.making
    new = any(tree.lowers[i] in words.new for i in tree.children_by(noun, "amod"))
    if not (made or new):
        return None
    content = _complement(scene, noun) or _named(scene, noun)
    sides = _sides(scene, noun, verb if made else None)
    if content is None or len(sides) < 2:
        return None
    return _pledge(scene, noun, _Told(tree.lemmas[noun].lower(), sides, sides, content))


def _sides(scene: Scene, noun: int, verb: int | None) -> tuple[str, ...]:
    heads = (noun,) if verb is None else (noun, verb)
    event = scene.event_at(*heads)
    if event is not None and event.actor and event.recipient:
        return tuple(dict.fromkeys((*event.actor, *event.recipient)))
    tree = scene.tree
    subject = scene.subject(verb) if verb is not None and tree.deps[noun] != "nsubj:pass" else None
    named = scene.parties(subject) if subject is not None else ()
    beside = [code for i in heads for code in scene.with_parties(i, "with", "between", "among", "by")]
    own = [code for i in tree.children_by(noun, "compound", "amod", "nmod:poss") for code in scene.parties(i)]
    return tuple(dict.fromkeys((*named, *beside, *own)))


def _promise(scene: Scene, noun: int, verb: int | None) -> Pledge | None:
    """As in "its pledge to ...": of whom the noun belongs to, or of the subject that makes it."""
    tree, words = scene.tree, scene.words
    owner = _owner(scene, noun, verb)
    content = _complement(scene, noun)
    stands = verb is not None and tree.deps[noun] == "nsubj" and _stands(scene, verb)
    if not owner or not (content or stands):
        return None
    made = verb is not None and tree.lemmas[verb] in words.making | words.renewing
    if not (made or stands or tree.child(noun, "nmod:poss") is not None):
        return None
    to = tuple(code for code in scene.with_parties(noun, "to", "with", "for") if code not in owner)
    content = content or scene.phrase(noun, "acl:relcl", "punct")
    again = ("said again",) if stands or (verb is not None and tree.lemmas[verb] in words.renewing) else ()
    return _pledge(scene, noun, _Told(tree.lemmas[noun].lower(), owner, to, content, steps=again))


def _stands(scene: Scene, verb: int) -> bool:
    """As in "remains firm", "is ironclad"."""
    tree, words = scene.tree, scene.words
    if tree.lemmas[verb] in words.standing:
        return tree.child(verb, "cop") is not None
    below = tree.children_by(verb, "xcomp", "obl", "advmod")
    return tree.lemmas[verb] in words.standing_verbs and any(tree.lemmas[i] in words.standing for i in below)


def _owner(scene: Scene, noun: int, verb: int | None) -> tuple[str, ...]:
    tree = scene.tree
    possessor = tree.child(noun, "nmod:poss")
    if possessor is not None:
        found = scene.parties(possessor)
        if found or tree.lowers[possessor] not in OWN:
            return found
        voice = scene.voice(tree.span(noun, noun + 1))
        if tree.lowers[possessor] in ("our", "my"):
            return (voice.speaker.state,) if voice is not None and voice.speaker.state else ()
    by = scene.with_parties(noun, "by", "from")
    subject = scene.subject(verb) if verb is not None and tree.deps[noun] == "obj" else None
    return by or (scene.parties(subject) if subject is not None else ())


def _complement(scene: Scene, noun: int) -> list[int] | None:
    """What is promised: "to withdraw", "that ...", "on grain", "to the truce"."""
    tree = scene.tree
    for i in tree.children_by(noun, "acl", "ccomp", "advcl"):
        marks = {tree.lowers[m] for m in tree.children_by(i, "mark")}
        if i > noun and (marks & {"to", "that"} or tree.lemmas[i] in scene.words.granting):
            return tree.subtree(i)
    for i in tree.children_by(noun, "nmod", "acl"):
        cases = {tree.lowers[c] for c in tree.children_by(i, "case", "mark")}
        if i > noun and cases & set(ABOUT) and tree.upos[i] != "PROPN":
            return tree.subtree(i)
    return None


def _named(scene: Scene, noun: int) -> list[int] | None:
    """The noun with what tells it from others ("a fisheries agreement"); None where it is bare."""
    tree = scene.tree
    phrase = scene.phrase(noun, "acl:relcl", "acl", "appos", "punct", "cc", "conj")
    telling = [i for i in phrase if tree.upos[i] in ("NOUN", "PROPN", "ADJ", "NUM")]
    return phrase if len(telling) > 1 else None


def _fate(scene: Scene, noun: int) -> Pledge | None:
    """A verb that keeps or breaks what the noun names."""
    tree, words = scene.tree, scene.words
    verb = _governor(scene, noun)
    if verb is None or tree.deps[noun] == "nsubj":
        return None
    fate = _keeps_or_breaks(scene, verb, noun)
    head = tree.heads[verb]
    failing = head if tree.deps[verb] == "xcomp" and tree.lemmas[head] in words.failing else None
    if fate is None or scene.undone(verb if failing is None else failing):
        return None
    if scene.negated(verb) != (failing is not None and not scene.negated(failing)):
        fate = "broken" if fate == "kept" else "kept"
    if tree.deps[noun] == "nsubj:pass":
        who = scene.with_parties(verb, "by")
    else:
        subject = scene.subject(failing if failing is not None else verb)
        who = scene.parties(subject) if subject is not None else ()
    if not who or tree.lemmas[head] in ("deny", "refute", "dispute"):
        return None
    content = _complement(scene, noun) or _named(scene, noun)
    to = tuple(code for code in scene.with_parties(noun, "to", "with") if code not in who)
    return _pledge(scene, verb, _Told(fate, who, to, content, fate))


def _keeps_or_breaks(scene: Scene, verb: int, noun: int) -> Fate | None:
    tree, words = scene.tree, scene.words
    lemma = tree.lemmas[verb]
    if tree.lemmas[noun].lower() in words.words_given and lemma not in ("keep", "break"):
        return None
    if tree.deps[noun] in ("obj", "nsubj:pass") and lemma in words.keeping | words.breaking:
        return "kept" if lemma in words.keeping else "broken"
    near = {tree.lowers[i] for i in (*tree.children_by(verb, "compound:prt", "advmod", "obl"), *tree.children[noun])}
    for fate, table in (("kept", words.keeping_prepositions), ("broken", words.breaking_prepositions)):
        if lemma in table and near & table[lemma]:
            return fate  # type: ignore[return-value]
    return None


def _agreed_on(scene: Scene, verb: int) -> Pledge | None:
    """As in "agreed on a timetable with Oslo"."""
    tree = scene.tree
    if scene.undone(verb) or scene.negated(verb):
        return None
    for i in tree.children_by(verb, "obl"):
        case = tree.child(i, "case")
        if i > verb and case is not None and tree.lowers[case] in ("on", "upon"):
            if any(case <= k < tree.ends[i] and scene.times.at(k) for k in tree.subtree(i)):
                continue
            subject = scene.subject(verb)
            sides = scene.parties(subject) if subject is not None else ()
            sides = tuple(dict.fromkeys((*sides, *scene.with_parties(verb, "with"))))
            event = scene.event_at(verb)
            if len(sides) < 2 and event is not None:
                sides = tuple(dict.fromkeys((*event.actor, *event.recipient)))
            content = [k for k in tree.subtree(i) if k != case]
            return _pledge(scene, verb, _Told("agree on", sides, sides, content)) if len(sides) > 1 else None
    return None


def _accepted(scene: Scene, verb: int) -> Pledge | None:
    """As in "accepted the invitation to visit Oslo"."""
    tree, words = scene.tree, scene.words
    noun = tree.child(verb, "obj", "nsubj:pass")
    if noun is None or tree.lemmas[noun].lower() not in words.accepting[tree.lemmas[verb]]:
        return None
    if scene.undone(verb) or scene.negated(verb):
        return None
    passive = tree.deps[noun] == "nsubj:pass"
    subject = None if passive else scene.subject(verb)
    who = scene.with_parties(verb, "by") if passive else scene.parties(subject) if subject is not None else ()
    content = _complement(scene, noun) or scene.phrase(noun, "acl:relcl", "punct")
    possessor = tree.child(noun, "nmod:poss")
    to = scene.parties(possessor) if possessor is not None else scene.with_parties(noun, "from", "of", "by")
    to = tuple(code for code in to if code not in who)
    return _pledge(scene, verb, _Told("accept", who, to, content)) if who else None


def _pledge(scene: Scene, anchor: int, told: _Told) -> Pledge:
    tree, content = scene.tree, told.content
    when = scene.when(anchor)
    sentence = range(*tree.sentences[tree.sentence[anchor]])
    tokens = range(content[0], content[-1] + 1) if content else sentence
    return Pledge(
        promisor=told.promisor,
        promisee=told.promisee,
        kind="agreement" if len(told.promisor) > 1 else "promise",
        content=scene.evidence(content) if content else None,
        condition=None,
        due=due_of(scene, tokens, when) if content else UNKNOWN_TIME,
        fate=told.fate,
        issues=scene.issues_of(tokens, anchor),
        wording=scene.sentence(anchor),
        reported_by=scene.reporters(anchor),
        when=when,
        why=Why(f"rule:{told.rule}", (tree.span(anchor, anchor + 1),), told.steps),
    )
