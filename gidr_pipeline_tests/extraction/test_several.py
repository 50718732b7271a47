"""Several reports in one text: each has what is its own, whatever tells where the next begins."""

import random
import re
from collections.abc import Callable

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Report
from gidr_pipeline_tests.layouts import LAYOUTS, text_of
from gidr_pipeline_tests.made import Made, make_report, print_report
from gidr_pipeline_tests.unmended import READ_IN_PART

FIRST, SECOND = make_report(random.Random(1)), make_report(random.Random(2))
_HEADING = re.compile(r"(?m)^[一二三四五六]、(?=总体|主动公开|收到和|政府信息公开行政|存在的|其他需要)")


def reports_of(text: str) -> tuple[Report, ...]:
    return extract_document(text.encode()).reports


def assert_read(report: Report, made: Made) -> None:
    assert (report.agency, report.report_year, report.edition) == (made.agency, made.year, made.edition)
    assert {(c.table, c.row, c.column): c.value for c in report.cells} == made.cells


@pytest.mark.parametrize("layout", [each for each in LAYOUTS if each not in READ_IN_PART])
def test_two_reports_in_one_file(layout: str) -> None:
    reports = reports_of(text_of(FIRST, layout) + "\n\n" + text_of(SECOND, layout))
    assert [report.ordinal for report in reports] == [1, 2]
    for report, made in zip(reports, (FIRST, SECOND), strict=True):
        assert_read(report, made)


def without_first_heading(text: str) -> str:
    return text.replace("一、总体情况\n", "", 1)


def without_numbers(text: str) -> str:
    return _HEADING.sub("", text)


def in_other_words(text: str) -> str:
    return text.replace("一、总体情况", "一、基本情况", 1)


@pytest.mark.parametrize("change", [without_first_heading, without_numbers, in_other_words])
@pytest.mark.parametrize("which", [{1}, {2}, {1, 2}])
def test_whatever_the_first_heading_is(change: Callable[[str], str], which: set[int]) -> None:
    texts = [text_of(made, "tabs") for made in (FIRST, SECOND)]
    texts = [change(text) if number in which else text for number, text in enumerate(texts, 1)]
    reports = reports_of("\n".join(texts))
    assert len(reports) == 2
    for report, made in zip(reports, (FIRST, SECOND), strict=True):
        assert_read(report, made)


@pytest.mark.parametrize("layout", ["tabs", "a cell a line", "bars behind, runs", "aligned with spaces"])
def test_the_head_of_a_page_begins_no_report(layout: str) -> None:
    text = text_of(FIRST, layout)
    title = text[: text.index("\n")]
    for heading in ("二、主动公开", "三、收到和处理", "四、政府信息公开行政"):
        text = text.replace(f"\n{heading}", f"\n{title}\n{heading}")
    (report,) = reports_of(text)
    assert_read(report, FIRST)


def test_links_to_other_reports_begin_none() -> None:
    links = "".join(f"{FIRST.agency}{year}年政府信息公开工作年度报告\n" for year in (2018, 2017))
    (report,) = reports_of(f"{text_of(FIRST, 'tabs')}\n相关链接\n{links}")
    assert_read(report, FIRST)


@pytest.mark.parametrize("layout", ["tabs", "a cell a line", "bars behind, runs"])
@pytest.mark.parametrize("kept", [0.5, 0.7, 0.9])
def test_a_report_that_stands_there_again_cut_off_is_one(layout: str, kept: float) -> None:
    text = text_of(FIRST, layout)
    again = text[: text.rindex("\n", 0, int(kept * len(text)))]
    (report,) = reports_of(f"{text}\n\n{again}")
    assert_read(report, FIRST)


@pytest.mark.parametrize("layout", ["tabs", "bars behind, runs"])
def test_the_end_of_another_report_is_none_of_its(layout: str) -> None:
    other = text_of(SECOND, layout)
    (report,) = reports_of(f"{text_of(FIRST, layout)}\n\n{other[other.index('2.重复申请') :]}")
    assert_read(report, FIRST)


PICTURED = print_report(FIRST, dict.fromkeys(("proactive", "requests", "challenges"), "（见附图）"))
CUT_OFF = text_of(FIRST, "tabs").split("三、收到和处理")[0]
OLDER = (
    f"{FIRST.agency}2018年政府信息公开工作年度报告\n一、概述\n2018年，我局认真贯彻条例。\n二、主动公开政府信息情况\n全年公开信息20条。\n"
    "三、依申请公开政府信息情况\n收到申请2件，同意公开答复2件。\n四、政府信息公开收费及减免情况\n未收费。\n"
)


@pytest.mark.parametrize("above", [PICTURED, CUT_OFF], ids=["its tables are pictures", "it is cut off"])
def test_a_report_without_a_table_of_requests_takes_no_figures_of_the_next(above: str) -> None:
    first, second = reports_of(f"{above}\n{text_of(SECOND, 'tabs')}")
    assert (first.agency, first.report_year) == (FIRST.agency, FIRST.year)
    assert {cell.value for cell in first.cells if cell.table == "requests"} == {None}
    assert_read(second, SECOND)


def test_a_report_of_the_older_kind_above_is_none_and_gives_no_year() -> None:
    (report,) = reports_of(f"{OLDER}\n{text_of(SECOND, 'tabs')}")
    assert_read(report, SECOND)


@pytest.mark.parametrize("number", ["", " 1", "\t1"])
def test_a_table_of_contents_with_prose_behind_it_begins_no_report(number: str) -> None:
    text = text_of(FIRST, "tabs")
    title = text.splitlines()[0]
    contents = "\n".join(line + number for line in text.splitlines() if _HEADING.match(line))
    for head in (title, "政府信息公开工作年度报告"):
        (report,) = reports_of(
            f"{title}\n{contents}\n根据《条例》编制本报告，由六个部分组成。\n{head}\n{text.partition(title)[2]}"
        )
        assert_read(report, FIRST)


@pytest.mark.parametrize("layout", ["tabs", "a cell a line"])
def test_a_summary_under_the_same_title_is_no_report(layout: str) -> None:
    text = text_of(FIRST, layout)
    title = text.splitlines()[0]
    summary = "一、总体情况\n我局公开信息20条，均已按时发布。\n二、主动公开政府信息情况\n详见下文，此处从略不再重复。\n"
    (report,) = reports_of(f"{title}\n{summary}{text}")
    assert_read(report, FIRST)
