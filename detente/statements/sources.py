"""Who the subject of a cue is: over coordination, control, participles and relative clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.statements.attribution import How, Source

if TYPE_CHECKING:
    from detente.statements.passage import Passage

__all__ = ["can_speak", "find_subject", "in_headline", "is_passive", "is_relay_source", "phrase_source"]

LONG = 3
MAX_CLIMB = 5
FINITE = ("VBZ", "VBD", "VBP", "MD")
SUBJECTS = ("nsubj", "nsubj:outer", "csubj")
DISTRIBUTIVE = ("each", "both", "all")
CLOSING = frozenset("”’\"'»") | {"''"}


def phrase_source(passage: Passage, head: int, how: How, without: tuple[int, ...] = ()) -> Source:
    """The noun phrase of `head` as a source."""
    return Source(head, tuple(passage.phrase(head, without)) or (head,), how)


def can_speak(passage: Passage, head: int) -> bool:
    """Whether a word names somebody who can hold or say something: a name, a person, a body, a text."""
    tree, words = passage.tree, passage.source_words
    lemma = tree.lemmas[head].lower()
    if tree.upos[head] in ("PROPN", "PRON", "NUM") or tree.entity[head] >= 0 or _is_named(passage, head):
        return True
    return (
        lemma in words.people
        or lemma in words.documents
        or lemma in words.media
        or lemma.endswith(words.endings)
        or tree.upos[head] in ("ADJ", "DET")
    )


def in_headline(passage: Passage, head: int) -> bool:
    """Whether nearly all longer words of the sentence are capitalised, so that a capital makes no name."""
    tree = passage.tree
    words = [tree.words[i] for i in range(*tree.sentences[tree.sentence[head]]) if len(tree.words[i]) > LONG]
    return len(words) > 1 and sum(not word[0].isupper() for word in words) <= len(words) // 5


def _is_named(passage: Passage, head: int) -> bool:
    """Whether a noun is capitalised inside a sentence, or a name follows right after it ("store clerk Ana Silva")."""
    tree = passage.tree
    inner = head > 0 and tree.sentence[head - 1] == tree.sentence[head] and passage.is_word(head - 1)
    follows = head + 1 < len(tree) and tree.entity[head + 1] >= 0
    named = follows and tree.entities[tree.entity[head + 1]].label == "PER" and tree.upos[head] == "NOUN"
    closes = head > 1 and tree.words[head - 1] in CLOSING
    return named or ((inner or closes) and tree.upos[head] == "NOUN" and tree.words[head].istitle())


def is_passive(passage: Passage, verb: int) -> bool:
    """Whether the verb is passive, or a bare past participle after its noun."""
    tree = passage.tree
    return tree.child(verb, "nsubj:pass", "aux:pass", "csubj:pass") is not None or (
        tree.deps[verb] in ("acl", "advcl") and tree.xpos[verb] == "VBN" and tree.child(verb, "aux") is None
    )


def find_subject(passage: Passage, verb: int, climb: int = 0) -> tuple[Source | None, How]:
    """Who does what `verb` says, and how it was found; (None, "passive") for a passive without agent."""
    tree = passage.tree
    subject = _nearest_subject(passage, verb)
    if subject is not None and not (subject > verb and tree.xpos[verb] == "VBG"):
        return _relative(passage, verb, subject), "subject"
    if is_passive(passage, verb):
        agent = _agent(passage, verb)
        return (phrase_source(passage, agent, "agent"), "agent") if agent is not None else (None, "passive")
    named = _name_before(passage, verb)
    if named is not None:
        return named, "subject"
    if climb >= MAX_CLIMB or tree.heads[verb] == verb:
        return None, "none"
    return _from_above(passage, verb, climb)


def _name_before(passage: Passage, verb: int) -> Source | None:
    """A person's name before a finite verb that the parse took into the name before it ("with Mori, Kaya said")."""
    tree = passage.tree
    number = tree.entity[verb - 1] if verb and tree.xpos[verb] in FINITE else -1
    if number < 0 or tree.entities[number].label != "PER":
        return None
    start = tree.entities[number].start
    apart = start > 0 and tree.words[start - 1] == "," and tree.heads[start] < start
    return Source(start, tuple(range(start, verb)), "subject") if apart and tree.entities[number].end == verb else None


def _nearest_subject(passage: Passage, verb: int) -> int | None:
    """The subject; of two, the one nearer before the verb (a dateline or an apposition may pass for the other)."""
    subjects = passage.tree.children_by(verb, *SUBJECTS)
    before = [i for i in subjects if i < verb]
    named = [i for i in before if passage.tree.lowers[i] not in DISTRIBUTIVE] or before
    after = [i for i in subjects if i > verb and passage.tree.upos[i] == "PROPN"] or subjects
    return named[-1] if named else after[0] if after else None


def _relative(passage: Passage, verb: int, subject: int) -> Source:
    """The subject, or what it stands for where it is a relative pronoun."""
    tree = passage.tree
    if tree.xpos[subject] in ("WP", "WDT") and tree.lowers[subject] in ("who", "which", "that"):
        clause = next((j for j in (verb, *tree.ancestors(verb)) if tree.deps[j].startswith("acl")), None)
        if clause is not None:
            return phrase_source(passage, tree.heads[clause], "antecedent", (clause,))
    return phrase_source(passage, subject, "subject")


def _agent(passage: Passage, verb: int) -> int | None:
    tree = passage.tree
    for i in tree.children[verb]:
        if tree.deps[i] == "obl:agent":
            return i
        if passage.relation(i) == "obl":
            case = passage.case_of(i)
            if case is not None and tree.lowers[case] == "by" and tree.upos[i] in ("NOUN", "PROPN", "PRON"):
                return i
    return None


def _from_above(passage: Passage, verb: int, climb: int) -> tuple[Source | None, How]:
    """The subject a clause without one shares with the word it depends on."""
    tree = passage.tree
    head, relation = tree.heads[verb], passage.relation(verb)
    if (
        tree.lemmas[head] in passage.source_words.relay_verbs
        and (quoted := tree.child(head, "obj", "nsubj:pass")) is not None
    ):
        return phrase_source(passage, quoted, "controller"), "controller"
    if relation == "advcl" and tree.xpos[verb] == "VBG" and (beside := _with_subject(passage, verb)) is not None:
        return phrase_source(passage, beside, "subject"), "subject"
    if (
        relation == "advcl"
        and tree.xpos[verb] == "VBG"
        and (saying := _saying_between(passage, head, verb)) is not None
    ):
        return find_subject(passage, saying, climb + 1)
    if relation == "conj" and tree.xpos[verb] in FINITE and tree.xpos[head] not in FINITE:
        same = (i for i in tree.ancestors(verb) if tree.xpos[i] == tree.xpos[verb])
        beside = next((i for i in same if _nearest_subject(passage, i) is not None), None)
        if beside is not None:
            return find_subject(passage, beside, climb + 1)
    if relation in ("conj", "advcl") or (relation == "parataxis" and tree.xpos[verb] == "VBG"):
        return find_subject(passage, head, climb + 1)
    if relation in ("xcomp", "ccomp"):
        named = tree.child(head, "obj", "iobj") if relation == "xcomp" else None
        if named is not None:
            return phrase_source(passage, named, "controller"), "controller"
        return find_subject(passage, head, climb + 1)
    if relation == "acl" and tree.upos[head] in ("NOUN", "PROPN", "PRON"):
        return phrase_source(passage, head, "antecedent", (verb,)), "antecedent"
    return None, "none"


def _saying_between(passage: Passage, head: int, verb: int) -> int | None:
    """The cue after its content on which a participle really hangs: "Talks failed, she said, calling it a shame"."""
    tree = passage.tree
    above = [tree.heads[head]] if tree.deps[head] == "ccomp" else []
    return next((i for i in (*above, *tree.children_by(head, "parataxis")) if head < i < verb), None)


def _with_subject(passage: Passage, verb: int) -> int | None:
    """The noun of "with X saying ..." where the parse hangs it elsewhere."""
    tree = passage.tree
    noun = verb - 1
    while noun > 0 and tree.upos[noun] == "ADV":
        noun -= 1
    while noun > 0 and tree.deps[noun] in ("flat", "compound", "conj", "case", "punct") and tree.heads[noun] < verb:
        noun = tree.heads[noun] if tree.heads[noun] != noun else noun - 1
        if tree.deps[noun] == "root":
            break
    case = passage.case_of(noun)
    start = tree.subtree(noun)[0]
    with_before = (case is not None and tree.lowers[case] == "with") or (start > 0 and tree.lowers[start - 1] == "with")
    return noun if with_before and tree.upos[noun] in ("PROPN", "NOUN", "PRON") else None


def is_relay_source(passage: Passage, source: Source) -> bool:
    """Whether a source is a medium or a text."""
    tree, words = passage.tree, passage.source_words
    parts = (source.head, *tree.children_by(source.head, "flat", "compound", "amod", "appos"))
    names = {tree.lemmas[i].lower() for i in parts if tree.upos[i] != "ADJ" or tree.words[i][:1].isupper()}
    return tree.lemmas[source.head].lower() in words.documents or not names.isdisjoint(words.media)
