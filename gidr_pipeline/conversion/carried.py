r"""Tables that a web page carries along for its scripts to show: the text of a script or an editor, what a hidden field
holds.

What belongs here: such HTML in a page, and when it is what the page is about. What does not: writing it (`web`).

    <script>var content = "<p>…<\/p><table><tr><td>规章<\/td>…";$("#show").html(content);</script>
    <textarea style="display:none">&lt;table&gt;&lt;tr&gt;&lt;td&gt;规章&lt;/td&gt;…</textarea>
"""

import html
import re
from collections import Counter

from selectolax.lexbor import LexborHTMLParser, LexborNode

_CARRIERS = "script, textarea, input[value]"
_CELL = re.compile(r"<t[dh]\b", re.I)
_ESCAPED_CELL = re.compile(r"(?:&lt;|\\u003c|\\x3c)t[dh]\b", re.I)
_TAG = re.compile(r"<[^<>]*>")
_WITHIN_LINES = re.compile(r"</?(?:span|font|strong|em|[abiu])\b[^<>]*>", re.I)
_CHINESE = re.compile("[一-鿿]")
_FEWEST, _MUCH_MORE = 300, 2
_REPORT = re.compile(
    r"(20\d\d)[年度\s]*[^\n。；;]{0,30}?信息公开[^\n。；;]{0,12}?(?:报告|年报)"
    r"|信息公开[^\n。；;]{0,12}?(?:报告|年报)\s*[(（]?(20\d\d)"
)
"""The name of a report with its year."""
_YEAR = re.compile(r"(20\d\d)\s*年")
_LITERAL = re.compile(r"""(?<!\\)(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|`(?:[^`\\]|\\.)*+`)""", re.DOTALL)
"""A string of a script; none begins at a quote within another, as there may be as many as the script is long."""
_ESCAPE = re.compile(r"\\(?:u(?P<code>[0-9a-fA-F]{4})|x(?P<byte>[0-9a-fA-F]{2})|(?P<other>.))", re.DOTALL)
_MEANT = {"n": "\n", "t": "\t", "r": "\n", "\n": ""}
_SCRIPTS = re.compile(r"(?:text/|application/)?(?:x-)?(?:java|ecma)script|module|(?:application/)?(?:ld\+)?json|", re.I)
"""The types of scripts whose text is a program or data; that of any other is shown as it is."""


def carried_in(tree: LexborHTMLParser, *, beside: str) -> str:
    """The HTML with cells of tables that something in a page carries, if it says much more than all that the page shows
    `beside`, and is of the year of the report that this names: else it is data, such as a table of another year;
    nothing if there is none, or if several say much and differ."""
    carried = {"".join(_TAG.sub("", text).split()): text for text in map(_carried_by, tree.css(_CARRIERS))}
    much = {said: text for said, text in carried.items() if _CELL.search(text) and _says(said) >= _FEWEST}
    if len(much) != 1:
        return ""
    ((said, text),) = much.items()
    named = _years_of_reports(beside)
    is_own = not named or _years_of_reports(_lines_of(text), or_any=True) == named
    return text if is_own and _says(said) >= _MUCH_MORE * _says(beside) else ""


def _lines_of(text: str) -> str:
    """The words of HTML, roughly on the lines that it shows them on."""
    return html.unescape(_TAG.sub("\n", _WITHIN_LINES.sub("", text)))


def _says(text: str) -> int:
    return len(_CHINESE.findall(text))


def _years_of_reports(text: str, *, or_any: bool = False) -> set[str]:
    """The years of the reports that a text names; or that which it names most often, if it names no report with its
    year."""
    named = {one or other for one, other in _REPORT.findall(text)}
    years = Counter(_YEAR.findall(text)).most_common(1) if or_any and not named else []
    return named | {year for year, _ in years}


def _carried_by(node: LexborNode) -> str:
    """The HTML in a node; what a script writes piece by piece as one."""
    if node.tag == "input":
        return _bare(node.attributes.get("value") or "")
    text = node.text()
    if not (_CELL.search(text) or _ESCAPED_CELL.search(text)):
        return ""
    if node.tag != "script" or not _SCRIPTS.fullmatch((node.attributes.get("type") or "").strip()):
        return _bare(text)
    literals = (_ESCAPE.sub(_character, literal[0][1:-1]) for literal in _LITERAL.finditer(text))
    return "".join(_bare(each) for each in literals if "<" in each or "&lt;" in each)


def _bare(text: str) -> str:
    """HTML as such, be its tags escaped."""
    return text if _CELL.search(text) or not _ESCAPED_CELL.search(text) else html.unescape(text)


def _character(escape: re.Match[str]) -> str:
    if code := escape["code"] or escape["byte"]:
        return chr(int(code, 16)) if not 0xD800 <= int(code, 16) < 0xE000 else "\ufffd"
    return _MEANT.get(escape["other"], escape["other"])
