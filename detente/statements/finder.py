"""All attributions of a parsed article, before speakers are resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.statements.asides import attribute_hearsay, attribute_labels, attribute_outlets
from detente.statements.boundaries import split_run_on_sentences
from detente.statements.nesting import lift_participles, lift_relatives
from detente.statements.nouns import attribute_adjectives, attribute_nouns
from detente.statements.passage import Passage
from detente.statements.phrases import attribute_names, attribute_phrases, attribute_quoted, attribute_views
from detente.statements.quoting import complete_contents
from detente.statements.relatives import attribute_relatives
from detente.statements.repairs import note_relays, prefer_nouns, return_contents, take_in_examples
from detente.statements.settings import load_settings, load_source_words
from detente.statements.tagging import load_tag_weights, weigh_tags
from detente.statements.trimming import trim_contents
from detente.statements.verbs import attribute_verbs

if TYPE_CHECKING:
    from detente.language.tree import Tree
    from detente.statements.attribution import Attribution
    from detente.statements.cues import CueLexicon
    from detente.statements.tagger import Tagger

__all__ = ["AttributionFinder"]

RULES = (
    attribute_phrases,
    attribute_verbs,
    attribute_nouns,
    attribute_adjectives,
    attribute_quoted,
    attribute_views,
    attribute_names,
)
WIDE_RULES = (attribute_hearsay, attribute_labels, attribute_outlets, attribute_relatives)


class AttributionFinder:
    """Finds who said what by the rules of this package over a dependency tree.

    Args:
        lexicon: The cues.
        tagger: Grades what the rules find and adds what they lack, where the text was read with inner states.
        wide: Whether the rules that only the wide view has are tried too.
    """

    def __init__(self, lexicon: CueLexicon, tagger: Tagger | None = None, *, wide: bool = False) -> None:
        self._rules = (*RULES, *WIDE_RULES) if wide else RULES
        self.lexicon = lexicon
        self.tagger = tagger
        self.tag_weights = load_tag_weights()
        self.settings = load_settings()
        self.source_words = load_source_words()

    def find(self, tree: Tree) -> tuple[Passage, list[Attribution]]:
        """Every attribution, of every scope, nested ones among them, in order of their cues."""
        passage = Passage(split_run_on_sentences(tree), self.settings, self.source_words)
        found = self.rules_of(passage)
        if self.tagger is not None and tree.vectors is not None:
            found = weigh_tags(passage, found, self.tagger, self.tag_weights)
        return passage, found

    def rules_of(self, passage: Passage) -> list[Attribution]:
        """What the rules find, in order of their cues."""
        found: list[Attribution] = []
        for rule in self._rules:
            found += rule(passage, self.lexicon)
        found.sort(key=lambda a: a.anchor)
        found = prefer_nouns(passage, found)
        return_contents(passage, found)
        take_in_examples(passage, found)
        note_relays(passage, found)
        found = complete_contents(passage, found)
        trim_contents(passage, found)
        lift_participles(passage, found)
        lift_relatives(passage, found)
        return found
