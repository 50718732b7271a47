"""What stands around the tables of a made report: sentences, numbered points, menus, page headers and footers.

The figures in it that speak of the tables agree with them; the others are about something else, and none of them may
become a cell.
"""

import random
from dataclasses import dataclass

from gidr_pipeline_tests.made import Made

_OPENINGS = (
    "{year}年，{us}深入贯彻落实《中华人民共和国政府信息公开条例》，坚持以公开为常态、不公开为例外，各项工作有序推进。",
    "根据《中华人民共和国政府信息公开条例》第四十九条、第五十条的规定，现公布{agency}{year}年政府信息公开工作年度报告。"
    "本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
    "本年度，{us}按照上级政务公开工作要点的部署，围绕群众关心的教育、就业、住房等事项，把该公开的及时公开、讲清楚。",
)
_PUBLISHED = (
    "（一）主动公开。全年通过门户网站公开各类信息{a}条，其中动态类{b}条、通知公告类{c}条，发布政策解读{d}篇。",
    "（一）主动公开情况。{us}通过政府网站发布信息{a}条，政务新媒体推送{b}条，回应社会关切{c}次，总浏览量达{d}余万次。",
    "一是做好主动公开。更新机构职能、领导分工等基础栏目{c}处，发布财政预决算信息{d}条，累计公开信息{a}条。",
)
_RECEIVED = (
    "（二）依申请公开。{year}年共收到政府信息公开申请{received}件，上年结转{carried_in}件，已办结{resolved_total}件，"
    "结转下年度继续办理{carried_out}件。",
    "（二）依申请公开情况。全年新收政府信息公开申请{received}件，均已在法定期限内登记。",
    "二是规范依申请公开。本年度新收到政府信息公开申请{received}件，结转下年度继续办理{carried_out}件，"
    "答复前均由法制机构审核。",
)
_MANAGED = (
    "（三）政府信息管理。落实“三审三校”制度，对{c}件历史文件重新评估公开属性，及时清理失效内容。",
    "（三）政府信息管理情况。修订公开指南{d}次，动态调整主动公开基本目录，明确{d}类信息的公开时限。",
    "三是加强信息管理。建立发布台账，逐条记录来源、审核人和发布时间，做到有据可查。",
)
_PLATFORMS = (
    "（四）平台建设。完成网站无障碍改造，新开设专题专栏{d}个，政务微信公众号关注人数超过{a}人。",
    "（四）政府信息公开平台建设情况。政务服务大厅设公开查阅点{d}处，配备查询机{d}台，方便群众现场查阅。",
)
_SUPERVISED = (
    "（五）监督保障。组织业务培训{d}期，参训{c}人次；把公开工作纳入年度绩效考核，占比{d}%。",
    "（五）监督保障情况。全年开展自查{d}轮，整改问题{d}个；社会评议结果良好，未发生责任追究情形。",
)
_PROBLEMS = (
    "存在的问题：一是部分科室对公开范围把握不准；二是解读形式偏少，图文、视频类解读不足{d}成；三是基层力量薄弱。",
    "过去一年，公开工作仍有不足，主要是信息更新不够均衡，{d}个栏目更新偏慢，与群众的期待还有差距。",
    "目前还存在主动公开意识不强、检索不便等问题，需要在今后的工作中着力解决。",
)
_REMEDIES = (
    "改进措施：1.完善制度，2.加强培训，3.畅通渠道。下一步，计划组织不少于{d}次集中学习。",
    "下一步，{us}将从以下方面改进：（1）健全发布机制；（2）丰富解读方式；（3）开展第三方评估并公布结果。",
    "针对上述问题，将抓实三项工作：压实责任、优化栏目、强化督查，力争用2年时间补齐短板。",
)
_OTHERS = (
    "本年度未收取政府信息公开信息处理费。",
    "{year}年度依据《政府信息公开信息处理费管理办法》收取信息处理费0元。其他无需要报告的事项。",
    "无其他需要报告的事项。",
    "共办理人大代表建议{d}件、政协提案{d}件，办结率100%，办理结果按要求在网站公开。",
)
MENU = (
    "首页",
    "政务公开",
    "政务服务",
    "互动交流",
    "走进本地",
    "政府信息公开指南",
    "政府信息公开制度",
    "法定主动公开内容",
    "政府信息公开年报",
    "依申请公开",
)


@dataclass(frozen=True)
class Prose:
    """The paragraphs of sections one, five and six, and of what frames a page."""

    title: str
    overview: list[str]
    problems: list[str]
    other_matters: list[str]
    about: str
    footer: str


def write_prose(made: Made, rng: random.Random) -> Prose:
    """Prose for the report, with its agency, year and totals."""
    totals = {
        line: made.cells["requests", line, "total"] or 0
        for line in ("received", "carried_in", "resolved_total", "carried_out")
    }

    def say(templates: tuple[str, ...]) -> str:
        numbers = {"a": rng.randint(100, 9999), "b": rng.randint(20, 99), "c": rng.randint(3, 60)}
        template = rng.choice(templates)
        us = rng.choice(["我单位", "本机关"])
        return template.format(us=us, agency=made.agency, year=made.year, d=rng.randint(1, 9), **numbers, **totals)

    parts = [_OPENINGS, _PUBLISHED, _RECEIVED, _MANAGED, _PLATFORMS, _SUPERVISED]
    month, day = rng.randint(1, 3), rng.randint(1, 28)
    return Prose(
        title=f"{made.agency}{made.year}年政府信息公开工作年度报告",
        overview=[say(part) for part in parts],
        problems=[say(_PROBLEMS), say(_REMEDIES)],
        other_matters=[say(_OTHERS)],
        about=f"发布时间：{made.year + 1}-{month:02}-{day:02} {rng.randint(8, 17):02}:{rng.randint(10, 59)}"
        f"　来源：{made.agency}　浏览次数：{rng.randint(10, 5000)}　字号：[大 中 小]",
        footer=f"主办：{made.agency}　网站标识码：{rng.randint(10**9, 10**10 - 1)}　"
        f"备案号{made.year}{rng.randint(10000, 99999)}号",
    )
