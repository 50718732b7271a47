"""The table of what was disclosed proactively, without sums: from heads, labels and places to cells.

- `blocks`: lines to heads, labels and rows.
- `kept`: where the text keeps the places of a row, and how the table is filled in.
- `ways`: the ways to lay a row over its cells, with their costs.
- `apart`: figures away from their labels.
- `money`: units.
- `reader`: all of it, to cells.
"""
