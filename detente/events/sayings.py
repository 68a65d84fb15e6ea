"""Speech acts told by what is said: "A said that B broke its word" is ACCUSE, "A said it would retaliate" THREATEN."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from detente.events.clauses import deep_agent, is_passive, marks, surface_subject
from detente.events.composition import Meaning
from detente.events.drafts import Draft
from detente.events.fate import Fate
from detente.events.lexicon import Lexicon, Predicate, index_triggers, load_sets
from detente.events.matching import Match, match_best
from detente.events.parties import Parties
from detente.events.roles import Candidate, has_infinitive
from detente.lexicon import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.events.lexicon import Trigger
    from detente.events.sides import Side, SideFinder
    from detente.events.voices import Voices
    from detente.events.words import Words
    from detente.language.tree import Tree

__all__ = ["Saying", "SayingFinder", "load_sayings", "overrule"]


NOBODY: frozenset[str] = frozenset()


class Saying(Predicate, frozen=True, kw_only=True):
    """A kind of content, and what saying it does.

    Attributes:
        subject: Whom the content is about: the speaker's own "self" or an "other".
        negated: "yes" or "no" where only negated or only affirmed content counts; "no" is the default.
        future: Only of what will be.
    """

    subject: Literal["self", "other"]
    negated: Literal["yes", "no"] = "no"
    future: bool = False


class SayingFinder:
    """Finds the sayings of one sentence; holds only data."""

    def __init__(self, sayings: tuple[Saying, ...], lexicon: Lexicon, words: Words) -> None:
        self._by_id = {saying.id: saying for saying in sayings}
        self._lexicon = lexicon
        self._words = words

    def find(self, tree: Tree, span: tuple[int, int], finder: SideFinder, voices: Voices) -> Iterator[Draft]:
        """A draft for each saying in the tokens of `span` whose speaker and other side are known."""
        for i in range(*span):
            match = match_best(tree, i, self._lexicon, self._words)
            if match is None:
                continue
            voice = voices.of(i)
            if voice is not None and self._fits(tree, match):
                draft = self._draft(tree, match, voice, finder)
                if draft is not None:
                    yield draft

    def _saying(self, trigger: Trigger) -> Saying:
        return self._by_id[trigger.predicate.id]

    def _fits(self, tree: Tree, match: Match) -> bool:
        saying, words, i = self._saying(match.trigger), self._words, match.head
        if match.trigger.word_class != "verb" and tree.child(i, "cop") is None:
            return False
        if match.trigger.word_class == "verb" and tree.deps[i] in ("acl", "acl:relcl", "advcl", "csubj"):
            return False
        if "infinitive" in saying.needs and not has_infinitive(tree, match):
            return False
        above = self._chain(tree, i)
        below = [j for k in above for j in tree.children[k]]
        if any(mark in words.hypothetical_marks for k in above for mark in marks(tree, k)):
            return False
        auxiliaries = {tree.lowers[j] for j in below if tree.deps[j] in ("aux", "cop")}
        if auxiliaries & (words.may | words.must):
            return False
        foreseen = bool(auxiliaries & (words.will | words.would)) or "go" in {tree.lemmas[k] for k in above[1:]}
        negated = any(tree.lowers[j] in words.negators for j in below)
        return foreseen == saying.future and negated == (saying.negated == "yes")

    @staticmethod
    def _chain(tree: Tree, i: int) -> list[int]:
        """Verb i with what it is an open complement of ("are not going to bow")."""
        found = [i]
        while tree.deps[found[-1]] == "xcomp":
            found.append(tree.heads[found[-1]])
        return found

    def _draft(self, tree: Tree, match: Match, voice: tuple[int, int], finder: SideFinder) -> Draft | None:
        speaker, verb = voice
        saying, i = self._saying(match.trigger), match.head
        actor = tuple(side for side in finder.actor([Candidate(speaker, "subject")]) if side.code)
        about = deep_agent(tree, i) if saying.subject == "other" else surface_subject(tree, i)
        if len(actor) != 1 or about is None or about == speaker:
            return None
        recipient = self._recipient(tree, saying, i, about, actor, finder)
        if not recipient or not all(side.is_apart(actor[0]) for side in recipient):
            return None
        meaning = Meaning(saying.type, saying.mode, saying.cameo, "happened", (f"said: {saying.id}",))
        head = verb if tree.sentence[verb] == tree.sentence[i] else i
        words = tuple(sorted({head, *match.words}))
        return Draft(Match(match.trigger, head, words), Fate(words=words), meaning, Parties(actor, recipient))

    @staticmethod
    def _is_undergone(tree: Tree, saying: Saying, i: int) -> bool:
        """Whether a duty is put in the passive, so that its subject is not who should act ("needs to be freed")."""
        if tree.xpos[i] == "VBD":
            return False
        return "infinitive" in saying.needs and any(is_passive(tree, j) for j in tree.children_by(i, "xcomp"))

    def _recipient(
        self, tree: Tree, saying: Saying, i: int, about: int, actor: tuple[Side, ...], finder: SideFinder
    ) -> tuple[Side, ...]:
        undergone = self._is_undergone(tree, saying, i)
        subject = () if undergone else finder.recipient([Candidate(about, "subject")])
        if saying.subject == "other":
            if not subject and (undergone or tree.lowers[about] in self._words.others):
                return finder.implied(actor)
            return subject
        own = tree.lowers[about] in self._words.first_person
        if not own and {side.code for side in subject} != {actor[0].code}:
            return ()
        codes = frozenset((actor[0].code,))
        return finder.within(i, codes, places=False) or finder.implied(actor)


def load_sayings(words: Words) -> SayingFinder:
    """Read `data/events/sayings.yml`."""
    rows = load_lexicon("events/sayings.yml", tuple[Saying, ...])
    return SayingFinder(rows, Lexicon(index_triggers(rows, load_sets()), rows), words)


def overrule(drafts: list[Draft], said: list[Draft]) -> Iterator[Draft]:
    """All drafts of a sentence: a threat or refusal that is said stands for the planned act in it."""
    taken = {i for draft in said for i in draft.match.words}
    told = {(draft.meaning.type, _codes(draft)) for draft in drafts}
    lone = {(draft.meaning.type, (_codes(draft)[0], NOBODY)) for draft in said}
    for draft in drafts:
        overruled = draft.match.head in taken and draft.meaning.status in ("planned", "denied")
        if not overruled and (draft.meaning.type, _codes(draft)) not in lone:
            yield draft
    for draft in said:
        if (draft.meaning.type, _codes(draft)) not in told:
            told.add((draft.meaning.type, _codes(draft)))
            yield draft


def _codes(draft: Draft) -> tuple[frozenset[str], frozenset[str]]:
    return (
        frozenset(side.code for side in draft.parties.actor),
        frozenset(side.code for side in draft.parties.recipient),
    )
