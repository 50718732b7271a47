"""Files that people have, to text with grids: web pages, Word files, workbooks, PDF, and what LibreOffice opens.

What belongs here: formats. What does not: the form, and anything that a file says (`extraction`). Data flows one way:

- `kinds`: bytes to what they are.
- `apart`: files to a process with limits that converts them, since they come from strangers, and back. `child` is what
  runs there, `limits` what a file may cost, `office` has LibreOffice convert what only it can read.
- `web` (with `saved`, `laid_out` for tables that styles make of boxes, and `carried` for what scripts show), `word`
  (with `numbering`), `sheets`, `pdf` (with `lattice`, `unruled`, `white`, `glyphs`): one module a format. `archive` is
  what zip files share, `paged` what pages do.
- `scan`: pages that are pictures, made ready by `colours` (seals), `dark` (what is white on dark) and `bent` (pages
  that do not lie flat), with `pictures` (dots to ruling lines and lines of text, `strokes` telling lines from
  characters) and `recognition` (lines to characters). They need the extra `ocr`; nothing else imports them.
- `shifted`: figures that stand higher or lower than their line, marks rather than numbers.
- `placed`: the cells of a table, and rows that share one row of cells.
- `writer`: lines and cells to text with the place of each cell, the same for every format.
- `model`: what comes out.
"""
