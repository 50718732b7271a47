import pytest
from hypothesis import given
from hypothesis import strategies as st

from gidr_pipeline.extraction.normalise import ZERO_WIDTH, normalise


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("１，２３４．５６％", "1，234.56%"),
        ("（一）予以公开", "(一)予以公开"),
        ("⾃然⼈⾏政诉讼", "自然人行政诉讼"),
        ("⻚⻔⻓⻅⻋", "页门长见车"),
        ("豈金", "豈金"),
        ("a\u00a0b\u3000c\u2009d", "a b c d"),
        ("1\u200b2\u00ad3\ufeff4", f"1{ZERO_WIDTH}2{ZERO_WIDTH}3{ZERO_WIDTH}4"),
        ("—–−－", "----"),
        ("│1┃2｜3", "|1|2|3"),
        ("a\r\nb\rc\x0cd\u2028e", "a \nb\nc\nd\ne"),
        ("①²㈠", "①²㈠"),
        ("<td>3</td>", "    3     "),
        ("自<b>然</b>人<br />12", f"自{ZERO_WIDTH * 3}然{ZERO_WIDTH * 4}人      12"),
        ("<span\nclass='a'>3</span>", "     \n          3       "),
        ("《<印发办法>的通知》", "《<印发办法>的通知》"),
    ],
)
def test_characters_become_plain(text: str, plain: str) -> None:
    assert normalise(text) == plain


@given(st.text())
def test_nothing_moves_and_twice_is_once(text: str) -> None:
    assert len(normalise(text)) == len(text)
    assert normalise(normalise(text)) == normalise(text)
