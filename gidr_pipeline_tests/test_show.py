"""A report as `gidr show` lays it out: every figure, every mark, and why."""

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path

import duckdb
import polars as pl
import pytest
from rich.cells import cell_len
from rich.console import Console

from gidr_pipeline.forms import TABLES, form_of
from gidr_pipeline.reconciliation import between_years, within_reports
from gidr_pipeline.show import show_report
from gidr_pipeline.warehouse.catalog import create_warehouse
from gidr_pipeline.warehouse.published import NoWarehouse
from gidr_pipeline_tests.folders import NAMES, House
from gidr_pipeline_tests.reconciliation.frames import Printed, cells_of, claims_of, one_report

AGENCY = "广州市从化区人民政府"
PRINTED: dict[str, Printed] = {
    "normative_documents.issued": 13,
    "fees.amount_10k_yuan": 7012,
    "received.natural_person": 558,
    "received.business": 10,
    "received.legal_services": "6 repaired",
    "received.other_org": 2,
    "received.total": 576,
    "resolved_total.total": 575,
    "granted.total": "illegible",
    "granted.business": "blank",
    "carried_out.research": "missing",
    "litigation_direct.upheld": 1,
    "litigation_direct.total": 1,
}
RAW = {"granted.total": "33\x1b[31m6"}
NOTES = {
    "received.legal_services": "the sum of the row and the balance of the column",
    "granted.total": "two figures in one cell",
    "fees.amount_10k_yuan": "converted from 元",
}
MENTIONS = {"received": (575, "全年收到政府信息公开申请575件。\n"), "refused": (0, "不予公开[bold]0件")}


def warehouse_with(
    path: Path, printed: Mapping[str, Printed], edition: str | None = "2021", agency: str | None = AGENCY
) -> Path:
    """A warehouse with the one report 2022/从化.txt, and the file that was rejected, 2022/坏.txt."""
    report_id = "2022/从化.txt"
    reports = one_report(report_id, agency, 2022, edition)
    cells = cells_of(printed, report_id, edition)
    claims = pl.concat([claims_of((claim, figure), report_id=report_id) for claim, (figure, _) in MENTIONS.items()])
    findings = pl.concat([within_reports(reports, cells, claims), between_years(reports, cells)])
    figures = cells.with_columns(raw=None, start=None, stop=None, note=None)
    create_warehouse(path)
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "INSERT INTO dim_report "
            "SELECT ?, ?, ?, 2022, ?, 'utf-8', 'a', 9, 200, 1, 1, 1, 1, '1', ?, ?, NULL, 'unknown', NULL",
            [report_id, f"{agency}2022年报告", agency, edition, datetime(2026, 1, 1), "a remark on the reading"],
        )
        for name in TABLES:
            table = form_of(edition).tables[name]
            connection.register("facts", figures.filter(table=name).drop("table"))
            connection.execute(f"INSERT INTO {table.fact} SELECT * EXCLUDE stop FROM facts")
            for column, extra in (("raw_text", RAW), ("note", NOTES)):
                for cell, text in extra.items():
                    place = f"{table.row_axis} || '.' || {table.column_axis}"
                    connection.execute(f"UPDATE {table.fact} SET {column} = ? WHERE {place} = ?", [text, cell])
        for position, (claim, (figure, sentence)) in enumerate(MENTIONS.items()):
            connection.execute(
                "INSERT INTO fact_narrative VALUES (?, ?, ?, '件', ?, ?, ?, ?)",
                [report_id, claim, Decimal(figure), str(figure), sentence, position, position + 1],
            )
        connection.register("findings", findings)
        connection.execute("INSERT INTO fact_reconciliation SELECT * EXCLUDE reading FROM findings")
        connection.execute("INSERT INTO rejected_document VALUES ('2022/坏.txt', 'empty', 'save the file again', NULL)")
    return path


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Only to be read."""
    return warehouse_with(tmp_path_factory.mktemp("warehouse") / "gidr.duckdb", PRINTED)


def shown(warehouse: Path, report_id: str = "2022/从化.txt", width: int = 100, terminal: bool = False) -> str:
    out = StringIO()
    show_report(Console(file=out, width=width, force_terminal=terminal), warehouse, report_id)
    return out.getvalue()


def line_of(output: str, name: str, after: int = 0) -> list[str]:
    """What follows `name` on the one line that has it after so many other words."""
    (line,) = [line.split() for line in output.splitlines() if line.split()[after : after + 1] == [name]]
    return line[after + 1 :]


def figures_of(output: str, code: str) -> list[str]:
    """The words behind the label and the code of a line of the form's tables."""
    return line_of(output, code, after=1)


def test_the_head_tells_which_report_and_how_it_was_read(warehouse: Path) -> None:
    head = shown(warehouse).split("二、主动公开")[0]
    for said in (f"{AGENCY}2022年报告", "2022/从化.txt", "2021 (国办公开办函〔2021〕30号)", "a remark on the reading"):
        assert said in head
    assert "200 reported, 1 repaired, 1 blank, 1 missing, 1 illegible" in head
    assert "flagged 待核查: narrative_agreement (received)" in head
    assert "flagged 待核查: request_applicants (resolved_total)" in head


@pytest.mark.parametrize(
    ("code", "figures"),
    [
        ("normative_documents", ["13", "0", "0"]),
        ("fees", ["7012"]),
        ("received", ["558", "10", "0", "0", "6*", "2", "576"]),
        ("granted", ["0", "-", "0", "0", "0", "0", "!33", "[31m6"]),
        ("carried_out", ["0", "0", "?", "0", "0", "0", "0"]),
        ("resolved_total", ["0", "0", "0", "0", "0", "0", "575", "≠"]),
        ("litigation_direct", ["1", "0", "0", "0", "1"]),
    ],
)
def test_each_line_has_its_figures_and_marks(warehouse: Path, code: str, figures: list[str]) -> None:
    # Wide enough for every label on one line.
    assert figures_of(shown(warehouse, width=240), code) == figures


@pytest.mark.parametrize("edition", ["2019", "2021", None])
def test_every_line_and_heading_of_the_form_is_there(tmp_path: Path, edition: str | None) -> None:
    output = shown(warehouse_with(tmp_path / "gidr.duckdb", {}, edition), width=240)
    positions = []
    for table in form_of(edition).tables.values():
        positions.append(output.index(next(s.label_zh for s in form_of(edition).sections if s.code == table.name)))
        for row in table.rows:
            label = row.label_zh.rpartition("：")[2]
            positions.append(output.index(f"{label} {row.code} "))
            columns = [column for each, column in table.cells() if each == row.code]
            assert figures_of(output, row.code) == ["0"] * len(columns)
    assert positions == sorted(positions)
    assert ("not determined" in output) == (edition is None)


def test_sums_that_do_not_hold_are_said_below_their_table(warehouse: Path) -> None:
    output = shown(warehouse, width=400)
    requests = output[output.index("三、收到和处理") : output.index("四、政府信息公开")]
    assert "request_balance · total 总计: received 576 + carried_in 0 ≠ resolved_total 575 + carried_out 0" in requests
    assert "576 against 575（第一项加第二项之和，等于第三项加第四项之和）" in requests
    (footer,) = [line for line in requests.splitlines() if set(line.split()) == {"≠"}]
    assert footer.split() == ["≠"] * 5
    assert "≠" not in output[output.index("四、政府信息公开") : output.index("正文与表格")]


def test_notes_of_cells_are_said_below_their_table(warehouse: Path) -> None:
    output = shown(warehouse, width=240)
    assert f"received (legal_services) repaired: {NOTES['received.legal_services']}" in output
    assert f"granted (total) illegible: {NOTES['granted.total']}" in output
    assert "fees (amount_10k_yuan) reported: converted from 元" in output


def test_what_the_prose_says_stands_beside_the_verdict(warehouse: Path) -> None:
    prose = shown(warehouse).split("正文与表格")[1]
    lines = [line.strip() for line in prose.splitlines() if line.strip()]
    assert [line.split() for line in lines[:4]] == [
        ["全年收到政府信息公开申请575件。"],
        ["received", "575", "differs"],
        ["不予公开[bold]0件"],
        ["refused", "0", "agrees"],
    ]
    assert "≠ received: the prose says 575 ≠ received.total 576: 575 against 576" in prose


def test_figures_in_question_are_shown_in_their_surroundings(loaded_once: House) -> None:
    out = StringIO()
    show_report(Console(file=out, width=400), loaded_once.warehouse, NAMES[4], context=True)
    assert re.search(r"unavailable_not_held\.natural_person: .*⟦64⟧", out.getvalue())
    assert "received.total:" not in out.getvalue(), "it was simply read"
    assert "⟦" not in shown(loaded_once.warehouse, NAMES[4])


def test_nothing_long_is_cut_off(tmp_path: Path) -> None:
    path, long = warehouse_with(tmp_path / "gidr.duckdb", PRINTED), "政府信息公开" * 40
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE fact_narrative SET sentence = ?", [long])
        connection.execute("UPDATE dim_report SET title = $1, note = $1, agency = $1", [long])
        connection.execute("UPDATE fact_proactive SET note = ?", [long])
    output = shown(path, width=60, terminal=True)
    assert "…" not in output
    assert len(re.sub(r"[^政府信息公开]", "", output)) > 5 * len(long)


def test_a_report_whose_prose_says_nothing_about_the_tables(tmp_path: Path) -> None:
    path = warehouse_with(tmp_path / "gidr.duckdb", {})
    with duckdb.connect(str(path)) as connection:
        connection.execute("DELETE FROM fact_narrative")
        connection.execute("DELETE FROM fact_reconciliation WHERE rule = 'narrative_agreement'")
    assert "The prose states no figure of these tables." in shown(path)


def test_the_rules_are_counted_by_verdict(warehouse: Path) -> None:
    output = shown(warehouse).split("勾稽关系")[1]
    assert line_of(output, "request_balance") == ["5", "1", "1"]
    assert line_of(output, "carry_over") == ["7"]


@pytest.mark.parametrize("width", [60, 100, 200])
def test_no_line_is_wider_than_the_terminal(warehouse: Path, width: int) -> None:
    plain = re.sub(r"\x1b\[[\d;]*m", "", shown(warehouse, width=width, terminal=True))
    assert 50 < max(cell_len(line) for line in plain.splitlines()) <= width


def test_colour_goes_to_terminals_only_and_nothing_steers_them(warehouse: Path) -> None:
    piped, coloured = shown(warehouse), shown(warehouse, terminal=True)
    assert "\x1b" not in piped
    assert re.search(r"\x1b\[36m *6\*", coloured)
    assert "\x1b[31m6" not in coloured
    assert "!33 [31m6" in coloured


def test_figures_are_not_folded_in_a_narrow_pipe(warehouse: Path) -> None:
    assert "!33 [31m6" in shown(warehouse, width=20)


def test_an_unknown_report_names_those_like_it(warehouse: Path) -> None:
    with pytest.raises(LookupError, match=r"no report 2022/从化; the closest are: 2022/从化\.txt"):
        shown(warehouse, "2022/从化")


def test_a_rejected_file_is_told_from_an_unknown_one(warehouse: Path) -> None:
    with pytest.raises(LookupError, match=r"2022/坏\.txt was not loaded \(empty\): save the file again"):
        shown(warehouse, "2022/坏.txt")


def test_an_empty_warehouse_says_so(tmp_path: Path) -> None:
    path = warehouse_with(tmp_path / "gidr.duckdb", {})
    with duckdb.connect(str(path)) as connection:
        connection.execute("DELETE FROM dim_report")
    with pytest.raises(LookupError, match="the warehouse is empty"):
        shown(path)


def test_no_warehouse_yet(tmp_path: Path) -> None:
    with pytest.raises(NoWarehouse, match="gidr ingest"):
        shown(tmp_path / "gidr.duckdb")


def test_looking_does_not_lock_out_other_readers(warehouse: Path) -> None:
    before = warehouse.read_bytes()
    with duckdb.connect(str(warehouse), read_only=True):
        assert AGENCY in shown(warehouse)
    assert warehouse.read_bytes() == before
