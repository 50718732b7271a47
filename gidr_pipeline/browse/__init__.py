"""Pages over the warehouse for people, for `gidr browse`: on this machine, or as files for any web server.

What belongs here: asking the warehouse (`asking`, `sql/`), what is on a page (`pages/`, `templates/`), the words of
both languages (`words.toml`, `notes.toml`), serving and writing pages (`app`, `export`). What does not: figures,
verdicts, indicators or totals that the warehouse does not have; these are its views.

The way of a page: an address (`links`) names a page and its parameters; its function in `pages` asks named queries and
gives a `Page`; `render` makes HTML of it, or the picture or the data of one of its charts. `app` does that for each
request, `export` for each page that a link leads to. So both have the same pages, complete without JavaScript.
"""
