"""Figures at their labels: which figures of the text stand between the label of a row and the next.

What belongs here: handing the figures of a table's lines out to its rows, in each way that may be right. What does not:
what the figures of one row are (`noise`), or figures that stand apart from all labels (`orders`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, takewhile, zip_longest

from gidr_pipeline.extraction.form_words import is_label
from gidr_pipeline.extraction.tables.labels import Found, words_of
from gidr_pipeline.extraction.tables.model import RowFigures
from gidr_pipeline.extraction.tables.regions import TableText
from gidr_pipeline.extraction.tables.requests.other_rows import without_other_rows, without_sums_of_groups
from gidr_pipeline.extraction.tables.wordings import groups_over, pattern_of_any, plain, printed_label
from gidr_pipeline.extraction.text.figures import VALUES, Kind, Token
from gidr_pipeline.extraction.text.line import Line, with_tokens
from gidr_pipeline.forms import Table

_PAGE = re.compile(r"第?-?\d+-?页?(?:[/共]\d+页?)?")
_FOOT = re.compile(r"第\d+页(?:[,，/]?共?\d+页)?|-\d+-|\d{1,3}/\d{1,3}")
_FEWEST_BEHIND = 4
_LONGEST_WORD = 10
_BAR = "|"
_NUMBER = re.compile(r"\([一二三四五六七]\)|^\d{1,2}[.、]$")
"""The number of a group of rows, which a label broken over lines may have inside, or that of a row alone."""
_ONE_EXCHANGE = 2
_FEWEST_PLACES = 3
_MOST_HEIGHTS = 3
"""At so many heights the figures of a row may stand; on more lines they stand column by column."""
_DIGIT = re.compile(r"\d")
_CHINESE = re.compile("[一-鿿]")
_NUMERALS = re.compile("[一二三四五六七八九十百千零〇两]+")


@dataclass(frozen=True)
class Block:
    """The lines from one label, or several on one line, up to the next. `rows` are the rows of the form to which its
    figures may belong: those of its labels, and those whose labels are nowhere in the text and would stand here."""

    rows: tuple[str, ...]
    labelled: tuple[str, ...]
    lines: tuple[Line, ...]

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its figures, those left out that stand before words which the figures of a row follow: numbers of rows."""
        return tuple(token for line in self.lines for token in _behind_words(line))


def _behind_words(line: Line) -> Sequence[Token]:
    """The figures of a line behind its label, and behind other words that these follow as well; one that shares a cell
    with other words is none that can be read."""
    if not (line.words and line.values):
        return line.values
    line = _without_shared_cells(line)
    at_words = [at for at, token in enumerate(line.tokens) if token.kind is Kind.WORDS and not _is_number(token.text)]
    values = [(at, token) for at, token in enumerate(line.tokens) if token.kind in VALUES]
    before = [token for at, token in values if at_words and at < at_words[0]]
    if len(before) == 1 < len(values):
        return line.values[1:]
    for word in reversed(at_words):
        behind = [token for at, token in values if at > word]
        if len(behind) >= _FEWEST_BEHIND:
            above = sum(at_words[0] < at < word for at, _ in values)
            is_another_row = above >= _FEWEST_BEHIND and not is_label(line.tokens[word].text)
            return line.values if is_another_row else behind
    return line.values


def _is_number(words: str) -> bool:
    """Whether words are a number that is no figure: 三, ③, [3]."""
    return any(map(str.isnumeric, words)) and not any(map(_CHINESE.match, filter(lambda c: not c.isnumeric(), words)))


def _without_shared_cells(line: Line) -> Line:
    """A line whose figures that share a cell with words, behind the first cell of a figure, can't be read."""
    first = min((token.column for token in line.values if token.column is not None), default=0)
    words = {token.column for token in line.words if token.column is not None and token.column > first}
    if not words:
        return line
    return with_tokens(line, [_not_clean(token) if token.column in words else token for token in line.tokens])


def _not_clean(token: Token) -> Token:
    return token._replace(kind=Kind.ILLEGIBLE, value=None) if token.kind is Kind.FIGURE else token


def blocks_of(text: TableText) -> list[Block]:
    """The blocks of a table in the order of the text; those of rows that only another edition has are left out."""
    found = _lines_of_labels(text)
    absent = _absent(text, {code for code, _ in found})
    above = _block_above(text, [code for code, _ in found], absent)
    absent -= set(above.rows) if above else set()
    blocks = [above] if above else []
    starts = [at for at, (_, line) in enumerate(found) if at == 0 or line != found[at - 1][1]]
    for at, stop in pairwise([*starts, len(found)]):
        end = found[stop][1] if stop < len(found) else text.lines[-1].number + 1
        lines: Sequence[Line] = [line for line in text.region if found[at][1] <= line.number < end]
        labelled = tuple(code for code, _ in found[at:stop])
        lost = _lost_behind(list(text.own), labelled[-1], absent)
        absent -= set(lost)
        if own := tuple(code for code in labelled if code in text.own):
            # Behind the label of a row that only another edition has, figures are that row's, and not its group's.
            lines = _own_lines(text, lines, text.found[stop - 1].last_line, lost) if labelled[-1] in text.own else []
            blocks.append(Block((*own, *lost), own, tuple(lines)))
    return blocks


def _lines_of_labels(text: TableText) -> list[tuple[str, int]]:
    """The rows whose labels were found, each with the line on which it begins."""
    by_number = {line.number: line for line in text.region}
    found: list[tuple[str, int]] = []
    for each in text.found:
        found.append((text.every[each.row].code, _first_line(each, by_number, found[-1][1] if found else None)))
    return found


def _absent(text: TableText, found: set[str]) -> set[str]:
    """The rows whose label stands nowhere in the text: one that does is not lost, though it may be out of order."""
    words = words_of(text.region).text
    return {code for code, row in text.own.items() if code not in found and printed_label(row) not in words}


def _block_above(text: TableText, found: Sequence[str], absent: Set[str]) -> Block | None:
    """The block of the first rows where their labels are lost, from the lines without words above the first label."""
    codes = list(text.own)
    above = tuple(takewhile(lambda line: not line.words, reversed(text.header)))[::-1]
    if not found or codes[0] not in absent or found[0] not in text.own or not any(line.values for line in above):
        return None
    return Block(tuple(takewhile(lambda code: code in absent, codes)), (), above)


def _own_lines(text: TableText, lines: Sequence[Line], last_line: int, lost: Sequence[str]) -> Sequence[Line]:
    """The lines of a block, whose labels end on `last_line`, without those of rows that the form has not."""
    lines = without_sums_of_groups(lines)
    if not lost:  # else another row may be one of those
        rows = [text.own[code] for each in text.found if (code := text.every[each.row].code) in text.own]
        labels = tuple(map(printed_label, rows))
        groups = tuple({group for row in rows for group in groups_over(row)})
        lines = without_other_rows(lines, len(text.table.columns), last_line, labels, groups)
    return _to_the_next_head(lines, text.table)


def _first_line(label: Found, lines: Mapping[int, Line], row_above: int | None) -> int:
    """The line on which the row of a label begins: the one above the label where that has figures in their places, an
    empty line above it, and the label none beside it. Its cell began with marks that are no part of it. The row above,
    which begins on `row_above`, has figures without those."""
    own, above, before = (lines.get(label.first_line - back) for back in range(3))
    begins = above is not None and above.places > _FEWEST_PLACES and above.values and not above.words
    alone = own is not None and not own.values and (before is None or not before.tokens)
    rest = range(row_above, label.first_line - 1) if row_above is not None else ()
    filled = row_above is None or any(lines[at].values for at in rest if at in lines)
    return label.first_line - 1 if begins and alone and filled else label.first_line


def _lost_behind(codes: Sequence[str], label: str, absent: set[str]) -> tuple[str, ...]:
    """The rows right behind a label in the form's order of which the text has no label."""
    behind = codes[codes.index(label) + 1 :] if label in codes else []
    return tuple(takewhile(lambda code: code in absent, behind))


def _to_the_next_head(lines: Sequence[Line], table: Table) -> Sequence[Line]:
    """The lines up to one below figures that names columns: a new page, or a text that goes by columns."""
    names = pattern_of_any(table.columns[:-2])
    with_figures = [line.number for line in lines if line.values]
    heads = [line.number for line in lines if any(names.search(plain(word.text)) for word in line.words)]
    first = next((number for number in heads if with_figures and number > with_figures[0]), None)
    return lines if first is None else [line for line in lines if line.number < first]


def _empty_before(block: Block) -> int:
    """How many empty places stand before the first figure of a block."""
    tokens = (token for line in block.lines for token in line.tokens)
    before = takewhile(lambda token: token.kind not in VALUES, tokens)
    return sum(token.kind is Kind.EMPTY for token in before) if block.tokens else 0


def _of_one_row(block: Block, width: int) -> tuple[Token, ...]:
    """The figures of a block that is one row's. What can't be read on other lines is none of a row that is whole on
    one, and words that are no label are what stands in the cell of a row that lacks one and keeps no empty place."""
    tokens = block.tokens
    if len(tokens) > width:
        lines = [tuple(_behind_words(line)) for line in block.lines if len(line.values) >= width]
        rest = [token for token in tokens if len(lines) == 1 and token not in lines[0]]
        if rest and len(lines[0]) == width and not any(_DIGIT.search(token.text) for token in rest):
            return lines[0]
    if 0 < len(tokens) < width and len(tokens) + _empty_inside(block) != width:
        with_words = tuple(_with_words(block))
        if len(with_words) == width:
            return with_words
    return tokens


def _empty_inside(block: Block) -> int:
    """How many empty places a block keeps between its figures: on their lines, or on lines of their own."""
    lines = [[token.kind for token in line.tokens] for line in block.lines]
    filled = [at for at, kinds in enumerate(lines) if any(kind in VALUES for kind in kinds)]
    inside = 0
    for kinds in lines[filled[0] : filled[-1] + 1] if filled else ():
        values = [at for at, kind in enumerate(kinds) if kind in VALUES] or [-1, len(kinds)]
        inside += kinds[values[0] + 1 : values[-1]].count(Kind.EMPTY)
    return inside


def _with_words(block: Block) -> Iterator[Token]:
    """The figures of a block, and words behind its label that are no part of one, as what can't be read."""
    own, labelled = set(block.tokens), False
    tokens = [token for line in block.lines for token in line.tokens]
    for token, behind in zip_longest(tokens, tokens[1:]):
        if token.kind in VALUES:
            if token in own:
                yield token
            continue
        # What stands before more of the label is the number of its row.
        inside = behind is not None and behind.kind is Kind.WORDS and len(behind.text) > 1 and is_label(behind.text)
        if token.kind is Kind.WORDS and labelled and not inside and _is_content(token.text):
            yield token._replace(kind=Kind.ILLEGIBLE)
        labelled = labelled or (token.kind is Kind.WORDS and is_label(token.text))


def _is_content(words: str) -> bool:
    """Whether words stand in a cell, rather than in a label, a remark that is cut in two, or at the foot of a page."""
    whole = words.count("(") == words.count(")") and not _FOOT.fullmatch(plain(words))
    if _NUMERALS.fullmatch(words):
        return True
    is_piece = words == _BAR or _NUMBER.search(words) or is_label(words)
    return len(words) <= _LONGEST_WORD and whole and not is_piece


def order_of_labels(text: TableText) -> list[str]:
    """The order of the rows, as their labels tell it: the form's, or two rows that changed places; none where the
    labels stand in no order.

    In a text that goes by columns those of each depth (`一、`, `(一)`, `1.`) stand together.
    """
    words = words_of(text.region).text
    starts = {code: words.find(printed_label(row)) for code, row in text.own.items()}
    places = {code: at for at, code in enumerate(text.own)}
    found = sorted((code for code, start in starts.items() if start >= 0), key=lambda code: starts[code])
    by_depth: dict[str, list[int]] = {}
    for code in found:
        depth = _depth(text.own[code].label_zh)
        by_depth.setdefault(depth, []).append(places[code])
    if all(own == sorted(own) for own in by_depth.values()):
        return list(places)
    descents = sum(places[b] < places[a] for a, b in pairwise(found))
    return found if descents <= _ONE_EXCHANGE and len(found) == len(places) else []


def _depth(label: str) -> str:
    begin = label.rpartition("：")[2][:1]
    return "1" if begin.isdigit() else "(" if begin in "(（" else "一"


def pages_of(text: TableText) -> list[int]:
    """The lines of a table, below its first label, on which a page begins: those that name columns anew, or a page and
    nothing else."""
    names = pattern_of_any(text.table.columns[:-2])
    return [
        line.number
        for line in text.lines
        if (words := [plain(each.text) for each in line.words])
        and (any(map(names.search, words)) or (len(words) == 1 and _PAGE.fullmatch(words[0])))
    ]


def rows_of(blocks: Sequence[Block], width: int) -> tuple[list[RowFigures], list[Block]]:
    """The figures of each row where nothing but the order of the text is needed to tell them, and the blocks where
    more is: several rows whose figures are not as many as they have cells."""
    rows: list[RowFigures] = []
    unclear: list[Block] = []
    for block in blocks:
        handed = list(_handed_out(block, width))
        rows += handed
        if not handed:
            unclear.append(block)
    return rows, unclear


def _handed_out(block: Block, width: int) -> Iterator[RowFigures]:
    tokens = block.tokens
    lines = [line for line in block.lines if line.values]
    if len(block.rows) > 1 and _empty_before(block) >= width:
        return  # the label's own row is blank: whose figures follow no one can tell
    if len(block.rows) == 1 or (len(block.labelled) == 1 and len(tokens) <= width + 2):
        # A label keeps what stands by it; the rows behind it have lost their figures with their labels.
        yield RowFigures(block.rows[0], _of_one_row(block, width), block.lines)
    elif len(lines) == len(block.rows) and all(width - 2 <= len(line.values) <= width + 2 for line in lines):
        for row, line in zip(block.rows, lines, strict=True):
            yield RowFigures(row, tuple(line.values), (line,))
    elif len(tokens) == width * len(block.rows) and len(block.rows) <= len(block.labelled) + 1:
        # As if all stood at the last label: how they are laid out is told with other such rows (`joined_up`).
        *bare, last = block.rows
        for row in bare:
            yield RowFigures(row, ())
        yield RowFigures(last, tokens, block.lines)


def is_wrapped(row: RowFigures) -> bool:
    """Whether the figures of a row stand on several lines, of which one has several, or a remark cut in two has others
    between its pieces, and no place tells their order: that of wrapped cells is not the text's."""
    sizes = row.on_each_line
    if row.columns is not None or len(sizes) == 1:
        return False
    return (max(sizes) > 1 and len(sizes) <= _MOST_HEIGHTS) or _has_cut_remark(row)


def _has_cut_remark(row: RowFigures) -> bool:
    is_open = False
    for token in (token for line in row.lines for token in line.tokens):
        if is_open and token.kind is Kind.FIGURE:
            return True
        if token.kind is Kind.WORDS and not is_label(token.text):
            is_open = token.text.count("(") > token.text.count(")")
    return False


def joined_up(
    rows: Sequence[RowFigures], codes: Sequence[str], width: int, *, by_rows: bool
) -> list[RowFigures] | None:
    """The rows where one with the figures of several follows labels without any, and those are theirs, row by row or
    column by column; None where no row is so. Labels that stand in another order than the form's, that of `codes`, do
    not tell whose figures come first."""
    result: list[RowFigures] = []
    changed = False
    for row in rows:
        bare: list[RowFigures] = []
        while result and not result[-1].tokens and len(bare) * width < len(row.tokens):
            bare.insert(0, result.pop())
        several = len(bare) + 1
        places = [codes.index(each.row) for each in [*bare, row]]
        if bare and len(row.tokens) == several * width and places == sorted(places):
            tokens = row.tokens
            chunks = [
                tokens[at * width : (at + 1) * width] if by_rows else tokens[at::several] for at in range(several)
            ]
            result += [
                replace(each, tokens=chunk, lines=(), columns=None, by_order=True)
                for each, chunk in zip([*bare, row], chunks, strict=True)
            ]
            changed = True
        else:
            result += [*bare, row]
    return result if changed else None
