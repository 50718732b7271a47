"""A body by its name: what it is, where it is, and which government it belongs to.

What belongs here: taking a name apart into places and an organ. What does not: telling divisions of one name apart by
what else a report says (`deciding`).
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from gidr_pipeline.agencies.divisions import LEVELS, Division, divisions
from gidr_pipeline.extraction.text.normalise import normalise

_SPACE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_TWO_BODIES = re.compile(r"[\s、,，/]+|(?<=政府)和")
_PLACE_UNKNOWN = re.compile(
    r"(?P<place>(?:(?![局委办处部厅会院校])[一-鿿]){1,8}?(?:自治[州县旗]|省|市|地区|县|旗|区|镇|乡|苏木|街道))"
    r"(?=.)(?!场|政|容|建|企)"
)
_LEVEL_OF_UNIT = {
    "省": "province", "县": "county", "旗": "county", "区": "county", "镇": "township", "乡": "township",
    "苏木": "township", "街道": "township",
}  # fmt: skip
"""What the word for a unit tells by itself: a 市 may be of two levels."""
_GOVERNMENT, _COMMITTEE = "人民政府", "管理委员会"
_OF_STREETS = ("办", "街办", "办事处")


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: `places`, of which its innermost place is one (none where the list has no such place),
    `outer`, those that its superior's is of, `organ`, what stands behind the places, and `unknown`, places that no list
    has, as printed."""

    text: str
    places: tuple[Division, ...]
    outer: tuple[Division, ...]
    organ: str
    kind: str
    unknown: tuple[str, ...] = ()
    zone: str = ""
    """The zone in whose committee the organ is: 开发区 in 广州开发区民营经济和企业服务局."""
    in_full: bool = True
    """Whether the name is those of its places in full, one after the other, and the organ."""


@dataclass(frozen=True, slots=True)
class Agency:
    """A row of `dim_agency`."""

    agency_id: str
    name: str
    kind: str
    level: str | None
    province: str | None
    prefecture: str | None
    county: str | None
    township: str | None
    division_code: str | None
    parent_agency_id: str | None
    note: str | None


@cache
def words() -> Mapping[str, Any]:
    """What `kinds.toml` says."""
    return tomllib.loads(resources.files(__package__).joinpath("kinds.toml").read_text(encoding="utf-8"))


def plain(text: str) -> str:
    """Words without white space, in plain characters, simplified."""
    return _SPACE.sub("", normalise(text)).replace("（", "(").replace("）", ")")


def kind_of(organ: str) -> str:
    """What a body is, by what stands behind its place.

    >>> kind_of("水务局"), kind_of("人民政府"), kind_of("开发区管委会"), kind_of("人民政府办公室")
    ('department', 'government', 'development_zone', 'office')
    """
    return next((kind for kind, pattern in _kinds() if pattern.search(organ)), "other")


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((rule["kind"], re.compile(rule["matches"])) for rule in words()["kinds"])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    match name:
        case "superiors":
            return re.compile("|".join(words()["superiors"]))
        case "short":
            return re.compile("|".join(words()["short_names_before"]))
        case "short_of_zone":
            return re.compile(f"市?{words()['zone']}(?:{words()['committee']}|$|.*[局办会队心]$)")
        case "zone":
            return re.compile(f"(?P<zone>{words()['zone']})(?P<committee>{words()['committee']}?)")
        case "not_places":
            return re.compile(words()["not_places"]["words"])
        case _:
            return re.compile(words()[name]["matches"])


def take_apart(name: str) -> Name:
    """The places and the organ of a name.

    >>> [each.name for each in take_apart("广州市黄埔区水务局").places], take_apart("广州市黄埔区水务局").organ
    (['黄埔区'], '水务局')
    """
    # Of two bodies that give one report the first counts; a white space may just as well stand in one name.
    first, *more = [each for each in _TWO_BODIES.split(normalise(name).strip()) if each] or [""]
    if more and (parsed := _parsed(plain(first))).places and parsed.organ and _parsed(plain("".join(more))).places:
        return parsed
    return _parsed(plain(name))


def _parsed(whole: str) -> Name:
    begin = superior.end() if (superior := _pattern("superiors").match(whole)) and superior.end() < len(whole) else 0
    found = _places(whole, begin)
    if not found.places and begin:
        begin, found = 0, _places(whole, 0)
    places, in_full, rest = found.places, found.in_full and not begin, whole[found.end :]
    outer: tuple[Division, ...] = ()
    while places and rest and (inner := _inner_place(rest, places)):
        # 黄埔区人民政府永和街道办事处, 广州市公安局黄埔分局
        between = rest[: inner.begin]
        if not between.endswith("政府"):
            outer, in_full = outer or places, False
        places, rest, in_full = inner.places, rest[inner.end :], in_full and inner.in_full
    in_zone = _pattern("zone").match(rest) if places else None
    unknown = () if in_zone else tuple(_unknown_places(rest))
    zone = in_zone["zone"] if in_zone and in_zone.end() < len(rest) else ""
    organ = rest[sum(map(len, unknown)) :]
    kind = _kind(whole, begin, places, unknown, rest[in_zone.end() :] if in_zone and zone else organ)
    return Name(whole, places, outer, organ, kind, unknown, zone, in_full)


def _kind(whole: str, begin: int, places: Sequence[Division], unknown: Sequence[str], organ: str) -> str:
    if organ in ("", _GOVERNMENT, "政府", *_OF_STREETS):
        unit = unknown[-1] if unknown else places[0].name if places else ""
        if unit.endswith(("镇", "乡", "苏木")):
            return "township"
        if unit.endswith(("街道", "街")) or (organ == "办事处" and unit):
            return "street"
        if places and not unknown and _is_zone(places[0]):
            return "development_zone"
    if not organ and (unknown or places):
        return "government"
    return kind_of(whole if begin and not places else organ or whole)


def _is_own_committee(name: Name, places: Sequence[Division]) -> bool:
    """Whether a committee is that of a zone that the lists have as a division."""
    return (
        name.kind == "development_zone"
        and bool(places)
        and all(re.search(f"{words()['zone']}$", each.name) for each in places)
        and _full_organ(name) == _COMMITTEE
    )


def _is_zone(place: Division) -> bool:
    return len(place.code) == 6 and place.code[4] == "7" and re.search(f"{words()['zone']}$", place.name) is not None


class _Found(NamedTuple):
    """The innermost division that is named, or all that it may be; from where to where; whether by its full name."""

    places: tuple[Division, ...]
    begin: int
    end: int
    in_full: bool = True


def _places(text: str, at: int) -> _Found:
    """The divisions that a text names one after the other from `at` on."""
    found = _Found((), at, at)
    while following := _next_place(text, found.end, found.places):
        found = _Found(following.places, at, following.end, found.in_full and following.in_full)
    return found


def _next_place(text: str, at: int, within: Sequence[Division], *, short: bool = True) -> _Found | None:
    known = divisions()
    for end, bearers in known.beginning(text, at):
        if inner := _inside(bearers, within):
            return _Found(inner, at, end)
    if not short:
        return None
    for end, bearers in known.beginning(text, at, short=True):
        inner = _inside(bearers, within)
        if not inner:
            continue
        if _pattern("short").match(text, end) or (not within and _pattern("short_of_zone").match(text, end)):
            return _Found(inner, at, end, in_full=False)
        # 广州黄埔区, 广东广州市: where a full name of what lies in it follows
        following = _next_place(text, end, inner, short=False)
        if following and (within or any(each.level != "township" for each in following.places)):
            return following
    return None


def _inside(bearers: Sequence[Division], within: Sequence[Division]) -> tuple[Division, ...]:
    if not within:
        return tuple(bearers)
    return tuple(each for each in bearers if any(divisions().within(each, outer) for outer in within))


def _inner_place(rest: str, places: Sequence[Division]) -> _Found | None:
    """The place in the middle of an organ's name."""
    for organ in re.finditer("(?<=人民政府)|(?<=.局)|(?<=委员会)|(?<=管委会)", rest):
        if following := _next_place(rest, organ.start(), places):
            return following
    return None


def _unknown_places(rest: str) -> Iterator[str]:
    """Names of places with which the rest of a name begins, and which no list has."""
    at = 0
    while found := _PLACE_UNKNOWN.match(rest, at):
        place = found["place"]
        if _pattern("not_places").search(rest[at : found.end() + 1]) or len(place) < 2:
            return
        yield place
        at = found.end()


def same_place(places: Sequence[Division], year: int | None) -> tuple[Division, ...]:
    """The divisions that a name may mean in a year, each once: 公主岭市 had another code before 2020."""
    then = tuple(each for each in places if year is None or each.existed(year)) or tuple(places)
    newest: dict[tuple[str, str, str], Division] = {}
    for each in sorted(then, key=lambda each: (each.last or 9999, each.code)):
        # A county that was given to another prefecture is the same; a district of the same name is another one.
        unit = each.code[:2] if each.level == "county" and not each.name.endswith("区") else each.code[:6]
        newest[each.level, unit, each.name] = each
    return tuple(newest.values())


def describe(name: Name, places: Sequence[Division], *, printed: str, only_here: str | None = None) -> list[Agency]:
    """The row of a body, and those of the governments above it, the innermost first.

    `places` are what its place may be: one where it is decided. `only_here` names the report of a body whose name
    does not tell which it is.
    """
    known = divisions()
    shared = _shared(places)
    decided = places[0] if len(places) == 1 else None
    place = decided or (shared[-1] if shared else None)
    columns: dict[str, str | None] = dict.fromkeys(LEVELS[1:])
    columns |= {each.level: each.name for each in (known.chain(place) if place else ())}
    for unit in name.unknown if decided or not places else ():
        level = _LEVEL_OF_UNIT.get(unit if unit in _LEVEL_OF_UNIT else unit[-2:], _LEVEL_OF_UNIT.get(unit[-1]))
        if level:
            columns[level] = unit
    level = _level(name, places)
    code = decided.code if decided and not name.unknown else None
    ident = _ident(name, decided)
    if only_here:
        ident = f"{ident} ({only_here})"
    above = _above(name, decided)
    parent = above[0].agency_id if above else None
    row = Agency(
        agency_id=ident,
        name=ident if decided and not only_here else printed,
        kind=name.kind,
        level=level,
        **columns,
        division_code=code,
        parent_agency_id=parent,
        note=_note(name, places, level, only_here),
    )
    return [row, *(each for each in above if each.agency_id != ident)]


def _shared(places: Sequence[Division]) -> list[Division]:
    """The divisions that all of the places lie in."""
    chains = [divisions().chain(each) for each in places]
    return [first for first, *others in zip(*chains, strict=False) if all(each == first for each in others)]


def _level(name: Name, places: Sequence[Division]) -> str | None:
    if _pattern("national").search(name.text) and not places:
        return "national"
    if name.unknown:
        unit = name.unknown[-1]
        return next((level for word, level in _LEVEL_OF_UNIT.items() if unit.endswith(word)), None)
    if name.zone or (name.kind == "development_zone" and not _is_own_committee(name, places)):
        return None
    if name.kind in ("township", "street") and (name.organ or not places):
        return "township"
    levels = {each.level for each in places}
    return levels.pop() if len(levels) == 1 else None


def _ident(name: Name, decided: Division | None) -> str:
    if decided is None or not name.in_full:
        return re.sub(f"{words()['committee']}?$", _COMMITTEE, name.text, count=1) if _is_committee(name) else name.text
    return _full_name(decided) + "".join(name.unknown) + _full_organ(name)


def _is_committee(name: Name) -> bool:
    return name.kind == "development_zone" and not name.zone and len(name.places) == 1


def _full_organ(name: Name) -> str:
    """The organ under one name: 管委会 is 管理委员会, and a place that is named alone its government."""
    organ = name.organ
    if name.kind in ("government", "township") and organ in ("", "政府"):
        return _GOVERNMENT
    if name.kind == "development_zone":
        return re.sub("(?:管委会|管理委员会)?$", _COMMITTEE, organ, count=1)
    if name.kind == "street" and organ in ("", *_OF_STREETS):
        return "办事处"
    return organ


def _full_name(place: Division) -> str:
    """A division's name as its government has it: a district with its city, a county whose name another province has
    as well with what it lies in.

    >>> _full_name(divisions().by_code["440112"]), _full_name(divisions().by_code["320583"])
    ('广州市黄埔区', '昆山市')
    """
    known = divisions()
    *above, own = known.chain(place)
    if own.level in ("province", "prefecture") or not above:
        return own.name
    if own.level == "township":
        return _full_name(above[-1]) + own.name
    provinces = {each.code[:2] for each in known.by_name[normalise(own.name)] if each.level == "county"}
    if own.name.endswith("区") or len(provinces) > 1:
        return ("" if _is_zone(own) else above[-1].name) + own.name
    return own.name


def _above(name: Name, decided: Division | None) -> list[Agency]:
    """The governments that a body belongs to, the innermost first."""
    if name.kind in ("vertical", "other"):
        return []
    if decided is None:
        national = (
            _pattern("national").search(name.text) and not name.places and name.text != words()["national"]["parent"]
        )
        return [_state_council()] if national else []
    known = divisions()
    outer = name.outer if len(name.outer) == 1 else ()
    chain = known.chain(outer[0] if outer else decided)
    is_its_own = not name.unknown and not outer and (
        name.kind == "government"
        or (name.kind in ("township", "street") and decided.level == "township")
        or _is_own_committee(name, [decided])
    )  # fmt: skip
    rows = [_government(each) for each in (chain[:-1] if is_its_own else chain)]
    if name.zone:
        rows.append(_committee(name, rows[-1]))
    linked = [_state_council(), *rows]
    return [
        replace(row, parent_agency_id=parent.agency_id)
        for parent, row in reversed(list(zip(linked, rows, strict=False)))
    ] + [linked[0]]


def _government(place: Division) -> Agency:
    kind = _kind(place.name, 0, [place], (), "")
    organ = {"street": "办事处", "development_zone": _COMMITTEE}.get(kind, _GOVERNMENT)
    ident = _full_name(place) + organ
    columns = {each.level: each.name for each in divisions().chain(place)}
    province, prefecture, county, township = (columns.get(level) for level in LEVELS[1:])
    return Agency(ident, ident, kind, place.level, province, prefecture, county, township, place.code, None, None)


def _committee(name: Name, city: Agency) -> Agency:
    """The committee of the zone that an organ belongs to."""
    ident = name.text[: name.text.index(name.zone) + len(name.zone)] + _COMMITTEE
    note = "the name of a zone does not tell its level"
    places = (city.province, city.prefecture, city.county, city.township, city.division_code)
    return Agency(ident, ident, "development_zone", None, *places, None, note)


def _state_council() -> Agency:
    name = words()["national"]["parent"]
    return Agency(name, name, "government", "national", None, None, None, None, None, None, None)


def _note(name: Name, places: Sequence[Division], level: str | None, only_here: str | None) -> str | None:
    said = []
    if only_here and len(places) < 2:
        said.append("the name does not tell which body it is")
    elif len(places) > 1:
        full = "、".join(sorted("".join(each.name for each in divisions().chain(one)) for one in places)[:6])
        more = f" and {len(places) - 6} more" if len(places) > 6 else ""
        said.append(f"several divisions bear the name: {full}{more}")
    elif name.unknown:
        said.append(f"no list of divisions has {'、'.join(name.unknown)}")
    elif not places and level != "national":
        said.append("the name begins with no division of the lists")
    if name.kind == "vertical" and (places or level == "national"):
        said.append("under its superior in the same field, not under the government of its place")
    if level is None and (name.zone or name.kind == "development_zone"):
        said.append("the name of a zone does not tell its level")
    return "; ".join(said) or None
