"""The event coder: from a parsed article with its actors, times and issues to events with their reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.events.additions import add_predicates, add_sets, add_types
from detente.events.cancelling import apply_cancellations
from detente.events.captions import is_caption
from detente.events.codebook import Subjects, load_codebook
from detente.events.composition import absorbed, compose, is_menace
from detente.events.demands import find_demands
from detente.events.drafts import Draft
from detente.events.emission import Emitter
from detente.events.homes import Homes
from detente.events.judge import load_judge
from detente.events.lexicon import DEMAND, Lexicon, index_triggers, load_sets, read_predicates
from detente.events.matching import find_matches, match_next
from detente.events.merging import merge_events, settle_status
from detente.events.news import News
from detente.events.ontology import load_ontology
from detente.events.parties import find_parties
from detente.events.sayings import load_sayings, overrule
from detente.events.scene import Scene
from detente.events.setting import Setting
from detente.events.sharing import share_recipients
from detente.events.sides import SideFinder
from detente.events.status import StatusReader
from detente.events.topic import find_topic
from detente.events.voices import find_voices
from detente.events.weighing import Weigher, load_weights
from detente.events.words import load_operators, load_words
from detente.extension import NO_EXTENSION
from detente.times import load_time_finder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.events.codebook import Codebook
    from detente.events.composition import Meaning
    from detente.events.matching import Match
    from detente.events.ontology import Ontology
    from detente.events.parties import Parties
    from detente.events.sayings import SayingFinder
    from detente.events.setting import Dater
    from detente.events.sides import Linked
    from detente.events.words import Words
    from detente.extension import Extension
    from detente.issues import IssueHits
    from detente.language.tree import Tree
    from detente.model import Article, Event
    from detente.times import Times

__all__ = ["EventCoder", "load_event_coder"]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a coder codes by.

    Attributes:
        lexicon: The words that tell events.
        sayings: What the saying of a content is.
        ontology: The types.
        words: Closed word lists.
        status: Reads what became of an event.
        dater: Finds the time that governs a token.
        codebook: Sectors, contexts and CAMEO's codes.
        weigher: Weighs what the rules propose by the learned judge; None for rules alone.
    """

    lexicon: Lexicon
    sayings: SayingFinder
    ontology: Ontology
    words: Words
    status: StatusReader
    dater: Dater
    codebook: Codebook
    weigher: Weigher | None = None


class EventCoder:
    """Codes events by rules, weighed by a learned judge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._codebook = knowledge.codebook
        self._sayings = knowledge.sayings
        self._lexicon = lexicon = knowledge.lexicon
        self._by_id = {predicate.id: predicate for predicate in lexicon.predicates}
        self._ontology = knowledge.ontology
        self._words = knowledge.words
        self._status = knowledge.status
        self._dater = knowledge.dater
        self._news = News(self._ontology.news_days, self._words)
        self._demand = lexicon.by_head[DEMAND][0]

    def code(self, tree: Tree, actors: Linked, times: Times, issues: IssueHits, article: Article) -> tuple[Event, ...]:
        """All events of an article, in text order, each told once.

        Args:
            tree: The parsed text.
            actors: Who is mentioned in it.
            times: When, in it.
            issues: What about, in it.
            article: Gives the publication date and the headline.
        """
        drafts = self.drafts(tree, actors)
        nouns = frozenset(
            i for i in range(len(tree)) if tree.upos[i] == "NOUN" and (tree.lemmas[i], "noun") in self._lexicon.by_head
        )
        setting = Setting(tree, times, article.published, self._dater, nouns, self._news)
        subjects = Subjects(tree, self._codebook, self._ontology)
        emitter = Emitter(tree, setting, issues, self._ontology, self._words, subjects)
        found = [
            (tree.sentence[draft.match.head], event, draft.is_assumed)
            for draft in drafts
            for event in emitter.events(draft)
        ]
        return merge_events(settle_status(found))

    def drafts(self, tree: Tree, actors: Linked) -> list[Draft]:
        """Events over tokens: what the rules propose and the judge sees, weighed; the rules alone without a judge."""
        scene = self.scene(tree, actors)
        drafts = list(self.proposed(scene))
        if self.knowledge.weigher is None or tree.vectors is None:
            return drafts
        return self.knowledge.weigher.weigh(scene, drafts)

    def between(
        self, tree: Tree, actors: Linked, source: Sequence[range], target: Sequence[range]
    ) -> dict[str, float] | None:
        """What the text tells of one side doing to another: PLOVER's types with their shares.

        None without a judge, or where neither side is anywhere.

        Args:
            tree: The text.
            actors: Who is mentioned in it.
            source: Tokens of each place where the one side is named; none where it is not said.
            target: Those of the other side.
        """
        sides = [[(one.start, one.stop) for one in side if one] for side in (source, target)]
        if self.knowledge.weigher is None or tree.vectors is None or not any(sides):
            return None
        scene = self.scene(tree, actors)
        return self.knowledge.weigher.between(scene, list(self.proposed(scene)), *sides)

    def scene(self, tree: Tree, actors: Linked) -> Scene:
        """A text with what finds the sides of its events."""
        voices = find_voices(tree, self._words)
        topic = find_topic(actors, self._ontology.topic)
        homes = Homes(tree, actors, self._words, self._ontology.homes, bilateral=topic.is_pair)
        finder = SideFinder(tree, actors, self._words, topic, voices, self._codebook.sectors, homes)
        return Scene(tree, actors, voices, finder)

    def proposed(self, scene: Scene) -> Iterator[Draft]:
        """Events over tokens: those with at least one known side that the rules hold to be events."""
        tree, finder, voices = scene.tree, scene.finder, scene.voices
        for number, span in enumerate(tree.sentences):
            if is_caption(tree, span, self._words):
                continue
            matches = find_matches(tree, *span, self._lexicon, self._words)
            drafts = self._sentence(tree, finder, matches) if matches else []
            if matches:
                scene.telling.add(number)
            drafts = apply_cancellations(tree, share_recipients(tree, drafts, self._ontology), span, self._words)
            said = list(self._sayings.find(tree, span, finder, voices))
            yield from overrule(drafts, said)
            told = {draft.match.head for draft in (*drafts, *said)}
            yield from find_demands(tree, span, told, finder, self._words, self._demand, self._status)

    def _sentence(self, tree: Tree, finder: SideFinder, matches: list[Match]) -> list[Draft]:
        by_head = {match.head: match for match in matches}
        inner = {match.head: absorbed(tree, match, by_head) for match in matches}
        taken = {m.head: match for match in matches for m in inner[match.head]}
        found: list[Draft | None] = []
        for match in matches:
            holder = taken.get(match.head)
            if holder is None or self._stands_alone(holder, match):
                found.append(self._draft(tree, finder, match, inner[match.head]))
        return [draft for draft in found if draft is not None]

    def _stands_alone(self, holder: Match, match: Match) -> bool:
        """A meeting that was agreed on is an event of its own, to come."""
        return (
            holder.trigger.predicate.inner == "all"
            and holder.type == "AGREE"
            and "complement" not in holder.trigger.predicate.needs
            and match.type == "CONSULT"
        )

    def _draft(self, tree: Tree, finder: SideFinder, match: Match, inner: list[Match]) -> Draft | None:
        if not match.trigger.predicate.weight:
            return None
        type_ = self._ontology.types[match.type]
        fate = self._status.read(tree, match.head, type_.lasting, type_.speech)
        for i in match.nominals:
            no = next((j for j in tree.children_by(i, "det") if tree.lowers[j] == "no"), None)
            fate = fate if no is None else fate.put("denied", no, "no")
        if fate.dropped or fate.demand is not None or not is_menace(tree, match, inner, self._words):
            return None
        if type_.speech and fate.status == "ongoing" and match.trigger.word_class == "noun":
            return None
        if fate.status == "denied" and tree.lemmas[match.head] in self._words.hoping:
            return None
        if fate.ended and match.trigger.predicate.weight < self._ontology.topic.weight:
            return None
        meaning = compose(tree, match, inner, fate, self._ontology, self._words)
        parties = find_parties(tree, match, inner, fate, finder, meaning, self._ontology)
        if parties is None:
            other = match_next(tree, match, self._lexicon, self._words)
            return None if other is None else self._draft(tree, finder, other, inner)
        return Draft(match, fate, self._aimed(tree, match, meaning, parties), parties)

    def _aimed(self, tree: Tree, match: Match, meaning: Meaning, parties: Parties) -> Meaning:
        """The meaning, or that of a test where a missile is fired at nobody."""
        if meaning.type == "PROTEST" and self._is_official(tree, parties):
            accuse = self._by_id["accuse.disapprove"]
            return meaning.became("a state protests", type=accuse.type, mode=accuse.mode, cameo=accuse.cameo)
        other = match.trigger.predicate.untargeted
        tested = any(tree.lemmas[i] in self._words.tested for i in match.nominals)
        fired = tree.child(match.head, "obj") is not None
        if other is None or parties.recipient or not (tested and fired) or meaning.type != match.type:
            return meaning
        instead = self._by_id[other]
        return meaning.became("at nobody", type=instead.type, mode=instead.mode, cameo=instead.cameo)

    def _is_official(self, tree: Tree, parties: Parties) -> bool:
        """Whether a state or its government is who protests, not people."""
        return bool(parties.actor) and all(
            side.code
            and side.slot == "subject"
            and (
                tree.lemmas[side.token].lower() in self._words.officials
                or (side.direct and tree.upos[side.token] == "PROPN" and tree.xpos[side.token] == "NNP")
            )
            for side in parties.actor
        )


def load_event_coder(
    dater: Dater | None = None, extension: Extension = NO_EXTENSION, *, learned: bool = True, threads: int = 1
) -> EventCoder:
    """Read lexicon, ontology and word lists and build the coder (keep it).

    Args:
        dater: Finds the time that governs a token; the shipped `TimeFinder` by default.
        extension: A user's own types, sets and predicates.
        learned: Whether the judge weighs what the rules propose.
        threads: Threads of the judge.

    Raises:
        DataError: An entry of the extension is not well formed or clashes with what ships.
    """
    words = load_words()
    ontology, lexicon, own = _load_lexicon(extension)
    weigher = Weigher(load_judge(threads), load_weights(), lexicon, ontology, own) if learned else None
    status, sayings = StatusReader(words, load_operators()), load_sayings(words)
    dater = dater or load_time_finder()
    return EventCoder(Knowledge(lexicon, sayings, ontology, words, status, dater, load_codebook(), weigher))


def _load_lexicon(extension: Extension) -> tuple[Ontology, Lexicon, frozenset[str]]:
    """Types and predicates, and the ids of the predicates that are the user's own."""
    ontology, sets, shipped = load_ontology(), load_sets(), read_predicates()
    known = tuple(row for rows in shipped.values() for row in rows)
    predicates = known
    if extension:
        ontology, sets = add_types(ontology, extension), add_sets(sets, extension)
        predicates = add_predicates(shipped, extension, sets, ontology)
    own = frozenset(row.id for row in predicates if row not in known) if extension else frozenset[str]()
    return ontology, Lexicon(index_triggers(predicates, sets), predicates), own
