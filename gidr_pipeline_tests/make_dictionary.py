"""The page `docs/dictionary.md`: every table, view and column of the warehouse, from the comments in the SQL.

`python -m gidr_pipeline_tests.make_dictionary` writes it anew.
"""

from collections.abc import Iterator
from pathlib import Path

from gidr_pipeline.warehouse.catalog import BOOKKEEPING, Relation, catalog
from gidr_pipeline.warehouse.codes import codes, dimensions, wide_columns

PAGE = Path(__file__).parents[1] / "docs" / "dictionary.md"
_HEAD = """# What the warehouse holds

Every table and view that is meant for queries, with its columns. This page is made from the comments in the warehouse
(`COMMENT ON`), which a client shows as well: `python -m gidr_pipeline_tests.make_dictionary` writes it anew, and a test
holds it to them. Tables for bookkeeping are left out.
"""


def dictionary() -> str:
    """The whole page."""
    relations = [relation for relation in catalog().values() if relation.name not in BOOKKEEPING]
    return (
        "\n".join([_HEAD, *(line for relation in relations for line in _relation(relation)), *_macros()]).rstrip()
        + "\n"
    )


def _relation(relation: Relation) -> Iterator[str]:
    yield f"## {relation.name}\n\n{relation.comment}.\n\n| column | type | |\n| --- | --- | --- |"
    # The hundreds of cells of the wide table are named by rule.
    cells = (
        {name for columns in wide_columns().values() for name, _, _ in columns}
        if relation.name == "report_wide"
        else set()
    )
    for column in relation.columns:
        if column.name not in cells:
            yield f"| `{column.name}` | {column.type} | {column.comment} |"
    if cells:
        yield f"| … | | {len(cells)} columns, one for each cell: the codes of its row and column, joined by `_` |"
        short = ", ".join(f"`{name}` for `{code}`" for code, name in codes()["wide"].items())
        yield f"\nIn these names stand {short}."
    if relation.name == "dim_indicator":
        yield "\n| indicator | | formula |\n| --- | --- | --- |"
        yield from _indicators()
    yield ""


def _indicators() -> Iterator[str]:
    for code, zh, en, formula in (
        dimensions()["dim_indicator"].select("code", "label_zh", "label_en", "formula").iter_rows()
    ):
        yield f"| `{code}` | {en} {zh} | {formula} |"


def _macros() -> Iterator[str]:
    yield "## Macros\n\n| macro | gives |\n| --- | --- |"
    yield (
        "| `cell_context(report_id, source_start, source_end)` | the figure at this place, between ⟦ and ⟧, with the "
        "40 characters of the text on either side of it |"
    )
    yield "| `printed(value)` | a decimal as a person writes it, without the zeros that only its type brings |"


if __name__ == "__main__":
    PAGE.write_text(dictionary(), encoding="utf-8")
