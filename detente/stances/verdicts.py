"""Stands by what things are judged to be: "called the raid an outrage", "the dam harms the river"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.stances.clause_draft import Shown, clause_draft
from detente.stances.grammar import SUBJECTS, antecedent_of, has_child, is_supposed, run_around, subject_of
from detente.stances.objects import object_range
from detente.stances.voices import bounds_of, own_voice, sides_of, voice_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model import Stance
    from detente.stances.draft import Draft
    from detente.stances.lexicon import Lexicon
    from detente.stances.scene import Range, Scene, Told
    from detente.stances.voices import Voice

__all__ = ["Verdicts"]


LOOSE = ("cop", "aux", "parataxis", "punct", "conj")


class Verdicts:
    """Finds the stands of who judges a thing.

    Args:
        lexicon: The words.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = lexicon.verdicts
        self.content = lexicon.content
        self.offices = lexicon.holders.offices
        words = self.words
        self.judging = words.good | words.bad | words.good_nouns | words.bad_nouns | words.worries | words.steps
        self.harming = words.harms | words.worsens | words.breaks
        self.naming = words.called | words.saying
        self.triggers = (
            self.judging
            | self.harming
            | words.interest
            | words.saying
            | {"call", "describe"}
            | words.failing
            | words.enough
        )

    def at(self, scene: Scene, i: int) -> Iterator[Draft]:
        """The stands that token i shows."""
        tree, words = scene.tree, self.words
        lemma = tree.lemmas[i].lower()
        if tree.upos[i] == "VERB" and lemma in self.naming:
            yield from self._what_called(scene, i)
        if lemma in words.failing | words.enough:
            yield from self._falling_short(scene, i, lemma)
        elif tree.upos[i] == "VERB" and lemma in self.harming:
            yield from self._harmful(scene, i, lemma)
        elif tree.upos[i] == "NOUN" and lemma in words.interest:
            yield from self._of_interest(scene, i)
        elif lemma in self.judging or tree.lowers[i] in self.judging:
            yield from self._judged(scene, i)

    def _judged(self, scene: Scene, i: int) -> Iterator[Draft]:
        """A judging word: of a subject, of the object of a verb of calling, or loaded before its noun."""
        tree = scene.tree
        stance = self._stance(scene, i)
        above = tree.heads[i]
        head = above if tree.deps[i] == "amod" and tree.upos[above] in ("NOUN", "PRON") else i
        if stance is None or has_child(tree, head, self.words.fine) or has_child(tree, i, self.words.fine):
            return
        verb = self._calling(scene, head)
        if verb is not None:
            yield from self._called(scene, i, verb, head, stance)
        elif tree.child(head, "cop") is not None:
            yield from self._said(scene, i, head, stance)
        elif tree.deps[i] == "obj" and tree.lemmas[above] in self.words.marks:
            yield from self._said(scene, i, above, stance)
        elif tree.deps[i] == "obj" and tree.lemmas[above] in self.words.commits and stance == "oppose":
            yield from self._wrong(scene, above, i)
        elif tree.lowers[above] == "what" and tree.deps[i].endswith("relcl") and tree.deps[above] == "nsubj":
            yield from self._what(scene, i, tree.heads[above], stance)
        elif head != i and tree.lowers[i] in self.words.loaded and not self._is_idle(scene, head):
            voice = self._voice(scene, i)
            if voice is not None and tree.child(head, "det") is not None:
                stake = object_range(tree, head, *bounds_of(scene, i, voice.told))
                yield clause_draft(scene, voice, Shown("oppose", "verdict:loaded", i, stake))

    def _stance(self, scene: Scene, i: int) -> Stance | None:
        """What a judging word shows where it stands as the part of speech it is listed under."""
        tree, words = scene.tree, self.words
        lemma, noun = tree.lemmas[i].lower(), tree.upos[i] == "NOUN"
        if noun and lemma in words.worries:
            return "concern"
        if noun and lemma in words.bad_nouns:
            return "oppose"
        if noun and lemma in words.steps:
            forward = has_child(tree, i, words.ahead) or has_child(tree, i, self.content.needed)
            return "support" if forward else None
        if noun and lemma in words.good_nouns:
            return "support"
        if tree.upos[i] == "ADJ" or (tree.xpos[i] == "VBG" and tree.lowers[i] in words.bad):
            if lemma in words.alarming or tree.lowers[i] in words.alarming:
                return "concern"
            return "support" if lemma in words.good else "oppose"
        return None

    def _calling(self, scene: Scene, i: int) -> int | None:
        """The verb that calls something what token i says."""
        tree = scene.tree
        for _ in range(2):
            above = tree.heads[i]
            if tree.lemmas[above] in self.words.called and tree.upos[above] == "VERB" and above < i:
                return above if tree.deps[i] in ("xcomp", "obl", "ccomp", "advcl", "obj") else None
            if tree.deps[i] not in ("nmod", "obl", "appos"):
                return None
            i = above
        return None

    def _called(self, scene: Scene, i: int, verb: int, head: int, stance: Stance) -> Iterator[Draft]:
        """As in "called the raid illegal", "drills that Oslo describes as a threat"."""
        tree = scene.tree
        thing = next((c for c in tree.children_by(verb, "obj", "nsubj:pass") if c not in (head, i)), None)
        told = scene.teller(verb)
        own = told is None and tree.lemmas[verb] in self.words.spoken
        if thing is None or tree.deps[verb] in ("xcomp", "acl") or self._doubted(scene, verb):
            return
        bounds = bounds_of(scene, verb, told)
        thing = antecedent_of(tree, thing)
        passive = tree.deps[thing] == "nsubj:pass" and tree.heads[thing] == verb
        if has_child(tree, verb, self.words.fine):
            return
        who = tree.child(verb, "obl:agent") if passive else subject_of(tree, verb)
        if who is not None and who == thing:
            who = tree.child(verb, *SUBJECTS)
        stake = object_range(tree, thing, bounds[0], bounds[1] if thing > verb else verb)
        cued = next((t for t in scene.told if t.side is not None and t.holds_cue(verb)), None)
        if cued is None and tree.xpos[verb] == "VBG":
            cued = self._teller_of(scene, verb)
        voices = sides_of(scene, who, told) if cued is None or cued.side is None else [voice_of(cued, cued.side)]
        for voice in voices:
            shown = Shown(stance, "verdict:called", i, stake)
            yield clause_draft(scene, voice._replace(own=voice.own or own), shown)

    @staticmethod
    def _teller_of(scene: Scene, verb: int) -> Told | None:
        """Who says what a participle goes with ("the king said rents would rise, calling the law an outrage")."""
        above = list(scene.tree.ancestors(verb))
        return next(
            (t for t in scene.told if t.side is not None and t.own and any(t.holds_cue(i) for i in above)), None
        )

    def _said(self, scene: Scene, i: int, head: int, stance: Stance) -> Iterator[Draft]:
        """As in "the drills are a threat", "it's a wonderful treaty"."""
        tree = scene.tree
        voice = self._voice(scene, i)
        subject = tree.child(head, *SUBJECTS)
        if voice is None or subject is None or self._doubted(scene, head):
            return
        bounds = bounds_of(scene, i, voice.told)
        stake: Range
        if tree.upos[subject] == "PRON" and head != i and not self._is_idle(scene, head) and tree.upos[head] == "NOUN":
            stake = self._bare(scene, head, bounds)
        elif not self._is_thing(scene, subject) or self._is_idle(scene, subject):
            return
        else:
            stake = object_range(tree, subject, *bounds)
        yield clause_draft(scene, voice, Shown(stance, "verdict:said", i, stake))

    def _harmful(self, scene: Scene, i: int, lemma: str) -> Iterator[Draft]:
        """As in "the dam would ruin the fishery", "Oslo is undermining the truce"."""
        tree, words = scene.tree, self.words
        named = tree.child(i, "obj")
        if named is None:
            return
        fits = (lemma in words.worsens and words.ills) or (lemma in words.breaks and words.bonds)
        if fits and tree.lemmas[named].lower() not in fits:
            return
        yield from self._wrong(scene, i, i)

    def _wrong(self, scene: Scene, i: int, trigger: int) -> Iterator[Draft]:
        """What another side, or a thing, does that is judged by the verb i and its object."""
        tree, words = scene.tree, self.words
        voice = self._voice(scene, i)
        subject = tree.child(i, "nsubj")
        if voice is None or subject is None or self._doubted(scene, i):
            return
        if has_child(tree, i, words.fine) or antecedent_of(tree, subject) != subject:
            return
        own = voice.side.holder in {v.side.holder for v in sides_of(scene, subject, voice.told)}
        if own or tree.lowers[subject] in self.content.first_person:
            return
        bounds = bounds_of(scene, i, voice.told)
        if self._is_thing(scene, subject) and tree.lemmas[i] not in words.breaks | words.commits:
            shown = Shown("oppose", "verdict:harm", trigger, object_range(tree, subject, *bounds))
        else:
            others = scene.holders.states_at([subject])
            shown = Shown("oppose", "verdict:harm", trigger, run_around(tree, i, *bounds), addressee=others)
        yield clause_draft(scene, voice, shown)

    def _what(self, scene: Scene, i: int, thing: int, stance: Stance) -> Iterator[Draft]:
        """As in "what is worrying is the growth of the fleet"."""
        voice = self._voice(scene, i)
        if voice is not None and not self._doubted(scene, thing):
            stake = self._bare(scene, thing, bounds_of(scene, i, voice.told), "advmod")
            yield clause_draft(scene, voice, Shown(stance, "verdict:said", i, stake))

    def _what_called(self, scene: Scene, verb: int) -> Iterator[Draft]:
        """As in "what Oslo calls Riga's raid on its waters", "what it calls the failure to pay"."""
        tree, words = scene.tree, self.words
        above = tree.heads[verb]
        opened = any(tree.lowers[c] == "what" for c in tree.children[verb]) or tree.lowers[above] == "what"
        thing = next((c for c in tree.children_by(verb, "ccomp", "xcomp", "obj") if c > verb), None)
        if not opened or thing is None or tree.upos[thing] != "NOUN" or self._doubted(scene, verb):
            return
        aims = (tree.lemmas[c] for c in tree.children_by(thing, "acl"))
        bad = words.bad_nouns | words.shortfalls
        if tree.lemmas[thing].lower() not in bad and words.harms.isdisjoint(aims):
            return
        told = scene.teller(verb)
        stake = self._bare(scene, thing, bounds_of(scene, verb, told))
        cued = next((t for t in scene.told if t.side is not None and t.holds_cue(verb)), None)
        subject = tree.child(verb, "nsubj")
        voices, teller = sides_of(scene, subject, told), own_voice(told)
        if not voices and subject is not None and tree.upos[subject] == "PRON" and teller is not None:
            voices = [teller]
        if cued is not None and cued.side is not None:
            voices = [voice_of(cued, cued.side)]
        for voice in voices:
            shown = Shown("oppose", "verdict:called", verb, stake)
            yield clause_draft(scene, voice._replace(own=voice.own or told is None), shown)

    def _falling_short(self, scene: Scene, i: int, lemma: str) -> Iterator[Draft]:
        """What a side does not do, as another says: "Peru is failing to pay", "does too little to pay"."""
        tree, words = scene.tree, self.words
        voice, verb = self._voice(scene, i), i
        if lemma in words.enough:
            verb = next((j for j in tree.ancestors(i) if tree.upos[j] == "VERB"), i)
            short = tree.lemmas[verb] in words.doing and has_child(tree, verb, words.fine)
        else:
            short = tree.upos[i] == "VERB" and tree.child(i, "xcomp") is not None and not has_child(tree, i, words.fine)
        subject = tree.child(verb, "nsubj")
        if not short or voice is None or subject is None or self._doubted(scene, verb):
            return
        others = scene.holders.states_at([subject])
        if not others or voice.side.holder in others:
            return
        stake = run_around(tree, verb, *bounds_of(scene, i, voice.told))
        yield clause_draft(scene, voice, Shown("oppose", "verdict:short", i, stake, addressee=others))

    def _of_interest(self, scene: Scene, i: int) -> Iterator[Draft]:
        """As in "the ban is not in the interest of farmers"."""
        tree = scene.tree
        voice = self._voice(scene, i)
        subject = tree.child(i, *SUBJECTS)
        case = tree.child(i, "case")
        if voice is None or subject is None or case is None or tree.lowers[case] not in ("in", "against"):
            return
        if not self._is_thing(scene, subject) or self._doubted(scene, i):
            return
        against = has_child(tree, i, self.words.fine) or tree.lowers[case] == "against"
        stake = object_range(tree, subject, *bounds_of(scene, i, voice.told))
        stance: Stance = "oppose" if against else "support"
        yield clause_draft(scene, voice, Shown(stance, "verdict:interest", i, stake))

    def _voice(self, scene: Scene, i: int) -> Voice | None:
        voice = own_voice(scene.teller(i))
        return None if voice is None or voice.told is None or scene.is_cue(i) else voice

    def _doubted(self, scene: Scene, i: int) -> bool:
        return is_supposed(scene.tree, i, bounds_of(scene, i, scene.teller(i))[0], self.content.doubtful)

    def _is_idle(self, scene: Scene, i: int) -> bool:
        return scene.tree.lemmas[i].lower() in self.words.idle_nouns | self.content.idle

    def _is_thing(self, scene: Scene, i: int) -> bool:
        """Whether a noun names no actor and nobody in office."""
        tree = scene.tree
        if tree.upos[i] == "PRON":
            return tree.lowers[i] in ("it", "this", "that", "these", "which")
        return tree.lemmas[i].lower() not in self.offices and not scene.holders.at(i)

    @staticmethod
    def _bare(scene: Scene, i: int, bounds: Range, *loose: str) -> Range:
        """The predicate noun without what makes a clause of it."""
        tree = scene.tree
        skip = [c for c in tree.children[i] if tree.deps[c] in (*SUBJECTS, *LOOSE, *loose)]
        return run_around(tree, i, *bounds, skip)
