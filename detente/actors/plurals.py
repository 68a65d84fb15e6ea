"""Words for two parties at once: "the two countries", "both sides", "the two leaders"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.actors.draft import Draft
from detente.actors.figures import leads

if TYPE_CHECKING:
    from detente.actors.scene import Scene

__all__ = ["find_plurals", "main_pair"]

EVEN = 4
PAIR = 2


def find_plurals(scene: Scene) -> None:
    """Add a mention per party for each plural that stands for the pair the text is about."""
    words, tree = scene.directory.words, scene.tree
    for noun, low in enumerate(tree.lowers):
        if low == "two" and _is_the_two(scene, noun):
            _add_two(scene, noun - 1, noun)
            continue
        leaders = low in words.plural_leaders
        if (not leaders and low not in words.plural_nouns) or scene.owner[noun] is not None:
            continue
        start = _plural_start(scene, noun)
        if start is None or (leaders and _add_two(scene, start, noun)):
            continue
        pair = main_pair(scene, noun)
        if leaders:
            pair = [state for state in pair if state in scene.directory.states]
        if len(pair) < 2 or not _is_even(scene, noun, pair):
            continue
        for state in pair[:2]:
            scene.drafts.append(_party(scene, state, start, noun, leaders=leaders))


def _is_the_two(scene: Scene, i: int) -> bool:
    """As in "The two embraced": no noun behind it."""
    tree = scene.tree
    return i > 0 and tree.lowers[i - 1] == "the" and tree.deps[i].startswith("nsubj") and scene.owner[i] is None


def _add_two(scene: Scene, start: int, noun: int) -> bool:
    """Add the two persons who alone were named in this sentence and the one before; whether there were such."""
    tree = scene.tree
    first = tree.sentences[max(0, tree.sentence[noun] - 1)][0]
    near = {d.actor: d for d in scene.drafts if d.person and first <= d.start < start and d.kind != "plural"}
    if scene.tree.lowers[noun] in scene.directory.words.heads_plural:
        near = {
            actor: person
            for actor, person in near.items()
            if actor in scene.figures and leads(scene, scene.figures[actor])
        }
    if len(near) != PAIR or len({person.state is None for person in near.values()}) > 1:
        return False
    for person in near.values():
        draft = Draft(start, noun + 1, "plural", person.actor, person.name, person.state, noun, person=True)
        draft.steps = ("the two persons just named",)
        scene.drafts.append(draft)
    return True


def _is_even(scene: Scene, noun: int, pair: list[str]) -> bool:
    """Whether both states weigh in the text or have just been named; "both parties" may be those of an election."""
    first = scene.tree.sentences[max(0, scene.tree.sentence[noun] - 1)][0]
    near = {d.state for d in scene.drafts if first <= d.start < noun and d.kind != "none"}
    if near.issuperset(pair):
        return True
    weights = sorted(scene.counts[state] for state in pair)
    return scene.tree.lowers[noun] not in scene.directory.words.home_plurals and weights[0] * EVEN >= weights[1]


def _plural_start(scene: Scene, noun: int) -> int | None:
    """Where a phrase like "the two great powers", "both sides", "our presidents" begins; None if it is none."""
    tree = scene.tree
    i = noun - 1
    while (
        i >= 0
        and noun - i <= 6
        and tree.upos[i] in ("ADJ", "NOUN", "PROPN", "PUNCT", "PART")
        and tree.lowers[i] not in ("both", ",", ";", ".", "two", ":")
    ):
        if scene.owner[i] is not None:
            return None
        i -= 1
    if i < 0:
        return None
    low = tree.lowers[i]
    if low == "both":
        return i
    if low == "two":
        definite = i > 0 and tree.lowers[i - 1] in ("the", "these", "our", "their", "those", "between")
        if definite and tree.lowers[i - 1] != "between":
            return i - 1
        return i if definite or (noun - i == 1 and tree.deps[noun].startswith("nsubj")) else None
    if (
        low in ("our", "their", "these")
        and noun - i == 1
        and tree.lowers[noun]
        in (
            "countries",
            "nations",
            "presidents",
            "leaders",
            "governments",
        )
    ):
        return i
    bare = low == "the" and noun - i == 1 and tree.lowers[noun] in ("countries", "nations", "sides", "pair")
    return i if bare and not tree.children_by(noun, "nmod", "acl:relcl", "acl") else None


def main_pair(scene: Scene, at: int) -> list[str]:
    """The two parties a plural at token `at` means: the only two named just before, else the two the text is about.

    A person counts for the state; bodies of a state too.
    """
    tree = scene.tree
    sentence = tree.sentence[at]
    first = tree.sentences[max(0, sentence - 1)][0]
    named = [d for d in scene.drafts if first <= d.start < at and d.state and d.kind not in ("none", "plural", "city")]
    near = list(dict.fromkeys(d.state or "" for d in sorted(named, key=lambda d: -d.start)))
    main = scene.main_states()[:2]
    if len(near) == 2 and (near[0] in main or near[1] in main):
        return near[::-1]
    return main


def _party(scene: Scene, state: str, start: int, noun: int, *, leaders: bool) -> Draft:
    """One party of a plural: for leaders the person who leads the state, if the text names one."""
    draft = Draft(start, noun + 1, "plural", state, scene.directory.actor_name(state), state, noun)
    draft.steps = ("the pair the text is about",)
    if leaders:
        heads = [figure for figure in scene.figures.values() if figure.state == state and leads(scene, figure)]
        before = [figure for figure in heads if figure.first < noun]
        if before:
            figure = min(before, key=lambda f: -scene.last_seen(f.actor, noun))
            draft.actor, draft.name, draft.person = figure.actor, figure.name, True
    return draft
