"""Red lines that the text calls so: whose they are, and what would cross them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from detente.stances.clause_draft import Shown, clause_draft
from detente.stances.grammar import (
    SUBJECTS,
    antecedent_of,
    has_child,
    is_asked,
    is_negated,
    is_supposed,
    modals_of,
    run_around,
    subject_of,
    trim,
)
from detente.stances.holders import Side
from detente.stances.objects import object_range
from detente.stances.voices import bounds_of, own_voice, voice_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.language.tree import Tree
    from detente.model import Stance
    from detente.stances.draft import Draft
    from detente.stances.lexicon import ContentWords, RedLineWords
    from detente.stances.scene import Range, Scene, Told
    from detente.stances.voices import Voice

__all__ = ["NamedLines", "is_kept", "subject_range"]

FIRM, LONGEST = 3, 12
POSSIBLE = frozenset({"may", "might", "could"})
NOUNS = ("NOUN", "PROPN")
WHAT_ON = frozenset({"on", "over", "against", "regarding", "concerning"})
POINTERS = frozenset({":", "—", "–", "--"})


class _Line(NamedTuple):
    """A line named in the text: its head, its first token, and the statement it stands in."""

    head: int
    start: int
    told: Told | None
    bounds: Range


class _Drawn(NamedTuple):
    """What would cross a line, as tokens, and how others are bidden not to cross it."""

    stake: Range | None
    stance: Stance = "oppose"
    addressee: tuple[str, ...] = ()


class NamedLines:
    """Finds the stands that a red line called so shows.

    Args:
        words: The words of red lines.
        content: The words of content.
    """

    def __init__(self, words: RedLineWords, content: ContentWords) -> None:
        self.words = words
        self.content = content

    def at(self, scene: Scene, start: int, end: int, words: str) -> Iterator[Draft]:
        """The stands of a line over tokens [start, end), which is called by `words`."""
        head = end - 1
        told = scene.teller(head)
        line = _Line(head, start, told, bounds_of(scene, head, told))
        if self._is_none(scene, line, end):
            return
        verb = self._verb_of(scene, line)
        owners = self._owners(scene, line)
        by_name = bool(owners)
        if not owners and words in self.words.needs_owner:
            return
        if not owners:
            owners = self._drawers(scene, line, verb)
        if not owners and self._may_speak(scene, line, verb):
            own = own_voice(told)
            owners = [own] if own is not None else []
        if self._is_dropped(scene, line, verb, owners, by_name=by_name):
            return
        if words in self.words.needs_owner and self._crossing(scene, line, verb).stake is None:
            return
        drawn = self._kept(scene, self._crossing(scene, line, verb), bottom=words in self.words.needs_owner)
        for voice in owners:
            yield clause_draft(
                scene,
                voice,
                Shown(
                    drawn.stance,
                    "red-line:named",
                    head,
                    drawn.stake,
                    strength=FIRM,
                    addressee=drawn.addressee,
                    red_line="named",
                ),
            )

    def _is_none(self, scene: Scene, line: _Line, end: int) -> bool:
        """Whether no line is meant: "no red lines", "could become a red line", "the Red Line train", a question."""
        tree, head = scene.tree, line.head
        if is_asked(tree, head) or (end < len(tree) and tree.lowers[end] in self.words.trains):
            return True
        if has_child(tree, head, self.words.no_more) or (line.start and tree.lowers[line.start - 1] == "thin"):
            return True
        proper = tree.words[line.start][:1].isupper() and tree.words[head][:1].isupper()
        if (
            proper
            and line.start > line.bounds[0]
            and not tree.text[tree.starts[line.start] : tree.ends[head]].isupper()
        ):
            return True
        return is_supposed(tree, head, line.bounds[0], POSSIBLE) and not self._is_copular(scene, line)

    def _is_copular(self, scene: Scene, line: _Line) -> bool:
        """A condition beside a line that is stated ("that is our red line if ...") leaves it one."""
        tree = scene.tree
        return (
            tree.child(line.head, "cop") is not None
            and not modals_of(tree, line.head) & POSSIBLE
            and (tree.child(line.head, "mark") is None)
        )

    def _verb_of(self, scene: Scene, line: _Line) -> int | None:
        """The verb of which the line is object, complement or subject."""
        tree, i = scene.tree, line.head
        for _ in range(4):
            if tree.deps[i] in ("obj", "xcomp", "obl", "nsubj", "nsubj:pass", "ccomp", "advcl") or tree.deps[
                i
            ].startswith("acl"):
                above = tree.heads[i]
                return above if tree.upos[above] in ("VERB", "AUX") else None
            if tree.deps[i] not in ("conj", "appos", "nmod", "compound") or tree.heads[i] == i:
                return None
            i = tree.heads[i]
        return None

    def _owners(self, scene: Scene, line: _Line) -> list[Voice]:
        """Whose line it is by its own words: "Moscow's", "our", "a red line for Seoul"."""
        tree, told = scene.tree, line.told
        for j in tree.children[line.head]:
            if tree.deps[j] == "nmod:poss":
                return self._voices_at(scene, j, told) or self._states_at(scene, j, told)
        for j in tree.children[line.head]:
            if tree.deps[j] in ("amod", "compound", "nmod") and j < line.head:
                states = [m for m in scene.holders.actors.at(j) if m.state or not m.person]
                if states:
                    side = scene.holders.at(j, ground=True)
                    code = states[0].state or states[0].actor
                    found = side[0] if side else None
                    from_code = found if found is not None else Side(code)
                    return [voice_of(told, from_code)]
        around = [
            *tree.children[line.head],
            *(tree.children[tree.heads[line.head]] if tree.heads[line.head] != line.head else ()),
        ]
        for j in around:
            case = tree.child(j, "case")
            if j < line.head and (case is None or tree.lowers[case] != "for"):
                continue
            if case is not None and tree.lowers[case] in self.words.owner and j < line.bounds[1]:
                if tree.lowers[case] != "for" and tree.heads[j] != line.head:
                    continue
                voices = self._voices_at(scene, j, told, ground=tree.lowers[case] == "for")
                if voices:
                    return voices
        return []

    @staticmethod
    def _states_at(scene: Scene, j: int, told: Told | None) -> list[Voice]:
        return [voice_of(told, Side(code)) for code in scene.holders.states_at([j])]

    def _voices_at(self, scene: Scene, j: int, told: Told | None, *, ground: bool = True) -> list[Voice]:
        if scene.tree.lowers[j] in (*self.content.first_person, "ours"):
            return [voice_of(told, told.side)] if told is not None and told.side is not None else []
        sides = [s for k in (j, *scene.tree.children_by(j, "conj")) for s in scene.holders.at(k, ground=ground)]
        return [voice_of(told, side) for side in dict.fromkeys(sides)]

    def _drawers(self, scene: Scene, line: _Line, verb: int | None) -> list[Voice]:
        """Who draws the line, or calls something one."""
        tree = scene.tree
        i = verb
        while i is not None:
            lemma = tree.lemmas[i]
            if lemma in self.words.drawn or lemma in self.words.judged:
                if is_negated(tree, i, self.content.negations):
                    return []
                subject = subject_of(tree, i)
                agent = tree.child(i, "obl:agent")
                passive = tree.child(i, "nsubj:pass") is not None
                named = agent if passive else subject
                return self._voices_at(scene, named, line.told, ground=False) if named is not None else []
            if lemma not in self.words.copulas:
                return []
            i = tree.heads[i] if tree.deps[i] in ("xcomp", "ccomp") and tree.heads[i] != i else None
        return []

    def _may_speak(self, scene: Scene, line: _Line, verb: int | None) -> bool:
        """Whether a line that is nobody's by name is the speaker's: not where another subject has or drew it."""
        if verb is None:
            return True
        tree = scene.tree
        if tree.lemmas[verb] in self.words.drawn and tree.child(verb, "expl") is None:
            subject = subject_of(tree, verb)
            return subject is None or tree.lowers[subject] in self.content.first_person
        return True

    def _is_dropped(self, scene: Scene, line: _Line, verb: int | None, owners: list[Voice], *, by_name: bool) -> bool:
        """Whether the line is no longer held: its holder softened it, or it was crossed and nobody's is named."""
        tree = scene.tree
        if verb is None:
            return False
        lemma = tree.lemmas[verb]
        modal = not modals_of(tree, verb).isdisjoint(self.content.modals | self.content.can)
        negated = is_negated(tree, verb, self.content.negations)
        if lemma in self.words.dropped or lemma in self.words.crossed:
            subject = subject_of(tree, verb)
            sides = set() if subject is None else {s.holder for s in scene.holders.at(subject)}
            if lemma in self.words.dropped and any(v.side.holder in sides for v in owners) and not negated:
                return True
            if lemma in self.words.crossed:
                return not by_name and not modal and own_voice(line.told) is None
            return lemma in self.words.dropped and not by_name
        if lemma in self.words.drawn and negated:
            return True
        return tree.deps[verb] == "xcomp" and tree.lemmas[tree.heads[verb]] in self.words.dropped

    def _crossing(self, scene: Scene, line: _Line, verb: int | None) -> _Drawn:
        """What would cross the line."""
        tree = scene.tree
        on = self._joined(scene, line, tree.children[line.head], WHAT_ON)
        forbidden = self._forbidden(scene, line, verb)
        if forbidden is not None:
            return forbidden
        found = on if on is not None else self._by_copula(scene, line, verb)
        if found is None and verb is not None and tree.lemmas[verb] in self.words.crossed:
            return self._by_crosser(scene, line, verb)
        relative = next((c for c in tree.children[line.head] if tree.deps[c] == "acl:relcl"), None)
        if relative is not None and tree.lemmas[relative] in self.words.crossed:
            bidden = self._bidden(scene, line, relative)
            if bidden is not None and found is None:
                return _Drawn(self._about(scene, line, verb), "demand", bidden)
        return _Drawn(found if found is not None else self._about(scene, line, verb))

    def _forbidden(self, scene: Scene, line: _Line, verb: int | None) -> _Drawn | None:
        """The demand of "asked Oslo not to cross its red lines"."""
        tree = scene.tree
        if verb is None or tree.lemmas[verb] not in self.words.crossed or tree.lemmas[verb] == "respect":
            return None
        to = any(tree.lowers[m] == "to" for m in tree.children_by(verb, "mark"))
        denied = next((j for j in tree.children[verb] if tree.lowers[j] in self.content.negations), None)
        if not to or denied is None or line.told is None:
            return None
        bidden = line.told.statement.addressee or scene.holders.states_at(range(line.told.start, denied))
        return _Drawn((denied, run_around(tree, verb, *line.bounds)[1]), "demand", bidden)

    def _kept(self, scene: Scene, drawn: _Drawn, *, bottom: bool) -> _Drawn:
        """The stand on what one keeps by the line ("our sovereignty is a red line") or asks at least: for it."""
        tree = scene.tree
        if drawn.stake is None or drawn.stance != "oppose":
            return drawn
        head = next((i for i in range(*drawn.stake) if not drawn.stake[0] <= tree.heads[i] < drawn.stake[1]), -1)
        if is_kept(tree, head, self.content):
            return drawn._replace(stance="support")
        return drawn._replace(stance="demand") if bottom else drawn

    def _bidden(self, scene: Scene, line: _Line, verb: int) -> tuple[str, ...] | None:
        """Whom a modal with "not" bids not to cross."""
        tree = scene.tree
        if modals_of(tree, verb).isdisjoint(self.content.modals | self.content.can):
            return None
        subject = tree.child(verb, *SUBJECTS)
        if subject is not None and tree.lowers[subject] in ("that", "which"):
            return None
        return () if subject is None else scene.holders.states_at(tree.subtree(subject))

    def _by_crosser(self, scene: Scene, line: _Line, verb: int) -> _Drawn:
        """What crosses: a thing or deed that is the subject, or "by sending ..."."""
        tree = scene.tree
        for c in tree.children_by(verb, "advcl", "obl"):
            case = tree.child(c, "mark", "case")
            if case is not None and tree.lowers[case] in ("by", "with"):
                return _Drawn(object_range(tree, c, *line.bounds))
        subject = subject_of(tree, verb)
        if subject is None or subject == line.head:
            return _Drawn(self._about(scene, line, verb))
        if not scene.holders.at(subject) and tree.upos[subject] in ("NOUN", "VERB", "PROPN"):
            return _Drawn(subject_range(scene.tree, subject))
        negated = is_negated(tree, verb, self.content.negations)
        bidden = negated and not modals_of(tree, verb).isdisjoint(self.content.modals)
        states = scene.holders.states_at(tree.subtree(subject))
        return _Drawn(None, "demand" if bidden else "oppose", states)

    def _by_copula(self, scene: Scene, line: _Line, verb: int | None) -> Range | None:
        """The subject of "is a red line", the predicate of "our red line is", the object of "calls X a red line"."""
        tree, head = scene.tree, line.head
        if tree.deps[head].startswith("nsubj") and tree.child(tree.heads[head], "cop") is not None:
            predicate = tree.heads[head]
            skip = [
                c for c in tree.children[predicate] if c <= head or tree.deps[c].startswith(("nsubj", "cop", "punct"))
            ]
            return run_around(tree, predicate, *line.bounds, skip)
        if tree.deps[head] == "appos" and tree.heads[head] < head:
            first = min(object_range(tree, tree.heads[head], line.bounds[0], line.start)[0], tree.heads[head])
            comma = next((j for j in range(line.start - 1, first, -1) if tree.words[j] in (",", "—", "–")), line.start)
            between = range(first, comma)
            if len(between) <= LONGEST and not any(tree.upos[j] in ("VERB", "AUX") for j in between):
                return trim(tree, first, comma)
            return object_range(tree, tree.heads[head], line.bounds[0], line.start)
        subject = tree.child(head, *SUBJECTS)
        shared = self._shared_copula(tree, head) if subject is None and tree.deps[head] == "conj" else None
        if shared is not None:
            subject = subject_of(tree, shared)
            return None if subject is None else subject_range(scene.tree, subject)
        expletive = tree.child(head, "expl") is not None or (subject is not None and tree.lowers[subject] == "it")
        if tree.child(head, "cop") is not None:
            clause = next((c for c in tree.children_by(head, "csubj", "ccomp", "advcl", "acl") if c > head), None)
            if expletive and clause is not None:
                return object_range(tree, clause, *line.bounds)
            return None if subject is None else subject_range(scene.tree, subject)
        if verb is None or tree.deps[head] not in ("xcomp", "obl", "obj", "ccomp", "advcl"):
            return None
        if tree.lemmas[verb] in self.words.judged and tree.deps[head] != "obj":
            named = tree.child(verb, "obj", "nsubj:pass", "ccomp")
            if named is not None and named != head:
                return subject_range(scene.tree, named)
        if tree.lemmas[verb] in self.words.copulas:
            subject = subject_of(tree, verb)
            return None if subject is None else subject_range(scene.tree, subject)
        return None

    @staticmethod
    def _shared_copula(tree: Tree, head: int) -> int | None:
        """The predicate with a copula that a line is joined to, wherever the parse hangs it."""
        i = head
        while tree.deps[i] in ("conj", "nmod") and tree.heads[i] < i:
            i = tree.heads[i]
        return i if tree.child(i, "cop") is not None and i != head else None

    def _about(self, scene: Scene, line: _Line, verb: int | None) -> Range | None:
        """What follows the line: "red lines on Taiwan", "a red line: arms"."""
        tree, head = scene.tree, line.head
        around = [*tree.children[head], *(tree.children[verb] if verb is not None else ())]
        found = self._joined(scene, line, sorted(around), self.words.about)
        if found is not None:
            return found
        after = next((i for i in range(head + 1, min(head + 3, line.bounds[1])) if tree.words[i] in POINTERS), None)
        if after is not None and after + 1 < line.bounds[1]:
            return trim(tree, after + 1, line.bounds[1])
        return None

    @staticmethod
    def _joined(scene: Scene, line: _Line, around: Iterable[int], prepositions: frozenset[str]) -> Range | None:
        """What one of the prepositions joins to the line; "of" and "in" only before something at issue."""
        tree = scene.tree
        for j in around:
            case = tree.child(j, "case", "mark")
            first, last = tree.sentences[tree.sentence[j]]
            if j < line.head or case is None:
                continue
            if tree.lowers[case] not in prepositions or tree.deps[j] not in ("nmod", "obl", "acl", "advcl"):
                continue
            found = object_range(tree, j, first, last)
            inside = line.bounds[0] <= j < line.bounds[1] and tree.lowers[case] not in ("in", "of")
            if inside or scene.issues.within(*found):
                return found
        return None


def is_kept(tree: Tree, i: int, words: ContentWords) -> bool:
    """Whether a noun is what one keeps by a line, not what would cross it."""
    lemma = tree.lemmas[i].lower()
    return lemma in words.held or (lemma in words.held_own and tree.child(i, "nmod:poss") is not None)


def subject_range(tree: Tree, subject: int) -> Range:
    """The phrase of what is a red line; of ", which ..." the noun or the deed before it."""
    before = antecedent_of(tree, subject)
    if before == subject:
        return object_range(tree, subject, *tree.sentences[tree.sentence[subject]])
    return _deed_before(tree, before, subject)


def _deed_before(tree: Tree, noun: int, relative: int) -> Range:
    """What ", which" stands for: the noun, or the deed in -ing that it ends."""
    end = min(i for i in (relative, *tree.subtree(relative)) if i > noun)
    deed = noun
    for j in tree.ancestors(noun):
        if tree.xpos[j] in ("VBG", "VB") and tree.deps[j] in ("xcomp", "ccomp", "advcl", "obj", "acl") and j < noun:
            deed = j
            break
        if tree.upos[j] not in NOUNS:
            break
    comma = end > 0 and tree.words[end - 1] == ","
    if deed == noun or not comma:
        return object_range(tree, noun, min(tree.subtree(noun)), end)
    return trim(tree, deed, end)
