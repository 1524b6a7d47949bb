"""One font for both scripts: the Noto Sans SC that the zhplot package carries, cut to the characters in use.

The whole font (10 MB) makes every PDF wait for its subsetting; a cut one is made once in about a second and kept in
matplotlib's cache folder, named after its content. Where that folder cannot be written, matplotlib lends a temporary
one, and the cut is made anew in each process.
"""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import matplotlib
from fontTools import subset
from fontTools.ttLib import TTFont
from matplotlib import font_manager

from gongbao.errors import InputError
from gongbao.files import replace

FAMILY = "Gongbao Sans"
DROP = ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx"]  # matplotlib shapes no text: ballast in every PDF
QUOTES = "‘’“”…"  # as wide as a Chinese character, which English does not want
PAIRED = "‘’“”（）《》〈〉【】「」『』〔〕"  # half blank: “ before a label looks like an indent, 》， like a gap
_held: set[int] = set()  # what this process has drawn so far: its cut only ever grows
_language = ["zh"]


def use(language: str) -> None:
    """Set the language of what follows: whose quotation marks and brackets the font carries."""
    _language[0] = language


def cover(text: str) -> str:
    """Make every character of a text drawable.

    Parameters
    ----------
    text : str
        What is about to be drawn.

    Returns
    -------
    str
        The name of the font family that holds all its characters; new when the text needed new ones.

    Raises
    ------
    InputError
        A character that the font does not have: an empty box never reaches a page.
    """
    if not _held:
        _held.update(_common())
    fresh = {ord(character) for character in text if not character.isspace()} - _held
    if missing := fresh and fresh - _available():
        boxes = ", ".join(f"{chr(code)} (U+{code:04X})" for code in sorted(missing)[:5])
        raise InputError(f"figure text: the font has no glyph for {boxes}; use another character")
    _held.update(fresh)
    return _register(len(_held), _language[0])


def web(characters: Iterable[str]) -> bytes:
    """Return a WOFF with those of the characters that the font has, in its regular weight."""
    return _cut({ord(character) for character in characters}, FAMILY, flavor="woff")


@cache
def _common() -> frozenset[int]:
    """Latin-1, punctuation and arrows, and the 3,755 commonest characters of Chinese (GB 2312, level 1)."""
    pages = [*range(0xA1, 0xA4), *range(0xB0, 0xD8)]
    rows = (bytes([row, cell]) for row in pages for cell in range(0xA1, 0xFF))
    chinese = "".join(pair.decode("gb2312", errors="ignore") for pair in rows)
    latin = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100)]))
    return frozenset(map(ord, f"{chinese}{latin}{QUOTES}–—‰−≈≠≤≥←↑→↓"))  # the font has them all, as a test knows


@cache
def _source() -> bytes:
    package = Path(find_spec("zhplot").origin).parent  # found, not imported: the import would change matplotlib's font
    return (package / "fonts" / "NotoSansSC-Regular.ttf").read_bytes()


@cache
def _digest() -> str:
    """Tell cuts apart by their font and by this module, or an old cut would outlive a new rule."""
    return hashlib.sha256(_source() + Path(__file__).read_bytes()).hexdigest()


@cache
def _available() -> frozenset[int]:
    return frozenset(TTFont(BytesIO(_source()), lazy=True).getBestCmap())


@cache
def _register(held: int, language: str) -> str:
    """Put the cut with the characters held, so many by now, on matplotlib's list; its name is a digest of them."""
    recipe = " ".join([_digest(), *DROP, language, *map(str, sorted(_held))])
    family = f"{FAMILY} {hashlib.sha256(recipe.encode()).hexdigest()[:12]}"
    path = Path(matplotlib.get_cachedir()) / f"{family.replace(' ', '-')}.ttf"
    if not path.is_file():
        replace({path: _cut(_held, family, language)})
    font_manager.fontManager.addfont(path)
    return family


def _cut(codes: set[int], family: str, language: str = "", flavor: str | None = None) -> bytes:
    """Return the font with only these characters, renamed so that no installed font is taken for it."""
    font = TTFont(BytesIO(_source()), recalcTimestamp=False)
    if language:
        {"en": _narrow_quotes, "zh": _halve_pairs}[language](font)
    for table in set(DROP) & set(font.keys()):  # or the cutter would read them first
        del font[table]
    options = subset.Options(hinting=False, notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    names = {1: family, 2: "Regular", 4: family, 6: FAMILY.replace(" ", "-")}  # 6 stands in every SVG: no digest in it
    for record, name in names.items():
        font["name"].setName(name, record, 3, 1, 0x409)
        font["name"].setName(name, record, 1, 0, 0)
    font.flavor = flavor
    target = BytesIO()
    font.save(target)
    return target.getvalue()


def _narrow_quotes(font: TTFont) -> None:
    """Let quotation marks name the glyphs of the font's own feature pwid (proportional widths)."""
    parts = _feature(font, "GSUB", "pwid")
    narrow = {glyph: glyph for part in parts for glyph in part.mapping.values()}  # tables may share one mapping
    narrow |= {wide: glyph for part in parts for wide, glyph in part.mapping.items()}
    best = font.getBestCmap()
    for cmap in font["cmap"].tables:
        cmap.cmap.update({ord(mark): narrow[best[ord(mark)]] for mark in QUOTES if ord(mark) in cmap.cmap})


def _halve_pairs(font: TTFont) -> None:
    """Let quotation marks and brackets take half a character, by the font's own feature halt (half widths).

    Commas and full stops stay whole, as in the style that Chinese printers call 开明式.
    """
    best = font.getBestCmap()
    pairs = {best[ord(mark)] for mark in PAIRED if ord(mark) in best}
    for part in _feature(font, "GPOS", "halt"):
        for glyph in pairs & set(part.Coverage.glyphs):
            shift = getattr(part.Value, "XPlacement", 0)
            advance, bearing = font["hmtx"][glyph]
            font["glyf"][glyph].coordinates.translate((shift, 0))
            font["hmtx"][glyph] = advance + part.Value.XAdvance, bearing + shift


def _feature(font: TTFont, table: str, tag: str) -> list:
    """Return the lookup tables behind a feature of the font."""
    layout = font[table].table
    feature = next(record.Feature for record in layout.FeatureList.FeatureRecord if record.FeatureTag == tag)
    lookups = [layout.LookupList.Lookup[index] for index in feature.LookupListIndex]
    return [getattr(part, "ExtSubTable", part) for lookup in lookups for part in lookup.SubTable]
