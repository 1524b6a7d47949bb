"""The label of a level: from the words before the number, from the noun behind it, or from both sides."""

import re

from gongbao import attributes, labels, parts
from gongbao.context import Context, Name
from gongbao.counting import counted, predicate
from gongbao.cues import Cue
from gongbao.trimming import PUNCTUATION, is_preposition, trimmed

_SHARE = re.compile(r"^[仅约只]?(?=占)")
_SIZED = re.compile(
    rf"(?P<verb>(?:{labels.VERBS})+)(?P<noun>[^\d]{{2,10}}?)(?P<size>(?:超过|不足|高于|低于)?[\d一二三四五六七八九十].*)的$"
)  # 整治超高广告牌2至4米高的31块
_CRIME = re.compile(r"(?:犯罪|违法行为|案件)$")
_BEST = re.compile(r"(?P<top>最[高多低快少长])(?:的)?仅?用?时?")
_AVERAGE = re.compile(r"[人户日月年]均|平均")
_MODIFIED = re.compile(r"走私|被盗|失窃|救灾|走失|被拐|假冒|伪劣")
_INVESTED = ("投入", "投资", "总投资")
_MEANS = ("日均", "月均", "年均", "人均", "户均")
_SHORT = re.compile(r"[^\s的等多次、“”()（）]{1,6}")
_SEIZED = ("缴获", "查扣", "扣押", "收缴", "追回", "检获", "购置")
_WORTH = re.compile(r"(?:价值|案值|市值|金额|涉案)")
_FALLEN = re.compile(r"死亡|身亡|丧生|遇难|失踪|受伤|轻伤|重伤")
_CAUSING = re.compile(r"(?:造成|导致|致)$")
_CAUSED = ("完成", "给予", "实现", "宣告")


def name(context: Context, at: int, cue: Cue, label: str) -> Name:
    """Return the name of one level from the words of its cue and what has been said before."""
    stop = context.places[at].link == "stop"
    if (of := _SHARE.sub("", cue.label)).startswith("占") and at and not stop:
        return context.label(at - 1) + of.removesuffix("的"), None
    share = context.quantities[at].unit.measure == "percent"
    if cue.share and not label and at and not stop:
        return context.label(at - 1) + "占比", None
    if label in _MEANS and at and not stop:
        return label + context.label(_mean_of(context, at)), None
    if not label and not stop and context.topic is not None:
        said = predicate(context.places[at].tail, share)
        if said:
            return labels.of(said, labels.thing(context.label(context.topic))), context.topic
    if sized := _SIZED.match(cue.label):
        return sized["verb"] + labels.of(sized["size"], sized["noun"]), None
    if said := _casualties(context, at, label) or _invested(context, at, label) or _best(context, at, label):
        return said, None
    label, noun = _from_tail(context, at, cue, label)
    parts.follow(context, at, label)
    if context.whole is not None:
        return parts.name(context, label, cue.label.endswith("的"), at), context.whole
    if not noun:
        if about := _about(context, at, label):
            label = about
        elif attributes.names(label):
            label = attributes.restored(context, at, label, cue.each)
        else:
            label = _restored(context, at, label)
    if cue.share and share and label:
        open_ = cue.label.endswith("的")
        if open_ and not labels.head_verb(label) and at and not stop:
            return labels.of(label, labels.thing(context.label(at - 1).partition("占")[0])), None
        label += "" if open_ else "占比"
    return label or context.said_above(at) or context.label(context.topic), None


def _mean_of(context: Context, at: int) -> int | None:
    """Return the level that a mean is of: the topic where the units are the same, or the nearest that is like it."""
    topic = context.topic
    if topic is not None and context.quantities[topic].unit == context.quantities[at].unit:
        return topic
    like = context.like(at)
    return topic if like is None else like


def _casualties(context: Context, at: int, label: str) -> str:
    """事故造成2人死亡、5人受伤: what befell the persons is said behind their number."""
    fallen = _FALLEN.match(context.places[at].tail)
    cause = _CAUSING.sub("", label)
    if not fallen or not context.counts_persons(at) or (label and cause == label):
        return ""
    return (cause or context.event(at)) + fallen[0]


def _invested(context: Context, at: int, label: str) -> str:
    """投入5600万元新建消防站4座; 投资3.6亿元的县城环城东路建成通车: what the money went to is said behind it."""
    tail = context.places[at].tail
    if label not in _INVESTED or not tail.strip(PUNCTUATION):
        return ""
    return (counted(tail)[0] if tail.startswith("的") else tail) + label


def _best(context: Context, at: int, label: str) -> str:
    """法官人均结案312件，最高的达786件: the extreme of what the mean was of."""
    best = _BEST.fullmatch(label)
    if not best or not at or context.places[at].link == "stop":
        return ""
    last = context.label(at - 1)
    return _AVERAGE.sub(best["top"], last, count=1) if _AVERAGE.search(last) else ""


# --- the noun behind the number


def _from_tail(context: Context, at: int, cue: Cue, label: str) -> tuple[str, bool]:
    """Take the noun behind the number where the words before it name nothing, or only what was done to it."""
    place = context.places[at]
    if context.left and (place.link == "same" or context.carried == at):
        label, context.left = context.left, ""
        return label, True
    if place.link == "same" and context.nouns == [at - 1] and place.tail and place.lead == context.label(at - 1):
        return _counted_twice(context, at), True
    whom = place.lead.endswith("为") and counted(place.rest)[1]  # 机构为12名职工追发工资
    bare = not label or bool(whom) or is_preposition(cue.label)
    verb = "" if bare or labels.head_verb(label) != label else label
    if not bare and not verb and (split := labels.done(label)):
        label, verb = split[::-1] if place.tail else ("", "")
        label = label if verb else trimmed("".join(split[::-1]))
        verb = label if place.tail else ""
    if not place.tail or not (bare or verb):
        return _continued(context, at, label), False
    noun, context.left = counted(place.rest)
    _carry(context, at)
    if context.left and cue.label.endswith("给予"):
        context.left = "给予" + context.left
    if not verb and place.link == "list" and context.nouns:
        verb = labels.head_verb(context.label(context.nouns[-1]))
        _share_said(context, context.left)
    context.nouns = [*context.nouns, at] if place.link == "list" else [at]
    return _counted(context, verb, noun), True


def _carry(context: Context, at: int) -> None:
    """协调解决运输、用工难题: what is said goes on behind the 、 where that names no deed of its own."""
    following = context.places[at + 1] if at + 1 < len(context.places) else None
    if not following or following.link != "list" or not following.lead:
        return
    verb = labels.head_verb(context.left)
    if verb and verb != context.left and not labels.acts(following.lead):
        context.left, context.carried = f"{context.left}、{following.lead}", at + 1


def _counted(context: Context, verb: str, noun: str) -> str:
    """建成12个中心; 推动12个小区安装充电桩; 完成12家企业改制."""
    if not verb:
        return labels.of(context.left, noun)
    if not context.left:
        return verb + noun
    if labels.head_verb(context.left) == context.left and verb not in _CAUSED:
        noun, context.left = noun + context.left, ""
        return verb + noun
    return labels.of(verb + context.left if verb in _CAUSED else context.left, noun)


def _counted_twice(context: Context, at: int) -> str:
    """103项业务15类材料免于提交: the second noun has it said of it, the first is that of which it is said."""
    noun, said = counted(context.places[at].rest)
    if said:
        context.relations[at - 1].label = labels.of(noun + said, context.label(at - 1))
    return labels.of(said, noun)


def _continued(context: Context, at: int, label: str) -> str:
    """Take the noun behind the number that ends a label: 出台护航发展32条措施."""
    tail = context.places[at].tail
    if label.endswith("级") and tail:
        _share_noun(context, at, tail)
        return label + tail
    verb = labels.head_verb(label) or labels.ends_in_verb(label)
    plain = context.quantities[at].unit.measure == "count" and verb
    return label + tail if plain and _SHORT.fullmatch(tail) and not labels.has_verb(tail) else label


def _share_said(context: Context, said: str) -> None:
    """对93家企业、214处加油站开展检查: what is said of the last noun of a list is said of all."""
    for i in context.nouns:
        if said and "的" not in context.label(i):
            context.relations[i].label = labels.of(said, context.label(i))


def _share_noun(context: Context, at: int, noun: str) -> None:
    """市级103项、区级97项、镇级117项清单: the noun of the last of a list is that of all."""
    for i in range(at - 1, -1, -1):
        if context.places[i + 1].link != "list" or not context.label(i).endswith("级"):
            break
        context.relations[i].label += noun


# --- what was said before


def _restored(context: Context, at: int, label: str) -> str:
    """Restore the verb of a list's head, the object of a bare verb, or what a detail is a detail of."""
    place = context.places[at]
    if label and labels.head_verb(label) == label and (object_ := _object_above(context, at)):
        return label + object_
    if not at or place.link == "stop" or not label:
        return label
    near = at - 1 if context.topic is None else context.topic
    last, unit = context.label(near), context.quantities[at].unit
    like = unit == context.quantities[near].unit
    if labels.statistic(label) == label:
        return context.with_thing(label, at)
    if not context.counts_persons(at) and (labels.head_verb(label) == label or len(label) == 1):
        same = context.like(at)
        if same is not None:
            return label + labels.thing(context.label(same))
    if unit.measure in ("percent", "points") or labels.head_verb(label) or labels.statistic(label):
        return context.with_thing(label, at)
    if _AVERAGE.search(label):
        return label
    verb = labels.manner(last) + labels.head_verb(last[len(labels.manner(last)) :])
    goes_on = like or (verb.removeprefix("新") in _SEIZED and not _WORTH.search(label))
    if place.link == "list" or (place.link == "comma" and goes_on and not labels.acts(label) and not place.above[1:]):
        return verb + _modifier(last[len(verb) :]) + label
    return label


def _object_above(context: Context, at: int) -> str:
    """依法惩治危害食品安全犯罪，起诉214人: the clause before says what the verb does to."""
    above = context.places[at].above
    object_ = labels.thing(trimmed(above[-1])) if above else ""
    return object_ if _CRIME.search(object_) and len(object_) < 20 else ""


def _about(context: Context, at: int, label: str) -> str:
    """调处纠纷12件，涉及当事人27人、金额4万元: a detail of what was done; 监督立案31件、撤案58件."""
    place, topic = context.places[at], context.topic
    if not at or not label or place.link == "stop":
        return ""
    last = context.label(at - 1 if topic is None else topic)
    if label.startswith("涉及") and labels.head_verb(last):
        return last + label
    if place.link != "list":
        return ""
    if "涉及" in last[1:]:
        return last[: last.index("涉及", 1) + 2] + label
    return "监督" + label if label == "撤案" and last.startswith("监督") else ""


def _modifier(thing: str) -> str:
    """追回被盗电动车12辆、手机12部: what is said of the first of a list is said of all."""
    match = _MODIFIED.match(thing)
    return match[0] if match else ""
