"""What the forms add up: their own sums, those over two years, and what the prose claims."""

import pytest

from gidr_pipeline.forms import TABLES, Form, Identity, Term
from gidr_pipeline_tests.forms.promised import (
    APPLICANTS,
    BY_EDITION,
    BY_FORM,
    CHANNELS,
    OTHER,
    REFUSED,
    RESULTS,
    RULES,
    UNAVAILABLE,
    UNPROCESSED,
    codes,
    outcomes,
)


@BY_EDITION
def test_rules(form: Form) -> None:
    assert [identity.rule for identity in form.identities] == RULES[form.edition]


def identity_of(form: Form, rule: str) -> Identity:
    (found,) = [identity for identity in form.identities if identity.rule == rule]
    return found


@BY_FORM
def test_every_term_of_an_identity_is_a_cell_in_every_scope(form: Form) -> None:
    assert form.identities
    for identity in form.identities:
        table = form.tables[identity.table]
        assert identity.scope in (table.row_axis, table.column_axis)
        assert identity.left
        assert identity.right
        assert identity.says
        cells, scopes = set(table.cells()), form.scopes(identity)
        assert scopes
        assert identity.only is None or list(scopes) == list(identity.only)
        for scope in scopes:
            for term in (*identity.left, *identity.right):
                by_row = identity.scope == table.row_axis
                assert ((scope, term.code) if by_row else (term.code, scope)) in cells
        terms = [(term.code, term.year_offset) for term in (*identity.left, *identity.right)]
        assert len(set(terms)) == len(terms)


@BY_EDITION
def test_what_the_rules_add_up(form: Form) -> None:
    def side(*texts: str) -> tuple[Term, ...]:
        return tuple(Term.parse(text) for text in texts)

    expected = {
        "request_balance": ("applicant", side("received", "carried_in"), side("resolved_total", "carried_out")),
        "request_outcomes": ("applicant", side(*outcomes(form.edition)), side("resolved_total")),
        "request_applicants": ("line", side(*list(APPLICANTS)[:-1]), side("total")),
        "challenge_results": ("channel", side(*list(RESULTS)[:-1]), side("total")),
        "carry_over": ("applicant", side("carried_in"), side("carried_out@-1")),
        "document_stock": ("item", side("in_force"), side("in_force@-1", "issued", "-repealed")),
    }
    for identity in form.identities:
        assert (identity.scope, identity.left, identity.right) == expected[identity.rule]
    for rule, scopes in {
        "request_balance": list(APPLICANTS),
        "request_outcomes": list(APPLICANTS),
        "request_applicants": codes(form.tables["requests"].rows),
        "challenge_results": list(CHANNELS),
        "carry_over": list(APPLICANTS),
    }.items():
        assert list(form.scopes(identity_of(form, rule))) == scopes
    if form.edition == "2021":
        assert form.scopes(identity_of(form, "document_stock")) == ("rules", "normative_documents")


@BY_EDITION
def test_what_the_claims_add_up(form: Form) -> None:
    single = ["received", "carried_in", "resolved_total", "carried_out", "granted", "granted_in_part"]
    lines = {claim: [claim] for claim in single} | {
        "received_and_carried_in": ["received", "carried_in"],
        "refused": REFUSED,
        "unavailable": UNAVAILABLE,
        "unprocessed": UNPROCESSED,
        "other_outcome": OTHER[form.edition],
        "reconsideration": ["reconsideration"],
        "litigation": ["litigation_direct", "litigation_after_reconsideration"],
    }
    assert {claim: list(cells) for claim, cells in form.claims.items()} == {
        claim: [(row, "total") for row in rows] for claim, rows in lines.items()
    }
    for cells in form.claims.values():
        for row, column in cells:
            assert form.fact_of(row, column) in TABLES


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("received", Term("received", 1, 0)),
        ("-repealed", Term("repealed", -1, 0)),
        ("in_force@-1", Term("in_force", 1, -1)),
        ("-in_force@-2", Term("in_force", -1, -2)),
    ],
)
def test_terms_are_read(text: str, term: Term) -> None:
    assert Term.parse(text) == term


@pytest.mark.parametrize("text", ["", "-", "received@1", "received@", "--received", "received total", "@-1"])
def test_what_is_no_term_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="not a term"):
        Term.parse(text)
