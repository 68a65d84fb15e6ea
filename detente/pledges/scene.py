"""What is known of an article while its pledges are made out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from detente.model import UNKNOWN_TIME, Evidence, Span, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.actors import ActorMentions
    from detente.issues import IssueHits
    from detente.language.tree import Tree
    from detente.model import Event, Statement
    from detente.pledges.words import PledgeWords
    from detente.statements import Attributed
    from detente.times import Times

__all__ = ["Dater", "Scene"]

CLAUSE = ("acl", "acl:relcl", "advcl", "appos", "parataxis")
FAR = 4


class Dater(Protocol):
    """What this layer needs of `TimeFinder`."""

    def when_of(self, tree: Tree, times: Times, i: int, published: When) -> When | None:
        """The time that governs token i, or None."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One text: its tree, actors, times, issues, events and what is said in it."""

    tree: Tree
    actors: ActorMentions
    times: Times
    issues: IssueHits
    events: tuple[Event, ...]
    said: Attributed
    published: When
    words: PledgeWords
    dater: Dater

    def evidence(self, tokens: Iterable[int]) -> Evidence | None:
        """The words from the first to the last of the tokens, without marks at the ends."""
        tree = self.tree
        inside = [i for i in tokens if tree.upos[i] not in ("PUNCT", "SPACE")]
        if not inside:
            return None
        span = tree.span(min(inside), max(inside) + 1)
        return Evidence(span, tree.text[span.start : span.end])

    def sentence(self, i: int) -> Evidence:
        """The sentence of a token."""
        span = self.tree.sentence_span(i)
        return Evidence(span, self.tree.text[span.start : span.end])

    def phrase(self, i: int, *without: str) -> list[int]:
        """A token and what hangs on it, but not in the relations `without`."""
        tree = self.tree
        out = [i]
        for j in out:
            out += [k for k in tree.children[j] if tree.deps[k] not in without or j != i]
        return sorted(out)

    def parties(self, i: int) -> tuple[str, ...]:
        """Codes of the states and bodies that a noun and those joined with it stand for or belong to."""
        tree = self.tree
        found: dict[str, None] = {}
        for head in tree.conjuncts(i):
            here = self._codes((head,)) or self._codes(tree.children_by(head, "flat", "compound", "appos"))
            found.update(here or self._codes(tree.children_by(head, "amod", "nmod:poss", "nmod", "nmod:desc")))
        return tuple(found)

    def _codes(self, tokens: Iterable[int]) -> dict[str, None]:
        mentions = (m for i in tokens for m in self.actors.at(i) if m.role != "place" or m.state == m.actor)
        return dict.fromkeys(m.state or m.actor for m in mentions)

    def with_parties(self, i: int, *prepositions: str) -> tuple[str, ...]:
        """Codes of those named below a token after one of the prepositions ("with Oslo")."""
        tree = self.tree
        found: dict[str, None] = {}
        for child in tree.children_by(i, "obl", "nmod", "obl:agent"):
            if any(tree.lowers[c] in prepositions for c in tree.children_by(child, "case")):
                found.update(dict.fromkeys(self.parties(child)))
        return tuple(found)

    def subject(self, verb: int) -> int | None:
        """The subject of a verb, or of the verb or noun on which it hangs without one of its own."""
        tree, here = self.tree, verb
        for _ in range(FAR):
            own = tree.child(here, "nsubj", "nsubj:pass")
            if own is not None and tree.lowers[own] in ("who", "which", "that") and tree.deps[here] == "acl:relcl":
                return tree.heads[here]
            if own is not None:
                return own
            head = tree.heads[here]
            if tree.deps[here] in ("xcomp", "ccomp", "advcl", "acl") and tree.child(head, "obj") is not None:
                return tree.child(head, "obj")
            if tree.deps[here] == "acl" and tree.upos[head] in ("NOUN", "PROPN"):
                return head
            if head == here or tree.deps[here] not in ("conj", "xcomp", "advcl", "ccomp", "parataxis"):
                return None
            here = head
        return None

    def event_at(self, *tokens: int) -> Event | None:
        """The event told by one of the tokens."""
        spans = [self.tree.span(i, i + 1) for i in tokens]
        told = (e for e in self.events if e.why.words and any(s.overlaps(e.why.words[0]) for s in spans))
        return next((e for e in told if e.type in ("AGREE", "COOPERATE", "RETREAT", "CONCEDE")), None)

    def voice(self, span: Span) -> Statement | None:
        """The innermost statement in whose words the span lies."""
        around = [s for s in (*self.said.statements, *self.said.hearsay) if s.span.contains(span)]
        return min(around, key=lambda s: s.span.end - s.span.start, default=None)

    def reporters(self, i: int) -> tuple[str, ...]:
        """On whose word we have what token i tells."""
        voice = self.voice(self.tree.span(i, i + 1))
        return (*voice.attribution, voice.speaker.name) if voice else ()

    def when(self, verb: int) -> When:
        """When what a verb tells was done: its own time, else before the article was out."""
        found = self.dater.when_of(self.tree, self.times, verb, self.published)
        if found is not None and found.known:
            return found
        return When(None, self.published.end, "interval", "inferred") if self.published.end else UNKNOWN_TIME

    def issues_of(self, tokens: range, anchor: int) -> tuple[str, ...]:
        """Issues of the words, else of their sentence."""
        sentence = self.tree.sentences[self.tree.sentence[anchor]]
        return self.issues.within(tokens.start, tokens.stop) or self.issues.within(*sentence) or ("other",)

    def undone(self, verb: int) -> bool:
        """Whether a verb is only wished, feared, doubted, asked for or still to come."""
        tree, words = self.tree, self.words.undone
        here = verb
        for _ in range(FAR):
            around = (tree.lowers[c] for c in tree.children_by(here, "aux", "mark", "advmod") if c < here)
            if any(word in words for word in around):
                return True
            head = tree.heads[here]
            if head == here or tree.deps[here] in ("acl:relcl", "parataxis"):
                return False
            if tree.deps[here] != "conj" and tree.lemmas[head].lower() in words:
                return True
            here = head
        return False

    def negated(self, verb: int) -> bool:
        """Whether a negation hangs on the word."""
        return any(self.tree.lowers[c] in ("not", "n't", "n’t", "never", "no") for c in self.tree.children[verb])

    def roots(self, tokens: range) -> Iterator[int]:
        """Heads of the clauses that lie in the tokens and hang on nothing there."""
        tree = self.tree
        for i in tokens:
            if (tree.heads[i] not in tokens or tree.heads[i] == i) and tree.upos[i] not in ("PUNCT", "SPACE"):
                yield i
