"""The figures that a report's prose states about its own tables.

The way through: `parts` (which lines are prose), `sentences` (what a sentence is, which figures it has, and under
which heading it stands), `tokens` (its words, each with its class, in one pass; the words are in `lexicon.toml` and in
the forms, `lexicon` reads them, `body` knows the names of the body that reports, and `itself` what it calls itself
where its text names none), `claims` (its figures and denials from left to right, with the year, owner and topic of
`state`, which `opening` takes over from what stands around it, and the figures so far in `memory`; `bounds` finds its
clauses, `by_year` the figure of the report's year among others).
`about` tells what a figure is about and lets the readers of clauses try, `whole` tells a part from the whole. What a
clause says is told by patterns over classes: `clause` has what they share, `requests`, `applicants`, `outcomes`,
`carryover`, `challenges`, `documents` and `denials` a function for each kind of claim.

A new word is one more in its class in `lexicon.toml`; a new wording of known words is a pattern, or a class more in
one.
"""
