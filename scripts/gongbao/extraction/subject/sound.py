"""The last look at a label: marks, half brackets and words that only lead to it or from it are taken off."""

import re
from functools import cache, lru_cache

from gongbao import lexicon

_OPEN = dict(zip(")）]】〕》”’", "(（[【〔《“‘", strict=True))
_BRACKET = re.compile(r"[()（）\[\]【】〔〕《》“”‘’]")
_QUOTES = "“”‘’《》"
_PUNCTUATION = " ,，.。、；;：:—–-*·|~～/+=<>≥≤≈?？!！%％‰_\t\n\u3000"
_MARK = re.compile(r"[\[①-⑳⑴-⒇⒈-⒛❶-❿*#|_<(（-]")
_MARKS = re.compile(r"\[\d{1,3}\]|[①-⑳⑴-⒇⒈-⒛❶-❿]|\*+|#+|\||-{2,}|_{2,}|<[^<>]{1,12}>|[(（][\s、，]*[)）]")
_LISTED = re.compile(
    r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）](?=.{2})|\d{1,2}[.、．](?=[^\d])|第[一二三四五六七八九十]{1,3}[,，、]"
)
_WORD = re.compile(r"[A-Za-z㐀-鿿α-ωΑ-Ω]")
_TIME = re.compile(
    r"(?:前|近|这|过去)?[一二两三四五六七八九十\d]+年(?:来|间)?|(?:[去今明上当]|全)年[初末底]?|到?(?:19|20)\d\d年?"
)
_ONLY_NUMBERS = re.compile(r"[\d一二三四五六七八九十百千万亿零〇两.,，%％‰]+")


def _edge(kind: str) -> str:
    """Return the words of one kind that may not stand at an edge of a label."""
    return "|".join(row["pattern"] for row in lexicon.rows("leads") if row["kind"] == kind)


# words of a frame, and the characters before them with which they are other words: 发达 is no 达
_JOINED = {"达": "发到抵雷送传直通", "达到": "", "为": "行作称认因成以", "在": "存现实潜内所外", "分别": ""}
_ENDS = {row["word"]: (row["joined"], int(row["least"])) for row in lexicon.rows("ends")}
_ENDS |= {row["word"]: (_JOINED[row["word"]], 2) for row in lexicon.rows("frames") if row["word"] in _JOINED}
_LONGEST = max(map(len, _ENDS))
_SHORT = 6  # characters
_LAST = frozenset("年来间共算格价径后响素上比居由的")  # one of these ends a pattern, or 于 stands in it
_STARTS = [row["pattern"] for row in lexicon.rows("leads") if row["kind"] == "start"]
_ANY = [p for p in _STARTS if not p[0].isalpha() or p[1:2] == "?"]  # begin with a choice of characters
_LETTERS = {pattern[0] for pattern in _STARTS if pattern[0].isalpha()}
_FIRST = frozenset("".join(_ANY)).union("0123456789", _LETTERS)  # most labels begin with none of these
_ALONE = "用对以比底月兑从由将把使折表年过按每分率增净这或都也且只才既末前转级"  # name nothing by themselves
_BARE = re.compile(
    rf"(?:{_edge('start')}|{_edge('end')}|[{_ALONE}]|用于|达到|仍然|有望"
    rf"|{lexicon.any_of(word for word, (_, least) in _ENDS.items() if least < 3)})+"
)
_END = re.compile(rf"(?<=..)(?:{_edge('end')})$")


@lru_cache(maxsize=8192)
def sound(label: str) -> str:
    """Return a label that begins and ends in words of its own, with whole brackets, or '' where none are left."""
    text = tidy(label)
    while (shorter := peeled(text)) != text:
        text = tidy(shorter)
    return "" if is_bare(text) else text


def is_sound(label: str) -> bool:
    """Tell whether a label needs no repair."""
    return sound(label) == label


def is_bare(text: str) -> bool:
    """Tell whether nothing is left that names anything: words of the sentence, a time, numbers."""
    if len(text) > _SHORT and text.isalpha():
        return False
    return bool(_BARE.fullmatch(text) or _TIME.fullmatch(text) or _ONLY_NUMBERS.fullmatch(text)) or not _WORD.search(
        text
    )


def tidy(label: str) -> str:
    """Return a label without markup, marks of notes and lists, punctuation at its edges and halves of brackets."""
    if label.isalpha():
        return label  # most labels
    if _MARK.search(label):
        label = _MARKS.sub("", label)
    label = label.strip(_PUNCTUATION)
    if listed := _LISTED.match(label):
        label = label[listed.end() :]
    return whole(label).strip(_PUNCTUATION)


@cache
def _start(first: str) -> re.Pattern[str]:
    """Return the patterns that may match a label by its first character: most labels begin with none, so at need."""
    return re.compile(rf"(?:{'|'.join([*(p for p in _STARTS if p[0] == first), *_ANY])})(?=.{{2}})")


def peeled(label: str) -> str:
    """Return a label without the words at its edges that belong to the sentence: 力争, 仍, 实际."""
    if label[:1] in _FIRST or "以来" in label:
        start = _start(label[0] if label[:1] in _LETTERS else "").match(label)
        label = label[start.end() :] if start else label
    for size in range(min(_LONGEST, len(label) - 2), 0, -1):
        joined, least = _ENDS.get(label[-size:], ("", 0))
        if least and len(label) - size >= least and label[-size - 1] not in joined:
            return label[:-size]
    end = _END.search(label, max(0, len(label) - 20)) if label[-1:] in _LAST or "于" in label else None
    return label[: end.start()] if end else label


def whole(label: str) -> str:
    """Return a label without halves of brackets: a quotation mark falls away, a bracket with what it shuts out."""
    while _BRACKET.search(label) and (at := _half(label)) is not None:
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
