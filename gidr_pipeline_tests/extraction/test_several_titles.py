"""Pages that name several reports or bodies: which of them is their own."""

import pytest

from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.title import read_title
from gidr_pipeline_tests.extraction.reading import title_of


def test_the_stated_period_tells_which_report_of_a_list_this_is() -> None:
    head = [f"某水务局{year}年政府信息公开年度报告" for year in (2022, 2021, 2020)]
    title = title_of(*head, "统计期限自2021年1月1日起至2021年12月31日止。")
    assert (title.text, title.agency, title.year) == (head[1], "某水务局", 2021)


_OTHERS = [f"青江市水务局{year}年政府信息公开工作年度报告" for year in (2021, 2023, 2020)]


@pytest.mark.parametrize(
    "others",
    [
        [f"上一篇：{_OTHERS[0]}", f"下一篇：{_OTHERS[1]}"],
        ["上一篇", _OTHERS[0], "下一篇", _OTHERS[1]],
        ["相关文档", _OTHERS[0], _OTHERS[2]],
        ["相关链接：", *_OTHERS],
        [f"相关阅读：{_OTHERS[0]}"],
    ],
)
@pytest.mark.parametrize("agency", ["青江市水务局", None])
def test_titles_that_lead_to_other_pages_are_none(others: list[str], agency: str | None) -> None:
    title, prose = f"{agency or ''}政府信息公开工作年度报告", "2022年，我局高度重视政府信息公开工作。"
    for lines in ([title, *others, prose], [title, prose, *others]):
        read = title_of(*lines)
        assert (read.text, read.agency, read.year) == (title, agency, 2022)


def test_of_titles_that_tell_several_years_none_is_taken() -> None:
    read = title_of(*_OTHERS[:2], "2022年，我局高度重视政府信息公开工作。")
    assert (read.text, read.agency, read.year) == (None, "青江市水务局", 2022)


@pytest.mark.parametrize(
    ("names", "agency"),
    [
        (["区水务局", "青江市东平区水务局"], "青江市东平区水务局"),
        (["东平区水务局", "青江市东平区水务局"], "青江市东平区水务局"),
        (["水务局", "青江市水务局"], "青江市水务局"),
        (["市水务局", "青江市东平区水务局"], None),
        (["东平分局", "青江市公安局东平分局"], None),
        (["区水务局", "青江市东平区水务局", "洛河市北原区水务局"], None),
    ],
)
def test_a_body_is_called_by_its_fullest_name(names: list[str], agency: str | None) -> None:
    titles = [f"{name}2022年政府信息公开工作年度报告" for name in names]
    for order in (titles, titles[::-1]):
        read = title_of(*[line for title in order for line in (title, "发布日期：2023-01-09")])
        assert (read.agency, read.year) == (agency, 2022 if agency else None)


OTHER, OWN = "洛河市水利局2022年政府信息公开工作年度报告", "青江市水务局2022年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("lines", "titles", "read"),
    [
        ([OTHER, "发布日期：2023-01-09", OWN], [], (None, None)),
        ([OTHER, "发布日期：2023-01-09", OWN], [f"{OWN}_青江市人民政府"], (OWN, "青江市水务局")),
        ([OTHER, "发布日期：2023-01-09", OWN, "来源：青江市水务局 浏览次数：8"], [], (OWN, "青江市水务局")),
        ([OTHER, OTHER.replace("2022", "2021"), "发布日期：2023-01-09", OWN], [], (OWN, "青江市水务局")),
        ([OTHER, OTHER.replace("洛河", "北原"), "", "当前位置：首页", OWN], [], (OWN, "青江市水务局")),
    ],
)
def test_of_several_bodies_titles_the_page_tells_its_own(
    lines: list[str], titles: list[str], read: tuple[str | None, str | None]
) -> None:
    text = "\n".join(lines)
    found = read_title(text, text, Span(0, len(text)), (), titles)
    assert (found.text, found.agency) == read
