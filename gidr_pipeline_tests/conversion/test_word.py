"""What a Word file shows when it is printed with all changes accepted, and what it does not."""

import pytest

from gidr_pipeline.conversion.word import convert_docx
from gidr_pipeline_tests.conversion.written import cell, docx, paragraph, saved, table, with_parts

_RUN = "<w:r>{}<w:t>{}</w:t></w:r>"


def _run(words: str, properties: str = "") -> str:
    return _RUN.format(f"<w:rPr>{properties}</w:rPr>" if properties else "", words)


def _p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def _tc(inside: str) -> str:
    return f"<w:tc>{inside}</w:tc>"


_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r>{}'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_RESULT = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{_run("13612")}'
_BOX = "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"

SHOWN = {
    "runs do not part words": (_p(_run("共收到"), _run("1"), _run("2"), _run("件")), "共收到12件\n"),
    "tabs between cells": (
        _p("<w:r><w:t>规章</w:t><w:tab/><w:tab/><w:t>2</w:t><w:tab/></w:r>")
        + _p("<w:r><w:t>文件</w:t><w:tab/><w:t>3</w:t><w:tab/><w:tab/></w:r>")
        + table(cell("许可") + cell("1")),
        "规章\t\t2\t\n文件\t3\t\t\n许可\t1\n",
    ),
    "tabs that move words to their places": (
        _p("<w:r><w:t>规章</w:t><w:tab/><w:tab/><w:tab/><w:t>2</w:t></w:r>")
        + _p("<w:r><w:t>规范性文件</w:t><w:tab/><w:tab/><w:tab/><w:tab/><w:t>3</w:t></w:r>"),
        "规章 2\n规范性文件 3\n",
    ),
    "breaks and tabs": (_p("<w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t></w:r>"), "一\n二 三\n"),
    "hidden text": (_p(_run("看"), _run("不见", "<w:vanish/>"), _run("得到", '<w:vanish w:val="0"/>')), "看得到\n"),
    "deleted and moved text": (
        _p(_run("收到"), "<w:del><w:r><w:delText>9</w:delText></w:r></w:del>", f"<w:moveFrom>{_run('8')}</w:moveFrom>")
        + _p(f"<w:ins>{_run('7')}</w:ins>", f"<w:moveTo>{_run('6')}</w:moveTo>"),
        "收到\n76\n",
    ),
    "raised and lowered figures are no part of a number": (
        _p(_run("5"), _run("1", '<w:vertAlign w:val="superscript"/>'), _run("件"))
        + _p(_run("6"), _run("２", '<w:vertAlign w:val="subscript"/>'))
        + _p(_run("7"), _run("8", '<w:vertAlign w:val="baseline"/>')),
        "5¹件\n6₂\n78\n",
    ),
    "the mark of a note behind a figure in a cell": (
        table(
            cell("规章")
            + _tc(_p(_run("1,205"), _run("12", '<w:vertAlign w:val="superscript"/>')))
            + _tc(_p(_run("7", '<w:vertAlign w:val="superscript"/>')))
            + _tc(_p(_run("8件"), _run("1", '<w:vertAlign w:val="superscript"/>')))
        ),
        "规章\t1,205[12]\t⁷\t8件¹\n",
    ),
    "what is struck out before its correction": (
        table(
            cell("规章")
            + _tc(_p(_run("5", "<w:strike/>"), _run("7")))
            + _tc(_p(_run("5", "<w:dstrike/>"), _run("8")))
            + _tc(_p(_run("5", '<w:strike w:val="0"/>'), _run("9")))
        ),
        "规章\t7\t8\t59\n",
    ),
    "a table within two tables that only hold it": (
        table(_tc(table(_tc(table(cell("规章") + cell("1"), cell("文件") + cell("2")) + _p())) + _p())),
        "规章\t1\n文件\t2\n",
    ),
    "a field shows its saved result": (_p(_FIELD.format(_RESULT), _run("元")), "13612元\n"),
    "a field without result shows nothing": (_p(_FIELD.format(""), _run("元")), "元\n"),
    "a field that never ends hides no other paragraph": (
        _p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>X</w:instrText></w:r>') + paragraph("看"),
        "看\n",
    ),
    "a simple field": (_p('<w:fldSimple w:instr="=1+1">', _run("2"), "</w:fldSimple>"), "2\n"),
    "a box with its copy for older programs": (
        _p(
            _run("前"),
            f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{_BOX}</wps:txbx></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{_BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        ),
        "前\n框\n",
    ),
    "a picture, an object or a formula alone in a cell": (
        table(
            cell("规章") + cell("许可") + cell("处罚"),
            _tc(_p("<w:r><w:drawing><wp:inline><pic:pic/></wp:inline></w:drawing></w:r>"))
            + _tc(_p("<w:r><w:object><v:shape style='width:9pt'/></w:object></w:r>"))
            + _tc(_p("<m:oMath><m:r><m:t>7</m:t></m:r></m:oMath>")),
        ),
        "规章\t许可\t处罚\n□\t□\t□\n",
    ),
    "a picture beside words, a seal, and a hidden picture": (
        table(
            cell("规章") + cell("许可") + cell("处罚"),
            _tc(_p(_run("7"), "<w:r><w:drawing><wp:inline/></w:drawing></w:r>"))
            + _tc(
                _p(
                    "<w:r><w:drawing><wp:anchor/></w:drawing></w:r>"
                    "<w:r><w:pict><v:rect style='width:9pt;position:absolute'/></w:pict></w:r>"
                )
            )
            + _tc(_p("<w:r><w:rPr><w:vanish/></w:rPr><w:pict/></w:r>")),
        ),
        "规章\t许可\t处罚\n7\n",
    ),
    "content controls, hyperlinks, tags": (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{_p('<w:hyperlink>', _run('一'), '</w:hyperlink>')}</w:sdtContent></w:sdt>"
        f"<w:customXml>{_p('<w:smartTag>', _run('二'), '</w:smartTag>')}</w:customXml>",
        "一\n二\n",
    ),
    "content controls around rows and cells": (
        f"<w:tbl><w:sdt><w:sdtContent><w:tr>{cell('规章')}<w:sdt><w:sdtContent>{cell('1')}</w:sdtContent></w:sdt></w:tr>"
        "</w:sdtContent></w:sdt></w:tbl>",
        "规章\t1\n",
    ),
    "hidden and deleted rows": (
        f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr>{cell('一') + cell('9')}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('二') + cell('9')}</w:tr><w:tr>{cell('三') + cell('3')}</w:tr></w:tbl>",
        "三\t3\n",
    ),
    "paragraphs in a cell": (
        table(f"<w:tc>{paragraph('社会')}{paragraph('公益')}</w:tc>" + cell("1")),
        "社会公益\t1\n",
    ),
    "a figure in a table of its own": (
        table(cell("规章") + f"<w:tc>{table(cell('1') + cell(''))}<w:p/></w:tc>"),
        "规章\t1\n",
    ),
    "a table that lays out the page": (
        table(f"<w:tc>{paragraph('前')}{table(cell('一') + cell('1'), cell('二') + cell('2'))}<w:p/></w:tc>"),
        "前\n一\t1\n二\t2\n",
    ),
}


@pytest.mark.parametrize("strict", [False, True], ids=["transitional", "strict"])
@pytest.mark.parametrize("name", SHOWN)
def test_shows_what_is_printed(name: str, strict: bool) -> None:
    body, text = SHOWN[name]
    assert convert_docx(docx(body, strict=strict)).text == text


def _span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


_BEGINS, _GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"

PLACED = {
    "over columns": (
        table(cell("一", _span(2)) + cell("二"), cell("三") + cell("四") + cell("五")),
        "一\t二\n三\t四\t五\n",
        [[(0, 2), (2, 1)], [(0, 1), (1, 1), (2, 1)]],
    ),
    "over rows": (
        table(cell("一", _BEGINS) + cell("二"), cell("不见", _GOES_ON) + cell("三"), cell("四", _BEGINS) + cell("五")),
        "一\t二\n\t三\n四\t五\n",
        [[(0, 1), (1, 1)], [(1, 1)], [(0, 1), (1, 1)]],
    ),
    "over rows and columns": (
        table(cell("一", _span(2) + _BEGINS) + cell("二"), cell("", _span(2) + _GOES_ON) + cell("三"), cell("四") * 3),
        "一\t二\n\t三\n四\t四\t四\n",
        [[(0, 2), (2, 1)], [(2, 1)], [(0, 1), (1, 1), (2, 1)]],
    ),
    "in the way of older Word": (
        table(cell("一", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>") + cell("二"), cell("三") * 3),
        "一\t二\n三\t三\t三\n",
        [[(0, 2), (2, 1)], [(0, 1), (1, 1), (2, 1)]],
    ),
    "a row that begins later": (
        f"<w:tbl><w:tr>{cell('一') * 3}</w:tr><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell('二') * 2}</w:tr>"
        "</w:tbl>",
        "一\t一\t一\n二\t二\n",
        [[(0, 1), (1, 1), (2, 1)], [(1, 1), (2, 1)]],
    ),
    "goes on from nothing": (table(cell("一", _GOES_ON) + cell("二")), "一\t二\n", [[(0, 1), (1, 1)]]),
}


@pytest.mark.parametrize("name", PLACED)
def test_cells_stand_in_their_columns(name: str) -> None:
    body, text, rows = PLACED[name]
    converted = convert_docx(docx(body))
    assert converted.text == text
    assert [[(cell.column, cell.columns) for cell in row.cells] for row in converted.rows] == rows


def _numbered(words: str, level: int = 0, of_list: int = 1) -> str:
    of = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{of_list}"/></w:numPr>'
    return f"<w:p><w:pPr>{of}</w:pPr>{_run(words)}</w:p>"


_LEVELS = "".join(
    f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
    for at, (kind, text) in enumerate(
        (("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("bullet", "●"))
    )
)
_LISTS = (
    f'<w:abstractNum w:abstractNumId="0">{_LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
)


def test_counts_what_only_numbering_tells() -> None:
    body = (
        _numbered("总体情况")
        + paragraph("全年公开。")
        + _numbered("主动公开")
        + _numbered("甲", 1)
        + _numbered("乙", 1, of_list=2)
        + _numbered("子", 2)
        + _numbered("丑", 3)
        + _numbered("收到和处理", of_list=2)
        + _numbered("丙", 1)
        + table(_tc(_numbered("属于国家秘密", 2)) + cell("0"))
    )
    assert convert_docx(docx(body, numbering=_LISTS)).text.split("\n") == [
        "一、总体情况", "全年公开。", "二、主动公开", "（一）甲", "（二）乙", "1.子", "丑",
        "三、收到和处理", "（一）丙", "1.属于国家秘密\t0", "",
    ]  # fmt: skip


def test_styles_number_hide_and_raise() -> None:
    styles = (
        '<w:style w:styleId="h"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="h2"><w:basedOn w:val="h"/></w:style>'
        '<w:style w:styleId="hidden"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="mark"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    )
    body = "".join(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_run(style)}</w:p>' for style in ("h", "h2", "x"))
    body += _p(_run("不见", '<w:rStyle w:val="hidden"/>'), _run("5"), _run("1", '<w:rStyle w:val="mark"/>'))
    body += _p(_run("看", '<w:rStyle w:val="hidden"/><w:vanish w:val="0"/>'))
    assert convert_docx(docx(body, numbering=_LISTS, styles=styles)).text == "一、h\n二、h2\nx\n5¹\n看\n"


def test_a_web_page_in_the_document_is_shown() -> None:
    page = "<table><tr><td>规章<td>1</table>"
    body = paragraph("一") + '<w:altChunk r:id="c" xmlns:r="urn:r"/>' + paragraph("二")
    relations = '<Relationships><Relationship Id="c" Type="urn:r/aFChunk" Target="a.htm"/></Relationships>'
    for held in (page.encode(), saved(page)):
        data = with_parts(docx(body), {"word/_rels/document.xml.rels": relations, "word/a.htm": held})
        assert convert_docx(data).text == "一\n规章\t1\n二\n"


def test_what_stands_at_the_head_of_pages_may_be_the_title() -> None:
    head = paragraph("某局2022年政府信息") + _p(_run("公开工作年度报告"), _run("草稿", "<w:vanish/>"))
    relations = '<Relationships><Relationship Id="h" Type="urn:r/header" Target="head.xml"/></Relationships>'
    core = "<c:coreProperties xmlns:c='urn:c' xmlns:d='urn:d'><d:title>某局年报</d:title></c:coreProperties>"
    parts = {"word/_rels/document.xml.rels": relations, "docProps/core.xml": core}
    converted = convert_docx(with_parts(docx(paragraph("一、总体情况"), head=head), parts))
    assert converted.text == "一、总体情况\n"
    assert converted.titles == ("某局2022年政府信息 公开工作年度报告", "某局年报")
