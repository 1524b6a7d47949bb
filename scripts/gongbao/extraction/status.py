"""Is a number a fact, a forecast of a time that is running, or a plan? The first of the named rules that holds decides.

Its own clause says it, a word that governs the sentence, the lead-in of a list, or the heading (coding manual, §8).
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from gongbao.data.row import Status
from gongbao.extraction.rule import Rule, decide
from gongbao.extraction.stance import Stance
from gongbao.extraction.surroundings import Kind, Surroundings


class Facts(NamedTuple):
    """What decides: the surroundings, and whether the number is the start of a pair, an amount or rate, a thing."""

    said: Surroundings
    is_start: bool
    is_amount: bool


_AGAINST_PLAN = re.compile(r"(?:计划|目标|任务|预算|预期|指标)(?:任务|目标|数|值)?(?:的|比例为?)?$")
_MEASURED = re.compile(r"完成|(?<!下)达|占|超|低于|高于|为|是|突破|实现|落实")
_TASK = re.compile(
    r"的(?:[^，。；、\d]{0,6})(?:目标|任务|计划|指标|要求|承诺)|[^，。；、\d的]{0,6}(?:目标|任务)(?:$|[，。；、：！？\n圆顺如全胜完])"
)
_COMPLETED = re.compile(r"完成|实现|兑现|落实|达到|超额")
_TASKS = ("项", "个", "件", "条", "批", "大", "类")


def _completed(facts: Facts) -> bool:
    said = facts.said
    return bool(_COMPLETED.search(said.lead) or re.search(r"完成|实现", said.tail)) and not said.beside


def _future(facts: Facts) -> bool:
    span, time, last = facts.said.span, facts.said.time, facts.said.now.last
    if span is None or time is None or time.rule.id in ("time.now", "time.this-so-far"):
        return False
    if last is None:  # nothing tells when it was written: 到2030年 is a horizon all the same
        return time.is_horizon
    published = facts.said.now.dating.published
    if published and span.end < published[: len(span.end)]:
        return False  # 今年1至3月 in a text of April
    return span.last > last and (span.first > last or span.start == span.end)


def _governed(*kinds: Kind) -> Callable[[Facts], bool]:
    return lambda facts: facts.said.cue is not None and facts.said.cue.kind in kinds


def _always(status: Status) -> Callable[[Facts], Status]:
    return lambda facts: status


RULES: tuple[Rule[Facts, Status], ...] = (
    Rule("status.start-of-a-pair", "二、2024年工作安排\n研发投入强度由2.1%提高到2.4%", "status=reported",
         lambda facts: facts.is_start, _always(Status.REPORTED)),
    Rule("status.task-completed", "计划先行，超额完成12万亩造林任务", "status=reported",
         lambda facts: _TASK.match(facts.said.behind) and _completed(facts), _always(Status.REPORTED)),
    Rule("status.task", "进出口总额增长1.2%，低于年初预期5%的目标", "status=target",
         lambda facts: facts.said.behind[:1] == "的" and _TASK.match(facts.said.behind), _always(Status.TARGET)),
    Rule("status.measured-by-the-plan", "二、2024年工作安排\n完成年度计划的148%", "status=reported",
         lambda facts: _AGAINST_PLAN.search(facts.said.lead) and _MEASURED.search(facts.said.lead),
         _always(Status.REPORTED)),
    Rule("status.done", "二、2024年工作安排\n目前已储备项目420个", "status=reported", _governed(Kind.DONE),
         _always(Status.REPORTED)),
    Rule("status.ensured-in-a-review", "一、2023年工作回顾\n确保破案率达到95%", "status=reported",
         lambda facts: _governed(Kind.ENSURE)(facts) and facts.said.section.stance is Stance.REVIEW,
         _always(Status.REPORTED)),
    Rule("status.governed", "力争新建派出所12个，改造派出所3个", "status=target",
         _governed(Kind.AIM, Kind.ENSURE, Kind.PLAN, Kind.NORM, Kind.ORIGINAL), _always(Status.TARGET)),
    Rule("status.forecast-of-a-plan", "二、2024年工作安排\n预计今年支出28.5万亿元", "status=target",
         lambda facts: _governed(Kind.FORECAST)(facts)
         and (facts.said.section.stance is Stance.PLAN or facts.said.listed or _future(facts)), _always(Status.TARGET)),
    Rule("status.forecast", "预计全年生产总值增长6%，财政收入增长5%", "status=estimate", _governed(Kind.FORECAST),
         _always(Status.ESTIMATE)),
    Rule("status.listed", "主要预期目标：生产总值增长6%。财政收入增长5%", "status=target",
         lambda facts: facts.said.listed, _always(Status.TARGET)),
    Rule("status.expected-amounts", "一、2023年工作回顾\n财政收入52亿元（预计数，下同），增长7.4%", "status=estimate",
         lambda facts: facts.said.noted and facts.is_amount and facts.said.section.stance is not Stance.PLAN,
         _always(Status.ESTIMATE)),
    Rule("status.to-come", "到2030年，森林覆盖率达到47%", "status=target", _future, _always(Status.TARGET)),
    Rule("status.below-a-plan", "二、2024年工作安排\n新建派出所12个", "status=target",
         lambda facts: facts.said.section.stance is Stance.PLAN, _always(Status.TARGET)),
    Rule("status.stated", "新建派出所12个", "status=reported", lambda facts: True, _always(Status.REPORTED)),
)  # fmt: skip


def status(facts: Facts) -> tuple[Status, tuple[str, ...]]:
    """Return the status of a number, and what decided: the rule and, where one governs, the word."""
    decided, rule = decide(RULES, facts)
    cue = facts.said.listed if rule == "status.listed" else facts.said.cue if rule in _BY_CUE else None
    return decided, (rule, cue.id) if cue else (rule,)


_BY_CUE = {
    "status.done",
    "status.governed",
    "status.forecast",
    "status.forecast-of-a-plan",
    "status.ensured-in-a-review",
}
