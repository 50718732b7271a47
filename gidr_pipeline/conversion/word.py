"""Word files (.docx): what they show when they are printed with all changes accepted, their tables as grids.

What belongs here: WordprocessingML, in both its namespaces. What does not: zip and XML (`archive`), and what a file
says. Results of fields are taken as they were saved; nothing is worked out anew.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from gidr_pipeline.conversion.archive import Archive, damaged, parse_xml
from gidr_pipeline.conversion.limits import CELLS, COLUMNS, DEPTH, too_large
from gidr_pipeline.conversion.model import Converted
from gidr_pipeline.conversion.numbering import Numbering
from gidr_pipeline.conversion.placed import PICTURE, Placed, squeezed
from gidr_pipeline.conversion.shifted import LEVEL, OFFICE_SHIFTS
from gidr_pipeline.conversion.writer import Writer

_MAIN = "word/document.xml"
_CONTENT_TYPE = "wordprocessingml.document.main+xml"
_CHUNK, _HEADER = "/aFChunk", "/header"
_TRANSPARENT = frozenset(
    (
        *("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "dir", "bdo"),
        *("ruby", "rubyBase", "subDoc"),
    )
)
"""What holds runs, paragraphs, rows or cells and shows them as they are."""
_HIDDEN_CHANGES = frozenset(("del", "moveFrom"))
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": " ", "noBreakHyphen": "-"}
_HIDES = ("vanish", "strike", "dstrike")
"""What is struck out is not said any more: in front of its correction it would make another figure."""
_FLOATS = re.compile(r"position\s*:\s*absolute", re.I)
_OFF = frozenset(("0", "false", "off", "none"))


def convert_docx(data: bytes) -> Converted:
    """What the bytes of a Word file show. Raises Unconvertible."""
    archive = Archive(data)
    main = _main_part(archive)
    root = archive.xml(main)
    body = None if root is None else next(_children(root, "body"), None)
    if body is None:
        raise damaged("it has no document in it")
    styles = archive.xml("word/styles.xml")
    numbering = Numbering.of(archive.xml("word/numbering.xml"), styles)
    look = _look_of_styles(styles)
    writer = Writer()
    _Document(writer, numbering, look, dict(_related(archive, main, _CHUNK))).flow(body, 0)
    heads = [_head(parse_xml(part, "header"), numbering, look) for _, part in _related(archive, main, _HEADER)]
    return writer.converted("docx", [*heads, *_core_title(archive)])


def _main_part(archive: Archive) -> str:
    """The part that is the document, as the list of the archive's parts names it."""
    types = archive.xml("[Content_Types].xml")
    for override in types if types is not None else ():
        if isinstance(override.tag, str) and (override.get("ContentType") or "").endswith(_CONTENT_TYPE):
            return (override.get("PartName") or "").lstrip("/")
    return _MAIN


def _related(archive: Archive, main: str, kind: str) -> Iterator[tuple[str, bytes]]:
    """The parts that the document refers to as of a kind, by how it calls them: heads of pages, and web pages that
    stand in it as they are, as programs on the web export them."""
    folder, _, name = main.rpartition("/")
    relations = archive.xml(f"{folder}/_rels/{name}.rels")
    for node in relations if relations is not None else ():
        if isinstance(node.tag, str) and (node.get("Type") or "").endswith(kind):
            target = node.get("Target") or ""
            part = archive.part(target.lstrip("/") if target.startswith("/") else f"{folder}/{target}")
            if part is not None:
                yield node.get("Id") or "", part


def _core_title(archive: Archive) -> list[str]:
    core = archive.xml("docProps/core.xml")
    return [] if core is None else [node.text or "" for node in _children(core, "title")]


class _Look(NamedTuple):
    """How text looks, None where nothing is said of it."""

    is_hidden: bool | None = None
    shift: dict[int, int] | None = None

    @classmethod
    def of(cls, properties: etree._Element | None) -> "_Look":
        said = [_is_on(node) for name in _HIDES if (node := _first(properties, name)) is not None]
        place = _value(_first(properties, "vertAlign"))
        return cls(any(said) if said else None, None if place is None else OFFICE_SHIFTS.get(place, LEVEL))

    def over(self, below: "_Look") -> "_Look":
        """This look, and what it leaves open as another has it."""
        return _Look(
            below.is_hidden if self.is_hidden is None else self.is_hidden,
            below.shift if self.shift is None else self.shift,
        )


_PLAIN = _Look()


def _look_of_styles(styles: etree._Element | None) -> dict[str, _Look]:
    """How the text of each style looks."""
    found = {}
    for style in _children(styles, "style") if styles is not None else ():
        found[_value(style, "styleId") or ""] = _Look.of(_first(style, "rPr"))
    return found


@dataclass
class _Paragraph:
    """The lines of a paragraph, and the boxes that float beside it."""

    lines: list[str] = field(default_factory=lambda: [""])
    boxes: list[etree._Element] = field(default_factory=list)

    def add(self, words: str) -> None:
        first, *others = words.split("\n")
        self.lines[-1] += first
        self.lines += others


@dataclass
class _Document:
    """Walks a document and writes what it shows."""

    writer: Writer
    numbering: Numbering
    styles: dict[str, _Look]
    pages: dict[str, bytes]
    _in_field: list[bool] = field(default_factory=list)
    """For each field that is open whether its result has begun: before that stand its instructions."""

    def flow(self, parent: etree._Element, depth: int) -> None:
        """Write the paragraphs and the tables in something that holds them."""
        for block in self._blocks(parent, depth):
            if isinstance(block, str):
                self.writer.line(block)
            elif _name(block) == "altChunk":
                self._page(self.pages.get(_value(block, "id") or "", b""))
            else:
                self._table(block, depth + 1)

    def _page(self, data: bytes) -> None:
        """Write a web page that stands in the document as it is."""
        from gidr_pipeline.conversion.saved import text_of  # as few documents have one
        from gidr_pipeline.conversion.web import write_page

        write_page(text_of(data), self.writer)

    def _blocks(self, parent: etree._Element, depth: int) -> Iterator["str | etree._Element"]:
        """The lines of the paragraphs, and the tables, in their order."""
        if depth > DEPTH:
            raise too_large(f"more than {DEPTH} tables and boxes inside each other")
        for node in _shown(parent):
            name = _name(node)
            if name in ("tbl", "altChunk"):
                yield node
            elif name == "p":
                paragraph = _Paragraph()
                self._runs(node, paragraph)
                self._in_field = [each for each in self._in_field if each]  # instructions end with their paragraph
                number = self.numbering.of_paragraph(node)
                if any(map(squeezed, paragraph.lines)):
                    paragraph.lines[0] = number + paragraph.lines[0]
                yield from paragraph.lines
                for box in paragraph.boxes:
                    yield from self._blocks(box, depth + 1)

    def _runs(self, parent: etree._Element, paragraph: _Paragraph) -> None:
        for node in _shown(parent):
            name = _name(node)
            if name == "r":
                self._run(node, paragraph)
            elif name in ("oMath", "oMathPara"):
                paragraph.add(PICTURE)

    def _run(self, run: etree._Element, paragraph: _Paragraph) -> None:
        properties = _first(run, "rPr")
        style = self.styles.get(_value(_first(properties, "rStyle")) or "", _PLAIN)
        is_hidden, shift = _Look.of(properties).over(style)
        for node in _shown(run):
            name = _name(node)
            if name == "fldChar":
                self._take_field(_value(node, "fldCharType"))
            elif name in ("drawing", "pict", "object"):
                paragraph.boxes += [] if is_hidden else _boxes(node)
                paragraph.add(PICTURE if _is_in_line(node) and not is_hidden else "")
            elif not is_hidden and all(self._in_field):
                if name == "t":
                    paragraph.add((node.text or "").translate(shift or LEVEL))
                elif name == "sym":
                    paragraph.add("□")
                elif name in _BREAKS:
                    paragraph.add(_BREAKS[name])

    def _take_field(self, kind: str | None) -> None:
        if kind == "begin":
            self._in_field.append(False)
        elif kind == "separate" and self._in_field:
            self._in_field[-1] = True
        elif kind == "end" and self._in_field:
            self._in_field.pop()

    def _table(self, table: etree._Element, depth: int) -> None:
        cells: list[Placed] = []
        open_cells: dict[int, int] = {}  # column to the place in `cells` of the cell that goes on below
        for number, row in enumerate(_rows(table)):
            column = _grid(row, "gridBefore")
            begun: dict[int, int] = {}
            for cell in _cells(row):
                properties = _first(cell, "tcPr")
                columns = max(1, min(_count(_value(_first(properties, "gridSpan"))), COLUMNS))
                merge = _first(properties, "vMerge")
                goes_on = merge is not None and _value(merge) != "restart"
                across = _first(properties, "hMerge")
                if across is not None and _value(across) != "restart" and cells and cells[-1].row == number:
                    cells[-1] = cells[-1]._replace(columns=cells[-1].columns + columns)
                elif goes_on and column in open_cells:
                    at = begun[column] = open_cells[column]
                    cells[at] = cells[at]._replace(rows=number - cells[at].row + 1)
                    columns = cells[at].columns
                else:
                    if merge is not None:
                        begun[column] = len(cells)
                    lines = list(self._lines(cell, depth))
                    if lines and not isinstance(lines[-1], str):
                        self._flow_rows(table, depth)
                        return
                    cells.append(Placed([line for line in lines if isinstance(line, str)], number, column, 1, columns))
                column += columns
                if column > COLUMNS or len(cells) > CELLS:
                    raise too_large(f"a table of more than {COLUMNS:,} columns or {CELLS:,} cells")
            open_cells = begun
        self.writer.table(cells, rows_end=True)

    def _lines(self, cell: etree._Element, depth: int) -> Iterator["str | etree._Element"]:
        """The lines of a cell; one last thing that is none where it holds a table with more than one filled cell."""
        for block in self._blocks(cell, depth):
            if isinstance(block, str):
                yield block
                continue
            inside = [[*self._lines(inner, depth + 1)] for row in _rows(block) for inner in _cells(row)]
            filled = [lines for lines in inside if any(not isinstance(line, str) or squeezed(line) for line in lines)]
            if len(filled) > 1 or any(not isinstance(line, str) for lines in filled for line in lines):
                yield block
                return
            yield from (line for lines in filled for line in lines)

    def _flow_rows(self, table: etree._Element, depth: int) -> None:
        """Write the cells of a table that lays out the page."""
        for row in _rows(table):
            for cell in _cells(row):
                self.flow(cell, depth)


def _head(header: etree._Element, numbering: Numbering, look: dict[str, _Look]) -> str:
    """What stands at the head of pages, where a report may have its title."""
    writer = Writer()
    _Document(writer, numbering, look, {}).flow(header, 0)
    return writer.converted("docx").text


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in _shown(table):
        if _name(row) == "tr":
            properties = _first(row, "trPr")
            if not (_is_on(_first(properties, "hidden")) or _first(properties, "del") is not None):
                yield row


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for cell in _shown(row):
        if _name(cell) == "tc" and _first(_first(cell, "tcPr"), "cellDel") is None:
            yield cell


def _grid(row: etree._Element, name: str) -> int:
    return min(_count(_value(_first(_first(row, "trPr"), name)), 0), COLUMNS)


def _boxes(drawing: etree._Element) -> list[etree._Element]:
    """The text boxes in a drawing, those inside another left to it."""
    found: list[etree._Element] = []
    for box in drawing.iter("{*}txbxContent"):
        if not any(each in found for each in box.iterancestors("{*}txbxContent")):
            found.append(box)
    return found


def _is_in_line(drawing: etree._Element) -> bool:
    """Whether something that is drawn has its place among the words, as one that floats (a seal) has not."""
    if next(drawing.iter("{*}anchor"), None) is not None:
        return False
    return not any(_FLOATS.search(shape.get("style") or "") for shape in drawing.iter("*"))


def _shown(parent: etree._Element) -> Iterator[etree._Element]:
    """What is inside, deleted text left out, with the insides of what only holds other things."""
    stack: list[Iterator[etree._Element]] = [iter(parent)]
    while stack:
        for node in stack[-1]:
            name = _name(node)
            if name == "AlternateContent":
                # The same twice: for programs of today, and for older ones.
                choice = next(_children(node, "Choice"), None)
                stack.append(iter([] if choice is None else choice))
                break
            if name in _TRANSPARENT:
                stack.append(iter(node))
                break
            if name not in _HIDDEN_CHANGES:
                yield node
        else:
            stack.pop()


def _name(node: etree._Element) -> str:
    """The name of an element without its namespace, of which strict and transitional files have different ones."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    return (node for node in parent if _name(node) == name)


def _first(parent: etree._Element | None, name: str) -> etree._Element | None:
    return None if parent is None else next(_children(parent, name), None)


def _value(node: etree._Element | None, name: str = "val") -> str | None:
    """An attribute, in whatever namespace."""
    if node is None:
        return None
    return next((value for key, value in node.attrib.items() if str(key).rpartition("}")[2] == name), None)  # type: ignore[return-value]


def _is_on(node: etree._Element | None) -> bool:
    return node is not None and _value(node) not in _OFF


def _count(value: str | None, default: int = 1) -> int:
    return int(value) if value is not None and value.isdecimal() and len(value) < 12 else default
