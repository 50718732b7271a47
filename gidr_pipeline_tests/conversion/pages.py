"""PDF files written by hand: characters and lines where a word processor or a browser puts them.

What belongs here: pages, and what is odd on them. What does not: the objects of a file (`written`).
"""

import random
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gidr_pipeline_tests.conversion.written import pdf, stream
from gidr_pipeline_tests.extractors.printed_form import FormTable, places, width

_SIZE, _LINE, _PADDING = 8.0, 10.0, 2.0
_LEFT, _WIDE, _TOP, _BOTTOM = 40.0, 515.0, 800.0, 50.0
_LABELS = {10: (38.0, 52.0, 145.0), 11: (38.0, 52.0, 120.0)}
"""How wide the columns of labels are in tables of so many columns; the others share what is left."""
_TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin begincmap /CMapName /X def /CMapType 2 def\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    + b"".join(b"1 beginbfrange <%02X00> <%02XFF> <%02X00> endbfrange\n" % (n, n, n) for n in range(256))
    + b"endcmap end"
)


def _font() -> bytes:
    """The least TrueType font: one box for whatever character, since what has no shape is passed over."""
    box = struct.pack(
        ">hhhhh HH 4B 4h 4h", 1, 0, -200, 1000, 800, 3, 0, 1, 1, 1, 1, 0, 0, 1000, 0, -200, 1000, 0, -1000
    )
    tables = {
        b"glyf": box + b"\0" * (-len(box) % 4),
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh", 0x10000, 0, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 0, -200, 1000, 800, 0, 8, 2, 0, 0
        ),
        b"hhea": struct.pack(">Ihhh12hH", 0x10000, 800, -200, 0, 1000, *[0] * 11, 2),
        b"hmtx": struct.pack(">HhHh", 1000, 0, 1000, 0),
        b"loca": struct.pack(">HHH", 0, 0, (len(box) + 3) // 4 * 2),
        b"maxp": struct.pack(">IH13H", 0x10000, 2, 4, 1, *[0] * 11),
    }
    at, directory, content = 12 + 16 * len(tables), b"", b""
    for name, table in tables.items():
        directory += struct.pack(">4sIII", name, 0, at + len(content), len(table))
        content += table + b"\0" * (-len(table) % 4)
    return struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 32) + directory + content


def _length(words: str) -> float:
    return sum(_SIZE if character > "\xff" else _SIZE / 2 for character in words)


@dataclass
class Sheet:
    """A file in the making; `rules` tells how tables are ruled: lines, boxes of cells, filled shapes, or not at all."""

    rules: str
    rng: random.Random
    y: float = _TOP
    pages: list[list[str]] = field(default_factory=lambda: [[]])

    def prose(self, words: str) -> None:
        """A paragraph, broken over lines."""
        for line in _wrapped(words, _WIDE):
            if self.y < _BOTTOM:
                self.turn_over()
            self.words(line, _LEFT, self.y - _SIZE)
            self.y -= 14
        self.y -= 4

    def words(self, words: str, x: float, y: float, matrix: str = "1 0 0 1") -> None:
        """Words at a place of the page, turned by a matrix."""
        codes = "".join(f"{ord(character):04x}" for character in words)
        self.pages[-1].append(f"BT /F1 {_SIZE} Tf {matrix} {x:.2f} {y:.2f} Tm <{codes}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A ruling line."""
        if self.rules == "filled":
            self.pages[-1].append(f"{x0 - 0.2:.2f} {y1 - 0.2:.2f} {x1 - x0 + 0.4:.2f} {y0 - y1 + 0.4:.2f} re f")
        elif self.rules:
            self.pages[-1].append(f"0.5 w {x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S")

    def table(
        self,
        table: FormTable,
        *,
        closed_at_the_end_of_a_page: bool = True,
        closed_at_its_beginning: bool = True,
    ) -> None:
        """A table, with a new page before each row that has no room. Programs may leave out the line where a page ends
        or begins, or where a row that goes over two pages is cut."""
        xs = list(_columns(width(table)))
        heights = _heights(table, xs)
        placed = list(places(table))
        done = 0
        while done < len(table):
            end = done
            room = self.y - _BOTTOM
            while end < len(table) and sum(heights[done : end + 1]) <= room:
                end += 1
            if end > done:
                ys = [self.y - sum(heights[done:at]) for at in range(done, end + 1)]
                for row, column, each in placed:
                    first, last = max(row, done), min(row + each.rows, end)
                    if first < last:
                        box = xs[column], ys[first - done], xs[column + each.columns], ys[last - done]
                        above = first > done or closed_at_its_beginning
                        below = last < end or closed_at_the_end_of_a_page
                        self._cell(each.text if row >= done else "", box, above=above, below=below)
                self.y = ys[-1]
            done = end
            if done < len(table):
                self.turn_over()
        self.y -= 16

    def _cell(self, words: str, box: tuple[float, float, float, float], *, above: bool, below: bool) -> None:
        x0, y0, x1, y1 = box
        if self.rules == "boxes":
            self.pages[-1].append(f"0.5 w {x0:.2f} {y1:.2f} {x1 - x0:.2f} {y0 - y1:.2f} re S")
        else:
            sides = [(x0, y0, x0, y1), (x1, y0, x1, y1)]
            sides += [(x0, y0, x1, y0)] if above else []
            sides += [(x0, y1, x1, y1)] if below else []
            for side in sides:
                self.line(*side)
        lines = list(_wrapped(words, x1 - x0 - 2 * _PADDING))
        y = (y0 + y1 + len(lines) * _LINE) / 2 - _SIZE
        for line in lines:
            self.words(line, (x0 + x1 - _length(line)) / 2, y)
            y -= _LINE

    def turn_over(self) -> None:
        """Begin another page."""
        self.words(f"- {len(self.pages)} -", 290, 25)
        self.pages.append([])
        self.y = _TOP

    def file(self) -> bytes:
        """The whole file."""
        count = len(self.pages)
        kids = " ".join(f"{9 + 2 * at} 0 R" for at in range(count))
        objects: list[str | bytes] = [
            "<</Type /Catalog /Pages 2 0 R>>",
            f"<</Type /Pages /Kids [{kids}] /Count {count}>>",
            "<</Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /Identity-H /DescendantFonts [4 0 R] "
            "/ToUnicode 6 0 R>>",
            "<</Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo <</Registry (Adobe) "
            "/Ordering (Identity) /Supplement 0>> /FontDescriptor 5 0 R /DW 1000 /W [0 255 500] /CIDToGIDMap 7 0 R>>",
            "<</Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 "
            "/Descent -200 /CapHeight 700 /StemV 80 /FontFile2 8 0 R>>",
            stream(_TO_UNICODE, packed=True),
            stream(b"\0\1" * 65536, packed=True),
            stream(_font(), packed=True),
        ]
        for at, page in enumerate(self.pages):
            objects.append(
                f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {10 + 2 * at} 0 R "
                "/Resources <</Font <</F1 3 0 R>>>>>>"
            )
            objects.append(stream("\n".join(page).encode(), packed=True))
        return pdf(objects)


def _columns(number: int) -> Iterator[float]:
    labels = _LABELS.get(number, ())
    each = (_WIDE - sum(labels)) / (number - len(labels))
    x = _LEFT
    for at in range(number):
        yield x
        x += labels[at] if at < len(labels) else each
    yield x


def _wrapped(words: str, room: float) -> Iterator[str]:
    line = ""
    for character in words:
        if line and _length(line + character) > room:
            yield line
            line = ""
        line += character
    if line:
        yield line


def _heights(table: FormTable, xs: Sequence[float]) -> list[float]:
    heights = [_LINE + 2 * _PADDING] * len(table)
    for row, column, each in sorted(places(table), key=lambda place: place[2].rows):
        lines = len(list(_wrapped(each.text, xs[column + each.columns] - xs[column] - 2 * _PADDING)))
        needed = lines * _LINE + 2 * _PADDING - sum(heights[row : row + each.rows])
        if needed > 0:
            heights[row] += needed
    return heights
