"""What is a report of these forms, one of the older kind, or none."""

import random
import re

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline_tests.extraction.reading import read, values
from gidr_pipeline_tests.layouts import text_of
from gidr_pipeline_tests.made import make_report


@pytest.mark.parametrize(
    "text",
    [
        "会议纪要。\n下一步工作安排如下。\n",
        "关于印发政府信息公开工作要点的通知\n各有关单位：\n现印发给你们，请认真贯彻执行。\n",
        "1 2 3\n4 5 6\n",
        "青江市2022年政务公开第三方评估报告\n一、总体情况\n对32家单位进行评估。\n二、主动公开情况\n"
        "三、依申请公开情况\n模拟申请32件。\n四、存在的主要问题\n",
    ],
)
def test_what_is_no_report_is_rejected(text: str) -> None:
    document = extract_document((text * 3).encode())
    assert document.rejection is not None
    assert document.rejection.reason == "not_a_report"
    assert not document.reports


OLDER = """青江市水务局2015年政府信息公开工作年度报告
一、概述
2015年，我局认真贯彻条例。
二、主动公开政府信息情况
全年主动公开信息120条。
三、依申请公开政府信息办理情况
收到申请2件，同意公开答复2件。
四、政府信息公开收费及减免情况
未收费。
五、因政府信息公开申请行政复议、提起行政诉讼情况
无。
"""
STATISTICS = """青江市水务局政府信息公开工作年度报告
附件：政府信息公开情况统计表（2017年度）
统计指标 | 单位 | 统计数
（一）主动公开政府信息数 | 条 | 345
其中：主动公开规范性文件数 | 条 | 3
（三）申请答复数 | 件 | 12
2.同意公开答复数 | 件 | 5
4.不同意公开答复数 | 件 | 1
其中：涉及国家秘密 | 件 | 0
四、行政复议数量 | 件 | 0
（一）维持具体行政行为数 | 件 | 0
"""


@pytest.mark.parametrize(
    "text",
    [
        OLDER,
        OLDER.replace("2015", "2019"),
        OLDER.partition("\n")[2].replace("2015年，", ""),
        STATISTICS,
        "青江市水务局2012年政府信息公开工作年度报告\n2012年，我局认真贯彻条例，公开信息120条。\n",
    ],
    ids=["2015", "in the year of the new form", "without title and year", "statistics of 2014 to 2018", "prose alone"],
)
def test_a_report_of_the_older_kind_is_named_as_such(text: str) -> None:
    rejection = extract_document(text.encode()).rejection
    assert rejection is not None
    assert rejection.reason == "older_form"


def test_a_later_report_in_the_older_manner_is_a_report() -> None:
    text = (
        "青江市水务局2020年政府信息公开工作年度报告\n一、总体情况\n1.主动公开情况。公开信息73条。\n"
        "2.依申请公开情况。收到政府信息公开申请2件。\n3.收费及减免情况。未收取任何费用。\n"
    )
    document = extract_document(text.encode())
    assert [claim.claim for claim in document.reports[0].claims] == ["received"]


def test_a_third_party_that_does_not_agree_makes_no_report_older() -> None:
    text = (
        "青江市水务局2023年政府信息公开工作年度报告\n一、总体情况\n收到政府信息公开申请5件。"
        "向第三方征求意见4件，第三方不同意公开2件。\n五、存在的主要问题及改进情况\n无。\n"
    )
    assert read(text).report_year == 2023


def test_a_report_on_the_newer_form_is_no_older_one_whatever_its_year_and_words() -> None:
    made = make_report(random.Random(5), "2021")
    old = (
        text_of(made, "tabs").replace(f"{made.agency}{made.year}年", f"{made.agency}2018年").replace("总体情况", "概述")
    )
    report = read(f"{old}\n收费及减免情况：未收费。\n")
    assert (report.report_year, values(report)) == (2018, made.cells)


TITLE, LEAD = "青江市水务局2022年政府信息公开工作年度报告\n", "现公布青江市水务局2022年政府信息公开工作年度报告。\n"
FIRST_ROW = "第二十条第（一）项\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数\n规章 | 0 | 1 |"
REQUESTS_ROW = "一、本年新收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0"


@pytest.mark.parametrize(
    "rest", ["一、总体情况\n2022年，", "总体情况", FIRST_ROW, REQUESTS_ROW, "二、主动公开政府信息情况"]
)
@pytest.mark.parametrize("begin", [TITLE, LEAD], ids=["title", "lead sentence"])
def test_a_text_that_names_the_report_is_one_however_soon_it_stops(begin: str, rest: str) -> None:
    report = read(begin + rest)
    assert (report.agency, report.report_year) == ("青江市水务局", 2022)


@pytest.mark.parametrize(
    ("text", "values_read"),
    [
        (FIRST_ROW, {"issued": 0, "repealed": 1}),
        (REQUESTS_ROW, {"natural_person": 3, "business": 0, "research": 0}),
        ("一、总体情况\n推进政务公开。\n行政许可 | 120 |\n行政处罚", {"decisions": 120}),
    ],
)
def test_nothing_with_a_row_of_a_table_is_rejected(text: str, values_read: dict[str, int]) -> None:
    read_back = {column: value for (_, _, column), value in values(read(text)).items() if value is not None}
    assert values_read.items() <= read_back.items()


def test_a_text_that_says_under_which_regulations_it_was_written_is_a_report() -> None:
    lead = "根据《中华人民共和国政府信息公开条例》有关规定，结合工作实际，编制本报告。\n一、总体情况\n我局坚持公开。\n"
    assert (read(lead).agency, read(lead).title) == (None, None)
    assert read(f"{lead}无。\n青江市水务局\n").agency == "青江市水务局"
    assert read(f"{lead}无。\n青江市水务局（盖章）\n2023年1月13日\n").agency == "青江市水务局"
    assert read(f"{lead}无。\n青江市人民政府\n").agency is None


@pytest.mark.parametrize(
    ("lead", "agency"),
    [
        ("本年度报告根据《中华人民共和国政府信息公开条例》的有关规定编制，统计期限为2022年1月1日至12月31日。", None),
        ("本报告依据《中华人民共和国政府信息公开条例》的要求，由青江市水务局办公室编制而成。", "青江市水务局"),
        ("本报告由青江市水务局按照《中华人民共和国政府信息公开条例》要求编制。", "青江市水务局"),
        ("本年度报告根据《中华人民共和国政府信息公开条例》制作。", None),
        ("本年度报告由青江市水务局编制，根据《中华人民共和国政府信息公开条例》进行了总结。", "青江市水务局"),
        (
            "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六部分组成。如有疑问，请与青江市水务局联系。",
            "青江市水务局",
        ),
        ("特向社会公布青江市水务局2022年政府信息公开情况。", "青江市水务局"),
        ("现将青江市水务局2022年度政府信息公开工作开展情况予以公布。", "青江市水务局"),
        ("根据《青江市2022年政府信息公开工作年度报告编制工作的通知》要求，编制发布本报告，共有六部分。", None),
        ("水务局编制了2022年政府信息公开年度报告。报告由总体情况、主动公开政府信息情况、收到申请情况组成。", None),
        ("我局认真编制了《青江市水务局2022年政府信息公开工作年度报告》。", "青江市水务局"),
        ("按照规定，梳理编制青江海关关区2022年政府信息公开工作年度报告。", "青江海关关区"),
        (
            "水务局2022年政府信息公开工作年度报告\n发布日期：2023-01-09\n青江市水务局2022年政府信息公开工作年度报告",
            "青江市水务局",
        ),
    ],
)
def test_a_report_that_stops_within_its_first_section_is_known_by_its_lead(lead: str, agency: str | None) -> None:
    for begin in (f"{lead}\n一、总体情况\n", f"一、总体情况\n{lead}\n"):
        report = read(f"{begin}2022年，公开政府信息120条。\n")
        assert (report.agency, report.report_year) == (agency, 2022)


def test_a_text_that_has_lost_its_lines_has_a_row_of_a_table() -> None:
    begin = "现公布青江市水务局2022年政府信息公开工作年度报告。一、总体情况我局公开信息78条。"
    row = "第二十条第(一)项信息内容本年制发件数本年废止件数现行有效件数规章"
    report = read(f"{begin}二、主动公开政府信息情况{row}000行政规范性")
    assert (report.agency, report.report_year) == ("青江市水务局", 2022)
    assert extract_document(f"{begin}{row}\n".encode()).rejection is not None


def test_a_title_and_a_lead_make_a_report_without_a_heading() -> None:
    lead = "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六部分组成。\n"
    for begin in (TITLE, LEAD):
        assert read(f"{begin}{lead}2022年，公开政府信息120条。\n").agency == "青江市水务局"
        assert extract_document(f"{begin}2022年，公开政府信息120条。\n".encode()).rejection is not None
    assert extract_document(f"{lead}2022年，公开政府信息120条。\n".encode()).rejection is not None


OVERVIEW = (
    "一、总体情况\n（一）主动公开\n公开政府信息76条。\n（二）依申请公开\n2022年，我镇未收到政府信息公开申请。\n"
    "（三）政府信息管理\n（四）政府信息公开平台建设\n（五）监督保障\n"
)


def test_a_text_that_begins_as_the_form_does_is_a_report() -> None:
    assert (read(OVERVIEW).agency, read(OVERVIEW).report_year) == (None, 2022)
    for text in (f"2022年政务公开工作总结\n{OVERVIEW}", OVERVIEW.replace("2022年", "2022年上半年")):
        assert extract_document(text.encode()).rejection is not None


@pytest.mark.parametrize(
    "title",
    [
        "文字解读：{}",
        "政策解读：《{}》",
        "一图读懂：{}",
        "【图解】{}",
        "{}（图解）",
        "{}解读",
        "《{}》文字解读",
    ],
)
def test_a_text_in_which_a_report_is_explained_is_none(title: str) -> None:
    named = title.format(TITLE.strip())
    reading = (
        f"{named}\n一、编制背景\n根据《中华人民共和国政府信息公开条例》，编写本报告。\n"
        "二、主要内容\n第一部分：总体情况。\n第二部分：主动公开政府信息情况。\n第三部分：收到和处理政府信息公开申请情况。\n"
    )
    rejection = extract_document(reading.encode()).rejection
    assert rejection is not None
    assert rejection.reason == "not_a_report"
    made = make_report(random.Random(9), "2021")
    own = text_of(made, "tabs")
    assert values(read(f"{named}\n{own}")) == made.cells
    for text in (f"{named}\n{TITLE}一、总体情况\n", f"{TITLE}相关链接：{named}\n一、总体情况\n"):
        assert (read(text).agency, read(text).report_year) == ("青江市水务局", 2022)


@pytest.mark.parametrize(
    "title",
    [
        "青江大学2022-2023学年信息公开年度报告",
        "青江大学2022—2023学年度信息公开工作报告",
        "青江大学\n2022-2023学年信息公开工作年度报告",
        "青江大学信息公开年度报告（2022-2023学年）",
        "青江大学信息公开年度报告\n2022-2023学年",
    ],
)
def test_a_report_on_a_schools_year_is_none(title: str) -> None:
    lead = "按照《高等学校信息公开办法》要求，现公布本报告。\n"
    for body in (
        "一、概述\n学校坚持公开。\n",
        "一、概述\n2022年，学校坚持公开。\n",
        "一、总体情况\n2022-2023学年，学校坚持公开。\n二、主动公开情况\n",
    ):
        rejection = extract_document(f"{title}\n{lead}{body}".encode()).rejection
        assert rejection is not None
        assert rejection.reason == "not_a_report"


def test_a_university_may_report_on_the_form() -> None:
    report = read("青江大学年度信息公开工作报告（2022年）\n一、总体情况\n2022年，学校坚持公开。\n")
    assert (report.agency, report.report_year) == ("青江大学", 2022)
    made = make_report(random.Random(9), "2021")
    own = text_of(made, "tabs").split("\n", 1)[1]
    assert values(read(f"青江大学2022-2023学年政府信息公开工作年度报告\n{own}")) == made.cells


def test_a_report_of_which_the_prose_says_that_it_was_made_is_another() -> None:
    made = "年初形成了东平区水务局2022年政府信息公开年报。"
    report = read(f"2023年政府信息公开工作年度报告\n一、总体情况\n2023年，我局坚持公开。{made}\n")
    assert (report.agency, report.report_year) == (None, 2023)


@pytest.mark.parametrize(
    "text",
    [
        "近日，青江市水务局发布2022年政府信息公开工作年度报告。报告由总体情况、主动公开政府信息、收到和处理政府信息公开申请等组成。",
        "青江市水务局新闻\n我局编制了2022年政府信息公开工作年度报告。报告由总体情况、主动公开政府信息、收到和处理申请等组成。",
        "青江市水务局2022年政府信息公开工作要点\n一、总体情况\n按照政府信息公开工作年度报告反映的问题，制作本报告。",
    ],
)
def test_what_tells_of_a_report_is_none(text: str) -> None:
    rejection = extract_document(text.encode()).rejection
    assert rejection is not None
    assert rejection.reason == "not_a_report"


@pytest.mark.parametrize(
    "text",
    [
        "本报告由青江市水务局根据《中华人民共和国政府信息公开条例》编制，统计期限自2012年1月1日至2012年12月31日。\n"
        "一、概述\n2012年，我局坚持公开。\n二、主动公开情况\n",
        "特向社会公布青江市水务局2017年政府信息公开情况。\n一、总体情况\n2017年，我局坚持公开。\n",
    ],
)
def test_a_report_of_the_older_kind_is_known_by_its_lead_as_well(text: str) -> None:
    rejection = extract_document(text.encode()).rejection
    assert rejection is not None
    assert rejection.reason == "older_form"


@pytest.mark.parametrize(
    "text",
    [
        "青江市社会信用体系建设2022年度报告\n一、总体情况\n二、主动公开信用信息情况\n四、行政复议、行政诉讼情况\n",
        "青江市林业局2022年行政执法年报\n行政许可 | 62 |\n行政处罚 | 13 |\n行政强制 | 0 |\n四、行政复议和诉讼情况\n",
        "政府信息公开年报数据填报常见问题解答\n没有收到申请的填“0”，例如：\n"
        "一、本年新收政府信息公开申请数量 0 0 0 0 0 0 0\n二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0\n",
        "青江市人民政府办公室关于做好2022年政府信息公开工作年度报告编制和发布工作的通知\n各单位：\n一、总体要求\n",
        "青江市水务局政府信息公开指南\n一、主动公开\n行政许可 12\n二、依申请公开\n",
        "青江市水务局召开会议，听取2022年政府信息公开工作年度报告编制情况汇报。\n总体情况\n",
        "政府信息公开年报\n总体情况\n",
        "青江市政务公开评估报告\n本报告根据《中华人民共和国政府信息公开条例》对32家单位进行评估。\n一、总体情况\n",
        "年度报告应当包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况。\n一、总体情况\n",
        "现将全市各单位2022年政府信息公开工作情况公布如下：\n一、总体情况\n",
        "现将2022年上半年政府信息公开工作情况公布如下：\n一、总体情况\n",
        "现将全市2022年政府信息公开工作情况通报如下：\n一、总体情况\n",
        "请按照要求编制《青江市水务局2022年政府信息公开工作年度报告》。\n一、总体情况\n",
        "政府信息公开年度报告范文\n本年度报告是根据《中华人民共和国政府信息公开条例》要求，由市区编制。\n一、概述\n"
        "年\n5月1日起，本区开展政府信息公开工作。\n",
        "一、总体情况\n全年制发规范性文件3件，作出行政许可决定120件。\n",
        "东平县水务局2022年部门决算公开说明\n本报告根据《中华人民共和国政府信息公开条例》有关要求编制。\n一、基本情况\n",
        "东平县2022年法治政府建设年度报告\n本报告按照《中华人民共和国政府信息公开条例》要求编制。\n一、总体情况\n",
        "各镇：\n本年度报告包括总体情况、主动公开情况、收到和处理申请情况等内容，请于1月15日前报送。\n一、总体情况\n",
        "各镇、县直各部门：\n年度报告主要包括以下内容：\n一是总体情况\n二是主动公开政府信息情况\n"
        "三是收到和处理政府信息公开申请情况\n请于1月15日前报送。\n",
        "东平县水利局2022年度工作总结\n本报告根据《中华人民共和国政府信息公开条例》向社会公开。\n一、工作概况\n",
        "2022年政府信息公开工作推进会召开\n报告全文包括总体情况、主动公开情况、收到和处理申请情况等。\n一、总体情况\n",
        "现公布东平县2022年保障性住房政府信息公开情况如下：\n一、总体情况\n",
    ],
)
def test_what_only_speaks_of_reports_is_none(text: str) -> None:
    rejection = extract_document(text.encode()).rejection
    assert rejection is not None
    assert rejection.reason == "not_a_report"


@pytest.mark.parametrize("part", ["上半年", "第三季度", "1-6月", "一季度"])
def test_a_report_on_a_part_of_a_year_is_none(part: str) -> None:
    made = make_report(random.Random(6), "2021")
    text = text_of(made, "tabs")
    assert read(text.replace(f"{made.year}年", f"{made.year}年1-12月")).report_year == made.year
    other = text.replace(f"{made.year}年", f"{made.year}年{part}")
    assert extract_document(other.encode()).rejection is not None
    for above in (other.splitlines()[0], f"{made.year}年（含{part}）{other.splitlines()[0]}"):
        report = read(f"{above}\n\n{text}")
        assert (report.agency, report.report_year, values(report)) == (made.agency, made.year, made.cells)


@pytest.mark.parametrize(
    "line",
    [
        "政府信息公开目录",
        "依申请公开常见问题解答",
        "附件：政府信息公开申请表样式",
        "上一篇：关于编制年度报告的通知",
        "如何填写",
    ],
)
def test_a_menu_above_costs_no_report(line: str) -> None:
    made = make_report(random.Random(9), "2021")
    text = text_of(made, "tabs").replace(made.agency, "", 1)
    assert values(read(f"{line}\n{text}")) == made.cells


def test_an_all_blank_form_without_a_name_is_a_report() -> None:
    made = make_report(random.Random(9), "2021")
    text = re.sub(r"(?m)^\d+(?=\t)|(?<=\t)\d+", "", text_of(made, "tabs")).replace(made.agency, "", 1)
    assert set(values(read(text)).values()) == {None}


NOTICE = (
    "关于做好2022年度政府信息公开工作年度报告编制和发布工作的通知\n"
    "各单位：\n请于1月31日前报送。\n青江市水务局\n2023年1月5日\n附件：格式\n"
)


@pytest.mark.parametrize("filled_in", [False, True])
def test_a_form_behind_a_notice_or_in_a_template_is_no_report(filled_in: bool) -> None:
    made = make_report(random.Random(7), "2021")
    text = text_of(made, "tabs")
    assert read(NOTICE + text).agency == made.agency
    form = text if filled_in else re.sub(r"(?m)^\d+(?=\t)|(?<=\t)\d+", "", text)
    for example in (form.replace(made.agency, "XX县XX局"), form.replace(made.agency, "×××（单位）")):
        for printed in (example, NOTICE + example):
            document = extract_document(printed.encode())
            assert (document.rejection is None) == filled_in
            assert {report.agency for report in document.reports} <= {None, "青江市水务局"}


def test_a_link_to_a_notice_above_costs_no_report() -> None:
    made = make_report(random.Random(8), "2021")
    text = text_of(made, "tabs").replace(made.agency, "", 1)
    assert values(read(NOTICE.splitlines()[0] + "\n" + text)) == made.cells
