"""Each way in which a warehouse could contradict itself, made on purpose and seen to be caught."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest

from gidr_pipeline.steps import known
from gidr_pipeline.warehouse.catalog import create_warehouse
from gidr_pipeline.warehouse.integrity import IntegrityResult, check_integrity
from gidr_pipeline.warehouse.integrity_checks import COLUMNS_OF_REPORTS, FULL_FOLDER, integrity_checks
from gidr_pipeline_tests.folders import LONG_AGO_NS, NAMES, RAW, House

FIRST = NAMES[0]


@pytest.fixture(scope="module")
def sound(loaded_once: House, tmp_path_factory: pytest.TempPathFactory) -> Path:
    house = loaded_once.clone(tmp_path_factory.mktemp("house"))
    house.put("empty.txt", b"")
    house.run()
    return house.warehouse


@pytest.fixture
def con(sound: Path, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse that may be spoilt."""
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(sound.read_bytes())
    with duckdb.connect(str(copy)) as con:
        yield con


def failed(con: duckdb.DuckDBPyConnection, written: pl.DataFrame | None = None) -> set[str]:
    return {result.check.name for result in check_integrity(con, written) if not result.passed}


def ids(*reports: str) -> pl.DataFrame:
    return pl.DataFrame({"report_id": reports}, schema={"report_id": pl.String})


def test_a_sound_warehouse_passes_and_every_check_looked_at_something(con: duckdb.DuckDBPyConnection) -> None:
    results = check_integrity(con)
    assert [result.check for result in results] == list(integrity_checks())
    assert [(result.check.name, result.shown) for result in results if not result.passed] == []
    assert [result.check.name for result in results if not result.looked_at] == []


SPOILT = {
    "a cell twice": (
        "no_duplicate_keys",
        "INSERT INTO fact_request BY NAME SELECT * EXCLUDE source_end FROM fact_request LIMIT 1",
    ),
    "a verdict twice": ("no_duplicate_keys", "INSERT INTO fact_reconciliation FROM fact_reconciliation LIMIT 1"),
    "a rejection twice": ("no_duplicate_keys", "INSERT INTO rejected_document FROM rejected_document"),
    "a cell lost": (
        "cells_are_of_the_form",
        f"DELETE FROM fact_challenge WHERE report_id = '{FIRST}' AND channel = 'reconsideration' AND result = 'total'",
    ),
    "a strange cell": (
        "cells_are_of_the_form",
        f"UPDATE fact_proactive SET measure = 'created' WHERE report_id = '{FIRST}' AND measure = 'issued'",
    ),
    "all cells of a report lost": ("cells_are_of_the_form", f"DELETE FROM fact_request WHERE report_id = '{FIRST}'"),
    "another edition": ("cells_are_of_the_form", f"UPDATE dim_report SET edition = '2019' WHERE report_id = '{FIRST}'"),
    "cells of nobody": (
        "rows_belong_to_reports",
        "INSERT INTO fact_challenge BY NAME "
        "SELECT * EXCLUDE source_end REPLACE ('ghost.txt' AS report_id) FROM fact_challenge "
        f"WHERE report_id = '{FIRST}'",
    ),
    "sections of nobody": (
        "rows_belong_to_reports",
        "UPDATE section_place SET report_id = 'x' WHERE section = 'overview'",
    ),
    "a false count": ("cell_counts_are_true", "UPDATE dim_report SET cells_blank = cells_blank + 1"),
    "a value in a blank": (
        "values_fit_their_status",
        f"UPDATE fact_request SET status = 'blank' WHERE report_id = '{FIRST}' AND line = 'granted'",
    ),
    "a reading without a value": (
        "values_fit_their_status",
        f"UPDATE fact_request SET value = NULL WHERE report_id = '{FIRST}' AND line = 'received'",
    ),
    "a negative count": (
        "values_fit_their_status",
        f"UPDATE fact_challenge SET value = -1 WHERE report_id = '{FIRST}' AND result = 'total'",
    ),
    "an unknown status": ("values_fit_their_status", "UPDATE fact_challenge SET status = 'guessed'"),
    "no place for what was read": (
        "values_fit_their_status",
        f"UPDATE fact_request SET raw_text = NULL, source_start = NULL WHERE report_id = '{FIRST}'",
    ),
    "a place without a text": (
        "values_fit_their_status",
        f"UPDATE fact_request SET source_start = 1, raw_text = NULL WHERE report_id = '{FIRST}'",
    ),
    "a body without a row": ("reports_are_described", "DELETE FROM dim_agency WHERE name = '广州市从化区人民政府'"),
    "a government without a row": ("reports_are_described", "DELETE FROM dim_agency WHERE name = '广州市人民政府'"),
    "a text lost": ("reports_are_described", f"DELETE FROM report_text WHERE report_id = '{FIRST}'"),
    "a wide row twice": ("reports_are_described", "INSERT INTO wide_cell SELECT * FROM wide_cell LIMIT 1"),
    "a coverage without its sentence": (
        "reports_are_described",
        "UPDATE dim_report SET coverage_sentence = NULL WHERE coverage = 'consolidated'",
    ),
    "a body without a name": ("reports_are_described", "UPDATE dim_report SET agency = NULL"),
    "a section lost": ("sections_are_six", "DELETE FROM section_place WHERE section = 'problems'"),
    "a verdict lost": ("verdicts_are_whole", "DELETE FROM fact_reconciliation WHERE rule = 'carry_over'"),
    "no verdicts at all": ("verdicts_are_whole", "DELETE FROM fact_reconciliation"),
    "a claim without verdict": (
        "verdicts_are_whole",
        "DELETE FROM fact_reconciliation WHERE rule = 'narrative_agreement'",
    ),
    "a NULL for a verdict": (
        "verdicts_are_whole",
        "UPDATE fact_reconciliation SET verdict = 'unknown' WHERE scope = 'total'",
    ),
    "a wrong difference": (
        "verdicts_are_whole",
        "UPDATE fact_reconciliation SET difference = 7 WHERE verdict = 'pass'",
    ),
    "a file without a row": ("every_file_is_accounted_for", "DELETE FROM rejected_document"),
    "a rejection without a file": ("every_file_is_accounted_for", "DELETE FROM source_file WHERE path = 'empty.txt'"),
    "a file that gave nothing": ("every_file_is_accounted_for", "UPDATE source_file SET report_ids = []"),
}


@pytest.mark.parametrize(("check", "damage"), SPOILT.values(), ids=SPOILT)
def test_damage_is_caught(con: duckdb.DuckDBPyConnection, check: str, damage: str) -> None:
    con.execute(damage)
    assert check in failed(con)
    assert check in failed(con, ids("ghost.txt", *NAMES)), "nor where all reports were written"


@pytest.mark.parametrize(
    "damage",
    [
        f"DELETE FROM fact_request WHERE report_id = '{FIRST}' AND line = 'granted' AND applicant = 'total'",
        "INSERT INTO fact_challenge BY NAME "
        f"SELECT * EXCLUDE source_end FROM fact_challenge WHERE report_id = '{FIRST}' LIMIT 1",
        f"DELETE FROM section_place WHERE report_id = '{FIRST}' AND section = 'problems'",
        f"DELETE FROM fact_reconciliation WHERE report_id = '{FIRST}' AND scope = 'total'",
        f"DELETE FROM dim_report WHERE report_id = '{FIRST}'",
    ],
)
def test_a_report_that_was_not_to_be_written_loses_or_gains_no_row_unnoticed(
    con: duckdb.DuckDBPyConnection, damage: str
) -> None:
    assert failed(con, ids(NAMES[1])) == set()
    con.execute(damage)
    assert failed(con, ids(NAMES[1]))


def test_a_run_over_some_reports_checks_every_report_of_which_it_writes_a_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also those that are judged anew because the report of another year is new, changed or gone."""
    house = House(tmp_path)
    house.put("next.txt", (RAW / NAMES[1]).read_bytes().replace("2020年".encode(), "2021年".encode()))
    house.run()
    before = house.contents()
    told: list[set[str]] = []

    def listening(con: duckdb.DuckDBPyConnection, written: pl.DataFrame | None) -> tuple[IntegrityResult, ...]:
        assert written is not None
        told.append(set(written["report_id"]))
        return check_integrity(con, written)

    monkeypatch.setattr(known, "check_integrity", listening)
    (house.raw / NAMES[1]).unlink()
    house.put(NAMES[2], (RAW / NAMES[3]).read_bytes(), LONG_AGO_NS + 1)
    house.put("new.txt", (RAW / NAMES[4]).read_bytes())
    house.run()
    after = house.contents()
    tables = before.keys() & COLUMNS_OF_REPORTS.keys()
    differing = {row[0] for table in tables for row in set(before[table]) ^ set(after[table])}
    assert differing >= {NAMES[1], NAMES[2], "new.txt", "next.txt"}
    assert differing <= told[0]
    assert NAMES[0] not in told[0]


def test_every_check_is_seen_to_fire() -> None:
    fired = {check for check, _ in SPOILT.values()}
    assert {check.name for check in integrity_checks()} - fired == {"a_full_folder_gives_reports"}


@pytest.mark.parametrize(("files", "fails"), [(FULL_FOLDER - 1, False), (FULL_FOLDER, True)])
def test_a_full_folder_that_gives_no_report_is_wrong(tmp_path: Path, files: int, fails: bool) -> None:
    create_warehouse(tmp_path / "w.duckdb")
    with duckdb.connect(str(tmp_path / "w.duckdb")) as con:
        con.execute(
            f"INSERT INTO source_file SELECT 'f' || i, NULL, NULL, 'x', now(), ['f' || i] FROM range({files}) t(i)"
        )
        con.execute("INSERT INTO rejected_document SELECT path, 'not_a_report', 'look', 'x' FROM source_file")
        assert failed(con) == ({"a_full_folder_gives_reports"} if fails else set())
