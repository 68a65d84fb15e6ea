"""Each kind of event gold: read, coded and scored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.evaluation import events
from detente.evaluation.event_coding import code_sentences
from detente.evaluation.event_gold import read_gsr, read_plv, tell_gsr, tell_plv
from detente.evaluation.event_tables import score_lands, tabulate_types
from detente.evaluation.figures import Figure
from detente.evaluation.pair_judges import CoderJudge, score_forced, score_given
from detente.evaluation.petrarch import (
    gold_of,
    invented_codes,
    is_ordinary,
    load_rules,
    petrarch_linker,
    scheme_of,
    tell_act,
)
from detente.evaluation.petrarch_records import read_petrarch
from detente.evaluation.written_events import read_held_out
from detente.evaluation.written_scores import score_written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from detente.evaluation.event_coding import CodedSentence
    from detente.evaluation.event_gold import GoldSentence
    from detente.evaluation.pair_judges import PairJudge
    from detente.reading import ArticleReader

__all__ = ["EVENT_SETS", "ScoredSet"]


@dataclass(frozen=True, slots=True)
class ScoredSet:
    """The figures of a set, with gold and coded events one by one for a report."""

    figures: list[Figure]
    golds: Sequence[GoldSentence]
    codings: Sequence[CodedSentence]


def judge_of(reader: ArticleReader) -> PairJudge:
    """Who judges the type between two given sides."""
    return CoderJudge(reader.linker, reader.event_coder)


def score_plv(path: Path, reader: ArticleReader) -> ScoredSet:
    """Sentence pairs of Zero-Shot-PLOVER: types, triples, and with both sides given."""
    golds = read_plv(path)
    codings = _coded(golds, reader, tell_plv)
    scores = events.score_events(events.load_plv(path), [_plain(one) for one in codings], events.merge_yield)
    return _with_sides(golds, codings, scores, ("type", "triple"), reader, events.merge_yield)


def score_gsr(path: Path, reader: ArticleReader) -> ScoredSet:
    """PLOVER's gold records: types, dyads of countries, and with both sides given."""
    golds = read_gsr(path)
    codings = _coded(golds, reader, tell_gsr)
    by_text = {gold.text: _plain(one) for gold, one in zip(golds, codings, strict=True)}
    merged = events.load_gsr(path)
    scores = events.score_events(merged, [by_text[one.text] for one in merged])
    return _with_sides(golds, codings, scores, ("type", "dyad"), reader, str)


def _coded(
    golds: Sequence[GoldSentence], reader: ArticleReader, tell: Callable[[str, str], str | None]
) -> list[CodedSentence]:
    texts = [gold.text for gold in golds]
    return list(code_sentences(texts, reader.reader, reader.linker, reader.event_coder, tell))


def _plain(coded: CodedSentence) -> list[events.Coded]:
    return [
        events.Coded(one.told, one.actor, one.recipient, one.actor_land, one.recipient_land, one.symmetric)
        for one in coded.events
        if one.told is not None
    ]


def _with_sides(
    golds: Sequence[GoldSentence],
    codings: Sequence[CodedSentence],
    scores: dict[str, events.EventScores],
    parts: tuple[str, ...],
    reader: ArticleReader,
    merge: Callable[[str], str],
) -> ScoredSet:
    figures = [
        Figure(part, measure, value)
        for part in parts
        for measure, value in (
            ("precision", scores[part].precision),
            ("recall", scores[part].recall),
            ("f1", scores[part].f1),
        )
    ]
    figures += score_forced(golds, codings).figures("forced")
    figures += score_given(golds, codings, judge_of(reader), merge).figures("sides given")
    return ScoredSet(figures, golds, codings)


def score_petrarch(path: Path, reader: ArticleReader) -> ScoredSet:
    """PETRARCH's validation records: types by the root of the code, and (land, type, land).

    Over all records; over those about ordinary language, where the file has such; and over all with every code read as
    CAMEO's, where some are not.
    """
    file, rules = read_petrarch(path), load_rules()
    records = [record for record in file.records if record.is_scored]
    schemes = [scheme_of(file, record, rules) for record in records]
    linker = petrarch_linker(reader.linker, records)
    golds = [gold_of(record, scheme) for record, scheme in zip(records, schemes, strict=True)]
    texts = [gold.text for gold in golds]
    codings = list(code_sentences(texts, reader.reader, linker, reader.event_coder, tell_act, invented_codes()))
    figures = [*_roots("all", golds, codings)]
    if any(scheme.name != "cameo" for scheme in schemes):
        ordinary = [
            number
            for number, (record, scheme) in enumerate(zip(records, schemes, strict=True))
            if is_ordinary(record, scheme, rules.ordinary)
        ]
        figures += _roots("ordinary", [golds[n] for n in ordinary], [codings[n] for n in ordinary])
        cameo = rules.scheme("cameo")
        figures += _roots("all as CAMEO", [gold_of(record, cameo) for record in records], codings)
    return ScoredSet(figures, golds, codings)


def _roots(part: str, golds: Sequence[GoldSentence], codings: Sequence[CodedSentence]) -> Iterator[Figure]:
    roots, lands = tabulate_types(golds, codings).all, score_lands(golds, codings)
    yield from (Figure(part, f"root {one.measure}", one.value) for one in roots.figures(part))
    yield from (Figure(part, f"event {one.measure}", one.value) for one in lands.figures(part))


def score_written_events(path: Path, reader: ArticleReader) -> ScoredSet:
    """The test part of sentences that we wrote, with our own types and statuses."""
    golds = read_held_out(path)
    codings = _coded(golds, reader, _own_type)
    return ScoredSet(score_written(golds, codings), golds, codings)


def _own_type(type_: str, status: str) -> str | None:
    """Every type as it is, whatever its status: the gold has a status of its own."""
    return type_ if status else None


EVENT_SETS: dict[str, Callable[[Path, ArticleReader], ScoredSet]] = {
    "plv": score_plv,
    "plover": score_gsr,
    "petrarch": score_petrarch,
    "told": score_written_events,
}
