"""No pattern of the house has a group in a possessive or atomic part: Python 3.11 may fail there."""

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
