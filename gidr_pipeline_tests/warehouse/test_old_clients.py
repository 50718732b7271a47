"""The warehouse opens in the oldest DuckDB that the README names, as people have it: from PyPI, in an environment of
its own."""

import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from gidr_pipeline.warehouse.catalog import catalog
from gidr_pipeline_tests.folders import House

OLDEST = "duckdb==1.2.*"
ASK = """
import json, sys
import duckdb
with duckdb.connect(sys.argv[1], read_only=True) as con:
    counts = {name: con.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in json.loads(sys.argv[2])}
    for name in counts:
        con.execute(f"SELECT * FROM {name} LIMIT 100").fetchall()
    con.execute("SELECT cell_context(report_id, source_start, source_end) FROM fact_request LIMIT 10").fetchall()
    comments = con.execute("SELECT count(comment) FROM duckdb_tables()").fetchone()[0]
print(json.dumps([duckdb.__version__, comments, counts]))
"""


@pytest.fixture(scope="module")
def old_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has the old DuckDB and nothing else."""
    folder = tmp_path_factory.mktemp("old-client")
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    command = [python, "-m", "pip", "install", "--quiet", "--no-deps", "--only-binary=:all:", OLDEST]
    installed = subprocess.run(command, capture_output=True, text=True, check=False)
    if installed.returncode:
        pytest.skip(f"{OLDEST} is not to be had: {installed.stderr.strip().splitlines()[-1]}")
    return python


def test_every_table_and_view_opens_in_the_oldest_client(old_python: Path, loaded_once: House) -> None:
    names = list(catalog())
    asked = [old_python, "-I", "-c", ASK, str(loaded_once.warehouse), json.dumps(names)]
    answer = subprocess.run(asked, capture_output=True, text=True, check=True)
    version, comments, counts = json.loads(answer.stdout)
    assert version.startswith("1.2.")
    assert comments == len(loaded_once.rows("SELECT 1 FROM duckdb_tables() WHERE comment IS NOT NULL"))
    assert counts == {name: loaded_once.rows(f"SELECT count(*) FROM {name}")[0][0] for name in names}
