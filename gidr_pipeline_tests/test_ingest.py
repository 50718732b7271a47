"""Runs over real folders: what is read, kept, replaced, dropped and refused."""

import json
import os
import random
import time
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from gidr_pipeline import executors, reading
from gidr_pipeline.conversion.apart import reads_pictures
from gidr_pipeline.extraction import report
from gidr_pipeline.extraction.model import Claim, Document, Span
from gidr_pipeline.extraction.narrative.claims import read_claims
from gidr_pipeline.ingest import Observer, RemovalsRefused
from gidr_pipeline.raw_folder import RawFolderUnusable
from gidr_pipeline.warehouse import catalog
from gidr_pipeline_tests.conversion.forms import FORMATS, SHAPES, blocks
from gidr_pipeline_tests.folders import LONG_AGO_NS, NAMES, RAW, House, versions_of_others
from gidr_pipeline_tests.made import make_report

FACTS = ("fact_proactive", "fact_request", "fact_challenge")


def test_the_first_run_takes_in_every_report(house: House) -> None:
    outcome = house.run()
    assert (outcome.new, outcome.changed, outcome.removed, outcome.unchanged) == (5, 0, 0, 0)
    assert house.reports() == NAMES
    assert house.rejected() == {}
    assert all(result.looked_at > 0 for result in outcome.integrity)
    assert house.leaves_nothing_behind()


def test_the_second_run_opens_no_raw_file_and_leaves_the_warehouse_alone(house: House, opened: list[str]) -> None:
    house.run()
    assert house.opened(opened) == NAMES
    before, contents = house.warehouse.stat(), house.contents()
    opened.clear()
    outcome = house.run()
    assert house.opened(opened) == []
    assert (outcome.unchanged, outcome.files_opened, outcome.published) == (5, 0, False)
    assert house.warehouse.stat().st_ino == before.st_ino
    assert house.contents() == contents


def test_a_second_run_right_after_copying_opens_no_file_either(tmp_path: Path, opened: list[str]) -> None:
    house = House(tmp_path, reports=False)
    for name in NAMES:
        (house.raw / name).write_bytes((RAW / name).read_bytes())
    time.sleep(0.06)  # Longer than the tick of a file system's clock: a later change would show.
    house.run()
    opened.clear()
    house.run()
    assert house.opened(opened) == []


def test_only_what_changed_is_read(loaded: House, opened: list[str]) -> None:
    before = dict(loaded.rows("SELECT report_id, ingested_at FROM dim_report"))
    loaded.put(NAMES[1], (RAW / NAMES[1]).read_bytes() + "\n附注".encode(), LONG_AGO_NS + 1)
    loaded.put("2023/新.txt", (RAW / NAMES[0]).read_bytes())
    (loaded.raw / NAMES[4]).unlink()
    opened.clear()
    outcome = loaded.run()
    assert loaded.opened(opened) == sorted([NAMES[1], "2023/新.txt"])
    assert (outcome.new, outcome.changed, outcome.removed, outcome.unchanged) == (1, 1, 1, 3)
    assert loaded.reports() == sorted([*NAMES[:4], "2023/新.txt"])
    after = dict(loaded.rows("SELECT report_id, ingested_at FROM dim_report"))
    assert {name for name in NAMES[:4] if after[name] == before[name]} == {NAMES[0], NAMES[2], NAMES[3]}
    for table in (*FACTS, "report_section", "fact_reconciliation", "fact_narrative"):
        [(strangers,)] = loaded.rows(f"SELECT count(*) FROM {table} WHERE report_id = '{NAMES[4]}'")
        assert strangers == 0, table


def test_a_touched_file_is_opened_once_and_not_read_anew(loaded: House, opened: list[str]) -> None:
    contents = loaded.contents()
    os.utime(loaded.raw / NAMES[0], ns=(LONG_AGO_NS + 5, LONG_AGO_NS + 5))
    opened.clear()
    assert loaded.run().unchanged == 5
    assert loaded.opened(opened) == [NAMES[0]]
    assert loaded.contents() == contents
    opened.clear()
    loaded.run()
    assert loaded.opened(opened) == []


def test_the_warehouse_is_a_function_of_the_folder(loaded: House, tmp_path: Path) -> None:
    """However many runs led here: the rows are those of one run over the folder as it is."""
    loaded.put("坏.txt", b"")
    (loaded.raw / NAMES[2]).rename(loaded.raw / "moved.txt")
    loaded.run()
    loaded.put(NAMES[0], (RAW / NAMES[3]).read_bytes(), LONG_AGO_NS + 9)
    (loaded.raw / "坏.txt").unlink()
    loaded.run()
    (tmp_path / "fresh").mkdir()
    fresh = loaded.copy(tmp_path / "fresh")
    fresh.run()
    assert loaded.undated() == fresh.undated()


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\n\t", "empty"),
    "junk.txt": (bytes(range(256)) * 40, "not_text"),
    "other.md": ("今天天气很好。\n".encode() * 20, "not_a_report"),
    "slides.pptx": (b"PK", "unsupported_type"),
    "broken.pdf": (b"%PDF-1.7", "conversion_failed"),
    # Where pictures are read, this one turns out to be broken.
    "picture.docx": (b"\x89PNG\r\n", "conversion_failed" if reads_pictures() else "no_text_layer"),
    "archive.docx": (b"PK\x03\x04", "unsupported_type"),
    "page.html": (b"<html><body><p>404 Not Found</p></body></html>", "not_a_report"),
    "2015.txt": (
        "某市水务局2015年政府信息公开工作年度报告\n一、概述\n四、收费及减免情况\n未收费。\n".encode(),
        "older_form",
    ),
}


def test_bad_files_are_rejected_with_reasons_and_stop_nothing(house: House) -> None:
    for name, (data, _) in BAD.items():
        house.put(name, data)
    (house.raw / "out.txt").symlink_to("/etc/hostname")
    os.mkfifo(house.raw / "pipe.txt")
    house.run()
    assert house.reports() == NAMES
    expected = {name: reason for name, (_, reason) in BAD.items()}
    assert house.rejected() == {**expected, "out.txt": "outside_raw", "pipe.txt": "unreadable"}
    assert house.rows("SELECT count(*) FROM rejected_document WHERE length(detail) < 20") == [(0,)]


def test_files_as_people_have_them_are_reports_like_any_other(house: House) -> None:
    rng = random.Random("the same in four formats")
    made = make_report(rng, "2021", size=10)
    parts = blocks(made, rng, SHAPES[0])
    # Bytes decide: names lie.
    names = {"page": "a.doc", "word": "b.pdf", "pdf": "c.docx", "workbook": "d.xlsx"}
    for format_name, name in names.items():
        house.put(f"as saved/{name}", FORMATS[format_name](parts, rng))
    house.put("as saved/a_files/style.css", b"p { }")
    house.put("as saved/a_files/menu.html", b"<ul><li>x</li></ul>")
    house.run()
    ids = [f"as saved/{name}" for name in sorted(names.values())]
    assert house.reports() == sorted([*NAMES, *ids])
    read = (
        "SELECT report_id, agency, report_year, cells_reported FROM dim_report WHERE report_id LIKE 'as%' ORDER BY ALL"
    )
    assert house.rows(read) == [(each, made.agency, made.year, len(made.cells)) for each in ids]
    same = house.rows("SELECT report_id, other_report_id, figures FROM same_report ORDER BY ALL")
    assert same == [(one, other, len(made.cells)) for one, other in combinations(ids, 2)]
    assert house.rejected() == {
        "as saved/a_files/style.css": "unsupported_type",
        "as saved/a_files/menu.html": "not_a_report",
    }


def test_text_is_read_whatever_its_name_says(house: House) -> None:
    text = (RAW / NAMES[0]).read_text("utf-8")
    page = "<html><body>{}</body></html>".format("".join(f"<p>{line}</p>" for line in text.splitlines()))
    house.put("web/report", text.encode())
    house.put("web/report.json", json.dumps({"title": "年报", "content": text}).encode())
    house.put("web/index", page.encode())
    house.put("README", b"Reports of five bodies, as they were on the web.\n")
    house.put("list.csv", "某市水务局,2022年政府信息公开工作年度报告,http://a.b/1.html\n".encode() * 9)
    house.put("Makefile.py", b"print()")
    house.run()
    assert house.reports() == [*NAMES, "web/index", "web/report", "web/report.json"]
    assert house.rejected() == {"README": "not_a_report", "list.csv": "not_a_report", "Makefile.py": "unsupported_type"}
    assert house.rows(
        f"SELECT count(DISTINCT agency) FROM dim_report WHERE report_id IN ('{NAMES[0]}', 'web/report.json')"
    ) == [(1,)]


def test_rejected_files_are_remembered_and_leave_when_mended(loaded: House, opened: list[str]) -> None:
    loaded.put("a.txt", b"")
    loaded.put("b.pdf", b"%PDF")
    loaded.run()
    opened.clear()
    assert not loaded.run().published
    assert loaded.opened(opened) == []
    loaded.put("a.txt", (RAW / NAMES[0]).read_bytes())
    (loaded.raw / "b.pdf").unlink()
    loaded.run()
    assert loaded.rejected() == {}
    assert "a.txt" in loaded.reports()
    loaded.put("a.txt", b"\0\1\2" * 100, LONG_AGO_NS + 1)
    loaded.run()
    assert loaded.rejected() == {"a.txt": "not_text"}
    assert loaded.reports() == NAMES


def test_a_fault_in_reading_the_prose_costs_its_claims_alone(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def fragile(text: str, prose: Sequence[Span], year: int | None, *others: Any) -> tuple[Claim, ...]:
        if year == 2020:
            raise SystemError("The span of capturing group is wrong.")
        return read_claims(text, prose, year, *others)

    monkeypatch.setattr(report, "read_claims", fragile)
    house.run()
    of_2020 = "(SELECT report_id FROM dim_report WHERE report_year = 2020)"
    assert house.rejected() == {}
    assert house.rows(f"SELECT count(*) FROM fact_narrative WHERE report_id IN {of_2020}") == [(0,)]
    assert house.rows(f"SELECT count(value) > 100 FROM fact_request WHERE report_id IN {of_2020}") == [(True,)]
    note = "a fault in reading the prose cost its claims: SystemError: The span of capturing group is wrong."
    assert house.rows("SELECT note FROM dim_report WHERE report_year = 2020") == [(note,)]
    assert house.rows("SELECT report_year, scopes, detail FROM flagged_report WHERE contains(scopes, 'prose')") == [
        (2020, "prose", note)
    ]


def test_a_reader_that_fails_on_one_file_reads_the_others(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    real = reading.extract_document

    def fragile(data: bytes) -> Document:
        if data.startswith(b"break"):
            raise RecursionError("too deep")
        return real(data)

    monkeypatch.setattr(reading, "extract_document", fragile)
    house.put("breaks.txt", b"break")
    house.run()
    assert house.reports() == NAMES
    assert house.rows("SELECT reason, detail LIKE '%too deep%' FROM rejected_document") == [("conversion_failed", True)]


def test_a_file_that_vanishes_during_the_run_is_as_if_it_had_not_been_there(loaded: House) -> None:
    loaded.put(NAMES[0], b"changed", LONG_AGO_NS + 1)
    loaded.put("new.txt", b"new")

    class Remover(Observer):
        def planned(self, files: int) -> None:  # noqa: ARG002
            (loaded.raw / NAMES[0]).unlink()
            (loaded.raw / "new.txt").unlink()

    loaded.run(observer=Remover())
    assert loaded.reports() == NAMES[1:]
    assert loaded.rejected() == {}


@pytest.mark.parametrize("loss", ["missing", "a file", "empty", "only hidden", "more than half", "emptied files"])
def test_a_folder_that_lost_its_reports_stops_the_run(loaded: House, loss: str) -> None:
    contents = loaded.contents()
    kept = NAMES[:2] if loss in ("more than half", "emptied files") else []
    for name in set(NAMES) - set(kept):
        if loss == "emptied files":
            loaded.put(name, b"", LONG_AGO_NS + 1)
        else:
            (loaded.raw / name).unlink()
    if loss in ("missing", "a file"):
        loaded.raw.rmdir()
    if loss == "a file":
        loaded.raw.write_text("x")
    if loss == "only hidden":
        loaded.put(".DS_Store", b"x")
    with pytest.raises((RawFolderUnusable, RemovalsRefused), match=r"left as it is.*--allow-removals"):
        loaded.run()
    assert loaded.contents() == contents
    outcome = loaded.run(allow_removals=True)
    assert outcome.removed == 5 - len(kept)
    assert loaded.reports() == kept


def test_losing_half_of_the_reports_is_allowed(loaded: House) -> None:
    (loaded.raw / NAMES[4]).unlink()
    loaded.run()
    for name in NAMES[:2]:
        (loaded.raw / name).unlink()
    assert loaded.run().removed == 2


def test_an_empty_folder_makes_no_warehouse(tmp_path: Path) -> None:
    house = House(tmp_path, reports=False)
    with pytest.raises(RawFolderUnusable):
        house.run()
    assert not house.warehouse.exists()


def test_a_folder_of_bad_files_alone_is_loaded(tmp_path: Path) -> None:
    house = House(tmp_path, reports=False)
    house.put("a.txt", b"")
    house.run()
    assert house.reports() == []
    assert house.rejected() == {"a.txt": "empty"}


def test_another_program_version_reads_everything_again(loaded: House, monkeypatch: pytest.MonkeyPatch) -> None:
    versions_of_others(monkeypatch, reader_version="another")
    outcome = loaded.run()
    assert (outcome.files_opened, outcome.unchanged, outcome.published) == (5, 5, True)
    assert loaded.rows("SELECT reader_version FROM warehouse_build") == [("another",)]
    assert not loaded.run().published


def test_many_files_are_read_by_several_processes_with_the_same_result(
    loaded_once: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pooled = loaded_once.copy(tmp_path)
    monkeypatch.setattr(executors, "POOL_FROM", 1)
    monkeypatch.setattr(executors, "FILES_PER_BATCH", 2)
    pooled.run()
    assert pooled.undated() == loaded_once.undated()


def test_two_reports_in_one_file(loaded: House) -> None:
    both = (RAW / NAMES[0]).read_bytes() + b"\n\n" + (RAW / NAMES[4]).read_bytes()
    loaded.put("two.txt", both)
    loaded.run()
    found = loaded.rows("SELECT report_id, source_bytes FROM dim_report WHERE report_id LIKE 'two%' ORDER BY 1")
    assert found == [("two.txt", len(both)), ("two.txt#2", len(both))]
    loaded.put("two.txt", (RAW / NAMES[0]).read_bytes(), LONG_AGO_NS + 1)
    loaded.run()
    assert loaded.reports() == [*NAMES, "two.txt"]
    (loaded.raw / "two.txt").unlink()
    loaded.run()
    assert loaded.reports() == NAMES


def test_every_offset_leads_to_its_text(loaded: House) -> None:
    loaded.put("utf16.txt", (RAW / NAMES[4]).read_text("utf-8").encode("utf-16"))
    loaded.put("gb.txt", (RAW / NAMES[0]).read_text("utf-8").encode("gb18030"))
    loaded.run()
    encodings = dict(loaded.rows("SELECT report_id, encoding FROM dim_report"))
    texts = {
        name: (loaded.raw / name).read_bytes().decode(encoding).removeprefix("\ufeff")
        for name, encoding in encodings.items()
    }
    places = [
        row
        for table in (*FACTS, "fact_narrative")
        for row in loaded.rows(f"SELECT report_id, raw_text, source_start, source_end FROM {table}")
        if row[1] is not None
    ]
    assert len(places) > 1000
    assert [row for row in places if texts[row[0]][row[2] : row[3]] != row[1]] == []
    sections = loaded.rows("SELECT report_id, heading, body, source_start, source_end FROM report_section")
    for name, heading, body, start, end in sections:
        whole = texts[name][start:end]
        assert heading in whole
        assert whole.rstrip().endswith(body)


def test_dimensions_name_every_code_of_the_facts(loaded: House) -> None:
    for fact, axes in {
        "fact_proactive": {"item": "dim_proactive_item", "measure": "dim_proactive_measure"},
        "fact_request": {"line": "dim_request_line", "applicant": "dim_applicant"},
        "fact_challenge": {"channel": "dim_challenge_channel", "result": "dim_challenge_result"},
        "report_section": {"section": "dim_section"},
    }.items():
        for axis, dimension in axes.items():
            assert loaded.rows(f"SELECT count(*) FROM {fact} ANTI JOIN {dimension} ON {axis} = code") == [(0,)]
    assert set(catalog.catalog()) == {
        row[0]
        for row in loaded.rows(
            "SELECT table_name FROM duckdb_tables() UNION SELECT view_name FROM duckdb_views() WHERE NOT internal"
        )
    }
