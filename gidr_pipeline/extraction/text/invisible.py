"""Characters that take no place: soft hyphens, joiners, marks of direction, tags inside a word, the rest of an escape.

A text is read without them, and what was read is told in the places of the text that has them; likewise what is read
in another order than it stands, or with line ends that are not there. What belongs here: where each character stands in
the source. What does not: which take none (`normalise`, `escaped`), and what the order is (`by_columns`, `unbroken`).

    政府信\\u200b息公开, 1\\u200b2     政府信息公开, 12     the figure is characters 8 to 11 of the source
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import overload

from gidr_pipeline.conversion.model import Converted, GridCell, GridRow
from gidr_pipeline.extraction.model import Report, Span
from gidr_pipeline.extraction.text.normalise import CONTINUED, ZERO_WIDTH


@dataclass(frozen=True, slots=True)
class Visible:
    """A text without such characters, and the same characters as they stood there before they were made plain."""

    text: str
    printed: str
    _places: Sequence[Span] | None = None
    """Where each character stands in the source with what is the rest of it; None where that is its own place."""

    @classmethod
    def of(cls, text: str, printed: str) -> "Visible":
        """What is seen of a text that has a character for each of `printed`."""
        if ZERO_WIDTH not in text and CONTINUED not in text:
            return cls(text, printed)
        starts, ends = list[int](), list[int]()
        for at, character in enumerate(text):
            if character == CONTINUED:
                ends[-1:] = [at + 1] if ends else []
            elif character != ZERO_WIDTH:
                starts.append(at)
                ends.append(at + 1)
        seen, own = ("".join([each[at] for at in starts]) for each in (text, printed))
        return cls(seen, own, list(map(Span, starts, ends)))

    def further(self, text: str) -> "Visible":
        """What is seen of this text made plainer, with a character for each of its own."""
        seen = Visible.of(text, self.text)
        if self._places is None or seen._places is None:
            return replace(seen, _places=seen._places or self._places)
        places = [Span(self._places[start].start, self._places[end - 1].end) for start, end in seen._places]
        return replace(seen, _places=places)

    def parted(self, ends: Sequence[int]) -> "Visible":
        """What is seen of this text with a line end more before each of these characters."""
        if not ends:
            return self
        bounds = [0, *ends, len(self.text)]
        pieces = [piece for a, b in pairwise(bounds) for piece in (Span(a, b), "\n")]
        return self.arranged(pieces[:-1])

    def arranged(self, pieces: Sequence[Span | str]) -> "Visible":
        """What is seen of these pieces of this text, one after the other, and of other characters between them, which
        take no place in the source."""
        own = self._places or [Span(at, at + 1) for at in range(len(self.text))]
        text, printed = list[str](), list[str]()
        places: list[Span] = []
        for piece in pieces:
            if isinstance(piece, str):
                end = places[-1].end if places else 0
                text.append(piece)
                printed.append(piece)
                places += [Span(end, end)] * len(piece)
            else:
                text.append(self.text[slice(*piece)])
                printed.append(self.printed[slice(*piece)])
                places += own[slice(*piece)]
        return Visible("".join(text), "".join(printed), places)

    def converted(self, source: Converted) -> Converted:
        """What the file tells, in the places of this text."""
        if self._places is None:
            return replace(source, text=self.printed)
        starts = [place.start for place in self._places]

        def moved(start: int, end: int) -> tuple[int, int]:
            return bisect_left(starts, start), bisect_left(starts, end)

        rows = [
            GridRow(
                *moved(row.start, row.end),
                row.table,
                row.width,
                [GridCell(*moved(cell.start, cell.end), cell.column, cell.columns) for cell in row.cells],
                row.ends_at,
            )
            for row in source.rows
        ]
        return replace(source, text=self.printed, rows=rows, pictured=[moved(*each) for each in source.pictured])

    def in_source(self, report: Report) -> Report:
        """What was read of the text, with the places where it stands in the source."""
        if self._places is None:
            return report
        cells, spans = report.cells, self._span
        return replace(
            report,
            sections=tuple(replace(s, heading=spans(s.heading), span=spans(s.span)) for s in report.sections),
            cells=replace(cells, starts=tuple(map(self._start, cells.starts)), ends=tuple(map(self._end, cells.ends))),
            claims=tuple(replace(c, span=spans(c.span), sentence=spans(c.sentence)) for c in report.claims),
        )

    def _span(self, span: Span) -> Span:
        return Span(self._start(span.start), self._end(span.end))

    @overload
    def _start(self, at: int) -> int: ...
    @overload
    def _start(self, at: int | None) -> int | None: ...
    def _start(self, at: int | None) -> int | None:
        places = self._places or ()
        return at if at is None else places[at].start if at < len(places) else self._end(at)

    @overload
    def _end(self, at: int) -> int: ...
    @overload
    def _end(self, at: int | None) -> int | None: ...
    def _end(self, at: int | None) -> int | None:
        return (self._places or ())[at - 1].end if at else at
