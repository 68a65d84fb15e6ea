"""Who the source is: the actor its words refer to, or the noun phrase where nobody is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from detente.model import Mention, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.statements.attribution import Source
    from detente.statements.passage import Passage

__all__ = ["ActorLookup", "SpeakerFinder", "states_in"]

NAME_PARTS = ("flat", "appos", "compound")
SKIPPED = ("acl:relcl", "acl", "appos", "parataxis", "advcl", "dep")
PERSONAL = ("he", "she")


class ActorLookup(Protocol):
    """What is asked of the actor mentions of a text."""

    def at(self, i: int) -> tuple[Mention, ...]:
        """Mentions that cover token i, longest first."""


class SpeakerFinder:
    """Resolves the sources of one passage.

    Args:
        passage: The text.
        actors: Its actor mentions.
    """

    def __init__(self, passage: Passage, actors: ActorLookup) -> None:
        self.passage = passage
        self.actors = actors

    def resolve(self, source: Source, previous: Sequence[Speaker]) -> tuple[Speaker, ...]:
        """The speakers a source names: several for "both sides" or coordinated names, none where nobody is identified.

        Args:
            source: The words.
            previous: Speakers of the statement before, which an unresolved pronoun takes up.
        """
        out: list[Speaker] = []
        for head in self._heads(source):
            for speaker in self._resolve_head(head, source, previous):
                if speaker not in out:
                    out.append(speaker)
        return tuple(out)

    def name(self, source: Source) -> str | None:
        """The name of a relay, for the chain of attribution; None for a pronoun that refers to nobody known."""
        speakers = self.resolve(source, ())
        if speakers:
            return speakers[0].name
        pronoun = self.passage.tree.upos[source.head] in ("PRON", "DET")
        return None if pronoun else self.words(source.head, source)

    def _heads(self, source: Source) -> list[int]:
        tree = self.passage.tree
        return [source.head, *(i for i in tree.children_by(source.head, "conj") if i in source.tokens)]

    def _resolve_head(self, head: int, source: Source, previous: Sequence[Speaker]) -> tuple[Speaker, ...]:
        tree = self.passage.tree
        mentions = self._mentions(self._renamed(head))
        if mentions:
            return tuple(Speaker(self._called(m, head, source), m.actor, m.state, m.office_held) for m in mentions)
        if tree.upos[head] in ("PRON", "DET") and tree.lowers[head] != "both":
            return self._pronoun(head, previous)
        if tree.lemmas[head].lower() in self.passage.source_words.nobody:
            return ()
        head = self._renamed(head)
        return (Speaker(self.words(head, source), None, self._state(head), None),)

    def _called(self, mention: Mention, head: int, source: Source) -> str:
        """The actor's name; people of a nation ("many Iranians") are called as the text calls them."""
        return self.words(head, source) if mention.why.origin == "people" else mention.name

    def _mentions(self, head: int) -> list[Mention]:
        """The mentions meant: a person named in the phrase before what covers its head."""
        tree = self.passage.tree
        own = self.actors.at(head)
        people = [m for m in own if m.person and m.role == "actor"]
        if not people:
            for i in self._name_parts(head):
                people = [m for m in self.actors.at(i) if m.person and m.role == "actor"]
                if people:
                    break
        if people:
            return people[:1] if len({m.span for m in people}) > 1 else people
        actors = [m for m in own if m.role == "actor" or m.span.end == tree.ends[head]]
        return [m for m in actors if m.span == actors[0].span] if actors else []

    def _renamed(self, head: int) -> int:
        """The name before a description that the parse took for the subject: "X, the newspaper, said"."""
        tree = self.passage.tree
        start = self.passage.phrase(head)[0] if tree.upos[head] == "NOUN" else 0
        if start < 2 or tree.words[start - 1] != "," or tree.xpos[start] != "DT":
            return head
        before = start - 2
        if (
            not tree.words[before][:1].isupper()
            or tree.sentence[before] != tree.sentence[head]
            or tree.heads[before] == head
        ):
            return head
        while tree.deps[before] in ("flat", "compound") and tree.heads[before] < start:
            before = tree.heads[before]
        return head if tree.deps[before].startswith(("obl", "nmod", "obj")) else before

    def _name_parts(self, head: int) -> list[int]:
        """Parts of the phrase that may name who its head describes: "the minister, Wang Yi"."""
        tree = self.passage.tree
        parts = [i for i in tree.children_by(head, "flat", "appos") if tree.upos[i] == "PROPN"]
        if tree.upos[head] == "NOUN" and head + 1 < len(tree) and tree.upos[head + 1] == "PROPN":
            parts.append(head + 1)
        return parts + [j for i in parts for j in tree.children_by(i, "flat")]

    def _pronoun(self, head: int, previous: Sequence[Speaker]) -> tuple[Speaker, ...]:
        """A pronoun nobody resolved: the speaker before, if number and kind allow it."""
        lower = self.passage.tree.lowers[head]
        if lower in self.passage.source_words.authors:
            return ()
        if not previous:
            return self._person_before(head) if lower in PERSONAL else ()
        if lower in PERSONAL:
            return tuple(previous[:1])
        if lower in ("they", "both"):
            return tuple(previous)
        return tuple(p for p in previous[:1] if lower == "it" and (p.id is None or p.id == p.state))

    def _person_before(self, head: int) -> tuple[Speaker, ...]:
        """The nearest person mentioned before, in the sentence or the one before it."""
        tree = self.passage.tree
        first = tree.sentences[max(tree.sentence[head] - 2, 0)][0]
        for i in range(head - 1, first - 1, -1):
            people = [m for m in self.actors.at(i) if m.person]
            if people and self.passage.paragraph[i] == self.passage.paragraph[head]:
                return (Speaker(people[0].name, people[0].actor, people[0].state, people[0].office_held),)
        return ()

    def _state(self, head: int) -> str | None:
        """The state whose name modifies the phrase: "Chinese officials", "officials in Tokyo"."""
        tree = self.passage.tree
        for i in (head, *tree.children_by(head, "amod", "compound", "nmod:poss", "nmod", "nmod:desc", "appos", "flat")):
            for mention in self.actors.at(i):
                if mention.state:
                    return mention.state
        return None

    def words(self, head: int, source: Source) -> str:
        """The noun phrase as written, without what is said about it; a person's name alone where there is one."""
        tree = self.passage.tree
        for i in (head, *self._name_parts(head)):
            number = tree.entity[i]
            medium = i != head and tree.lemmas[head].lower() in self.passage.source_words.media
            if number >= 0 and (tree.entities[number].label == "PER" or medium):
                entity = tree.entities[number]
                return tree.text[tree.starts[entity.start] : tree.ends[entity.end - 1]]
        skip = [i for i in tree.children[head] if tree.deps[i] in SKIPPED or tree.deps[i] in ("cc", "conj")]
        tokens = self.passage.phrase(head, skip) or [head]
        if head in source.tokens:
            tokens = [i for i in tokens if i in source.tokens]
        while len(tokens) > 1 and (tree.upos[tokens[0]] == "DET" or not self.passage.is_word(tokens[0])):
            del tokens[0]
        return " ".join(tree.text[tree.starts[tokens[0]] : tree.ends[tokens[-1]]].split()).strip(" ,;:")


def states_in(actors: ActorLookup, tokens: Iterable[int]) -> tuple[str, ...]:
    """State codes of the actors mentioned at the tokens, in order."""
    return tuple(dict.fromkeys(m.state for i in tokens for m in actors.at(i) if m.state))
