"""What a number looks like: names that hold digits, and numbers with what stands around them, as one expression."""

import re

from gongbao import lexicon
from gongbao.extraction.numerals import Bound
from gongbao.extraction.units import PATTERN

_WORDS = lexicon.rows("approximators")
EFFECT = {row["word"]: Bound(row["effect"]) for row in _WORDS}
_BEFORE, _BOUND = (lexicon.any_of(row["word"] for row in _WORDS if row["side"] == side) for side in ("before", "bound"))

_SIGN = r"(?:(?<![\d万亿%‰A-Za-z年月日个人起件名)])[+\-−](?=\d))?"
_ARABIC = rf"(?<![\d.A-Za-z]){_SIGN}(?:\d{{1,3}}(?:,\d{{3}})++(?!\d)|\d++)(?:\.\d++)?"
_PARTS = r"(?:[十百千]?[万亿]++(?:(?:\d,\d{3}|\d{1,4}+)(?![\d.])[百千]?)?)*+"  # 3万1,205
_MIXED = rf"{_ARABIC}{_PARTS}(?:[百千](?!分点|[瓦克米卡帕]))?"
_HAN = r"(?:(?!百分点)[〇零一二三四五六七八九十廿卅百千万亿两]){1,30}+(?:点[〇零一二三四五六七八九]++)?"
_FRACTION = (
    r"(?P<parts>[一二两三四五六七八九十百千万]{1,9}+)分之"
    r"(?P<part>\d{1,9}+(?:\.\d++)?|[一二两三四五六七八九十百点]{1,9}+)"
)
_TENTHS = (
    r"(?P<tenths>(?<![\d.])\d|[一二两三四五六七八九])成(?![立为功果员都效绩熟长就交品套系片堆行])"
    r"(?:(?P<tenth>[一二三四五六七八九半])(?![审级类次条个名项]))?(?P<tenmore>[多余])?"
)
_FIXED = r"(?P<fixed>翻了?(?:一|两|二|三|四|[1-9])?番|翻(?:了)?一?倍|减半|(?<![多过小大另前后一各])一半)"
_OTHERS = rf"[(（]{PATTERN}(?:(?:[、/]{PATTERN}){{1,5}}+[)）]|[)）](?=次))"  # 架（艘、列、辆）次, not 副（张）
_NUMBER = (
    rf"(?P<number>{_MIXED}|(?<![上下过多大前后])半(?=个工作日|个?小时|天|个月)|{_HAN}(?=[余多几]|{PATTERN}))"
    rf"(?P<more>[余多几](?!媒体|部门联))?(?P<large>[万亿]++)?(?P<more2>[余多])?"
    rf"(?P<unit>{PATTERN})?(?P<others>{_OTHERS})?(?P<times>次(?![要序数品生日长于]))?(?P<late>[余多](?![人次种个家样元方数]))?"
)
_NAMES = "|".join(f"(?:{row['pattern']})" for row in lexicon.rows("names"))
_START = (
    r"(?=[\d〇零一二两三四五六七八九十百千万亿廿卅每首第前后连历为时未最过这头数几上成位截由翻减七半+\-−A-Za-z“‘「\"《〔［"
    r"\[【(（约大近将接超逾突至不高低少])"
)
TOKEN = re.compile(
    rf"{_START}(?:{_NAMES}|(?P<before>{_BEFORE})?(?:{_FRACTION}|{_TENTHS}|{_FIXED}|{_NUMBER})"
    rf"(?P<bound>{_BOUND}(?![部容外涵设存地级人游]))?)",
    re.MULTILINE,
)
