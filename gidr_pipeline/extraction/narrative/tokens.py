"""A sentence as words with their classes, and its figures among them.

What belongs here: one pass over the characters of a sentence that takes the longest word at each place, and years told
by their numbers. What does not: what the words say together (`clause`).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gidr_pipeline.extraction.narrative.body import Body
from gidr_pipeline.extraction.narrative.lexicon import Vocabulary, letters, over
from gidr_pipeline.extraction.narrative.sentences import Figure

_YEAR = r"20\d\d年?"
_DAYS = rf"(?:{_YEAR})?1月1日起?[至到-]{{1,2}}(?:{_YEAR})?12月31日止?|1月?[至到-]{{1,2}}12月份?"
_DATE = re.compile(
    # The first characters of all that follows, so that other places are passed over at once.
    rf"(?=[\d截到至连近前几第一二两三四五六七八九十])(?:(?P<range>{_DAYS}|{_YEAR}(?:[至到、和及与-]{{1,2}}{_YEAR})+)"
    r"|(?P<whole>(?:截[至止]到?|(?:^|(?<=[,;:。]))[到至](?=20\d\d年度?(?:末|底|12月31日)|12月31日))"
    r"(?:(?P<until>20\d\d)年度?(?:末|底|12月(?:31日|底|末)?)|12月(?:31日|底|末)))"
    r"|(?P<running>连续(?:[二两三四五六七八九十]{1,3}|\d{1,2})个?年(?:来|间)?|(?:(?P<since>20\d\d)年)?1月1日(?:以来|至今))"
    r"|(?P<many>[近前]?(?:[二两三四五六七八九十几]{1,3}|\d{1,2})个?年(?:来|间|以来|共)|近一年|[近前](?:[二两三四五几]|\d{1,2})年)"
    r"|(?P<part>\d{1,2}月(?:份|\d{1,2}日|底|末)?)"
    r"|(?P<year>20\d\d)(?:年(?:度内?|底|末|期间|内|以来)?|(?=全年))"
    r"|(?P<spelt>二[〇○零][一二][〇○零一二三四五六七八九])年(?:度|底|末)?|(?P<short>(?<!\d)\d\d年)"
    r"|(?:^|(?<=[,;:。()、]))(?P<mark>[一二三四五六七八九十]{1,2}是|\d{1,2}[.、](?![\d,])"
    r"|(?<![(、])\d{1,2}\)(?=[一-鿿])"
    r"|第二十条第?\([一五六八九]\)项:?))"
)
_SPELT = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_LETTER = letters()
_UNKNOWN, _FIGURE, _NAME, _MARK, _AND = (_LETTER[name] for name in ("unknown", "figure", "name", "mark", "and"))
_LABEL = (
    "[apply on_request open document decide reconsideration litigation fee][receive accept case situation of link]*"
)
_LISTED = "[apply outcome reconsideration litigation decide document applicant person organisation]"
_WAYS = "[including within share and asks way such by_way apply]*"
_KINDS = "[of paper situation cause link]*"
_SITE = "[name own region organ info open]*"
"""Whose site a way to ask is: 通过县政府网站、信函等渠道, 通过政府信息公开平台."""
_MARKED, _MARKED_OPEN = f"open{_KINDS}figure", f"published{_KINDS}(?:figure|share unknown)"
_ONLY_FIGURE = "figure(?![^comma stop and open_bracket])"
"""A figure with no words behind it that may be its label."""
_SAID_TOGETHER = (
    # 对政府集中采购3个项目进行了检查 tells of those that were looked at; 对收到的申请5件进行了答复 of all that came.
    (
        over(
            "(?P<of>upon)[^figure comma stop receive made]*[row purchase document][^figure comma stop receive made]*"
            "figure items?[each adverb]+finish?[unknown published]"
        ),
        _UNKNOWN,
    ),
    (over("(?P<of>upon)"), _LETTER["adverb"]),
    # Of documents 主动公开102件，依申请公开40件 tells what they are marked as, and so does the third mark beside them:
    # 不予公开44件.
    (over(f"paper[^stop]*?{_MARKED_OPEN}[comma and]+(?P<of>on_request){_MARKED}"), _LETTER["other_topic"]),
    (
        over(f"{_MARKED_OPEN}[comma and]+(?P<of>on_request){_MARKED}[comma and]+outcome{_KINDS}figure"),
        _LETTER["other_topic"],
    ),
    # So does it in any order behind the documents that were made: 发文186件，不公开44件，依申请公开40件.
    (
        over(
            "^[^stop receive apply asks handle figure open published]*paper[link adverb]*figure"
            f"[^stop receive apply handle]*[comma and including within]+(?P<of>on_request){_MARKED}"
            "(?![^stop]*(?:done|handle|applicant|person|outcome[^stop]*outcome))"
        ),
        _LETTER["other_topic"],
    ),
    # A year that another is held against (较2021年) is not the year that is spoken of.
    (over("(?:than|and)(?P<of>[last next past this])(?!of?carry)"), _LETTER["compared"]),
    # 由上年的3件增至5件 tells of this year.
    (over("[cause during](?P<of>[last past])of?(?:figure|unknown situation?)[and comma]*changed"), _LETTER["compared"]),
    # 申请量增至6件, and 申请量与上年持平,为6件.
    (over(f"{_LABEL}(?P<of>changed)link*figure"), _LETTER["link"]),
    (over(f"{_LABEL}(?P<of>[and than]compared[^comma figure stop]{{0,2}}comma)link+{_ONLY_FIGURE}"), _LETTER["link"]),
    # What came 通过网络、信函等渠道 came in any way, and is no part.
    (
        over(
            f"(?P<of>(?:[by_way cause]{_SITE})?share+(?:and{_SITE}share+)*asks?such+any?way"
            "|[by_way cause][asks any of each]+way|[by_way cause]any(?=asks))"
        ),
        _LETTER["asks"],
    ),
    # 书面或网络形式 are all forms, unless another is named by itself.
    (over("(?P<of>[by_way cause]?share(?:and?share)+of?way)(?![^stop]*share)"), _LETTER["asks"]),
    # 申请的内容予以公开 says it of the request.
    (over("apply of(?P<of>paper)"), _LETTER["situation"]),
    # 申请内容主要涉及信访、征收审批等, and behind requests 内容以项目审批为主, tells what they ask for.
    (
        over(
            "(?:(?:^|[comma stop])apply of?|apply[^stop]*?[comma open_bracket])[paper case situation]+"
            "[adverb link]*(?:cause|during|to|including|asks)"
            "(?P<of>[^comma stop figure close_bracket]*other_topic[^comma stop figure close_bracket]*)(?<!of)"
            "(?=[comma stop close_bracket]|$)"
        ),
        _UNKNOWN,
    ),
    # 依申请公开办理事项1件
    (over("[apply on_request]open?(?P<of>handle)case"), _LETTER["situation"]),
    # 各为 of a list of figures gives each its own.
    (over("(?P<of>each)[link colon]*figure(?:[and comma]+figure)+"), _LETTER["respectively"]),
    # 收到申请,共5件, 全部办结,共5件, 处理决定,全年分别为3件和2件, 申请量(5件) and 申请(含网络、信函)共计5件 count what
    # is before.
    (
        over(
            "(?:^|stop)[^figure deny stop]*apply"
            f"(?P<of>comma[all_year time adverb link]*)link[link adverb]*{_ONLY_FIGURE}"
        ),
        _LETTER["link"],
    ),
    (over(f"done(?P<of>comma)link+[link adverb]*{_ONLY_FIGURE}"), _LETTER["link"]),
    (over("decide(?P<of>comma?[this all_year time adverb link]*)respectively"), _LETTER["link"]),
    (over(f"{_LISTED}of?link*(?P<of>open_bracket)figure close_bracket"), _LETTER["link"]),
    (over(f"apply(?P<of>open_bracket{_WAYS}close_bracket)link+figure"), _LETTER["asks"]),
    # 2021年和2022年分别收到3件和5件
    (over("years[^stop figure]*(?P<of>respectively)[^stop figure comma]*figure[and comma]+figure"), _LETTER["link"]),
    (over("(?P<of>nearly)(?=figure)"), _LETTER["link"]),
    # 全县各乡镇、各部门 is the whole, 全县各乡镇 a part of it.
    (over("(?P<of>townships)(?=[and each open_bracket]*unknown?[inside organ unit])"), _LETTER["inside"]),
    (over("[inside organ all_levels region][and each]*(?P<of>townships)"), _LETTER["inside"]),
    (over("(?P<of>townships)"), _LETTER["below"]),
    # A body and all those below it are what it reports on, unless they are told one by one.
    (
        over(
            "(?:own|name|whole_region)(?P<of>not_all?(?:and+[each inside]*subordinate(?:each?[organ inside])*+)+)"
            "(?![adverb link]*[each respectively])"
        ),
        _LETTER["with_all_below"],
    ),
    # 拟于2023年废止 tells of a plan, and not of which year the next sentence is.
    (over("will[unknown during]?(?P<of>next)(?![carry continue])"), _LETTER["planned"]),
    (over("(?P<of>next)[own name adverb]*[will share]"), _LETTER["planned"]),
    # 自2019年实施至2022年底 is no time within the year.
    (over("past[^comma stop figure carry]*to(?P<of>this)"), _LETTER["past"]),
    # 行政许可（设立审批等）处理决定5件 and 行政事业性收费（水资源费、诉讼费）3万元 say what is among them.
    (
        over(
            "row(?P<of>open_bracket[unknown and other_topic row_in_short accept]*such close_bracket)"
            "[handle decide]*decide"
        ),
        _LETTER["link"],
    ),
    (over("fee(?P<of>open_bracket(?:fee_kind and?)+such?close_bracket)link*figure"), _LETTER["link"]),
    # 行政复议方面，共发生8件
    (over("[reconsideration litigation](?P<of>work comma)(?=[this link happen adverb]+figure)"), _LETTER["link"]),
    # 未制发、未废止 denies once for both.
    (over("made(?P<of>and deny)(?=made)"), _LETTER["and"]),
    (over("(?P<of>row_in_short)decide"), _LETTER["row"]),
    (over("(?P<of>row_in_short)"), _LETTER["other_topic"]),
    # A county's government with all below it is the county.
    (over("(?P<of>region)(?=organ[and each]+inside)"), _LETTER["whole_region"]),
    (over("(?P<of>under unknown?of?rule)"), _LETTER["adverb"]),
)
_ORGANS = frozenset(_LETTER[name] for name in ("organ", "region"))


class Token(NamedTuple):
    """One word with its class letter; `code` is what the form or the lexicon says of it, `figure` set for a number."""

    letter: str
    start: int
    end: int
    code: str | None = None
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a sentence without a gap; `kinds` has their class letters as one string for patterns."""

    text: str
    kinds: str
    items: list[Token]

    def words(self, start: int, end: int) -> str:
        """The characters of these tokens."""
        return self.text[self.items[start].start : self.items[end - 1].end] if start < end else ""

    def codes(self, start: int, end: int, letter: str) -> list[str]:
        """What the form calls the words of a class among these tokens."""
        return [item.code for item in self.items[start:end] if item.letter == letter and item.code]


def tokenise(text: str, figures: Iterable[Figure], year: int | None, body: Body, words: Vocabulary) -> Tokens:
    """Cut a sentence into the longest words found, where dates, figures and names of the body are words as well."""
    special = _dates(text, year)
    for one in figures:
        if one.start not in special or special[one.start].letter != _MARK:
            special[one.start] = Token(_FIGURE, one.start, one.end, None, one)
    items: list[Token] = []
    table, lengths, uncut, own = words.words, words.lengths, words.uncut, body.characters
    at = passed = 0
    while at < len(text):
        token, character = special.get(at), text[at]
        if token is None or token.figure is None:
            end = token.end if token else at
            for length in lengths.get(text[at : at + 2]) or lengths.get(character, ()):
                if at + length <= end:
                    break
                word = table.get(text[at : at + length])
                if word and text[at + length - 1 : at + length + 1] not in uncut:
                    end = at + length
                    token = Token(word[0], at, end, word[1])
                    break
            if character in own:
                name = body.name_at(text, at, uncut) or at
                if name > end or (name == end and token and token.letter in _ORGANS):
                    token = Token(_NAME, at, name)
        if token is None or (character == "." and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()):
            at += 1
            continue
        if passed < at:
            items.append(Token(_UNKNOWN, passed, at))
        items.append(token)
        at = passed = token.end
    if passed < len(text):
        items.append(Token(_UNKNOWN, passed, len(text)))
    return _said_together(text, items)


def _said_together(text: str, items: list[Token]) -> Tokens:
    """The words, where some mean something else together."""
    kinds = "".join([item.letter for item in items])
    for pattern, letter in _SAID_TOGETHER:
        for found in pattern.finditer(kinds):
            at, end = found.span("of")
            joined = letter == _LETTER["compared"] and found.start() < at and items[at - 1].letter == _AND
            if not joined or items[at - 1].code == "with":
                items[at:end] = [item._replace(letter=letter) for item in items[at:end]]
                kinds = kinds[:at] + letter * (end - at) + kinds[end:]
    return Tokens(text, kinds, items)


def _dates(text: str, year: int | None) -> dict[int, Token]:
    found = {}
    for one in _DATE.finditer(text):
        kind = next(
            name
            for name in ("range", "whole", "running", "many", "part", "year", "spelt", "short", "mark")
            if one[name]
        )
        match kind:
            case "range":
                named = years_named(one[0])
                kind = "this" if {*named} <= {year} else "years" if year in named else "past"
            case "whole":
                kind = "whole" if one["until"] is None or int(one["until"]) == year else "past"
            case "year" | "spelt":
                kind = _class_of(int(one[kind].translate(_SPELT)), year)
            case "running":  # None for years on end is none in the last of them.
                kind = "until_now" if one["since"] is None or int(one["since"]) == year else "past"
            case "many" | "short":
                kind = "past"
        found[one.start()] = Token(_LETTER[kind], one.start(), one.end(), one[0] if kind != "mark" else None)
    return found


def years_named(text: str) -> Sequence[int]:
    """The years that such words list or reach over.

    >>> years_named("2021年、2022年"), list(years_named("2021年至2023年"))
    ([2021, 2022], [2021, 2022, 2023])
    """
    years = [int(year) for year in re.findall(r"20\d\d", text)]
    return range(years[0], years[-1] + 1) if len(years) == 2 and re.search("[至到-]", text) else years


def _class_of(named: int, year: int | None) -> str:
    if year is None:
        return "past"
    return {0: "this", -1: "last", 1: "next"}.get(named - year, "past")
