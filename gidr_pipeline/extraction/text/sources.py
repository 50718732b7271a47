r"""The markup of wikis, forums, typesetters and data files: what its marks separate, all else of them read as space.

What belongs here: such markup, a kind an entry. What does not: HTML (`markup`), Markdown and what bars mean (`lines`),
and lists and records of programs (`listed`, `named`).

    {| class="wikitable"                 (nothing)
    ! 信息内容 !! 本年制发件数             |信息内容 |本年制发件数
    |-                                   (nothing)
    | colspan="2" | 规章 || 3            |规章 | 3
    ===== 一、总体情况 =====               一、总体情况
    [tr][td]规章[/td][td]3[/td][/tr]      <tr><td>规章</td><td>3</td></tr>
    规章 & 3 & 0 \\ \hline                规章 ⇥ 3 ⇥ 0
    <行 名称="规章"><件数>3</件数></行>     行 名称="规章" 件数 3
"""

import re
from dataclasses import dataclass
from functools import partial

_OF_FORUMS = "table|tr|t[dh]|[biu]|size|color|font|align|center|left|right|indent|url|quote|p"
_COMMANDS = (
    r"\\(?:begin|end|usepackage|documentclass|hspace|vspace|cline|cmidrule|renewcommand)\*?(?:\[[^\]\n]*\])?"
    r"(?:\{[^{}\n]*\})+|\\multi(?:column|row)(?:\{[^{}\n]*\}){2}(?=\{)|\\[a-zA-Z]+\*?"
)


@dataclass(frozen=True)
class _Kind:
    """A kind of markup: what tells that a text has it, and each of its marks with what is read instead, which may be
    shorter."""

    probe: str
    """Characters without which the sign can't be in a text, since looking for these is cheap."""
    sign: re.Pattern[str]
    marks: tuple[tuple[re.Pattern[str], str], ...]

    def read(self, text: str) -> str:
        if self.probe not in text or not self.sign.search(text):
            return text
        for mark, instead in self.marks:
            text = mark.sub(partial(_shown, instead), text)
        return text


def _shown(instead: str, mark: re.Match[str]) -> str:
    return mark.expand(instead).ljust(len(mark[0]))


def _kind(probe: str, sign: str, *marks: tuple[str, str]) -> _Kind:
    compiled = tuple((re.compile(mark, re.MULTILINE), instead) for mark, instead in marks)
    return _Kind(probe, re.compile(sign, re.MULTILINE), compiled)


_KINDS = (
    _kind(
        "{|",
        r"^\s*\{\|",
        (r"^[^\S\n]*(?:\{\||\|[-}+])[^\n]*", ""),
        (r'(?<=[|!])[^\S\n]*+(?:[a-z]++[^\S\n]*+=[^\S\n]*+(?:"[^"\n]*+"|[^"|\s]++)[^\S\n]*+)++\|(?!\|)', ""),
        (r"\|\||!!", " |"),
        (r"^(?P<space>[^\S\n]*)!", r"\g<space>|"),
    ),
    _kind("==", r"^[^\S\n]*(={2,6}) [^=\n]+ \1[^\S\n]*$", (r"^[^\S\n]*={2,6}(?= )|(?<= )={2,6}[^\S\n]*$", "")),
    _kind("|===", r"^\|={3,}", (r"\|\s\+(?=[^\S\n]*$)", "| -")),
    _kind("[/", rf"\[/(?:{_OF_FORUMS})\]", (rf"\[(?P<tag>/?(?:{_OF_FORUMS})(?:=[^\[\]\n]{{0,60}})?)\]", r"<\g<tag>>")),
    _kind(
        "\\begin{",
        r"\\begin\{(?:tabular|longtable|document)",
        (r"(?<!\\)&", "\t"),
        (r"\\\\(?:\[[^\]\n]*\])?", ""),
        (_COMMANDS, ""),
        (r"\\(?P<sign>[%&_#$])", r" \g<sign>"),
        (r"[{}]", ""),
    ),
    _kind(".. ", r"\.\. container::", (r"\.\. (?:container|class|table|raw|role)::(?: [\w-]+)?", "")),
    _kind("</", r"</[㐀-鿿]", (r"</[㐀-鿿][^<>\n]*>", ""), (r"<(?P<tag>[㐀-鿿][^<>\n]*?)/?>", r" \g<tag>")),
)


def without_sources(text: str) -> str:
    """A text with its marks as what they show, where it has such markup. Nothing moves."""
    for kind in _KINDS:
        text = kind.read(text)
    return text
