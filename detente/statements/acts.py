"""Speech act and stance: what the cue says, corrected by what the content asks for or performs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from detente.statements.clauses import Content
from detente.statements.content import ContentJudge
from detente.statements.settings import load_content_words

if TYPE_CHECKING:
    from detente.model import Act, Speaker
    from detente.statements.attribution import Attribution
    from detente.statements.cues import Cue, CueLexicon
    from detente.statements.passage import Passage, Range
    from detente.statements.speakers import ActorLookup

__all__ = ["ActCoder", "Coded"]

VIEWED = ("concede", "demand", "propose")
OPPOSITE = {"support": "oppose", "oppose": "support"}


class Coded(NamedTuple):
    """What one piece of content is coded as.

    Attributes:
        act: Speech act.
        stance: Stance towards what is talked of, or None.
        reason: What decided: the cue, its noun, the content.
        asked: Tokens of the content that name who is asked something.
    """

    act: Act
    stance: str | None
    reason: str
    asked: tuple[int, ...] = ()


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
        self.judge = ContentJudge(self.words)

    def code(
        self, passage: Passage, attribution: Attribution, piece: Range, speaker: Speaker, actors: ActorLookup
    ) -> Coded:
        """Act, stance, the reason and who is asked.

        The cue decides; a neutral cue ("said") yields to what the content does: performs, promises, refuses, warns,
        accuses, denies, concedes, puts an obligation on others. A request that something stop is a demand; concern
        about another's deed accuses. Where neither shows a stance, a judgement in the content does ("is a mistake").

        Args:
            passage: The text.
            attribution: The cue with its content.
            piece: Token range of the piece of content.
            speaker: Who says it.
            actors: Actor mentions of the text.
        """
        entry = attribution.entry
        source = None if attribution.source is None else attribution.source.head
        content = Content(passage, piece, speaker, actors, source)
        continued = piece in attribution.continued
        if entry.act_if_stop and not continued and self._asks_to_stop(passage, piece):
            return Coded(entry.act_if_stop, entry.stance, "asks to stop")
        if entry.stance and entry.scope == "stance" and self.judge.is_negated(content, attribution.anchor):
            return Coded("assert", OPPOSITE.get(entry.stance), "negated cue")
        if entry.act == "hope" and self.judge.is_negated(content, attribution.anchor):
            return Coded("deny", "oppose", "negated cue")
        if entry.act == "warn" and entry.stance == "concern" and not continued and self.judge.blames(content):
            return Coded("accuse", entry.stance, "deed of another")
        if (entry.act != "assert" or entry.stance) and not continued:
            return Coded(entry.act, entry.stance or self.words.stance_of_act.get(entry.act), "cue")
        noun = self._announced(attribution, content)
        if noun is not None and not continued:
            return Coded(noun.act, noun.stance or self.words.stance_of_act.get(noun.act), "noun")
        return self._by_content(content, held=entry.scope == "stance")

    def _by_content(self, content: Content, *, held: bool) -> Coded:
        shown = None if held else self.judge.act_of(content)
        stance = None if shown is None else self.words.stance_of_act.get(shown.act)
        if stance is None and (shown is None or shown.act in VIEWED):
            stance = self.judge.view_of(content)
        if shown is not None:
            return Coded(shown.act, stance, "content", shown.asked)
        return Coded("assert", stance, "content" if stance else "cue")

    def _announced(self, a: Attribution, content: Content) -> Cue | None:
        """The cue noun a verb of saying has for object, where it is the speaker's own: "reiterated its demand"."""
        tree = content.tree
        named = tree.child(a.anchor, "obj") if a.frame == "thing" else None
        if named is None:
            return None
        owner = tree.child(named, "nmod:poss")
        others = owner is not None and tree.upos[owner] != "PRON" and not self.judge.is_own(content, owner)
        return None if others else self._noun_acts.get(tree.lemmas[named])

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
