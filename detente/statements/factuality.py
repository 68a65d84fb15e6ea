"""Which attributions tell of something said or held: not plans to say it, refusals to, or silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.statements.settings import load_content_words
from detente.statements.sources import can_speak

if TYPE_CHECKING:
    from detente.statements.attribution import Attribution
    from detente.statements.passage import Passage

__all__ = ["FactualityFilter"]

BARE_FRAMES = ("thing", "preposition", "to")
DEMONSTRATIVES = ("this", "that", "these", "those")
CONTENT_TAGS = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")


class FactualityFilter:
    """Tells what counts as a statement of an identified source."""

    def __init__(self) -> None:
        words = load_content_words()
        self._unrealized = words.unrealized
        self._not_yet = words.not_yet
        self._negations = words.negations
        self._silence = words.silence
        self._conditions = words.conditions
        self._shown = words.shown
        self._hollow = words.hollow

    def keeps(self, passage: Passage, a: Attribution) -> bool:
        """Whether the attribution is speech or a held view, realized, of somebody who can speak, and says something."""
        if a.entry.scope == "act" or a.source is None or not can_speak(passage, a.source.head):
            return False
        if a.rule.startswith("tagger") and not self._is_words(passage, a):
            return False
        return self._realized(passage, a) and self._says_something(passage, a)

    @staticmethod
    def _is_words(passage: Passage, a: Attribution) -> bool:
        """Whether the content has a verb or quoted words, and is not what a deed is done to ("defied the court")."""
        inside = (i for start, end in a.pieces for i in range(start, end))
        return any(passage.tree.upos[i] in ("VERB", "AUX") or passage.inside[i] >= 0 for i in inside)

    def _realized(self, passage: Passage, a: Attribution) -> bool:
        tree = passage.tree
        verb = a.anchor
        if a.rule.startswith(("noun", "verb-noun")):
            denied = any(tree.deps[i] == "det" and tree.lowers[i] == "no" for i in tree.children[verb])
            if denied and a.entry.act != "hope":
                return False
            verb = (
                tree.heads[verb]
                if tree.upos[tree.heads[verb]] == "VERB" and a.cue[0] <= tree.heads[verb] < a.cue[1]
                else verb
            )
        if tree.upos[verb] != "VERB" and not a.rule.startswith("adjective"):
            return True
        words = {tree.lowers[i] for i in tree.children[verb] if tree.deps[i] in ("aux", "advmod", "mark", "cc:preconj")}
        if not words.isdisjoint(self._conditions):
            return False
        if not words.isdisjoint(self._not_yet) and not self._quoted(passage, a):
            return False
        if not words.isdisjoint(self._negations) and a.entry.scope == "speech" and not self._quoted(passage, a):
            return False
        if (
            a.entry.scope == "stance"
            and tree.xpos[verb] == "VB"
            and tree.child(verb, "nsubj") is None
            and "to" not in words
        ):
            return "do" in {tree.lemmas[i] for i in tree.children[verb]}
        bare = tree.xpos[verb] == "VB" and tree.deps[verb] in ("xcomp", "ccomp")
        if bare and "to" not in words and tree.child(verb, "aux") is None:
            return tree.lemmas[tree.heads[verb]].lower() not in self._unrealized
        return not ("to" in words and self._is_prospect(passage, verb, a))

    def _is_prospect(self, passage: Passage, verb: int, a: Attribution) -> bool:
        """Whether an infinitive cue depends on a word that leaves it open, or a held view is no more than a purpose."""
        tree = passage.tree
        if a.entry.scope == "stance" or tree.deps[verb] == "acl" or (tree.deps[verb] == "advcl" and a.frame == "thing"):
            return True
        return (
            tree.deps[verb] in ("xcomp", "ccomp", "conj") and tree.lemmas[tree.heads[verb]].lower() in self._unrealized
        )

    @staticmethod
    def _trails(passage: Passage, verb: int) -> bool:
        """Whether it is a participle after a comma: ", underscoring the need for ...", which the thing told shows."""
        tree = passage.tree
        start = tree.subtree(verb)[0]
        return passage.relation(verb) == "advcl" and "," in (tree.words[start], tree.words[max(start - 1, 0)])

    def _is_silence(self, passage: Passage, a: Attribution, i: int) -> bool:
        """As in "declined to say", "asked not to be named"."""
        tree = passage.tree
        unnamed = a.entry.act == "request" and tree.child(i, "aux:pass") is not None
        return (a.entry.act == "reject" or unnamed) and tree.lemmas[i] in self._silence

    def _quoted(self, passage: Passage, a: Attribution) -> bool:
        """Whether words of it are quoted: then they were said, whatever the tense."""
        return any(
            passage.inside[start] >= 0 and passage.inside[start] != passage.inside[a.anchor] for start, _ in a.pieces
        )

    def _says_something(self, passage: Passage, a: Attribution) -> bool:
        """Whether the content is more than a bare noun ("announced the decision")."""
        tree = passage.tree
        if a.frame == "to" and any(self._is_silence(passage, a, i) for i in tree.children_by(a.anchor, "xcomp")):
            return False
        if a.frame == "thing" and tree.xpos[a.anchor] == "VBG" and tree.lemmas[a.anchor] in self._shown:
            return not self._trails(passage, a.anchor)
        if a.frame not in BARE_FRAMES:
            return True
        if a.entry.fresh and (tree.lowers[a.pieces[0][0]] == "the" or tree.upos[a.pieces[0][0]] == "PROPN"):
            return False
        if tree.xpos[a.pieces[0][0]] == "DT" and tree.lowers[a.pieces[0][0]] in DEMONSTRATIVES and a.frame == "thing":
            return False
        tokens = [i for start, end in a.pieces for i in range(start, end) if tree.upos[i] in CONTENT_TAGS]
        if all(tree.lowers[i] in self._hollow for i in tokens):
            return False
        if a.entry.act != "assert" or a.entry.stance:
            return True
        return len(tokens) > 1 or any(tree.upos[i] == "PROPN" for i in tokens) or self._quoted(passage, a)
