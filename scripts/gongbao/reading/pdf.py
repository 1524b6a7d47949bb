"""The text of a PDF: its pages without running heads and page numbers, its lines joined into paragraphs again."""

import re
from collections import Counter
from io import BytesIO

from gongbao.errors import InputError

PAGE_NUMBER = re.compile(r"[\s—–·.第-]*\d{1,4}(\s*页)?[\s—–·./共-]*(\d{1,4}\s*页)?[\s—–·-]*")
EDGES = (0, -1, 0, -1)  # two lines of a head, two of a foot
SLACK = 12  # half-width characters that a full line may lack: an indent and a number that moved to the next line
FULL = 2 / 3  # of a line of usual length, where lines are short


def text(data: bytes) -> str:
    """Return the text of a PDF, a line for each paragraph.

    Raises
    ------
    InputError
        Where it asks for a password.
    """
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError("is an encrypted PDF; remove its password first")
    pages = [[line.rstrip() for line in page.extract_text().splitlines() if line.strip()] for page in reader.pages]
    return joined([line for page in bodies(pages) for line in page])


def bodies(pages: list[list[str]]) -> list[list[str]]:
    """Drop page numbers, and what stands at the same edge of most pages, of three at least, but for digits."""
    pages = [page[:] for page in pages]
    for edge in EDGES:
        heads = Counter(_wording(page[edge]) for page in pages if page)
        for page in filter(None, pages):
            if PAGE_NUMBER.fullmatch(page[edge]) or heads[_wording(page[edge])] * 2 > max(len(pages), 4):
                page.pop(edge)
    return pages


def _wording(line: str) -> str:
    return re.sub(r"\d", "", line)


def joined(lines: list[str]) -> str:
    """Join lines that were broken at the margin: one that reaches it without closing its sentence goes on in the next.

    Parameters
    ----------
    lines : list of str
        None of them blank.
    """
    widths = [len(line.encode("gb18030", "replace")) for line in lines]  # a Chinese character is two digits wide
    usual = sorted(widths)[len(lines) * 9 // 10] if lines else 0  # a few lines may be wider: a title, a table
    margin = max(usual - SLACK, usual * FULL)
    pieces = []
    for line, width in zip(lines, widths, strict=True):
        goes_on = width >= margin and line[-1] not in "。！？!?"
        pieces += [line.strip(), "" if goes_on else "\n"]
    return "".join(pieces)
