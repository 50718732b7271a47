"""What reports say of their bodies, each for itself."""

from pathlib import Path

import polars as pl
import pytest

from gidr_pipeline.warehouse.bodies import own_texts
from gidr_pipeline_tests.folders import NAMES, RAW, House


def test_of_several_reports_in_a_file_each_speaks_for_itself(tmp_path: Path) -> None:
    whole = (RAW / NAMES[4]).read_text("utf-8")
    silent = (RAW / NAMES[0]).read_text("utf-8")
    for word in ("本单位", "我局", "我办"):
        silent = silent.replace(word, "")
    house = House(tmp_path, reports=False)
    house.put("one/whole.txt", whole.encode())
    house.put("one/silent.txt", silent.encode())
    house.put("both.txt", f"{whole}\n\n{silent}".encode())
    house.put("turned.txt", f"{silent}\n\n{whole}".encode())
    house.run()
    assert house.rows("SELECT report_id, coverage FROM dim_report ORDER BY 1") == [
        ("both.txt", "consolidated"),
        ("both.txt#2", "unknown"),
        ("one/silent.txt", "unknown"),
        ("one/whole.txt", "consolidated"),
        ("turned.txt", "unknown"),
        ("turned.txt#2", "consolidated"),
    ]


def test_a_text_is_cut_where_the_report_before_it_ends_and_in_no_other_file() -> None:
    texts = {"a": "AAAABBBBCCCC", "a#2": "AAAABBBBCCCC", "a#4": "AAAABBBBCCCC", "b": "XXXX", "b#2": "YYYY", "c#7": "ZZ"}
    ends = {"a": 4, "a#2": 8, "a#4": 12, "b": 2, "b#2": None, "c#7": None}
    found = own_texts(
        pl.DataFrame({"report_id": list(texts), "text": list(texts.values())}),
        pl.DataFrame({"report_id": list(ends), "source_end": list(ends.values())}),
    )
    assert dict(found.iter_rows()) == {"a": "AAAA", "a#2": "BBBB", "a#4": "CCCC", "b": "XX", "b#2": "YYYY", "c#7": "ZZ"}


@pytest.mark.parametrize("years", [["2018"], ["2018", "2022"], ["2022", "2018"], ["2018, 2022"]])
def test_a_body_is_where_it_was_last_in_whatever_order_its_reports_come(tmp_path: Path, years: list[str]) -> None:
    text = (RAW / NAMES[4]).read_text("utf-8").replace("广州市从化区", "公主岭市").replace("从化区", "公主岭市")
    house = House(tmp_path, reports=False)
    for run in years:
        for year in run.split(", "):
            house.put(f"{year}.txt", text.replace("2022", year).encode())
        house.run()
    [*rows] = house.rows("SELECT agency, report_year FROM dim_report ORDER BY 2")
    assert rows == [("公主岭市人民政府", int(year)) for year in sorted(", ".join(years).split(", "))]
    last = ("四平市", "220381", "四平市人民政府") if years == ["2018"] else ("长春市", "220184", "长春市人民政府")
    assert house.rows(
        "SELECT prefecture, division_code, parent_agency_id FROM dim_agency WHERE agency_id = '公主岭市人民政府'"
    ) == [last]
    parents = house.rows(
        "SELECT agency_id FROM dim_agency WHERE agency_id IN (SELECT parent_agency_id FROM dim_agency) ORDER BY 1"
    )
    assert (last[2],) in parents
