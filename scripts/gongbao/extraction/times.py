"""The words of a text that name a time, each a rule: how it is written, and which span it means when it is written."""

import re
from collections.abc import Callable
from typing import NamedTuple

from gongbao.extraction import spans, years
from gongbao.extraction.dating import Dating
from gongbao.extraction.spans import Span
from gongbao.extraction.years import COUNT, YEAR

DECEMBER = 12


class Moment(NamedTuple):
    """When a sentence is written: what 今年 (`this`) and 全年 (`full`) mean there, None where nothing tells."""

    this: int | None
    full: int | None
    dating: Dating

    @property
    def last(self) -> int | None:
        """The last year that is over."""
        return self.dating.last


class TimeRule(NamedTuple):
    """How a time is written.

    Attributes
    ----------
    id : str
        Its name in a trace.
    pattern : str
        The words.
    read : callable
        Their match and the moment of writing → the span, None where it cannot be told.
    clause, gives : str
        A clause that needs the rule, written on 2024-01-20 about 2023, and its period.
    """

    id: str
    pattern: str
    read: Callable[[re.Match[str], Moment], Span | None]
    clause: str
    gives: str


_RELATIVE = {"去": -1, "上": -1, "前": -2, "今": 0, "本": 0, "当": None, "明": 1, "来": 1}
_OF = rf"(?P<of>{YEAR}年|[去上今本当明]年)?的?"
_HALVES = {"上半年": (1, 6), "下半年": (7, 12)}
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:[12]\d|3[01]|0?[1-9]|二十[一-九]?|三十一?|十[一二三四五六七八九]?|[一二三四五六七八九])"
_TO = r"[至到—–\-~～]+"
_TERM = 5  # years of a government


def _year_of(words: str | None, now: Moment) -> int | None:
    """Return the year that is named before a month or a half: 2023年, 去年, or none, which is the year spoken of."""
    if not words:
        return now.full
    if words[0].isdecimal() or words[0] in "一二":
        return years.year(words.removesuffix("年"))
    return _relative(words[0], now)


def _relative(word: str, now: Moment) -> int | None:
    step = _RELATIVE[word]
    if step is None:
        return now.full
    return None if now.this is None else now.this + step


def _named_year(match: re.Match[str], now: Moment) -> Span | None:
    return spans.year(years.year(match["year"]))


def _since(match: re.Match[str], now: Moment) -> Span | None:
    first = years.year(match["since"])
    return spans.years(first, max(first, now.last)) if now.last else None


def _range(match: re.Match[str], now: Moment) -> Span | None:
    first, last = years.year(match["first"]), years.year(match["last"])
    return spans.years(first, last) if first <= last else None


def _relative_year(match: re.Match[str], now: Moment) -> Span | None:
    year = _relative(match["relative"][0], now)
    return spans.year(year) if year else None


def _this_so_far(match: re.Match[str], now: Moment) -> Span | None:
    """今年以来 of a result: the year itself where it is running, else the year reported on."""
    if now.dating.published and now.this:
        return spans.year(now.this)
    return spans.year(now.last) if now.last else None


def _full_year(match: re.Match[str], now: Moment) -> Span | None:
    return spans.year(now.full) if now.full else None


def _day(match: re.Match[str], now: Moment) -> Span | None:
    of = _year_of(match["of"], now)
    return spans.day(of, years.count(match["month"]), years.count(match["day"])) if of else None


def _month_end(match: re.Match[str], now: Moment) -> Span | None:
    of = _year_of(match["of"], now)
    return spans.day(of, years.count(match["month"]), 31) if of else None


def _months(match: re.Match[str], now: Moment) -> Span | None:
    of = _year_of(match["of"], now)
    to = years.year(match["to"].removesuffix("年")) if match["to"] else of
    if not of or not to:
        return None
    return spans.months(of, years.count(match["first"]), to, years.count(match["last"]))


def _month(match: re.Match[str], now: Moment) -> Span | None:
    of, month = _year_of(match["of"], now), years.count(match["month"])
    if not of:
        return None
    return (
        spans.months(of, month, max(of, now.last or of), DECEMBER) if match["on"] else Span(*[f"{of}-{month:02}"] * 2)
    )


def _half(match: re.Match[str], now: Moment) -> Span | None:
    of, (first, last) = _year_of(match["of"], now), _HALVES[match["half"]]
    return spans.months(of, first, of, last) if of else None


def _quarter(match: re.Match[str], now: Moment) -> Span | None:
    of, number = _year_of(match["of"], now), years.count(match["quarter"])
    if not of or not 1 <= number <= 4:
        return None
    return spans.months(of, 1 if match["upto"] else 3 * number - 2, of, 3 * number)


def _first_months(match: re.Match[str], now: Moment) -> Span | None:
    of, number = _year_of(match["of"], now), years.count(match["months"])
    return spans.months(of, 1, of, number) if of and 1 <= number <= DECEMBER else None


def _year_end(match: re.Match[str], now: Moment) -> Span | None:
    of = _year_of(match["of"], now)
    return spans.day(of, DECEMBER, 31) if of else None


def _year_start(match: re.Match[str], now: Moment) -> Span | None:
    of = _year_of(match["of"], now)
    return spans.day(of, 1, 1) if of else None


def _unknown(match: re.Match[str], now: Moment) -> Span | None:
    return None  # whoever meets it knows the time before: 去年同期


def _five_years(match: re.Match[str], now: Moment) -> Span | None:
    span = years.plan(match["plan"])
    return spans.year(span.last) if match["end"] else span


def _past_years(match: re.Match[str], now: Moment) -> Span | None:
    count = years.count(match["count"])
    return spans.years(now.last - count + 1, now.last) if now.last and count else None


def _term(match: re.Match[str], now: Moment) -> Span | None:
    return spans.years(now.last - _TERM + 1, now.last) if now.last else None


def _next_years(match: re.Match[str], now: Moment) -> Span | None:
    return spans.years(now.last + 1, now.last + years.count(match["count"])) if now.last else None


def _now(match: re.Match[str], now: Moment) -> Span | None:
    if now.dating.published:
        return Span(now.dating.published, now.dating.published)
    return now.dating.own


_QUOTE, _UNQUOTE = '[“"‘]', '[”"’]'
_BEFORE_SPAN = "(?:(?:过去|最近|近|这|前)的?)?"
_AFTER_SPAN = "(?:来|间|以来|中(?!期)|(?<=[去近这前的]..)|(?<=[去近这前的]...))"  # 近三年; 三年 alone is a length
_ALL_YEAR = (
    r"全年|当年(?![度底末初])|(?<![\d一二三四五六七八九十两几])年内|(?:过去的?|这|近)?一年(?:来|间|里|中)|过去的?一年"
)
_ENDS_PLAN = "(?:时期|期间|期|(?<=”)以来|(?=[，、的和我累五])|(?=末))"
RULES = (
    TimeRule(
        "time.five-year-plan",
        rf"{_QUOTE}?(?P<plan>{years.PLAN})(?:{_UNQUOTE}|(?=[时期末规计间]))(?:规划|计划)?{_ENDS_PLAN}(?P<end>末)?",
        _five_years, "“十三五”时期，新建学校12所", "2016/2020",
    ),
    TimeRule(
        "time.years", rf"(?P<first>{YEAR})年?{_TO}(?P<last>{YEAR})年(?:期间|间)?",
        _range, "2019—2021年，新建学校12所", "2019/2021",
    ),
    TimeRule(
        "time.months",
        rf"{_OF}(?P<first>{_MONTH})月?份?{_TO}(?P<to>{YEAR}年)?(?P<last>{_MONTH})月份?(?![\d日])",
        _months, "1—11月，破获盗窃案件12起", "2023-01/2023-11",
    ),
    TimeRule(
        "time.day", rf"{_OF}(?P<month>{_MONTH})月(?P<day>{_DAY})[日号]",
        _day, "截至6月30日，有派出所12个", "2023-06-30",
    ),
    TimeRule(
        "time.month-end", rf"{_OF}(?P<month>{_MONTH})月份?[底末]",
        _month_end, "截至11月末，有派出所12个", "2023-11-30",
    ),
    TimeRule(
        "time.month", rf"{_OF}(?P<month>{_MONTH})月(?:份(?!额))?(?P<on>起|以来)?(?![\d均])",
        _month, "10月起，破获盗窃案件12起", "2023-10/2023-12",
    ),
    TimeRule("time.half", rf"{_OF}(?P<half>[上下]半年)", _half, "上半年，破获盗窃案件12起", "2023-01/2023-06"),
    TimeRule(
        "time.quarter", rf"{_OF}(?P<upto>前)?[第首头]?(?P<quarter>[一二两三四1-4])个?季度",
        _quarter, "前三季度，破获盗窃案件12起", "2023-01/2023-09",
    ),
    TimeRule(
        "time.first-months", rf"{_OF}[前头](?P<months>{COUNT})个?月",
        _first_months, "前10个月，破获盗窃案件12起", "2023-01/2023-10",
    ),
    TimeRule(
        "time.year-end", rf"(?P<of>{YEAR}年|[去上今本当明]年?)?(?:年?[底末](?<=年.)|岁末)",
        _year_end, "年末，有派出所12个", "2023-12-31",
    ),
    TimeRule(
        "time.same-period",
        r"(?:去年|上一?年|前一年)(?:同期)?[末底]?(?=[为是的]?\d)|(?:去年|上年)同期",
        _unknown, "破获盗窃案件12起，去年同期为9起", "2022",
    ),
    TimeRule(
        "time.year-start", rf"(?P<of>{YEAR}年|[去上今本当明]年)?年?初(?=[的，])(?<=年.)",
        _year_start, "年初的派出所12个", "2023-01-01",
    ),
    TimeRule("time.since", rf"(?:自|从)?(?P<since>{YEAR})年以来", _since, "2021年以来，新建学校12所", "2021/2023"),
    TimeRule(
        "time.year", rf"(?P<year>{YEAR})年(?:度|全年)?(?!代|[级款版])",
        _named_year, "2022年，新建学校12所", "2022",
    ),
    TimeRule("time.this-so-far", r"(?:今年|年初)以来", _this_so_far, "今年以来，破获盗窃案件12起", "2024"),
    TimeRule(
        "time.relative", r"(?P<relative>去年|上一?年(?=的|度|[，、])|前年|今年|本年度?|明年|来年)(?:全年)?",
        _relative_year, "前年，破获盗窃案件12起", "2022",
    ),
    TimeRule("time.full-year", _ALL_YEAR, _full_year, "全年破获盗窃案件12起", "2023"),
    TimeRule(
        "time.past-years", rf"{_BEFORE_SPAN}(?P<count>{COUNT})年{_AFTER_SPAN}",
        _past_years, "近三年，累计化解积案12件", "2021/2023",
    ),
    TimeRule(
        "time.streak", rf"(?:已)?连续(?P<count>{COUNT})个?年",
        _past_years, "满意率连续4年保持97%以上", "2020/2023",
    ),
    TimeRule(
        "time.term", r"[本这]届政府(?:任期)?(?:成立|组成)?(?:以来|期间|五年)?",
        _term, "本届政府任期，新建学校12所", "2019/2023",
    ),
    TimeRule(
        "time.next-years", rf"(?:今后|未来)的?(?P<count>{COUNT})年",
        _next_years, "今后五年，新建学校12所", "2024/2028",
    ),
    TimeRule("time.now", r"(?:截[至止])?(?:目前|当前|现在)|迄今|至今", _now, "目前，有派出所12个", "2024-01-20"),
)  # fmt: skip
_COMPILED = [(rule, re.compile(rule.pattern)) for rule in RULES]
_GATE = re.compile(  # where a rule may hold at all: looked for first, since most characters begin no time
    r"(?=[“‘\"\d一二三四五六七八九十两去上下今本当明来前第首头年岁全过最近这已连未截目现迄至])(?:"
    rf"[去上今本当明来前]年|全年|年[末底初内]|岁末|上一年|[上下]半年|{YEAR}(?=年|{_TO}{YEAR}年)|{_MONTH}月"
    rf"|{_MONTH}(?={_TO}(?:{YEAR}年)?{_MONTH}月)|{COUNT}(?=年[来间以])|一年[来间里中]|[第首头前]?[一二两三四1-4]个?季度"
    rf"|[前头](?={COUNT}(?:年|个?月))|(?:过去|最?近|这)的?(?=(?:{COUNT}|一)年)|(?:已)?连续(?={COUNT}个?年)|[本这]届政府"
    rf"|(?:今后|未来)的?(?={COUNT}年)|{_QUOTE}?{years.PLAN}(?=[”\"’时期末规计间])"
    r"|截[至止]|目前|当前|现在|迄今|至今)"
)
_BASE = re.compile(r"(?:较之|[比较与同和]|相较?于?|相当于|对比|对照|接近|超过|高于|低于|好于|快于|多于|少于|是|为)$")
_TIMES = re.compile(r"(?:同期|水平)?(?:的)?(?:[\d.一二两三四五六七八九十]+(?:多)?倍|\d+(?:\.\d+)?%|百分之)")
_POINTS = ("time.year-end", "time.month-end", "time.day", "time.now")
_HORIZON = re.compile(r"(?:^|[，。；：、\n]|预计|力争|计划|规划)[到至]$")
_EQUALS = ("是", "为", "于")  # 是2015年的3倍: only with a multiple behind it


class TimeWord(NamedTuple):
    """A time that a text names: where it stands, by which rule it was read, and whether it is only a base (比上年)."""

    start: int
    end: int
    rule: TimeRule
    match: re.Match[str]
    is_base: bool
    is_as_of: bool

    @property
    def is_horizon(self) -> bool:
        """Whether something shall be so by then: 到2030年."""
        return _HORIZON.search(self.match.string, max(0, self.start - 4), self.start) is not None

    @property
    def is_point(self) -> bool:
        """Whether it names a day, or how far something had come by then (截至11月, 目前): no flow happened at it."""
        return self.is_as_of or self.rule.id in _POINTS

    def span(self, now: Moment) -> Span | None:
        """Return what it means when it is written; None where that cannot be told."""
        return self.rule.read(self.match, now)


def find(text: str, start: int = 0, end: int | None = None) -> list[TimeWord]:
    """Return the times that a compact text names, in order."""
    found, position, end = [], start, len(text) if end is None else end
    while gate := _GATE.search(text, position, end):
        position = gate.start() + 1
        for rule, pattern in _COMPILED:
            if match := pattern.match(text, gate.start(), end):
                position = match.end()
                found.append(
                    TimeWord(match.start(), position, rule, match, _is_base(text, match), _is_as_of(text, match))
                )
                break
    return found


def _is_as_of(text: str, match: re.Match[str]) -> bool:
    return match[0][:1] in "截目当现迄至" or text[max(0, match.start() - 2) : match.start()] in ("截至", "截止", "止到")


def _is_base(text: str, match: re.Match[str]) -> bool:
    """Tell whether a time only says what something is compared with: 比上年, 较2019年, 是2015年的3.2倍."""
    before = _BASE.search(text, max(0, match.start() - 3), match.start())
    if before is None:
        return False
    return before[0] not in _EQUALS or _TIMES.match(text, match.end()) is not None
