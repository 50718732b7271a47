"""What changed from run to run: written once, kept for good."""

from pathlib import Path

import duckdb
import pytest

from gidr_pipeline import versions
from gidr_pipeline.steps import loading
from gidr_pipeline_tests.folders import LONG_AGO_NS, NAMES, RAW, House

CHANGES = (
    "SELECT report_id, change, sha256_before IS NULL, sha256_after IS NULL FROM report_change ORDER BY changed_at, 1"
)


def corrected(house: House) -> None:
    """The report of 从化区 says 577 where it said 576."""
    text = (RAW / NAMES[4]).read_text("utf-8")
    assert text.count("\t576\t") == 1
    house.put(NAMES[4], text.replace("\t576\t", "\t577\t").encode(), LONG_AGO_NS + 9)


def test_reports_that_come_change_and_go_are_written_down(loaded: House) -> None:
    first = [(name, "new", True, False) for name in NAMES]
    assert loaded.rows(CHANGES) == first
    loaded.run()
    assert loaded.rows(CHANGES) == first, "a night without news adds nothing"
    corrected(loaded)
    (loaded.raw / NAMES[0]).unlink()
    loaded.run()
    assert loaded.rows(CHANGES) == [*first, (NAMES[0], "removed", False, True), (NAMES[4], "changed", False, False)]
    loaded.put(NAMES[0], (RAW / NAMES[0]).read_bytes())
    loaded.run()
    assert loaded.rows(CHANGES)[-1] == (NAMES[0], "new", True, False)


def test_a_correction_is_told_cell_by_cell(loaded: House) -> None:
    corrected(loaded)
    loaded.run()
    [row] = loaded.rows(
        "SELECT report_id, table_name, row_code, column_code, value_before, value_after, status_before, status_after "
        "FROM cell_change"
    )
    assert row == (NAMES[4], "fact_request", "received", "total", 576, 577, "reported", "reported")


def test_history_survives_another_program_which_corrects_nothing(loaded: House) -> None:
    corrected(loaded)
    loaded.run()
    history = loaded.rows("FROM report_change ORDER BY ALL"), loaded.rows("FROM cell_change ORDER BY ALL")
    times = loaded.rows("SELECT report_id, ingested_at FROM dim_report ORDER BY 1")
    with duckdb.connect(str(loaded.warehouse)) as con:
        con.execute("UPDATE warehouse_build SET reader_version = 'older', tables_version = 'older'")
        # As an older reader might have read it.
        con.execute(
            "UPDATE fact_request SET value = 1, status = 'repaired' WHERE line = 'granted' AND applicant = 'total'"
        )
        con.execute("UPDATE dim_report SET extractor_version = 'older'")
    loaded.run()
    assert (loaded.rows("FROM report_change ORDER BY ALL"), loaded.rows("FROM cell_change ORDER BY ALL")) == history
    assert loaded.rows("SELECT report_id, ingested_at FROM dim_report ORDER BY 1") == times
    assert versions.reader_version() in loaded.rows("SELECT reader_version FROM warehouse_build")[0]


def test_a_correction_that_comes_with_another_program_is_told_without_what_that_reads_better(loaded: House) -> None:
    with duckdb.connect(str(loaded.warehouse)) as con:
        con.execute("UPDATE warehouse_build SET reader_version = 'older', tables_version = 'older'")
        con.execute(
            "UPDATE fact_request SET value = 1, status = 'repaired' WHERE line = 'granted' AND applicant = 'total'"
        )
        con.execute("UPDATE dim_report SET extractor_version = 'older'")
    corrected(loaded)
    loaded.run()
    assert loaded.rows("SELECT report_id, row_code, value_before, value_after FROM cell_change") == [
        (NAMES[4], "received", 576, 577)
    ]


def page(text: str) -> bytes:
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in line.split("\t")) + "</tr>"
        if "\t" in line
        else f"<p>{line}</p>"
        for line in text.splitlines()
    )
    return f"<html><body>{rows}</body></html>".encode()


@pytest.mark.parametrize("mark", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "page"])
def test_only_a_text_is_read_again_as_it_was(tmp_path: Path, mark: str) -> None:
    house = House(tmp_path, reports=False)
    text = (RAW / NAMES[4]).read_text("utf-8")

    def put(text: str, mtime_ns: int) -> None:
        if mark == "page":
            house.put("a.html", page(text), mtime_ns)
        else:
            house.put("a.txt", text.encode(mark), mtime_ns)

    put(text, LONG_AGO_NS)
    house.run()
    assert house.rows("SELECT count(*) FROM dim_report") == [(1,)]
    with duckdb.connect(str(house.warehouse)) as con:
        con.execute("UPDATE warehouse_build SET reader_version = 'older', tables_version = 'older'")
        con.execute("UPDATE dim_report SET extractor_version = 'older'")
    put(text.replace("\t576\t", "\t577\t"), LONG_AGO_NS + 9)
    house.run()
    assert house.rows("SELECT change FROM report_change ORDER BY changed_at") == [("new",), ("changed",)]
    told = [] if mark == "page" else [("received", 576, 577)]
    assert house.rows("SELECT row_code, value_before, value_after FROM cell_change") == told


def test_a_run_that_dies_before_publishing_leaves_no_trace(loaded: House, monkeypatch: pytest.MonkeyPatch) -> None:
    before = loaded.rows("SELECT count(*) FROM report_change")
    corrected(loaded)

    def die(warehouse: Path) -> None:
        raise KeyboardInterrupt(warehouse)

    with monkeypatch.context() as patched:
        patched.setattr(loading, "publish", die)
        with pytest.raises(KeyboardInterrupt):
            loaded.run()
    assert loaded.rows("SELECT count(*) FROM report_change") == before
    loaded.run()
    assert loaded.rows("SELECT report_id, change FROM report_change WHERE change != 'new'") == [(NAMES[4], "changed")]
    assert loaded.rows("SELECT count(*) FROM cell_change") == [(1,)]
