"""Pages as files: all that a link leads to is there, and speaks of the chosen reports alone."""

import html
import re
from pathlib import Path
from urllib.parse import unquote

import duckdb
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from gidr_pipeline.browse.links import FileNames, address
from gidr_pipeline.browse.selection import select_reports
from gidr_pipeline.cli import main
from gidr_pipeline.warehouse.catalog import catalog
from gidr_pipeline_tests.browse.corpus import BODIES, HOSTILE
from gidr_pipeline_tests.folders import House

pytestmark = pytest.mark.xdist_group("browse")


def test_every_link_leads_to_a_file_and_a_place_in_it(folder: Path) -> None:
    pages = {path.resolve(): path.read_text("utf-8") for path in folder.rglob("*.html")}
    assert len(pages) > 100
    for path, page in pages.items():
        for link in {html.unescape(each) for each in re.findall(r'(?:href|src)="([^"]*)"', page)}:
            file, _, anchor = link.partition("#")
            there = (path.parent / unquote(file)).resolve() if file else path
            assert there.is_file(), (path, link)
            assert there.is_relative_to(folder.resolve())
            assert not anchor or f'id="{anchor}"' in pages[there], (path, link)


def test_only_what_was_chosen_is_there(folder: Path) -> None:
    reports = sorted(path.name for path in (folder / "en" / "report").rglob("*.html"))
    assert len(reports) == 6
    assert sum(name.startswith(BODIES[1]) for name in reports) == 5
    text = "".join(path.read_text("utf-8") for path in folder.rglob("*.html"))
    assert not any(body in text for body in (BODIES[3], BODIES[4], BODIES[7]))
    assert "<form" not in text


def test_a_selection_says_of_its_reports_what_the_warehouse_says(shown: House, tmp_path: Path) -> None:
    chosen = [f"{year}/{body}.txt" for year in (2022, 2023, 2024) for body in (BODIES[1], BODIES[2])]
    part = tmp_path / "part.duckdb"
    select_reports(shown.warehouse, chosen, part)
    compared = 0
    with (
        duckdb.connect(str(part), read_only=True) as con,
        duckdb.connect(str(shown.warehouse), read_only=True) as whole,
    ):
        for relation in catalog().values():
            names = [column.name for column in relation.columns]
            if "report_id" not in names or relation.name in ("source_file", "agency_year"):
                continue
            # The year before the first chosen is not among them.
            after = "" if relation.name in ("dim_report", "report_text") else "AND report_id NOT LIKE '2022%'"
            query = f"SELECT * FROM {relation.name} WHERE list_contains(?, report_id) {after} ORDER BY ALL"
            of_part, of_whole = (each.execute(query, [chosen]).fetchall() for each in (con, whole))
            assert of_part == of_whole, relation.name
            compared += bool(of_whole)
        assert con.sql("SELECT count(*) FROM dim_report").fetchall() == [(6,)]
        assert con.sql("SELECT name FROM dim_agency ORDER BY 1").fetchall() == [
            (name,)
            for name in sorted(["国务院", "广东省人民政府", "广州市人民政府", "广州市从化区人民政府", *BODIES[1:3]])
        ]
    assert compared > 15


def test_names_of_files_are_names_everywhere(folder: Path) -> None:
    for path in folder.rglob("*"):
        assert not re.search(r"[<>:\"\\|?*\x00-\x1f#%\u202e]", path.name)
        assert len(path.name.encode()) <= 255


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: "/" not in text), min_size=1
    )
)
def test_no_two_reports_have_one_file(ids: list[str]) -> None:
    names = FileNames()
    files = {names.of(address("zh", "report", each)).casefold() for each in ids}
    assert len(files) == len(set(ids))
    assert all(".." not in file.split("/") and not file.startswith("/") for file in files)


def test_names_that_another_file_system_takes_for_one_are_kept_apart() -> None:
    names = FileNames()
    ids = ["a.txt", "A.txt", "a.txt.html/b", "a.txt.html/B", "x", "x.html"]
    files = [names.of(address("zh", "report", each)) for each in ids]
    folded = [file.casefold() for file in files]
    assert len(set(folded)) == len(ids)
    assert not any(f"{one}/" in other for one in folded for other in folded)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--where", "true"], 2),
        (["--export", "out", "--where", "no_such_column = 1"], 1),
        (["--export", "out", "--where", "1 = 0"], 1),
        (["--export", "out", "--where", "true) UNION SELECT content FROM read_text('/etc/hostname'"], 1),
        (["--export", "out", "--where", "true; DROP TABLE dim_report"], 1),
    ],
)
def test_a_condition_that_is_none_ends_it(shown: House, tmp_path: Path, words: list[str], code: int) -> None:
    words = [str(tmp_path / "out") if word == "out" else word for word in words]
    run = CliRunner().invoke(main, ["browse", "--warehouse", str(shown.warehouse), *words])
    assert run.exit_code == code
    assert "Traceback" not in run.output
    with duckdb.connect(str(shown.warehouse), read_only=True) as con:
        assert con.sql("SELECT count(*) FROM dim_report").fetchall() == [(47,)]


def test_the_hostile_report_has_a_page(folder: Path) -> None:
    [page] = [each for each in (folder / "en" / "report" / "2023").iterdir() if "~" in each.name]
    assert html.escape(HOSTILE[:8], quote=False) in page.read_text("utf-8")
