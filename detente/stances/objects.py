"""What a stand is on: the words of a statement's content that name it, and what pointing words stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.stances.grammar import SUBJECTS, run_around, trim

if TYPE_CHECKING:
    from detente.language.tree import Tree
    from detente.stances.draft import Draft
    from detente.stances.scene import Range, Scene

__all__ = ["after_subject", "complement_of", "named_parts", "object_range", "point_back", "sentence_ranges", "top_of"]

ASIDES = ("acl:relcl", "advcl:relcl", "parataxis", "appos")
LONGEST_NAME = 9
NAMING = ("nmod", "nmod:poss", "compound", "flat", "amod")
PLURAL = ("they", "them", "these", "those")


def top_of(tree: Tree, start: int, end: int) -> int:
    """The first token of [start, end) whose head lies outside."""
    tops = [i for i in range(start, end) if tree.heads[i] == i or not start <= tree.heads[i] < end]
    return next((i for i in tops if tree.upos[i] not in ("PUNCT", "ADP", "CCONJ", "DET", "PART", "SCONJ")), start)


def sentence_ranges(tree: Tree, start: int, end: int) -> list[Range]:
    """The sentences of [start, end), clipped to it."""
    out = []
    for number in range(tree.sentence[start], tree.sentence[end - 1] + 1):
        first, last = tree.sentences[number]
        out.append((max(first, start), min(last, end)))
    return [(a, b) for a, b in out if a < b]


def object_range(tree: Tree, head: int, start: int, end: int) -> Range:
    """The phrase of a noun or clause inside [start, end), without asides after a comma."""
    skip = {
        c
        for c in tree.children[head]
        if tree.deps[c] in ("case", "cc", "conj", "mark", "punct")
        or (c > head and _is_aside(tree, c) and _after_comma(tree, c))
    }
    if not tree.deps[head].startswith(("obj", "nsubj", "obl", "nmod", "conj", "appos", "root", "acl", "iobj")):
        skip = {c for c in skip if tree.deps[c] not in ("conj", "cc", "punct")}
    elif tree.upos[head] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
        skip = {c for c in skip if tree.deps[c] not in ("conj", "punct") or _is_clause(tree, c)}
    return run_around(tree, head, start, end, skip)


def _is_aside(tree: Tree, i: int) -> bool:
    participle = tree.deps[i] == "advcl" and tree.xpos[i] == "VBG" and tree.child(i, "mark") is None
    return tree.deps[i] in ASIDES or participle


def _is_clause(tree: Tree, i: int) -> bool:
    return tree.upos[i] in ("VERB", "AUX") and tree.deps[i] == "conj"


def _after_comma(tree: Tree, i: int) -> bool:
    first = min(tree.subtree(i))
    return tree.words[first] in (",", "—", "–", "(") or (first > 0 and tree.words[first - 1] in (",", "—", "–", "("))


def named_parts(scene: Scene, start: int, end: int) -> list[Range]:
    """A coordinated noun phrase in its parts, where they raise different issues; else whole, without asides."""
    tree = scene.tree
    head = top_of(tree, start, end)
    parts = [head, *(j for j in tree.children_by(head, "conj") if start <= j < end)]
    whole = _cut_asides(tree, head, *trim(tree, start, end))
    if len(parts) == 1 or tree.upos[head] in ("VERB", "AUX"):
        return [whole]
    ranges = []
    for part in parts:
        skip = [c for c in tree.children[part] if tree.deps[c] in ("conj", "cc", "case") or c in parts]
        ranges.append(run_around(tree, part, start, end, skip))
    found = [scene.issues.within(*r)[:1] for r in ranges]
    apart = all(found) and len(set(found)) == len(found)
    return ranges if apart else [whole]


def _cut_asides(tree: Tree, head: int, start: int, end: int) -> Range:
    """Without a relative clause or participle after a comma at the end."""
    for c in tree.children[head]:
        if start < c < end and tree.deps[c] in ("acl:relcl", "advcl:relcl", "advcl") and _after_comma(tree, c):
            first = min(tree.subtree(c))
            loose = tree.deps[c] != "advcl" or (tree.xpos[c] == "VBG" and tree.child(c, "mark") is None)
            if loose and first > head and max(tree.subtree(c)) >= end - 2:
                return trim(tree, start, first)
    return start, end


def after_subject(tree: Tree, verb: int, start: int, end: int) -> Range:
    """The clause of a verb without its subject, auxiliaries of obligation and opening words."""
    subject = tree.child(verb, *SUBJECTS)
    opening = [c for c in tree.children[verb] if tree.deps[c] in ("aux", "mark", "cc") and c < verb]
    if subject is not None and subject < verb:
        opening.append(max(tree.subtree(subject)))
    begin = max([start - 1, *(c for c in opening if c < verb)]) + 1
    while begin < verb and (tree.upos[begin] in ("PUNCT", "CCONJ") or tree.lowers[begin] == "to"):
        begin += 1
    return trim(tree, begin, end)


def complement_of(
    tree: Tree, verb: int, start: int, end: int, prepositions: frozenset[str] = frozenset()
) -> Range | None:
    """What completes a verb: its object, infinitive, clause, or what follows one of the prepositions."""
    for i in tree.children[verb]:
        if i < verb or not start <= i < end:
            continue
        if tree.deps[i] in ("obj", "ccomp", "xcomp"):
            return object_range(tree, i, start, end)
        case = tree.child(i, "case", "mark")
        if tree.deps[i] in ("obl", "nmod", "advcl") and case is not None and tree.lowers[case] in prepositions:
            return object_range(tree, i, start, end)
    return None


def point_back(scene: Scene, stake: Range, draft: Draft) -> Range | None:
    """What a pronoun or "this issue" stands for, where something near and plain does; None else."""
    tree, words = scene.tree, scene.lexicon.content
    tokens = [i for i in range(*stake) if tree.upos[i] not in ("PUNCT", "ADP")]
    if not tokens:
        return None
    head = tokens[-1]
    if len(tokens) == 1 and tree.upos[head] in ("PRON", "DET"):
        if tree.lowers[head] in ("it", "they", "them"):
            return _thing_before(scene, head, draft)
        if tree.lowers[head] in ("this", "that"):
            return _issue_before(scene, draft)
        return None
    pointing = tree.lowers[tokens[0]] in words.pointing and tree.lemmas[head].lower() in words.topics - words.acts
    if len(tokens) == 2 and pointing:
        return _issue_before(scene, draft)
    return None


def _thing_before(scene: Scene, pronoun: int, draft: Draft) -> Range | None:
    """The noun phrase before a pronoun: of the same actor, else the nearest object or subject of its number."""
    tree = scene.tree
    known = [m for m in scene.holders.actors.at(pronoun) if m.state != draft.side.holder]
    first = tree.sentences[max(tree.sentence[pronoun] - 1, 0)][0]
    plural = tree.lowers[pronoun] in PLURAL
    for i in range(_limit(tree, pronoun, draft), first - 1, -1):
        if tree.upos[i] not in ("NOUN", "PROPN"):
            continue
        mentions = scene.holders.actors.at(i)
        if known:
            if any(m.actor == known[0].actor for m in mentions):
                return _phrase(tree, i)
            continue
        fits = ("Number=Plur" in tree.morphs[i] or tree.xpos[i].endswith("S")) == plural
        if fits and not mentions and tree.deps[i] in ("obj", "nsubj", "nsubj:pass"):
            return _phrase(tree, i)
    return None


def _limit(tree: Tree, pronoun: int, draft: Draft) -> int:
    return min(pronoun, draft.wording[0]) - 1 if draft.wording[0] else pronoun - 1


def _issue_before(scene: Scene, draft: Draft) -> Range | None:
    """The phrase with the weightiest issue named before: in the sentence, else in the one before it."""
    tree = scene.tree
    number = tree.sentence[draft.trigger]
    places = [(tree.sentences[number][0], draft.wording[0])]
    if (
        number
        and "\n\n" not in tree.text[tree.ends[tree.sentences[number][0] - 1] : tree.starts[tree.sentences[number][0]]]
    ):
        places.append(tree.sentences[number - 1])
    for start, end in places:
        found = [issue for issue in scene.issues.within(start, end) if issue != "general-relations"]
        hit = next((h for h in scene.issues.hits if start <= h.start < end and found and h.issue == found[0]), None)
        if hit is not None:
            found_range = _phrase(tree, hit.end - 1)
            return None if _is_actor(scene, found_range) else found_range
    return None


def _is_actor(scene: Scene, tokens: Range) -> bool:
    """Whether words name a person, state or body and nothing else; a firm's name may stand for what it makes."""
    tree, named = scene.tree, scene.holders.actors
    sides = (i for i in range(*tokens) if any(m.person or m.state in (None, m.actor) for m in named.at(i)))
    rest = set(range(*tokens)) - set(sides)
    return all(tree.upos[i] in ("DET", "ADP", "PUNCT", "PART") for i in rest)


def _phrase(tree: Tree, i: int) -> Range:
    """The noun phrase around a word, up to a few words."""
    while tree.deps[i] in NAMING and tree.upos[tree.heads[i]] in ("NOUN", "PROPN"):
        above = tree.heads[i]
        start, end = _bare_phrase(tree, above)
        if end - start > LONGEST_NAME:
            break
        i = above
    start, end = _bare_phrase(tree, i)
    return (start, end) if end - start <= LONGEST_NAME + 3 else (i, i + 1)


def _bare_phrase(tree: Tree, i: int) -> Range:
    """The phrase of a noun without clauses and coordinated phrases."""
    loose = (
        "acl",
        "advcl",
        "conj",
        "cc",
        "case",
        "punct",
        "cop",
        "nsubj",
        "parataxis",
        "appos",
        "mark",
        "aux",
        "advmod",
    )
    skip = [c for c in tree.children[i] if tree.deps[c].startswith(loose)]
    return run_around(tree, i, *tree.sentences[tree.sentence[i]], skip)
