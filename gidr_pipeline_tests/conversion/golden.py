"""Files that programs made of made reports, kept in `golden/REPORT/WAY.SUFFIX`, and how to make them anew.

`python -m gidr_pipeline_tests.conversion.golden` writes them, with chromium, LibreOffice (Writer and Calc), pandoc,
python-docx and openpyxl. What belongs here: the ways. What does not: what is expected of them (`test_golden`).
"""

import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from gidr_pipeline.forms import TABLES
from gidr_pipeline_tests.extractors.documents import HEADINGS, PAGES, office, pdf_of_page, word_file
from gidr_pipeline_tests.extractors.printed_form import form_table, places
from gidr_pipeline_tests.extractors.prose import write_prose
from gidr_pipeline_tests.extractors.sample import SAMPLE
from gidr_pipeline_tests.made import Made

FOLDER = Path(__file__).parent / "golden"
REPORTS = ("zeros-left-blank", "city-2019-form")
_LARGE = {
    "chromium-large.pdf": "zeros-left-blank",
    "chromium-cms.pdf": "city-2019-form",
    "chromium-no-rules.pdf": "city-2019-form",
}
"""Files of which one report's is enough."""
_RULES = (("border: 1px solid black", "border: none"), ('<table border="1"', '<table border="0"'))


def _page(made: Made, kind: str, folder: Path) -> Path:
    path = folder / f"{kind}.html"
    path.write_text(PAGES[kind](made, random.Random(kind)), encoding="utf-8")
    return path


def _word(made: Made, folder: Path) -> Path:
    path = folder / "word.docx"
    word_file(made, random.Random("word"), path, fitted=True)
    return path


def _by_office(suffix: str) -> Callable[[Made, Path], Path]:
    return lambda made, folder: office(_word(made, folder), suffix, folder)


def _workbook(made: Made, folder: Path) -> Path:
    """All of a report on one sheet, figures as numbers."""
    from openpyxl import Workbook

    book = Workbook()
    sheet, prose, row = book.active, write_prose(made, random.Random("sheet")), 2
    sheet.cell(1, 1, prose.title)
    for section, heading in HEADINGS.items():
        sheet.cell(row, 1, heading)
        row += 1
        if section not in TABLES:
            for words in getattr(prose, section):
                sheet.cell(row, 1, words)
                row += 1
            continue
        table = form_table(made, section)
        for down, across, cell in places(table):
            value = float(cell.text) if cell.figure and cell.text else cell.text or None
            sheet.cell(row + down, across + 1, value)
            if cell.rows > 1 or cell.columns > 1:
                sheet.merge_cells(
                    start_row=row + down,
                    start_column=across + 1,
                    end_row=row + down + cell.rows - 1,
                    end_column=across + cell.columns,
                )
        row += len(table)
    path = folder / "sheet.xlsx"
    book.save(path)
    return path


def _printed(kind: str, folder: Path, made: Made, *changes: tuple[str, str]) -> Path:
    page = _page(made, kind, folder)
    text = page.read_text(encoding="utf-8")
    for old, new in changes:
        text = text.replace(old, new)
    page.write_text(text, encoding="utf-8")
    path = folder / "printed.pdf"
    pdf_of_page(page, path)
    return path


def _by_pandoc(made: Made, folder: Path) -> Path:
    path = folder / "pandoc.docx"
    subprocess.run(["pandoc", str(_page(made, "page", folder)), "-o", str(path)], check=True)
    return path


WAYS: Mapping[str, Callable[[Made, Path], Path]] = {
    "python-docx.docx": _word,
    "libreoffice.docx": lambda made, folder: office(_by_office("odt")(made, folder), "docx", folder),
    "libreoffice-of-a-page.docx": lambda made, folder: office(
        _page(made, "cms", folder), "docx:MS Word 2007 XML", folder
    ),
    "pandoc.docx": _by_pandoc,
    "libreoffice.doc": _by_office("doc"),
    "libreoffice.odt": _by_office("odt"),
    "libreoffice.pdf": _by_office("pdf"),
    "openpyxl.xlsx": _workbook,
    "libreoffice.xls": lambda made, folder: office(_workbook(made, folder), "xls", folder),
    "libreoffice.ods": lambda made, folder: office(_workbook(made, folder), "ods", folder),
    "chromium-large.pdf": lambda made, folder: _printed("large", folder, made),
    "chromium-cms.pdf": lambda made, folder: _printed("cms", folder, made),
    "chromium-no-rules.pdf": lambda made, folder: _printed("page", folder, made, *_RULES),
}
"""The name of a file to what makes it."""


def golden_files() -> dict[str, tuple[Made, Path]]:
    """`REPORT/WAY.SUFFIX` to what the report prints and the file."""
    return {
        f"{path.parent.name}/{path.name}": (SAMPLE[path.parent.name][0], path)
        for path in sorted(FOLDER.glob("*/*"))
        if path.name in WAYS
    }


def main() -> None:
    """Write all files."""
    for report in REPORTS:
        (FOLDER / report).mkdir(parents=True, exist_ok=True)
        for name, make in WAYS.items():
            if _LARGE.get(name, report) == report:
                with tempfile.TemporaryDirectory() as folder:
                    shutil.copyfile(make(SAMPLE[report][0], Path(folder)), FOLDER / report / name)


if __name__ == "__main__":
    main()
