"""The last look at a label: marks, half brackets and words that only lead to it or from it are taken off."""

import re
from functools import lru_cache

from gongbao import lexicon

_OPEN = dict(zip(")）]】〕》”’", "(（[【〔《“‘", strict=True))
_QUOTES = "“”‘’《》"
_PUNCTUATION = " ,，.。、；;：:—–-*·|~～/+=<>≥≤≈?？!！%％‰_\t\n\u3000"
_MARKS = re.compile(r"\[\d{1,3}\]|[①-⑳⑴-⒇⒈-⒛❶-❿]|\*+|#+|\||-{2,}|_{2,}|<[^<>]{1,12}>|[(（][\s、，]*[)）]")
_LISTED = re.compile(
    r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）](?=.{2})|\d{1,2}[.、．](?=[^\d])|第[一二三四五六七八九十]{1,3}[,，、]"
)
_WORD = re.compile(r"[A-Za-z㐀-鿿α-ωΑ-Ω]")
_TIME = re.compile(r"(?:前|近|这|过去)?[一二两三四五六七八九十\d]+年(?:来|间)?|(?:[去今明上当]|全)年(?:[初末底])?")
_ONLY_NUMBERS = re.compile(r"[\d一二三四五六七八九十百千万亿零〇两.,，%％‰]+")


def _edge(kind: str) -> str:
    """Return the words of one kind that may not stand at an edge of a label."""
    return "|".join(row["pattern"] for row in lexicon.rows("leads") if row["kind"] == kind)


_START = re.compile(rf"^(?:{_edge('start')})(?=.{{2}})")
_BARE = re.compile(rf"(?:{_edge('start')}|{_edge('end')}|[用对以比底月兑从由将把使]|用于|达到|仍然|有望)+")
_END = re.compile(rf"(?<=..)(?:{_edge('end')})$")


@lru_cache(maxsize=8192)
def sound(label: str) -> str:
    """Return a label that begins and ends in words of its own, with whole brackets, or '' where none are left."""
    text, previous = tidy(label), None
    while text != previous:
        previous, text = text, tidy(peeled(text))
    if _BARE.fullmatch(text):
        return ""
    return "" if _TIME.fullmatch(text) or not _WORD.search(text) or _ONLY_NUMBERS.fullmatch(text) else text


def tidy(label: str) -> str:
    """Return a label without markup, marks of notes and lists, punctuation at its edges and halves of brackets."""
    label = _MARKS.sub("", label).strip(_PUNCTUATION)
    if listed := _LISTED.match(label):
        label = label[listed.end() :]
    return whole(label).strip(_PUNCTUATION)


def peeled(label: str) -> str:
    """Return a label without the words at its edges that belong to the sentence: 力争, 仍, 实际."""
    start = _START.match(label)
    label = label[start.end() :] if start else label
    end = _END.search(label)
    return label[: end.start()] if end else label


def whole(label: str) -> str:
    """Return a label without halves of brackets: a quotation mark falls away, a bracket with what it shuts out."""
    while (at := _half(label)) is not None:
        mark, before, after = label[at], label[:at], label[at + 1 :]
        if mark in _QUOTES:
            label = before + after
        elif mark in _OPEN:
            label = after if len(after) > 1 else before
        else:
            label = before if len(before) > 1 else after
    return label


def _half(label: str) -> int | None:
    """Return the place of the first bracket or quotation mark without its other half, or None."""
    opened: list[int] = []
    for at, mark in enumerate(label):
        if mark in _OPEN.values():
            opened.append(at)
        elif mark in _OPEN:
            if not opened or not _match(label[opened[-1]], mark):
                return at
            opened.pop()
    return opened[0] if opened else None


def _match(opened: str, closed: str) -> bool:
    """Tell whether two marks are halves of one; round brackets of both widths are."""
    return _OPEN[closed] == opened or (opened in "(（" and closed in ")）")
