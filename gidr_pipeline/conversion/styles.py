"""What the styles of a web page tell of how its nodes are shown, by the sheets in the page or by a node's own.

What belongs here: what hides a node, makes it a part of a table, keeps its lines or lifts its figures. What does not:
boxes that are placed so that they look like a table (`laid_out`), and the walk through the page (`web`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gidr_pipeline.conversion.laid_out import TELLS
from gidr_pipeline.conversion.shifted import LOWERED, RAISED


def _ways(*ways: Mapping[str, str]) -> Mapping[str, Sequence[re.Pattern[str]]]:
    """What styles say together to hide something, by the first property of each way."""
    return {
        next(iter(way)): [
            re.compile(rf"(?:^|;)\s*(?:{name})\s*:\s*(?:{value})(?![\w.%-])", re.I) for name, value in way.items()
        ]
        for way in ways
    }


_AWAY = r"-(?:999|\d{4,})(?:\.\d+)?(?:px|pt)"
_GONE = _ways(
    {"display": "none"},
    {"visibility": "hidden|collapse"},
    {"mso-hide": "all"},
    {"text-decoration(?:-line)?": r"[^;]*\bline-through"},
    {"text-line-through": r"(?!none)\w+"},
)
_OUT_OF_SIGHT = _ways(
    {"clip-path": r"inset\(\s*(?:50|100)%[^;]*\)"},
    {"clip": r"rect\(\s*([01](?:px)?)(?:[\s,]+\1){3}\s*\)", "position": "absolute|fixed"},
    {"left|right|top|bottom": _AWAY, "position": "absolute|fixed"},
    {"width": "[01](?:px)?", "height": "[01](?:px)?", "overflow": "hidden|clip"},
    {"text-indent": _AWAY},
)
"""What hides words that are meant for those who do not see the page. Whole parts of it come into sight again."""
_LONGEST_OUT_OF_SIGHT = 200
_UNSEEN = _ways({"font-size": "0(?:px|pt|r?em|%)?"})
"""What holds for words: elements inside may have it otherwise."""
_WAYS = (_GONE, _OUT_OF_SIGHT, _UNSEEN)
_KEEP_PLACES = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th"))
"""What has its place in a table though nothing is seen of it, and is as large as what it holds."""
_SAID_ANEW = re.compile(r"(?:^|;)\s*(display|visibility|font-size)\s*:", re.I)
"""What a later rule may say otherwise."""
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
    style = attributes.get("style")
    return "hidden" in attributes or (style is not None and bool(_hiding(style, node)))


def _hiding(style: str, node: LexborNode) -> frozenset[str]:
    """The ways in which a style hides a node."""
    gone, out_of_sight, unseen = _found(style)
    if node.tag in _KEEP_PLACES:
        return gone
    if out_of_sight and (len(node.text()) > _LONGEST_OUT_OF_SIGHT or node.css_first("table") is not None):
        out_of_sight = frozenset()
    return gone | out_of_sight | (unseen if unseen and not any(node.iter()) else frozenset())


def _found(style: str) -> Sequence[frozenset[str]]:
    """What a style has of each of the ways."""
    return tuple(
        frozenset(name for name, signs in ways.items() if all(sign.search(style) for sign in signs)) for ways in _WAYS
    )


def hidden_by_rules(tree: LexborHTMLParser) -> frozenset[int]:
    """The nodes that the style sheets in the page hide, and no later rule of theirs shows."""
    hidden: dict[int, frozenset[str]] = {}
    for style, node in rules_of(tree):
        anew = frozenset(map(str.lower, _SAID_ANEW.findall(style)))
        hidden[node.mem_id] = (hidden.get(node.mem_id, frozenset()) - anew) | _hiding(style, node)
    return frozenset(node for node, ways in hidden.items() if ways)


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
        if any(sign.search(rule[2]) for sign in (_SAID_ANEW, TELLS)) or any(_found(rule[2])):
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
