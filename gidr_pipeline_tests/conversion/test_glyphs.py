"""What stands beside what on a printed page."""

from collections.abc import Sequence

import pytest

from gidr_pipeline.conversion.glyphs import Glyph, in_columns, in_lines, with_raised

_FIVE = Glyph("5", 10, 0, 16, 12)

READ = {
    "raised half a line": ((_FIVE, Glyph("1", 16.2, -1, 19, 6)), "5¹"),
    "raised above the top of its line": ((_FIVE, Glyph("1", 16.2, -3, 19, 4)), "5¹"),
    "two figures": ((_FIVE, Glyph("1", 16.2, -1, 19, 6), Glyph("2", 19, -1, 22, 6)), "5¹²"),
    "printed before what it follows": ((Glyph("1", 16.2, -1, 19, 6), _FIVE), "5¹"),
    "behind a character": ((_FIVE._replace(character="件"), Glyph("1", 16.2, -1, 19, 6)), "件¹"),
    "as high as what it follows": ((_FIVE, Glyph("1", 16.2, -1, 22, 11)), "51"),
    "smaller, on the same foot": ((_FIVE, Glyph("1", 16.2, 4, 20, 11)), "51"),
    "smaller, far from it": ((_FIVE, Glyph("1", 40, 0, 43, 7)), "5 1"),
}


@pytest.mark.parametrize("name", READ)
def test_raised_figures_are_no_part_of_a_number(name: str) -> None:
    glyphs: Sequence[Glyph]
    glyphs, words = READ[name]
    assert in_lines(with_raised(glyphs), 200) == [words]


def test_a_smaller_line_above_is_not_raised() -> None:
    above = [Glyph("1", 16.2, -8, 19, -1)]
    assert [words for words, _ in in_columns(with_raised([_FIVE, *above]))] == [" 1", "5"]
