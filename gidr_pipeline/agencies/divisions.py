"""The divisions of the country (行政区划) by name: provinces, prefectures, counties, townships, and those of old.

What belongs here: the lists, and which divisions a name may mean. What does not: names of bodies (`bodies`).

`divisions.tsv` and `townships.tsv` are made by gidr_pipeline_tests/make_divisions.py, which names their sources and
years; `divisions_more.tsv` is for what they lack: a line for each division with its code, its name and the first and
the last year of that name, with tabs between, a year left empty where the name is older, or still in use.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple

from gidr_pipeline.extraction.text.normalise import normalise

LEVELS = ("national", "province", "prefecture", "county", "township")
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|"
    "撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
_AUTONOMOUS = re.compile(rf"(?<=..)(?:(?:{_PEOPLES})族|蒙古|哈萨克|柯尔克孜)*自治(?=[区州县旗]$)")
_UNIT = re.compile(r"(?<=..)(?:特别行政区|自治区|省|市|地区|盟|州|区|县|林区|特区|自治旗|旗|街道|民族乡|镇|乡|苏木)$")


_DIVISION = re.compile(r"\d{6}(?:\d{3})?\t\S+(?:\t(?:\d{4})?){2}")
_TOWNSHIP = re.compile(r"(\d*)(\S+)")


class Division(NamedTuple):
    """A division with its code of 6 or 9 digits and the years of its name; None where it was before, or is still."""

    code: str
    name: str
    first: int | None = None
    last: int | None = None

    @property
    def level(self) -> str:
        if len(self.code) > 6:
            return "township"
        return "province" if self.code.endswith("0000") else "prefecture" if self.code.endswith("00") else "county"

    def existed(self, year: int) -> bool:
        """Whether a report on a year, written in the next, may be its: 莱芜市 was merged in 2019."""
        return (self.first is None or self.first <= year + 1) and (self.last is None or year <= self.last)


@dataclass(frozen=True)
class Divisions:
    """`by_name` has what may bear a name in full, `by_short` without the word for its unit (广州, 黄埔)."""

    by_code: Mapping[str, Division]
    by_name: Mapping[str, tuple[Division, ...]]
    by_short: Mapping[str, tuple[Division, ...]]
    longest: int

    def chain(self, division: Division) -> list[Division]:
        """A division with those that it lies in, the province first.

        >>> [each.name for each in divisions().chain(divisions().by_code["440112"])]
        ['广东省', '广州市', '黄埔区']
        """
        codes = dict.fromkeys([f"{division.code[:2]}0000", f"{division.code[:4]}00", division.code[:6]])
        # Of a name of old the division itself is meant, and not what its code means today.
        return [self.by_code[code] for code in codes if code in self.by_code and code != division.code] + [division]

    def within(self, division: Division, outer: Division) -> bool:
        """Whether a division lies in another one."""
        return division != outer and outer in self.chain(division)

    def beginning(self, text: str, at: int, *, short: bool = False) -> Iterator[tuple[int, tuple[Division, ...]]]:
        """The names with which the text goes on at `at`, the longest first: where each ends, and what may bear it."""
        names = self.by_short if short else self.by_name
        for end in range(min(len(text), at + self.longest), at + 1, -1):
            if found := names.get(text[at:end]):
                yield end, found


@cache
def divisions() -> Divisions:
    """All that the lists have."""
    every = [*_listed("divisions.tsv"), *_listed("divisions_more.tsv")]
    # Of a code that had several names the newest is the one that townships and bodies lie in.
    by_code = {each.code: each for each in sorted(every, key=lambda each: each.last or 9999)}
    towns = list(_townships())
    by_code |= {each.code: each for each in towns if each.last is None or each.code not in by_code}
    every += towns
    by_name = _index(every, _names)
    by_short = _index((each for each in every if len(each.code) == 6), _short)
    return Divisions(by_code, by_name, by_short, max(map(len, by_name)))


def short_name(name: str) -> str:
    """A name without the words for its unit.

    >>> short_name("恩施土家族苗族自治州"), short_name("黄埔区"), short_name("沙县")
    ('恩施', '黄埔', '沙县')
    """
    return _UNIT.sub("", _AUTONOMOUS.sub("", name))


def _names(division: Division) -> Iterator[str]:
    yield division.name
    if "自治" not in division.name:
        return
    yield _AUTONOMOUS.sub("", division.name)
    if division.level == "province" and division.name.endswith("自治区"):
        yield short_name(division.name)


def _short(division: Division) -> Iterator[str]:
    yield short_name(division.name)


def _index(every: Iterable[Division], names: Callable[[Division], Iterable[str]]) -> dict[str, tuple[Division, ...]]:
    """What may bear each name, in the plain characters of normalised text: 乾安县 stands there as 干安县."""
    pairs = [(name, division) for division in every for name in names(division)]
    plain = normalise("\n".join(name for name, _ in pairs)).split("\n")
    found: dict[str, tuple[Division, ...]] = {}
    for name, (_, division) in zip(plain, pairs, strict=True):
        others = found.get(name, ())
        if division not in others:
            found[name] = (*others, division)
    return found


def _rows(name: str) -> Iterator[tuple[int, list[str]]]:
    """The fields of each line below the first, with its number."""
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines()[1:], 2):
        if line.strip():
            yield number, line.split("\t")


def _listed(name: str) -> Iterator[Division]:
    for number, fields in _rows(name):
        if not _DIVISION.fullmatch("\t".join(fields)):
            raise ValueError(
                f"agencies/{name}, line {number}: not a division: {' '.join(fields)!r}. With tabs between, it takes "
                "a code of 6 or 9 digits, the name, and the first and the last year of that name, or nothing for a year"
            )
        code, called, first, last = fields
        yield Division(code, called, int(first) if first else None, int(last) if last else None)


def _townships() -> Iterator[Division]:
    for _, (county, last, names) in _rows("townships.tsv"):
        until = int(last) if last else None
        for code, name in _TOWNSHIP.findall(names):
            yield Division(code if len(code) > 3 else county + code, name, None, until)
