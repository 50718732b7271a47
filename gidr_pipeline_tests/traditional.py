"""The data for reading traditional characters, taken from OpenCC: `python -m gidr_pipeline_tests.traditional`.

It needs the package opencc-python-reimplemented, on which nothing else here depends, and writes

- `gidr_pipeline/extraction/text/traditional.toml`: each traditional character that has a simplified one in GB 2312. Of
  several simplified ones the first, which is the usual one;
- `gidr_pipeline_tests/extraction/text/forms_in_traditional.txt`: the words of the forms, as converters of web sites
  print them, to test the first against.
"""

import random
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from gidr_pipeline.forms import load_forms
from gidr_pipeline_tests.made import grids, is_figure, make_report

_TABLE = Path(__file__).parents[1] / "gidr_pipeline/extraction/text/traditional.toml"
FORMS = Path(__file__).parent / "extraction/text/forms_in_traditional.txt"
_DICTIONARIES = ("TSCharacters", "HKVariants", "TWVariants")
_CONVERSIONS = ("s2t", "s2tw", "s2hk")
_ABOUT = """\
# Traditional characters and, at the same place, the simplified ones that are read for them. Made by
# `python -m gidr_pipeline_tests.traditional` from the dictionaries of OpenCC (https://github.com/BYVoid/OpenCC,
# Apache License 2.0), as the package opencc-python-reimplemented has them.
"""


def words_of_forms() -> Iterator[str]:
    """The words that the forms print, once each."""
    seen: dict[str, None] = {}
    for form in load_forms():
        rows = (row for grid in grids(make_report(random.Random(1), form.edition)).values() for row in grid)
        words = (cell for row in rows for cell in row if cell and not is_figure(cell))
        seen |= dict.fromkeys([*(section.label_zh for section in form.sections), *words])
    yield from seen


def _simplified(simple: str) -> bool:
    try:
        return len(simple) == 1 and bool(simple.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def _pairs() -> dict[str, str]:
    """Each traditional character with its simplified one."""
    folder = resources.files("opencc").joinpath("dictionary")
    lines = {name: folder.joinpath(f"{name}.txt").read_text(encoding="utf-8").splitlines() for name in _DICTIONARIES}
    first, *variants = ([line.split("\t") for line in lines[name] if line] for name in _DICTIONARIES)
    # A character that may stay as it is (覆) is read like the other that it stands for (答覆).
    others = {traditional: [each for each in simple.split() if each != traditional] for traditional, simple in first}
    pairs = {traditional: simple[0] for traditional, simple in others.items() if simple}
    for standard, regional in (pair for each in variants for pair in each):
        for variant in regional.split():
            # What a region writes for a character is read like the character, unless it is one of its own.
            if variant not in pairs and standard in pairs and not _simplified(variant):
                pairs[variant] = pairs[standard]
    return {t: s for t, s in pairs.items() if len(t) == 1 and _simplified(s)}


def main() -> None:
    from opencc import OpenCC  # type: ignore[import-not-found,import-untyped,unused-ignore]

    pairs = dict(sorted(_pairs().items()))
    data = f'traditional = "{"".join(pairs)}"\nsimplified = "{"".join(pairs.values())}"\n'
    _TABLE.write_text(_ABOUT + data, encoding="utf-8", newline="\n")
    converted = {OpenCC(way).convert(words): words for way in _CONVERSIONS for words in words_of_forms()}
    lines = "".join(f"{traditional}\t{words}\n" for traditional, words in converted.items())
    FORMS.write_text(lines, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
