from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.issues import load_issue_finder
from detente.language import load_reader
from detente.model import Article, Statement
from detente.statements import load_attributor
from detente.times import Times
from tests.statements.support import CASES, link_names

if TYPE_CHECKING:
    from detente.language.tree import Tree
    from detente.statements import Attributor


@pytest.fixture(scope="session")
def attributor() -> Attributor:
    return load_attributor(learned=False)


@pytest.fixture(scope="session")
def case_trees() -> dict[str, Tree]:
    articles = [Article(case["text"]) for case in CASES["cases"]]
    ids = [case["id"] for case in CASES["cases"]]
    return dict(zip(ids, load_reader().trees(articles), strict=True))


@pytest.fixture(scope="session")
def case_statements(attributor: Attributor, case_trees: dict[str, Tree]) -> dict[str, tuple[Statement, ...]]:
    finder = load_issue_finder()
    return {
        name: attributor.attribute(tree, link_names(tree), Times(), finder.find(tree), Article(tree.text)).statements
        for name, tree in case_trees.items()
    }


@pytest.fixture(scope="session")
def wide_trees() -> dict[str, Tree]:
    cases = CASES["wide"]
    return dict(zip((c["id"] for c in cases), load_reader().trees([Article(c["text"]) for c in cases]), strict=True))
