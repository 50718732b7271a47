"""Which figures of the prose are claims about the tables, and which are not."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Claim, Span
from gidr_pipeline.extraction.narrative.claims import read_claims
from gidr_pipeline.extraction.narrative.parts import joined, prose_lines
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.extraction.text.normalise import normalise
from gidr_pipeline.forms import form_of
from gidr_pipeline_tests.cases import Case
from gidr_pipeline_tests.extraction.narrative.cases import CLAIMS, GOVERNMENT, NO_CLAIMS
from gidr_pipeline_tests.extraction.narrative.reading import BUREAU, check_places, read
from gidr_pipeline_tests.folders import RAW


def said(text: str, claims: tuple[Claim, ...]) -> str:
    """Claims as the cases write them: `claim value`, further readings after a bar."""
    for claim in claims:
        check_places(text, claim)
    return "; ".join(f"{'|'.join(claim.readings)} {claim.value.normalize():f}" for claim in claims)


@pytest.mark.parametrize("case", CLAIMS, ids=lambda case: case[0][:24])
def test_a_claim_is_read_with_its_readings(case: tuple[str, str] | tuple[str, str, dict[str, object]]) -> None:
    text, expected, *options = case
    assert said(text, read(text, **(options[0] if options else {}))) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("agency", "text"),
    [
        ("某市人民政府", "2022年，市政府共收到政府信息公开申请230件。"),
        ("某市人民政府", "2022年，全省共收到政府信息公开申请2300件。"),
        ("某市人民政府办公室", "2022年，全市共收到政府信息公开申请2300件。"),
        ("某县新兴镇人民政府", "2022年，全县共收到政府信息公开申请200件。"),
        (GOVERNMENT, "全区共收到政府信息公开申请300件，其中区政府本级50件。"),
        (GOVERNMENT, "2022年，某市共收到政府信息公开申请5000件。"),
        ("青江市公安局东平分局", "青江市公安局共收到政府信息公开申请500件。"),
        ("青江市公安局东平分局", "市局共收到政府信息公开申请500件。"),
        ("青江市东平区人民政府白沙街道办事处", "东平区人民政府共收到政府信息公开申请500件。"),
        ("青江市东平区人民政府白沙街道办事处", "东平区未收到政府信息公开申请。"),
        ("云岭县白沙镇人民政府", "县政府共收到政府信息公开申请500件。"),
        ("广州市东平区市场监督管理局", "市市场监督管理局共收到政府信息公开申请500件。"),
        ("国家税务总局青江市税务局", "国家税务总局共收到政府信息公开申请500件。"),
        ("青江市水务局", "青江市未收到政府信息公开申请。"),
        # 全部 is how many, and no 部 of this body's.
        ("青江市水务局", "青江市财政局收到政府信息公开申请12件，全部办结12件。"),
        ("青江市水务局", "局属单位收到政府信息公开申请12件，全部办结12件。"),
        ("青江市水务局", "县级部门收到政府信息公开申请90件，全部予以公开90件。"),
        ("青江市水务局", "全市各级行政机关全部制发规范性文件30件。"),
        ("青江市水务局", "全市水务系统收到政府信息公开申请140件，全部办结140件。"),
        ("青江市水务局", "青江市财政局收到政府信息公开申请12件，全队办结12件。"),
        ("青江市水务局", "全行收到政府信息公开申请12件，全会收到政府信息公开申请2件。"),
        (None, "2022年，区公安分局共收到政府信息公开申请30件，区税务局办结30件。"),
    ],
)
def test_another_body_is_told_by_the_name_of_this_one(agency: str | None, text: str) -> None:
    assert said(text, read(text, agency=agency)) == ""


@pytest.mark.parametrize(
    ("agency", "name"),
    [
        ("青江市公安局东平分局", "东平分局"),
        ("青江市公安局东平分局", "我分局"),
        ("青江市公安局东平分局", "全局"),
        ("青江市东平区人民政府白沙街道办事处", "白沙街道"),
        ("青江市东平区人民政府白沙街道办事处", "街道办"),
        ("青江市东平区白沙街道", "白沙街办"),
        ("白沙街道", "白沙街道办事处"),
        ("青江市东平区行政审批服务局", "区审批局"),
        ("云岭县白沙镇人民政府", "白沙镇"),
        ("云岭县白沙镇人民政府", "镇政府"),
        ("广州市东平区市场监督管理局", "区市场监管局"),
        ("广州市东平区人民政府", "东平区"),
        ("国家税务总局青江市税务局", "市税务局"),
        ("青江市住房和城乡建设局", "市住建局"),
        ("青江市人民政府办公室", "市府办"),
    ],
)
def test_the_body_is_known_by_its_short_names(agency: str, name: str) -> None:
    text = f"2022年，{name}共收到政府信息公开申请7件。"
    assert said(text, read(text, agency=agency)) == "received 7"


@pytest.mark.parametrize("text", NO_CLAIMS, ids=lambda text: text[:24])
def test_other_figures_are_no_claims(text: str) -> None:
    assert said(text, read(text)) == ""


REPORTS = {
    "000_898eb9b3e54026d0.txt": (2022, "广州开发区民营经济和企业服务局", "2021"),
    "001_a4b06523178ecf58.txt": (2020, "广州市黄埔区人民政府 广州开发区管委会", "2019"),
    "002_6d7d4ee39ed0853f.txt": (2023, "广州市番禺区科技工业商务和信息化局", "2021"),
    "003_cdc0b0311637d4aa.txt": (2022, "政府办公室", "2021"),
    "004_237779eea2f2ca97.txt": (2022, "广州市从化区人民政府", "2021"),
}
# What the tables of the five reports print for the claims that their prose makes.
TABLES = {
    "000_898eb9b3e54026d0.txt": {"received": 1, "resolved_total": 1, "reconsideration": 0, "litigation": 0},
    "001_a4b06523178ecf58.txt": {
        "received": 1586,
        "received.natural_person": 1482,
        "received.business": 71,
        "received.public_interest": 3,
        "received.legal_services": 5,
        "received.other_org": 25,
        "carried_in": 73,
        "carried_in.natural_person": 62,
        "carried_in.business": 9,
        "carried_in.other_org": 2,
        "granted": 452,
        "granted_in_part": 356,
        "refused": 139,
        "unavailable": 513,
        "unprocessed": 87,
        "other_outcome": 57,
        "carried_out": 55,
    },
    "002_6d7d4ee39ed0853f.txt": {
        "resolved_total": 2,
        "refused_third_party.total": 1,
        "unavailable": 1,
        "reconsideration": 0,
        "litigation": 0,
    },
    "003_cdc0b0311637d4aa.txt": {"received": 16},
    "004_237779eea2f2ca97.txt": {"received": 576, "reconsideration": 1, "litigation": 1},
}


@pytest.mark.parametrize("name", REPORTS)
def test_the_claims_of_the_reports(name: str) -> None:
    """The whole text may be taken for prose, and still no cell of a table is a claim."""
    text = (RAW / name).read_text(encoding="utf-8")
    claims = read(text, *REPORTS[name])
    assert [claim.claim for claim in claims] == list(TABLES[name])
    off = {claim.claim: claim.value for claim in claims if claim.value != TABLES[name][claim.claim]}
    assert off == ({"received": 575} if name.startswith("004") else {})


def test_a_claim_has_its_place_its_unit_and_its_sentence() -> None:
    text = "一、总体情况\n2022 年，我局共收到政府信息公开\n申请 **1,586** 宗 。未发生行政诉讼。"
    received, litigation = read(text)
    assert text[received.span.start : received.span.end] == "1,586"
    assert (received.value, received.unit) == (1586, "宗")
    assert text[received.sentence.start : received.sentence.end].startswith("2022 年，我局")
    assert text[received.sentence.start : received.sentence.end].endswith("宗 。")
    assert text[litigation.span.start : litigation.span.end] == "未发生"
    assert (litigation.value, litigation.unit) == (0, None)


def test_only_the_prose_is_read() -> None:
    text = "2022年收到政府信息公开申请16件。2022年收到政府信息公开申请17件。"
    half = len(text) // 2
    claims = read_claims(text, [Span(half, len(text))], 2022, BUREAU, form_of("2021"))
    assert [claim.value for claim in claims] == [17]


def test_a_row_whose_label_stands_before_the_table_is_no_prose() -> None:
    row = "规章：本年制发件数 3，本年废止件数 2，现行有效件数 5；"
    text = f"2022年收到政府信息公开申请16件。\n{row}\n全年制发规章4件。"
    at, end = text.index(row), text.index(row) + len(row)
    table = Span(text.index("本年制发"), end)
    lines = [
        Line(number, line) for number, line in enumerate((Span(0, at - 1), Span(at, end), Span(end + 1, len(text))))
    ]
    claims = read_claims(normalise(text), joined(prose_lines(text, lines, [table])), 2022, BUREAU, form_of("2021"))
    assert [(claim.claim, claim.value) for claim in claims] == [("received", 16), ("rules.issued", 4)]


def test_a_report_of_unknown_year_claims_nothing_of_a_named_year() -> None:
    assert [claim.value for claim in read("共收到政府信息公开申请16件。", year=None)] == [16]
    assert read("2022年共收到政府信息公开申请16件，2021年结转2件。", year=None) == ()


def test_what_has_no_full_stop_for_pages_is_no_sentence() -> None:
    text = "收到政府信息公开申请16件，"
    assert [claim.claim for claim in read(text)] == ["received"]
    assert read(text * 500) == ()


@pytest.mark.parametrize("edition", ["2019", "2021", None])
def test_claims_are_those_of_the_edition(edition: str | None) -> None:
    form = form_of(edition)
    cells = {f"{row}.{column}" for table in form.tables.values() for row, column in table.cells()}
    for case in CLAIMS:
        for claim in read(case[0], edition=edition):
            assert {claim.claim, *claim.readings} <= cells | set(form.claims)


PIECES = [
    *(case[0] for case in CLAIMS),
    *NO_CLAIMS,
    "\n(一)依申请公开情况\n",
    "## 总体情况\n",
    "其中",
    "0件",
    "三件，",
    "1 5件",
    "(",
    ")。",
    "、",
    "未发生",
    "行政复议",
]


@settings(max_examples=60)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=6).map("".join))
def test_any_text_gives_places_that_hold_the_figures(text: str) -> None:
    for claim in read(text):
        check_places(text, claim)


@settings(max_examples=60)
@given(st.sampled_from([case for case in CLAIMS if len(case) == 2]), st.data())
def test_white_space_around_figures_changes_nothing(case: tuple[str, str], data: st.DataObject) -> None:
    text, expected = case
    spaces = st.sampled_from(["", " ", "\n", " \n ", "\u3000"])
    spaced = re.sub(
        r"(?<![\d,.０-９])([\d０-９][\d,.０-９]*)", lambda m: data.draw(spaces) + m[0] + data.draw(spaces), text
    )
    assert said(spaced, read(spaced)) == expected


@settings(max_examples=60)
@given(st.integers(0, 9999))
def test_numerals_are_figures(value: int) -> None:
    text = f"全年共收到政府信息公开申请{in_chinese(value)}件。"
    assert [claim.value for claim in read(text)] == [value]


def in_chinese(value: int) -> str:
    if value == 0:
        return "零"
    words, gap = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // power % 10
        if digit:
            words += ("零" if gap and words else "") + "零一二三四五六七八九"[digit] + unit
        gap = not digit
    return words


@pytest.mark.parametrize(("layout", "row"), [("tabs", "{}\t\t\t\t"), ("quoted, commas", '"{}",,,,')])
@pytest.mark.parametrize("seed", range(4))
def test_a_sentence_alone_in_a_row_is_prose(layout: str, row: str, seed: int) -> None:
    """As in the text of a sheet, where prose and tables share the columns."""
    case, separator = Case(seed, layout), row[-1]
    lines = [line if separator in line or not line else row.format(line) for line in case.text.split("\n")]
    (alone,) = extract_document(case.data).reports
    (report,) = extract_document("\n".join(lines).encode()).reports
    claims = [(claim.claim, claim.value) for claim in alone.claims]
    assert claims
    assert [(claim.claim, claim.value) for claim in report.claims] == claims
