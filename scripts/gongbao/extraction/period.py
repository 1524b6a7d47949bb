"""Of when does a number speak? Named rules, of which the first that holds decides (coding manual, §9)."""

import re
from typing import NamedTuple

from gongbao.data.row import Basis, Measure, Status, Versus
from gongbao.extraction import spans
from gongbao.extraction.rule import Rule, decide
from gongbao.extraction.spans import Span
from gongbao.extraction.stance import Stance
from gongbao.extraction.surroundings import Kind, Surroundings


class Facts(NamedTuple):
    """What decides: the surroundings, the status, and whether the number is a level, an end of a pair or a change."""

    said: Surroundings
    status: Status
    basis: Basis | Versus
    measure: Measure

    @property
    def own(self) -> Span | None:
        """The time that the bulletin reports on."""
        return self.said.now.dating.own

    @property
    def is_flow_at_a_point(self) -> bool:
        """Whether the time named is a point and the number a flow, which no point governs: 截至6月30日，破案12起."""
        said = self.said
        return said.time is not None and said.time.is_point and _NEVER.search(said.lead) is not None

    @property
    def governing(self) -> Span | None:
        """The time that governs: of the sentence, of the paragraph, of the heading, of the bulletin."""
        said = self.said
        if said.time and not self.is_flow_at_a_point:
            return said.span
        if said.time and said.span and not said.time.is_as_of:
            return said.span.around()
        if said.first:
            return said.first
        below = said.section.span
        if self.status is Status.TARGET:
            return below if said.section.stance is Stance.PLAN else None
        return below if below and said.section.stance is Stance.REVIEW else self.own


_FLOW = re.compile(r"累计|[共总]计|年均|平均|新增|新建|新[开设改培]|增长|全年|先后|[五四三]年共")
_MEAN = re.compile(r"年均|平均每年|每年平均")
_STOCK = re.compile(
    r"达到?|覆盖|突破|超过|增[加至]到?|总[数量额]|拥有|现有|保有|余额|覆盖率|普及率|人口|存[栏款]|[共现实]有"
)
_NEVER = re.compile(  # flows, which no point governs
    r"新增|新建|全年|出[栏生]|死亡|侦[破办]|破[获案]|抓获|查[处获扣]|受理|审结|发[生出放]|办[结理案]|推出|开展|打掉|立案|批捕|起诉|缴|销毁|整改|检查|救助|劝阻|拦截|止付|找回|挽回"
)


def _before(facts: Facts) -> Span | None:
    """The start of a pair without a year of its own is the year before what the pair spans."""
    said = facts.said
    planned = said.section.span if said.section.stance is Stance.PLAN and not said.time else None
    whole = planned or facts.governing or facts.own
    return spans.year(whole.first - 1) if whole else None


def _plan(facts: Facts) -> Span | None:
    """The span of the plan that a mean runs through: from its first year to the horizon."""
    span, below = facts.said.span, facts.said.section.span
    if span is None:
        return None
    first = below.first if below else (facts.said.now.last or 0) + 1
    return spans.years(first, span.last) if first < span.last else span


def _long(facts: Facts) -> Span | None:
    """The longer span around a year that is named: of the paragraph, or of the heading."""
    return next((s for s in (facts.said.first, facts.said.section.span) if s and s.is_long), None)


def _is_reached(facts: Facts) -> bool:
    """Tell whether a level was reached in a long span rather than summed over it."""
    words, time = facts.said.lead, facts.said.time
    if time and time.rule.id == "time.streak":
        return False
    if facts.basis == Basis.TO:
        return True
    if _FLOW.search(words):
        return facts.basis.startswith("vs")
    if facts.basis.startswith("vs"):
        return True
    return facts.basis == Basis.LEVEL and _STOCK.search(words) is not None


def _last(facts: Facts) -> Span | None:
    return spans.year(facts.governing.last) if facts.governing else None


def _is_base(facts: Facts) -> bool:
    compared = facts.basis != Basis.LEVEL or facts.measure in (Measure.CHANGE, Measure.MULTIPLE)
    return facts.said.base is not None and not compared


def _aimed(facts: Facts) -> Span | None:
    this = facts.said.now.this
    return spans.year(this) if this else None


def _since_unknown(facts: Facts) -> Span | None:
    end = facts.said.span if facts.said.time and facts.said.time.is_point else facts.own
    return Span("..", end.end) if end else None


def _kind(facts: Facts) -> Kind | None:
    return facts.said.cue.kind if facts.said.cue else None


def _is_undated_plan(facts: Facts) -> bool:
    """Tell whether a plan or a norm in a review says no time: one that is over, in another clause, is not its own."""
    said, last = facts.said, facts.said.now.last
    if facts.status is not Status.TARGET or said.section.stance is Stance.PLAN:
        return False
    over = said.span is not None and last is not None and said.span.last <= last and not said.near
    return (said.time is None or over) and _kind(facts) in (Kind.PLAN, Kind.NORM, Kind.FORECAST)


def _at_a_point(facts: Facts) -> bool:
    said = facts.said
    return not said.time and said.point is not None and facts.basis == Basis.LEVEL and bool(_STOCK.search(said.lead))


RULES: tuple[Rule[Facts, Span | None], ...] = (
    Rule("period.base", "1—11月受理案件120件，去年同期为200件", "period=2022-01/2022-11", _is_base,
         lambda facts: facts.said.base),
    Rule("period.start-of-a-pair", "2023年，路灯从2.1万盏增加到2.6万盏", "period=2022",
         lambda facts: facts.basis == Basis.FROM and not (facts.said.near and facts.said.span), _before),
    Rule("period.summed-since", "累计发证32万本", "period=../2023",
         lambda facts: "累计" in facts.said.lead and facts.status is not Status.TARGET and not facts.said.first
         and not (facts.said.time and not facts.said.time.is_point)
         and not (facts.said.section.span and facts.said.section.span.is_long), _since_unknown),
    Rule("period.mean-to-a-horizon", "二、今后五年奋斗目标\n到2028年，生产总值年均增长6%", "period=2024/2028",
         lambda facts: facts.status is Status.TARGET and "年均" in facts.said.lead and facts.said.span
         and not facts.said.span.is_long, _plan),
    Rule("period.mean-over-a-span", "“十三五”时期，生产总值2020年达到12亿元，年均增长6%", "period=2016/2020",
         lambda facts: _MEAN.search(facts.said.lead) and _long(facts) is not None
         and not (facts.said.span and facts.said.span.is_long), lambda facts: _long(facts)),
    Rule("period.reached-in-a-span", "五年来，森林覆盖率达到41.2%", "period=2023",
         lambda facts: facts.governing is not None and facts.governing.is_long and _is_reached(facts), _last),
    Rule("period.plan-without-a-time", "去年开工的厂房，某集团拟投资60亿元", "period=", _is_undated_plan,
         lambda facts: None),
    Rule("period.named", "去年，破获盗窃案件12起", "period=2023",
         lambda facts: facts.said.time and not facts.is_flow_at_a_point, lambda facts: facts.said.span),
    Rule("period.at-a-point", "年末有派出所12个。共有民警300名", "period=2023-12-31", _at_a_point,
         lambda facts: facts.said.point),
    Rule("period.original-plan", "原计划新建校舍18栋", "period=2023", lambda facts: _kind(facts) is Kind.ORIGINAL,
         lambda facts: facts.own),
    Rule("period.aim-in-a-review", "一、2023年工作回顾\n力争新建派出所12个", "period=",
         lambda facts: facts.status is Status.TARGET and facts.said.section.stance is Stance.REVIEW,
         lambda facts: None),
    Rule("period.aim", "力争新建派出所12个", "period=2024",
         lambda facts: facts.status is Status.TARGET and facts.governing is None, _aimed),
    Rule("period.governed", "一、2023年工作回顾\n新建派出所12个", "period=2023", lambda facts: True,
         lambda facts: facts.governing or facts.own),
)  # fmt: skip


def period(facts: Facts) -> tuple[str, tuple[str, ...]]:
    """Return the period of a number in ISO 8601, '' where none can be told, and what decided."""
    span, rule = decide(RULES, facts)
    word = facts.said.time
    return str(span) if span else "", (rule, word.rule.id) if word and not facts.is_flow_at_a_point else (rule,)
