"""The table of reconsiderations and lawsuits, with sums along: from heads and figures to cells.

- `channels`: lines to heads and rows of figures.
- `laying`: figures over cells in all ways, with their costs.
- `reader`: all of it, to cells.
"""
