from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gidr_pipeline.extraction.text.figures import Kind, could_be, read_place, says_nothing
from gidr_pipeline.extraction.text.invisible import Visible
from gidr_pipeline.extraction.text.lines import read_lines
from gidr_pipeline.extraction.text.normalise import normalise


def read(text: str) -> list[tuple[Kind, Decimal | None, str]]:
    plain = normalise(text)
    tokens = read_place(plain, 0, len(plain), 0, None)
    return [(token.kind, token.value, text[token.span.start : token.span.end]) for token in tokens]


@pytest.mark.parametrize(
    ("text", "value", "raw"),
    [
        ("0", 0, "0"),
        (" 12 ", 12, "12"),
        ("１２", 12, "１２"),
        ("1,482", 1482, "1,482"),
        ("１，４８２", 1482, "１，４８２"),
        ("+253", 253, "+253"),
        (r"\+253", 253, r"\+253"),
        ("-3", -3, "-3"),
        ("－3", -3, "－3"),
        ("增253", 253, "增253"),
        ("减少 3", -3, "减少 3"),
        (r"23\.91", Decimal("23.91"), r"23\.91"),
        ("864098223.91元", Decimal("864098223.91"), "864098223.91"),
        ("746（街镇事项按统一数量，不重复统计）", 746, "746"),
        ("12[1]", 12, "12"),
        ("12注", 12, "12"),
        ("3件", 3, "3"),
        ("1.2万", 12_000, "1.2"),
        ("1.2 万件", 12_000, "1.2"),
        ("3万条", 30_000, "3"),
        ("1.5亿", 150_000_000, "1.5"),
        ("12万元", 12, "12"),
        ("￥12.5", Decimal("12.5"), "12.5"),
        ("¥ 1,250元", 1250, "1,250"),
        ("**3**", 3, "3"),
        ("<b>3</b>", 3, "3"),
        ("<td align='right'>3</td>", 3, "3"),
        ("零", 0, "零"),
        ('"12"', 12, "12"),
    ],
)
def test_clean_figures(text: str, value: Decimal, raw: str) -> None:
    assert read(text) == [(Kind.FIGURE, Decimal(value), raw)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", Kind.EMPTY),
        (" \u3000", Kind.EMPTY),
        ("nan", Kind.EMPTY),
        ("&nbsp;", Kind.EMPTY),
        ("&nbsp;&ensp;", Kind.EMPTY),
        ('""', Kind.EMPTY),
        ("-", Kind.BLANK),
        ("——", Kind.BLANK),
        ("/", Kind.BLANK),
        ("\\", Kind.BLANK),
        ("无", Kind.BLANK),
        ("U", Kind.ILLEGIBLE),
        ("2 0", Kind.ILLEGIBLE),
        ("00", Kind.ILLEGIBLE),
        ("07", Kind.ILLEGIBLE),
        ("1O", Kind.ILLEGIBLE),
        ("9*", Kind.ILLEGIBLE),
        ("□", Kind.ILLEGIBLE),
        ("<i>C</i> 1", Kind.ILLEGIBLE),
        ("50%", Kind.ILLEGIBLE),
        ("约300", Kind.ILLEGIBLE),
        ("近 300件", Kind.ILLEGIBLE),
        ("3万余", Kind.ILLEGIBLE),
        ("300余件", Kind.ILLEGIBLE),
        ("增3减1", Kind.ILLEGIBLE),
        ("5→3", Kind.ILLEGIBLE),
        ("2 件 3 件", Kind.WORDS),
        ("1.个人", Kind.WORDS),
        ("行政强制约300", Kind.WORDS),
        ("1,48", Kind.ILLEGIBLE),
        ("1" * 17, Kind.ILLEGIBLE),
        ("1.属于国家秘密", Kind.WORDS),
        ("1. 属于国家秘密", Kind.WORDS),
        ("3.", Kind.WORDS),
        ("3、", Kind.WORDS),
        ("第二十条第（八）项", Kind.WORDS),
        ("本年收费金额（单位：万元，保留4位小数）", Kind.WORDS),
        ("第3页", Kind.WORDS),
        ("- 3 -", Kind.WORDS),
        ("2023-01-20", Kind.WORDS),
        ("9:30", Kind.WORDS),
        ("10:21:22", Kind.WORDS),
        ("(-)", Kind.WORDS),
    ],
)
def test_what_is_no_clean_figure(text: str, kind: Kind) -> None:
    assert [found for found, _, _ in read(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "words", "value", "raw"),
    [
        ("行政强制 7301", "行政强制", 7301, "7301"),
        ("行政强制  7301", "行政强制", 7301, "7301"),
        ("行政许可99514", "行政许可", 99514, "99514"),
        ("规章：0", "规章：", 0, "0"),
        ("3.其他 79", "3.其他", 79, "79"),
        ("一、本年新收政府信息公开申请数量（件） 1,234", "一、本年新收政府信息公开申请数量（件）", 1234, "1,234"),
    ],
)
def test_words_and_a_figure_in_one_place(text: str, words: str, value: int, raw: str) -> None:
    label, figure = read(text)
    assert label[0] is Kind.WORDS
    assert label[2].strip() == words
    assert figure == (Kind.FIGURE, Decimal(value), raw)


@pytest.mark.parametrize(
    ("text", "value", "possible"),
    [
        ("2 0", 20, True),
        ("2 0", 2, False),
        ("1O", 10, True),
        ("l2", 12, True),
        ("U", 0, True),
        ("<i>6</i>4", 64, True),
        ("<i>C</i> 1", 64, False),
        ("9*", 93, True),
        ("9*", 9, False),
        ("□", 5, False),
        ("00", 0, False),
    ],
)
def test_surviving_characters_allow_some_numbers(text: str, value: int, possible: bool) -> None:
    seen = Visible.of(normalise(text), text).text
    (token,) = read_place(seen, 0, len(seen), 0, None)
    assert could_be(token, Decimal(value)) is possible


@pytest.mark.parametrize(("text", "nothing"), [("□", True), ("??", True), ("9*", False), ("U", False)])
def test_characters_that_say_nothing(text: str, nothing: bool) -> None:
    (token,) = read_place(text, 0, len(text), 0, None)
    assert says_nothing(token) is nothing


@pytest.mark.parametrize("number", ["9" * 15, f"{10**14}件", f"1,{'000,' * 4}000"])
def test_more_digits_than_are_stored_are_no_figure(number: str) -> None:
    (token,) = read_place(number, 0, len(number), 0, None)
    assert token.kind is not Kind.FIGURE


@given(st.integers(0, 10**14 - 1), st.sampled_from(["{}", " {} ", "**{}**", "{}件", "<b>{}</b>", "{}（其中1件转办）"]))
def test_every_count_is_read_back_from_its_own_characters(number: int, dressed: str) -> None:
    assert read(dressed.format(number)) == [(Kind.FIGURE, Decimal(number), str(number))]


@given(st.text(max_size=30))
def test_places_lie_in_the_text_and_in_order(text: str) -> None:
    plain = normalise(text).replace("\n", " ")
    tokens = read_place(plain, 0, len(plain), 0, None)
    bounds = [bound for token in tokens for bound in (token.span.start, token.span.end)]
    assert bounds == sorted(bounds)
    assert 0 <= bounds[0] <= bounds[-1] <= len(plain)


@pytest.mark.parametrize(
    "line", ["重复申请\t2/1\t0\t3", "| 重复申请 | 2/1 | 0 | 3 |", "重复申请  2/1  0  3", "重复申请,2/1,0,3"]
)
def test_two_numbers_with_a_slash_among_figures_are_one_that_cannot_be_read(line: str) -> None:
    (read, page) = read_lines(f"{line}\n2/5")
    assert [token.kind for token in read.values] == [Kind.ILLEGIBLE, Kind.FIGURE, Kind.FIGURE]
    assert not page.values
