"""Units of money in the heads of columns, as agencies write them."""

import random
from decimal import Decimal

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.tables.proactive.money import NOT_UNDERSTOOD, units_named
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import grids, make_report, print_report

YUAN = (
    "（元）", "(元)", "/元", "（人民币元）", "（单位：元）", "(单位:元)", "(单位元)", "，单位：元", "：元", "【元】",
    "（计量单位：元）", "[单位：元]", "单位元", "（单位：人民币元）", "（单位：人民币/元）", "（以元为单位）", "，元",
    "（RMB元）", "（元人民币）", "（元，保留两位小数）",
)  # fmt: skip
NOTHING_CERTAIN = (
    "（单位：圆）", "（单位：￥）", "（￥）", "（人民币）", "（RMB）", "（美元）", "（百万元）", "，多元化",
    "（元/万元）", "（单位：元、万元）", "（广元市）", "（万元左右）",
)  # fmt: skip

BEHIND_A_SPACE = {
    "125000 元": "12.5", "125000  元": "12.5", "125000 （元）": "12.5", "1,250 元": "0.125", "1.5 亿元": "15000",
    "345.6 万元": "345.6", "3 千元": "0.3",
}  # fmt: skip
"""An amount with the unit that its cell names, and how many 万元 it is."""
BY_SIGN_OR_SCALE = {
    "￥12.5": "12.5", "¥ 125,000": "125000", "￥12.5 万元": "12.5", "¥125000元": "12.5", "12.5万": "12.5",
    "1.5 亿": "15000", "1.5亿（万元）": None, "￥12.5余": None, "约 12.5万": None,
}  # fmt: skip
"""A sign of money says nothing of the unit, which the head tells; a scale alone is of yuan."""
FARTHER_APART = {
    "125000\t元": "12.5", "125000\n元": "12.5", "1.5\n亿元": "15000", "1.5\n亿": "15000", "345.6 万\n元": "345.6"
}  # fmt: skip
NOT_EXACT = (
    "12.5 余", "12.5\n余", "12.5 余万元", "12.5 美元", "300 圆", "300 人民币元",
    "300 元整", "300 左右",
)  # fmt: skip
EASY = ("tabs", "bars around", "bars between", "a cell a line", "a cell a paragraph", "spaces", "HTML", "on one line")


def fee(head: str, figure: str, layout: str = "tabs", head_2019: str = "") -> Decimal | None:
    """What is read of an amount under this head: a fee of 2021, or a sum of procurement of 2019."""
    made = make_report(random.Random(4), "2019" if head_2019 else "2021", size=20)
    tables = dict(grids(made))
    rows = tables["proactive"]
    rows[-2] = [cell.replace("采购总金额", head_2019).replace("本年收费金额（单位：万元）", head) for cell in rows[-2]]
    rows[-1][2 if head_2019 else 1] = figure
    printed = {name: LAYOUTS[layout](grid) for name, grid in tables.items()}
    (report,) = extract_document(print_report(made, printed).encode()).reports
    (cell,) = (cell for cell in report.cells if cell.column in ("amount_10k_yuan", "amount_yuan"))
    return cell.value


@pytest.mark.parametrize("unit", YUAN)
def test_a_fee_in_yuan(unit: str) -> None:
    for layout in ("tabs", "a cell a line", "spaces"):
        assert fee(f"本年收费金额{unit}", "52300", layout) == Decimal("5.23")


@pytest.mark.parametrize("unit", YUAN)
def test_a_sum_in_ten_thousand_yuan(unit: str) -> None:
    assert fee("", "52.3", head_2019=f"采购总金额{unit.replace('元', '万元', 1)}") == 523_000


@pytest.mark.parametrize("unit", NOTHING_CERTAIN)
def test_a_unit_that_is_not_understood_leaves_the_amount_open(unit: str) -> None:
    assert fee(f"本年收费金额{unit}", "52300") is None


@pytest.mark.parametrize(
    ("head", "value"), [("本年收费金额", 5), ("本年收费金额（万）", 5), ("本年收费金额（亿元）", 50_000)]
)
def test_other_heads_of_a_fee(head: str, value: int) -> None:
    assert fee(head, "5") == value


@pytest.mark.parametrize(
    ("words", "units"),
    [
        (["第二十条第(十)项", "信息内容"], set()),
        (["采购总金额(单位:", "万元)", "政府集中采购"], {"万元"}),
        (["采购总金额(单位:万", "元)", "政府集中采购"], {"万元"}),
        (["采购总金额,万", "数量", "元"], {NOT_UNDERSTOOD, "元"}),
        (["本年收费金额/元", "行政事业性收费"], {"元"}),
        (["万州区百色路", "收费金额"], set()),
        (["单位:元", "收费金额(万元)"], {"元", "万元"}),
    ],
)
def test_units_among_words(words: list[str], units: set[str]) -> None:
    assert units_named(words) == units


@pytest.mark.parametrize(("written", "value"), BEHIND_A_SPACE.items())
def test_a_unit_behind_a_space_is_that_of_its_figure(written: str, value: str) -> None:
    assert {fee("本年收费金额（单位：万元）", written, each) for each in EASY} == {Decimal(value)}
    for head in ("采购总金额", "采购总金额（单位：元）"):
        assert {fee("", written, each, head) for each in EASY} == {Decimal(value) * 10_000}


@pytest.mark.parametrize(("written", "value"), BY_SIGN_OR_SCALE.items())
def test_signs_and_scales_of_money(written: str, value: str | None) -> None:
    told = None if value is None else Decimal(value)
    assert {fee("本年收费金额（单位：万元）", written, each) for each in EASY} == {told}


def test_a_sign_of_money_means_yuan_where_no_unit_is_told() -> None:
    assert fee("本年收费金额", "￥12.5") is None
    assert fee("", "￥12.5", head_2019="采购总金额") == Decimal("12.5")
    assert fee("本年收费金额（元）", "￥125000") == Decimal("12.5")


@pytest.mark.parametrize(("written", "value"), FARTHER_APART.items())
def test_a_unit_in_a_place_or_on_a_line_of_its_own_is_never_passed_over(written: str, value: str) -> None:
    assert {fee("本年收费金额（单位：万元）", written, each) for each in LAYOUTS} <= {Decimal(value), None}
    assert {fee("", written, each, "采购总金额（单位：元）") for each in LAYOUTS} == {Decimal(value) * 10_000, None}


@pytest.mark.parametrize("written", NOT_EXACT)
def test_words_behind_an_amount_that_are_no_unit_leave_it_open(written: str) -> None:
    assert {fee("本年收费金额（单位：万元）", written, each) for each in EASY} == {None}
    assert {fee("", written, each, "采购总金额") for each in EASY} == {None}


def test_a_unit_behind_a_space_in_every_layout() -> None:
    read = [fee("本年收费金额（单位：万元）", "1.5 亿元", layout) for layout in LAYOUTS]
    assert {*read} == {Decimal(15_000), None}
    assert read.count(None) <= 5
