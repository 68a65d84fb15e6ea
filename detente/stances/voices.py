"""Who says that somebody holds a stand: the holder's own side, another speaker, or the author."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from detente.stances.holders import Side

if TYPE_CHECKING:
    from detente.stances.scene import Range, Scene, Told

__all__ = ["OPEN_FRAMES", "Voice", "bounds_of", "frame_of", "own_voice", "sides_of", "voice_of"]

OPEN_FRAMES = frozenset({"clause", "quote", "name", "according", "parenthetical", "view", "quoted", "speech"})


class Voice(NamedTuple):
    """A holder, whether its own side speaks, through whom we know it, and the statement it is told in."""

    side: Side
    own: bool
    chain: tuple[str, ...]
    told: Told | None


def frame_of(told: Told) -> str:
    """The construction of a statement: "clause", "thing", ..."""
    return told.statement.why.origin.rpartition(":")[2]


def voice_of(told: Told | None, side: Side) -> Voice:
    """The voice in which a stand of `side` is told inside a statement, or by the author where there is none."""
    if told is None:
        return Voice(side, False, (), None)
    if told.side is not None and told.side.holder == side.holder:
        return Voice(Side(side.holder, told.side.person or side.person), told.own, told.chain, told)
    return Voice(side, False, tuple(dict.fromkeys((*told.chain, told.statement.speaker.name))), told)


def own_voice(told: Told | None) -> Voice | None:
    """The voice of who speaks, if she speaks for a side and says it as her own words."""
    if told is None or told.side is None or told.statement.act == "deny" or frame_of(told) not in OPEN_FRAMES:
        return None
    return Voice(told.side, told.own, told.chain, told)


def sides_of(scene: Scene, subject: int | None, told: Told | None) -> list[Voice]:
    """The voices of whom a subject names: the speaker in the first person, else the actors it stands for."""
    if subject is None:
        return []
    tree = scene.tree
    if tree.lowers[subject] in scene.lexicon.content.first_person:
        return [] if told is None or told.side is None else [voice_of(told, told.side)]
    sides = [s for i in (subject, *tree.children_by(subject, "conj")) for s in scene.holders.at(i, ground=True)]
    if not sides and told is not None and told.side is not None and is_own_noun(scene, subject):
        sides = [told.side]
    return [voice_of(told, side) for side in dict.fromkeys(sides)]


def is_own_noun(scene: Scene, subject: int) -> bool:
    """Whether a noun is the speaker's own by its possessor ("our government")."""
    owner = scene.tree.child(subject, "nmod:poss")
    noun = scene.tree.lemmas[subject].lower() in scene.lexicon.holders.offices
    return noun and owner is not None and scene.tree.lowers[owner] in scene.lexicon.content.first_person


def bounds_of(scene: Scene, i: int, told: Told | None) -> Range:
    """The tokens in which what token i says may lie: its sentence, inside the statement."""
    start, end = scene.tree.sentences[scene.tree.sentence[i]]
    return (start, end) if told is None else (max(start, told.start), min(end, told.end))
