"""Undertakings of several sides: "Peru and Chile will ..., the two announced", "A working group will be set up"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.pledges.content import clause, phrases
from detente.pledges.draft import Draft
from detente.pledges.wills import is_firm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.pledges.scene import Scene

__all__ = ["joint"]

UNSURE = ("if", "unless", "whether", "because", "while", "although", "that")
STANDING = ("acl", "acl:relcl", "csubj", "ccomp")


def joint(scene: Scene) -> Iterator[Draft]:
    """What several sides tell that they will do, and what they will do after they have agreed."""
    tree, told = scene.tree, set[int]()
    for modal in scene.modals:
        verb = tree.heads[modal]
        if tree.lowers[modal] not in scene.words.told_will or tree.deps[modal] not in ("aux", "aux:pass"):
            continue
        for draft in (*_together(scene, verb, modal, told), *_set_up(scene, verb)):
            told.add(tree.sentence[verb])
            yield draft
    for verb in _to_be(scene):
        yield from _set_up(scene, verb)


def _together(scene: Scene, verb: int, modal: int, told: set[int]) -> Iterator[Draft]:
    """As in "the two sides will ...", told by them or right after they agreed."""
    tree = scene.tree
    subject = scene.subject(verb)
    if subject is None or subject > verb or tree.upos[verb] != "VERB" or not is_firm(scene, verb, range(0)):
        return
    if any(scene.has_mark(verb, mark) for mark in UNSURE) and not scene.has_mark(verb, "that"):
        return
    sides = scene.sides_at(subject)
    if len(sides) < 2 or not _is_free(scene, verb, sides):
        return
    follows = tree.lowers[modal] in scene.words.will and _follows_agreement(scene, verb, subject, told)
    if not (follows or _is_told(scene, verb, sides)):
        return
    trailing = [i for i in range(verb, tree.sentences[tree.sentence[verb]][1]) if _is_trailing(scene, verb, i)]
    for head, content in phrases(scene, verb, tuple(trailing[:1])):
        if len(content) > 1:
            yield Draft("joint", head, sides, sides, content, mutual=True)


def _is_trailing(scene: Scene, verb: int, noun: int) -> bool:
    told = scene.tree.child(noun, "acl")
    return told is not None and scene.tree.lemmas[told] in scene.words.announcing and _trails(scene, verb, noun)


def _is_free(scene: Scene, verb: int, sides: tuple[str, ...]) -> bool:
    """Whether no outsider says it and no clause keeps it open."""
    tree = scene.tree
    voice = scene.voice(tree.span(verb, verb + 1))
    joint_text = voice is not None and voice.speaker.name.split()[-1].lower() in scene.words.joint_words
    if voice is not None and voice.speaker.state not in sides and not joint_text:
        return False
    above = [a for a in (verb, *tree.ancestors(verb)) if tree.deps[a] in ("acl", "acl:relcl", "advcl", "csubj")]
    doubt = any(
        tree.lemmas[a] in scene.words.doubting | scene.words.guessing | scene.words.unsaid for a in tree.ancestors(verb)
    )
    return not above and not doubt and not scene.negated(tree.heads[verb])


def _is_told(scene: Scene, verb: int, sides: tuple[str, ...]) -> bool:
    """Whether the sides tell it in the same sentence, or a joint text of theirs does."""
    tree = scene.tree
    for i in range(*tree.sentences[tree.sentence[verb]]):
        if i == verb:
            continue
        if tree.upos[i] == "VERB" and tree.lemmas[i] in scene.words.announcing and not scene.negated(i):
            after = tree.deps[i] == "acl" and _trails(scene, verb, tree.heads[i])
            teller = tree.heads[i] if after else tree.child(i, "nsubj")
            past = tree.xpos[i] in ("VBD", "VBZ", "VBP") or after
            if teller is not None and past and _tells(scene, teller, sides):
                return True
        if tree.lemmas[i].lower() in scene.words.joint_words and any(
            tree.lowers[c] == "joint" for c in tree.children_by(i, "amod")
        ):
            return True
    return False


def _trails(scene: Scene, verb: int, noun: int) -> bool:
    """Whether a noun opens what is told after a comma: "..., the two states announced", which the parse may misread."""
    tree = scene.tree
    first = min([noun, *tree.children_by(noun, "det", "nummod", "nmod:poss", "amod")])
    return noun > verb and tree.words[first - 1] == ","


def _tells(scene: Scene, teller: int, sides: tuple[str, ...]) -> bool:
    """Whether who tells it is the sides: by pronoun or name, or their governments."""
    found = scene.parties(teller)
    return set(found) == set(sides) or (scene.is_joint(teller) and set(found) <= set(sides))


def _follows_agreement(scene: Scene, verb: int, subject: int, told: set[int]) -> bool:
    """Whether it goes on with what the sides agreed in the sentence before."""
    tree, words = scene.tree, scene.words
    number = tree.sentence[verb]
    if not scene.is_joint(subject) or number == 0:
        return False
    if number - 1 in told:
        return True
    before = range(*tree.sentences[number - 1])
    agreed = any(
        (i in scene.bonds and scene.kinds[i] in words.agreed and tree.lemmas[tree.heads[i]] in words.making)
        or (tree.lemmas[i] in words.agreeing and tree.xpos[i] == "VBD" and not scene.undone(i))
        for i in before
    )
    return agreed and not any(scene.negated(i) for i in before if tree.upos[i] == "VERB" or i in scene.bonds)


def _to_be(scene: Scene) -> Iterator[int]:
    """Verbs of "is to be set up"."""
    tree = scene.tree
    for i, lemma in enumerate(tree.lemmas):
        if lemma in scene.words.creating and tree.xpos[i] == "VBN" and scene.has_mark(i, "to"):
            finite = any(
                tree.lowers[c] in ("is", "are", "was", "were") for c in tree.children_by(i, "aux:pass", "aux", "cop")
            )
            if finite:
                yield i


def _set_up(scene: Scene, verb: int) -> Iterator[Draft]:
    """As in "a working group will be set up, the Danish ministry said": of the sides told of, else of who says it."""
    tree = scene.tree
    body = tree.child(verb, "nsubj:pass")
    if body is None or tree.lemmas[verb] not in scene.words.creating or scene.negated(verb):
        return
    if tree.lemmas[body].lower() not in scene.words.shared or any(scene.has_mark(verb, mark) for mark in UNSURE[:-1]):
        return
    voice = scene.voice(tree.span(verb, verb + 1))
    says = () if voice is None or voice.speaker.state is None else (scene.party_of(voice),)
    pair = scene.with_parties(body, "between", "with", "of") or scene.pair_before(verb)
    if voice is not None and not says:
        return
    if not says and not _is_told(scene, verb, pair) and not _named_tellers(scene, verb):
        return
    pair = pair if says else (pair or _named_tellers(scene, verb))
    sides = says if says and not set(says) & set(pair) else pair
    mutual = len(sides) > 1
    yield Draft("joint", verb, sides, sides if mutual else (), _whole(scene, verb), mutual=mutual, statement=voice)


def _whole(scene: Scene, verb: int) -> list[int]:
    """The clause with its subject."""
    tree = scene.tree
    others = [i for i in tree.children_by(verb, "conj") if tree.child(i, "nsubj", "nsubj:pass") is not None]
    return clause(scene, verb, min(i for i in tree.subtree(verb) if tree.upos[i] != "PUNCT"), others)


def _named_tellers(scene: Scene, verb: int) -> tuple[str, ...]:
    """The sides named as those who say it together: "..., Oslo and Lima said"."""
    tree = scene.tree
    head = tree.heads[verb]
    teller = (
        tree.child(head, "nsubj")
        if tree.deps[verb] == "ccomp" and tree.lemmas[head] in scene.words.announcing
        else None
    )
    found = scene.parties(teller) if teller is not None else ()
    return found if len(found) > 1 else ()
