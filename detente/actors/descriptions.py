"""Definite descriptions: "the president", "the Chinese leader", "his counterpart", "the country", "the ministry"."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from detente.actors.calling import Wording, called, meant_roles
from detente.actors.draft import Draft
from detente.actors.figures import known_figure
from detente.actors.grammar import is_subject
from detente.actors.offices import office_held
from detente.actors.phrases import fold
from detente.actors.plurals import main_pair

if TYPE_CHECKING:
    from detente.actors.scene import Figure, Scene
    from detente.actors.spells import Spell
    from detente.actors.titles import Title

__all__ = ["find_back_nouns", "find_counterparts", "find_descriptions", "find_owned_nouns"]

FAR_MORE = 3
RECENT = 4
LOW, LOWER = 6, 7
POSSESSIVES = ("his", "her", "their", "its")


def find_descriptions(scene: Scene, titles: list[Title]) -> None:
    """Resolve titles that stand alone to the person of the text, or of the table, who holds the office."""
    for title in titles:
        if title.person is None and _definite(scene, title):
            _describe(scene, title)
        elif title.person is None and title.state is None and scene.tree.lowers[title.phrase] in ("the", "that"):
            _speak_again(scene, title)


def _definite(scene: Scene, title: Title) -> bool:
    tree = scene.tree
    noun = tree.lowers[title.noun]
    if tree.xpos[title.noun] in ("NNS", "NNPS") or tree.lowers[title.phrase] in (
        "a",
        "an",
        "any",
        "no",
        "every",
        "each",
    ):
        return False
    if tree.deps[title.noun].startswith("compound") or tree.upos[title.noun] not in ("NOUN", "PROPN"):
        return False
    if noun in scene.directory.words.needs_body:
        return False
    weak = noun in scene.directory.words.weak_heads and title.end - title.start == 1
    told = title.body is not None or title.seat
    if weak and not told and (title.state is None or noun in scene.directory.words.head_words):
        return False
    definite = tree.lowers[title.phrase] in ("the", "this", "that", "his", "her", "its", "their", "our") or title.state
    return bool(definite) or (
        tree.words[title.start][0].isupper() and title.start > tree.sentences[tree.sentence[title.start]][0]
    )


def _describe(scene: Scene, title: Title) -> None:
    figure = _in_cast(scene, title) or _in_table(scene, title)
    name_words = scene.tree.text[scene.tree.starts[title.start] : scene.tree.ends[title.end - 1]]
    if figure is not None:
        draft = Draft(
            title.phrase, title.end, "description", figure.actor, figure.name, figure.state, title.noun, person=True
        )
        draft.office_written = name_words
        if figure.number is not None:
            draft.office_held = office_held(scene, scene.directory.spells(figure.number), title.roles)
        draft.flag = "former" if title.former else "agrees" if draft.office_held else "unknown"
    elif title.state is not None and not title.former and not title.holder_state:
        actor = title.body or title.state
        name = scene.wording(title.phrase, title.end)
        draft = Draft(title.phrase, title.end, "group", actor, name, title.state, title.noun)
        draft.office_written = name_words
    else:
        return
    draft.steps = ("office held by",)
    scene.drafts.append(draft)


def _speak_again(scene: Scene, title: Title) -> None:
    """As in "the minister", "the envoy": the last person before who was introduced by an office so called."""
    tree, noun = scene.tree, scene.folded[title.noun]
    if noun not in scene.directory.words.weak_heads or tree.xpos[title.noun] not in ("NN", "NNP"):
        return
    if tree.children_by(title.noun, "nmod", "acl", "acl:relcl", "appos") or tree.deps[title.noun].startswith(
        "compound"
    ):
        return
    first = tree.sentences[max(0, tree.sentence[title.noun] - RECENT)][0]
    called = [
        draft
        for draft in scene.drafts
        if draft.person and draft.office_written and first <= draft.start and draft.end <= title.phrase
        and noun in fold(draft.office_written).split()
    ]  # fmt: skip
    if called:
        best = max(called, key=lambda draft: draft.start)
        draft = Draft(
            title.phrase, title.end, "description", best.actor, best.name, best.state, title.noun, person=True
        )
        draft.steps = (f"back to {best.name}",)
        scene.drafts.append(draft)


def _in_cast(scene: Scene, title: Title) -> Figure | None:
    """The person of the text with this office (and state); the one last spoken of before the title."""
    wanted = set(title.roles) - {""}
    if not wanted or title.junior:
        return None
    words = " ".join(scene.folded[title.start : title.words_end])
    leads = words in scene.directory.calling.leader_words
    if leads and _of_others(scene, title):
        return None
    fits = [
        figure
        for figure in scene.figures.values()
        if figure.roles & wanted and _belongs(figure, title)
        and (not leads or _leads(scene, figure, words, title.roles))
        and (title.target is None or figure.number is None or _is_sent(scene, figure.number, title.target))
    ]  # fmt: skip
    if len(fits) > 1:
        best = min(_rank(scene, figure, wanted) for figure in fits)
        fits = [figure for figure in fits if _rank(scene, figure, wanted) == best]
    if title.former:
        fits = [figure for figure in fits if not _is_called(scene, figure, words)]
    unlike = scene.directory.words.unlike.get(words, frozenset())
    fits = [figure for figure in fits if figure.state not in unlike]
    misnomers = scene.directory.words.misnomers
    fits = [figure for figure in fits if words not in misnomers.get(figure.state or "", ())]
    if words in scene.directory.words.strict_titles or words in scene.directory.calling.borne:
        fits = [figure for figure in fits if figure.number is None or _has_borne(scene, figure.number, words)]
    if scene.tree.lowers[title.phrase] in ("its", "their"):
        fits = [figure for figure in fits if figure.state == _state_before(scene, title.phrase)]
    called = [figure for figure in fits if _is_called(scene, figure, words)]
    before = [figure for figure in called or fits if figure.first < title.start]
    if len(before) > 1 and title.state is None:
        before = _of_sentence(scene, before, title) or _foremost(scene, before, title) or before
    if before:
        return max(before, key=lambda figure: scene.last_seen(figure.actor, title.start))
    return fits[0] if len(fits) == 1 and title.state else None


def _of_others(scene: Scene, title: Title) -> bool:
    """As in "the Chechen leader": a capital before the title names whose leader it is, and no table has that name."""
    before = range(title.phrase + 1, title.start)
    return title.state is None and any(scene.owner[i] is None and scene.tree.words[i][0].isupper() for i in before)


def _belongs(figure: Figure, title: Title) -> bool:
    return title.state is None or figure.state == title.state or title.holder_state


def _leads(scene: Scene, figure: Figure, words: str, roles: tuple[str, ...]) -> bool:
    """Whether a word such as "leader" can mean that person: not a head of state who only reigns."""
    if figure.state is None:
        return True
    meant = meant_roles(scene.directory, words, roles, figure.state, scene.start, scene.end)
    return meant == roles or meant[0] in figure.roles or (
        not figure.roles & scene.directory.calling.nominal and bool(figure.roles & set(meant))
    )  # fmt: skip


def _state_before(scene: Scene, at: int) -> str | None:
    """The state of the last name of a state or body before a token in its sentence and the one before."""
    first = scene.tree.sentences[max(0, scene.tree.sentence[at] - 1)][0]
    named = [d for d in scene.drafts if first <= d.start < at and not d.person and d.kind not in ("none", "demonym")]
    return max(named, key=lambda d: d.start).state if named else None


def _of_sentence(scene: Scene, figures: list[Figure], title: Title) -> list[Figure]:
    """Those whose state's own bodies stand in the sentence ("The Pentagon has no orders from the president")."""
    number = scene.tree.sentence[title.start]
    first, last = scene.tree.sentences[number]
    states = {
        draft.state
        for draft in scene.drafts
        if first <= draft.start < last and draft.kind in ("body", "seat") and draft.state in scene.directory.states
    }
    return [figure for figure in figures if figure.state in states] if len(states) == 1 else []


def _foremost(scene: Scene, figures: list[Figure], title: Title) -> list[Figure]:
    """The one of whom the text has spoken far more often so far, unless another was the last subject."""
    spoken = Counter(d.actor for d in scene.drafts if d.person and d.start < title.start)
    top = max(figures, key=lambda figure: spoken[figure.actor])
    first = scene.tree.sentences[max(0, scene.tree.sentence[title.start] - 1)][0]
    for figure in figures:
        if figure is not top and FAR_MORE * spoken[figure.actor] > spoken[top.actor]:
            return []
    rivals = {figure.actor for figure in figures if figure is not top}
    acting = any(
        d.actor in rivals and first <= d.start < title.start and is_subject(scene.tree, scene.head_of(d.start, d.end))
        for d in scene.drafts
    )
    return [] if acting else [top]


def _is_called(scene: Scene, figure: Figure, words: str) -> bool:
    """Whether an office held now by that person bears the words in its title ("president" and "President")."""
    if figure.number is None:
        return False
    spells = scene.directory.spells(figure.number)
    return any(words in s.office.title.lower() for s in spells if s.overlaps(scene.start, scene.end))


def _has_borne(scene: Scene, number: int, words: str) -> bool:
    """Whether any office that the person held bears the words in its title."""
    return any(words in spell.office.title.lower() for spell in scene.directory.spells(number))


def _is_sent(scene: Scene, number: int, target: str) -> bool:
    """Whether an office that the person holds bears the name of where its holder is sent."""
    name = scene.directory.actor_name(target)
    held = [s for s in scene.directory.spells(number) if s.overlaps(scene.start, scene.end)]
    return any(name in spell.office.title for spell in held)


def _rank(scene: Scene, figure: Figure, wanted: set[str]) -> int:
    return min(scene.directory.rank.get(role, 9) for role in figure.roles & wanted)


def _in_table(scene: Scene, title: Title) -> Figure | None:
    """The one holder on the article's date of an office whose state the title names, or else the text is about."""
    if not scene.published.known or title.former or title.junior or "" in title.roles:
        return None
    if _is_bare(scene, title):
        return None
    state = title.state or next(iter(scene.main_states()), None)
    if state is None or (title.state is None and (scene.folded[title.phrase] != "the" or _of_others(scene, title))):
        return None
    if title.state is None and state in scene.directory.words.unlike.get(scene.folded[title.noun], ()):
        return None
    held = _holders(scene, title, state)
    if title.target is not None:
        held = [(number, spell) for number, spell in held if _is_sent(scene, number, title.target)]
    words = " ".join(scene.folded[title.start : title.words_end])
    if words in scene.directory.words.strict_titles:
        held = [(number, spell) for number, spell in held if words in spell.office.title.lower()]
    if not held or len({number for number, spell in held if spell.office.role == held[0][1].office.role}) > 1:
        return None
    return known_figure(scene, held[0][0], title.start)


def _is_bare(scene: Scene, title: Title) -> bool:
    """Whether the title is one word that says too little ("ambassador"), with nothing that tells which office it is."""
    told = title.body is not None or title.seat or title.target is not None
    return not told and title.end - title.start == 1 and scene.folded[title.noun] in scene.directory.words.weak_heads


def _holders(scene: Scene, title: Title, state: str) -> list[tuple[int, Spell]]:
    """Who held the office on the article's date, in the body that the title names or else in the state."""
    directory = scene.directory
    told = title.seat or (title.body is not None and directory.state_of(title.body) != title.body)
    lowest = LOWER if told or title.words_end - title.start > 1 else LOW
    roles = tuple(role for role in title.roles if directory.rank.get(role, 9) <= lowest)
    words = " ".join(scene.folded[title.start : title.words_end])
    phrase = " ".join(scene.folded[i] for i in range(title.phrase, title.end) if _tells(scene, i))
    wording = Wording(words, phrase, told)
    for owner in dict.fromkeys((title.body or state, state)):
        held = called(directory, wording, owner, roles, scene.start, scene.end)
        if held:
            return held
    return []


def _tells(scene: Scene, i: int) -> bool:
    """Whether a word of a title's phrase can tell which office it is; the state's name cannot."""
    owner = scene.owner[i]
    return owner is None or owner.kind in ("seat", "body")


def find_counterparts(scene: Scene) -> None:
    """As in "his Chinese counterpart": who stands beside it, or who there holds the office that he holds here."""
    tree = scene.tree
    for i, low in enumerate(tree.lowers):
        if low != "counterpart" or any(d.end == i + 1 and d.person for d in scene.drafts):
            continue
        named = next((o for j in range(max(0, i - 3), i) if (o := scene.owner[j]) and not o.person and o.state), None)
        owners = [d for d in scene.drafts if d.person and d.start < i and d.state]
        apart = [d for d in owners if named is None or d.state != named.state] or owners
        person = max(apart, key=lambda d: d.start, default=None)
        start = next((j for j in range(i - 1, max(-1, i - 6), -1) if tree.lowers[j] in POSSESSIVES), None)
        start = start if start is not None else named.start if named else i
        beside = _beside(scene, start, i)
        if beside is None and person is None:
            continue
        pair = [state for state in main_pair(scene, i) if person is None or state != person.state]
        state = named.state if named else pair[0] if pair else None
        if beside is not None:
            _name_counterpart(scene, start, i, beside, state if named else None)
        elif state is not None and person is not None:
            scene.drafts.append(_counterpart(scene, start, i, state, person.actor))


def _beside(scene: Scene, start: int, noun: int) -> Draft | None:
    """The person named right after "counterpart" or, with a comma, on either side of its phrase."""
    owner, words, n = scene.owner, scene.tree.words, len(scene.tree)
    after = noun + 2 if words[noun + 1 : noun + 2] == [","] else noun + 1
    if after < n and (found := owner[after]) is not None and found.person and found.start == after:
        closed = found.end >= n or scene.tree.upos[found.end] != "NOUN"
        return found if closed else None
    if start > 1 and words[start - 1] == "," and (found := owner[start - 2]) is not None and found.person:
        return found if words[noun + 1 : noun + 2] in ([","], ["."], []) else None
    return None


def _name_counterpart(scene: Scene, start: int, noun: int, beside: Draft, state: str | None) -> None:
    """Let the phrase be the person beside it, who then belongs to the state it names."""
    scene.drafts[:] = [d for d in scene.drafts if not (d.kind == "group" and d.head == noun)]
    figure = scene.figures[beside.actor]
    if figure.state is None and state is not None:
        figure.state = state
        for draft in scene.drafts:
            if draft.actor == figure.actor:
                draft.state = state
    draft = Draft(start, noun + 1, "description", figure.actor, figure.name, figure.state, noun, person=True)
    draft.steps = ("counterpart beside name",)
    scene.drafts.append(draft)


def _counterpart(scene: Scene, start: int, noun: int, state: str, actor: str) -> Draft:
    scene.drafts[:] = [d for d in scene.drafts if not (d.kind == "group" and d.head == noun)]
    draft = Draft(start, noun + 1, "description", state, scene.directory.actor_name(state), state, noun)
    draft.steps = (f"counterpart of {actor}",)
    roles = scene.figures[actor].roles if actor in scene.figures else set()
    figures = [f for f in scene.figures.values() if f.state == state and f.roles & roles]
    held = scene.directory.holders(state, tuple(roles), scene.start, scene.end) if scene.published.known else []
    figure = figures[0] if len(figures) == 1 else known_figure(scene, held[0][0], noun) if held else None
    if figure is not None:
        draft.actor, draft.name, draft.person = figure.actor, figure.name, True
    return draft


def find_back_nouns(scene: Scene) -> None:
    """As in "the country", "the ministry", "the alliance": what was last spoken of."""
    words, tree = scene.directory.words, scene.tree
    taken = {d.head for d in scene.drafts}
    for i, low in enumerate(tree.lowers):
        if i == 0 or scene.owner[i] is not None or i in taken:
            continue
        if low in words.body_nouns and tree.lowers[i - 1] == "the":
            _refer_to_body(scene, i, words.body_nouns[low])
        if low in words.back_nouns and _article_before(scene, i) is not None:
            _refer_back(scene, i, possessed=False)


def find_owned_nouns(scene: Scene) -> list[Draft]:
    """As in "his country", "its government": of whom the pronoun stands for, else the state last spoken of."""
    words, tree = scene.directory.words, scene.tree
    taken = {d.head for d in scene.drafts if d.kind != "pronoun"}
    pronouns = {d.start: d for d in scene.drafts if d.kind == "pronoun"}
    before = len(scene.drafts)
    for i, low in enumerate(tree.lowers):
        if i == 0 or low not in words.back_nouns or tree.lowers[i - 1] not in POSSESSIVES or i in taken:
            continue
        owner = pronouns.get(i - 1)
        if owner is None:
            _refer_back(scene, i, possessed=True)
        elif owner.state in scene.directory.states:
            _own(scene, i, owner)
    return scene.drafts[before:]


def _own(scene: Scene, noun: int, owner: Draft) -> None:
    state = owner.state or ""
    draft = Draft(noun - 1, noun + 1, "description", state, scene.directory.actor_name(state), state, noun)
    draft.steps = (f"{scene.tree.lowers[noun]} of {owner.name}",)
    scene.drafts.append(draft)


def _article_before(scene: Scene, noun: int) -> int | None:
    """Where "the" or "that" stands before a noun, with nothing between but adjectives that single out no state."""
    tree, i = scene.tree, noun - 1
    while i >= 0 and noun - i <= 3 and tree.lowers[i] in scene.directory.words.plain_adjectives:
        i -= 1
    return i if i >= 0 and tree.lowers[i] in ("the", "that") else None


def _refer_to_body(scene: Scene, noun: int, bodies: tuple[str, ...]) -> None:
    """As in "the alliance": the body of states last named that is called so."""
    tree = scene.tree
    if tree.children_by(noun, "nmod", "amod", "acl") or tree.deps[noun].startswith("compound"):
        return
    named = [d for d in scene.drafts if d.start < noun and (d.actor in bodies or (d.state in bodies and not d.person))]
    if not named:
        return
    best = max(named, key=lambda d: d.start)
    body = best.actor if best.actor in bodies else best.state or ""
    draft = Draft(noun - 1, noun + 1, "description", body, scene.directory.actor_name(body), None, noun)
    draft.state, draft.steps = scene.directory.state_of(body), (f"{tree.lowers[noun]} of {best.name}",)
    scene.drafts.append(draft)


def _refer_back(scene: Scene, noun: int, *, possessed: bool) -> None:
    tree = scene.tree
    closed = [j for j in tree.children_by(noun, "acl:relcl") if tree.words[noun + 1 : noun + 2] != [","]]
    if closed or tree.children_by(noun, "nmod", "acl") or tree.deps[noun].startswith("compound"):
        return
    start = noun - 1 if possessed else _article_before(scene, noun)
    if start is None:
        return
    first = tree.sentences[max(0, tree.sentence[noun] - 2)][0]
    if not possessed and _take_up(scene, noun, first):
        return
    country = tree.lowers[noun] in scene.directory.words.country_nouns
    found = [
        draft
        for draft in scene.drafts
        if first <= draft.start < noun - 1 and draft.state and draft.kind not in ("none", "plural")
        and (scene.quoted[noun] or not scene.quoted[draft.start])
        and draft.state in scene.directory.states and not (country and draft.person and not possessed)
    ]  # fmt: skip
    unlike = scene.directory.words.unlike.get(tree.lowers[noun], frozenset())
    found = [draft for draft in found if draft.state not in unlike]
    if not found:
        return
    home = scene.directory.words.home_nouns.get(tree.lowers[noun])
    if home in scene.main_states()[:3] and not possessed:
        found = [draft for draft in found if draft.state == home] or found
    if country:
        found = [d for d in found if d.kind in ("state", "capital", "pronoun", "group")] or found
    sentence = tree.sentence
    before = [d for d in found if sentence[d.start] == sentence[noun] - 1 and is_subject(tree, d.head)]
    if country and before and not possessed and tree.deps[noun].startswith("nsubj"):
        found = before
    persons = [draft for draft in found if draft.person]
    best = max(persons if possessed and persons else found, key=lambda d: d.start)
    state = best.state or ""
    draft = Draft(start, noun + 1, "description", state, scene.directory.actor_name(state), state, noun)
    draft.steps = (f"{tree.lowers[noun]} of {best.name}",)
    named = _body_named(scene, noun, 0, state) if not country else None
    if named is not None:
        draft.actor, draft.name = named.actor, named.name
    scene.drafts.append(draft)


def _take_up(scene: Scene, noun: int, first: int) -> bool:
    """Let "the ministry" be the ministry named just before, whatever state was spoken of since."""
    named = _body_named(scene, noun, first, None)
    if named is None or named.state is None:
        return False
    draft = Draft(noun - 1, noun + 1, "description", named.actor, named.name, named.state, noun)
    draft.steps = (f"back to {named.name}",)
    scene.drafts.append(draft)
    return True


def _body_named(scene: Scene, noun: int, first: int, state: str | None) -> Draft | None:
    """The last body or group before the noun, from token `first` on, that is called by it."""
    low, lowers = scene.tree.lowers[noun], scene.tree.lowers
    if low in scene.directory.words.country_nouns:
        return None
    named = [
        d for d in scene.drafts
        if d.kind in ("body", "group") and first <= d.start and d.end < noun and lowers[d.end - 1] == low
        and state in (None, d.state)
    ]  # fmt: skip
    return max(named, key=lambda d: d.start, default=None)
