"""What the words of a title speak for the place where it stands.

What belongs here: from a place and its words to a place with a score. What does not: the words (`title_words`), and
where they begin (`naming`, `titles_above`, `titles_in_sentences`).
"""

from collections.abc import Sequence
from dataclasses import replace

from gidr_pipeline.extraction.bodies import writer_of
from gidr_pipeline.extraction.names import ends_like_one, pattern
from gidr_pipeline.extraction.place import Place
from gidr_pipeline.extraction.text.squeezed import Squeezed
from gidr_pipeline.extraction.title_words import Words

HAS_NAME, HAS_YEAR = 3.0, 1.5
_ENDS_LIKE_ONE = 1.0


def scored(squeezed: Squeezed, place: Place, said: Words, end: int, behind: Sequence[int]) -> Place:
    """A place with what its words tell, the title ending at `end`, and the years behind its subject."""
    years = (*behind, *said.years)
    score = place.score + (HAS_YEAR if years else 0)
    place = replace(place, title=squeezed.span(said.begin, end), years=years)
    if said.name is None:
        return replace(place, score=score)
    name, *at = said.name
    if written := pattern("", "written_by").fullmatch(name):
        begin = at[0] + written.start("body")
        if not (body := writer_of(written["body"])):
            return replace(place, score=score)
        name, at = body, [begin, begin + len(body)]
    score += HAS_NAME + (_ENDS_LIKE_ONE if ends_like_one(name) else 0)
    return replace(place, score=score, name=name, span=squeezed.span(*at))
