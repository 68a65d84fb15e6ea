"""Which issue a stand raises: its object's, else that of the words around it, else what its article is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.issues import IssueHits
    from detente.stances.draft import Draft
    from detente.stances.lexicon import TopicWords
    from detente.stances.scene import Range, Scene

__all__ = ["issue_of", "main_region"]

OTHER = "other"


def main_region(issues: IssueHits, words: TopicWords) -> str | None:
    """The region or conflict that is most of what a text raises, if one is."""
    sums = issues.sums()
    region = max(sorted(words.regions & sums.keys()), key=lambda one: sums[one], default=None)
    return region if region is not None and sums[region] >= words.share * sum(sums.values()) else None


def issue_of(scene: Scene, draft: Draft, stake: Range | None, wording: Range) -> str:
    """The issue of the object, else of the words around it, of the statement, of the sentence, of the one before.

    What no strong word raises gives way to the region that the whole article is about.
    """
    words, sentences = scene.lexicon.topics, scene.tree.sentences
    number = scene.tree.sentence[draft.trigger]
    told = draft.told.statement.issues if draft.told is not None else ()
    found = (
        (_raised(scene, stake, words) if stake else None)
        or _raised(scene, wording, words)
        or next(((one, False) for one in told if one != OTHER), None)
        or _raised(scene, sentences[number], words)
        or _raised(scene, sentences[max(number - 1, 0)], words)
        or (OTHER, False)
    )
    issue, sure = found
    return issue if sure or scene.region is None else scene.region


def _raised(scene: Scene, place: Range, words: TopicWords) -> tuple[str, bool] | None:
    """The issue of a passage, and whether a strong word raises it."""
    sums = scene.issues.sums(*place)
    issue = _first(sums, scene.issues.least, words)
    return None if issue is None else (issue, sums[issue] >= words.strong)


def _first(sums: Mapping[str, float], least: float, words: TopicWords) -> str | None:
    """The weightiest issue; one that comes before its region where both are strong."""
    issue = max(sums, key=lambda one: sums[one], default=None)
    if issue is None or sums[issue] < least:
        return None
    before = (one for one in words.over.get(issue, ()) if sums.get(one, 0.0) >= words.strong)
    return next(before, issue)
