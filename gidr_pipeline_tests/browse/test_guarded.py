"""What strangers write, ask and address does nothing."""

import html
import re
from pathlib import Path
from urllib.parse import quote

import duckdb
import pytest

from gidr_pipeline.browse.asking import Warehouse
from gidr_pipeline_tests.browse.corpus import HOSTILE, PAGES
from gidr_pipeline_tests.browse.serving import Site, serving
from gidr_pipeline_tests.folders import NAMES, House

pytestmark = pytest.mark.xdist_group("browse")


@pytest.mark.parametrize("page", PAGES)
def test_no_page_has_a_script_or_a_style_in_it(site: Site, page: str) -> None:
    answer = site.get(f"/zh/{page}")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert re.findall(r"<script\b[^>]*>", answer.text) == ['<script src="/static/browse.js" defer>']
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", re.sub(r">[^<]*<", "><", answer.text))
    assert not re.search(r'(?:href|src)="(?:https?:)?//', answer.text)
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_strangers_write_is_shown_and_does_nothing(site: Site) -> None:
    page = site.get(f"/en/report/{quote(HOSTILE)}").text
    assert "&lt;script&gt;document.title" in page
    assert "{{ 7*7 }}" in html.unescape(page)
    for hidden in ("\x07", "\x1b", "\u202e", "\u200b", "\u2028"):
        assert hidden not in page
        assert f"⟨U+{ord(hidden):04X}⟩" in page
    assert f'href="/en/report/{quote(HOSTILE)}"' in site.get("/en/search?q=档案局").text


def test_whatever_the_warehouse_holds_is_escaped(shown: House, tmp_path: Path) -> None:
    """A warehouse is a file from somewhere, too."""
    house = shown.clone(tmp_path)
    evil = "<img src=x onerror=alert(1)>\"'\u202e{{7*7}}"
    with duckdb.connect(str(house.warehouse)) as con:
        [(report_id,)] = con.execute("SELECT report_id FROM dim_report WHERE report_id = ?", [NAMES[-1]]).fetchall()
        con.execute("UPDATE dim_report SET title = $1, agency = $1, note = $1, coverage_sentence = $1", [evil])
        con.execute("UPDATE dim_report SET agency_id = $1", [evil])
        con.execute("UPDATE dim_agency SET name = $1, province = $1, note = $1, kind = $1", [evil])
        con.execute("UPDATE dim_agency SET agency_id = $1 || agency_id", [evil])
        con.execute("INSERT INTO dim_agency (agency_id, name, kind) VALUES ($1, $1, $1)", [evil])
        for fact in ("fact_request", "fact_challenge", "fact_proactive"):
            con.execute(f"UPDATE {fact} SET note = $1, status = 'illegible', raw_text = $1", [evil])
        con.execute("UPDATE fact_reconciliation SET detail = $1, verdict = 'fail'", [evil])
        con.execute("UPDATE fact_narrative SET sentence = $1, raw_text = $1, unit = $1", [evil])
        con.execute("UPDATE report_text SET text = $1 || text", [evil])
        con.execute("UPDATE rejected_document SET detail = $1, reason = $1", [evil])
    pages = (
        "",
        "findings",
        "ranking",
        "ranking?by=body",
        "search",
        "rejected",
        f"report/{report_id}",
        f"body/{quote(evil)}",
    )
    with serving(house.warehouse) as site:
        for page in (*pages, "ranking?by=body&svg=ranking"):
            answer = site.get(f"/zh/{page}")
            assert answer.status == 200
            assert "<img" not in answer.text
            assert "\u202e" not in answer.text
            assert "49" not in re.findall(r"U\+202E⟩(\d+)", answer.text)


@pytest.mark.parametrize(
    "asked",
    [
        "findings?rule=x' OR 1=1 --&year=2023; DROP TABLE dim_report&sort=report_id;&page=-1&place=%",
        "ranking?indicator='&by=dim_report&year='' OR true&page=99999999999999",
        "search?q='\"; SELECT&year=x&text=1&page=0",
        "search?q=" + "长" * 1000,
    ],
)
def test_what_is_asked_never_becomes_sql(site: Site, asked: str) -> None:
    answer = site.get(f"/en/{asked}")
    assert answer.status == 200
    assert "There is no report" not in answer.text


def test_a_query_can_read_nothing_but_the_warehouse(shown: House) -> None:
    with Warehouse(shown.warehouse).asked() as ask:
        for query in (
            f"FROM read_text('{shown.raw}/{NAMES[0]}')",
            "COPY (SELECT 1) TO '/tmp/x.csv'",
            "SET enable_external_access = true",
            "ATTACH '/tmp/x.duckdb'",
            "DELETE FROM dim_report",
        ):
            with pytest.raises(duckdb.Error):
                ask._con.execute(query)


def test_strange_hosts_get_nothing(site: Site) -> None:
    assert site.get("/zh/", host="rebound.example").status == 400
    assert site.get("/zh/", host="127.0.0.1:8017").status == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 307),
        ("/zh/nothing", 404),
        ("/fr/", 404),
        ("/zh/report/none.txt", 404),
        ("/zh/report/2024/%E7%A9%BA.txt", 404),
        ("/zh/body/none", 404),
        ("/zh/?svg=none", 404),
        ("/zh/findings/x", 404),
        ("/static/../app.py", 404),
        ("/static/style.css", 200),
    ],
)
def test_addresses(site: Site, path: str, status: int) -> None:
    answer = site.get(path)
    assert answer.status == status
    assert "content-security-policy" in answer.headers
