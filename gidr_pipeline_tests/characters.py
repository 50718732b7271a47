"""The characters in which the same text reaches people: encodings, line ends, widths, invisible and look-alike forms.

What belongs here: changes that a reader must not notice at all. What does not: changes to what is said (`damage` and
its neighbours).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass


def _as_it_is(text: str) -> str:
    return text


@dataclass(frozen=True)
class Characters:
    """How cells and sentences are written before they are laid out, the whole text after that, and its bytes."""

    cell: Callable[[str], str] = _as_it_is
    text: Callable[[str], str] = _as_it_is
    encode: Callable[[str], bytes] = str.encode


def _mapped(characters: str, others: str) -> Callable[[str], str]:
    table = str.maketrans(characters, others)
    return lambda text: text.translate(table)


def _encoded(encoding: str) -> Characters:
    return Characters(encode=lambda text: text.encode(encoding))


_FULL_WIDTH_DIGITS = _mapped("0123456789", "０１２３４５６７８９")


def _invisible(character: str) -> Callable[[str], str]:
    """The character after every third of the text's Chinese characters and digits."""
    return lambda text: re.sub(r"([一-鿿]{3}|\d)(?=[一-鿿\d\t\n |])", rf"\1{character}", text)


CHARACTERS: Mapping[str, Characters] = {
    "UTF-8": Characters(),
    "UTF-8 with BOM": _encoded("utf-8-sig"),
    "UTF-16 with BOM": _encoded("utf-16"),
    "UTF-16 big-endian with BOM": Characters(encode=lambda text: b"\xfe\xff" + text.encode("utf-16-be")),
    "UTF-16 little-endian": _encoded("utf-16-le"),
    "UTF-16 big-endian": _encoded("utf-16-be"),
    "GB18030": _encoded("gb18030"),
    "GBK": Characters(encode=lambda text: text.encode("gbk", "replace")),
    "CRLF": Characters(text=lambda text: re.sub("\r?\n", "\r\n", text)),
    "CR": Characters(text=lambda text: re.sub("\r?\n", "\r", text)),
    "no-break spaces": Characters(text=_mapped(" ", "\u00a0")),
    "ideographic spaces": Characters(text=_mapped(" ", "\u3000")),
    "thin spaces": Characters(text=_mapped(" ", "\u2009")),
    "ideographic spaces around": Characters(text=lambda text: re.sub(r"(?m)^(?=.)|$", "\u3000", text)),
    "full-width digits": Characters(cell=_FULL_WIDTH_DIGITS),
    "full-width digits and signs": Characters(
        cell=lambda text: _FULL_WIDTH_DIGITS(text.translate({43: "＋", 45: "－"}))
    ),
    "half-width punctuation": Characters(cell=_mapped("（），：；。、“”", '(),:;.、""')),
    "half-width brackets and colons": Characters(cell=_mapped("（）：", "():")),
    "soft hyphens": Characters(text=_invisible("\u00ad")),
    "zero-width spaces": Characters(text=_invisible("\u200b")),
    "marks of direction": Characters(text=_invisible("\u200e")),
    "Kangxi radicals": Characters(
        text=_mapped(
            "一二人八力又口土士大子小山工己干心文方日月用生立行见里金长门非食",
            "⼀⼆⼈⼋⼒⼜⼝⼟⼠⼤⼦⼩⼭⼯⼰⼲⼼⽂⽅⽇⽉⽤⽣⽴⾏⻅⾥⾦⻓⻔⾮⾷",
        )
    ),
    "compatibility forms": Characters(
        text=_mapped("年金不行度六立里", "\uf98e\uf90a\uf967\ufa08\ufa01\uf9d1\uf9f7\uf9e9")
    ),
}
"""Name to how the same text is written."""
