"""A label that names several things: each with the head, the noun or the thing that they share."""

import re

from gongbao.extraction.subject.labels import head_verb, modifier, statistic

_SUFFIX = re.compile(
    r"(?:[^、]*?[^、])(案件|警情|事故|犯罪|纠纷|人员|火灾|火警|隐患|违法|发案|立案数|发案数|破案数|立案|破案|数量|面积"
    r"|满意[率度]|合格率|优良率|达标率|覆盖率|普及率|入学率|知晓率|(?:保险)?参保(?:人数|率))$"
)
_CROPS = re.compile(r".{1,6}?(产量|总产|播种面积)$")  # 稻谷、油菜籽、茶叶产量
_MEASURED = re.compile(r"[值额率量入出资数费价款]$")  # names a figure of its own
_COUNTED = re.compile(r"(?P<head>.{2,})..(?P<what>[量数额])$")  # 专利申请量和授权量
_CLASS = re.compile(r"^(?P<each>.+)等(?P<of>[^等、]{2,})$")  # 盗窃、抢夺、诈骗等侵财类警情
_BOTH = re.compile(r"城乡(?P<of>居民|)(?!统筹|融合|一体)")
_TIERS = re.compile(r"(?P<each>[省市县区镇乡村](?:、[省市县区镇乡村])+)[两三四]级(?P<of>.+)")  # 市、县、乡三级建成中心
_SECTORS = re.compile(
    r"(?:(?P<all>三次)|(?P<each>(?:第?[一二三](?:次)?[、和])+第?[一二三]))(?:次)?产(?:业)?"
)  # 一、二、三产业
_KINDS = re.compile(r"[二两三四五六七八九十]类(?=案件|警情|犯罪)")
_LONGEST = 5  # 非法居留、非法就业外国人: attributes of so many characters share the noun behind the last
_GRADES = "国省市县区镇乡村"  # 国、省考断面
_EVENT = re.compile(r"(?:事故|案件|火灾)$")


def shared(text: str, count: int) -> list[str] | None:
    """Split a label that names ``count`` things into their labels, each with the head they share, or return None."""
    text, _, done = text.partition("分别")
    if (of := _CLASS.match(text)) and (items := shared(of["each"], count)):
        noun = _SUFFIX.match(of["of"])
        return [item + (noun[1] if noun and not item.endswith(noun[1]) else "") + done for item in items]
    text = _KINDS.sub("", text)
    if (tiers := _TIERS.match(text)) and len(each_tier := tiers["each"].split("、")) == count:
        verb = head_verb(tiers["of"])
        return [f"{verb}{tier}级{tiers['of'][len(verb) :]}{done}" for tier in each_tier]
    if sectors := _SECTORS.search(text):
        numbers = "一二三" if sectors["all"] else re.sub("[第、和次]", "", sectors["each"])
        if len(numbers) == count:
            head, end = text[: sectors.start()], text[sectors.end() :]
            return [f"{head}第{number}产业{end}{done}" for number in numbers]
    if count == 2 and "、" not in text and (both := _BOTH.search(text)):
        pair = ("城镇", "农村") if both["of"] == "居民" else ("城市", "农村")
        return [text[: both.start()] + each + text[both.start("of") :] + done for each in pair]
    cuts = [m.span() for m in re.finditer("、", text)]
    if len(cuts) != count - 1:
        cuts = [
            m.span()
            for m in re.finditer(r"、|以及|(?:(?<![缓调饱总共])和|(?<!参)与|(?<![普涉惠波])及)(?![谐会平时其第])", text)
        ]
    if len(cuts) < count - 1:
        return None
    cuts = cuts[len(cuts) - count + 1 :]
    bounds = [0, *(edge for cut in cuts for edge in cut), len(text)]
    items = [text[a:b] for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
    return [item + done for item in _completed(items)] if all(items) else None


def _completed(items: list[str]) -> list[str]:
    """Restore what items of a list share: the verb at its head, the noun at its end, the thing a statistic is of."""
    verb = head_verb(items[0])
    if verb and items[0][len(verb) :] and not items[0].endswith(("率", "数", "量")):
        said = verb + modifier(items[0][len(verb) :])
        items = [items[0]] + [item if head_verb(item) or statistic(item) == item else said + item for item in items[1:]]
    items = _with_noun(items)
    named = statistic(items[-1])
    if named and named != items[-1] and not any(map(statistic, items[:-1])):
        base = _SUFFIX.match(items[-1].removesuffix(named))
        shared_ = base[1] + named if base and not any(map(_SUFFIX.match, items[:-1])) else named
        items = [item + shared_ for item in items[:-1]] + items[-1:]
    noun = _SUFFIX.match(items[-1])
    if noun and not any(_SUFFIX.match(item) or statistic(item) or item[-1] in "感度率" for item in items[:-1]):
        items = [item + noun[1] for item in items[:-1]] + items[-1:]
    items = _with_figure(items)
    own = statistic(items[0])
    thing = items[0].removesuffix(own) if own else ""
    if not own and _EVENT.search(items[0]):
        thing = items[0]
    return [items[0]] + [thing + item if thing and _bare(item) else item for item in items[1:]]


def _with_figure(items: list[str]) -> list[str]:
    """稻谷、茶叶产量: what the last measures; 专利申请量和授权量: what the first is of."""
    crop, of = _CROPS.match(items[-1]), _COUNTED.match(items[0])
    if crop and not any(_MEASURED.search(item) or len(item) > 6 for item in items[:-1]):
        return [item + crop[1] for item in items[:-1]] + items[-1:]
    if (
        of
        and len(of["head"]) < 8
        and all(len(item) == 3 and item[2] == of["what"] and not statistic(item) for item in items[1:])
    ):
        return items[:1] + [of["head"] + item for item in items[1:]]
    return items


def _bare(item: str) -> bool:
    """Tell whether an item is no more than a statistic: 损失金额, 群众损失金额."""
    own = statistic(item)
    return bool(own) and item.removesuffix(own) in ("", "群众", "企业")


def _with_noun(items: list[str]) -> list[str]:
    """城镇、农村居民人均可支配收入: attributes of one length share the noun behind the last."""
    first = items[0][len(head_verb(items[0])) :]
    size, verb = len(first), items[0][: len(items[0]) - len(first)]
    last = items[-1].removeprefix(verb)
    even = all(len(item.removeprefix(verb)) == size for item in items[:-1])
    if (
        "“" in last
        or not (
            even and (2 <= size <= _LONGEST or all(item in _GRADES for item in items[:-1])) and len(last) >= size + 3
        )
        or any(map(statistic, items[:-1]))
    ):
        return items
    noun = last[size:].removeprefix("员")  # 骑乘人、后座人员佩戴率
    return [item + noun for item in items[:-1]] + items[-1:]
