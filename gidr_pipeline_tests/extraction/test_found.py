"""Texts that the reader once read wrongly, as `counterexamples` found them: read rightly, or left open, ever since.

What belongs here: the smallest case of each thing that went wrong and was mended. What is still wrong is in `unmended`.
"""

import pytest

from gidr_pipeline_tests.cases import Case
from gidr_pipeline_tests.counterexamples import misreading
from gidr_pipeline_tests.unmended import STILL_MISREAD

FOUND = {
    "totals that are lost, of rows that end in one no less than the others": [
        Case(5089371, damages=("lose last column",)),
    ],
    "a report that breaks off": [
        Case(1475, size=0, damages=("stop in the middle",), text_damages=("a second report",)),
    ],
    "the reader raised": [
        Case(141, size=0, damages=("move rows",)),
        Case(0, size=0, damages=("merge rows", "page break")),
        Case(0, "spaces", size=60, damages=("broken number", "circled marks")),
        Case(156, "bars around", size=0, damages=("shift row over the edge", "page break")),
        Case(1, size=10, damages=("circled marks", "lose zero", "double zero")),
        Case(1647, size=3, damages=("lose zero", "tear number", "circled marks")),
    ],
    "measure words that stand apart": [
        Case(195, "wrapped words, figures on the first line", size=0, damages=("broken number", "counters apart")),
    ],
    "a figure on the line of another row": [
        Case(40324982, "labels, then figures in rows", size=1, damages=("slide value",), misprint=True),
    ],
    "figures below heads in pieces, out of their order": [
        Case(54187824, "words down the page", size=3, damages=("markup",), misprint=True),
    ],
    "a figure moved in a column": [
        Case(905732, "column by column", size=0, damages=("slide value",)),
        Case(72283, "column by column", size=0, damages=("slide value",)),
        Case(72, "column by column, in pages", damages=("run together",)),
        Case(0, "column by column", size=0, damages=("lose zero", "double zero")),
    ],
    "sections in another order": [
        Case(60527880, "figures over two lines", size=0, text_damages=("sections out of order",)),
        Case(62445218, "merged cells repeated", size=1, text_damages=("sections out of order",)),
    ],
    "figures above the name of their column": [
        Case(9552025, "labels, then figures by column", size=3, damages=("merge rows",)),
        Case(87306055, "labels, then figures by column", size=0, damages=("zeros left blank",)),
        Case(152027, "labels, then figures by column", size=0, damages=("zeros left blank",)),
        Case(70944070, "labels, then figures by column", size=1, damages=("zeros left blank",), misprint=True),
    ],
    "a page within a row of a box": [
        Case(73399407, "boxes", size=0, text_damages=("heads of printed pages",), misprint=True),
        Case(48890376, "boxes", size=10, text_damages=("heads of printed pages",), misprint=True),
    ],
    "rows in another order": [
        Case(29396186, "markdown, escaped", size=400, damages=("move rows",), misprint=True),
        Case(1, size=0, damages=("move rows",)),
        Case(3448, "merged cells repeated", size=400, damages=("move rows",)),
        Case(599, size=0, damages=("move rows",)),
        Case(7068, "HTML", size=0, damages=("move rows",)),
        Case(7009, "spaces", size=0, damages=("move rows",)),
        Case(7111, "commas", size=0, damages=("move rows",)),
        Case(7029, "boxes", size=0, damages=("move rows",)),
        Case(7017, "a place a line", damages=("move rows",)),
        Case(65, "a place a line", damages=("move rows",)),
        Case(102, "a cell a line", damages=("two labels then values",)),
        Case(7282, "figures under labels", damages=("move rows",)),
        Case(7000, size=0, damages=("move rows",)),
        Case(3201, "a cell a line", damages=("move rows",)),
        Case(7202, "bars around", size=0, damages=("move rows",)),
        Case(7266, "a cell a line, far apart", size=0, damages=("move rows",)),
        Case(3200, "bars around", damages=("move rows",), misprint=True),
    ],
    "a title over two lines": [
        Case(27, size=0, text_damages=("title broken",)),
        Case(7905, size=1, text_damages=("title broken",)),
        Case(6083, text_damages=("title broken",)),
    ],
    "the end of a broken number below its row": [
        Case(5019588, "printed by a word processor", damages=("markup",), misprint=True),
    ],
    "a figure nearby, or none, for a row of one": [
        Case(47, "a cell a line, tabs", size=0, damages=("tear number",)),
        Case(7294, "a cell a line, far apart", size=0, text_damages=("page numbers",)),
        Case(0, "a cell a line, far apart", size=0, damages=("lose last column",), text_damages=("page numbers",)),
        Case(0, size=0, damages=("lose zero", "serial column")),
        Case(0, "tabs, trailing ones stripped", size=0, damages=("lose zero", "serial column")),
        Case(46, "a cell a line", damages=("slide value away",)),
        Case(253, size=0, damages=("slide value",), text_damages=("page numbers",)),
        Case(184, size=0, damages=("strange sum", "page break")),
        Case(318, size=0, damages=("lose last",), text_damages=("headings lost",)),
        Case(2229, size=0, damages=("zeros left blank",), text_damages=("headings lost",)),
        Case(12255, size=0, damages=("lose two", "lose half of labels")),
        Case(2355, size=0, damages=("lose row", "repeat row")),
        Case(1206, "spaces", size=0, damages=("page number", "zeros as dashes")),
        Case(209, "tabs, trailing ones stripped", size=0, damages=("page break", "lose half of labels")),
        Case(32789, size=0, damages=("repeat label", "totals only", "lose first"), text_damages=("headings lost",)),
    ],
    "figures beyond the end of the requests": [
        Case(5786, size=10, damages=("zeros left blank",), text_damages=("headings lost",)),
        Case(511, size=0, damages=("stop in the middle",), text_damages=("headings lost",)),
    ],
    "zeros lost in the first table that look like a lost column": [
        Case(900704, "boxes", size=0, damages=("lose zero in many",)),
        Case(900530, "markdown", damages=("lose zero in many",)),
        Case(7254, "markdown", size=0, damages=("lose zero in many",)),
        Case(452, "markdown, escaped", size=0, damages=("lose zero in many",)),
    ],
    "a row of challenges torn, moved or doubled": [
        Case(154, size=1, damages=("tear row",)),
        Case(220, size=10, damages=("tear row",)),
        Case(0, size=60, damages=("double zero", "shift row over the edge")),
        Case(0, "a place a line", size=60, damages=("slide value away",)),
        Case(20, "aligned to the right", damages=("tear row",)),
        Case(548, "labels, then figures", size=3, damages=("tear row",)),
        Case(1, "a place a line", size=0, damages=("lose first", "two figures")),
        Case(107, size=3, damages=("shift row over the edge", "double zero")),
    ],
    "challenges that one sum alone would repair": [
        Case(1518, size=10, damages=("lose zero",), misprint=True),
        Case(14207, size=0, damages=("lose any",), misprint=True),
        Case(18917, size=1, damages=("serial column",)),
        Case(1, size=0, damages=("strange characters", "serial column")),
        Case(0, size=0, damages=("shift row over the edge", "serial column")),
        Case(0, "figures over two lines", size=10, damages=("lose zero", "lose two")),
        Case(16, "a cell a line, far apart", damages=("some zeros left blank",), misprint=True),
        Case(24, "wrapped, figures on the last line", damages=("some zeros left blank",), misprint=True),
        Case(6, "merged cells repeated", damages=("lose first",), misprint=True),
        Case(1063, size=10, damages=("lose any", "lose last"), misprint=True),
        Case(1, size=0, damages=("zeros as dashes", "lose any"), misprint=True),
        Case(2586, "quoted, commas", size=0, damages=("lose last",), misprint=True),
        Case(534, size=10, damages=("double zero",), misprint=True),
    ],
    "challenges over two lines": [
        Case(1, "figures over two lines", size=3, damages=("stop in the middle",)),
        Case(1, "figures over two lines", size=60, damages=("lose zero in many",)),
        Case(0, "figures over two lines", size=60, damages=("zeros left blank in some rows", "totals left blank")),
    ],
    "a column of subtotals": [
        Case(18671, size=0, damages=("subtotal column",)),
        Case(1351, size=3, damages=("lose zero", "subtotal column")),
    ],
    "figures apart from their labels": [
        Case(0, "labels, then figures in rows", size=0, damages=("counters apart",)),
        Case(79, "labels, then figures in rows", size=0, damages=("remarks apart",)),
        Case(1, "labels, then figures in rows", size=60, damages=("merge rows",)),
        Case(226, "labels, then figures by column", size=1, damages=("strange characters",)),
        Case(1131, "column by column", size=0, damages=("double zero",)),
        Case(1, "column by column", size=0, text_damages=("stops in the middle",)),
        Case(37, "labels, then figures in rows", damages=("counters apart",)),
        Case(70, "column by column", characters="soft hyphens", size=0, damages=("page number",)),
        Case(0, "column by column", characters="soft hyphens", size=0, text_damages=("page numbers between dashes",)),
        Case(89531, "labels, then figures in rows", size=0, damages=("stop in the middle",)),
        Case(0, "labels, then figures in rows", size=0, damages=("merge rows",)),
    ],
    "words broken over lines": [
        Case(24677, "wrapped words, figures on the first line", size=60, damages=("full stops",)),
        Case(849, "wrapped words, figures on the first line", size=3, damages=("lose zero", "lose values of row")),
        Case(1188, "wrapped words, figures on the first line", size=10, damages=("lose values of row",)),
    ],
    "a number in the place of its neighbour": [
        Case(489, "HTML", damages=("spill over",)),
        Case(624, "markdown, escaped", damages=("spill over",)),
        Case(12886, size=0, damages=("run into neighbour",)),
        Case(160, size=0, damages=("run into neighbour",)),
        Case(0, characters="soft hyphens", size=0, damages=("spill over",)),
    ],
    "a number torn in like parts": [
        Case(907099, "quoted, commas", size=0, damages=("tear number",)),
        Case(7065, "quoted, tabs", size=0, damages=("tear number",)),
        Case(3569, size=0, damages=("tear number",)),
    ],
    "a number broken by a space": [
        Case(61, "wrapped, figures in the middle", damages=("broken number",)),
        Case(13774, "spaces", size=0, damages=("broken number", "lose last")),
        Case(544, "spaces", size=0, damages=("broken number", "lose zero")),
    ],
    "values beside rows that are blank": [
        Case(33849, "a cell a line, tabs", size=0, damages=("zeros left blank in some rows", "lose label")),
        Case(1, size=10, damages=("lose label", "zeros left blank")),
        Case(0, size=0, damages=("cut labels", "zeros left blank")),
        Case(0, size=0, damages=("all blank", "subtotal rows")),
    ],
    "a second figure on another line": [
        Case(5, "HTML as pasted", size=0, damages=("two figures", "lose zero in many")),
        Case(1003, "quoted, commas", damages=("shift row left",), misprint=True),
        Case(17, "a place a line", damages=("slide value away",)),
    ],
    "cells of a row on two lines, in no order": [
        Case(0, "wrapped, figures in the middle", damages=("zeros as dashes",)),
        Case(400, "wrapped, figures in the middle", damages=("counters", "lose header")),
        Case(4, "wrapped, figures on the last line", damages=("zeros as dashes",), misprint=True),
    ],
    "one row at fault among figures apart from their labels": [
        Case(109, "column by column, in pages", damages=("shift row",)),
        Case(225, "labels, then figures", damages=("tear number",), misprint=True),
        Case(38, "labels, then figures in rows", damages=("tear number",), misprint=True),
        Case(2115, "column by column, in pages", damages=("double zero",), misprint=True),
        Case(3362, "labels, then figures by column", damages=("zeros as dashes", "page number"), misprint=True),
    ],
    "a row of zeros with empty cells at one end": [
        Case(418, "semicolons", damages=("shift row over the edge",)),
        Case(60, "markdown, escaped", damages=("lose zero in many",)),
    ],
    "figures that slipped by a row, of which many labels are lost": [
        Case(6825, "markdown", damages=("lose half of labels", "slip figures")),
        Case(7263, "HTML as pasted", damages=("cut labels", "slip figures")),
        Case(5325, "cell marks", damages=("lose half of labels", "slide value"), misprint=True),
    ],
    "a figure too many at the end of a row": [
        Case(698, "on one line", damages=("two figures",)),
    ],
    "one figure too many beside a row that lacks one": [
        Case(558, "cell marks", damages=("slide value",), misprint=True),
    ],
    "no row has its last cell": [
        Case(218, "boxes", damages=("totals left blank",), misprint=True),
    ],
    "rows that add up a group of others": [
        Case(14119, "HTML", damages=("subtotal rows",), misprint=True),
        Case(4678, "spaces", size=0, damages=("subtotal rows", "strange sum")),
        Case(0, "quoted, commas", size=3, damages=("remarks", "subtotal rows")),
    ],
    "a remark broken over the lines of its cell": [
        Case(232829, "printed by a word processor", damages=("remarks",)),
        Case(64801, "printed by a word processor", damages=("remarks apart",)),
        Case(6188, "printed by a word processor", damages=("remarks apart",), misprint=True),
        Case(58050, "aligned to the right", damages=("remarks apart",), misprint=True),
        Case(670623, "wrapped, figures on the last line", damages=("remarks apart",), misprint=True),
        Case(125164, "wrapped, figures in the middle", damages=("remarks apart",)),
        Case(1042788, "printed by a word processor", damages=("remarks",)),
        Case(14130, "boxes", damages=("remarks",)),
        Case(57634673, "words down the page", size=0, damages=("remarks",)),
    ],
    "figures counted from the right where the label of a group takes a place": [
        Case(16203, "full-width semicolons", size=10, damages=("some zeros left blank", "note below")),
    ],
    "a lost figure beside rows that seem to leave zeros blank": [
        Case(17, "a cell a line, far apart", damages=("figures in brackets",), misprint=True),
    ],
    "totals alone in aligned columns": [
        Case(14170, "wrapped, figures on the first line", damages=("totals only",)),
    ],
    "a column or the totals lost beside a misprint": [
        Case(12, "bars for merged cells", damages=("totals left blank",), misprint=True),
        Case(1391, size=10, damages=("lose last column",), misprint=True),
        Case(218, "boxes", damages=("lose last column",), misprint=True),
        Case(275, "on one line", damages=("totals left blank",), misprint=True),
    ],
    "the figures of a row between those of others": [
        Case(195997, "spaces", size=400, damages=("leading zeros", "slip figures"), misprint=True),
        Case(38007, "bars between", damages=("slip figures",)),
        Case(6703, "cell marks", damages=("lose half of labels", "zeros left blank in some rows")),
        Case(0, size=0, damages=("shift row over the edge", "zeros as dashes")),
        Case(35015, "printed by a word processor", damages=("move rows",), misprint=True),
    ],
    "places in tables of which no row is whole": [
        Case(0, "bars behind, runs", damages=("totals only",)),
        Case(2, "bars behind, covered places, runs", damages=("zeros as totals alone",), misprint=True),
        Case(87194, "a cell a paragraph", damages=("zeros left blank",)),
    ],
    "figures of one row on two lines": [
        Case(5034395, "bars behind, runs", damages=("slide value away",)),
        Case(612378, "bars around, runs", damages=("slide value away",)),
        Case(727734, "wrapped words, figures in the middle", damages=("slide value away",), misprint=True),
        Case(68216653, "bars behind", size=400, damages=("slide value away",), misprint=True),
        Case(82644693, "wrapped, figures in the middle", "thin spaces", 0, ("figures in brackets",), misprint=True),
        Case(11279816, "wrapped, figures on the last line", "thin spaces", 400, ("figures in brackets",)),
        Case(83938941, "wrapped, figures in the middle", "thin spaces", 400, ("remarks apart",), misprint=True),
        Case(12612748, "printed by a word processor", size=60, damages=("counters apart",), misprint=True),
        Case(35853830, "printed by a word processor", size=60, damages=("remarks",), misprint=True),
        Case(19587743, "wrapped, figures in the middle", size=10, damages=("counters apart",), misprint=True),
        Case(34371, "tabs", damages=("slide value away",)),
        Case(34357, "bars around", damages=("slide value away",)),
        Case(58028, "words down the page", damages=("remarks apart",)),
        Case(95306, "a cell a line, bars behind", damages=("spill over",), misprint=True),
        Case(1034351, "bars on lines of their own", damages=("slide value away",)),
    ],
    "a bar before the next row": [
        Case(0, "a bar before each row", size=0, damages=("counters", "lose zero in many")),
        Case(35613317, "a bar before each row", size=0, damages=("lose zero in many",)),
    ],
    "characters without width among columns": [
        Case(94202109, "printed by a word processor", "zero-width spaces", 400, ("lose zero in many",)),
    ],
    "a change from the year before in another column": [
        Case(31005977, "a cell a line, bars behind, runs on the last", size=3, damages=("slide value away",)),
    ],
    "digits that are no figure at the end of a table": [
        Case(12504751, "bars behind, runs", size=1, damages=("spill over",), misprint=True),
    ],
    "a number torn in two among figures apart from their labels": [
        Case(38783049, "labels, then figures by column", size=400, damages=("tear number",), misprint=True),
    ],
    "signs of the text that are not figures": [
        Case(4016258, "csv of a data frame", damages=("strange characters",)),
        Case(7022, "csv of a data frame", damages=("lose last column",), misprint=True),
    ],
    "two faults in one table": [
        Case(0, "spaces", size=400, damages=("broken number", "lose zero")),
        Case(0, size=60, damages=("double zero", "run together")),
        Case(2300, "tabs, trailing ones stripped", size=0, damages=("lose any", "cut labels")),
        Case(105401, "bars around", damages=("last cells repeated", "wrap number")),
        Case(118122, "figures over two lines", size=0, damages=("lose zero", "lose label")),
        Case(14221, size=1, damages=("strange sum", "double zero")),
        Case(6282, size=0, damages=("strange characters", "slide value")),
    ],
    "cells of HTML over several lines": [
        Case(7019, "HTML as pasted", damages=("move rows",)),
        Case(224, "HTML as pasted", size=0, damages=("slide value away",)),
        Case(2, "HTML as pasted", size=0, damages=("slide value away",)),
        Case(1, "HTML as pasted", size=0, damages=("lose zero", "two figures")),
        Case(18, "a cell a line, far apart", size=0, damages=("lose zero",), text_damages=("page numbers",)),
        Case(3454144, "figures under labels", size=3, damages=("slide value away",)),
        Case(755617, "csv of a data frame", size=3, damages=("wrap number",), misprint=True),
        Case(0, "wrapped, rows apart", size=400, damages=("lose any", "broken number")),
        Case(0, characters="soft hyphens", size=0, damages=("spill over",), misprint=True),
        Case(1, "tabs, trailing ones stripped", size=0, damages=("wrap number", "shift row over the edge")),
    ],
    "rows out of order": [
        Case(54905670, "printed by a word processor", size=3, damages=("move rows",), misprint=True),
        Case(208, size=0, damages=("move rows", "lose row")),
    ],
    "one fault, found among a hundred thousand": [
        Case(855, characters="soft hyphens", size=400, damages=("run into neighbour",)),
        Case(1442, characters="soft hyphens", size=60, damages=("spill over",), misprint=True),
        Case(
            90, "csv of a data frame", characters="soft hyphens", size=1, damages=("lose zero in many",), misprint=True
        ),
        Case(16383, "tabs, trailing ones stripped", size=60, damages=("zeros and totals of outcomes left blank",)),
        Case(12707, "csv of a data frame", size=400, damages=("lose zero",)),
        Case(805, "on one line", size=0, damages=("cut labels",)),
        Case(355, "a cell a line, tabs", size=0, damages=("tear number",)),
        Case(77, "figures under labels", size=60, damages=("zeros left blank",)),
    ],
    "a habit and a fault": [
        Case(5066212, "a cell a line, bars behind", size=3, damages=("totals left blank", "two figures")),
        Case(34838310, "bars around, runs", size=1, damages=("zeros as a word", "slide value"), misprint=True),
        Case(68599962, "csv of a data frame", size=1, damages=("slide value", "zeros as a word")),
        Case(
            723526, "printed by a word processor", size=10, damages=("slide value", "zeros as slashes"), misprint=True
        ),
        Case(38066797, "bars around, runs", size=3, damages=("zeros left blank", "lose half of labels")),
        Case(77136553, "group labels between rows", size=400, damages=("zeros as dashes", "counters apart")),
        Case(
            34043583,
            "wrapped words, figures on the first line",
            size=10,
            damages=("counters apart", "totals left blank"),
        ),
        Case(61461528, "tabs, merged cells once", size=60, damages=("slip figures", "totals left blank")),
        Case(58128519, "markdown, escaped", size=10, damages=("totals left blank", "slip figures"), misprint=True),
        Case(42442971, "boxes", damages=("zeros as a word", "run together"), misprint=True),
        Case(27144431, "markdown", size=10, damages=("zeros left blank", "lose any"), misprint=True),
        Case(94492005, "markdown, escaped", size=1, damages=("zeros as dashes", "lose any"), misprint=True),
        Case(41122871, "bars behind, runs", size=1, damages=("zeros as hyphens", "shift row left")),
        Case(13419450, "bars around, runs", size=400, damages=("all blank",), text_damages=("page numbers",)),
        Case(
            15453644,
            "merged cells repeated",
            size=0,
            damages=("all blank",),
            text_damages=("page numbers",),
            misprint=True,
        ),
        Case(37996919, "bars between", damages=("zeros as slashes", "run into neighbour")),
        Case(88463302, "markdown", size=400, damages=("zeros left blank", "lose half of labels")),
        Case(
            48577677,
            "wrapped, figures on the last line",
            size=400,
            damages=("zeros as totals alone", "two figures"),
            misprint=True,
        ),
        Case(
            22944427, "aligned to the right", size=0, damages=("zeros left blank",), text_damages=("a second report",)
        ),
        Case(46548467, "markdown", size=60, damages=("lose last column", "counters")),
        Case(13060382, "aligned with spaces", size=60, damages=("counters", "lose last column")),
        Case(1169357, "bars around, runs", size=60, damages=("zeros left blank", "spill over")),
        Case(
            34394002, "wrapped, figures in the middle", size=1, damages=("full stops",), text_damages=("running heads",)
        ),
        Case(878606, "csv of a data frame", size=60, damages=("plus signs",), text_damages=("stops after a line",)),
    ],
}
"""What went wrong, to the cases in which it did."""


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{what} {i}") for what, cases in FOUND.items() for i, case in enumerate(cases, 1)]
)
def test_what_was_misread_once_is_so_no_more(case: Case) -> None:
    assert misreading(case) is None


@pytest.mark.xfail(reason="known to be misread", strict=True)
@pytest.mark.parametrize("case", STILL_MISREAD, ids=lambda case: f"{case.layout} {case.seed}")
def test_what_is_misread_today(case: Case) -> None:
    assert misreading(case) is None
