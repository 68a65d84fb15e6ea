"""What the words said show of the act: performatives, promises, refusals, obligations put on others, accusations."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.model import Act, Mention, Speaker
    from detente.statements.passage import Passage, Range
    from detente.statements.settings import ContentWords
    from detente.statements.speakers import ActorLookup

__all__ = ["Content", "ContentJudge"]

JOINT = ("both", "two", "each", "all")
CLAUSAL = ("root", "ccomp", "parataxis", "conj", "xcomp", "acl", "advcl", "ROOT")


class Content:
    """A piece of content with who says it and which actors it names."""

    def __init__(self, passage: Passage, piece: Range, speaker: Speaker, actors: ActorLookup) -> None:
        self.passage = passage
        self.tree = passage.tree
        self.piece = piece
        self.speaker = speaker
        self.actors = actors

    def roots(self) -> Iterator[int]:
        """Heads of the main clauses inside the piece."""
        tree, inside = self.tree, range(*self.piece)
        for i in inside:
            top = tree.heads[i] not in inside or tree.heads[i] == i
            if top and tree.upos[i] in ("VERB", "ADJ", "NOUN", "AUX") and tree.deps[i] in CLAUSAL:
                yield i

    def others_at(self, tokens: Iterable[int]) -> list[Mention]:
        """Actors at the tokens that are of another state than the speaker's."""
        found = [m for i in tokens for m in self.actors.at(i) if m.state is not None and m.role != "place"]
        return [m for m in found if m.state != self.speaker.state and m.actor != self.speaker.id]


class ContentJudge:
    """Tells the act of content whose cue is neutral, by the head of its main clauses."""

    def __init__(self, words: ContentWords) -> None:
        self.words = words
        self._acts = {v: act for act, verbs in words.performatives.items() for v in verbs}
        self._adjectives = {a: act for act, adjectives in words.adjectives.items() for a in adjectives}

    def act_of(self, content: Content) -> Act | None:
        """The act of the first main clause that shows one."""
        found = (self._of_predicate(content, root) for root in content.roots())
        return next((act for act in found if act is not None), None)

    def blames(self, content: Content) -> bool:
        """Whether the content names a deed of somebody else's ("about China's exports"): concern that accuses."""
        tree = content.tree
        for i in range(*content.piece):
            if tree.lemmas[i].lower() in self.words.deeds and tree.heads[i] not in range(*content.piece):
                return bool(content.others_at(tree.children_by(i, "nmod:poss", "amod", "compound", "nmod")))
        return False

    def is_negated(self, passage: Passage, verb: int) -> bool:
        """Whether a negation hangs on the word, or a "no" before a noun."""
        tree = passage.tree
        return any(
            tree.lowers[i] in self.words.negations or (tree.deps[i] == "det" and tree.lowers[i] == "no")
            for i in tree.children[verb]
        )

    def is_own(self, content: Content, subject: int) -> bool:
        """Whether the subject is the speaker or the speaker's side."""
        tree, speaker = content.tree, content.speaker
        if tree.child(subject, "conj") is not None:
            return False
        if tree.lowers[subject] in self.words.first_person:
            return True
        mentions = content.actors.at(subject)
        if mentions:
            return any(
                (speaker.state is not None and m.state == speaker.state) or m.actor == speaker.id for m in mentions
            )
        if tree.lowers[subject] in ("he", "she", "they"):
            return True
        if tree.lemmas[subject] not in self.words.own_side:
            return False
        modifiers = [m for i in tree.children[subject] for m in content.actors.at(i)]
        return any(m.state is not None and m.state == speaker.state for m in modifiers)

    def _of_predicate(self, content: Content, root: int) -> Act | None:
        tree = content.tree
        subject = tree.child(root, "nsubj", "nsubj:pass")
        own = subject is not None and self.is_own(content, subject)
        negated = self.is_negated(content.passage, root)
        lemma = tree.lemmas[root]
        act = self._acts.get(lemma) or self._adjectives.get(lemma)
        passive = subject is not None and tree.deps[subject] == "nsubj:pass"
        if act is not None and own and not passive and not self._is_told(content, root, subject):
            return cast("Act", None if negated and act not in ("reject", "deny") else act)
        if not negated and self._accuses(content, root, subject, own=own):
            return "accuse"
        if negated and self._refuses(content, root, own=own):
            return "reject"
        if own:
            return self._own_will(content, root, subject, negated=negated)
        return None if subject is None else self._obligation(content, root, subject)

    @staticmethod
    def _is_told(content: Content, root: int, subject: int | None) -> bool:
        """Whether a first person tells of what was ("we were hopeful"), which performs nothing now."""
        tree = content.tree
        if subject is None or tree.lowers[subject] not in ("i", "we"):
            return False
        finite = (root, *tree.children_by(root, "cop", "aux"))
        return any("Tense=Past" in tree.morphs[i] and "VerbForm=Fin" in tree.morphs[i] for i in finite)

    def _accuses(self, content: Content, root: int, subject: int | None, *, own: bool) -> bool:
        tree, words = content.tree, self.words
        lemma = tree.lemmas[root]
        if lemma in words.unworthy:
            return True
        if subject is None or own or not content.others_at((subject,)):
            return False
        if any(tree.lowers[i] in words.not_yet for i in tree.children_by(root, "aux")):
            return False
        named = tree.child(root, "obj")
        broken = named is not None and any(tree.lemmas[i] in words.bonds for i in tree.subtree(named))
        return lemma in words.wrongs or (lemma in words.breaches and broken)

    def _refuses(self, content: Content, root: int, *, own: bool) -> bool:
        """As in "we cannot accept", "it is not possible for us to agree"."""
        tree = content.tree
        if own and tree.lemmas[root] in self.words.refusable:
            return True
        below = tree.children_by(root, "csubj", "xcomp", "ccomp")
        subjects = [tree.child(i, "nsubj") for i in below if tree.lemmas[i] in self.words.refusable]
        return any(i is not None and self.is_own(content, i) for i in subjects)

    def _own_will(self, content: Content, root: int, subject: int | None, *, negated: bool) -> Act | None:
        """What one's own side will do is promised, what it will not do refused, unless that is a comfort to others."""
        tree, words = content.tree, self.words
        modals = {tree.lowers[i] for i in tree.children_by(root, "aux")}
        spoken_of = subject is not None and tree.upos[subject] == "PRON" and tree.lowers[subject] not in ("i", "we")
        if modals.isdisjoint(words.will) and not ("would" in modals and spoken_of):
            return None
        if negated:
            return "reject" if tree.upos[root] == "VERB" and tree.lemmas[root] not in words.assured else "promise"
        return "promise" if tree.upos[root] == "VERB" else None

    def _obligation(self, content: Content, root: int, subject: int) -> Act | None:
        tree, words = content.tree, self.words
        if tree.lowers[subject] in ("it", "there", *words.first_person):
            return None
        modals = {tree.lowers[i] for i in tree.children_by(root, "aux")}
        needs = tree.lemmas[root] in words.obligation_verbs and tree.child(root, "xcomp") is not None
        if modals.isdisjoint(words.obligation) and not needs:
            return None
        joint = tree.child(subject, "conj") is not None or any(tree.lowers[i] in JOINT for i in tree.children[subject])
        return "propose" if joint else "demand"
