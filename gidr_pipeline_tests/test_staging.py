"""What was read is kept: after a killed run, by each step alone, and however harmed."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from gidr_pipeline import reading
from gidr_pipeline.conversion.office import suite
from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Document
from gidr_pipeline.ingest import Observer
from gidr_pipeline.staging import BATCH_SCHEMAS, NotStaged, Staging
from gidr_pipeline.steps.judging import judge_reports
from gidr_pipeline.steps.listing import list_reports
from gidr_pipeline.steps.loading import load_reports
from gidr_pipeline.steps.reading import read_reports
from gidr_pipeline_tests.conversion.forms import blocks, page
from gidr_pipeline_tests.folders import LONG_AGO_NS, NAMES, RAW, House, misprinted, versions_of_others
from gidr_pipeline_tests.made import make_report

pytestmark = pytest.mark.xdist_group("processes")

# A run that is killed when it opens its so-manieth raw or staged file after the listing, to read or to write it.
_KILLED_RUNS = """
import os, signal, sys
from gidr_pipeline import executors
from gidr_pipeline.ingest import Observer, ingest
from gidr_pipeline.settings import Settings

executors.FILES_PER_BATCH = 2
settings = Settings.resolve(sys.argv[1], sys.argv[2])
left = None

def audit(event, arguments):
    global left
    if left is None or event != "open" or not isinstance(arguments[0], (str, bytes)):
        return
    path = os.fsdecode(arguments[0])
    if path.startswith(str(settings.raw_dir)):
        print(os.path.relpath(path, settings.raw_dir), flush=True)
    elif not path.startswith(str(settings.staging)):
        return
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

class Counting(Observer):
    def planned(self, files):
        global left
        left = int(sys.argv[3])

sys.addaudithook(audit)
ingest(settings, observer=Counting())
"""
_KILLS = 10


@pytest.fixture
def many(tmp_path: Path) -> House:
    """A house of 36 reports, no two the same."""
    (tmp_path / "many").mkdir()
    house = House(tmp_path / "many", reports=False)
    for number in range(36):
        house.put(f"{number:02}.txt", (RAW / NAMES[number % 5]).read_bytes() + f"\n附{number}\n".encode())
    house.put("empty.txt", b"")
    return house


def test_killed_at_ten_points_of_the_reading_a_run_goes_on_where_it_was(many: House, tmp_path: Path) -> None:
    chance = random.Random(15)
    (tmp_path / "whole").mkdir()
    whole = many.copy(tmp_path / "whole")
    whole.run()
    for _ in range(_KILLS):
        before = set(many.staged().files["path"])
        command = [sys.executable, "-c", _KILLED_RUNS, str(many.raw), str(many.warehouse), str(chance.randint(3, 18))]
        run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        assert run.returncode == -signal.SIGKILL
        assert not before & set(run.stdout.split()), "what was staged is not opened again"
    assert 0 < len(before) < 37
    assert not many.warehouse.exists()
    staged = len(many.staged().files)
    assert many.run().files_opened == 37 - staged
    assert many.undated() == whole.undated()


def test_what_was_read_while_the_clock_was_ahead_does_not_outlive_a_change(
    loaded: House, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("gidr_pipeline.reading._stamp", lambda _: datetime(2199, 1, 1))
        loaded.run(reread="**")
    path = loaded.put(NAMES[0], misprinted(), LONG_AGO_NS + 1)
    assert loaded.run().changed == 1
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert loaded.rows(f"SELECT source_sha256 FROM dim_report WHERE report_id = '{NAMES[0]}'") == [(digest,)]
    opened.clear()
    assert not loaded.run().published
    assert loaded.opened(opened) == []


def test_what_is_to_be_read_again_is_not_forgotten_by_another_listing(loaded: House, opened: list[str]) -> None:
    list_reports(loaded.settings, Observer(), reread=NAMES[1])
    opened.clear()
    loaded.run()
    assert loaded.opened(opened) == [NAMES[1]]
    opened.clear()
    loaded.run()
    assert loaded.opened(opened) == []


HARMS: dict[str, Callable[[Path], None]] = {
    "missing": lambda batch: shutil.rmtree(batch),
    "a file missing": lambda batch: (batch / "cells.parquet").unlink(),
    "torn": lambda batch: os.truncate(batch / "cells.parquet", 900),
    "a bit flipped": lambda batch: flip(batch / "texts.parquet"),
    "another batch under its name": lambda batch: shutil.copytree(
        next(path for path in batch.parent.iterdir() if path != batch), batch, dirs_exist_ok=True
    ),
    "something else": lambda batch: (batch / "contents.parquet").write_bytes(b"?"),
}


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


@pytest.mark.parametrize("harm", HARMS)
def test_a_harmed_staging_area_costs_time_and_never_a_row(
    loaded: House, opened: list[str], monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    before = loaded.undated()
    staged = loaded.staged()
    batch = staged.contents["batch"].sort()[0]
    lost = set(staged.files.filter(batch=batch)["path"])
    HARMS[harm](Staging.of(loaded.settings).folder / batch)
    versions_of_others(monkeypatch, tables_version="another")
    opened.clear()
    loaded.run()
    assert set(loaded.opened(opened)) == lost
    assert loaded.undated() == before


def test_without_its_staging_area_everything_is_read_again(loaded: House) -> None:
    before = loaded.undated()
    shutil.rmtree(loaded.settings.staging)
    assert loaded.run().files_opened == 5
    assert loaded.undated() == before


def test_loading_alone_does_not_take_what_is_not_whole(loaded: House, monkeypatch: pytest.MonkeyPatch) -> None:
    contents = loaded.contents()
    folder = Staging.of(loaded.settings).folder
    flip(folder / loaded.staged().contents["batch"][0] / "cells.parquet")
    versions_of_others(monkeypatch, tables_version="another")
    with pytest.raises(NotStaged, match="damaged"):
        load_reports(loaded.settings, Observer())
    assert loaded.contents() == contents


def test_each_step_says_what_it_needs_first(house: House) -> None:
    for step in (read_reports, load_reports, judge_reports):
        with pytest.raises(NotStaged, match="first"):
            step(house.settings, Observer())
    list_reports(house.settings, Observer())
    with pytest.raises(NotStaged, match="extracted_reports"):
        load_reports(house.settings, Observer())
    assert read_reports(house.settings, Observer()).opened == 5
    assert load_reports(house.settings, Observer()).counts.new == 5
    assert not judge_reports(house.settings, Observer()).published


def test_a_step_alone_takes_what_the_one_before_it_left(loaded: House) -> None:
    """A file that is listed but not read yet leaves the tables as they are."""
    contents = loaded.contents()
    loaded.put("new.txt", (RAW / NAMES[0]).read_bytes() + b"\n")
    listed = list_reports(loaded.settings, Observer())
    assert (listed.new, listed.changed, listed.gone) == (1, 0, 0)
    assert not load_reports(loaded.settings, Observer()).published
    assert loaded.contents() == contents
    assert read_reports(loaded.settings, Observer()).opened == 1
    assert load_reports(loaded.settings, Observer()).counts.new == 1


@pytest.fixture
def extracted(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every content that is extracted in this process."""
    seen: list[bytes] = []

    def listening(data: bytes) -> Document:
        seen.append(data)
        return extract_document(data)

    monkeypatch.setattr(reading, "extract_document", listening)
    return seen


def test_a_content_is_read_once_wherever_it_lies(loaded: House, extracted: list[bytes]) -> None:
    (loaded.raw / NAMES[0]).rename(loaded.raw / "moved.txt")
    loaded.put("copy/1.txt", (RAW / NAMES[1]).read_bytes())
    loaded.put(NAMES[2], (RAW / NAMES[2]).read_bytes(), LONG_AGO_NS + 5)
    loaded.run()
    assert extracted == []
    assert loaded.reports() == sorted([*NAMES[1:], "moved.txt", "copy/1.txt"])
    [(cells,)] = loaded.rows(f"SELECT count(*) FROM fact_request WHERE report_id = '{NAMES[1]}'")
    assert loaded.rows("SELECT count(*) FROM fact_request WHERE report_id = 'copy/1.txt'") == [(cells,)]


def test_what_no_file_has_any_more_is_cleared_away(loaded: House) -> None:
    gone = (RAW / NAMES[4]).read_bytes()
    [(sha256,)] = loaded.rows(f"SELECT source_sha256 FROM dim_report WHERE report_id = '{NAMES[4]}'")
    (loaded.raw / NAMES[4]).unlink()
    loaded.run()
    assert sha256 not in set(loaded.staged().contents["sha256"])
    batches = Staging.of(loaded.settings).folder
    for name in BATCH_SCHEMAS:
        for file in batches.glob(f"*/{name}.parquet"):
            ids = [row[0] for row in pl.read_parquet(file).iter_rows()]
            assert not any(str(each).startswith(sha256) for each in ids), name
    assert len(loaded.staged().contents) == 4
    loaded.put(NAMES[4], gone)
    assert loaded.run().files_opened == 1


def test_what_another_version_of_the_reader_read_is_cleared_away_when_all_is_read(
    loaded: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Staging.of(loaded.settings).root
    versions_of_others(monkeypatch, reader_version="another")
    list_reports(loaded.settings, Observer())
    read_reports(loaded.settings, Observer())
    assert len([path for path in root.iterdir() if path.is_dir()]) == 2
    load_reports(loaded.settings, Observer())
    assert [path.name for path in root.iterdir() if path.is_dir()] == ["another"]


@pytest.mark.parametrize(("pattern", "read"), [("2022/**", 2), ("**", 7), ("*.txt", 7), ("2022/b/**", 1), ("none", 0)])
def test_files_are_read_again_where_that_is_asked_for(
    loaded: House, extracted: list[bytes], pattern: str, read: int
) -> None:
    for number, name in enumerate(["2022/a.txt", "2022/b/c.txt"]):
        loaded.put(name, (RAW / NAMES[number]).read_bytes() + b"\n")
    loaded.run()
    extracted.clear()
    before = loaded.undated()
    outcome = loaded.run(reread=pattern)
    assert (len(extracted), outcome.files_opened, outcome.unchanged) == (read, read, 7)
    assert loaded.undated() == before
    assert len(loaded.staged().contents) == 7
    assert loaded.run().files_opened == 0


def test_what_the_machine_lacked_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house = House(tmp_path)
    house.put("old.doc", rb"{\rtf1\ansi \par 12\par}")
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    suite.cache_clear()
    house.run()
    assert house.rejected() == {"old.doc": "unsupported_type"}
    # Stands for an office suite that was installed meanwhile, and can't read this file.
    office = programs / "soffice"
    office.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    office.chmod(0o755)
    suite.cache_clear()
    assert house.run().files_opened == 1
    assert house.rejected() == {"old.doc": "conversion_failed"}
    assert house.run().files_opened == 0
    suite.cache_clear()


def test_bytes_that_are_a_page_or_text_by_their_name_are_read_as_each(tmp_path: Path) -> None:
    made = make_report(random.Random("named"), "2021", size=10)
    written = page(blocks(made, random.Random(0), "as it is"), random.Random(0))
    house = House(tmp_path, reports=False)
    data = written.replace(b"<body>", b"<body><p hidden>0123456789</p>")
    for name in ("a.txt", "b.html", "c.md", "d.htm"):
        house.put(name, data)
    house.run()
    texts = dict(house.rows("SELECT report_id, contains(text, '0123456789') FROM report_text"))
    assert texts == {"a.txt": True, "b.html": False, "c.md": True, "d.htm": False}
    assert house.rows("SELECT DISTINCT source_sha256 FROM dim_report") == [(hashlib.sha256(data).hexdigest(),)]
    assert house.run().files_opened == 0
    (house.raw / "b.html").rename(house.raw / "b.txt")
    house.run()
    assert house.rows("SELECT contains(text, '0123456789') FROM report_text WHERE report_id = 'b.txt'") == [(True,)]
