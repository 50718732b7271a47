"""The extractors: each makes text of a web page, a Word file or a PDF, in the ways that people use it.

All are optional: `extractors_for` gives those that are installed. What belongs here: calling them with the options
that people would use. What does not: tidying what they give back.
"""

import csv
import importlib
import io
import logging
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from gidr_pipeline_tests.extractors.documents import office

Extractor = Callable[[Path], str]
Kind = Literal["html", "docx", "pdf"]


# It says the same of every glyph of a font without a bounding box, which is of no consequence.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


def _module(name: str) -> Any:
    """A module that may be missing where the tests run, hence of no type that a checker could know."""
    return importlib.import_module(name)


def _run(*command: str) -> str:
    done = subprocess.run(command, check=True, capture_output=True, timeout=120)
    return done.stdout.decode("utf-8")


def _tabs(rows: Iterable[Iterable[str | None]]) -> str:
    """Rows as most scripts write them: cells between tabs, line breaks inside a cell as spaces."""
    return "".join("\t".join((cell or "").replace("\n", " ") for cell in row) + "\n" for row in rows)


def _pandoc(target: str) -> Extractor:
    return lambda path: _run("pandoc", str(path), "-t", target, "--columns=120")


def _office_text(path: Path) -> str:
    with tempfile.TemporaryDirectory() as folder:
        return office(path, "txt:Text (encoded):UTF8", Path(folder)).read_text(encoding="utf-8-sig")


def _office_web_text(path: Path) -> str:
    """A web page opened in the word processor, so that its tables are laid out as Word's are."""
    with tempfile.TemporaryDirectory() as folder:
        word = office(path, "odt:writer8", Path(folder))
        return office(word, "txt:Text (encoded):UTF8", Path(folder)).read_text(encoding="utf-8-sig")


def _html2text(path: Path) -> str:
    converter = _module("html2text").HTML2Text()
    converter.body_width = 0
    return str(converter.handle(path.read_text(encoding="utf-8")))


def _trafilatura(path: Path) -> str:
    return str(_module("trafilatura").extract(path.read_text(encoding="utf-8"), include_tables=True) or "")


def _inscriptis(path: Path) -> str:
    return str(_module("inscriptis").get_text(path.read_text(encoding="utf-8")))


def _soup(path: Path) -> Any:
    return _module("bs4").BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")


def _soup_text(path: Path) -> str:
    return str(_soup(path).get_text("\n"))


def _soup_stripped(path: Path) -> str:
    return str(_soup(path).get_text("\n", strip=True))


def _read_html(separator: str) -> Extractor:
    """Each table by pandas, which fills merged cells; the rest as the soup's text, block by block."""

    def extract(path: Path) -> str:
        soup = _soup(path)
        parts: list[str] = []
        for element in soup.body.find_all(["h1", "h2", "p", "li", "table"]):
            if element.name != "table":
                if element.find_parent("table") is None:
                    parts.append(element.get_text())
                continue
            (frame,) = _module("pandas").read_html(io.StringIO(str(element)), keep_default_na=False)
            out = io.StringIO()
            frame.to_csv(out, sep=separator, index=False, header=any(map(_is_named, frame.columns)))
            parts.append(out.getvalue())
        return "\n".join(parts)

    return extract


def _is_named(column: object) -> bool:
    return not isinstance(column, int)


def _docx_blocks(path: Path) -> Iterable[Any]:
    return _module("docx").Document(str(path)).iter_inner_content()  # type: ignore[no-any-return]


def _docx_rows(path: Path) -> str:
    """Rows between tabs, a merged cell repeated in each place that it covers."""
    parts: list[str] = []
    for block in _docx_blocks(path):
        if hasattr(block, "rows"):
            parts.append(_tabs([cell.text for cell in row.cells] for row in block.rows))
        else:
            parts.append(block.text + "\n")
    return "".join(parts)


def _docx_rows_once(path: Path) -> str:
    """Rows with bars, a cell that is merged across columns once, one that is merged down in each row."""
    parts: list[str] = []
    for block in _docx_blocks(path):
        if not hasattr(block, "rows"):
            parts.append(block.text + "\n")
            continue
        for row in block.rows:
            cells: list[Any] = []
            for cell in row.cells:
                if not cells or cell._tc is not cells[-1]._tc:
                    cells.append(cell)
            parts.append(" | ".join(cell.text for cell in cells) + "\n")
    return "".join(parts)


def _docx_cells(path: Path) -> str:
    """A cell a line, each merged cell once."""
    parts: list[str] = []
    for block in _docx_blocks(path):
        if hasattr(block, "rows"):
            seen = {cell._tc: cell.text for row in block.rows for cell in row.cells}
            parts += [text + "\n" for text in seen.values()]
        else:
            parts.append(block.text + "\n")
    return "".join(parts)


def _markitdown(path: Path) -> str:
    return str(_module("markitdown").MarkItDown().convert(str(path)).text_content)


def _pdfplumber_text(path: Path) -> str:
    with _module("pdfplumber").open(path) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def _pdfplumber_tables(path: Path) -> str:
    """The words outside tables, and the tables' rows between tabs, page by page from top to bottom."""
    parts: list[str] = []
    with _module("pdfplumber").open(path) as document:
        for page in document.pages:
            top: float = 0
            for table in sorted(page.find_tables(), key=lambda table: table.bbox[1]):
                parts.append(_strip_of(page, top, table.bbox[1]))
                parts.append(_tabs(table.extract()))
                top = table.bbox[3]
            parts.append(_strip_of(page, top, page.height))
    return "\n".join(parts)


def _strip_of(page: Any, top: float, bottom: float) -> str:
    if bottom - top < 1:
        return ""
    return str(page.crop((0, max(top, 0), page.width, min(bottom, page.height))).extract_text())


def _pdfminer(path: Path) -> str:
    return str(_module("pdfminer.high_level").extract_text(str(path)))


def _pymupdf_text(path: Path) -> str:
    with _module("pymupdf").open(path) as document:
        return "\n".join(page.get_text() for page in document)


def _pymupdf_sorted(path: Path) -> str:
    with _module("pymupdf").open(path) as document:
        return "\n".join(page.get_text(sort=True) for page in document)


def _pymupdf4llm(path: Path) -> str:
    return str(_module("pymupdf4llm").to_markdown(str(path)))


def _pymupdf_tables(path: Path) -> str:
    """The words outside tables, then the tables as comma-separated rows, page by page."""
    parts: list[str] = []
    with _module("pymupdf").open(path) as document:
        for page in document:
            tables = list(page.find_tables())
            blocks: list[tuple[float, str]] = [
                (block[1], block[4])
                for block in page.get_text("blocks")
                if not any(table.bbox[1] <= block[1] <= table.bbox[3] for table in tables)
            ]
            for table in tables:
                out = io.StringIO()
                csv.writer(out, lineterminator="\n").writerows(table.extract())
                blocks.append((table.bbox[1], out.getvalue()))
            parts += [text for _, text in sorted(blocks, key=lambda block: block[0])]
    return "\n".join(parts)


_PANDOC = {f"pandoc-{target}": ("pandoc", _pandoc(target)) for target in ("plain", "gfm", "markdown")}
_MARKITDOWN = {"markitdown": ("markitdown", _markitdown)}

EXTRACTORS: Mapping[Kind, Mapping[str, tuple[str, Extractor]]] = {
    "html": {
        **_PANDOC,
        **_MARKITDOWN,
        "libreoffice": ("soffice", _office_web_text),
        "html2text": ("html2text", _html2text),
        "trafilatura": ("trafilatura", _trafilatura),
        "inscriptis": ("inscriptis", _inscriptis),
        "beautifulsoup": ("bs4", _soup_text),
        "beautifulsoup-stripped": ("bs4", _soup_stripped),
        "pandas-csv": ("pandas", _read_html(",")),
        "pandas-tsv": ("pandas", _read_html("\t")),
        "w3m": ("w3m", lambda path: _run("w3m", "-dump", "-cols", "160", "-I", "UTF-8", "-O", "UTF-8", str(path))),
        "lynx": (
            "lynx",
            lambda path: _run("lynx", "-dump", "-nolist", "-width=160", "-display_charset=utf-8", str(path)),
        ),
    },
    "docx": {
        **_PANDOC,
        **_MARKITDOWN,
        "libreoffice": ("soffice", _office_text),
        "python-docx-rows": ("docx", _docx_rows),
        "python-docx-bars": ("docx", _docx_rows_once),
        "python-docx-cells": ("docx", _docx_cells),
    },
    "pdf": {
        **_MARKITDOWN,
        "pymupdf4llm": ("pymupdf4llm", _pymupdf4llm),
        "pdftotext": ("pdftotext", lambda path: _run("pdftotext", str(path), "-")),
        "pdftotext-layout": ("pdftotext", lambda path: _run("pdftotext", "-layout", str(path), "-")),
        "pdfplumber-text": ("pdfplumber", _pdfplumber_text),
        "pdfplumber-tables": ("pdfplumber", _pdfplumber_tables),
        "pdfminer": ("pdfminer", _pdfminer),
        "pymupdf": ("pymupdf", _pymupdf_text),
        "pymupdf-sorted": ("pymupdf", _pymupdf_sorted),
        "pymupdf-tables": ("pymupdf", _pymupdf_tables),
    },
}
"""Kind of document to the extractors for it: name to (the command or module that it needs, what calls it)."""


def extractors_for(kind: Kind) -> dict[str, Extractor]:
    """The extractors for a kind of document that are installed here."""
    return {
        name: call
        for name, (needs, call) in EXTRACTORS[kind].items()
        if shutil.which(needs) or find_spec(needs) is not None
    }
