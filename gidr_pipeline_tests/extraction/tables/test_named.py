"""Figures that each bear the names of their cell, however they are strung together."""

import json
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Report, Status
from gidr_pipeline.extraction.tables.named import with_named
from gidr_pipeline.extraction.tables.plain import PlainReading
from gidr_pipeline.extraction.text.normalise import normalise
from gidr_pipeline.forms import TABLES, Label, Table, TableName, load_forms
from gidr_pipeline_tests.layouts import LAYOUTS, text_of
from gidr_pipeline_tests.made import Key, Made, grids, make_report, print_report, printed

Rows = Mapping[str, Mapping[str, str]]
"""For the label of each row its names of columns and what stands in these cells."""


def rows_of(made: Made, table: Table) -> Rows:
    def cells(row: Label) -> dict[str, str]:
        own = [column for column in table.columns if (table.name, row.code, column.code) in made.cells]
        return {each.label_zh: printed(made.cells[table.name, row.code, each.code], each.code) for each in own}

    return {row.label_zh: cells(row) for row in table.rows}


def records(rows: Rows) -> str:
    return "\n".join(f"{row},{name},{figure}" for row, cells in rows.items() for name, figure in cells.items())


def pairs(rows: Rows) -> str:
    return "\n".join(f"{row} {name}：{figure}件" for row, cells in rows.items() for name, figure in cells.items())


def sentences(rows: Rows) -> str:
    return "".join(
        f"{row}：{'，'.join(name + figure for name, figure in cells.items())}。\n" for row, cells in rows.items()
    )


def one_paragraph(rows: Rows) -> str:
    said = (
        f"{row}方面，{'、'.join(f'{name}为{figure}' for name, figure in cells.items())}" for row, cells in rows.items()
    )
    return "；".join(said) + "。"


def indented(rows: Rows) -> str:
    return "\n".join(
        f"- {row}\n" + "\n".join(f"  - {name}: {figure}" for name, figure in cells.items())
        for row, cells in rows.items()
    )


def objects(rows: Rows) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=2)


def numbers(rows: Rows) -> str:
    whole = {row: {name: int(figure or 0) for name, figure in cells.items()} for row, cells in rows.items()}
    return json.dumps(whole, ensure_ascii=False)


def cards(rows: Rows) -> str:
    return "\n".join(
        f"**{row}**\n" + " · ".join(f"{name} {figure}" for name, figure in cells.items()) for row, cells in rows.items()
    )


def bullets(rows: Rows) -> str:
    return "\n".join(
        f"- **{row}**：{'，'.join(f'{name} {figure}' for name, figure in cells.items())}" for row, cells in rows.items()
    )


def in_brackets(rows: Rows) -> str:
    return "\n".join(
        f"{row}：{' '.join(f'{name}[{figure}]' for name, figure in cells.items())}" for row, cells in rows.items()
    )


def fields_of_notes(rows: Rows) -> str:
    return "\n".join(
        f"- {row}\n  - {'；'.join(f'{name}:: {figure}' for name, figure in cells.items())}"
        for row, cells in rows.items()
    )


def yaml(rows: Rows) -> str:
    return "\n".join(
        f'  "{row}":\n' + "\n".join(f"    {name}: {figure}" for name, figure in cells.items())
        for row, cells in rows.items()
    )


def lists_of_objects(rows: Rows) -> str:
    return json.dumps([{"项目": row, **cells} for row, cells in rows.items()], ensure_ascii=False, indent=2)


def parted_objects(rows: Rows) -> str:
    parted = [{"项目": row.replace("：", "/"), "values": cells} for row, cells in rows.items()]
    return json.dumps({"columns": [*next(iter(rows.values()))], "rows": parted}, ensure_ascii=False, indent=2)


STYLES = [
    records, sentences, one_paragraph, indented, objects, numbers, cards, bullets, in_brackets, fields_of_notes,
    lists_of_objects, parted_objects, yaml,
]  # fmt: skip


def text_in(made: Made, style: Callable[[Rows], str]) -> str:
    return print_report(made, {name: style(rows_of(made, made.form.tables[name])) for name in TABLES})


def read(text: str) -> Report:
    (report,) = extract_document(text.encode()).reports
    return report


def values(report: Report) -> Mapping[Key, object]:
    return {(cell.table, cell.row, cell.column): cell.value for cell in report.cells}


def tables(text: str) -> set[TableName]:
    """The tables that are named throughout."""
    return set(with_named(PlainReading(None, {}), normalise(text)).tables)


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_each_figure_is_read_by_its_names(style: Callable[[Rows], str], edition: str) -> None:
    made = make_report(random.Random(5), edition, 60)
    text = text_in(made, style)
    report = read(text)
    assert report.edition == edition
    assert values(report) == made.cells
    assert all(cell.span and text[slice(*cell.span)] == printed(cell.value, cell.column) for cell in report.cells)


def test_a_zero_may_be_a_word() -> None:
    made = make_report(random.Random(5), "2021", 60)
    text = re.sub(r"(?<![\d.])0(?=[，。])", "零", text_in(made, sentences))
    assert text.count("零") > 20
    assert values(read(text)) == made.cells


def test_the_label_of_a_row_may_lack_its_number() -> None:
    made = make_report(random.Random(5), "2021", 60)
    text = text_in(made, sentences)
    assert "3.其他：自然人" in text
    changed = re.sub(r"^.*3\.其他：自然人", "其他 ▶ 自然人", text, flags=re.MULTILINE)
    assert values(read(changed)) == made.cells


@pytest.mark.parametrize("label", ["其中网上申请", "3.网上申请", "其中.电话申请", "4.其他部门"])
def test_the_figures_of_a_row_that_no_form_has_are_no_others(label: str) -> None:
    made = make_report(random.Random(5), "2021", 60)
    text = re.sub(r"^.*3\.其他：自然人", f"{label}：自然人", text_in(made, sentences), flags=re.MULTILINE)
    assert {value for key, value in values(read(text)).items() if key[1] == "other_misc"} == {None}


def bulleted(rows: Rows) -> str:
    return "\n".join(
        f"- {row}：{'，'.join(f'{name} {figure}' for name, figure in cells.items())}" for row, cells in rows.items()
    )


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_row_of_the_first_table_may_be_left_out_and_a_zero_be_a_dash(edition: str) -> None:
    made = make_report(random.Random(5), edition, 60)
    text = re.sub(
        r"^- 规章：.*\n", "", re.sub(r" 0(?=，|$)", " -", text_in(made, bulleted), flags=re.MULTILINE), flags=re.M
    )
    found = values(read(text))
    assert {key: value or 0 for key, value in found.items() if key[1] != "rules"} == {
        key: value for key, value in made.cells.items() if key[1] != "rules"
    }
    assert {value for key, value in found.items() if key[1] == "rules"} == {None}


def test_figures_that_a_sentence_above_names_stay_prose() -> None:
    made = make_report(random.Random(5), "2021", 60)
    said = "全年制发行政规范性文件6件，废止3件，现行有效34件。"
    text = text_in(made, bulleted).replace("二、主动公开", f"{said}\n二、主动公开", 1)
    report = read(text)
    assert values(report) == made.cells
    assert [claim.value for claim in report.claims if text[slice(*claim.sentence)] == said] == [6, 3, 34]


def test_the_sums_of_a_group_are_those_of_no_row() -> None:
    made = make_report(random.Random(5), "2021", 60)
    text = text_in(made, cards)
    for group, last in (("（三）不予公开", "8.属于行政查询事项"), ("（六）其他处理", "3.其他")):
        row = re.search(rf"^.*{last}\*\*\n(.*)$", text, flags=re.MULTILINE)
        assert row is not None
        more = re.sub(r"\d+", lambda figure: f"{int(figure[0]) + 1000}", row[1])
        text = text.replace(row[0], f"{row[0]}\n**{group}：小计**\n{more}")
    assert values(read(text)) == made.cells


def test_records_may_repeat_a_number_that_is_no_figure() -> None:
    made = make_report(random.Random(7), "2021", 60)
    rows = {name: records(rows_of(made, table)) for name, table in load_forms()[-1].tables.items()}
    said = {name: "".join(f"某市某局,2023,{line}\n" for line in each.splitlines()) for name, each in rows.items()}
    assert values(read(print_report(made, said))) == made.cells


def test_the_first_table_in_sentences() -> None:
    made = make_report(random.Random(8), "2021", 60)
    figure = {key[1:]: printed(value, key[2]) for key, value in made.cells.items() if key[0] == "proactive"}
    documents = "".join(
        f"{at}.{name}：本年制发{figure[item, 'issued']}件，废止{figure[item, 'repealed']}件，"
        f"现行有效{figure[item, 'in_force']}件。\n"
        for at, (item, name) in enumerate({"rules": "规章", "normative_documents": "行政规范性文件"}.items(), 1)
    )
    rows = {"licensing": "行政许可", "penalties": "行政处罚", "coercion": "行政强制"}
    decisions = "".join(
        f"{at}.{name}：本年处理决定数量{figure[item, 'decisions']}件。\n"
        for at, (item, name) in enumerate(rows.items(), 3)
    )
    fees = f"6.行政事业性收费：本年收费金额{figure['fees', 'amount_10k_yuan']}万元。\n"
    laid = {name: LAYOUTS["tabs"](grid) for name, grid in grids(made).items()}
    assert values(read(print_report(made, {**laid, "proactive": documents + decisions + fees}))) == made.cells


def test_a_measure_word_or_unit_behind_a_figure_is_that_of_any_cell() -> None:
    made = make_report(random.Random(11), "2021", 60)
    amount = made.cells["proactive", "fees", "amount_10k_yuan"]
    text = text_in(made, pairs).replace(f"本年收费金额（单位：万元）：{amount}件", f"本年收费金额：{amount}0000元")
    assert amount
    assert values(read(text)) == made.cells


def test_another_order_loses_nothing() -> None:
    made = make_report(random.Random(6), "2021", 60)

    def turned(rows: Rows) -> str:
        return sentences({row: dict(reversed(cells.items())) for row, cells in reversed(rows.items())})

    assert values(read(text_in(made, turned))) == made.cells


def test_a_blank_is_blank_and_a_name_without_place_for_a_figure_is_none() -> None:
    made = make_report(random.Random(7), "2021", 60)
    key = ("requests", "granted", "research")
    text = text_in(replace(made, cells={**made.cells, key: None}), records)
    assert {each.status for each in read(text).cells if each[:3] == key} == {Status.BLANK}
    without_place = text.replace("（一）予以公开,科研机构,\n", "（一）予以公开,科研机构\n")
    assert {each.status for each in read(without_place).cells if each[:3] == key} == {Status.MISSING}
    assert values(read(without_place)) == {**made.cells, key: None}


@pytest.mark.parametrize("said", ["无", "（空）", "-"])
def test_a_value_that_says_it_is_empty_is_blank(said: str) -> None:
    made = make_report(random.Random(7), "2021", 60)
    key = ("requests", "granted", "research")
    printed_as = f"科研机构 {made.cells[key]} "
    text = text_in(made, cards)
    at = text.index(printed_as, text.index("予以公开**"))
    changed = f"{text[:at]}科研机构 {said} {text[at + len(printed_as) :]}"
    assert {each.status for each in read(changed).cells if each[:3] == key} == {Status.BLANK}
    assert values(read(changed)) == {**made.cells, key: None}


@pytest.mark.parametrize(
    ("pattern", "instead"),
    [
        (r"：(\d)\.", r"：\1"),
        (r"：(\d)\.", r"：（\1）"),
        (r"3\.其他", "③其他"),
        (r"其他处理：3\.其他", "其他处理-其他"),
        (r"其他处理：3\.其他", "其他处理 / 其他"),
    ],
)
def test_rows_may_be_numbered_otherwise(pattern: str, instead: str) -> None:
    made = make_report(random.Random(9), "2021", 60)
    assert values(read(re.sub(pattern, instead, text_in(made, objects)))) == made.cells


def test_a_figure_that_cant_be_read_is_illegible_where_it_stands() -> None:
    made = make_report(random.Random(7), "2021", 60)
    key = ("requests", "granted", "natural_person")
    text = text_in(made, records)
    broken = text.replace(f"（一）予以公开,自然人,{made.cells[key]}\n", "（一）予以公开,自然人,1O?\n")
    cells = {cell[:3]: cell for cell in read(broken).cells}
    assert (cells[key].status, broken[slice(*(cells[key].span or (0, 0)))]) == (Status.ILLEGIBLE, "1O?")
    assert values(read(broken)) == {**made.cells, key: None}


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_a_cell_too_few_is_missing_and_with_one_twice_nothing_is_named_throughout(style: Callable[[Rows], str]) -> None:
    made = make_report(random.Random(5), "2021", 60)

    def of_requests(change: Callable[[dict[str, str]], object]) -> str:
        rows = {name: rows_of(made, made.form.tables[name]) for name in TABLES}
        change(rows["requests"]["（一）予以公开"])
        return print_report(made, {name: style(each) for name, each in rows.items()})

    key = ("requests", "granted", "research")
    assert values(read(of_requests(lambda cells: cells.pop("科研机构")))) == {**made.cells, key: None}
    assert tables(of_requests(lambda cells: cells.update({"合计": "3"}))) == {"proactive", "challenges"}


def test_a_sentence_about_a_few_cells_elsewhere_is_none_of_the_table() -> None:
    made = make_report(random.Random(5), "2021", 60)
    said = "本年新收政府信息公开申请数量：自然人99件，商业企业7件。" + "我们认真办理每一件申请，不断改进工作。" * 20
    text = text_in(made, sentences).replace("一、总体情况\n", f"一、总体情况\n{said}")
    assert values(read(text)) == made.cells


def test_a_text_that_is_cut_off_gives_what_it_has() -> None:
    made = make_report(random.Random(5), "2021", 60)
    text = text_in(made, sentences)
    for label in ("（五）不予处理：1.信访", "（七）总计"):
        cut = text[: text.index(label)]
        cells = [cell for cell in read(cut).cells if cell.table == "requests"]
        here = [cell for cell in cells if cell.span]
        assert {each.status for each in cells[len(here) :]} == {Status.MISSING}
        assert all(cell.value == made.cells[cell[:3]] for cell in here)
        assert len(here) >= 90


@pytest.mark.parametrize("said", ["上一年度情况：{}", "以下各项：{}"])
@pytest.mark.parametrize("layout", ["tabs", "bars around", "a cell a line", "spaces", "column by column"])
def test_named_figures_beside_a_table_are_another_years(layout: str, said: str) -> None:
    made, other = make_report(random.Random(5), "2021", 60), make_report(random.Random(6), "2021", 60)
    tables = {name: LAYOUTS[layout](grid) for name, grid in grids(made).items()}
    for name in TABLES:
        listed = one_paragraph(rows_of(other, other.form.tables[name]))
        told = values(read(print_report(made, tables) + said.format(listed)))
        assert all(value is None or value == made.cells[key] for key, value in told.items())


def test_of_two_reports_each_has_its_own() -> None:
    made = make_report(random.Random(5), "2021", 60)
    headings = ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况")
    second = "".join(f"{line}\n无。\n" for line in ("某县水务局2023年政府信息公开工作年度报告", *headings))
    first, *others = extract_document((text_in(made, sentences) + second).encode()).reports
    assert values(first) == made.cells
    assert all(cell.value is None for report in others for cell in report.cells)


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_names_over_columns_are_not_taken_for_those_of_figures_behind_them(layout: str, edition: str) -> None:
    made = make_report(random.Random(8), edition, 40)
    found = with_named(PlainReading(None, {}), normalise(text_of(made, layout))).tables
    assert all(cell.value == made.cells[cell[:3]] for table in found.values() for cell in table.cells)
    # One figure below each name, where a text goes by columns.
    assert found.keys() <= ({"challenges"} if layout.startswith("column by column") else set())


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
@pytest.mark.parametrize("row", ["carried_in", "resolved_total"])
def test_where_some_cells_are_left_out_none_is_taken_for_another(style: Callable[[Rows], str], row: str) -> None:
    made = make_report(random.Random(5), "2021", 60)
    table = made.form.tables["requests"]
    rows = {label: dict(cells) for label, cells in rows_of(made, table).items()}
    for column in table.columns[:3]:
        del rows[next(each.label_zh for each in table.rows if each.code == row)][column.label_zh]
    rest = {name: style(rows_of(made, made.form.tables[name])) for name in TABLES if name != "requests"}
    report = read(print_report(made, {**rest, "requests": style(rows)}))
    assert all(value in (None, made.cells[key]) for key, value in values(report).items())


def rows_that_are_not_all_zero(made: Made) -> Rows:
    rows = rows_of(made, made.form.tables["requests"])
    return {row: cells for row, cells in rows.items() if set(cells.values()) != {"0"}}


def test_whole_rows_are_read_where_others_are_left_out() -> None:
    made = make_report(random.Random(12), "2021", 60)
    kept = rows_that_are_not_all_zero(made)
    assert 5 <= len(kept) < len(made.form.tables["requests"].rows)
    text = print_report(made, {"proactive": "", "requests": sentences(kept), "challenges": ""})
    codes = {row.label_zh: row.code for row in made.form.tables["requests"].rows}
    expected = {codes[row] for row in kept}
    for cell in read(text).cells:
        if cell.table == "requests":
            assert cell.value == (made.cells[cell.table, cell.row, cell.column] if cell.row in expected else None)


@pytest.mark.parametrize("said", ["其中，甲镇：", "上年情况：", "2021年的情况如下："])
def test_whole_rows_of_a_part_or_of_another_year_are_not_read(said: str) -> None:
    made = make_report(random.Random(12), "2021", 60)
    table = f"{said}\n{sentences(rows_that_are_not_all_zero(made))}"
    report = read(print_report(made, {"proactive": "", "requests": table, "challenges": ""}))
    assert not any(value for key, value in values(report).items() if key[0] == "requests")


@pytest.mark.parametrize("aside", ["小计：66\n", "占比：4.2%\n", "同比增减：减少5件\n"])
def test_what_else_a_record_has_is_none_of_its_cells(aside: str) -> None:
    made = make_report(random.Random(5), "2021", 60)
    rows = rows_of(made, made.form.tables["requests"])
    own = "".join(
        f"{label}\n" + "".join(f"{name}：{figure}\n" for name, figure in cells.items()) + aside
        for label, cells in rows.items()
    )
    tables_of = {name: sentences(rows_of(made, made.form.tables[name])) for name in TABLES}
    assert values(read(print_report(made, {**tables_of, "requests": own}))) == made.cells


def test_rows_that_name_no_zeros_are_read_as_far_as_they_go() -> None:
    made = make_report(random.Random(5), "2021", 60)
    rows = rows_of(made, made.form.tables["requests"])
    own = "".join(
        f"- **{label}**\n" + "".join(f"  - {name}：**{figure}件**\n" for name, figure in cells.items() if figure != "0")
        for label, cells in rows.items()
    )
    tables_of = {name: sentences(rows_of(made, made.form.tables[name])) for name in TABLES}
    said = values(read(print_report(made, {**tables_of, "requests": own})))
    assert said == {key: value or None if key[0] == "requests" else value for key, value in made.cells.items()}


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("nothing", ['""', "null"])
@pytest.mark.parametrize("indent", [None, 2])
def test_values_of_objects_that_say_nothing_are_blank(edition: str, nothing: str, indent: int | None) -> None:
    made = make_report(random.Random(5), edition, 60)
    tables = {name: json.dumps(rows_of(made, made.form.tables[name]), ensure_ascii=False) for name in TABLES}
    blank = {name: re.sub(r'"0"(?=[,}])', nothing, table) for name, table in tables.items()}
    laid_out = {name: json.dumps(json.loads(table), ensure_ascii=False, indent=indent) for name, table in blank.items()}
    found = {(c.table, c.row, c.column): (c.value, c.status) for c in read(print_report(made, laid_out)).cells}
    assert found == {
        key: (value, Status.REPORTED) if value else (None, Status.BLANK) for key, value in made.cells.items()
    }


def test_names_listed_right_above_are_no_head_of_another_table() -> None:
    made = make_report(random.Random(5), "2021", 60)
    listed = json.dumps([column.label_zh for column in made.form.tables["requests"].columns], ensure_ascii=False)
    head = "三、收到和处理政府信息公开申请情况\n"
    text = text_in(made, numbers).replace(head, head + listed + "\n")
    assert text.count(listed) == 1
    assert values(read(text)) == made.cells
