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
