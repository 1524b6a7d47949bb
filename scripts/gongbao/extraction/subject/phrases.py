"""Turns of phrase that name a level by what was named before: shares, means, extremes, casualties, investments."""

import re
from functools import cache

from gongbao.data.row import Measure
from gongbao.extraction.clauses import Link
from gongbao.extraction.context import Context, Name
from gongbao.extraction.cues import Cue
from gongbao.extraction.subject import labels
from gongbao.extraction.subject.counted import counted, predicate
from gongbao.extraction.subject.trimming import PUNCTUATION, trimmed

_SHARE = re.compile(r"^[仅约只]?(?=占)")
_SIZE = r"(?P<size>(?:超过|不足|高于|低于)?[\d一二三四五六七八九十].*)的$"
_OF_SIZE = re.compile(_SIZE)
_BEST = re.compile(r"(?P<top>最[高多低快少长])(?:的)?仅?用?时?")
_AVERAGE = re.compile(r"[人户日月年]均|平均")
_MEANS = ("日均", "月均", "年均", "人均", "户均")
_ADDED = re.compile(r"(?:[日月年]均|平均每[天日月年])新增")
_LONGEST = 8  # characters
_INVESTED = re.compile(
    r"(?:.{0,6}?)(?P<size>(?:总|计划)?投资|投入|占地(?:面积)?|总?建筑面积|总?面积|总?长度?|全长|总?装机(?:容量)?|年?产值|总?库容|投资额)"
)
_TOTALS = ("总量", "总额", "总数", "规模", "总规模")
_GROUPS = ("城镇", "农村", "城市", "乡村")
_SPENT = ("投入", "投资", "总投资")
_OF_AMOUNT = re.compile(r"完成.{0,8}(?:计划|预算)[数的]?|[与同和].{2,16}之比|相当于.{2,16}的")
_FALLEN = re.compile(r"死亡|身亡|丧生|遇难|失踪|受伤|轻伤|重伤")
_CAUSING = re.compile(r"(?:造成|导致|致)$")


def name_by_phrase(context: Context, at: int, cue: Cue, label: str) -> Name | None:
    """Return the name that a turn of phrase gives to the level at a place, or None."""
    plain = len(label) > _LONGEST and not context.places[at].tail and not cue.share
    if plain and cue.label[-1] != "的" and "占" not in cue.label[:2]:
        return None  # most labels: no turn of phrase is as long
    for turn in (_share, _ratio, _total, _portion, _mean, _predicate, _sized, _casualties, _invested, _extreme):
        if found := turn(context, at, cue, label):
            return found
    return None


def _goes_on(context: Context, at: int) -> bool:
    return at > 0 and context.places[at].link is not Link.STOP


def _share(context: Context, at: int, cue: Cue, label: str) -> Name | None:
    """火灾12起，占总数的43%; 火灾12起、占43%."""
    said = _SHARE.sub("", cue.label)
    shared = said.startswith("占") or (cue.share and not label)
    if not shared or not _goes_on(context, at):
        return None
    whole = context.label(at - 1).removesuffix("占比")
    if context.relations[at - 1].measure is Measure.PERCENT:
        whole = whole.partition("占")[0]
    return whole + (said.removesuffix("的") if label else "占比"), None


def _ratio(context: Context, at: int, cue: Cue, label: str) -> Name | None:
    """生产总值12亿元，完成计划的101%; 经费支出24亿元，与生产总值之比为2%: a percentage of the amount before."""
    percent = context.quantities[at].unit.measure is Measure.PERCENT
    if not percent or context.topic is None or not _goes_on(context, at) or not _OF_AMOUNT.fullmatch(label):
        return None
    return context.label(context.topic) + label, None


def _total(context: Context, at: int, cue: Cue, label: str) -> Name | None:
    """生产总值增长7%，总量突破5000亿元; 居民人均可支配收入25735元，其中城镇35720元: of what was just named."""
    last = context.label(at - 1) if _goes_on(context, at) else ""
    if last and label in _TOTALS and context.relations[at - 1].measure is Measure.CHANGE:
        return last + label, None
    if label in _GROUPS and "居民" in last and "均" in last:
        return label + last[last.index("居民") :], None
    return None


def _portion(context: Context, at: int, cue: Cue, label: str) -> Name | None:
    """17名在逃人员已归案15名; 目标逃犯86名中已到案79名: so many of those just counted."""
    place, last = context.places[at], context.places[at - 1] if at else None
    if last is None or place.link is not Link.SAME or context.quantities[at].unit != context.quantities[at - 1].unit:
        return None
    whole, said = context.label(at - 1), ""
    if place.lead[:1] == "中":
        said = trimmed(place.lead[1:])
    elif last.tail.startswith(whole) and len(whole) > 1:
        said = trimmed(last.tail[len(whole) :])
    return (labels.qualified(said, labels.thing(whole)), at - 1) if said else None


def _mean(context: Context, at: int, cue: Cue, label: str) -> Name | None:
    """接警12起，日均3起: of the topic where the units are the same, or of the nearest level that is like it."""
    if not (label in _MEANS or _ADDED.fullmatch(label)) or not _goes_on(context, at):
        return None
    whole = context.topic
    if whole is None or context.quantities[whole].unit != context.quantities[at].unit:
        like = context.nearest_like(at)
        whole = whole if like is None else like
    if _ADDED.fullmatch(label):  # 新登记企业12户，日均新增3户
        return context.label(whole).removesuffix(label) + label, None
    return label + context.label(whole).removeprefix(label), None


def _predicate(context: Context, at: int, cue: Cue, label: str) -> Name | None:
    """电动自行车火灾12起，其中六成在充电时发生."""
    if label or not _goes_on(context, at) or context.topic is None:
        return None
    said = predicate(context.places[at].tail, context.quantities[at].unit.measure is Measure.PERCENT)
    return (labels.qualified(said, labels.thing(context.label(context.topic))), context.topic) if said else None


@cache
def _sized_noun() -> re.Pattern[str]:
    """整治超高广告牌2至4米高的: rare, so compiled at need."""
    return re.compile(rf"(?P<verb>(?:{labels.VERBS})+)(?P<noun>[^\d]{{2,10}}?){_SIZE}")


def _sized(context: Context, at: int, cue: Cue, label: str) -> Name | None:
    """整治超高广告牌2至4米高的31块、超过4米的9块: the size stands behind the noun."""
    if not cue.label.endswith("的"):
        return None
    if sized := _sized_noun().match(label + "的"):
        return sized["verb"] + labels.qualified(sized["size"], sized["noun"]), None
    if context.places[at].link is Link.LIST and (sized := _OF_SIZE.match(cue.label)):
        last = context.label(at - 1)
        return labels.head_verb(last) + labels.qualified(sized["size"], labels.thing(last)), None
    return None


def _casualties(context: Context, at: int, cue: Cue, label: str) -> Name | None:
    """事故造成2人死亡、5人受伤: what befell the persons is said behind their number."""
    fallen = _FALLEN.match(context.places[at].tail)
    if not fallen or not context.counts_persons(at):
        return None
    cause = _CAUSING.sub("", label)
    if label and cause == label:
        return None
    return (cause or context.event(at)) + fallen[0], None


def _invested(context: Context, at: int, cue: Cue, label: str) -> Name | None:
    """投入5600万元新建消防站4座; 投资3.6亿元的县城环城东路建成通车: what the money went to is said behind it."""
    tail = context.places[at].rest
    if not tail.strip(PUNCTUATION) or not (tail[0] == "的" or label in _SPENT):
        return None
    sized = _INVESTED.fullmatch(label)
    if sized is None:
        return None
    return (_described(tail) + sized["size"] if tail[0] == "的" else tail + label), None


def _described(tail: str) -> str:
    """投资12亿元的产业关联度大、前景好的项目: the noun behind the last 的, without what is said of it later."""
    return counted(tail.rpartition("的")[2] if tail.count("的") > 1 else tail)[0]


def _extreme(context: Context, at: int, cue: Cue, label: str) -> Name | None:
    """法官人均结案312件，最高的达786件: the extreme of what the mean was of."""
    best = _BEST.fullmatch(label) if label[:1] == "最" else None
    if best is None or not _goes_on(context, at):
        return None
    last = context.label(at - 1)
    return (_AVERAGE.sub(best["top"], last, count=1), None) if _AVERAGE.search(last) else None
