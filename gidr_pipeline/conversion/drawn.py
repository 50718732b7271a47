"""What is drawn on a page of a PDF: its ruling lines, and shapes that may be its characters.

What belongs here: PDFium's paths and the forms that hold them. What does not: ruling lines to tables (`lattice`).
"""

import ctypes
import math
from collections.abc import Iterator, Sequence
from itertools import islice

import pypdfium2
import pypdfium2.raw as pdfium

from gidr_pipeline.conversion.lattice import Rule
from gidr_pipeline.conversion.limits import DEPTH, PAGE_OBJECTS, RULES, too_large

_THIN = 3.0
_FEWEST_DOTS, _DASH = 6, 6.0
"""Of a dotted line, and points of a dash at most."""
_DRAWN, _CORNERS = 200, 5
"""Shapes of a page that may be characters drawn as such, and the corners of a box, that where it ends among them."""
_Matrix = tuple[float, float, float, float, float, float]
_UNMOVED: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def rules_of(page: pdfium.FPDF_PAGE) -> Iterator[Rule]:
    """The ruling lines: strokes, and filled shapes that are thin."""
    count = 0
    dots: list[Rule] = []
    stack = [(pdfium.FPDFPage_GetObject(page, at), _UNMOVED, 0) for at in range(pdfium.FPDFPage_CountObjects(page))]
    seen = len(stack)
    while stack:
        shape, matrix, depth = stack.pop()
        kind = pdfium.FPDFPageObj_GetType(shape)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEPTH:
            inner = _times(_matrix(shape), matrix)
            inside = pdfium.FPDFFormObj_CountObjects(shape)
            seen += inside
            if seen > PAGE_OBJECTS:
                raise too_large(f"a page of more than {PAGE_OBJECTS:,} shapes")
            stack += [(pdfium.FPDFFormObj_GetObject(shape, at), inner, depth + 1) for at in range(inside)]
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            for rule in _lines_of(shape, _times(_matrix(shape), matrix)):
                if max(rule.x1 - rule.x0, rule.y1 - rule.y0) <= _THIN:
                    dots.append(rule)
                    continue
                count += 1
                if count > RULES:
                    raise too_large(f"a page of more than {RULES:,} ruling lines")
                yield rule
    yield from _dotted(dots)


def _matrix(shape: pdfium.FPDF_PAGEOBJECT) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(shape, matrix):
        return _UNMOVED
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    """What first the one and then the other matrix does."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _lines_of(path: pdfium.FPDF_PAGEOBJECT, matrix: _Matrix) -> Iterator[Rule]:
    """The lines of one path."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, mode, stroke) or not (mode.value or stroke.value):
        return
    if _is_white(path, filled=bool(mode.value) and not stroke.value):
        return
    figures = [[(x, -y) for x, y in figure] for figure in _figures(path, matrix)]
    if len(figures) > 1:
        whole, boxes = _box([point for figure in figures for point in figure]), map(_box, figures)
        are_short = all(max(box.x1 - box.x0, box.y1 - box.y0) <= _DASH for box in boxes)
        if are_short and min(whole.x1 - whole.x0, whole.y1 - whole.y0) <= _THIN:
            figures = [[(whole.x0, whole.y0), (whole.x1, whole.y1)]]
    for points in figures:
        box = _box(points)
        wide, high = box.x1 - box.x0, box.y1 - box.y0
        if min(wide, high) <= _THIN:
            yield _middle(box)
        elif stroke.value:
            for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
                if min(abs(x1 - x0), abs(y1 - y0)) <= 1 < max(abs(x1 - x0), abs(y1 - y0)):
                    yield Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _box(points: Sequence[tuple[float, float]]) -> Rule:
    """What some points lie in."""
    xs, ys = [x for x, _ in points] or [0.0], [y for _, y in points] or [0.0]
    return Rule(min(xs), min(ys), max(xs), max(ys))


def _dotted(dots: Sequence[Rule]) -> Iterator[Rule]:
    """The lines that dots make: each near the one before, and many of them."""
    for level in (True, False):
        rows: dict[int, list[tuple[float, float]]] = {}
        for dot in dots:
            x, y = (dot.x0 + dot.x1) / 2, (dot.y0 + dot.y1) / 2
            rows.setdefault(round(y if level else x), []).append((x, y) if level else (y, x))
        for row in rows.values():
            run: list[tuple[float, float]] = []
            for at, across in [*sorted(row), (math.inf, 0.0)]:
                if run and at - run[-1][0] > _THIN:
                    if len(run) >= _FEWEST_DOTS:
                        start, end, middle = run[0][0], run[-1][0], run[0][1]
                        yield Rule(start, middle, end, middle) if level else Rule(middle, start, middle, end)
                    run = []
                run.append((at, across))


def _middle(box: Rule) -> Rule:
    """A thin shape as the line along its middle."""
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return Rule(box.x0, y, box.x1, y) if box.is_level else Rule(x, box.y0, x, box.y1)


def _is_white(path: pdfium.FPDF_PAGEOBJECT, *, filled: bool) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    colour = pdfium.FPDFPageObj_GetFillColor if filled else pdfium.FPDFPageObj_GetStrokeColor
    if not colour(path, red, green, blue, alpha):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) > 250


def _figures(path: pdfium.FPDF_PAGEOBJECT, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:
    """The corners of each figure of a path, on the page."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    number = min(pdfium.FPDFPath_CountSegments(path), RULES)
    for at in range(number):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
    if points:
        yield points


def is_drawn(page: pypdfium2.PdfPage) -> bool:
    """Whether a page has so many shapes that are neither lines nor boxes that they may be its characters."""
    shapes = page.get_objects([pdfium.FPDF_PAGEOBJ_PATH], max_depth=DEPTH)
    figures = (figure for shape in shapes for figure in _figures(shape.raw, _UNMOVED) if len(figure) > _CORNERS)
    return next(islice(figures, _DRAWN, None), None) is not None
