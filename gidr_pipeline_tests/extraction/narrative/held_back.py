"""Sentences that were written after the reader and that it was not fitted to, with the claims that a person would name.

What of these is read is the honest figure; who fits the reader to them has to write others.
"""

from gidr_pipeline_tests.extraction.narrative.wordings import Wordings

HELD_BACK: Wordings = {}
