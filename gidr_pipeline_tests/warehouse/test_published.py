"""Looks into the published warehouse that share a connection."""

import shutil
import subprocess
import sys
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from gidr_pipeline.warehouse.published import WarehouseUnusable, kept_open, let_go, open_published, read_only
from gidr_pipeline_tests.assets.runs import execute
from gidr_pipeline_tests.folders import NAMES, RAW, House

pytestmark = pytest.mark.xdist_group("processes")


def _reports(warehouse: Path) -> int:
    with read_only(warehouse) as con:
        return int(con.sql("SELECT count(*) FROM dim_report").fetchall()[0][0])


def _write_to(warehouse: Path) -> int:
    code = "import duckdb, sys; duckdb.connect(sys.argv[1]).execute('CREATE TABLE mine (n INTEGER)')"
    done = subprocess.run([sys.executable, "-c", code, str(warehouse)], stderr=subprocess.DEVNULL, check=False)
    return done.returncode


def test_a_look_after_a_run_sees_what_it_published(loaded: House) -> None:
    with kept_open():
        assert _reports(loaded.warehouse) == 5
        loaded.put("new.txt", (RAW / NAMES[0]).read_bytes())
        loaded.run()
        assert _reports(loaded.warehouse) == 6
        assert _reports(loaded.warehouse) == 6


def test_a_look_sees_what_another_program_put_into_the_place(loaded: House) -> None:
    other = loaded.warehouse.with_name("other.duckdb")
    shutil.copyfile(loaded.warehouse, other)
    with duckdb.connect(str(other)) as con:
        con.execute("DELETE FROM dim_report")
    with kept_open():
        assert _reports(loaded.warehouse) == 5
        other.replace(loaded.warehouse)
        assert _reports(loaded.warehouse) == 0


def test_what_is_let_go_may_be_written_to_by_others(loaded: House) -> None:
    with kept_open():
        assert _reports(loaded.warehouse) == 5
        assert _write_to(loaded.warehouse) != 0
        let_go()
        assert _write_to(loaded.warehouse) == 0
        assert _reports(loaded.warehouse) == 5


def test_what_is_no_warehouse_is_told_as_such_however_often_it_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    duckdb.connect(str(path)).execute("CREATE TABLE mine (n INTEGER)")
    with kept_open():
        for _ in range(2):
            with pytest.raises(WarehouseUnusable, match="not a warehouse of this project"), open_published(path):
                pass
        with open_published(tmp_path / "none.duckdb") as nothing:
            assert nothing is None


def test_what_another_program_has_open_for_writing_is_read_through_a_copy_that_goes(loaded: House) -> None:
    code = f"import duckdb; c = duckdb.connect({str(loaded.warehouse)!r}); print('open', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "open\n"
        with read_only(loaded.warehouse) as con, dg.DagsterInstance.ephemeral() as instance:
            assert con.sql("SELECT count(*) FROM dim_report").fetchall() == [(5,)]
            assert loaded.leaves_nothing_behind()
            assert execute(loaded, instance).success, "a run with nothing new"
        writer.communicate("\n")
