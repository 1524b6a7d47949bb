"""What a number looks like: names that hold digits, and numbers with what stands around them, as one expression."""

import re

from gongbao import lexicon
from gongbao.extraction.numerals import Bound
from gongbao.extraction.units import PATTERN

_WORDS = lexicon.rows("approximators")
_SIDES = ("before", "before a magnitude", "bound")
_BEFORE, _ROUND, _BOUND = (lexicon.any_of(row["word"] for row in _WORDS if row["side"] == side) for side in _SIDES)
EFFECT = {row["word"]: Bound(row["effect"]) for row in _WORDS}

_APART = r"(?<!\d[一-龥])(?<!\d[一-龥]{2})(?<!\d[一-龥]{3})"  # 利润-3亿元, not 3元-5元
_RATE = r"(?<![点成])(?=.\d[\d.,]*(?:[%‰]|个?[百千]分点))"  # 3426起-12.5%
_SIGN = rf"(?:(?=[+\-−]\d)(?:(?<![\d%‰A-Za-z一-龥)])|(?<=[一-龥])(?:{_APART}|{_RATE}))[+\-−])?"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})++(?!\d)|\d++)(?:\.\d++)?"
_ARABIC = rf"(?=[\d+\-−])(?<![\d.])(?:(?<![A-Za-z])|(?<=[A-Z]{{3}})){_SIGN}{_DIGITS}"  # GDP268亿元, not G20
_KILO = "千(?=[瓦克米伏卡帕安赫焦升]|分点)"
_TEN = rf"(?:百(?!分点|[强佳姓货帕])|(?!{_KILO})千)"
_PART = r"零?(?:(?:\d,\d{3}|\d{1,4}+)(?![\d.])|[一二三四五六七八九](?=[百千]))"
_PARTS = rf"(?:(?:[十百千]?[万亿]++|{_TEN})(?:{_PART})?)*+"  # 3万1,205, 3千6百, 2亿三千万
_HAN = (
    rf"(?:(?!百分点|{_KILO})[〇零一二三四五六七八九十廿卅百千万亿两]){{1,30}}+"
    r"(?:点[〇零一二三四五六七八九]++[万亿]*+)?"
)
RANGE = r"至|到|—|——|–|~|～|-"
_JOIN = rf"(?:{RANGE}|(?<=点[〇零一二三四五六七八九])[、和与])"
_LISTED = rf"(?P<listed>)(?={_JOIN}{_HAN}[余多]?(?:{PATTERN}|成))"  # 三至五万元
_FRACTION = (
    r"(?P<parts>[一二两三四五六七八九十百千万]{1,9}+|(?<!\d)\d{1,4}[百千万]?)分之(?P<part>\d{1,9}+(?:\.\d++)?"
    r"|[〇零一二两三四五六七八九十百千]{1,9}+(?:点[〇零一二三四五六七八九]{1,9}+)?)(?P<partmore>[余多])?"
)
_SLASH = (
    r"(?=[1-9]/)(?<![\d./A-Za-z第])(?P<over>[1-9])/(?P<under>[2-9]|[1-9]0{1,3})(?![\d./%A-Za-z万月日号期版页层年级])"
    r"|(?<!\d)(?P<glyph>[¼-¾⅐-⅞])"
)
_HALF = (
    r"(?P<half>半数(?<![大多小]半数)|(?(before)半(?![数年月天日夜个小径成导山岛壁价途路百世决步])|(?!))"
    r"|一半(?<![多过小大另前后一各]一半))"
)
_TENTHS = (
    r"(?P<tenths>(?<![\d.])\d|[一二两三四五六七八九])成(?![立为功果员都效绩熟长就交品套系片堆行])"
    rf"(?:(?P<tenth>[一二三四五六七八九半](?![审级类次条个名项])|[1-9](?![\d./%‰]|,\d|{PATTERN})))?(?P<tenmore>[多余])?"
)
_FIXED = r"(?P<fixed>翻了?(?:一|两|二|三|四|[1-9])?番|翻(?:了)?一?倍|减半)"
_OTHERS = (
    rf"[(（]{PATTERN}(?:(?:[、/]{PATTERN}){{1,5}}+[)）]|[)）](?=次))"  # 架（艘、列、辆）次, not 副（张）
    r"|/\d{0,3}[十百千万]{0,2}(?:人|户|平方公里)"  # 88.6件/万人
)
_NUMBER = (
    rf"(?P<number>{_ARABIC}{_PARTS}"
    rf"|半(?<![上下过多大前后]半)(?=个工作日|个?小时|天|个月)|{_HAN}(?:(?=[余多几]|{PATTERN})|{_LISTED}))"
    r"(?P<more>[余多几](?!媒体|部门联))?(?P<large>[万亿]++|个多?亿(?![元级吨斤千立美港以产]))?(?P<more2>[余多])?"
    rf"(?:(?P<unit>{PATTERN})|(?P<unknown>(?<=[\d万亿])[一-龥](?=[，,。；;、)）\n])))?"
    rf"(?P<others>{_OTHERS})?(?P<times>次(?![要序数品生日长于]))?(?P<late>[余多](?![人次种个家样元方数晶式功媒能层]))?"
)
_YEAR = r"(?:19\d\d|200[1-9]|20[1-4]\d)年"
_NAMES = "|".join(f"(?:{row['pattern']})" for row in lexicon.rows("names"))
_START = (
    r"(?=[\d〇零一二两三四五六七八九十百千万亿廿卅每首第前后连历为时未最过这头数几上成位截由翻减七半+\-−A-Za-z“‘「\"《〔［"
    r"\[【(（约大近将接超逾突至不高低少¼-¾⅐-⅞≥≤≧≦<>])"
)
_NAMELESS = r"[约大将接超逾突至不高低少减翻半¼-¾⅐-⅞≥≤≧≦<>]"  # no name begins so: quicker than to try them all
_ITSELF = r"(?<![签预节条公集契履违特邀相]约)(?<![附临邻就靠新贴]近)(?<!赶超)"  # 签约12个, 附近3家
_BOUNDED = (
    rf"(?!(?<![一-龥(（:,、])[<>])(?P<before>{_BEFORE}{_ITSELF}(?!{_YEAR}|一批)"
    rf"|(?<![通经超不越路难错胜]){_ROUND}(?=[半百千万亿]|\d[\d.]*[百千万亿]))?"
)
TOKEN = re.compile(
    rf"{_START}(?:(?!{_NAMELESS})(?:{_NAMES})"
    rf"|{_BOUNDED}(?:{_FRACTION}|{_SLASH}|{_TENTHS}|{_HALF}|{_FIXED}|{_NUMBER})"
    rf"(?P<bound>{_BOUND}(?![部容外涵设存地级人游]))?)",
    re.MULTILINE,
)
