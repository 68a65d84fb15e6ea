"""The exact words of what is promised: a verb phrase without its "to" or "will", a clause, or a noun phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.pledges.scene import Scene

__all__ = ["about", "clause", "clause_complement", "complement", "is_hollow", "joined_deeds", "noun_phrase", "phrases"]

OWN_CLAUSE = ("nsubj", "nsubj:pass", "expl", "csubj")
FILLED = ("obj", "obl", "xcomp", "ccomp", "iobj", "advmod", "obl:unmarked", "advcl")
NAMING = ("acl:relcl", "acl", "appos", "punct", "cc", "conj", "case", "parataxis", "advcl", "nmod:unmarked")
CONTENT_TAGS = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
FOLLOWING = ("with", "on", "over", "between", "under", "for", "regarding", "concerning")
ABOUT = ("to", "on", "over", "for", "about", "regarding", "concerning", "of", "upon", "in", "against")


def phrases(scene: Scene, verb: int, without: tuple[int, ...] = ()) -> Iterator[tuple[int, list[int]]]:
    """The verb phrases that a verb and those joined with it head, each with its tokens.

    "To open the port and to free the crew" are two, "clean and mend the pumps" is one.
    """
    tree = scene.tree
    apart = [j for j in tree.children_by(verb, "conj") if _stands_apart(scene, verb, j)]
    for head in (verb, *apart):
        joined = tree.children_by(head, "conj")
        cut = [*without, *(j for j in joined if j in apart or _is_own_clause(scene, j) or _turns(scene, head, j))]
        content = clause(scene, head, _opening(scene, head), cut)
        yield head, [*content, *_trailing(scene, verb, head, content)] if apart and head == max(apart) else content


def joined_deeds(scene: Scene, head: int) -> tuple[int, ...]:
    """A verb and those joined with it without a "to" of their own: a deadline after the last holds for all."""
    tree = scene.tree
    first = tree.heads[head] if tree.deps[head] == "conj" and tree.upos[tree.heads[head]] == "VERB" else head
    others = [i for i in tree.children_by(first, "conj") if tree.upos[i] == "VERB"]
    if any(scene.has_mark(i, "to") or _is_own_clause(scene, i) for i in others):
        return ()
    return (first, *others)


def _trailing(scene: Scene, verb: int, last: int, content: list[int]) -> list[int]:
    """What the parse hangs on the first of several deeds though it stands right after the last of them."""
    tree, out = scene.tree, list[int]()
    for child in tree.children_by(verb, "obl", "obl:unmarked"):
        below = tree.subtree(child)
        if child > last and content and below[0] == (out or content)[-1] + 1:
            out += [i for i in below if tree.upos[i] != "PUNCT"]
    return out


def clause(scene: Scene, head: int, opening: int | None = None, without: Iterable[int] = ()) -> list[int]:
    """The unbroken words of a clause, from `opening` on, without what is told after as a comment.

    Args:
        scene: The text.
        head: The verb of the clause.
        opening: The first token; by default that after "that".
        without: Heads of parts that do not belong to it.
    """
    tree = scene.tree
    out = set(tree.subtree(head))
    for part in without:
        out -= set(tree.subtree(part))
        if part > head:
            out -= {i for i in out if i > part}
    marks = [i for i in tree.children_by(head, "mark") if tree.lowers[i] in ("that", "to") and i < head]
    start = opening if opening is not None else max(marks, default=min(out) - 1) + 1
    return _trimmed(scene, sorted(i for i in out if i >= start), head)


def _stands_apart(scene: Scene, verb: int, other: int) -> bool:
    """Whether a verb joined with another promises something of its own."""
    tree = scene.tree
    if tree.upos[other] != "VERB" or _is_own_clause(scene, other) or _turns(scene, verb, other):
        return False
    if scene.has_mark(other, "to"):
        return True
    if not _goes_on(scene, verb, other):
        return False
    return any(tree.deps[c] in FILLED and verb < c < other for c in tree.children[verb])


def _goes_on(scene: Scene, verb: int, other: int) -> bool:
    """Whether a verb joined without "to" is one more deed: no alternative, and not under the "not" of the first."""
    tree = scene.tree
    joints = {tree.lowers[c] for c in tree.children_by(other, "cc")}
    if "or" in joints or "nor" in joints or _takes_up(scene, other):
        return False
    bound = scene.negated(verb) or tree.lemmas[verb] in scene.words.avoiding
    return not bound or "but" in joints or tree.child(other, "aux") is not None


def _takes_up(scene: Scene, verb: int) -> bool:
    """As in "would not do so": it says the deed before it again."""
    tree = scene.tree
    return tree.lemmas[verb] == "do" and tree.lowers[verb + 1 : verb + 2] in (["so"], ["that"], ["it"])


def _turns(scene: Scene, verb: int, other: int) -> bool:
    """Whether a participle is joined with what is none: "would call, saying that ..."."""
    tree = scene.tree
    return tree.xpos[other] == "VBG" != tree.xpos[verb] and not any(tree.lowers[c] == "be" for c in tree.children[verb])


def _is_own_clause(scene: Scene, verb: int) -> bool:
    tree = scene.tree
    finite = tree.xpos[verb] in ("VBD", "VBZ", "VBP")
    return tree.upos[verb] in ("VERB", "AUX", "ADJ") and (
        any(i < verb for i in tree.children_by(verb, *OWN_CLAUSE)) or finite
    )


def _opening(scene: Scene, verb: int) -> int:
    """The first word of a verb phrase: what follows its subject, its "to" and its "will"."""
    tree = scene.tree
    before = [
        i
        for i in tree.children_by(verb, "aux", "mark", "nsubj", "nsubj:pass", "case", "cc")
        if i < verb and (tree.deps[i] != "aux" or tree.lowers[i] in scene.words.modals or _is_ongoing(scene, verb, i))
    ]
    last = max((max(tree.subtree(i)) for i in before), default=None)
    if last is None:
        return (
            min(tree.subtree(verb))
            if not tree.children_by(verb, "advcl", "obl", "nsubj")
            else _first_adverb(scene, verb)
        )
    if last + 1 < verb and tree.lowers[last + 1] in ("n't", "n’t"):
        return last
    split = [i for i in tree.children_by(verb, "advmod") if i == min(before) - 1 and tree.lowers[i] in ("not", "never")]
    return split[0] if split else last + 1


def _is_ongoing(scene: Scene, verb: int, aux: int) -> bool:
    """As the "was" of "was not arming them"."""
    tree = scene.tree
    return tree.xpos[verb] == "VBG" and tree.lemmas[aux] == "be" and scene.negated(verb)


def _first_adverb(scene: Scene, verb: int) -> int:
    tree = scene.tree
    start = verb
    while start - 1 in tree.children_by(verb, "advmod", "aux", "aux:pass"):
        start -= 1
    return start


def _trimmed(scene: Scene, tokens: list[int], head: int) -> list[int]:
    """Without the end that only comments, and without a gap."""
    tree, end = scene.tree, len(tokens)
    for k, i in enumerate(tokens):
        if i > head and _comments(scene, i, tokens):
            end = min(end, k)
            break
    tokens = tokens[:end]
    for k in range(1, len(tokens)):
        if tokens[k] - tokens[k - 1] > 1 and tokens[k] > head and _is_broken(scene, tokens[k - 1], tokens[k]):
            tokens = tokens[:k]
            break
    while tokens and (
        tree.upos[tokens[-1]] in ("PUNCT", "CCONJ", "SPACE") and tree.words[tokens[-1]] not in (")", "]")
    ):
        tokens.pop()
    return tokens


def _is_broken(scene: Scene, left: int, right: int) -> bool:
    """Whether other words stand between two tokens, but for a phrase that the parse hangs across them."""
    tree = scene.tree
    gap = [i for i in range(left + 1, right) if tree.upos[i] not in ("PUNCT", "SPACE")]
    crossing = all(left < tree.heads[i] < right or tree.heads[i] < left for i in gap)
    told = any(tree.upos[i] in ("VERB", "AUX") for i in gap)
    return bool(gap) and (told or not crossing or tree.deps[gap[0]] != "case")


def _comments(scene: Scene, i: int, tokens: list[int]) -> bool:
    """Whether token i opens a clause that comments on the promise rather than belongs to it."""
    tree = scene.tree
    after_comma = i - 1 in tokens and (tree.words[i - 1] in (",", ";", ":", "—", "–") or _is_dash(scene, i - 1))
    top = i
    while tree.heads[top] > i and top in tokens and _first_word(scene, tree.heads[top]) == i:
        top = tree.heads[top]
    dep = tree.deps[top]
    if tree.lowers[i] == "according" and after_comma:
        return True
    if tree.upos[i] == "CCONJ" and tree.lowers[i + 1 : i + 2] == ["that"] and tree.deps[i + 1] == "mark":
        return True
    if scene.opens_condition(i):
        return False
    if tree.upos[i] == "CCONJ" and tree.deps[tree.heads[i]] == "conj" and _is_unsure(scene, tree.heads[i]):
        return True
    if dep in ("acl:relcl", "parataxis", "appos", "dislocated") and after_comma:
        return dep != "appos" or not _names(scene, top)
    if dep == "advcl" and after_comma and tree.xpos[top] == "VBG":
        return True
    marked = tree.deps[i] in ("mark", "advmod", "case") and tree.lowers[i] in scene.words.comments
    if tree.lowers[i] in ("when", "after", "once") and not _is_past(scene, top):
        return False
    return marked and dep in ("advcl", "advcl:relcl") and not (tree.lowers[i] == "as" and _is_measure(scene, i))


def _is_unsure(scene: Scene, noun: int) -> bool:
    """Whether a noun is only expected and so no part of what is promised: "and a likely visit"."""
    tree = scene.tree
    return tree.upos[noun] == "NOUN" and any(
        tree.lowers[i] in ("likely", "possible", "potential", "expected", "looming")
        for i in tree.children_by(noun, "amod")
        if i < noun
    )


def _is_past(scene: Scene, verb: int) -> bool:
    tree = scene.tree
    return any(tree.xpos[i] == "VBD" for i in (verb, *tree.children_by(verb, "aux", "aux:pass", "cop")))


def _is_dash(scene: Scene, i: int) -> bool:
    """Whether a hyphen stands alone: "the truce - signed in May -"."""
    tree = scene.tree
    return tree.words[i] == "-" and tree.starts[i] > tree.ends[i - 1] and tree.starts[i + 1] > tree.ends[i]


def _first_word(scene: Scene, head: int) -> int:
    return next(i for i in scene.tree.subtree(head) if scene.tree.upos[i] != "PUNCT")


def _names(scene: Scene, noun: int) -> bool:
    return scene.tree.upos[noun] in ("PROPN", "NUM")


def _is_measure(scene: Scene, i: int) -> bool:
    """As in "as soon as", "as long as"."""
    return any(
        scene.tree.lowers[j] in ("soon", "long", "far") for j in range(max(0, i - 2), min(i + 2, len(scene.tree)))
    )


def complement(scene: Scene, noun: int) -> list[int] | None:
    """What a noun of promise is of: "to withdraw", "that it will pay", "to the truce", "of payment"."""
    to_whom = scene.kinds[noun] in scene.words.given_to
    prepositions = tuple(word for word in ABOUT if word != "to" or not to_whom)
    return clause_complement(scene, noun) or about(scene, noun, noun, *prepositions)


def clause_complement(scene: Scene, noun: int) -> list[int] | None:
    """What a noun says is to be done: "to withdraw", "that it will pay", "allowing exports"."""
    tree = scene.tree
    for i in tree.children_by(noun, "acl", "ccomp", "advcl", "xcomp", "acl:relcl"):
        if tree.deps[i] == "acl:relcl" and not scene.has_mark(i, "that"):
            continue
        if i > noun and scene.has_mark(i, "to"):
            return clause(scene, i, _opening(scene, i))
        if i > noun and (scene.has_mark(i, "that") or tree.child(i, "nsubj") is not None):
            return clause(scene, i)
        if i > noun and (scene.has_mark(i, *ABOUT) or tree.lemmas[i] in scene.words.granting):
            return clause(scene, i, _opening(scene, i))
    return None


def about(scene: Scene, governor: int, after: int, *prepositions: str) -> list[int] | None:
    """The noun phrase below a token, after another, that follows one of the prepositions and is no party or time."""
    tree = scene.tree
    for i in tree.children_by(governor, "nmod", "obl", "acl", "advcl"):
        cases = [c for c in tree.children_by(i, "case", "mark") if tree.lowers[c] in prepositions]
        if i < after or not cases or tree.upos[i] == "PROPN" or scene.times.at(i) is not None:
            continue
        if len(tree.subtree(i)) < len(cases) + 2 and scene.actors.at(i):
            continue
        return clause(scene, i, max(cases) + 1)
    return None


def noun_phrase(scene: Scene, noun: int, verb: int | None = None) -> list[int]:
    """A noun with what tells it from others: "a fisheries accord with Oslo", "the 2015 nuclear deal".

    Args:
        scene: The text.
        noun: Its head.
        verb: The verb it goes with, on which the parse may have hung what follows ("tore up the deal with Oslo").
    """
    tree = scene.tree
    out = [noun]
    for j in out:
        for k in tree.children[j]:
            if j == noun and (
                (tree.deps[k] in NAMING and (k > noun or tree.deps[k] == "case")) or _is_aside(scene, noun, k)
            ):
                continue
            if tree.deps[k] not in ("acl:relcl", "nmod:unmarked", "parataxis"):
                out.append(k)
    phrase = _unbroken(scene, sorted(out), noun)
    for k in tree.children_by(verb, "obl") if verb is not None else ():
        below = tree.subtree(k)
        follows = below[0] == phrase[-1] + 1 and scene.has_mark(k, *FOLLOWING) and scene.times.at(k) is None
        if follows and below == list(range(below[0], below[-1] + 1)):
            phrase = [*phrase, *below]
    return _trimmed(scene, phrase, noun)


def _unbroken(scene: Scene, tokens: list[int], head: int) -> list[int]:
    at = tokens.index(head)
    start, end = at, at + 1
    while start > 0 and not _is_broken(scene, tokens[start - 1], tokens[start]):
        start -= 1
    while end < len(tokens) and not _is_broken(scene, tokens[end - 1], tokens[end]):
        end += 1
    return tokens[start:end]


def _is_aside(scene: Scene, noun: int, k: int) -> bool:
    """Whether it only says when, or of an agreement where: "signed a deal on Monday in Doha"."""
    if scene.tree.deps[k] != "nmod":
        return False
    place = any(m.role == "place" for m in scene.actors.at(k)) or scene.tree.upos[k] == "PROPN"
    where = place and scene.kinds[noun] in scene.words.agreed and scene.has_mark(k, "in", "at")
    return where or (scene.times.at(k) is not None and scene.has_mark(k, "on", "in", "at"))


def is_hollow(scene: Scene, tokens: Iterable[int]) -> bool:
    """Whether what is promised is no more than an abstract end: "peace and security"."""
    tree = scene.tree
    telling = [i for i in tokens if tree.upos[i] in CONTENT_TAGS]
    return all(
        tree.lemmas[i].lower() in scene.words.hollow or tree.upos[i] in ("ADJ", "PROPN") for i in telling
    ) and not any(tree.upos[i] == "VERB" for i in telling)
