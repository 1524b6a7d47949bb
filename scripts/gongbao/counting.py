"""The words behind a number: the noun that it counts, and what is said of it."""

import re

from gongbao import rules
from gongbao.labels import VERBS, listed
from gongbao.trimming import PUNCTUATION

_VERB = re.compile(VERBS)
_MAIN = re.compile(rules.any_of(row["verb"] for row in rules.rows("verbs") if row["main"]))
_LATE = re.compile(
    r"(?:当[日天场年]|全部|均|都|已经?|顺利|安全|成功|共同|先后|全面|率先|全程|分别|同时|首次|在.{1,6}|由.{1,6}|被|依法|得到|获|逐一|有效|及时|集中)+$"
)
_PLAIN = re.compile(r"^(?:的|左右)")


def counted(tail: str) -> tuple[str, str]:
    """Split the words after a number into the noun it counts and what is said of it: 企业 | 开展检查."""
    tail = _PLAIN.sub("", tail).strip(PUNCTUATION)
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
