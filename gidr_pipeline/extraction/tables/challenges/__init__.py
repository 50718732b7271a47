"""The table of reconsiderations and lawsuits, with sums along: from heads and figures to cells.

- `channels`: lines to heads and rows of figures.
- `laying`: figures over cells in all ways, with their costs.
- `turned`: a table with a row for each result; `in_fields`: one under names in another order than the form's.
- `reader`: all of it, to cells.
"""
