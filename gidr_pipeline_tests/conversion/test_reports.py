"""Reports in files of each format: every cell as it is printed, an empty one as blank, whatever adds up."""

import random
from collections import Counter
from dataclasses import replace

import pytest

from gidr_pipeline.conversion.child import convert
from gidr_pipeline.conversion.kinds import kind_of
from gidr_pipeline.extraction import read_converted
from gidr_pipeline.extraction.model import Document
from gidr_pipeline_tests.conversion.forms import HABITS, SHAPES, Case, blocks, case, page
from gidr_pipeline_tests.judging import count_cells, wrong_values
from gidr_pipeline_tests.made import make_report

_AS_IT_IS = SHAPES[0]
_IN_NO_WORKBOOK = ("the second part narrower", "borders that do not meet")  # all its rows share their columns


def _read(data: bytes) -> Document:
    return read_converted(convert(data, kind_of(data)))


def _head(made: Case, document: Document) -> None:
    (report,) = document.reports
    assert (report.agency, report.report_year, report.edition) == (made.made.agency, made.made.year, made.made.edition)


@pytest.mark.parametrize("habit", HABITS)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("format_name", ["page", "word", "workbook", "pdf"])
def test_every_cell_is_exact(format_name: str, shape: str, habit: str) -> None:
    if format_name == "workbook" and shape in _IN_NO_WORKBOOK:
        shape = _AS_IT_IS
    made = case("report", format_name, shape, habit)
    document = _read(made.data)
    _head(made, document)
    counts = count_cells(made.made, document, made.name).cells
    assert {kind: n for kind, n in counts.items() if n and kind not in ("exact", "blank")} == {}
    text = document.text
    assert text is not None
    for each in document.reports[0].cells:
        if each.span and each.value is not None:
            assert text[each.span.start : each.span.end].lstrip("+") == str(each.value)


@pytest.mark.parametrize(("shape", "habit"), [*zip(SHAPES, HABITS * 2, strict=False)])
def test_nothing_is_wrong_without_ruling_lines(shape: str, habit: str) -> None:
    made = case("report", "pdf without rules", shape, habit)
    document = _read(made.data)
    assert [str(each) for each in wrong_values(made.made, document)] == []


_JAGGED = ("the second part narrower", "borders that do not meet")  # which nothing shows where no lines are
_EVEN = [shape for shape in SHAPES if shape not in _JAGGED]


@pytest.mark.parametrize("habit", HABITS)
def test_most_is_read_without_ruling_lines(habit: str) -> None:
    counts = Counter[str]()
    for number, shape in enumerate(_EVEN):
        made = case(str(number), "pdf without rules", shape, habit)
        counts += count_cells(made.made, _read(made.data), made.name).cells
    figures = counts["exact"] + counts["repaired"] + counts["null"]
    assert counts["exact"] >= 0.95 * figures
    assert counts["blank"] >= 0.6 * (counts.total() - figures)  # an empty row of challenges shows no line at all


@pytest.mark.parametrize(
    ("name", "shape", "habit"),
    [
        # A row of six figures, and below it the number of the page.
        ("q0", "cut in two with heads", "some left blank"),
        # A number that is broken in a narrow column, above and below its row.
        ("q1", "borders that do not meet", "misprints"),
    ],
)
def test_what_was_once_misread_without_ruling_lines(name: str, shape: str, habit: str) -> None:
    made = case(name, "pdf without rules", shape, habit)
    assert [str(each) for each in wrong_values(made.made, _read(made.data))] == []


def _parts(seed: str) -> tuple[Case, list[object]]:
    rng = random.Random(seed)
    made = make_report(rng, "2021", size=10)
    return Case(seed, made, b""), list(blocks(made, rng, _AS_IT_IS))


def _page_of(parts: list[object]) -> str:
    return page(parts, random.Random(0)).decode()  # type: ignore[arg-type]


def _counts(made: Case, document: Document) -> Counter[str]:
    return +count_cells(made.made, document, made.name).cells


def test_a_second_copy_of_a_table_for_phones_is_no_other_report() -> None:
    made, parts = _parts("phones")
    tables = [part for part in parts if not isinstance(part, str)]
    copied = _page_of(parts).replace("</body>", "".join(_page_of([each])[12:-14] for each in tables) + "</body>")
    document = _read(copied.encode())
    _head(made, document)
    assert _counts(made, document) == Counter(exact=200)


def test_a_hidden_table_is_none() -> None:
    made, parts = _parts("hidden")
    other = make_report(random.Random("other"), "2021", size=10)
    hidden = _page_of([part for part in blocks(other, random.Random(1), _AS_IT_IS) if not isinstance(part, str)])
    shown = _page_of(parts).replace("<body>", f"<body><div class='m' style='display: none;'>{hidden[12:-14]}</div>")
    document = _read(shown.encode())
    _head(made, document)
    assert _counts(made, document) == Counter(exact=200)


def test_a_cover_and_a_table_of_contents_are_no_sections() -> None:
    made, parts = _parts("cover")
    headings = [part for part in parts if isinstance(part, str) and part[:1] in "一二三四五六" and part[1:2] == "、"]
    contents = [f"{heading}……{at}" for at, heading in enumerate(headings, 1)]
    document = _read(_page_of([parts[0], "目录", *contents, *parts]).encode())
    _head(made, document)
    assert _counts(made, document) == Counter(exact=200)
    assert len(document.reports[0].sections) == 6


def test_menus_and_an_index_card_stand_before_the_report() -> None:
    made, parts = _parts("card")
    card = (
        "<ul><li>首页</li><li>政府信息公开年报</li></ul><table><tr><td>索引号</td><td>01441/2023-0473</td>"
        "<td>分类</td><td>政府信息公开年报</td></tr><tr><td>名称</td><td colspan=3>年报</td></tr></table>"
    )
    document = _read(_page_of(parts).replace("<body>", f"<body>{card}").encode())
    _head(made, document)
    assert _counts(made, document) == Counter(exact=200)


@pytest.mark.parametrize(
    "head",
    ["<title>{title}-某市人民政府门户网站</title>", "<title>年报</title><meta name=ArticleTitle content='{title}'>"],
)
def test_a_title_that_only_the_head_has(head: str) -> None:
    made, parts = _parts("title")
    title, *rest = parts
    neutral = [part.replace(made.made.agency, "本机关") if isinstance(part, str) else part for part in rest]
    written = _page_of(neutral).replace("<html>", f"<html><head>{head.format(title=title)}</head>")
    document = _read(written.encode())
    _head(made, document)
    assert any("outside its text" in note for note in document.reports[0].notes)


def test_two_reports_in_a_page_are_two() -> None:
    (one, first), (two, second) = _parts("one"), _parts("two")
    document = _read(_page_of([*first, *second]).encode())
    assert [report.agency for report in document.reports] == [one.made.agency, two.made.agency]
    for made, report in zip((one, two), document.reports, strict=True):
        assert _counts(made, replace(document, reports=(report,))) == Counter(exact=200)


def test_a_report_that_is_one_table_of_prose_and_tables() -> None:
    made, parts = _parts("layout")
    inside = _page_of(parts)[12:-14]
    document = _read(f"<table><tr><td>菜单<td><table><tr><td>{inside}</table></table>".encode())
    _head(made, document)
    assert _counts(made, document) == Counter(exact=200)


def test_tables_that_stand_in_a_page_twice_are_read_once() -> None:
    made, parts = _parts("twice")
    tables = [at for at, part in enumerate(parts) if not isinstance(part, str)]
    for at in reversed(tables):
        parts.insert(at + 1, parts[at])
    document = _read(_page_of(parts).encode())
    _head(made, document)
    assert _counts(made, document) == Counter(exact=200)
