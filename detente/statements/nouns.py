"""Attribution by nouns and adjectives: "a warning that ...", "voiced concern about ...", "is confident that ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.statements.attribution import Attribution, Source
from detente.statements.sources import find_subject, phrase_source
from detente.statements.verbs import cue_range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.statements.cues import Cue, CueLexicon
    from detente.statements.passage import Passage, Range

__all__ = ["attribute_adjectives", "attribute_nouns"]

BY = ("by", "from", "among", "of")


def attribute_nouns(passage: Passage, lexicon: CueLexicon) -> Iterator[Attribution]:
    """What the cue nouns of a passage attribute."""
    tree = passage.tree
    for noun, tag in enumerate(tree.upos):
        frames = lexicon.nouns.get(tree.lemmas[noun].lower()) if tag == "NOUN" else None
        if frames is None:
            continue
        governor = _governor(passage, noun)
        for entry in dict.fromkeys(e for entries in frames.values() for e in entries):
            equated = _equated(passage, noun, entry)
            if equated is not None:
                yield equated
                break
            if entry.verbs and (governor is None or tree.lemmas[governor].lower() not in entry.verbs):
                continue
            found = _attribute_noun(passage, noun, governor, entry)
            if found is not None:
                yield found
                break


def _equated(passage: Passage, noun: int, entry: Cue) -> Attribution | None:
    """Find "Kaya's claim is that ...", "the idea was to ...": the clause is what the noun announces."""
    tree, head = passage.tree, passage.tree.heads[noun]
    if tree.deps[noun] not in ("nsubj", "nsubj:outer") or head < noun:
        return None
    be = next((i for i in tree.children_by(head, "cop") if i > noun), None)
    if be is None or be + 1 >= len(tree) or tree.deps[be + 1] != "mark" or tree.heads[be + 1] != head:
        return None
    frame = "to" if tree.lowers[be + 1] == "to" else "clause"
    if frame not in entry.frames or tree.lowers[be + 1] not in ("that", "whether", "to"):
        return None
    owner = tree.child(noun, "nmod:poss")
    source = phrase_source(passage, owner, "possessor") if owner is not None else None
    before = [i for i in tree.children[head] if i <= be]
    pieces = passage.runs(passage.below(head, before))[:1]
    return Attribution("noun:clause", entry, noun, (noun, be + 1), source, pieces)


def _governor(passage: Passage, noun: int) -> int | None:
    """The verb whose object (or passive subject) the noun is."""
    tree = passage.tree
    head = tree.heads[noun]
    if tree.deps[noun] == "conj" and tree.upos[head] == "NOUN":
        noun, head = head, tree.heads[head]
    return head if tree.deps[noun] in ("obj", "nsubj:pass") and tree.upos[head] == "VERB" else None


def _attribute_noun(passage: Passage, noun: int, governor: int | None, entry: Cue) -> Attribution | None:
    if entry.frames == ("quote",):
        return _noun_before_quote(passage, noun, governor, entry)
    content, case = _noun_content(passage, noun, governor, entry)
    if content is None:
        return None
    source, owner = _noun_source(passage, noun, governor, content, bool(entry.verbs))
    if source is None and case is not None and not entry.sourceless:
        return None
    start = noun
    if governor is not None and 0 < noun - governor < 6 and owner is None:
        start = cue_range(passage, governor)[0]
    end = case + 1 if case == noun + 1 else noun + 1
    blocked = {*range(start, end), *(source.tokens if source else ())}
    skip = () if case is None else (case,)
    pieces = passage.runs(passage.below(content, skip), blocked)
    kind = "noun" if governor is None or not entry.verbs else "verb-noun"
    return (
        Attribution(f"{kind}:{'clause' if case is None else 'preposition'}", entry, noun, (start, end), source, pieces)
        if pieces
        else None
    )


def _noun_before_quote(passage: Passage, noun: int, governor: int | None, entry: Cue) -> Attribution | None:
    """Hold "the words of X: ..." ready: quotations nearby may be the content."""
    source, owner = _noun_source(passage, noun, governor, -1, False)
    written = _possessor_before(passage, noun)
    if written is not None:
        source, owner = (
            phrase_source(passage, written, "possessor", tuple(passage.tree.children_by(written, "nmod:desc"))),
            written,
        )
    if source is None or owner is None:
        return None
    return Attribution("noun:quote", entry, noun, (noun, noun + 1), source, [])


def _possessor_before(passage: Passage, noun: int) -> int | None:
    """The noun with "'s" shortly before, whatever it hangs on."""
    tree = passage.tree
    for i in range(noun - 1, max(noun - 4, 0), -1):
        if tree.lowers[i] in ("'s", "’s") and tree.deps[i] == "case":
            return tree.heads[i] if tree.heads[i] < i else None
    return None


def _noun_content(passage: Passage, noun: int, governor: int | None, entry: Cue) -> tuple[int | None, int | None]:
    """The head of what the noun announces, and its preposition if it has one."""
    tree = passage.tree
    for i in tree.children[noun]:
        if i < noun or passage.relation(i) not in ("acl", "ccomp", "advcl") or tree.deps[i] == "acl:relcl":
            continue
        marks = [tree.lowers[m] for m in tree.children_by(i, "mark")]
        if ("clause" in entry.frames and ("that" in marks or "whether" in marks)) or (
            "to" in entry.frames and "to" in marks
        ):
            return i, None
    if "preposition" in entry.frames:
        below = [
            (passage.case_of(i), i)
            for i in tree.children[noun]
            if i > noun and passage.relation(i) in ("nmod", "acl", "obl")
        ]
        for preposition in entry.prepositions:
            for case, i in below:
                if case is not None and tree.lowers[case] == preposition:
                    return i, case
        for i in tree.children_by(governor, "obl", "advcl") if governor is not None and entry.verbs else ():
            case = passage.case_of(i)
            if case == noun + 1 and tree.lowers[case] in entry.prepositions:
                return i, case
    return None, None


def _noun_source(
    passage: Passage, noun: int, governor: int | None, content: int, voiced: bool
) -> tuple[Source | None, int | None]:
    """Who the noun belongs to, and the token of an owner: "X's warning", "a warning from X", else its verb's subject.

    What is `voiced` ("voiced X's hope") is said by the subject.
    """
    tree = passage.tree
    if voiced and governor is not None and (subject := find_subject(passage, governor)[0]) is not None:
        return subject, None
    owner = tree.child(noun, "nmod:poss")
    if owner is not None and not (governor is not None and tree.upos[owner] == "PRON"):
        return phrase_source(passage, owner, "possessor"), owner
    for i in tree.children_by(noun, "amod", "compound"):
        if governor is not None and tree.words[i][:1].isupper() and governor < i < noun:
            return Source(i, (i,), "possessor"), i
    if governor is not None and (subject := find_subject(passage, governor)[0]) is not None:
        return subject, None
    for i in tree.children_by(noun, "nmod", "nmod:desc", "acl"):
        case = passage.case_of(i)
        if i != content and i > noun and case is not None and tree.lowers[case] in BY and tree.upos[i] != "VERB":
            return phrase_source(passage, i, "possessor"), i
    return None, None


def attribute_adjectives(passage: Passage, lexicon: CueLexicon) -> Iterator[Attribution]:
    """What predicative adjectives of feeling and conviction attribute to their subject."""
    tree = passage.tree
    for word, tag in enumerate(tree.upos):
        frames = lexicon.adjectives.get(tree.lowers[word]) if tag in ("ADJ", "VERB") else None
        subject = tree.child(word, "nsubj", "nsubj:pass") if frames else None
        if frames is None or subject is None or tree.child(word, "obj") is not None:
            continue
        entry = next(iter(frames.values()))[0]
        found = _adjective_content(passage, word, entry)
        if found is None:
            continue
        pieces, case = found
        start, end = cue_range(passage, word)
        source = find_subject(passage, word)[0] or phrase_source(passage, subject, "subject")
        cue = (start, case + 1 if case == end else end)
        name = "clause" if case is None else "preposition"
        runs = passage.runs((i for a, b in pieces for i in range(a, b)), {*range(*cue), *source.tokens})
        yield Attribution(f"adjective:{name}", entry, word, cue, source, runs)


def _adjective_content(passage: Passage, word: int, entry: Cue) -> tuple[list[Range], int | None] | None:
    tree = passage.tree
    for i in tree.children[word]:
        if i > word and tree.deps[i] in ("ccomp", "advcl", "xcomp"):
            marks = [tree.lowers[m] for m in tree.children_by(i, "mark")]
            if ((tree.deps[i] == "ccomp" or "that" in marks) and "clause" in entry.frames) or (
                "to" in marks and "to" in entry.frames
            ):
                return passage.runs(passage.below(i)), None
    for i in tree.children_by(word, "obl", "advcl"):
        case = passage.case_of(i)
        if i > word and case is not None and tree.lowers[case] in entry.prepositions and "preposition" in entry.frames:
            return passage.runs(passage.below(i, (case,))), case
    return None
