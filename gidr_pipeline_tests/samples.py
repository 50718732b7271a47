"""Fixed made reports, in every layout and with every kind of damage: what they let the reader read is held in `floors`.

What belongs here: which reports. A layout or a kind of damage more adds to them and changes none.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence

from gidr_pipeline_tests.cases import TABLE_DAMAGES, Case
from gidr_pipeline_tests.characters import CHARACTERS
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.text_damage import TEXT_DAMAGES

MOST = (
    "a cell a paragraph", "bars behind, runs", "a cell a line, bars behind", "bars around", "tabs",
    "printed by a word processor",
)  # fmt: skip
"""Layouts that every kind of damage meets."""
_OTHERS = [layout for layout in LAYOUTS if layout not in MOST]
_KEEP_PLACES = ("tabs", "bars behind, covered places, runs", "bars behind, runs", "a cell a line, bars behind")
BLANKS = (
    "zeros left blank", "some zeros left blank", "zeros left blank in some rows", "totals left blank", "totals only",
    "zeros and totals of outcomes left blank", "zeros as totals alone", "all blank", "zeros as dashes",
    "zeros as slashes", "zeros as hyphens", "zeros as a word",
)  # fmt: skip


def _layouts(name: str, every: int) -> Sequence[str]:
    """Every so many of the other layouts, counted from a place of its own for each name."""
    return _OTHERS[zlib.crc32(name.encode()) % every :: every]


def _numbered(name: str, layouts: Sequence[str]) -> Iterator[tuple[int, str]]:
    first = zlib.crc32(name.encode()) % 1000 * 100
    return ((first + zlib.crc32(layout.encode()) % 100, layout) for layout in layouts)


def _whole(layout: str) -> tuple[Case, ...]:
    return tuple(Case(seed, layout, misprint=seed % 2 == 1) for seed in range(4))


def _written(characters: str) -> tuple[Case, ...]:
    layouts = [*MOST[::2], *_layouts(characters, 9)]
    return tuple(Case(seed, layout, characters) for seed, layout in _numbered(characters, layouts))


def _damaged(damage: str, misprint: bool = False) -> tuple[Case, ...]:
    others = _layouts(f"{damage} with a misprint", 20) if misprint else _layouts(damage, 12)
    cases = _numbered(damage, [*MOST, *others])
    return tuple(Case(seed, layout, damages=(damage,), misprint=misprint) for seed, layout in cases)


def _befallen(damage: str) -> tuple[Case, ...]:
    cases = _numbered(damage, [*MOST, *_layouts(damage, 15)])
    return tuple(Case(seed, layout, text_damages=(damage,)) for seed, layout in cases)


def _blank(habit: str, layout: str) -> tuple[Case, ...]:
    return tuple(Case(seed, layout, damages=(habit,), misprint=seed == 2) for seed in range(3))


SAMPLES: Mapping[str, Mapping[str, tuple[Case, ...]]] = {
    "layouts": {layout: _whole(layout) for layout in LAYOUTS},
    "characters": {name: _written(name) for name in CHARACTERS},
    "blanks": {f"{habit}: {layout}": _blank(habit, layout) for habit in BLANKS for layout in _KEEP_PLACES},
    "damage": {name: _damaged(name) for name in TABLE_DAMAGES},
    "damage with a misprint": {name: _damaged(name, misprint=True) for name in TABLE_DAMAGES},
    "damage to the text": {name: _befallen(name) for name in TEXT_DAMAGES},
}
"""Kind of reports to the name of what they are like to the reports."""
