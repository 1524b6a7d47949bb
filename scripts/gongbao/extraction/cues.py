"""The words that say how a quantity is meant: compared with what, up or down, from or to, a share of what."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from gongbao import lexicon
from gongbao.data.row import Basis, Versus
from gongbao.extraction.numerals import DIGITS


class Frame(StrEnum):
    """What a word between the label and the number says: a kind of lexicon/frames.csv."""

    PARTICLE = "particle"
    BE = "be"
    EACH = "each"
    SHARE = "share"
    TO = "to"


_DIRECTIONS = {row["word"]: {"+": 1, "-": -1, "0": 0}[row["sign"]] for row in lexicon.rows("directions")}
_FRAMES = {row["word"]: Frame(row["kind"]) for row in lexicon.rows("frames")}
_LONGEST = max(map(len, _DIRECTIONS | _FRAMES))
_COMPARISONS = [(row["basis"], row["pattern"]) for row in lexicon.rows("comparisons")]
_COMPARED = re.compile("|".join(f"(?P<{basis}{i}>{pattern})" for i, (basis, pattern) in enumerate(_COMPARISONS)))
_MAY_COMPARE = re.compile("[比较与同和环按年月]")  # one of them is in every comparison
_BASE = re.compile(f"(?:{_COMPARED.pattern})的$")
TIME = (  # when a level held: 由去年上半年的31起, 到年末的1120万人
    r"(?:(?:原来|原先|以前|此前|过去|最初|改革前|前一年|上一年度?|前年|上年|去年|今年|当年|年初|年末|年底|期初|期末|目前|现在|现今|如今"
    r"|\d{1,2}月份?|(?:19|20)\d\d年|[一二][〇零一二三四五六七八九]{3}年|[一二两三四五六七八九十\d]{1,2}年前|“[一-龥]{2,3}”)"
    r"(?:同期|全年|末期?|底|初|[上下]半年|[前第]?[一二三四]季度|前?\d{1,2}个?月份?)?的?)"
)
_FROM = re.compile(
    rf"(?:(?<![自来经])由|(?<![服听顺遵自])从|(?<![来亲独])自)(?:{TIME}|平均|原有的?|每小时|每[人月年户天日晚]|原|约)*$"
)
_CHANGED = re.compile(
    lexicon.any_of(w for w, sign in _DIRECTIONS.items() if sign and len(w) > 1 and w not in ("上调", "下调"))
    + "(?![值点极]|工程|行动|计划|项目)"  # 增加值, 增长极
)
_SHARE_OF = re.compile(r"占[^，,]*的$")
_TIMES_OF = re.compile(
    r"(?:是|为|相当于|达到?)(?:(?P<year>(?:19|20)\d\d)年|(?P<last>去年|上一?年|前一年))(?:同期|全年|末|底)?的$"
)
_YEARS = re.compile(r"(?:19|20)\d\d|[一二][〇零一二三四五六七八九]{3}|(?<!\d)1[01]\d(?!\d)")
_REPUBLIC = 1911  # the year before the first of 民国
_MORE = re.compile(r"(多|少)(?:发生?|出)?(?=$|[^数年次项种方部])")
_DATED = re.compile(r"^[(（][^()（）]{0,40}[)）]")  # 比去年春运同期（2月1日至14日）
# words of their own that end in one of a frame
_OTHER_WORDS = {"行为", "作为", "认为", "称为", "因为", "送达", "抵达", "到达", "日均", "月均", "人均", "户均"}
_NOUNS = "幅速率度"  # 增幅为5% is a change, 增长为5% a new level


@dataclass(slots=True)
class Cue:
    """What the words before a quantity say of it.

    Attributes
    ----------
    label : str
        The words that are left: what is counted.
    bases : list of Basis or Versus
        The comparisons named.
    sign : int or None
        +1 up, -1 down, 0 a turn of neither; None where no word of direction stands before the number.
    to, each, share : bool
        Whether the number is what was reached (降至), one of a list (分别), a part of a whole (占).
    """

    label: str
    bases: list[Basis | Versus] = field(default_factory=list)
    sign: int | None = None
    to: bool = False
    each: bool = False
    share: bool = False


@lru_cache(maxsize=4096)
def origin(lead: str) -> str | None:
    """Return what stands before 由, 从 or 自 where the words end in one, else None."""
    match = _FROM.search(lead[-16:])
    return None if match is None else lead[: len(lead) - len(lead[-16:]) + match.start()]


@lru_cache(maxsize=4096)
def base(lead: str) -> tuple[str, list[Basis | Versus]] | None:
    """Return the words before a comparison that names its base as a number (较2022年的70048宗), and its bases."""
    match = _BASE.search(lead) if lead[-1:] == "的" else None
    return (lead[: match.start()], _bases(match)) if match else None


def is_comparison(clause: str) -> list[Basis | Versus]:
    """Return the bases that a clause names where it says nothing else (与2019年相比), else nothing."""
    match = _COMPARED.search(clause)
    return _bases(match) if match and len(clause) - len(match[0]) <= 1 else []


@lru_cache(maxsize=4096)
def read(lead: str, paired: bool = False) -> Cue:
    """Read the words before a quantity, from its side outwards. What is returned is kept for the next time: copy it.

    Parameters
    ----------
    lead : str
        The words of the clause before the number.
    paired : bool
        Whether a from-value stands before them, so that any 至, 到 or 为 names the value reached.
    """
    cue = Cue(lead)
    _compare(cue)
    _strip(cue, paired)
    return cue


def is_share(lead: str) -> bool:
    """Tell whether the words before a number make it a part of a whole: 占生产总值的."""
    return _SHARE_OF.search(lead) is not None


def base_of_multiple(lead: str) -> Basis | Versus | None:
    """Return what a multiple is one of: 是2015年的3倍, 相当于上年的0.8倍; None where it is no earlier time."""
    match = _TIMES_OF.search(lead)
    return None if match is None else Versus(f"vs {match['year']}") if match["year"] else Basis.YOY


def _compare(cue: Cue) -> None:
    """Take the comparisons out of the label; 同比多发, 同比少抓 carry a direction."""
    matches = list(_COMPARED.finditer(cue.label)) if _MAY_COMPARE.search(cue.label) else []
    if not matches:
        return
    cue.bases = [basis for match in matches for basis in _bases(match)]
    first, last = matches[0].start(), matches[-1].end()
    after = _DATED.sub("", cue.label[last:])
    more = _MORE.match(after)
    if more:
        cue.sign, after = (1 if more[1] == "多" else -1), after[more.end() :]
    before = cue.label[:first].rstrip("、，,与和")
    cue.label = before + after.lstrip("，,、")


def _bases(match: re.Match[str]) -> list[Basis | Versus]:
    """Return the comparison that words name: one, or one for each of the years they list."""
    name = (match.lastgroup or "").rstrip("0123456789")
    return [Basis(name)] if name != "vs" else [Versus(f"vs {_year(year)}") for year in _YEARS.findall(match[0])]


def _year(words: str) -> str:
    digits = "".join(str(DIGITS.get(character, character)) for character in words)
    return digits if len(digits) == 4 else str(int(digits) + _REPUBLIC)


def _strip(cue: Cue, paired: bool) -> None:
    """Peel the words of direction, of reaching and of distribution off the end of the label."""
    text, reached = cue.label, False
    while text:
        word = next((word for word in _BY_END.get(text[-1], ()) if text.endswith(word)), None)
        if word is None:
            break
        if word in _DIRECTIONS:
            sign = _DIRECTIONS[word]
            if cue.sign is not None or (sign == 0 and not reached) or not _whole(text[: -len(word)], word):
                break
            cue.sign = sign
            cue.to = cue.to or (reached and word[-1] not in _NOUNS)
        else:
            kind = _FRAMES[word]
            if text[-2:] in _OTHER_WORDS:
                break
            if kind is Frame.TO or word == "为":
                before = text[: -len(word)].removesuffix("了")
                if not (paired or _ends_in_direction(before)):
                    if kind is Frame.TO:
                        break
                elif not reached:
                    reached = True
                    if paired:
                        cue.to = True
            cue.each = cue.each or kind is Frame.EACH
            cue.share = cue.share or kind is Frame.SHARE
        text = text[: -len(word)]
    cue.label = text


_BY_END: dict[str, list[str]] = {}
for _word in sorted(_DIRECTIONS | _FRAMES, key=len, reverse=True):
    _BY_END.setdefault(_word[-1], []).append(_word)


def _ends_in_direction(text: str) -> bool:
    return any(text[-n:] in _DIRECTIONS for n in range(1, _LONGEST + 1))


def _whole(before: str, word: str) -> bool:
    """Tell whether a word of one character stands for a direction: 同比增, not 新增 or 下调."""
    if before.endswith("自然"):
        return False  # 自然增长率 is a rate of its own
    return len(word) > 1 or not before or before[-1] not in "新净倍添递激猛骤加缩压削裁上下晋提攀高扑投空改拆最"


def without_direction(label: str) -> tuple[str, int] | None:
    """Return the label without the word of direction at its head or heart (缩短耗时 → 耗时, -1), or None."""
    match = max(_CHANGED.finditer(label), key=re.Match.start, default=None)
    if match is None or match.end() == len(label):
        return None
    return label[: match.start()] + label[match.end() :], _DIRECTIONS[match[0]]
