"""Titles in sentences: in one that gives the report to the public, and in a lead that tells of how it was made.

What belongs here: which of these sentences name this report, and what they say of it. What does not: sentences
without a title (`leads`), and titles anywhere else (`naming`).
"""

from collections.abc import Sequence

from gidr_pipeline.extraction.bodies import agent_of
from gidr_pipeline.extraction.leads import IN_A_SENTENCE, SENTENCE
from gidr_pipeline.extraction.names import is_whole, pattern, words
from gidr_pipeline.extraction.place import Place, Source
from gidr_pipeline.extraction.scored import scored
from gidr_pipeline.extraction.text.squeezed import Squeezed
from gidr_pipeline.extraction.title_words import SEPARATOR, words_before
from gidr_pipeline.extraction.years import YEAR


def in_a_sentence(
    squeezed: Squeezed, begin: int, start: int, end: int, given: int | None, behind: Sequence[int], *, is_lead: bool
) -> Place | None:
    """A title in a sentence that gives the report to the public, or begins with it, or in a lead that tells of how it
    was made; None for any other sentence. The subject stands from `start` to `end` on a line that begins at `begin`,
    the words that give it end at `given`, and `behind` it stand these years."""
    text = squeezed.text
    cut = max((match.end() for match in SEPARATOR.finditer(text, begin, start)), default=begin)
    opens = text[cut - 1 : cut] == "《"
    begins = cut == begin or text[cut - 1] in "。" or (opens and (cut - 1 == begin or text[cut - 2] == "。"))
    agent = agent_of(squeezed, max(0, start - SENTENCE), start)
    is_by = text.startswith("由", cut) and YEAR.search(text, cut, start) is not None
    is_made = is_lead and _is_made(squeezed, cut, start, end)
    if given is not None and given >= cut - opens:
        cut = max(cut, given)
    elif is_made or pattern("", "own", words("acts")).match(text, cut, start) or (agent and agent[1] == cut + is_by):
        cut = _behind_the_verb(squeezed, cut, start)
    elif not (begins or opens) or not pattern("", "goes_on_with", "|[。:]" if begins else "").match(text, end):
        return None
    said = words_before(squeezed, cut, start)
    if agent and (said.name is None or (agent[0].endswith(said.name[0]) and not is_whole(said.name[0]))):
        said = said._replace(name=agent)
    return scored(squeezed, Place(Source.SENTENCE, IN_A_SENTENCE), said, end, behind)


def _is_made(squeezed: Squeezed, begin: int, start: int, end: int) -> bool:
    """Whether words before a title say that this report was made: of a whole body, by whomever (`…办公室编制了青江市
    人民政府2022年…报告`), or of a year if the next sentence tells what it consists of."""
    made = pattern("", "has_made").search(squeezed.text, begin, start)
    if made is None or not pattern("", "ends_a_sentence").match(squeezed.text, end):
        return False
    said = words_before(squeezed, made.end(), start)
    if said.name:
        return is_whole(said.name[0])
    return pattern("", "consists").match(squeezed.text, end) is not None


def _behind_the_verb(squeezed: Squeezed, begin: int, start: int) -> int:
    """Where the words of a title begin of which a sentence says who made it: at a whole name behind the verb
    (`青江市信息公开办公室编制了青江市人民政府2022年…报告`), else at its year."""
    text = squeezed.text
    behind = max((verb.end() for verb in pattern("", "gives").finditer(text, begin, start)), default=start)
    said = words_before(squeezed, behind, start)
    if said.name and is_whole(said.name[0]):
        return behind
    year = YEAR.search(text, begin, start)
    return year.start() if year else start
