"""From lines to the cells of the three tables: figures to their places, and places to what they hold for certain.

`docs/how-a-table-is-read.md` works three rows through. Data flows one way:

- `plain`: the whole text to its tables at once, where every row is whole and every sum holds. Else, table by table:
- `regions`: lines to the text of each table, with `beside` (columns that the form has not) and `twice` (what is there
  once more).
- `labels`: the words of a table to the rows whose labels they are.
- `headers`: the words over a table to the orders that its columns may have.
- `at_labels`: the figures between one label and the next to rows.
- `places`: figures to columns, where the text keeps places: on lines (`in_lines`), a line each (`down_rows`), or to the
  eye (`to_the_eye`); `room` tells where the columns begin.
- `orders`: figures apart from their labels to rows, in each order that the text may have.
- `requests`: the text of the requests table to hypotheses about all of it, which the next three steps weigh.
- `sequences`: a row's figures to what they were before some broke, ran together or strayed in.
- `noise`: these to candidates: what each supposes to have happened, and its cost.
- `solve`: candidates to the cheapest reading of the table and its rivals.
- `judge`: the reading and its rivals to cells with status and note.

The other two tables have readers of their own:

- `proactive` reads the first: `blocks` (lines to heads, labels and rows), `kept` (where the text keeps the places of a
  row), `ways` (the ways to lay a row over its cells, with their costs), `apart` (figures away from their labels),
  `money` (units).
- `challenges` reads the third: `channels` (lines to heads and rows of figures), `laying` (figures over cells in all
  ways, with their costs).

They share `heads` (names over columns, in fields or to the eye) and `glued` (numbers that ran together or were torn).
`cut_off` gives what is left of the row in which a text ends. All share `down` (cells on lines of their own), `sight`
(where characters stand on a line), `model` (the records that pass on), `sums` (the sums of a form's
table), `faults` (costs and margin, from `faults.toml`) and `cells` (a token to a cell of the form).
"""
