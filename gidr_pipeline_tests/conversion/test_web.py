"""What a browser shows of a page, and what it does not."""

import html
import json
from collections.abc import Callable

import pytest

from gidr_pipeline.conversion.model import Converted
from gidr_pipeline.conversion.web import convert_page


def convert(page: str) -> Converted:
    return convert_page(page.encode())


SHOWN = {
    "blocks and breaks end lines": ("<div>一<p>二</p>三<br>四</div>五", "一\n二\n三\n四\n五\n"),
    "spans do not part words": ("<p>共<span>收到</span><b>1</b><i>2</i>件", "共收到12件\n"),
    "white space is a space": ("<p>政府\n   信息&nbsp;&nbsp;公开\t年报</p>", "政府 信息 公开 年报\n"),
    "but not where lines are kept": ("<pre>规章\t1\n 许可\t\t2</pre>", "规章\t1\n 许可\t\t2\n"),
    "lines kept by a style": ("<div style='white-space: pre-wrap'>一\n<p>二\n三</p></div>", "一\n二\n三\n"),
    "a form that is filled in": (
        "<table><tr><td>规章<td><input value='12'><td><input type=hidden value=3><input type='TEXT' value=4></table>",
        "规章\t12\t4\n",
    ),
    "a list of which one is chosen": (
        "<table><tr><td>规章<td><select><option>12<option selected>34</select><td><select><optgroup><option> 5 "
        "</select><td><select></select>",
        "规章\t34\t5\t\n",
    ),
    "a picture alone in a cell": (
        "<table><tr><td>规章<td>许可<td>处罚<td>强制<tr><td><img src=a.png alt=7><td><p><svg><text>7</text></svg></p>"
        "<td>&nbsp;<td><object data=a>见</object><tr><td><canvas>见</canvas><td><img src=a.gif width=1><td><img hidden>"
        "<td><img style='height:2px'>",
        "规章\t许可\t处罚\t强制\n□\t□\t\t□\n□\n",
    ),
    "pictures beside words, and those that make up the page": (
        "<p>年<img>报<table><tr><td>规<img>章<td>1<img src=a.gif>2<td><table><tr><td><img><td>2</table></table>"
        "<table><tr><td><img><td>某局<td><img></table>",
        "年报\n规章\t12\t2\n\t某局\n",
    ),
    "a field of several lines": ("<p>说明<textarea rows=3 readonly>\n一\n 二</textarea><p>三", "说明\n一\n 二\n三\n"),
    "style": ('<p>看<span style="color:red;DISPLAY : none">不见</span>得到</p>', "看得到\n"),
    "visibility": ('<p>看<span style="visibility:hidden">不见</span></p>', "看\n"),
    "Word's own way to hide": ('<p>看<span style="mso-hide:all">不见</span></p>', "看\n"),
    "attribute": ("<p>看</p><p hidden>不见</p><p hidden=''>不见</p>", "看\n"),
    "a style sheet in the page": ("<style>.m, #x { display:none }</style><p class=m>不见</p><p id=x>不见<p>看", "看\n"),
    "but not one for other screens": ("<style>@media print { p { display: none } }</style><p>看</p>", "看\n"),
    "nor one for paper": ("<style media=print>p { display: none }</style><p>看", "看\n"),
    "one for screens": (
        "<style>@media (max-width: 600px) { b { display: none } } @media print, screen { p { color: red }"
        " .m { display: none } } @media all{i{display:none}}</style><p>看<b>得</b><i>不</i><u class=m>见",
        "看得\n",
    ),
    "what is there for those who listen": (
        "<style>.sr-only { position: absolute !important; width: 1px; height: 1px; margin: -1px; overflow: hidden }"
        " .clip { position: absolute; clip: rect(0 0 0 0) } .path { clip-path: inset(50%) }</style><table><tr><td>规章"
        "<td>1<b class=sr-only>件</b><td>2<b class=clip>7</b><td>3<b class=path>7</b><td class=sr-only>4",
        "规章\t1\t2\t3\t4\n",
    ),
    "what stands far beside the page, or has no size": (
        "<table><tr><td>规章<td>1<b style='position:absolute;left:-9999px'>7</b><td>2<b style='left:-9999px'>7</b>"
        "<td>3<td>4<b style='opacity:0.5'>7</b><td>5<b style='font-size:0px'>7</b>"
        "<td>6<b style='display:inline-block;width:0;height:0;overflow:hidden'>7</b>"
        "<td>8<b style='display:inline-block;text-indent:-999px'>7</b>",
        "规章\t1\t27\t3\t47\t5\t6\t8\n",
    ),
    "what a later rule, or a script, brings to light": (
        "<style>.fade, .in { opacity: 0; font-size: 0 } .off { display: none } .off, .x { position: relative }"
        " .in { font-size: 9pt } .on { visibility: visible }</style><div class=fade><p>一</p></div>"
        "<i class='in on'>二</i><i class='off on'>四</i>",
        "一\n二\n",
    ),
    "what is moved into sight, however that is done": (
        "<style>.body { position: absolute; left: -9999px } .body { left: 0 }</style>"
        f"<div class=body>{'一' * 201}</div>"
        "<div style='position:fixed;left:-9999px'><table><tr><td>规章<td>1</table></div>",
        f"{'一' * 201}\n规章\t1\n",
    ),
    "ornaments in each cell": (
        "<table><tr><td>规章<img><td>1<img><td><img><tr><td>规范性文件<svg></svg><td>2<img><td>3<img>",
        "规章\t1\t\n规范性文件\t2\t3\n",
    ),
    "letters of some size among those of none": (
        "<div style='font-size:0'><b style='font-size:9pt'>一</b></div><p style='text-indent:-2em'>二"
        "<p style='flex:1;width:0;overflow:hidden'>三<table><tr><td>规章<td style='font-size:0'>&nbsp;<td>1",
        "一\n二\n三\n规章\t\t1\n",
    ),
    "what a script of the page brings to light": (
        "<div id=js_content style='visibility: hidden; opacity: 0'><p>看</div>"
        "<div id=x style='visibility: hidden'>不见",
        "看\n",
    ),
    "tabs, where no table is shown without them": (
        "<style>.pane { display: none } .on { display: block }</style><a href='#b'>二</a>"
        "<div class='pane on' id=a>一</div>"
        "<div class=pane id=b><table><tr><td>规章<td>1</table></div><div class=pane id=c>不见</div>",
        "二\n一\n规章\t1\n",
    ),
    "but not those of other years beside one": (
        "<a href='#b'>去年</a><table><tr><td>规章<td>1</table><div hidden id=b><table><tr><td>规章<td>9</table></div>",
        "去年\n规章\t1\n",
    ),
    "a page that a frame writes out": (
        "<p>上<iframe srcdoc='&lt;table>&lt;tr>&lt;td>规章&lt;td>1&lt;/table>'></iframe>下<iframe src=x></iframe>",
        "上\n规章\t1\n下\n",
    ),
    "frames in frames, and in a cell of a table": (
        "<table><tr><td><iframe srcdoc='一&lt;iframe srcdoc=二>&lt;/iframe>'></iframe><td>三</table>",
        "一\n二\n三\n",
    ),
    "template, comment, script, noscript": (
        "<p>看</p><template><p>2021</p></template><!-- 2020 --><script>var d = '2019'</script><noscript>请</noscript>",
        "看\n",
    ),
    "data of a script with last year's table": (
        '<script type="application/json">{"html":"<table><tr><td>规章</td><td>9</td></tr></table>"}</script><p>看',
        "看\n",
    ),
    "a broken end": ("<p>看<table><tr><td>一<td>二", "看\n一\t二\n"),
    "raised figures are no part of a number": ("<table><tr><td>规章<td>5<sup>1</sup><td>6", "规章\t5[1]\t6\n"),
    "raised and lowered by a style or a tag": (
        "<table><tr><td>规章<td>5<span style='font-size:8pt; vertical-align:SUPER'><b>1</b></span>"
        "<td>6<sub>2</sub><td>7<i style='vertical-align: sub'>３</i>8",
        "规章\t5[1]\t6₂\t7₃8\n",
    ),
    "a cell whose text stands high in it": ("<table><tr><td>规章<td style='vertical-align:super'>5", "规章\t5\n"),
    "hidden text in a mark": ("<p>收到5<sup>1<i hidden>9</i></sup>件</p>", "收到5¹件\n"),
    "what is struck out before its correction": (
        "<style>.x { text-decoration: line-through red }</style><table><tr><td>规章<td><s>5</s>7<td><del>5</del>8"
        "<td><strike>5</strike>9<td><span style='color:red;text-decoration:underline line-through'>5</span>1"
        "<td><b class=x>5</b>2<td><u style='text-decoration:underline'>5</u>3",
        "规章\t7\t8\t9\t1\t2\t53\n",
    ),
    "a caption stands before its table": ("<table><caption>表一</caption><tr><td>一<td>二</table>", "表一\n一\t二\n"),
    "the foot stands last": (
        "<table><tfoot><tr><td>尾<td>3</tfoot><thead><tr><td>头<td>1</thead><tbody><tr><td>身<td>2</table>",
        "头\t1\n身\t2\n尾\t3\n",
    ),
    "a cell with line ends": ("<table><tr><td>社会<br>公益<p>组织</p><td>1", "社会公益组织\t1\n"),
    "two figures in a cell stay two": ("<table><tr><td>规章<td><p>1</p><p>2</p><td>3", "规章\t1 2\t3\n"),
    "one figure in two spans": ("<table><tr><td>规章<td><span>1</span><span>2</span><td>3", "规章\t12\t3\n"),
    "a tab in a cell is a space": ("<table><tr><td>规\t章<td>1", "规 章\t1\n"),
    "a figure in a table of its own": (
        "<table><tr><td>规章<td><table><tr><td>1</table><td><table><tr><td>&nbsp;<td>2</table>",
        "规章\t1\t2\n",
    ),
    "a row of figures in a table of its own": (
        "<table><tr><td>规章<td colspan=3><table><tr><td>1<td><td>3</table></table>",
        "规章\t1\t\t3\n",
    ),
    "a table that lays out the page": (
        "<table><tr><td>菜单</td><td><p>一、总体情况</p><table><tr><td>规章<td>1<tr><td>办法<td>2</table></td></tr></table>",
        "菜单\n一、总体情况\n规章\t1\n办法\t2\n",
    ),
    "a row of one cell is a line": (
        "<table><tr><td colspan=2>第二十条<br>第（一）项<tr><td>规章<td>1",
        "第二十条第（一）项\n规章\t1\n",
    ),
    "paragraphs in a row of one cell": (
        f"<table><tr><td colspan=2><p>{'一' * 30}。<p>{'二' * 30}。<tr><td>规章<td>1",
        f"{'一' * 30}。\n{'二' * 30}。\n规章\t1\n",
    ),
    "prose beside a heading": (
        f"<table><tr><td>一、总体情况<td>{'二〇二二年，我局公开信息。' * 6}<tr><td>规章<td>1",
        f"一、总体情况\n{'二〇二二年，我局公开信息。' * 6}\n规章\t1\n",
    ),
    "a table that only styles make": (
        "<style>.t{display:table} .r {display : table-row} .c{ color:red; display: table-cell }</style><div class=t>"
        "<p class=r><i class=c>规章</i><b class=c>1</b></p>"
        "<p class=r><i class=c>办法</i><b style='display:table-cell'></b><b class=c>2</b></p></div>",
        "规章\t1\n办法\t\t2\n",
    ),
    "cells of a style without rows": (
        "<div style='display:table'><div style='display:table-cell'>规章</div><div style='display:table-cell'>1</div>"
        "</div>",
        "规章\t1\n",
    ),
    "a layout that a style makes": ("<div style='display:table;width:100%'><p>一<p>二</div>", "一\n二\n"),
    "rows and cells that are hidden": (
        "<table><tr hidden><td>一<td>9<tr style='display:none'><td>二<td>9<tr><td>三<td hidden>9<td>3",
        "三\t3\n",
    ),
}


@pytest.mark.parametrize("name", SHOWN)
def test_shows_what_a_browser_shows(name: str) -> None:
    page, text = SHOWN[name]
    assert convert(page).text == text


PLACED = {
    "over columns": ("<tr><td colspan=2>一<td>二<tr><td>三<td>四<td>五", [[(0, 2), (2, 1)], [(0, 1), (1, 1), (2, 1)]]),
    "over rows": ("<tr><td rowspan=2>一<td>二<tr><td>三", [[(0, 1), (1, 1)], [(1, 1)]]),
    "digits, whatever follows": (
        "<tr><td colspan='2px'>一<td>二<tr><td>三<td>四<td>五",
        [[(0, 2), (2, 1)], [(0, 1), (1, 1), (2, 1)]],
    ),
    "no number": ("<tr><td colspan=two>一<td colspan=-3>二<td colspan=0>三", [[(0, 1), (1, 1), (2, 1)]]),
    "to the end of the section": (
        "<tbody><tr><td rowspan=0>一<td>二<tr><td>三<tbody><tr><td>四<td>五",
        [[(0, 1), (1, 1)], [(1, 1)], [(0, 1), (1, 1)]],
    ),
    "over no end of a section": (
        "<thead><tr><td rowspan=9>一<td>二</thead><tbody><tr><td>三<td>四",
        [[(0, 1), (1, 1)], [(0, 1), (1, 1)]],
    ),
    "round a cell that comes from above": (
        "<tr><td>一<td rowspan=2>二<td>三<tr><td>四<td>五",
        [[(0, 1), (1, 1), (2, 1)], [(0, 1), (2, 1)]],
    ),
    "columns in which no cell begins are none": (
        "<tr><td colspan=15>一<td colspan=45>二<tr><td colspan=15>三<td colspan=15>四<td colspan=30>五",
        [[(0, 1), (1, 2)], [(0, 1), (1, 1), (2, 1)]],
    ),
    "an empty row covers as any other": (
        "<tr><td rowspan=3>一<td>二<tr></tr><tr><td>三<td>四",
        [[(0, 1), (1, 1)], [(1, 1), (2, 1)]],
    ),
    "a last row that is empty": ("<tr><td>一<td>二<tr><td><td>", [[(0, 1), (1, 1)], [(0, 1), (1, 1)]]),
}


@pytest.mark.parametrize("name", PLACED)
def test_lays_tables_out_as_browsers_do(name: str) -> None:
    inside, rows = PLACED[name]
    converted = convert(f"<table>{inside}</table>")
    assert [[(cell.column, cell.columns) for cell in row.cells] for row in converted.rows] == rows


def test_cells_stand_where_they_say() -> None:
    converted = convert("<p>前</p><table><tr><td rowspan=2>一<td>二<td><td>3<tr><td>四<td> 5 <td></table>后")
    assert converted.text == "前\n一\t二\t\t3\n\t四\t5\t\n后\n"
    said = [[converted.text[cell.start : cell.end] for cell in row.cells] for row in converted.rows]
    assert said == [["一", "二", "", "3"], ["四", "5", ""]]
    assert [converted.text[row.start : row.end] for row in converted.rows] == ["一\t二\t\t3", "\t四\t5\t"]


def test_what_the_head_says_of_the_title() -> None:
    head = "<title>年报_某网</title><meta name=keywords content=无><meta name=ArticleTitle content=某局年报>"
    assert convert(f"<head>{head}</head><p>一").titles == ("某局年报", "年报_某网")


ARTICLE = f"<p>{'某局公开政府信息。' * 40}</p><table><tr><td>规章</td><td>3</td></tr></table>"
CARRIED: dict[str, Callable[[str], str]] = {
    "a script": lambda text: f"<script>var text = {json.dumps(text)}; show(text)</script>",
    "a script, its tags escaped": lambda text: f"<script>let t='{html.escape(text)}'</script>",
    "a script that writes it in pieces": lambda text: (
        "<script>"
        + "".join(f"document.write('{piece}');" for piece in text.replace("><", ">|<").split("|"))
        + "</script>"
    ),
    "data of a script": lambda text: (
        "<script type='application/json'>" + json.dumps({"content": text}).replace("<", r"\u003c") + "</script>"
    ),
    "the text of an editor": lambda text: f"<script id=container type='text/plain'>{text}</script>",
    "a hidden field": lambda text: f'<input type=hidden value="{html.escape(text)}">',
    "a hidden area": lambda text: f"<textarea style='display:none'>{html.escape(text)}</textarea>",
}


@pytest.mark.parametrize("carry", CARRIED.values(), ids=CARRIED)
def test_an_article_that_a_script_is_to_show_is_shown(carry: Callable[[str], str]) -> None:
    shown = convert(f"<p>首页<table><tr><td>导航<td>年报</table>{carry(ARTICLE)}")
    assert shown.text == "首页\n导航\t年报\n" + "某局公开政府信息。" * 40 + "\n规章\t3\n"
    assert [len(row.cells) for row in shown.rows] == [2, 2]


@pytest.mark.parametrize("carry", CARRIED.values(), ids=CARRIED)
@pytest.mark.parametrize("page", ["<p>看<table><tr><td>规章<td>1</table>", f"<p>{'本局做好工作。' * 60}</p>"])
def test_but_not_beside_what_a_page_says_itself(page: str, carry: Callable[[str], str]) -> None:
    assert convert(page + carry(ARTICLE)).text == convert(page).text


def report_of(year: int) -> str:
    said = f"<p>某局{year}年政府信息公开工作年度报告</p><p>{'某局公开政府信息。' * 60}</p>"
    return f"{said}<table><tr><td>规章</td><td>3</td></tr></table>"


REPORT_OF_2021 = "某局2021年政府信息公开工作年度报告"
NAMING = {
    "a title and words": f"<h1>{REPORT_OF_2021}</h1><p>一、总体情况</p><p>本年收到申请3件。</p>",
    "a title and a file": f"<h1>{REPORT_OF_2021}</h1><embed src=a.pdf>",
    "a list": f"<ul><li><a href=a.html>{REPORT_OF_2021}</a></ul>",
    "the year behind": "<h1>某局政府信息公开工作年度报告（2021年）</h1>",
}


@pytest.mark.parametrize("carry", CARRIED.values(), ids=CARRIED)
@pytest.mark.parametrize("page", NAMING.values(), ids=NAMING)
def test_what_is_carried_is_of_the_year_whose_report_the_page_names(page: str, carry: Callable[[str], str]) -> None:
    alone = convert(page).text
    assert convert(page + carry(report_of(2020))).text == alone
    assert convert(page + carry(report_of(2021))).text == alone + convert(report_of(2021)).text
    parted = report_of(2020).replace("年政府信息", "年</b>政府<i>信息</i>").replace("某局2020", "<b>2020", 1)
    assert convert(page + carry(parted + "<p>2021年</p>" * 9)).text == alone
    body = report_of(2021).replace(REPORT_OF_2021, "自2021年1月1日起")
    assert convert(page + carry(body)).text == alone + convert(body).text
    assert convert(page + carry(report_of(2021) + report_of(2020))).text == alone


FIGURES = "".join(f"<p>第{at}项<p>{at}" for at in range(12))


@pytest.mark.parametrize(
    "page", [FIGURES, "<pre>规章\t3\t4\t5\n规范\t6\t7\t8</pre>", "<pre>规章\t3</pre>", "<pre>规章    3</pre>"]
)
def test_figures_of_a_page_may_stand_on_lines(page: str) -> None:
    assert convert(page + CARRIED["a script"](report_of(2020) * 3)).text == convert(page).text


@pytest.mark.parametrize("carry", CARRIED.values(), ids=CARRIED)
def test_of_two_texts_that_differ_neither_is_shown(carry: Callable[[str], str]) -> None:
    area = CARRIED["a hidden area"]
    assert convert(f"<p>首页{area(report_of(2020))}{carry(report_of(2021))}").text == "首页\n"
    assert "规章\t3\n" in convert(f"<p>首页{area(ARTICLE)}{carry(ARTICLE)}").text


def test_an_open_string_of_a_script_is_none() -> None:
    assert convert("<p>首页<script>var t='<td>" + r"\'" * 200_000 + "</script>").text == "首页\n"
