"""The text as rules like to read it: no white space inside, simplified characters, half-width digits; offsets kept."""

import re
from bisect import bisect_right
from itertools import accumulate

from gongbao import lexicon

_BLANK = r"[ \t\r\f\v\u00a0\u00ad\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]"
_SPACES = re.compile(
    rf"{_BLANK}+(?![0-9A-Za-z])|(?<!^[-−+])(?<![0-9A-Za-z]){_BLANK}+"  # the blank behind a list's dash stays
    rf"|(?<!\d\d\d\d)(?<![表图]\d)(?<![表图]\d\d)(?<=\d){_BLANK}(?=\d\d\d(?!\d))"  # 3 518
    rf"|(?<![0-9A-Za-z.]\d)(?<=\d){_BLANK}(?=\d(?![\d年月日]))",  # 3 5 1 8
    re.MULTILINE,
)
_BLANKS = re.compile(rf"{_BLANK}+")
_READING = re.compile(  # 萬(wàn)件: printed between the lines, read behind the character
    r"[(（](?<=[\u2e80-\u9fff].)(?:[a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ][a-zü]*|de|ge|le|me|men|ne|shang|tou|zhe|zi)[)）]"
)
_COMMA = re.compile(
    r"，(?=\d{3}(?!\d))(?:(?<=[０-９]，)|(?<=[0-9]，)(?<![0-9]{4}，)(?<!\.[0-9]，)(?<!\.[0-9]{2}，))"  # 123，456
)
_FORMAL = re.compile(r"(?:[壹贰貳叁參肆伍陆陸柒捌玖][拾佰仟萬万億亿]+零?)+[壹贰貳叁參肆伍陆陸柒捌玖]?")
_PLAIN = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟", "一二二三三四五六六七八九十百千")
_RADICALS = str.maketrans({row["radical"]: row["character"] for row in lexicon.rows("radicals")})
_RADICAL = re.compile("[\u2e80-\u2fd5]")  # what some files hold for a whole character: ⼈ for 人
_VARIANTS = str.maketrans({row["variant"]: row["character"] for row in lexicon.rows("variants")})
_VARIANT = re.compile(f"[{re.escape(''.join(map(chr, _VARIANTS)))}]")  # looked for first: five times as quick


def unified(text: str) -> str:
    """Return a text of the same length with characters in place of the radicals that some files hold for them."""
    return text.translate(_RADICALS) if _RADICAL.search(text) else text


class Compact:
    """A text without the white space and readings that interrupt it, and the way back to the text as given.

    Attributes
    ----------
    text : str
        What is left, radicals as the characters they stand for: line ends and spaces between two Latin words stay.
    plain : str
        The same, character by character, in simplified characters and half-width digits: what rules are matched on.
    """

    def __init__(self, source: str):
        blanks = (_SPACES.match(source, match.start()) for match in _BLANKS.finditer(source))
        readings = [match.span() for match in _READING.finditer(source)]
        self._readings = dict(readings)
        cuts = [blank.span() for blank in blanks if blank]
        cuts = sorted(cuts + readings) if readings else cuts
        edges = [0, *(edge for cut in cuts for edge in cut), len(source)]
        text = "".join(source[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
        self.text = unified(text)
        removed = list(accumulate(end - start for start, end in cuts))
        self._removed = [0, *removed]
        self._starts = [start - before for (start, _), before in zip(cuts, self._removed, strict=False)]
        plain = _FORMAL.sub(lambda match: match[0].translate(_PLAIN), _COMMA.sub(",", self.text))
        self.plain = plain.translate(_VARIANTS) if _VARIANT.search(plain) else plain

    def variants(self) -> dict[int, str]:
        """Return the way back for `str.translate`: simplified characters that the text only has in another form."""
        kept = set(self.text)
        plain = {character: _VARIANTS[ord(character)] for character in kept if ord(character) in _VARIANTS}
        return {ord(p): given for given, p in plain.items() if p not in kept and not p.isdecimal()}

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the text as given that ``[start, end)`` of the compact text came from."""
        if not self._starts:
            return start, end
        first = start + self._removed[bisect_right(self._starts, start)]
        last = end + self._removed[bisect_right(self._starts, end - 1)]
        return first, self._readings.get(last, last)
