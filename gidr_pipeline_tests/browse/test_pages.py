"""Pages as a client without a script meets them: what they say and where they lead."""

import csv
import html
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import quote

import duckdb
import pytest

from gidr_pipeline.browse.asking import LARGE, Warehouse, statement
from gidr_pipeline.browse.links import LANGUAGES
from gidr_pipeline.browse.pages import search
from gidr_pipeline.browse.words import labels
from gidr_pipeline.observer import Observer
from gidr_pipeline.steps.judging import judge_reports
from gidr_pipeline.warehouse.catalog import catalog
from gidr_pipeline.warehouse.published import WarehouseUnusable
from gidr_pipeline_tests.browse.corpus import BODIES, FIRST, HOSTILE, PAGES, WITH_FAULTS
from gidr_pipeline_tests.browse.serving import Answer, Site, serving
from gidr_pipeline_tests.folders import LONG_AGO_NS, NAMES, House, misprinted

pytestmark = pytest.mark.xdist_group("browse")


def text_of(page: str) -> str:
    """What a page shows, in one line."""
    body = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_there_in_both_languages(site: Site, lang: str, page: str) -> None:
    answer = site.get(f"/{lang}/{page}")
    assert answer.status == 200
    assert f'<html lang="{"zh-Hans" if lang == "zh" else "en"}">' in answer.text
    assert answer.text.count("<h1") == 1
    ids = re.findall(r'\bid="([^"]+)"', answer.text)
    assert len(ids) == len(set(ids))
    # Where a page leads is tested over an export, which follows every link; here the places on the page itself.
    assert set(re.findall(r'href="#([^"]*)"', answer.text)) <= set(ids)


def test_what_is_new_is_what_the_last_run_that_changed_something_found(loaded: House) -> None:
    """Not what any run before it found; and a run that changes nothing takes nothing away."""
    loaded.put("2022/new.txt", misprinted(), LONG_AGO_NS)
    loaded.run()
    new = loaded.rows("SELECT count(*), string_agg(DISTINCT report_id) FROM last_news('new')")
    assert new[0][0] > 1
    assert new[0][1] == "2022/new.txt"

    judge_reports(loaded.settings, Observer(), again=True, run="nothing new")
    with serving(loaded.warehouse) as site:
        said = "reports: 1 new, 0 changed, 0 removed; findings: {0} new, 0 gone"
        assert said.format(new[0][0]) in text_of(site.get("/en/").text)
        assert site.get("/en/findings").text.count('class="badge new"') == new[0][0]
        assert 'class="badge new"' in site.get(f"/en/report/{quote('2022/new.txt')}").text
    (loaded.raw / NAMES[0]).unlink()
    (loaded.raw / NAMES[1]).rename(loaded.raw / "another.txt")
    loaded.put(NAMES[2], (loaded.raw / NAMES[2]).read_bytes() + b"\n", LONG_AGO_NS + 9)
    loaded.run()
    with serving(loaded.warehouse) as site:
        said = "reports: 1 new, 1 changed, 2 removed; findings: 0 new, 0 gone"
        assert said in text_of(site.get("/en/").text)
        for page in ("findings", f"report/{quote('2022/new.txt')}"):
            assert 'class="badge new"' not in site.get(f"/en/{page}").text
        assert "0 found" in text_of(site.get("/en/findings?new=1").text)
    assert loaded.rows("SELECT count(*) FROM flagged_report WHERE is_new") == [(0,)]


@pytest.mark.parametrize("page", ["findings", WITH_FAULTS, "ranking?by=body"])
def test_links_lead_somewhere(site: Site, page: str) -> None:
    seen: dict[str, Answer] = {}
    for link in {html.unescape(each) for each in re.findall(r'(?:href|src)="(/[^"]*)"', site.get(f"/zh/{page}").text)}:
        path, _, anchor = link.partition("#")
        there = seen[path] = seen.get(path) or site.get(path)
        assert there.status == 200, link
        assert not anchor or f'id="{anchor}"' in there.text, link


@pytest.mark.parametrize("is_known", [False, True])
def test_tables_of_some_reports_are_what_those_have_in_all(shown: House, is_known: bool) -> None:
    chosen = [f"2022/{BODIES[1]}.txt", HOSTILE, "none.txt"]
    with Warehouse(shown.warehouse).asked() as ask:
        for table in LARGE if is_known else ():
            ask.learn_places(table)
        for table in LARGE:
            of_chosen = "WHERE report_id IN (SELECT unnest($1)) ORDER BY ALL"
            expected = ask._con.execute(f"FROM {table} {of_chosen}", [chosen]).fetchall()
            whole = ask._con.execute(f"FROM {table} ORDER BY ALL").fetchall()
            assert 0 < len(expected) < len(whole)
            with ask.only(chosen):
                assert ask._con.execute(f"FROM {table} ORDER BY ALL").fetchall() == expected
            assert ask._con.execute(f"FROM {table} ORDER BY ALL").fetchall() == whole


def test_words_are_looked_for_in_one_part_of_the_texts_after_another(
    many: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hits(page: str) -> list[str]:
        return re.findall(r'<li><a href="([^"]+)"', page[page.index('class="hits"') :])

    def pages(query: str) -> Iterator[str]:
        further: str | None = f"/en/search?{query}"
        while further:
            page = many.get(further).text
            yield page
            link = re.search(r'<a class="further" rel="next" href="([^"]+)"', page)
            further = html.unescape(link[1]) if link else None

    full = [*islice(pages("q=政府信息&text=1"), 3)]
    assert [len(hits(page)) for page in full] == [50, 50, 50]
    assert len({hit for page in full for hit in hits(page)}) == 150
    monkeypatch.setattr(search, "_SECONDS", 0)
    rare = [*pages("q=img src=x&text=1&year=2023")]
    assert len(rare) > 4
    assert len(found := [hit for page in rare for hit in hits(page)]) == len({*found}) == 200
    assert all(hit.endswith("#source:~:text=img%20src%3Dx") for hit in found)
    assert "of 2,000 texts" in text_of(rare[0])
    assert "all 2,000 texts" in text_of(rare[-1])


def test_a_file_that_was_left_out_has_a_page_that_says_why(site: Site) -> None:
    shown = text_of(site.get("/en/report/2024/%E7%A9%BA.txt").text)
    assert "the file is empty" in shown
    assert "Extract the text of the report again." in shown


def test_a_cell_leads_to_its_characters_and_back(site: Site) -> None:
    page = site.get(f"/zh/{WITH_FAULTS}").text
    [(place, figure)] = re.findall(r'id="c-resolved_total\.total"[^>]*>\s*<a href="#(t-\d+)"[^>]*>(\d+)', page)
    assert figure == "554"
    back = rf'<span id="{place}"></span><a class="mark [^"]*" href="#c-resolved_total\.total"[^>]*>554</a>'
    assert re.search(back, page)


def test_a_failing_sum_is_marked_along_its_row_and_column_with_both_sides(site: Site) -> None:
    page = site.get(f"/zh/{WITH_FAULTS}").text
    assert len(re.findall(r'id="c-\w+\.total" class="cell \w+ in-fail"', page)) == 25 - 1 + 1
    shown = text_of(page)
    assert "545 ≠ 554" in shown
    assert "554 ≠ 563" in shown
    row = page[page.index('id="c-resolved_total.natural_person"') : page.index('id="c-carried_out.natural_person"')]
    assert re.search(r'href="#v-request_applicants\.resolved_total"', row)


@pytest.mark.parametrize(
    ("report", "status", "sign"),
    [
        (f"2023/{BODIES[3]}.txt", "blank", "–"),
        (f"2022/{BODIES[6]}.txt", "missing", "?"),
        (f"2022/{BODIES[5]}.txt", "illegible", "!"),
        (NAMES[-1], "repaired", "*"),
    ],
)
def test_cells_show_by_a_sign_how_they_were_read_and_say_why(site: Site, report: str, status: str, sign: str) -> None:
    page = site.get(f"/en/report/{quote(report)}").text
    [cell, *_] = re.findall(rf'<td id="c-[^"]+" class="cell {status}.*?</td>', page, re.S)
    assert f'<span class="sign">{sign}</span>' in cell
    tip = re.search(r'aria-describedby="([^"]+)"', cell)
    assert tip is not None
    assert f'role="tooltip" id="{tip[1]}"' in cell
    assert labels("dim_status")[status].en in text_of(cell)


def test_chinese_pages_say_in_chinese_what_the_warehouse_says_in_english(site: Site) -> None:
    report = f"report/2022/{quote(BODIES[6])}.txt"
    for page, english, chinese in (
        (report, "a cell is missing or illegible", "有单元格缺失或无法辨认"),
        ("findings?show=open", "no report of the year before", "没有上年度报告"),
        ("findings?show=incomplete", "the table has no cell", "表格没有任何单元格"),
        ("rejected", "The file is empty.", "文件是空的。"),
    ):
        assert english in text_of(site.get(f"/en/{page}").text)
        shown = text_of(site.get(f"/zh/{page}").text)
        assert chinese in shown
        assert english not in shown


def test_a_body_shows_where_what_it_carried_over_breaks(site: Site) -> None:
    page = site.get(f"/en/body/{quote(BODIES[2])}").text
    chain = re.findall(r'<li class="(whole|broken|open)">\s*<span class="year">(\d+)</span>', page)
    assert chain == [("whole", "2020"), ("whole", "2021"), ("broken", "2022"), ("whole", "2023")]
    assert page.count(" breaks") >= 2
    assert f"2024/{BODIES[2]}.txt 3(1) Granted, natural persons 34 38" in text_of(page)


def test_files_of_the_same_report_name_each_other(site: Site, shown: House, tmp_path: Path) -> None:
    page, other = f"/en/report/2024/{quote(BODIES[3])}.txt", f"2024/copy/{BODIES[3]}.md the same, 200 figures"
    assert other in text_of(site.get(page).text)
    house = shown.clone(tmp_path)
    with duckdb.connect(str(house.warehouse)) as con:
        con.execute("UPDATE dim_report SET agency_id = agency_id || report_id")
    with serving(house.warehouse) as of_strangers:
        assert other in text_of(of_strangers.get(page).text)


def test_consolidated_reports_are_ranked_apart(site: Site) -> None:
    for by, coverage in (("body", "consolidated figures"), ("consolidated", "own figures")):
        for year in (2020, 2022):
            assert f"<td>{coverage}</td>" not in site.get(f"/en/ranking?by={by}&year={year}").text
    assert "广州市从化区人民政府" in site.get("/en/ranking?by=consolidated&year=2022").text


def test_totals_can_be_those_of_a_kind_of_bodies(site: Site) -> None:
    def received(query: str) -> list[int]:
        rows = csv.DictReader(site.get(f"/en/?{query}csv=received").text.removeprefix("\ufeff").splitlines())
        return [int(row["received"] or 0) for row in rows]

    of_all, of_some = received(""), [received(f"kind={kind}&") for kind in ("government", "department", "office")]
    assert len(of_all) == len(of_some[0]) == 5
    assert sum(of_all) == sum(map(sum, of_some))
    assert '<a href="/en/?kind=department" aria-current="true">' in site.get("/en/?kind=department").text


def test_findings_can_be_chosen_and_sorted(site: Site) -> None:
    def rows(query: str) -> list[str]:
        page = site.get(f"/en/findings?{query}").text
        return [text_of(row) for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", page, re.S)]

    assert len(rows("")) > len(rows("year=2023")) > len(rows("year=2023&rule=carry_over")) == 2
    assert all("new" in row for row in rows("new=1"))
    assert len(rows("new=1")) == 2
    assert all("深圳" not in row for row in rows("place=广州市"))
    assert len(rows("show=incomplete&place=杭州市")) == len(rows("show=incomplete")) == 1
    assert rows("show=incomplete&place=广州市") == []
    sizes = [abs(int(row.split()[-1])) for row in rows("sort=difference")]
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize("form", ["svg", "csv"])
def test_a_chart_is_a_picture_and_a_table(site: Site, form: str) -> None:
    answer = site.get(f"/en/?{form}=outcomes")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith({"svg": "image/svg+xml", "csv": "text/csv"}[form])
    if form == "csv":
        head, *rows = answer.text.splitlines()
        assert head.startswith("\ufeffYear,granted,granted in part,refused,")
        assert [row.split(",")[0] for row in rows] == ["2020", "2021", "2022", "2023", "2024"]
        assert answer.text.count("\n") == 6
    else:
        assert answer.text.startswith("<svg xmlns=")
    page = site.get("/en/").text
    assert html.escape(statement("overview_years"), quote=True).replace("&#x27;", "&#39;") in page


def test_a_warehouse_that_is_swapped_shows_at_the_next_click(shown: House, loaded_once: House, tmp_path: Path) -> None:
    place = tmp_path / "gidr.duckdb"
    shutil.copy(loaded_once.warehouse, place)
    with serving(place) as site:
        assert "5 reports" in text_of(site.get("/en/").text)
        shutil.copy(shown.warehouse, tmp_path / "next")
        (tmp_path / "next").replace(place)
        assert "47 reports" in text_of(site.get("/en/").text)


def test_no_warehouse_and_odd_ones_say_what_to_do(loaded_once: House, tmp_path: Path) -> None:
    older, stranger, broken = (tmp_path / name for name in ("older", "stranger", "broken"))
    for copy, change in ((older, "DROP VIEW agency_year"), (stranger, "DROP TABLE warehouse_build")):
        shutil.copy(loaded_once.warehouse, copy)
        with duckdb.connect(str(copy)) as con:
            con.execute(change)
    broken.write_bytes(b"no database")
    place = tmp_path / "gidr.duckdb"
    with serving(place) as site:
        answer = site.get("/en/")
        assert (answer.status, "Run gidr ingest first." in answer.text) == (503, True)
        for other in (broken, stranger):
            other.replace(place)
            answer = site.get("/zh/search")
            assert (answer.status, "请移走后运行 gidr ingest" in answer.text) == (503, True)
        older.replace(place)
        answer = site.get("/en/")
        assert (answer.status, "another version" in answer.text) == (503, True)
        assert site.get("/en/search").status == 200
    with pytest.raises(WarehouseUnusable), Warehouse(tmp_path / "none").asked():
        pass


def test_the_command_serves_until_it_is_told_to_end(shown: House) -> None:
    command = [sys.executable, "-m", "gidr_pipeline", "browse", "--warehouse", str(shown.warehouse), "--port"]
    with subprocess.Popen([*command, "0"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            assert server.stdout is not None
            found = re.match(r"http://127\.0\.0\.1:(\d+)/ shows ", server.stdout.readline())
            assert found is not None
            assert Site(int(found[1])).get("/zh/").status == 200
            taken = subprocess.run([*command, found[1]], capture_output=True, text=True, check=False, timeout=60)
            assert (taken.returncode, "Address already in use" in taken.stderr) == (1, True)
            server.send_signal(signal.SIGINT)
            assert (server.wait(60), server.stdout.read()) == (0, "")
        finally:
            server.kill()


@pytest.mark.parametrize("left", ["nothing", "no agency", "one year"])
def test_small_and_empty_warehouses_have_sensible_pages(loaded_once: House, tmp_path: Path, left: str) -> None:
    house = loaded_once.clone(tmp_path)
    with duckdb.connect(str(house.warehouse)) as con:
        if left == "nothing":
            for relation in catalog().values():
                if not relation.is_view and {column.name for column in relation.columns} & {"report_id", "agency_id"}:
                    con.execute(f"DELETE FROM {relation.name}")
        elif left == "no agency":
            for column in ("agency", "agency_id", "report_year", "title", "edition"):
                con.execute(f"UPDATE dim_report SET {column} = NULL")
        else:
            con.execute("DELETE FROM dim_report WHERE report_year != 2022")
    pages = (
        "",
        "findings",
        "findings?show=open",
        "findings?show=incomplete",
        "ranking",
        "ranking?by=body",
        "search",
        "rejected",
    )
    with serving(house.warehouse) as site:
        for page in pages:
            for lang in LANGUAGES:
                assert site.get(f"/{lang}/{page}").status == 200, page
        first = site.get(f"/zh/{FIRST}")
        empty = "The warehouse has no report yet." in site.get("/en/").text
    assert (first.status, empty) == ((404, True) if left == "nothing" else (200, False))
