"""From the bytes of a document to the reports in it: decode, segment, read tables and prose.

Data flows one way; nothing here knows Dagster or DuckDB:

- `text`: bytes to normalised text, and text to lines of tokens.
- `form_words`: the labels and headings of the forms as patterns, which is all that `text` knows of them.
- `documents`: a decoded text to the reports in it; where the tables are plain, no more need be read of their lines.
- `segment`: lines to headings, and headings to six sections.
- `report`: the lines of one report to all that is read of them, by the modules below.
- `recognise`: whether a text is a report of these forms, one of the older kind, or none.
- `edition`: the words of the tables to the edition of the form.
- `tables`: lines to the cells of the three tables.
- `doubtful`: figures of which a part may be lost are left open.
- `pictured`: what was read from a picture of a page is told as such.
- `title`: what stands around the tables to title, agency and year, with `naming` (the places that name the report,
  some in sentences, `titles_in_sentences`, or begun on the line above, `titles_above`), `leads` (sentences that do so
  without a title), `title_words` (what their words tell) and `scored` (what these speak for), `bodies` (those away from
  titles), `names` (what is the name of a body, by the words of `title.toml`) and `years`.
- `narrative`: prose to claims about the tables.
- `model`: the records that come out.
"""

from gidr_pipeline.conversion.model import Converted
from gidr_pipeline.extraction.model import Document, Rejection

__all__ = ["extract_document", "read_converted"]


def extract_document(data: bytes) -> Document:
    """Read the reports in a text document. What can't be read gives a Document with a Rejection, never an exception."""
    from gidr_pipeline.extraction.documents import read_document  # as below
    from gidr_pipeline.extraction.text.decode import decode

    decoded = decode(data)
    if isinstance(decoded, Rejection):
        return Document(None, None, rejection=decoded)
    return read_document(decoded)


def read_converted(converted: Converted) -> Document:
    """Read the reports in a file that was converted, likewise."""
    # A quarter of a second for patterns, which a night with nothing to read does without.
    from gidr_pipeline.extraction.documents import read_converted

    return read_converted(converted)
