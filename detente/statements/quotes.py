"""Quotations: which tokens stand between quotation marks, also where marks do not close or never opened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from detente.language.tree import Tree
    from detente.statements.settings import QuoteSettings

__all__ = ["Quote", "find_quotes"]

Direction = Literal["open", "close", "either"]
FAMILIES = {
    mark: family
    for family, marks in {"double": ("“", "”", "„", "‟", '"', "``", "''", "«", "»"), "single": "‘’'‚‹›"}.items()
    for mark in marks
}
OPENING = frozenset("“„‟«‘‚‹") | {"``"}
CLOSING = frozenset("”»’›") | {"''"}


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: tokens [start, end), marks included.

    Attributes:
        closed: Whether the closing mark is there (it is the last token then).
        outer: Whether it stands in no other quotation.
        scare: Whether it is too short and verbless to be speech by itself.
    """

    start: int
    end: int
    closed: bool
    outer: bool = True
    scare: bool = False

    @property
    def inner(self) -> tuple[int, int]:
        """Tokens between the marks."""
        return self.start + 1, self.end - 1 if self.closed else self.end


@dataclass(slots=True)
class _Paragraph:
    """What the marks of one paragraph [start, end) give: whole quotations, marks left open, marks that never opened."""

    start: int
    end: int
    quotes: list[Quote]
    unclosed: list[int]
    stray: list[int]


def find_quotes(tree: Tree, paragraphs: list[tuple[int, int]], settings: QuoteSettings) -> list[Quote]:
    """All quotations, in order of their start.

    A mark that does not close reaches over following paragraphs to a close without opening, or over paragraphs that
    open again; else it is bounded by the next quotation or the end of its paragraph.
    """
    marks = [i for i, word in enumerate(tree.words) if word in FAMILIES]
    if not marks:
        return []
    parsed = [_pair(tree, start, end, [m for m in marks if start <= m < end]) for start, end in paragraphs]
    quotes = [quote for paragraph in parsed for quote in paragraph.quotes]
    for number, paragraph in enumerate(parsed):
        for mark in paragraph.unclosed:
            quotes.append(_across(tree, parsed, number, mark, settings) or _bounded(tree, paragraph, mark, settings))
    return _levels(tree, [q for q in quotes if q.end - q.start > 1], settings)


def _pair(tree: Tree, start: int, end: int, marks: list[int]) -> _Paragraph:
    out = _Paragraph(start, end, [], [], [])
    stack: list[int] = []
    for i in marks:
        family = FAMILIES[tree.words[i]]
        partner = next((m for m in reversed(stack) if FAMILIES[tree.words[m]] == family), None)
        direction = _direction(tree, i, start, end)
        if family == "single" and not _single_is_mark(tree, i, partner, direction, end):
            continue
        if direction == "open" or (direction == "either" and partner is None):
            stack.append(i)
        elif partner is None:
            out.stray.append(i)
        else:
            out.quotes.append(Quote(partner, i + 1, True))
            del stack[stack.index(partner) :]
    out.unclosed = [m for m in stack if FAMILIES[tree.words[m]] == "double"]
    return out


def _direction(tree: Tree, i: int, start: int, end: int) -> Direction:
    """Open or close, by the shape of the mark, unless the spacing around it says the contrary."""
    gap_before = i == start or tree.starts[i] > tree.ends[i - 1]
    gap_after = i == end - 1 or tree.starts[i + 1] > tree.ends[i]
    if gap_before and not gap_after:
        return "open" if tree.words[i] != "''" or i == start or tree.starts[i] > tree.ends[i - 1] else "close"
    if gap_after and not gap_before:
        return "close"
    if tree.words[i] in OPENING:
        return "open"
    if tree.words[i] in CLOSING:
        return "close"
    before = tree.words[i - 1][-1:] if i > start else ""
    return "close" if before in tuple(".,!?") and not gap_before else "either"


def _single_is_mark(tree: Tree, i: int, partner: int | None, direction: Direction, end: int) -> bool:
    """Whether a single mark is a quotation mark, not an apostrophe ("the nations' leaders")."""
    if direction == "open":
        return tree.words[i] != "’" and any(tree.words[j] in ("’", "'") for j in range(i + 2, min(end, i + 80)))
    if partner is None:
        return False
    plural = tree.lowers[i - 1].endswith("s") and i + 1 < end and tree.words[i + 1][:1].islower()
    return not (plural and any(tree.words[j] == tree.words[i] for j in range(i + 1, end)))


def _across(tree: Tree, parsed: list[_Paragraph], number: int, mark: int, settings: QuoteSettings) -> Quote | None:
    """The quotation from an unclosed mark over the following paragraphs, if they carry it on."""
    later = parsed[number + 1 : number + 1 + settings.open_paragraphs]
    if any(not _short(tree, q, settings) for q in parsed[number].quotes if q.start > mark):
        return None
    end: int | None = None
    for paragraph in later:
        reopened = paragraph.start < paragraph.end and FAMILIES.get(tree.words[paragraph.start]) == "double"
        first = next((q for q in paragraph.quotes if q.start == paragraph.start), None)
        if reopened and first is not None:
            paragraph.quotes.remove(first) if first in paragraph.quotes else None
            return Quote(mark, first.end, True)
        if reopened and paragraph.start in paragraph.unclosed:
            end = paragraph.end
            continue
        if end is not None:
            break
        if paragraph.stray:
            return Quote(mark, paragraph.stray.pop(0) + 1, True)
        if paragraph.unclosed or any(not _short(tree, q, settings) for q in paragraph.quotes):
            return None
    return Quote(mark, end, False) if end is not None else None


def _bounded(tree: Tree, paragraph: _Paragraph, mark: int, settings: QuoteSettings) -> Quote:
    """The quotation from a mark that does not close, ended by the next quotation or the end of the paragraph."""
    following = sorted((q for q in paragraph.quotes if q.start > mark), key=lambda q: q.start)
    following += [Quote(m, paragraph.end, False) for m in paragraph.unclosed if m > mark]
    if not following:
        return Quote(mark, paragraph.end, False)
    first = min(following, key=lambda q: q.start)
    sentence_end = tree.sentences[tree.sentence[first.end - 1]][1]
    if first.closed and first.end >= sentence_end - 1 and _short(tree, first, settings):
        return Quote(mark, sentence_end, tree.words[sentence_end - 1] in FAMILIES)
    begin = tree.sentences[tree.sentence[first.start]][0]
    return Quote(mark, begin if begin > mark + 3 else first.start, False)


def _short(tree: Tree, quote: Quote, settings: QuoteSettings) -> bool:
    return sum(tree.words[i][0].isalnum() for i in range(quote.start, quote.end)) <= settings.scare_words


def _levels(tree: Tree, quotes: list[Quote], settings: QuoteSettings) -> list[Quote]:
    out: list[Quote] = []
    reach = -1
    for quote in sorted(quotes, key=lambda q: (q.start, -q.end)):
        outer = quote.start >= reach
        if outer:
            reach = quote.end
        out.append(replace(quote, outer=outer, scare=_short(tree, quote, settings) and not _has_clause(tree, quote)))
    return out


def _has_clause(tree: Tree, quote: Quote) -> bool:
    """Whether a finite verb with its subject, or an imperative sentence, stands inside."""
    start, end = quote.inner
    for i in range(start, end):
        if tree.upos[i] in ("VERB", "AUX") and any(
            start <= c < end and tree.deps[c].startswith("nsubj") for c in tree.children[i]
        ):
            return True
        if tree.deps[i].startswith("nsubj") and start <= tree.heads[i] < end:
            return True
    return False
