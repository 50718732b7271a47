"""Made reports as real documents, and the text that real extractors make of them, kept in `golden/`.

Data flows one way: `printed_form` (tables with merged cells) and `prose` → `documents` (HTML, Word, PDF) → `extract`
(the extractors) → `golden` (what is kept, and how well it is read). `python -m gidr_pipeline_tests.extractors` makes
the golden files anew; the tests read them and need no extractor.
"""
