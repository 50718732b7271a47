"""A figure's clause, and what was found in it: what the readers of clauses take and give.

What belongs here: these two shapes. What does not: how a clause is cut out of a text (`narrative`), and what its words
claim (`narrative_grammar`, `narrative_challenges`, `narrative_documents`).
"""

from dataclasses import dataclass
from decimal import Decimal

from gidr_pipeline.extraction.narrative_words import Readings


@dataclass(frozen=True, slots=True)
class Clause:
    """A figure with the words around it, white space and quotation marks taken out."""

    lead: str
    """The words before the figure, from the last comma or the figure before."""
    tail: str
    """The words after its unit, up to the next comma or figure."""
    value: Decimal
    unit: str | None

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
