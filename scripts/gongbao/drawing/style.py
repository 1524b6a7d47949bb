"""How a figure looks: sizes, palette, type; the one place where a colour or a width is written.

Greys carry everything and one accent carries the point, so that colour-blind readers and grey printers lose nothing.
"""

import re
import unicodedata
import warnings
from collections.abc import Sequence
from functools import cache

import matplotlib as mpl
import matplotlib.style
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from gongbao.drawing import fonts

SINGLE, DOUBLE = 89, 183  # mm: one and two columns of a journal
INCH = 25.4  # mm
POINT = 25.4 / 72  # mm

INK, SOFT, FAINT, PALE = "#1f2328", "#57606a", "#8c959f", "#e3e6ea"
ACCENT, TINT = "#b3400e", "#f3d9c9"  # 5.9 : 1 on white; darker than FAINT for every kind of colour vision

TITLE, TEXT, SMALL = 9, 7, 6  # pt
LINE = 1.38  # line height, in font sizes
EM = TextToPath.FONT_SCALE  # pt; what matplotlib measures in

OPENING, CLOSING = "“‘（《【「", "”’），。；：、！？》】」%"


def apply(language: str = "en", text: str = "") -> None:
    """Set matplotlib's parameters for every figure that follows; a character without a glyph becomes an error.

    Parameters
    ----------
    language : str
        ``en`` or ``zh``: whose quotation marks.
    text : str
        What the figures are likely to say; rare characters in it (獴, 镕) join the font at once.
    """
    fonts.use(language)
    mpl.style.use(["default", "gongbao.drawing.publication"])
    mpl.rcParams["font.family"] = "sans-serif"
    mpl.rcParams["font.sans-serif"] = [fonts.cover(text)]
    mpl.rcParams["text.parse_math"] = False
    warnings.filterwarnings("error", message="Glyph .* missing from font")


def canvas(width: float, height: float) -> Figure:
    """Return an empty figure.

    Parameters
    ----------
    width, height : float
        In mm; the title and the source line are added to the height when the figure is shown.
    """
    return Figure(figsize=(width / INCH, height / INCH), layout="constrained")


def measure(text: str, size: float = TEXT) -> float:
    """Return the width of one line of text in mm at a size in points."""
    family = fonts.cover(text)
    return sum(_advance(character, family) for character in text) * (size / EM) * POINT


@cache
def _advance(character: str, family: str) -> float:
    """Return how far a character moves the pen, of `EM`; the cut font kerns nothing, so that these add up to a line."""
    return TextToPath().get_text_width_height_descent(character, FontProperties(family=[family], size=EM), False)[0]


def wrap(text: str, width: float, size: float = TEXT) -> str:
    """Break a text into lines no wider than a width.

    English breaks at spaces and after hyphens and slashes, Chinese between any two characters, but never before
    closing punctuation nor after an opening mark.

    Parameters
    ----------
    text : str
        Line breaks in it are kept.
    width : float
        In mm.
    size : float
        In points.

    Returns
    -------
    str
        The lines, joined by line breaks; a single word wider than the width keeps a line of its own.
    """
    return "\n".join(line for part in text.split("\n") for line in _even(part, width, size))


def _even(text: str, width: float, size: float) -> list[str]:
    """Break at the width, or narrower where that would leave a word or a character alone in the last line."""
    lines = _break(text, width, size)
    for narrow in (0.9 * width, 0.8 * width, 0.7 * width, 0.6 * width):
        closer = _break(text, narrow, size)
        if len(closer) != len(lines) or measure(lines[-1], size) >= width / 4:
            break
        lines = closer
    return lines


def _break(text: str, width: float, size: float) -> list[str]:
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and measure((lines[-1] + piece).rstrip(), size) > width:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]


def _pieces(text: str) -> Sequence[str]:
    """Cut a text into what must stay together: a word with its space, a Chinese character with its punctuation.

    A date keeps its hyphens and a number what it counts: 2024-01-29, 20 years, 20年, 2.6万起.
    """
    wide = "".join(sorted({c for c in text if unicodedata.east_asian_width(c) in "WF" and c not in CLOSING + OPENING}))
    one = f"[{re.escape(wide)}]" if wide else "(?!)"
    opening, closing = f"[{OPENING}]*", f"[{re.escape(CLOSING)},;]*"
    letter = rf"(?!{one})(?:[^\s{OPENING}{re.escape(CLOSING)}/-]|(?<=\d)[.,/-](?=\d))"
    word = rf"(?:{letter})+(?:[/-]|(?<=\d)[万亿]?{one})?"
    counted = rf"(?:\d[\d,.]* (?={letter}))?"  # 20 years, 10 working
    return re.findall(rf"{opening}(?:{one}|{counted}{word}){closing}\s*|\S\s*", text)
