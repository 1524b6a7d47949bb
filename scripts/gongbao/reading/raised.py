"""What stands raised beside a word in PDF, HTML and DOCX: a power is a power, the mark of a note is no text."""

import re

_POWERS = str.maketrans("0123456789-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")
_POWER = re.compile(r"[-−]?\d")
_LETTER = re.compile(r"[A-Za-zμ]$")
_MARK = re.compile(
    r"[\[［〔(（]?(?:注?释?\s*\d{1,3}(?:[,，、–-]\d{1,3}){0,9}|[①-⑳]|[*＊†‡§]{1,3}|[a-z])[\]］〕)）]?|注"
)


def raised(text: str, before: str) -> str:
    """Return what is to be read of a raised text.

    Parameters
    ----------
    text : str
        What is raised.
    before : str
        What stands before it.

    Returns
    -------
    str
        ``²`` for the 2 of m2; nothing for the mark of a note (86 and a raised 3 are not 863); else `text` as it is.
    """
    text = text.strip()
    if _POWER.fullmatch(text) and _LETTER.search(before):
        return text.translate(_POWERS)
    return "" if _MARK.fullmatch(text) else text
