"""PDF files: the characters of each page, in the cells that its ruling lines enclose, else in lines.

What belongs here: the characters of a page, and the order of its parts. What does not: what is drawn on it (`drawn`),
ruling lines to tables (`lattice`), characters to words (`glyphs`).
"""

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any, TypeVar

import pypdfium2
import pypdfium2.raw as pdfium

from gidr_pipeline.conversion.archive import damaged
from gidr_pipeline.conversion.drawn import is_drawn, rules_of
from gidr_pipeline.conversion.glyphs import SPACE, Glyph, in_columns, in_lines, is_wide, with_raised, without_doubles
from gidr_pipeline.conversion.lattice import Lattice, Rule, lattices
from gidr_pipeline.conversion.limits import DEPTH, PAGE_OBJECTS, PAGES, PICTURE_DOTS, PICTURED_PAGES, too_large
from gidr_pipeline.conversion.model import Converted, Unconvertible
from gidr_pipeline.conversion.paged import Part, Table, Text, in_order, write
from gidr_pipeline.conversion.placed import Placed
from gidr_pipeline.conversion.unruled import NO_COLUMNS, Columns, tables_without_rules
from gidr_pipeline.conversion.writer import Writer

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
"""Of a page: pictures that take so much of it may be the page as it was scanned, in one piece or in strips."""
_FINE = 0.1
"""Of a page: what pictures take together that tell how fine it is."""
_DOTS = (100 / 72, 300 / 72)
"""Dots a point of a page that is taken as a picture: as many as its picture has, within these bounds."""
_INLAID = 0.4, 40.0
"""Of the width of a page, and points of its height, that a picture takes in which a table may be pasted."""
_AROUND = 3.0
"""Points around such a picture that are seen with it: a line of a table may be its edge."""
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
    inlaid: list[tuple[Rule, float]] = field(default_factory=list)
    """Pictures in the text, and how many dots a point each has."""


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
    inlaid: dict[int, tuple[int, list[tuple[Rule, float]]]] = {}
    pictured = 0
    for number in range(len(document)):
        page = _page(document, number)
        if not page.is_picture:
            if page.inlaid:
                inlaid[len(pages)] = number, page.inlaid
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
    left_out += _with_pasted(document, pages, inlaid, read_picture, PICTURED_PAGES - pictured)
    writer = Writer()
    write(pages, writer)
    converted = writer.converted("pdf", [document.get_metadata_value("Title")])
    solid = [character for character in converted.text if not character.isspace()]
    # In a picture a character is lost that is doubtful: its figures may be read all the same.
    doubtful = sum(converted.text.count(_LOST, *span) for span in converted.pictured)
    unknown = solid.count(_LOST) - doubtful
    if len(solid) < _FEWEST_GLYPHS or unknown > _MOST_UNKNOWN * len(solid):
        raise Unconvertible("no_text_layer", _NO_TEXT)
    return replace(converted, left_out=sorted(left_out))


def _rendered(document: pypdfium2.PdfDocument, number: int) -> tuple[Any, float]:
    """A page as a picture in colour, and how many dots a point it has."""
    page = document[number]
    scale = _within(_finest(page) or _DOTS[1])
    if page.get_width() * page.get_height() * scale**2 > PICTURE_DOTS:
        raise too_large(f"a page of more than {PICTURE_DOTS:,} dots")
    rendered = page.render(scale=scale).to_numpy()[:, :, :3]
    page.close()
    return rendered, scale


def _within(scale: float) -> float:
    """Dots a point, as many as make sense."""
    return min(max(scale, _DOTS[0]), _DOTS[1])


def _with_pasted(
    document: pypdfium2.PdfDocument,
    pages: list[list[Part]],
    inlaid: Mapping[int, tuple[int, Sequence[tuple[Rule, float]]]],
    read_picture: Callable[[Any, float], list[Part]] | None,
    most: int,
) -> list[int]:
    """Add the tables that are pasted as pictures into pages of text; the pages that nothing is there to read. Many
    reports have photographs: pictures are looked at where no table is in any text, and no more than `most`."""
    if any(isinstance(part, Table) and not part.is_pictured for parts in pages for part in parts):
        return []
    if read_picture is None:
        return [number + 1 for number, _ in inlaid.values()]
    for at, (number, pictures) in inlaid.items():
        pages[at] = in_order([*pages[at], *_pasted(document, number, pictures[: max(most, 0)], read_picture)])
        most -= len(pictures)
    return []


def _pasted(
    document: pypdfium2.PdfDocument,
    number: int,
    pictures: Sequence[tuple[Rule, float]],
    read_picture: Callable[[Any, float], list[Part]],
) -> Iterator[Table]:
    """The tables in some pictures of a page, where they stand on it."""
    page = document[number]
    left, bottom, right, top = page.get_cropbox()
    for place, dots in pictures:
        scale = _within(dots)
        if (place.x1 - place.x0) * (place.y1 - place.y0) * scale**2 > PICTURE_DOTS:
            raise too_large(f"a picture of more than {PICTURE_DOTS:,} dots")
        x0, y0 = max(place.x0 - _AROUND, left), max(place.y0 - _AROUND, -top)
        cut = (x0 - left, max(-bottom - place.y1 - _AROUND, 0), max(right - place.x1 - _AROUND, 0), y0 + top)
        rendered = page.render(scale=scale, crop=cut).to_numpy()[:, :, :3]
        for part in read_picture(rendered, scale):
            if isinstance(part, Table):
                xs, ys = ([at + start for at in each] for each, start in ((part.lattice.xs, x0), (part.lattice.ys, y0)))
                yield replace(part, lattice=replace(part.lattice, xs=xs, ys=ys))
    page.close()


def _inlaid(page: pypdfium2.PdfPage, glyphs: Sequence[Glyph]) -> Iterator[tuple[Rule, float]]:
    """The larger pictures of an upright page on which nothing is written, and how many dots a point each has."""
    if page.get_rotation():
        return
    left, lowest, right, highest = page.get_cropbox()
    for shape in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=DEPTH):
        x0, bottom, x1, top = shape.get_bounds()
        place = Rule(max(x0, left), max(-top, -highest), min(x1, right), min(-bottom, -lowest))
        is_large = place.x1 - place.x0 >= _INLAID[0] * page.get_width() and place.y1 - place.y0 >= _INLAID[1]
        if is_large and not any(
            place.x0 < (glyph.x0 + glyph.x1) / 2 < place.x1 and place.y0 < glyph.middle < place.y1
            for glyph in glyphs
            if glyph.character != SPACE
        ):
            yield place, shape.get_px_size()[0] / (x1 - x0)


def _finest(page: pypdfium2.PdfPage) -> float:
    """How many dots a point the pictures of a page have, if they take much of it, else 0: as many as the finest of
    them, small ones left out. Programs lay the black of a page in fine dots over a coarse picture of its paper."""
    found = sorted(_pictures(page), reverse=True)
    whole = page.get_width() * page.get_height()
    if sum(size for _, size in found) < _LARGE * whole:
        return 0.0
    sizes = accumulate(size for _, size in found)
    return next(dots for (dots, _), size in zip(found, sizes, strict=True) if size >= _FINE * whole)


def _pictures(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float]]:
    """How many dots a point each picture of a page has, and how large it is there."""
    for shape in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=DEPTH):
        left, bottom, right, top = shape.get_bounds()
        if right > left:
            yield shape.get_px_size()[0] / (right - left), (right - left) * (top - bottom)


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
    rules = list(rules_of(page.raw))
    quarter = turned.most_common(1)[0][0] if turned else 0
    left, bottom, right, top = page.get_mediabox()
    box = _turned(Rule(left, -top, right, -bottom), quarter)
    if quarter:
        glyphs = [glyph.turned(quarter) for glyph in glyphs]
        rules = [_turned(rule, quarter) for rule in rules]
    told = sum(glyph.character not in (SPACE, _LOST) for glyph in glyphs)
    unknown = sum(glyph.character == _LOST for glyph in glyphs)
    is_picture = unknown > max(_FEWEST_GLYPHS, _MANY_UNKNOWN * (told + unknown)) or (
        told < _FEWEST_GLYPHS and (len(glyphs) > _FEWEST_GLYPHS or is_drawn(page) or _finest(page) > 0)
    )
    inlaid = [] if quarter or is_picture else list(_inlaid(page, glyphs))
    text.close()
    page.close()
    return _Page(with_raised(without_doubles(glyphs)), rules, box, is_picture, inlaid)


def _flat(document: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage:
    """A page with what lies on it as part of it: fields of a form that is filled in, notes in boxes of text."""
    page = document[number]
    if pdfium.FPDFPage_GetAnnotCount(page.raw) > 0:
        pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
        page.close()
        page = document[number]
    return page


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
