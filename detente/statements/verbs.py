"""Attribution by verbs: the frames in which a cue verb and its dependents say who said what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.statements.attribution import Attribution, Source
from detente.statements.clause import Clause
from detente.statements.complements import COMPLEMENTS
from detente.statements.sources import find_subject, is_passive, phrase_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.statements.cues import Cue, CueLexicon, Frame
    from detente.statements.passage import Passage, Range

__all__ = ["attribute_verbs", "cue_range", "frames_of"]


def attribute_verbs(passage: Passage, lexicon: CueLexicon) -> Iterator[Attribution]:
    """What the verbs of a passage attribute; the first frame that fits wins.

    A verb of saying with nothing of its own is kept without pieces: quotations near it may be its content.
    """
    tree = passage.tree
    for verb, tag in enumerate(tree.upos):
        if tag != "VERB" or passage.relation(verb) in ("aux", "cop", "amod", "compound", "case", "mark", "cc", "fixed"):
            continue
        frames, second = frames_of(passage, lexicon, verb)
        if frames is None:
            continue
        found = _stranded(passage, verb, frames) or _attribute(passage, _clause(passage, verb, second), frames)
        if found is not None:
            yield found


def frames_of(
    passage: Passage, lexicon: CueLexicon, verb: int
) -> tuple[dict[Frame, tuple[Cue, ...]] | None, int | None]:
    """The frames of the verb, and its second word if that is listed; a verb with an unlisted particle has none."""
    tree = passage.tree
    lemma = tree.lemmas[verb].lower()
    seconds = lexicon.seconds.get(lemma)
    if seconds is not None:
        for i in tree.children[verb]:
            if (
                tree.lowers[i] in seconds
                and abs(i - verb) < 6
                and tree.deps[i] in ("compound:prt", "xcomp", "advmod", "obj", "ccomp")
            ):
                return lexicon.verbs[f"{lemma} {tree.lowers[i]}"], i
    if tree.child(verb, "compound:prt") is not None:
        return None, None
    frames = lexicon.verbs.get(lemma)
    if frames is None and any(tree.deps[c] == "ccomp" and _marked_that(passage, c) for c in tree.children[verb]):
        return {"clause": (lexicon.unlisted,)}, None
    return frames, None


def _marked_that(passage: Passage, clause: int) -> bool:
    mark = passage.tree.child(clause, "mark")
    return mark is not None and passage.tree.lowers[mark] in ("that", "whether")


def _clause(passage: Passage, verb: int, second: int | None) -> Clause:
    source, how = find_subject(passage, verb)
    inverted = _inverted_subject(passage, verb) if source is None or how not in ("subject", "agent") else None
    if inverted is not None:
        source, how = inverted, "subject"
    cue = cue_range(passage, verb, second)
    blocked = {*range(*cue), *(source.tokens if source else ())}
    if second is not None:
        blocked.add(second)
    return Clause(passage, verb, second, cue, source, how, is_passive(passage, verb), blocked)


def _stranded(passage: Passage, verb: int, frames: dict[Frame, tuple[Cue, ...]]) -> Attribution | None:
    """Find "..., an aide said, ..." where the parse joins the cue to the words said and gives them its subject."""
    tree = passage.tree
    head = tree.heads[verb]
    if (
        "quote" not in frames
        or tree.deps[verb] not in ("conj", "parataxis")
        or head > verb
        or tree.child(verb, "nsubj") is not None
    ):
        return None
    subjects = [i for i in tree.children_by(head, "nsubj", "nsubj:pass") if head < i < verb]
    if (
        not subjects
        or tree.child(head, "nsubj", "nsubj:pass") in subjects
        or tree.subtree(subjects[-1])[-1] + 1 != verb
    ):
        return None
    source = phrase_source(passage, subjects[-1], "subject")
    own = {*source.tokens, *tree.subtree(verb)}
    pieces = passage.runs(tree.subtree(head), own)
    return Attribution(
        "verb:parenthetical", frames["quote"][0], verb, (verb, verb + 1), source, pieces, quoting=frames["quote"][0]
    )


def _inverted_subject(passage: Passage, verb: int) -> Source | None:
    """The noun after a verb that follows a closing quotation mark ("...," said Mori), whatever the parse says."""
    tree = passage.tree
    noun = verb + 1
    if (
        verb == 0
        or noun >= len(tree)
        or passage.inside[verb - 1] < 0
        or passage.inside[verb] >= 0
        or passage.inside[noun] >= 0
    ):
        return None
    end = tree.sentences[tree.sentence[verb]][1]
    while (
        tree.deps[noun] in ("det", "amod", "compound", "nmod:poss", "nmod:desc", "flat")
        and verb < tree.heads[noun] < end
    ):
        noun = tree.heads[noun]
    if tree.upos[noun] not in ("PROPN", "NOUN", "PRON") or passage.inside[noun] >= 0:
        return None
    below = [c for c in tree.children[noun] if c <= verb or tree.deps[c] in ("nsubj", "cop", "punct", "aux")]
    return Source(noun, tuple(t for t in passage.phrase(noun, below) if t > verb) or (noun,), "subject")


def cue_range(passage: Passage, verb: int, second: int | None = None) -> Range:
    """The cue: the word with adjacent auxiliaries, negation, short adverbs and particle."""
    tree = passage.tree
    own = {verb, second} if second is not None else {verb}
    for i in tree.children[verb]:
        relation = passage.relation(i)
        if (
            relation in ("aux", "cop")
            or tree.deps[i] == "compound:prt"
            or (relation == "advmod" and abs(i - verb) <= 3 and tree.xpos[i] != "WRB" and not tree.children[i])
        ):
            own.add(i)
    start, end = verb, verb + 1
    while start - 1 in own:
        start -= 1
    while end in own:
        end += 1
    return start, end


def _attribute(passage: Passage, clause: Clause, frames: dict[Frame, tuple[Cue, ...]]) -> Attribution | None:
    for complement in COMPLEMENTS:
        for frame in complement.frames:
            for entry in frames.get(frame, ()):
                found = complement.find(clause, entry) if _fits_source(passage, entry, clause.source) else None
                if found is not None:
                    source = None if complement.name == "raising" else clause.source
                    return Attribution(
                        rule=f"verb:{complement.name}",
                        entry=entry,
                        anchor=clause.verb,
                        cue=found.cue or clause.cue,
                        source=source,
                        pieces=found.pieces,
                        addressee=found.addressee,
                        quoting=next(iter(frames.get("quote", ())), None),
                    )
    return None


def _fits_source(passage: Passage, entry: Cue, source: Source | None) -> bool:
    if source is None:
        return entry.subjects is None
    lemma = passage.tree.lemmas[source.head].lower()
    if entry.subjects == "document" and lemma not in passage.source_words.documents:
        return False
    return lemma not in entry.not_subjects
