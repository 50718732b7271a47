"""Whose figure it is, of which year, and about what: what the words before a clause settle for the figure in it.

What belongs here: the state that runs along a sentence (year, topic), and whether a clause speaks of another body or of
a share. What does not: which claim a clause makes (`narrative_grammar`).
"""

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(
    # The first characters of all that follows, so that other places are passed over at once.
    r"(?=[比较与同和跟截\d上下季以近开去前往历今本报()结转依公信申留热工投咨来建提议舆评网问意许审证救])(?:"
    r"(?P<compared>[比较与同和跟](?:20\d\d年|上一?年|去年|往年|前年|历年)度?(?:同期)?)"
    r"|(?P<stock>截[至止到])"
    r"|(?P<carried>20\d\d年度?(?:未办结)?结转|(?:结转|转)[至到入]?20\d\d年|(?:上一?年|去年)度?的?(?:未办结)?(?:结转|转入))"
    r"|(?P<range>20\d\d年?(?:[至到、和及与-]20\d\d年?)+|(?:20\d\d年)?1月1日起?[至到-](?:20\d\d年)?12月31日止?|1月?[至到-]12月份?)"
    r"|(?P<month>\d{1,2}月|上半年|下半年|季度|以来|近[一二两三四五几\d]+年|开通至今)"
    r"|(?P<dated>20\d\d)年(?:底|末)?"
    r"|(?P<past>上一?年|去年|前年|往年|历年|同期)"
    r"|(?P<this>本年|今年|报告期|报告年度)"
    r"|(?P<open>\()|(?P<close>\))"
    r"|(?P<requests>依申请|公开申请|申请公开|公开的申请|信息申请|申请信息|公开依申请|公开的?(?:行政)?(?:复议|诉讼))"
    r"|(?P<others>留言|信箱|热线|工单|投诉|咨询|来信|来访|来电|信访(?!举报投诉)|建议|提案|议案|舆情|评论|信件|网民|问政|意见|许可|审批|证照|救助))"
)


@dataclass
class Context:
    """The state at a place in a sentence.

    `when` is `this` for the report's year or where no year is named, `stock` after 截至, `part` for some months and
    `other` for another year. `about` is `requests`, `others` for what else people write to a body, or None.
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
                case "dated":
                    own = self.report_year is not None and int(token["dated"]) == self.report_year
                    if not (own and self.when == "stock"):
                        self.when = "this" if own else "other"
                case "range":
                    years = {int(year) for year in re.findall(r"20\d\d", token[0])}
                    self.when = "this" if years <= {self.report_year} else "other"
                case "month":
                    self.when = self.when if self.when in ("stock", "other") else "part"
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

    def topic_after(self, words: str) -> str | None:
        """What the text is about once it has said these words."""
        topics = [token.lastgroup for token in _TOKEN.finditer(words) if token.lastgroup in ("requests", "others")]
        return topics[-1] if topics else self.about

    def next_sentence(self) -> None:
        """What the sentence after this one takes over: another year and the topic, not an interval or a bracket."""
        self.when = self.when if self.when == "other" else "this"
        self._outer.clear()


# What makes a figure a share, a change, a plan or a rounded one, where it stands in the figure's own clause.
_NOT_THE_COUNT = re.compile(
    r"当面|现场|网络|网上|在线|信函|邮寄|邮件|邮箱|信件|来信|传真|电话|窗口|平台|网站|书面|口头|线上|线下|快递|微信|公众号|渠道|EMS"
    r"|力争|争取|确保|保证|计划|预计|拟|目标|应当|如果|[若凡每]|(?<!新)增|减|下降|上升|同比|环比|相比|[比较占率]|[与同和跟](?:20\d\d|上一?年|去年|往年|前年|历年)|平均|人均|累年|上限"
    r"|告知|途径|分别|正在|[尚待仍]|提前|当场|逾期|超期|延期|超时|不再|转办|移[送交]|转送|补正|撤[回销]|协助|协办|会办|指导|催办|存量"
)
_DENIES = re.compile(r"未(?!经复议)|没有(?!现成)|无(?!法提供|正当)|不存在|并非|不是")
_ROUNDED = re.compile(r"(?:约|近|逾|超过?|不足|至少|最多|不到|不少于|不超过|高达|第|每|余|分之)$")
_ROUNDED_AFTER = re.compile(r"余|多|左右|以上|以下|上下|以内|不等|的?相比|[/%‰~-]|[至到]\d|事|人次")


def is_exact(before: str, after: str) -> bool:
    """Whether the words that touch a figure leave it a plain count: not 近, not 余, not a range, not 第."""
    return _ROUNDED.search(before[-4:]) is None and _ROUNDED_AFTER.match(after) is None


def is_a_share(words: str) -> bool:
    """Whether words in the figure's clause make it something else than a plain count of the year."""
    return _NOT_THE_COUNT.search(words) is not None


def is_denied(words: str) -> bool:
    return _DENIES.search(words) is not None


_LEVEL = re.compile(r"([省市区县州盟旗镇乡])(?:人民政府|政府|管委会|管理委员会)?$")
_INSIDE = (
    r"(?:范围内?|各级|各有关|各|及|和|、|所有|职能|行政机关|机关|政府|部门|单位|镇街|街镇|乡镇|街道|镇|乡|县|市|区|直属|"
    r"\([含包][^()]*\))*+"
)
_REGION = re.compile(rf"[我本全]([省市区县州盟旗镇乡])(?!场|民|长|委|局|办){_INSIDE}")
_SELF = re.compile("[我本全](?:局|办|委|厅|院|处|部|单位|机关|中心|街|所|站|队|会|校|行|政府)")
_BELOW = re.compile(
    "下属|所属|下级|局属|分局|直属|[省市区县]直|镇街|街镇|乡镇|系统|兄弟|基层|本级|各(?![类项种方位为具自])|部分单位|个别"
)
_YEAR = re.compile(r"20\d\d年(?:度|全年)?|本年度?|今年")
_ADVERBS = re.compile(
    r"(?:共计|共|总共|总计|合计|累计|一共|全年|年度|年内|报告期内?|已|均|依法|及时|规范|按[时期]|如期|全部|分别|"
    r"[也还仅只新在度收被,])+$"
)
_ORGAN = re.compile(
    "([\u4e00-\u9fff]+?(?:局|委|办|办公室|厅|院|处|部|中心|公司|队|所|站|镇|乡|街道|街|县|区|市|省|政府|部门|单位|机关|"
    "会|集团|学校|办事处))$"
)
_PLACE = re.compile("^.*?[省市区县旗州镇乡](?=..)")


@dataclass(frozen=True)
class Body:
    """The body that reports, as its name tells; a body without a name knows only words like 我局 for its own."""

    name: str
    level: str | None
    """What it governs (市, 区, 镇 …) where it is a government, so that 全区 is its own figure."""

    @classmethod
    def of(cls, agency: str | None) -> "Body":
        name = "".join((agency or "").split())
        level = _LEVEL.search(name)
        level_of_committee = "区" if name.endswith(("管委会", "管理委员会")) else None
        return cls(name, level[1] if level else level_of_committee)

    def speaks_of_itself(self, words: str) -> bool | None:
        """Whether the words before a verb name this body (True), another or a part of it (False), or none (None)."""
        regions = list(_REGION.finditer(words))
        if regions:
            level = regions[-1][1]
            if level != self.level and not (level in "镇乡" and level in self.name):
                return False
            words = words[regions[-1].end() :]
        if _BELOW.search(words):
            return False
        if _SELF.search(words):
            return True
        organ = _ORGAN.search(_ADVERBS.sub("", _YEAR.sub(",", words)))
        if organ is None:
            return True if regions else None
        return self._is_called(organ[1])

    def _is_called(self, organ: str) -> bool:
        """Whether a name in the prose abbreviates this body's: its characters come in the name in their order."""
        if self.level and self.level not in "镇乡" and organ.endswith("政府"):
            # In the report on a whole city 市政府 may be the city or its own office.
            return False
        rest = iter(self.name)
        short = organ if organ in self.name else _PLACE.sub("", organ)
        return bool(self.name) and all(character in rest for character in short)
