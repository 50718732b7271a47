"""The views and macros for people, over a warehouse of reports of two years."""

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from gidr_pipeline.warehouse.catalog import create_warehouse
from gidr_pipeline.warehouse.codes import codes, summands, wide_columns
from gidr_pipeline_tests.folders import NAMES, RAW, House

HUANGPU = NAMES[1]
NEXT_YEAR, TWICE = "next.txt", "again/next.txt"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The five reports, and one of them for the year after as well, under two names; not to be changed."""
    house = House(tmp_path_factory.mktemp("views"))
    later = (RAW / HUANGPU).read_bytes().replace("2020年".encode(), "2021年".encode())
    house.put(NEXT_YEAR, later)
    house.put(TWICE, later)
    house.put("third.txt", (RAW / HUANGPU).read_bytes().replace("2020年".encode(), "2022年".encode()))
    house.run()
    return house


def test_the_cells_of_a_verdict_add_up_to_its_sides(house: House) -> None:
    """For every rule, those over two years and over prose as well."""
    rows = house.rows(
        """
        WITH side AS (
            SELECT report_id, rule, scope, side, sum(sign * coalesce(value, 0)) AS value
            FROM reconciliation_cell GROUP BY ALL
        )
        SELECT v.rule, v.left_value, l.value, v.right_value, r.value FROM fact_reconciliation v
        LEFT JOIN side l ON (l.report_id, l.rule, l.scope, l.side) = (v.report_id, v.rule, v.scope, 'left')
        LEFT JOIN side r ON (r.report_id, r.rule, r.scope, r.side) = (v.report_id, v.rule, v.scope, 'right')
        """
    )
    assert {row[0] for row in rows} == set(codes()["dim_rule"])
    assert all(left_cells is not None and right_cells is not None for _, _, left_cells, _, right_cells in rows)
    assert [row for row in rows if row[1] not in (None, row[2]) or row[3] not in (None, row[4])] == []
    assert sum(row[1] is not None for row in rows if row[0] == "carry_over") > 10


def test_a_cell_of_the_year_before_says_which_report_it_is_of(house: House) -> None:
    cells = house.rows(
        f"SELECT side, sign, cell_report_id, row_code FROM reconciliation_cell "
        f"WHERE report_id = '{NEXT_YEAR}' AND rule = 'carry_over' AND scope = 'total' ORDER BY side"
    )
    assert cells == [("left", 1, NEXT_YEAR, "carried_in"), ("right", 1, HUANGPU, "carried_out")]
    # Of two reports of the year before that agree, one is added up.
    cells = house.rows(
        "SELECT sign, cell_report_id FROM reconciliation_cell "
        "WHERE report_id = 'third.txt' AND rule = 'carry_over' AND scope = 'total' AND side = 'right' ORDER BY 2"
    )
    assert cells == [(1, TWICE), (0, NEXT_YEAR)]
    # And where there is none, the term is there without a cell.
    assert house.rows(
        f"SELECT cell_report_id, value FROM reconciliation_cell "
        f"WHERE report_id = '{HUANGPU}' AND rule = 'carry_over' AND scope = 'total' AND side = 'right'"
    ) == [(None, None)]


def test_a_claim_has_its_sentence_and_its_cells(house: House) -> None:
    cells = house.rows(
        "SELECT side, row_code, column_code, value, sentence IS NULL FROM reconciliation_cell "
        "WHERE verdict = 'fail' AND rule = 'narrative_agreement' ORDER BY side"
    )
    assert cells == [
        ("left", "received", None, Decimal(575), False),
        ("right", "received", "total", Decimal(576), True),
    ]


def test_a_place_shows_what_stands_around_it(house: House) -> None:
    [(context, raw_text)] = house.rows(
        "SELECT cell_context(report_id, source_start, source_end), raw_text FROM fact_request "
        f"WHERE report_id = '{HUANGPU}' AND line = 'received' AND applicant = 'total'"
    )
    before, _, rest = context.partition("⟦")
    figure, _, after = rest.partition("⟧")
    assert figure == raw_text == "1586"
    text = (RAW / HUANGPU).read_bytes().decode("utf-8-sig")
    assert before + figure + after in text
    assert (len(before), len(after)) == (40, 40)
    # At the beginning and the end there is less of it; without a place there is nothing.
    [(first, none)] = house.rows(f"SELECT cell_context('{HUANGPU}', 0, 2), cell_context('{HUANGPU}', NULL, NULL)")
    assert first == f"⟦{text[:2]}⟧{text[2:42]}"
    assert none is None
    [(last,)] = house.rows(f"SELECT cell_context('{HUANGPU}', {len(text) - 1}, {len(text)})")
    assert last == f"{text[-41:-1]}⟦{text[-1]}⟧"


def test_texts_are_those_that_offsets_count_in(house: House) -> None:
    for name in NAMES:
        [(text,)] = house.rows(f"SELECT text FROM report_text WHERE report_id = '{name}'")
        assert text == (RAW / name).read_bytes().decode("utf-8-sig")
    assert house.rows("SELECT count(*) FROM report_text") == house.rows("SELECT count(*) FROM dim_report")


def test_wide_rows_are_the_facts(house: House) -> None:
    names = [name for columns in wide_columns().values() for name, _, _ in columns]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 32  # what Stata takes
    assert house.rows("SELECT count(*) FROM report_wide") == house.rows("SELECT count(*) FROM dim_report")
    places = {name: (fact, row, column) for fact, columns in wide_columns().items() for name, row, column in columns}
    wide = {
        (report, *places[name], value)
        for report, *row in house.rows(f"SELECT report_id, {', '.join(names)} FROM report_wide")
        for name, value in zip(names, row, strict=True)
        if value is not None
    }
    assert wide == set(
        house.rows(
            "SELECT report_id, table_name, row_code, column_code, value FROM report_cell WHERE value IS NOT NULL"
        )
    )


def test_indicators_are_what_their_formulas_say(house: House) -> None:
    """Worked out from the facts, in another way."""
    figures = {
        (report, row, column): (value, status)
        for report, row, column, value, status in house.rows(
            "SELECT report_id, row_code, column_code, value, status FROM report_cell"
        )
    }
    before = {NEXT_YEAR: HUANGPU, TWICE: HUANGPU, "third.txt": NEXT_YEAR}

    def side(terms: list[str], report: str) -> Decimal | None:
        total = Decimal(0)
        for term in summands(terms):
            of = before.get(report) if term.year_offset else report
            value, status = figures.get((of, *term.cell), (None, None if of else "missing"))
            if status is None:
                continue
            if value is None and status != "blank":
                return None
            total += term.sign * (value or 0)
        return total

    rows = {(row[0], row[1]): row[2:] for row in house.rows("FROM report_indicator")}
    wanted = codes()["indicators"]["list"]
    assert len(rows) == len(wanted) * len(house.reports())
    for report in house.reports():
        for indicator in wanted:
            value, numerator, denominator, small = rows[report, indicator["code"]]
            assert (numerator, denominator) == (
                side(indicator["numerator"], report),
                side(indicator["denominator"], report),
            ), (report, indicator["code"])
            if numerator is None or not denominator:
                assert value is None
            else:
                assert value == pytest.approx(float(numerator / denominator))
            assert small == (None if denominator is None else denominator < codes()["indicators"]["small"])


def test_lost_cells_are_no_zeros_and_blank_ones_are(house: House, tmp_path: Path) -> None:
    lost = house.clone(tmp_path)
    text = (RAW / NAMES[2]).read_text("utf-8")
    line = next(line for line in text.splitlines() if "4.保护第三方" in line.replace(" ", ""))
    lost.put("lost.txt", text.replace(line, "").encode())
    lost.run()
    [(status,)] = lost.rows(
        "SELECT DISTINCT status FROM fact_request WHERE report_id = 'lost.txt' AND line = 'refused_third_party'"
    )
    assert status == "missing"
    [(refused, granted)] = lost.rows("SELECT refused, granted FROM report_total WHERE report_id = 'lost.txt'")
    assert refused is None
    assert granted is not None
    indicators = dict(lost.rows("SELECT indicator, value IS NULL FROM report_indicator WHERE report_id = 'lost.txt'"))
    assert indicators["refusal_share"]
    assert not indicators["granted_share"]


def test_lines_tell_sums_from_their_parts(house: House) -> None:
    roles = dict(house.rows("SELECT role, list(code ORDER BY position) FROM dim_request_line GROUP BY role"))
    assert roles["inflow"] == ["received"]
    assert roles["stock"] == ["carried_in", "carried_out"]
    assert roles["sum"] == ["resolved_total"]
    assert house.rows("SELECT count(*) FROM dim_request_line WHERE (outcome_group IS NULL) = (role = 'outcome')") == [
        (0,)
    ]
    for report, resolved, outcomes in house.rows(
        """
        SELECT report_id, sum(value) FILTER (role = 'sum'), sum(value) FILTER (role = 'outcome')
        FROM fact_request JOIN dim_request_line ON code = line WHERE applicant = 'total' GROUP BY report_id
        """
    ):
        assert resolved == outcomes, report


def test_every_code_has_its_words(house: House) -> None:
    for table, column, dimension in [
        ("fact_request", "status", "dim_status"),
        ("fact_proactive", "status", "dim_status"),
        ("fact_reconciliation", "rule", "dim_rule"),
        ("fact_reconciliation", "verdict", "dim_verdict"),
        ("fact_narrative", "claim", "dim_claim"),
        ("report_indicator", "indicator", "dim_indicator"),
    ]:
        assert house.rows(f"SELECT count(*) FROM {table} ANTI JOIN {dimension} ON {column} = code") == [(0,)], table
    assert house.rows("SELECT formula FROM dim_rule WHERE code = 'request_balance'") == [
        ("received + carried_in = resolved_total + carried_out",)
    ]


def test_a_body_and_year_is_one_row_that_says_what_was_left_out(house: House) -> None:
    rows = house.rows(
        "SELECT report_year, report_id, reports, left_out, counted_in FROM agency_year "
        "WHERE agency_id = '广州市黄埔区人民政府' ORDER BY 1"
    )
    assert rows == [
        (2020, HUANGPU, 1, None, None),
        (2021, TWICE, 2, NEXT_YEAR, None),
        (2022, "third.txt", 1, None, None),
    ]


def test_what_a_government_reports_for_all_is_counted_in_it(house: House, tmp_path: Path) -> None:
    more = house.clone(tmp_path)
    text = (RAW / NAMES[2]).read_text("utf-8")
    more.put(
        "bureau.txt", text.replace("番禺区科技工业商务和信息化局", "黄埔区水务局").replace("2023", "2020").encode()
    )
    more.run()
    rows = more.rows("SELECT agency_id, counted_in FROM agency_year WHERE report_year = 2020 ORDER BY 1")
    assert rows == [("广州市黄埔区人民政府", None), ("广州市黄埔区水务局", "广州市黄埔区人民政府")]


@pytest.mark.parametrize(
    ("words", "district_is_in"),
    [
        ("市政府及各部门共受理", None),
        ("市政府各部门、各区政府共受理", "广州市人民政府"),
        ("全市共受理", "广州市人民政府"),
    ],
)
def test_what_a_city_counts_for_its_departments_has_no_district_in_it(
    tmp_path: Path, words: str, district_is_in: str | None
) -> None:
    house = House(tmp_path, reports=False)
    district = (RAW / NAMES[4]).read_text("utf-8")
    city = district.replace("广州市从化区", "广州市").replace("从化区", "广州市")
    city = city.replace("全区 2022 年共新受理", f"2022年，{words}").replace("全区", "全部")
    bureau = (RAW / NAMES[2]).read_text("utf-8").replace("2023", "2022")
    house.put("district.txt", district.encode())
    house.put("city.txt", city.encode())
    house.put("of_city.txt", bureau.replace("广州市番禺区科技工业商务和信息化局", "广州市水务局").encode())
    house.put("of_district.txt", bureau.replace("番禺区科技工业商务和信息化局", "从化区水务局").encode())
    house.run()
    assert house.rows("SELECT agency_id, counted_in FROM agency_year ORDER BY 1") == [
        ("广州市人民政府", None),
        ("广州市从化区人民政府", district_is_in),
        ("广州市从化区水务局", "广州市从化区人民政府"),
        ("广州市水务局", "广州市人民政府"),
    ]


@pytest.mark.parametrize(
    ("sentence", "reaches"),
    [
        ("全市各级行政机关共收到申请3件", True),
        ("本报告数据包括区政府各部门、各镇街", True),
        ("本报告由市政府办公室汇总各县（市、区）和市政府各部门年度报告编制", True),
        ("各区 人民政府、市政府各部门共收到", True),
        ("由各部门和乡镇的报告汇总编制", True),
        ("市政府及各部门共收到申请3件", False),
        ("各市直部门、各区级单位共收到申请3件", False),
        ("市市场监管局、县市场监管局等各部门共收到申请3件", False),
        ("全年收到政府信息公开申请57件（含各部门）", False),
    ],
)
def test_words_for_lower_divisions(house: House, sentence: str, reaches: bool) -> None:
    assert house.rows(f"SELECT reaches_below('{sentence}')") == [(reaches,)]


def test_every_body_and_its_governments_have_a_row(house: House, tmp_path: Path) -> None:
    gone = house.clone(tmp_path)
    assert gone.rows("SELECT count(*) FROM dim_report ANTI JOIN dim_agency USING (agency_id)") == [(0,)]
    orphans = (
        "SELECT count(*) FROM dim_agency own ANTI JOIN dim_agency up ON up.agency_id = own.parent_agency_id "
        "WHERE own.parent_agency_id IS NOT NULL"
    )
    assert gone.rows(orphans) == [(0,)]
    (gone.raw / NAMES[4]).unlink()
    gone.run()
    assert gone.rows(orphans) == [(0,)]
    assert gone.rows("SELECT count(*) FROM dim_agency WHERE name LIKE '%从化%'") == [(0,)]
    assert gone.rows("SELECT count(*) FROM dim_agency WHERE name = '广州市人民政府'") == [(1,)]


def test_flagged_reports_say_who_where_and_what(house: House) -> None:
    [row] = house.rows(
        "SELECT agency, rule, scopes, rule_zh, left_values, right_values, county FROM flagged_report "
        f"WHERE report_id = '{NAMES[4]}'"
    )
    assert row == (
        "广州市从化区人民政府", "narrative_agreement", "received", "正文所述数据与表格一致", "575", "576", "从化区",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("granted", "resolved", "share"),
    [
        (3, 8, (3, 8)),
        ("blank", 5, (0, 5)),  # the five refused are all
        ("blank", 7, (None, 7)),  # two are missing: it may be these
        ("lost", 5, (None, 5)),
        ("blank", "blank", (None, None)),
    ],
)
def test_a_blank_is_a_zero_where_the_sum_shows_it(
    tmp_path: Path, granted: int | str, resolved: int | str, share: tuple[int | None, int | None]
) -> None:
    cells = dict.fromkeys((name for name, *_ in wide_columns()["fact_request"]), -1)
    cells |= {"granted_tot": granted, "refused_by_law_tot": 5, "resolved_total_tot": resolved}
    marks: dict[object, int | None] = {"blank": -1, "lost": None}
    create_warehouse(tmp_path / "w.duckdb")
    with duckdb.connect(str(tmp_path / "w.duckdb")) as con:
        con.execute(
            "INSERT INTO dim_report BY NAME SELECT 'r' AS report_id, '2021' AS edition, 'utf-8' AS encoding, "
            "'' AS source_sha256, 0 AS source_bytes, 0 AS cells_reported, 0 AS cells_repaired, 0 AS cells_blank, "
            "0 AS cells_missing, 0 AS cells_illegible, '' AS extractor_version, now() AS ingested_at"
        )
        con.execute(
            f"INSERT INTO wide_cell (report_id, {', '.join(cells)}) VALUES ('r', {', '.join('?' for _ in cells)})",
            [marks.get(value, value) for value in cells.values()],
        )
        query = "SELECT numerator, denominator FROM report_indicator WHERE indicator = 'granted_share'"
        assert con.sql(query).fetchall() == [share]
