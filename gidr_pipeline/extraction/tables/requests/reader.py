"""The table of requests: rows of figures that add up along and down.

    text ─► figures at labels, places ─► hypotheses ─► candidates of each row ─► solve ─► judge ─► cells

What belongs here: weighing the hypotheses, the cheapest first, and holding them against each other. What does not:
which there are (`suppositions`), and each step itself.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from math import inf

from gidr_pipeline.extraction.model import Cell
from gidr_pipeline.extraction.tables.beside import extent_of_columns, is_beside
from gidr_pipeline.extraction.tables.cells import illegible, missing, read_cell, run_of
from gidr_pipeline.extraction.tables.faults import MARGIN, SOUND, TABLE
from gidr_pipeline.extraction.tables.model import Candidate, Hypothesis, count_of
from gidr_pipeline.extraction.tables.regions import TableText
from gidr_pipeline.extraction.tables.requests.at_labels import Block, blocks_of
from gidr_pipeline.extraction.tables.requests.further import without_further_columns, without_numbers_of_rows
from gidr_pipeline.extraction.tables.requests.headers import Order, names_form_alone, orders_of
from gidr_pipeline.extraction.tables.requests.judge import Verdict, is_credible, judge
from gidr_pipeline.extraction.tables.requests.solve import Budget, Reading, Search, least_cost
from gidr_pipeline.extraction.tables.requests.suppositions import Suppositions, as_printed, nothing_known
from gidr_pipeline.extraction.tables.requests.told import told_by_columns
from gidr_pipeline.extraction.tables.sums import Sums, sums_of
from gidr_pipeline.extraction.text.figures import Token
from gidr_pipeline.forms import Table

_FEWEST_HOLDING, _FEWEST_UNDER_HEADS, _HOLDING = 3, 2, 0.2
"""Rows that add up, and their share, which tell that the figures of a table stand in its columns."""
_STANDS_AGAIN = "the row stands in the text once more, with other figures"
_SLID = ("slipped", "dealt")
"""Hypotheses in which figures stand at their neighbours' labels."""


def read_requests(text: TableText, edition: str | None) -> list[Cell]:
    """All cells of the table, in the form's order."""
    table, sums = text.table, sums_of(edition, "requests")
    if not text.found:
        return [missing(table.name, row.code, column.code) for row in table.rows for column in table.columns]
    numbered = without_numbers_of_rows(blocks_of(text))
    if not sums.along:
        # Of editions with other columns, and no word that tells which it is: nothing tells whose the figures are.
        return _all_open(text, numbered)
    orders = orders_of(table, text.header)
    alongs = (as_printed(sums.along[0], order) for order in orders)
    blocks = without_further_columns(numbered, text.header, alongs, len(table.columns))
    if text.twice:
        return _all_open(text, blocks)
    every = [Suppositions(text, blocks, order, sums) for order in orders]
    suppositions = [each for each in every if each.adds_up] or every
    judged = _judged(table, blocks, *_all_weighed(text, suppositions, sums).within(), sums)
    if judged is not None:
        return judged
    in_one_order = len(suppositions) == 1 and not any(is_beside(w.text) for line in text.header for w in line.words)
    known = in_one_order and _stand_at_labels(text, blocks) and _are_in_columns(text, blocks, sums)
    return _as_they_stand(table, blocks, suppositions[0]) if known else _all_open(text, blocks)


def _all_weighed(text: TableText, suppositions: Sequence[Suppositions], sums: Sums) -> "_Weighed":
    """What all suppositions in all orders of the columns say that may be the cheapest: of figures at their labels, the
    likeliest first, then of those that stand apart from them."""
    weighed = _Weighed(sums, len(text.table.columns), all_labelled=_all_labelled(text))
    supposed = [
        (hypothesis, each.order, hypothesis.cost + at * TABLE.another_order)
        for at, each in enumerate(suppositions)
        for hypothesis in each.at_labels()
    ]
    for hypothesis, order, prior in sorted(supposed, key=lambda each: each[0].least + each[2]):
        weighed.weigh(hypothesis, order, prior)
    for at, each in enumerate(suppositions):
        for hypothesis in each.away_from_labels(weighed.best):
            weighed.weigh(hypothesis, each.order, hypothesis.cost + at * TABLE.another_order)
    return weighed


def _judged(
    table: Table, blocks: Sequence[Block], within: Sequence["_Solved"], limit: float, sums: Sums
) -> list[Cell] | None:
    """The cells on which all readings within the limit agree; None where the cheapest is not credible."""
    if not within:
        return None
    best = within[0].reading
    choice = {row: _in_form(candidate, within[0].order) for row, candidate in best.choice.items()}
    # Above the first label of a text that begins inside the table stand the figures of one row, whichever it is.
    filled = {row: block.tokens for block in blocks for row in (block.rows if block.labelled else block.rows[:1])}
    if not is_credible(choice, filled, sums, len(best.bad_columns)):
        return None
    rivals, tokens = _rivals(within, limit), _tokens_of(blocks)
    verdicts = {row: Verdict(each, rivals.get(row, [each]), tokens.get(row, ())) for row, each in choice.items()}
    return judge(table, verdicts, sums)


def _tokens_of(blocks: Sequence[Block]) -> dict[str, tuple[Token, ...]]:
    """The figures of each row."""
    return {row: block.tokens for block in blocks for row in block.rows}


def _all_labelled(text: TableText) -> bool:
    """Whether the text has the labels of all rows."""
    return len({each.row for each in text.found if text.every[each.row].code in text.own}) == len(text.table.rows)


def _stand_at_labels(text: TableText, blocks: Sequence[Block]) -> bool:
    """Whether each row has as many figures as columns behind its label, and no others, all on one line or each on its
    own."""
    width = len(text.table.columns)
    if len(blocks) != len(text.table.rows) or any(len(each.rows) != 1 or len(each.tokens) != width for each in blocks):
        return False
    return all(len({token.line for token in block.tokens}) in (1, width) for block in blocks)


def _are_in_columns(text: TableText, blocks: Sequence[Block], sums: Sums) -> bool:
    """Whether the figures of such rows stand in the form's columns: several rows that are not all zero add up, as they
    would hardly if a column were none of the form's, fewer where each stands under its name; or the head has the form's
    names and no others, and only totals fail, which the agency made otherwise."""
    counts = {block.rows[0]: [count_of(token) for token in block.tokens] for block in blocks}
    failing = {at for each in sums.down for at in range(len(text.table.columns)) if each.rest(counts, at)}
    telling = [row for row in counts.values() if any(row)]
    holding = sum(all(each.rest(row) == 0 for each in sums.along) for row in telling)
    if names_form_alone(text.table, text.header) and _are_totals_otherwise(counts, failing, sums):
        return True
    if len(failing) > len(telling) - holding:
        return False  # whole rows stand at their neighbours' labels
    fewest = _FEWEST_UNDER_HEADS if _stand_under_heads(text, blocks) else _FEWEST_HOLDING
    return holding >= max(fewest, _HOLDING * len(telling))


def _are_totals_otherwise(counts: Mapping[str, Sequence[int | None]], failing: Set[int], sums: Sums) -> bool:
    """Whether sums down fail in the totals at most, and no other order of the columns makes rows add up. Of two rows
    that exchanged a figure, one has too much by what the other lacks."""
    totals = {each.total for each in sums.along}
    rows = [[value or 0 for value in row] for row in counts.values() if any(row)]
    rests = [each.rest(row) or 0 for row in rows for each in sums.along]
    exchanged = any(rest and -rest in rests for rest in rests)
    in_another_order = sum(2 * max(row) == sum(row) for row in rows)
    unread = any(None in row for row in counts.values())
    return failing <= totals and not exchanged and not unread and 2 * in_another_order <= len(rows)


def _stand_under_heads(text: TableText, blocks: Sequence[Block]) -> bool:
    """Whether the figures of all rows stand in the same places, each of which the head calls by its column's name."""
    columns = tuple(token.column for token in blocks[0].tokens)
    same = all(tuple(token.column for token in block.tokens) == columns for block in blocks)
    return same and extent_of_columns(text.table, [word for line in text.header for word in line.words]) == (
        columns[0],
        columns[-1],
    )


def _as_they_stand(table: Table, blocks: Sequence[Block], supposed: Suppositions) -> list[Cell]:
    """The figures of such a table, in the order of its columns; those of a row that has others elsewhere are open."""
    tokens = {block.rows[0]: block.tokens for block in blocks}
    return [
        illegible(table.name, row.code, column.code, token.span, _STANDS_AGAIN)
        if row.code in supposed.rivalled
        else read_cell(table.name, row.code, column, token)
        for row in table.rows
        for at, column in enumerate(table.columns)
        for token in [tokens[row.code][supposed.order.index(at)]]
    ]


def _all_open(text: TableText, blocks: Sequence[Block]) -> list[Cell]:
    note, tokens = "figures stand here, but which of them belong to which cell is not certain", _tokens_of(blocks)
    return [
        illegible("requests", row.code, column.code, run_of(tokens.get(row.code, ())), note)
        for row in text.table.rows
        for column in text.table.columns
    ]


@dataclass(frozen=True, slots=True)
class _Solved:
    """A hypothesis with its cheapest reading, in the order of columns that it supposes; `prior` is what it costs
    itself."""

    prior: float
    order: Order
    search: Search
    reading: Reading

    @property
    def cost(self) -> float:
        return self.prior + self.reading.cost


@dataclass
class _Weighed:
    """The hypotheses that may be the cheapest, each with its cheapest reading."""

    sums: Sums
    width: int
    all_labelled: bool
    budget: Budget = field(default_factory=Budget)
    solved: list[_Solved] = field(default_factory=list)

    @property
    def best(self) -> float:
        """What the cheapest costs."""
        return min((each.cost for each in self.solved), default=inf)

    def weigh(self, hypothesis: Hypothesis, order: Order, prior: float) -> None:
        """Solve a hypothesis that costs `prior` itself, unless another is cheaper by more than the margin."""
        most = self.best + MARGIN - prior
        if hypothesis.least > most or least_cost(hypothesis.candidates) > most:
            return
        along, fills_rows = as_printed(self.sums.along[0], order), hypothesis.name in _SLID and self.all_labelled
        told = told_by_columns(hypothesis.candidates, along, self.sums.down, fills_rows=fills_rows)
        search = Search.of(told, self.sums.down, self.width, self.budget)
        reading = search.cheapest(most)
        if reading and not (hypothesis.is_by_order and len(reading.bad_columns) > 1):
            self.solved.append(_Solved(prior, order, search, reading))

    def within(self) -> tuple[list[_Solved], float]:
        """Those within the margin, the cheapest first, and its limit."""
        limit = self.best + MARGIN * max(1.0, self.best / SOUND)
        return sorted((each for each in self.solved if each.cost <= limit), key=lambda each: each.cost), limit


def _rivals(within: Sequence[_Solved], limit: float) -> dict[str, list[Candidate]]:
    """For each row its readings within the limit from all hypotheses, their cells in the form's order."""
    budget = Budget()
    found = [(each.order, each.search.rivals(each.reading, limit - each.prior, budget)) for each in within]
    return {
        row: [_in_form(rival, order) for order, rows in found for rival in rows.get(row) or [nothing_known(len(order))]]
        for row in within[0].reading.choice
    }


def _in_form(candidate: Candidate, order: Order) -> Candidate:
    if order == tuple(range(len(order))):
        return candidate
    places = [order.index(at) for at in range(len(order))]
    cells = tuple(candidate.cells[at] for at in places)
    values = tuple(candidate.values[at] for at in places)
    return replace(candidate, cells=cells, values=values)
