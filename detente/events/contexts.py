"""PLOVER's contexts of an event: what its code, mode and sides imply, and what the words of its clause say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from detente.issues import PhraseTrie
from detente.lexicon import Row, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.events.sides import Side
    from detente.language.tree import Tree

__all__ = ["Context", "ContextFinder", "load_contexts"]

APART = ("parataxis", "acl:relcl", "advcl:relcl", "list")


class Context(Row, frozen=True, kw_only=True):
    """One context; `data/events/contexts.yml` says what each list is for.

    Attributes:
        definition, example, near_miss: For the codebook.
        cameo: CAMEO codes, by their first digits, that imply it.
        modes: Types, or "TYPE:mode", that imply it.
        sectors: Sectors of the actor that imply it.
        unlike: Sectors of the actor with which code and mode do not imply it.
        cues: Phrases that say it in the clause of the trigger.
        nots: Phrases in which such words mean something else.
    """

    definition: str
    example: str
    near_miss: str
    cameo: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    sectors: frozenset[str] = frozenset()
    unlike: frozenset[str] = frozenset()
    cues: tuple[str, ...] = ()
    nots: tuple[str, ...] = msgspec.field(default=(), name="not")


class ContextFinder:
    """Finds contexts; holds only data."""

    def __init__(self, contexts: dict[str, Context]) -> None:
        self.contexts = contexts
        self._trie: PhraseTrie[str] = PhraseTrie()
        for name, context in contexts.items():
            for phrase in context.cues:
                self._add(phrase, name)
            for phrase in context.nots:
                self._add(phrase, "")
        self._by_code: dict[str, tuple[str, ...]] = {}
        self._by_mode = _index((mode, name) for name, one in contexts.items() for mode in one.modes)
        self._by_sector = _index((sector, name) for name, one in contexts.items() for sector in one.sectors)

    def _add(self, phrase: str, name: str) -> None:
        """Add a phrase, and its plain plural, since a lemma may be one."""
        self._trie.add(phrase, name)
        if not phrase.endswith("s"):
            self._trie.add(f"{phrase}s", name)

    def find(self, tree: Tree, span: tuple[int, int]) -> tuple[tuple[int, str], ...]:
        """All cues in the tokens of `span`, each as its first token and its context."""
        return tuple((match.start, name) for match in self._trie.matches(tree, *span) for name in match.values if name)

    def of_event(self, type_: str, mode: str | None, cameo: str | None, actor: Side | None) -> Iterator[str]:
        """The contexts that what is coded implies by itself."""
        sector = actor.sector or "" if actor is not None else ""
        for name in (*self._of_code(cameo or ""), *self._by_mode.get(f"{type_}:{mode}" if mode else type_, ())):
            if sector not in self.contexts[name].unlike:
                yield name
        yield from self._by_sector.get(sector, ())

    def _of_code(self, cameo: str) -> tuple[str, ...]:
        found = self._by_code.get(cameo)
        if found is None:
            pairs = [(code, name) for name, one in self.contexts.items() for code in one.cameo]
            found = tuple(dict.fromkeys(name for code, name in pairs if cameo.startswith(code)))
            self._by_code[cameo] = found
        return found


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, name in pairs:
        found[key] = (*found.get(key, ()), name)
    return found


def clause_of(tree: Tree, i: int) -> frozenset[int]:
    """The tokens of the clause in which token i is told, without coordinated, quoted and relative clauses below."""
    top = i
    while tree.heads[top] != top and tree.upos[top] not in ("VERB", "AUX"):
        top = tree.heads[top]
    found, open_ = {top}, [top]
    while open_:
        j = open_.pop()
        for k in tree.children[j]:
            dep = tree.deps[k]
            verbal = tree.upos[k] in ("VERB", "AUX")
            if dep in APART or (dep == "conj" and verbal and j == top):
                continue
            found.add(k)
            open_.append(k)
    return frozenset(found)


def load_contexts() -> ContextFinder:
    """Read `data/events/contexts.yml`."""
    return ContextFinder(load_lexicon("events/contexts.yml", dict[str, Context]))
