"""A body by its name: what it is, where it is, and which government it belongs to, as rows of `dim_agency`.

What belongs here: rows of bodies and of the governments above them. What does not: taking a name apart (`names`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gidr_pipeline.agencies.divisions import LEVELS, Division, divisions
from gidr_pipeline.agencies.names import GOVERNMENT, OF_STREETS, Name, is_zone, kind_at, pattern, words
from gidr_pipeline.extraction.text.normalise import normalise

_LEVEL_OF_UNIT = {
    "省": "province", "县": "county", "旗": "county", "区": "county", "镇": "township", "乡": "township",
    "苏木": "township", "街道": "township",
}  # fmt: skip
"""What the word for a unit tells by itself: a 市 may be of two levels."""
_COMMITTEE = "管理委员会"


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
    if pattern("national").search(name.text) and not places:
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


def _is_own_committee(name: Name, places: Sequence[Division]) -> bool:
    """Whether a committee is that of a zone that the lists have as a division."""
    return (
        name.kind == "development_zone"
        and bool(places)
        and all(re.search(f"{words()['zone']}$", each.name) for each in places)
        and _full_organ(name) == _COMMITTEE
    )


def _is_committee(name: Name) -> bool:
    return name.kind == "development_zone" and not name.zone and len(name.places) == 1


def _full_organ(name: Name) -> str:
    """The organ under one name: 管委会 is 管理委员会, and a place that is named alone its government."""
    organ = name.organ
    if name.kind in ("government", "township") and organ in ("", "政府"):
        return GOVERNMENT
    if name.kind == "development_zone":
        return re.sub("(?:管委会|管理委员会)?$", _COMMITTEE, organ, count=1)
    if name.kind == "street" and organ in ("", *OF_STREETS):
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
        return ("" if is_zone(own) else above[-1].name) + own.name
    return own.name


def _above(name: Name, decided: Division | None) -> list[Agency]:
    """The governments that a body belongs to, the innermost first."""
    if name.kind in ("vertical", "other"):
        return []
    if decided is None:
        national = (
            pattern("national").search(name.text) and not name.places and name.text != words()["national"]["parent"]
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
    kind = kind_at(place.name, 0, [place], (), "")
    organ = {"street": "办事处", "development_zone": _COMMITTEE}.get(kind, GOVERNMENT)
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
