"""Which lines are prose and which are rows of a table, by their characters alone.

What belongs here: telling sentences from cells. What does not: taking a row apart (`lines`, `spaced`).
"""

import re

from gidr_pipeline.extraction.form_words import is_label, is_label_alone
from gidr_pipeline.extraction.text.quantity import COUNTERS

_COMMA_SEPARATED = re.compile(r'(?:,\s*+"?[^,"]{0,24}+"?\s*+){3,}')
_LABEL_AND_FIGURE = re.compile(r"(?P<label>[^,\"\d]{2,40}), *[-+]?\d[\d.]* *")
_QUOTED = re.compile(r'(?P<label>[^,"]{1,24}),[^,"]{0,24},"[^"]{0,24}"\s*')
_IN_QUOTES = re.compile(r'"[^"]*"')
_NOTHING = "无"
_REMARK = r"(?:\([^();]{0,12}\)|\[[^\[\];]{0,8}\])?"
_FIGURES_AND_COMMAS = re.compile(rf'(?:,\s*+"?[-+]?\d[\d.]*+{_REMARK}"?\s*+(?=,)){{5}}[^,]*+(?:,[^,]{{0,16}})?[,\s]*$')
_FIELDS_TO_THE_END = re.compile(r"(?:,[^,㐀-鿿]{0,12}+){6}$")
"""Short fields without words, some of which may be blank, as no sentence ends."""
# Semicolons end clauses, too: they separate cells where these are figures, or labels without any.
_CELL_OF_FIGURE = rf'\s*"?(?:[-+]?\d[\d,.]*\s*[件条项个宗人次]{{0,2}}{_REMARK}|-+|/|无)?"?\s*'
# That the first semicolon stands outside the repetition makes the search several times as fast.
_SEMICOLON_SEPARATED = re.compile(rf";{_CELL_OF_FIGURE}(?:;{_CELL_OF_FIGURE}){{2}}(?=;|$)")
_SEMICOLON_AFTER_LABEL = re.compile(rf"(?P<label>[^;]++);(?!\s*$){_CELL_OF_FIGURE}(?:;{_CELL_OF_FIGURE})?")
_SHORT = 24
_CHINESE = re.compile(r"[㐀-鿿]")
_SENTENCE_END = re.compile(r"[。;!?]")
_LONG = 60
_FEWEST_HEADS, _MANY_HEADS = 4, 10
_FEWEST_COMMAS = 5
_CELL = re.compile(r'[^\s,*"]+')
# Thousands separators part a figure into several here, which does not matter.
_ROW_END = re.compile(
    rf'(?:[\s,]++(?:["*]{{0,3}}[-+]?\d[\d.]*+["*]{{0,3}}(?: ?(?:{COUNTERS}))?[。;、]?|NaN)){{3,}}[\s,。;、]*+'
    r"(?:(?<=\s)[㐀-鿿]{1,8}\s*+)?$"
)
_FAR_APART = re.compile(r"\s{4,}+")
_FIGURE = re.compile(r"[-+]?\d[\d,.]*+[。;、]?")
_LAST_CELLS = 1000
"""Characters in which the last cells of a row stand, however wide; in a longer end the search takes too long."""
_REACH = 16
"""Characters from the last figure of a row to its end, which a word in its last cell may be."""


def _ends_like_a_row(content: str) -> bool:
    """However long its label, a line that ends in figures, or in figures and a word, or in any far apart from its
    words, is a row of a table."""
    end = content.rstrip()[-_REACH:]
    if "NaN" not in end and not any(map(str.isdecimal, end)):
        return False
    return _ends_in_figures_far_apart(content) or _ROW_END.search(content[-_LAST_CELLS:]) is not None


def _ends_in_figures_far_apart(content: str) -> bool:
    """Whether figures stand far behind words that end no sentence: behind one that does stands the number of a page."""
    pieces = _FAR_APART.split(content.strip())
    words = [piece for piece in pieces if not _FIGURE.fullmatch(piece)]
    return 0 < len(words) < len(pieces) and words == pieces[: len(words)] and not _SENTENCE_END.search("".join(words))


def is_comma_separated(content: str) -> bool:
    """Whether short cells stand between commas, or a label and one figure beside it."""
    if content.count(",") > 2 and _COMMA_SEPARATED.search(content):
        return True
    row = (_QUOTED if '"' in content else _LABEL_AND_FIGURE).fullmatch(content)
    return row is not None and is_label(row["label"])


def is_semicolon_separated(content: str) -> bool:
    """Whether cells stand between semicolons."""
    if content.count(";") > 2 and _SEMICOLON_SEPARATED.search(content):
        return True
    row = _SEMICOLON_AFTER_LABEL.fullmatch(content)
    if row:
        return is_label(row["label"].strip('" '))
    heads = [cell.strip('" ') for cell in content.split(";")]
    if len(heads) < 3 or re.search(r"[\d。]", content) or max(map(len, heads)) > _SHORT:
        return False
    return any(head and is_label(head) for head in heads)


def is_prose(content: str) -> bool:
    """Whether a line without tabs and bars is prose rather than a row or a header of a table."""
    return _is_sentence(content) and not (_ends_like_a_row(content) or _is_row_of_commas(content))


def _is_row_of_commas(content: str) -> bool:
    """Whether figures or blanks stand between commas, all words being in quotes, or among others."""
    if content.count(",") <= _FEWEST_COMMAS:
        return False
    if content.lstrip(" ,").startswith('"') and not _SENTENCE_END.search(content):
        return not _CHINESE.search(_IN_QUOTES.sub("", content).replace(_NOTHING, ""))
    return any(pattern.search(content) for pattern in (_FIGURES_AND_COMMAS, _FIELDS_TO_THE_END))


def _is_sentence(content: str) -> bool:
    if len(content) - content.count(" ") > _LONG:
        return bool(_SENTENCE_END.search(content)) or not _are_heads(content)
    return bool(_SENTENCE_END.search(content)) and len(_CHINESE.findall(content)) > 3


def _are_heads(content: str) -> bool:
    """Whether several cells of a line are labels, or many between commas say one and no figure."""
    if sum(map(is_label_alone, _CELL.findall(content))) >= _FEWEST_HEADS:
        return True
    between = content.split(",")
    return len(between) > _MANY_HEADS and sum(map(_says_a_label, between)) >= _MANY_HEADS


def _says_a_label(cell: str) -> bool:
    return is_label(cell) and not any(map(str.isdecimal, cell))


def is_long_sentence(content: str) -> bool:
    """Whether a place holds a sentence; the space that tags of HTML leave does not make it long."""
    return len(content) > _LONG < len("".join(content.split())) and _SENTENCE_END.search(content) is not None
