"""CAMEO's codes: what each means, and what a general one becomes by the nouns and contexts of its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.errors import DataError
from detente.lexicon import Row, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["Cameo", "load_codes"]


class Code(Row, frozen=True, kw_only=True):
    """One code; those of four digits need no example, since their parent has one."""

    definition: str
    example: str | None = None
    near_miss: str | None = None


class Finer(Row, frozen=True, kw_only=True):
    """What `code` becomes where the trigger takes one of `nouns`, or its clause says one of `contexts`."""

    code: str
    to: str
    nouns: frozenset[str] = frozenset()
    contexts: frozenset[str] = frozenset()


class Cameo(Row, frozen=True, kw_only=True):
    """All codes by their digits, and the rows that refine them, first come first served."""

    codes: dict[str, Code]
    finer: tuple[Finer, ...]

    def refined(self, code: str, nouns: Collection[str], contexts: Collection[str]) -> str:
        """The most specific code that the clause says.

        >>> load_codes().refined("160", {"ambassador"}, ()), load_codes().refined("160", (), ())
        ('161', '160')
        """
        for row in self.finer:
            if row.code == code and (not row.nouns.isdisjoint(nouns) or not row.contexts.isdisjoint(contexts)):
                return self.refined(row.to, nouns, contexts)
        return code


def load_codes() -> Cameo:
    """Read `data/events/cameo.yml`.

    Raises:
        DataError: A row refines a code, or leads to one, that is not defined.
    """
    cameo = load_lexicon("events/cameo.yml", Cameo)
    for row in cameo.finer:
        for code in (row.code, row.to):
            if code not in cameo.codes:
                raise DataError(f"events/cameo.yml: finer: no code {code!r} is defined")
    return cameo
