"""What the events of a text are about: contexts, and codes made as fine as their clauses allow."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.actors import Sectors, load_sectors
from detente.events.codes import Cameo, load_codes
from detente.events.contexts import ContextFinder, clause_of, load_contexts

if TYPE_CHECKING:
    from detente.events.drafts import Draft
    from detente.events.ontology import Ontology
    from detente.events.sides import Side
    from detente.language.tree import Tree

__all__ = ["Codebook", "Subjects", "load_codebook"]

BETWEEN_STATES = "diplomatic"
ARGUMENTS = ("obj", "nmod", "compound", "amod", "nsubj:pass", "obl")


@dataclass(frozen=True, slots=True)
class Codebook:
    """PLOVER's sectors and contexts and CAMEO's codes, with the words that say them."""

    sectors: Sectors
    contexts: ContextFinder
    cameo: Cameo


@dataclass(slots=True)
class Subjects:
    """Reads contexts and codes off the clauses of one text."""

    tree: Tree
    codebook: Codebook
    ontology: Ontology
    cues: dict[int, tuple[tuple[int, str], ...]] = field(default_factory=dict)

    def said(self, head: int) -> tuple[str, ...]:
        """The contexts that the words of the trigger's clause say, in the order of the text."""
        sentence = self.tree.sentence[head]
        cues = self.cues.get(sentence)
        if cues is None:
            cues = self.cues[sentence] = self.codebook.contexts.find(self.tree, self.tree.sentences[sentence])
        if not cues:
            return ()
        clause = clause_of(self.tree, head)
        return tuple(name for i, name in cues if i in clause)

    def code(self, draft: Draft, said: tuple[str, ...]) -> str:
        """The CAMEO code of the meaning or its type, made finer by the trigger's nouns and what its clause says."""
        match, meaning, tree = draft.match, draft.meaning, self.tree
        tokens = {*match.words, *match.nominals}
        tokens |= {j for i in (match.head, *match.nominals) for j in tree.children[i] if tree.deps[j] in ARGUMENTS}
        code = meaning.cameo or self.ontology.types[meaning.type].cameo
        return self.codebook.cameo.refined(code, {tree.lemmas[i].lower() for i in tokens}, said)

    def contexts(
        self, draft: Draft, cameo: str, said: tuple[str, ...], sides: tuple[Side | None, Side | None]
    ) -> tuple[str, ...]:
        """What the coding implies, then what is said; a matter of one state is not diplomatic by its type."""
        actor, recipient = sides
        implied = list(self.codebook.contexts.of_event(draft.meaning.type, draft.meaning.mode, cameo, actor))
        if actor is not None and recipient is not None and actor.code == recipient.code:
            implied = [name for name in implied if name != BETWEEN_STATES]
        return tuple(dict.fromkeys((*implied, *said)))


def load_codebook() -> Codebook:
    """Read the sectors, contexts and codes that ship."""
    return Codebook(load_sectors(), load_contexts(), load_codes())
