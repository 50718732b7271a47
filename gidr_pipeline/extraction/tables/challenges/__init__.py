"""The table of reconsiderations and lawsuits, with sums along: from heads and figures to cells.

- `names`: what the heads call channels and results, whole and in pieces.
- `part`: the heads of some channels with the figures below them; `channels`: lines to parts.
- `unread`: words in the place of figures, and a second row below the first, as what can't be read.
- `laying`: figures over cells in all ways, with their costs.
- `turned`: a table with a row for each result; `in_fields`: one under names in another order than the form's.
- `reader`: all of it, to cells.
"""
