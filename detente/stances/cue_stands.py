"""Stands that the cue of a statement shows: what is demanded, rejected, blamed, praised, proposed, hoped or feared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.stances.draft import Draft
from detente.stances.grammar import SUBJECTS, has_child, is_over, split_clauses, trim
from detente.stances.objects import after_subject, named_parts, object_range, sentence_ranges, top_of
from detente.stances.voices import OPEN_FRAMES, frame_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.model import Stance
    from detente.stances.scene import Range, Scene, Told

__all__ = ["from_cues"]

BY_CONTENT, GOES_ON = "act from content", "goes on with the sentence before"
ASKING = frozenset({"whether", "if", "why", "what", "how", "who", "when", "where"})
CHARGES = frozenset({"of", "for", "over"})
CONTRAST = frozenset({"while", "whereas", "although", "though"})
PLAIN, FIRM, WISH = 2, 3, 1


def from_cues(scene: Scene, shown: Sequence[Draft]) -> Iterator[Draft]:
    """Stands of statements by their cue.

    Args:
        scene: The article.
        shown: Stands found in the content of statements; they tell it better where the cue only frames them.
    """
    by_content = {id(draft.told) for draft in shown}
    for told in scene.told:
        stance = _stance(scene, told)
        threatened = _threatened(scene, told)
        if threatened is not None:
            yield threatened
            continue
        if stance is None or told.side is None:
            continue
        framed = frame_of(told) in OPEN_FRAMES
        if framed and id(told) in by_content:
            continue
        if stance == "demand" and _is_order(scene, told):
            continue
        if (blamed := _put_on(scene, told)) is not None:
            draft = _draft(scene, told, stance, blamed[0])
            draft.addressee = blamed[1]
            yield draft
            continue
        for stake in _stakes(scene, told, stance):
            if stake is not None and scene.tree.lemmas[stake[0]] in scene.lexicon.content.mere:
                continue
            yield _draft(scene, told, stance, stake)


def _stance(scene: Scene, told: Told) -> Stance | None:
    """The stance a statement's cue shows, if it does."""
    words, statement = scene.lexicon.cues, told.statement
    steps = statement.why.steps
    if statement.act in words.silent or GOES_ON in steps or BY_CONTENT in steps or told.side is None:
        return None
    if statement.act == "request" and _asks(scene, told):
        return None
    cue = {scene.tree.lemmas[i].lower() for i in range(*told.cue)}
    if statement.act == "warn" and not cue.isdisjoint(words.unsaid):
        return None
    asked = statement.act in ("request", "demand")
    if asked and any(scene.tree.words[i] == ";" for i in range(told.end, told.cue[0])):
        return None  # "Oslo keeps its word; it asks Riga for the same": not what was said before
    if any(is_over(scene.tree, i) for i in range(*told.cue)):
        return None
    if not cue.isdisjoint(words.agreeing) and scene.tree.lowers[told.cue[1] - 1] in ("on", "upon"):
        return "support"
    if _is_unsupported(scene, told) or _is_taken(scene, told) or _is_own_threat(scene, told):
        return None
    if statement.act == "warn" and (frame_of(told) == "person-to" or scene.tree.lowers[told.start] == "not"):
        return "demand"
    if statement.act == "warn" and scene.tree.lowers[told.cue[1] - 1] == "against":
        return "oppose"
    if not cue.isdisjoint(words.insisting) and _is_done(scene, told):
        return "demand"
    stance = statement.stance
    if stance == "concern" or statement.act not in words.acts:
        return next((one for one in words.attitudes if one == stance), None)
    return words.acts[statement.act]


def _is_unsupported(scene: Scene, told: Told) -> bool:
    """Whether support is denied, which is no opposition yet ("does not support")."""
    tree, words = scene.tree, scene.lexicon
    cue = range(*told.cue)
    backing = [i for i in cue if tree.lemmas[i].lower() in words.cues.backing and tree.upos[i] != "AUX"]
    return bool(backing) and any(tree.lowers[i] in words.content.negations for i in cue)


def _is_taken(scene: Scene, told: Told) -> bool:
    """Whether an invitation is only taken up ("accepted an invitation to Oslo")."""
    tree, words = scene.tree, scene.lexicon.cues
    nouns = [i for i in range(*told.cue) if tree.lemmas[i] in words.asked and tree.upos[i] == "NOUN"]
    return any(tree.lemmas[i] in words.taking for n in nouns for i in (tree.heads[n], *range(*told.cue)))


def _is_own_threat(scene: Scene, told: Told) -> bool:
    """Whether who warns tells what its own side may do ("warned that its army would respond")."""
    tree, words = scene.tree, scene.lexicon
    if told.statement.act != "warn" or frame_of(told) not in OPEN_FRAMES or told.side is None:
        return False
    head = top_of(tree, *sentence_ranges(tree, told.start, told.end)[0])
    subject = tree.child(head, "nsubj")
    if tree.lemmas[head] not in words.cues.striking or subject is None or tree.child(head, "aux") is None:
        return False
    return told.side.holder in scene.holders.states_at(tree.subtree(subject)) or (
        tree.lowers[subject] in words.content.first_person
    )


def _is_done(scene: Scene, told: Told) -> bool:
    """Whether a clause tells in the passive what is to be ("insists that its crews are protected")."""
    tree = scene.tree
    head = top_of(tree, told.start, told.end)
    be = tree.child(head, "aux:pass")
    return frame_of(told) == "clause" and be is not None and tree.xpos[be] != "VBD" and tree.child(head, "aux") is None


def _threatened(scene: Scene, told: Told) -> Draft | None:
    """What a threat is to keep another side from ("threatened to close the pass if Oslo sends troops")."""
    tree = scene.tree
    if told.statement.act not in scene.lexicon.cues.threats or told.side is None:
        return None
    inside = (c for c in scene.conditions(told.start) if told.start <= c.start < told.end)
    condition = next((c for c in inside if tree.lowers[c.start] == "if"), None)
    verb = tree.heads[condition.start] if condition is not None else 0
    subject = tree.child(verb, "nsubj")
    if condition is None or subject is None or not condition.start < subject < condition.end:
        return None
    others = [side.holder for side in scene.holders.at(subject) if side.holder != told.side.holder]
    if not others:
        return None
    denied = has_child(tree, verb, scene.lexicon.content.negations)
    stake = after_subject(tree, verb, condition.start + 1, condition.end)
    draft = _draft(scene, told, "demand" if denied else "oppose", stake)
    draft.addressee, draft.trigger = scene.holders.states_at([subject]), verb
    return draft


def _asks(scene: Scene, told: Told) -> bool:
    """Whether a request is only a question."""
    tree = scene.tree
    last = tree.sentences[tree.sentence[told.end - 1]][1]
    asked = any(tree.words[i] == "?" for i in range(told.end - 1, min(told.end + 1, last)))
    return frame_of(told) in OPEN_FRAMES and (tree.lowers[told.start] in ASKING or asked)


def _is_order(scene: Scene, told: Told) -> bool:
    """Whether a side only orders its own people to do something."""
    lemmas = {scene.tree.lemmas[i] for i in range(*told.cue)}
    return not told.statement.addressee and not lemmas.isdisjoint(scene.lexicon.cues.orders)


def _draft(scene: Scene, told: Told, stance: Stance, stake: Range | None) -> Draft:
    statement, side = told.statement, told.side
    assert side is not None
    tokens = [i for i in range(*told.cue) if scene.tree.upos[i] in ("VERB", "NOUN", "ADJ")]
    start, end = told.start, stake[1] if stake else told.end
    if told.cue[0] < told.start and scene.tree.sentence[told.cue[0]] == scene.tree.sentence[told.start]:
        start = told.cue[0]
    return Draft(
        side=side,
        stance=stance,
        strength=_strength(scene, told, stance),
        rule=f"cue:{statement.act}",
        trigger=tokens[-1] if tokens else told.cue[0],
        weight=2,
        wording=(start, max(end, start + 1)),
        stake=stake,
        told=told,
        own=told.own,
        chain=told.chain,
        addressee=statement.addressee or _asked(scene, told, stance),
        steps=[f"{statement.act} by its cue"],
    )


def _asked(scene: Scene, told: Told, stance: Stance) -> tuple[str, ...]:
    """Whom a demand is put to, by the subject of what is demanded."""
    if stance != "demand":
        return ()
    tree = scene.tree
    subject = tree.child(top_of(tree, told.start, told.end), *SUBJECTS)
    if subject is None or not told.start <= subject < told.end:
        return ()
    return scene.holders.states_at(tree.subtree(subject))


def _strength(scene: Scene, told: Told, stance: Stance) -> int:
    tree, words = scene.tree, scene.lexicon.cues
    tokens = [i for i in range(*told.cue) if tree.deps[i] != "advmod" or tree.lowers[i] != "long"]
    cue = {tree.lemmas[i].lower() for i in tokens} | {tree.lowers[i] for i in tokens}
    if not cue.isdisjoint(words.firm):
        return FIRM
    if stance == "hope" or not cue.isdisjoint(words.wish):
        return WISH
    return PLAIN


def _stakes(scene: Scene, told: Told, stance: Stance) -> list[Range | None]:
    """The objects of a statement's stand, by its construction."""
    tree, frame = scene.tree, frame_of(told)
    start, end = told.start, told.end
    if stance == "demand" and _is_on_topic(scene, told):
        return [None]
    if stance == "demand" and (asked := _asked_by_noun(scene, start, end)) is not None:
        return [asked]
    if tree.lowers[start - 1] == "as" and tree.child(told.cue[1] - 1, "nsubj:pass") is not None:
        named = tree.child(told.cue[1] - 1, "nsubj:pass")
        return [object_range(tree, named or start, *tree.sentences[tree.sentence[start]])]
    if frame in ("person-to", "preposition-to", "to"):
        return [*_infinitives(scene, start, end)]
    if frame in ("as", "predicate"):
        return [_judged(scene, told)]
    if frame == "object-preposition" and tree.lowers[start] == "not":
        return [*_infinitives(scene, start, end)]
    if frame == "object-preposition":
        return [*_blamed(scene, told)]
    if frame == "clause":
        return [*_clause(scene, told, stance)]
    if frame in OPEN_FRAMES:
        return [trim(tree, *sentence_ranges(tree, start, end)[0])]
    return [*named_parts(scene, start, end)]


def _asked_by_noun(scene: Scene, start: int, end: int) -> Range | None:
    """What "a request that Oslo wait" asks for."""
    tree = scene.tree
    top = top_of(tree, start, end)
    noun = tree.lemmas[top] in scene.lexicon.cues.demands and tree.upos[top] == "NOUN"
    if not noun or top + 2 >= end or tree.lowers[top + 1] not in ("that", "for"):
        return None
    verb = tree.heads[top + 1]
    clause = tree.deps[top + 1] == "mark" and top + 1 < verb < end
    return after_subject(tree, verb, top + 2, end) if clause else trim(tree, top + 2, end)


def _infinitives(scene: Scene, start: int, end: int) -> list[Range]:
    """What somebody is asked to do, in parts: after "to", with a "not" before it."""
    tree = scene.tree
    for i in range(start, end):
        head = tree.heads[i]
        if tree.lowers[i] == "to" and tree.deps[i] == "mark" and start <= head < end:
            passive = tree.child(head, "aux:pass") is not None and scene.holders.states_at(range(start, i))
            if passive and tree.lowers[start] not in ("on", "to", "upon"):
                return [trim(tree, start, end)]
            parts = split_clauses(tree, head, i + 1, end)
            if i > start and tree.lowers[i - 1] in ("not", "never"):
                parts[0] = (i - 1, parts[0][1])
            return parts
    return [trim(tree, start, end)]


def _judged(scene: Scene, told: Told) -> Range:
    """What is called or seen as something: the words before "as", else the object."""
    tree = scene.tree
    for i in range(told.start + 1, told.end):
        if tree.lowers[i] == "as" and tree.deps[i] in ("case", "mark"):
            return trim(tree, told.start, i)
    verb = tree.heads[top_of(tree, told.start, told.end)]
    named = tree.child(verb, "obj", "nsubj:pass")
    if named is not None and told.start <= named < told.end:
        return object_range(tree, named, told.start, told.end)
    return trim(tree, told.start, told.end)


def _blamed(scene: Scene, told: Told) -> list[Range]:
    """What somebody is accused of, thanked for, pressed on: after the preposition."""
    tree = scene.tree
    for i in range(told.start + 1, told.end):
        head = tree.heads[i]
        outside = not told.start <= tree.heads[head] < told.end
        if tree.deps[i] in ("case", "mark") and outside and i + 1 < told.end:
            return [trim(tree, i + 1, told.end)]
    if any(tree.lemmas[i] in scene.lexicon.cues.charging for i in range(*told.cue)):
        charged = (i for i in range(told.start + 1, told.end - 1) if tree.lowers[i] in CHARGES)
        first = next((i for i in charged if tree.deps[i] in ("case", "mark") and tree.heads[i] > i), None)
        if first is not None and _names_party(scene, told.start, first):
            return [trim(tree, first + 1, told.end)]
    return [trim(tree, told.start, told.end)]


def _names_party(scene: Scene, start: int, end: int) -> bool:
    """Whether tokens name a side: an actor, or by their office."""
    offices = scene.lexicon.holders.offices
    return any(scene.holders.actors.at(i) or scene.tree.lemmas[i].lower() in offices for i in range(start, end))


def _put_on(scene: Scene, told: Told) -> tuple[Range, tuple[str, ...]] | None:
    """The deed and who is blamed for it, of "blamed the delay on Oslo"."""
    tree, words = scene.tree, scene.lexicon.cues
    if all(tree.lemmas[i] not in words.blaming for i in range(*told.cue)):
        return None
    for i in range(told.end - 2, told.start, -1):
        if tree.lowers[i] in ("on", "upon") and tree.deps[i] == "case" and tree.heads[i] > i:
            states = scene.holders.states_at(range(i + 1, tree.heads[i] + 1))
            return (trim(tree, told.start, i), states) if states else None
    return None


def _is_on_topic(scene: Scene, told: Told) -> bool:
    """Whether a cue tells only what its demands are about ("made demands on the Kashmir question")."""
    tree, words = scene.tree, scene.lexicon.cues
    nouns = any(tree.lemmas[i] in words.demands and tree.upos[i] == "NOUN" for i in range(*told.cue))
    joined = (i for i in (told.cue[1] - 1, told.start) if tree.lowers[i] in words.about)
    return nouns and next(joined, None) is not None


def _further(scene: Scene, first: Range) -> list[Range]:
    """A worry in its parts, where it goes on to a second one ("that A, and worried about B")."""
    tree, words = scene.tree, scene.lexicon.cues
    for i in range(first[0] + 2, first[1] - 2):
        joined = any(tree.deps[j] == "cc" for j in (i - 1, i - 2))
        if tree.lowers[i] in words.further and joined and tree.upos[i + 1] in ("ADP", "SCONJ"):
            return [trim(tree, first[0], i), trim(tree, i + 2, first[1])]
    return [first]


def _clause(scene: Scene, told: Told, stance: Stance) -> list[Range]:
    tree = scene.tree
    first = sentence_ranges(tree, told.start, told.end)[0]
    head = top_of(tree, *first)
    subject = tree.child(head, *SUBJECTS)
    if stance != "demand" or subject is None or not first[0] <= subject < head:
        return [part for one in _further(scene, first) for part in named_parts(scene, *one)]
    aside = [c for c in tree.children_by(head, "advcl") if c > head and has_child(tree, c, CONTRAST)]
    first = (first[0], min([min(tree.subtree(c)) for c in aside] + [first[1]]))
    if scene.holders.states_at(tree.subtree(subject)) and tree.child(head, "aux:pass") is None:
        begin, end = after_subject(tree, head, *first)
        return split_clauses(tree, head, begin, end)
    return split_clauses(tree, head, *first)
