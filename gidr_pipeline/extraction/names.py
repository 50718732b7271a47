"""What is the name of a body and what is none, by the words of `title.toml`.

What belongs here: judging words by themselves. What does not: where in a report they stand (`title`).
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

_LONGEST = 40
_CHARACTERS = re.compile(rf"[〇㐀-鿿(][〇㐀-鿿()·、\"A-Za-z0-9-]{{1,{_LONGEST - 1}}}")
_PLACEHOLDER = re.compile("[XxＸ×○]{2}")
"""What stands for a name in templates: `XX县XX局`."""
_TORN = re.compile(
    r"[〇○零一二三四五六七八九]{0,3}年度?(?!.{0,2}[镇乡街村])|度(?!.{0,2}[镇乡街村])|.*(?:\d|年|年度|[(、·-])$"
)
"""What the rest of a broken line begins with, and what a name does not end with."""


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("title.toml").read_text(encoding="utf-8"))


@cache
def words(*keys: str) -> str:
    """The words of some classes as one pattern, for example `words("organs", "places")`."""
    found = [_data()[key] for key in keys]
    return f"(?:{'|'.join(each if isinstance(each, str) else '|'.join(each) for each in found)})"


@cache
def pattern(before: str, key: str, behind: str = "") -> re.Pattern[str]:
    """The words of a class between two pieces of a pattern."""
    return re.compile(f"{before}{words(*key.split())}{behind}")


def is_name(name: str) -> bool:
    """Whether words may be the name of a body: no menu, no sentence, no 我局, not 政府 alone. Words like 公开 that
    menus have as well may stand in it only behind a place: `青江市政务公开办公室`, but not `政务公开青江市水务局`."""
    if not _CHARACTERS.fullmatch(name) or _TORN.match(name) or _PLACEHOLDER.search(name):
        return False
    if pattern("", "no_names").search(name):
        return False
    if pattern("", "own", f"{words('organs', 'organs_or_words')}*|{words('ends_of_names')}").fullmatch(name):
        return False
    doubtful = pattern("", "names_or_menus").search(name)
    return doubtful is None or (ends_like_one(name) and begins_with_place(name[: doubtful.start()]))


def begins_with_place(name: str) -> bool:
    """Whether words begin with a place and its own name: `青江市水务局`, but not `市水务局` or `城乡建设局`."""
    return pattern("", "place").match(name) is not None


def ends_like_one(name: str) -> bool:
    """Whether the words end like an organ or a place that has a government."""
    return pattern("", "organs organs_or_words places", r"(?:\([^()]*\))?$").search(name) is not None


def is_whole(name: str) -> bool:
    """Whether nothing seems to be missing of a name."""
    return begins_with_place(name) and ends_like_one(name)


def is_organ(name: str) -> bool:
    """Whether the words end like an organ and like no other word: `水务局`, but not `社会`."""
    return pattern("", "organs", "$").search(name) is not None


def is_government(name: str) -> bool:
    """Whether a name is that of a whole government, as in the banner of its site."""
    return begins_with_place(name) and name.endswith(("政府", "管委会", "管理委员会"))


def is_second_piece(name: str) -> bool:
    """Whether words begin like the second piece of a broken name: `市水务局`, `沙镇人民政府`."""
    return pattern("", "second_piece").match(name) is not None


def is_menu(line: str) -> bool:
    """Whether a line is no name but of a menu."""
    return pattern("", "no_names").search(line) is not None or pattern("", "menus", "+").fullmatch(line) is not None


def is_office(name: str) -> bool:
    """Whether the words are an office alone, which goes with the government before it."""
    return pattern("", "offices").fullmatch(name) is not None


def is_of_kinds(name: str, kinds: Iterable[str]) -> bool:
    """Whether a body may be called all of these: 青江市水务局 says 我局, and no 我镇."""
    return all(re.search(_data()["names_of_kind"].get(kind, kind), name) for kind in kinds)


def fullest_of(names: Collection[str]) -> str | None:
    """Of names the one that says all that the others say: 青江市东平区水务局 for 区水务局; None where these are several
    bodies."""
    fullest = max(names, key=len, default="")
    return fullest if all(_says_less(name, fullest) for name in names) else None


def _says_less(name: str, fuller: str) -> bool:
    """Whether a name is another without the places before it."""
    before = fuller.removesuffix(name)
    is_end = before != fuller and begins_with_place(fuller)
    return name == fuller or (
        is_end and (is_second_piece(name) or pattern("", "places", "$").search(before) is not None)
    )


def writes_for(name: str) -> str | None:
    """The body whose report it or its office writes, 青江市水务局 for 青江市水务局办公室, 白沙镇 for 白沙镇党政办公室,
    青江市金融办 for itself; None for an office inside another government, which may be a body as well, or for its
    disclosure, 青江市政务公开办公室."""
    office = pattern("", "office_of_a_body", "$").search(name)
    if office is None or pattern("", "offices_of_their_own", "$").search(name):
        return name
    body = name[: office.start()]
    if pattern("", "inside_a_government", "$").search(body):
        # 白沙镇卫生院办公室 and 青江市古镇保护办公室 write for no township.
        township = pattern("", "township", f"{words('offices_of_a_township')}*{words('office_of_a_body')}?$").match(
            body
        )
        return township["body"] if township else None
    if not is_organ(body):
        if pattern("", "of_disclosure").search(office[0]):
            return None
        # 青江市水务局局党政办公室
        inside = pattern("(?P<body>.+?", "organs", ")(?!员会)[^省市州县区]{1,6}$").match(body)
        return inside["body"] if inside else name
    return writes_for(body)


def signs_for_another(name: str) -> bool:
    """Whether a name is an office's that signs for its government as often as for itself."""
    return pattern("", "offices_of_governments", "$").search(name) is not None
