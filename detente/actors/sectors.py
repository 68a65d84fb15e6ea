"""PLOVER's sectors: which part of a society an actor belongs to, by body, by office or by the noun that names it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from detente.lexicon import Row, load_lexicon

if TYPE_CHECKING:
    from detente.actors.draft import Draft
    from detente.actors.scene import Scene
    from detente.language.tree import Tree
    from detente.model import Mention

__all__ = ["Sector", "Sectors", "load_sectors", "set_sectors"]

MODIFIERS = ("compound", "amod", "nmod:desc", "advmod", "nmod:unmarked")
GOVERNING, POWERFUL, CIVIL = "GOV", "ELI", "CVL"
SEATS = ("capital", "seat")


class Sector(Row, frozen=True, kw_only=True):
    """One sector.

    Attributes:
        definition, example, near_miss: For the codebook.
        nouns: Head words that name it.
        before: Words that name it before a carrier ("rebel leader").
    """

    definition: str
    example: str
    near_miss: str
    nouns: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


class SectorWords(Row, frozen=True, kw_only=True):
    """`actors/sectors.yml`; its comments say what each list is for."""

    sectors: dict[str, Sector]
    pairs: dict[str, str]
    carriers: frozenset[str]
    links: frozenset[str]
    organs: frozenset[str]
    past: frozenset[str]


class Sectors(msgspec.Struct, frozen=True):
    """The words with their indexes.

    Attributes:
        words: The file.
        nouns: Sector by head word.
        before: Sector by the word before a carrier.
    """

    words: SectorWords
    nouns: dict[str, str]
    before: dict[str, str]

    def is_organ(self, sector: str | None) -> bool:
        """Whether a sector is one of the state's own."""
        return sector in self.words.organs

    def of_mention(self, tree: Tree, i: int, mention: Mention) -> str | None:
        """The sector of token i, where the mention stands: a person's office, a body's own, else what the noun says."""
        if mention.person:
            if mention.flag == "former":
                return POWERFUL
            return self.of_title(mention.office_written) or mention.sector or self.of_noun(tree, i)
        body = mention.why.origin == "body" or mention.actor != mention.state
        return (mention.sector if body else None) or self.of_noun(tree, i) or mention.sector

    def of_title(self, title: str | None) -> str | None:
        """The sector of who holds an office, by its words; None where they do not say.

        >>> load_sectors().of_title("opposition leader"), load_sectors().of_title("army chief")
        ('OPP', 'MIL')
        """
        if not title:
            return None
        words = title.lower().split()
        if self.words.past & set(words):
            return POWERFUL
        for first, second in pairwise(words):
            if (found := self.words.pairs.get(f"{first} {second}")) is not None:
                return found
        own = self.nouns.get(words[-1])
        if own is not None and words[-1] not in self.words.carriers:
            return own
        return next((self.before[w] for w in words[:-1] if w in self.before), None) or own or self._in(words[:-1])

    def _in(self, words: list[str]) -> str | None:
        return next((self.nouns[word] for word in reversed(words) if word in self.nouns), None)

    def of_noun(self, tree: Tree, i: int, deep: bool = True) -> str | None:
        """The sector that the noun at token i says with the words before it, and with "of ..." behind it."""
        lemma = tree.lemmas[i].lower()
        carries = lemma in self.words.carriers
        own = self.nouns.get(lemma)
        if own is None and not carries:
            return self._titled(tree, i) if tree.upos[i] == "PROPN" else None
        before = [tree.lemmas[j].lower() for j in tree.children[i] if j < i and tree.deps[j] in MODIFIERS]
        for word in before:
            if (pair := self.words.pairs.get(f"{word} {lemma}")) is not None:
                return pair
        if own == GOVERNING and self.words.past & set(before):
            return POWERFUL
        if not carries:
            return own
        found = next((self.before[word] for word in before if word in self.before), None)
        found = found or self._in([word for word in before if word not in self.words.carriers])
        return found or (self._behind(tree, i) if deep else None) or own

    def _titled(self, tree: Tree, i: int) -> str | None:
        """What the title before a name says: "Judge Rivera"."""
        titles = [j for j in tree.children[i] if j < i and tree.deps[j] in ("compound", "nmod:desc")]
        words = " ".join(tree.lowers[j] for j in titles)
        return self.of_title(words) if titles else None

    def _behind(self, tree: Tree, i: int) -> str | None:
        """What stands behind "of": "members of parliament"; or owns it: "the court's president"."""
        for j in tree.children[i]:
            linked = tree.deps[j] == "nmod" and any(
                tree.lowers[k] in self.words.links for k in tree.children_by(j, "case")
            )
            if (linked or tree.deps[j] == "nmod:poss") and (found := self.of_noun(tree, j, deep=False)) is not None:
                return found
        return None


def load_sectors() -> Sectors:
    """Read `data/actors/sectors.yml`."""
    words = load_lexicon("actors/sectors.yml", SectorWords)
    return Sectors(
        words,
        {form: code for code, one in words.sectors.items() for noun in one.nouns for form in (noun, f"{noun}s")},
        {word: code for code, sector in words.sectors.items() for word in sector.before},
    )


def set_sectors(scene: Scene) -> None:
    """Give each draft the sector that its kind, body or offices say."""
    known: dict[str, str | None] = {}
    for draft in scene.drafts:
        if draft.person:
            if draft.actor not in known:
                known[draft.actor] = _of_person(scene, draft.actor)
            draft.sector = known[draft.actor]
        else:
            draft.sector = _of_thing(scene, draft)


def _of_thing(scene: Scene, draft: Draft) -> str | None:
    body = scene.directory.bodies.get(draft.actor)
    if body is not None:
        return body.sector
    if draft.kind == "people":
        return CIVIL
    return GOVERNING if draft.kind in SEATS and draft.role == "actor" else None


def _of_person(scene: Scene, actor: str) -> str | None:
    """By the offices held when the text was written, else as one who has held some.

    Of a text without a date, by the highest office ever held.
    """
    figure = scene.figures.get(actor)
    if figure is None or figure.number is None:
        return None
    directory = scene.directory
    spells = directory.spells(figure.number)
    if scene.start is not None and spells:
        held = [spell for spell in spells if spell.overlaps(scene.start, scene.end)]
        if not held and any(spell.over_by(scene.start) for spell in spells):
            return POWERFUL
        spells = tuple(held) or spells
    best = min(spells, key=lambda spell: directory.rank.get(spell.office.role, 9), default=None)
    return None if best is None else directory.sector(best.office)
