"""Whole documents: cut off, damaged, of either edition, with tables broken, lost or in another order."""

import random
import re
from dataclasses import replace

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Status
from gidr_pipeline.forms import load_forms
from gidr_pipeline_tests.extraction.reading import read, values
from gidr_pipeline_tests.folders import NAMES, RAW
from gidr_pipeline_tests.layouts import LAYOUTS, text_of
from gidr_pipeline_tests.made import Made, grids, is_figure, make_report, print_report


def test_a_page_of_html_on_one_line(made: Made) -> None:
    lines = text_of(made, "HTML on one line").splitlines()
    paragraphs = [line if line.startswith("<table") else f"<p>&nbsp;&nbsp;{line}</p>" for line in lines if line]
    menu = "<div><ul><li>首页</li><li>政务公开</li></ul></div>"
    report = read(f"{menu}<table><tr><td>{''.join(paragraphs)}</td></tr></table><div>网站地图</div>")
    assert (report.agency, report.report_year) == (made.agency, made.year)
    assert [section.code for section in report.sections] == [label.code for label in load_forms()[-1].sections]
    assert values(report) == made.cells
    assert all(cell.status is Status.REPORTED for cell in report.cells)


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_rows_that_go_on_below_their_labels(edition: str) -> None:
    made = make_report(random.Random(5), edition, 60)
    report = read(text_of(made, "figures over two lines"))
    assert values(report) == made.cells
    assert {cell.status for cell in report.cells} == {Status.REPORTED}


@pytest.mark.parametrize("layout", ["tabs", "markdown", "a cell a line, tabs", "spaces"])
def test_a_text_that_stops_in_the_middle(layout: str, made: Made) -> None:
    whole = text_of(made, layout).encode()
    fewest = len(whole)
    for length in range(len(whole) // 3, len(whole), 97):
        document = extract_document(whole[:length])
        (report,) = document.reports
        read_back = values(report)
        assert all(value in (made.cells[key], None) for key, value in read_back.items() if key in made.cells)
        fewest = min(fewest, sum(value is not None for value in read_back.values()))
    assert fewest < 60
    assert len(report.cells) == len(made.cells)


def test_what_a_cut_text_has_lost_is_missing(text: str) -> None:
    report = read(text[: text.index("3.危及")])
    status = {cell.row: cell.status for cell in report.cells if cell.table == "requests"}
    assert status["refused_by_law"] is Status.REPORTED
    assert status["refused_third_party"] is Status.MISSING
    assert {cell.status for cell in report.cells if cell.table == "challenges"} == {Status.MISSING}


@pytest.mark.parametrize(
    ("proactive", "requests", "edition"),
    [("2021", "2021", "2021"), ("2019", "2019", "2019"), ("2019", "2021", "2019"), ("2021", "2019", "2021")],
)
def test_the_edition_is_read_from_the_tables(proactive: str, requests: str, edition: str) -> None:
    made = {each: make_report(random.Random(3), each) for each in ("2019", "2021")}
    tables = {**grids(made[requests]), "proactive": grids(made[proactive])["proactive"]}
    text = print_report(made["2021"], {name: LAYOUTS["tabs"](grid) for name, grid in tables.items()})
    report = read(text)
    assert report.edition == edition
    if proactive != requests:
        assert any("not loaded" in note for note in report.notes)


def test_measures_that_only_the_other_edition_has_are_named() -> None:
    older, newer = (grids(make_report(random.Random(3), each)) for each in ("2019", "2021"))
    first = [next(at for at, row in enumerate(each["proactive"]) if "（五）" in row[0]) for each in (older, newer)]
    mixed = [*newer["proactive"][: first[1]], *older["proactive"][first[0] :]]
    tables = {**older, "proactive": mixed}
    text = print_report(make_report(random.Random(3), "2019"), {n: LAYOUTS["tabs"](grid) for n, grid in tables.items()})
    report = read(text)
    (note,) = [note for note in report.notes if "not loaded" in note]
    measures = [
        f"{item}.{each}" for item in ("rules", "normative_documents") for each in ("issued", "repealed", "in_force")
    ]
    assert (report.edition, note.partition(": ")[2].split(", ")) == ("2019", measures)


def test_a_report_without_any_sign_of_its_edition_has_the_cells_of_both() -> None:
    made = make_report(random.Random(3), "2021")
    tables = grids(made)
    rows = [
        row
        for row in tables["requests"]
        if not any("其他处理" in cell or "其他法律" in cell or cell == "3.其他" or "逾期" in cell for cell in row)
    ]
    text = print_report(
        made, {"proactive": "", "requests": LAYOUTS["tabs"](rows), "challenges": LAYOUTS["tabs"](tables["challenges"])}
    )
    report = read(text)
    assert report.edition is None
    assert {cell.row for cell in report.cells} >= {"received", "resolved_total", "licensing"}
    assert not {cell.row for cell in report.cells} & {"other_misc", "other_outcome", "rules", "procurement"}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("bad", [b"\x00", b"\xff"], ids=["NUL", "no character"])
@pytest.mark.parametrize("instead", [True, False], ids=["instead of a digit", "behind a figure"])
def test_a_figure_that_touches_a_damaged_byte_is_illegible(encoding: str, bad: bytes, *, instead: bool) -> None:
    made = make_report(random.Random(5), "2021", 400)
    data = text_of(made, "tabs").encode(encoding)
    at = data.index("1.属于国家秘密\t".encode(encoding)) + len("1.属于国家秘密\t".encode(encoding))
    end = at + len(str(made.cells["requests", "refused_state_secret", "natural_person"]))
    document = extract_document(data[: end - instead] + bad + data[end:])
    (report,) = document.reports
    assert document.text is not None
    cells = {(cell.table, cell.row, cell.column): cell for cell in report.cells}
    damaged = cells.pop(("requests", "refused_state_secret", "natural_person"))
    assert (damaged.status, damaged.value) == (Status.ILLEGIBLE, None)
    assert damaged.span is not None
    assert document.text[slice(*damaged.span)][-1] in "\0\ufffd"
    assert document.notes == ("characters that can't be read, since their bytes are damaged: 1",)
    assert all(cell.value in (None, made.cells[key]) for key, cell in cells.items())
    assert sum(cell.value is None for cell in cells.values()) < 8


def test_a_sentence_with_a_damaged_figure_claims_nothing() -> None:
    sentence = "2022年，本机关共收到政府信息公开申请15件，办结申请7件。"
    text = f"青江市水务局2022年政府信息公开工作年度报告\n一、总体情况\n{sentence}\n" + "认真贯彻条例。\n" * 100
    damaged = extract_document(text.encode().replace(b"15", b"\x005"))
    assert [claim.value for claim in extract_document(text.encode()).reports[0].claims] == [15, 7]
    assert [claim.value for claim in damaged.reports[0].claims] == [7]


def test_a_report_in_traditional_characters_is_read_like_one_in_simplified() -> None:
    text = (
        "雲嶺縣稅務(wù)局2022年政府信息公開工作年度報告\n一、總體情況\n2022年，雲嶺縣稅務局共收到政府信息公開申請15件。\n"
        "三、收到和處理政府信息公開申請情況\n一、本年新收政府信息公開申請數量 | 15 | 0 | 0 | 0 | 0 | 0 | 15 |\n"
    )
    report = read(text)
    assert (report.title, report.agency, report.report_year) == (
        "雲嶺縣稅務局2022年政府信息公開工作年度報告",
        "雲嶺縣稅務局",
        2022,
    )
    assert values(report)["requests", "received", "total"] == 15
    assert [(claim.claim, claim.value) for claim in report.claims] == [("received", 15)]
    assert [section.code for section in report.sections] == ["overview", "requests"]


def test_a_report_in_the_vocabulary_of_other_readers_is_read_and_shown_as_printed() -> None:
    text = (
        "雲嶺縣資訊中心2022年政府資訊公開工作年度報告\n一、總體情況\n2022年，共收到政府資訊公開申請15件。\n"
        "二、主動公開政府資訊情況\n資訊內容 | 本年制發件數 | 本年廢止件數 | 現行有效件數 |\n規章 | 0 | 0 | 0 |\n"
        "行政規範性檔案 | 7 | 4 | 39 |\n三、收到和處理政府資訊公開申請情況\n"
        "一、本年新收政府資訊公開申請數量 | 15 | 0 | 0 | 0 | 0 | 0 | 15 |\n"
    )
    report = read(text)
    assert (report.title, report.agency) == ("雲嶺縣資訊中心2022年政府資訊公開工作年度報告", "雲嶺縣資訊中心")
    found = values(report)
    assert [found["proactive", "normative_documents", c] for c in ("issued", "repealed", "in_force")] == [7, 4, 39]
    assert found["requests", "received", "total"] == 15
    assert [(claim.claim, claim.value) for claim in report.claims] == [("received", 15)]
    assert [section.code for section in report.sections] == ["overview", "proactive", "requests"]


@pytest.mark.parametrize("name", NAMES)
def test_every_offset_slices_to_what_stands_there(name: str) -> None:
    document = extract_document((RAW / name).read_bytes())
    assert document.text is not None
    for report in document.reports:
        for cell in report.cells:
            if cell.status is Status.REPORTED:
                assert cell.span is not None
                printed = document.text[cell.span.start : cell.span.end]
                assert cell.value == int(float(printed)) or str(cell.value) == printed.lstrip("+")
        for claim in report.claims:
            assert document.text[claim.sentence.start : claim.sentence.end].count(
                document.text[claim.span.start : claim.span.end]
            )


@pytest.mark.parametrize("layout", ["tabs", "markdown", "a cell a line", "a cell a line, tabs", "spaces"])
@pytest.mark.parametrize("at", [1, 6])
def test_a_column_that_the_form_does_not_have_is_left_out(made: Made, layout: str, at: int) -> None:
    tables = dict(grids(made))
    for row in tables["requests"]:
        figures = row[3:]
        head = "法人小计" if "商业企业" in row else ""
        row.insert(3 + at, str(sum(map(int, figures[1:6]))) if figures[0].isdigit() else head)
    text = print_report(made, {name: LAYOUTS[layout](grid) for name, grid in tables.items()})
    assert values(read(text)) == made.cells


@pytest.mark.parametrize("seed", [1, 2])
def test_figures_behind_an_empty_line_are_those_of_the_label_above(seed: int) -> None:
    """Also where a misprint leaves it to the decoder, and next to the label below."""
    made, key = make_report(random.Random(seed), size=0), ("requests", "granted", "total")
    made = replace(made, cells={**made.cells, key: (made.cells[key] or 0) + 1})
    tables = dict(grids(made))
    lines = ["\t".join(row) for row in tables["requests"]]
    for at, row in enumerate(tables["requests"]):
        if sum(cell.isdigit() for cell in row) == 7:
            lines[at] = "\t".join(row[:-7]) + "\n\n\t\t\t" + "\t".join(row[-7:])
    printed = {name: LAYOUTS["tabs"](grid) for name, grid in tables.items()} | {"requests": "\n".join(lines)}
    assert values(read(print_report(made, printed))) == made.cells


def test_columns_in_another_order_are_read_under_their_names(made: Made) -> None:
    tables = dict(grids(made))
    for row in tables["requests"]:
        row[4], row[5] = row[5], row[4]
    report = read(print_report(made, {name: LAYOUTS["tabs"](grid) for name, grid in tables.items()}))
    assert values(report) == made.cells


@pytest.mark.parametrize("layout", ["tabs", "markdown", "a cell a line", "spaces"])
def test_challenges_with_a_row_for_each_channel(made: Made, layout: str) -> None:
    tables = dict(grids(made))
    channels = made.form.tables["challenges"]
    figures = tables["challenges"][-1]
    tables["challenges"] = [
        ["", *(column.label_zh for column in channels.columns)],
        *([row.label_zh, *figures[5 * i : 5 * i + 5]] for i, row in enumerate(channels.rows)),
    ]
    text = print_report(made, {name: LAYOUTS[layout](grid) for name, grid in tables.items()})
    assert values(read(text)) == made.cells


WRAPPED = {
    "above": "2.申请人逾期未按收费\t{}\n通知要求缴纳费用、行政机关\n不再处理其政府信息公开申请",
    "in the middle": "2.申请人逾期未按收费\n通知要求缴纳费用、行政机关\t{}\n不再处理其政府信息公开申请",
    "below": "2.申请人逾期未按收费\n通知要求缴纳费用、行政机关\n不再处理其政府信息公开申请\t{}",
    "on a line of their own": "2.申请人逾期未按收费\n\t{}\n通知要求缴纳费用、行政机关\n不再处理其政府信息公开申请",
}


@pytest.mark.parametrize("where", WRAPPED)
def test_a_label_broken_over_lines(text: str, made: Made, where: str) -> None:
    lines = text.splitlines()
    (at,) = (i for i, line in enumerate(lines) if "收费通知" in line)
    figures = lines[at].split("\t")[3:]
    lines[at] = WRAPPED[where].format("\t".join(figures))
    assert values(read("\n".join(lines))) == made.cells


@pytest.mark.parametrize(
    ("section", "said", "year"),
    [
        ("六、其他需要报告的事项", "2022年，我局未收取信息处理费。", 2022),
        ("六、其他需要报告的事项", "2022年度发出收费通知0件，收费总金额0元。2023年将继续做好工作。", 2022),
        ("五、存在的主要问题及改进情况", "2022年，我局工作取得一定成效，但仍有不足。2023年，我局将加强培训。", 2022),
        ("五、存在的主要问题及改进情况", "2023年，我局将加强培训，力争取得成效。", None),
        ("五、存在的主要问题及改进情况", "2023年，加强培训。", None),
    ],
)
def test_the_last_sections_tell_the_year_where_they_speak_of_the_one_that_is_over(
    section: str, said: str, year: int | None
) -> None:
    title = "青江市水务局政府信息公开工作年度报告\n一、总体情况\n坚持公开。\n"
    assert read(f"{title}{section}\n{said}\n").report_year == year


def test_the_title_is_as_printed_but_for_the_forms_of_its_characters(text: str) -> None:
    _, rest = text.split("\n", 1)
    report = read(f"某⼈⺠政府（本级）　２０２２年政府信息公开⼯作年度报告\n{rest}")
    assert report.title == "某人民政府（本级） ２０２２年政府信息公开工作年度报告"
    assert (report.agency, report.report_year) == ("某人民政府（本级）", 2022)


@pytest.mark.parametrize("layout", ["tabs", "markdown", "bars around", "a cell a line, tabs", "spaces"])
def test_a_page_break_between_the_header_of_the_challenges_and_its_row(made: Made, layout: str) -> None:
    tables = {name: LAYOUTS[layout](grid) for name, grid in grids(made).items()}
    header = LAYOUTS[layout](grids(made)["challenges"][:3])
    tables["challenges"] = f"{header}\n- 4 -\n{tables['challenges']}"
    assert values(read(print_report(made, tables))) == made.cells


@pytest.mark.parametrize("lost", ["二", "三", "四"])
@pytest.mark.parametrize("layout", ["tabs", "a cell a line", "labels, then figures"])
@pytest.mark.parametrize("kept", [0, 1], ids=["nothing of it", "its heading"])
def test_a_report_without_one_of_its_tables(lost: str, layout: str, kept: int) -> None:
    made = make_report(random.Random(4), "2021", 60)
    headings = "一、总体|二、主动公开|三、收到和处理|四、政府信息公开|五、存在的|六、其他需要"
    sections = re.split(f"\n(?={headings})", text_of(made, layout))
    left = [s if not s.startswith(f"{lost}、") else "\n".join(s.split("\n")[:kept]) for s in sections]
    report = read("\n".join(left))
    table = {"二": "proactive", "三": "requests", "四": "challenges"}[lost]
    assert all(value in (None, made.cells[key]) for key, value in values(report).items())
    assert {value for key, value in values(report).items() if key[0] == table} == {None}


def test_figures_of_another_section_are_no_challenges() -> None:
    made = make_report(random.Random(4), "2021", 60)
    before, _, behind = text_of(made, "tabs").partition("四、政府信息公开")
    heading = "四、政府信息公开行政复议、行政诉讼情况\n本年度未发生行政复议、行政诉讼。\n"
    rest = behind[behind.index("五、存在") :]
    report = read(f"{before}{heading}{rest}建议提案办理情况\n2 0 1 0 3 4 0 0 0 4 1 1 0 0 2\n")
    assert {value for key, value in values(report).items() if key[0] == "challenges"} == {None}


@pytest.mark.parametrize("between", ["\n\n", "\n【打印版】\n"])
def test_a_report_that_stands_in_a_file_twice_is_one(text: str, made: Made, between: str) -> None:
    assert values(read(text + between + text)) == made.cells


def test_another_report_of_the_same_figures_is_another(text: str) -> None:
    year = re.search(r"20\d\d年", text)
    assert year
    other = text.replace(year[0], "2031年")
    assert len(extract_document(f"{text}\n\n{other}".encode()).reports) == 2


@pytest.mark.parametrize("lost", range(0, 25, 3))
def test_a_label_with_one_character_misread_is_that_label(made: Made, lost: int) -> None:
    rows = [[*row] for row in grids(made)["requests"]]
    labelled = [row for row in rows if sum(map(is_figure, row)) == 7]
    at = max(i for i, cell in enumerate(labelled[lost]) if cell and not is_figure(cell))
    label = labelled[lost][at]
    if len(label) < 10:
        pytest.skip("a short label is like others")
    labelled[lost][at] = label[:4] + "囗" + label[5:]
    text = text_of(made, "tabs").replace(label, labelled[lost][at])
    assert values(read(text)) == made.cells


def test_a_table_with_nothing_but_totals(made: Made) -> None:
    rows = [[cell for cell in row if cell] for row in grids(made)["requests"]]
    totals = ["".join(row[:-7]) + "\t" + row[-1] for row in rows if sum(map(is_figure, row)) == 7]
    table = "\n".join(["项目\t数量（件）", *totals])
    tables = {name: "\n".join("\t".join(row) for row in grid) for name, grid in grids(made).items()} | {
        "requests": table
    }
    found = values(read(print_report(made, tables)))
    requests = {key: value for key, value in found.items() if key[0] == "requests"}
    assert {k: v for k, v in requests.items() if v is not None} == {
        k: v for k, v in made.cells.items() if k[0] == "requests" and k[2] == "total"
    }
