"""Red lines: where the text calls something one, or uses words that amount to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.issues import PhraseTrie
from detente.stances.clause_draft import Shown, clause_draft
from detente.stances.grammar import (
    clause_root,
    is_negated,
    is_supposed,
    modals_of,
    run_around,
    subject_of,
    trim,
)
from detente.stances.named_lines import NamedLines, is_kept, subject_range
from detente.stances.objects import object_range
from detente.stances.voices import bounds_of, own_voice, sides_of, voice_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.language.tree import Tree
    from detente.model import Stance
    from detente.stances.draft import Draft
    from detente.stances.lexicon import Lexicon, RedPhrase
    from detente.stances.scene import Range, Scene, Told
    from detente.stances.voices import Voice

__all__ = ["RedLineRules"]

FIRM, LONGEST = 3, 12
POSSIBLE = frozenset({"may", "might", "could"})
NOUNS = ("NOUN", "PROPN")
WHAT_ON = frozenset({"on", "over", "against", "regarding", "concerning"})
POINTERS = frozenset({":", "—", "–", "--"})


class RedLineRules:
    """Finds red lines.

    Args:
        lexicon: The words.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = lexicon.red_lines
        self.content = lexicon.content
        self.named = NamedLines(lexicon.red_lines, lexicon.content)
        self._trie: PhraseTrie[RedPhrase] = PhraseTrie()
        for phrase in lexicon.red_phrases():
            self._trie.add(phrase.words, phrase)

    def find(self, scene: Scene) -> Iterator[Draft]:
        """All red lines of an article."""
        for match in self._trie.matches(scene.tree):
            phrase = match.values[0]
            if phrase.stake == "line":
                yield from self.named.at(scene, match.start, match.end, phrase.words)
            else:
                yield from self._phrase(scene, match.start, match.end, phrase)

    def _phrase(self, scene: Scene, start: int, end: int, phrase: RedPhrase) -> Iterator[Draft]:
        tree = scene.tree
        head = self._head(tree, start, end)
        needed = self.words.of.get(phrase.words)
        if needed is not None and all(tree.lemmas[c] != needed for c in tree.children_by(head, "nmod")):
            return
        told = scene.teller(head)
        bounds = bounds_of(scene, head, told)
        if is_supposed(tree, head, bounds[0], POSSIBLE) and tree.child(head, "cop") is None:
            return
        denied = is_negated(tree, head, self.content.negations) and not phrase.words.startswith(("not ", "non"))
        if phrase.stake == "subject" and (denied or not self._is_predicate(tree, head)):
            return
        if phrase.words in self.words.supposed and not self._is_supposed(tree, head):
            return
        root = clause_root(tree, head, *bounds)
        voices = self._holders(scene, start, end, head, root, told, phrase)
        if not voices:
            return
        stake, stance, addressee = self._at_stake(scene, start, end, head, root, bounds, phrase)
        if phrase.words in self.words.of_held and stance != "support":
            return
        if phrase.stake == "condition" and stake is None:
            voices = [voice for voice in voices if voice.own]
        for voice in voices:
            shown = Shown(stance, f"red-line:{phrase.level}", head, stake, FIRM, addressee, phrase.level)
            draft = clause_draft(scene, voice, shown)
            draft.wording = (min(draft.wording[0], start), max(draft.wording[1], end))
            yield draft

    @staticmethod
    def _head(tree: Tree, start: int, end: int) -> int:
        inside = [i for i in range(start, end) if not start <= tree.heads[i] < end or tree.heads[i] == i]
        content = [i for i in inside if tree.upos[i] in ("VERB", "NOUN", "ADJ", "PROPN", "ADV")]
        content = [i for i in content if tree.lowers[i] not in ("not", "n't", "n’t", "never")]
        return (content or inside or [start])[0]

    def _is_supposed(self, tree: Tree, head: int) -> bool:
        """Whether something would be an act of war; one that was is condemned."""
        return any(not modals_of(tree, i).isdisjoint(self.words.would) for i in (head, tree.heads[head]))

    def _is_predicate(self, tree: Tree, head: int) -> bool:
        """Whether a phrase is said of a subject: "is an act of war", "called it an act of war"."""
        if tree.child(head, "cop") is not None or tree.upos[head] == "VERB":
            return True
        above, relation = tree.heads[head], tree.deps[head]
        if relation == "conj" and above != head:
            return self._is_predicate(tree, above)
        judged = tree.lemmas[above] in self.words.judged or tree.lemmas[above] in self.words.copulas
        return relation == "appos" or (judged and relation in ("xcomp", "obl", "ccomp", "obj", "advcl"))

    def _holders(
        self, scene: Scene, start: int, end: int, head: int, root: int, told: Told | None, phrase: RedPhrase
    ) -> list[Voice]:
        """Who draws the line: who says it, or in the author's words the side that it is said of."""
        tree = scene.tree
        if phrase.stake == "condition" and tree.lowers[start] in self.content.negations:
            return sides_of(scene, subject_of(tree, head), told)
        own = own_voice(told)
        if own is not None:
            return [own]
        for j in range(start, end):
            if tree.deps[j] == "nmod:poss" and scene.holders.at(j):
                return [voice_of(None, s) for s in scene.holders.at(j)]
        around = sorted(
            {*tree.children[head], *tree.children[root], *(c for i in range(start, end) for c in tree.children[i])}
        )
        for j in around:
            case = tree.child(j, "case")
            if j >= end and case is not None and tree.lowers[case] in ("for", "to"):
                return [voice_of(None, s) for s in scene.holders.at(j, ground=True)]
        above = tree.heads[head]
        if tree.lemmas[above] in self.words.judged:
            return sides_of(scene, subject_of(tree, above), told)
        return []

    def _at_stake(
        self, scene: Scene, start: int, end: int, head: int, root: int, bounds: Range, phrase: RedPhrase
    ) -> tuple[Range | None, Stance, tuple[str, ...]]:
        """What is at stake, how it is stood on, and who is told."""
        tree = scene.tree
        if phrase.stake == "on":
            stake = self._after(scene, start, end, root, bounds)
            subject = subject_of(tree, head) if tree.upos[head] == "VERB" else None
            return stake, "oppose", self._states(scene, subject)
        if phrase.stake == "condition":
            condition = next((c for c in scene.conditions(head) if bounds[0] <= c.start < bounds[1]), None)
            subject = subject_of(tree, head)
            states = self._states(scene, subject)
            if condition is None:
                return None, "oppose", states
            return trim(tree, condition.start + 1, condition.end), "oppose", states
        if phrase.stake == "clause":
            low, high = run_around(tree, root, *bounds)
            return (low, high), "oppose", ()
        subject = subject_of(tree, head)
        above = tree.heads[head]
        if subject is None and tree.lemmas[above] in self.words.judged:
            subject = tree.child(above, "obj", "nsubj:pass")
        if subject is None and tree.lemmas[above] in self.words.copulas:
            subject = subject_of(tree, above)
        if subject is None and tree.deps[head] in ("obl", "xcomp", "conj", "appos"):
            subject = subject_of(tree, tree.heads[head]) if tree.deps[head] != "appos" else tree.heads[head]
        if subject is None and tree.deps[head] == "amod":
            subject = tree.heads[head]
        if subject is None:
            return None, "oppose", ()
        stake = subject_range(scene.tree, subject)
        if is_kept(tree, subject, self.content) or phrase.words in self.words.kept:
            return stake, "support", ()
        return stake, "demand" if phrase.words in self.words.wanted else "oppose", ()

    def _after(self, scene: Scene, start: int, end: int, root: int, bounds: Range) -> Range | None:
        """What follows the phrase: "no yielding on X", "playing with fire over X"."""
        tree = scene.tree
        for i in range(end, min(bounds[1], end + 3)):
            if tree.lowers[i] in self.words.about and tree.deps[i] in ("case", "mark") and tree.heads[i] > i:
                return object_range(tree, tree.heads[i], i, bounds[1])
        if start - 2 >= (opening := tree.sentences[tree.sentence[start]][0]):
            first = next((i for i in range(opening, start) if tree.lowers[i] in ("on", "over", "regarding")), None)
            if first is not None and tree.deps[first] == "case" and tree.heads[first] < start:
                return object_range(tree, tree.heads[first], first, start)
        return None

    @staticmethod
    def _states(scene: Scene, subject: int | None) -> tuple[str, ...]:
        if subject is None:
            return ()
        parts = scene.tree.children_by(subject, "amod", "compound", "nmod:poss", "flat", "conj")
        return scene.holders.states_at([subject, *parts])
