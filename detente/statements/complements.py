"""What a cue verb's dependents say: one function for each frame, tried in the order of `COMPLEMENTS`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from detente.statements.attribution import How, Source
    from detente.statements.cues import Cue, Frame
    from detente.statements.passage import Passage, Range

__all__ = ["COMPLEMENTS", "Clause", "Complement", "Found", "outer_relative"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A cue verb in its sentence: its second word, cue range, source, and the tokens content must not take in."""

    passage: Passage
    verb: int
    second: int | None
    cue: Range
    source: Source | None
    how: How
    passive: bool
    blocked: set[int]

    def dependents(self, *deps: str) -> list[int]:
        """Dependents of the verb, or of its second word, in one of the relations."""
        out = self.passage.tree.children_by(self.verb, *deps)
        if self.second is not None:
            out += self.passage.tree.children_by(self.second, *deps)
        return [i for i in out if i != self.second]

    def named(self) -> int | None:
        """The object, or in the passive the subject that would be it."""
        if self.passive:
            return self.passage.tree.child(self.verb, "nsubj:pass") if self.how != "antecedent" else None
        objects = [i for i in self.dependents("iobj", "obj") if self.passage.tree.deps[i] != "obj" or i > self.verb]
        return objects[0] if objects else None

    def pieces(self, *heads: int, without: Collection[int] = ()) -> list[Range]:
        """The content made of the subtrees of `heads`."""
        tokens = [i for head in heads for i in self.passage.below(head, without)]
        return self.passage.runs(tokens, self.blocked)


class Found(NamedTuple):
    """The content of a frame, who is spoken to, and the cue if a preposition joins it."""

    pieces: list[Range]
    addressee: int | None = None
    cue: Range | None = None


class Complement(NamedTuple):
    """A rule: its name, the frames that license it, and the function that looks for it."""

    name: str
    frames: tuple[Frame, ...]
    find: Callable[[Clause, Cue], Found | None]


def _parenthetical(clause: Clause, entry: Cue) -> Found | None:
    """The cue clause hangs on what is said: "..., Smith said, ..." or "as Smith said, ..."."""
    passage, verb = clause.passage, clause.verb
    tree = passage.tree
    relation, head = passage.relation(verb), tree.heads[verb]
    as_clause = relation == "advcl" and entry.scope == "speech" and _marked_as(clause)
    if not (relation == "parataxis" or as_clause) or clause.dependents("ccomp", "xcomp"):
        return None
    if clause.source is None and not clause.passive or as_clause and tree.child(verb, "obj") is not None:
        return None
    if passage.inside[head] >= 0 and passage.inside[head] == passage.inside[verb]:
        return None
    own = tree.subtree(verb)
    if relation == "parataxis" and verb > head and tree.child(verb, "obj") is not None and own[-1] - verb > 3:
        return None
    return Found(passage.runs(passage.below(head, (verb,)), {*clause.blocked, *own}), _addressee(clause))


def _marked_as(clause: Clause) -> bool:
    """Whether "as", but not "as if" or "as though", opens the cue's clause."""
    tree = clause.passage.tree
    for i in tree.children_by(clause.verb, "mark"):
        if tree.lowers[i] == "as":
            return tree.lowers[i + 1] not in ("if", "though")
    return False


def _clausal(clause: Clause, entry: Cue) -> Found | None:
    """A complement clause: "said (that) ...", also before the verb."""
    clauses = clause.dependents("ccomp")
    if not clauses and clause.second is None:
        clauses = [i for i in clause.dependents("parataxis") if _reads_as_speech(clause, i)]
    if not clauses:
        return _clause_after(clause)
    after = [i for i in clauses if i > clause.verb]
    before = [i for i in clauses if i < clause.verb and (not after or clause.passage.inside[i] >= 0)]
    named = clause.named()
    if named is not None and after and not before and _lacks_subject(clause, after[0]):
        return Found(clause.pieces(named, *after))
    pieces = clause.pieces(*before[-1:], *after)
    if after and not before:
        pieces = [p for p in pieces if p[0] >= clause.verb or clause.passage.inside[p[0]] >= 0]
    return Found(_and_that(clause, pieces), _addressee(clause))


def _clause_after(clause: Clause) -> Found | None:
    """A clause that begins right after the cue though the parse hangs it elsewhere: "that ...", "which she said was ..."."""
    passage, tree = clause.passage, clause.passage.tree
    first = clause.cue[1]
    end = tree.sentences[tree.sentence[clause.verb]][1]
    if clause.source is None or first >= end or passage.inside[first] != passage.inside[clause.verb]:
        return None
    if tree.lowers[first] == "that" and tree.deps[first] == "mark" and tree.heads[first] > first:
        return Found([(first, end)], _addressee(clause))
    relative = tree.deps[clause.verb].startswith("acl:relcl")
    if relative and tree.upos[first] in ("AUX", "VERB") and tree.deps[first] != "xcomp" and "Inf" not in tree.morphs[first]:
        head = tree.heads[first] if tree.upos[first] == "AUX" else first
        run = passage.runs(i for i in passage.below(head) if i >= first)
        return Found(run[:1], None)
    return None


def _and_that(clause: Clause, pieces: list[Range]) -> list[Range]:
    """The pieces with a second clause ("... and that ...") which the parse hangs elsewhere."""
    tree = clause.passage.tree
    if not pieces:
        return pieces
    start, end = pieces[-1]
    last = tree.sentences[tree.sentence[clause.verb]][1]
    i = end
    while i < last and (tree.deps[i] in ("cc", "punct")):
        i += 1
    joined = any(tree.deps[j] == "cc" for j in range(end, i))
    if not joined or i >= last or tree.lowers[i] != "that" or tree.deps[i] != "mark":
        return pieces
    run = clause.passage.runs(j for j in clause.passage.below(tree.heads[i]) if j >= i)
    return [*pieces[:-1], (start, run[0][1])] if run else pieces


def _gerund(clause: Clause, entry: Cue) -> Found | None:
    """An -ing clause: "denied sending troops"."""
    tree = clause.passage.tree
    for i in clause.dependents("xcomp", "ccomp", "advcl"):
        if i > clause.verb and tree.xpos[i] == "VBG" and tree.subtree(i)[0] == clause.cue[1] and clause.source is not None:
            return Found(clause.pieces(i))
    return None


def _lacks_subject(clause: Clause, head: int) -> bool:
    """Whether the parse made the subject of a complement clause the object of the cue ("polls show voters prefer ...")."""
    tree = clause.passage.tree
    named = clause.named()
    marked = any(tree.deps[i].startswith("nsubj") or tree.deps[i] == "mark" for i in tree.children[head])
    return not marked and not clause.passive and named is not None and tree.subtree(named)[-1] + 1 == tree.subtree(head)[0]


def _reads_as_speech(clause: Clause, head: int) -> bool:
    """Whether a clause loosely joined to the verb begins with a quotation mark or a colon."""
    passage = clause.passage
    start = passage.tree.subtree(head)[0]
    before = passage.tree.words[start - 1] if start else ""
    opens = passage.inside[start] >= 0 and passage.inside[start] != passage.inside[clause.verb]
    return head > clause.verb and (opens or before == ":")


def _addressee(clause: Clause) -> int | None:
    """Who is told: the object, the subject of a passive, or "to X"."""
    named = clause.named()
    if named is not None:
        return named
    tree = clause.passage.tree
    for i in clause.dependents("obl"):
        case = clause.passage.case_of(i)
        if case is not None and tree.lowers[case] in ("to", "with"):
            return i
    return None


def _infinitives(clause: Clause) -> list[int]:
    tree = clause.passage.tree
    return [
        i
        for i in clause.dependents("xcomp", "ccomp", "advcl")
        if i > clause.verb
        and any(tree.lowers[m] == "to" for m in tree.children_by(i, "mark"))
        and (tree.deps[i] != "advcl" or tree.child(clause.verb, "obj") is not None)
    ]


def _person_to(clause: Clause, entry: Cue) -> Found | None:
    """Object and infinitive: "urged Paris to wait"."""
    named = clause.named()
    infinitives = _infinitives(clause)
    if not infinitives or named is None:
        return None
    return Found(clause.pieces(named, infinitives[0]), named)


def _infinitive(clause: Clause, entry: Cue) -> Found | None:
    """An infinitive without an object between: "pledged to withdraw"."""
    infinitives = _infinitives(clause)
    if not infinitives or clause.dependents("obj") or clause.source is None and not clause.passive:
        return None
    return Found(clause.pieces(infinitives[0]), None)


def _as(clause: Clause, entry: Cue) -> Found | None:
    """Object and predicate joined by "as": "described the vote as a farce"."""
    tree = clause.passage.tree
    named = clause.named()
    for i in clause.dependents("obl", "xcomp", "advcl", "ccomp"):
        if i > clause.verb and named is not None and any(tree.lowers[m] == "as" for m in tree.children_by(i, "case", "mark")):
            return Found(clause.pieces(named, i))
    return _as_within(clause, named) if named is not None and not clause.passive else None


def _as_within(clause: Clause, named: int) -> Found | None:
    """The same where the parse hangs the predicate somewhere below the object."""
    tree = clause.passage.tree
    for i in tree.subtree(named):
        if i > named and any(tree.lowers[m] == "as" for m in tree.children_by(i, "case", "mark")):
            return Found(clause.pieces(named))
    return None


def _predicate(clause: Clause, entry: Cue) -> Found | None:
    """Object and bare predicate: "called the vote a farce"."""
    named = clause.named()
    predicates = [i for i in clause.dependents("xcomp") if i > clause.verb]
    if named is None or not predicates or _infinitives(clause):
        return None
    return Found(clause.pieces(named, predicates[0]))


def _object_preposition(clause: Clause, entry: Cue) -> Found | None:
    """Object and prepositional phrase: "accused Rome of bad faith"."""
    passage, tree = clause.passage, clause.passage.tree
    named = clause.named()
    if named is None:
        return None
    for i in clause.dependents("obl", "advcl", "xcomp"):
        case = passage.case_of(i)
        if i > clause.verb and case is not None and tree.lowers[case] in entry.prepositions:
            return Found(clause.pieces(named, i), named)
    for i in tree.children[named]:
        case = passage.case_of(i)
        if i > named and case is not None and tree.lowers[case] in entry.prepositions and tree.deps[i] in ("nmod", "acl"):
            return Found(clause.pieces(named), named)
    return None


def _preposition_to(clause: Clause, entry: Cue) -> Found | None:
    """Prepositional phrase and infinitive: "called on Oslo to wait"."""
    passage, tree = clause.passage, clause.passage.tree
    for i in clause.dependents("obl"):
        case = passage.case_of(i)
        if i < clause.verb or case is None or tree.lowers[case] not in entry.prepositions:
            continue
        below = [j for j in (*clause.dependents("xcomp", "advcl", "ccomp"), *tree.children_by(i, "acl")) if j > i]
        asked = next((j for j in below if any(tree.lowers[m] == "to" for m in tree.children_by(j, "mark"))), None)
        if asked is not None:
            return Found(passage.runs({*passage.below(i, (case,)), *passage.below(asked)}, clause.blocked), i, _joined(clause, case))
    return None


def _joined(clause: Clause, case: int) -> Range:
    """The cue with the preposition that follows it."""
    return (clause.cue[0], case + 1) if case == clause.cue[1] else clause.cue


def _thing(clause: Clause, entry: Cue) -> Found | None:
    """The object is what is said: "rejected the offer", "an offer the ministry rejected"."""
    passage, tree = clause.passage, clause.passage.tree
    if clause.passive:
        subject = tree.child(clause.verb, "nsubj:pass")
        if subject is None or tree.lemmas[subject].lower() in entry.not_objects:
            return None
        return Found(passage.runs(passage.phrase(subject), clause.blocked))
    objects = [i for i in clause.dependents("obj") if i > clause.verb]
    if not objects or clause.source is None or tree.lemmas[objects[0]].lower() in entry.not_objects:
        return None
    if clause.second is not None and tree.lowers[objects[0]] == "it":
        return None
    if tree.lemmas[objects[0]].lower() in passage.source_words.utterances and "quote" in entry.frames:
        return None
    if tree.lemmas[clause.verb] in ("cite", "quote") and _is_source(passage, objects[0]):
        return None
    return Found(clause.pieces(objects[0], without=outer_relative(passage, objects[0])))


def _is_source(passage: Passage, i: int) -> bool:
    words = passage.source_words
    lemma = passage.tree.lemmas[i].lower()
    return passage.tree.entity[i] >= 0 or lemma in words.media or lemma in words.documents


def outer_relative(passage: Passage, noun: int) -> list[int]:
    """Relative clauses set off by a comma: the writer's addition."""
    tree = passage.tree
    out = []
    for i in tree.children_by(noun, "acl:relcl"):
        start = tree.subtree(i)[0]
        if passage.inside[i] < 0 and start and (tree.words[start] == "," or tree.words[start - 1] == ","):
            out.append(i)
    return out


def _prepositional(clause: Clause, entry: Cue) -> Found | None:
    """A prepositional phrase is what is said: "called for restraint"."""
    passage, tree = clause.passage, clause.passage.tree
    if clause.source is None and not clause.passive:
        return None
    for i in clause.dependents("obl", "advcl", "xcomp"):
        cases = [m for m in tree.children_by(i, "case", "mark") if tree.lowers[m] in entry.prepositions]
        if i > clause.verb and cases:
            tokens = passage.runs(passage.below(i, cases), clause.blocked)
            return Found(tokens, None, _joined(clause, cases[0]))
    return None


def _raising(clause: Clause, entry: Cue) -> Found | None:
    """Subject and complement of a verb of seeming."""
    subject = clause.passage.tree.child(clause.verb, "nsubj")
    complements = clause.dependents("xcomp")
    if subject is None or not complements or complements[0] < clause.verb:
        return None
    passage = clause.passage
    return Found(passage.runs(passage.phrase(subject)) + passage.runs(passage.below(complements[0]), set(range(*clause.cue))))


def _quoted(clause: Clause, entry: Cue) -> Found | None:
    """Nothing of its own: quotations near the verb may turn out to be its content."""
    return Found([], _addressee(clause)) if clause.source is not None or clause.passive else None


COMPLEMENTS = (
    Complement("parenthetical", ("clause", "quote"), _parenthetical),
    Complement("gerund", ("gerund",), _gerund),
    Complement("clause", ("clause",), _clausal),
    Complement("clause", ("quote",), _clausal),
    Complement("preposition-to", ("preposition-to",), _preposition_to),
    Complement("person-to", ("person-to",), _person_to),
    Complement("to", ("to",), _infinitive),
    Complement("as", ("as",), _as),
    Complement("predicate", ("predicate",), _predicate),
    Complement("object-preposition", ("object-preposition",), _object_preposition),
    Complement("thing", ("thing",), _thing),
    Complement("preposition", ("preposition",), _prepositional),
    Complement("raising", ("raising",), _raising),
    Complement("quote", ("quote",), _quoted),
)
