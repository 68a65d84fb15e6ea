"""The office written against the office held: the flag, the office of that day, and what it says about the date."""

from __future__ import annotations

from datetime import datetime, timedelta
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from detente.actors.figures import identify
from detente.actors.phrases import key_of
from detente.actors.spells import Spell, hull, moved
from detente.model import HELD_BY, NO_SUCH_OFFICE, Clue, Span, When

if TYPE_CHECKING:
    from detente.actors.draft import Draft
    from detente.actors.scene import Figure, Scene
    from detente.actors.titles import Title
    from detente.model import Flag

__all__ = ["check_office", "clue_from", "office_held"]


LONG_AGO = timedelta(days=730)
CHANGE = timedelta(days=14)
"""So long after the end of a spell the press may still write the title without a slip."""
BROAD = ("trade", "energy")  # several ministers of a state may go by the same words
ONE_HOLDER = ("foreign", "defence", "finance", "head_of_government", "head_of_state")
CLEARLY = 3
SENIOR = 5
ALIKE, SLACK = 0.8, 0.1


def check_office(scene: Scene, draft: Draft, title: Title) -> None:
    """Write office, office held and flag into the mention of a person whose title the text gives."""
    tree = scene.tree
    span = Span(tree.starts[title.start], tree.ends[title.end - 1])
    draft.office_written = " ".join(tree.text[span.start : span.end].split())
    figure = scene.figures[draft.actor]
    loose = figure.number is not None and draft.office_written.lower() in scene.directory.calling.leader_words
    if title.roles != ("",) and not title.former and not title.junior and not loose:
        figure.roles.update(title.roles)
    if figure.number is None:
        figure = _holder_spelt_so(scene, figure, title) or figure
    if figure.number is None:
        draft.flag = "former" if title.former else "unknown"
        if figure.state is None:
            figure.state = title.state if title.state and not title.holder_state else _home_of(scene, title)
        return
    spells = scene.directory.spells(figure.number)
    draft.office_held = office_held(scene, spells, title.roles)
    draft.flag = _flag(scene, figure.number, title)
    if draft.flag in ("out of date", "wrong"):
        draft.steps = (*draft.steps, *_who_held_it(scene, figure.number, title))
    elif draft.flag == "agrees":
        draft.steps = (*draft.steps, *_just_over(scene, spells, title.roles))


def _holder_spelt_so(scene: Scene, figure: Figure, title: Title) -> Figure | None:
    """The holder of the office on that date, where the name is another spelling of his ("Mohamed Morsy")."""
    state = title.body or title.state
    if state is None or title.holder_state or title.former or title.junior or not scene.published.known:
        return None
    roles = tuple(role for role in title.roles if scene.directory.rank.get(role, 9) <= SENIOR)
    held = {number for number, _ in scene.directory.holders(state, roles, scene.start, scene.end)}
    alike = [number for number in held if _alike(figure, scene.directory.persons[number].name)]
    return identify(scene, figure, alike[0]) if len(alike) == 1 else None


def _alike(figure: Figure, name: str) -> bool:
    """Whether two spellings can be one name: nearly the same letters, and family names that differ little."""
    one, other = key_of(figure.name), key_of(name)
    if SequenceMatcher(None, one, other).ratio() < ALIKE:
        return False
    last, last_other = one.rpartition(" ")[2], other.rpartition(" ")[2]
    return one[0] == other[0] and SequenceMatcher(None, last, last_other).ratio() >= ALIKE - SLACK


def _home_of(scene: Scene, title: Title) -> str | None:
    """The state whose own title it is ("Senator"), if the text is about it; else the one state the text is about."""
    words = " ".join(scene.folded[title.start : title.words_end])
    homes = scene.directory.words.home_titles
    home = next((state for state in scene.main_states()[:2] if words in homes.get(state, ())), None)
    if home is not None or any(words in titles for titles in homes.values()):
        return home
    civil = words in scene.directory.words.civil_words or words in scene.directory.words.sent_heads
    if title.body is not None or (civil and not _of_ministry(scene, title)):
        return None
    counts = scene.counts.most_common(2)
    clear = len(counts) == 1 or (len(counts) > 1 and counts[0][1] >= CLEARLY * counts[1][1])
    return counts[0][0] if clear and counts[0][0] in scene.directory.states else None


def _of_ministry(scene: Scene, title: Title) -> bool:
    """Whether a ministry without a state stands in the title's phrase ("Foreign Ministry spokeswoman")."""
    phrase = " ".join(scene.tree.lowers[title.phrase : title.start])
    return any(body in phrase for body in scene.directory.words.generic_bodies)


def office_held(scene: Scene, spells: tuple[Spell, ...], roles: tuple[str, ...]) -> str | None:
    """The title of the office held on the article's date: the one written about, else the most senior.

    Without any date only an office that the text itself names can be given.
    """
    held = [spell for spell in spells if spell.overlaps(scene.start, scene.end)]
    matching = [spell for spell in held if spell.office.role in roles]
    if not scene.published.known:
        return matching[-1].office.title if matching else None
    pool = matching or held
    rank = scene.directory.rank
    return min(pool, key=lambda s: rank.get(s.office.role, 9)).office.title if pool else None


def _flag(scene: Scene, number: int, title: Title) -> Flag:
    """Slips are flagged only where the table knows better, never because it knows too little."""
    spells = scene.directory.spells(number)
    if title.former:
        return "former"
    if title.roles == ("",) or title.junior:
        return "unknown"
    matching = [spell for spell in spells if spell.office.role in title.roles]
    if _held_in_year_told(scene, matching, title.start):
        return "agrees"
    words = " ".join(scene.folded[title.start : title.words_end])
    state = title.state or (matching[-1].office.state if matching else None)
    if state and words in scene.directory.words.misnomers.get(state, ()):
        return "wrong"
    if any(spell.overlaps(scene.start and moved(scene.start, -CHANGE), scene.end) for spell in matching):
        return "agrees" if scene.published.known or len(matching) == len(spells) or matching else "unknown"
    if words in scene.directory.words.loose_titles:
        return "unknown"
    if any(spell.over_by(scene.start) for spell in matching):
        sure = any(s.office.role not in BROAD for s in matching) or _who_held_it(scene, number, title)
        return "out of date" if sure else "unknown"
    return "wrong" if _other_holder(scene, spells, title) else "unknown"


def _just_over(scene: Scene, spells: tuple[Spell, ...], roles: tuple[str, ...]) -> tuple[str, ...]:
    """For an office that ended within `CHANGE` before the article: when it did."""
    matching = [spell for spell in spells if spell.office.role in roles]
    if any(spell.overlaps(scene.start, scene.end) for spell in matching):
        return ()
    ends = [spell.until for spell in matching if spell.overlaps(scene.start and moved(scene.start, -CHANGE), scene.end)]
    return (f"held until {ends[-1]}",) if ends else ()


def _who_held_it(scene: Scene, number: int, title: Title) -> tuple[str, ...]:
    """For a slip: who held the office on that date, or that the state has none of that name."""
    spells = scene.directory.spells(number)
    matching = [spell for spell in spells if spell.office.role in title.roles]
    state = title.body or title.state or (matching or list(spells))[-1].office.state
    words = " ".join(scene.folded[title.start : title.words_end])
    if words in scene.directory.words.misnomers.get(state, ()):
        return (f"{NO_SUCH_OFFICE}{scene.directory.actor_name(state)}",)
    roles = (matching[-1].office.role,) if matching else title.roles
    held = scene.directory.holders(state, roles, scene.start, scene.end) if scene.published.known else []
    called = [holder for holder, spell in held if words in spell.office.title.lower()]
    if not called and set(roles) <= set(ONE_HOLDER):
        called = [holder for holder, _ in held]
    others = set(called) - {number}
    return (f"{HELD_BY}{scene.directory.persons[others.pop()].name}",) if len(others) == 1 else ()


def _held_in_year_told(scene: Scene, matching: list[Spell], at: int) -> bool:
    """Whether the sentence tells of a past year in which the person held the office ("In 2011, President Obama").

    For an office long over any past year that the text names before will do: it tells of that time.
    """
    first, last = scene.tree.sentences[scene.tree.sentence[at]]
    told = scene.years_told()
    past = {year for place, year in told if scene.start is None or year < scene.start.year if first <= place < last}
    if _in_any(matching, past):
        return True
    if scene.start is None or not all(spell.over_by(moved(scene.start, -LONG_AGO)) for spell in matching):
        return False
    return _in_any(matching, {year for place, year in told if place < last and year < scene.start.year})


def _in_any(spells: list[Spell], years: set[int]) -> bool:
    return any(s.overlaps(datetime(year, 1, 1), datetime(year + 1, 1, 1)) for s in spells for year in years)


def _other_holder(scene: Scene, spells: tuple[Spell, ...], title: Title) -> bool:
    """Whether the table names someone else as the holder of the office, and knows this person's offices of that day."""
    state = title.state or (spells[-1].office.state if spells else None)
    if state is None or not scene.published.known:
        return False
    known_now = any(s.overlaps(scene.start, scene.end) for s in spells if s.office.role in scene.directory.rank)
    single = [role for role in title.roles if role in ONE_HOLDER]
    return known_now and len(single) == len(title.roles) and bool(
        scene.directory.holders(state, title.roles, scene.start, scene.end)
    )  # fmt: skip


def clue_from(scene: Scene, draft: Draft, title: Title) -> Clue | None:
    """What a person in a present office says about the date: it lies in the hull of that person's spells there."""
    number = scene.figures[draft.actor].number
    if number is None or title.former or title.junior or title.roles == ("",):
        return None
    spells = tuple(s for s in scene.directory.spells(number) if s.office.role in title.roles)
    if not spells or _held_in_year_told(scene, list(spells), title.start):
        return None
    best = min(scene.directory.rank.get(s.office.role, 9) for s in spells)
    start, end = hull(tuple(s for s in spells if scene.directory.rank.get(s.office.role, 9) == best))
    span = Span(scene.tree.starts[min(title.start, draft.start)], scene.tree.ends[max(title.end, draft.end) - 1])
    office = next(s for s in spells if scene.directory.rank.get(s.office.role, 9) == best).office.title
    when = When(start, end, "interval", "inferred", scene.tree.text[span.start : span.end])
    until = f"until {end:%Y-%m-%d}" if end else "still, as far as known"
    return Clue(span, when, f"{draft.name} was {office} from {start:%Y-%m-%d} {until}")
