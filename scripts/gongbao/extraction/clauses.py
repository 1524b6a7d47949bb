"""Where a quantity stands: the words before and after it, up to the marks that part clauses."""

import re
from dataclasses import dataclass
from enum import StrEnum

from gongbao.extraction.quantities import Quantity

_MARK = re.compile(
    r"“[^“”\n]{0,80}”|《[^《》\n]{0,80}》|【[^【】\n]{0,20}】|\([^()\n]{0,80}\)|\[\d{1,3}\]"
    r"|(?P<stop>[。！？!?\n])|(?P<pause>[；;])|(?P<comma>[，,：:]|——)|(?P<dot>、)|(?P<open>[(（\[])|(?P<close>[)）\]])"
)
_JOIN = re.compile(r"以及|及其|[和与及或](?!谐|会|平|时|其|第)")
_JOIN_END = re.compile(r"(?:以及|[、和与及])$")
_RANGE = re.compile(r"[至到—–~～-]+")
_TITLE = re.compile(r"(?:^|[。！？!?\n])([^。！？!?\n；;，,：:]{2,12})\n?$")


class Link(StrEnum):
    """How a quantity follows the one before."""

    STOP = "stop"  # in another sentence
    PAUSE = "pause"  # behind ；
    COMMA = "comma"
    LIST = "list"  # behind 、 or 和
    SAME = "same"  # nothing between but words


BREAKS = (Link.STOP, Link.PAUSE)


@dataclass(slots=True)
class Place:
    """What surrounds one quantity.

    Attributes
    ----------
    lead : str
        The words of its clause before it, from the last comma or, within a list, from the item's beginning.
    tail : str
        The words after it up to the next mark or quantity.
    rest : str
        The same, reaching over 、 to the end of the clause where no quantity stands in between.
    link : Link
        How it follows the quantity before.
    above : list of str
        The clauses between the sentence's (or the last quantity's) end and ``lead``, in order.
    opened, closed : bool
        Whether a bracket opens, or one closes, between the quantity before and this one.
    title : str
        The short sentence or line before the one that begins here (公益诉讼检察。), or ''.
    """

    lead: str
    link: Link
    above: list[str]
    opened: bool = False
    closed: bool = False
    tail: str = ""
    rest: str = ""
    title: str = ""


def places_of(text: str, quantities: list[Quantity]) -> list[Place]:
    """Return the place of each quantity of the compact text, in order."""
    found: list[Place] = []
    end = 0
    for quantity in quantities:
        place = _between(text, end, quantity.start, found[-1] if found else None)
        found.append(place)
        end = quantity.end
    if found:
        _between(text, end, len(text), found[-1], 200)
    return _with_tails(found)


def places_without(text: str, quantities: list[Quantity], places: list[Place], dropped: list[bool]) -> list[Place]:
    """Return the places of the quantities that stay; a dropped one is words like any other between its neighbours."""
    found: list[Place] = []
    end, changed = 0, False
    for quantity, place, drop in zip(quantities, places, dropped, strict=True):
        if not drop:
            last = found[-1] if found else None
            found.append(_between(text, end, quantity.start, last) if changed else place)
            end = quantity.end
        changed = drop
    if changed and found:
        _between(text, end, len(text), found[-1], 200)
    return _with_tails(found)


def _with_tails(found: list[Place]) -> list[Place]:
    """Give the first end of a range the words behind the second: 26至38個月監禁."""
    for last, place in zip(found[-2::-1], found[:0:-1], strict=True):
        if place.link is Link.SAME and _RANGE.fullmatch(place.lead):
            last.tail, last.rest = place.tail, place.rest
    return found


def _between(text: str, start: int, end: int, last: Place | None, reach: int = 0) -> Place:
    """Read the words between two quantities: what they are to the one before and to the one after."""
    marks = [m for m in _MARK.finditer(text, start, min(end, start + reach) if reach else end) if m.lastgroup]
    if last is not None:
        _follow(last, text, start, end, marks)
    kinds = [mark.lastgroup for mark in marks]
    if all(kind == "dot" for kind in kinds):
        return _in_list(text, start, end, marks, last)
    begin = max((i for i, kind in enumerate(kinds) if kind in ("stop", "pause")), default=-1)
    edges = [mark for mark in marks[max(begin, 0) :] if mark.lastgroup != "dot"]
    cuts = [mark.end() for mark in edges]
    above = [text[a : mark.start()] for a, mark in zip(cuts, edges[1:], strict=False)]
    if last is None and begin < 0:
        above.insert(0, text[start : edges[0].start()])
    link = Link.STOP if "stop" in kinds else Link.PAUSE if "pause" in kinds else Link.COMMA
    lead, opened = text[cuts[-1] : end], _unclosed(kinds)
    if not lead and opened and kinds[-1] == "open":
        lead = text[marks[-2].end() if marks[1:] else start : marks[-1].start()]
        lead, opened = lead[join.end() if (join := _JOIN.match(lead)) else 0 :], not lead
        if lead and link is Link.COMMA and last is not None and "comma" not in kinds:
            link = Link.LIST  # 行劫(31宗)、縱火(46宗)
    stop = marks[begin].start()
    title = _TITLE.search(text, max(start, stop - 14), stop) if link is Link.STOP else None
    return Place(
        lead, link, above, opened=opened, closed="close" in kinds and last is not None,
        title=title[1] if title else "",
    )  # fmt: skip


def _unclosed(kinds: list[str | None]) -> bool:
    """Tell whether a bracket is open at the end of the marks."""
    depth = 0
    for kind in kinds:
        depth = (
            depth + 1 if kind == "open" else max(depth - 1, 0) if kind == "close" else 0 if kind == "stop" else depth
        )
    return depth > 0


def _follow(last: Place, text: str, start: int, end: int, marks: list[re.Match[str]]) -> None:
    """Give the quantity before the words that follow it."""
    first = marks[0].start() if marks else end
    last.tail = text[start:first]
    dotless = next((mark.start() for mark in marks if mark.lastgroup != "dot"), end)
    last.rest = text[start:dotless]


def _in_list(text: str, start: int, end: int, marks: list[re.Match[str]], last: Place | None) -> Place:
    """Read words with no mark but 、 among them."""
    between = text[start:end]
    if last is None:
        return Place(between, Link.STOP, [])
    if marks:
        last.rest = last.tail
        return Place(text[marks[0].end() : end], Link.LIST, [])
    join = _JOIN.match(between)
    if join:
        last.tail = last.rest = ""
        return Place(between[join.end() :], Link.LIST, [])
    join = _JOIN_END.search(between)
    if join:
        last.tail = last.rest = between[: join.start()]
        return Place("", Link.LIST, [])
    return Place(between, Link.SAME if between else Link.LIST, [])
