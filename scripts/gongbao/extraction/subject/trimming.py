"""The words of a clause before a number, without its adverbs, its subject and what goes before its verb."""

import re
from functools import lru_cache

from gongbao import lexicon
from gongbao.extraction.subject.labels import ADVERB, EDGES, LONGEST, VERBS, listed
from gongbao.extraction.subject.sound import is_sound, peeled, sound, tidy

_MARKS = " ,，.。、；;：:—-*·|"
PUNCTUATION = _MARKS + "（）()【】[]"


def _leads(kind: str) -> re.Pattern[str]:
    """Return the patterns of one kind in lexicon/leads.csv, where {verb} stands for any verb of the lexicon."""
    patterns = "|".join(row["pattern"] for row in lexicon.rows("leads") if row["kind"] == kind)
    return re.compile(patterns.replace("{verb}", f"(?:{VERBS})").replace("{long verb}", f"(?:{_LONG_VERBS})"))


_LONG_VERBS = lexicon.any_of(row["verb"] for row in lexicon.rows("verbs") if len(row["verb"]) > 3)
_ALONE = {row["word"] for row in EDGES if row["kind"] == "alone"}
_DROPPED = {row["word"] for row in EDGES if row["kind"] not in ("every", "led", "alone")}
_LED_ONLY = lexicon.any_of(row["word"] for row in EDGES if row["kind"] == "led")
_EVERY = lexicon.any_of(row["word"] for row in EDGES if row["kind"] == "every")
_EACH = re.compile(r"各(?:[类种项族界]|级各类)")  # 各类会议, 各项贷款: no 各 before these
_WITHIN = re.compile(rf"{_EVERY}(?!案件$)|第[一二三四五六七八九十\d]+[批轮次期]")  # 各类案件 is a word of its own
_JUST = re.compile(r"(?:[当今去]年)?就(?=增|新)")  # 中央财政当年就增加支出
_SUBJECTS = lexicon.any_of(row["word"] for row in lexicon.rows("subjects"))
_LED = re.compile(rf"^(?!{VERBS}).*?(?:{ADVERB})+(?=(?:{VERBS}).)|^(?:{_LED_ONLY})(?={VERBS})")
_SUBJECT = re.compile(
    rf"^.{{0,20}}?(?:{_SUBJECTS})\d{{0,6}}(?:在.{{1,8}}[中内上])?(?:去年|今年|全年|年内|当年|首季|头\d+个月|[上下]半年|第[一二三四]季(?!度)|第?[一二三四]季度?)?"
    rf"(?=(?:{ADVERB}|共|诉前|紧急|网上|现场|平均|每日|每月|每年)*(?:{VERBS}|利用|依托|运用).{{2}}|(?:(?:已|已经|共|累计|平均|每[日天月年])+|(?<=全年))(?:{VERBS})$)"
)
_BEFORE = _leads("before")
_INVERTED = re.compile(r"(?P<what>.*[^、，]{3})(?P<verb>开展|举办|举行)$")  # 平安建设“七进”活动开展百余场次
_AGENT = re.compile(r"(?<=监督)公安机关(?=立案|撤案)")
_HAPPENED = re.compile(r"(?P<where>.{0,12}?)(?:领域)?共?发生(?=.{2})")
_WHERE = re.compile(r"[^\d]{2,4}(?<![内中来市区县局段月日年])(?=$|\d)")  # 住宅, 夜间: not 辖区内
_OBJECT = re.compile(rf"^对(?P<what>[^的]{{2,24}}?)(?P<verb>(?:不|提前|附条件)?(?:{VERBS})+)$")
_PREPOSITION = re.compile(
    r"^(?:.{0,6}?(?:并|还|已|共|先后|累计))?(?:对|为|向|给|与|同|和|在|从|将|把|使|让|由|以|因|被|令|于|给予|针对|围绕|会同|联合|是)?(?:全[市省区县国州]|辖区内?|我[市省区县])?$|^.{2,15}(?:对|为|向|给|将|把)$|^(?:对|为|向|给)[^，]{2,24}(?:的|处以?)$"
)
_HAVING = re.compile(
    r"并[网购轨联]|再[生就]|有[效关力害毒轨色机限财]|再犯罪|主动公开|(?:及时|成功|依法)[^率]{0,3}率|约[谈束会]"
)
_TURN = re.compile(rf"(?:{_leads('turn').pattern})$")
_TIME = re.compile(rf"^(?:{_leads('time').pattern})")
_PREPOSITIONS = frozenset("对在从将把以")
_OWN = re.compile(r"对[外口]|在(?:[建校职岗编册]|[^，、]{1,4}人员)|从业|将军|把关|以上")  # 对外承包工程完成营业额
_FIGURES = ("率", "能力", "水平", "指数", "比例", "比重")  # 城市污水集中处理率
_SHORT = frozenset("亡伤立破")
_LAST = 20  # characters: no turn is longer
_CASE = re.compile(r"(?<=案)[立破]$")  # 命案立12起、破12起
_DEAD = re.compile(r"(?:^|(?<=火灾|事故|意外))[亡伤]$")


@lru_cache(maxsize=8192)
def trimmed(lead: str, shorten: bool = True) -> str:
    """Return the words of a clause without its adverbs, its subject and what goes before its verb.

    Parameters
    ----------
    lead : str
        The words before a number.
    shorten : bool
        Whether an open list becomes what it is a list of (盗窃、诈骗等案件 → 案件).
    """
    text = tidy(lead[-LONGEST:])
    if turn := _TURN.search(text, max(0, len(text) - _LAST)):
        text = text[: turn.start()]
    if "监督" in text:
        text = _AGENT.sub("", text)
    text, previous = _without_leads(text), None
    while text and text != previous and not is_sound(text):
        previous, text = text, _without_leads(peeled(text))
    if "活动" in text and (inverted := _INVERTED.match(text)):
        text = inverted["verb"] + inverted["what"]
    if text in _ALONE:
        return ""
    text = _JUST.sub("", text) if "就" in text else text
    text = _WITHIN.sub("", text) if "各" in text or "第" in text else text
    text = sound(listed(text) if shorten else text)
    if text[-1:] in _SHORT:
        text += "人" if _DEAD.search(text) else "案" if _CASE.search(text) else ""
    return text


def _without_leads(text: str) -> str:
    previous = None
    while text and text != previous:
        previous, text = text, _shortened(text)
    return text


def _shortened(text: str) -> str:
    """Take off the first word that does not belong to the label."""
    text = _TIME.sub("", text)
    size = next((n for n in range(min(6, len(text)), 0, -1) if text[:n] in _DROPPED), 0)
    size = 0 if size and (_HAVING.match(text) or _EACH.match(text)) else size
    text = text[size:].lstrip(_MARKS)
    if text[:1] == "对" and (object_ := _OBJECT.match(text)):
        return object_["verb"] + listed(object_["what"])
    if "发生" in text and (happened := _HAPPENED.match(text)):
        where = _WHERE.match(happened["where"])
        return (where[0] if where else "") + text[happened.end() :]
    led = _led(text)
    return text[led.end() :] if led and led.end() < len(text) else text


def _led(text: str) -> re.Match[str] | None:
    """Return what leads to the label: who did it, an adverb before its verb, a preposition with its words."""
    if subject := _SUBJECT.match(text):
        return subject
    if not text.endswith(_FIGURES) and (led := _LED.match(text)):
        return led
    return None if text[:1] in _PREPOSITIONS and _OWN.match(text) else _BEFORE.match(text)


def is_preposition(lead: str) -> bool:
    """Tell whether nothing but a preposition (对, 为, 将) or an adverb stands before the number."""
    return _PREPOSITION.match(lead) is not None or lead.endswith("等")
