"""From bytes to lines of tokens: what stands in a text and where. Which words are labels or headings
of a form it asks `form_words`; more it does not know of any.

The way through: `decode` → `by_columns`, `listed`, `recognised` and `escaped` (what programs make of a text, as often
as one holds the other) → `normalise` (characters and vocabulary, with `markup` of HTML and that of other `sources`) →
`invisible` (without those that take no place, and with line ends where none is left, by `unbroken`; both are counted at
the end) → `stacked` (rows whose cells stand one below the other, where each keeps its place), `framed`, `numbered`,
`quoted`, `browsed`, `crowded`, `thousands`, `dressed`, `signs`, `flattened` and `remarks` (what a way of printing put
there or took away, read as plain rows; nothing moves) → `lines`, which makes a `line` of places and tokens of each,
with `prose`, `spaced` and `figures` (what a line or a place holds), `between_rules` (rows over several lines) and
`torn` (pieces of labels). `squeezed` is a stretch of text without its white space, in which titles are found.
"""
