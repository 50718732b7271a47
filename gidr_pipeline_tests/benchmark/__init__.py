"""How a run does at size, against the least that any program must do: `python -m gidr_pipeline_tests.benchmark`.

What belongs here: making a corpus (`corpus`, `templates`), the least work (`floor`), watching real runs (`watch`), the
table (`__main__`). What does not: tests, which never depend on time.
"""
