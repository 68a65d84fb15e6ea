"""Office words in a text: where they stand, which state and body they belong to, and of whom they are said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.actors.calling import meant_roles
from detente.actors.grammar import noun_phrase_start

if TYPE_CHECKING:
    from detente.actors.draft import Draft
    from detente.actors.scene import Scene

__all__ = ["Title", "find_titles", "place_titles"]

JOINING = ("and", "&", ",", "of", "for")


@dataclass(slots=True)
class Title:
    """Office words over tokens [start, end); the noun phrase begins at `phrase` and its noun is `noun`.

    The words of the table end at `words_end`, `end` takes in what follows ("of Russia").

    `roles` are the roles the words may mean, ("",) if only that it is an office. `state` is whose office it is,
    `former` whether the text says that it is over, `junior` whether a "deputy" makes it another office.
    `target` is where an envoy is sent ("ambassador to China"), `seat` whether a seat of government names the office.
    """

    start: int
    end: int
    phrase: int
    noun: int
    words_end: int
    roles: tuple[str, ...]
    state: str | None = None
    former: bool = False
    junior: bool = False
    body: str | None = None
    person: Draft | None = None
    holder_state: bool = False
    target: str | None = None
    seat: bool = False


def find_titles(scene: Scene) -> list[Title]:
    """All office words outside names, longest first at each token."""
    titles, known = scene.directory.titles, scene.directory.titles.longest
    found: list[Title] = []
    portfolios = scene.directory.words.portfolios
    i, n, folded = 0, len(scene.folded), scene.folded
    while i < n:
        owner = scene.owner[i]
        if folded[i] in known and (owner is None or owner.kind not in ("person", "none")):
            match = titles.match(folded, i, min(n, i + 8))
            if match and _is_office(scene, i, match[0]):
                found.append(Title(i, match[0], i, _noun_of(scene, i, match[0]), match[0], match[1]))
                _extend(scene, found[-1])
                i = _not_yet(scene, found[-1])
                continue
        if folded[i] in portfolios and owner is None and (title := _joint_title(scene, i)) is not None:
            found.append(title)
            i = title.end
            continue
        i += 1
    return found


def _joint_title(scene: Scene, i: int) -> Title | None:
    """As in "Foreign Affairs and Expatriates Minister": several portfolios before one head; the first one counts."""
    words, tree, n = scene.directory.words, scene.tree, len(scene.tree)
    end = i + 1
    while end < min(n, i + 9) and scene.owner[end] is None and _joins(scene, end):
        if scene.folded[end] in words.portfolio_heads:
            role = words.portfolios[scene.folded[i]]
            joint = any(tree.lowers[j] in JOINING for j in range(i, end))
            return Title(i, end + 1, i, end, end + 1, (role,)) if joint else None
        end += 1
    return None


def _joins(scene: Scene, i: int) -> bool:
    return scene.tree.words[i][0].isupper() or scene.tree.lowers[i] in JOINING


def _extend(scene: Scene, title: Title) -> None:
    """Take in further portfolios before a name: "Minister of Foreign Affairs and Expatriates Ayman Safadi"."""
    if not any(scene.folded[i] in ("of", "for") for i in range(title.start, title.end)):
        return
    i, n = title.end, min(len(scene.tree), title.end + 12)
    if i >= n or scene.tree.lowers[i] not in JOINING:
        return
    while i < n and _joins(scene, i):
        owner = scene.owner[i]
        if owner is not None and owner.person:
            if owner.start == i and scene.tree.lowers[i - 1] not in JOINING:
                title.end = i
            return
        if scene.folded[i] in scene.directory.titles.values:
            return
        i += 1


def _not_yet(scene: Scene, title: Title) -> int:
    """As in "President-elect": take in the second half, for the office is not held; returns where the title ends."""
    after = scene.folded[title.end : title.end + 2]
    if len(after) == 2 and after[0] == "-" and after[1] in scene.directory.words.not_yet:
        title.end += 2
        title.junior = True
    return title.end


def _noun_of(scene: Scene, start: int, end: int) -> int:
    """The noun of a title: the word before "of" or "to", else the last."""
    inner = (i - 1 for i in range(start + 1, end) if scene.folded[i] in ("of", "to", "for"))
    return next(inner, end - 1)


def _is_office(scene: Scene, start: int, end: int) -> bool:
    """Whether the words are nouns: "head" and "chief" may be a verb or an adjective, "Chancellor" part of a name."""
    tree = scene.tree
    owners = [owner for i in range(start, end) if (owner := scene.owner[i]) is not None]
    if scene.owner[start] is not None or any(owner.person or owner.end > end for owner in owners):
        return False
    noun = _noun_of(scene, start, end)
    if scene.folded[noun] in scene.directory.words.needs_body:
        before = scene.owner[start - 1] if start else None
        return before is not None and before.kind == "body" and tree.sentence[start - 1] == tree.sentence[start]
    return tree.upos[noun] in ("NOUN", "PROPN") or (tree.upos[noun] in ("ADJ", "X") and end - start > 1)


def place_titles(scene: Scene, titles: list[Title]) -> None:
    """Find state, body and qualifiers of each title, to its left and behind an "of"."""
    meant = scene.directory.calling.meant
    for title in titles:
        title.phrase = noun_phrase_start(scene.tree, title.start)
        if title.phrase == title.start and title.end - title.start > 1:
            title.phrase = min(title.phrase, noun_phrase_start(scene.tree, title.end - 1))
        _read_left(scene, title)
        _read_country(scene, title)
        _read_right(scene, title)
        _read_body(scene, title)
        words = " ".join(scene.folded[title.start : title.words_end])
        title.state = title.state or scene.directory.calling.owned.get(words)
        if words in meant:
            title.roles = meant_roles(scene.directory, words, title.roles, title.state, scene.start, scene.end)


def _read_left(scene: Scene, title: Title) -> None:
    words = scene.directory.words
    for i in range(title.start - 1, max(title.phrase - 1, -1), -1):
        low, owner = scene.folded[i], scene.owner[i]
        if owner is not None and owner.start < title.phrase:
            title.phrase = owner.start
        if owner is not None and owner.kind != "none":
            if title.state is None:
                _take_owner(scene, title, i, owner)
        elif low in words.top_words and (roles := _top_roles(scene, title, low)):
            title.start, title.roles = i, roles
        elif low in words.former or low.rstrip("-") in words.former:
            title.former = True
        elif low in words.junior:
            title.junior = True
    _take_in_body(scene, title)
    before = title.phrase - 1
    if before >= 0 and scene.folded[before] in words.former:
        title.former, title.phrase = True, before
    elif before >= 1 and scene.folded[before] == "-" and scene.folded[before - 1] in words.former:
        title.former, title.phrase = True, before - 1


def _take_owner(scene: Scene, title: Title, i: int, owner: Draft) -> None:
    """Let the name at token i, which stands before a title, say whose office it is, or where its holder is sent."""
    if _is_sent_to(scene, title, owner):
        title.target = owner.actor
        title.roles = ("un_envoy",) if owner.actor == "UN" else ("ambassador",)
    elif owner.kind == "person":
        title.state, title.holder_state = owner.state, True
    else:
        title.seat, title.state = owner.kind == "seat", _lent_state(scene, owner)
        title.body = owner.actor if owner.kind == "body" else None
        noun = " ".join(scene.folded[title.start : title.words_end])
        if scene.folded[i] in scene.directory.calling.regional:
            title.roles = ("",)
        elif owner.kind == "group" and noun in scene.directory.calling.house_heads and _is_house(scene, owner):
            title.roles = scene.directory.calling.house_roles


def _is_house(scene: Scene, owner: Draft) -> bool:
    """Whether a name is that of a house of parliament ("Congress")."""
    names = scene.directory.names.values.get(" ".join(scene.folded[owner.start : owner.end]), ())
    bodies = scene.directory.bodies
    return any(name.kind == "body" and bodies[name.ids[0]].kind == "LEG" for name in names)


def _take_in_body(scene: Scene, title: Title) -> None:
    """As in "Bundestag President Bas", where the parse parts them: a house of parliament right before its head."""
    owner = scene.owner[title.start - 1] if title.start == title.phrase and title.start else None
    if owner is None or owner.kind != "body" or scene.tree.sentence[owner.start] != scene.tree.sentence[title.start]:
        return
    house = scene.directory.bodies[owner.actor].kind == "LEG" and scene.tree.words[title.start][0].isupper()
    if house and title.state is None:
        title.phrase, title.state, title.body = owner.start, owner.state, owner.actor


def _is_sent_to(scene: Scene, title: Title, owner: Draft) -> bool:
    """As in "Israel's UN ambassador": the body is where the envoy is sent, not who sends."""
    directory = scene.directory
    if owner.kind != "body" or directory.bodies[owner.actor].kind != "IGO" or title.end - title.start > 1:
        return False
    if scene.folded[title.noun] not in directory.words.sent_heads:
        return False
    before = owner.start - 2 if scene.folded[owner.start - 1] in ("'s", "’s", "'") else owner.start - 1
    sender = scene.owner[before] if before >= 0 else None
    sends = sender is not None and sender.state in directory.states and sender.kind != "person"
    return sends or (owner.actor == "UN" and scene.folded[title.noun] == "ambassador")


def _top_roles(scene: Scene, title: Title, top: str) -> tuple[str, ...]:
    """As in "the top U.S. diplomat": the roles of "top diplomat"."""
    words = " ".join(scene.folded[title.start : title.words_end])
    return scene.directory.titles.values.get(f"{top} {words}", ())


def _read_country(scene: Scene, title: Title) -> None:
    """As in "the country's interior minister": the state last named before."""
    tree, words = scene.tree, scene.directory.words
    for i in range(title.start - 1, max(title.start - 4, 0), -1):
        if title.state is None and tree.lowers[i] in words.country_nouns and tree.lowers[i + 1] in ("'s", "’s"):
            first = tree.sentences[max(0, tree.sentence[i] - 2)][0]
            named = [d for d in scene.drafts if first <= d.start < i and d.kind in ("state", "capital") and d.state]
            if named and tree.lowers[i - 1] in ("the", "that"):
                title.state = max(named, key=lambda d: d.start).state
                title.phrase = min(title.phrase, i - 1)


def _lent_state(scene: Scene, owner: Draft) -> str | None:
    """The state a name lends to an office beside it; media, firms and institutes only have their seat there."""
    body = scene.directory.bodies.get(owner.actor) if owner.kind == "body" else None
    return None if body is not None and body.kind in ("MED", "BUS", "THINK", "NGO") else owner.state


def _read_right(scene: Scene, title: Title) -> None:
    """As in "president of the United States", "ambassador to China" (whose state China is not)."""
    tree = scene.tree
    at = title.end
    if at >= len(tree) or scene.folded[at] not in ("of", "for", "at", "to"):
        return
    preposition = scene.folded[at]
    start = at + 1
    while start < len(tree) and tree.upos[start] in ("DET", "ADJ") and scene.owner[start] is None:
        start += 1
    end, last = _names_from(scene, start)
    if last is None and title.state is None and _serves(scene, title, start):
        return
    if last is None:
        _read_portfolio(scene, title, start)
        return
    if preposition in ("of", "at", "for") and last.kind == "demonym":
        title.state = title.state or last.state
    elif preposition == "of" and last.kind in ("city", "territory"):
        title.end, title.state = end, title.state or last.state
        title.roles = ("",)
    elif preposition in ("of", "at", "for") and (preposition == "of" or (last.kind == "body" and not title.state)):
        if title.state is None or last.kind == "body":
            title.state = _lent_state(scene, last) if last.kind != "person" else title.state
            title.body = last.actor if last.kind == "body" else title.body
        title.end = end
    elif preposition == "to" and scene.folded[title.noun] in scene.directory.words.sent_heads:
        title.end, title.target = end, last.actor
        title.roles = ("un_envoy",) if last.actor.startswith("UN") else ("ambassador",)


def _serves(scene: Scene, title: Title, start: int) -> bool:
    """As in "a spokesman for Mr. Moon", "an adviser to President Macron": give the title that person's state."""
    words = scene.directory.words
    if scene.folded[title.noun] not in words.servants:
        return False
    while start < len(scene.folded) and (
        scene.folded[start] in words.honorifics or scene.folded[start] in scene.directory.titles.values
    ):
        start += 1
    owner = scene.owner[start] if start < len(scene.owner) else None
    if owner is None or not owner.person or owner.state is None:
        return False
    title.state, title.holder_state = owner.state, False
    return True


def _read_portfolio(scene: Scene, title: Title, start: int) -> None:
    """As in "Minister of Water and Forests": an office, but none that the table has."""
    tree = scene.tree
    if scene.folded[title.noun] not in scene.directory.words.portfolio_heads or tree.lowers[title.end] == "to":
        return
    end = start
    while end < len(tree) and tree.sentence[end] == tree.sentence[start] and scene.owner[end] is None:
        capital = tree.words[end][0].isupper() and tree.upos[end] in ("NOUN", "PROPN", "ADJ")
        joins = end > start and tree.lowers[end] in ("and", "&", "of") and tree.words[end + 1 : end + 2] != []
        if not capital and not (joins and tree.words[end + 1][0].isupper() and scene.owner[end + 1] is None):
            break
        end += 1
    if end > start:
        title.end, title.roles = end, ("",)


def _names_from(scene: Scene, start: int) -> tuple[int, Draft | None]:
    """The run of capitalised words from `start`, and the name in it that decides.

    That is the first whose head the table knows, or the last; "of the" goes on to what the office belongs to ("the
    Office of the Foreign Affairs Commission").
    """
    tree, last, i = scene.tree, None, start
    headed = scene.directory.words.headed
    while i < len(tree) and i < start + 16 and tree.sentence[i] == tree.sentence[start]:
        owner = scene.owner[i]
        if owner is not None and owner.kind == "person":
            break
        if owner is not None and owner.kind != "none":
            kept = last is not None and last.actor in headed and tree.lowers[owner.start - 1] in ("of", "the")
            last, end = last if kept else owner, owner.end
            i = owner.end
        elif (
            (tree.lowers[i] in ("of", "the") and _goes_on(scene, i))
            or tree.words[i][0].isupper()
            or (
                tree.lowers[i] in ("'s", "’s")
                and last is not None
                and i + 1 < len(tree)
                and (tree.words[i + 1][0].isupper())
            )
        ):
            i += 1
        else:
            break
    return (end, last) if last is not None else (start, None)


def _goes_on(scene: Scene, i: int) -> bool:
    """Whether "of" or "the" at token i is followed by a capitalised word, after another of the two at most."""
    words = scene.tree.words
    after = i + 2 if scene.tree.lowers[i : i + 2] == ["of", "the"] else i + 1
    return after < len(words) and words[after][0].isupper()


def _read_body(scene: Scene, title: Title) -> None:
    """A body beside a head word names the office: "CIA director", "head of the Foreign Affairs Commission Office"."""
    words, directory = scene.directory.words, scene.directory
    noun = " ".join(scene.folded[title.start : title.words_end])
    if title.body is None or noun.replace(" - ", "-") not in words.head_words:
        return
    roles = words.headed.get(title.body)
    if noun.startswith(("spokes", "press")):
        title.roles = ("spokesperson",)
    elif roles:
        title.roles = roles
    elif directory.bodies[title.body].kind == "LEG" and noun in directory.calling.house_heads:
        title.roles = directory.calling.house_roles
    elif (
        directory.bodies[title.body].kind in ("PTY", "LEG", "MIL", "MED", "BUS")
        and noun not in directory.words.states_heads
    ):
        title.roles = ("",)
    elif directory.bodies[title.body].kind in ("IGO", "REB"):
        title.roles = ("intl_head", "group_head", "group_leader", "militia", "head_of_government", "council_head")
