r"""What programs that read pictures give: a record for each piece of text that they found, with where it stood and how
sure they are.

What belongs here: the pieces, each on a line of its own. What does not: tables among what such programs give (`listed`,
`markup`), and records whose fields are the cells of a row.

    {"words": "规章", "location": {"top": 12, …}}, {"words": "0", …}          规章 ⏎ 0 ⏎
    [[[12.0, 30.0], …], ('规章', 0.998)]  [[[92.0, 30.0], …], ('0', 0.997)]   规章 ⏎ 0 ⏎
    {"rec_texts": ["规章", "0", …], "rec_scores": [0.998, 0.997, …]}          规章 ⏎ 0 ⏎
    {"table_body": "<table>…</table>", "bbox": [80, …], "page_idx": 2}        {"table_body": "<table>…</table>",   }
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_STRING = r"""(?:"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+')"""
_KEYED = re.compile(rf"""["'](?P<key>[A-Za-z_]\w*)["']\s*:\s*(?P<said>{_STRING})""")
_SURE = re.compile(rf"[(\[]\s*(?P<said>{_STRING})\s*,\s*(?:0?\.\d+|[01](?:\.0*)?|\d\.\d+e-\d+)\s*[)\]]")
_LISTED = re.compile(rf"""["']\w*texts?["']\s*:\s*\[\s*(?P<said>{_STRING}(?:\s*,\s*{_STRING})*+)\s*\]""")
_EACH = re.compile(rf"(?P<said>{_STRING})")
_OTHER = re.compile(rf"(?<!\\)(?P<said>{_STRING})(?P<is_key>\s*:)?")
"""A string outside the pieces: the title of a page may stand before them."""
_NUMBER = r"-?\d+(?:\.\d+)?"
_PLACE = re.compile(
    r"""["'](?:\w{1,20}_)?(?:page_\w{1,20}|bbox|poly|level|(?:block|group)_(?:id|order)|score|confidence|(?P<named>id|path))["']"""
    rf"""\s*:\s*(?(named)["'][\w./:-]+["']|(?:{_NUMBER}|\[[\s\d.,\[\]-]*\]))\s*(?=[,}}])""",
    re.ASCII,
)
"""Where a piece of a page stands, what it is called, and how sure a program is of it."""
_CHINESE = re.compile("[一-鿿]")
_CHINESE_OR_ESCAPED = re.compile(r"[一-鿿]|\\u[4-9]")
_FIGURE = re.compile(r"""["']\s*[-+]?\d[\d,.]*\s*["']""")
_FEWEST = 40
_FEWEST_FIGURES = 0.2
"""The share of the pieces that are figures: among those of a report more than half are. Cells of records that have
names are told by these."""
_NEARLY_ALL = 0.95


def with_pieces_on_lines(text: str) -> str:
    """A text as it was decoded, with each piece that such a program read on a line of its own, and nothing of what it
    says besides, but for strings of Chinese characters before the first, if there are many and they have nearly all
    Chinese characters; else without the places of pieces, which are no figures of the tables among them. Nothing
    moves."""
    for pieces in _ways(text):
        figures = sum(_FIGURE.fullmatch(piece["said"]) is not None for piece in pieces)
        if len(pieces) >= _FEWEST and figures >= _FEWEST_FIGURES * len(pieces):
            inside = sum(len(_CHINESE.findall(piece["said"])) for piece in pieces)
            if inside >= _NEARLY_ALL * len(_CHINESE.findall(text)):
                return _on_lines(text, [*_before(text, pieces[0]), *pieces])
    return _PLACE.sub(lambda place: " " * len(place[0]), text)


def _ways(text: str) -> Sequence[Sequence[re.Match[str]]]:
    """The pieces under the key that most Chinese characters stand under, those with how sure each is, and those of
    lists of texts."""
    keyed = list(_KEYED.finditer(text))
    told = Counter[str]()
    for each in keyed:
        told[each["key"]] += len(_CHINESE.findall(each["said"]))
    ((key, _),) = told.most_common(1) or [("", 0)]
    listed = [each for texts in _LISTED.finditer(text) for each in _EACH.finditer(text, *texts.span("said"))]
    return [each for each in keyed if each["key"] == key], list(_SURE.finditer(text)), listed


def _before(text: str, first: re.Match[str]) -> Iterator[re.Match[str]]:
    """The strings of Chinese characters that stand before the first piece, and are no keys."""
    for other in _OTHER.finditer(text, 0, first.start("said")):
        if not other["is_key"] and _CHINESE_OR_ESCAPED.search(other["said"]):
            yield other


def _on_lines(text: str, pieces: Sequence[re.Match[str]]) -> str:
    kept = list[str]()
    at = 0
    for piece in pieces:
        start, end = piece.span("said")
        kept += [" " * (start + 1 - at), piece["said"][1:-1], "\n"]
        at = end
    return "".join([*kept, " " * (len(text) - at)])
