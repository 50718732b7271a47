"""Figures that a text writes in a way of its own: each in brackets, with a star, with zeros before it.

What nearly all figures of a text wear says nothing of any. What belongs here: reading it as space. What does not: what
one figure wears among others, which may be damage (`figures`), and signs that separate (`signs`).

    规章 (1) (0) (308)      规章 1* 0* 308*      规章 共1件 共0件 共308件      规章 01 00 308
    规章 1 O 308            规章 1 × 308
"""

import re

from gidr_pipeline.extraction.text.figures import COUNTERS, Kind, read_place

_PIECE = re.compile(
    r"(?<![^\s|])(?P<before>[^\s|\d]{0,4})(?P<number>\d+(?:,\d{3})*+(?:\.\d+)?)(?P<behind>[^\s|\d]{0,4})(?![^\s|])"
)
_SAYS_NOTHING = re.compile(
    rf"(?:[()\[\]{{}}【】〔〕'\"*=_`、¹²³⁴⁵⁶⁷⁸⁹⁰①-⑨]|共|共?计)*\d(?:[()\[\]{{}}【】〔〕'\"*_`,.、;/¹²³⁴⁵⁶⁷⁸⁹⁰①-⑨]|{COUNTERS})*"
)
"""A figure with nothing but what is no part of it: no sign, letter or mark that may be a digit, nor 约 or 余."""
_PADDED = re.compile(r"(?<![^\s|])(?=\d{2,4}(?![^\s|]))(?P<zeros>0+)\d+")
"""What is longer are several figures with nothing between them."""
_LETTER = re.compile(r"(?<![^\s|])[Oo](?![^\s|]| *[㐀-鿿])")
_MARK = re.compile(r"(?<![^\s|])[×✕✖✗.…·xX]{1,3}(?![^\s|]| *[㐀-鿿])")
"""What stands for nothing where many cells have it; none of these is what is left of a figure."""
_ZERO = re.compile(r"(?<![^\s|])0(?![^\s|])")
_ORDINAL = re.compile(r"(?<=[.、)]) *[㐀-鿿]")
_FEWEST = 20
_MANY = 60
"""Figures that wear nothing: so many are no exception."""
_NEARLY_ALL = 0.8


def without_dress(text: str) -> str:
    """A normalised text with space for what nearly all figures that stand alone in a place wear, and a zero for a
    letter like one where many stand alone. Nothing moves.

    >>> without_dress("规章 (1) (0) (308) " * 20)[:17]
    '规章  1   0   308  '
    """
    every = text.replace("|", " ").split()
    if every.count("0") > 1 and sum(map(str.isdigit, every)) >= _MANY:
        return _without_letters(text)
    pieces = list(_PIECE.finditer(text))
    dressed: dict[tuple[str, str], list[re.Match[str]]] = {}
    for piece in pieces:
        dressed.setdefault((piece["before"], piece["behind"]), []).append(piece)
    dress = max(dressed, key=lambda each: len(dressed[each]), default=("", ""))
    if any(dress) and len(dressed[dress]) >= max(_FEWEST, _NEARLY_ALL * len(pieces)) and _says_nothing(*dress):
        characters = list(text)
        for piece in dressed[dress]:
            if not _ORDINAL.match(text, piece.end()):
                for part in ("before", "behind"):
                    characters[slice(*piece.span(part))] = " " * len(piece[part])
        text = "".join(characters)
    return _with_zeros(text)


def _says_nothing(before: str, behind: str) -> bool:
    """Whether what figures wear is no part of them, and not a measure with which they can be read."""
    said = f"{before}1{behind}"
    (token, *_) = read_place(said, 0, len(said), 0, None)
    return token.kind is not Kind.FIGURE and _SAYS_NOTHING.fullmatch(said) is not None


def _with_zeros(text: str) -> str:
    """A text with space for the zeros before figures where all figures have as many digits at least, with zeros for the
    letters that stand in their place, and with dashes for marks that do."""
    if len(_ZERO.findall(text)) > 1:
        return text
    if len(_PADDED.findall(text)) >= _FEWEST:
        return _PADDED.sub(lambda figure: figure[0].removeprefix(figure["zeros"]).rjust(len(figure[0])), text)
    if len(_MARK.findall(text)) >= _FEWEST:
        text = _MARK.sub(lambda mark: "-".ljust(len(mark[0])), text)
    return _without_letters(text)


def _without_letters(text: str) -> str:
    """A text with zeros for letters like them, if many stand alone."""
    may_be = text.count("O") + text.count("o") >= _FEWEST
    return _LETTER.sub("0", text) if may_be and len(_LETTER.findall(text)) >= _FEWEST else text
