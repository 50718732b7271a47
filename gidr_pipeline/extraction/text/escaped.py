r"""Texts in which the ends of lines are written as escapes, as a row of a database or a line of JSON has them.

What belongs here: reading escapes as the white space and quotes that they stand for. What does not: what stands between
them (`lines`).

    {"title": "某局2022年…报告", "content": "一、总体情况\n2022年，…\n规章\t1\t0\t3\n"}
"""

import re

_FEWEST = 20
_ESCAPE = re.compile(r'\\(?:r\\n|[nrt"/])')
_MEANT = {r"\n": "\n", r"\r\n": "\n", r"\t": "\t", r"\"": '"', r"\/": "/"}


def without_escapes(text: str) -> str:
    r"""A text with line ends and tabs for its escapes, if it has many `\n` and hardly any line ends. Nothing moves."""
    if text.count(r"\n") < max(_FEWEST, 2 * text.count("\n")):
        return text
    return _ESCAPE.sub(lambda escape: _MEANT.get(escape[0], " ").rjust(len(escape[0])), text)
