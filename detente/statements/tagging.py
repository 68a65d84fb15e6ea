"""Rules and tagger together: attributions of the rules graded, those they lack added."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from detente.lexicon import Row, load_lexicon
from detente.statements.attribution import Attribution, Source
from detente.statements.cues import Cue, Scope

if TYPE_CHECKING:
    from detente.model import Act
    from detente.statements.passage import Passage, Range
    from detente.statements.tagger import Links, Tagger, Tags

__all__ = ["TagWeights", "load_tag_weights", "weigh_tags"]

SCOPES: dict[str, Scope] = {"hold": "stance", "do": "act"}


class TagWeights(Row, frozen=True):
    """`tagging.yml`.

    Attributes:
        graded: Whether all that the rules found is graded, not only what stands in sentences read for other cues.
        gate: Least log-odds of a cue, by the reader's states alone, for a sentence to be read.
        drop: What the rules found goes if its cue is less likely one than that, unless quoted.
        fill: Least probability of a cue that the rules lack, by what its label makes of it.
        fill_content: Least mean probability of its content.
        source: Least probability of a source.
        agreed: Least support, and how often the content of a rule with such support is right by half.
        added: The same of what only the tagger finds.
        unread: How often the content of a rule is right where the tagger did not look.
    """

    graded: bool
    gate: float
    drop: float
    fill: dict[Scope, float]
    fill_content: float
    source: float
    agreed: tuple[tuple[float, float], ...]
    added: tuple[tuple[float, float], ...]
    unread: float

    def confidence_of(self, a: Attribution) -> float:
        """Probability that the content of an attribution is right."""
        if a.support is None:
            return self.unread
        table = self.added if a.rule.startswith("tagger:") else self.agreed
        return next(share for least, share in reversed(table) if a.support >= least)


def load_tag_weights() -> TagWeights:
    """The shipped weights."""
    return load_lexicon("statements/tagging.yml", TagWeights)


def weigh_tags(passage: Passage, found: list[Attribution], tagger: Tagger, weights: TagWeights) -> list[Attribution]:
    """The attributions of rules and tagger, in order of their anchors.

    Args:
        passage: The text.
        found: What the rules found; what was read gets its `support`, how likely the tagger holds its cue to be one.
        tagger: The networks.
        weights: How far each is believed.
    """
    tags = tagger.read(passage, found, weights.gate, graded=weights.graded)
    best = [max(range(*a.cue), key=tags.sure) for a in found]
    taken = {i for a in found for i in range(*a.cue)}
    new = [i for i in tags.above(min(weights.fill.values())) if i not in taken and _is_sure(i, tags, weights)]
    tags.prepare(new)
    kept = []
    for a, cue in zip(found, best, strict=True):
        a.support = tags.sure(cue) if tags.seen[cue] else None
        if a.support is None or a.support >= weights.drop or _is_quoted(passage, a):
            kept.append(a)
    for i in sorted(new, key=tags.sure, reverse=True):
        made = _made(passage, i, tags, weights)
        if made is not None and not any(_same(made, a) for a in kept):
            kept.append(made)
    for a in kept:
        a.confidence = weights.confidence_of(a)
    return sorted(kept, key=lambda a: a.anchor)


def _is_quoted(passage: Passage, a: Attribution) -> bool:
    """Whether a piece of its content opens in quotation marks: then somebody said it, whatever the cue."""
    return any(passage.inside[start] >= 0 for start, _ in a.pieces)


def _is_sure(i: int, tags: Tags, weights: TagWeights) -> bool:
    return tags.sure(i) >= weights.fill[SCOPES.get(tags.label(i), "speech")]


def _support(links: Links, pieces: list[Range]) -> float:
    """Mean probability of the words of some pieces to be content."""
    parts = [links.within("content", *piece) for piece in pieces]
    count = sum(len(part) for part in parts)
    return float(sum(part.sum() for part in parts)) / max(1, count)


def _clean(passage: Passage, pieces: list[Range]) -> list[Range]:
    """Pieces without outer punctuation, by paragraph; those with no word between them are one."""
    out: list[Range] = []
    for piece in pieces:
        trimmed = passage.trim(*piece)
        if trimmed is None:
            continue
        start, end = trimmed
        joins = out and passage.paragraph[out[-1][1] - 1] == passage.paragraph[start]
        if joins and not any(passage.is_word(i) for i in range(out[-1][1], start)):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _made(passage: Passage, i: int, tags: Tags, weights: TagWeights) -> Attribution | None:
    """What the tagger finds of a cue at word i."""
    links = tags.links(i)
    pieces = _clean(passage, links.pieces())
    if not pieces or _support(links, pieces) < weights.fill_content:
        return None
    label = tags.label(i)
    act: Act = "assert" if label in SCOPES else cast("Act", label)
    source = links.source(weights.source)
    return Attribution(
        rule="tagger:cue",
        entry=Cue(act=act, frames=("clause",), scope=SCOPES.get(label, "speech")),
        anchor=i,
        cue=links.run("cue", i, 0.5),
        source=_source(passage, source) if source and any(map(passage.is_word, range(*source))) else None,
        pieces=pieces,
        support=tags.sure(i),
    )


def _source(passage: Passage, words: Range) -> Source:
    """The words that name who speaks, with the one that the others hang on."""
    heads = passage.tree.heads
    inside = range(*words)
    top = next((i for i in inside if heads[i] == i or heads[i] not in inside), words[0])
    return Source(top, tuple(inside), "subject")


def _same(made: Attribution, other: Attribution) -> bool:
    """Whether two attributions share a word of their cues, or most of their content without one being in the other."""
    if _meet(made.cue, other.cue):
        return True
    if not any(_meet(a, b) for a in made.pieces for b in other.pieces):
        return False
    if other.covers(made.anchor) or made.covers(other.anchor):
        return False
    mine = {i for piece in made.pieces for i in range(*piece)}
    theirs = {i for piece in other.pieces for i in range(*piece)}
    return len(mine & theirs) > 0.5 * min(len(mine), len(theirs))


def _meet(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]
