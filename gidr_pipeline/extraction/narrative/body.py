"""Whose figure it is: the names of the body that reports.

What belongs here: telling the body's own name, whole or short, from those of bodies above, below and beside it. What
does not: words like 我局 (`lexicon`), and what a sentence says of it (`clause`).
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import chain

from gidr_pipeline.extraction.narrative.lexicon import in_text, pattern_of

_LEVEL = re.compile(r"(苏木|[省市区县州盟旗镇乡])(?:人民政府|政府|管委会|管理委员会|行政公署|行署)?$")
_PLACES = re.compile(
    r"[^省市区县].{0,6}?(?:省|县市(?![场管更])|市(?![管更])|自治[区州]|州(?![市区县路街])|苏木|[区县盟旗镇]|乡(?![建规])|街道(?!办))"
)
_INNER_ORGAN = re.compile(r".+?(?:政府|总局|局|委员会|管委会|[省市区县]委|厅|公司|大学|医院)(?=..)")
_GOVERNMENT = re.compile(r"(?:(?:人民)?政府|管委会|管理委员会|行政公署|行署)$")
_ZONES = ("开发区", "产业区", "园区", "新区", "保税区", "片区")
_ONE_OF_SEVERAL = "片区"
_COMMITTEE = ("管委会", "管理委员会")
_SCHOOL = re.compile(f"(?:{in_text('schools')})$")
_SCHOOL_ITSELF = "学校"
_ZONE_ITSELF = "园区"
_ITSELF, _ITSELF_OR_ITS_OFFICE = re.compile("机关"), re.compile("机关|(?:党政)?办公室|党政办")
"""What a body may call itself behind its name (市局机关), apart from those below it; a township has no other office."""
_TOWNSHIPS = ("镇", "乡", "苏木")
_BRANCH = "分局"
_STREET, _ITS_OFFICE, _LEFT_OUT = "街道", "办事处", "行政"
_TOWN_GOVERNMENT = "人民政府"
_OFFICES = ("局", "厅", "署")
"""What such bodies are called in short where a clause begins (乡没有收到申请, 全年局共收到申请)."""
_SUBORDINATE = re.compile(pattern_of("subordinate"))
_BEFORE_A_NAME = "年度,。;:、 "
_LONGEST_NAME = 30


@dataclass(frozen=True)
class Body:
    """The body that reports, as its name tells; one without a name knows only words like 我局 for its own."""

    names: tuple[tuple[str, ...], ...]
    """Its name, or its names, each as its parts: places and organs, the highest first (青江市, 公安局, 东平分局)."""
    level: str | None
    """What it governs (市, 区, 镇 …) where it is a government, so that 全区 is its own figure."""
    itself: tuple[str, ...]
    """The words of which each alone is this body where a clause begins (镇, 局)."""
    characters: frozenset[str]

    @classmethod
    def of(cls, agency: str | None) -> "Body":
        """The body with this name, or with these where white space parts them."""
        name = "".join((agency or "").split())
        level = _LEVEL.search(name)
        level_of_committee = "区" if name.endswith(_COMMITTEE) else None
        names = tuple(chain.from_iterable(_both_ways(_parts(name)) for name in (agency or "").split()))
        if _SCHOOL.search(name):
            names = (*names, (_SCHOOL_ITSELF,))
        if level_of_committee and any(zone in name for zone in _ZONES):
            named = (zone for zone in _ZONES if zone in name and zone != _ONE_OF_SEVERAL)
            names = (*names, (_ZONE_ITSELF,), *((zone,) for zone in named))
        of_level = level[1] if level else level_of_committee
        itself = [name[-1] for name in (agency or "").split() if name[-1] in _OFFICES]
        itself += [of_level] if of_level in _TOWNSHIPS else []
        # 石门镇 is 镇政府 as well.
        government = _TOWN_GOVERNMENT if of_level in _TOWNSHIPS else ""
        return cls(names, of_level, tuple(itself), frozenset(chain(*chain(*names), government)))

    @property
    def is_township(self) -> bool:
        """Whether nothing below this body reports for itself."""
        return self.level in _TOWNSHIPS

    def governs(self, level: str, said: str) -> bool:
        """Whether all of a 省, 市, 镇 … is this body's own: 全市 in the report of a city, 我镇 in that of a township.

        Only a township says 我镇 of itself; where no name tells, that much is certain.
        """
        if level == self.level:
            return True
        if level not in _TOWNSHIPS:
            return False
        return any(part.endswith(level) for parts in self.names for part in parts) or (
            said[0] in "我本" and not any(_PLACES.match(part) for parts in self.names for part in parts)
        )

    def name_at(self, text: str, start: int, uncut: Container[str] = ()) -> int | None:
        """Where the longest name of this body that begins here ends, whole or short (区住建局); None for none.

        It does not end between two characters that stand in `uncut`.
        """
        end = start
        while end < len(text) and end - start < _LONGEST_NAME and text[end] in self.characters:
            end += 1
        behind = _ITSELF_OR_ITS_OFFICE if self.is_township else _ITSELF
        for last in range(end, start, -1):
            itself = behind.match(text, last)
            if last == start + 1 and not (itself and self._begins(text, start) and not _SUBORDINATE.search(text)):
                continue  # 局机关 alone is the body where nothing is told of those below it.
            if text[last - 1 : last + 1] not in uncut and self._is_called(text[start:last]):
                return itself.end() if itself else last
        alone = (start + len(word) for word in self.itself if text.startswith(word, start))
        return next(alone, None) if self._begins(text, start) else None

    def _begins(self, text: str, start: int) -> bool:
        return not start or text[start - 1] in _BEFORE_A_NAME

    def _is_called(self, organ: str) -> bool:
        """Whether a name in the prose is this body's or abbreviates it, down to its last part."""
        if self.level and not self.is_township and organ.endswith("政府"):
            # In the report on a whole city 市政府 may be the city or its own office.
            return False
        return any(_is_called(organ, parts) for parts in self.names)


def _both_ways(parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """These parts, and for a branch what it is called with its place first: 公安局渝中区分局 is the 渝中区公安分局. A
    street is called by its office as well, and 行政 may be left out: 东平街道 is 东平街办, 行政审批局 is 审批局."""
    yield parts
    if parts and parts[-1].endswith(_STREET):
        yield (*parts[:-1], parts[-1] + _ITS_OFFICE)
    if parts and parts[-1].startswith(_LEFT_OUT):
        yield (*parts[:-1], parts[-1].removeprefix(_LEFT_OUT))
    at = max((at for at, part in enumerate(parts[:-1]) if part.endswith("局")), default=None)
    if at is not None and parts[-1].endswith(_BRANCH):
        places = filter(None, (*parts[at + 1 : -1], parts[-1].removesuffix(_BRANCH)))
        yield (*parts[:at], *places, parts[at].removesuffix("局") + _BRANCH)


def _parts(name: str) -> tuple[str, ...]:
    parts: list[str] = []
    while name:
        found = filter(None, (_PLACES.match(name), _INNER_ORGAN.match(name)))
        part = min((each[0] for each in found), key=len, default=name)
        parts.append(part)
        name = name[len(part) :]
    if len(parts) > 1 and _GOVERNMENT.fullmatch(parts[-1]):
        # A government is called by its place as well (白沙镇), and not by the government alone of a place above.
        parts[-2:] = [parts[-2] + parts[-1]]
    return tuple(parts)


def _is_called(organ: str, parts: tuple[str, ...]) -> bool:
    """Whether a short name is made of the last part, and before it of the part above that and maybe of others."""
    *above, last = parts
    for cut in range(len(organ)):
        before, own = organ[:cut], organ[cut:]
        if not _abbreviates(own, last):
            continue
        if not before:
            return True
        if _GOVERNMENT.fullmatch(own):
            continue
        nearest = above[-1] if above else ""
        # What is said of the parts above has to reach down to the nearest: 市局 is not the office of a district.
        for inner in range(len(before)):
            if _within(before[inner:], nearest) and _within(before[:inner], "".join(above[:-1])):
                return True
    return False


def _abbreviates(short: str, part: str) -> bool:
    """Whether words stand for a name's last part: its beginning is kept, or its ending as a whole (分局, 办事处)."""
    if _BRANCH in part and _BRANCH not in short:
        return False
    place, called = _GOVERNMENT.sub("", part), _GOVERNMENT.sub("", short)
    if place.endswith(_ZONES) and called.endswith("区") and (len(called) > 2 or (called in _ZONES and called != short)):
        return _within(called, place)
    if called != short and place.endswith(called) and (len(called) == 1 or called in _TOWNSHIPS):
        return True  # 区政府, 苏木政府
    if place not in ("", part):
        whole = not called or (called[0] == place[0] and _within(called, place))
        if whole or place.endswith(_ZONES) or not part.endswith(_COMMITTEE):
            return whole
    if short[0] == part[0] and len(short) != 2:
        return _within(short, part)
    return short in part and (len(short) > 1 or part.endswith(short))


def _within(short: str, name: str) -> bool:
    rest = iter(name)
    return all(character in rest for character in short)
