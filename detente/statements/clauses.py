"""Content seen clause by clause: who its main clauses are about, what they say of them, how firmly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.model import Mention, Speaker
    from detente.statements.passage import Passage, Range
    from detente.statements.settings import ContentWords
    from detente.statements.speakers import ActorLookup

__all__ = ["Clause", "Content", "clauses_of", "is_own"]

PREDICATES = ("VERB", "ADJ", "NOUN", "AUX", "PROPN")
CLAUSAL = ("root", "ccomp", "parataxis", "conj", "xcomp", "acl", "advcl", "ROOT")
OWNERS = ("nmod:poss", "amod", "compound", "nmod", "nmod:desc")
SUBJECTS = ("nsubj", "nsubj:pass")
THIRD = ("he", "she", "they", "it", "his", "her", "their", "its")
OURS = ("our", "my", "ours")
DEPTH = 4


class Content:
    """A piece of content with who says it and which actors it names.

    Attributes:
        person: Whether the words that name the speaker name one person, who is no "it" or "they".
    """

    def __init__(
        self, passage: Passage, piece: Range, speaker: Speaker, actors: ActorLookup, source: int | None = None
    ) -> None:
        self.passage = passage
        self.tree = passage.tree
        self.piece = piece
        self.speaker = speaker
        self.actors = actors
        self.person = source is not None and self._is_person(source)

    def _is_person(self, source: int) -> bool:
        tree = self.tree
        if tree.child(source, "conj") is not None:
            return False
        number = tree.entity[source]
        named = number >= 0 and tree.entities[number].label == "PER"
        return named or tree.lowers[source] in ("he", "she") or any(m.person for m in self.actors.at(source))

    def roots(self) -> Iterator[int]:
        """Heads of the main clauses inside the piece."""
        tree, inside = self.tree, range(*self.piece)
        for i in inside:
            top = (tree.heads[i] not in inside or tree.heads[i] == i) and not self._is_asked(i)
            named = tree.upos[i] == "PROPN" and tree.child(i, "cop") is None
            if top and not named and tree.upos[i] in PREDICATES and tree.deps[i] in CLAUSAL:
                yield i

    def _is_asked(self, i: int) -> bool:
        """Whether the clause is an indirect question, which asserts nothing."""
        mark = self.tree.child(i, "mark")
        return mark is not None and self.tree.lowers[mark] == "whether"

    def others_at(self, tokens: Iterable[int]) -> list[Mention]:
        """Actors at the tokens that are of another state than the speaker's."""
        found = [m for i in tokens for m in self.actors.at(i) if m.state is not None and m.role != "place"]
        return [m for m in found if m.state != self.speaker.state and m.actor != self.speaker.id]

    def is_quoted(self, i: int) -> bool:
        """Whether the token stands inside quotation marks, where "he" and "they" are not who speaks."""
        return self.passage.inside[i] >= 0


@dataclass(frozen=True, slots=True)
class Clause:
    """A main clause of content.

    Attributes:
        content: The content it is part of.
        head: Its predicate as it hangs in the tree.
        verb: What is done: the predicate, or the verb below "continue to", "is trying to", "has to".
        above: Lemmas of what stands above the verb ("continue").
        subject: The subject, also one shared with the clause before.
        own: Whether that is the speaker or the speaker's side.
        negated: Whether the head or the verb is denied.
        modals: Auxiliaries of the clause, lower case.
        passive: Whether the subject suffers what the verb says.
    """

    content: Content
    head: int
    verb: int
    above: tuple[str, ...]
    subject: int | None
    own: bool
    negated: bool
    modals: frozenset[str]
    passive: bool

    @property
    def lemma(self) -> str:
        """The lemma of the verb."""
        return self.content.tree.lemmas[self.verb].lower()

    @property
    def others(self) -> bool:
        """Whether the subject is an actor of another state."""
        return self.subject is not None and not self.own and bool(self.content.others_at((self.subject,)))

    @property
    def elsewhere(self) -> bool:
        """Whether the subject is a person of the speaker's state who is not the speaker."""
        speaker = self.content.speaker.id
        return self.subject is not None and any(
            m.person and m.actor != speaker for m in self.content.actors.at(self.subject)
        )

    @property
    def past(self) -> bool:
        """Whether the finite word is in the past tense."""
        tree = self.content.tree
        finite = (self.head, *tree.children_by(self.head, "cop", "aux", "aux:pass"))
        return any("Tense=Past" in tree.morphs[i] and "VerbForm=Fin" in tree.morphs[i] for i in finite)

    def objects(self) -> Iterator[int]:
        """Objects and obliques of the verb, and what is joined to them."""
        tree = self.content.tree
        for i in tree.children_by(self.verb, "obj", "obl", "iobj", "nmod"):
            yield i
            yield from tree.children_by(i, "conj")

    def lemmas(self, i: int) -> set[str]:
        """Lemmas of everything that hangs on i, inside the content."""
        tree = self.content.tree
        return {tree.lemmas[j].lower() for j in tree.subtree(i) if j in range(*self.content.piece)}

    def existing(self) -> int | None:
        """What "there is" or is not."""
        tree = self.content.tree
        there = tree.lemmas[self.head].lower() == "be" and tree.child(self.head, "expl") is not None
        return tree.child(self.head, "nsubj") if there else None

    def belongs_to_others(self, noun: int) -> bool:
        """Whether the noun has another side for owner or agent ("Russia's campaign", "Chinese raids")."""
        content = self.content
        return bool(content.others_at(content.tree.children_by(noun, *OWNERS)))

    def without(self, noun: int) -> bool:
        """Whether there is none of the noun ("no plan")."""
        tree = self.content.tree
        return any(tree.lowers[i] == "no" for i in tree.children[noun])


def is_own(content: Content, words: ContentWords, subject: int) -> bool:
    """Whether the subject is the speaker, the speaker's side or something of theirs ("its aircraft")."""
    tree, speaker = content.tree, content.speaker
    lower = tree.lowers[subject]
    if tree.child(subject, "conj") is not None:
        return False
    if lower in words.first_person:
        return True
    mentions = content.actors.at(subject)
    if mentions:
        return any((speaker.state is not None and m.state == speaker.state) or m.actor == speaker.id for m in mentions)
    if lower in THIRD:
        return _is_speaker(content, subject)
    owner = tree.child(subject, "nmod:poss")
    if owner is not None and tree.lemmas[subject].lower() in words.assets | words.own_side:
        return _owns(content, owner)
    if tree.lemmas[subject].lower() not in words.own_side | words.assets:
        return False
    modifiers = [m for i in tree.children[subject] for m in content.actors.at(i)]
    return any(m.state is not None and m.state == speaker.state for m in modifiers)


def _is_speaker(content: Content, pronoun: int) -> bool:
    """Whether a pronoun nobody resolved takes up the speaker: never in a quotation, "it" and "they" for no person."""
    tree = content.tree
    lower = tree.lowers[pronoun]
    if content.is_quoted(pronoun) or tree.deps[pronoun] == "expl":
        return False
    if lower in ("it", "its"):
        named = content.speaker.id is not None and not content.person
        return named and tree.upos[tree.heads[pronoun]] in ("VERB", "NOUN")
    return lower in ("he", "she", "his", "her") or not content.person


def _owns(content: Content, owner: int) -> bool:
    if content.tree.lowers[owner] in OURS:
        return True
    mentions, speaker = content.actors.at(owner), content.speaker
    if mentions:
        return any((speaker.state is not None and m.state == speaker.state) or m.actor == speaker.id for m in mentions)
    return content.tree.lowers[owner] in THIRD and _is_speaker(content, owner)


def clauses_of(content: Content, words: ContentWords) -> Iterator[Clause]:
    """The main clauses in order, what is joined to them, and what stands under "I think", "it is clear"."""
    for root in content.roots():
        yield from _expand(content, words, root, None, DEPTH)


def _expand(content: Content, words: ContentWords, head: int, inherited: int | None, depth: int) -> Iterator[Clause]:
    tree, inside = content.tree, range(*content.piece)
    own_subject = tree.child(head, *SUBJECTS)
    subject = inherited if own_subject is None else own_subject
    held = _held(content, words, head, subject)
    if held is not None and depth:
        yield from _expand(content, words, held, None, depth - 1)
    else:
        yield _clause(content, words, head, subject)
    if not depth:
        return
    for i in tree.children_by(head, "conj", "parataxis"):
        if i in inside and tree.upos[i] in ("VERB", "ADJ", "NOUN", "AUX"):
            joined = tree.deps[i] == "conj"
            if joined or tree.child(i, *SUBJECTS) is not None:
                yield from _expand(content, words, i, subject if joined else None, depth - 1)


def _held(content: Content, words: ContentWords, head: int, subject: int | None) -> int | None:
    """The clause that is really said, under a view of the speaker's own or of nobody's."""
    tree = content.tree
    if tree.lemmas[head].lower() not in words.opinions:
        return None
    ours = subject is None or tree.lowers[subject] in ("it", "fact", "truth", "reality", *words.first_person)
    if not ours or is_negated(content, words, head):
        return None
    below = [i for i in tree.children_by(head, "ccomp", "csubj", "acl", "parataxis") if i in range(*content.piece)]
    return next((i for i in below if tree.child(i, *SUBJECTS) is not None), None)


def is_negated(content: Content, words: ContentWords, i: int) -> bool:
    """Whether a negation hangs on the word."""
    tree = content.tree
    return any(
        tree.lowers[j] in words.negations and tree.lowers[j + 1 : j + 2] not in (["only"], ["just"], ["merely"])
        for j in tree.children[i]
    )


def _clause(content: Content, words: ContentWords, head: int, subject: int | None) -> Clause:
    tree = content.tree
    verb = head
    above: list[str] = []
    while tree.lemmas[verb].lower() in words.carriers and len(above) < DEPTH:
        below = tree.child(verb, "xcomp")
        if below is None or tree.upos[below] != "VERB":
            break
        above.append(tree.lemmas[verb].lower())
        verb = below
    auxiliaries = {i for j in {head, verb} for i in tree.children_by(j, "aux", "aux:pass")}
    return Clause(
        content=content,
        head=head,
        verb=verb,
        above=tuple(above),
        subject=subject,
        own=subject is not None and is_own(content, words, subject),
        negated=is_negated(content, words, head) or is_negated(content, words, verb),
        modals=frozenset(tree.lowers[i] for i in auxiliaries),
        passive=tree.child(head, "nsubj:pass") is not None or tree.child(verb, "aux:pass") is not None,
    )
