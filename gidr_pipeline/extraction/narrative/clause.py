"""A figure's clause, and what was found in it: what the readers of clauses take and give.

What belongs here: these two shapes, and where a clause ends. What does not: what its words claim (`grammar`,
`challenges`, `documents`).
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from gidr_pipeline.extraction.narrative.words import Readings

_CLAUSE_END = re.compile(r"[,;:()。!?]")
_TAIL_END = re.compile(r"[,;:()。、.!?]")
_LIST_MARK = re.compile(r"、|\d{1,2}[.、](?!\d)|[一二三四五六七八九十]{1,2}(?:是|、)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A figure with the words around it, white space and quotation marks taken out."""

    lead: str
    """The words before the figure, from the last comma or the figure before."""
    tail: str
    """The words after its unit, up to the next comma or figure."""
    value: Decimal
    unit: str | None

    @classmethod
    def around(cls, before: str, after: str, value: Decimal, unit: str | None) -> "Clause":
        """The clause of a figure between the words since the figure before it and those up to the next one."""
        return cls(last_clause(before), _TAIL_END.split(after, maxsplit=1)[0], value, unit)

    @property
    def zero(self) -> bool:
        return self.value == 0


@dataclass(frozen=True, slots=True)
class Found:
    """What a clause claims."""

    claims: tuple[Readings, ...]
    """Usually one; several where they share the figure (行政复议、行政诉讼各1件)."""
    before: str
    """The words of the clause that stand before the label."""
    kind: str
    after: bool = False
    """Whether the label stands after the figure (3件予以公开)."""
    then: tuple[Readings, ...] = ()
    """What the figures right after this one claim, where one label is for several (分别为3件、2件)."""


def last_clause(words: str) -> str:
    """The words after the last comma, or before a colon that ends them; at most as many as a clause has."""
    words = words[-120:].removesuffix(":")
    ends = [match.end() for match in _CLAUSE_END.finditer(words)]
    words = words[ends[-1] if ends else 0 :]
    mark = _LIST_MARK.match(words)
    return words[mark.end() :] if mark else words
