"""The figures that a report's prose states about its own tables.

The way through: `parts` (which lines are prose), `sentences` (what a sentence is, and which have figures), `claims`
(the figures of one, from left to right), `context` and `body` (of which year, about what, and whose), `clause` and
`grammar` with `challenges` and `documents` (what a clause says), in `words` that all reports share or a form brings.
"""
