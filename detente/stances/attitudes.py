"""Stands by words of wanting, backing, fearing and opposing, wherever a side is their subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.stances.clause_draft import Shown, clause_draft
from detente.stances.grammar import (
    SUBJECTS,
    is_negated,
    is_supposed,
    modals_of,
    run_around,
    split_clauses,
    subject_of,
    trim,
)
from detente.stances.objects import object_range
from detente.stances.voices import bounds_of, sides_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.language.tree import Tree
    from detente.stances.draft import Draft
    from detente.stances.lexicon import Lexicon, Predicate
    from detente.stances.scene import Range, Scene

__all__ = ["Attitudes"]

BY_PREPOSITION = frozenset({"call", "appeal"})
BELONGING = frozenset({"over", "in", "for", "on", "against", "of"})
DOING = frozenset({"do", "does", "did"})
PERSONS = frozenset({"him", "her", "you"})
RELATIVE = frozenset({"which", "that", "who", "whom"})
REAL = frozenset({"after", "as", "while", "because", "since", "although", "though", "whereas"})
STRANDED_AFTER = frozenset('.,;:!)”"') | {"and", "but"}


class Attitudes:
    """Finds the stands that predicates of attitude show: "Beijing desires", "we oppose", "which Paris is against".

    Args:
        lexicon: The words.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = lexicon.content
        self.verbs = lexicon.words_of("verbs")
        self.adjectives = lexicon.words_of("adjectives")
        self.cases = lexicon.words_of("cases")

    def at(self, scene: Scene, i: int) -> Iterator[Draft]:
        """The stands that token i shows."""
        tree = scene.tree
        if tree.lowers[i] == "protest":
            yield from self._in_protest(scene, i)
        if tree.lemmas[i] in self.verbs and tree.upos[i] == "VERB":
            yield from self._of_verb(scene, i)
        if tree.lowers[i] in self.adjectives and self._is_said(tree, i):
            yield from self._of_adjective(scene, i)
        if tree.lowers[i] in self.cases:
            yield from self._of_case(scene, i)

    @staticmethod
    def _is_said(tree: Tree, i: int) -> bool:
        """Whether an adjective is a predicate, by its own copula or a shared one ("is wary, and worried about X")."""
        first = tree.heads[i] if tree.deps[i] == "conj" else i
        return any(tree.child(j, "cop", "aux:pass") is not None for j in (i, first))

    def _in_protest(self, scene: Scene, i: int) -> Iterator[Draft]:
        """As in "sat out the summit in protest": what is stayed away from or left is opposed."""
        tree = scene.tree
        case, verb = tree.child(i, "case"), tree.heads[i]
        named = tree.child(verb, "obj")
        fits = case is not None and tree.lowers[case] == "in" and tree.lemmas[verb] in self.words.shunning
        if not fits or named is None or scene.is_cue(verb) or self._is_unreal(scene, verb):
            return
        told = scene.teller(i)
        stake = object_range(tree, named, named, i)
        stake = (min(j for j in tree.subtree(named)), stake[1])
        for voice in sides_of(scene, subject_of(tree, verb), told):
            shown = Shown("oppose", "attitude:protest", i, trim(tree, *stake))
            yield clause_draft(scene, voice._replace(own=voice.own or told is None), shown)

    def _of_verb(self, scene: Scene, i: int) -> Iterator[Draft]:
        tree = scene.tree
        if scene.is_cue(i) or tree.child(i, "nsubj:pass", "aux:pass") is not None or self._is_unreal(scene, i):
            return
        yield from self._show(scene, i, i, subject_of(tree, i), self.verbs[tree.lemmas[i]])

    def _of_adjective(self, scene: Scene, i: int) -> Iterator[Draft]:
        if scene.is_cue(i) or self._is_unreal(scene, i):
            return
        yield from self._show(scene, i, i, subject_of(scene.tree, i), self.adjectives[scene.tree.lowers[i]])

    def _of_case(self, scene: Scene, i: int) -> Iterator[Draft]:
        """As in "Paris is against the plan" and "the plan, which Paris is against"."""
        tree = scene.tree
        head = tree.heads[i]
        told = scene.teller(i)
        start, end = bounds_of(scene, i, told)
        predicate = self.cases[tree.lowers[i]][0]
        copula = tree.child(head, "cop") if tree.child(head, "cop") is not None else tree.child(i, "cop")
        subject = tree.child(head, *SUBJECTS) if tree.child(i, *SUBJECTS) is None else tree.child(i, *SUBJECTS)
        if (
            copula is None
            or subject is None
            or not copula < i
            or tree.lowers[i - 1] == "up"
            or is_supposed(tree, i, start, self.words.doubtful)
        ):
            return
        stranded = i + 1 >= end or tree.lowers[i + 1] in STRANDED_AFTER
        stake: Range | None
        if stranded and tree.lowers[head] in ("which", "that") and tree.heads[head] != head:
            stake = self._before_relative(scene, tree.heads[head], head, start)
        elif stranded and tree.deps[head].endswith("relcl"):
            stake = self._before_relative(scene, tree.heads[head], tree.subtree(head)[0], start)
        elif head > i:
            skip = (subject, copula, i, *(c for c in tree.children[head] if c < i))
            stake = run_around(tree, head, start, end, skip)
        else:
            return
        negated = is_negated(tree, head, self.words.negations)
        stance = predicate.negated if negated else predicate.stance
        if stance == "none":
            return
        for voice in sides_of(scene, subject, told):
            yield clause_draft(
                scene, voice, Shown(stance, f"attitude:{tree.lowers[i]}", i, stake, strength=predicate.strength)
            )

    @staticmethod
    def _before_relative(scene: Scene, antecedent: int, opening: int, start: int) -> Range:
        tree = scene.tree
        if tree.deps[antecedent] == "acl":
            antecedent = tree.heads[antecedent]
        if tree.upos[antecedent] in ("VERB", "AUX"):
            return run_around(tree, antecedent, start, opening, tree.children_by(antecedent, "mark", "case"))
        low, high = object_range(tree, antecedent, start, opening)
        return trim(tree, low, high)

    def _is_unreal(self, scene: Scene, i: int) -> bool:
        """Whether the word is an infinitive that another word governs, or only supposed."""
        tree = scene.tree
        start = bounds_of(scene, i, scene.teller(i))[0]
        if not modals_of(tree, i).isdisjoint(self.words.modals):
            return True
        marks = {tree.lowers[m] for m in tree.children_by(i, "mark")}
        if tree.deps[i] == "advcl":
            marks -= REAL
        governed = tree.deps[i] in ("xcomp", "advcl", "acl", "csubj") and bool(marks)
        governed = governed and tree.lemmas[tree.heads[i]] not in self.words.going_on
        return governed or self._goes_with_infinitive(tree, i) or is_supposed(tree, i, start, self.words.doubtful)

    @staticmethod
    def _goes_with_infinitive(tree: Tree, i: int) -> bool:
        """Whether the word is coordinated with an infinitive ("urged Oslo to stop A and to support B")."""
        first = i
        while tree.deps[first] == "conj" and tree.heads[first] < first:
            first = tree.heads[first]
        infinitive = any(tree.lowers[m] == "to" for m in tree.children_by(first, "mark"))
        bare = tree.xpos[i] in ("VB", "VBP") and tree.child(i, *SUBJECTS) is None
        if first != i and any(tree.lowers[m] == "to" for m in tree.children_by(i, "mark")):
            return True
        return first != i and tree.deps[first] in ("xcomp", "advcl", "acl", "ccomp") and infinitive and bare

    def _show(
        self, scene: Scene, trigger: int, head: int, subject: int | None, predicates: tuple[Predicate, ...]
    ) -> Iterator[Draft]:
        tree = scene.tree
        told = scene.teller(trigger)
        voices = sides_of(scene, subject, told)
        if not voices or (told is not None and told.statement.act in scene.lexicon.cues.silent):
            return
        negated = is_negated(tree, head, self.words.negations)
        bounds = bounds_of(scene, trigger, told)
        done = modals_of(tree, head).isdisjoint(self.words.denying - DOING)
        for predicate in predicates:
            if predicate.own and not done:
                continue  # "will impose": not yet a deed
            stance = predicate.negated if negated else predicate.stance
            if stance == "none":
                continue
            found, other = self._stake(scene, head, predicate, bounds)
            for stake in found:
                for voice in voices:
                    yield clause_draft(
                        scene,
                        voice._replace(own=voice.own or (predicate.own and told is None)),
                        Shown(
                            "demand" if other and stance in ("support", "hope") else stance,
                            f"attitude:{tree.lemmas[trigger]}",
                            trigger,
                            stake,
                            strength=max(predicate.strength, 2) if other else predicate.strength,
                            addressee=other,
                        ),
                    )
            if found:
                return

    def _stake(
        self, scene: Scene, head: int, predicate: Predicate, bounds: Range
    ) -> tuple[list[Range], tuple[str, ...]]:
        """What the attitude is to, and whom it asks to act."""
        tree = scene.tree
        start, end = bounds
        named = tree.child(head, "obj", "iobj") if tree.lemmas[head] not in BY_PREPOSITION else None
        asked = named if named is not None else self._asked(scene, head)
        for i in tree.children[head]:
            if i < head or not start <= i < end:
                continue
            infinitive = tree.deps[i] in ("xcomp", "ccomp", "advcl") and any(
                tree.lowers[m] == "to" for m in tree.children_by(i, "mark")
            )
            if infinitive and "other" in predicate.frames and self._other(scene, head, asked, i):
                who = tree.child(i, *SUBJECTS) if asked is None else asked
                states = scene.holders.states_at(tree.subtree(who)) if who is not None else ()
                return split_clauses(tree, i, self._after_to(scene, i), run_around(tree, i, start, end)[1]), states
            if infinitive and "to" in predicate.frames and tree.deps[i] == "xcomp" and named is None:
                if tree.lemmas[i] in predicate.not_objects or (predicate.only and tree.lemmas[i] not in predicate.only):
                    return [], ()
                return split_clauses(tree, i, self._after_to(scene, i), run_around(tree, i, start, end)[1]), ()
        before = self._relative_object(scene, head, predicate, start)
        if before is not None:
            return [before], ()
        for i in tree.children[head]:
            if not start <= i < end or i < head:
                continue
            if self._fits(scene, i, predicate):
                return [self._whole(scene, head, object_range(tree, i, start, end), end, predicate)], ()
        shared = self._shared_object(tree, head, predicate)
        return ([object_range(tree, shared, start, end)] if shared is not None and shared < end else []), ()

    @staticmethod
    def _shared_object(tree: Tree, head: int, predicate: Predicate) -> int | None:
        """The object after a verb that hangs on the one it is joined to ("does not back, and opposes, the sale")."""
        first = tree.heads[head]
        named = tree.child(first, "obj") if tree.deps[head] == "conj" else None
        fits = named is not None and named > head and "obj" in predicate.frames and not predicate.only
        bare = all(tree.deps[c] in ("cc", "punct", "advmod", "aux") for c in tree.children[head])
        return named if fits and bare else None

    @staticmethod
    def _relative_object(scene: Scene, head: int, predicate: Predicate, start: int) -> Range | None:
        """What a relative clause is on ("a ferry that the Finns had asked for")."""
        tree = scene.tree
        named, subject = tree.child(head, "obj"), tree.child(head, *SUBJECTS)
        if not tree.deps[head].endswith("relcl") or "obj" not in predicate.frames or predicate.only:
            return None
        if subject is None or tree.lowers[subject] in RELATIVE or tree.deps[subject].endswith("pass"):
            return None
        plain = named is None and tree.child(head, "xcomp", "ccomp", "obl") is None
        if not plain and (named is None or tree.lowers[named] not in RELATIVE):
            return None
        antecedent = tree.heads[head]
        if antecedent >= head or (
            tree.upos[antecedent] not in ("NOUN", "PROPN") and tree.lowers[antecedent] != "something"
        ):
            return None
        if tree.lemmas[antecedent].lower() in predicate.not_objects:
            return None
        stake = object_range(tree, antecedent, max(start, min(tree.subtree(antecedent))), min(tree.subtree(head)))
        return trim(tree, *stake)

    @staticmethod
    def _whole(scene: Scene, head: int, stake: Range, end: int, predicate: Predicate) -> Range:
        """With what the parse hangs on the verb ("claims sovereignty over the bay"), of words that need an object."""
        tree = scene.tree
        if not predicate.only or stake[1] >= end or tree.lowers[stake[1]] not in BELONGING:
            return stake
        after = (c for c in tree.children_by(head, "obl") if min(tree.subtree(c)) == stake[1])
        joined = next((c for c in after if tree.upos[c] != "PROPN" or scene.holders.actors.at(c)), None)
        return stake if joined is None else (stake[0], min(max(tree.subtree(joined)) + 1, end))

    def _asked(self, scene: Scene, head: int) -> int | None:
        """Whom "call on X to" and "appeal to X to" ask."""
        tree = scene.tree
        for i in tree.children_by(head, "obl"):
            case = tree.child(i, "case")
            if case is not None and tree.lowers[case] in ("on", "upon", "to"):
                return i
        return None

    @staticmethod
    def _other(scene: Scene, head: int, asked: int | None, infinitive: int) -> bool:
        subject = scene.tree.child(infinitive, *SUBJECTS)
        return (asked is not None and head < asked < infinitive) or subject is not None

    @staticmethod
    def _after_to(scene: Scene, i: int) -> int:
        tree = scene.tree
        marks = [m for m in tree.children_by(i, "mark") if tree.lowers[m] == "to"]
        at = marks[0] if marks else i
        return at - 1 if at and tree.lowers[at - 1] == "not" else at + 1

    @staticmethod
    def _fits(scene: Scene, i: int, predicate: Predicate) -> bool:
        """Whether a dependent is of one of the constructions."""
        tree, frames = scene.tree, predicate.frames
        if predicate.only and tree.lemmas[i].lower() not in predicate.only:
            return False
        if "obj" in frames and tree.deps[i] == "obj":
            return tree.lemmas[i].lower() not in predicate.not_objects and tree.lowers[i] not in PERSONS
        if "gerund" in frames and tree.deps[i] in ("xcomp", "ccomp") and tree.xpos[i] == "VBG":
            return True
        if "clause" in frames and tree.deps[i] == "ccomp":
            return True
        case = tree.child(i, "case", "mark")
        if tree.lemmas[i].lower() in predicate.not_objects:
            return False
        return (
            "prep" in frames
            and tree.deps[i] in ("obl", "advcl", "nmod", "xcomp")
            and case is not None
            and tree.lowers[case] in predicate.prepositions
        )
