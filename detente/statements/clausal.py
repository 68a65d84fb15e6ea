"""Frames in which a clause is what is said: parenthetical, complement clause, gerund, infinitive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.statements.clause import Clause, Found, addressee_of, bridged, infinitives_of, joined_clauses

if TYPE_CHECKING:
    from detente.statements.cues import Cue
    from detente.statements.passage import Range

ASIDE = 8
FINITE = ("VBZ", "VBD", "VBP")

__all__ = ["find_clause", "find_gerund", "find_infinitive", "find_parenthetical", "find_person_to"]


def find_parenthetical(clause: Clause, entry: Cue) -> Found | None:
    """The cue clause hangs on what is said: "..., Smith said, ..." or "as Smith said, ..."."""
    passage, verb = clause.passage, clause.verb
    tree = passage.tree
    relation, head = passage.relation(verb), tree.heads[verb]
    as_clause = relation == "advcl" and entry.scope == "speech" and _marked_as(clause)
    if relation == "acl" and tree.child(verb, "nsubj") is not None and _between_commas(clause):
        head, relation = tree.heads[head], "parataxis"
    if relation == "parataxis" and tree.deps[head].startswith("nsubj") and tree.heads[head] > verb:
        head = tree.heads[head]
    if not (relation == "parataxis" or as_clause) or clause.dependents("ccomp", "xcomp"):
        return None
    if (clause.source is None and not clause.passive) or (
        as_clause and tree.child(verb, "obj") not in (None, clause.second)
    ):
        return None
    if passage.inside[head] >= 0 and passage.inside[head] == passage.inside[verb]:
        return None
    own = tree.subtree(verb)
    own += [
        j
        for i in tree.children[head]
        if tree.lemmas[i] in passage.source_words.relay_verbs
        for j in (i, *_object(clause, i))
    ]
    if relation == "parataxis" and verb > head and tree.child(verb, "obj") is not None and own[-1] - verb > 3:
        return None
    pieces = passage.runs(passage.below(head, (verb,)), {*clause.blocked, *own})
    if verb > head:
        pieces = [p for p in pieces if p[0] < own[-1] or _is_clause(clause, p)]
    return Found(pieces, addressee_of(clause))


def _is_clause(clause: Clause, piece: Range) -> bool:
    """Whether what follows the cue goes on with the words said, and is no adverbial of the saying ("in a note")."""
    tree = clause.passage.tree
    first = next((i for i in range(*piece) if clause.passage.is_word(i)), piece[0])
    return tree.upos[first] in ("AUX", "VERB") or any(tree.deps[i].startswith("nsubj") for i in range(*piece))


def _is_aside(clause: Clause, head: int) -> bool:
    """Whether what the parse calls a complement remarks on the saying: ", referring to ...", ", as ... said"."""
    tree = clause.passage.tree
    start = tree.subtree(head)[0]
    if start < clause.verb or (tree.words[start] != "," and tree.words[start - 1] != ","):
        return False
    first = start + (tree.words[start] == ",")
    if first >= head:
        return first == head and tree.xpos[head] == "VBG"
    bare = tree.xpos[head] in ("VBN", "VBD") and not tree.children_by(
        head, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark"
    )
    return bare or tree.xpos[first] in ("WP$", "WDT") or (tree.lowers[first] == "as" and tree.deps[first] == "mark")


def _between_commas(clause: Clause) -> bool:
    """Whether a clause without relative pronoun stands between commas: "the strait, she said, is open"."""
    tree = clause.passage.tree
    own = tree.subtree(clause.verb)
    if len(own) > ASIDE or own[0] == 0 or own[-1] + 1 >= len(tree) or any(tree.xpos[i] in ("WDT", "WP") for i in own):
        return False
    around = (tree.words[own[0] - 1], tree.words[own[0]]), (tree.words[own[-1] + 1], tree.words[own[-1]])
    return all("," in pair for pair in around) and tree.heads[clause.verb] < clause.verb


def _question_words(clause: Clause, after: list[int]) -> list[int]:
    """A question word right before the clause that the parse hangs on the cue."""
    tree = clause.passage.tree
    first = min((tree.subtree(i)[0] for i in after), default=0) - 1
    return (
        [first]
        if first > clause.verb and tree.xpos[first] in ("WRB", "WP") and tree.heads[first] == clause.verb
        else []
    )


def _opening(clause: Clause, head: int) -> int:
    """Where a clause after the cue begins: at its "that", or at the question word before it."""
    tree = clause.passage.tree
    for i in tree.children_by(head, "mark"):
        equated = any(clause.verb < j < i for j in tree.children_by(head, "cop"))
        if tree.lowers[i] in ("that", "whether") and clause.verb < i < head and not equated:
            return i
    return clause.verb


def _after_day(clause: Clause, start: int) -> int:
    """The end of a day right after the cue ("said on Monday the vote ..."): it dates the saying."""
    tree, days = clause.passage.tree, clause.passage.source_words.days
    i = clause.cue[1]
    if start != clause.verb or i + 2 >= len(tree):
        return start
    i += tree.lowers[i] in ("on", "late", "early") and tree.lowers[i + 1] in days
    if tree.lowers[i] in days and tree.upos[i + 1] in ("DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM"):
        return i + 1
    return start


def _object(clause: Clause, verb: int) -> list[int]:
    named = clause.passage.tree.child(verb, "obj")
    return clause.passage.tree.subtree(named) if named is not None else []


def _marked_as(clause: Clause) -> bool:
    """Whether "as", but not "as if" or "as though", opens the cue's clause."""
    tree = clause.passage.tree
    for i in tree.children_by(clause.verb, "mark"):
        if tree.lowers[i] == "as":
            return tree.lowers[i + 1] not in ("if", "though") and tree.lowers[clause.verb] != "saying"
    return False


def find_clause(clause: Clause, entry: Cue) -> Found | None:
    """A complement clause: "said (that) ...", also before the verb."""
    tree, words = clause.passage.tree, clause.passage.source_words
    clauses = [i for i in clause.dependents("ccomp") if tree.lowers[i] not in words.utterances]
    if not clauses:
        clauses = [i for i in clause.dependents("xcomp") if i > clause.verb and tree.child(i, "nsubj", "nsubj:pass")]
    if not clauses:
        clauses = [
            j
            for i in clause.dependents("obl")
            if tree.lemmas[i] in words.utterances
            for j in tree.children_by(i, "acl")
            if any(tree.lowers[m] == "that" for m in tree.children_by(j, "mark"))
        ]
    if not clauses and clause.second is None:
        clauses = [i for i in clause.dependents("parataxis") if _reads_as_speech(clause, i)]
    if not clauses:
        return _clause_after(clause)
    after = [i for i in clauses if i > clause.verb and not _is_aside(clause, i)]
    before = [i for i in clauses if i < clause.verb and (not after or clause.passage.inside[i] >= 0)]
    named = clause.named()
    if named is not None and after and not before and _lacks_subject(clause, after[0]) and tree.deps[named] != "iobj":
        return Found(clause.pieces(named, *after))
    pieces = clause.pieces(*before[-1:], *after, *_question_words(clause, after))
    if before and not after:
        pieces = [p for p in pieces if p[0] < clause.verb or clause.passage.inside[p[0]] >= 0]
    elif after and not before:
        start = _after_day(clause, _opening(clause, after[0]))
        fronted = [p for p in pieces if p[1] <= clause.verb and tree.words[clause.cue[1]] == ","]
        pieces = fronted + [(max(a, start), b) for a, b in pieces if b > start]
    return Found(joined_clauses(clause, pieces), addressee_of(clause))


def _reads_as_speech(clause: Clause, head: int) -> bool:
    """Whether a clause loosely joined to the verb begins with a quotation mark or a colon."""
    passage = clause.passage
    start = passage.tree.subtree(head)[0]
    before = passage.tree.words[start - 1] if start else ""
    opens = passage.inside[start] >= 0 and passage.inside[start] != passage.inside[clause.verb]
    return head > clause.verb and (opens or before == ":")


def _clause_after(clause: Clause) -> Found | None:
    """A clause right after the cue that the parse hangs elsewhere: "that ...", "which she said was ..."."""
    passage, tree = clause.passage, clause.passage.tree
    first = clause.cue[1]
    end = tree.sentences[tree.sentence[clause.verb]][1]
    if clause.source is None or first >= end or passage.inside[first] != passage.inside[clause.verb]:
        return None
    if tree.lowers[first] == "that" and tree.deps[first] == "mark" and tree.heads[first] > first:
        return Found([(first, end)], addressee_of(clause))
    relative = tree.deps[clause.verb].startswith("acl:relcl")
    if (
        relative
        and tree.upos[first] in ("AUX", "VERB")
        and tree.deps[first] != "xcomp"
        and "Inf" not in tree.morphs[first]
    ):
        head = tree.heads[first] if tree.upos[first] == "AUX" else first
        run = passage.runs(i for i in passage.below(head) if i >= first)
        return Found(run[:1], None)
    return None


def find_gerund(clause: Clause, entry: Cue) -> Found | None:
    """An -ing clause: "denied sending troops"."""
    tree = clause.passage.tree
    for i in clause.dependents("xcomp", "ccomp", "advcl"):
        if (
            i > clause.verb
            and tree.xpos[i] == "VBG"
            and tree.subtree(i)[0] == clause.cue[1]
            and tree.words[clause.cue[1]] != ","
            and clause.source is not None
        ):
            return Found(clause.pieces(i))
    return None


def _lacks_subject(clause: Clause, head: int) -> bool:
    """Whether the parse made the clause's subject the object of the cue ("polls show voters prefer ...")."""
    tree = clause.passage.tree
    named = clause.named()
    marked = any(tree.deps[i].startswith(("nsubj", "csubj", "expl", "mark")) for i in tree.children[head])
    return (
        not marked and not clause.passive and named is not None and tree.subtree(named)[-1] + 1 == tree.subtree(head)[0]
    )


def find_person_to(clause: Clause, entry: Cue) -> Found | None:
    """Object and infinitive: "urged Paris to wait"."""
    tree = clause.passage.tree
    named = clause.named()
    infinitives = infinitives_of(clause)
    if not infinitives or named is None:
        return None
    end = tree.subtree(infinitives[0])[-1] + 1
    going_on = [i for i in clause.dependents("xcomp", "ccomp") if i > infinitives[0] and tree.subtree(i)[0] == end]
    return Found(joined_clauses(clause, bridged(clause, clause.pieces(named, infinitives[0], *going_on))), named)


def _conjuncts(clause: Clause, head: int) -> list[int]:
    """Words joined to the infinitive or to what depends on it."""
    tree = clause.passage.tree
    return [j for i in tree.subtree(head) for j in tree.children_by(i, "conj") if j > head]


def find_infinitive(clause: Clause, entry: Cue) -> Found | None:
    """An infinitive without an object between: "pledged to withdraw"."""
    infinitives = infinitives_of(clause)
    if not infinitives or clause.dependents("obj") or (clause.source is None and not clause.passive):
        return None
    finite = [i for i in _conjuncts(clause, infinitives[0]) if clause.passage.tree.xpos[i] in FINITE]
    return Found(joined_clauses(clause, clause.pieces(infinitives[0], without=finite)), None)
