"""The editions together: what they share, and their labels in one order."""

import pytest

from gidr_pipeline.forms import TABLES, Label, common_form, form_of, shared_by, union_labels
from gidr_pipeline_tests.forms.promised import FORMS, OTHER, codes


def test_editions_print_the_same_sections_and_axes() -> None:
    oldest, newest = FORMS[0], FORMS[-1]
    assert [(s.code, s.label_zh, s.label_en) for s in oldest.sections] == [
        (s.code, s.label_zh, s.label_en) for s in newest.sections
    ]
    for name in TABLES:
        assert oldest.tables[name].row_axis == newest.tables[name].row_axis
        assert oldest.tables[name].fact == newest.tables[name].fact


def test_what_all_editions_share() -> None:
    common = shared_by(FORMS)
    assert common.edition == ""
    assert list(common.tables["proactive"].cells()) == [
        ("licensing", "decisions"),
        ("penalties", "decisions"),
        ("coercion", "decisions"),
    ]
    shared = [c for c in codes(FORMS[0].tables["requests"].rows) if c not in OTHER["2019"]]
    assert codes(common.tables["requests"].rows) == shared
    assert len(list(common.tables["challenges"].cells())) == 15
    assert [i.rule for i in common.identities] == [
        "request_balance",
        "request_applicants",
        "challenge_results",
        "carry_over",
    ]
    assert set(FORMS[0].claims) - set(common.claims) == {"other_outcome"}
    for form in FORMS:
        for name in TABLES:
            assert set(common.tables[name].cells()) <= set(form.tables[name].cells())


def test_a_form_is_found_by_its_edition() -> None:
    assert [form_of(form.edition) for form in FORMS] == list(FORMS)
    assert form_of(None) is common_form()
    with pytest.raises(KeyError):
        form_of("2035")


def label(code: str, wording: str = "") -> Label:
    return Label(code, wording, wording, (wording,))


@pytest.mark.parametrize(
    ("axes", "expected"),
    [
        (["ab"], "ab"),
        (["ab", "ab"], "ab"),
        (["axb", "ab"], "axb"),
        (["xab", "ab"], "xab"),
        (["abx", "ab"], "abx"),
        (["axyb", "ab"], "axyb"),
        (["ab", "acb"], "acb"),
        (["xb", "ab"], "xab"),
        (["axb", "ayb", "ab"], "axyb"),
    ],
)
def test_labels_of_several_editions_in_one_order(axes: list[str], expected: str) -> None:
    assert "".join(codes(union_labels([[label(code) for code in axis] for axis in axes]))) == expected


def test_the_newest_wording_is_shown_and_all_are_known() -> None:
    merged = union_labels([[label("a", "old"), label("x", "only here")], [label("a", "new")]])
    assert [(each.label_zh, each.match) for each in merged] == [("new", ("new", "old")), ("only here", ("only here",))]


@pytest.mark.parametrize("axis", ["rows", "columns"])
@pytest.mark.parametrize("name", TABLES)
def test_the_warehouse_lists_every_code_of_both_forms_once(name: str, axis: str) -> None:
    axes = [getattr(form.tables[name], axis) for form in FORMS]  # type: ignore[index]
    merged = codes(union_labels(axes))
    assert len(merged) == len(set(merged))
    assert set(merged) == {code for each in axes for code in codes(each)}
    newest = codes(axes[-1])
    assert [code for code in merged if code in newest] == newest


def test_lines_of_both_forms_stand_where_a_reader_looks_for_them() -> None:
    lines = codes(union_labels([form.tables["requests"].rows for form in FORMS]))
    assert lines.index("resolved_total") > lines.index("other_outcome") > lines.index("unprocessed_reconfirmation")
    items = codes(union_labels([form.tables["proactive"].rows for form in FORMS]))
    assert items.index("other_services") == items.index("licensing") + 1
    assert items[-1] == "procurement"
