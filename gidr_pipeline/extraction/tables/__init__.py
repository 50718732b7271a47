"""From lines to the cells of the three tables: figures to their places, and places to what they hold for certain.

The way through: `regions`, `beside` and `align` (a table's lines and labels); `blocks`, `rows` and `continued` (figures
to rows), or `order`, `streams`, `one_fault` and `apart` where figures stand apart from their labels; `aligned` (rows
with blanks in columns that the eye sees), with `view`, `standing` and `side_by_side` (what stands below what); `proven`
(for what is left, the one order in which all sums hold); `columns` and `heads` (whether the columns are the form's);
`twice`, `pages` and `doubts` (what speaks against a placed figure); and `summed` (rows to
`cells`), with `sums`, `style`, `candidates`, `options`, `pieces` and `repair` for
what is damaged.

`proactive` (with `heads` and `money`) and `challenges` (with `laying`) read their tables on their own, from `regions` to
`cells`, with the costs of `faults`.
"""
