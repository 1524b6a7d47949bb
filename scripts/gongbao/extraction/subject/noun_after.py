"""The noun behind a number, where the words before it name nothing, or only what was done."""

import re

from gongbao.data.row import Measure
from gongbao.extraction.clauses import Link
from gongbao.extraction.context import Context
from gongbao.extraction.cues import Cue
from gongbao.extraction.subject import labels
from gongbao.extraction.subject.counted import counted, is_said_of_all, noun
from gongbao.extraction.subject.sound import tidy
from gongbao.extraction.subject.trimming import is_preposition, trimmed

_SHORT = re.compile(r"[^\s的等多次、“”()（）]{1,6}")
_CAUSED = ("完成", "给予", "实现", "宣告")
_TO_ALL = re.compile(r"(?:过剩|落后)?产能$")  # 化解64万吨水泥、23万吨焦炭过剩产能
_LISTED = re.compile(
    r"(?:等(?:方面|领域|环节|行业)?|以及|(?<![缓温总饱共祥调平])和|(?<![参给])与|(?<![涉普惠波顾])及|、)$"
)  # 实施货运专线等28个项目: the verb is of all
_LAST = frozenset("等面域节业及和与、")
_LIST = "、"  # 整改虎门、樟木头三座填埋场
_SIZE = re.compile(r"(?:总|计划总?|协议)?投资(?:额|超|过)?|占地|总长|全长|年?产值")
_CAUSING = re.compile(r"带动|帮助|推动|促进|引导|助力|吸引|帮扶")
_SIZES = ("资", "额", "地", "长", "值", "超", "过")
_COVERED = re.compile(r"(?:覆盖|惠及)$")  # 服务圈覆盖80%的城市社区
_MONEY = re.compile(r"(?:[金款资费债]|债券|贷款|补[助贴]|奖励|损失|收入|贸易额|红包|消费)$")


def label_with_noun(context: Context, at: int, cue: Cue, label: str) -> tuple[str, bool]:
    """Return the label, and whether the noun behind the number gave it."""
    place = context.places[at]
    if context.pending and (place.link is Link.SAME or context.carried == at):
        label, context.pending = context.pending, ""
        return label + ("" if "的" in label or not labels.is_verb(label) else noun_behind(context, at)), True
    if place.link is Link.SAME and context.nouns == [at - 1] and place.tail and place.lead == context.label(at - 1):
        return _counted_twice(context, at), True
    if cue.label.endswith("的") and place.tail and not is_preposition(cue.label):
        return labels.qualified(label, counted(place.rest)[0]), True  # 挂牌整治的23个村居全部摘牌
    whom = place.lead.endswith("为") and counted(place.rest)[1]  # 机构为12名职工追发工资
    listed = _is_listed(place.lead) or (_LIST in label and len(noun_behind(context, at)) > 2)
    bare = not label or bool(whom) or listed or is_preposition(cue.label)
    verb = labels.head_verb(label) if listed else "" if bare or labels.head_verb(label) != label else label
    if not bare and not verb and (split := labels.done(label)):
        label, verb = split[::-1] if place.tail else ("", "")
        label = label if verb else trimmed("".join(split[::-1]))
        verb = label if place.tail else ""
    if place.tail[-1:] in _SIZES and (sized := _sized_noun(context, at)):
        return (verb or labels.head_verb(label)) + sized, True
    if not place.tail or not (bare or verb):
        return _continued(context, at, label, cue.label), False
    if bare and context.quantities[at].unit.code == "次":
        return place.tail, True  # 18次深入企业走访: what is counted is the deed
    what, said = counted(place.rest)
    if said and _portioned(context, at, verb):
        return what, True
    context.pending = "" if said.endswith("的") else said  # 12个项目分别完成任务的110%: of the next number
    _carry(context, at)
    if context.pending and cue.label.endswith("给予"):
        context.pending = "给予" + context.pending
    if not verb and place.link is Link.LIST and context.nouns:
        last = context.label(context.nouns[-1])
        verb = "" if "的" in last else labels.head_verb(last)
        _share_said(context, context.pending)
    if place.link is not Link.LIST:
        context.nouns = []
    _share_end(context, what)
    context.nouns.append(at)
    return _counted(context, verb, what), True


def _portioned(context: Context, at: int, verb: str) -> bool:
    """17名在逃人员已归案15名: what is said behind the noun is said of the next number alone."""
    following = context.places[at + 1] if at + 1 < len(context.places) else None
    if verb or following is None or following.link is not Link.SAME:
        return False
    return context.quantities[at].unit == context.quantities[at + 1].unit and "已" in following.lead


def _is_listed(lead: str) -> bool:
    return lead[-1:] in _LAST and _LISTED.search(lead) is not None


def _carry(context: Context, at: int) -> None:
    """协调解决运输、用工难题: what is said goes on behind the 、 where that names no deed of its own."""
    following = context.places[at + 1] if at + 1 < len(context.places) else None
    if not following or following.link is not Link.LIST or not following.lead:
        return
    verb = labels.head_verb(context.pending)
    if verb and verb != context.pending and not labels.acts(following.lead):
        context.pending, context.carried = f"{context.pending}、{following.lead}", at + 1


def _counted(context: Context, verb: str, noun: str) -> str:
    """建成12个中心; 推动12个小区安装充电桩; 完成12家企业改制."""
    if not verb:
        return labels.qualified(context.pending, noun)
    if not context.pending:
        return verb + noun
    if labels.head_verb(context.pending) == context.pending and verb not in _CAUSED:
        noun, context.pending = noun + context.pending, ""
        return verb + noun
    return labels.qualified(verb + context.pending if verb in _CAUSED else context.pending, noun)


def _counted_twice(context: Context, at: int) -> str:
    """103项业务15类材料免于提交: the second noun has it said of it, the first is that of which it is said."""
    noun, said = counted(context.places[at].rest)
    if said:
        context.relations[at - 1].label = labels.qualified(noun + said, context.label(at - 1))
    return labels.qualified(said, noun)


def _continued(context: Context, at: int, label: str, lead: str) -> str:
    """Take the noun behind the number that ends a label: 出台护航发展32条措施."""
    tail = context.places[at].tail
    if label.endswith("级") and tail:
        _share_noun(context, at, tail)
        return label + tail
    verb = labels.head_verb(label) or labels.ends_in_verb(label)
    plain = context.quantities[at].unit.measure is Measure.COUNT and verb
    if plain and _SHORT.fullmatch(tail) and not labels.has_verb(tail):
        return label + tail
    if label[:1] in "与向给" and (split := counted(context.places[at].rest))[1]:
        return labels.qualified(split[1], label[1:] + split[0])  # 与周边5个县区签订协议
    what = noun_behind(context, at)
    if what and is_said_of_all(context.places[at].rest):
        split = counted(context.places[at].rest)
        return labels.qualified(split[1], label + split[0])  # 剩余12名贫困人口全部脱贫
    if not what and _CAUSING.fullmatch(label):
        return label + counted_behind(context, at)
    return trimmed(lead.removesuffix("了") + what) if what and label else label + what


def _sized_noun(context: Context, at: int) -> str:
    """实施150项总投资2000亿元的工业项目: the noun stands behind the size of what is counted; else ''."""
    following = context.places[at + 1] if at + 1 < len(context.places) else None
    if following is None or following.link is not Link.SAME or following.rest[:1] != "的":
        return ""
    return counted(following.rest.rpartition("的")[2])[0] if _SIZE.fullmatch(following.lead) else ""


def counted_behind(context: Context, at: int) -> str:
    """带动3.7万户11.2万人实现稳定增收: what the number, or the last of a pair, was made to do."""
    following = context.places[at + 1] if at + 1 < len(context.places) else None
    place = context.places[at]
    if not place.tail and following and following.link is Link.LIST and not following.lead:
        place = following
    return tidy(place.tail)


def noun_behind(context: Context, at: int) -> str:
    """Return the noun behind a number, the object of a verb that no table knows (谋划推进12个项目), or ''."""
    following = context.places[at + 1] if at + 1 < len(context.places) else None
    measure = context.quantities[at].unit.measure
    if measure is Measure.PERCENT and _COVERED.search(context.places[at].lead):
        return noun(context.places[at].tail.removeprefix("的"))
    if following and following.link is Link.LIST and not following.lead and not context.places[at].tail:
        return noun_behind(context, at + 1)  # 推出4类58项措施
    if (following and following.link is Link.SAME) or measure not in (Measure.COUNT, Measure.MONEY, Measure.PHYSICAL):
        return ""
    what = noun(context.places[at].rest)
    return "" if measure is Measure.MONEY and not _MONEY.search(what) else what


def _share_end(context: Context, what: str) -> None:
    """化解64万吨水泥、23万吨焦炭过剩产能: what ends the last of a list is said of all."""
    end = _TO_ALL.search(what)
    for i in context.nouns if end else []:
        if end and not _TO_ALL.search(context.label(i)):
            context.relations[i].label += end[0]


def _share_said(context: Context, said: str) -> None:
    """对93家企业、214处加油站开展检查: what is said of the last noun of a list is said of all."""
    for i in reversed(context.nouns if said else []):
        if "的" in context.label(i):
            break
        context.relations[i].label = labels.qualified(said, context.label(i))


def _share_noun(context: Context, at: int, noun: str) -> None:
    """市级103项、区级97项、镇级117项清单: the noun of the last of a list is that of all."""
    for i in range(at - 1, -1, -1):
        if context.places[i + 1].link is not Link.LIST or not context.label(i).endswith("级"):
            break
        context.relations[i].label += noun
