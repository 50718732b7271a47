"""PDF files: the characters of each page, in the cells that its ruling lines enclose, else in lines.

What belongs here: what PDFium tells of a page, and the order of its parts. What does not: ruling lines to tables
(`lattice`), characters to words (`glyphs`).
"""

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, TypeVar

import pypdfium2
import pypdfium2.raw as pdfium

from gidr_pipeline.conversion.archive import damaged
from gidr_pipeline.conversion.glyphs import SPACE, Glyph, in_columns, in_lines, is_wide, with_raised, without_doubles
from gidr_pipeline.conversion.lattice import Lattice, Rule, lattices
from gidr_pipeline.conversion.limits import DEPTH, PAGE_OBJECTS, PAGES, PICTURE_DOTS, PICTURED_PAGES, RULES, too_large
from gidr_pipeline.conversion.model import Converted, Unconvertible
from gidr_pipeline.conversion.paged import Part, Table, Text, in_order, write
from gidr_pipeline.conversion.placed import Placed
from gidr_pipeline.conversion.unruled import NO_COLUMNS, Columns, tables_without_rules
from gidr_pipeline.conversion.writer import Writer

_THIN = 3.0
_FEWEST_DOTS, _DASH = 6, 6.0
"""Of a dotted line, and points of a dash at most."""
_SLANT = math.radians(8)
_OF_SIZE, _ABOVE = 0.8, 0.88
"""Of the size of a font: how high a box of a character is that is not of its ink alone, and what of it is above the
line that the character stands on."""
_FEWEST_GLYPHS = 20
_MOST_UNKNOWN, _MANY_UNKNOWN = 0.05, 0.2
"""Of the characters of a file that is read, and of a page whose font does not tell them: some others are wrong then."""
_LOST = "\ufffd"
_NO_TEXT = "The pages are pictures, or their font does not tell its characters: there is no text to take out"
_GUTTER, _FEWEST_WIDE = 0.04, 60
"""Of the width of a sheet: the white between two pages that are printed on it, and the Chinese characters of each."""
_LARGE = 0.3
"""Of a page: a picture that takes so much of it may be the page as it was scanned."""
_DRAWN, _CORNERS = 200, 5
"""Shapes of a page that may be characters drawn as such, and the corners of a box, that where it ends among them."""
_DOTS = (100 / 72, 300 / 72)
"""Dots a point of a page that is taken as a picture: as many as its picture has, within these bounds."""
_Placed = TypeVar("_Placed", Glyph, Rule)
_PASSWORD = "It is locked with a password. Save it without one."


@dataclass
class _Page:
    """What a page shows, y downwards. It is a picture if many of its characters can't be told, or if hardly any can and
    dots or shapes may be others."""

    glyphs: list[Glyph]
    rules: list[Rule]
    box: Rule
    is_picture: bool = False


def convert_pdf(data: bytes, read_picture: Callable[[Any, float], list[Part]] | None = None) -> Converted:
    """The text and the tables of a PDF file. Raises Unconvertible.

    Parameters
    ----------
    read_picture
        Reads a page that is a picture, of so many dots a point; without it such pages are left out.
    """
    try:
        document = pypdfium2.PdfDocument(data)
        document.init_forms()  # a field may leave it to whoever opens the file how it looks
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unconvertible("encrypted", _PASSWORD) from error
        raise damaged(f"PDFium can't read it ({error})") from error
    if len(document) > PAGES:
        raise too_large(f"more than {PAGES} pages")
    pages: list[list[Part]] = []
    left_out: list[int] = []
    columns = NO_COLUMNS
    pictured = 0
    for number in range(len(document)):
        page = _page(document, number)
        if not page.is_picture:
            for half in _halves(page):
                parts, columns = _parts(half, columns)
                pages.append(parts)
        elif read_picture is None:
            left_out.append(number + 1)
        else:
            pictured += 1
            if pictured > PICTURED_PAGES:
                raise too_large(f"more than {PICTURED_PAGES} pages that are pictures")
            pages.append(read_picture(*_rendered(document, number)))
    writer = Writer()
    write(pages, writer)
    converted = writer.converted("pdf", [document.get_metadata_value("Title")])
    solid = [character for character in converted.text if not character.isspace()]
    # In a picture a character is lost that is doubtful: its figures may be read all the same.
    doubtful = sum(converted.text.count(_LOST, *span) for span in converted.pictured)
    unknown = solid.count(_LOST) - doubtful
    if len(solid) < _FEWEST_GLYPHS or unknown > _MOST_UNKNOWN * len(solid):
        raise Unconvertible("no_text_layer", _NO_TEXT)
    return replace(converted, left_out=left_out)


def _rendered(document: pypdfium2.PdfDocument, number: int) -> tuple[Any, float]:
    """A page as a picture, and how many dots a point it has."""
    page = document[number]
    dots = [picture.get_px_size()[0] / width for picture, width in _pictures(page)]
    scale = min(max(dots[0] if dots else _DOTS[1], _DOTS[0]), _DOTS[1])
    if page.get_width() * page.get_height() * scale**2 > PICTURE_DOTS:
        raise too_large(f"a page of more than {PICTURE_DOTS:,} dots")
    rendered = page.render(scale=scale, grayscale=True).to_numpy()
    page.close()
    return rendered.reshape(rendered.shape[:2]), scale


def _pictures(page: pypdfium2.PdfPage) -> list[tuple[pypdfium2.PdfImage, float]]:
    """The pictures that take much of a page, the largest first, and how wide each is there."""
    found = []
    for shape in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=DEPTH):
        left, bottom, right, top = shape.get_bounds()
        found.append(((right - left) * (top - bottom), shape, right - left))
    least = _LARGE * page.get_width() * page.get_height()
    return [(shape, wide) for size, shape, wide in sorted(found, key=lambda each: -each[0]) if size >= least]


def _page(document: pypdfium2.PdfDocument, number: int) -> _Page:
    try:
        page = _flat(document, number)
        text = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise damaged(f"its page {number + 1} can't be read ({error})") from error
    turned = Counter[int]()
    glyphs = list(_glyphs(text.raw))
    for glyph in glyphs:
        turned[glyph.quarter] += 1
    rules = list(_rules(page.raw))
    quarter = turned.most_common(1)[0][0] if turned else 0
    left, bottom, right, top = page.get_mediabox()
    box = _turned(Rule(left, -top, right, -bottom), quarter)
    if quarter:
        glyphs = [glyph.turned(quarter) for glyph in glyphs]
        rules = [_turned(rule, quarter) for rule in rules]
    told = sum(glyph.character not in (SPACE, _LOST) for glyph in glyphs)
    unknown = sum(glyph.character == _LOST for glyph in glyphs)
    is_picture = unknown > max(_FEWEST_GLYPHS, _MANY_UNKNOWN * (told + unknown)) or (
        told < _FEWEST_GLYPHS and (len(glyphs) > _FEWEST_GLYPHS or _is_drawn(page) or bool(_pictures(page)))
    )
    text.close()
    page.close()
    return _Page(with_raised(without_doubles(glyphs)), rules, box, is_picture)


def _flat(document: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage:
    """A page with what lies on it as part of it: fields of a form that is filled in, notes in boxes of text."""
    page = document[number]
    if pdfium.FPDFPage_GetAnnotCount(page.raw) > 0:
        pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
        page.close()
        page = document[number]
    return page


def _is_drawn(page: pypdfium2.PdfPage) -> bool:
    """Whether a page has so many shapes that are neither lines nor boxes that they may be its characters."""
    shapes = page.get_objects([pdfium.FPDF_PAGEOBJ_PATH], max_depth=DEPTH)
    figures = (figure for shape in shapes for figure in _figures(shape.raw, _UNMOVED) if len(figure) > _CORNERS)
    return next(islice(figures, _DRAWN, None), None) is not None


def _turned(rule: Rule, quarter: int) -> Rule:
    glyph = Glyph("", *rule).turned(quarter)
    return Rule(glyph.x0, glyph.y0, glyph.x1, glyph.y1)


def _glyphs(text: pdfium.FPDF_TEXTPAGE) -> Iterator[Glyph]:
    """The characters that stand upright or turned by a quarter; those that slant are a watermark."""
    number = pdfium.FPDFText_CountChars(text)
    if number > PAGE_OBJECTS:
        raise too_large(f"a page of more than {PAGE_OBJECTS:,} characters")
    box = pdfium.FS_RECTF()
    for at in range(number):
        code = pdfium.FPDFText_GetUnicode(text, at)
        if pdfium.FPDFText_IsGenerated(text, at) == 1 or code in (9, 10, 13):
            continue
        angle = pdfium.FPDFText_GetCharAngle(text, at)
        quarter = round(-angle / (math.pi / 2)) % 4  # PDFium counts clockwise
        if abs(math.remainder(angle, math.pi / 2)) > _SLANT:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, at, box) or _is_invisible(text, at):
            continue
        unknown = code < 32 or 0xE000 <= code <= 0xF8FF or code >= 0xFFFE
        unknown = unknown or pdfium.FPDFText_HasUnicodeMapError(text, at) == 1
        character = _LOST if unknown else SPACE if chr(code).isspace() else chr(code)
        top, bottom = (box.top, box.bottom) if quarter else _upright(text, at, box)
        yield Glyph(character, box.left, -top, box.right, -bottom, quarter)


def _upright(text: pdfium.FPDF_TEXTPAGE, at: int, box: pdfium.FS_RECTF) -> tuple[float, float]:
    """Where an upright character has its top and bottom. Of fonts that are drawings (Type 3, as browsers print bold
    characters of a font that has none) only the ink has a box: that of `、` lies below its line."""
    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    if not pdfium.FPDFText_GetMatrix(text, at, matrix) or not pdfium.FPDFText_GetCharOrigin(text, at, x, y):
        return box.top, box.bottom
    size = pdfium.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d)
    if box.top - box.bottom >= _OF_SIZE * size:
        return box.top, box.bottom
    return y.value + _ABOVE * size, y.value - (1 - _ABOVE) * size


def _is_invisible(text: pdfium.FPDF_TEXTPAGE, at: int) -> bool:
    """Whether a character is there to be searched for only, as text recognition lays it over the picture of a page: its
    figures are guesses."""
    shape = pdfium.FPDFText_GetTextObject(text, at)
    return bool(shape) and pdfium.FPDFTextObj_GetTextRenderMode(shape) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE


def _rules(page: pdfium.FPDF_PAGE) -> Iterator[Rule]:
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
            for rule in _rules_of(shape, _times(_matrix(shape), matrix)):
                if max(rule.x1 - rule.x0, rule.y1 - rule.y0) <= _THIN:
                    dots.append(rule)
                    continue
                count += 1
                if count > RULES:
                    raise too_large(f"a page of more than {RULES:,} ruling lines")
                yield rule
    yield from _dotted(dots)


_Matrix = tuple[float, float, float, float, float, float]
_UNMOVED: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


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


def _rules_of(path: pdfium.FPDF_PAGEOBJECT, matrix: _Matrix) -> Iterator[Rule]:
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


def _halves(page: _Page) -> list[_Page]:
    """The pages on a sheet: the two of one that lies on its side, with text in both halves and nothing between them."""
    wide, middle = page.box.x1 - page.box.x0, (page.box.x0 + page.box.x1) / 2
    shown: list[Glyph | Rule] = [*(glyph for glyph in page.glyphs if glyph.character != SPACE), *page.rules]
    is_parted = all(abs((each.x0 + each.x1) / 2 - middle) > (each.x1 - each.x0 + _GUTTER * wide) / 2 for each in shown)
    if page.box.is_level and is_parted:
        halves = [
            replace(
                page,
                glyphs=[_moved(glyph, -start) for glyph in page.glyphs if (glyph.x0 < middle) is (start < middle)],
                rules=[_moved(rule, -start) for rule in page.rules if (rule.x0 < middle) is (start < middle)],
            )
            for start in (page.box.x0, middle)
        ]
        if all(sum(map(is_wide, half.glyphs)) >= _FEWEST_WIDE for half in halves):
            return halves
    return [page]


def _moved(each: _Placed, by: float) -> _Placed:
    """A character or a line, moved to the right."""
    return each._replace(x0=each.x0 + by, x1=each.x1 + by)


def _parts(page: _Page, columns: Columns) -> tuple[list[Part], Columns]:
    """The lines of text and the tables of a page, from top to bottom, and the columns of its last table if no lines
    rule it; `columns` are those of the page before."""
    tables = lattices(page.rules)
    inside: list[dict[tuple[int, int], list[Glyph]]] = [{} for _ in tables]
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
        for table, cells in zip(tables, inside, strict=True):
            if place := table.place_of(x, y):
                cells.setdefault(place, []).append(glyph)
                break
        else:
            outside.append(glyph)
    ruled = [_filled(table, cells) for table, cells in zip(tables, inside, strict=True) if cells]
    unruled = tables_without_rules(outside, columns)
    taken = {id(glyph) for found in unruled for glyph in found.glyphs}
    lines = in_columns([glyph for glyph in outside if id(glyph) not in taken])
    parts: list[Part] = [*ruled, *(found.table for found in unruled), *(Text(words, top) for words, top in lines)]
    return in_order(parts), unruled[-1].columns if unruled else NO_COLUMNS


def _filled(lattice: Lattice, glyphs: dict[tuple[int, int], list[Glyph]]) -> Table:
    cells = []
    for each in lattice.fields:
        own = [
            glyph
            for row in range(each.row, each.row + each.rows)
            for column in range(each.column, each.column + each.columns)
            for glyph in glyphs.get((row, column), ())
        ]
        width = lattice.xs[each.column + each.columns] - lattice.xs[each.column]
        cells.append(Placed(in_lines(own, width), each.row, each.column, each.rows, each.columns))
    return Table(lattice, cells, len(lattice.ys) - 1)
