"""Which heading does a paragraph stand under? The shape of the lines answers; no list of known headings."""

import re

from gongbao.reading.normal import unified

LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
SENTENCE = re.compile(r"[。！？；!?;]")
INSIDE, ENDING = re.compile(r"[，,、；;\d]"), re.compile(r"[。！？!?]")
MARKUP = re.compile(r"^(?:#{1,6}[ \t]+|\*{2,3}|__)+|(?:\*{2,3}|__)+$")  # of Markdown: no part of a heading
ANNEX = re.compile(
    r"[（(《【〈]?(?:文档)?(?:附件|附录|附表)(?=[\s\d一二三四五六七八九十:：、.．）)】]|$)|[（(【]?附[:：]"
    r"|.{0,20}(?:名词|词语|用语|术语)(?:解释|注释|说明|释义)|(?!\[).{0,12}注释[】）)]?[:：]?$"
)
LONG = 45  # characters in the longest heading
SHORT = 12  # characters in a heading that may stand first of all; a longer first line is the headline

NUMBERS = "一二三四五六七八九十"

# the usual order of list marks in Chinese documents: 一、 （一） 1. （1）
MARKS = [
    re.compile(rf"第[{NUMBERS}百]{{1,5}}[部章篇编]|[{NUMBERS}]{{1,3}}[、.．]"),
    re.compile(rf"[（(〔][{NUMBERS}]{{1,3}}[）)〕]"),
    re.compile(r"\d{1,2}(?:[、．]|\.(?!\d))"),
    re.compile(r"[（(]\d{1,2}[）)]"),
]
PLAIN = 30  # characters in the longest heading without a list mark
FURNITURE = re.compile(
    r"\d{4}\s*[-年./]\s*\d{1,2}\s*[-月./]|(?<!答)记者|通讯员|来源|编辑|作者|摄影?$|^[（(]|^[图表]\d?[：:为]|[/\t|]"
)
HARMLESS = re.compile(r"“[^”]*”|《[^》]*》|\d{4}年")  # digits that a heading may hold: names and years
TITLE = re.compile(
    r"(?:\d{1,2}[.、．]|[（(]\d{1,2}[）)])?(?:“[^”。]{1,20}”|[^“。，,；;：:！？!?\d０-９]){2,20}。(?=\s*\S)"
)
STATES = re.compile(r"[一二两三四五六七八九]成(?![立为])|分之|百分点")  # 减少不到一成: a statement, no title


def sections(text: str) -> list[tuple[int, int, str, str]]:
    """Return the lines of a text with their places in it.

    Parameters
    ----------
    text : str
        A bulletin as read.

    Returns
    -------
    list of (start, end, pillar, section)
        Every line that holds text, in order, as code-point offsets (end exclusive). `pillar` is the heading above,
        the first line where it stands on two; `section` the paragraph's opening phrase up to its first full stop
        where that is a title, else the lower heading (（一）, 1.) above it. Both are empty where there is none. Under
        a heading such as 名词解释 or 附件, to the end of the text, the pillar begins with 附件.
    """
    lines = [(match.start(), match.end(), _words(match.group())) for match in LINE.finditer(text)]
    lines = [line for line in lines if line[2]]
    ranks = levels(text, lines)
    found = []
    path: list[tuple[int, str]] = []
    section, top = "", 1
    body = next((at for at, (_, _, line) in enumerate(lines) if _is_running(line)), len(lines))
    for index, (start, end, line) in enumerate(lines):
        level, before = ranks[index], ranks[index - 1] if index else None
        if index > body and _is_annex(line):
            path, top, level = [(1, line if line.startswith("附件") else f"附件：{line}")], 2, 1
        elif level or (level == 0 and before is None):
            path = [step for step in path if step[0] < max(level, top)] + [(max(level, top), line)]
        if level is not None:
            section = ""
        elif not (index and before is None and _continues(text, lines, index)):
            title = TITLE.match(line)
            section = path[-1][1] if len(path) > 1 else ""
            if title and not STATES.search(title[0]):
                section = title[0][:-1]
        found.append((start, end, path[0][1] if path else "", section))
    return found


def levels(text: str, lines: list[tuple[int, int, str]]) -> list[int | None]:
    """Return for each line 1 to 4 for a heading with a list mark, 0 for one without, None for anything else."""
    found = [_level(line) for _, _, line in lines]
    for index in range(1, len(lines)):
        if found[index] == 0 and found[index - 1] is None and _continues(text, lines, index):
            found[index] = None
    above = next((at for at, (_, _, line) in enumerate(lines) if _is_running(line)), len(lines))
    while above > 1 and found[above - 1] is not None:
        above -= 1
    first = next((at for at, level in enumerate(found[: above + 1]) if level == 0), -1)
    if first == above and len(lines[first][2]) > SHORT:
        above += 1
    # headline, byline and captions: what stands at the top and not directly above the first paragraph
    return [None if level == 0 and index < above else level for index, level in enumerate(found)]


def _level(line: str) -> int | None:
    if len(line) > LONG or SENTENCE.search(line) or line[-1] in "：:，,、":
        return None
    for level, mark in enumerate(MARKS, start=1):
        match = mark.match(line)
        if match:
            return None if _counts(line[match.end() :]) else level
    clauses = 1 + line.count("，") + line.count(",")
    return None if len(line) > PLAIN or clauses > 2 or FURNITURE.search(line) or _counts(line) else 0


def _counts(line: str) -> bool:
    return any(character.isdecimal() for character in HARMLESS.sub("", line))


def _is_annex(line: str) -> bool:
    return len(line) <= LONG and not SENTENCE.search(line) and bool(ANNEX.match(line))


def _words(line: str) -> str:
    return unified(MARKUP.sub("", line.strip()).strip())


def _is_running(line: str) -> bool:
    """Tell whether a line is running text, no caption: it is long, or holds several clauses or a number."""
    inside, ends = INSIDE.search(line), [match.start() for match in ENDING.finditer(line)]
    return len(line) > LONG or "。" in line[:-1] or bool(inside and ends and ends[-1] > inside.start())


def _continues(text: str, lines: list[tuple[int, int, str]], index: int) -> bool:
    # a sentence broken at the margin goes on in the next line: no full stop before it, no blank line, no indent
    _, end, before = lines[index - 1]
    start = lines[index][0]
    open_ended = len(before) >= 20 and before[-1] not in "。！？；：!?;:”）)"
    return open_ended and text[end:start] in ("\n", "\r\n", "\r") and not text[start].isspace()
