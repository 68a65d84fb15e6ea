"""Who said what: both sides on each issue, the same utterance once."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from detente.brief.parts import Issue, Party, Saying, Side
from detente.brief.wording import clean
from detente.positions import find_utterances
from detente.positions.order import time_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.brief.reference import Reference
    from detente.model import Statement
    from detente.record import StoredStatement

__all__ = ["build_issues", "speaks_for"]

_NO_ISSUE = "other"


def speaks_for(statement: Statement, code: str) -> bool:
    """Whether the speaker is the actor, or belongs to it."""
    return code in (statement.speaker.state, statement.speaker.id)


def build_issues(stored: Iterable[StoredStatement], pair: tuple[Party, Party], reference: Reference) -> list[Issue]:
    """The issues, most spoken of first; a statement stands under the weightiest of its issues only."""
    issues: dict[str, list[StoredStatement]] = defaultdict(list)
    for one in stored:
        issues[one.statement.issues[0] if one.statement.issues else _NO_ISSUE].append(one)
    last = reference.labels.last_issues
    order = sorted(issues, key=lambda issue: (issue in last, -len(issues[issue]), issue))
    return [_issue(issue, issues[issue], pair, reference) for issue in order]


def _issue(issue: str, stored: Sequence[StoredStatement], pair: tuple[Party, Party], reference: Reference) -> Issue:
    one, other = pair
    ours = [each for each in stored if speaks_for(each.statement, one.code)]
    theirs = [each for each in stored if not speaks_for(each.statement, one.code)]
    sides = (_side(one, ours, reference), _side(other, theirs, reference))
    return Issue(issue, clean(reference.labels.issue(issue)), sides)


def _side(party: Party, stored: Sequence[StoredStatement], reference: Reference) -> Side:
    groups = sorted(_alike(stored), key=_weight)
    shown = groups[: reference.most(reference.labels.limits.sayings)]
    shown.sort(key=lambda group: (time_order(group[0].statement.when), *_place(group[0])))
    return Side(party, tuple(_saying(group, reference) for group in shown), len(groups) - len(shown))


def _weight(group: Sequence[StoredStatement]) -> tuple[int, bool, bool, str, int]:
    """What several sources have comes first, then quoted words, then what does more than assert."""
    statements = [one.statement for one in group]
    sources = len({one.article_id for one in group})
    quoted = any(statement.kind != "indirect" for statement in statements)
    return (-sources, not quoted, statements[0].act == "assert", *_place(group[0]))


def _place(stored: StoredStatement) -> tuple[str, int]:
    return (stored.path or stored.article_id, stored.statement.span.start)


def _alike(stored: Sequence[StoredStatement]) -> list[list[StoredStatement]]:
    """Variants of one utterance together, in whatever words and articles."""
    speakers: dict[str, list[StoredStatement]] = defaultdict(list)
    for one in stored:
        speakers[one.statement.speaker.name].append(one)
    return [list(utterance.variants) for said in speakers.values() for utterance in find_utterances(said)]


def _saying(group: Sequence[StoredStatement], reference: Reference) -> Saying:
    ranked = sorted(group, key=lambda one: (one.statement.kind == "indirect", time_order(one.statement.when)))
    statement = ranked[0].statement
    first = min((one.statement.when for one in group), key=time_order)
    act, _ = Counter(one.statement.act for one in ranked).most_common(1)[0]
    office = next(filter(None, (one.statement.speaker.office for one in ranked)), None)
    quoted = ranked[: reference.most(reference.labels.limits.reports)]
    quotes = tuple(map(reference.footnotes.quote_statement, quoted))
    return Saying(
        when=reference.dated(first),
        speaker=clean(statement.speaker.name),
        office=clean(office) if office else None,
        verb=reference.labels.acts[act],
        words=quotes[0].words.rstrip(" ,;"),
        quoted=statement.kind == "direct",
        via=tuple(map(clean, statement.attribution)),
        quotes=quotes,
        more=len(ranked) - len(quoted),
    )
