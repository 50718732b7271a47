"""Which of several divisions of one name a report means (鼓楼区, 朝阳区, 城关镇), by what else it says.

What belongs here: evidence from the report's text and from the folder that it lies in. What does not: what a name by
itself may mean (`bodies`). Where pieces of evidence contradict each other nothing is decided: no place is better than
a wrong one.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from gidr_pipeline.agencies.divisions import Division, divisions, short_name
from gidr_pipeline.agencies.names import plain, words

_ORGAN = "(?:市|省|区|县|州)?(?:人民政府|政府|委|党委|人大|级|直)"
_SENTENCE = re.compile(r"[^。；;！!？?]+")
_ENOUGH = 2
"""How many sentences have to name what a place lies in, where none is such that one is enough."""


class _Said(NamedTuple):
    """Sentences that tell where a body is at home, without those about journeys and models elsewhere."""

    every: list[str]
    telling: list[str]
    """Those of which one is enough: the title, the signature, and what a superior wants."""


def decide(places: Sequence[Division], *, path: str, text: Callable[[], str]) -> tuple[Division, ...]:
    """The one place that is meant, else all of `places`.

    `path` is that of the file below the raw folder; `text` gives the text of the report, if it is needed.
    """
    if len(places) < 2:
        return tuple(places)
    by_folder = _the_one(places, lambda above, _: _in_folder(above, path))
    said_in = _said(plain(text()))
    by_text = _the_one(places, lambda above, place: _directly(above, place, said_in))
    # None tells nothing; several contradict each other, and then the weaker evidence does not count.
    if by_text is None:
        by_text = _the_one(places, lambda above, _: _mentioned(above, said_in))
    said = {each for each in (by_folder, by_text) if each is not None}
    if len(said) != 1:
        return tuple(places)
    found = said.pop()
    return (found,) if isinstance(found, Division) else tuple(places)


def _the_one(
    places: Sequence[Division], speaks_for: Callable[[list[Division], Division], bool]
) -> Division | tuple[()] | None:
    """The only place that something speaks for; None where it speaks for none, `()` where for several."""
    chains = {place: divisions().chain(place)[:-1] for place in places}
    shared = set.intersection(*map(set, chains.values()))
    found = [place for place in places if speaks_for([up for up in chains[place] if up not in shared], place)]
    return found[0] if len(found) == 1 else () if found else None


def _in_folder(above: list[Division], path: str) -> bool:
    parts = [plain(part) for part in path.split("/")]
    return any(each.name in part or short_name(each.name) == part for each in above for part in parts)


def _said(text: str) -> _Said:
    """The sentences of a text without white space. The first begins with the title, the last ends in the signature."""
    sentences = _SENTENCE.findall(text)
    kept = [(at, each) for at, each in enumerate(sentences) if not _pattern("elsewhere").search(each)]
    ends = {0} if text.endswith("。") else {0, len(sentences) - 1}
    return _Said(
        [each for _, each in kept],
        [each for at, each in kept if at in ends or _pattern("superior_wants").search(each)],
    )


def _directly(above: list[Division], place: Division, said: _Said) -> bool:
    """Whether the text names the place with what it lies in: 长春市朝阳区, 长春朝阳区."""
    names = "|".join(re.escape(name + place.name) for each in above for name in (each.name, short_name(each.name)))
    return _is_said(names, names, said)


def _mentioned(above: list[Division], said: _Said) -> bool:
    """Whether the text names what the place lies in so often, or so, that it is at home there."""
    return any(_is_said(re.escape(each.name), re.escape(each.name) + _ORGAN, said) for each in above)


def _is_said(name: str, at_once: str, said: _Said) -> bool:
    """Whether a telling sentence has the words `at_once`, or several sentences a name."""
    return bool(name) and (
        any(re.search(at_once, each) for each in said.telling)
        or sum(re.search(name, each) is not None for each in said.every) >= _ENOUGH
    )


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(words()["sentences"][name])
