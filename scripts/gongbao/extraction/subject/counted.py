"""The words behind a number: the noun that it counts, and what is said of it."""

import re
from functools import lru_cache

from gongbao import lexicon
from gongbao.extraction.subject.labels import LONGEST, VERBS, listed
from gongbao.extraction.subject.sound import tidy

_VERB = re.compile(VERBS)
_MAIN = re.compile(
    lexicon.any_of(row["verb"] for row in lexicon.rows("verbs") if row["main"]) + "|达到(?=.*(?:标准|要求|水平|目标)$)"
)
_NOMINALS = {row["word"] for row in lexicon.rows("nominals")}  # 12座污水处理厂: no deed of theirs
_ADVERB = (
    r"(?:当[日天场年]|全部|(?<![人户平])均(?!衡)|都(?!市)|已经?(?!知)|正式|基本(?=[完建实])|顺利|安全|成功(?!率)|共同|先后|相继|陆续|全面|率先|全程|分别|同时|首次|依法|英勇|因公|光荣|得到|得以"
    r"|如期|按[期时]|逐一|有效|及时|集中(?!供|式|连|居|安))"
)
_LATE = re.compile(rf"(?:{_ADVERB}|在.{{1,6}}|由.{{1,6}}|被|获)+$")
_FULLY = re.compile(r"(?:全部|全面|均|已经?|统一|同步)$")
_ALL = re.compile(rf"(?<=..)(?:全部|(?<![人户平])均(?!衡)|已经?(?!知)|正式|相继|陆续|如期){_ADVERB}*(?=[^的]{{2,}}$)")
_BY = re.compile(r"被(?![告害骗执])[^的]{2,16}$")  # 民警被公安部授予称号
_CHUNK = re.compile(
    r"(?:在(?![逃校册职押建线编岗家])|通过(?!率)|(?<![自理事])由|凭|对(?![象外])|经由).{1,12}$"
)  # 通过远程方式 | 开庭
_WHERE = re.compile(r"(?P<noun>.{2,12}?)多?发生在(?P<where>.{2,12})$")
_OF = re.compile(rf"(?P<noun>[^的、]{{2,12}})的(?P<said>[^的、]{{0,4}}(?:{VERBS}))$")  # 对12家企业的专项检查
_WHEN = re.compile(r"(?P<noun>[^、，]{2,12}?)[于在](?P<said>[^、，]{1,8}[内前后][^、，]{2,6})$")  # 召唤于六分钟内到场
_PREDICATE = re.compile(r"(?:在(?![逃校册职押建线编岗家])|通过|涉及|发生在|来自|属于?|被(?![告害骗执])|由)(?=..)")
_IS = re.compile(r"(?:为|是|系)(?=..)")
_PLAIN = re.compile(r"^(?:的|左右)")
_NO_NOUN = re.compile(
    rf"{_ADVERB}|[以之][上下内外前后]|[上下内外中里后前](?=$|[,，])|左右|[的于为是与和及或、向并由至到比占达(（/]|用于|将(?!军)|对(?!外|口)"
    r"|等(?!级)|被(?![征告害执拐困骗])|在(?![建校职岗编册读])|从(?!业)|居(?![民家])|位居|名列|排名|同比|环比|增长|下降|每|不[足到]|大关|台阶|关口"
    r"|[万亿]?元|公[里顷]|[a-zA-Z%]"
)
_RELATIVE = re.compile(r"^[^的]{6,}的(?=[^的]{2,}$)")  # 具有自主知识产权的新产品
_DESCRIBED = re.compile(r"[在以具拥符]")  # 在国内外有影响力的基地
_DONE = re.compile(r"(?<=..)了(?![解结])")


@lru_cache(maxsize=2048)
def counted(tail: str) -> tuple[str, str]:
    """Split the words after a number into the noun it counts and what is said of it: 企业 | 开展检查."""
    tail = tidy(_PLAIN.sub("", tail[:LONGEST]))
    quoted = tail.find("“")
    if deed := _OF.match(tail):
        return deed["noun"], deed["said"]
    if when := _WHEN.match(tail):
        return when["noun"], when["said"]
    if where := _WHERE.match(tail):
        return where["noun"], where["where"] + "发生"
    if split := _ALL.search(tail):
        return tail[: split.start()], listed(tail[split.end() :])
    verb = _said_by(tail, quoted)
    if verb is not None:
        late = _CHUNK.search(tail[: verb.start()], 1) or _LATE.search(tail[: verb.start()], 1)
        at = late.start() if late else verb.start()
        by = _BY.search(tail[:at], 1)
        return tail[: by.start() if by else at], listed(tail[at:])
    if quoted > 0 and tail.endswith("”"):
        return tail[:quoted], tail[quoted:]
    return tail, ""


@lru_cache(maxsize=2048)
def noun(tail: str) -> str:
    """Return the words after a number where they begin with the noun that it counts, without a long relative clause."""
    tail = tail[:LONGEST]
    if _DESCRIBED.match(tail) and (relative := _RELATIVE.match(tail)):
        tail = tail[relative.end() :]
    if _NO_NOUN.match(tail) or ((verb := _VERB.match(tail)) and verb[0] not in _NOMINALS):
        return ""
    return tidy(_DONE.sub("", _RELATIVE.sub("", tidy(tail))))


def is_said_of_all(tail: str) -> bool:
    """Tell whether an adverb parts the noun from what is said of it: 贫困人口全部脱贫."""
    return _ALL.search(tail[:LONGEST]) is not None


def predicate(tail: str, share: bool) -> str:
    """Return what is said of a number of things named before (其中六成在充电时发生; 7条为全国首创), or ''.

    Parameters
    ----------
    tail : str
        The words after the number.
    share : bool
        Whether the number is a share of what was named; 5起涉及未成年人的案件 names its own.
    """
    says = _IS.match(tail) or (share and _PREDICATE.match(tail))
    if not says:
        return ""
    where = tail.removeprefix("发生在")
    return where + "发生" if where != tail else tail


def _said_by(tail: str, quoted: int) -> re.Match[str] | None:
    """Return the verb of what is said: one that is nothing else (纳入), or the first with an object, or the last."""
    before = len(tail) if quoted < 1 else quoted
    main = _MAIN.search(tail, 1, before)
    if main:
        return main
    last = None
    for verb in _VERB.finditer(tail, 1, before):
        before_ = tail[verb.start() - 1]
        if before_ == "不" or (before_ == "被" and tail[verb.end() : verb.end() + 1] == "人"):
            continue  # 不起诉, 被执行人
        if verb[0] in _NOMINALS and not (verb.end() == len(tail) and _FULLY.search(tail[: verb.start()], 2)):
            continue
        if verb.end() < len(tail):
            return verb
        last = verb
    return last
