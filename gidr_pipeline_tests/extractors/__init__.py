"""Made reports as real documents, and the text that real extractors make of them, kept in `golden/`.

Data flows one way: `printed_form` (tables with merged cells) and `prose` → `documents` (HTML, Word, PDF) → `extract`
(the extractors) → `golden` (what is kept of them) → `readings` (what the reader makes of it); what is expected of it is
in `gidr_pipeline_tests.floors`. `python -m gidr_pipeline_tests.extractors` makes the golden files of the reports in
`sample` anew; the tests read them and need no extractor.
"""
