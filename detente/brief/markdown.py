"""A brief as Markdown with footnotes, for a wiki, a pull request or pandoc."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.brief.summary import holding_words, more_words, reports_words, summary_lines, told_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.brief.labels import Labels
    from detente.brief.parts import (
        Brief,
        Dated,
        Deed,
        Difference,
        Disputed,
        Holding,
        Issue,
        Meeting,
        Promise,
        Prospect,
        Quote,
        Saying,
        Slip,
        Source,
        Standing,
    )

__all__ = ["escape", "headed", "render_markdown"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!$^])|^(\s*)([-+=]|\d+[.)])(?=\s|$)")
_ID = 8


def render_markdown(brief: Brief, labels: Labels) -> str:
    """The brief as Markdown; what articles say is escaped, so that none of it is read as markup."""
    title = f"# {escape(brief.pair[0].name)} – {escape(brief.pair[1].name)}"
    lines = [title, "", *(f"{escape(line)}  " for line in summary_lines(brief))]
    sections = {
        "meetings": [*map(_meeting, brief.meetings), *_more(brief.more.meetings)],
        "deeds": list(_deeds(brief)),
        "positions": list(_standings(brief.positions)),
        "red_lines": [*map(_red_line, brief.red_lines), *_more(brief.more.red_lines)],
        "promises": [*map(_promise, brief.promises), *_more(brief.more.promises)],
        "disputes": [*map(_disputed, brief.disputes), *_more(brief.more.disputes)],
        "sayings": list(_issues(brief.issues)),
        "ahead": [*map(_prospect, brief.ahead), *_more(brief.more.ahead)],
        "slips": [*map(_slip, brief.slips), *_more(brief.more.slips)],
        "sources": [_source(source) for source in brief.sources],
    }
    for name, section in sections.items():
        lines += headed("##", labels.sections[name], section)
    return "\n".join(lines) + "\n"


def headed(level: str, title: str, lines: Iterable[str]) -> list[str]:
    """A section under its heading; nothing where it has no lines.

    >>> headed("##", "Told", ["- a"]), headed("##", "Told", [])
    (['', '## Told', '', '- a'], [])
    """
    listed = list(lines)
    return ["", f"{level} {title}", "", *listed] if listed else []


def escape(text: str) -> str:
    r"""Text as Markdown that shows just this text.

    >>> escape("*a* [b](c) <d>")
    '\\*a\\* \\[b\\](c) \\<d\\>'
    """
    return _SPECIAL.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", text)


def _meeting(meeting: Meeting) -> str:
    line = f"- **{_when(meeting.when)}** · *{meeting.status}* · {escape(meeting.text)}"
    details = _details(meeting.issues, meeting.reported_by, meeting.told)
    return "\n".join((line + details, *_quotes(meeting.quotes, meeting.more), *_differences(meeting.differences)))


def _deeds(brief: Brief) -> Iterator[str]:
    for kind in brief.deeds:
        yield f"### {escape(kind.title)}\n"
        yield from map(_deed, kind.deeds)
        yield from (*_more(kind.more), "")


def _deed(deed: Deed) -> str:
    sides = (" – " if deed.symmetric else " → ").join(filter(None, (deed.actor, deed.recipient)))
    status = f" · *{deed.status}*" if deed.status else ""
    line = f"- **{_when(deed.when)}**{status} · {escape(sides)}"
    details = _details(deed.issues, deed.reported_by, deed.told)
    return "\n".join((line + details, *_quotes(deed.quotes, deed.more), *_differences(deed.differences)))


def _disputed(disputed: Disputed) -> str:
    line = f"- **{_when(disputed.when)}** · {escape(disputed.text)} `{disputed.id[:_ID]}`"
    return "\n".join((line, *_differences(disputed.differences)))


def _differences(differences: Iterable[Difference]) -> Iterator[str]:
    for one in differences:
        said = ", ".join(f"“{escape(quote.words)}”[^{quote.source}]" for quote in one.values)
        yield f"  - *{one.words}*: {said}"


def _standings(standings: Iterable[Standing]) -> Iterator[str]:
    for standing in standings:
        yield f"### {escape(standing.title)}\n"
        for party, held, more in standing.sides:
            if held:
                yield f"**{escape(party.name)}**\n"
                yield from map(_holding, held)
                yield from (*_more(more), "")


def _holding(holding: Holding) -> str:
    return f"- {holding.verb}: {escape(holding.words)}{_grounds(holding)}"


def _red_line(holding: Holding) -> str:
    to = f" → {escape(holding.to)}" if holding.to else ""
    return f"- **{escape(holding.holder)}**{to} · *{holding.called}* · {escape(holding.words)}{_grounds(holding)}"


def _grounds(holding: Holding) -> str:
    more = f" {reports_words(holding.more)}" if holding.more else ""
    return f" · {escape(holding_words(holding))} {_refs(holding.quotes)}{more}"


def _promise(promise: Promise) -> str:
    due = f" · due {_when(promise.due)}" if promise.due else ""
    condition = f" · {escape(promise.condition)}" if promise.condition else ""
    line = f"- **{_when(promise.when)}** · *{promise.status}* · {escape(promise.text)}: {escape(promise.words)}"
    details = due + condition + _details((), promise.reported_by)
    return "\n".join((line + details, *_quotes(promise.quotes, promise.more)))


def _issues(issues: Iterable[Issue]) -> Iterator[str]:
    for issue in issues:
        yield f"### {escape(issue.title)}\n"
        for side in issue.sides:
            if side.sayings:
                yield f"**{escape(side.party.name)}**\n"
                yield from map(_saying, side.sayings)
                yield from (*_more(side.more), "")


def _saying(saying: Saying) -> str:
    office = f" ({escape(saying.office)})" if saying.office else ""
    words = f"“{escape(saying.words)}”" if saying.quoted else escape(saying.words)
    via = f" via {escape(', '.join(saying.via))}" if saying.via else ""
    more = f" {reports_words(saying.more)}" if saying.more else ""
    head = f"- {escape(saying.speaker)}{office} {saying.verb}, {_when(saying.when)}"
    return f"{head}: {words}{via} {_refs(saying.quotes)}{more}"


def _prospect(prospect: Prospect) -> str:
    return f"- **{_when(prospect.when)}** · *{prospect.kind}* · {escape(prospect.text)} {_refs(prospect.quotes)}"


def _slip(slip: Slip) -> str:
    return f"- {escape(slip.text)}" + (f"[^{slip.source}]" if slip.source else "")


def _source(source: Source) -> str:
    outlet = f"{escape(source.outlet)}: " if source.outlet else ""
    place = source.url or source.path or f"standard input, {source.article_id}"
    return f"[^{source.number}]: {outlet}*{escape(source.title)}*, {_when(source.published)}, {escape(place)}"


def _when(when: Dated) -> str:
    return escape(str(when))


def _details(issues: Iterable[str], reporters: tuple[str, ...], sources: int = 0) -> str:
    told = [*issues, *([f"as told by {' via '.join(reporters)}"] if reporters else [])]
    told += filter(None, [told_words(sources)])
    return "".join(f" · {escape(words)}" for words in told)


def _quotes(quotes: Iterable[Quote], more: int) -> Iterator[str]:
    for quote in quotes:
        yield f"  - “{escape(quote.words)}”[^{quote.source}]" + (f" `{quote.id[:_ID]}`" if quote.id else "")
    if more:
        yield f"  - {reports_words(more)}"


def _refs(quotes: Iterable[Quote]) -> str:
    return " ".join(f"[^{quote.source}]" + (f" `{quote.id[:_ID]}`" if quote.id else "") for quote in quotes)


def _more(number: int) -> list[str]:
    return [f"- {more_words(number)}"] if number else []
