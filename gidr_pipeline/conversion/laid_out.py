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

Extent = tuple[int | None, int]
"""Where a box begins along an axis of its grid, None if it does not say, and over how many tracks it goes."""

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
_LINE = re.compile(r"-?\d{1,4}")
_BOTH = 2
_NOT_COUNTED = re.compile(r"repeat|var\(|\[|\([^()]*\(|subgrid", re.I)
"""What is left of a list of tracks whose number it does not tell."""
_FLOWS_DOWN = re.compile(r"(?:^|;)\s*grid-auto-flow\s*:\s*(?:column|dense)", re.I)
_MOVED = re.compile(
    r"(?:^|;)\s*(?:margin(?:-left|-right)?\s*:\s*[^;]*[1-9]\d*(?:\.\d+)?%|flex-wrap\s*:\s*wrap|order\s*:|left\s*:)",
    re.I,
)
"""What puts boxes elsewhere than one after the other."""
_WIDEST = 40
_WHOLE = 101.0
"""Hundredths of the width that the boxes of a row take at most."""
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
    rows: dict[int, LexborNode] = {}
    for node in (node for node in tree.css("*") if node.mem_id in boxes):
        if styles.is_grid(node):
            found[node.mem_id] = node
        # It may be a row of boxes, or a box in one.
        rows |= {row.mem_id: row for row in (node, node.parent) if row is not None}
    for row in rows.values():
        if row.parent is not None and styles.boxes(row):
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
    _boxes: dict[int, Sequence[LexborNode]] = field(default_factory=dict)

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
        """The boxes of a row; none of any other element, and of one whose boxes go on below each other."""
        if node.mem_id not in self._boxes:
            inside = self.children(node) or ()
            beside = self.is_flexible(node) or all(_BESIDE.search(self.of(child)) for child in inside)
            is_one = len(inside) <= _WIDEST and not any(_MOVED.search(self.of(each)) for each in (node, *inside))
            self._boxes[node.mem_id] = inside if beside and is_one else ()
        return self._boxes[node.mem_id]

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
        if any(own[-1] > _WHOLE for own in edges):
            return []  # its boxes go on below each other
        columns = _columns([edge for own in edges for edge in own])
        return [
            (Placed((), at, (first := columns(left)), columns=max(columns(right) - first, 1)), box)
            for at, (own, boxes) in enumerate(zip(edges, inside, strict=True))
            for left, right, box in zip(own, own[1:], boxes, strict=False)
        ]

    def in_grid(self, grid: LexborNode) -> Cells:
        """The boxes of a grid where they say that they stand, each other in the next free place; none of a grid whose
        columns or places are told otherwise than by numbers."""
        style = self.of(grid)
        width, boxes = _tracks(style), self.children(grid)
        if width is None or boxes is None or _FLOWS_DOWN.search(style):
            return []
        wanted = [_place_in_grid(self.of(box), width) for box in boxes]
        if None in wanted:
            return []
        places = list(in_free_places(list(filter(None, wanted)), width))
        is_table = any(column for _, column, *_ in places)
        return [(Placed((), *place), box) for place, box in zip(places, boxes, strict=True)] if is_table else []


def in_free_places(wanted: Sequence[tuple[Extent, Extent]], width: int) -> Iterator[tuple[int, int, int, int]]:
    """The row and column of each box and over how many of them it goes, as browsers place boxes one after the other:
    those that say both their row and their column where these are, one that says one of them in the next free place
    along the other, and all others in the next place of as many columns as there are."""
    width = max([width, *((across or 0) + columns for _, (across, columns) in wanted)])
    taken: set[tuple[int, int]] = set()
    for (down, rows), (across, columns) in wanted:
        if down is not None and across is not None:
            taken |= _covered(down, across, rows, columns)
    row = column = 0
    for (down, rows), (across, columns) in wanted:
        at, first = (row if down is None else down), (across or 0)
        if down is None and across is None:
            first = column
            while first + columns > width or taken & _covered(at, first, rows, columns):
                at, first = (at, first + 1) if first + columns < width else (at + 1, 0)
        elif down is None or across is None:
            if across is not None and across < column:
                at += 1
            while taken & _covered(at, first, rows, columns):
                at, first = (at, first + 1) if across is None else (at + 1, first)
        if down is None:
            row, column = at, first + columns
        taken |= _covered(at, first, rows, columns)
        yield at, first, rows, columns


def _covered(row: int, column: int, rows: int, columns: int) -> set[tuple[int, int]]:
    return {(row + r, column + c) for r in range(rows) for c in range(columns)}


def _tracks(style: str) -> int | None:
    """How many columns a grid lists, 0 where none; None where they are not told by numbers."""
    found = _TRACKS.search(style)
    listed = _REPEATED.sub(lambda again: f"{again[2]} " * int(again[1]), found[1]) if found else ""
    if _NOT_COUNTED.search(listed):
        return None
    return min(len(_TRACK.findall(listed)), COLUMNS)


def _place_in_grid(style: str, width: int) -> tuple[Extent, Extent] | None:
    """Where a box stands down and across its grid; None where it is told otherwise than by numbers."""
    said = {"row": ["auto"], "column": ["auto"]}
    for axis, value in _PLACED.findall(style):
        lines = [each.strip() for each in value.split("/")]
        said |= {"row": lines[0::2], "column": lines[1::2]} if axis.lower() == "area" else {axis.lower(): lines}
    down, across = _extent(0, *said["row"]), _extent(width, *said["column"])
    return (down, across) if down and across else None


def _extent(width: int, start: str = "auto", end: str = "auto", *_: str) -> Extent | None:
    lines = [int(each) for each in (start, end) if _LINE.fullmatch(each)]
    counted = [line + width + 2 if line < 0 < width else line for line in lines]
    span = _SPAN.fullmatch(start) or _SPAN.fullmatch(end)
    if len(lines) + (span is not None) + (start, end).count("auto") != _BOTH or any(line < 1 for line in counted):
        return None
    begin = counted[0] - 1 if counted and _LINE.fullmatch(start) else None
    over = int(span[1]) if span else counted[1] - counted[0] if len(counted) == _BOTH else 1
    return (begin, min(over, COLUMNS)) if over > 0 else None


def _columns(edges: Sequence[float]) -> Callable[[float], int]:
    """Which column begins at an edge, those that nearly meet being one."""
    starts: list[float] = []
    for edge in sorted(edges):
        if not starts or edge - starts[-1] > _NEAR:
            starts.append(edge)
    return lambda edge: max(bisect_left(starts, edge + 1e-9) - 1, 0)
