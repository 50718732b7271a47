"""The README tells the truth: its queries give the output it shows, and what it names is there."""

import re
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from gidr_pipeline.cli import main
from gidr_pipeline.definitions import defs
from gidr_pipeline.warehouse.catalog import BOOKKEEPING
from gidr_pipeline_tests.folders import House

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```\n\n((?:\|[^\n]*\n)+)", README, re.DOTALL)


def test_there_are_a_dozen_queries() -> None:
    assert len(QUERIES) == 12 == README.count("```sql")


@pytest.mark.parametrize(("query", "shown"), QUERIES)
def test_queries_give_what_is_shown(loaded_once: House, query: str, shown: str) -> None:
    header, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in shown.splitlines()]
    with duckdb.connect(str(loaded_once.warehouse), read_only=True) as con:
        answer = con.sql(query)
        assert answer.columns == header
        assert [[str(value) for value in row] for row in answer.fetchall()] == rows


def test_all_tables_are_named(loaded_once: House) -> None:
    tables = {name for (name,) in loaded_once.rows("SELECT table_name FROM information_schema.tables")}
    described = {name for name in tables if f"`{name}`" in README}
    assert tables - described == set(BOOKKEEPING)
    named = set(re.findall(r"`((?:dim|fact|report|rejected|flagged|cell|agency|reconciliation)_\w+)`", README))
    assert named <= tables


def test_commands_exist() -> None:
    for command in set(re.findall(r"\bgidr ([a-z]+)", README)):
        assert CliRunner().invoke(main, [command, "--help"]).exit_code == 0, command
    assert "--allow-removals" in CliRunner().invoke(main, ["ingest", "--help"]).output
    assert {schedule.name for schedule in defs.schedules or ()} == {"nightly_ingest"}
    assert "nightly_ingest" in README


def test_files_and_modules_exist() -> None:
    for path in re.findall(r"\]\(([\w/.-]+)\)", README):
        assert (ROOT / path).is_file(), path
    layout = README[README.index("## How the house is laid out") :]
    for path in re.findall(r"`([\w]+(?:/|\.py))`", layout):
        assert (ROOT / "gidr_pipeline" / path).exists() or (ROOT / path).exists(), path
    for module in re.findall(r"python -m (gidr_pipeline_tests[\w.]*)", README):
        assert (ROOT / f"{module.replace('.', '/')}.py").exists() or (ROOT / module.replace(".", "/")).is_dir()
