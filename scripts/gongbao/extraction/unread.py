"""Numbers that look as if they counted something and became no row: what a reader should look at."""

import re
from bisect import bisect_right
from collections.abc import Iterable

from gongbao.data.row import Row
from gongbao.extraction.quantities import scan
from gongbao.extraction.tokens import TOKEN
from gongbao.reading.normal import Compact

Span = tuple[int, int]

_CLASSIFIERS = (
    "起件宗桩例名位员户家个所处座栋幢间套条项类种批回遍趟场轮辆台部艘架列只头匹尾株棵份张本册篇幅枚枝支把块面片颗粒根瓶箱袋包桶罐盒"
    "组队班对双伙股道门口笔单票段层床桌席盏扇尊盘碗杯串束朵捆垛柄杆孔眼挂具副通顶封摊亭梯垧垄丛窝群辈尺寸丈里顷元人"
)
_COUNTED = re.compile(rf"(?<![\d.第A-Za-z/-])\d(?:[\d,]*\d)?(?:\.\d+)?[百千万亿]{{0,3}}[余多]?[{_CLASSIFIERS}]")


def unread(text: str, rows: Iterable[Row]) -> list[str]:
    """Return the numbers with what looks like a classifier that stand in no row, as they are written.

    Names that hold digits are left out, and so are conditions that say which things are counted: they are read.

    Parameters
    ----------
    text : str
        A bulletin as read.
    rows : iterable of Row
        What was extracted from it.
    """
    compact = Compact(text)
    found = [match.span() for match in _COUNTED.finditer(compact.plain)]
    left = _outside(found, [(row.start, row.end) for row in rows], [compact.span(*span) for span in found])
    if not left:
        return []
    known = [(quantity.start, quantity.end) for quantity in scan(compact.plain)]
    names = [match.span() for match in TOKEN.finditer(compact.plain) if match.lastgroup is None]
    return [text[slice(*compact.span(*span))] for span in _outside(left, sorted(known + names), left)]


def _outside(found: list[Span], taken: list[Span], places: list[Span]) -> list[Span]:
    """Return those of `found` that do not begin, at their `places`, within a span that is taken."""
    starts = [start for start, _ in taken]
    before = [bisect_right(starts, place) - 1 for place, _ in places]
    pairs = zip(found, before, places, strict=True)
    return [span for span, at, (place, _) in pairs if at < 0 or place >= taken[at][1]]
