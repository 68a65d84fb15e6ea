"""What the words said show of the act, where the cue ("said") is neutral, clause by clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from detente.statements.blame import accuses, denies
from detente.statements.clauses import clauses_of, is_negated, is_own
from detente.statements.outlook import concedes, hopes, own_will, warns
from detente.statements.settings import load_blame_words, load_outlook_words
from detente.statements.views import view_of

if TYPE_CHECKING:
    from detente.model import Act
    from detente.statements.clauses import Clause, Content
    from detente.statements.settings import ContentWords

__all__ = ["ContentJudge", "Shown"]

JOINT = ("both", "two", "each", "all")
VOICING = ("express", "voice", "extend")
SHOULD = frozenset({"should", "ought"})


class Shown(NamedTuple):
    """The act content shows, and tokens that name who is asked ("Oslo must leave")."""

    act: Act
    asked: tuple[int, ...] = ()


class ContentJudge:
    """Tells the act of content whose cue is neutral, by the heads of its main clauses."""

    def __init__(self, words: ContentWords) -> None:
        self.words = words
        self.blame = load_blame_words()
        self.outlook = load_outlook_words()
        self._acts = {v: act for act, verbs in words.performatives.items() for v in verbs}
        self._adjectives = {a: act for act, adjectives in words.adjectives.items() for a in adjectives}

    def act_of(self, content: Content) -> Shown | None:
        """The act of the first main clause that shows one."""
        found = (self._of_clause(clause) for clause in clauses_of(content, self.words))
        return next((shown for shown in found if shown is not None), None)

    def view_of(self, content: Content) -> str | None:
        """The stance of the first main clause that gives a view ("is vital", "is a mistake")."""
        found = (view_of(clause, self.words) for clause in clauses_of(content, self.words))
        return next((stance for stance in found if stance is not None), None)

    def blames(self, content: Content) -> bool:
        """Whether the content names a deed of somebody else's ("about China's exports"): concern that accuses."""
        tree = content.tree
        for i in range(*content.piece):
            if tree.lemmas[i].lower() in self.words.deeds and tree.heads[i] not in range(*content.piece):
                return bool(content.others_at(tree.children_by(i, "nmod:poss", "amod", "compound", "nmod")))
        return False

    def is_negated(self, content: Content, verb: int) -> bool:
        """Whether a negation hangs on the word, or a "no" stands before the noun."""
        tree = content.tree
        no = any(tree.deps[i] == "det" and tree.lowers[i] == "no" for i in tree.children[verb])
        return no or is_negated(content, self.words, verb)

    def is_own(self, content: Content, subject: int) -> bool:
        """Whether the subject is the speaker or the speaker's side."""
        return is_own(content, self.words, subject)

    def _of_clause(self, clause: Clause) -> Shown | None:
        performed = self._performs(clause)
        if performed is not None:
            return performed
        if concedes(clause, self.outlook):
            return Shown("concede")
        if denies(clause, self.words, self.blame):
            return Shown("deny")
        if warns(clause, self.outlook):
            return Shown("warn")
        if accuses(clause, self.words, self.blame):
            return Shown("accuse")
        if self._refuses(clause):
            return Shown("reject")
        if hopes(clause, self.outlook):
            return Shown("hope")
        asked = self._asks(clause)
        if asked is not None:
            return asked
        if clause.own:
            act = own_will(clause, self.words, self.outlook)
            return None if act is None else Shown(cast("Act", act))
        return Shown("praise") if self._praises(clause) else None

    def _performs(self, clause: Clause) -> Shown | None:
        """As in "we condemn", "we keep asking Oslo to sign", "I want to thank", "we are hopeful"."""
        tree, head = clause.content.tree, clause.verb
        lemma = self._expressed(clause)
        act = self._acts.get(lemma) or self._adjectives.get(lemma)
        if act is None or clause.passive or self._is_told(clause):
            return None
        if not clause.own and not (act == "praise" and self._thanks(clause)):
            return None
        if lemma in self.words.pressing and tree.child(head, "obj", "obl") is None:
            return None
        if clause.negated:
            return Shown(cast("Act", act)) if act in ("reject", "deny") else None
        if act == "promise" and warns(clause, self.outlook):
            return Shown("warn")
        asked = tuple(tree.children_by(head, "obj", "iobj", "obl")) if act in ("demand", "request", "warn") else ()
        return Shown(cast("Act", act), asked)

    def _expressed(self, clause: Clause) -> str:
        """The lemma of the verb, or what it voices: "express our gratitude" thanks."""
        tree = clause.content.tree
        voiced = tree.child(clause.verb, "obj") if clause.lemma in VOICING and not clause.past else None
        noun = None if voiced is None else tree.lemmas[voiced].lower()
        return self.words.expressed.get(noun or "", clause.lemma)

    @staticmethod
    def _is_told(clause: Clause) -> bool:
        """Whether a first person tells of what was ("we were hopeful"), which performs nothing now."""
        if clause.subject is None or not clause.past:
            return False
        first = clause.content.tree.lowers[clause.subject] in ("i", "we")
        return first or clause.content.is_quoted(clause.subject)

    @staticmethod
    def _thanks(clause: Clause) -> bool:
        """As in "Thank you", said in quotation marks."""
        tree, head = clause.content.tree, clause.head
        bare = clause.subject is None and clause.content.is_quoted(head)
        return bare and tree.deps[head] in ("root", "ccomp", "parataxis")

    def _refuses(self, clause: Clause) -> bool:
        """As in "we cannot accept", "it is not possible for us to agree", "is out of the question"."""
        content, tree, words = clause.content, clause.content.tree, self.words
        if clause.lemma in words.closed:
            return not clause.negated
        cases = [tree.lowers[i] for i in tree.children_by(clause.verb, "case")]
        if clause.lemma == "question" and "out" in cases:
            return not clause.negated
        there = clause.existing()
        if there is not None and tree.lemmas[there].lower() in words.open:
            return clause.without(there) and not clause.lemmas(there).isdisjoint(words.bargains)
        if clause.negated and clause.lemma in words.bargains and "for" in cases:
            return True
        if not clause.negated:
            return False
        if clause.own and clause.lemma in words.refusable:
            return True
        if clause.lemma == "negotiable":
            return True
        below = tree.children_by(clause.head, "csubj", "xcomp", "ccomp")
        subjects = [tree.child(i, "nsubj") for i in below if tree.lemmas[i] in words.refusable]
        return any(i is not None and is_own(content, words, i) for i in subjects)

    def _asks(self, clause: Clause) -> Shown | None:
        """Demands, requests and proposals put on others or on all, and imperatives."""
        if clause.subject is None:
            return self._orders(clause)
        tree = clause.content.tree
        lower = tree.lowers[clause.subject]
        if clause.own and lower not in ("we", "i"):
            return None
        if clause.own:
            return self._asks_of_all(clause)
        if lower in ("it", "there"):
            return self._is_up_to(clause)
        return self._obliges(clause, clause.subject)

    def _orders(self, clause: Clause) -> Shown | None:
        """As in "Stop the raids", "Let us talk", said in quotation marks."""
        content, tree, verb = clause.content, clause.content.tree, clause.head
        if tree.upos[verb] != "VERB" or not content.is_quoted(verb) or tree.child(verb, "expl", "csubj") is not None:
            return None
        if clause.lemma == "let" and any(tree.lowers[i] in ("us", "'s", "’s") for i in tree.children[verb]):
            return Shown("propose")
        bare = "Mood=Imp" in tree.morphs[verb] or (
            "VerbForm=Inf" in tree.morphs[verb] and tree.child(verb, "mark", "aux") is None
        )
        first = min((verb, *(i for i in tree.children[verb] if content.passage.is_word(i))))
        begins = first in (verb, verb - 1, verb - 2) and tree.deps[verb] in ("root", "ccomp", "parataxis")
        if not bare or not begins or clause.lemma in self.words.chatter:
            return None
        return Shown("demand", tuple(tree.children_by(verb, "vocative")))

    def _asks_of_all(self, clause: Clause) -> Shown | None:
        """As in "we must begin talks", "we should sit down", "we want Oslo to sign"."""
        tree, words = clause.content.tree, self.words
        wanted = tree.child(clause.head, "xcomp", "ccomp")
        wants = {"want": "request", "expect": "demand", "need": "request"}.get(tree.lemmas[clause.head].lower())
        if wants and wanted is not None and not clause.negated and not clause.past and not clause.modals:
            who = [i for i in (tree.child(clause.head, "obj"), tree.child(wanted, "nsubj")) if i is not None]
            to = tree.child(wanted, "mark") is not None and tree.lowers[tree.child(wanted, "mark") or 0] == "to"
            if to and clause.content.others_at(who):
                return Shown(cast("Act", wants), tuple(who))
        if clause.negated or clause.lemma not in words.joint_deeds:
            return None
        together = {tree.lowers[i] for j in (clause.verb, clause.subject or 0) for i in tree.children[j]}
        if clause.modals & SHOULD or ("must" in clause.modals and together & {"all", "together", "both"}):
            return Shown("propose")
        needs = tree.lemmas[clause.head].lower() in words.obligation_verbs and clause.verb != clause.head
        if "must" in clause.modals or (needs and not clause.past):
            return Shown("demand")
        return None

    def _is_up_to(self, clause: Clause) -> Shown | None:
        """As in "it is up to Oslo to end this", "it is time for Oslo to choose"."""
        content, tree, head = clause.content, clause.content.tree, clause.head
        if tree.child(head, "cop") is None or clause.negated:
            return None
        cases = {tree.lowers[i] for i in tree.children_by(head, "case", "advmod")}
        others = content.others_at((head, *tree.children_by(head, "obl", "nmod")))
        placed = [m for m in content.actors.at(head) if m.state not in (None, content.speaker.state)]
        if {"up", "to"} <= cases and (others or placed):
            return Shown("demand", (head,))
        below = tree.children_by(head, "acl", "advcl", "csubj", "xcomp", "ccomp")
        for i in below if clause.lemma in self.words.due else ():
            subject = tree.child(i, "nsubj")
            near = (subject, *tree.children_by(head, "obl", "nmod")) if subject is not None else ()
            if content.others_at(near):
                return Shown("demand", near)
        return None

    def _obliges(self, clause: Clause, subject: int) -> Shown | None:
        """As in "Oslo must leave", "both sides should talk", "the plan should be considered"."""
        tree, words = clause.content.tree, self.words
        needs = tree.lemmas[clause.head].lower() in words.obligation_verbs and clause.verb != clause.head
        if needs and tree.lemmas[clause.head].lower() == "have":
            perfect = not {"have", "has", "had", "having"}.isdisjoint(clause.modals)
            needs = (
                not perfect and (clause.others or not clause.past) and clause.modals.isdisjoint(("would", "'d", "’d"))
            )
        if needs and tree.lowers[subject] in ("they", "he", "she", "you", "one"):
            needs = clause.others
        asked = [i for i in tree.children_by(clause.head, "aux") if tree.lowers[i] in words.obligation]
        if any(i < subject for i in asked):
            return None
        hadbetter = {"had", "'d", "’d"} & {tree.lowers[clause.head], *clause.modals}
        better = hadbetter and "better" in {tree.lowers[i] for i in tree.children_by(clause.verb, "advmod")}
        if clause.modals.isdisjoint(words.obligation) and not needs and not better:
            return None
        if "should" in clause.modals:
            if clause.passive and clause.lemma in words.weighed:
                return Shown("propose")
            if not clause.passive and "have" not in clause.modals and not self._can_act(clause, subject):
                return None
            if "have" in clause.modals:
                return Shown("accuse") if clause.others else None
        joint = tree.child(subject, "conj") is not None or any(tree.lowers[i] in JOINT for i in tree.children[subject])
        if joint and self._can_act(clause, subject):
            return Shown("propose")
        return Shown("demand", (subject,) if clause.others else ())

    def _can_act(self, clause: Clause, subject: int) -> bool:
        """Whether the subject is somebody, of whom "should" asks a thing, not something, of which it foretells one."""
        content, tree = clause.content, clause.content.tree
        if content.actors.at(subject) or tree.upos[subject] in ("PRON", "PROPN", "DET") or tree.child(subject, "conj"):
            return True
        source = content.passage.source_words
        lemma = tree.lemmas[subject].lower()
        if tree.child(clause.verb, "cop") is not None or tree.upos[clause.verb] != "VERB":
            return True
        return (
            lemma in self.blame.agents | self.words.own_side | source.people
            or lemma.endswith(source.endings)
            or any(tree.lowers[i] in JOINT for i in tree.children[subject])
        )

    def _praises(self, clause: Clause) -> bool:
        """As in "Oslo is a good partner", "it was a courageous step"."""
        tree, head, words = clause.content.tree, clause.verb, self.words
        if clause.negated or not clause.modals.isdisjoint(("could", "may", "might", "would", "will", "should")):
            return False
        if tree.child(head, "cop") is not None:
            if clause.lemma in words.worthy:
                return clause.subject is None or tree.lowers[clause.subject] != "you"
            said_of_it = {tree.lemmas[i].lower() for i in tree.children_by(head, "amod")}
            good = said_of_it & (words.worthy | words.good)
            return bool(good) and clause.lemma in words.praised
        job = tree.child(head, "obj")
        done_well = job is not None and clause.lemma in ("do", "play", "show") and clause.others
        return done_well and any(
            tree.lemmas[i].lower() in words.worthy | words.good for i in tree.children_by(cast("int", job), "amod")
        )
