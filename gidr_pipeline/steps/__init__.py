"""The four steps of a run, each of which can be taken alone: what it needs is published or staged.

    listing    what is below the raw folder                          → staging/…/listing.parquet
    reading    the files of that listing that were not read yet      → staging/…/<reader>/…, sources.parquet
    loading    what these sources gave, as tables of a warehouse     → the warehouse
    judging    the verdicts of today's rules, and today's views      → the warehouse

Data flows from top to bottom, and every step leaves its result whole or as it was. One process at a time takes a step
for a warehouse; another waits.
"""
