"""The words behind a number: the noun that it counts, and what is said of it."""

import re
from functools import lru_cache

from gongbao import lexicon
from gongbao.extraction.subject.labels import LONGEST, VERBS, listed
from gongbao.extraction.subject.trimming import PUNCTUATION

_VERB = re.compile(VERBS)
_MAIN = re.compile(lexicon.any_of(row["verb"] for row in lexicon.rows("verbs") if row["main"]))
_LATE = re.compile(
    r"(?:当[日天场年]|全部|均|都|已经?|顺利|安全|成功|共同|先后|全面|率先|全程|分别|同时|首次|在.{1,6}|由.{1,6}|被|依法|得到|获|逐一|有效|及时|集中)+$"
)
_CHUNK = re.compile(
    r"(?:在(?![逃校册职押建线编岗家])|通过(?!率)|(?<![自理事])由|凭|对(?![象外])|经由).{1,12}$"
)  # 通过远程方式 | 开庭
_WHERE = re.compile(r"(?P<noun>.{2,12}?)多?发生在(?P<where>.{2,12})$")
_OF = re.compile(rf"(?P<noun>[^的、]{{2,12}})的(?P<said>[^的、]{{0,4}}(?:{VERBS}))$")  # 对12家企业的专项检查
_WHEN = re.compile(r"(?P<noun>[^、，]{2,12}?)[于在](?P<said>[^、，]{1,8}[内前后][^、，]{2,6})$")  # 召唤于六分钟内到场
_PREDICATE = re.compile(r"(?:在(?![逃校册职押建线编岗家])|通过|涉及|发生在|来自|属于?|被(?![告害骗执])|由)(?=..)")
_IS = re.compile(r"(?:为|是|系)(?=..)")
_PLAIN = re.compile(r"^(?:的|左右)")


@lru_cache(maxsize=2048)
def counted(tail: str) -> tuple[str, str]:
    """Split the words after a number into the noun it counts and what is said of it: 企业 | 开展检查."""
    tail = _PLAIN.sub("", tail[:LONGEST]).strip(PUNCTUATION)
    quoted = tail.find("“")
    if deed := _OF.match(tail):
        return deed["noun"], deed["said"]
    if when := _WHEN.match(tail):
        return when["noun"], when["said"]
    if where := _WHERE.match(tail):
        return where["noun"], where["where"] + "发生"
    verb = _said_by(tail, quoted)
    if verb is not None:
        late = _CHUNK.search(tail[: verb.start()], 1) or _LATE.search(tail[: verb.start()], 1)
        at = late.start() if late else verb.start()
        return tail[:at], listed(tail[at:])
    if quoted > 0 and tail.endswith("”"):
        return tail[:quoted], tail[quoted:]
    return tail, ""


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
        if verb.end() < len(tail):
            return verb
        last = verb
    return last
