"""Which body a report is of, where it is, and whose figures it gives.

What belongs here: plain Python over names and texts, and the lists that it knows them by. What does not: reading the
name off a page (`extraction`), and tables (`warehouse`).

`divisions` knows the country's divisions (行政区划), `kinds` what a body is by its name, `bodies` puts both together,
`deciding` tells which of several divisions of one name is meant, and `coverage` whether the figures are the body's own.
A new word belongs in `kinds.toml` or `coverage.toml`, a division in `divisions_more.tsv`.
"""
