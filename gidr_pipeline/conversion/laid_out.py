"""Tables of a web page that styles alone make out of boxes: side by side in rows, or in a grid.

What belongs here: which boxes stand in a row, and in which columns. What does not: elements shown as a table
(`display: table`) and what a cell says (`web`).

    <div><span style="display: inline-block; width: 40%">行政许可</span><span style="…; width: 20%">3</span>…</div>
    <ul><li style="float: left">行政许可</li><li style="float: left">3</li>…</ul>
    <div style="display: flex"><p>行政许可</p><p>3</p>…</div>
    <div style="display: grid; grid-template-columns: 2fr 1fr"><div>行政许可</div><div>3</div>…</div>
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gidr_pipeline.conversion.limits import CELLS, COLUMNS
from gidr_pipeline.conversion.placed import Placed

Cells = list[tuple[Placed, LexborNode]]
"""The cells of a table in their places, with the elements that they are."""

TELLS = re.compile(r"(?:^|;)\s*(?:display\s*:\s*(?:inline-|flex|grid)|float\s*:\s*(?:left|right))", re.I)
"""What a style says of boxes that may stand side by side."""
_BESIDE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*inline-(?:block|flex|table)|float\s*:\s*(?:left|right))", re.I)
_FLEXIBLE = re.compile(r"(?:^|;)\s*display\s*:\s*(?:inline-)?flex", re.I)
_DOWN = re.compile(r"(?:^|;)\s*flex-(?:direction|flow)\s*:\s*column", re.I)
_GRID = re.compile(r"(?:^|;)\s*display\s*:\s*(?:inline-)?grid", re.I)
_TRACKS = re.compile(r"(?:^|;)\s*grid-template-columns\s*:([^;]*)", re.I)
_REPEATED = re.compile(r"repeat\(\s*(\d{1,3})\s*,([^()]*(?:\([^()]*\)[^()]*)*)\)", re.I)
_TRACK = re.compile(r"[^\s()]+(?:\([^()]*\))?")
_PLACED = re.compile(r"(?:^|;)\s*grid-(area|row|column)\s*:\s*([^;!]*)", re.I)
_SPAN = re.compile(r"span\s+(\d{1,4})", re.I)
_WIDTH = re.compile(r"(?:^|;)\s*(?:width|flex-basis)\s*:\s*(\d+(?:\.\d+)?)%", re.I)
_FIGURE = re.compile(r"\s*[-+]?\d[\d,.]*\s*")
_FEWEST_ROWS = 2
_NEAR = 0.7
"""Hundredths of the width by which the edges of one column may differ between rows."""


@dataclass(frozen=True)
class LaidOut:
    """The tables that boxes make: the cells of each by its first row, or the grid that it is, and its other rows."""

    tables: Mapping[int, Cells] = field(default_factory=dict)
    others: frozenset[int] = frozenset()


def laid_out(tree: LexborHTMLParser, ruled: Mapping[int, str], is_shown: Callable[[LexborNode], bool]) -> LaidOut:
    """The tables of boxes in a page, `ruled` being what its style sheets say of its nodes. A menu has no figures."""
    boxes = {
        *ruled,
        *(node.mem_id for node in tree.css("[style*=inline-], [style*=float], [style*=flex], [style*=grid]")),
    }
    if not boxes or tree.body is None:
        return LaidOut()
    styles = _Styles(ruled, is_shown)
    tables: dict[int, Cells] = {}
    others: set[int] = set()
    for parent in _parents(tree, boxes, styles):
        if styles.is_grid(parent):
            cells = styles.in_grid(parent)
            tables |= {parent.mem_id: cells} if _are_table(cells) else {}
            continue
        for run in styles.runs(parent):
            cells = styles.in_rows(run)
            if _are_table(cells):
                tables[run[0].mem_id] = cells
                others |= {row.mem_id for row in run[1:]}
    return LaidOut(tables, frozenset(others))


def _parents(tree: LexborHTMLParser, boxes: set[int], styles: "_Styles") -> list[LexborNode]:
    """The grids of a page, and the elements whose children may be rows of boxes."""
    found: dict[int, LexborNode] = {}
    for node in (node for node in tree.css("*") if node.mem_id in boxes):
        if styles.is_grid(node):
            found[node.mem_id] = node
        # It may be a row of boxes, or a box in one.
        for row in (node, node.parent):
            if row is not None and row.parent is not None and styles.boxes(row):
                found[row.parent.mem_id] = row.parent
    return [*found.values()]


def _are_table(cells: Cells) -> bool:
    """Whether cells stand in several rows of which some are figures."""
    rows = {place.row for place, _ in cells}
    return (
        0 < len(cells) <= CELLS
        and len(rows) >= _FEWEST_ROWS
        and any(_FIGURE.fullmatch(node.text()) for _, node in cells)
    )


@dataclass
class _Styles:
    """What style sheets and the elements themselves say of how these are shown."""

    ruled: Mapping[int, str]
    is_shown: Callable[[LexborNode], bool]

    def of(self, node: LexborNode) -> str:
        return f"{self.ruled.get(node.mem_id, '')};{node.attributes.get('style') or ''}"

    def is_grid(self, node: LexborNode) -> bool:
        return _GRID.search(self.of(node)) is not None

    def is_flexible(self, node: LexborNode) -> bool:
        style = self.of(node)
        return _FLEXIBLE.search(style) is not None and not _DOWN.search(style)

    def children(self, node: LexborNode) -> Sequence[LexborNode] | None:
        """The elements in a node; None where words stand beside them."""
        inside: list[LexborNode] = []
        child = node.first_child
        while child is not None:
            if child.is_text_node and (child.text_content or "").strip():
                return None
            if child.is_element_node and self.is_shown(child):
                inside.append(child)
            child = child.next
        return inside

    def boxes(self, node: LexborNode) -> Sequence[LexborNode]:
        """The boxes of a row; none of any other element."""
        inside = self.children(node) or ()
        beside = self.is_flexible(node) or all(_BESIDE.search(self.of(child)) for child in inside)
        return inside if beside else ()

    def runs(self, parent: LexborNode) -> Iterator[Sequence[LexborNode]]:
        """The rows of boxes in an element that follow each other."""
        run: list[LexborNode] = []
        for child in (*(self.children(parent) or ()), None):
            if child is not None and self.boxes(child):
                run.append(child)
                continue
            if run:
                yield run
            run = []

    def in_rows(self, rows: Sequence[LexborNode]) -> Cells:
        """The boxes of some rows in columns: by their widths, if each has one in hundredths, else by their order."""
        inside = [self.boxes(row) for row in rows]
        widths = [[_WIDTH.search(self.of(box)) for box in boxes] for boxes in inside]
        known = [[float(width[1]) for width in own if width] for own in widths]
        if any(len(own) != len(boxes) for own, boxes in zip(known, inside, strict=True)):
            return [(Placed((), at, column), box) for at, own in enumerate(inside) for column, box in enumerate(own)]
        edges = [list(accumulate(own, initial=0.0)) for own in known]
        columns = _columns([edge for own in edges for edge in own])
        return [
            (Placed((), at, (first := columns(left)), columns=max(columns(right) - first, 1)), box)
            for at, (own, boxes) in enumerate(zip(edges, inside, strict=True))
            for left, right, box in zip(own, own[1:], boxes, strict=False)
        ]

    def in_grid(self, grid: LexborNode) -> Cells:
        """The boxes of a grid where they say that they stand, else in the next free place of its columns."""
        tracks = _TRACKS.search(self.of(grid))
        listed = _REPEATED.sub(lambda again: f"{again[2]} " * int(again[1]), tracks[1]) if tracks else ""
        width = min(len(_TRACK.findall(listed)), COLUMNS)
        cells: Cells = []
        row = column = 0
        for box in self.children(grid) or ():
            down, across = _place_in_grid(self.of(box))
            if down[0] is not None and down[0] != row:
                row, column = down[0], 0
            if across[0] is None and width and column + across[1] > width:
                row, column = row + 1, 0
            column = column if across[0] is None else across[0]
            cells.append((Placed((), row, column, down[1], across[1]), box))
            column += across[1]
        return cells if width or any(place.row for place, _ in cells) else []


def _place_in_grid(style: str) -> tuple["_Extent", "_Extent"]:
    """Where a box stands down and across its grid."""
    said = {"row": ["auto"], "column": ["auto"]}
    for axis, value in _PLACED.findall(style):
        lines = [each.strip() for each in value.split("/")]
        said |= {"row": lines[0::2], "column": lines[1::2]} if axis.lower() == "area" else {axis.lower(): lines}
    down, across = (_extent(*(said[axis] or ["auto"])) for axis in ("row", "column"))
    return down, across


_Extent = tuple[int | None, int]
"""Where a box begins along an axis of its grid, None if it does not say, and over how many tracks it goes."""


def _extent(start: str, end: str = "auto", *_: str) -> _Extent:
    begin = int(start) - 1 if start.isdecimal() and start != "0" else None
    span = _SPAN.fullmatch(start) or _SPAN.fullmatch(end)
    over = int(span[1]) if span else int(end) - 1 - begin if end.isdecimal() and begin is not None else 1
    return begin, min(max(over, 1), COLUMNS)


def _columns(edges: Sequence[float]) -> Callable[[float], int]:
    """Which column begins at an edge, those that nearly meet being one."""
    starts: list[float] = []
    for edge in sorted(edges):
        if not starts or edge - starts[-1] > _NEAR:
            starts.append(edge)
    return lambda edge: max(bisect_left(starts, edge + 1e-9) - 1, 0)
