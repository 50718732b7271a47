"""The forms as data: complete, and with the codes that the warehouse promises."""

import re

import pytest

from gidr_pipeline.forms import TABLES, Form
from gidr_pipeline_tests.forms.promised import (
    APPLICANTS,
    BY_EDITION,
    BY_FORM,
    CHANNELS,
    FORMS,
    PROACTIVE,
    RESULTS,
    SECTIONS,
    assert_labels,
    codes,
    outcomes,
)


def test_the_editions_that_the_warehouse_knows() -> None:
    assert {form.edition: form.issued_as for form in FORMS} == {
        "2019": "国办公开办函〔2019〕60号",
        "2021": "国办公开办函〔2021〕30号",
    }
    assert [form.edition for form in FORMS] == ["2019", "2021"]


@BY_EDITION
def test_sections(form: Form) -> None:
    assert_labels(form.sections, SECTIONS)


@BY_EDITION
def test_what_tells_the_edition_is_printed_by_it_alone(form: Form) -> None:
    def headings(of: Form) -> list[str]:
        table = of.tables["proactive"]
        return [label.label_zh for label in (*table.rows, *table.columns)]

    others = [heading for other in FORMS if other is not form for heading in headings(other)]
    assert form.tells
    for tell in form.tells:
        assert any(re.search(tell, heading) for heading in headings(form)), tell
        assert not any(re.search(tell, heading) for heading in others), tell


@BY_EDITION
def test_table_of_proactive_disclosure(form: Form) -> None:
    table, expected = form.tables["proactive"], PROACTIVE[form.edition]
    assert (table.fact, table.row_axis, table.column_axis) == ("fact_proactive", "item", "measure")
    assert_labels(table.rows, {item: label for item, (label, _) in expected.items()})
    measures = {column.code: column for column in table.columns}
    for item, (_, columns) in expected.items():
        assert [column for row, column in table.cells() if row == item] == list(columns)
        assert_labels([measures[code] for code in columns], columns)


def test_amounts_have_their_unit_and_counts_have_none() -> None:
    units = {c.code: c.unit for form in FORMS for table in form.tables.values() for c in table.columns if c.unit}
    assert units == {"amount_10k_yuan": "万元", "amount_yuan": "元"}


def test_only_the_change_in_items_may_be_negative() -> None:
    signed = {c.code for form in FORMS for table in form.tables.values() for c in table.columns if c.signed}
    assert signed == {"items_change"}


@BY_EDITION
def test_table_of_requests(form: Form) -> None:
    table = form.tables["requests"]
    assert (table.fact, table.row_axis, table.column_axis) == ("fact_request", "line", "applicant")
    lines = ["received", "carried_in", *outcomes(form.edition), "resolved_total", "carried_out"]
    assert codes(table.rows) == lines
    assert_labels(table.columns, APPLICANTS)
    assert list(table.cells()) == [(line, applicant) for line in lines for applicant in APPLICANTS]
    groups = {"refused": "（三）不予公开", "unavailable": "（四）无法提供", "unprocessed": "（五）不予处理"}
    groups |= {"other": "（六）其他处理"}
    for row in table.rows:
        for prefix, heading in groups.items():
            assert row.code.startswith(prefix + "_") == row.label_zh.startswith(heading), row


@BY_EDITION
def test_table_of_challenges(form: Form) -> None:
    table = form.tables["challenges"]
    assert (table.fact, table.row_axis, table.column_axis) == ("fact_challenge", "channel", "result")
    assert_labels(table.rows, CHANNELS)
    assert_labels(table.columns, RESULTS)
    assert len(list(table.cells())) == 15


@BY_EDITION
def test_every_label_is_in_both_languages_and_can_be_recognised(form: Form) -> None:
    labels = [*form.sections, *(label for t in form.tables.values() for label in (*t.rows, *t.columns))]
    for label in labels:
        assert re.search(r"[\u4e00-\u9fff]", label.label_zh), label
        assert re.search(r"[a-z]", label.label_en), label
        assert label.match, label
        for pattern in label.match:
            assert not re.fullmatch(pattern, ""), f"{label.code}: {pattern!r} matches nothing at all"


@BY_EDITION
def test_the_wordings_of_a_section_are_its_own(form: Form) -> None:
    for section in form.sections:
        title = section.label_zh[2:]
        recognised = [s.code for s in form.sections if any(re.fullmatch(pattern, title) for pattern in s.match)]
        assert recognised == [section.code]


@BY_EDITION
def test_codes_are_unique(form: Form) -> None:
    for labels in (form.sections, *(axis for table in form.tables.values() for axis in (table.rows, table.columns))):
        assert len(set(codes(labels))) == len(list(labels))
    # `<row>.<column>` names a cell without its table.
    cells = [cell for table in form.tables.values() for cell in table.cells()]
    assert len(set(cells)) == len(cells)


@BY_FORM
def test_rows_have_only_columns_of_their_table_and_none_is_idle(form: Form) -> None:
    for table in form.tables.values():
        columns = set(codes(table.columns))
        for row in table.rows:
            assert row.columns is None or set(row.columns) <= columns
        assert {row for row, _ in table.cells()} == set(codes(table.rows))
        assert {column for _, column in table.cells()} == columns


@BY_FORM
def test_every_cell_leads_back_to_its_table(form: Form) -> None:
    for name in TABLES:
        assert {form.fact_of(row, column) for row, column in form.tables[name].cells()} == {name}
    with pytest.raises(KeyError):
        form.fact_of("received", "upheld")
