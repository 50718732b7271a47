"""What a body calls itself where its text names none: 区教育局, 全县.

What belongs here: which bodies the clauses of a report's prose count for, and whether those are one. What does not:
short names of a body whose name is known (`body`).
"""

import re
from collections.abc import Iterable, Iterator

from gidr_pipeline.extraction.narrative.body import Body
from gidr_pipeline.extraction.narrative.bounds import BREAKS
from gidr_pipeline.extraction.narrative.clause import DATES, TIME
from gidr_pipeline.extraction.narrative.lexicon import letters, over
from gidr_pipeline.extraction.narrative.tokens import Tokens

_LETTER = letters()
_BEGINS = BREAKS | {_LETTER["and"]}
_BEFORE = over(f"[{DATES} during link mark and adverb]*+")
_COUNTS = (
    f"(?:open_bracket[^close_bracket figure]*close_bracket)?[{TIME} link adverb]*(?:deny|figure"
    "|[receive accept new handle done made published open on_request apply info by_way]"
    "[^comma stop figure deny]*(?:figure|deny))"
)
_REGION = over(f"whole_region[inside organ all_levels townships and each]*{_COUNTS}")
_ITSELF = over(f"own{_COUNTS}")
_ORGAN = over(
    "(?P<name>[^comma stop colon open_bracket close_bracket figure deny receive accept new done made published by_way"
    " own applicant below subordinate unit each inside all_levels townships whole_region not_all with_all_below]{0,6}"
    f"organ)(?={_COUNTS})"
)
_LONGEST_NAME = 16
_OFFICES = ("街道办事处", "街道办", "街道", "委员会", "管委会", "办公室", "局", "委", "办", "厅")
"""What a name ends with that is told from the words around it; others (单位, 中心) are said of anybody."""
_PART_OF_A_REGION = re.compile("我们|[我本]\\s*单位")
"""How a body calls itself that is not all of a county."""
_OWN = re.compile(f"[我本](办(?![法理])|{'|'.join(_OFFICES)}|[镇乡校院站所队]|苏木|中心|公司|集团)")


def called_by(prose: str, sentences: Iterable[Tokens]) -> str | None:
    """The name of the body for which sentences of a report's prose count, None unless it is one throughout.

    Who governs all that is counted (全县) is named by its level.
    """
    own = {found[1] for found in _OWN.finditer("".join(prose.split()))}
    regions, organs, counts_itself = set[str](), set[str](), False
    for words in sentences:
        for at in _beginnings(words):
            counts_itself = counts_itself or _ITSELF.match(words.kinds, at) is not None
            if _REGION.match(words.kinds, at):
                regions.add(words.items[at].code or "")
            if named := _ORGAN.match(words.kinds, at):
                organs.add(words.words(*named.span("name")))
    if regions:
        others = organs or counts_itself or _PART_OF_A_REGION.search(prose)
        return regions.pop() if len(regions) == 1 and own <= regions and not others else None
    return None if counts_itself else _one_of(organs, own)


def _beginnings(words: Tokens) -> Iterator[int]:
    """Where a clause may begin with its subject, behind the words for its time."""
    for at in range(len(words.items)):
        if not at or words.kinds[at - 1] in _BEGINS:
            before = _BEFORE.match(words.kinds, at)
            yield before.end() if before else at


def _one_of(organs: set[str], own: set[str]) -> str | None:
    """The longest of these names, if all others are short for it, and so is what it calls itself (我局)."""
    name = max(sorted(organs), key=len, default="")
    if not name.endswith(_OFFICES) or len(name) > _LONGEST_NAME:
        return None
    body = Body.of(name)
    same = all(name.endswith(other) or body.name_at(other, 0) == len(other) for other in organs)
    return name if same and all(word in name for word in own) else None
