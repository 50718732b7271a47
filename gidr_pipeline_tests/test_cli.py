"""The command line as a person or a script meets it."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from gidr_pipeline.cli import main
from gidr_pipeline.terminal import printable
from gidr_pipeline.warehouse.catalog import FILE_FORMAT
from gidr_pipeline.warehouse.publish import only_writer
from gidr_pipeline_tests.folders import NAMES, House

pytestmark = pytest.mark.xdist_group("processes")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    house = House(tmp_path_factory.mktemp("house"))
    house.put("空.txt", b"")
    house.put("bad\nname.pptx", b"PK")
    return house


def gidr(house: House, *words: str) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if name != "DAGSTER_HOME"}
    environment |= {"GIDR_RAW_DIR": str(house.raw), "GIDR_WAREHOUSE": str(house.warehouse)}
    command = [sys.executable, "-m", "gidr_pipeline", *words]
    return subprocess.run(command, env=environment, cwd=house.raw.parent, capture_output=True, text=True, check=False)


def test_a_run_ends_with_a_summary_and_is_quiet_otherwise(house: House) -> None:
    run = gidr(house, "ingest")
    assert run.returncode == 0
    assert run.stderr == ""
    assert "\x1b" not in run.stdout
    assert re.search(r"^Reports +5 +\(5 new, 0 changed, 0 unchanged; 0 removed\)", run.stdout, re.M)
    assert re.search(r"^Cells +[\d,]+ +\([\d,]+ reported, [\d,]+ repaired, [\d,]+ blank, ", run.stdout, re.M)
    assert re.search(r"004.*received.*575.*576", run.stdout)
    assert re.search(r"空.txt +empty: ", run.stdout)
    assert re.search(r"bad\\nname.pptx +unsupported_type: .*\.docx", run.stdout)
    for number in range(7):
        house.put(f"empty {number}.txt", b"")
    again = gidr(house, "ingest", "--reread", "nothing*")
    assert "No file below the raw folder matches nothing*" in again.stderr
    assert "and 4 more, see rejected_document" in again.stdout
    assert re.search(r"^Reports +5 +\(0 new, 0 changed, 5 unchanged; 0 removed\)", again.stdout, re.M)
    assert re.search(r"^Opened +7 of 14 files", again.stdout, re.M)


def test_a_run_that_nobody_listens_to_has_run(house: House) -> None:
    environment = {**os.environ, "GIDR_RAW_DIR": str(house.raw), "GIDR_WAREHOUSE": str(house.warehouse)}
    with subprocess.Popen(
        [sys.executable, "-m", "gidr_pipeline", "ingest"], env=environment, stdout=subprocess.PIPE
    ) as run:
        assert run.stdout is not None
        run.stdout.close()
    assert run.returncode == 0


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_waits_for_another_says_so_and_ends_at_once_when_told(loaded: House, sign: signal.Signals) -> None:
    environment = {**os.environ, "GIDR_RAW_DIR": str(loaded.raw), "GIDR_WAREHOUSE": str(loaded.warehouse)}
    command = [sys.executable, "-m", "gidr_pipeline", "ingest"]
    with (
        only_writer(loaded.warehouse, lambda _: None),
        subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as run,
    ):
        assert run.stderr is not None
        assert run.stderr.readline().startswith("Another run is loading")
        run.send_signal(sign)
        assert run.stderr.read() == "gidr ingest: interrupted; the warehouse is the one that was last published\n"
    assert run.returncode == 130


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["ingest", "--raw-dir", "nowhere"], 1),
        (["ingest", "--nonsense"], 2),
        (["show", "nothing.txt"], 1),
        (["fly"], 2),
    ],
)
def test_exit_codes_of_what_cannot_be_done(house: House, words: list[str], code: int) -> None:
    environment = {"GIDR_RAW_DIR": str(house.raw), "GIDR_WAREHOUSE": str(house.warehouse), "DAGSTER_HOME": None}
    run = CliRunner(env=environment).invoke(main, words)
    assert run.exit_code == code
    assert run.stderr
    assert "Traceback" not in run.stderr


def test_removals_need_to_be_said(loaded: House) -> None:
    for name in NAMES[1:]:
        (loaded.raw / name).unlink()
    options = ["--raw-dir", str(loaded.raw), "--warehouse", str(loaded.warehouse)]
    refused = CliRunner().invoke(main, ["ingest", *options])
    assert refused.exit_code == 1
    assert "4 of the 5 reports" in " ".join(refused.stderr.split())
    assert "renamed" in refused.stderr
    assert loaded.reports() == NAMES
    assert CliRunner().invoke(main, ["ingest", "--allow-removals", *options]).exit_code == 0
    assert loaded.reports() == NAMES[:1]


def test_show_lays_out_a_report(loaded_once: House) -> None:
    shown = CliRunner().invoke(main, ["show", NAMES[4], "--warehouse", str(loaded_once.warehouse)])
    assert shown.exit_code == 0
    assert "广州市从化区人民政府" in shown.output


ODD = {
    "garbage": "damaged, or no warehouse",
    "truncated": "damaged, or no warehouse",
    "foreign": "not a warehouse of this project",
    "old": "run gidr ingest",
    "corrupt": "damaged, or no warehouse",
    "none": "run gidr ingest",
}


@pytest.mark.parametrize("command", ["show", "export", "browse"])
@pytest.mark.parametrize("kind", ODD)
def test_an_odd_warehouse_is_told_in_a_sentence_and_half_of_it_is_not_written(
    loaded: House, tmp_path: Path, kind: str, command: str
) -> None:
    whole = loaded.warehouse.read_bytes()
    match kind:
        case "garbage":
            loaded.warehouse.write_text("my thesis")
        case "truncated":
            loaded.warehouse.write_bytes(whole[: len(whole) // 3])
        case "corrupt":  # where the figures lie: the file opens
            [(block,)] = loaded.rows("SELECT max(block_id) FROM pragma_storage_info('fact_request')")
            at = 3 * 4096 + block * int(FILE_FORMAT["default_block_size"]) + 1000
            loaded.warehouse.write_bytes(whole[:at] + bytes(64) + whole[at + 64 :])
        case "foreign" | "old":
            with duckdb.connect(str(loaded.warehouse)) as con:
                con.execute("DROP TABLE warehouse_build" if kind == "foreign" else "DROP VIEW flagged_report")
        case "none":
            loaded.warehouse.unlink()
    out = tmp_path / "out"
    words = {"show": [NAMES[4]], "export": [str(out)], "browse": ["--export", str(out)]}[command]
    run = CliRunner().invoke(main, [command, *words, "--warehouse", str(loaded.warehouse)])
    assert run.exit_code == 1
    assert isinstance(run.exception, SystemExit)
    assert ODD[kind] in run.stderr
    assert list(out.rglob("*")) == []
    assert loaded.leaves_nothing_behind() or kind == "none"


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from gidr_pipeline.cli import main; "
        "assert CliRunner().invoke(main, ['--help']).exit_code == 0; "
        "print(sorted({'dagster', 'duckdb', 'polars', 'pandera', 'rich'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("市局 2022.txt", "市局 2022.txt"),
        ("a\nb", "a\\nb"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("tab\there", "tab\\there"),
    ],
)
def test_nothing_in_a_name_reaches_the_terminal_as_a_command(text: str, shown: str) -> None:
    assert printable(text) == shown
