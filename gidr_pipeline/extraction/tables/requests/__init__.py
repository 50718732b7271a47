"""The table of requests, with sums along and down: from figures at labels to hypotheses, candidates and cells.

- `headers`: the words over the table to the orders that its columns may have.
- `at_labels`: the figures between one label and the next to rows.
- `further`: these without the figures of columns that only the head tells, beside those of the form.
- `places`: figures to columns, where the text keeps places: on lines (`in_lines`), a line each (`down_rows`), or to the
  eye (`to_the_eye`); `room` tells where the columns begin.
- `orders`: figures apart from their labels to rows, in each order that the text may have.
- `suppositions`: the rows to hypotheses about all of the table; `run_together` for rows with nothing between figures,
  `few_columns` for tables with fewer columns than the form.
- `sequences`: a row's figures to what they were before some broke, ran together or strayed in.
- `noise`: these to cells in each way that they may have come there, with what that supposes and costs; `filled` to
  candidates, with values for what is lost.
- `told`: candidates with what the columns tell of figures that they lack.
- `solve`: candidates to the cheapest reading of the table and its rivals; `narrowing` tells what one sum leaves of
  them.
- `reader`: all of these in their order, the hypotheses held against each other.
- `judge`: the reading and its rivals to cells with status and note.
"""
