"""The text of a PDF: its pages without running heads and page numbers, its lines joined into paragraphs again."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import zip_longest

from gongbao.errors import InputError
from gongbao.reading.encoding import IDEOGRAPH, OTHER, is_usual
from gongbao.reading.lines import UNKNOWN, Line, lines
from gongbao.reading.normal import unified

PAGE_NUMBER = re.compile(r"[—–·.第-]*\d{1,4}[页⻚]?(?:[—–·./共-]+\d{1,4}[页⻚]?)?[—–·-]*")  # of a line without blanks
LONG = 30  # characters in the longest page number; a longer line is none, and is not looked at whole
EDGES = (0, -1, 0, -1)  # two lines of a head, two of a foot
SLACK = 12  # half-width characters that a full line may lack: an indent and a number that moved to the next line
FULL = 2 / 3  # of a line of usual length, where lines are short
ALIKE = {ord("〜"): "～", ord("⸺"): "——"}  # fonts have one glyph for both, and files name the other one
KNOWN, UNNAMED = (
    0.7,
    0.1,
)  # of the characters of a page: those of Chinese texts, at least; those without a name, at most
FEW = 5  # lines that may hold one character each


def text(data: bytes) -> tuple[str, list[str]]:
    """Read a PDF.

    Returns
    -------
    text : str
        A line for each paragraph; the cells of a row are parted by tabs. A glyph that is printed twice at one place
        stands once, and a character where the font has its radical. A power is a power (m²), the raised mark of a note
        is left out.
    left : list of str
        What was left out: the pages whose characters the file does not name.

    Raises
    ------
    InputError
        Where it asks for a password, or where no page can be read.
    """
    from gongbao.reading.glyphs import pages  # pdfminer, which only a PDF needs

    found: list[list[Line]] = []
    bad: dict[str, list[int]] = defaultdict(list)
    for number, glyphs in enumerate(pages(data), start=1):
        page = lines(glyphs)
        fault = _fault("".join(glyph.text for glyph in glyphs), page)
        found.append([] if fault else page)
        if fault:
            bad[fault].append(number)
    if bad and not any(found):
        raise InputError(f"{next(iter(bad))}; give its text as txt, or a PDF that was made anew")
    left = [f"page {', '.join(map(str, numbers))} was left out: {fault}" for fault, numbers in bad.items()]
    return unified(joined([line for page in bodies(found) for line in page])).translate(ALIKE), left


def _fault(characters: str, page: list[Line]) -> str:
    """Return why a page cannot be read; nothing where it can."""
    characters = unicodedata.normalize("NFKC", "".join(characters.split()))
    known = sum(map(_is_written, characters))
    if known < KNOWN * len(characters) or characters.count(UNKNOWN) > UNNAMED * len(characters):
        return "its characters cannot be told, as its fonts do not say what they mean"
    if len(page) > FEW and sum(len(line.text) < 2 for line in page) * 2 > len(page):
        return "its characters stand one a line"
    return ""


def _is_written(character: str) -> bool:
    """Tell whether Chinese texts are written with a character: a usual one, a sign of theirs, a printable ASCII one."""
    if character < "\x80":
        return character.isprintable()
    return is_usual(character) if IDEOGRAPH.match(character) else not OTHER.match(character)


def bodies(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Drop page numbers, and what stands at the same edge of most pages, of three at least, but for digits."""
    found = [list(page) for page in pages]
    for edge in EDGES:
        heads = Counter(_wording(page[edge]) for page in found if page)
        for page in filter(None, found):
            number = PAGE_NUMBER.fullmatch("".join(page[edge].text[:LONG].split()))
            if number or heads[_wording(page[edge])] * 2 > max(len(found), 4):
                page.pop(edge)
    return found


def _wording(line: Line) -> str:
    return re.sub(r"\d", "", line.text)


def joined(lines: Sequence[Line]) -> str:
    """Join lines that were broken at the margin: one that reaches it without closing its sentence goes on in the next.

    Parameters
    ----------
    lines : sequence of Line
        None of them blank; those of one column have the margin of that column.
    """
    widths: dict[float, list[int]] = defaultdict(list)
    for line in lines:
        widths[line.column].append(_width(line))
    margins = {column: _margin(found) for column, found in widths.items()}
    pieces = []
    for line, after in zip_longest(lines, lines[1:], fillvalue=Line("")):
        full = _width(line) >= margins[line.column] and line.text[-1] not in "。！？!?"
        beside = line.column == after.column or (line.column and after.column)  # a column goes on in the next one
        pieces += [line.text.strip(), "" if full and beside and "\t" not in line.text else "\n"]
    return "".join(pieces)


def _width(line: Line) -> int:
    return sum(1 if character.isascii() else 2 for character in line.text)  # a Chinese character is two digits wide


def _margin(widths: list[int]) -> float:
    usual = sorted(widths)[len(widths) * 9 // 10]  # a few lines may be wider: a title, a table
    return max(usual - SLACK, usual * FULL)
