"""A made report as the documents that agencies publish: web pages and Word files, and PDF made of either.

What belongs here: writing them. What does not: what they say (`printed_form`, `prose`), or reading them (`extract`).
HTML and Word need nothing but python-docx; PDF needs a browser or an office suite.
"""

import html
import random
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from gidr_pipeline.forms import TABLES, TableName
from gidr_pipeline_tests.extractors.printed_form import HEADER_ROWS, FormCell, FormTable, cut, form_table, places, width
from gidr_pipeline_tests.extractors.prose import MENU, Prose, write_prose
from gidr_pipeline_tests.made import Made

HEADINGS = {
    "overview": "一、总体情况",
    "proactive": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "challenges": "四、政府信息公开行政复议、行政诉讼情况",
    "problems": "五、存在的主要问题及改进情况",
    "other_matters": "六、其他需要报告的事项",
}
_FITTED_CM = (1.3, 1.7, 4.2, *(1.15,) * 7)
_SHEET = """<style>
@page {
  size: A4; margin: 18mm 16mm;
  @top-left { content: "%(printed)s"; font-size: 8pt }
  @top-center { content: "%(title)s"; font-size: 8pt }
  @bottom-left { content: "https://www.example.gov.cn/gkmlpt/annualreport/%(year)s.html"; font-size: 8pt }
  @bottom-right { content: counter(page) "/" counter(pages); font-size: 8pt }
}
body { font-family: "Noto Serif CJK SC", serif; font-size: 12pt }
table { border-collapse: collapse; width: 100%%; font-size: 9pt }
td { border: 1px solid black; text-align: center; padding: 2px }
</style>"""


def _body(
    prose: Prose, heading: Callable[[str], str], paragraph: Callable[[str], str], table: Callable[[TableName], str]
) -> str:
    parts: list[str] = []
    for section, title in HEADINGS.items():
        parts.append(heading(title))
        if section in TABLES:
            parts.append(table(section))
        else:
            parts += [paragraph(text) for text in getattr(prose, section)]
    return "\n".join(parts)


_LARGE = """<style>
@page { size: A4 %(way)s; margin: 20mm 18mm; @bottom-center { content: counter(page); font-size: 12pt } }
body { font-family: "Noto Serif CJK SC", serif; font-size: 16pt }
table { border-collapse: collapse; width: 100%%; font-size: 12pt }
td { border: 1px solid black; text-align: center; padding: 8px 2px }
tr { break-inside: %(rows)s }
</style>"""


def _sheet(made: Made, prose: Prose) -> str:
    """How it prints: with the date, title, address and page number that a browser puts on each page."""
    return _SHEET % {"printed": f"{made.year + 1}/1/28 16:05", "title": prose.title, "year": made.year}


def _spans(cell: FormCell) -> str:
    rows = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    columns = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    return rows + columns


def plain_page(made: Made, rng: random.Random) -> str:
    """A clean page: headings, paragraphs, tables with a real head, no markup inside cells."""
    prose = write_prose(made, rng)

    def table(name: TableName) -> str:
        rows = [
            "".join(f"<td{_spans(cell)}>{html.escape(cell.text, quote=False)}</td>" for cell in row)
            for row in form_table(made, name)
        ]
        head = HEADER_ROWS[name] if name != "proactive" else 0
        lines = [f"<tr>{row}</tr>" for row in rows]
        thead = f"<thead>\n{chr(10).join(lines[:head])}\n</thead>\n" if head else ""
        return f"<table>\n{thead}<tbody>\n{chr(10).join(lines[head:])}\n</tbody>\n</table>"

    body = _body(prose, lambda text: f"<h2>{text}</h2>", lambda text: f"<p>{text}</p>", table)
    return (
        f'<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>{prose.title}</title>\n'
        f"{_sheet(made, prose)}</head>\n"
        f"<body><h1>{prose.title}</h1>\n{body}\n</body></html>\n"
    )


def large_page(made: Made, rng: random.Random, *, upright: bool) -> str:
    """A clean page that prints large, so that tables run over several sheets with a bare page number at the foot of
    each: their head is repeated, and upright a row may be cut in two."""
    large = _LARGE % {"way": "portrait" if upright else "landscape", "rows": "auto" if upright else "avoid"}
    page = plain_page(made, rng)
    start, end = page.index("<style>"), page.index("</style>") + len("</style>")
    return page[:start] + large + page[end:]


def cms_page(made: Made, rng: random.Random, *, in_pages: bool = False) -> str:
    """A page as content management systems keep what was pasted from Word: menus, spans in spans, `&nbsp;`, labels
    broken by `<br>`, no head, headings that are bold paragraphs; `in_pages` with the requests table cut by a page
    break, its header repeated."""
    prose = write_prose(made, rng)

    def paragraph(text: str) -> str:
        return (
            '<p class="MsoNormal" style="text-indent:32pt"><span style="font-size:16pt"><span>&nbsp;&nbsp;</span>'
            f"<span>{text}</span></span></p>"
        )

    def heading(text: str) -> str:
        number, _, rest = text.partition("、")
        return f'<p class="MsoNormal"><b><span style="font-family:黑体">{number}、<span>{rest}</span></span></b></p>'

    def inside(cell: FormCell) -> str:
        if not cell.text:
            return "&nbsp;"
        text = html.escape(cell.text, quote=False)
        if cell.figure:
            return f'<p style="text-align:center"><span>{text}<o:p></o:p></span></p>'
        if len(text) > 6 and rng.random() < 0.4:
            at = rng.randint(3, len(text) - 2)
            text = f"{text[:at]}<br/>{text[at:]}"
        elif rng.random() < 0.2:
            text = f"<span>{text[:1]}</span><span>{text[1:]}</span>"
        return f'<p align="center"><span style="font-size:10.5pt">{text}</span></p>'

    def table(name: TableName) -> str:
        whole = form_table(made, name)
        broken = in_pages and name == "requests"
        parts = cut(whole, rng.randint(8, len(whole) - 4), HEADER_ROWS[name]) if broken else (whole,)
        return "<p>&nbsp;</p>".join(map(one_table, parts))

    def one_table(part: FormTable) -> str:
        rows = [
            "<tr>" + "".join(f'<td valign="middle"{_spans(cell)}>\n{inside(cell)}\n</td>' for cell in row) + "</tr>"
            for row in part
        ]
        return (
            f'<div class="table-box"><table border="1" cellspacing="0"><tbody>{"".join(rows)}</tbody></table></div>'
            "<p>&nbsp;</p>"
        )

    menu = "".join(f'<li><a href="/{i}/">{item}</a></li>' for i, item in enumerate(MENU))
    return (
        f'<html><head><meta charset="utf-8"><title>{prose.title}-{made.agency}</title>\n'
        f"{_sheet(made, prose)}</head><body>\n"
        f'<div class="header"><ul>{menu}</ul></div>\n<div class="position">当前位置：首页 &gt; 政府信息公开年报</div>\n'
        f'<div class="article"><div class="title"><h1>{prose.title}</h1></div><div class="info">{prose.about}</div>\n'
        f'<div id="zoom">{_body(prose, heading, paragraph, table)}</div></div>\n'
        f'<div class="footer"><p>{prose.footer}</p><p>联系我们 | 网站地图</p></div></body></html>\n'
    )


def word_file(made: Made, rng: random.Random, path: Path, *, fitted: bool) -> None:
    """A Word file with merged cells, a page header and page numbers. The columns of the requests table are as wide as
    their labels need where it is `fitted`, else all alike, so that long labels wrap over many lines."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    prose = write_prose(made, rng)
    document = Document()
    normal = document.styles["Normal"]
    normal.font.size = Pt(10)
    normal.font.name = "Noto Serif CJK SC"
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    document.sections[0].header.paragraphs[0].text = f"{made.agency}年度报告"
    footer = document.sections[0].footer.paragraphs[0]
    footer.add_run("第")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer._p.append(field)
    footer.add_run("页")
    document.add_paragraph(prose.title).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for section, heading in HEADINGS.items():
        document.add_paragraph().add_run(heading).bold = True
        if section not in TABLES:
            for text in getattr(prose, section):
                document.add_paragraph(text)
            continue
        table = form_table(made, section)
        grid = document.add_table(len(table), width(table), style="Table Grid")
        widths = _FITTED_CM if fitted and section == "requests" else ()
        grid.autofit = not widths
        for row, column, cell in places(table):
            place = grid.cell(row, column)
            if cell.rows > 1 or cell.columns > 1:
                place = place.merge(grid.cell(row + cell.rows - 1, column + cell.columns - 1))
            place.text = cell.text
            if widths:
                place.width = Cm(sum(widths[column : column + cell.columns]))
        for line, wide in zip(grid.columns, widths, strict=False):
            line.width = Cm(wide)
        for row in range(HEADER_ROWS[section] if section != "proactive" else 0):
            repeat = OxmlElement("w:tblHeader")
            grid.rows[row]._tr.get_or_add_trPr().append(repeat)
    document.save(str(path))


def pdf_of_page(page: Path, path: Path) -> None:
    """Print an HTML file as a browser does."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-pdf-header-footer",
                f"--user-data-dir={profile}",
                f"--print-to-pdf={path}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )


def office(source: Path, target_format: str, folder: Path) -> Path:
    """Convert a file with LibreOffice; the new file."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={Path(profile).as_uri()}",
                "--headless",
                "--convert-to",
                target_format,
                "--outdir",
                str(folder),
                str(source),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
    return folder / f"{source.stem}.{target_format.partition(':')[0]}"


PAGES: Mapping[str, Callable[[Made, random.Random], str]] = {
    "page": plain_page,
    "cms": cms_page,
    "pages": partial(cms_page, in_pages=True),
    "large": partial(large_page, upright=True),
    "large-landscape": partial(large_page, upright=False),
}
"""Name of a kind of web page to what writes it."""
