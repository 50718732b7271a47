"""Which lines of the text carry which rows of a form's table.

The words of the table, with white space taken out, are searched for the rows' labels: line by line, and place by place
down the lines, since a label broken over lines stands between the pieces of its neighbours. Of all that is found, the
chain that follows the form's order and weighs most is kept. So a label may be broken, share a line with its neighbour,
be repeated by a page break or be quoted elsewhere, and a lost one just leaves a gap.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

from gidr_pipeline.extraction.tables.sight import WIDTHS, extent_of
from gidr_pipeline.extraction.tables.wordings import groups_over, pattern_of, plain, printed_label
from gidr_pipeline.extraction.text.figures import Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Label, load_forms

_FAR = 15
_TEAR = 6
_NEAR = 2.0
_BEGINNING = 3
_LONG = 8
"""Characters of a label that no other is like but for one of them."""
_SHORTEST = 4
"""Characters of a label that no column is called by: 总计 and 其他 are names of both."""
_LONGEST = 60
"""Characters of a label that says more than the form."""
_DIGIT = re.compile(r"[\d一二三四五六七]")
_ANY_NUMBER = re.compile(r"\d[.、]|[(][\d一二三四五六七][)]")
_PIECE = re.compile(r"\S+(?: \S+)*")
"""Words with more than a space between them and others."""
_FEWEST_PIECES = 3
_ORDINALS = re.compile(r"[\d.、()一二三四五六七\"]*")


@dataclass(frozen=True, slots=True)
class Words:
    """Words as one string without white space; `starts` and `numbers` tell a character's line."""

    text: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    def line_at(self, index: int) -> int:
        return self.numbers[bisect_right(self.starts, index) - 1]

    def breaks_at(self, index: int) -> bool:
        """Whether something else begins in the text at this character."""
        return self.starts[bisect_right(self.starts, index) - 1] == index


@dataclass(frozen=True, slots=True)
class Found:
    """A row's label in the text: the row's place in the form's order, and the lines from its first to its last word.

    `begins` tells whether the label was found from its beginning, so that no part of it stands on a line above.
    """

    row: int
    first_line: int
    last_line: int
    weight: float
    begins: bool
    has_figures: bool
    """Whether figures stand on its lines or right below."""
    whole: bool = False
    """Whether it was found from its beginning to its end as the form prints it."""
    ends: bool = False
    """The same without its number, if it is no name of a column then."""


def words_of(lines: Sequence[Line]) -> Words:
    """The words of some lines in the order of the text."""
    return _joined(token for line in lines for token in line.words)


def _joined(tokens: Iterable[Token]) -> Words:
    pieces = [(plain(piece), token.line) for token in tokens for piece in token.text.split()]
    starts = tuple(accumulate((len(piece) for piece, _ in pieces[:-1]), initial=0))
    return Words("".join(piece for piece, _ in pieces), starts, tuple(line for _, line in pieces))


@cache
def _patterns(rows: tuple[Label, ...]) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """For each row one pattern of all its wordings, and the label without its group's name as the forms print it, the
    newest first."""
    every = [row for form in reversed(load_forms()) for table in form.tables.values() for row in table.rows]
    printed = {row: [row, *(each for each in every if each.code == row.code)] for row in rows}
    return tuple((pattern_of(row), tuple(dict.fromkeys(map(printed_label, printed[row])))) for row in rows)


def find_labels(words: Words, rows: tuple[Label, ...], lines: Sequence[Line]) -> list[Found]:
    """The best chain of labels in the form's order, and labels that are certain in spite of another, in the order of
    the text. `words` are those of `lines`."""
    if not words.text:
        return []
    found = list(_search(words, rows, lines, range(len(rows))))
    chain = _chain(found)
    lacking = sorted(set(range(len(rows))) - {each.row for each in chain if each.begins})
    places = _down_the_places(lines) if lacking else ()
    further = [each for place in places for each in _search(place, rows, lines, lacking, down=True)]
    if further:
        chain = _chain([*found, *further])
    strays = _out_of_order(found, chain)
    # A label that stands whole between others is not torn as well: `行政强制 行政处罚` holds 行政处罚 once.
    inside = [each for each in found if each.whole and each.first_line in _lines_of(chain)]
    lost = sorted(set(range(len(rows))) - {each.row for each in (*chain, *strays, *inside)})
    torn = list(_search(words, rows, lines, lost, torn=True)) if lost else []
    chain = _chain([*found, *further, *torn]) if torn else chain
    present = {each.row for each in chain}
    kept = [each for each in strays if each.row not in present]
    return sorted([*chain, *kept], key=lambda each: (each.first_line, each.row))


def _lines_of(chain: Sequence[Found]) -> range:
    """The lines on which a label may stand that belongs to those of a chain, a row below its last among them."""
    return range(chain[0].first_line, chain[-1].last_line + _FAR)


def _out_of_order(found: Sequence[Found], chain: Sequence[Found]) -> list[Found]:
    """Labels with figures, whole but for their number, of rows that the chain has not: rows that the text has in
    another order."""
    if len(found) == len(chain):
        return []
    rows = {each.row for each in chain}
    taken = {line for each in chain for line in range(each.first_line, each.last_line + 1)}
    strays: dict[int, dict[int, Found]] = {}
    for each in found:
        if (each.whole or each.ends) and each.has_figures and each.row not in rows:
            strays.setdefault(each.row, {})[each.first_line] = each
    inside = _lines_of(chain)
    once = [each for by_line in strays.values() if len(by_line) == 1 for each in by_line.values()]
    return [each for each in once if each.first_line in inside and not taken & {each.first_line, each.last_line}]


def _down_the_places(lines: Sequence[Line]) -> Iterator[Words]:
    """The words of each place of the lines that have places, and those that begin below each other on lines that have
    none, from top to bottom."""
    by_place: dict[int, list[Token]] = {}
    for line in lines:
        for token in line.words:
            if token.column is not None:
                by_place.setdefault(token.column, []).append(token)
    for tokens in (*by_place.values(), *_below_each_other(lines)):
        yield _joined(tokens)


def _below_each_other(lines: Sequence[Line]) -> Iterator[list[Token]]:
    """The pieces of words that begin below each other to the eye."""
    pieces = [
        (line, token, piece)
        for line in lines
        if not line.places
        for token in line.words
        for piece in _PIECE.finditer(token.text)
    ]
    stacks = []
    for widths in WIDTHS:
        stack: dict[int, list[Token]] = {}
        for line, token, piece in pieces:
            left, _ = extent_of(line, token, widths, *piece.span())
            stack.setdefault(left, []).append(token._replace(text=piece[0]))
        stacks.append(stack)
    neatest = min(stacks, key=len)
    yield from (tokens for left, tokens in neatest.items() if left and len(tokens) >= _FEWEST_PIECES)


def _search(
    words: Words,
    rows: tuple[Label, ...],
    lines: Sequence[Line],
    wanted: Iterable[int],
    *,
    torn: bool = False,
    down: bool = False,
) -> Iterator[Found]:
    offset = lines[0].number
    matches = [
        (row, match)
        for row in wanted
        for match in (_torn(rows[row]) if torn else _patterns(rows)[row][0]).finditer(words.text)
    ]
    inside = spans_inside({match.span() for _, match in matches})
    for row, match in matches:
        if match.span() in inside:
            continue
        printed, first, last, begins = _widest(words, match, _patterns(rows)[row][1], torn=torn)
        if begins and not down:
            group = next((len(group) for group in groups_over(rows[row]) if words.text.endswith(group, 0, first)), 0)
            above, own = (words.line_at(at) - offset for at in (first - group, first))
            first -= 0 if _has_figures_of_its_own(lines, above, own) else group
        first_line, last_line = words.line_at(first), words.line_at(last - 1)
        near = any(line.values for line in lines[first_line - offset : last_line - offset + 3])
        weight = match.end() - match.start() + (last - first) * 0.1 + (_NEAR if near else 0.0)
        length = last - first if begins else 0
        bare = max(_SHORTEST, len(_ORDINALS.sub("", printed, count=1)))
        yield Found(row, first_line, last_line, weight, begins, near, length >= len(printed), length >= bare)


def spans_inside(spans: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """The spans that lie in longer ones: 行政复议 in 未经行政复议直接起诉 is no label of its own."""
    inside, far = set(), -1
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end <= far:
            inside.add((start, end))
        far = max(far, end)
    return inside


def _has_figures_of_its_own(lines: Sequence[Line], group: int, label: int) -> bool:
    """Whether the name of a group has as many figures on its line and those below, up to a label, as stand on that and
    as many lines more: the sums over its rows; or these are blank, the first two at least, in places of their own."""
    above, own = (sum(len(line.values) for line in lines[at : at + label - group]) for at in (group, label))
    are_blank = not any(line.values for line in lines[label : label + 2])
    return above > 1 and (above == own or (are_blank and lines[label].places > above))


@cache
def _torn(label: Label) -> re.Pattern[str]:
    """A label's wordings with a few characters of the neighbouring column in between, as where both are broken over
    lines; and the whole label with one character that was misread."""
    plain = [word for word in label.match if len(word) > 3 and not re.search(r"[\[\](){}?.*+|\\]", word)]
    halves = [(word[:at], word[at:]) for word in plain for at in range(1, len(word))]
    whole = printed_label(label)
    near = [(whole[:at], whole[at + 1 :]) for at in range(1, len(whole))] if len(whole) >= _LONG else []
    ways = [f"{one}.{{1,{_TEAR}}}{two}" for one, two in halves]
    return re.compile("|".join([*ways, *(f"{re.escape(one)}.{re.escape(two)}" for one, two in near)]) or "(?!)")


def _widest(words: Words, match: re.Match[str], wordings: Sequence[str], *, torn: bool) -> tuple[str, int, int, bool]:
    """The wording of which a match is a part, the newest unless only an older one begins here, and how far it goes."""
    extended = [(printed, *_extend(words, match.start(), match.end(), printed, torn=torn)) for printed in wordings]
    return next((each for each in extended if each[3]), extended[0])


def _extend(words: Words, start: int, end: int, printed: str, *, torn: bool) -> tuple[int, int, bool]:
    """Widen a match over the rest of the label, as far as the text has it as the form prints it, and tell whether it
    goes back to the beginning of the label. A torn match is widened from its first piece."""
    text = words.text
    whole = end
    at = printed.find(text[start:end])
    while at < 0 and torn and end > start + 1:
        end -= 1
        at = printed.find(text[start:end])
    if at < 0:
        # In other words than the form's it begins where it has the number that the form has.
        number = _ORDINALS.match(printed)
        return start, whole, number is not None and number.end() > 1 and text.startswith(number[0], start)
    before, after = at, at + end - start
    while start > 0 and before > 0 and text[start - 1] == printed[before - 1]:
        start, before = start - 1, before - 1
    ordinal = _ORDINALS.match(printed)
    head = ordinal.end() if ordinal else 0
    if before < head and not _DIGIT.search(printed, before, head):
        start, before = start + head - before, head  # a bracket that closes what stands before
    while end < len(text) and after < len(printed) and text[end] == printed[after]:
        end, after = end + 1, after + 1
    while piece := _piece_above(words, start, printed[:before]):
        start, before = start - piece[0], before - piece[1]
    if 0 < before <= _TEAR:
        above = text.rfind(printed[:before], max(0, start - before - _TEAR), start)
        start, before = (above, 0) if above >= 0 and words.breaks_at(above + before) else (start, before)
    bare = printed[:before].strip("().、")
    if bare and text.endswith(bare, 0, start) and words.breaks_at(start - len(bare)):
        start, before = start - len(bare), 0
    if _ORDINALS.fullmatch(printed, 0, before) is None:
        begins = _beginning_above(words, start, printed)
        start, before = (start, before) if begins is None else (begins, 0)
    return start, max(end, whole), _ORDINALS.fullmatch(printed, 0, before) is not None


def _beginning_above(words: Words, start: int, printed: str) -> int | None:
    """Where a label begins of which the text has a piece at `start` and says before that less than the form, or more:
    `没有现成信息,需要另行制作`, `5、属于人事管理、内部工作流程等三类内部事务`. None where that is not clear.

    It begins with its own first words, if nothing but its words stands between, or with its own number, if no other
    number does.
    """
    text, ordinal = words.text, _ORDINALS.match(printed)
    head = ordinal.end() if ordinal else 0
    own = {*printed, *",、"}
    at = text.rfind(printed[head : head + _BEGINNING], max(0, start - len(printed)), start)
    if at >= 0 and set(text[at:start]) <= own:
        return at - head if text.startswith(printed[:head], at - head) else at
    number = _DIGIT.search(printed, 0, head)
    numbers = _numbered(number[0]).finditer(text, max(0, start - _LONGEST), start) if number else ()
    begins = [match for match in numbers if words.breaks_at(match.start())]
    if not begins or _ANY_NUMBER.search(text, begins[-1].end(), start):
        return None
    between = set(text[begins[-1].end() : start])
    return begins[-1].start() if number and (number[0].isdecimal() or between <= own) else None


@cache
def _numbered(number: str) -> re.Pattern[str]:
    """The number of a label in any style: `5.`, `5、`, `(5)`, `5`."""
    return re.compile(rf"[(]?{number}[).、:]*")


def _piece_above(words: Words, start: int, printed: str) -> tuple[int, int] | None:
    """How far above a piece of a label its piece before that begins, with words of a neighbouring column in between,
    and how many characters it has."""
    if not words.breaks_at(start):
        return None
    at = bisect_right(words.starts, start) - 1
    for end, begin in pairwise(words.starts[at::-1]):
        if start - end > _TEAR:
            return None
        if end < start and end - begin > 1 and printed.endswith(words.text[begin:end]):
            return start - begin, end - begin
    return None


def _chain(found: Sequence[Found]) -> list[Found]:
    found = sorted(found, key=lambda each: (each.first_line, each.row, each.last_line))
    if all(a.row < b.row for a, b in pairwise(found)):
        return found
    best: list[tuple[float, int | None]] = []
    for index, each in enumerate(found):
        top, previous = 0.0, None
        for i in range(index):
            earlier = found[i]
            if earlier.row < each.row:
                gap = max(0, each.first_line - earlier.last_line - _FAR)
                total = best[i][0] - 0.05 * gap
                if total > top:
                    top, previous = total, i
        best.append((top + each.weight, previous))
    at: int | None = max(range(len(best)), key=lambda i: best[i][0]) if best else None
    chain = []
    while at is not None:
        chain.append(found[at])
        at = best[at][1]
    return chain[::-1]
