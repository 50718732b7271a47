"""Headings of sections: found in many shapes, quoted, lost."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from gidr_pipeline_tests.extraction.reading import read, values
from gidr_pipeline_tests.made import Made

HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)


CODES = ["overview", "proactive", "requests", "challenges", "problems", "other_matters"]


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("as printed", lambda h, _: h),
        ("without numbers", lambda h, _: h[2:]),
        ("list numbers instead", lambda h, _: f"1. {h[2:]}"),
        ("arabic numbers", lambda h, i: f"{i + 1}.{h[2:]}"),
        ("markdown", lambda h, i: f"{'#' * (i % 4 + 1)} **{h}**"),
        ("emphasis of the number", lambda h, _: f"**{h[:2]}**{h[2:]}"),
        ("emphasis of each half, escaped", lambda h, _: f"**{h[:2]}**\\ *{h[2:]}*"),
        ("over two lines", lambda h, _: f"{h[:6]}\n{h[6:]}"),
        ("over two lines, far apart", lambda h, _: f"{h[:7]}\n\n{h[7:]}"),
        ("far to the right", lambda h, _: f"{' ' * 60}{h}{' ' * 60}"),
        ("remark in brackets", lambda h, _: f"{h}（文字描述）"),
        ("spaces between", lambda h, _: " ".join(h)),
        ("radical forms", lambda h, _: h.replace("一", "⼀").replace("行", "⾏").replace("二", "⼆")),
        ("half-width comma", lambda h, _: h.replace("、", ",", 1)),
        ("parts", lambda h, _: f"第{h[0]}部分 {h[2:]}"),
        ("a wrong number", lambda h, _: f"一{h[1:]}"),
        ("the number lost", lambda h, _: h[1:]),
        ("with the year", lambda h, _: f"{h[:2]}2022年{h[2:]}"),
        ("a space that became a question mark", lambda h, _: f"{h}?"),
        ("alone in a row of a sheet", lambda h, _: h + "\t" * 14),
        ("alone in a row of comma-separated values", lambda h, _: f'"{h}"' + "," * 14),
    ],
)
def test_headings_in_many_shapes(text: str, made: Made, name: str, change: Callable[[str, int], str]) -> None:
    for i, heading in enumerate(HEADINGS):
        text = text.replace(f"{heading}\n", f"{change(heading, i)}\n")
    report = read(text)
    assert [section.code for section in report.sections] == CODES, name
    assert values(report) == made.cells


@pytest.mark.parametrize("lost", range(6))
def test_a_missing_heading_costs_a_section_but_no_cell(text: str, made: Made, lost: int) -> None:
    report = read(text.replace(f"{HEADINGS[lost]}\n", ""))
    assert [section.code for section in report.sections] == CODES[:lost] + CODES[lost + 1 :]
    assert values(report) == made.cells


def test_all_headings_and_the_title_missing_cost_no_cell(text: str, made: Made) -> None:
    for heading in HEADINGS:
        text = text.replace(f"{heading}\n", "")
    report = read(text[text.index("\n") :])
    assert (report.title, report.agency, report.report_year, report.sections) == (None, None, made.year, ())
    assert values(report) == made.cells


def test_sections_cover_their_text_in_order(text: str) -> None:
    sections = read(text).sections
    for section, following in pairwise(sections):
        assert section.span.start == section.heading.start
        assert section.span.end == following.span.start
    assert sections[-1].span.end == len(text)
    assert text[slice(sections[0].heading.start, sections[0].heading.end)] == HEADINGS[0]


@pytest.mark.parametrize(
    "quotation",
    [
        "本报告由一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况等六部分组成。\n",
        "目录\n" + "\n".join(HEADINGS) + "\n\n",
        "（一）主动公开情况\n（二）依申请公开情况\n",
        "主动公开情况：\n依申请公开情况：\n存在的问题及改进情况：\n",
        "一是予以公开3件。\n（一）予以公开：3件\n（二）部分公开：2件\n（三）总计：9件\n",
    ],
)
def test_headings_and_labels_quoted_before_their_time(text: str, made: Made, quotation: str) -> None:
    start, rest = text.split(f"{HEADINGS[0]}\n", 1)
    before = read(start + quotation + f"{HEADINGS[0]}\n" + rest)
    within = read(start + f"{HEADINGS[0]}\n" + quotation + rest)
    for report in (before, within):
        assert [section.code for section in report.sections] == CODES
        assert values(report) == made.cells


@pytest.mark.parametrize(
    "headings",
    [
        "一、政府信息公开工作总体情况|二、行政机关主动公开政府信息情况|三、行政机关收到和处理政府信息公开申请情况|"
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况|五、政府信息公开工作存在的主要问题及改进情况|六、其他需要说明的情况",
        "一、概述|二、政府信息主动公开情况|三、政府信息公开申请办理情况|四、政府信息公开被复议、诉讼情况|五、存在不足及改进措施|"
        "六、需要说明的其他事项",
        "2022年政府信息公开工作总体情况|行政机关主动公开政府信息情况|行政机关收到和处理政府信息公开申请情况|"
        "因政府信息公开引发的行政复议、行政诉讼情况|工作中存在的主要问题及改进情况|其他需报告事项",
        "（一）总体情况|（二）主动公开政府信息情况|（三）收到和处理政府信息公开申请情况|"
        "（四）政府信息公开行政复议、行政诉讼情况|（五）存在的主要问题及改进情况|（六）其他需要报告的事项",
        "二、总体情况|三、主动公开政府信息情况|四、收到和处理政府信息公开申请情况|五、政府信息公开行政复议、行政诉讼情况|"
        "七、存在的主要问题及改进情况|八、其他需要报告的事项",
        "一、工作概述|二、主动公开政府信息情况|三、收到和处理政府信息公开申请情况|四、政府信息公开行政复议、行政诉讼情况|"
        "五、存在的主要问题|六、其他事项说明",
        "一、工作情况|二、主动公开政府信息情况|三、收到和处理政府信息公开申请情况|四、政府信息公开行政复议、行政诉讼情况|"
        "五、问题与不足及下一步工作打算|六、需要说明的事项",
        "一、2020年政务公开工作开展情况|二、本年度主动公开政府信息情况|三、收到和处理政府信息公开申请情况|"
        "四、政府信息公开行政复议、行政诉讼情况|五、存在的主要问题及改进情况|六、其他需要报告的事项",
        "一、本年度政务信息总体公开情况|二、主动公开政府信息情况|三、收到和处理政府信息公开申请情况|"
        "四、政府信息公开行政复议、行政诉讼情况|五、存在的主要问题及改进情况|六、其他需要报告的事项",
    ],
    ids=[
        "other words",
        "older words",
        "without numerals",
        "in brackets",
        "other numbers",
        "loose",
        "looser",
        "of government affairs",
        "of the year",
    ],
)
def test_headings_in_other_words_and_numbers(text: str, made: Made, headings: str) -> None:
    for heading, other in zip(HEADINGS, headings.split("|"), strict=True):
        text = text.replace(f"{heading}\n", f"{other}\n")
    report = read(text)
    assert [section.code for section in report.sections] == CODES
    assert values(report) == made.cells


_LEAD = "本报告根据《中华人民共和国政府信息公开条例》编制，统计期限为2022年1月1日至12月31日。"


@pytest.mark.parametrize(
    "overview", ["{0} 2022年，我局公开信息9条。", "{0}2022年，我局公开信息9条。", "{0} （一）主动公开。"]
)
@pytest.mark.parametrize(
    ("last", "sections"),
    [
        ("{1} {2} {3} {4} 公开不够及时。 {5} 无。", CODES),
        ("{1}\n{2}\n{3}\n{4}\n公开不够及时。 {5}\n无。", CODES),
        ("本报告由 {0} {1} {2} {3} {4} {5} 等六部分组成。", CODES[:1]),
        ("详见下文： {0} {1} {2} {3} {4} {5}\n", CODES[:1]),
        ("主要内容如下。 {1} {2} 等。\n{1}\n公开9条。\n{2}\n收到3件。\n", CODES[:3]),
    ],
)
def test_a_heading_may_stand_in_the_line_of_a_sentence(overview: str, last: str, sections: list[str]) -> None:
    text = f"某市水利局2022年政府信息公开工作年度报告\n{_LEAD} {overview} {last}\n".format(*HEADINGS)
    assert [section.code for section in read(text).sections] == sections


@pytest.mark.parametrize("separator", ["\t", ",", " | "])
def test_rows_that_are_called_like_sections_are_none(text: str, made: Made, separator: str) -> None:
    """As in a summary of what each section holds, at the beginning or at the end of the page."""
    rows = "\n".join([separator.join(["栏目", "篇数", "页码", "备注"]), *(h + separator * 3 for h in HEADINGS)])
    for changed in (text.replace(HEADINGS[4], f"{rows}\n{HEADINGS[4]}"), f"{text}\n{rows}\n"):
        report = read(changed)
        assert [section.code for section in report.sections] == CODES
        assert values(report) == made.cells


@pytest.mark.parametrize("behind", ["：", "。", " ", "  ", ":"])
def test_a_heading_may_have_on_its_line_what_stands_under_it(text: str, made: Made, behind: str) -> None:
    for heading in (HEADINGS[0], *HEADINGS[4:]):
        text = text.replace(f"{heading}\n", f"{heading}{behind}")
    report = read(text)
    assert [section.code for section in report.sections] == CODES
    assert [text[slice(*section.heading)].strip(" ：。:") for section in report.sections] == list(HEADINGS)
    assert values(report) == made.cells


@pytest.mark.parametrize("order", [(0, 2, 1, 3, 4, 5), (0, 1, 2, 4, 3, 5), (0, 4, 1, 2, 3, 5)])
def test_sections_may_be_printed_in_another_order(text: str, made: Made, order: tuple[int, ...]) -> None:
    starts = [*map(text.index, HEADINGS), len(text)]
    report = read(text[: starts[0]] + "".join(text[starts[at] : starts[at + 1]].rstrip() + "\n" for at in order))
    assert [section.code for section in report.sections] == [CODES[at] for at in order]
    assert values(report) == made.cells
