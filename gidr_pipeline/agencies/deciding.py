"""Which of several divisions of one name a report means (鼓楼区, 朝阳区, 城关镇), by what else it says.

What belongs here: evidence from the report's text and from the folder that it lies in. What does not: what a name by
itself may mean (`bodies`). Where pieces of evidence contradict each other nothing is decided: no place is better than
a wrong one.
"""

import re
from collections.abc import Callable, Sequence

from gidr_pipeline.agencies.bodies import plain
from gidr_pipeline.agencies.divisions import Division, divisions, short_name

_ORGAN = "(?:市|省|区|县|州)?(?:人民政府|政府|委|党委|人大|级|直)"
_ENOUGH = 2
"""How often a text has to name what a place lies in, if it does not name its government."""


def decide(places: Sequence[Division], *, path: str, text: Callable[[], str]) -> tuple[Division, ...]:
    """The one place that is meant, else all of `places`.

    `path` is that of the file below the raw folder; `text` gives the text of the report, if it is needed.
    """
    if len(places) < 2:
        return tuple(places)
    by_folder = _the_one(places, lambda above, _: _in_folder(above, path))
    squeezed = plain(text())
    by_text = _the_one(places, lambda above, place: _directly(above, place, squeezed))
    # None tells nothing; several contradict each other, and then the weaker evidence does not count.
    if by_text is None:
        by_text = _the_one(places, lambda above, _: _mentioned(above, squeezed))
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


def _directly(above: list[Division], place: Division, text: str) -> bool:
    """Whether the text names the place with what it lies in: 长春市朝阳区, 长春朝阳区."""
    return any(name + place.name in text for each in above for name in (each.name, short_name(each.name)))


def _mentioned(above: list[Division], text: str) -> bool:
    """Whether the text names what the place lies in so often, or so, that it is at home there."""
    for each in above:
        name = re.escape(each.name)
        if text.count(each.name) >= _ENOUGH or re.search(f"{name}{_ORGAN}", text):
            return True
    return False
