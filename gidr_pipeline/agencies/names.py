"""The name of a body, taken apart into the places that it names and the organ behind them.

What belongs here: what the words of a name tell. What does not: rows of bodies (`bodies`), and telling divisions of one
name apart by what else a report says (`deciding`).
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from gidr_pipeline.agencies.divisions import Division, divisions
from gidr_pipeline.extraction.text.normalise import normalise

_SPACE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_TWO_BODIES = re.compile(r"[\s、,，/]+|(?<=政府)和")
_PLACE_UNKNOWN = re.compile(
    r"(?P<place>(?:(?![局委办处部厅会院校])[一-鿿]){1,8}?(?:自治[州县旗]|省|市|地区|县|旗|区|镇|乡|苏木|街道))"
    r"(?=.)(?!场|政|容|建|企)"
)
GOVERNMENT = "人民政府"
OF_STREETS = ("办", "街办", "办事处")


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
def pattern(name: str) -> re.Pattern[str]:
    """A pattern of `kinds.toml`."""
    match name:
        case "superiors":
            return re.compile("|".join([*words()["centre"], *words()["of_no_government"], *words()["superiors"]]))
        case "centre" | "of_no_government":
            return re.compile("|".join(words()[name]))
        case "short":
            return re.compile("|".join(words()["short_names_before"]))
        case "short_of_zone":
            return re.compile(f"市?{words()['zone']}(?:{words()['committee']}|$|.*[局办会队心]$)")
        case "feature" | "of_lake" | "branch":
            return re.compile(words()[name])
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
    begin = superior.end() if (superior := pattern("superiors").match(whole)) and superior.end() < len(whole) else 0
    found = _places(whole, begin, of_centre=begin > 0 and pattern("centre").match(whole) is not None)
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
    in_zone = pattern("zone").match(rest) if places else None
    unknown = () if in_zone else tuple(_unknown_places(rest))
    zone = in_zone["zone"] if in_zone and in_zone.end() < len(rest) else ""
    organ = rest[sum(map(len, unknown)) :]
    kind = kind_at(whole, begin, places, unknown, rest[in_zone.end() :] if in_zone and zone else organ)
    return Name(whole, places, outer, organ, kind, unknown, zone, in_full)


def kind_at(whole: str, begin: int, places: Sequence[Division], unknown: Sequence[str], organ: str) -> str:
    """What a body is, by its places and what stands behind them; those before `begin` are of its superior."""
    if begin and places and pattern("centre").match(whole):
        return "vertical"
    if begin and pattern("of_no_government").match(whole) and kind_of(organ) != "institution":
        return "other"
    if organ in ("", GOVERNMENT, "政府", *OF_STREETS):
        unit = unknown[-1] if unknown else places[0].name if places else ""
        if unit.endswith(("镇", "乡", "苏木")):
            return "township"
        if unit.endswith(("街道", "街")) or (organ == "办事处" and unit):
            return "street"
        if places and not unknown and is_zone(places[0]):
            return "development_zone"
    if not organ and (unknown or places):
        return "government"
    return kind_of(whole if begin and not places else organ or whole)


def is_zone(place: Division) -> bool:
    """Whether the lists have a zone (开发区等) as a division."""
    return len(place.code) == 6 and place.code[4] == "7" and re.search(f"{words()['zone']}$", place.name) is not None


class _Found(NamedTuple):
    """The innermost division that is named, or all that it may be; from where to where; whether by its full name."""

    places: tuple[Division, ...]
    begin: int
    end: int
    in_full: bool = True


def _places(text: str, at: int, *, of_centre: bool = False) -> _Found:
    """The divisions that a text names one after the other from `at` on; of a body of the centre the name of a province
    may be short (国家矿山安全监察局山西局)."""
    found = _Found((), at, at)
    while following := _next_place(text, found.end, found.places):
        found = _Found(following.places, at, following.end, found.in_full and following.in_full)
    if of_centre and not found.places:
        for end, bearers in divisions().beginning(text, at, short=True):
            if all(each.level == "province" for each in bearers) and pattern("branch").fullmatch(text, end):
                return _Found(bearers, at, end, in_full=False)
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
        if pattern("short").match(text, end) or (not within and _is_of_zone(text, end, inner)):
            return _Found(inner, at, end, in_full=False)
        # 广州黄埔区, 广东广州市: where a full name of what lies in it follows
        following = _next_place(text, end, inner, short=False)
        if following and (within or any(each.level != "township" for each in following.places)):
            return following
    return None


def _is_of_zone(text: str, end: int, bearers: Sequence[Division]) -> bool:
    """Whether the name of a division that ends here is that of a zone's place, and no lake's or mountain's."""
    known, is_county = divisions(), all(each.level == "county" and not each.name.endswith("市") for each in bearers)
    is_feature = pattern("feature").match(text, end) and not any(known.beginning(text, end, short=True))
    if is_feature or (is_county and pattern("of_lake").match(text, end)):
        return False
    return pattern("short_of_zone").match(text, end) is not None


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
        if pattern("not_places").search(rest[at : found.end() + 1]) or len(place) < 2:
            return
        yield place
        at = found.end()
