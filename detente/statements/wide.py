"""The wide view: spans as attribution corpora annotate them, over what the rules find. The record does not use it.

Corpora take in what the record leaves out (adverbials that hang on the cue, words before a quotation in its sentence,
the relative pronoun that stands for a part of the content) and leave out what it takes in (relative clauses and
appositions after a comma at the end, who is asked or warned).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.statements.nesting import nested_pairs, outermost
from detente.statements.passage import DASHES
from detente.statements.sources import can_speak

if TYPE_CHECKING:
    from detente.statements.attribution import Attribution
    from detente.statements.passage import Passage, Range

__all__ = ["wide_view"]

ADJUNCTS = frozenset(
    "as for against to over with because by than if without from into under instead before".split()
)
MAX_OPENING = 20
MIN_LEFT = 2
REACH = 9
FINITE = ("VBD", "VBZ", "VBP", "MD")
OPEN_MARKS = ("“", '"', "``", "''")
OPENERS = ("which", "what", "that", "who", "whom")
ADDRESSED = ("warn", "request", "promise", "demand")
CARRIERS = frozenset("claim notion fact nothing little much more".split())
CARRIED = ("that", "about")
ADDED = ("advcl", "conj")
POSSIBLE = ("can", "could", "may", "might")
DEEDS = ("thing", "to", "gerund")
TRYING = ("refuse", "seek", "attempt", "refusal")
WORDS = ("verb", "adjective", "noun")
CLAUSAL = ("clause", "quote", "parenthetical")
SPLITS = ("clause", "quote", "predicate")


def wide_view(passage: Passage, found: list[Attribution]) -> list[Attribution]:
    """The outermost of the attributions found, with the spans of corpora."""
    found = [a for a in _chained(passage, found) if _is_likely(passage, a)]
    for a in found:
        if a.rule.startswith(WORDS):
            _leave_out_addressee(passage, a)
            _without_carrier(passage, a)
            a.pieces = [_without_afterthought(passage, a, piece) for piece in a.pieces]
    found = _apart(passage, found)
    for a in found:
        if a.rule.startswith(WORDS):
            _take_in_adjuncts(passage, a)
            _take_in_opening(passage, a)
            _take_in_subject(passage, a)
            _take_in_fronted(passage, a)
            _fill_gap(passage, a)
    return _apart(passage, found)


def _apart(passage: Passage, found: list[Attribution]) -> list[Attribution]:
    """The outermost, and tellings joined or added to another's words ("..., but says that ...", "as X warned that")."""
    tree = passage.tree
    kept = {id(a) for a in outermost(found)}
    for a in found:
        added = tree.deps[a.anchor] in ADDED and a.rule == "verb:clause" and a.entry.scope == "speech"
        if added and id(a) not in kept and passage.inside[a.anchor] < 0:
            kept.add(id(a))
    return [a for a in found if id(a) in kept]


def _is_likely(passage: Passage, a: Attribution) -> bool:
    """Whether somebody could be the source: no cue inside a quotation, no deed of things, of nobody or only possible."""
    tree = passage.tree
    if passage.inside[a.anchor] >= 0:
        quote = passage.quotes[passage.inside[a.anchor]]
        return quote.scare or a.anchor < quote.start + 1
    if not a.rule.startswith("verb:"):
        return True
    if a.source is None:
        return a.frame not in ("preposition", "parenthetical") and (a.frame, a.entry.scope) != ("thing", "act")
    if a.entry.scope != "act":
        return True
    open_ = any(tree.lowers[i] in POSSIBLE for i in tree.children_by(a.anchor, "aux"))
    return can_speak(passage, a.source.head) and not open_


def _chained(passage: Passage, found: list[Attribution]) -> list[Attribution]:
    """One attribution for "refused to endorse the plan": the second cue's content under both cues."""
    tree = passage.tree
    by_anchor = {a.anchor: a for a in found}
    gone = _through_documents(passage, found)
    for a in found:
        if tree.lemmas[a.anchor] not in TRYING or not a.pieces or tree.lowers[a.pieces[0][0]] != "to":
            continue
        inner = by_anchor.get(tree.heads[a.pieces[0][0]])
        if inner is not None and inner is not a and inner.pieces and a.cue[0] < inner.anchor < inner.pieces[0][0]:
            inner.cue, inner.source = (a.cue[0], inner.cue[1]), a.source
            gone.add(id(a))
    for outer, inner in nested_pairs(found):
        told = inner.entry.scope == "speech" and inner.rule.startswith("verb:")
        if told and outer.entry.scope == "act" and outer.frame in DEEDS and inner.anchor > outer.anchor:
            gone.add(id(outer))
    return [a for a in found if id(a) not in gone]


def _through_documents(passage: Passage, found: list[Attribution]) -> set[int]:
    """Cues like "issued" in "issued a report saying that ...", whose source and place the cue "saying" takes."""
    tree, words = passage.tree, passage.source_words
    issued: dict[int, Attribution] = {}
    for a in found:
        noun = tree.child(a.anchor, "obj") if a.frame == "thing" else None
        if noun is not None and a.anchor < noun:
            lemma = tree.lemmas[noun].lower()
            if lemma in words.documents or lemma in words.utterances:
                issued[noun] = a
    gone: set[int] = set()
    for inner in found:
        noun = next((j for j in tree.ancestors(inner.anchor) if j in issued), None)
        if noun is None:
            beside = [n for n, a in issued.items() if tree.heads[inner.anchor] == a.anchor and n < inner.anchor]
            noun = beside[-1] if beside and tree.xpos[inner.anchor] == "VBG" else None
        if noun is None or not inner.pieces or not noun < inner.anchor <= min(noun + REACH, inner.pieces[0][0]):
            continue
        outer = issued[noun]
        if inner.rule.startswith("verb:") and inner is not outer:
            inner.cue, inner.source = (outer.cue[0], inner.cue[1]), outer.source
            gone.add(id(outer))
    return gone


def _without_carrier(passage: Passage, a: Attribution) -> None:
    """What "his claim", "her support" in the object is about: "repeated his claim that ...", "withheld support from ..."."""
    tree = passage.tree
    noun = tree.child(a.anchor, "obj")
    if a.rule != "verb:thing" or noun is None or tree.lemmas[noun].lower() not in CARRIERS:
        return
    start, end = a.pieces[-1]
    for i in tree.children_by(noun, "acl", "ccomp", "nmod", "obl"):
        case = passage.case_of(i)
        if not noun < i < end or case is None or not start <= noun < case:
            continue
        first = case if tree.lowers[case] == "that" else case + 1
        if tree.lowers[case] in CARRIED and case == tree.subtree(i)[0]:
            a.pieces[-1] = (first, end)
            return


def _leave_out_addressee(passage: Passage, a: Attribution) -> None:
    """Only what somebody is asked about or warned of, not who is asked."""
    if a.frame != "object-preposition" or a.addressee is None:
        return
    start, end = a.pieces[-1]
    if len(a.pieces) > 1 and passage.tree.lowers[start] in a.entry.prepositions and start + 1 < end:
        a.pieces[-1] = (start + 1, end)
        return
    case = next((i for i in range(max(start, a.addressee), end) if passage.tree.lowers[i] in a.entry.prepositions), None)
    if a.entry.act in ADDRESSED and case is not None and case + 1 < end and start <= a.addressee < case:
        a.pieces[-1] = (case + 1, end)


def _take_in_adjuncts(passage: Passage, a: Attribution) -> None:
    """Widen an object by the adverbials of the cue right after it."""
    tree = passage.tree
    if a.frame not in ("thing", "preposition") or not a.rule.startswith("verb:") or a.pieces[-1][0] < a.anchor:
        return
    start, end = a.pieces[-1]
    limit = tree.sentences[tree.sentence[end - 1]][1]
    while end < limit and (last := _adjunct(passage, a, end)) is not None:
        end = last
    a.pieces[-1] = passage.trim(start, end) or a.pieces[-1]


def _adjunct(passage: Passage, a: Attribution, start: int) -> int | None:
    """The end of an adverbial of the cue that begins at `start`."""
    tree = passage.tree
    head = next((i for i in (start, *tree.ancestors(start)) if tree.heads[i] == a.anchor), None)
    if head is None or passage.relation(head) not in ("obl", "advcl", "xcomp", "ccomp"):
        return None
    tokens, case = tree.subtree(head), passage.case_of(head)
    fits = tokens[0] == start and case is not None and tree.lowers[case] in ADJUNCTS
    return tokens[-1] + 1 if fits and a.own_tokens().isdisjoint(range(start, tokens[-1] + 1)) else None


def _without_afterthought(passage: Passage, a: Attribution, piece: Range) -> Range:
    """The piece without a relative clause or an apposition after a comma, or a predicate of the cue's, at its end."""
    tree, (start, end) = passage.tree, piece
    if start < a.anchor or passage.inside[end - 1] >= 0:
        return piece
    for comma in range(start + MIN_LEFT, end - MIN_LEFT):
        mark = tree.words[comma]
        named = a.frame not in CLAUSAL
        if passage.inside[comma] >= 0 or not (mark == "," or (named and mark in DASHES)):
            continue
        if _is_afterthought(passage, comma + 1, end, named=named):
            return start, comma
    other = _next_predicate(passage, a, start, end)
    return (passage.trim(start, other) or piece) if other is not None else piece


def _is_afterthought(passage: Passage, i: int, end: int, *, named: bool) -> bool:
    """Whether a relative clause or an apposition begins at i and reaches the end; in a clause, one with an article."""
    tree = passage.tree
    if tree.lowers[i] in ("which", "who", "whose"):
        head = next((j for j in tree.ancestors(i) if tree.deps[j].startswith("acl")), None)
    elif named or tree.xpos[i] == "DT":
        head = next((j for j in (i, *tree.ancestors(i)) if tree.deps[j] == "appos"), None)
        head = head if head is not None and tree.subtree(head)[0] in (i, i - 1) and tree.heads[head] < i else None
    else:
        return False
    return head is not None and tree.subtree(head)[-1] + 1 >= end


def _next_predicate(passage: Passage, a: Attribution, start: int, end: int) -> int | None:
    """Where a second verb of the cue's subject begins that the parse joined to the content ("says he is ill and left")."""
    tree = passage.tree
    tag = tree.xpos[a.anchor]
    if a.frame != "clause" or tag not in ("VBD", "VBZ", "VBP", "VBG"):
        return None
    for root in tree.children[a.anchor]:
        if not start <= root < end or _form(passage, root) == tag:
            continue
        for verb in tree.children_by(root, "conj"):
            joined = tree.child(verb, "cc")
            if (
                joined is not None
                and verb < end
                and _form(passage, verb) == tag
                and tree.child(verb, "nsubj", "nsubj:pass", "expl") is None
            ):
                return tree.subtree(verb)[0]
    return None


def _form(passage: Passage, verb: int) -> str:
    """The tag of the first word of the verb group."""
    tree = passage.tree
    return tree.xpos[min((verb, *tree.children_by(verb, "aux", "aux:pass", "cop")))]


def _take_in_opening(passage: Passage, a: Attribution) -> None:
    """Widen content before its cue to the beginning of its sentence."""
    tree = passage.tree
    if a.frame not in CLAUSAL or not a.rule.startswith("verb") or not a.pieces:
        return
    start, end = a.pieces[0]
    first = passage.after_dateline(tree.sentences[tree.sentence[start]][0], end)
    if end > a.cue[0] or not first < start <= first + MAX_OPENING or passage.paragraph[first] != passage.paragraph[start]:
        return
    if a.own_tokens().isdisjoint(range(first, start)):
        a.pieces[0] = (first, end) if tree.deps[first] == "cc" else passage.trim(first, end) or a.pieces[0]


def _take_in_subject(passage: Passage, a: Attribution) -> None:
    """Widen content after its cue by its own subject or conjunction ("said because the vote is fair, “we ...”")."""
    tree = passage.tree
    if a.frame not in CLAUSAL or not a.rule.startswith("verb") or not a.pieces:
        return
    start, end = a.pieces[0]
    if not a.cue[1] < start or tree.sentence[start] != tree.sentence[a.anchor] or passage.inside[a.anchor] >= 0:
        return
    for i in range(a.cue[1], start):
        subject = tree.deps[i].startswith(("nsubj", "expl")) and start <= tree.heads[i] < end
        if subject or (tree.deps[i] == "mark" and tree.heads[i] > i and tree.lowers[i] != "as"):
            first = max(a.cue[1], tree.subtree(i)[0])
            if a.own_tokens().isdisjoint(range(first, start)):
                a.pieces[0] = passage.trim(first, end) or a.pieces[0]
            return


def _take_in_fronted(passage: Passage, a: Attribution) -> None:
    """Add the words before a cue between commas: "Sooner or later, she told us, the dam will fill"."""
    tree = passage.tree
    if a.frame not in CLAUSAL or a.source is None or a.source.how != "subject" or not a.pieces:
        return
    start, first = a.pieces[0][0], min(a.source.tokens)
    opening = tree.sentences[tree.sentence[first]][0]
    if start < a.cue[1] or tree.sentence[start] != tree.sentence[first] or not opening < first - 1 <= opening + MAX_OPENING:
        return
    before = start - 1 if tree.words[start] != "," and tree.words[start - 1] not in OPEN_MARKS else start - 2
    if tree.words[first - 1] == "," and tree.words[before] == "," and passage.inside[first] < 0:
        a.pieces[:0] = [p for p in (passage.trim(opening, first - 1),) if p is not None]


def _fill_gap(passage: Passage, a: Attribution) -> None:
    """Add what stands for a part of the content: "which" in "which he said was ...", or the noun before "he said was"."""
    tree = passage.tree
    if a.frame not in SPLITS or not a.rule.startswith("verb") or a.source is None or a.source.how != "subject":
        return
    if not a.pieces or a.pieces[0][0] < a.cue[0]:
        return
    first = min(a.source.tokens)
    opener = first - 1
    if opener < 0 or tree.sentence[opener] != tree.sentence[first]:
        return
    if a.frame == "predicate" and tree.lowers[opener] in ("which", "what"):
        a.pieces.insert(0, (opener, first))
        return
    if tree.upos[opener - 1] == "ADP":
        return
    clause = next((i for i in (a.anchor, *tree.ancestors(a.anchor)) if tree.deps[i].startswith("acl")), None)
    if tree.lowers[opener] in OPENERS and tree.upos[opener] == "PRON":
        if tree.heads[opener] != a.anchor or tree.lowers[opener] == "what":
            a.pieces.insert(0, (opener, first))
    elif clause == a.anchor and tree.subtree(clause)[0] == first and tree.heads[clause] < first:
        phrase = [i for i in passage.phrase(tree.heads[clause], (clause,)) if i < first]
        a.pieces[:0] = passage.runs(phrase)[-1:]
