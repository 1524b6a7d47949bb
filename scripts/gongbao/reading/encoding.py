"""Bytes to text: UTF-8, UTF-16, GB18030 or Big5, and nothing that would only look like one of them."""

import codecs
import re
from collections.abc import Iterator

from gongbao.errors import InputError

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
GUESSES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
IDEOGRAPH = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
OTHER = re.compile(
    "[^\x00-\x7f\u2000-\u206f\u2100-\u218f\u2460-\u25ff\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
)
USUAL = 0.75  # of the ideographs of a Chinese text are among the 3,755 or 5,401 that its standards put first
# frequent in reports, simplified and traditional; Korean and Japanese bytes give usual characters, but not these
FREQUENT = re.compile(
    "[的年全市一人件工作公安案起行发展建设化管理新业加大生会政府民法制经实社务中国三二上和万，。發設業實萬會經務國]"
)
LONG, OFTEN = 50, 0.1  # in a text of so many ideographs so many are frequent


def decode(data: bytes, name: str) -> str:
    """Decode UTF-8, UTF-16, GB18030 or Big5, with or without a mark at the beginning, which is dropped.

    Parameters
    ----------
    data : bytes
        What was read.
    name : str
        What messages call it.

    Raises
    ------
    InputError
        Where it is damaged, binary, or in another encoding.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _checked(_decoded(data.removeprefix(mark), encoding, name), name)
    plain: str | None = None
    try:
        plain = data.decode()
    except UnicodeDecodeError as error:
        _refuse_damaged(data, name, error.start)
    if plain is not None and not CONTROL.search(plain):
        return plain
    best = max(_guesses(data), default=(0.0, plain))[1]
    if best is None:
        raise InputError(f"{name}: is binary or in another encoding; give text in UTF-8, GB18030, Big5 or UTF-16")
    return _checked(best, name)


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name}: is {encoding.upper()} damaged at byte {error.start}; save it again as UTF-8"
        ) from None


def _checked(text: str, name: str) -> str:
    strange = CONTROL.search(text)
    if strange:
        place = f"U+{ord(strange[0]):04X} at character {strange.start()}"
        raise InputError(f"{name}: is binary or in another encoding ({place}); give text in UTF-8 or GB18030")
    return text


def _refuse_damaged(data: bytes, name: str, at: int) -> None:
    # GB18030 accepts almost any pair of bytes, so a damaged UTF-8 file would pass as rare characters: where most of
    # the file is sound UTF-8, it is that
    lenient = data.decode("utf-8", "replace")
    if lenient.count("\ufffd") * 10 < sum(character > "\x7f" for character in lenient):
        raise InputError(f"{name}: is UTF-8 damaged at byte {at}; save it again as UTF-8")


def _guesses(data: bytes) -> Iterator[tuple[float, str]]:
    """Yield what the bytes can mean in Chinese, each with the share of its ideographs that are usual."""
    for encoding in GUESSES:
        try:
            text = data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
        ideographs = IDEOGRAPH.findall(text)
        odd = len(OTHER.findall(text))
        usual = sum(map(is_usual, ideographs)) / max(len(ideographs) + odd, 1)
        often = len(ideographs) < LONG or len(FREQUENT.findall(text)) >= OFTEN * len(ideographs)
        if usual >= USUAL and often and not CONTROL.search(text):
            yield usual, text


def is_usual(character: str) -> bool:
    """Tell whether a character is on the first level of GB 2312 or of Big5."""
    simplified, traditional = character.encode("gb2312", "ignore"), character.encode("big5", "ignore")
    return b"\xb0" <= simplified[:1] <= b"\xd7" or b"\xa4" <= traditional[:1] <= b"\xc6"
