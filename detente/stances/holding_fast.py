"""Stands by what a side will never do or let be done: "will never accept", "cannot be divided", "must never cross"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.stances.clause_draft import Shown, clause_draft
from detente.stances.grammar import SUBJECTS, has_child, is_supposed, modals_of, subject_of, trim
from detente.stances.objects import complement_of, object_range
from detente.stances.voices import bounds_of, own_voice, sides_of, voice_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model import RedLine
    from detente.stances.draft import Draft
    from detente.stances.lexicon import Lexicon
    from detente.stances.scene import Range, Scene, Told
    from detente.stances.voices import Voice

__all__ = ["HoldingFast"]

FIRM, PLAIN = 3, 2
JOINING = frozenset({"to", "with", "on", "in", "for", "from", "over", "into"})


class HoldingFast:
    """Finds refusals that hold a line.

    Args:
        lexicon: The words.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = lexicon.content

    def at(self, scene: Scene, i: int) -> Iterator[Draft]:
        """The stands that token i shows."""
        tree, words = scene.tree, self.words
        if tree.upos[i] != "VERB":
            return
        lemma = tree.lemmas[i].lower()
        if lemma in words.yielding or lemma in words.keeping or lemma in words.inviolate or lemma in words.untouched:
            negation = self._negation(scene, i)
            if negation is not None:
                yield from self._denied(scene, i, lemma, negation)

    def _negation(self, scene: Scene, i: int) -> int | None:
        tree = scene.tree
        found = next((j for j in tree.children[i] if tree.lowers[j] in self.words.negations and j < i), None)
        mark = next((m for m in tree.children_by(i, "mark") if tree.lowers[m] == "to"), 0)
        before = mark - 1 if mark and tree.lowers[mark - 1] in self.words.negations else None
        return found if found is not None else before

    def _denied(self, scene: Scene, i: int, lemma: str, negation: int) -> Iterator[Draft]:
        tree, words = scene.tree, self.words
        told = scene.teller(i)
        bounds = bounds_of(scene, i, told)
        never = tree.lowers[negation] in words.never or has_child(tree, i, ("ever",))
        modals = modals_of(tree, i)
        if lemma in scene.lexicon.cues.backing and not never:
            return  # to deny support is not yet to oppose
        if scene.is_cue(i) or is_supposed(tree, i, bounds[0], words.doubtful - words.can):
            return
        if tree.child(i, "nsubj:pass") is not None:
            yield from self._passive(scene, i, lemma, modals, never=never)
            return
        vowed = not modals and any(tree.lowers[m] == "to" for m in tree.children_by(i, "mark"))
        if not vowed and modals.isdisjoint(words.denying) and not (modals & words.modals and never):
            return
        if lemma in words.untouched or lemma not in (words.yielding | words.keeping):
            return
        voices = self._voices(scene, i, told, vowed=vowed)
        stake = self._object(scene, i, lemma, bounds)
        clauses = (i, *tree.children_by(i, "xcomp", "ccomp"))
        parties = [j for c in clauses for j in tree.children_by(c, "obj", "iobj", *SUBJECTS) if j > i]
        keeping = lemma in words.keeping
        if keeping and stake is None:
            return
        line: RedLine | None = (
            "meant" if never or (lemma in words.letting and not modals & {"do", "does", "did"}) else None
        )
        if never and lemma not in (words.yielding | words.keeping):
            line = None
        for voice in voices:
            yield clause_draft(
                scene,
                voice,
                Shown(
                    "support" if keeping else "oppose",
                    "firm:never" if never else "firm:not",
                    i,
                    stake,
                    strength=PLAIN if modals & {"do", "does", "did"} and not line else FIRM,
                    addressee=scene.holders.states_at(parties),
                    red_line=line,
                ),
            )

    def _voices(self, scene: Scene, i: int, told: Told | None, *, vowed: bool) -> list[Voice]:
        tree = scene.tree
        subject = subject_of(tree, i)
        if vowed:
            promised = told is not None and told.side is not None and told.statement.act in self.words.promising
            if promised and told is not None and told.side is not None:
                return [voice_of(told, told.side)]
            governor = tree.heads[i]
            return sides_of(scene, subject, told) if tree.lemmas[governor] in self.words.vowing else []
        return sides_of(scene, subject, told)

    def _object(self, scene: Scene, i: int, lemma: str, bounds: Range) -> Range | None:
        """What is never accepted or given up; phrasal verbs need their particle."""
        tree = scene.tree
        particle = tree.child(i, "compound:prt")
        if lemma == "give" and (particle is None or tree.lowers[particle] not in ("up", "away")):
            return None
        if lemma == "hand" and particle is None:
            return None
        named = tree.child(i, "obj")
        clause = tree.child(i, "xcomp", "ccomp")
        if named is not None and clause is not None and named > i:
            return trim(tree, min(tree.subtree(named)), object_range(tree, clause, *bounds)[1])
        found = complement_of(tree, i, *bounds, JOINING)
        if found is None and tree.deps[i].endswith("relcl"):
            return object_range(tree, tree.heads[i], tree.sentences[tree.sentence[i]][0], min(tree.subtree(i)))
        return found

    def _passive(self, scene: Scene, i: int, lemma: str, modals: set[str], *, never: bool) -> Iterator[Draft]:
        """As in "the border cannot be changed by force", "that will never be tolerated"."""
        tree, words = scene.tree, self.words
        voice = own_voice(scene.teller(i))
        subject = tree.child(i, *SUBJECTS)
        firm = modals & (words.denying | words.firm_modals) - {"do", "does", "did"}
        if subject is not None and tree.lowers[subject] in ("which", "that", "who"):
            return
        if voice is None or subject is None or not firm or lemma in words.keeping:
            return
        bounds = bounds_of(scene, i, voice.told)
        stake = object_range(tree, subject, *bounds)
        if lemma in words.inviolate and tree.upos[subject] != "PRON":
            stake = trim(tree, stake[0], object_range(tree, i, *bounds)[1])
        line: RedLine | None = "meant" if lemma in words.letting or (never and lemma in words.yielding) else None
        yield clause_draft(scene, voice, Shown("oppose", "firm:cannot", i, stake, strength=FIRM, red_line=line))
