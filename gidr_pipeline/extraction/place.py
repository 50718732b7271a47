"""A place of a report that names it or its body, and where that stands."""

from dataclasses import dataclass
from enum import StrEnum

from gidr_pipeline.extraction.model import Span


class Source(StrEnum):
    """Where a name or a year stands, as notes say it."""

    LINE = "a title"
    FIELD = "an index card, a bread crumb or the title of the page"
    SENTENCE = "a sentence that gives the report to the public"
    SIGNATURE = "the signature"
    BESIDE = "the words behind or below the title"
    PERIOD = "the period of the statistics"
    ABOVE = "the line above the title"
    PROSE = "the prose"


@dataclass(frozen=True, slots=True)
class Place:
    """A place that names the report or its body. `title` is the title in the whole text, if it is one, `name` the body
    and `span` where it stands; `above` tells whether the year stands alone on the line above, `is_second_hand` whether
    a letter, a headline or a record names the report, which may be another, `is_reading` whether it is explained or
    drawn there (一图读懂：…). Where `is_lead`, a sentence says what report this is without its title."""

    source: Source
    score: float = 0.0
    title: Span | None = None
    name: str | None = None
    span: Span | None = None
    years: tuple[int, ...] = ()
    above: bool = False
    is_second_hand: bool = False
    is_reading: bool = False
    is_lead: bool = False


Name = tuple[str, int, int]
"""A name with the places of the squeezed text between which it stands."""
