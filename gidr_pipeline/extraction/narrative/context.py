"""Of which year a figure is, and about what: what the words before a clause settle for the figure in it.

What belongs here: the state that runs along a sentence (year, topic), and whether a clause speaks of a share or a
rounded figure. What does not: whose figure it is (`body`), and which claim a clause makes
(`grammar`).
"""

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(
    # The first characters of all that follows, so that other places are passed over at once.
    r"(?=[比较与同和跟截\d上下季以近开去前往历今本报统一二两三四五六七八九十任改实施成上()结转依公信申留热工投咨来建提议舆评网问意许审证救])(?:"
    r"(?P<compared>[比较与同和跟](?:20\d\d年|上一?年|去年|往年|前年|历年)度?(?:同期)?)"
    r"|(?P<whole>截[至止到](?:(?P<whole_year>20\d\d)年度?(?:末|底|12月(?:31日|底))|(?:本|今)?年(?:末|底)|12月(?:31日|底)))"
    r"|(?P<stock>截[至止到])"
    r"|(?P<carried>20\d\d年度?(?:未办结)?结转|(?:结转|转)[至到入]?20\d\d年|(?:上一?年|去年)度?的?(?:未办结)?(?:结转|转入))"
    r"|(?P<range>20\d\d年?(?:[至到、和及与-]20\d\d年?)+|(?:20\d\d年)?1月1日起?[至到-](?:20\d\d年)?12月31日止?|1月?[至到-]12月份?)"
    r"|(?P<this>(?:本年|今年)(?:度?以来)?|(?:报告|统计)(?:年度|期间?)|一年来)"
    r"|(?P<years>[近前]?(?:[二两三四五六七八九十几]|\d{1,2}(?!\d))+个?年(?:来|间|以来|共)|[近前](?:[一二两三四五几\d]+年|年来)|十[二三四五]五|任期|(?:改革|实施|施行|成立|上线|开通)(?:以来|以?后|至今))"
    r"|(?P<month>\d{1,2}月|上半年|下半年|季度|以来|期间)"
    r"|(?P<dated>20\d\d)年(?:底|末)?"
    r"|(?P<spelt>二[〇○零][一二][〇○零一二三四五六七八九]年)|(?P<short>(?<!\d)\d\d年)"
    r"|(?P<past>上一?年|去年|前年|往年|历年|同期)"
    r"|(?P<open>\()|(?P<close>\))"
    r"|(?P<requests>依申请|公开申请|申请公开|公开的申请|信息申请|申请信息|公开依申请|公开的?(?:行政)?(?:复议|诉讼))"
    r"|(?P<others>留言|信箱|热线|工单|投诉|咨询|来信|来访|来电|信访(?!举报投诉)|建议|提案|议案|舆情|评论|信件|网民|问政|意见|许可|审批|证照|救助))"
)


_SPELT = str.maketrans("〇○零一二三四五六七八九", "000123456789")


@dataclass
class Context:
    """The state at a place in a sentence.

    `when` is `this` for the report's year or where no year is named, `whole` up to its last day, `stock` up to another
    day, `part` for some months and `other` for other years. `about` is `requests`,
    `others` for what else people write to a body, or None.
    """

    report_year: int | None
    when: str = "this"
    about: str | None = None
    _outer: list[str] = field(default_factory=list)

    def advance(self, words: str) -> None:
        """Take in the words that follow."""
        for token in _TOKEN.finditer(words):
            match token.lastgroup:
                case "stock":
                    self.when = "stock"
                case "whole":
                    year = token["whole_year"]
                    self.when = "whole" if year is None or int(year) == self.report_year else "other"
                case "years" | "short":
                    self.when = "other"
                case "spelt":
                    self.when = "this" if _spelt(token["spelt"]) == self.report_year else "other"
                case "dated":
                    own = self.report_year is not None and int(token["dated"]) == self.report_year
                    if not (own and self.when == "stock"):
                        self.when = "this" if own else "other"
                case "range":
                    years = {int(year) for year in re.findall(r"20\d\d", token[0])}
                    self.when = "this" if years <= {self.report_year} else "other"
                case "month":
                    self.when = self.when if self.when in ("stock", "whole", "other") else "part"
                case "past":
                    self.when = "other"
                case "this":
                    self.when = "this"
                case "open":
                    self._outer.append(self.when)
                case "close" if self._outer:
                    self.when = self._outer.pop()
                case "requests" | "others":
                    self.about = token.lastgroup

    def names_topic(self, words: str) -> str | None:
        """What the words name last."""
        topics = [token.lastgroup for token in _TOKEN.finditer(words) if token.lastgroup in ("requests", "others")]
        return topics[-1] if topics else None

    def covers(self, kind: str, lead: str) -> bool:
        """Whether a figure of this kind after these words is one of the report's year."""
        if self.when == "whole":
            return kind == "stock" or "累计" not in lead
        return self.when == "this" or (kind == "stock" and self.when == "stock")

    def next_sentence(self) -> None:
        """What the sentence after this one takes over: another year and the topic, not an interval or a bracket."""
        self.when = self.when if self.when == "other" else "this"
        self._outer.clear()


def _spelt(year: str) -> int:
    return int(year.removesuffix("年").translate(_SPELT))


# What makes a figure a share, a change, a plan or a rounded one, where it stands in the figure's own clause.
_NOT_THE_COUNT = re.compile(
    r"当面|现场|网络|网上|在线|信函|邮寄|邮件|邮箱|信件|来信|传真|电话|窗口|平台|网站|书面|口头|线上|线下|快递|微信|公众号|渠道|EMS"
    r"|力争|争取|确保|保证|计划|预计|拟|目标|应当|[应需][办答]|如果|[若凡每]|(?<!新)增|减|下降|上升|同比|环比|相比|[比较占率]|[与同和跟](?:20\d\d|上一?年|去年|往年|前年|历年)|平均|人均|累年|上限"
    r"|告知|途径|分别|正在|[尚待仍]|提前|当场|逾期|超期|延期|超时|不再|转办|移[送交]|转送|补正|撤[回销]|协助|协办|会办|指导|催办|存量"
)
_DENIES = re.compile(r"未(?!经复议)|没有(?!现成)|无(?!法提供|正当)|不存在|并非|不是")
_ROUNDED = re.compile(r"(?:约|近|逾|超过?|不足|至少|最多|不到|不少于|不超过|高达|第|每|(?<![其剩])余|分之)$")
_ROUNDED_AFTER = re.compile(
    r"\([均都]?[系为](?:上一?|去)年|有?余|多|\(?左右|以上|以下|上下|以内|不等|的?相比|[/%‰~-]|[至到]\d(?!0\d\d年)|事|人次"
)


def is_exact(before: str, after: str) -> bool:
    """Whether the words that touch a figure leave it a plain count: not 近, not 余, not a range, not 第."""
    return _ROUNDED.search(before[-4:]) is None and _ROUNDED_AFTER.match(after) is None


def is_a_share(words: str) -> bool:
    """Whether words in the figure's clause make it something else than a plain count of the year."""
    return _NOT_THE_COUNT.search(words) is not None


def is_denied(words: str) -> bool:
    return _DENIES.search(words) is not None
