r"""Tables that a web page carries along for its scripts to show: the text of a script or an editor, what a hidden field
holds.

What belongs here: such HTML in a page, and when it is what the page is about. What does not: writing it (`web`).

    <script>var content = "<p>…<\/p><table><tr><td>规章<\/td>…";$("#show").html(content);</script>
    <textarea style="display:none">&lt;table&gt;&lt;tr&gt;&lt;td&gt;规章&lt;/td&gt;…</textarea>
"""

import html
import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_CARRIERS = "script, textarea, input[value]"
_CELL = re.compile(r"<t[dh]\b", re.I)
_ESCAPED_CELL = re.compile(r"(?:&lt;|\\u003c|\\x3c)t[dh]\b", re.I)
_TAG = re.compile(r"<[^<>]*>")
_CHINESE = re.compile("[一-鿿]")
_FEWEST, _MUCH_MORE = 300, 2
_LITERAL = re.compile(r""""(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|`(?:[^`\\]|\\.)*+`""", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u(?P<code>[0-9a-fA-F]{4})|x(?P<byte>[0-9a-fA-F]{2})|(?P<other>.))", re.DOTALL)
_MEANT = {"n": "\n", "t": "\t", "r": "\n", "\n": ""}
_SCRIPTS = re.compile(r"(?:text/|application/)?(?:x-)?(?:java|ecma)script|module|(?:application/)?(?:ld\+)?json|", re.I)
"""The types of scripts whose text is a program or data; that of any other is shown as it is."""


def carried_in(tree: LexborHTMLParser, *, beside: str) -> str:
    """The longest HTML with cells of tables that anything in a page carries, if it says much more than all that the
    page shows `beside`: else it is data, such as a table of another year; nothing if there is none."""
    carried = (_carried_by(node) for node in tree.css(_CARRIERS))
    longest = max((text for text in carried if _CELL.search(text)), key=len, default="")
    said = len(_CHINESE.findall(_TAG.sub("", longest)))
    return longest if said >= max(_FEWEST, _MUCH_MORE * len(_CHINESE.findall(beside))) else ""


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
