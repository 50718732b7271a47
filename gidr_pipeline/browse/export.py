"""The pages as files that any web server can serve: every page that a link leads to, from the first one on.

What belongs here: following the links, and writing. What does not: what is on a page, or what a file is called
(`links`).
"""

import tempfile
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from gidr_pipeline.browse.app import static_files
from gidr_pipeline.browse.asking import LARGE, Warehouse
from gidr_pipeline.browse.links import LANGUAGES, Address, FileLinks, FileNames, address
from gidr_pipeline.browse.pages import PAGES
from gidr_pipeline.browse.render import render
from gidr_pipeline.browse.selection import select_reports
from gidr_pipeline.browse.words import Words
from gidr_pipeline.export.whole import written_whole

_START = """<!doctype html>
<html lang="zh-Hans">
<head><meta charset="utf-8"><title>{title}</title><link rel="stylesheet" href="static/style.css"></head>
<body><main>
<h1>{title}</h1>
<p><a href="zh/index.html">中文</a> · <a href="en/index.html" lang="en">English</a></p>
</main></body>
</html>
"""


def export_pages(
    warehouse: Path, folder: Path, where: str = "", *, on_page: Callable[[int, int], None] = lambda *_: None
) -> int:
    """Write the pages over a warehouse, or over the reports for which the SQL condition `where` on `report_overview`
    holds; give the number of files. `on_page` is told how many are written, and how many are known of so far.

    Raises `warehouse.published.WarehouseUnusable` where there is no warehouse, ValueError for a condition that is none
    or chooses none, and OSError where the folder cannot be written to; then nothing is written.
    """
    if not where:
        with written_whole(folder) as unfinished:
            return _write(Warehouse(warehouse), unfinished, on_page)
    chosen = Warehouse(warehouse).chosen(where)
    if not chosen:
        raise ValueError(f"there is no report for which this holds: {where}")
    with tempfile.TemporaryDirectory(prefix="gidr-browse-") as beside, written_whole(folder) as unfinished:
        part = Path(beside) / "part.duckdb"
        select_reports(warehouse, chosen, part)
        return _write(Warehouse(part), unfinished, on_page)


def _write(warehouse: Warehouse, folder: Path, on_page: Callable[[int, int], None]) -> int:
    for name, data in static_files().items():
        _put(folder, f"static/{name}", data)
    _put(folder, "index.html", _START.format(title=Words("zh")("site.name")).encode())
    names = FileNames()
    waiting = deque(_first_pages())
    written = 0
    with warehouse.asked() as ask:
        for table in LARGE:
            ask.learn_places(table)
        while waiting:
            target = waiting.popleft()
            page_address = replace(target, chart="", form="html")
            if target == page_address:
                page = PAGES[target.page].make(ask, target)
            _put(folder, names.of(target), render(page, target, FileLinks(names, target)).encode())
            written += 1
            # Links made them known. The files of a page's charts follow it at once, as long as it is at hand.
            found = [each for each in names.new if each not in (target, *_first_pages())]
            names.new.clear()
            waiting.extendleft(each for each in found if _is_of(each, page_address))
            waiting.extend(each for each in found if not _is_of(each, page_address))
            on_page(written, written + len(waiting))
    return written


def _first_pages() -> list[Address]:
    return [address(lang, "") for lang in LANGUAGES]


def _is_of(chart: Address, page: Address) -> bool:
    return chart.form != "html" and replace(chart, chart="", form="html") == page


def _put(folder: Path, name: str, data: bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
