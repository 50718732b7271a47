"""Labels and heads of the first table that explain themselves in brackets, as one province's form of 2020 has them."""

import pytest

from gidr_pipeline.extraction.tables.explained import without_named_rows
from gidr_pipeline_tests.extraction.tables.proactive.alone import rows_of

_SERVICES = "其他对外管理服务事项"
_LIKE_THIS = "(指2020年增加或减少的事项数，减用负值表示，如-8)"
ROWS = [
    ["第二十条第(一)项"],
    ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"],
    ["规章(设区的市、自治州人民政府应提供相关数据)", "2", "0", "5"],
    ["规范性文件(行政机关制定发布的决定、公告等，一般情况下属于规范性文件)", "9", "7", "41"],
    ["其他主动公开文件(含以本单位名义印发的、除规范性文件以外的文件)", "60", "52", "210"],
    ["第二十条第(五)项"],
    ["信息内容", "上一年项目数量(指2019年事项数)", f"本年增/减{_LIKE_THIS}", "处理决定数量(指2020年办件量)"],
    ["行政许可", "8", "5", "91"],
    [f"{_SERVICES}(指行政许可证以外的政务服务事项，含行政确认、行政处罚、行政强制和其他类)", "117", "-3", "161"],
    ["第二十条第(六)项"],
    ["信息内容", "上一年项目数量(指2019年事项数)", f"本年增/减{_LIKE_THIS}", "处理决定数量(指2020年办件量)"],
    ["行政处罚", "90", "4", "21"],
    ["行政强制", "6", "2", "3"],
    ["第二十条第(八)项"],
    ["信息内容", "上一年项目数量(指2019年事项数)", f"本年增/减{_LIKE_THIS}"],
    ["行政事业性收费", "12", "1"],
    ["第二十条第(九)项"],
    ["信息内容", "采购项目数量(指2020年采购项目数)", "采购总金额"],
    ["政府集中采购", "3", "110000"],
]
READ_SO = {
    "rules": "2 0 5",
    "normative_documents": "9 7 41",
    "licensing": "8 5 91",
    "other_services": "117 -3 161",
    "penalties": "90 4 21",
    "coercion": "6 2 3",
    "fees": "12 1",
    "procurement": "3 110000",
}
LAYOUTS = {
    "bars, runs for merged columns": "".join(" | ".join(row) + " | " + "|" * (5 - len(row)) + "\n" for row in ROWS),
    "bars": "".join("| " + " | ".join(row) + " |\n" for row in ROWS),
    "tabs": "".join("\t".join(row) + "\n" for row in ROWS),
    "spaces": "".join("  ".join(row) + "\n" for row in ROWS),
    "a cell a line": "".join("".join(f"{cell} |\n" for cell in row) for row in ROWS),
    "paragraphs": "".join("\n\n".join(row) + "\n\n" for row in ROWS),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_brackets_name_has_no_figures_of_its_own(layout: str) -> None:
    assert rows_of(LAYOUTS[layout].replace("其他主动公开文件(", "其他文件(")) == READ_SO


def test_a_row_that_the_form_has_not_belongs_to_no_cell() -> None:
    assert rows_of(LAYOUTS["bars"]) == READ_SO


@pytest.mark.parametrize(
    "label",
    [
        "(含行政处罚、行政强制)",
        "(含行政处罚)",
        "(指行政许可以外的事项)",
        "(包括行政确认(不含行政处罚)等)",
        " (指行政许可、行政处罚、行政强制以外的服务)",
        "(指行政许可以外的\n事项，含行政处罚、行政强制)",
        "（含行政处罚）",
    ],
)
def test_however_it_is_said(label: str) -> None:
    (own,) = [row[0] for row in ROWS if row[0].startswith(_SERVICES)]
    for layout in ("bars, runs for merged columns", "a cell a line"):
        assert rows_of(LAYOUTS[layout].replace(own, _SERVICES + label)) == READ_SO


@pytest.mark.parametrize(
    "text",
    [
        "行政许可(行政处罚) | 3 |",  # whose the figure is, is not told
        "规章(规范性文件数) | 3 | 0 | 8 |",
        "规章、规范性文件(含行政许可3件) | 3 | 0 | 8 |",
        "行政许可(含行政处罚 4) | 3 |",
        "规章(设区的市、自治州人民政府应提供相关数据) | 1 | 0 | 3 |",  # it names none
        "本年收费金额(单位:万元) |",
        "(二)部分公开(区分处理的，只计这一情形，不计其他情形) | 1 |",
        "我局作出行政处罚(含行政强制)共三件。",  # it goes on
        "本单位(含行政许可窗口) | 3 |",  # it explains no label
        # Brackets beside each other, each broken over two lines.
        "信息内容  本年收费金额(  本年收费金额(\n          单位:万元)    单位:万元)\n",
        "行政许可(含行政处罚和\n行政强制      7\n事项)",
        "行政许可(含行政处罚",
    ],
)
def test_other_brackets_stay_as_they_are(text: str) -> None:
    assert without_named_rows(text) == text


def test_a_label_of_two_rows_leaves_them_open() -> None:
    table = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章(规范性文件) | 3 | 0 | 8 |\n"
    found = rows_of(table)
    assert {found["rules"], found["normative_documents"]} == {"? ? ?"}
