"""The words that attribute: verbs, nouns, adjectives and prepositional phrases, with the act and the frames of each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from detente.errors import DataError
from detente.lexicon import Row, load_lexicon
from detente.model import Act  # noqa: TC001 (msgspec reads it at run time)

__all__ = ["According", "Cue", "CueLexicon", "Frame", "Scope", "load_cues"]

Frame = Literal[
    "clause",
    "quote",
    "to",
    "person-to",
    "thing",
    "as",
    "predicate",
    "object-preposition",
    "preposition",
    "preposition-to",
    "raising",
    "gerund",
    "reflexive",
]
Scope = Literal["speech", "stance", "act"]
Part = Literal["verbs", "nouns", "adjectives"]


class Cue(Row, frozen=True):
    """One group of cue words: what act they perform and in which frames they attribute.

    Attributes:
        act: The act, before the content is looked at.
        frames: Constructions in which the words attribute.
        verbs, nouns, adjectives: The words; beside `nouns`, `verbs` are the verbs the noun must be object of.
        scope: "speech" is uttered, "stance" held, "act" neither (left out of the record).
        stance: Stance the cue itself shows.
        prepositions: What heads the content in the frames with a preposition.
        subjects: "document" where only a text may be the source.
        act_if_stop: The act where the content asks to stop or refrain.
        fresh: Whether only a new thing counts, not one with "the" or a name.
        not_objects, not_subjects: Lemmas with which the word is another word.
        sourceless: Whether a noun of the group attributes a phrase also where the text names nobody.
        objects: Lemmas one of which the object must be, where there are any.
    """

    act: Act
    frames: tuple[Frame, ...]
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    scope: Scope = "speech"
    stance: str | None = None
    prepositions: tuple[str, ...] = ()
    subjects: Literal["document"] | None = None
    act_if_stop: Act | None = None
    fresh: bool = False
    not_objects: frozenset[str] = frozenset()
    not_subjects: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    sourceless: bool = False


class According(Row, frozen=True):
    """Attribution without a verb or noun of saying.

    Attributes:
        phrases: Phrases before a source ("according to X").
        possessed: Nouns it may possess ("in X's view").
        hearsay: Adverbs such as "reportedly".
        labels: Adjectives such as "so-called".
    """

    phrases: tuple[str, ...]
    possessed: frozenset[str]
    hearsay: frozenset[str]
    labels: frozenset[str]


Frames = dict[Frame, tuple[Cue, ...]]


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """All cues by lemma; a verb with a second word ("point out") stands under both words.

    Attributes:
        verbs, nouns, adjectives: Lemma to frames.
        seconds: Verb to the second words it is listed with.
        unlisted: What a verb that is not listed is taken for when it has a that-clause.
    """

    verbs: dict[str, Frames]
    nouns: dict[str, Frames]
    adjectives: dict[str, Frames]
    seconds: dict[str, frozenset[str]]
    according: According
    unlisted: Cue


def load_cues(*, wide: bool = False) -> CueLexicon:
    """Read the cue lexicon.

    Args:
        wide: With the cues of `wide.yml`, which only the wide view reads, after those of the record.

    Raises:
        DataError: A file is not well formed, or a word stands twice in one frame with nothing to tell the two apart.
    """
    extra = load_lexicon("statements/wide.yml", list[Cue]) if wide else []
    verbs = _by_word("verbs", [cue for cue in extra if not cue.nouns and not cue.adjectives])
    seconds: dict[str, set[str]] = defaultdict(set)
    for word in verbs:
        first, _, second = word.partition(" ")
        if second:
            seconds[first].add(second)
    return CueLexicon(
        verbs=verbs,
        nouns=_by_word("nouns", [cue for cue in extra if cue.nouns]),
        adjectives=_by_word("adjectives", [cue for cue in extra if cue.adjectives]),
        seconds={verb: frozenset(words) for verb, words in seconds.items()},
        according=load_lexicon("statements/prepositions.yml", According),
        unlisted=Cue(act="assert", frames=("clause",), scope="act"),
    )


def _by_word(part: Part, extra: list[Cue]) -> dict[str, Frames]:
    """The cues of a file by word and frame; those of `extra` come last."""
    name = f"statements/{part}.yml"
    table = _tabulate(name, part, load_lexicon(name, list[Cue]))
    for word, frames in _tabulate("statements/wide.yml", part, extra).items():
        for frame, cues in frames.items():
            table[word][frame] += cues
    return {word: {frame: tuple(cues) for frame, cues in frames.items()} for word, frames in table.items()}


def _tabulate(name: str, part: Part, cues: list[Cue]) -> dict[str, dict[Frame, list[Cue]]]:
    table: dict[str, dict[Frame, list[Cue]]] = defaultdict(lambda: defaultdict(list))
    for cue in cues:
        for word in getattr(cue, part):
            for frame in cue.frames:
                if any(_same_ground(cue, other) for other in table[word][frame]):
                    raise DataError(f"{name}: {word!r} stands twice in frame {frame!r}; one group may have it")
                table[word][frame].append(cue)
    return table


def _same_ground(one: Cue, other: Cue) -> bool:
    """Whether nothing in the data can tell which of two groups a word in one frame belongs to."""
    same_prepositions = not one.prepositions or not other.prepositions or one.prepositions == other.prepositions
    same_objects = not one.objects or not other.objects
    return same_prepositions and same_objects and one.subjects == other.subjects and one.verbs == other.verbs
