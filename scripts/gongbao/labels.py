"""The shortest phrase of the text that says what is counted."""

import re
from functools import lru_cache

from gongbao import rules

_EDGES = rules.rows("edges")
_DROPPED = {row["word"] for row in _EDGES if row["kind"] not in ("every", "led")}
_LED_ONLY = rules.any_of(row["word"] for row in _EDGES if row["kind"] == "led")
_EVERY = re.compile(rules.any_of(row["word"] for row in _EDGES if row["kind"] == "every"))
_ADVERB = rules.any_of(row["word"] for row in _EDGES if row["kind"] == "adverb" and len(row["word"]) > 1)
_VERBS = rules.any_of(row["verb"] for row in rules.rows("verbs"))
_SUBJECTS = rules.any_of(row["word"] for row in rules.rows("subjects"))
_STATISTICS = rules.any_of(row["word"] for row in rules.rows("statistics"))

_MAIN = re.compile(rules.any_of(row["verb"] for row in rules.rows("verbs") if row["main"]))
_VERB = re.compile(_VERBS)
_HEAD = re.compile(rf"(?:{_VERBS})+")
_LED = re.compile(rf"^.*?(?:{_ADVERB})+(?=(?:{_VERBS}).)|^(?:{_LED_ONLY})(?={_VERBS})")
_DONE = re.compile(rf"^(?P<what>.*?)(?P<how>共|累计|先后|已)?(?P<verb>(?:{_VERBS})+)$")
_SUBJECT = re.compile(
    rf"^.{{0,20}}?(?:{_SUBJECTS})(?:在.{{1,8}}[中内上])?(?:去年|今年|全年|年内|当年)?(?=(?:{_ADVERB}|共)*(?:{_VERBS}).{{2}})"
)
_COVERB = re.compile(
    rf"^(?:为|向|对|在|与|同|会同|联合|通过|利用|依托|围绕|针对|从|将|把|按|根据|给|协助|引导|以)(?!民|名|一起).{{1,24}}?(?=(?:{_VERBS}).)"
    r"|^(?:组织|发动|动员)[^、]{1,3}.{0,20}?(?=开展|参加|参与)|^平均(?=每)|^第[一二三四五六七八九十]+批|^若?(?=扣除)|^.{2,24}?(?=惠及.)|^(?:帮助|协助|引导)[^、]{1,8}?(?=找回|寻回|挽回|追回)|^.{0,12}?发生(?=.{2})|^[^、]{1,24}?共(?=(?:{_VERBS}).)|^将(?=.{3,}$)"
)
_PREPOSITION = re.compile(
    r"^(?:.{0,6}?(?:并|还|已|共|先后|累计))?(?:对|为|向|给|与|同|和|在|从|将|把|使|让|由|以|因|被|令|于|给予|针对|围绕|会同|联合|是)?(?:全[市省区县国州]|辖区内?|我[市省区县])?$|^.{2,15}(?:对|为|向|给|将|把)$"
)
_HAVING = re.compile(r"有[效关力害毒轨色机限财]")
_TURN = re.compile(r"(?:连年|逐年|由[升降增减]转[升降增减]?|一[升降]一[升降]?|双下降|已经?|有所|持续|(?<=.{4})完成)$")
_TIME = re.compile(
    r"^(?:(?:19|20)\d\d年(?:度)?(?:\d{1,2}月(?:份)?)?|(?:\d{1,2}[-—至到])?\d{1,2}月(?:份|底|末|\d{1,2}日)?|[上下]半年|第?[一二三四]季度|近[一二三四五六七八九十\d]+年来?|截[至止]目前)"
)
_STATISTIC = re.compile(rf"(?:{_STATISTICS})$")
_PUNCTUATION = " ,，.。、；;：:（）()【】[]—-*·|"
_LATE = re.compile(
    r"(?:当[日天场年]|全部|均|都|已经?|顺利|安全|成功|共同|先后|全面|率先|全程|分别|同时|首次|在.{1,6}|由.{1,6}|被|依法|得到|获|逐一|有效|及时|集中)+$"
)
_SUFFIX = re.compile(
    r"(?:[^、]*?[^、])(案件|警情|事故|犯罪|纠纷|人员|火灾|火警|隐患|违法|发案|立案数|发案数|破案数|立案|破案|数量|面积)$"
)
_LISTED = re.compile(r"^.*、.*?等(?P<what>[^等、]{2,})$")
_GENERIC = {"案件", "犯罪", "设备", "证件", "行为", "违法"}
_PLAIN_TAIL = re.compile(r"^(?:的|左右)")


@lru_cache(maxsize=8192)
def trimmed(lead: str) -> str:
    """Return the words of a clause without its adverbs, its subject and what goes before its verb."""
    text = _TURN.sub("", lead.strip(_PUNCTUATION))
    previous = None
    while text and text != previous:
        previous = text
        text = _TIME.sub("", text)
        size = next((n for n in range(min(6, len(text)), 0, -1) if text[:n] in _DROPPED), 0)
        size = 0 if _HAVING.match(text) else size
        text = text[size:].lstrip(_PUNCTUATION)
        led = _SUBJECT.match(text) or _LED.match(text) or _COVERB.match(text)
        if led and led.end() < len(text):
            text = text[led.end() :]
    text = text if text.endswith(("摩的", "目的")) else text.removesuffix("的")
    return listed(_EVERY.sub("", text))


def head_verb(label: str) -> str:
    """Return the verbs that a label begins with, or ''."""
    match = _HEAD.match(label)
    if match is None:
        return ""
    rest = label[match.end() :]
    return _VERB.match(label)[0] if len(rest) == 1 or rest in _GENERIC else match[0]


def has_verb(label: str) -> bool:
    """Tell whether a label holds a verb of its own."""
    return _VERB.search(label) is not None


def is_preposition(lead: str) -> bool:
    """Tell whether nothing but a preposition (对, 为, 将) or an adverb stands before the number."""
    return _PREPOSITION.match(lead) is not None or lead.endswith("等")


def counted(tail: str) -> tuple[str, str]:
    """Split the words after a number into the noun it counts and what is said of it: 企业 | 开展检查."""
    tail = _PLAIN_TAIL.sub("", tail).strip(_PUNCTUATION)
    quoted = tail.find("“")
    verb = _said_by(tail, quoted)
    if verb is not None:
        late = _LATE.search(tail[: verb.start()], 1)
        at = late.start() if late else verb.start()
        return tail[:at], listed(tail[at:])
    if quoted > 0 and tail.endswith("”"):
        return tail[:quoted], tail[quoted:]
    return tail, ""


def _said_by(tail: str, quoted: int) -> re.Match[str] | None:
    """Return the verb of what is said: one that is nothing else (纳入), or the first with an object, or the last."""
    before = len(tail) if quoted < 1 else quoted
    main = _MAIN.search(tail, 1, before)
    if main:
        return main
    last = None
    for verb in _VERB.finditer(tail, 1, before):
        if tail[verb.start() - 1] == "不":
            continue
        if verb.end() < len(tail):
            return verb
        last = verb
    return last


def listed(label: str) -> str:
    """Shorten an open list to what it is a list of: 缴获冰毒、海洛因等毒品 → 缴获毒品."""
    match = _LISTED.match(label)
    if match is None:
        return label
    if match["what"] in _GENERIC:
        return label.replace("等" + match["what"], match["what"])
    return (head_verb(label) or "") + match["what"]


def done(lead: str) -> tuple[str, str] | None:
    """Split words that end in a verb (电子证照累计签发) into the thing and the verb, or None."""
    match = _DONE.match(lead)
    return (match["what"], match["verb"]) if match and match["what"] and match["how"] else None


def of(said: str, noun: str) -> str:
    """Return a noun with what is said of it before it: 开展检查的企业."""
    return f"{_said(said)}的{noun}" if said else noun


def _said(said: str) -> str:
    return re.sub(rf"^(?:{_ADVERB}|全部|均|都|已经?)+", "", said)


def statistic(label: str) -> str:
    """Return the name of a statistic (死亡人数, 发案率) that a label ends in, or ''."""
    match = _STATISTIC.search(label)
    return match[0] if match else ""


def shared(text: str, count: int) -> list[str] | None:
    """Split a label that names ``count`` things into their labels, each with the head they share, or return None."""
    text, _, done_ = text.partition("分别")
    cuts = [m.span() for m in re.finditer("、", text)]
    if len(cuts) != count - 1:
        cuts = [m.span() for m in re.finditer(r"、|以及|[和与及](?![谐会平时其第])", text)]
    if len(cuts) < count - 1:
        return None
    cuts = cuts[len(cuts) - count + 1 :]
    bounds = [0, *(edge for cut in cuts for edge in cut), len(text)]
    items = [text[a:b] for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
    return [item + done_ for item in _completed(items)] if all(items) else None


def _completed(items: list[str]) -> list[str]:
    """Restore what items of a list share: the verb at its head, the noun at its end, the thing a statistic is of."""
    verb = head_verb(items[0])
    if verb and items[0][len(verb) :] not in ("", "率", "数", "量", "人数"):
        items = [items[0]] + [item if head_verb(item) or statistic(item) == item else verb + item for item in items[1:]]
    named = statistic(items[-1])
    if named and named != items[-1] and not any(map(statistic, items[:-1])):
        base = _SUFFIX.match(items[-1].removesuffix(named))
        shared_ = base[1] + named if base and not any(map(_SUFFIX.match, items[:-1])) else named
        items = [item + shared_ for item in items[:-1]] + items[-1:]
    noun = _SUFFIX.match(items[-1])
    if noun and not any(_SUFFIX.match(item) or statistic(item) for item in items[:-1]):
        items = [item + noun[1] for item in items[:-1]] + items[-1:]
    own = statistic(items[0])
    thing = items[0].removesuffix(own) if own else ""
    if not own and re.search(r"(?:事故|案件|火灾)$", items[0]):
        thing = items[0]
    return [items[0]] + [thing + item if thing and statistic(item) == item else item for item in items[1:]]


def thing(label: str) -> str:
    """Return the object of a label without its verb (破获盗窃案件 → 盗窃案件), or the noun after its last 的."""
    return label[len(head_verb(label)) :].rpartition("的")[2]


def ends_in_verb(label: str) -> bool:
    """Tell whether a label lacks its object: 其中跨省异地办理."""
    match = _DONE.match(label)
    return match is not None and match["verb"] != label
