"""Which treebank documents a model that ships may be trained on, and names out of GUM's nested mentions.

UD English EWT and UNER EWT are CC BY-SA 4.0. GUM's annotations are CC BY 4.0 while each text keeps its own terms:
the lists below name those under CC BY, CC BY-SA or in the public domain (GUM's LICENSE.txt by genre, checked against
each document's source).
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from detente.evaluation.treebanks import read_conllu

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from pathlib import Path

    from detente.evaluation.treebanks import Sentence

SHIPPABLE_GENRES = {"academic", "bio", "court", "interview", "news", "textbook", "vlog", "voyage"}
# Court: carpet is of the Santa Barbara corpus (CC BY-ND). Speeches: of United States federal bodies, and one CC BY.
WITHHELD_DOCUMENTS = {"GUM_court_carpet"}
SHIPPABLE_DOCUMENTS = {
    "GUM_speech_floyd",
    "GUM_speech_maiden",
    "GUM_speech_nixon",
    "GUM_speech_remarks",
    "GUM_speech_school",
    "GUM_speech_telescope",
}
ENTITY_LABELS = {"person": "PER", "place": "LOC", "organization": "ORG"}


def shippable(sentence: Sentence) -> bool:
    """Whether a model trained on this document may ship under a licence of attribution and share-alike."""
    if not sentence.document.startswith("GUM"):
        return True
    if sentence.document in WITHHELD_DOCUMENTS:
        return False
    return sentence.document in SHIPPABLE_DOCUMENTS or sentence.document.split("_")[1] in SHIPPABLE_GENRES


def gum_entities(sentence: Sentence) -> list[str]:
    """Named entities out of GUM's nested mentions: the proper-noun core of those headed by a proper noun."""
    assert sentence.upos is not None and sentence.misc is not None
    rows = list(zip(sentence.words, sentence.upos, sentence.misc, strict=True))
    spans = []
    for start, end, fields in _gum_mentions(rows):
        label = ENTITY_LABELS.get(fields[1])
        head = _gum_head(start, fields)
        if label and head is not None and head <= end and rows[head][1] == "PROPN":
            spans.append((*_core(rows, start, end, head, label), label))
    tags = ["O"] * len(rows)
    for start, end, label in sorted(spans, key=lambda s: s[0] - s[1]):
        if all(tag == "O" for tag in tags[start : end + 1]):
            tags[start : end + 1] = [f"B-{label}"] + [f"I-{label}"] * (end - start)
    return tags


def _gum_mentions(rows: list[tuple[str, str, str]]) -> Iterator[tuple[int, int, list[str]]]:
    opened: dict[str, list[tuple[int, list[str]]]] = defaultdict(list)
    for i, row in enumerate(rows):
        found = re.search(r"(?:^|\|)Entity=([^|]*)", row[2])
        for part in re.finditer(r"\(([^()]+)(\))?|(\d+)\)", found.group(1) if found else ""):
            if part.group(1):
                fields = part.group(1).split("-")
                if part.group(2):
                    yield i, i, fields
                else:
                    opened[fields[0]].append((i, fields))
            elif opened[part.group(3)]:
                start, fields = opened[part.group(3)].pop()
                yield start, i, fields


def _gum_head(start: int, fields: list[str]) -> int | None:
    for part in fields[5:]:
        if re.fullmatch(r"\d+(,\d+)*", part):
            return start + int(part.split(",")[0]) - 1
    return None


def _core(rows: list[tuple[str, str, str]], start: int, end: int, head: int, label: str) -> tuple[int, int]:
    def name(i: int) -> bool:
        return rows[i][1] in {"PROPN", "NUM"} or rows[i][0] in {"&", "'s", "-", "."}

    left = right = head
    while left - 1 >= start and name(left - 1):
        left -= 1
    while right + 1 <= end:
        if name(right + 1):
            right += 1
        elif label == "ORG" and rows[right + 1][0].lower() in {"of", "for", "the", "and"}:
            after = right + 2
            while after <= end and rows[after][0].lower() in {"of", "for", "the", "and"}:
                after += 1
            if after > end or rows[after][1] != "PROPN":
                break
            right = after
        else:
            break
    while rows[left][1] != "PROPN":
        left += 1
    while rows[right][1] != "PROPN":
        right -= 1
    return left, right


def training_passages(folder: Path, rng: random.Random) -> list[str]:
    """Runs of one to five sentences of the documents that a model may be trained on, as text."""
    out: list[str] = []
    for path in sorted(folder.glob("en_*-train*.conllu.gz")):
        if not path.name.startswith(("en_ewt", "en_gum")):
            continue
        run: list[str] = []
        document, size = "", 1
        for sentence in read_conllu(path):
            if not shippable(sentence):
                continue
            if sentence.document != document or len(run) >= size:
                out.append(" ".join(run))
                run, document, size = [], sentence.document, rng.randint(1, 5)
            run.append(sentence.text)
    return [text for text in out if len(text.split()) > 5]
