"""Charges and their denial: what others are said to have done wrong, and what one's own side denies."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.statements.clauses import Clause
    from detente.statements.settings import BlameWords, ContentWords

__all__ = ["accuses", "denies"]

MODALS = frozenset(
    ["may", "might", "could", "should", "must", "will", "would", "shall", "can", "'ll", "’ll", "'d", "’d"]
)


def accuses(clause: Clause, words: ContentWords, blame: BlameWords) -> bool:
    """Whether the clause holds a wrong against somebody who is not the speaker.

    Args:
        clause: A main clause of the content.
        words: Words of content.
        blame: Words of blame.
    """
    if _is_wrong_in_itself(clause, words, blame) or _is_wronged(clause, blame):
        return True
    if clause.subject is None:
        return False
    if clause.own:
        return _is_rival(clause) and not clause.negated and clause.lemma in words.wrongs
    if _is_their_wrong(clause, blame) or _is_culprit(clause, blame):
        return True
    if not clause.modals.isdisjoint(MODALS) or not _is_blamed(clause, words, blame):
        return False
    if clause.passive:
        return not clause.negated and clause.others and clause.lemma in blame.caught
    return _shirks(clause, blame) if clause.negated else _wrongs(clause, words, blame)


def denies(clause: Clause, words: ContentWords, blame: BlameWords) -> bool:
    """Whether the clause says that a charge is false or that one's own side did not do it.

    Args:
        clause: A main clause of the content.
        words: Words of content.
        blame: Words of blame.
    """
    tree = clause.content.tree
    if _nothing_of_it(clause, blame):
        return True
    subject = None if clause.subject is None else tree.lemmas[clause.subject].lower()
    claimed = subject in blame.claims
    if clause.lemma in blame.falsehoods and not clause.negated:
        return claimed or (subject in ("it", "this", "that", "they", "these", "all") and clause.lemma in blame.lies)
    if clause.negated and clause.lemma in blame.truths:
        return claimed or subject in ("it", "this", "that", "they", "these")
    if not clause.own:
        return False
    had_no_part = any(clause.without(i) and tree.lemmas[i].lower() in blame.parts for i in clause.objects())
    if clause.lemma == "have" and (had_no_part or _nothing_to_do(clause)):
        return True
    if not clause.negated or not clause.modals.isdisjoint(MODALS):
        return False
    if clause.above:
        return clause.lemma in blame.schemes and not blame.trying.isdisjoint(clause.above)
    if clause.lemma in blame.parties:
        return True
    return clause.lemma in blame.charges | words.wrongs | words.breaches and not clause.passive


def _is_wrong_in_itself(clause: Clause, words: ContentWords, blame: BlameWords) -> bool:
    """As in "the law is unjust", "it was an outrageous violation", "that is not acceptable"."""
    tree = clause.content.tree
    if clause.negated:
        return clause.lemma in blame.wanting and tree.upos[clause.verb] == "ADJ" and not clause.own
    if clause.lemma in words.unworthy:
        return tree.upos[clause.verb] == "ADJ" or clause.lemma not in blame.wrong_nouns
    if not _is_name_of_it(clause) or clause.own:
        return False
    said_of_it = {tree.lemmas[i].lower() for i in tree.children_by(clause.verb, "amod")}
    return clause.lemma in blame.wrong_nouns or not said_of_it.isdisjoint(words.unworthy)


def _is_name_of_it(clause: Clause) -> bool:
    """Whether a noun says what the subject is: "was a crime", not "was about a crime"."""
    tree, noun = clause.content.tree, clause.verb
    return tree.upos[noun] == "NOUN" and tree.child(noun, "cop") is not None and tree.child(noun, "case") is None


def _is_rival(clause: Clause) -> bool:
    """Whether the subject is somebody else of the speaker's state, told of as done: "the last government misled us"."""
    speaker = clause.content.speaker
    if clause.subject is None or not clause.modals.isdisjoint(MODALS):
        return False
    return any(m.actor not in (speaker.id, speaker.state) for m in clause.content.actors.at(clause.subject))


def _is_wronged(clause: Clause, blame: BlameWords) -> bool:
    """As in "our boats were wrongly seized"."""
    tree = clause.content.tree
    adverbs = {tree.lowers[i] for i in tree.children_by(clause.verb, "advmod")}
    return clause.passive and not clause.negated and not adverbs.isdisjoint(blame.unjustly)


def _is_blamed(clause: Clause, words: ContentWords, blame: BlameWords) -> bool:
    """Whether the subject is another side, its agents, or in quoted words a "they" whom nobody resolved."""
    subject, content = clause.subject, clause.content
    if subject is None:
        return False
    if clause.others:
        return True
    tree = content.tree
    lemma = tree.lemmas[subject].lower()
    if tree.lowers[subject] == "they" and content.is_quoted(subject) and not content.actors.at(subject):
        return clause.lemma in words.wrongs
    return lemma in blame.agents | words.own_side and clause.belongs_to_others(subject)


def _is_their_wrong(clause: Clause, blame: BlameWords) -> bool:
    """As in "it is Oslo's campaign to destabilize the region", "Russian aggression goes on", "this is their fault"."""
    tree, head = clause.content.tree, clause.verb
    if clause.subject is not None and tree.lemmas[clause.subject].lower() in blame.wrong_nouns:
        return clause.belongs_to_others(clause.subject) and not clause.negated
    if not _is_name_of_it(clause) or clause.negated:
        return False
    theirs = clause.belongs_to_others(head) or (clause.others and tree.child(head, "nmod:poss") is None)
    if clause.lemma == "fault":
        return clause.belongs_to_others(head)
    schemes = clause.lemma in blame.designs and _has_scheme(clause, head, blame)
    return theirs and (clause.lemma in blame.wrong_nouns or schemes)


def _has_scheme(clause: Clause, noun: int, blame: BlameWords) -> bool:
    tree = clause.content.tree
    below = [
        i for n in (noun, *tree.children_by(noun, "nmod")) for i in tree.children_by(n, "acl", "acl:relcl", "advcl")
    ]
    lemmas = {tree.lemmas[i].lower() for i in below}
    about = {tree.lemmas[i].lower() for i in tree.children_by(noun, "nmod", "amod", "compound")}
    return not lemmas.isdisjoint(blame.schemes) or not about.isdisjoint(blame.wrong_nouns)


def _is_culprit(clause: Clause, blame: BlameWords) -> bool:
    """As in "Oslo is responsible for the raid", "Moscow was behind the attack", "Tehran is a sponsor of terror"."""
    content, tree, head = clause.content, clause.content.tree, clause.verb
    if clause.negated or clause.subject is None or not clause.modals.isdisjoint(MODALS):
        return False
    if clause.lemma == "blame" and any(tree.lowers[i] == "to" for i in tree.children_by(head, "mark", "case")):
        return clause.others or clause.belongs_to_others(clause.subject)
    theirs = clause.others or (
        tree.lemmas[clause.subject].lower() in blame.agents and clause.belongs_to_others(clause.subject)
    )
    if not theirs or tree.child(head, "cop") is None:
        return False
    deed = tree.upos[head] in ("NOUN", "PRON") and not content.actors.at(head)
    behind = deed and any(tree.lowers[i] == "behind" for i in tree.children_by(head, "case"))
    held = clause.lemma in blame.answerable and tree.child(head, "nmod", "obl", "advcl", "ccomp") is not None
    person = any(m.person for m in content.actors.at(clause.subject))
    bad = clause.lemma in blame.culprits or (clause.lemma in blame.vices and tree.upos[head] == "ADJ" and not person)
    return behind or held or bad


def _shirks(clause: Clause, blame: BlameWords) -> bool:
    """As in "does too little", "has not kept its word", "is not serious about peace"."""
    if clause.lemma in blame.duties or clause.lemma == "serious":
        return True
    return "enough" in clause.lemmas(clause.verb) and clause.lemma in blame.efforts


def _wrongs(clause: Clause, words: ContentWords, blame: BlameWords) -> bool:
    tree, lemma = clause.content.tree, clause.lemma
    if lemma in words.wrongs:
        return True
    if lemma in blame.schemes and not blame.trying.isdisjoint(clause.above):
        return True
    if tree.lemmas[clause.head].lower() in blame.shirking and tree.child(clause.head, "xcomp") is not None:
        return True
    adverbs = {tree.lowers[i] for i in tree.children_by(clause.verb, "advmod")}
    if not adverbs.isdisjoint(blame.unjustly):
        return True
    return any(_is_wrong_object(clause, i, words, blame) for i in clause.objects())


def _is_wrong_object(clause: Clause, i: int, words: ContentWords, blame: BlameWords) -> bool:
    """As in "broke the truce", "pursues a policy of blackmail", "fuels the conflict", "does nothing for peace"."""
    tree, lemma = clause.content.tree, clause.lemma
    noun = tree.lemmas[i].lower()
    inside = clause.lemmas(i)
    if lemma in words.breaches and tree.deps[i] == "obj":
        return not inside.isdisjoint(words.bonds)
    if lemma == "do" and noun in ("nothing", "little"):
        return True
    if lemma in blame.committing and noun in blame.wrong_nouns:
        return True
    if lemma in blame.committing and not {tree.lemmas[j].lower() for j in tree.children_by(i, "amod")}.isdisjoint(
        words.unworthy
    ):
        return True
    if lemma in blame.fuelling and tree.deps[i] == "obj":
        heads = {noun, *(tree.lemmas[j].lower() for j in tree.children_by(i, "nmod", "conj"))}
        return not heads.isdisjoint(blame.ills) and not clause.lemmas(i).intersection(("end", "against"))
    return _has_troops_there(clause, i, blame)


def _has_troops_there(clause: Clause, i: int, blame: BlameWords) -> bool:
    """Whether the object is troops kept on the speaker's ground, or on "the soil" of another state than theirs."""
    content, tree = clause.content, clause.content.tree
    if clause.lemma not in blame.keeping or tree.lemmas[i].lower() not in blame.troops or tree.deps[i] != "obj":
        return False
    theirs = {m.state for m in content.others_at((clause.subject,))} if clause.subject is not None else set()
    for place in _places(clause, i):
        ground = tree.lemmas[place].lower() in blame.grounds
        near = (place, *tree.children_by(place, "amod", "nmod:poss", "compound", "nmod"))
        states = {m.state for j in near for m in content.actors.at(j) if m.state}
        if content.speaker.state in states or (ground and states and not states <= theirs):
            return True
        if ground and any(tree.lowers[j] in ("our", "my") for j in near):
            return True
    return False


def _places(clause: Clause, i: int) -> Iterator[int]:
    tree = clause.content.tree
    for place in (*tree.children_by(clause.verb, "obl"), *tree.children_by(i, "nmod")):
        if any(
            tree.lowers[j] in ("in", "on", "inside", "into", "onto", "across") for j in tree.children_by(place, "case")
        ):
            yield place


def _nothing_of_it(clause: Clause, blame: BlameWords) -> bool:
    """As in "nothing of the kind happened", "there is no truth to it"."""
    tree, there = clause.content.tree, clause.existing()
    if there is not None and tree.lemmas[there].lower() in blame.grounds_of_charges:
        return clause.without(there)
    thing = clause.subject if there is None else there
    return thing is not None and tree.lowers[thing] == "nothing" and bool({"kind", "sort"} & clause.lemmas(thing))


def _nothing_to_do(clause: Clause) -> bool:
    tree = clause.content.tree
    objects = {tree.lowers[i] for i in tree.children_by(clause.verb, "obj")}
    return "nothing" in objects and "do" in clause.lemmas(clause.verb)
