"""Figures that a text writes in a way of its own: each in brackets, with a star, with zeros before it.

What nearly all figures of a text wear says nothing of any. What belongs here: reading it as space. What does not: what
one figure wears among others, which may be damage (`figures`), and signs that separate (`signs`).

    规章 (1) (0) (308)      规章 1* 0* 308*      规章 共1件 共0件 共308件      规章 01 00 308
    规章 1 O 308            规章 1 × 308         规章,(1),(0),(308)            规章 01 0 308
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from gidr_pipeline.extraction.text.figures import Kind, read_place
from gidr_pipeline.extraction.text.quantity import COUNTERS

_SAYS_NOTHING = re.compile(
    rf"(?:[()\[\]{{}}【】〔〕'\"*=_`、¹²³⁴⁵⁶⁷⁸⁹⁰①-⑨]|共|共?计)*\d(?:[()\[\]{{}}【】〔〕'\"*_`\\,.、;/¹²³⁴⁵⁶⁷⁸⁹⁰①-⑨]|{COUNTERS})*"
)
"""A figure with nothing but what is no part of it: no sign, letter or mark that may be a digit, nor 约 or 余."""
_AROUND = re.compile(rf"1(?:\((?:{COUNTERS})\)|[。;])|(?P<mark>\*{{1,3}}|_{{1,3}})1(?P=mark)")
"""What is no part of a figure that can be read with it, either: a measure in brackets, a full stop, emphasis."""
_ORDINAL = re.compile(r"(?<=[.、)]) *[㐀-鿿]")
_FEWEST = 20
_MANY = 60
"""Figures that wear nothing: so many are no exception. So many separators are those of rows."""
_NEARLY_ALL = 0.8
_FEWEST_PADDED = 5


class _Figures(NamedTuple):
    """Figures, and what may stand for them, alone in the places of a text: between white space, quotes, bars, and
    another separator if the text has one."""

    place: re.Pattern[str]
    worn: re.Pattern[str]
    """A figure with what it wears."""
    zero: re.Pattern[str]
    digit: re.Pattern[str]
    padded: re.Pattern[str]
    """What is longer are several figures with nothing between them."""
    padded_digit: re.Pattern[str]
    zeros: re.Pattern[str]
    letter: re.Pattern[str]
    mark: re.Pattern[str]
    """What stands for nothing where many cells have it; none of these is what is left of a figure."""

    @classmethod
    @cache
    def between(cls, separator: str) -> "_Figures":
        edges = rf'\s|"{separator}'
        begin, end, unlike_label = f"(?<![^{edges}])", f"(?![^{edges}])", f"(?![^{edges}]| *[㐀-鿿])"
        worn, number = rf"[^\d{edges}]{{0,4}}", r"\d+(?:,\d{3})*+(?:\.\d+)?"
        return cls(
            place=re.compile(rf"[^{edges}]+"),
            worn=re.compile(f"{begin}(?P<before>{worn})(?P<number>{number})(?P<behind>{worn}){end}"),
            zero=re.compile(f"{begin}0{end}"),
            digit=re.compile(f"{begin}[1-9]{end}"),
            padded=re.compile(rf"{begin}(?=\d{{2,4}}{end})(?P<zeros>0+)\d+"),
            padded_digit=re.compile(f"{begin}(?P<zeros>0)[1-9]{end}"),
            zeros=re.compile(f"{begin}00+{end}"),
            letter=re.compile(f"{begin}[Oo]{unlike_label}"),
            mark=re.compile(f"{begin}[×✕✖✗.…·xX]{{1,3}}{unlike_label}"),
        )


def without_dress(text: str) -> str:
    """A normalised text with space for what nearly all figures that stand alone in a place wear, and a zero for a
    letter like one where many stand alone. Nothing moves.

    >>> without_dress("规章 (1) (0) (308) " * 20)[:17]
    '规章  1   0   308  '
    """
    separator = _separator_of(text)
    figures, are_apart = _Figures.between(separator), bool(separator) or text.count("\t") + text.count("|") >= _MANY
    every = figures.place.findall(text)
    if every.count("0") > 1 and sum(map(str.isdigit, every)) >= _MANY:
        return _without_padding(_without_letters(text, figures), figures)
    pieces = list(figures.worn.finditer(text))
    dressed: dict[tuple[str, str], list[re.Match[str]]] = {}
    for piece in pieces:
        dressed.setdefault((piece["before"], piece["behind"]), []).append(piece)
    dress = max(dressed, key=lambda each: len(dressed[each]), default=("", ""))
    is_usual = any(dress) and len(dressed[dress]) >= max(_FEWEST, _NEARLY_ALL * len(pieces))
    if is_usual and _says_nothing(*dress, are_apart=are_apart):
        text = _without(text, dressed[dress])
    return _with_zeros(text, figures)


def _separator_of(text: str) -> str:
    """The comma or semicolon that separates the figures of a text, if most stand alone only between those."""
    found = {separator: len(_Figures.between(separator).worn.findall(text)) for separator in _candidates(text)}
    return max(found, key=lambda each: found[each] - found[""] * (each != ""), default="")


def _candidates(text: str) -> list[str]:
    others = [separator for separator in ",;" if text.count(separator) >= _MANY]
    return ["", *others] if others else []


def _without(text: str, pieces: Sequence[re.Match[str]]) -> str:
    """A text with space for what these figures wear."""
    characters = list(text)
    for piece in pieces:
        if not _ORDINAL.match(text, piece.end()):
            for part in ("before", "behind"):
                characters[slice(*piece.span(part))] = " " * len(piece[part])
    return "".join(characters)


def _says_nothing(before: str, behind: str, *, are_apart: bool) -> bool:
    """Whether what figures wear is no part of them. What they can be read with goes only where separators keep them
    apart: in columns to the eye it is part of their width."""
    said = f"{before}1{behind}"
    (token, *_) = read_place(said, 0, len(said), 0, None)
    if token.kind is Kind.FIGURE:
        return are_apart and _AROUND.fullmatch(said) is not None
    return _SAYS_NOTHING.fullmatch(said) is not None


def _with_zeros(text: str, figures: _Figures) -> str:
    """A text with space for the zeros before figures where all figures have as many digits at least, with zeros for the
    letters that stand in their place, and with dashes for marks that do."""
    if len(figures.zero.findall(text)) > 1:
        return _without_padding(text, figures)
    if len(figures.padded.findall(text)) >= _FEWEST:
        return figures.padded.sub(_unpadded, text)
    if len(figures.mark.findall(text)) >= _FEWEST:
        text = figures.mark.sub(lambda mark: "-".ljust(len(mark[0])), text)
    return _without_letters(text, figures)


def _without_padding(text: str, figures: _Figures) -> str:
    """A text with space for the zero before other digits where most have one, but zero itself has none."""
    padded = len(figures.padded_digit.findall(text))
    if padded < _FEWEST_PADDED or 2 * len(figures.digit.findall(text)) > padded or figures.zeros.search(text):
        return text
    return figures.padded_digit.sub(_unpadded, text)


def _unpadded(figure: re.Match[str]) -> str:
    return figure[0].removeprefix(figure["zeros"]).rjust(len(figure[0]))


def _without_letters(text: str, figures: _Figures) -> str:
    """A text with zeros for letters like them, if many stand alone."""
    may_be = text.count("O") + text.count("o") >= _FEWEST
    return figures.letter.sub("0", text) if may_be and len(figures.letter.findall(text)) >= _FEWEST else text
