"""What no pattern of the house may have: a group in a possessive or atomic part, where Python 3.11 may fail; and, for
prose, a repetition of figures inside a repetition, which is tried on a long run of them in every way.
"""

import dataclasses
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import gidr_pipeline.extraction

_HELD = (_constants.POSSESSIVE_REPEAT, _constants.ATOMIC_GROUP)


def groups_held(pattern: str, flags: int = 0) -> list[int]:
    """The numbers of the capturing groups inside possessive repetitions and atomic groups of a pattern."""
    return sorted(set(_held(_parser.parse(pattern, flags), False)))


def _held(part: Any, inside: bool) -> Iterator[int]:
    for each in part:
        if isinstance(each, tuple) and each:
            if each[0] is _constants.SUBPATTERN and inside and each[1][0] is not None:
                yield each[1][0]
            yield from _held(each, inside or each[0] in _HELD)
        elif isinstance(each, (_parser.SubPattern, list)):
            yield from _held(each, inside)


_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)
_DIGIT = ord("5")


def repeats_figures(pattern: str, flags: int = 0) -> bool:
    """Whether a pattern has a repetition that may take a run of digits apart in several ways."""
    return any(_takes_apart(*repeat) for repeat in _repeats(_parser.parse(pattern, flags)))


def _repeats(tree: Any) -> Iterator[tuple[int, Any]]:
    """How often at most, and what, for every repetition in a parsed pattern."""
    for each in tree:
        if isinstance(each, tuple) and len(each) == 2 and any(each[0] is repeat for repeat in _REPEATS):
            yield int(each[1][1]), each[1][2]
        if isinstance(each, (tuple, list, _parser.SubPattern)):
            yield from _repeats(each)


def _takes_apart(most: int, body: Any) -> bool:
    return most > 1 and any(_varies_in_digits(way) for way in _ways(body))


def _ways(body: Any) -> Iterator[list[Any]]:
    """What a body may be, group by group opened and each branch for itself."""
    for at, (operator, arguments) in enumerate(body):
        if operator is _constants.SUBPATTERN:
            yield from _ways([*body[:at], *arguments[3], *body[at + 1 :]])
            return
        if operator is _constants.BRANCH:
            for branch in arguments[1]:
                yield from _ways([*body[:at], *branch, *body[at + 1 :]])
            return
    yield list(body)


def _varies_in_digits(way: list[Any]) -> bool:
    """Whether nothing but digits may be taken, and more or fewer of them."""
    varies = False
    for operator, arguments in way:
        if any(operator is repeat for repeat in _REPEATS):
            least, most, body = arguments
            takes = any(_is_digits(each) for each in body)
            varies = varies or (takes and least != most)
            if not takes and least:
                return False
        elif operator not in (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT) and not _is_digits(
            (operator, arguments)
        ):
            return False
    return varies


def _is_digits(part: Any) -> bool:
    operator, arguments = part
    if operator is _constants.LITERAL:
        return bool(arguments == _DIGIT)
    if operator is _constants.IN:
        listed = any(
            (kind is _constants.RANGE and what[0] <= _DIGIT <= what[1])
            or (kind is _constants.CATEGORY and what is _constants.CATEGORY_DIGIT)
            or (kind is _constants.LITERAL and what == _DIGIT)
            for kind, what in arguments
        )
        return listed is (arguments[0][0] is not _constants.NEGATE)
    if operator is _constants.NOT_LITERAL:
        return True
    return operator is _constants.ANY


def patterns_in(value: object, seen: dict[int, object]) -> Iterator[re.Pattern[str]]:
    """The compiled patterns in a value: in its items, its fields, and what its functions without arguments keep."""
    if id(value) in seen:
        return
    seen[id(value)] = value  # Kept alive, so that no other value gets its identity.
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        yield from patterns_in(list(value.values()), seen)
    elif isinstance(value, (tuple, list, set, frozenset)):
        for item in value:
            yield from patterns_in(item, seen)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from patterns_in([getattr(value, field.name) for field in dataclasses.fields(value)], seen)
    elif hasattr(value, "cache_info") and not value.__wrapped__.__code__.co_argcount:  # type: ignore[attr-defined]
        yield from patterns_in(value(), seen)  # type: ignore[operator]


def all_patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern of the package, by the module that has it and its text."""
    package = gidr_pipeline.extraction
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        kept = vars(importlib.import_module(module.name))
        found.update({f"{module.name} {each.pattern}": each for each in patterns_in(kept, {})})
    return found


def test_no_pattern_holds_a_group() -> None:
    patterns = all_patterns()
    assert {name.split()[0].split(".")[2] for name in patterns if name.startswith("gidr")} >= {
        "narrative",
        "segment",
        "tables",
        "text",
        "title",
    }
    assert {name: held for name, each in patterns.items() if (held := groups_held(each.pattern, each.flags))} == {}


@pytest.mark.parametrize(
    ("pattern", "held"),
    [
        ("(?:(?P<x>a)|b)*+c", [1]),
        ("(a)(?:b(c))++", [2]),
        ("(?>a(b)|c)", [1]),
        ("(?:x(?:y|(?=z(w)))?)?+", [1]),
        ("((?:a|b)*+)(c)+", []),
        ("(?:(?:a|b)++(c))*", []),
    ],
)
def test_a_held_group_is_seen(pattern: str, held: list[int]) -> None:
    assert groups_held(pattern) == held


def test_no_pattern_for_prose_repeats_figures() -> None:
    patterns = {name: each for name, each in all_patterns().items() if ".narrative." in name}
    assert len(patterns) > 50
    assert [name for name, each in patterns.items() if repeats_figures(each.pattern, each.flags)] == []


@pytest.mark.parametrize(
    ("pattern", "repeats"),
    [
        (r"(?:[二两三]|\d{1,2})+年", True),
        (r"(?:\d+)*", True),
        (r"(?:\d+x?)+", True),
        (r"(?:\d{3}|[^x]+)*y", True),
        (r"(?:,\d{3})+", False),
        (r"(?:\d+、)+", False),
        (r"\d{0,3}(?:,\d{3})*", False),
        (r"(?:[二两三]{1,3}|\d{1,2})年", False),
    ],
)
def test_repeated_figures_are_seen(pattern: str, repeats: bool) -> None:
    assert repeats_figures(pattern) == repeats


@dataclasses.dataclass(frozen=True)
class Kept:
    pattern: re.Pattern[str]


def test_patterns_are_found_wherever_they_are_kept() -> None:
    kept = {"a": (Kept(re.compile("a")), [re.compile("b")]), "c": {"d": re.compile("c")}}
    assert sorted(each.pattern for each in patterns_in(kept, {})) == ["a", "b", "c"]
