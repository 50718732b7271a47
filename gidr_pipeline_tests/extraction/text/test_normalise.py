import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gidr_pipeline.extraction.text.normalise import ZERO_WIDTH, as_printed, normalise

FORMS = Path(__file__).with_name("forms_in_traditional.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("１，２３４．５６％", "1，234.56%"),
        ("（一）予以公开", "(一)予以公开"),
        ("⾃然⼈⾏政诉讼", "自然人行政诉讼"),
        ("⻚⻔⻓⻅⻋", "页门长见车"),
        ("豈金", "岂金"),
        ("31\u2009028 1\u202f234", "31,028 1,234"),
        ("0\u2009123\u20097", "0 123 7"),
        ("1\u2009234\u200956", "1 234 56"),
        ("a\u00a0b\u3000c\u2009d", "a b c d"),
        ("1\u200b2\u00ad3\ufeff4", f"1{ZERO_WIDTH}2{ZERO_WIDTH}3{ZERO_WIDTH}4"),
        ("—–−－", "----"),
        ("↓30 ↑5", "-30 +5"),
        ("│1┃2｜3", "|1|2|3"),
        ("a\r\nb\rc\x0cd\u2028e", "a \nb\nc\nd\ne"),
        ("a\x073\r\x07\x07", "a\n3\n\n\n"),
        ("①²㈠", "①²㈠"),
        ("<td>3</td>", "    3     "),
        ("自<b>然</b>人<br />12", f"自{ZERO_WIDTH * 3}然{ZERO_WIDTH * 4}人      12"),
        ("<span\nclass='a'>3</span>", "     \n          3       "),
        ("0<br>\n3<BR />", "0    \n3      "),
        ("12<sup>[1]</sup>", "12              "),
        ("12<sup>1</sup>", f"12?{ZERO_WIDTH * 4}1{ZERO_WIDTH * 6}"),
        ("<span>1</span><span>04</span>", f"      1{ZERO_WIDTH * 13}04       "),
        ("<td>1</td><td>04</td>", "    1         04     "),
        ('[0]{style="a"} [[1]{.b}[,04]{.c}]{.d}', f" 0{' ' * 13}  1{ZERO_WIDTH * 6},04{' ' * 10}"),
        ("[规]{.a}[章]{.a} | [见注]", f" 规{ZERO_WIDTH * 6}章      | [见注]"),
        ("规章&nbsp;|&nbsp;3", "规章      |      3"),
        ("规章\n &nbsp;&nbsp;\n3", "规章\n &nbsp;&nbsp;\n3"),
        ("《<印发办法>的通知》", "《<印发办法>的通知》"),
        ("政府信息公開(kāi)，乾隆", f"政府信息公开{ZERO_WIDTH * 5}，干隆"),
        ("稅務(wù)局（a）第(1)項", f"税务{ZERO_WIDTH * 4}局(a)第(1)项"),
        ("1\x002", "1\ufffd2"),
        ("规章 〇 零\t〇", "规章 0 0\t0"),
        ("二〇二二年 零星", "二〇二二年 零星"),
        ("```text\n总计 5\n  ```  ", "       \n总计 5\n       "),
        ("~~~~\n5", "    \n5"),
        ("`5` ```5```", "`5` ```5```"),
    ],
)
def test_characters_become_plain(text: str, plain: str) -> None:
    assert normalise(text) == plain


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "<tr><td>自</td><td>&nbsp;</td><td>3</td></tr><tr><td>4</td></tr>\n",
            ["自", "\t", "\t", "3", "\n", "4", "\n"],
        ),
        ("<tr><td>自<td><td>3<tr><td>4</table>\n", ["自", "\t", "\t", "3", "\n", "4", "\n"]),
        (
            "<table><tr><td><p>一</p><table><tr><td>1<td>2</table></table>",
            ["\n", "\n", "一", "\n", "\n", "\n", "1", "\t", "2", "\n"],
        ),
        (
            "<row><cell>自</cell><cell/><cell>3</cell></row><row><cell>4</cell></row>\n",
            ["自", "\t", "\t", "3", "\n", "4", "\n"],
        ),
        ("<p>一</p><p>二<br>三</p>\n<p>四</p>", ["一", "\n", "\n", "二三", "\n", "四"]),
        ("| <p>一</p><p>二</p> | 3 |\n<p>a</p>\t<p>4</p>", ["|", "一二", "|", "3", "|", "\n", "a", "\t", "4"]),
        (
            "<tr>\n<td>自\n然</td>\n<td>\n</td>\n<td>\n<p>3</p>\n</td>\n</tr>\n<tr>",
            ["自然", "\t", "\t", "3", "\n"],
        ),
        (f"<tr>\n<td><p>{'一' * 300}</p>\n</td>\n<td>{'二' * 300}</td></tr>", ["\n\n", "一" * 300, "\n\n", "二" * 300]),
        ("<tr>\n<td>3</td>\n<td><p>4</p><p>5</p></td>\n", ["\n", "3", "\n", "4", "5", "\n"]),
        (
            "<td>\n<p>&nbsp;</p></td>\n<p>1</p><p>&nbsp;&nbsp;自</p>",
            ["\n", "&nbsp;", "\n", "\n", "1", "\n", "\n", "自"],
        ),
    ],
)
def test_tags_separate_what_stands_on_one_line(text: str, parts: list[str]) -> None:
    assert re.sub("[ \u200b]", "", normalise(text)) == "".join(parts)


@pytest.mark.parametrize("line", FORMS)
def test_the_words_of_the_forms_are_read_in_traditional_characters(line: str) -> None:
    """As converters of web sites write them; `python -m gidr_pipeline_tests.traditional` made the list."""
    traditional, simplified = line.split("\t")
    assert normalise(traditional) == normalise(simplified)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("規範性檔案", "规范性文件"),
        ("规范性檔案", "规范性文件"),
        ("行政規範性檔案", "行政规范性文件"),
        ("主動公開政府資訊情況", "主动公开政府信息情况"),
        ("資訊內容", "信息内容"),
        ("採購專案數量", "采购项目数量"),
        # Words that stay what they are.
        ("市檔案局", "市档案局"),
        ("行政執法檔案卷", "行政执法档案卷"),
        ("專案組", "专案组"),
        ("資訊中心", "资讯中心"),
    ],
)
def test_words_of_another_vocabulary_are_those_of_the_forms(said: str, meant: str) -> None:
    assert normalise(said) == meant
    assert as_printed(normalise(said), said) == said


def test_words_are_shown_in_the_characters_in_which_they_are_printed() -> None:
    printed = "⽩沙鎮⼈民政府（本級）２０２２年"
    assert as_printed(normalise(printed), printed) == "白沙鎮人民政府（本級）２０２２年"


@given(
    st.text(st.characters(exclude_characters="<"))
    | st.lists(
        st.sampled_from(["<tr>", "</tr>", "<td>", "</td>", "<p>", "</table>", "\n", "自", "3", " ", "&nbsp;"])
    ).map("".join)
)
def test_nothing_moves_and_twice_is_once(text: str) -> None:
    assert len(normalise(text)) == len(text)
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize("thin", ["\u00a0", "\u2009", "\u202f"])
@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("规章\t1~234\t12~345\n", "规章\t1234\t12345\n"),
        ("规章\t1~234~567\n", "规章\t1 234 567\n"),  # as many as a row of figures
        ("规章~5~120~30\n", "规章 5 120 30\n"),
        ("规章\t1~234\t5~6\n", "规章\t1 234\t5 6\n"),
    ],
)
def test_a_thin_space_is_in_numbers_where_it_is_before_thousands_alone(thin: str, text: str, becomes: str) -> None:
    assert normalise(text.replace("~", thin)).replace(",", "") == becomes
