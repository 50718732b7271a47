"""Whose figures a report gives, by its own words."""

import pytest

from gidr_pipeline.agencies.coverage import coverage_of

CASES = [
    ("2022年，全市各级行政机关共收到政府信息公开申请1234件。", "consolidated"),
    ("本报告由区政府办公室汇总各部门、各镇街政府信息公开年度报告编制。", "consolidated"),
    ("本报告所列数据包括市政府各部门和各区的数据。", "consolidated"),
    ("2020年我区（含各部门）共收到政府信息公开申请1586宗。", "consolidated"),
    ("全年收到政府信息公开申请57件（含各部门）。", "consolidated"),
    ("市政府各部门共受理政府信息公开申请78件。", "consolidated"),
    ("全县政府系统未收到政府信息公开申请。", "consolidated"),
    ("本报告数据不含各镇街。", "own"),
    ("本报告仅反映本机关情况。", "own"),
    ("2022年，我局收到政府信息公开申请3件。", "own"),
    ("本镇未收到依申请公开申请。", "own"),
    ("市政府本级共收到申请12件。", "own"),
    ("我区共收到政府信息公开申请30件。", "unknown"),
    ("全年共收到政府信息公开申请10件。", "unknown"),
    ("全区各级行政机关共收到申请10件。其中，本级受理申请3件。", "unknown"),
    ("本报告所列数据的统计期限自2022年1月1日起，至12月31日止。", "unknown"),
    ("指导各部门做好申请办理，答复申请水平不断提高。", "unknown"),
    ("本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六部分组成。", "unknown"),
    ("", "unknown"),
]


@pytest.mark.parametrize(("text", "coverage"), CASES)
def test_the_words_tell_or_nothing(text: str, coverage: str) -> None:
    found = coverage_of(text)
    assert found.coverage == coverage
    assert (found.sentence is None) == (coverage == "unknown")


def test_the_sentence_is_as_printed() -> None:
    text = "一、总体情况\n  2022年，我局共收到政府信息公开申请3件，均已答复。其中……"
    sentence = coverage_of(text).sentence
    assert sentence == "2022年，我局共收到政府信息公开申请3件，均已答复。"
    assert sentence in text


def test_what_a_report_says_of_itself_counts_before_how_it_speaks_of_requests() -> None:
    text = "本报告数据包括各部门、各镇街。我局收到政府信息公开申请3件。"
    assert coverage_of(text).coverage == "consolidated"
