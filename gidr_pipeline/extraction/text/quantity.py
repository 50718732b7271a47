"""How a count or an amount of money is written: its sign, its unit, a remark, and the words of one that is not exact.

What belongs here: these pieces, of which each module that looks for figures makes its pattern. What does not: what a
cell says (`figures`).
"""

from decimal import Decimal

UNITS = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
"""Units of money in yuan."""

CURRENCY = "¥"
SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
"""What figures are counted by where their cells say so, `1.2万`, `1.2万件`; such an amount of money is in yuan."""

COUNTERS = "人次|件次|万件|[件宗条项个起人次份部例单笔批]"
MONEY = "[亿万千]?元"
MEASURE = rf"{MONEY}|[亿万]?(?:{COUNTERS})|[亿万]"
"""A unit of money, or what a count is of."""
ROUGHLY = "约|近|逾|超过?"
OR_SO = "余|多|左右|以上"
"""What stands before and behind a figure that is not exact."""
SIGN = r"\\?[+-]|增加?|减少?"
FRACTION = r"\\?\.\d+"
"""Text made of Markdown may escape both."""
REMARK = r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕"
"""What a figure has behind it in brackets."""
