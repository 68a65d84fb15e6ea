"""Stands by what a side says it will do or not do, asks for on a condition, or bids: "will not sell the port"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.stances.clause_draft import Shown, clause_draft
from detente.stances.grammar import SUBJECTS, has_child, is_negated, is_supposed, run_around, subject_of, trim
from detente.stances.objects import complement_of, object_range
from detente.stances.voices import bounds_of, own_voice, sides_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.language.tree import Tree
    from detente.stances.draft import Draft
    from detente.stances.lexicon import Lexicon
    from detente.stances.scene import Range, Scene
    from detente.stances.voices import Voice

__all__ = ["Policies", "is_bidding"]

JOINING = frozenset({"from", "to", "with", "on", "over", "against", "for", "of", "into"})
PLAIN, FIRM = 2, 3


class Policies:
    """Finds what a side shows by its own plans, conditions and biddings.

    Args:
        lexicon: The words.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = lexicon.policies
        self.content = lexicon.content
        words = self.words
        self.triggers = words.will | words.governors | words.conditioned | words.list | {"need"}

    def at(self, scene: Scene, i: int) -> Iterator[Draft]:
        """The stands that token i shows."""
        tree, words = scene.tree, self.words
        lemma = tree.lemmas[i].lower()
        if lemma in words.governors:
            for below in tree.children_by(i, "xcomp", "advcl"):
                yield from self._will(scene, below, planned=True)
        if scene.teller(i) is None:
            return
        if tree.lowers[i] in words.will and tree.deps[i] == "aux":
            yield from self._will(scene, tree.heads[i], planned=False)
        elif tree.lowers[i] in words.conditioned and tree.child(i, "cop", "aux:pass") is not None:
            yield from self._conditioned(scene, i)
        elif lemma in words.list:
            yield from self._listed(scene, i)
        elif lemma == "need" and tree.upos[i] == "VERB":
            yield from self._needing(scene, i)
        elif is_bidding(tree, i):
            yield from self._bidden(scene, i, lemma)

    def _voice(self, scene: Scene, i: int) -> Voice | None:
        voice = own_voice(scene.teller(i))
        if voice is None or voice.told is None or scene.is_cue(i):
            return None
        return None if is_supposed(scene.tree, i, voice.told.start, self.content.doubtful) else voice

    def _will(self, scene: Scene, i: int, *, planned: bool) -> Iterator[Draft]:
        """What the speaker's side will do or will not do; what a side plans, whoever tells it."""
        tree, words = scene.tree, self.words
        lemma = tree.lemmas[i].lower()
        voice = self._voice(scene, i)
        told_by_author = planned and scene.teller(i) is None and not scene.is_cue(tree.heads[i])
        if told_by_author and not is_supposed(tree, i, 0, self.content.doubtful):
            voice = next(iter(sides_of(scene, subject_of(tree, tree.heads[i]), None)), None)
        if voice is None or tree.deps[i].startswith(("acl", "advcl")) > planned:
            return
        own = voice.side.holder in {v.side.holder for v in sides_of(scene, subject_of(tree, i), voice.told)}
        bounds = bounds_of(scene, i, voice.told)
        denied = is_negated(tree, i, self.content.negations)
        passive = tree.child(i, "nsubj:pass")
        if passive is not None and denied and not own and tree.lemmas[i] not in words.idle:
            stake = run_around(tree, i, *bounds)
            yield clause_draft(scene, voice, Shown("oppose", "policy:not", i, stake, strength=FIRM))
        elif own and denied and lemma not in words.idle:
            stake = self._act(scene, i, bounds)
            strength = FIRM if has_child(tree, i, self.content.never) else PLAIN
            yield clause_draft(scene, voice, Shown("oppose", "policy:not", i, stake, strength=strength))
        elif own and not denied and lemma in words.ends:
            ended = complement_of(tree, i, *bounds, JOINING)
            if ended is not None:
                yield clause_draft(scene, voice, Shown("oppose", "policy:end", i, ended))
        elif own and not denied and lemma in words.keeps and passive is None:
            stake = self._act(scene, i, bounds)
            if stake[1] - stake[0] > 1:
                yield clause_draft(scene, voice, Shown("support", "policy:keep", i, stake))

    @staticmethod
    def _act(scene: Scene, i: int, bounds: Range) -> Range:
        """The act: the verb with what completes it, without subject, auxiliaries and further clauses."""
        tree = scene.tree
        skip = [
            c
            for c in tree.children[i]
            if tree.deps[c] in ("parataxis", "punct", "mark", "cc", "conj", "discourse") or c < i
        ]
        return run_around(tree, i, *bounds, skip)

    def _conditioned(self, scene: Scene, i: int) -> Iterator[Draft]:
        """As in "the pullout is conditioned on A, and on B": A and B are asked for."""
        tree = scene.tree
        voice = own_voice(scene.teller(i))
        if voice is None or is_negated(tree, i, self.content.negations):
            return
        bounds = bounds_of(scene, i, voice.told)
        parts: list[tuple[int, Range]] = []
        first = tree.children_by(i, "obl", "advcl", "ccomp", "xcomp", "nmod")
        for j in (k for f in first for k in (f, *tree.children_by(f, "conj"))):
            case = tree.child(j, "case", "mark")
            if j > i and (j not in first or (case is not None and tree.lowers[case] in ("on", "upon"))):
                parts.append((j, self._part(scene, j, bounds)))
        for at, (j, stake) in enumerate(parts):
            if at and parts[at - 1][1][1] == stake[0]:
                continue  # "on Oslo freeing them" in two pieces
            if at + 1 < len(parts) and parts[at + 1][1][0] == stake[1]:
                stake = (stake[0], parts[at + 1][1][1])
            yield clause_draft(scene, voice, Shown("demand", "policy:condition", j, stake))

    def _listed(self, scene: Scene, i: int) -> Iterator[Draft]:
        """As in "the conditions include A and B"."""
        tree = scene.tree
        subject = subject_of(tree, i)
        named = tree.child(i, "obj")
        if subject is None or named is None or tree.lemmas[subject].lower() not in self.words.demands:
            return
        if tree.child(subject, "nmod", "acl") is not None or tree.child(subject, "det", "nmod:poss") is None:
            return  # "conditions in the camp", "conditions" at large
        told = scene.teller(i)
        own = own_voice(told)
        voices = sides_of(scene, tree.child(subject, "nmod:poss"), told) or ([own] if own else [])
        for j in (named, *tree.children_by(named, "conj")):
            stake = self._part(scene, j, bounds_of(scene, i, told))
            for voice in voices:
                yield clause_draft(scene, voice, Shown("demand", "policy:condition", j, stake))

    @staticmethod
    def _part(scene: Scene, j: int, bounds: Range) -> Range:
        """One of several things, without the others."""
        tree = scene.tree
        skip = [
            c
            for c in tree.children[j]
            if tree.deps[c] in ("conj", "cc", "punct", "case", "parataxis", "acl:relcl")
            or (tree.deps[c] == "mark" and tree.lowers[c] in ("on", "upon"))
        ]
        return run_around(tree, j, *bounds, skip)

    def _needing(self, scene: Scene, i: int) -> Iterator[Draft]:
        """As in "the island needs loans from its creditors"."""
        tree = scene.tree
        voice = self._voice(scene, i)
        named = tree.child(i, "obj")
        if voice is None or named is None or is_negated(tree, i, self.content.negations):
            return
        if voice.side.holder in {v.side.holder for v in sides_of(scene, subject_of(tree, i), voice.told)}:
            stake = object_range(tree, named, *bounds_of(scene, i, voice.told))
            yield clause_draft(scene, voice, Shown("demand", "policy:need", i, stake))

    def _bidden(self, scene: Scene, i: int, lemma: str) -> Iterator[Draft]:
        """As in "Open the border now!"."""
        tree = scene.tree
        voice = self._voice(scene, i)
        bidding = tree.child(i, *SUBJECTS, "aux", "mark", "expl") is None and lemma not in self.words.polite
        if voice is None or not bidding or complement_of(tree, i, *tree.sentences[tree.sentence[i]], JOINING) is None:
            return
        bounds = bounds_of(scene, i, voice.told)
        start, end = trim(tree, *self._act(scene, i, bounds))
        if tree.words[i][:1].isupper() or is_negated(tree, i, self.content.negations):
            start = min([start, *tree.children_by(i, "advmod")])
            yield clause_draft(scene, voice, Shown("demand", "policy:bidding", i, (start, end)))


def is_bidding(tree: Tree, i: int) -> bool:
    """Whether a token is the bare verb that heads what is said."""
    return tree.xpos[i] == "VB" and tree.deps[i] in ("root", "ccomp", "parataxis")
