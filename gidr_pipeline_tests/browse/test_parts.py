"""The parts of pages: pieces of text, hidden characters, scales, words."""

import tomllib
from importlib import resources
from itertools import product
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gidr_pipeline.browse.links import ServerLinks, address
from gidr_pipeline.browse.plots import Chart, Series, picture, ticks
from gidr_pipeline.browse.source import Span, pieces
from gidr_pipeline.browse.visible import is_hidden, visible
from gidr_pipeline.browse.words import Words, labels
from gidr_pipeline.warehouse.codes import codes


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(st.text("ab共\n", max_size=30))
    ends = st.tuples(st.integers(-2, 32), st.integers(-2, 32))
    spans = [Span(start, end, f"c-{n}", "reported") for n, (start, end) in enumerate(draw(st.lists(ends, max_size=8)))]
    return text, spans


@given(texts_with_spans())
def test_pieces_are_the_whole_text_and_each_span_its_characters(given: tuple[str, list[Span]]) -> None:
    text, spans = given
    cut = pieces(text, spans)
    assert "".join(piece.text for piece in cut) == text
    for span in spans:
        inside = "".join(piece.text for piece in cut if span in piece.spans)
        is_within = 0 <= span.start < span.end <= len(text)
        assert inside == (text[span.start : span.end] if is_within else "")
        assert not is_within or sum(f"t-{span.start}" in piece.places for piece in cut) == 1


@given(st.text())
def test_nothing_hidden_is_left(text: str) -> None:
    assert not any(map(is_hidden, visible(text)))
    assert visible(visible(text)) == visible(text)


@given(st.floats(1e-6, 1e12))
def test_ticks_reach_over_the_highest(highest: float) -> None:
    marks = ticks(highest)
    assert marks[0] == 0
    assert marks[-1] >= highest * 0.999
    assert 3 <= len(marks) <= 7
    assert marks == sorted(set(marks))


VALUES = ([], [None, None], [0, 0], [1, None], [0.25, 0.5], [3])


@pytest.mark.parametrize(
    ("kind", "values"), [*product(("columns", "bars", "line"), VALUES), ("line", [-0.5, 0.25]), ("line", [-1, None])]
)
def test_pictures_are_xml_whatever_the_values(kind: str, values: list[float | None]) -> None:
    names = [f'<{n}>&"\u202e' for n in range(len(values))]
    weak = [n % 2 == 0 for n in range(len(values))]
    chart = Chart(kind, "<t>&", "x", "%", names, [Series("s<", values, weak)], "SELECT 1")
    tree = ElementTree.fromstring(str(picture(chart)))
    assert tree.get("aria-label") == "<t>&"
    assert "\u202e" not in "".join(tree.itertext())
    assert "nan" not in str(picture(chart)).lower()
    assert chart.is_empty == all(value is None for value in values)
    assert len(chart.table()) == len(values) + 1


def test_all_words_are_there_in_both_languages() -> None:
    data = tomllib.loads(resources.files("gidr_pipeline.browse").joinpath("words.toml").read_text("utf-8"))
    for table, entries in data.items():
        for key, both in entries.items():
            zh, en = both
            assert zh
            assert en
            places = [sorted(part.partition("}")[0] for part in words.split("{")[1:]) for words in both]
            assert places[0] == places[1], f"{table}.{key}"
    assert labels("short_status").keys() == codes()["dim_status"].keys()
    assert labels("short_verdict").keys() == codes()["dim_verdict"].keys()


def test_codes_that_this_program_does_not_know_are_shown_as_they_are() -> None:
    assert Words("en").label("dim_rule", "another_rule") == "another_rule"
    assert Words("zh").label("kind", None) == ""
    assert Words("zh").scope("natural_person") == "自然人"


@pytest.mark.parametrize(
    ("target", "link"),
    [
        (address("zh", ""), "/zh/"),
        (address("en", "report", "2022/某局 #2?.txt#2"), "/en/report/2022/%E6%9F%90%E5%B1%80%20%232%3F.txt%232"),
        (address("zh", "findings", year=2022, rule="", page=None), "/zh/findings?year=2022"),
        (address("zh", "search", q="a&b=c"), "/zh/search?q=a%26b%3Dc"),
    ],
)
def test_addresses_on_the_server(target: object, link: str) -> None:
    assert ServerLinks().to(target) == link  # type: ignore[arg-type]
