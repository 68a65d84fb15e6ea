"""What became of promises: reports that one was kept or broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.pledges.bonds import governor, is_bond, owner, sides
from detente.pledges.content import clause, complement, noun_phrase
from detente.pledges.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model import Fate
    from detente.pledges.scene import Scene

__all__ = ["fates"]

OTHER: dict[Fate, Fate] = {"kept": "broken", "broken": "kept"}
GOVERNED = ("obj", "nsubj:pass", "obl", "obl:agent", "conj")
NO_LONGER = ("no", "longer")


def fates(scene: Scene) -> Iterator[Draft]:
    """Promises and agreements kept or broken, by the nouns that name them."""
    for i in scene.bonds:
        draft = _by_verb(scene, i) or _by_relative(scene, i) or _by_noun(scene, i) or _by_limit(scene, i)
        if draft is not None:
            yield draft


def _whole(scene: Scene, noun: int) -> int:
    """The noun of which it is a part: "all terms of the accord", "its side of the bargain"."""
    tree = scene.tree
    of = tree.deps[noun] == "nmod" and scene.has_mark(noun, "of", "in", "under")
    return tree.heads[noun] if of and tree.lemmas[tree.heads[noun]].lower() in scene.words.parts else noun


def _by_verb(scene: Scene, noun: int) -> Draft | None:
    """As in "violated the truce", "lived up to its promise"."""
    tree, words = scene.tree, scene.words
    top = _whole(scene, noun)
    verb = governor(scene, top)
    if verb is None or tree.deps[top] not in GOVERNED:
        return None
    fate = _keeps_or_breaks(scene, verb, noun, top)
    if fate is None:
        return None
    head = tree.heads[verb]
    failing = head if tree.deps[verb] == "xcomp" and tree.lemmas[head] in words.failing else None
    told = verb if failing is None else failing
    if _is_open(scene, told):
        return None
    if _turned(scene, verb, failing):
        if fate == "broken" and failing is not None:
            return None
        fate = OTHER[fate]
    who = _doer(scene, told, top)
    if not who:
        return None
    return _draft(scene, noun, top, verb, fate, who)


def _by_relative(scene: Scene, noun: int) -> Draft | None:
    """As in "the deal that Oslo abandoned", "an accord which Lima quit last year"."""
    tree, words = scene.tree, scene.words
    for verb in tree.children_by(noun, "acl:relcl"):
        subject, thing = tree.child(verb, "nsubj"), tree.child(verb, "obj", "obl")
        pronouns = ("that", "which")
        if subject is None or tree.lowers[subject] in pronouns or (thing is not None and not _takes_up(scene, thing)):
            continue
        lemma = tree.lemmas[verb]
        from_it = lemma in words.breaking_prepositions and (thing is not None or _strands(scene, verb))
        if (lemma in words.breaking or from_it) and not scene.negated(verb) and not _is_open(scene, verb):
            who = scene.parties(subject)
            return _draft(scene, noun, noun, verb, "broken", who) if who else None
    return None


def _takes_up(scene: Scene, thing: int) -> bool:
    return scene.tree.lowers[thing] in ("that", "which") or scene.times.at(thing) is not None


def _strands(scene: Scene, verb: int) -> bool:
    """As in "that Oslo withdrew from"."""
    tree = scene.tree
    words = scene.words.breaking_prepositions[tree.lemmas[verb]]
    return any(tree.lowers[i] in words for i in tree.children[verb])


def _is_open(scene: Scene, verb: int) -> bool:
    return scene.undone(verb) or scene.denied(verb)


def _turned(scene: Scene, verb: int, failing: int | None) -> bool:
    """Whether a negation turns keeping into breaking: "did not honour", "failed to honour", "no longer bound by"."""
    negated = scene.negated(verb) or _no_longer(scene, verb)
    return negated != (failing is not None and not scene.negated(failing))


def _doer(scene: Scene, verb: int, noun: int) -> tuple[str, ...]:
    tree = scene.tree
    if tree.child(verb, "nsubj:pass") == noun:
        return scene.with_parties(verb, "by") or owner(scene, noun, None)
    return scene.subject_parties(verb)


def _keeps_or_breaks(scene: Scene, verb: int, noun: int, top: int) -> Fate | None:
    tree, words = scene.tree, scene.words
    lemma, lower = tree.lemmas[verb], scene.kinds[noun]
    if lower in words.words_given and lemma not in ("keep", "break"):
        return None
    if lemma in words.unbound and _no_longer(scene, verb):
        return "kept"  # which "no longer" turns
    if tree.deps[top] in ("obj", "nsubj:pass", "conj"):
        if lemma == "meet" and lower not in words.promised | words.bonds:
            return None
        if lemma in words.keeping | words.breaking and not _is_particle_verb(scene, verb):
            return "kept" if lemma in words.keeping else "broken"
    below = (
        *tree.children_by(verb, "compound:prt", "advmod", "obl", "xcomp"),
        *tree.children[top],
        *tree.children[noun],
    )
    near = {tree.lowers[i] for i in below}
    for fate, table in (("kept", words.keeping_prepositions), ("broken", words.breaking_prepositions)):
        if lemma in table and near & table[lemma]:
            return "kept" if fate == "kept" else "broken"
    return None


def _is_particle_verb(scene: Scene, verb: int) -> bool:
    """As in "broke off the deal talks", "kept up"."""
    tree = scene.tree
    return tree.child(verb, "compound:prt") is not None and tree.lemmas[verb] in ("break", "keep", "leave")


def _no_longer(scene: Scene, verb: int) -> bool:
    tree = scene.tree
    near = [tree.lowers[i] for c in tree.children_by(verb, "advmod") for i in tree.subtree(c)]
    return all(word in near for word in NO_LONGER)


def _by_noun(scene: Scene, noun: int) -> Draft | None:
    """As in "Oslo's withdrawal from the treaty", "in breach of the truce"."""
    tree, words = scene.tree, scene.words
    top = _whole(scene, noun)
    breach = tree.heads[top]
    if tree.deps[top] != "nmod" or tree.lemmas[breach].lower() not in words.breaches:
        return None
    if not scene.has_mark(top, "of", "from") or scene.negated(breach):
        return None
    if any(tree.lowers[i] in words.doubted for i in tree.children_by(breach, "amod", "det")):
        return None
    verb = _clause_of(scene, breach)
    if verb is not None and _is_open(scene, verb):
        return None
    possessor = tree.child(breach, "nmod:poss", "nsubj")  # "Oslo is in breach of"
    who = scene.parties(possessor) if possessor is not None else scene.with_parties(breach, "by")
    if not who and verb is not None and scene.has_mark(breach, "in"):
        who = scene.subject_parties(verb)
    if not who and verb is not None and tree.lemmas[verb] == "accuse":
        accused = tree.child(verb, "obj", "nsubj:pass")
        who = scene.parties(accused) if accused is not None else ()
    return _draft(scene, noun, top, breach, "broken", who) if who else None


def _clause_of(scene: Scene, noun: int) -> int | None:
    tree = scene.tree
    return next((i for i in tree.ancestors(noun) if tree.upos[i] in ("VERB", "ADJ", "AUX")), None)


def _by_limit(scene: Scene, noun: int) -> Draft | None:
    """As in "exceeded the cap set by the accord"."""
    tree, words = scene.tree, scene.words
    over = next((a for a in tree.ancestors(noun) if tree.lemmas[a] in words.exceeding | {"breach"}), None)
    if over is None or tree.upos[over] != "VERB":
        return None
    limit = tree.child(over, "obj")
    if limit is None or tree.lemmas[limit].lower() not in words.limits or not _sets(scene, noun, limit):
        return None
    if _is_open(scene, over) or scene.negated(over):
        return None
    subject = scene.subject(over)
    who = scene.parties(subject) if subject is not None else ()
    content = clause(scene, over, min(tree.subtree(limit)))
    return (
        Draft("broken", over, who, scene.listener(over, *who), content, "broken", mutual=_is_agreement(scene, noun))
        if who
        else None
    )


def _sets(scene: Scene, noun: int, limit: int) -> bool:
    """Whether a limit is that of an agreement, whatever the parse hangs the agreement on."""
    tree = scene.tree
    beside = tree.heads[noun] == tree.heads[limit] and noun > limit and scene.has_mark(noun, "in", "under", "by", "of")
    return beside or noun in tree.subtree(limit)


def _is_agreement(scene: Scene, noun: int) -> bool:
    return scene.kinds[noun] in scene.words.agreed | scene.words.pacts | scene.words.named_pacts


def _draft(scene: Scene, noun: int, top: int, anchor: int, fate: Fate, who: tuple[str, ...]) -> Draft:
    """A promise by what it says, an agreement by its name; to whom: the other sides, or who accuses."""
    agreement = _is_agreement(scene, noun)
    phrase = noun_phrase(scene, top, anchor)
    content = phrase if agreement else complement(scene, noun)
    if content is None and any(_is_agreement(scene, i) for i in phrase if i != noun and is_bond(scene, i)):
        content, agreement = phrase, True  # "its obligations under the treaty"
    beside = [*scene.with_parties(noun, "to", "with"), *scene.with_parties(anchor, "with")]
    named = [c for c in (*sides(scene, noun, None), *beside) if c not in who]
    to = tuple(dict.fromkeys(named)) or (scene.listener(anchor, *who) if fate == "broken" else ())
    return Draft(fate, anchor, who, to, content, fate, mutual=agreement)
