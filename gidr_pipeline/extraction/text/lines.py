"""The text as lines of places, each with its token: the model of a table that every layout feeds.

A row whose cells the file itself tells has them for its places. A line with tabs or bars keeps its places by their
number; any other line is a run of words and figures. Nothing past this module looks at tabs, bars or spaces.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from gidr_pipeline.conversion.model import GridRow
from gidr_pipeline.extraction.form_words import is_label
from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.text.between_rules import with_whole_rows
from gidr_pipeline.extraction.text.figures import Kind, Token, read_alone, read_place
from gidr_pipeline.extraction.text.line import Line, line_of
from gidr_pipeline.extraction.text.prose import is_comma_separated, is_long_sentence, is_prose, is_semicolon_separated
from gidr_pipeline.extraction.text.spaced import read_spaced, words_and_figures
from gidr_pipeline.extraction.text.torn import without_cut_numbers, without_pieces_of_labels

_RULE = re.compile(r"(?=.*---)[\s|:+=-]++|(?=.*===)[\s+=|]++")
_DIGITS = r"\d[\d,.]*"
_PAIR = re.compile(rf"[-+]?{_DIGITS} [-+]?{_DIGITS}")
_FEWEST_ROWS = 8
_ROWS_FOR_ONE_ALONE = 3
_QUOTABLE = {separator: re.compile(rf' *"(?:[^"]|"")*" *(?={separator}|$)|[^{separator}]*') for separator in (",", ";")}
_FEWEST_TABS = 3
"""So many and nothing else on a line are empty cells."""
_FEWEST_BARRED = 3
_MOSTLY_BARRED = 0.2
_NEARLY_ALL = 0.8
_MANY = 3
_THOUSANDS = 3


class _Separators(NamedTuple):
    """What bars and semicolons of a text are: whether bars separate places, whether lines begin and end with one that
    frames the table, and whether a semicolon at the end of a line closes it."""

    bars: bool
    begin: bool
    end: bool
    semicolon_closes: bool

    @classmethod
    def of(cls, text: str) -> "_Separators":
        """From the lines of the text that are not blank. A few bars in a text whose tables have none were digits."""
        lines = [bare for content in text.split("\n") if (bare := content.strip())]
        barred = [line for line in lines if "|" in line]
        framed = [line for line in barred if line.count("|") > 2]
        separate = len(framed) >= _FEWEST_BARRED or (bool(barred) and len(barred) >= _MOSTLY_BARRED * len(lines))
        most = _NEARLY_ALL * len(framed)
        begin = sum(line[0] == "|" for line in framed) > most
        end = sum(line[-1] == "|" for line in framed) > most and _closes(framed, "|")
        rows = [line for line in lines if line.count(";") > 2 and is_semicolon_separated(line)]
        return cls(separate, begin, end, _closes(rows, ";"))


def _closes(lines: Sequence[str], separator: str) -> bool:
    """Whether a separator at the end of lines closes them, and no empty place stands behind it: those that end in a
    figure or a name of the form do not have as many."""
    closed = Counter(line.count(separator) for line in lines if line[-1] == separator)
    usual = max(closed, key=closed.__getitem__, default=0)
    ends = (line.rpartition(separator)[2].strip('" ') for line in lines if line.count(separator) == usual)
    return not any(end and (end.isdecimal() or is_label(end)) for end in ends)


def read_lines(text: str, wholes: Sequence[Token] = (), rows: Sequence[GridRow] = ()) -> list[Line]:
    """The lines of a normalised text. The number of a line is its index in the list.

    Each of `wholes` are the words of some lines of a table, which become one line. `rows` are the lines whose cells the
    file itself tells.
    """
    lines: list[Line] = []
    row_at = {row.start: row for row in rows}
    given: list[Line] = []
    start = 0
    separators = _Separators.of(text)
    contents = _contents(text, wholes)
    whole_at = {token.span.start: token for token in wholes}
    for number, content in enumerate(contents):
        if start in whole_at:
            words = [whole_at[start]._replace(line=number)]
            lines.append(Line(number, words[0].span, places=_MANY, words=words))
        elif len(lines) == number and start in row_at:
            given.append(_given(text, row_at[start], number))
            lines.append(Line(number, given[-1].span))
        elif len(lines) == number:
            lines.append(_read_line(text, content, start, number, separators))
        start += len(content) + 1
    lines = with_whole_rows(text, contents, lines)
    lines = _with_pairs(text, without_cut_numbers(without_pieces_of_labels(lines)))
    for line in given:
        lines[line.number] = line
    return [
        line._replace(content=text[slice(*line.span)]) if line.is_prose or (line.tokens and not line.places) else line
        for line in lines
    ]


def _given(text: str, row: GridRow, number: int) -> Line:
    """The line of a row whose cells are told: each in the first of its places, the others empty."""
    tokens: list[Token] = []
    cells = {cell.column: cell for cell in row.cells}
    at = row.start
    for column in range(row.width):
        cell = cells.get(column)
        if cell is None:
            tokens.append(Token(Kind.EMPTY, Span(at, at), "", number, column))
        else:
            tokens += read_place(text, cell.start, cell.end, number, column)
            at = cell.end
    return line_of(number, Span(row.start, row.end), tokens, row.width)._replace(given=row)


def _with_pairs(text: str, lines: list[Line]) -> list[Line]:
    """Two numbers close together on a line of their own are two figures in a text that has the figures of a row on one
    line, hardly any alone, or two on many lines (`0 3`, `12 40`); elsewhere they may be one that was torn."""
    pairs = [line for line in lines if len(line.tokens) == 1 and _PAIR.fullmatch(line.tokens[0].text)]
    if pairs:
        sizes = Counter(len(line.values) for line in lines)
        in_rows = sum(number for size, number in sizes.items() if size > 2)
        are_rows = in_rows >= max(_FEWEST_ROWS, _ROWS_FOR_ONE_ALONE * (sizes[1] - len(pairs)))
        are_twos = sizes[2] >= max(_FEWEST_ROWS, len(pairs))
        if are_rows or are_twos or _are_no_numbers([line.tokens[0].text for line in pairs]):
            for number, span, *_ in pairs:
                lines[number] = line_of(number, span, words_and_figures(text, *span, number))
    return lines


def _are_no_numbers(pairs: Sequence[str]) -> bool:
    """Whether so many pairs of numbers are hardly pieces of numbers: neither their thousands nor single digits."""
    behind = [len(pair.split()[1]) for pair in pairs]
    return len(pairs) >= _FEWEST_ROWS and max(behind) > 1 and 2 * behind.count(_THOUSANDS) < len(pairs)


def _contents(text: str, wholes: Sequence[Token]) -> list[str]:
    """The text of each line, that of a whole counted as one."""
    contents, at = [], 0
    for start, end in sorted(token.span for token in wholes):
        contents += [*text[at:start].split("\n")[:-1], text[start:end]]
        at = end + 1
    return contents + (text[at:].split("\n") if at <= len(text) else [])


def _read_line(text: str, content: str, start: int, number: int, separators: _Separators) -> Line:
    """A line by the first kind that it is of: a single piece, which most lines of most texts are, else cells between
    tabs, bars or other separators, else prose, else words and figures set apart by spaces."""
    span, bare = Span(start, start + len(content)), content.strip()
    tabs = content.count("\t")
    if not bare and tabs < _FEWEST_TABS:
        empty = [Token(Kind.EMPTY, span, "", number, 0)] if tabs else []
        return line_of(number, span, empty, lead=content.startswith("\t"))
    is_lead = tabs == 1 and content[0] == "\t"
    if (not tabs or is_lead) and (token := read_alone(bare, start + content.index(bare), number)):
        alone = (token,)
        is_words = token.kind is Kind.WORDS
        return Line(number, span, alone, 0, False, is_lead, () if is_words else alone, alone if is_words else ())
    if tabs:
        return _separated(text, *span, number, "\t", separators)
    if _RULE.fullmatch(content):
        return Line(number, span)
    barred = _barred(text, content, span, number, separators) if separators.bars and "|" in content else None
    return barred or _punctuated(text, content, span, number, separators) or _spaced(text, span, number)


def _barred(text: str, content: str, span: Span, number: int, separators: _Separators) -> Line | None:
    """A line with bars between its cells; None where its bars are no separators."""
    bare = content.strip()
    if bare == "|":
        return line_of(number, span, [Token(Kind.EMPTY, span, "", number, 0)], 1)
    is_run = not bare.strip("| ")
    if is_run and not (separators.begin and separators.end and "||" not in bare):
        return Line(number, span)  # merged cells, of which no one can tell how many
    return _separated(text, *span, number, "|", separators)


def _punctuated(text: str, content: str, span: Span, number: int, separators: _Separators) -> Line | None:
    """A line with semicolons or commas between its cells, or prose; None for any other."""
    if ";" in content and is_semicolon_separated(content):
        # One with a space behind it tells of an empty place in any text.
        last = span.start + len(content.removesuffix(";") if separators.semicolon_closes else content)
        return _quotable(text, span.start, last, number, ";")._replace(span=span)
    if is_prose(content):
        return Line(number, span, is_prose=True)
    return _quotable(text, *span, number, ",") if is_comma_separated(content) else None


def _spaced(text: str, span: Span, number: int) -> Line:
    return line_of(number, span, read_spaced(text, *span, number))


def _separated(text: str, start: int, end: int, number: int, separator: str, separators: _Separators) -> Line:
    content = text[start:end]
    lead = content.startswith(separator)
    bounds = []
    at = start
    for place in content.split(separator):
        bounds.append((at, at + len(place)))
        at += len(place) + 1
    if separator == "|":
        # A bar that nearly every line begins or ends with is the frame of the table, and separates no empty place.
        if separators.begin and not content[: content.index("|")].strip():
            bounds = bounds[1:]
        if separators.end and len(bounds) > 1 and not text[bounds[-1][0] : bounds[-1][1]].strip():
            bounds = bounds[:-1]
    if separator == "\t" and len([1 for a, b in bounds if text[a:b].strip()]) == 1 and len(bounds) == 2 and lead:
        # A single cell on a line of its own.
        return line_of(number, Span(start, end), read_spaced(text, start, end, number), lead=True)
    tokens: list[Token] = []
    for column, (a, b) in enumerate(bounds):
        tokens += read_place(text, a, b, number, column)
    if any(is_long_sentence(text[a:b]) for a, b in bounds):
        return Line(number, Span(start, end), places=len(bounds), is_prose=True, lead=lead)
    return line_of(number, Span(start, end), tokens, len(bounds), lead)


def _quotable(text: str, start: int, end: int, number: int, separator: str) -> Line:
    """A row whose cells may stand in quotes, with separators inside."""
    tokens: list[Token] = []
    places = 0
    at = start
    while at <= end:
        place = _QUOTABLE[separator].match(text, at, end)
        assert place is not None  # the pattern matches nothing at least
        a, b = place.start(), place.start() + len(place[0].rstrip())
        quoted = b - a > 1 and text[a] == text[b - 1] == '"'
        tokens += read_place(text, a + quoted, b - quoted, number, places)
        places += 1
        at = place.end() + 1
    return line_of(number, Span(start, end), tokens, places)
