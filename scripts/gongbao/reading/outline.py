"""The headings of a text in order, with their rank: which one ends which other."""

import re
from typing import NamedTuple

from gongbao.reading import headings

_INLINE = re.compile(
    r"(?:第[一二三四五六七八九十百]+部分|[一二三四五六七八九十]{1,3}[、.．])[^。！？；，]{2,36}(?=[。：])"
)
_MARKUP = re.compile(r"^(?:#{1,6}\s+|\*{2,3}|__)+|(?:\*{2,3}|__)+$")


class Heading(NamedTuple):
    """A heading: where its line begins and ends, its words, and its rank (0 above all others)."""

    start: int
    end: int
    text: str
    rank: int


def outline(text: str) -> list[Heading]:
    """Return the headings of a text without marks of Markdown.

    Parameters
    ----------
    text : str
        A compact text (:class:`gongbao.reading.normal.Compact.plain`).

    Returns
    -------
    list of Heading
        In order. Rank 1 to 4 are those of list marks (一、 （一） 1. （1）); a line without a mark has rank 0.
        A paragraph that begins with 一、 and a title up to its first full stop has that title as a heading.
    """
    lines = [(m.start(), m.end(), _MARKUP.sub("", m.group().strip())) for m in headings.LINE.finditer(text)]
    lines = [line for line in lines if line[2]]
    found = []
    for (start, end, line), level in zip(lines, headings.levels(text, lines), strict=True):
        inline = _INLINE.match(line) if level is None else None
        if level is not None or inline:
            words = inline.group() if inline else line
            found.append(Heading(start, end if level is not None else start, words, level or bool(inline)))
    return found
