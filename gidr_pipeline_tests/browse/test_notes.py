"""What the program says in English has its Chinese: the sentences in its sources, and those about made reports."""

import ast
import builtins
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import duckdb
import pytest

from gidr_pipeline.browse.notes import in_chinese
from gidr_pipeline_tests.folders import House

pytestmark = pytest.mark.xdist_group("browse")

SAYING = ("agencies", "conversion", "extraction", "raw_folder.py", "reading.py", "reconciliation")
"""The parts of the program that write notes, details and refusals."""
NO_NOTES = (
    "narrative",
    "address article",
    "thead tbody",
    "head script",
    "input select",
    "file that an office suite converts",
    "the raw folder 7",
)
_WORD = r"(?<![\w.'-])[a-z]+(?![\w'-]|\.\w)"
_FEWEST_WORDS = 3


def _sentences() -> Iterator[tuple[str, str]]:
    """Whatever looks like a sentence among the literals of those parts, with a figure in the place of each value."""
    root = Path(str(resources.files("gidr_pipeline")))
    files = [
        each for part in SAYING for each in ([root / part] if part.endswith(".py") else (root / part).rglob("*.py"))
    ]
    for path in sorted(files):
        place = path.relative_to(root).as_posix()
        for said in _literals(ast.parse(path.read_text("utf-8"))):
            is_code = re.search(r"[\\|\[<=_]|\?[:<!P]", said) or any(each in place or each in said for each in NO_NOTES)
            if len(re.findall(_WORD, said)) >= _FEWEST_WORDS and not is_code:
                yield f"{place}: {said}", said


def _literals(tree: ast.Module) -> Iterator[str]:
    aside = {id(each) for node in ast.walk(tree) for part in _no_notes(node) for each in ast.walk(part)}
    whole = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    parts = {id(part) for node in whole for part in node.values}
    for node in ast.walk(tree):
        if id(node) in aside or id(node) in parts:
            continue
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value.replace("{}", "7")


def _no_notes(node: ast.AST) -> Iterator[ast.AST]:
    """What nobody reads on a page: docstrings, messages of the log, and of errors in the program."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "log":
        yield node
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and hasattr(builtins, ast.unparse(node.exc.func)):
        yield node


SENTENCES = dict(_sentences())


def _english_in(said: str) -> list[str]:
    return re.findall(_WORD, said)


def test_sentences_are_found() -> None:
    assert len(SENTENCES) > 90
    assert any("several readings of the damaged row are as likely" in each for each in SENTENCES)


@pytest.mark.parametrize("said", SENTENCES.values(), ids=SENTENCES)
def test_every_sentence_of_the_program_has_its_chinese(said: str) -> None:
    assert _english_in(in_chinese(said)) == []


def test_whatever_the_warehouse_says_has_its_chinese(shown: House) -> None:
    with duckdb.connect(str(shown.warehouse), read_only=True) as con:
        said = con.sql(
            "SELECT note FROM report_cell UNION SELECT detail FROM fact_reconciliation "
            "UNION SELECT note FROM dim_report UNION SELECT note FROM dim_agency "
            "UNION SELECT detail FROM rejected_document "
            "UNION SELECT detail FROM flagged_report WHERE rule = 'incomplete'"
        ).fetchall()
    told = [text for (text,) in said if text]
    assert len(told) > 50
    assert {text: _english_in(in_chinese(text)) for text in told if _english_in(in_chinese(text))} == {}


@pytest.mark.parametrize(
    ("said", "chinese"),
    [
        ("remark: (其中转办2件, 另and更正: 1件)", "原文附注：(其中转办2件, 另and更正: 1件)"),
        ("unit: 元; remark: (含税)", "单位：元；原文附注：(含税)"),
        (
            "read from a picture; 6 figures for 7 cells; value by request_applicants and the characters left of it",
            "由图片识别；7格中有6个数字；数值由“自然人与法人或其他组织各栏之和，等于总计”和残留的字符推定",
        ),
        (
            "carried_in 2 ? last year's carried_out unknown: no report of the year before",
            "二、上年结转政府信息公开申请数量 2 ? 上年度四、结转下年度继续办理 不详：没有上年度报告",
        ),
        (
            "in_force -3.5 ≠ last year's in_force 12 + issued 1 − repealed 2: -3.5 against 11",
            "现行有效件数 -3.5 ≠ 上年度现行有效件数 12 ＋ 本年制发件数 1 − 本年废止件数 2：-3.5 与 11",
        ),
        ("title and agency from the prose; year from the signature", "标题和机关取自正文；年度取自落款"),
        ("something that nobody has foreseen", "something that nobody has foreseen"),
    ],
)
def test_sentences_are_put_together(said: str, chinese: str) -> None:
    assert in_chinese(said) == chinese
