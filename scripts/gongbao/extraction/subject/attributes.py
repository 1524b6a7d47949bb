"""What is said of a thing and names nothing without it: the rate, worth or length of what was counted before."""

import re
from functools import lru_cache

from gongbao import lexicon
from gongbao.data.row import REACHED, Measure
from gongbao.extraction.clauses import BREAKS, Link
from gongbao.extraction.context import Context
from gongbao.extraction.subject.labels import deed, ends_in_verb, head_verb, statistic, thing

_ROWS = lexicon.rows("attributes")
_STEMS = lexicon.any_of(row["word"] for row in _ROWS if row["kind"] in ("rate", "saved"))
_NOUNS = lexicon.any_of(row["word"] for row in _ROWS if row["kind"] not in ("rate", "saved"))
_WORTHS = lexicon.any_of(row["word"] for row in _ROWS if row["kind"] in ("worth", "saved"))
_HOW = r"(?:按[期时]|及时|一次性?|当[场年]|自动|即时|程序性?|再|信息|涉案|免罚|罚没|最[大高低长])*"
_RATE = rf"{_HOW}(?:(?:{_STEMS})+(?:成功)?|成功)率"
_ATTRIBUTE = re.compile(rf"(?:{_RATE}|{_HOW}(?:{_NOUNS}))")
_OWN_RATE = re.compile(rf"(?<=.{{2}}){_RATE}$")
_WORTH = re.compile(rf"(?:{_WORTHS})率?$")
_CASE = re.compile(r"(?:案件?|纠纷|犯罪|诉讼|争议|诈骗)$")  # has a worth rather than the gang or the den does
_NUMBER = re.compile(r"(?<=.{2})(?:数量|总量|数)$")
_RELATED = re.compile(r"[与涉因][^的]{1,12}的.+")  # 接获与电话相关的骗案12宗，涉款9元
_SOLVED = ("破案率", "破获率")  # of cases, never of persons
_TOP = re.compile(r"(?P<what>.{2,6})(?P<top>最[长大高多短快])")
_REACH = 6  # quantities back


@lru_cache(maxsize=4096)
def is_attribute_or_extreme(label: str) -> bool:
    """Tell whether a label is an attribute or an extreme of one (离散时间最长)."""
    return is_attribute(label) or _TOP.fullmatch(label) is not None


def is_attribute(label: str) -> bool:
    """Tell whether a label names nothing without a thing."""
    return _ATTRIBUTE.fullmatch(label) is not None


def restored(context: Context, at: int, label: str, each: bool = False) -> str:
    """Return a label with the thing that it is an attribute of (检察建议采纳率); any other as it is.

    Parameters
    ----------
    context : Context
        What has been said before.
    at : int
        Position of the quantity.
    label : str
        What its own words say.
    each : bool
        Whether it is said of each item of the list before it: 建议12件、提案24件，办结率均为100%.
    """
    if not is_attribute_or_extreme(label):
        return label
    last = next(context.earlier(at), None)
    if label == "成功率" and last is not None and context.relations[last].measure is Measure.COUNT:
        return context.label(last) + label  # 调解纠纷12件，成功率98%: of the deed, not of the thing
    top = _TOP.fullmatch(label)
    owners = _owners(context, at, label)
    if not owners:
        return label
    owner = _joined(owners) if each else owners[-1]
    return _merged(owner, top["top"] + top["what"] if top else label)


def distributed(context: Context, at: int, count: int, label: str) -> list[str]:
    """Return the label with each of the last ``count`` things: 建议12件、提案24件，满意率分别为98%和99%."""
    if not is_attribute(label):
        return []
    owners = _owners(context, at, label)
    return [_merged(owner, label) for owner in owners[-count:]] if len(owners) == count else []


def _owners(context: Context, at: int, label: str) -> list[str]:
    """Return the last thing of the sentence that was counted, after the others of its list."""
    found: list[str] = []
    worth = bool(_WORTH.search(label))
    for i in range(at - 1, max(at - _REACH, 0) - 1, -1):
        link = context.places[i + 1].link
        if link in BREAKS or (found and link is not Link.LIST and not worth):
            break
        if _is_part(context, i):
            continue
        listed = link is Link.LIST or context.places[i].link is Link.LIST
        if worth and not found and (listed or context.relations[i].measure is Measure.MONEY):
            break  # the worth of all of a list, or of the money before, is not of the last thing
        owner = _owner(context, i, worth)
        if owner[:1] == "不":
            continue  # 发现不合格产品12批次，不合格率8%: of what was tested
        if label.startswith(owner) or (context.counts_persons(i) and label in _SOLVED):
            continue  # no owner, or 完成备案12间，备案率92%
        if worth and _CASE.search(owner):
            return [owner]
        if not (worth and found):
            found.append(owner)
    return found[::-1]


def _is_part(context: Context, at: int) -> bool:
    return context.relations[at].parent is not None and context.relations[at].measure is Measure.COUNT


def _owner(context: Context, at: int, worth: bool) -> str:
    relation = context.relations[at]
    if relation.measure in (Measure.CHANGE, Measure.POINTS) and not worth:
        changed = thing(relation.label.removesuffix(statistic(relation.label)))
        return changed if _CASE.search(changed) else ""  # 盗窃案件立案数下降12%，破案率上升3个百分点
    if relation.basis not in REACHED or (worth and context.counts_persons(at)):
        return ""
    if relation.measure is Measure.PERCENT:
        rate = _OWN_RATE.search(relation.label)
        return relation.label[: rate.start()] if rate else ""
    label = relation.label
    if "均" in label:
        return ""  # 人均联系居民12户: a mean has no rate
    if relation.measure not in (Measure.COUNT, Measure.PHYSICAL) or "涉及" in label:
        return ""
    if ends_in_verb(label) and not head_verb(label):
        return ""  # 当事人来自: no thing is named
    related = _RELATED.match(label[len(head_verb(label)) :])
    return _NUMBER.sub("", related[0] if related else thing(label) or deed(label))


def _joined(things: list[str]) -> str:
    """民事监督案件, 行政监督案件 → 民事、行政监督案件."""
    shared = 0
    while all(len(each) > shared + 1 and each[-1 - shared] == things[0][-1 - shared] for each in things):
        shared += 1
    shared = shared if shared > 1 else 0
    return "、".join([each[: len(each) - shared] for each in things[:-1]] + things[-1:])


def _merged(thing_: str, attribute: str) -> str:
    """Say once what ends the thing and begins the attribute: 居住登记信息 + 信息准确率."""
    size = next((n for n in (4, 3, 2) if thing_.endswith(attribute[:n])), 0)
    return thing_ + attribute[size:]
