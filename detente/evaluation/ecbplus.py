"""ECB+: news of two happenings of one kind a topic, with mentions of events and which of them are one event.

Cybulska and Vossen (2014). Only sentences whose annotation was checked count (`coreference_sentences.csv`).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree  # type: ignore[import-untyped]

from detente.errors import DataError
from detente.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["DEVELOPMENT", "EcbDocument", "EcbMention", "is_ecbplus", "read_ecbplus"]

DEVELOPMENT = frozenset({"2", "5", "12", "18", "21", "23", "34", "35"})  # topics, as published
CHECKED = "coreference_sentences.csv"
DESCRIBED = "RELATED_TO"


@dataclass(frozen=True, slots=True)
class EcbMention:
    """The words that tell an event, and the event."""

    words: tuple[Span, ...]
    instance: str


@dataclass(frozen=True, slots=True)
class EcbDocument:
    """An article: each of its sentences is a line of `text`."""

    name: str
    topic: str
    text: str
    mentions: tuple[EcbMention, ...]


def is_ecbplus(folder: Path) -> bool:
    """Whether a folder holds the corpus or topics of it."""
    return folder.is_dir() and any(folder.rglob("*_*ecb*.xml"))


def read_ecbplus(folder: Path) -> Iterator[EcbDocument]:
    """The documents of a folder, in order of their names; all sentences count where no list of checked ones is found.

    Raises:
        DataError: A file is not of the form.
    """
    checked = _checked(folder)
    for path in sorted(folder.rglob("*_*ecb*.xml"), key=lambda p: (len(p.parent.name), p.parent.name, p.name)):
        try:
            yield _document(path, etree.parse(str(path)).getroot(), checked)
        except (etree.XMLSyntaxError, KeyError, ValueError) as error:
            raise DataError(f"{path}: no ECB+ document: {error}") from error


def _checked(folder: Path) -> dict[str, set[int]] | None:
    for place in (folder, folder.parent, *folder.parents[:2]):
        if (place / CHECKED).exists():
            out: dict[str, set[int]] = defaultdict(set)
            with (place / CHECKED).open(encoding="utf-8", newline="") as stream:
                for topic, name, sentence, *_ in list(csv.reader(stream))[1:]:
                    out[f"{topic}_{name}"].add(int(sentence))
            return out
    return None


def _document(path: Path, root: etree._Element, checked: dict[str, set[int]] | None) -> EcbDocument:
    name = path.stem
    spans: dict[str, Span] = {}
    sentence_of: dict[str, int] = {}
    pieces: list[str] = []
    length, current = 0, None
    for token in root.iter("token"):
        number, word = int(token.get("sentence", "")), token.text or ""
        if current is not None:
            gap = " " if number == current else "\n"
            pieces.append(gap)
            length += 1
        spans[token.attrib["t_id"]] = Span(length, length + len(word))
        sentence_of[token.attrib["t_id"]] = current = number
        pieces.append(word)
        length += len(word)
    wanted = None if checked is None else checked.get(name, set())
    instances = _instances(name, root)
    mentions = []
    for mark in root.find("Markables"):
        anchors = [anchor.attrib["t_id"] for anchor in mark.findall("token_anchor")]
        if not anchors or not mark.tag.startswith(("ACTION", "NEG_ACTION")):
            continue
        if wanted is None or sentence_of[anchors[0]] in wanted:
            known_as = mark.attrib["m_id"]
            words = tuple(spans[anchor] for anchor in anchors)
            mentions.append(EcbMention(words, instances.get(known_as, f"{name} {known_as}")))
    return EcbDocument(name, name.partition("_")[0], "".join(pieces), tuple(mentions))


def _instances(name: str, root: etree._Element) -> dict[str, str]:
    """The event of each mention that has one in common with others."""
    described = {
        mark.attrib["m_id"]: mark.get("instance_id") for mark in root.find("Markables") if DESCRIBED in mark.attrib
    }
    out = {}
    for relation in root.find("Relations"):
        target = relation.find("target")
        known_as = relation.get("note") or (described.get(target.attrib["m_id"]) if target is not None else None)
        if relation.tag.startswith("INTRA") or not known_as:
            known_as = f"{name} {relation.attrib['r_id']}"
        out.update({source.attrib["m_id"]: known_as for source in relation.findall("source")})
    return out
