"""What the words said hold out: warnings and threats, promises and refusals, hopes, and what is owned up to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.statements.clauses import Clause
    from detente.statements.settings import ContentWords, OutlookWords

__all__ = ["concedes", "hopes", "own_will", "warns"]

WILL = frozenset({"will", "would", "shall", "'ll", "’ll", "'d", "’d"})
CHANCE = WILL | {"could", "may", "might", "can"}


def warns(clause: Clause, words: OutlookWords) -> bool:
    """Whether the clause tells of harm to come: a price, a retaliation, a danger.

    Args:
        clause: A main clause of the content.
        words: Words of what is to come.
    """
    if _or_else(clause, words):
        return True
    if clause.negated:
        return False
    if clause.own:
        return _strikes_back(clause, words)
    return _will_pay(clause, words) or _does_harm(clause, words) or _is_danger(clause, words)


def concedes(clause: Clause, words: OutlookWords) -> bool:
    """Whether the clause owns up to a fault or a hurt of the speaker's side ("we underestimated", "would suffer from").

    Args:
        clause: A main clause of the content.
        words: Words of what is to come.
    """
    tree = clause.content.tree
    if clause.subject is None or not clause.own or clause.elsewhere:
        return False
    if clause.negated:
        return (
            "enough" in clause.lemmas(clause.verb) and clause.lemma in ("do", "be") and clause.modals.isdisjoint(WILL)
        )
    past = clause.past or "Tense=Past" in tree.morphs[clause.verb]
    if clause.lemma in words.erring and past and clause.modals.isdisjoint(CHANCE):
        return True
    if clause.lemma in ("wrong", "mistaken") and clause.past:
        return True
    objects = {tree.lemmas[i].lower() for i in tree.children_by(clause.verb, "obj") if not clause.without(i)}
    if clause.lemma in ("make", "suffer", "take") and past and not objects.isdisjoint(words.setbacks):
        return clause.modals.isdisjoint(CHANCE)
    if "should" in clause.modals and "have" in clause.modals and past:
        return True
    hurt = clause.lemma in words.hurting if clause.passive else clause.lemma == "suffer"
    return hurt and not clause.modals.isdisjoint(CHANCE)


def hopes(clause: Clause, words: OutlookWords) -> bool:
    """Whether the clause says what the speaker would like to come.

    Args:
        clause: A main clause of the content.
        words: Words of what is to come.
    """
    tree = clause.content.tree
    if any(tree.lowers[i] == "hopefully" for i in tree.children[clause.head]):
        return True
    likes = tree.lemmas[clause.head].lower() in words.liking and not clause.modals.isdisjoint(WILL)
    return (
        clause.own
        and likes
        and not clause.negated
        and clause.verb != clause.head
        and clause.lemma not in words.uttering
    )


def own_will(clause: Clause, content: ContentWords, words: OutlookWords) -> str | None:
    """What one's own side will do is promised, what it will not do refused, unless that is a comfort to others.

    Args:
        clause: A main clause of the content, whose subject is the speaker's own side.
        content: Words of content.
        words: Words of what is to come.

    Returns:
        "promise", "reject" or None.
    """
    tree, subject = clause.content.tree, clause.subject
    spoken_of = subject is not None and not clause.content.is_quoted(subject)
    if clause.modals.isdisjoint(content.will) and not ("would" in clause.modals and spoken_of):
        return None
    if tree.upos[clause.verb] != "VERB":
        return None if not clause.negated else "promise"
    if clause.lemma in words.fated or not words.fated.isdisjoint(clause.above):
        return None
    if clause.negated:
        return "promise" if clause.lemma in content.assured else "reject"
    return "promise"


def _or_else(clause: Clause, words: OutlookWords) -> bool:
    """As in "must leave or face the consequences"."""
    tree = clause.content.tree
    for i in tree.children_by(clause.verb, "conj", "parataxis"):
        ored = any(tree.lowers[j] in ("or", "else", "otherwise") for j in tree.children[i])
        if ored and tree.lemmas[i].lower() in words.facing | words.regretting | words.fates:
            return True
    return False


def _strikes_back(clause: Clause, words: OutlookWords) -> bool:
    """As in "we will retaliate", "the army is ready to strike", "is ready to fight"."""
    tree = clause.content.tree
    verbs = [clause.verb]
    ready = tree.lemmas[clause.head].lower() in words.ready
    if ready:
        verbs = tree.children_by(clause.head, "xcomp", "ccomp", "advcl") or tree.children_by(clause.head, "obl", "nmod")
    elif clause.modals.isdisjoint(CHANCE) and "go" not in clause.above:
        return False
    return not clause.passive and any(_hits(clause, i, words) for i in verbs)


def _hits(clause: Clause, verb: int, words: OutlookWords) -> bool:
    tree = clause.content.tree
    lemma = tree.lemmas[verb].lower()
    objects = {tree.lemmas[i].lower() for i in tree.children_by(verb, "obj", "obl")}
    if lemma in words.retaliating | words.fighting:
        return True
    if lemma in words.responding:
        how = {tree.lowers[i] for i in tree.children_by(verb, "advmod")} | objects
        return not how.isdisjoint(words.forceful)
    if lemma in words.imposing:
        return not objects.isdisjoint(words.penalties)
    return lemma in words.standing and not objects.isdisjoint(words.fighting)


def _will_pay(clause: Clause, words: OutlookWords) -> bool:
    """As in "they will regret it", "Oslo would face consequences", "stands to lose a market"."""
    tree = clause.content.tree
    if clause.lemma == "have" and any(
        tree.lemmas[i].lower() in ("much", "lot", "everything", "more") and "lose" in clause.lemmas(i)
        for i in tree.children_by(clause.verb, "obj")
    ):
        return True
    ahead = not clause.modals.isdisjoint(WILL) or "go" in clause.above or "have" in clause.above
    if clause.lemma == "risk":
        return True
    if not ahead:
        return False
    if clause.lemma in words.regretting:
        return True
    paid = {tree.lemmas[i].lower() for i in tree.children_by(clause.verb, "obj", "obl", "nsubj:pass")}
    subject = "" if clause.subject is None else tree.lemmas[clause.subject].lower()
    return (clause.lemma in words.facing and not paid.isdisjoint(words.prices)) or (
        subject in words.prices and clause.lemma in ("be", "follow", "severe", "come", "grave", "dire")
    )


def _does_harm(clause: Clause, words: OutlookWords) -> bool:
    """As in "could trigger a war", "would hurt both sides"; what harmed in the past is told, not warned of."""
    tree = clause.content.tree
    if clause.modals.isdisjoint(CHANCE) or {"have", "has", "had"} & clause.modals:
        return False
    if clause.lemma in words.harming:
        return True
    brought = {tree.lemmas[i].lower() for i in clause.objects()}
    return clause.lemma in words.bringing and not brought.isdisjoint(words.disasters)


def _is_danger(clause: Clause, words: OutlookWords) -> bool:
    """As in "is a threat to peace", "would be a disaster", "poses a grave risk", "stands on the brink of war"."""
    tree, head = clause.content.tree, clause.verb
    named = {tree.lemmas[i].lower() for i in tree.children_by(head, "obj", "obl")}
    if clause.lemma == "pose":
        return not named.isdisjoint(words.dangers)
    if clause.lemma in ("brink", "verge", "edge"):
        return not clause.lemmas(head).isdisjoint(words.disasters)
    if clause.lemma == "line" and any(tree.lowers[i] == "red" for i in tree.children[head]):
        return tree.child(head, "cop") is not None
    if clause.past:
        return False
    if tree.child(head, "cop") is None:
        return clause.lemma == "threaten" and not clause.passive
    ahead = not clause.modals.isdisjoint(CHANCE)
    return clause.lemma in words.dangers or (ahead and clause.lemma in words.disasters)
