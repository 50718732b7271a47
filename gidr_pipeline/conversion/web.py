"""Web pages: what a browser shows of one, its tables as grids.

What belongs here: HTML and its rules, those of the tables above all. What does not: what a page says.

The document is walked by a stack of its own, since pages nest deeper than Python calls.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gidr_pipeline.conversion.carried import carried_in
from gidr_pipeline.conversion.laid_out import TELLS, LaidOut, laid_out
from gidr_pipeline.conversion.limits import CELLS, COLUMNS, DEPTH, OPEN_TAGS, too_large
from gidr_pipeline.conversion.model import Converted
from gidr_pipeline.conversion.placed import PICTURE, Placed, squeezed
from gidr_pipeline.conversion.shifted import LEVEL
from gidr_pipeline.conversion.styles import hidden_by_rules, is_hidden, keeps_lines, rules_of, shift_of, tables_by_rules
from gidr_pipeline.conversion.writer import Writer


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_NOT_SHOWN = _tags(
    "head script style template noscript noframes audio video datalist title meta link map rp rt s del strike"
)
"""What is struck out is not said any more: in front of its correction it would make another figure."""
_SHOWN_AS_WORDS = _tags("input select img object embed applet svg math canvas")
"""Fields of forms, and pictures."""
_SPACER = re.compile(r"\s*[0-3](?:px)?\s*", re.I)
_SPACER_BY_STYLE = re.compile(r"(?:^|;)\s*(?:width|height)\s*:\s*[0-3](?:px)?\s*(?:!|;|$)", re.I)
_BLOCKS = _tags(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li main menu nav ol optgroup option p pre section"
    " summary textarea ul caption table tbody thead tfoot tr td th"
)
_SECTIONS = ("thead", "tbody", "tfoot")
_PARTS = {
    "table": _tags("thead tbody tfoot tr td caption"),
    **dict.fromkeys(_SECTIONS, _tags("tr")),
    "tr": _tags("td th"),
}
_PRESSED = re.compile(r"[ \t\n\r\f]+")
_TITLES = re.compile("title$", re.I)
_SHOWN_BY_SCRIPT = "#js_content"
"""What stays hidden until a script of the page has run: the articles of WeChat (微信公众号)."""
_OPENS = ("href", "data-target", "data-bs-target", "aria-controls")
"""What says which part of the page a click opens."""
_FILLED_IN = ("", "text", "number", "tel", "search")
"""The types of fields that show their value, as a form that was filled in does."""
_DIGITS = re.compile(r"\s*\+?(\d{1,10})")
_BEGUN = re.compile(r"(?:<t[dh]\b[^<>]*>\s*)?(?:<[^<>]*)?\Z")
"""A tag, or a cell with nothing in it, in which a page is cut off."""
_NESTING = re.compile(r"<(/?)(div|span|font|table|section|article|center|blockquote|[biua]|em|strong|[uo]l|dl)\b", re.I)


def convert_page(data: bytes, frames: Mapping[str, str] | None = None) -> Converted:
    """What a web page shows, given in UTF-8, whatever it says of its own encoding; `frames` are the pages that its
    frames show by the names of these. Raises Unconvertible."""
    writer = Writer()
    text = data.decode("utf-8", "replace").replace("\0", "\ufffd")  # which browsers pass over
    titles = write_page(_BEGUN.sub("", text), writer, dict(frames or {}))
    return replace(writer.converted("utf-8", titles), is_cut=_ends_in_words(text))


def _ends_in_words(text: str) -> bool:
    """Whether a page ends neither behind a tag nor within one."""
    return text.rfind(">") > text.rfind("<") and bool(text[text.rfind(">") + 1 :].strip())


def write_page(text: str, writer: Writer, frames: dict[str, str] | None = None, depth: int = 0) -> list[str]:
    """Write what a web page shows, one inside so many others; what its head says it is called. Each of its `frames` is
    taken out as it is written, so that none is inside itself."""
    _refuse_nested(text)
    tree = LexborHTMLParser(text)
    if tree.root is not None:
        page = _Page(
            writer, hidden_by_rules(tree), tables_by_rules(tree), _mem_ids(tree, _SHOWN_BY_SCRIPT), frames or {}
        )
        page.open_panes(tree)
        page.lay_out(tree)
        page.flow(tree.body or tree.root, depth)
        if not writer.has_figures and (carried := carried_in(tree, beside=writer.words)):
            write_page(carried, writer, frames, depth + 1)
    return list(_titles(tree))


def _refuse_nested(text: str) -> None:
    """The parser needs time by the square of how many elements are open at once."""
    deep = 0
    for tag in _NESTING.finditer(text):
        deep = max(0, deep - 1) if tag[1] else deep + 1
        if deep > OPEN_TAGS:
            raise too_large(f"more than {OPEN_TAGS:,} elements inside each other")


def _titles(tree: LexborHTMLParser) -> Iterator[str]:
    """What the head says the page is called: what a content management system wrote for itself goes before what it
    shows over the window."""
    for node in tree.css("meta[name]"):
        if _TITLES.search(node.attributes.get("name") or ""):
            yield node.attributes.get("content") or ""
    for node in tree.css("head title"):
        yield node.text()


def _mem_ids(tree: LexborHTMLParser, selector: str) -> frozenset[int]:
    return frozenset(node.mem_id for node in tree.css(selector))


class _AsWritten(str):
    """A line whose spaces and tabs keep its words in their columns."""


class _Framed(NamedTuple):
    """A page inside the page: as its frame writes it out, or by the name that it gives."""

    text: str
    name: str


@dataclass
class _Page:
    """Walks a page and writes what it shows."""

    writer: Writer
    hidden: frozenset[int]
    tables: Mapping[int, str]
    opened: frozenset[int]
    """Nodes that are shown, whatever hides them."""
    frames: dict[str, str]
    """The pages in its frames that are not written yet, by the names of these."""
    boxes: LaidOut = field(default_factory=LaidOut)
    """Tables that styles make of boxes."""

    def lay_out(self, tree: LexborHTMLParser) -> None:
        """Find the tables that styles make of boxes."""
        ruled: dict[int, str] = {}
        for style, node in rules_of(tree):
            if TELLS.search(style):
                ruled[node.mem_id] = f"{ruled.get(node.mem_id, '')};{style}"
        self.boxes = laid_out(tree, ruled, self._is_shown)

    def open_panes(self, tree: LexborHTMLParser) -> None:
        """Count parts that a click opens as shown where the page shows no table without it: one report on several tabs.
        Where it shows one, they may be other years'."""
        if any(map(self._is_in_sight, tree.css("table"))):
            return
        said = (node.attributes.get(name) or "" for name in _OPENS for node in tree.css(f"[{name}]"))
        opened = {link.rpartition("#")[2] for link in said}
        panes = (node for node in tree.css("[id]") if (node.attributes.get("id") or "") in opened)
        self.opened |= {node.mem_id for node in panes}

    def _is_in_sight(self, node: LexborNode | None) -> bool:
        """Whether a node is shown, and so are all around it."""
        while node is not None:
            if node.is_element_node and not self._is_shown(node):
                return False
            node = node.parent
        return True

    def flow(self, node: LexborNode, depth: int) -> None:
        """Write the text and the tables inside a node."""
        for line in self._pieces(node, depth):
            if isinstance(line, _AsWritten):
                self.writer.spaced_line(line)
            elif isinstance(line, str):
                self.writer.line(line)
            elif isinstance(line, _Framed):
                write_page(line.text or self.frames.pop(line.name, ""), self.writer, self.frames, depth + 1)
            else:
                self._table(line, depth + 1)

    def _pieces(self, top: LexborNode, depth: int) -> Iterator["str | _Framed | LexborNode"]:
        """The lines inside a node, its tables where they stand, and pages inside it."""
        if depth > DEPTH:
            raise too_large(f"more than {DEPTH} tables inside each other")
        words: list[str] = []
        stack: list[tuple[LexborNode | None, bool, dict[int, int], bool]]
        stack = [(top.first_child, False, LEVEL, keeps_lines(top))]
        while stack:
            node, ends_line, shift, kept = stack.pop()
            if ends_line:
                yield _line(words)
            while node is not None:
                below, is_block = None, False
                if node.is_text_node:
                    *lines, last = _lines_of(node, shift, kept)
                    for line in lines:
                        words.append(line)
                        yield _line(words)
                    words.append(last)
                elif node.is_element_node and self._is_shown(node):
                    tag = self._tag(node)
                    is_block = tag in _BLOCKS
                    if is_block or tag == "br":
                        yield _line(words)
                    if piece := self._piece(node, tag):
                        yield piece
                    elif node.tag in _SHOWN_AS_WORDS:
                        words.append(_shown_by(node))
                    elif tag is not None:
                        below = node.first_child
                if below is None:
                    node = node.next
                else:
                    stack.append((node.next, is_block, shift, kept))
                    shift = shift if is_block else shift_of(node) or shift
                    kept = kept or keeps_lines(node)
                    node = below
        yield _line(words)

    def _piece(self, node: LexborNode, tag: str | None) -> "_Framed | LexborNode | None":
        """A node if it is a table, or the page that it frames."""
        if tag in ("iframe", "frame"):
            return _Framed(*(node.attributes.get(each) or "" for each in ("srcdoc", "src")))
        is_table = tag == "table" and (node.tag == tag or self._is_whole(node))
        return node if is_table or node.mem_id in self.boxes.tables else None

    def _is_shown(self, node: LexborNode) -> bool:
        if node.mem_id in self.opened:
            return True
        if node.tag in _NOT_SHOWN or node.mem_id in self.hidden or node.mem_id in self.boxes.others:
            return False
        return not is_hidden(node)

    def _tag(self, node: LexborNode) -> str | None:
        """The tag of a node, or that of the part of a table as which it is shown."""
        return self.tables.get(node.mem_id, node.tag) if self.tables else node.tag

    def _is_whole(self, node: LexborNode) -> bool:
        """Whether nothing but its parts stands in a table that only styles make."""
        parts = _PARTS.get(self._tag(node) or "")
        child = node.first_child if parts else None
        while parts and child is not None:
            if child.is_text_node and (child.text_content or "").strip():
                return False
            if child.is_element_node and not (self._tag(child) in parts and self._is_whole(child)):
                return False
            child = child.next
        return True

    def _children(self, node: LexborNode, *tags: str) -> Iterator[LexborNode]:
        child = node.first_child
        while child is not None:
            if self._tag(child) in tags:
                yield child
            child = child.next

    def _table(self, table: LexborNode, depth: int) -> None:
        for caption in self._children(table, "caption"):
            self.flow(caption, depth)
        cells = self._places(table)
        read = [self._cell(cell, node, depth) for cell, node in cells]
        if any(each is None for each in read):
            for _, node in cells:  # a table that lays out the page
                self.flow(node, depth)
        else:
            self.writer.table([cell for each in read for cell in each or ()], rows_end=True)

    def _places(self, table: LexborNode) -> list[tuple[Placed, LexborNode]]:
        """The cells of a table where browsers lay them out."""
        return self.boxes.tables.get(table.mem_id) or _in_places(list(self._rows(table)))

    def _rows(self, table: LexborNode) -> Iterator[list[list[LexborNode]]]:
        """The rows of each section of a table, as the cells that begin in them: the head first, the foot last."""
        loose: list[list[LexborNode]] = []
        sections = {name: list(self._children(table, name)) for name in _SECTIONS}
        for name in _SECTIONS:
            for section in filter(self._is_shown, sections[name]):
                yield [self._cells(row) for row in self._children(section, "tr") if self._is_shown(row)]
        loose = [self._cells(row) for row in self._children(table, "tr") if self._is_shown(row)]
        if loose:
            yield loose
        elif bare := self._cells(table):  # of a table that is shown as one, without rows
            yield [bare]

    def _cells(self, row: LexborNode) -> list[LexborNode]:
        return [cell for cell in self._children(row, "td", "th") if self._is_shown(cell)]

    def _cell(self, place: Placed, node: LexborNode, depth: int) -> list[Placed] | None:
        """A cell with its lines, or those of a row of cells inside it; None where it holds a table of its own."""
        lines: list[str] = []
        inside: list[Placed] = []
        for piece in self._pieces(node, depth):
            if isinstance(piece, str):
                lines.append(piece)
                continue
            if isinstance(piece, _Framed):
                return None
            cells = self._places(piece)
            filled = [read for cell, inner in cells if (read := self._cell(cell, inner, depth + 1)) != []]
            flat = [cell for read in filled for cell in read or ()]
            if any(read is None for read in filled):
                return None
            if sum(any(map(squeezed, cell.lines)) for cell in flat) <= 1:
                lines += [line for cell in flat for line in cell.lines]
            elif inside or {cell.row for cell in flat} != {0} or len(flat) > place.columns:
                return None
            else:
                inside = flat
        if not inside:
            return [place._replace(lines=lines)]
        if any(map(squeezed, lines)):
            return None
        return [
            cell._replace(row=place.row, column=place.column + at, rows=place.rows, columns=1)
            for at, cell in enumerate(inside)
        ]


def _lines_of(text: LexborNode, shift: dict[int, int], kept: bool) -> list[str]:
    """The lines of some text: one, but where they are kept."""
    words = (text.text_content or "").translate(shift)
    return [*map(_AsWritten, words.split("\n"))] if kept else [_PRESSED.sub(" ", words)]


def _line(words: list[str]) -> str:
    """Words together, which are gone then."""
    line = "".join(words)
    kept = any(isinstance(each, _AsWritten) for each in words)
    words.clear()
    return _AsWritten(line) if kept else line


def _shown_by(node: LexborNode) -> str:
    """What a field of a form or a picture shows."""
    if node.tag == "input":
        return _filled_in(node)
    if node.tag == "select":
        chosen = node.css("option[selected]") or node.css("option")[:1]
        return chosen[-1].text() if chosen else ""
    return "" if _is_spacer(node) else PICTURE


def _filled_in(field: LexborNode) -> str:
    """What a field of a form shows."""
    attributes = field.attributes
    shown = (attributes.get("type") or "").lower() in _FILLED_IN
    return (attributes.get("value") or "") if shown else ""


def _is_spacer(picture: LexborNode) -> bool:
    """Whether a picture is so small that it only keeps things apart."""
    sizes = (picture.attributes.get(name) or "" for name in ("width", "height"))
    style = picture.attributes.get("style") or ""
    return any(map(_SPACER.fullmatch, sizes)) or _SPACER_BY_STYLE.search(style) is not None


def _in_places(sections: Sequence[Sequence[Sequence[LexborNode]]]) -> list[tuple[Placed, LexborNode]]:
    """Each cell in its place, as browsers lay tables out: a cell takes the first free column of its row, goes over as
    many rows and columns as it says, and over no end of a section."""
    placed: list[tuple[Placed, LexborNode]] = []
    first = 0
    for rows in sections:
        taken: dict[int, int] = {}  # column to the row up to which a cell above covers it
        for number, row in enumerate(rows):
            column = 0
            for cell in row:
                columns = min(max(_number(cell, "colspan", 1), 1), COLUMNS)
                over = _number(cell, "rowspan", 1)
                last = len(rows) if over == 0 else min(number + over, len(rows))
                while taken.get(column, 0) > number:
                    column += 1
                if column + columns > COLUMNS or len(placed) > CELLS:
                    raise too_large(f"a table of more than {COLUMNS:,} columns or {CELLS:,} cells")
                placed.append((Placed((), first + number, column, last - number, columns), cell))
                if last > number + 1:
                    taken.update(dict.fromkeys(range(column, column + columns), last))
                column += columns
        first += len(rows)
    return placed


def _number(cell: LexborNode, name: str, default: int) -> int:
    """A number as browsers read it: digits at the beginning, anything behind them is passed over."""
    found = _DIGITS.match(cell.attributes.get(name) or "")
    return int(found[1]) if found else default
