"""Stands that the words of a clause show, in what is said and in what the author tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.stances.attitudes import Attitudes
from detente.stances.claims import Claims
from detente.stances.holding_fast import HoldingFast
from detente.stances.policies import Policies, is_bidding
from detente.stances.verdicts import Verdicts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.stances.draft import Draft
    from detente.stances.lexicon import Lexicon
    from detente.stances.scene import Scene

__all__ = ["ContentRules"]


class ContentRules:
    """The rules that look at single words: attitudes, claims, verdicts, plans and refusals that hold fast.

    Args:
        lexicon: The words.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.content
        verdicts, policies = Verdicts(lexicon), Policies(lexicon)
        self.rules = (Attitudes(lexicon), Claims(lexicon), HoldingFast(lexicon), verdicts, policies)
        self._triggers = frozenset().union(
            *(lexicon.words_of(kind) for kind in ("verbs", "adjectives", "cases")),
            words.modals, words.obligation_verbs, words.importance, words.needed, words.aims, words.belonging,
            words.unworthy, words.steadfast, words.yielding, words.keeping, words.inviolate, words.only,
            words.untouched, words.holding, words.can, ("protest",), verdicts.triggers, policies.triggers,
        )  # fmt: skip

    def find(self, scene: Scene) -> Iterator[Draft]:
        """All stands that words show."""
        tree, triggers = scene.tree, self._triggers
        for i, lemma in enumerate(tree.lemmas):
            if lemma in triggers or tree.lowers[i] in triggers or is_bidding(tree, i):
                for rule in self.rules:
                    yield from rule.at(scene, i)
