"""From clauses to whole contents: pieces widened to their quotations, quotations given to their cues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.statements.passage import LEADING
from detente.statements.sources import is_relay_source

if TYPE_CHECKING:
    from detente.statements.attribution import Attribution, Source
    from detente.statements.passage import Passage, Range
    from detente.statements.quotes import Quote

__all__ = ["complete_contents"]

DIRECT_FRAMES = ("parenthetical", "clause", "quote", "according", "view", "name")
NEXT_SENTENCE = 60
LATER_CUE = 120
OTHER_FRAME = 30
TOO_FAR = 400
JOINED_WORDS = 2
MIN_ANNOUNCED = 4
MIN_BEFORE = 4
STOPS = (".", "?", "!")


def complete_contents(passage: Passage, found: list[Attribution]) -> list[Attribution]:
    """Widen, adopt and merge; an attribution that ends without content goes.

    The cue of a quotation is the nearest one of its paragraph; a quotation that nobody introduces and that begins a
    paragraph goes on with the direct speech that ended the one before.
    """
    for a in found:
        if not a.pieces:
            a.pieces = _after_colon(passage, a)
        elif _is_spoken_of(a):
            a.pieces = _announced(passage, a) or a.pieces
        a.pieces = _widen(passage, a)
    _adopt(passage, found)
    for a in found:
        if not a.pieces:
            a.pieces = _words_before(passage, a)
        a.pieces = _merge(passage, a)
    return [a for a in found if a.pieces]


def _after_colon(passage: Passage, a: Attribution) -> list[Range]:
    """What follows a colon in the sentence of a cue that has nothing yet: "... the following: ..."."""
    tree = passage.tree
    end = tree.sentences[tree.sentence[a.anchor]][1]
    colon = next(
        (i for i in range(a.cue[1], end) if tree.words[i][-1] == ":" and passage.inside[i] == passage.inside[a.anchor]),
        None,
    )
    if colon is not None and not any(passage.is_word(i) for i in range(colon + 1, end)):
        return _next_paragraph(passage, a, end)
    if colon is None or passage.count_words(range(colon + 1, end)) < 3:
        return []
    return [(colon + 1, end)]


def _announced(passage: Passage, a: Attribution) -> list[Range]:
    """The next paragraph, where a colon ends the sentence and the paragraph of the cue."""
    tree = passage.tree
    end = tree.sentences[tree.sentence[a.anchor]][1]
    return _next_paragraph(passage, a, end) if tree.words[end - 1] == ":" else []


def _words_before(passage: Passage, a: Attribution) -> list[Range]:
    """The words before ", said an aide" where the parse joins the two in another way."""
    tree, source = passage.tree, a.source
    first, last = tree.sentences[tree.sentence[a.anchor]]
    comma = a.cue[0] - 1
    if a.rule != "verb:quote" or source is None or min(source.tokens) != a.cue[1] or comma - first < MIN_BEFORE:
        return []
    quoted = any(passage.inside[i] >= 0 for i in range(first, last))
    return [(first, comma)] if tree.words[comma] == "," and not quoted else []


def _next_paragraph(passage: Passage, a: Attribution, end: int) -> list[Range]:
    """The paragraph after one that a cue of saying and a colon end, where it has no quotation marks of its own."""
    number = passage.paragraph[a.anchor]
    if a.quoting is None or passage.paragraphs[number][1] != end or number + 1 >= len(passage.paragraphs):
        return []
    start, last = passage.paragraphs[number + 1]
    plain = passage.inside[start] < 0 and passage.is_word(start)
    return [(start, last)] if plain and passage.count_words(range(start, last)) > MIN_ANNOUNCED else []


def _widen(passage: Passage, a: Attribution) -> list[Range]:
    own = a.own_tokens()
    cue_quote = passage.inside[a.cue[0]]
    out = []
    for piece in a.pieces:
        trimmed = passage.trim(*piece)
        if trimmed is None:
            continue
        start, end = passage.after_dateline(*trimmed), trimmed[1]
        if cue_quote >= 0 and not passage.quotes[cue_quote].scare:
            start, end = max(start, passage.quotes[cue_quote].start), min(end, passage.quotes[cue_quote].end)
            if start >= end:
                continue
        start, end = _within_sentence(passage, a, start, end)
        for edge in (start, end - 1):
            quote = passage.quote_at(edge)
            if quote is None or passage.inside[edge] == cue_quote:
                continue
            if quote.start < start and own.isdisjoint(range(quote.start, start)):
                start = quote.start
            if quote.end > end and own.isdisjoint(range(end, quote.end)):
                end = quote.end
        out.append((start, end))
    return out


def _within_sentence(passage: Passage, a: Attribution, start: int, end: int) -> Range:
    """The part nearest the cue where a full stop outside quotations cuts the piece: sentences were run together."""
    tree = passage.tree
    if passage.paragraph[start] != passage.paragraph[a.anchor]:
        return start, end
    for i in range(start, end - 1):
        if tree.words[i] in STOPS and passage.inside[i] < 0 and _begins(tree.words[i + 1]):
            if start >= a.cue[1]:
                return start, i
            if i < a.cue[0]:
                start = i + 1
    return start, end


def _begins(word: str) -> bool:
    """Whether a word can begin a sentence: a capital or an opening mark."""
    return word[:1].isupper() or word in LEADING


def _adopt(passage: Passage, found: list[Attribution]) -> None:
    direct = [a for a in found if (a.frame in DIRECT_FRAMES or a.quoting) and (a.source is not None or a.pieces)]
    last: Attribution | None = None
    for quote in passage.quotes:
        if not quote.outer:
            continue
        holder = _holder(passage, quote, found)
        owner = holder or _introducer(passage, quote, direct) or _carried_on(passage, quote, last)
        if owner is not None and owner is not holder:
            if owner.quoting is not None and owner.entry.scope == "act":
                owner.entry, owner.pieces = owner.quoting, []
            owner.pieces.append((quote.start, quote.end))
            owner.relays += _relays_beside(passage, owner, found)
        last = owner or last


def _relays_beside(passage: Passage, owner: Attribution, found: list[Attribution]) -> list[Source]:
    """Media in the sentence of a noun cue: "this is what the agency wrote, recounting the minister's words: ..."."""
    if not owner.rule.startswith("noun"):
        return []
    sentence = passage.tree.sentence
    beside = [a.source for a in found if a.quoting and a.source and sentence[a.anchor] == sentence[owner.anchor]]
    return [source for source in beside if is_relay_source(passage, source)][:1]


def _holder(passage: Passage, quote: Quote, found: list[Attribution]) -> Attribution | None:
    """Whose content already covers enough of the quotation from outside it."""
    least = passage.settings.orphan_share * (quote.end - quote.start)
    outside = (a for a in found if not quote.start <= a.anchor < quote.end)
    return next((a for a in outside if _overlap(a, quote) > least), None)


def _overlap(a: Attribution, quote: Quote) -> int:
    return sum(max(0, min(end, quote.end) - max(start, quote.start)) for start, end in a.pieces)


def _introducer(passage: Passage, quote: Quote, direct: list[Attribution]) -> Attribution | None:
    """The nearest cue of the paragraph that can introduce the quotation."""
    best: tuple[int, Attribution] | None = None
    for a in direct:
        distance = _distance(passage, quote, a)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, a)
    return best[1] if best else None


def _distance(passage: Passage, quote: Quote, a: Attribution) -> int | None:
    tree = passage.tree
    cue = a.anchor
    if quote.start <= cue < quote.end or passage.inside[cue] >= 0:
        return None
    if passage.paragraph[cue] != passage.paragraph[quote.start] and not _announces(passage, quote, a):
        return None
    near = min(abs(cue - quote.start), abs(cue - quote.end))
    sentences = (
        tree.sentence[quote.start] - tree.sentence[cue]
        if cue < quote.start
        else tree.sentence[cue] - tree.sentence[quote.end - 1]
    )
    if quote.scare:
        touches = quote.start - a.cue[1] in (0, 1) or a.cue[0] - quote.end in (0, 1)
        return near if touches and not a.pieces else None
    if a.rule.startswith("noun") and (cue > quote.start or sentences > 1 or a.pieces):
        return None
    near += 0 if a.frame in DIRECT_FRAMES else OTHER_FRAME
    if a.source is not None and a.frame == "according" and is_relay_source(passage, a.source):
        near += LATER_CUE
    near += NEXT_SENTENCE * sentences if cue < quote.start else LATER_CUE * sentences
    return near if near < TOO_FAR else None


def _announces(passage: Passage, quote: Quote, a: Attribution) -> bool:
    """Whether a cue without content at the end of the paragraph before announces the quotation that begins this one."""
    tree, number = passage.tree, passage.paragraph[quote.start]
    start = passage.paragraphs[number][0]
    if (a.pieces and not _is_spoken_of(a)) or quote.start != start or passage.paragraph[a.anchor] != number - 1:
        return False
    colon = tree.words[start - 1][-1] == ":" and tree.sentence[a.anchor] == tree.sentence[start - 1]
    return colon or (not quote.scare and not any(passage.is_word(i) for i in range(a.cue[1], start)))


def _is_spoken_of(a: Attribution) -> bool:
    """Whether the content is no more than the topic of words that may follow ("said about the raid: ...")."""
    return a.quoting is not None and a.entry.scope == "act"


def _carried_on(passage: Passage, quote: Quote, last: Attribution | None) -> Attribution | None:
    """The speaker of the paragraph before, where the quotation begins this one and has no cue."""
    number = passage.paragraph[quote.start]
    if last is None or quote.scare:
        return None
    begins = quote.start == passage.paragraphs[number][0]
    before = max((passage.paragraph[end - 1] for _, end in last.pieces), default=-9)
    if not begins or number - max(before, passage.paragraph[last.anchor]) > 1:
        return None
    start, end = max(last.pieces, default=(0, 0))
    return last if (start < end and passage.inside[start] >= 0) or not last.pieces else None


def _merge(passage: Passage, a: Attribution) -> list[Range]:
    """Pieces in order, joined where they touch or next to nothing stands between."""
    own = a.own_tokens()
    out: list[Range] = []
    for start, end in sorted(a.pieces):
        if out and _joins(passage, out[-1][1], start, own):
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return [part for start, end in out for part in _by_paragraph(passage, start, end)]


def _by_paragraph(passage: Passage, start: int, end: int) -> list[Range]:
    """A quotation over several paragraphs, paragraph by paragraph."""
    numbers = range(passage.paragraph[start], passage.paragraph[end - 1] + 1)
    bounds = [passage.paragraphs[number] for number in numbers]
    return [(max(start, first), min(end, last)) for first, last in bounds]


def _joins(passage: Passage, end: int, start: int, own: set[int]) -> bool:
    """Whether two pieces are one: no words between, or no more than a stray one or two of the same sentence."""
    tree = passage.tree
    if passage.paragraph[end - 1] != passage.paragraph[start]:
        return False
    if (
        start >= end
        and tree.sentence[end - 1] != tree.sentence[start]
        and passage.inside[end - 1] != passage.inside[start]
    ):
        return False
    if start <= end:
        return True
    allowed = JOINED_WORDS if tree.sentence[end - 1] == tree.sentence[start] else 0
    return own.isdisjoint(range(end, start)) and passage.count_words(range(end, start)) <= allowed
