"""Stands by what a speaker says things are or should be: obligations, importance, aims, claims to land, verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.stances.clause_draft import Shown, clause_draft
from detente.stances.grammar import (
    SUBJECTS,
    antecedent_of,
    has_child,
    is_negated,
    is_supposed,
    run_around,
    split_clauses,
    subject_of,
    trim,
)
from detente.stances.holders import Side
from detente.stances.objects import after_subject, object_range, top_of
from detente.stances.voices import bounds_of, own_voice, sides_of, voice_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.language.tree import Tree
    from detente.model import Stance
    from detente.stances.draft import Draft
    from detente.stances.lexicon import Lexicon
    from detente.stances.scene import Range, Scene, Told
    from detente.stances.voices import Voice

__all__ = ["Claims"]

PLAIN, FIRM = 2, 3
PEOPLE = frozenset({"he", "she", "they"})


class Claims:
    """Finds the stands that content shows, whoever speaks.

    Args:
        lexicon: The words.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = lexicon.content
        self.offices = lexicon.holders.offices

    def at(self, scene: Scene, i: int) -> Iterator[Draft]:
        """The stands that token i shows."""
        tree, words = scene.tree, self.words
        lemma, lower = tree.lemmas[i].lower(), tree.lowers[i]
        if lower in words.can and tree.deps[i] == "aux":
            yield from self._barred(scene, i)
        elif lower in words.modals and tree.deps[i] == "aux":
            yield from self._obliged(scene, i, tree.heads[i], firm=lower in words.firm_modals)
        elif lemma in words.obligation_verbs and tree.upos[i] == "VERB":
            below = tree.child(i, "xcomp")
            if below is not None and below > i and tree.child(below, "mark") is not None:
                yield from self._obliged(scene, i, below, firm=True)
        elif (lemma in words.importance or lemma in words.holding) and tree.upos[i] == "NOUN":
            yield from self._important(scene, i)
        elif lower in words.needed and tree.child(i, "cop") is not None:
            yield from self._needed(scene, i)
        elif lemma in words.aims:
            yield from self._aim(scene, i)
        elif lower in words.only and i + 1 < len(tree) and tree.lowers[i + 1] in words.opening:
            yield from self._only_if(scene, i)
        elif lemma in words.belonging and tree.upos[i] == "NOUN":
            yield from self._belongs(scene, i)
        elif lower in words.steadfast and tree.deps[i] in ("root", "ccomp", "xcomp", "conj", "parataxis"):
            yield from self._steadfast(scene, i)
        elif lower in words.unworthy and tree.child(i, "cop") is not None:
            yield from self._unworthy(scene, i)

    def _voice(self, scene: Scene, i: int) -> Voice | None:
        """Who says token i in own words, unless it is only supposed."""
        voice = own_voice(scene.teller(i))
        if voice is None or voice.told is None or scene.is_cue(i):
            return None
        return None if is_supposed(scene.tree, i, voice.told.start, self.words.doubtful) else voice

    def _aim(self, scene: Scene, i: int) -> Iterator[Draft]:
        if scene.tree.deps[i].startswith("nsubj"):
            yield from self._aimed(scene, i)
        elif scene.tree.child(i, "cop") is not None:
            yield from self._put_first(scene, i)

    def _put_first(self, scene: Scene, i: int) -> Iterator[Draft]:
        """As in "fish quotas are the first concern of Oslo": supported by whose priority it is."""
        tree = scene.tree
        subject = tree.child(i, *SUBJECTS)
        told = scene.teller(i)
        bounds = bounds_of(scene, i, told)
        denied = is_negated(tree, i, self.words.negations) or is_supposed(tree, i, bounds[0], self.words.doubtful)
        if subject is None or denied or tree.upos[subject] == "PRON":
            return
        owners = [j for j in tree.children_by(i, "nmod:poss", "amod", "compound", "nmod") if self._owns(scene, j)]
        voices = [v for j in owners for v in self._owners_at(scene, j, told)][:1]
        for voice in voices:
            stake = object_range(tree, subject, *bounds)
            yield clause_draft(scene, voice, Shown("support", "claim:priority", i, stake))

    @staticmethod
    def _owns(scene: Scene, j: int) -> bool:
        case = scene.tree.child(j, "case")
        return scene.tree.deps[j] != "nmod" or (case is not None and scene.tree.lowers[case] in ("for", "of"))

    def _owners_at(self, scene: Scene, j: int, told: Told | None) -> list[Voice]:
        if scene.tree.lowers[j] in self.words.first_person:
            return [] if told is None or told.side is None else [voice_of(told, told.side)]
        sides = scene.holders.at(j, ground=True) or [
            Side(m.state) for m in scene.holders.actors.at(j) if m.state and not m.person
        ]
        return [voice_of(told, side) for side in sides]

    def _obliged(self, scene: Scene, i: int, verb: int, *, firm: bool) -> Iterator[Draft]:
        """An obligation put on others, or on both sides."""
        tree, words = scene.tree, self.words
        voice = self._voice(scene, i)
        subject = tree.child(tree.heads[verb], *SUBJECTS) if verb != tree.heads[i] else tree.child(verb, *SUBJECTS)
        subject = subject if subject is not None else subject_of(tree, verb)
        subject = antecedent_of(tree, subject) if subject is not None else None
        if voice is None or voice.told is None or has_child(tree, verb, ("have", "has")):
            return
        if subject is not None and subject > i:
            return
        if tree.deps[tree.heads[i] if tree.upos[i] == "AUX" else i].endswith("relcl") and not _is_relative(tree, verb):
            return
        if tree.lemmas[verb] in words.mere:
            return
        bounds = bounds_of(scene, i, voice.told)
        expletive = tree.child(verb, "expl") is not None or (subject is not None and tree.lowers[subject] == "there")
        if subject is None and not expletive:
            return
        if expletive:
            stake = after_subject(tree, verb, i + 1, self._end(scene, verb, bounds))
            yield clause_draft(scene, voice, Shown("demand", "claim:obligation", i, stake, strength=PLAIN + firm))
            return
        assert subject is not None
        if tree.lowers[subject] in words.first_person or tree.lowers[subject] == "you":
            return
        own = voice.side.holder in self._sides(scene, subject, voice.told)
        joint = self._is_joint(scene, subject)
        own = own or (joint and not scene.holders.states_at(tree.subtree(subject)))
        passive = tree.deps[subject] == "nsubj:pass"
        if own and not joint and not passive:
            return
        unasked = self._is_unasked(tree, verb)
        forbidden = tree.lemmas[verb] in words.untouched and is_negated(tree, verb, words.negations)
        phrase = tree.subtree(subject)
        states = scene.holders.states_at(j for j in phrase if not tree.deps[j].startswith("acl"))
        named = (
            (not (own and passive) and bool(scene.holders.at(subject)))
            or tree.lemmas[subject].lower() in self.offices
            or joint
        )
        for stake in self._duties(scene, verb, i, subject, bounds, named=named and not passive):
            yield clause_draft(
                scene,
                voice,
                Shown(
                    "oppose"
                    if unasked
                    else "support"
                    if (joint and own and not firm) or self._is_wished(scene, subject, named, firm)
                    else "demand",
                    "claim:obligation",
                    i,
                    stake,
                    strength=PLAIN + (firm and not joint),
                    addressee=states if named else (),
                    red_line="meant" if forbidden else None,
                ),
            )

    def _is_unasked(self, tree: Tree, verb: int) -> bool:
        """Whether the obligation is denied by what governs it ("we do not think Oslo should act")."""
        above = tree.heads[verb]
        thought = tree.deps[verb] == "ccomp" and tree.lemmas[above] in self.words.thinking
        return thought and is_negated(tree, above, self.words.negations)

    def _barred(self, scene: Scene, i: int) -> Iterator[Draft]:
        """As in "there can be no refuge"."""
        tree = scene.tree
        verb = tree.heads[i]
        voice = own_voice(scene.teller(i))
        thing = tree.child(verb, "nsubj")
        if voice is None or thing is None or thing < i or tree.child(verb, "expl") is None:
            return
        denied = [c for c in tree.children[thing] if tree.lowers[c] == "no"]
        if denied:
            stake = run_around(tree, thing, *bounds_of(scene, i, voice.told), denied)
            yield clause_draft(scene, voice, Shown("oppose", "claim:barred", i, stake, strength=FIRM))

    @staticmethod
    def _is_wished(scene: Scene, subject: int, named: bool, firm: bool) -> bool:
        """Whether a thing "should" be or do something, which nobody is asked for."""
        return not (named or firm or scene.tree.deps[subject] == "nsubj:pass")

    def _duties(self, scene: Scene, verb: int, i: int, subject: int, bounds: Range, *, named: bool) -> list[Range]:
        """What is to be done, in parts; of things that are to be dealt with, the whole clause."""
        tree = scene.tree
        end = self._end(scene, verb, bounds)
        shares = tree.deps[verb] == "conj" and tree.heads[subject] != verb
        if tree.lowers[subject] == "they" or (shares and not named):
            return split_clauses(tree, verb, i + 1 if tree.lowers[subject] == "they" else i, end)
        if tree.upos[subject] in ("PRON", "DET") and not named:
            return [(subject, subject + 1)]
        if named:
            begin = i + 1
            while begin < verb and tree.lowers[begin] in ("to", "also", "therefore"):
                begin += 1
            return split_clauses(tree, verb, begin, end)
        start = min(tree.subtree(subject))
        return [trim(tree, max(start, bounds[0]), end)]

    @staticmethod
    def _end(scene: Scene, verb: int, bounds: Range) -> int:
        """Where the predicate of a verb ends: before loose clauses and a coordinated clause with its own subject."""
        tree = scene.tree
        skip = [
            c
            for c in tree.children[verb]
            if c > verb
            and (
                (tree.deps[c] == "conj" and tree.child(c, *SUBJECTS) is not None)
                or tree.deps[c] in ("parataxis", "discourse")
            )
        ]
        return run_around(tree, verb, *bounds, skip)[1]

    @staticmethod
    def _sides(scene: Scene, subject: int, told: Told | None) -> set[str]:
        return {voice.side.holder for voice in sides_of(scene, subject, told)}

    def _is_joint(self, scene: Scene, subject: int) -> bool:
        tree = scene.tree
        both = has_child(tree, subject, self.words.joint) or tree.lowers[subject] in self.words.joint
        several = len({m.state for m in scene.holders.actors.at(subject)}) > 1
        return both or several or tree.child(subject, "conj") is not None

    def _important(self, scene: Scene, i: int) -> Iterator[Draft]:
        """As in "stressed the importance of X", "there is a need for X", "reiterated their commitment to X"."""
        tree, words = scene.tree, self.words
        stance = words.holding.get(tree.lemmas[i].lower(), "support")
        joining = (*words.importance_of, "to") if tree.lemmas[i].lower() in words.importance else words.holding_to
        told = scene.teller(i)
        governor = tree.heads[i]
        cued = told is not None and tree.lemmas[self._cue_verb(scene, told)] in words.importance_verbs
        if told is not None and cued and top_of(tree, told.start, told.end) == i and told.side is not None:
            voices = [voice_of(told, told.side)]
        elif tree.child(governor, "expl") is not None and tree.deps[i].startswith("nsubj"):
            voice = self._voice(scene, i)
            voices = [voice] if voice is not None else []
        elif tree.lemmas[governor] in words.importance_verbs and tree.deps[i] == "obj":
            voices = sides_of(scene, subject_of(tree, governor), told)
        else:
            return
        if is_negated(tree, i, words.negations):
            return
        bounds = bounds_of(scene, i, told)
        for j in tree.children[i]:
            case = tree.child(j, "case", "mark")
            joined = case is not None and tree.lowers[case] in joining
            if j > i and tree.deps[j] in ("nmod", "acl", "advcl") and joined:
                stake = object_range(tree, j, *bounds)
                for voice in voices:
                    yield clause_draft(scene, voice, Shown(stance, "claim:importance", i, stake))
                return

    @staticmethod
    def _cue_verb(scene: Scene, told: Told) -> int:
        tree = scene.tree
        return next((i for i in range(told.cue[1] - 1, told.cue[0] - 1, -1) if tree.upos[i] == "VERB"), told.cue[0])

    def _needed(self, scene: Scene, i: int) -> Iterator[Draft]:
        """As in "it is essential to keep talking", "dialogue is vital"."""
        tree = scene.tree
        voice = self._voice(scene, i)
        if voice is None or is_negated(tree, i, self.words.negations) or has_child(tree, i, self.words.excess):
            return
        bounds = bounds_of(scene, i, voice.told)
        clause = next((c for c in tree.children_by(i, "csubj", "xcomp", "ccomp", "advcl") if c > i), None)
        subject = tree.child(i, "nsubj", "csubj")
        if clause is not None and (
            tree.child(i, "expl") is not None or subject is None or tree.lowers[subject] == "it"
        ):
            stake = object_range(tree, clause, *bounds)
        elif subject is not None and self._is_thing(scene, subject):
            stake = object_range(tree, subject, *bounds)
        else:
            return
        yield clause_draft(scene, voice, Shown("support", "claim:needed", i, stake))

    def _is_thing(self, scene: Scene, i: int) -> bool:
        """Whether a noun names no actor and nobody in office."""
        tree = scene.tree
        person = tree.lemmas[i].lower() in self.offices or bool(scene.holders.actors.at(i))
        return not person and tree.upos[i] != "PRON"

    def _only_if(self, scene: Scene, i: int) -> Iterator[Draft]:
        """What others are to do first: "talks can resume only after Oslo withdraws"."""
        tree = scene.tree
        voice = own_voice(scene.teller(i))
        condition = next((c for c in scene.conditions(i) if c.start == i), None)
        if voice is None or condition is None:
            return
        verb = tree.heads[i + 1]
        subject = tree.child(verb, *SUBJECTS)
        if subject is None or not condition.start < subject < condition.end:
            return
        if voice.side.holder in self._sides(scene, subject, voice.told):
            return
        actors = scene.holders.at(subject, ground=True)
        first = min(tree.subtree(subject))
        stake = after_subject(tree, verb, i + 2, condition.end) if actors else (first, condition.end)
        addressee = scene.holders.states_at([subject]) if actors else ()
        yield clause_draft(scene, voice, Shown("demand", "claim:only-if", i, trim(tree, *stake), addressee=addressee))

    def _aimed(self, scene: Scene, i: int) -> Iterator[Draft]:
        """As in "our aim is not to win but to end the war"."""
        tree = scene.tree
        told = scene.teller(i)
        verb = tree.heads[i]
        marked = any(tree.lowers[m] == "to" for m in tree.children_by(verb, "mark"))
        if not marked or is_supposed(tree, verb, told.start if told else 0, self.words.doubtful):
            return
        owner = tree.child(i, "nmod:poss")
        voices = sides_of(scene, owner, told)
        own = own_voice(told)
        if not voices and owner is None and own is not None:
            voices = [own]
        head = verb
        if is_negated(tree, verb, self.words.negations):
            others = [c for c in tree.children_by(verb, "conj") if not is_negated(tree, c, self.words.negations)]
            positive = [c for c in others if any(tree.lowers[m] in ("but", "rather") for m in tree.children[c])]
            head = (positive or [-1])[-1]
        for voice in voices:
            bounds = bounds_of(scene, i, told)
            if head < 0:
                stake = after_subject(tree, verb, *bounds)
                yield clause_draft(scene, voice, Shown("oppose", "claim:aim", i, stake))
                continue
            end = run_around(tree, head, *bounds)[1]
            first = next((m + 1 for m in tree.children_by(head, "mark") if tree.lowers[m] == "to"), head)
            yield clause_draft(scene, voice, Shown("support", "claim:aim", i, trim(tree, first, end)))

    def _belongs(self, scene: Scene, i: int) -> Iterator[Draft]:
        """As in "the islands are an integral part of our territory"."""
        tree = scene.tree
        told = scene.teller(i)
        whole = next((c for c in tree.children_by(i, "nmod") if c > i), None)
        if whole is None or told is None or told.side is None or told.statement.act == "deny":
            return
        owner = tree.child(whole, "nmod:poss")
        states = set(scene.holders.states_at(tree.subtree(whole)))
        own = owner is not None and tree.lowers[owner] in self.words.first_person
        own = own or told.side.holder in states or told.side.holder in scene.holders.states_at([whole])
        land = tree.lemmas[whole].lower() in self.words.belongs or told.side.holder in scene.holders.states_at([whole])
        if not own or not land or is_supposed(tree, i, told.start, self.words.doubtful):
            return
        subject = tree.child(i, *SUBJECTS)
        bounds = bounds_of(scene, i, told)
        if subject is None and tree.deps[i] in ("obl", "xcomp"):
            subject = tree.child(tree.heads[i], "obj", "nsubj:pass")
        if subject is not None and antecedent_of(tree, subject) != subject:
            subject = antecedent_of(tree, subject)
            stake = object_range(tree, subject, *tree.sentences[tree.sentence[subject]])
            yield clause_draft(scene, voice_of(told, told.side), Shown("support", "claim:belongs", i, stake))
            return
        start = bounds[0] if subject is None else max(min(tree.subtree(subject)), bounds[0])
        end = run_around(tree, whole, *bounds)[1]
        stake = trim(tree, start, end)
        if tree.upos[stake[0]] == "PRON":
            stake = (stake[0], stake[0] + 1)
        stance: Stance = "oppose" if is_negated(tree, i, self.words.negations) else "support"
        firm = bool(self.words.inborn.intersection(tree.lowers[j] for j in tree.children_by(i, "amod")))
        voice = voice_of(told, told.side)
        yield clause_draft(scene, voice, Shown(stance, "claim:belongs", i, stake, strength=PLAIN + firm))

    def _steadfast(self, scene: Scene, i: int) -> Iterator[Draft]:
        """As in "our commitment remains ironclad"."""
        tree = scene.tree
        voice = self._voice(scene, i)
        subject = subject_of(tree, i)
        if voice is None or subject is None or is_negated(tree, i, self.words.negations):
            return
        stake = object_range(tree, subject, *bounds_of(scene, i, voice.told))
        yield clause_draft(scene, voice, Shown("support", "claim:steadfast", i, stake, strength=FIRM))

    def _unworthy(self, scene: Scene, i: int) -> Iterator[Draft]:
        """As in "the blockade is unacceptable"."""
        tree = scene.tree
        voice = self._voice(scene, i)
        subject = tree.child(i, *SUBJECTS)
        if voice is None or subject is None or is_negated(tree, i, self.words.negations):
            return
        bounds = bounds_of(scene, i, voice.told)
        clause = next((c for c in tree.children_by(i, "csubj", "ccomp", "xcomp", "advcl") if c > i), None)
        head = clause if clause is not None and tree.lowers[subject] == "it" else subject
        yield clause_draft(
            scene, voice, Shown("oppose", "claim:unworthy", i, object_range(tree, head, *bounds), strength=FIRM)
        )


def _is_relative(tree: Tree, verb: int) -> bool:
    """Whether the subject of a verb is a relative pronoun, so that its clause says something of the antecedent."""
    subject = tree.child(verb, *SUBJECTS)
    return subject is not None and tree.lowers[subject] in ("which", "that", "who")
