"""From lines to the cells of the three tables: figures to their places, and places to what they hold for certain.

`docs/how-a-table-is-read.md` works three rows through. Data flows one way:

- `plain`: the whole text, as `runs` of words and figures, to its tables at once, where every row is whole and every sum
  holds.
- `named`: likewise the tables whose every figure bears the names of its cell. Else:
- `halves` and `wrapped_labels`: rows that a text keeps in two tables, or apart from their labels, to rows. Then, table
  by table:
- `regions`: lines to the text of each table, with `beside`, `measures_beside` and `rows_beside` (what the form has not)
  and `twice` (what is there once more).
- `explained`: what clauses and brackets name, which are no labels of rows.
- `copies`: a table that stands there twice to what both say.
- `labels`: the words of a table to the rows whose labels they are.
- `given`: a table whose cells the file itself tells to its cells at once, nothing weighed, by the labels of rows
  (`given_rows`) and what is before and above each cell (`by_names`); `crossing` tells figures there that can't be
  read by the sums that cross in them.
- `requests`, `proactive`, `challenges`: the text of a table to its cells, each by its own `reader`.
- `cut_off`: what is left of the row in which a text ends.

The readers share what is not peculiar to a table: `heads` (names over columns, in fields or to the eye), `glued`
(numbers that ran together or were torn), `down` (cells on lines of their own), `sight` (where characters stand on a
line), `model` (the records that pass on), `sums` (the sums of a form's table), `faults` (costs and margin, from
`faults.toml`) and `cells` (a token to a cell of the form).
"""
