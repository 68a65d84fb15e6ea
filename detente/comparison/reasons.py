"""Why two tellings are linked, in words: what speaks most for it, and of a doubtful link what speaks most against."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.comparison.labels import Labels
    from detente.comparison.parts import Joined

__all__ = ["reason_words"]


def reason_words(link: Joined, labels: Labels) -> str:
    """The strongest reasons of a link, the strongest first; "" where there are none.

    Args:
        link: Its reasons are each a feature and by how much it speaks for the link.
        labels: The words of features, and how many reasons are told.
    """
    weights: dict[str, float] = defaultdict(float)
    for reason in link.why:
        feature, value = _parted(reason)
        weights[labels.reasons.get(feature, feature)] += value
    weights.pop("", None)
    ranked = sorted(weights, key=lambda words: (-weights[words], words))
    doubt = [words for words in ranked[-1:] if weights[words] < 0 and link.verdict == "unsure"]
    support = [words for words in ranked if weights[words] > 0][: labels.limits.reasons - len(doubt)]
    return ", ".join(support) + "".join(f"{labels.against if support else ''}{words}" for words in doubt)


def _parted(reason: str) -> tuple[str, float]:
    """A feature and what it adds: "other sides -0.51"; a reason without a number counts as it stands."""
    feature, _, value = reason.rpartition(" ")
    try:
        return feature, float(value)
    except ValueError:
        return reason, 1.0
