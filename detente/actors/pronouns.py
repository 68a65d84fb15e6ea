"""Pronouns: to the nearest compatible actor, subjects of the clause or sentence before preferred (simple centering)."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from detente.actors.draft import Draft
from detente.actors.grammar import is_prominent, is_subject

if TYPE_CHECKING:
    from detente.actors.scene import Scene

__all__ = ["find_pronouns"]

DATELINE = 3
JOINED = ("state", "capital", "body", "seat", "person", "group", "people")


def find_pronouns(scene: Scene) -> None:
    """Add a mention for each pronoun whose actor can be told."""
    persons = sorted(
        (d for d in scene.drafts if d.person and d.kind != "plural" and not _is_credit(scene, d)), key=lambda d: d.start
    )
    states = sorted(
        (d for d in scene.drafts if d.role == "actor" and _may_be_it(scene, d) and not _is_dateline(scene, d)),
        key=lambda d: (d.start, -d.end),
    )
    joined = _coordinations(scene)
    plurals = sorted((d for d in scene.drafts if _may_be_they(scene, d) or d.head in joined), key=lambda d: d.start)
    for i, low in enumerate(scene.tree.lowers):
        if low in ("he", "she", "him", "his", "her", "himself", "herself") and scene.owner[i] is None:
            found = _refer(scene, i, persons, "f" if low in ("she", "her", "herself") else "m")
            if found is not None:
                persons.insert(bisect_left(persons, i, key=_start), found)
        elif low in ("its", "itself", "it") and scene.owner[i] is None:
            _refer_state(scene, i, states)
        elif low in ("they", "their", "them", "themselves"):
            _refer_plural(scene, i, plurals, joined)


def _is_credit(scene: Scene, draft: Draft) -> bool:
    """As in "REUTERS/Leah Millis": who took the picture is not spoken of again."""
    before = draft.start - 1
    return before >= 0 and scene.tree.words[before].endswith("/")


def _is_dateline(scene: Scene, draft: Draft) -> bool:
    """As in "BERLIN (Reuters) -": where the article was written."""
    tree = scene.tree
    first = tree.sentences[tree.sentence[draft.start]][0]
    loud = draft.kind in ("capital", "seat") and tree.words[draft.start].isupper() and draft.start - first <= DATELINE
    return (
        loud and tree.words[draft.end : draft.end + 1] != [] and tree.words[draft.end] in ("(", "—", "–", "-", ",", "/")
    )


def _may_be_they(scene: Scene, draft: Draft) -> bool:
    """Plurals, peoples and groups, and bodies that are many: parties, armed groups, what has a plural name."""
    if draft.kind == "body":
        body = scene.directory.bodies.get(draft.actor)
        many = body is not None and (body.kind in ("REB", "PTY") or scene.tree.xpos[draft.head] == "NNPS")
        return many and draft.role != "modifier"
    if draft.kind == "collective":
        many = scene.folded[draft.end - 1] in scene.directory.words.collective_nouns
        return many or is_prominent(scene.tree, draft.head, alone=False)
    return draft.kind in ("plural", "group", "people")


def _coordinations(scene: Scene) -> dict[int, list[Draft]]:
    """Names joined by "and", by the head of the first: "China and Russia", "Merkel and Hollande"."""
    tree = scene.tree
    named = {d.head: d for d in scene.drafts if d.role == "actor" and d.kind in JOINED and d.head >= 0}
    found: dict[int, list[Draft]] = {}
    for head, draft in named.items():
        first = tree.heads[head]
        if tree.deps[head] == "conj" and first in named and any(tree.lowers[j] == "and" for j in range(first, head)):
            found.setdefault(first, [named[first]]).append(draft)
    return found


def _may_be_it(scene: Scene, draft: Draft) -> bool:
    """States and what acts for them; not the media and companies that only report or trade."""
    if draft.actor in scene.directory.bodies:
        plural = scene.tree.xpos[draft.head] in ("NNS", "NNPS")
        return (
            not plural
            and draft.kind in ("body", "group", "seat", "description")
            and scene.directory.bodies[draft.actor].kind
            in (
                "IGO",
                "GOV",
                "LEG",
                "MIL",
                "PTY",
                "REB",
                "SEAT",
            )
        )
    if draft.kind == "group":
        return scene.tree.xpos[draft.head] not in ("NNS", "NNPS")
    return not draft.person and draft.kind in ("state", "capital", "seat", "description")


def _refer(scene: Scene, i: int, persons: list[Draft], sex: str) -> Draft | None:
    ahead = _ahead(scene, i, persons)
    if ahead is not None and scene.figures[ahead.actor].sex in ("", sex):
        return _point(scene, i, ahead)
    near = _before(scene, i, persons, sentences=2)
    near = [d for d in near if scene.figures[d.actor].sex in ("", sex)]
    if scene.quoted[i]:
        here = _between(persons, *scene.tree.sentences[scene.tree.sentence[i]])
        speakers = {d.actor for d in here if _speaks(scene, d)}
        near = [d for d in near if d.actor not in speakers]
    if sex == "f":
        sure = [d for d in near if scene.figures[d.actor].sex == "f"]
        near = sure or [d for d in near if scene.figures[d.actor].number is None] or near
    best = _best(scene, i, near, alone=True)
    return _point(scene, i, best) if best is not None else None


def _speaks(scene: Scene, draft: Draft) -> bool:
    """Whether the person speaks the sentence's quotation, unquoted: "he" inside it is someone else."""
    tree = scene.tree
    verb = tree.heads[draft.head]
    return (
        not (scene.quoted[draft.head] or scene.quoted[verb])
        and tree.deps[draft.head].startswith("nsubj")
        and tree.lemmas[verb].lower() in scene.directory.words.saying
    )


def _ahead(scene: Scene, i: int, persons: list[Draft]) -> Draft | None:
    """As in "In his remarks, Wang said": a possessive before the subject of the verb it hangs from."""
    tree = scene.tree
    if tree.deps[i] != "nmod:poss":
        return None
    first = tree.sentences[tree.sentence[i]][0]
    if _between(persons, first, i):
        return None
    for verb in tree.ancestors(i):
        subject = tree.child(verb, "nsubj", "nsubj:pass")
        if subject is not None and subject > i:
            return next((d for d in persons if d.start <= subject < d.end), None)
    return None


def _before(scene: Scene, i: int, drafts: list[Draft], sentences: int) -> list[Draft]:
    """Mentions before the pronoun in its sentence and the few before it, nearest first; `drafts` are in text order."""
    first = scene.tree.sentences[max(0, scene.tree.sentence[i] - sentences)][0]
    quoted = scene.quoted
    here = reversed(_between(drafts, first, i))
    return [d for d in here if d.end <= i and (quoted[i] or not quoted[d.start])]


def _between(drafts: list[Draft], first: int, last: int) -> list[Draft]:
    """Of mentions in text order those that begin at a token of [first, last)."""
    return drafts[bisect_left(drafts, first, key=_start) : bisect_left(drafts, last, key=_start)]


def _start(draft: Draft) -> int:
    return draft.start


def _best(scene: Scene, i: int, near: list[Draft], *, alone: bool) -> Draft | None:
    """Nearest sentence first; in it a subject before anything else; never the other argument of the same verb."""
    tree = scene.tree
    barred = {d.actor for d in near if _same_clause_argument(scene, i, d)}
    near = [d for d in near if d.actor not in barred]
    for number in sorted({tree.sentence[d.start] for d in near}, reverse=True):
        here = [d for d in near if tree.sentence[d.start] == number]
        subjects = [d for d in here if is_prominent(tree, d.head, alone=alone)]
        if subjects:
            return subjects[0] if number == tree.sentence[i] else subjects[-1]
        return here[0]
    return None


def _same_clause_argument(scene: Scene, i: int, draft: Draft) -> bool:
    """As in "Wang told him": him is not Wang. Possessives and reflexives may point there."""
    tree = scene.tree
    if tree.deps[i] == "nmod:poss" or tree.lowers[i].endswith("self"):
        return False
    return tree.heads[i] == tree.heads[draft.head] and tree.heads[i] != i


def _point(scene: Scene, i: int, target: Draft) -> Draft:
    draft = Draft(i, i + 1, "pronoun", target.actor, target.name, target.state, i, person=target.person)
    draft.steps = (f"back to {target.name}",)
    scene.drafts.append(draft)
    return draft


def _refer_state(scene: Scene, i: int, states: list[Draft]) -> None:
    """As in "it", "its" for a state: within the sentence, or the subject of the sentence before for a subject "it"."""
    tree = scene.tree
    low = tree.lowers[i]
    if low == "it" and (not tree.deps[i].startswith("nsubj") or _impersonal(scene, i)):
        return
    near = _before(scene, i, states, sentences=1)
    owner = _relative(scene, i, near)
    if owner is not None:
        _point(scene, i, owner)
        return
    here = [d for d in near if tree.sentence[d.start] == tree.sentence[i] and not _same_clause_argument(scene, i, d)]
    over = _governing(scene, i, here)
    if over is not None and low == "it":
        _point(scene, i, over)
        return
    subjects = [d for d in here if is_subject(tree, d.head)]
    if subjects or (here and low != "it"):
        _point(scene, i, (subjects or here)[0])
        return
    start = tree.sentences[tree.sentence[i]][0]
    before = [d for d in near if tree.sentence[d.start] < tree.sentence[i] and is_subject(tree, d.head)]
    if before and _thing_leads(scene, tree.sentence[i] - 1, before):
        return
    copular = tree.child(tree.heads[i], "cop") is not None
    if before and i - start <= 2 and not copular and tree.deps[i].startswith("nsubj"):
        _point(scene, i, before[-1])


def _relative(scene: Scene, i: int, near: list[Draft]) -> Draft | None:
    """As in "ISIS, which calls itself ...": what the relative clause of the pronoun is said of."""
    tree = scene.tree
    for verb in tree.ancestors(i):
        subject = tree.child(verb, "nsubj", "nsubj:pass")
        if tree.deps[verb] == "acl:relcl" and subject is not None and tree.lowers[subject] in ("which", "that"):
            return next((d for d in near if d.head == tree.heads[verb]), None)
        if subject is not None and subject != i:
            return None
    return None


def _thing_leads(scene: Scene, sentence: int, drafts: list[Draft]) -> bool:
    """Whether the sentence is about a thing ("The bill says that Iran ..."), which "it" then takes up."""
    tree = scene.tree
    first, last = tree.sentences[sentence]
    root = next((i for i in range(first, last) if tree.deps[i] == "root" or tree.heads[i] == i), first)
    subject = tree.child(root, "nsubj", "nsubj:pass")
    if subject is None or tree.xpos[subject] not in ("NN", "NNP") or tree.upos[subject] == "PRON":
        return False
    return tree.upos[subject] == "NOUN" and not any(d.start <= subject < d.end for d in drafts)


def _governing(scene: Scene, i: int, here: list[Draft]) -> Draft | None:
    """The subject of the nearest verb above the pronoun's own clause."""
    tree = scene.tree
    by_head = {d.head: d for d in reversed(here)}
    for verb in list(tree.ancestors(i))[1:]:
        for subject in tree.children_by(verb, "nsubj", "nsubj:pass"):
            if subject in by_head:
                return by_head[subject]
    return None


def _impersonal(scene: Scene, i: int) -> bool:
    """As in "it is necessary to", "it seems that": nobody."""
    tree = scene.tree
    verb = tree.heads[i]
    clausal = (
        tree.child(verb, "csubj", "ccomp", "csubj:pass") is not None and tree.child(verb, "cop", "aux:pass") is not None
    )
    return tree.deps[i] == "expl" or clausal or tree.lemmas[verb] in ("seem", "appear", "rain", "happen", "clear")


def _others_lead(scene: Scene, i: int, best: Draft) -> bool:
    """Whether a plural that is no actor stands nearer ("people scratching their heads")."""
    tree = scene.tree
    crowds = scene.directory.words.crowds
    start = max(best.end, tree.sentences[tree.sentence[i]][0])
    for j in range(start, i):
        if tree.xpos[j] == "NNS" and j != best.head and (tree.deps[j].startswith("nsubj") or tree.lemmas[j] in crowds):
            return not any(d.start <= j < d.end for d in scene.drafts)
    return False


def _refer_plural(scene: Scene, i: int, plurals: list[Draft], joined: dict[int, list[Draft]]) -> None:
    """As in "they" for a group of a state or for both parties: all of the last plural subject's actors."""
    near = _before(scene, i, plurals, sentences=1)
    best = _best(scene, i, near, alone=False)
    if best is None or _others_lead(scene, i, best):
        return
    if best.head in joined and joined[best.head][0] is best:
        for draft in joined[best.head]:
            if draft.end <= i:
                _point(scene, i, draft)
        return
    if best.kind == "group" and scene.tree.xpos[best.head] not in ("NNS", "NNPS"):
        return
    for draft in [d for d in plurals if d.start == best.start and d.end == best.end]:
        _point(scene, i, draft)
