"""The five reports of the raw folder: each cell as a careful person reads it, and every printed figure held fast.

`golden/` has a line for each cell: table, row, column, status and value.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Cell, Document, Status
from gidr_pipeline.forms import form_of
from gidr_pipeline.reconciliation import between_years, within_reports
from gidr_pipeline_tests.folders import NAMES, RAW

GOLDEN = Path(__file__).parent / "golden"
Key = tuple[str, str, str]
_BATCHES = 5

ABOUT = {
    "000_898eb9b3e54026d0.txt": ("广州开发区民营经济和企业服务局", 2022, "2021"),
    "001_a4b06523178ecf58.txt": ("广州市黄埔区人民政府 广州开发区管委会", 2020, "2019"),
    "002_6d7d4ee39ed0853f.txt": ("广州市番禺区科技工业商务和信息化局", 2023, "2021"),
    "003_cdc0b0311637d4aa.txt": ("政府办公室", 2022, "2021"),
    "004_237779eea2f2ca97.txt": ("广州市从化区人民政府", 2022, "2021"),
}


@cache
def untouched(name: str) -> Document:
    return extract_document((RAW / name).read_bytes())


def cells_of(document: Document) -> dict[Key, Cell]:
    (report,) = document.reports
    return {(cell.table, cell.row, cell.column): cell for cell in report.cells}


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_is_as_a_careful_person_reads_it(name: str) -> None:
    lines = (GOLDEN / f"{Path(name).stem}.tsv").read_text(encoding="utf-8").splitlines()
    expected = {tuple(line.split("\t")[:3]): tuple(line.split("\t")[3:]) for line in lines}
    read = {
        key: (str(cell.status), "" if cell.value is None else str(cell.value))
        for key, cell in cells_of(untouched(name)).items()
    }
    assert read == expected


@pytest.mark.parametrize("name", NAMES)
def test_title_agency_year_and_edition(name: str) -> None:
    (report,) = untouched(name).reports
    assert (report.agency, report.report_year, report.edition) == ABOUT[name]
    assert len(report.sections) == 6


def planted(name: str, wanted: Callable[[int, Key], bool]) -> Iterator[tuple[Key, Decimal, Document]]:
    """For every wanted cell that is read as printed, the report with another number there."""
    document = untouched(name)
    assert document.text is not None
    for index, (key, cell) in enumerate(cells_of(document).items()):
        if cell.status is Status.REPORTED and wanted(index, key):
            assert cell.span is not None
            assert cell.value is not None
            figure = cell.value + (1, 10, 7)[index % 3]
            text = f"{document.text[: cell.span.start]}{figure}{document.text[cell.span.end :]}"
            yield key, figure, extract_document(text.encode())


def frames(documents: dict[str, tuple[str, int, Document]]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Reports and cells for reconciliation, by a report id with the agency and year that it is to have."""
    reports, cells = [], []
    for report_id, (agency, year, document) in documents.items():
        (report,) = document.reports
        reports.append((report_id, agency, year, report.edition))
        cells += [(report_id, c.table, c.row, c.column, c.value, str(c.status)) for c in report.cells]
    return (
        pl.DataFrame(
            reports, schema={"report_id": str, "agency": str, "report_year": pl.Int32, "edition": str}, orient="row"
        ),
        pl.DataFrame(
            cells,
            schema={
                "report_id": str,
                "table": str,
                "row": str,
                "column": str,
                "value": pl.Decimal(18, 4),
                "status": str,
            },
            orient="row",
        ),
    )


NO_CLAIMS = pl.DataFrame(
    schema={"report_id": str, "claim": str, "readings": pl.List(str), "value": pl.Decimal(18, 4)},
)


@pytest.mark.parametrize("batch", range(_BATCHES))
@pytest.mark.parametrize("name", NAMES)
def test_a_planted_misprint_is_read_kept_and_found(name: str, batch: int) -> None:
    before = cells_of(untouched(name))
    form = form_of(ABOUT[name][2])
    documents: dict[str, tuple[str, int, Document]] = {}
    must_fail: list[tuple[str, str, str]] = []
    for key, figure, document in planted(name, lambda index, _: index % _BATCHES == batch):
        after = cells_of(document)
        changed = after[key]
        assert (changed.value, changed.status) == (figure, Status.REPORTED) or changed.value is None, key
        for other, cell in before.items():
            if other != key and after[other].value != cell.value:
                assert after[other].value is None, (key, other)
                assert cell.status is Status.REPAIRED, (key, other)
        report_id = ".".join(key)
        documents[report_id] = ("青江市水务局", 2022, document)
        for identity in form.identities:
            table = form.tables[identity.table]
            terms = [*identity.left, *identity.right]
            scope, code = (key[1], key[2]) if identity.scope == table.row_axis else (key[2], key[1])
            if any(t.year_offset for t in terms) or identity.table != key[0] or code not in {t.code for t in terms}:
                continue
            cells = [
                (key[0], scope, t.code) if identity.scope == table.row_axis else (key[0], t.code, scope) for t in terms
            ]
            if scope in form.scopes(identity) and all(after[cell].value is not None for cell in cells):
                must_fail.append((report_id, identity.rule, scope))
    assert len(documents) > 30 // _BATCHES
    findings = within_reports(*frames(documents), NO_CLAIMS).filter(pl.col("verdict") == "fail")
    assert set(must_fail) <= set(findings.select("report_id", "rule", "scope").iter_rows())


@pytest.mark.parametrize("name", [NAMES[0], NAMES[2], NAMES[3]])
def test_a_misprint_between_two_years_is_found(name: str) -> None:
    """The report stands for its year before as well, there with the stock of documents from which this year's follows.

    In the reports that are left out a stock is lost, or the edition has none.
    """
    document = untouched(name)
    assert document.text is not None
    cells = cells_of(document)
    stock = {
        row: [cells["proactive", row, c] for c in ("issued", "repealed", "in_force")]
        for row in ("rules", "normative_documents")
    }
    text = document.text
    for issued, repealed, in_force in reversed(stock.values()):
        assert in_force.span is not None
        assert None not in (in_force.value, issued.value, repealed.value)
        text = (
            f"{text[: in_force.span.start]}{in_force.value - issued.value + repealed.value}{text[in_force.span.end :]}"
        )
    before = extract_document(text.encode())

    def verdicts(now: Document) -> dict[tuple[str, str], str]:
        pair = {"before": ("青江市水务局", 2021, before), "now": ("青江市水务局", 2022, now)}
        found = between_years(*frames(pair)).filter(report_id="now")
        return {
            (rule, scope): verdict
            for _, rule, scope, verdict in found.select("report_id", "rule", "scope", "verdict").iter_rows()
        }

    assert verdicts(document) | {("carry_over", "total"): "pass"} == verdicts(document)
    assert (
        verdicts(document)["document_stock", "rules"]
        == verdicts(document)["document_stock", "normative_documents"]
        == "pass"
    )
    rules = {("proactive", row): ("document_stock", 1) for row in stock} | {
        ("requests", "carried_in"): ("carry_over", 2)
    }
    for key, _, misprinted in planted(name, lambda _, key: key[:2] in rules):
        rule, scope = rules[key[0], key[1]]
        assert verdicts(misprinted)[rule, key[scope]] == "fail", key
