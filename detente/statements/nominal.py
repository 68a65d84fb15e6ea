"""Frames in which an object or a prepositional phrase is what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.statements.clause import Clause, Found, addressee_of, bridged, infinitives_of

if TYPE_CHECKING:
    from detente.statements.cues import Cue
    from detente.statements.passage import Passage, Range

NOT_AS = ("well", "if", "though", "long", "soon", "much")

__all__ = [
    "find_as",
    "find_object_preposition",
    "find_predicate",
    "find_preposition",
    "find_preposition_to",
    "find_quoted",
    "find_raising",
    "find_reflexive",
    "find_thing",
]


def find_as(clause: Clause, entry: Cue) -> Found | None:
    """Object and predicate joined by "as": "described the vote as a farce"."""
    tree = clause.passage.tree
    named = clause.named()
    if named is not None and tree.lemmas[named].lower() in entry.not_objects:
        return None
    for i in clause.dependents("obl", "xcomp", "advcl", "ccomp"):
        if (
            i > clause.verb
            and named is not None
            and any(tree.lowers[m] == "as" for m in tree.children_by(i, "case", "mark"))
        ):
            if clause.passive:
                return Found(clause.pieces(named) + clause.pieces(i, without=tree.children_by(i, "case", "mark")))
            return Found(bridged(clause, clause.pieces(named, i)))
    return _as_within(clause, named) if named is not None and not clause.passive else None


def _as_within(clause: Clause, named: int) -> Found | None:
    """The same where the parse hangs the predicate below the object, or on a phrase between the two."""
    passage, tree = clause.passage, clause.passage.tree
    end = tree.sentences[tree.sentence[clause.verb]][1]
    for i in range(named + 1, end - 1):
        head = tree.heads[i]
        if (
            tree.lowers[i] == "as"
            and tree.deps[i] in ("case", "mark")
            and head > i
            and tree.lowers[i + 1] not in NOT_AS
        ):
            start, last = tree.subtree(named)[0], passage.below(head)[-1]
            apart = any(tree.deps[j].startswith("nsubj") for j in range(named + 1, i))
            inside = (
                not apart and clause.verb in tree.ancestors(head) and clause.blocked.isdisjoint(range(start, last + 1))
            )
            return Found([(start, last + 1)]) if inside and start > clause.verb else None
    return None


def find_predicate(clause: Clause, entry: Cue) -> Found | None:
    """Object and bare predicate: "called the vote a farce"."""
    tree = clause.passage.tree
    named = clause.named()
    predicates = [i for i in clause.dependents("xcomp") if i > clause.verb]
    if named is not None and not predicates and not clause.passive and _quoted_after(clause, named):
        return Found(clause.pieces(named))
    if named is None and len(predicates) > 1 and not clause.passive and tree.upos[predicates[0]] in ("NOUN", "PROPN"):
        return Found(clause.pieces(*predicates[:2]))
    if named is None or not predicates or infinitives_of(clause):
        return _named_what(clause, named, predicates)
    return Found(clause.pieces(named, predicates[0]))


def _named_what(clause: Clause, named: int | None, predicates: list[int]) -> Found | None:
    """The name alone in "what Ankara called a provocation": object or predicate, where the verb's own is "what"."""
    tree, source = clause.passage.tree, clause.source
    if source is None or clause.passive or (named is not None and predicates):
        return None
    opener = min(source.tokens) - 1
    if opener < 0 or tree.lowers[opener] not in ("what", "which") or infinitives_of(clause):
        return None
    name = named if named is not None else next(iter(predicates), None)
    return Found(clause.pieces(name)) if name is not None and name > clause.verb else None


def _quoted_after(clause: Clause, named: int) -> bool:
    """Whether quoted words right after the object are its predicate ("called the vote "free and fair"")."""
    passage = clause.passage
    return any(
        i > named and passage.inside[i] >= 0 > passage.inside[named]
        for i in passage.tree.children_by(named, "amod", "appos", "acl")
    )


def find_object_preposition(clause: Clause, entry: Cue) -> Found | None:
    """Object and prepositional phrase: "accused Rome of bad faith"."""
    passage, tree = clause.passage, clause.passage.tree
    named = clause.named()
    if named is None:
        return None
    for i in clause.dependents("obl", "advcl", "xcomp", "ccomp"):
        case = passage.case_of(i)
        if i > clause.verb and case is not None and tree.lowers[case] in entry.prepositions:
            return Found(bridged(clause, clause.pieces(named, i)), named)
    for i in tree.children[named]:
        case = passage.case_of(i)
        if (
            i > named
            and case is not None
            and tree.lowers[case] in entry.prepositions
            and tree.deps[i] in ("nmod", "acl")
        ):
            return Found(clause.pieces(named), named)
    return _charge_after_aside(clause, entry, named)


def _charge_after_aside(clause: Clause, entry: Cue, named: int) -> Found | None:
    """The same with an aside between, on which the parse hangs the rest: "accuses Silva, held since May, of spying"."""
    passage, tree = clause.passage, clause.passage.tree
    end = tree.sentences[tree.sentence[clause.verb]][1]
    comma = passage.below(named, tree.children_by(named, "acl"))[-1] + 1
    if named < clause.verb or comma >= end or tree.words[comma] != ",":
        return None
    for i in range(comma + 1, end - 1):
        head = tree.heads[i]
        if (
            tree.lowers[i] in entry.prepositions
            and tree.words[i - 1] == ","
            and head > i
            and tree.deps[i] in ("case", "mark")
            and clause.verb in tree.ancestors(head)
        ):
            joined = [
                c for c in tree.children[head] if tree.deps[c] == "conj" and tree.xpos[c] in ("VBZ", "VBD", "VBP")
            ]
            last = passage.runs(passage.below(head, joined))[0][1]
            fits = clause.blocked.isdisjoint(range(comma, last)) and tree.xpos[i + 1] == "VBG"
            return Found([(tree.subtree(named)[0], last)], named) if fits else None
    return None


def find_preposition_to(clause: Clause, entry: Cue) -> Found | None:
    """Prepositional phrase and infinitive: "called on Oslo to wait"."""
    passage, tree = clause.passage, clause.passage.tree
    for i in clause.dependents("obl"):
        case = passage.case_of(i)
        if i < clause.verb or case is None or tree.lowers[case] not in entry.prepositions:
            continue
        below = [j for j in (*clause.dependents("xcomp", "advcl", "ccomp"), *tree.children_by(i, "acl")) if j > i]
        asked = next((j for j in below if any(tree.lowers[m] == "to" for m in tree.children_by(j, "mark"))), None)
        if asked is not None:
            return Found(
                passage.runs({*passage.below(i, (case,)), *passage.below(asked)}, clause.blocked),
                i,
                _joined(clause, case),
            )
    return None


def _joined(clause: Clause, case: int) -> Range:
    """The cue with the preposition that follows it."""
    return (clause.cue[0], case + 1) if case == clause.cue[1] else clause.cue


def find_thing(clause: Clause, entry: Cue) -> Found | None:
    """The object is what is said: "rejected the offer", "an offer the ministry rejected"."""
    passage, tree = clause.passage, clause.passage.tree
    if clause.passive:
        subject = tree.child(clause.verb, "nsubj:pass")
        if subject is not None and entry.objects and tree.lemmas[subject].lower() not in entry.objects:
            return None
        if subject is None or tree.lemmas[subject].lower() in entry.not_objects:
            return None
        return Found(passage.runs(passage.phrase(subject), clause.blocked))
    objects = [i for i in clause.dependents("obj") if i > clause.verb]
    if objects and entry.objects and tree.lemmas[objects[0]].lower() not in entry.objects:
        return None
    if not objects or clause.source is None or tree.lemmas[objects[0]].lower() in entry.not_objects:
        return None
    if (clause.second is not None and tree.lowers[objects[0]] == "it") or "Reflex=Yes" in tree.morphs[objects[0]]:
        return None
    if tree.lemmas[objects[0]].lower() in passage.source_words.utterances and "quote" in entry.frames:
        return None
    if tree.lemmas[clause.verb] in ("cite", "quote") and _is_source(passage, objects[0]):
        return None
    return Found(_without_day(clause, clause.pieces(objects[0], without=outer_relative(passage, objects[0]))))


def _without_day(clause: Clause, pieces: list[Range]) -> list[Range]:
    """The pieces without a day at their end that the parse hangs on the object ("denied the report on Monday")."""
    tree, days = clause.passage.tree, clause.passage.source_words.days
    out = []
    for start, end in pieces:
        cut = end - 1 if tree.lowers[end - 1] in days else end
        cut -= cut < end and cut - 1 > start and tree.lowers[cut - 1] == "on"
        out.append((start, cut if cut - start > 1 or cut == end else end))
    return out


def _is_source(passage: Passage, i: int) -> bool:
    words = passage.source_words
    lemma = passage.tree.lemmas[i].lower()
    return passage.tree.entity[i] >= 0 or lemma in words.media or lemma in words.documents or lemma in words.people


def outer_relative(passage: Passage, noun: int) -> list[int]:
    """Relative clauses set off by a comma: the writer's addition."""
    tree = passage.tree
    out = []
    for i in tree.children_by(noun, "acl:relcl"):
        start = tree.subtree(i)[0]
        if passage.inside[i] < 0 and start and (tree.words[start] == "," or tree.words[start - 1] == ","):
            out.append(i)
    return out


def find_preposition(clause: Clause, entry: Cue) -> Found | None:
    """A prepositional phrase is what is said: "called for restraint"."""
    passage, tree = clause.passage, clause.passage.tree
    if (clause.source is None and not clause.passive) or clause.dependents("obj"):
        return None
    for i in clause.dependents("obl", "advcl", "xcomp"):
        cases = [m for m in tree.children_by(i, "case", "mark") if tree.lowers[m] in entry.prepositions]
        if i > clause.verb and cases:
            tokens = passage.runs(passage.below(i, cases), clause.blocked)
            return Found(tokens, None, _joined(clause, cases[0]))
    return None


def find_reflexive(clause: Clause, entry: Cue) -> Found | None:
    """A reflexive object and a prepositional phrase that is what is held: "distanced herself from the plan"."""
    passage, tree = clause.passage, clause.passage.tree
    named = clause.named()
    if named is None or "Reflex=Yes" not in tree.morphs[named]:
        return None
    for i in clause.dependents("obl", "advcl", "xcomp"):
        cases = [m for m in tree.children_by(i, "case", "mark") if tree.lowers[m] in entry.prepositions]
        if i > named and cases:
            last = cases[0] + 1 if cases[0] == named + 1 else clause.cue[1]
            return Found(passage.runs(passage.below(i, cases), clause.blocked), None, (clause.cue[0], last))
    return None


def find_raising(clause: Clause, entry: Cue) -> Found | None:
    """Subject and complement of a verb of seeming; what follows "it seems"."""
    passage, tree = clause.passage, clause.passage.tree
    subject = tree.child(clause.verb, "nsubj", "csubj", "expl")
    complements = [i for i in clause.dependents("xcomp", "ccomp", "csubj", *_loosely(clause)) if i > clause.verb]
    if subject is None or not complements:
        return None
    own = set(range(*clause.cue))
    if tree.deps[subject] == "expl":
        return Found(passage.runs((j for i in complements for j in passage.below(i)), own)[:1])
    return Found(passage.runs(passage.phrase(subject)) + passage.runs(passage.below(complements[0]), own))


def _loosely(clause: Clause) -> tuple[str, ...]:
    """What else may complete the verb: "seemed out of place", "seems like ..."; but one appears on a stage."""
    return ("obj", "advcl", "obl") if clause.passage.tree.lemmas[clause.verb] == "seem" else ()


def find_quoted(clause: Clause, entry: Cue) -> Found | None:
    """Nothing of its own: quotations near the verb may turn out to be its content."""
    bare = clause.passive and clause.passage.tree.deps[clause.verb] in ("acl", "advcl")
    return Found([], addressee_of(clause)) if not bare and (clause.source is not None or clause.passive) else None
