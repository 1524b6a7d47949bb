"""What the words before a number leave out and the sentence has said: a verb, an object, what a detail is of."""

import re

from gongbao.data.row import Measure
from gongbao.extraction.clauses import Link
from gongbao.extraction.context import Context
from gongbao.extraction.subject import attributes, labels
from gongbao.extraction.subject.trimming import trimmed

_CRIME = re.compile(r"(?:犯罪|违法行为|案件)$")
_EFFORT = re.compile(  # 加大保障性住房建设力度，新开工建设12套
    r"(?:.{0,6}(?:加大|加强|加快|推进|强化|推动))(?P<what>[^、]{2,12}?)(?:建设|治理|整治|改造|培育)?(?:力度|工作)"
)
_COMPLETE = {"减税降费", "新增减税降费", "减费降税", "追赃挽损", "挽损", "征税"}  # have their object
_DONE_TO = ("结案", "归案", "到案")  # have no object: 查处案件636件，已结案521件
_AVERAGE = re.compile(r"[人户日月年]均|平均")
_REACHES = ("达", "达到", "突破", "为", "总数", "累计")  # 新认定企业12家，专精特新企业达到3家: of a stock, no deed
_FIGURE = {
    "从业人员",
    "注册资本",
    "注册资金",
    "总投资",
    "投资",
    "投资额",
    "产值",
    "用工",
}  # 新登记企业12户、从业人员97人
_DONE = re.compile(r"(?:立案|破案|结案|发案)$")
_SEIZED = ("缴获", "查扣", "扣押", "收缴", "追回", "检获", "购置")
_RATES = (Measure.PERCENT, Measure.POINTS)
_WORTH = re.compile(r"(?:价值|案值|市值|金额|涉案)")


def restored(context: Context, at: int, label: str, each: bool) -> str:
    """Return the label of a level with what it leaves out.

    Parameters
    ----------
    context : Context
        What has been said before.
    at : int
        Position of the quantity.
    label : str
        What its own words say.
    each : bool
        Whether it is said of each item of the list before it.
    """
    if about := _about(context, at, label) or _suit(context, at, label) or _hurt(context, at, label):
        return about
    if attributes.is_attribute_or_extreme(label):
        return attributes.restored(context, at, label, each)
    return _restored(context, at, label)


def _restored(context: Context, at: int, label: str) -> str:
    """Restore the verb of a list's head, the object of a bare verb, or what a statistic is of."""
    place = context.places[at]
    if label in _COMPLETE:
        return label
    if label and labels.is_verb(label) and (object_ := _object_above(context, at)):
        return label + object_
    if not at or place.link is Link.STOP or not label:
        return label
    near = at - 1 if context.topic is None else context.topic
    last, unit = context.label(near), context.quantities[at].unit
    like = unit == context.quantities[near].unit
    if labels.statistic(label) == label:
        return context.with_thing(label, at)
    if label in _DONE_TO and like and (done_to := labels.thing(last)):
        return done_to + label
    if len(label) == 1 and _DONE.search(last):  # 命案立12起、破12起
        return _DONE.sub("", last) + label + "案"
    if (place.link is Link.LIST or not context.counts_persons(at)) and (labels.is_verb(label) or len(label) == 1):
        same = context.nearest_like(at, named=True)
        if same is not None:
            return label + labels.thing(context.label(same))
    if unit.measure in _RATES or labels.head_verb(label) or labels.statistic(label):
        return context.with_thing(label, at)
    if _AVERAGE.search(label) or label[0] in "不未无":
        return label
    if place.lead.endswith(_REACHES) or label in _FIGURE or label[0] == "最":
        return label
    verb = labels.manner(last) + labels.head_verb(last[len(labels.manner(last)) :])
    goes_on = like or (verb.removeprefix("新") in _SEIZED and not _WORTH.search(label))
    if verb == last:
        return label  # 刑拘12人，取保候审10人: the verb before has no object
    more = place.link is Link.COMMA and goes_on and not labels.acts(label) and not place.above[1:]
    if more or place.link is Link.LIST:
        said = labels.modifier(last[len(verb) :]) if place.link is Link.LIST else ""
        return verb + said + label
    return label


def _object_above(context: Context, at: int) -> str:
    """依法惩治危害食品安全犯罪，起诉214人: the clause before says what the verb does to."""
    above = context.places[at].above
    object_ = labels.thing(trimmed(above[-1])) if above else ""
    effort = _EFFORT.fullmatch(above[-1]) if above else None
    if _CRIME.search(object_) and len(object_) < 20:
        context.deed_to = object_
    return effort["what"] if effort else context.deed_to


def _about(context: Context, at: int, label: str) -> str:
    """调处纠纷12件，涉及当事人27人、金额4万元: a detail of what was done; 监督立案31件、撤案58件."""
    place, topic = context.places[at], context.topic
    if not at or not label or place.link is Link.STOP:
        return ""
    last = context.label(at - 1 if topic is None else topic)
    if label.startswith("涉及") and labels.head_verb(last):
        return last.partition("涉及")[0] + label
    if label.startswith("涉及") and last.endswith(("案", "案件")):
        return last + label.removeprefix("涉及")  # 兇殺案28宗，涉及死者28名
    if label.startswith("来自"):
        return labels.thing(last.partition("来自")[0]) + label
    if place.link is not Link.LIST:
        return ""
    if "涉及" in last[1:]:
        return last[: last.index("涉及", 1) + 2] + label
    return "监督" + label if label == "撤案" and last.startswith("监督") else ""


def _suit(context: Context, at: int, label: str) -> str:
    """公益诉讼检察。立案78件，提起诉讼8件: the title, or the sentence, says which suits."""
    if label not in ("立案", "提起诉讼"):
        return ""
    said = context.places[at].title + "".join(context.label(i) for i in context.earlier(at))
    return label.replace("立案", "公益诉讼立案").replace("起诉讼", "起公益诉讼") if "公益诉讼" in said else ""


def _hurt(context: Context, at: int, label: str) -> str:
    """因公牺牲民警1名，负伤30名."""
    return "因公负伤" if label == "负伤" and any("因公" in context.label(i) for i in context.earlier(at)) else ""
