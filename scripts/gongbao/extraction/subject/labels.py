"""Words about a label: the verb it begins with, the thing it is about, the statistic it ends in."""

import re
from functools import lru_cache

from gongbao import lexicon

LONGEST = 100  # characters: no label is longer, and none comes from farther off, so that the time stays linear

EDGES = lexicon.rows("edges")
ADVERB = lexicon.any_of(row["word"] for row in EDGES if row["kind"] == "adverb" and len(row["word"]) > 1)
VERBS = lexicon.any_of(row["verb"] for row in lexicon.rows("verbs"))
GENERIC = {"案件", "犯罪", "设备", "证件", "行为", "违法"}

_LAST = frozenset(row["verb"][-1] for row in lexicon.rows("verbs"))  # most labels end in none of these
_VERB = re.compile(VERBS)
_HEAD = re.compile(rf"(?:{VERBS})+")
_DONE = re.compile(rf"^(?P<what>.*?)(?P<how>共|累计|先后|已)?(?P<verb>(?:{VERBS})+)$")
_VERBS_ONLY = re.compile(rf"(?:{VERBS}|[和、])+")  # 改判和发回重审
_MODIFIER = re.compile(r"走私|被盗|失窃|救灾|走失|被拐|假冒(?:品牌)?|伪劣|作案|出入境")
_NOUN = re.compile(r"生产(?:安全|总值|经营)|接处警总|调解员|登记失业|检查站")  # nouns that begin with a verb
_LIGHT = re.compile(r"(?:提出|发出|制发|下达|下发|收到|受理(?!审批)|办理|审结|新收|审理|接收)(?=.)")
_STAND = re.compile(r"[立破](?=刑事|治安|各类|命案)")  # 立刑事案件: a verb of one character
_STATISTIC = re.compile(rf"(?:{lexicon.any_of(row['word'] for row in lexicon.rows('statistics'))})$")
_LISTED = re.compile(r"^.*[、”].*?等(?P<what>[^等、]{2,})$")
_MANNER = re.compile(r"书面|新|紧急|现场|实质性|公开|提前|网上")
_KEPT = re.compile(r"^(?:成功(?!率)|各[类种])|(?:在册)$")
_SAID = re.compile(rf"^(?:{ADVERB}|全部|均|都|已经?|在|被(?!追授|授予|评)|为|是|系)+|得到|予以")


@lru_cache(maxsize=4096)
def head_verb(label: str) -> str:
    """Return the verbs that a label begins with, or ''."""
    if _NOUN.match(label):
        return ""
    if stand := _STAND.match(label):
        return stand[0]
    match = _HEAD.match(label)
    if match is None:
        return ""
    if light := _LIGHT.match(label):
        return light[0]  # 提出纠正意见: the second verb belongs to the noun
    rest = label[match.end() :]
    first = _VERB.match(label) if len(rest) == 1 or rest in GENERIC else None
    return first[0] if first else match[0]


def manner(label: str) -> str:
    """Return the adverb before a label's verb that is part of it (新, 书面, 现场), or ''."""
    match = _MANNER.match(label)
    return match[0] if match and _VERB.match(label, match.end()) else ""


def modifier(thing_: str) -> str:
    """Return the word that is said of all of a list by standing before its first thing (被盗电动车、手机), or ''."""
    match = _MODIFIER.match(thing_)
    return match[0] if match else ""


def has_verb(label: str) -> bool:
    """Tell whether a label holds a verb of its own."""
    return _VERB.search(label) is not None


@lru_cache(maxsize=4096)
def acts(label: str) -> bool:
    """Tell whether a label says what was done: its verb is not one within a noun (家庭教育令)."""
    return bool(head_verb(label[len(manner(label)) :])) or ends_in_verb(label)


def verb_within(label: str) -> int:
    """Return where the first verb of a label begins, or -1."""
    match = _VERB.search(label)
    return match.start() if match else -1


def is_verb(label: str) -> bool:
    """Tell whether a label is nothing but a verb, so that its object is to be restored: 查封, 临时查封."""
    rest = label[len(manner(label)) :].removesuffix("成功")
    return bool(rest) and head_verb(rest) == rest


def done(lead: str) -> tuple[str, str] | None:
    """Split words that end in a verb (电子证照累计签发) into the thing and the verb, or None."""
    match = _DONE.match(lead) if lead[-1:] in _LAST else None
    return (match["what"], match["verb"]) if match and match["what"] and match["how"] else None


def ends_in_verb(label: str) -> bool:
    """Tell whether a label lacks its object: 其中跨省异地办理."""
    match = _DONE.match(label) if label[-1:] in _LAST else None
    return match is not None and match["verb"] != label and not _VERBS_ONLY.fullmatch(label)


def deed(label: str) -> str:
    """Return the second of two verbs that a label consists of, the object of the first: 组织培训 → 培训."""
    first = _VERB.match(label)
    return label[first.end() :] if first and head_verb(label) == label else ""


@lru_cache(maxsize=4096)
def thing(label: str) -> str:
    """Return the object of a label without its verb (破获盗窃案件 → 盗窃案件), or the noun after its last 的.

    A label longer than any that people write has none: labels must not grow with the text.
    """
    if len(label) > LONGEST:
        return ""
    stand = _STAND.match(label)
    label = label[stand.end() if stand else len(manner(label)) :]
    return _KEPT.sub("", label[len(head_verb(label)) :].rpartition("的")[2])


@lru_cache(maxsize=4096)
def statistic(label: str) -> str:
    """Return the name of a statistic (死亡人数, 发案率) that a label ends in, or ''."""
    match = _STATISTIC.search(label)
    return match[0] if match else ""


def listed(label: str) -> str:
    """Shorten an open list to what it is a list of: 缴获冰毒、海洛因等毒品 → 缴获毒品."""
    match = _LISTED.match(label)
    if match is None:
        return label
    if match["what"] in GENERIC:
        return label.replace("等" + match["what"], match["what"])
    head = manner(label)
    return head + head_verb(label[len(head) :]) + match["what"]


def qualified(said: str, noun: str) -> str:
    """Return a noun with what is said of it before it: 开展检查的企业."""
    return f"{_SAID.sub('', said)}的{noun}" if said else noun
