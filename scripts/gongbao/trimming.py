"""The words of a clause before a number, without its adverbs, its subject and what goes before its verb."""

import re
from functools import lru_cache

from gongbao import rules
from gongbao.labels import ADVERB, EDGES, LONGEST, VERBS, listed

PUNCTUATION = " ,，.。、；;：:（）()【】[]—-*·|"

_ALONE = {row["word"] for row in EDGES if row["kind"] == "alone"}
_DROPPED = {row["word"] for row in EDGES if row["kind"] not in ("every", "led", "alone")}
_LED_ONLY = rules.any_of(row["word"] for row in EDGES if row["kind"] == "led")
_EVERY = rules.any_of(row["word"] for row in EDGES if row["kind"] == "every")
_WITHIN = re.compile(rf"{_EVERY}(?!案件$)|第[一二三四五六七八九十\d]+[批轮次期]")  # 各类案件 is a word of its own
_SUBJECTS = rules.any_of(row["word"] for row in rules.rows("subjects"))
_LED = re.compile(rf"^(?!{VERBS}).*?(?:{ADVERB})+(?=(?:{VERBS}).)|^(?:{_LED_ONLY})(?={VERBS})")
_SUBJECT = re.compile(
    rf"^.{{0,20}}?(?:{_SUBJECTS})\d{{0,6}}(?:在.{{1,8}}[中内上])?(?:去年|今年|全年|年内|当年|首季|[上下]半年|第[一二三四]季(?!度)|第?[一二三四]季度?)?"
    rf"(?=(?:{ADVERB}|共|诉前|紧急|网上|现场|平均|每日|每月|每年)*(?:{VERBS}).{{2}}|(?:已|已经|共|累计|平均|每[日天月年])+(?:{VERBS})$|(?<=全年)(?:{VERBS})$)"
)
_WHOLE_VERBS = rules.any_of(row["verb"] for row in rules.rows("verbs") if len(row["verb"]) > 3)
_BEFORE = (
    rf"(?:对|在|同|通过|利用|依托|围绕|针对|从|将|把|按(?![期时])|根据|协助|引导|以).{{1,24}}?(?=(?:{VERBS}).)",
    rf"(?:为|向|给|会同|联合|与)(?!民|名|一起).{{1,24}}?(?=(?:{VERBS}).|{_WHOLE_VERBS}$)",
    r"(?:组织|发动|动员)[^、]{1,3}.{0,20}?(?=开展|参加|参与)",  # 组织民警开展巡逻
    r"(?:帮助|协助|引导)[^、]{1,8}?(?=找回|寻回|挽回|追回)",
    r"(?:群众|企业|市民|旅客|当事人)(?=节省|节约|少跑)",
    rf".{{1,24}}?共(?=(?:{VERBS}).|[立破](?:刑事|治安|各类))|.{{0,12}}?共[有设](?=.)",
    rf"[^、]{{0,16}}?被(?!执行)(?=(?:{VERBS}).)",  # 被告人被判处有期徒刑
    r".{2,8}期间(?=.{4})|.{0,12}?录得的?(?=.{2})|现场(?=查获|缴获|查扣)|[一二三四五六七八九]是(?=.{2})|.{2,24}?(?=惠及.)",
    r"(?:实现|完成)(?=.{2,}(?:总值|收入|增加值|总额|产值|税收)$)",
    r"处(?=罚[金款])|若?(?=扣除)|将(?=.{3,}$)",
)
_COVERB = re.compile("|".join(_BEFORE))
_INVERTED = re.compile(r"(?P<what>.*[^、，]{3})(?P<verb>开展|举办|举行)$")  # 平安建设“七进”活动开展百余场次
_AGENT = re.compile(r"(?<=监督)公安机关(?=立案|撤案)")
_HAPPENED = re.compile(r"(?P<where>.{0,12}?)(?:领域)?共?发生(?=.{2})")
_WHERE = re.compile(r"[^\d]{2,4}(?<![内中来市区县局段月日年])(?=$|\d)")  # 住宅, 夜间: not 辖区内
_OBJECT = re.compile(rf"^对(?P<what>[^的]{{2,24}}?)(?P<verb>(?:不|提前|附条件)?(?:{VERBS})+)$")
_PREPOSITION = re.compile(
    r"^(?:.{0,6}?(?:并|还|已|共|先后|累计))?(?:对|为|向|给|与|同|和|在|从|将|把|使|让|由|以|因|被|令|于|给予|针对|围绕|会同|联合|是)?(?:全[市省区县国州]|辖区内?|我[市省区县])?$|^.{2,15}(?:对|为|向|给|将|把)$|^(?:对|为|向|给)[^，]{2,24}(?:的|处以?)$"
)
_HAVING = re.compile(r"有[效关力害毒轨色机限财]|再犯罪|主动公开|(?:及时|成功|依法)[^率]{0,3}率|约[谈束会]")
_TURN = re.compile(
    r"(?:连年|逐年|由[升降增减正]转[升降增减负]?|一[升降]一[升降]?|实现“双.{0,3}|双下降|已经?|有所|则|连续|首次|(?<=..)录得|连续[\d一二三四五六七八九十]+年(?:保持)?|(?:较|比)(?:年初|前年|[^，、]{1,6}(?:模式|程序|方式))|(?<=.{4})完成)$"
)
_TIME = re.compile(
    r"^(?:(?:19|20)\d\d年(?:度)?(?:\d{1,2}月(?:份)?)?|1\d\d年|(?:[春夏秋冬]季的?)?[\d、]+[两三四五六]个月|[一二][〇零一二三四五六七八九]{3}年|(?:\d{1,2}[-—至到])?\d{1,2}月(?:份|底|末|\d{1,2}日)?|[上下]半年|第[一二三四]季(?!度)|第?[一二三四]季度|近[一二三四五六七八九十\d]+年来?|截[至止]目前)"
)
_DEAD = re.compile(r"(?:^|(?<=火灾|事故|意外))[亡伤]$")


@lru_cache(maxsize=8192)
def trimmed(lead: str) -> str:
    """Return the words of a clause without its adverbs, its subject and what goes before its verb."""
    text, previous = _TURN.sub("", lead[-LONGEST:].strip(PUNCTUATION)), None
    if "监督" in text:
        text = _AGENT.sub("", text)
    while text and text != previous:
        previous, text = text, _shortened(text)
    if "活动" in text and (inverted := _INVERTED.match(text)):
        text = inverted["verb"] + inverted["what"]
    if text in _ALONE:
        return ""
    text = text if text.endswith(("摩的", "目的", "标的")) else text.removesuffix("的")
    return listed(_WITHIN.sub("", text)) + ("人" if _DEAD.search(text) else "")


def _shortened(text: str) -> str:
    """Take off the first word that does not belong to the label."""
    text = _TIME.sub("", text)
    size = next((n for n in range(min(6, len(text)), 0, -1) if text[:n] in _DROPPED), 0)
    size = 0 if _HAVING.match(text) else size
    text = text[size:].lstrip(PUNCTUATION)
    if text[:1] == "对" and (object_ := _OBJECT.match(text)):
        return object_["verb"] + listed(object_["what"])
    if "发生" in text and (happened := _HAPPENED.match(text)):
        where = _WHERE.match(happened["where"])
        return (where[0] if where else "") + text[happened.end() :]
    led = _SUBJECT.match(text) or _LED.match(text) or _COVERB.match(text)
    return text[led.end() :] if led and led.end() < len(text) else text


def is_preposition(lead: str) -> bool:
    """Tell whether nothing but a preposition (对, 为, 将) or an adverb stands before the number."""
    return _PREPOSITION.match(lead) is not None or lead.endswith("等")
