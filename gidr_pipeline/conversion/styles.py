"""What the styles of a web page tell of how its nodes are shown, by the sheets in the page or by a node's own.

What belongs here: what hides a node, makes it a part of a table, keeps its lines or lifts its figures. What does not:
boxes that are placed so that they look like a table (`laid_out`), and the walk through the page (`web`).
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gidr_pipeline.conversion.laid_out import TELLS
from gidr_pipeline.conversion.shifted import LOWERED, RAISED

_HIDDEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|text-decoration(?:-line)?\s*:[^;]*\bline-through|text-line-through\s*:\s*(?!none)\w)",
    re.I,
)
_UNSEEN = [
    [re.compile(rf"(?:^|;)\s*{sign}\s*(?:!|;|$)", re.I) for sign in signs]
    for signs in (
        [r"opacity\s*:\s*0?\.?0+%?"],
        [r"text-indent\s*:\s*-(?:999|\d{4,})(?:\.\d+)?(?:px|pt)"],
        [r"clip-path\s*:\s*inset\(\s*(?:50|100)%.*?\)"],
        [r"position\s*:\s*(?:absolute|fixed)", r"clip\s*:\s*rect\(\s*([01](?:px)?)(?:[\s,]+\1){3}\s*\)"],
        [r"position\s*:\s*(?:absolute|fixed)", r"(?:left|right|top|bottom)\s*:\s*-(?:999|\d{4,})(?:\.\d+)?(?:px|pt)"],
        [r"overflow\s*:\s*(?:hidden|clip)", r"width\s*:\s*[01](?:px)?", r"height\s*:\s*[01](?:px)?"],
    )
]
"""What together leaves nothing to be seen of an element."""
_NO_SIZE = re.compile(r"(?:^|;)\s*font-size\s*:\s*0(?:px|pt|r?em|%)?\s*(?:!|;|$)", re.I)
_KEEP_PLACES = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th"))
"""What has its place in a table though nothing is seen of it, and is as large as what it holds."""
_DISPLAYED = re.compile(r"(?:^|;)\s*display\s*:\s*(?!none)\w", re.I)
_DISPLAY = re.compile(
    r"(?:^|;)\s*display\s*:\s*(table(?:-row(?:-group)?|-cell|-(?:header|footer)-group|-caption)?)\s*(?:!|;|$)", re.I
)
_TAGS_OF_DISPLAYS = {
    "table": "table",
    "table-row": "tr",
    "table-cell": "td",
    "table-row-group": "tbody",
    "table-header-group": "thead",
    "table-footer-group": "tfoot",
    "table-caption": "caption",
}
_RULE = re.compile(r"([^{}@]+)\{([^{}]*)\}")
_SCREEN = r"(?:print\s*,\s*)?(?:only\s+)?(?:screen|all)(?:\s*,\s*print)?"
_FOR_SCREENS = re.compile(rf"\s*(?:{_SCREEN})?\s*", re.I)
_SCREEN_BLOCK = re.compile(rf"@media\s+{_SCREEN}\s*\{{((?:[^{{}}]*\{{[^{{}}]*\}})*[^{{}}]*)\}}", re.I)
_AT_BLOCK = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_MOST_RULES = 2_000
_SIMPLE = re.compile(r"[\w.#\-\s>]+")
_SHIFTS = {"sup": RAISED, "super": RAISED, "sub": LOWERED}
"""By the tag, and by what a style says of the place."""
_SHIFTED = re.compile(r"(?:^|;)\s*vertical-align\s*:\s*(super|sub)\b", re.I)
_KEEPS_LINES = re.compile(r"(?:^|;)\s*white-space\s*:\s*(?:pre|break-spaces)", re.I)


def is_hidden(node: LexborNode) -> bool:
    """Whether a node says of itself that it is not shown."""
    attributes = node.attributes
    return "hidden" in attributes or _hides(attributes.get("style") or "", node)


def _hides(style: str, node: LexborNode) -> bool:
    """Whether a style lets nothing be seen of a node. Letters without a size hide no elements inside, which may have
    one of their own."""
    if _HIDDEN.search(style):
        return True
    if node.tag in _KEEP_PLACES:
        return False
    return _is_unseen(style) or (_NO_SIZE.search(style) is not None and not any(node.iter()))


def _is_unseen(style: str) -> bool:
    return any(all(sign.search(style) for sign in signs) for signs in _UNSEEN)


def hidden_by_rules(tree: LexborHTMLParser) -> frozenset[int]:
    """The nodes that the style sheets in the page hide, and no later rule of theirs shows."""
    hidden: set[int] = set()
    for style, node in rules_of(tree):
        if _hides(style, node):
            hidden.add(node.mem_id)
        elif _DISPLAYED.search(style):
            hidden.discard(node.mem_id)
    return frozenset(hidden)


def tables_by_rules(tree: LexborHTMLParser) -> Mapping[int, str]:
    """The nodes that style sheets or their own style show as a table or a part of one, and as which."""
    styled = ((node.attributes.get("style") or "", node) for node in tree.css("[style*=table]"))
    shown = ((_DISPLAY.search(style), node) for style, node in (*rules_of(tree), *styled))
    return {node.mem_id: _TAGS_OF_DISPLAYS[display[1].lower()] for display, node in shown if display}


def rules_of(tree: LexborHTMLParser) -> Iterator[tuple[str, LexborNode]]:
    """The style sheets in the page: what each rule says of how nodes are shown, and of which nodes; rules for paper
    and for some screens only (`@media`) do not count."""
    styles = (node for node in tree.css("style") if _FOR_SCREENS.fullmatch(node.attributes.get("media") or ""))
    sheets = _CSS_COMMENT.sub("", "\n".join(node.text() for node in styles))
    plain = _AT_BLOCK.sub("", _SCREEN_BLOCK.sub(r"\1", sheets))
    for rule in islice(_RULE.finditer(plain), _MOST_RULES):
        if _is_unseen(rule[2]) or any(sign.search(rule[2]) for sign in (_HIDDEN, _NO_SIZE, _DISPLAYED, TELLS)):
            for selector in rule[1].split(","):
                if _SIMPLE.fullmatch(selector):
                    yield from ((rule[2], node) for node in tree.css(selector.strip()))


def keeps_lines(node: LexborNode) -> bool:
    """Whether the text of an element stands in lines as it is written."""
    return node.tag in ("pre", "textarea") or _KEEPS_LINES.search(node.attributes.get("style") or "") is not None


def shift_of(node: LexborNode) -> dict[int, int] | None:
    """What becomes of the figures in an element that stands higher or lower than its line, None if it does not."""
    style = _SHIFTED.search(node.attributes.get("style") or "")
    return _SHIFTS.get(style[1].lower() if style else node.tag or "")
