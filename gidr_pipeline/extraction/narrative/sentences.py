"""The sentences of a text and the figures in them, each with its place.

What belongs here: where a sentence ends, what is passed over at once, and which characters are a number. What does not:
what a figure counts (`about` and the readers of clauses).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.narrative.lexicon import in_text, pattern_of

_QUOTED = r"[\s>|]"
"""What stands before a line that is quoted, or was numbered."""
_ORDINAL = "[一二三四五六七八九十]"
_MARK = (
    r"(?:#|[-*]\s|\([一二三四五六七八九十\d]{1,3}\)"
    rf"|{_ORDINAL}{{1,2}}[、.]|第{_ORDINAL}{{1,2}}部分|\d{{1,2}}[.、](?!\d))"
)
_SECTION = rf"(?:{in_text('section')})[^\S\n]*"
_POINT = r"(?<=[㐀-鿿)])\.(?=[㐀-鿿(\n]|20\d\d年|$)"
"""A full stop in half width."""
_SENTENCE = re.compile(
    # A heading on a line of its own, or else whatever ends with a full stop; the end of a line alone ends nothing.
    rf"{_QUOTED}*(?:#[^\n]*|{_MARK}[^\n。,，;；:：\d]{{0,40}}|{_SECTION})(?=\n)"
    rf"|\s*(?:[^。！？!?.\n]++|(?!{_POINT})\.|\n(?!{_QUOTED}*(?:{_MARK}|{_SECTION}\n))"
    # 1.予以公开的22件；2.部分公开的5件 is one sentence, on whatever lines.
    rf"|(?<=[;；])\n(?=\d{{1,2}}[.、]))++(?:[。！？!?]+|\.)?"
    r"|\s*[。！？!?.]+"
)
_WORDS = r"[^\n。,，;；:：]{0,40}"
_HEADED = re.compile(
    rf"{_QUOTED}*(?:#+\s*)?\(?(?:(?:{_ORDINAL}{{1,3}}[)、.]|第{_ORDINAL}{{1,2}}部分|(?<=#)\s)(?P<section>{_WORDS})"
    rf"|\d{{1,2}}[.、)](?!\d)(?P<point>{_WORDS})|(?P<aspect>[^\n。,，;；:：]{{2,20}}方面)[\n。,，;；:：])"
)
"""A sentence that begins a section (（二）依申请公开) or one of its points (2.依申请公开, 依申请公开方面)."""
_LONGEST = 2000
"""What is longer without a full stop is no sentence, but a table that has lost its shape."""

_DROPPED = ">\\s\"'“”„‘’「」『』【】*#_`"
_LEAD = re.compile(f"{_QUOTED}*")
_KEPT = re.compile(rf"\n[^\S\n]*\|+|(?P<kept>[^{_DROPPED}]+)")
"""Words, and bars before a line, which are passed over; within a line they part cells."""


def _spaced(words: str) -> str:
    """A pattern for the words between bars, with what a sentence drops between any two of their characters."""
    return "|".join(f"[{_DROPPED}]*".join(word) for word in words.split("|"))


_TOPIC = re.compile(_spaced(in_text("topic")))
_NUMERAL = "零〇一二两三四五六七八九十百千"
_DENIAL = re.compile(pattern_of("deny"))
_COUNTED = re.compile(
    # 三、收到和处理…, 第一项加第二项之和 count nothing.
    rf"(?<!第)[\d{_NUMERAL}][{_DROPPED}]*(?:[件宗份起例条项次部元]|[万亿][{_DROPPED}]*元|个[{_DROPPED}]*(?:[,;。)、，；）]|项目))"
    rf"|[\d零][{_DROPPED}]*[,;。)、，；）]"
    rf"|{_spaced(_DENIAL.pattern)}"
)

_SHARE_ANSWERED = re.compile(rf"{_QUOTED}*(?:{in_text('share_answered')})[^件宗份起例条项]*$")
"""Nothing but shares: a sentence that counts as well is read."""
_TITLES = re.compile("《[^》]*》|〔[^〕]*〕|〈[^〉]*〉")
_YEAR = re.compile(r"20\d\d年?度?")
_DIGIT = frozenset("0123456789０１２３４５６７８９" + _NUMERAL)

_FIGURE = re.compile(
    rf"(?P<figure>[\d{_NUMERAL}](?:"
    r"(?<=\d)(?<![\d.第].)(?<!\d .)(?<!\d[-~至到/、].)(?:\d{0,2}(?:,\d{3})+(?![,\d])(?:\.\d+)?|\d*(?:\.\d+)?)"
    rf"|(?<=[{_NUMERAL}])(?<![几数上每第同任某逐成何约近{_NUMERAL}].)(?:(?<!余.)|(?<=其余.))[{_NUMERAL}]*))"
    r"(?:(?P<unit>件次|件|宗|份|起|例|条|项|次|部(?=[,;。)、])|[万亿]?元|个(?=[,;。)、]|项目))|(?=[,;。)](?!\d)|、(?!\d)))"
)
_ONE_TO_NINE = "[一二三四五六七八九]"
_TENS = f"{_ONE_TO_NINE}?十{_ONE_TO_NINE}?"
_HUNDREDS = f"(?:{_ONE_TO_NINE}|两)百(?:零{_ONE_TO_NINE}|{_TENS})?"
_NUMBER = re.compile(
    f"[零〇两]|{_ONE_TO_NINE}|{_TENS}|{_HUNDREDS}|(?:{_ONE_TO_NINE}|两)千(?:零(?:{_ONE_TO_NINE}|{_TENS})|{_HUNDREDS})?"
)
"""A number as it is said in full: 五六 is about that many, 一百五 may be 150, and 百 is any number of them."""
_ONE_BY_ONE = re.compile(
    rf"一([件宗份起例条项])(?:、?(?:{in_text('one_by_one')})?|、[^,;。]{{0,6}})一\1|(?:做到|坚持|实行|要求|确保)[^;。]*一[件宗份]"
)
_TOGETHER = re.compile(f"[两二三四][项类](?:{in_text('together')})")
_NOT_ONE = re.compile(f"(?:{in_text('not_one')})$")
_DIGITS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence: its value, its unit as printed, and where it stands with its unit (`start` to `end`)."""

    value: Decimal
    unit: str | None
    start: int
    digits_end: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without white space, quotation marks and markup, and the place in the text of each character left."""

    words: str
    places: list[int]
    span: Span
    figures: tuple[Figure, ...]

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Sentence":
        words: list[str] = []
        places: list[int] = []
        lead = _LEAD.match(text, start, end)
        for kept in _KEPT.finditer(text, lead.end() if lead else start, end):
            if kept["kept"] is None:
                continue
            # Digits that stood apart are two numbers, or one that was damaged; joined they would be a third. But 二百
            # goes on on the next line.
            if words and words[-1][-1] in _DIGIT and kept[0][0] in _DIGIT and words[-1][-1] not in _POWERS:
                words.append(" ")
                places.append(kept.start() - 1)
            words.append(kept[0])
            places.extend(range(kept.start(), kept.end()))
        joined = "".join(words).replace("，", ",")
        joined = _TITLES.sub(lambda title: "□" * len(title[0]), joined)
        span = Span(places[0], places[-1] + 1) if places else Span(start, end)
        return cls(joined, places, span, tuple(_figures(joined)))

    def span_of(self, start: int, end: int) -> Span:
        return Span(self.places[start], self.places[end - 1] + 1)


def _figures(words: str) -> Iterator[Figure]:
    """The numbers in these words, but for those said only about (三五件), 收到一件、答复一件, 未发生一起, 两项合计."""
    for match in _FIGURE.finditer(words):
        value = _value(match["figure"], match["unit"])
        no_number = match["figure"] == "一" and (_ONE_BY_ONE.search(words) or _NOT_ONE.search(words[: match.start()]))
        no_number = no_number or _TOGETHER.match(words, match.start())
        if value is not None and not no_number:
            yield Figure(value, match["unit"], match.start(), match.end("figure"), match.end())


def _said_before(sentence: str) -> str:
    """The words of a sentence for the next one, without the years of papers that it names: 《2022年工作要点》."""
    return _TITLES.sub(lambda title: _YEAR.sub("", title[0]), sentence).replace("，", ",")


def sentences(text: str, part: Span) -> Iterator[tuple[Sentence, str, str, str, int]]:
    """The sentences that may make a claim, since they have a figure or deny something.

    Each comes with the words of the sentence before it, none where it begins a point of its own, with those of the
    heading or point that it stands under (依申请公开情况) and its section, all without white space, and with where the
    sentence before it begins. One that only says which share was answered (办结率为100%) comes between no others.
    """
    before = part.start, part.start
    section = point = ""
    for found in _SENTENCE.finditer(text, part.start, part.end):
        place = found.span()
        if _SHARE_ANSWERED.match(text, *place):
            continue
        earlier, before = before, place
        if headed := _HEADED.match(text, *place):
            point = headed["point"] or headed["aspect"] or ""
            section = section if point else headed["section"]
        if place[1] - place[0] > _LONGEST or not _TOPIC.search(text, *place) or not _COUNTED.search(text, *place):
            continue
        sentence = Sentence.of(text, *place)
        if sentence.figures or _DENIAL.search(sentence.words):
            goes_on = "" if headed else _said_before("".join(text[slice(*earlier)].split()))
            yield sentence, goes_on, "".join((point or section).split()), "".join(section.split()), earlier[0]


def _value(figure: str, unit: str | None) -> Decimal | None:
    """A figure's value, None where its characters do not tell it for certain."""
    if figure[0].isdecimal():
        return Decimal(figure.replace(",", ""))
    if not _NUMBER.fullmatch(figure) or (unit is None and figure != "零"):
        return None
    total = digit = 0
    for numeral in figure:
        if numeral in _POWERS:
            total += (digit or 1) * _POWERS[numeral]
            digit = 0
        else:
            digit = _DIGITS[numeral]
    return Decimal(total + digit)
