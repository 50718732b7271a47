"""The identities and claims of the forms as frames, one row per term, ready to be joined with cells.

What belongs here: flattening what `forms` says. What does not: figures and verdicts.

The frames hold one row per edition, with `""` for what all editions share (a report of unknown edition): see
`with_edition_key`.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import polars as pl

from gidr_pipeline.forms import Form, Identity, Term, form_of, load_forms

CELL = ["table", "row", "column"]
# What is looked at in a frame of cells; whatever else it holds is left alone.
PRINTED_CELL = ["report_id", *CELL, "value", "status"]

_CELL_SCHEMA = {"table": pl.String, "row": pl.String, "column": pl.String, "signed": pl.Boolean}
_IDENTITY_SCHEMA = {
    "edition": pl.String,
    "rule": pl.String,
    "scope": pl.String,
    "says": pl.String,
    "position": pl.Int16,
    "side": pl.String,
    "sign": pl.Int8,
    "year_offset": pl.Int8,
    "needed": pl.Boolean,
    "label": pl.String,
    **_CELL_SCHEMA,
}
_CLAIM_SCHEMA = {
    "edition": pl.String,
    "reading": pl.String,
    "position": pl.Int16,
    "label": pl.String,
    **_CELL_SCHEMA,
}


def with_edition_key(reports: pl.DataFrame) -> pl.DataFrame:
    """`reports` with `edition` as the frames of this module have it: nulls never match in a join, so they become `""`.

    Raises ValueError for a report given twice, whose figures would count double, and for an edition that has no form,
    whose reports would just vanish.
    """
    twice = reports.get_column("report_id").is_duplicated()
    if twice.any():
        raise ValueError(f"reports given twice: {', '.join(reports['report_id'].filter(twice).unique().sort())}")
    keyed = reports.with_columns(pl.col("edition").fill_null(""))
    unknown = keyed.join(form_cells(), on="edition", how="anti").get_column("edition").unique().sort()
    if unknown.len():
        raise ValueError(f"no form for edition {', '.join(unknown)}")
    return keyed


def identity_terms() -> pl.DataFrame:
    """Every term of every identity in every scope, of every edition.

    Columns: `edition`, `rule`, `scope`, `says`; `position` of the term; `side` (left, right) and `sign` in the
    identity; `year_offset` (0 or -1); `needed`, whether its side must have a figure before a sum that holds proves
    anything; `label` for people; the cell `table`, `row`, `column`, and whether it is `signed`.
    """
    return _identity_terms()


def spans_years() -> pl.Expr:
    """Over `identity_terms`: whether the term's identity needs a report of another year."""
    return (pl.col("year_offset") != 0).any().over("edition", "rule")


def claim_cells() -> pl.DataFrame:
    """What each reading of a claim adds up, in every edition that has all its cells.

    Columns: `edition`, `reading`, `position`, `label`, `table`, `row`, `column`, `signed`. A reading is a claim of the
    form, or `row.column` for a single cell.
    """
    return _claim_cells()


def form_cells() -> pl.DataFrame:
    """Every cell of every edition: `edition`, `table`, `row`, `column`."""
    return _form_cells()


def _forms() -> Iterator[Form]:
    for edition in (None, *(form.edition for form in load_forms())):
        yield form_of(edition)


@cache
def _identity_terms() -> pl.DataFrame:
    rows = [row for form in _forms() for identity in form.identities for row in _flatten(form, identity)]
    return pl.DataFrame(rows, schema=_IDENTITY_SCHEMA)


@cache
def _claim_cells() -> pl.DataFrame:
    rows = [
        {"edition": form.edition, "reading": reading, "position": position, "label": f"{row}.{column}"}
        | _cell(form, row, column)
        for form in _forms()
        for reading, cells in _readings(form)
        for position, (row, column) in enumerate(cells, start=1)
    ]
    return pl.DataFrame(rows, schema=_CLAIM_SCHEMA)


@cache
def _form_cells() -> pl.DataFrame:
    rows = [
        (form.edition, table.name, row, column)
        for form in _forms()
        for table in form.tables.values()
        for row, column in table.cells()
    ]
    return pl.DataFrame(rows, schema=["edition", *CELL], orient="row")


def _readings(form: Form) -> Iterator[tuple[str, Iterable[tuple[str, str]]]]:
    yield from form.claims.items()
    for table in form.tables.values():
        for row, column in table.cells():
            yield f"{row}.{column}", [(row, column)]


def _flatten(form: Form, identity: Identity) -> Iterator[dict[str, Any]]:
    table = form.tables[identity.table]
    totals = [side for side, terms in (("left", identity.left), ("right", identity.right)) if len(terms) == 1]
    # A side of one cell is a total. Where no side is one, as in the balance, each of them has to say something.
    needed = totals or ["left", "right"]
    terms = [("left", term) for term in identity.left] + [("right", term) for term in identity.right]
    for scope in form.scopes(identity):
        for position, (side, term) in enumerate(terms):
            row, column = (scope, term.code) if identity.scope == table.row_axis else (term.code, scope)
            yield {
                "edition": form.edition,
                "rule": identity.rule,
                "scope": scope,
                "says": identity.says,
                "position": position,
                "side": side,
                "sign": term.sign,
                "year_offset": term.year_offset,
                "needed": side in needed,
                "label": _label(term),
            } | _cell(form, row, column)


def _label(term: Term) -> str:
    return term.code if term.year_offset == 0 else f"last year's {term.code}"


def _cell(form: Form, row: str, column: str) -> dict[str, Any]:
    table = form.tables[form.fact_of(row, column)]
    signed = next(label.signed for label in table.columns if label.code == column)
    return {"table": table.name, "row": row, "column": column, "signed": signed}
