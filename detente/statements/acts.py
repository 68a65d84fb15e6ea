"""Speech act and stance: what the cue says, corrected by what the content asks for or performs."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from detente.statements.settings import load_content_words

if TYPE_CHECKING:
    from detente.model import Act, Speaker
    from detente.statements.attribution import Attribution
    from detente.statements.cues import Cue, CueLexicon
    from detente.statements.passage import Passage, Range
    from detente.statements.speakers import ActorLookup

__all__ = ["ActCoder"]

OPPOSITE = {"support": "oppose", "oppose": "support"}
JOINT = ("both", "two", "each", "all")


class ActCoder:
    """Codes act and stance of one piece of content."""

    def __init__(self, lexicon: CueLexicon) -> None:
        self.words = load_content_words()
        self._noun_acts = {
            noun: entries[0]
            for noun, frames in lexicon.nouns.items()
            for entries in frames.values()
            if entries[0].act != "assert" and entries[0].scope == "speech"
        }
        self._acts = {v: act for act, verbs in self.words.performatives.items() for v in verbs}
        self._adjectives = {a: act for act, adjectives in self.words.adjectives.items() for a in adjectives}

    def code(
        self, passage: Passage, attribution: Attribution, piece: Range, speaker: Speaker, actors: ActorLookup
    ) -> tuple[Act, str | None, str]:
        """Act, stance and the reason.

        The cue decides; a neutral cue ("said") yields to a performative, an obligation put on others or a promise in
        the content, and a request that something stop is a demand.
        """
        entry = attribution.entry
        continued = piece in attribution.continued
        if entry.act_if_stop and not continued and self._asks_to_stop(passage, piece):
            return entry.act_if_stop, entry.stance, "asks to stop"
        if entry.stance and entry.scope == "stance" and self._is_negated(passage, attribution.anchor):
            return "assert", OPPOSITE.get(entry.stance), "negated cue"
        if (entry.act != "assert" or entry.stance) and not continued:
            return entry.act, entry.stance or self.words.stance_of_act.get(entry.act), "cue"
        noun = self._announced(passage, attribution, speaker, actors)
        if noun is not None and not continued:
            return noun.act, noun.stance or self.words.stance_of_act.get(noun.act), "noun"
        found = None if entry.scope == "stance" else self._by_content(passage, piece, speaker, actors)
        act = found or "assert"
        return act, self.words.stance_of_act.get(act), "content" if found else "cue"

    def _announced(self, passage: Passage, a: Attribution, speaker: Speaker, actors: ActorLookup) -> Cue | None:
        """The cue noun a verb of saying has for object, where it is the speaker's own: "reiterated its demand"."""
        tree = passage.tree
        named = tree.child(a.anchor, "obj") if a.frame == "thing" else None
        if named is None:
            return None
        owner = tree.child(named, "nmod:poss")
        others = owner is not None and tree.upos[owner] != "PRON" and not self._is_own(passage, owner, speaker, actors)
        return None if others else self._noun_acts.get(tree.lemmas[named])

    def _is_negated(self, passage: Passage, verb: int) -> bool:
        return any(passage.tree.lowers[i] in self.words.negations for i in passage.tree.children[verb])

    def _asks_to_stop(self, passage: Passage, piece: Range) -> bool:
        tree = passage.tree
        for i in range(*piece):
            if tree.upos[i] == "VERB" and tree.lemmas[i] in self.words.stop and tree.heads[i] not in range(*piece):
                return True
            if (
                tree.upos[i] in ("VERB", "NOUN")
                and tree.lemmas[i] in ("stop", "end", "halt", "refrain", "cease")
                and tree.deps[i] in ("xcomp", "ccomp", "conj", "obl", "acl")
            ):
                return True
            if tree.lowers[i] == "not" and i + 1 < piece[1] and tree.lowers[i + 1] == "to":
                return True
        return False

    def _by_content(self, passage: Passage, piece: Range, speaker: Speaker, actors: ActorLookup) -> Act | None:
        for root in _roots(passage, piece):
            act = self._of_predicate(passage, root, speaker, actors)
            if act is not None:
                return act
        return None

    def _of_predicate(self, passage: Passage, root: int, speaker: Speaker, actors: ActorLookup) -> Act | None:
        tree = passage.tree
        subject = tree.child(root, "nsubj", "nsubj:pass")
        own = subject is not None and self._is_own(passage, subject, speaker, actors)
        lemma = tree.lemmas[root]
        act = self._acts.get(lemma) or self._adjectives.get(lemma)
        negated = self._is_negated(passage, root)
        if act is not None and own:
            return cast("Act", None if negated and act not in ("reject", "deny") else act)
        return self._modal(passage, root, subject, own, negated)

    def _modal(self, passage: Passage, root: int, subject: int | None, own: bool, negated: bool) -> Act | None:
        tree, words = passage.tree, self.words
        modals = {tree.lowers[i] for i in tree.children_by(root, "aux")}
        if own:
            reported = "would" in modals and subject is not None and tree.upos[subject] == "PRON"
            wills = not modals.isdisjoint(words.will) or reported
            return "promise" if wills and (negated or tree.upos[root] == "VERB") else None
        if subject is None or tree.lowers[subject] in ("it", "there", *words.first_person):
            return None
        obliged = not modals.isdisjoint(words.obligation) or tree.lemmas[root] in words.obligation_verbs
        if not obliged:
            return None
        joint = tree.child(subject, "conj") is not None or any(tree.lowers[i] in JOINT for i in tree.children[subject])
        return "propose" if joint else "demand"

    def _is_own(self, passage: Passage, subject: int, speaker: Speaker, actors: ActorLookup) -> bool:
        """Whether the subject is the speaker or the speaker's side."""
        tree = passage.tree
        if tree.child(subject, "conj") is not None:
            return False
        if tree.lowers[subject] in self.words.first_person:
            return True
        mentions = actors.at(subject)
        if mentions:
            return any(
                (speaker.state is not None and m.state == speaker.state) or m.actor == speaker.id for m in mentions
            )
        if tree.lowers[subject] in ("he", "she", "they"):
            return True
        if tree.lemmas[subject] not in self.words.own_side:
            return False
        modifiers = [m for i in tree.children[subject] for m in actors.at(i)]
        return any(m.state is not None and m.state == speaker.state for m in modifiers)


def _roots(passage: Passage, piece: Range) -> list[int]:
    """Heads of the main clauses inside the piece."""
    tree = passage.tree
    inside = range(*piece)
    return [
        i
        for i in inside
        if tree.upos[i] in ("VERB", "ADJ", "NOUN", "AUX")
        and (tree.heads[i] not in inside or tree.heads[i] == i)
        and tree.deps[i] in ("root", "ccomp", "parataxis", "conj", "xcomp", "acl", "advcl", "ROOT")
    ]
