"""Tables as files: what is written is what the warehouse holds, and no text becomes a formula."""

import csv
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import pytest
from click.testing import CliRunner

from gidr_pipeline.cli import main
from gidr_pipeline.export import export, left_out
from gidr_pipeline.export.spreadsheet import LONGEST_TEXT, write_spreadsheet
from gidr_pipeline.warehouse.catalog import BOOKKEEPING, catalog
from gidr_pipeline_tests.folders import NAMES, House
from gidr_pipeline_tests.make_dictionary import PAGE, dictionary

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMULA = '=HYPERLINK("http://example.org","政府")'


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The five reports, of which one has texts that a spreadsheet would run."""
    house = House(tmp_path_factory.mktemp("export"))
    house.run()
    with duckdb.connect(str(house.warehouse)) as con:
        con.execute("UPDATE dim_report SET note = ? WHERE report_id = ?", [FORMULA, NAMES[0]])
        con.execute("UPDATE dim_report SET note = '+1, \"zwei\"\nZeilen' WHERE report_id = ?", [NAMES[1]])
        con.execute("UPDATE dim_report SET note = '-' WHERE report_id = ?", [NAMES[2]])
        con.execute("UPDATE dim_report SET note = '-1' WHERE report_id = ?", [NAMES[3]])
        con.execute("UPDATE dim_report SET note = chr(27) || '<a>&' WHERE report_id = ?", [NAMES[4]])
    return house


@pytest.fixture(scope="module", params=["parquet", "csv", "xlsx"])
def exported(
    request: pytest.FixtureRequest, house: House, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    folder = tmp_path_factory.mktemp(request.param) / "new" / "folder"
    export(house.warehouse, folder, request.param)
    return request.param, folder


def rows_of_sheet(path: Path) -> Iterator[list[str | None]]:
    """What each cell shows, by sheets; a formula would have an element of its own."""
    with zipfile.ZipFile(path) as book:
        for name in sorted(each for each in book.namelist() if each.startswith("xl/worksheets/")):
            tree = ElementTree.fromstring(book.read(name))
            assert tree.find(f".//{SHEET}f") is None
            assert tree.find(f".//{SHEET}pane").get("state") == "frozen"  # type: ignore[union-attr]
            assert tree.find(f"{SHEET}autoFilter") is not None
            for row in tree.iter(f"{SHEET}row"):
                yield ["".join(cell.itertext()) if len(cell) else None for cell in row]


def test_the_package_describes_every_file_and_column(exported: tuple[str, Path], house: House) -> None:
    file_format, folder = exported
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    files = {path.name for path in folder.iterdir()} - {"datapackage.json"}
    assert {resource["path"] for resource in package["resources"]} == files
    assert set(left_out(file_format)) == {"report_cell"} | (
        {"report_text", "report_section"} if file_format == "xlsx" else set()
    )
    assert {resource["name"] for resource in package["resources"]} == catalog().keys() - {
        *BOOKKEEPING,
        *left_out(file_format),
    }
    names = {resource["name"] for resource in package["resources"]}
    for resource in package["resources"]:
        relation = catalog()[resource["name"]]
        fields = [(field["name"], field["description"]) for field in resource["schema"]["fields"]]
        assert fields == [(column.name, column.comment) for column in relation.columns]
        assert resource["rows"] == house.rows(f"SELECT count(*) FROM {relation.name}")[0][0]
        for key in resource["schema"]["foreignKeys"]:
            target, field = key["reference"]["resource"], key["reference"]["fields"]
            assert target in names
            assert field in {column.name for column in catalog()[target].columns}
            assert key["fields"] in {column.name for column in relation.columns}


def test_every_row_is_there(exported: tuple[str, Path], house: House) -> None:
    file_format, folder = exported
    for table in ("dim_report", "fact_request", "report_wide", "flagged_report", "cell_change"):
        path, wanted = folder / f"{table}.{file_format}", house.rows(f"FROM {table} ORDER BY ALL")
        match file_format:
            case "parquet":
                assert duckdb.sql(f"FROM '{path}' ORDER BY ALL").fetchall() == wanted
            case "csv":
                data = path.read_bytes()
                assert data.startswith(b"\xef\xbb\xbf")
                header, *rows = csv.reader(data.decode("utf-8-sig").splitlines(keepends=True))
                assert header == [column.name for column in catalog()[table].columns]
                assert len(rows) == len(wanted)
                assert {row[0] for row in rows} == {row[0] for row in wanted}
            case "xlsx":
                header, *shown = rows_of_sheet(path)
                assert header == [column.name for column in catalog()[table].columns]
                assert {row[0] for row in shown} == {row[0] for row in wanted}
                assert len(shown) == len(wanted)


def test_values_come_back_as_they_were(exported: tuple[str, Path], house: House) -> None:
    file_format, folder = exported
    wanted = house.rows("SELECT report_id, line, applicant, value, raw_text FROM fact_request ORDER BY ALL")
    path = folder / f"fact_request.{file_format}"
    at = [0, 1, 2, 3, 5]
    match file_format:
        case "parquet":
            got = duckdb.sql(
                f"SELECT report_id, line, applicant, value, raw_text FROM '{path}' ORDER BY ALL"
            ).fetchall()
        case "csv":
            rows = list(csv.reader(path.read_text("utf-8-sig").splitlines(keepends=True)))[1:]
            got = [tuple(row[i] or None for i in at) for row in rows]
        case _:
            got = [tuple(row[i] for i in at) for row in list(rows_of_sheet(path))[1:]]
    told = [tuple(None if value is None else str(value) for value in row) for row in got]
    assert sorted(told, key=str) == sorted(
        (tuple(None if value is None else str(value) for value in row) for row in wanted), key=str
    )


def test_text_that_begins_like_a_formula_stays_text(exported: tuple[str, Path]) -> None:
    file_format, folder = exported
    path = folder / f"dim_report.{file_format}"
    match file_format:
        case "parquet":
            notes = dict(duckdb.sql(f"SELECT report_id, note FROM '{path}'").fetchall())
        case "csv":
            text = path.read_text("utf-8-sig")
            header, *rows = csv.reader(text.splitlines(keepends=True))
            notes = {row[0]: row[header.index("note")] for row in rows}
        case _:
            header, *rows = rows_of_sheet(path)
            notes = {row[0]: row[header.index("note")] for row in rows}
    guard = "'" if file_format == "csv" else ""
    assert notes[NAMES[0]] == guard + FORMULA
    assert notes[NAMES[1]] == guard + '+1, "zwei"\nZeilen'
    assert notes[NAMES[2]] == "-"
    assert notes[NAMES[3]] == "-1"
    assert notes[NAMES[4]] == ("_x001B_<a>&" if file_format == "xlsx" else "\x1b<a>&")


def test_a_sheet_takes_what_a_sheet_can_and_the_next_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gidr_pipeline.export.spreadsheet.ROWS_OF_A_SHEET", 4)
    path = tmp_path / "table.xlsx"
    write_spreadsheet(path, "table", ["n", "text"], ((number, "x" * (LONGEST_TEXT + 1)) for number in range(7)))
    with zipfile.ZipFile(path) as book:
        assert re.findall(r'sheet name="([^"]+)"', book.read("xl/workbook.xml").decode()) == [
            "table",
            "table 2",
            "table 3",
        ]
    rows = list(rows_of_sheet(path))
    assert [row[0] for row in rows] == ["n", "0", "1", "2", "n", "3", "4", "5", "n", "6"]
    assert {len(row[1] or "") for row in rows[1:4]} == {LONGEST_TEXT}


def test_numbers_are_numbers_unless_a_spreadsheet_would_round_them(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    write_spreadsheet(path, "table", ["n"], [(1586,), (12345678901234567890,), (True,), (None,)])
    with zipfile.ZipFile(path) as book:
        cells = list(ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml")).iter(f"{SHEET}c"))[1:]
    assert [cell.get("t") for cell in cells] == [None, "inlineStr", "b", None]


def test_the_command_says_what_it_wrote_and_what_is_missing(house: House, tmp_path: Path) -> None:
    run = CliRunner().invoke(
        main, ["export", str(tmp_path / "out"), "--format", "csv", "--warehouse", str(house.warehouse)]
    )
    assert run.exit_code == 0
    assert "datapackage.json" in run.output
    assert re.findall(r"^without (\w+): ", run.output, re.M) == ["report_cell"]
    run = CliRunner().invoke(main, ["export", str(tmp_path / "out"), "--warehouse", str(tmp_path / "none.duckdb")])
    assert run.exit_code == 1
    assert "run gidr ingest first" in run.output


def test_the_dictionary_in_the_docs_is_current() -> None:
    assert PAGE.read_text("utf-8") == dictionary()
