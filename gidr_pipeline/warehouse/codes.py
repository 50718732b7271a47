"""The words behind the codes: dimensions of statuses, verdicts, reasons, claims, rules and indicators, and their cells.

What belongs here: `codes.toml` and the forms as rows. What does not: the words that comment on them (views.sql).
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import polars as pl

from gidr_pipeline.forms import TABLES, Form, Identity, Label, TableName, Term, every_label, every_section, load_forms
from gidr_pipeline.reconciliation.narrative import NARRATIVE_RULE
from gidr_pipeline.reconciliation.terms import claim_cells, identity_terms

_LONGEST_NAME = 32
_TERM = re.compile(r"(?P<sign>-?)(?P<row>\w+)(?:\.(?P<column>\w+)|(?P<every>\*))(?:@(?P<year>-\d+))?")


@cache
def codes() -> Mapping[str, Any]:
    """What `codes.toml` says."""
    return tomllib.loads(resources.files(__package__).joinpath("codes.toml").read_text(encoding="utf-8"))


def label_frame(labels: Sequence[tuple[str, str, str]]) -> pl.DataFrame:
    """Code, Chinese and English words, in their order, as rows of a dimension."""
    schema = {"code": pl.String, "label_zh": pl.String, "label_en": pl.String}
    return pl.DataFrame(labels, schema=schema, orient="row").with_columns(
        position=pl.int_range(1, pl.len() + 1, dtype=pl.Int32)
    )


@cache
def dimensions() -> Mapping[str, pl.DataFrame]:
    """Every dimension that no report changes, by table."""
    of_forms = {
        "dim_section": every_section(),
        "dim_proactive_item": every_label("proactive", "rows"),
        "dim_proactive_measure": every_label("proactive", "columns"),
        "dim_request_line": every_label("requests", "rows"),
        "dim_applicant": every_label("requests", "columns"),
        "dim_challenge_channel": every_label("challenges", "rows"),
        "dim_challenge_result": every_label("challenges", "columns"),
    }
    frames = {table: label_frame([_words(label) for label in labels]) for table, labels in of_forms.items()}
    frames["dim_request_line"] = frames["dim_request_line"].with_columns(
        role=pl.Series([role_of(code) for code in frames["dim_request_line"]["code"]], dtype=pl.String),
        outcome_group=pl.Series([outcome_group_of(code) for code in frames["dim_request_line"]["code"]]),
    )
    for table in ("dim_status", "dim_verdict", "dim_rejection_reason"):
        frames[table] = label_frame([(code, *words) for code, words in codes()[table].items()])
    frames["dim_claim"] = label_frame([*((code, *words) for code, words in codes()["dim_claim"].items()), *_cells()])
    return frames | {"dim_rule": _rules(), "dim_indicator": _indicators()}


def dimension_views() -> str:
    """The statements that make the dimensions: views, since a table takes a block of the file however short it is."""
    return "".join(
        f"CREATE VIEW {name} AS SELECT * FROM (VALUES {', '.join(map(_literals, frame.iter_rows()))}) "
        f"AS of_code({', '.join(frame.columns)});\n"
        for name, frame in dimensions().items()
    )


def _literals(row: Sequence[str | int | None]) -> str:
    words = ("NULL" if each is None else str(each) if isinstance(each, int) else f"'{quoted(each)}'" for each in row)
    return f"({', '.join(words)})"


def quoted(text: str) -> str:
    """A text as it stands between quotes in SQL."""
    return text.replace("'", "''")


def _words(label: Label) -> tuple[str, str, str]:
    return label.code, label.label_zh, label.label_en


def role_of(line: str) -> str:
    """What a line of the requests table counts: `inflow`, `stock`, `outcome` or `sum`."""
    return str(codes()["request_line_roles"].get(line, "outcome"))


def outcome_group_of(line: str) -> str | None:
    """The group of an outcome, None for other lines, and for one that is in none.

    >>> outcome_group_of("refused_by_law"), outcome_group_of("received")
    ('refused', None)
    """
    if role_of(line) != "outcome":
        return None
    groups: Mapping[str, str] = codes()["outcome_groups"]
    return groups.get(max((begin for begin in groups if line.startswith(begin)), key=len, default=""))


def _cells() -> Iterator[tuple[str, str, str]]:
    """The claims that are one cell each."""
    for name in TABLES:
        cells = {cell for form in load_forms() for cell in form.tables[name].cells()}
        for row in every_label(name, "rows"):
            for column in every_label(name, "columns"):
                if (row.code, column.code) in cells:
                    zh, en = f"{row.label_zh}，{column.label_zh}", f"{row.label_en}, {column.label_en}"
                    yield f"{row.code}.{column.code}", zh, en


def _rules() -> pl.DataFrame:
    identities: dict[str, list[tuple[Form, Identity]]] = {}
    for form in reversed(load_forms()):
        for identity in form.identities:
            identities.setdefault(identity.rule, []).append((form, identity))
    said = codes()["dim_rule"]
    rows = []
    for code, of in identities.items():
        (form, newest), formula = of[0], _formula(of)
        english, source = said.get(code, (formula, f"printed or implied by the form ({form.issued_as})"))
        rows.append((code, newest.says, english, formula, source))
    english, source = said[NARRATIVE_RULE]
    rows.append((NARRATIVE_RULE, "正文所述数据与表格一致", english, "every mention = the cells of its claim", source))
    words = label_frame([row[:3] for row in rows])
    return words.with_columns(formula=pl.Series([row[3] for row in rows]), source=pl.Series([row[4] for row in rows]))


def _formula(of: Sequence[tuple[Form, Identity]]) -> str:
    """The sums of a rule in the editions that have it, the newest first."""
    sums = {form.edition: f"{_sum(identity.left)} = {_sum(identity.right)}" for form, identity in of}
    if len(set(sums.values())) == 1 and len(sums) == len(load_forms()):
        return next(iter(sums.values()))
    return "; ".join(f"edition {edition}: {formula}" for edition, formula in sums.items())


def _sum(terms: Sequence[Term]) -> str:
    words = ((term.sign, term.code if term.year_offset == 0 else f"last year's {term.code}") for term in terms)
    return _joined(words)


def _joined(words: Iterator[tuple[int, str]]) -> str:
    return " ".join(f"{'+' if sign > 0 else '−'} {word}" for sign, word in words).removeprefix("+ ")


def _indicators() -> pl.DataFrame:
    listed = codes()["indicators"]["list"]
    words = label_frame([(each["code"], each["label_zh"], each["label_en"]) for each in listed])
    formulas = [f"({_terms_in_words(each['numerator'])}) / ({_terms_in_words(each['denominator'])})" for each in listed]
    return words.with_columns(
        formula=pl.Series(formulas),
        source=pl.Series([each["source"] for each in listed]),
        small_below=pl.lit(codes()["indicators"]["small"], pl.Int32),
    )


def _terms_in_words(terms: Sequence[str]) -> str:
    found = (_parsed(term) for term in terms)
    return _joined(
        (
            -1 if term["sign"] else 1,
            ("last year's " if term["year"] else "")
            + (f"{term['row']}_*.total" if term["every"] else f"{term['row']}.{term['column']}"),
        )
        for term in found
    )


def _parsed(term: str) -> re.Match[str]:
    found = _TERM.fullmatch(term)
    if found is None:
        raise ValueError(f"not a term of an indicator: {term!r}")
    return found


def _facts() -> dict[TableName, str]:
    return {table.name: table.fact for table in load_forms()[-1].tables.values()}


def rule_terms() -> pl.DataFrame:
    """The cells of every rule and scope and of every claim, in each edition, from what judges them."""
    claims = claim_cells().select(
        "edition",
        pl.lit(NARRATIVE_RULE).alias("rule"),
        pl.col("reading").alias("scope"),
        "position",
        pl.lit("right").alias("side"),
        pl.lit(1, pl.Int8).alias("sign"),
        pl.lit(0, pl.Int8).alias("year_offset"),
        "table",
        "row",
        "column",
    )
    return as_warehouse_names_them(pl.concat([identity_terms().select(claims.columns), claims]))


_NAMES = {"table": "table_name", "row": "row_code", "column": "column_code"}


def as_warehouse_names_them(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells by `table`, `row` and `column`, as the forms have them, by the names of `report_cell`."""
    return cells.with_columns(pl.col("table").replace_strict(_facts())).rename(_NAMES)


def as_rules_name_them(cells: pl.DataFrame) -> pl.DataFrame:
    """The same, back again."""
    tables = {fact: name for name, fact in _facts().items()}
    return cells.rename({new: old for old, new in _NAMES.items()}).with_columns(pl.col("table").replace_strict(tables))


class Summand(NamedTuple):
    """A cell of a sum, as (row, column), its sign, and of which year it is."""

    cell: tuple[str, str]
    sign: int
    year_offset: int


def summands(terms: Sequence[str]) -> list[Summand]:
    """The cells of the terms of an indicator, in any edition. Raises ValueError for a term that no form has.

    >>> summands(["-received.total@-1"])
    [Summand(cell=('received', 'total'), sign=-1, year_offset=-1)]
    """
    found = []
    for term in map(_parsed, terms):
        wanted = [
            cell
            for cell in _places()
            if cell == (term["row"], term["column"])
            or (term["every"] and cell[0].startswith(term["row"]) and cell[1] == "total")
        ]
        if not wanted:
            raise ValueError(f"no form has a cell for {term[0]}")
        found += [Summand(cell, -1 if term["sign"] else 1, int(term["year"] or 0)) for cell in wanted]
    return found


@cache
def _places() -> tuple[tuple[str, str], ...]:
    """The row and column of each cell of any edition."""
    tables = (table for form in load_forms() for table in form.tables.values())
    return tuple(dict.fromkeys(cell for table in tables for cell in table.cells()))


@cache
def wide_columns() -> dict[str, list[tuple[str, str, str]]]:
    """The columns of `report_wide` by fact: name, row code, column code."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for name, fact in _facts().items():
        short = _short_names(name)
        cells = {cell for form in load_forms() for cell in form.tables[name].cells()}
        found[fact] = [
            (f"{short[row.code]}_{short[column.code]}", row.code, column.code)
            for row in every_label(name, "rows")
            for column in every_label(name, "columns")
            if (row.code, column.code) in cells
        ]
    return found


def _short_names(name: TableName) -> Mapping[str, str]:
    """How `report_wide` calls the rows and columns of a table: by `[wide]`, else by their codes, those that came with a
    later edition cut short enough for names with all that were there before."""
    names: dict[str, str] = {}
    for form in load_forms():
        table = form.tables[name]
        for own, others in ((table.columns, table.rows), (table.rows, table.columns)):
            room = _LONGEST_NAME - 1 - max((len(names[each.code]) for each in others if each.code in names), default=0)
            for label in own:
                names.setdefault(label.code, codes()["wide"].get(label.code) or _cut(label.code, room))
    if len({*names.values()}) < len(names):
        raise ValueError(f"warehouse/codes.toml, [wide]: some of {', '.join(names)} need short names of their own")
    return names


def _cut(code: str, room: int) -> str:
    """A code with as much of each of its words as there is room for.

    >>> _cut("social_organisation", 5)
    'so_or'
    """
    words = code.split("_")
    each = (room + 1) // len(words) - 1
    if each < 1:
        raise ValueError(f"warehouse/codes.toml, [wide]: {code} needs a short name of at most {room} characters")
    return code if len(code) <= room else "_".join(word[:each] for word in words)
