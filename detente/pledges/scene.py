"""What is known of an article while its pledges are made out."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from detente.model import UNKNOWN_TIME, Evidence, Span, When
from detente.statements.conditions import find_conditions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.actors import ActorMentions
    from detente.issues import IssueHits
    from detente.language.tree import Tree
    from detente.model import Event, Mention, Statement
    from detente.pledges.words import PledgeWords
    from detente.statements import Attributed
    from detente.times import Times

__all__ = ["Dater", "Scene"]

NEGATIONS = ("not", "n't", "n’t", "never", "no", "neither", "nor", "hardly")
MEDIA = "JRN"
MAKING_EVENTS = ("AGREE", "COOPERATE", "RETREAT", "CONCEDE", "SUPPORT")
OPEN_CLAUSES = ("acl:relcl", "parataxis")
SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
LEADING = ("to", "from", "against", "of", "for", "about", "on", "into", "at", "toward", "towards")
CLOSING = 2  # tokens after a quotation in which its closing mark stands
STATE_CODE = 3  # letters
FAR = 4
DASHES = ("-", "--", "–", "—")
PARTISAN = ("OPP", "PTY")  # sectors whose offices are no offices of state
BACK = 3  # sentences in which two sides were last told of together


class Dater(Protocol):
    """What this layer needs of `TimeFinder`."""

    def when_of(self, tree: Tree, times: Times, i: int, published: When) -> When | None:
        """The time that governs token i, or None."""


@dataclass(frozen=True)
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
    spoken: tuple[Statement, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "spoken", (*self.said.statements, *self.said.hearsay))

    @cached_property
    def kinds(self) -> list[str]:
        """The lemma of each token in lower case; a "cease-fire" of three tokens is one at its head."""
        tree = self.tree
        kinds = [lemma.lower() for lemma in tree.lemmas]
        for i, kind in enumerate(kinds):
            if kind == "fire" and i > 1 and kinds[i - 2] == "cease":
                kinds[i] = "cease-fire"
        return kinds

    @cached_property
    def bonds(self) -> list[int]:
        """Tokens that are nouns of promise or agreement."""
        tree, words = self.tree, self.words
        nouns = ((i, kind) for i, kind in enumerate(self.kinds) if tree.upos[i] in ("NOUN", "PROPN"))
        return [i for i, kind in nouns if kind in words.known or (kind in words.named_pacts and self._is_named(i))]

    def _is_named(self, noun: int) -> bool:
        """As in "the Black Sea Initiative"."""
        tree = self.tree
        return tree.words[noun][:1].isupper() and any(
            tree.words[i][:1].isupper() for i in tree.children_by(noun, "compound", "amod", "nmod:poss")
        )

    @cached_property
    def verbs(self) -> list[int]:
        """Tokens that may be verbs of promise, agreement or acceptance."""
        known = self.words.promising
        return [i for i, kind in enumerate(self.kinds) if kind in known and self.tree.upos[i] in ("VERB", "ADJ")]

    @cached_property
    def modals(self) -> list[int]:
        """Tokens by which something is said to be going to be done."""
        known = self.words.told_will | {"going"}
        return [i for i, lower in enumerate(self.tree.lowers) if lower in known]

    @cached_property
    def cues(self) -> dict[int, tuple[Statement, ...]]:
        """Statements by each token of their cue."""
        found: dict[int, tuple[Statement, ...]] = {}
        for statement in self.spoken:
            for i in self.tree.tokens(statement.cue_span):
                found[i] = (*found.get(i, ()), statement)
        return found

    def opens_condition(self, i: int) -> bool:
        """Whether a condition opens with token i."""
        return any(one.start == i for one in find_conditions(self.tree, *self.tree.sentences[self.tree.sentence[i]]))

    def evidence(self, tokens: Iterable[int]) -> Evidence | None:
        """The words from the first to the last of the tokens, without marks at the ends."""
        tree = self.tree
        inside = [i for i in tokens if tree.upos[i] not in ("PUNCT", "SPACE")]
        if not inside:
            return None
        last = self._closed(min(inside), max(inside))
        span = tree.span(min(inside), last + 1)
        return Evidence(span, tree.text[span.start : span.end])

    def _closed(self, first: int, last: int) -> int:
        """The last of the tokens, or the mark right after them that closes a quotation opened inside."""
        words = self.tree.words
        opened = words[first : last + 1].count("“") > words[first : last + 1].count("”")
        opened = opened or words[first : last + 1].count('"') % 2 == 1
        after = words[last + 1 : last + 1 + CLOSING]
        return next((last + 1 + k for k, mark in enumerate(after) if opened and mark in ("”", '"')), last)

    def sentence(self, i: int) -> Evidence:
        """The sentence of a token."""
        span = self.tree.sentence_span(i)
        return Evidence(span, self.tree.text[span.start : span.end])

    def parties(self, i: int) -> tuple[str, ...]:
        """Codes of the states, bodies and persons that a noun and those joined with it stand for or belong to."""
        tree = self.tree
        found: dict[str, None] = {}
        for head in tree.conjuncts(i):
            here = self._codes((head,)) or self._codes(tree.children_by(head, "flat", "compound", "appos"))
            near = () if here or tree.upos[head] == "PRON" else tree.children_by(head, "amod", "nmod:poss", "nmod:desc")
            found.update(here or self._codes(near) or self._belonging(head))
        return tuple(found)

    def _belonging(self, head: int) -> dict[str, None]:
        """Of whom a noun is: "the presidents of Peru and Chile"."""
        tree = self.tree
        found: dict[str, None] = {}
        for child in tree.children_by(head, "nmod"):
            if any(tree.lowers[c] in ("of", "from") for c in tree.children_by(child, "case")):
                for part in tree.conjuncts(child):
                    found.update(self._codes((part,)))
        return found

    def _codes(self, tokens: Iterable[int]) -> dict[str, None]:
        mentions = (m for i in tokens for m in self.actors.at(i) if m.role != "place" or m.state == m.actor)
        return dict.fromkeys(code_of(m) for m in mentions if m.sector != MEDIA)

    def named_in(self, i: int) -> tuple[str, ...]:
        """Codes of the sides in the name of an agreement ("the Greek-Egyptian accord"), not of where it was signed."""
        tree = self.tree
        found: dict[str, None] = {}
        for j in tree.subtree(i):
            for m in self.actors.at(j):
                called = tree.text[m.span.start : m.span.end].lower().removeprefix("the ")
                place = (
                    tree.upos[j] == "PROPN" and m.state == m.actor and called not in (m.name.lower(), m.actor.lower())
                )
                if not place or tree.deps[j] in ("amod", "nmod:poss"):
                    found[code_of(m)] = None
        return tuple(found)

    @cached_property
    def private(self) -> dict[str, str]:
        """Names, by identifier, of known persons who speak for no state that day: out of office or in opposition."""
        people = [m for i in range(len(self.tree)) for m in self.actors.at(i) if m.person and m.state is not None]
        found = {m.actor: m for m in people}
        serving = {m.actor for m in people if m.office_held or (m.office_written and m.flag != "former")}
        alone = (
            m
            for m in found.values()
            if m.sector in self.words.themselves and (m.sector in PARTISAN or m.actor not in serving)
        )
        return {m.actor: m.name for m in alone}

    def party_of(self, statement: Statement) -> str:
        """The code of the speaker of a statement; the name of one who holds no office, or is of no state."""
        speaker = statement.speaker
        if speaker.id in self.private:
            return self.private[speaker.id]
        return speaker.state or (speaker.id if speaker.id and speaker.id.isupper() else speaker.name)

    def promisor_at(self, verb: int) -> tuple[str, ...]:
        """As `subject_parties`, but a person who holds no office by name."""
        subject = self.subject(verb)
        alone = subject is not None and not self.tree.children_by(subject, "conj")
        named = (
            [m.actor for m in self.actors.at(subject) if m.actor in self.private]
            if alone and subject is not None
            else []
        )
        return (self.private[named[0]],) if named else self.subject_parties(verb)

    def with_parties(self, i: int, *prepositions: str, direct: bool = False) -> tuple[str, ...]:
        """Codes of those named below a token after one of the prepositions ("with Oslo").

        Args:
            i: The token.
            prepositions: The words.
            direct: Whether only who is named counts, not whose a thing is ("for Oslo's vote").
        """
        tree = self.tree
        found: dict[str, None] = {}
        for child in tree.children_by(i, "obl", "nmod", "obl:agent"):
            after = any(tree.lowers[c] in prepositions for c in tree.children_by(child, "case"))
            if after and (not direct or self.actors.at(child)):
                found.update(dict.fromkeys(self.parties(child)))
        return tuple(found)

    def subject(self, verb: int) -> int | None:
        """The subject of a verb, or of the verb or noun on which it hangs without one of its own."""
        tree, here = self.tree, verb
        for _ in range(FAR):
            own = tree.child(here, *SUBJECTS)
            if own is not None and tree.lowers[own] in ("who", "which", "that") and tree.deps[here] == "acl:relcl":
                return tree.heads[here]
            if own is not None:
                return self._past_dateline(own, here)
            head, dep = tree.heads[here], tree.deps[here]
            if dep in ("xcomp", "ccomp", "advcl", "acl") and head < here:
                controlled = tree.child(head, "obj", "iobj")
                if controlled is not None and tree.upos[head] == "VERB" and self.parties(controlled):
                    return controlled
            if dep in ("acl", "acl:relcl") and tree.upos[head] in ("NOUN", "PROPN"):
                return head
            if head == here or dep not in ("conj", "xcomp", "advcl", "ccomp", "parataxis"):
                return None
            here = head
        return None

    def _past_dateline(self, subject: int, verb: int) -> int:
        """The subject proper where the parse takes the place of a dateline for it: "OSLO (Wire) -- Rama agreed"."""
        tree = self.tree
        words = tree.words
        dash = next((i for i in range(subject + 1, verb) if words[i] in DASHES and words[i - 1] == ")"), None)
        if dash is None:
            return subject
        return next((i for i in range(dash + 1, verb) if not dash < tree.heads[i] < verb), subject)

    def subject_parties(self, verb: int) -> tuple[str, ...]:
        """Codes of the subject of a verb; of the sides told of last where it is "the leaders"."""
        subject = self.subject(verb)
        if subject is None:
            return ()
        listed = self._listed_before(verb)
        return listed or self.parties(subject) or (self.pair_before(subject) if self.is_joint(subject) else ())

    def _listed_before(self, verb: int) -> tuple[str, ...]:
        """The sides of a headline that joins names with a comma: "Lula, Petro agree to ..."."""
        tree = self.tree
        start = tree.sentences[tree.sentence[verb]][0]
        before = range(start, verb)
        if "," not in tree.words[start:verb] or any(
            tree.upos[i] != "PROPN" and tree.words[i] not in (",", "and", "&") for i in before
        ):
            return ()
        found = dict.fromkeys(code for i in before for code in self._codes((i,)))
        return tuple(found) if len(found) > 1 else ()

    def sides_at(self, noun: int) -> tuple[str, ...]:
        """The sides that a noun stands for, also "experts from both governments"."""
        if self.parties(noun):
            return self.parties(noun)
        below = [i for i in self.tree.children_by(noun, "nmod") if self.has_mark(i, "of", "from")]
        return self.pair_before(noun) if any(self.is_joint(i) for i in (noun, *below)) else ()

    def is_joint(self, noun: int) -> bool:
        """Whether a noun is several sides that the text calls by no name: "the two leaders", "they"."""
        tree = self.tree
        plural = "Number=Plur" in tree.morphs[noun] or tree.lowers[noun] in ("both", "they", "we")
        names = {tree.lemmas[noun].lower(), tree.lowers[noun].removesuffix("s")}
        called = bool(names & self.words.sides) or tree.lowers[noun] in ("both", "they", "we")
        return called and (plural or tree.lowers[noun].endswith("s"))

    def pair_before(self, i: int, back: int = BACK) -> tuple[str, ...]:
        """The sides of the event told last before a token that has two of them, `back` sentences away at most."""
        tree = self.tree
        first = tree.sentences[max(0, tree.sentence[i] - back)][0]
        here = tree.starts[i]
        best: Event | None = None
        met: Event | None = None
        for event in self.events:
            at = event.evidence[0].span.start if not event.why.words else event.why.words[0].start
            if not (tree.starts[first] <= at <= here and event.actor and event.recipient):
                continue
            if event.symmetric or event.type in MAKING_EVENTS:
                best = event
            elif event.type == "CONSULT":
                met = event
        best = best or met
        if best is not None:
            whole = (e for e in self.events if e.symmetric == best.symmetric and e.why.words == best.why.words)
            return tuple(dict.fromkeys(code for e in whole for code in (*e.actor, *e.recipient)))
        joined = (self.parties(j) for j in range(i - 1, first - 1, -1) if tree.child(j, "conj") is not None)
        return next((found for found in joined if len(found) > 1), ())

    def event_at(self, *tokens: int) -> Event | None:
        """The event of making or yielding told by one of the tokens."""
        spans = [self.tree.span(i, i + 1) for i in tokens]
        told = (e for e in self.events if e.why.words and any(s.overlaps(e.why.words[0]) for s in spans))
        return next((e for e in told if e.type in MAKING_EVENTS), None)

    def voice(self, span: Span) -> Statement | None:
        """The innermost statement in whose words the span lies."""
        around = [s for s in self.spoken if s.span.contains(span) and not self._is_bond(s)]
        return min(around, key=lambda s: s.span.end - s.span.start, default=None)

    def _is_bond(self, statement: Statement) -> bool:
        """Whether it is an agreement that "says" what it lays down."""
        return statement.speaker.id is None and statement.speaker.name.split()[-1].lower() in self.words.agreed

    def reporters(self, i: int) -> tuple[str, ...]:
        """On whose word we have what token i tells."""
        voice = self.voice(self.tree.span(i, i + 1))
        return (*voice.attribution, voice.speaker.name) if voice else ()

    def tellers(self, i: int, *promisor: str) -> tuple[str, ...]:
        """On whose word we have that a promise is made; through whom only, where the promisor says it."""
        voice = self.voice(self.tree.span(i, i + 1))
        own = voice is not None and voice.speaker.state in promisor
        return voice.attribution if voice is not None and own else self.reporters(i)

    def listener(self, i: int, *others: str) -> tuple[str, ...]:
        """The state in whose words token i stands, where it is none of `others`."""
        voice = self.voice(self.tree.span(i, i + 1))
        state = voice.speaker.state if voice else None
        is_side = state is not None and (len(state) == STATE_CODE or state == "EU")
        return (state,) if state and is_side and state not in others else ()

    def is_official(self, i: int) -> bool:
        """Whether token i stands in the words of a state, a body or somebody with an office."""
        voice = self.voice(self.tree.span(i, i + 1))
        return voice is not None and (voice.speaker.office is not None or (voice.speaker.id or "").isupper())

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
        tree, words = self.tree, self.words
        here = verb
        for step in range(FAR):
            around = (tree.lowers[c] for c in tree.children_by(here, "aux", "mark", "advmod", "cc:preconj") if c < here)
            past = tree.xpos[here] == "VBD" or any(tree.xpos[c] == "VBD" for c in tree.children_by(here, "aux"))
            factual = ("when", "once", "why", "how", "before", "until") if past else ()
            if any(word in words.undone for word in around if word not in factual and not (step and word == "to")):
                return True
            head, dep = tree.heads[here], tree.deps[here]
            if head == here or dep in OPEN_CLAUSES or (step and dep in ("nsubj", "obl", "nmod")):
                return False
            finite = tree.child(here, *SUBJECTS) is not None and not self._is_bare_form(here)
            if dep == "advcl" and ((finite and past) or not self.has_mark(here, *LEADING)):
                return False
            if dep == "conj" and tree.lemmas[head] == "try" and tree.xpos[here] == "VB":
                return True
            if dep != "conj" and tree.lemmas[head].lower() in (words.doubting if finite else words.undone):
                return True
            here = head
        return False

    def _is_bare_form(self, verb: int) -> bool:
        """As in "insists that Oslo keep its word"."""
        return self.tree.xpos[verb] == "VB" and self.tree.child(verb, "aux", "cop") is None

    def negated(self, verb: int) -> bool:
        """Whether a negation hangs on the word."""
        return any(self.tree.lowers[c] in NEGATIONS and c < verb for c in self.tree.children[verb])

    def denied(self, verb: int) -> bool:
        """Whether it is told as what somebody denies."""
        tree = self.tree
        above = (tree.heads[verb], *(tree.heads[tree.heads[verb]],))
        return any(tree.lemmas[head] in self.words.unsaid for head in above if head != verb)

    def has_mark(self, verb: int, *marks: str) -> bool:
        """Whether a mark of the clause is one of the words."""
        return any(self.tree.lowers[c] in marks for c in self.tree.children_by(verb, "mark", "case"))


def code_of(mention: Mention) -> str:
    """The code of who is mentioned: the state, else the body or group, else the person's name."""
    return mention.state or (mention.name if mention.person else mention.actor)
