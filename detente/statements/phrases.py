"""Attribution without a verb of saying: "according to X", "in X's view", "X: ...", "in the words of X: ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.statements.attribution import Attribution, Source
from detente.statements.cues import Cue
from detente.statements.passage import DASHES
from detente.statements.sources import can_speak, phrase_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.statements.cues import CueLexicon
    from detente.statements.passage import Passage, Range

__all__ = ["attribute_names", "attribute_phrases", "attribute_quoted", "attribute_views"]

PLAIN = Cue(act="assert", frames=("quote",))
NOMINAL_PARTS = (
    "det",
    "amod",
    "compound",
    "nummod",
    "nmod:poss",
    "nmod:desc",
    "flat",
    "case",
    "advmod",
    "punct",
    "fixed",
    "nmod:unmarked",
    "cc",
)
NAME_REACH = 40
NAME_WORDS = 8
STANCE = Cue(act="assert", frames=("quote",), scope="stance")


def attribute_phrases(passage: Passage, lexicon: CueLexicon) -> Iterator[Attribution]:
    """Attribute by "according to X": the clause the phrase hangs on, else the rest of the sentence."""
    lowers = passage.tree.lowers
    phrases = [tuple(phrase.split()) for phrase in lexicon.according.phrases]
    firsts = {phrase[0] for phrase in phrases}
    for i, word in enumerate(lowers):
        if word not in firsts:
            continue
        phrase = next((p for p in phrases if tuple(lowers[i : i + len(p)]) == p), None)
        if phrase is not None and i + len(phrase) < len(lowers):
            found = _according(passage, i, i + len(phrase))
            if found is not None:
                yield found


def _according(passage: Passage, start: int, end: int) -> Attribution | None:
    tree = passage.tree
    first, last = tree.sentences[tree.sentence[start]]
    top = end
    while tree.deps[top] in NOMINAL_PARTS and first <= tree.heads[top] < last and tree.heads[top] != top:
        top = tree.heads[top]
    if not can_speak(passage, top):
        return None
    governor = tree.heads[top]
    while start <= governor < end and tree.heads[governor] != governor:
        governor = tree.heads[governor]
    while (
        tree.upos[governor] in ("NOUN", "PROPN")
        and passage.relation(governor) in ("obl", "nmod", "obj", "conj", "appos")
        and tree.heads[governor] != governor
    ):
        governor = tree.heads[governor]
    own = {*range(start, end), *passage.below(top, (governor,))}
    source = Source(top, tuple(t for t in passage.phrase(top, (governor,)) if t >= end) or (top,), "phrase")
    colon = next((i for i in range(end, min(end + NAME_REACH, len(tree) - 1)) if tree.words[i][-1] in ":."), 0)
    if colon and tree.words[colon][-1] == ":" and passage.inside[colon + 1] >= 0 > passage.inside[colon]:
        pieces = []
    elif (
        start - first > 3
        and tree.words[start - 1] == ","
        and not any(map(passage.is_word, range(_end_of(source), last)))
    ):
        pieces = [(first, start - 1)]
    elif start <= governor < end or governor == top or tree.deps[top] == "root":
        pieces = [(first, start)] if start - first > 3 else [(source.tokens[-1] + 1, last)]
    else:
        pieces = passage.runs(tree.subtree(governor), own)
        stop = next((i for i in range(end, last) if tree.words[i] == ";"), last)
        pieces = [p for p in pieces if p[0] < stop]
    return Attribution("phrase:according", PLAIN, start, (start, end), source, pieces)


def _end_of(source: Source) -> int:
    """The token after the source's phrase."""
    return source.tokens[-1] + 1


def attribute_views(passage: Passage, lexicon: CueLexicon) -> Iterator[Attribution]:
    """Attribute by "in X's view": the clause it hangs on."""
    tree = passage.tree
    for i, lemma in enumerate(tree.lemmas):
        if lemma not in lexicon.according.possessed or tree.deps[i] not in ("obl", "nmod"):
            continue
        owner, case = tree.child(i, "nmod:poss"), passage.case_of(i)
        if owner is None or case is None or tree.lowers[case] not in ("in", "to", "by"):
            continue
        source = phrase_source(passage, owner, "possessor")
        pieces = passage.runs(tree.subtree(tree.heads[i]), tree.subtree(i))
        yield Attribution("phrase:view", STANCE, i, (i, i + 1), source, pieces)


def attribute_quoted(passage: Passage, lexicon: CueLexicon) -> Iterator[Attribution]:
    """Attribute by "..., the agency quoted X as saying" at the end of a sentence: what stands before it."""
    tree = passage.tree
    for saying, word in enumerate(tree.lowers):
        first, last = tree.sentences[tree.sentence[saying]]
        at_end = saying + 1 >= last or not passage.is_word(saying + 1)
        if word != "saying" or saying - first < 4 or tree.lowers[saying - 1] != "as" or not at_end:
            continue
        reach = range(saying - 2, max(first, saying - NAME_REACH), -1)
        verb = next((i for i in reach if tree.lemmas[i] in passage.source_words.relay_verbs), None)
        comma = next((i for i in range(verb or first, first, -1) if tree.words[i] == ","), None)
        if verb is None or comma is None or verb + 1 >= saying - 1:
            continue
        named = tree.child(verb, "obj", "iobj")
        head = named if named is not None and verb < named < saying else saying - 2
        source = Source(head, tuple(range(verb + 1, saying - 1)), "phrase")
        relay = verb - 1 if tree.upos[verb - 1] in ("PROPN", "NOUN") else None
        yield Attribution(
            "phrase:quoted",
            PLAIN,
            saying,
            (saying - 1, saying + 1),
            source,
            [(first, comma)],
            relays=[] if relay is None else [Source(relay, tuple(range(comma + 1, verb)), "phrase")],
        )


def attribute_names(passage: Passage, lexicon: CueLexicon) -> Iterator[Attribution]:
    """Attribute by "X: what X says", in headlines "what X says: X", and by a name that signs a quotation."""
    tree = passage.tree
    for start, end in passage.paragraphs:
        stop = min(end, start + passage.settings.name_words + 1)
        colon = next((i for i in range(start + 1, stop) if tree.words[i] == ":"), None)
        if colon is not None and _is_name(passage, start, colon) and end - colon > 3:
            yield _named(passage, (start, colon), colon, (colon + 1, end))
            continue
        yield from _names_within(passage, start, end)
        colon = next((i for i in range(end - 2, max(start, end - 6), -1) if tree.words[i] == ":"), None)
        one_sentence = tree.sentence[start] == tree.sentence[end - 1] or (
            colon is not None and tree.sentence[start] == tree.sentence[colon - 1]
        )
        if colon is not None and one_sentence and colon - start > 3 and _is_name(passage, colon + 1, end):
            yield _named(passage, (colon + 1, end), colon, (start, colon))
        elif (dash := _signature(passage, start, end)) is not None:
            quote = passage.quotes[passage.inside[dash - 1]]
            yield _named(passage, (dash + 1, end), dash, (quote.start, quote.end))


def _names_within(passage: Passage, start: int, end: int) -> Iterator[Attribution]:
    """Names after a dash, before a colon and a quotation: "Grain prices - Ana Silva: "We wait."""
    tree = passage.tree
    for colon in range(start + 2, end - 3):
        if tree.words[colon] != ":" or passage.inside[colon] >= 0 or passage.inside[colon + 1] < 0:
            continue
        first = next(
            (i + 1 for i in range(colon - 1, max(start, colon - NAME_WORDS) - 1, -1) if tree.words[i] in DASHES), colon
        )
        first += tree.words[first][:1] in DASHES and len(tree.words[first]) == 1
        quote = passage.quotes[passage.inside[colon + 1]]
        if first < colon and quote.start == colon + 1 and not quote.scare and _is_name(passage, first, colon):
            yield _named(passage, (first, colon), colon, (quote.start, quote.end))


def _signature(passage: Passage, start: int, end: int) -> int | None:
    """The dash between a quotation that fills the paragraph and the name under it."""
    tree = passage.tree
    while end - 1 > start and not passage.is_word(end - 1):
        end -= 1
    dash = next((i for i in range(end - 1, max(start - 1, end - NAME_WORDS), -1) if tree.words[i] in DASHES), None)
    if dash is None or dash + 1 >= end or not _is_name(passage, dash + 1, end):
        return None
    quote = passage.quote_at(dash - 1)
    if dash == start and dash > 0:
        start = passage.paragraphs[passage.paragraph[dash - 1]][0]
    fills = quote is not None and quote.start == start and quote.end == dash and not quote.scare
    return dash if fills else None


def _named(passage: Passage, name: Range, colon: int, content: Range) -> Attribution:
    tree = passage.tree
    head = next((i for i in range(*name) if not name[0] <= tree.heads[i] < name[1] or tree.heads[i] == i), name[0])
    return Attribution(
        "phrase:name", PLAIN, colon, (colon, colon + 1), Source(head, tuple(range(*name)), "phrase"), [content]
    )


def _is_name(passage: Passage, start: int, end: int) -> bool:
    """Whether the tokens are capitalised words that can name a speaker."""
    tree = passage.tree
    if any(tree.lowers[i] in passage.source_words.labels for i in (start, end - 1)) or any(
        tree.upos[i] in ("VERB", "AUX", "NUM") for i in range(start, end)
    ):
        return False
    named = all(
        tree.words[i][:1].isupper() or not passage.is_word(i) or tree.upos[i] in ("ADP", "PART", "DET")
        for i in range(start, end)
    )
    return named and any(tree.upos[i] == "PROPN" for i in range(start, end)) and tree.words[start][:1].isupper()
