"""Family names alone: back to someone named in full, or to the holder of the office written before them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from detente.actors.figures import add_figure, choose_person, family_start, has_led, known_figure, leads, refer
from detente.actors.phrases import fold
from detente.actors.scene import Figure
from detente.actors.spells import moved

if TYPE_CHECKING:
    from detente.actors.scene import Scene
    from detente.actors.titles import Title

__all__ = ["find_backrefs"]

LATELY = timedelta(days=730)
KINDS = ("capital", "city", "territory", "state", "people", "body")


def find_backrefs(scene: Scene, titles: list[Title]) -> None:
    """Claim every bare family name that can be told."""
    tree, folded = scene.tree, scene.folded
    ending = {title.words_end: title for title in titles}
    families, known = scene.by_family, scene.directory.families
    _add_strangers(scene)
    for i, word in enumerate(tree.words):
        if scene.owner[i] is not None and scene.owner[i].kind not in KINDS:  # type: ignore[union-attr]
            continue
        if not word[0].isupper() or (folded[i] not in families and folded[i] not in known):
            continue
        title = ending.get(i)
        if scene.owner[i] is not None and not (title or _honorific(scene, i) or _is_introduced(scene, i)):
            continue
        figure = _in_cast(scene, i, title, titles) or _in_table(scene, i, title)
        if figure is not None and not figure.sex:
            figure.sex = _sex(scene, i)
        if figure is not None:
            if scene.owner[i] is not None:
                scene.release(scene.owner[i])  # type: ignore[arg-type]
            refer(scene, family_start(scene, i), i + 1, figure)


def _add_strangers(scene: Scene) -> None:
    """Persons whom the text calls by one name: by the first name of one named before, or by all that is known."""
    tree = scene.tree
    for entity in tree.entities:
        i = entity.start
        alone = entity.label == "PER" and entity.end == i + 1 and len(tree.words[i]) > 1
        if not (alone and tree.words[i].isalpha() and tree.words[i].istitle() and tree.upos[i] == "PROPN"):
            continue
        name, owner = scene.folded[i], scene.owner[i]
        if name in scene.directory.words.not_persons or name in scene.by_family:
            continue
        known = _by_first_name(scene, name, i)
        if known is not None and (owner is None or owner.kind in KINDS):
            scene.by_family[name] = [known]
        elif owner is None and name not in scene.directory.families:
            add_figure(scene, Figure(name, tree.words[i], name, None, None, i))


def _by_first_name(scene: Scene, name: str, at: int) -> Figure | None:
    """The one person named in full before whose first name it is ("Emmanuel and I agree")."""
    if name in scene.directory.words.common_families:
        return None
    found = [
        figure
        for figure in scene.figures.values()
        if figure.first < at and figure.family != name and fold(figure.name).partition(" ")[0] == name
    ]
    return found[0] if len(found) == 1 else None


def _is_introduced(scene: Scene, i: int) -> bool:
    """Whether the name is here that of a person named in full before ("James Wagner ... Wagner said"; "Chad")."""
    owner, number = scene.owner[i], scene.tree.entity[i]
    alone = owner is not None and owner.end - owner.start == 1
    if not alone or number < 0 or scene.tree.entities[number].label != "PER":
        return False
    return any(figure.first < i for figure in scene.by_family.get(scene.folded[i], ()))


def _honorific(scene: Scene, i: int) -> bool:
    return i > 0 and scene.folded[i - 1] in scene.directory.words.honorifics


def _named(scene: Scene, i: int) -> bool:
    """Whether the text treats the token as a person's name: by the reader's entity, a title or an honorific."""
    number = scene.tree.entity[i]
    if number < 0:
        return False
    entity = scene.tree.entities[number]
    return entity.label == "PER" and (entity.end - entity.start == 1 or entity.end == i + 1)


def _in_cast(scene: Scene, i: int, title: Title | None, titles: list[Title]) -> Figure | None:
    """The person named in full who has this family name; the last one named before, if several."""
    figures = scene.by_family.get(scene.folded[i])
    if not figures or scene.tree.upos[i] in ("VERB", "AUX", "ADV", "ADP"):
        return None
    if scene.tree.upos[i] != "PROPN" and not _named(scene, i) and not title and not _inside_sentence(scene, i):
        return None
    if scene.tree.entity[i] >= 0 and _inside_other_name(scene, i):
        return None
    before = [figure for figure in figures if figure.first <= i] or figures
    if all(figure.number is None for figure in before) and not _just_named(scene, i, before):
        head = _in_table(scene, i, title)
        if head is not None and (title or leads(scene, head)):
            return head
    before = _by_sex_or_fame(scene, i, before)
    if title and (holder := _titled(scene, i, title)) is not None:
        known = {figure.number for figure in before}
        if holder not in known and not any(n is None or _bears(scene, n, title) for n in known):
            return known_figure(scene, holder, i)
    if len(before) > 1 and title:
        before = [f for f in before if f.roles.intersection(title.roles)] or before
    return _latest(scene, i, before, titles) if len(before) > 1 else before[0]


def _by_sex_or_fame(scene: Scene, i: int, figures: list[Figure]) -> list[Figure]:
    """Those of one family name whom an honorific fits; without one a leader's kin do not go by the name alone."""
    sex = _sex(scene, i)
    if sex:
        return [figure for figure in figures if figure.sex in ("", sex)] or figures
    common = scene.folded[i] in scene.directory.words.common_families
    if common or not any(_has_led(scene, figure) for figure in figures):
        return figures
    return [figure for figure in figures if figure.number is not None]


def _titled(scene: Scene, i: int, title: Title) -> int | None:
    """The one person of that family name who on the article's date holds an office called as the title says."""
    if not scene.published.known or title.former or title.junior:
        return None
    numbers = dict.fromkeys(scene.directory.families.get(scene.folded[i], ()))
    bearing = [number for number in numbers if _bears(scene, number, title)]
    return bearing[0] if len(bearing) == 1 else None


def _bears(scene: Scene, number: int, title: Title) -> bool:
    """Whether an office that the person holds on the article's date has the words of the title in its own."""
    words = " ".join(scene.folded[title.start : title.words_end])
    return any(
        spell.office.role in title.roles and words in spell.office.title.lower()
        for spell in scene.directory.spells(number)
        if spell.overlaps(scene.start, scene.end) and title.state in (None, spell.office.state)
    )


def _has_led(scene: Scene, figure: Figure) -> bool:
    """Whether the person ever led a state."""
    return figure.number is not None and has_led(scene, figure.number)


def _latest(scene: Scene, i: int, figures: list[Figure], titles: list[Title]) -> Figure:
    """Of several of one family name the one last spoken of, by name or by an office only one of them holds."""
    latest = {d.actor: d.start for d in scene.drafts if d.person and d.start < i}
    for title in titles:
        if title.end <= i and title.state is not None and title.person is None and not title.former:
            holders = [f for f in figures if f.state == title.state and f.roles.intersection(title.roles)]
            if len(holders) == 1:
                latest[holders[0].actor] = max(title.start, latest.get(holders[0].actor, -1))
    return max(figures, key=lambda figure: latest.get(figure.actor, figure.first))


def _inside_sentence(scene: Scene, i: int) -> bool:
    """Whether the capital cannot come from the beginning of a sentence or quotation: "..., Field said"."""
    tree = scene.tree
    comes_after = i > 0 and tree.sentence[i - 1] == tree.sentence[i] and tree.upos[i - 1] not in ("PUNCT", "SPACE")
    speaks = tree.deps[i] == "nsubj" and i + 1 < len(tree) and tree.upos[i + 1] in ("VERB", "AUX")
    return tree.upos[i] == "NOUN" and (comes_after or (speaks and i > tree.sentences[tree.sentence[i]][0]))


def _just_named(scene: Scene, i: int, figures: list[Figure]) -> bool:
    """Whether one of these was spoken of in this sentence or the one before."""
    sentence = scene.tree.sentence
    actors = {figure.actor for figure in figures}
    return any(d.actor in actors and d.start < i and sentence[i] - sentence[d.start] <= 1 for d in scene.drafts)


def _inside_other_name(scene: Scene, i: int) -> bool:
    """Whether the reader has the token inside a longer name of a body or place ("Trump Tower")."""
    entity = scene.tree.entities[scene.tree.entity[i]]
    return entity.label in ("ORG", "LOC") and entity.end - entity.start > 1 and entity.end > i + 1


def _sex(scene: Scene, i: int) -> str:
    return scene.directory.words.honorifics.get(scene.folded[i - 1], "") if i else ""


def _in_table(scene: Scene, i: int, title: Title | None) -> Figure | None:
    """Someone whom the text never names in full: by office written, by date, by the states the text is about."""
    numbers = scene.directory.families.get(scene.folded[i])
    ruled = i + 1 < len(scene.tree) and scene.folded[i + 1] in scene.directory.words.ruled_nouns
    if not numbers or not (title or ruled or _honorific(scene, i) or _named(scene, i)):
        return None
    cast = [figure for figure in scene.figures.values() if figure.number in numbers and figure.first < i]
    if len(cast) == 1 and not title:
        return cast[0]
    state = title.state if title else None
    roles = title.roles if title and title.roles != ("",) else ()
    fitting = [number for number in numbers if _fits(scene, number, i, roles, state, strict=bool(title))]
    if not fitting and ruled:
        fitting = [number for number in numbers if has_led(scene, number)]
    if not fitting and len(numbers) <= 3:
        fitting = [number for number in numbers if _lately(scene, number)]
    if not fitting and title and (holder := _titled(scene, i, title)) is not None:
        fitting = [holder]
    if not fitting:
        return None
    return known_figure(scene, choose_person(scene, fitting, roles, state), i)


def _lately(scene: Scene, number: int) -> bool:
    """Whether a person of a rare family name held an office of a state in the text less than two years before."""
    if scene.start is None:
        return False
    since = moved(scene.start, -LATELY)
    spells = scene.directory.spells(number)
    return any(s.overlaps(since, scene.end) and scene.counts[s.office.state] > 1 for s in spells)


def _fits(scene: Scene, number: int, at: int, roles: tuple[str, ...], state: str | None, *, strict: bool) -> bool:
    directory = scene.directory
    spells = [
        s for s in directory.spells(number) if state in (None, s.office.state, directory.state_of(s.office.state))
    ]
    if roles:
        spells = [s for s in spells if s.office.role in roles]
    current = [s for s in spells if s.overlaps(scene.start, scene.end)]
    rare = len(directory.families.get(scene.folded[at], ())) <= 2
    involved = [s for s in current if scene.counts[s.office.state] > (0 if strict or rare else 2)]
    heads = [
        s for s in current if directory.rank.get(s.office.role, 9) <= 2 and s.office.state in ("USA", "CHN", "RUS")
    ]
    begun = [s for s in spells if scene.end is None or s.start < scene.end]
    if strict and any(scene.counts[s.office.state] > 0 for s in begun):
        return True
    return bool(heads or [s for s in involved if directory.rank.get(s.office.role, 9) <= (6 if strict else 3)])
