"""The text of a DOCX as it stands on the page: with insertions, numbers and text boxes, without what is hidden."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from typing import Any

from lxml import etree

from gongbao.errors import InputError
from gongbao.reading.numbering import Numbering
from gongbao.reading.ooxml import child, children, local, on, value
from gongbao.reading.raised import raised

MOST = 1 << 25  # bytes in the largest part once it is unpacked
GONE = {"del", "moveFrom", "Fallback", "rt", "delText", "instrText", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr"}
BLANKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
NOTES = {"footnoteReference": "word/footnotes.xml", "endnoteReference": "word/endnotes.xml"}
HEADING = "脚注"  # what notes stand under; Word prints them without a heading
# what fonts of signs draw at codes that say nothing; of Symbol, digits and what else is as in ASCII
SIGNS = {0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "·", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈"}
CIRCLED = range(0x81, 0x8B)  # ① to ⑩ of Wingdings


def text(data: bytes) -> str:
    """Return the text of a DOCX: a line for each paragraph and each row of a table, whose cells are parted by tabs.

    Automatic numbers are written out; a merged cell stands once; notes follow at the end, under a heading of their own.

    Raises
    ------
    InputError
        Where it would unpack to more than anybody wrote.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return _Reader(archive).text()


class _Reader:
    """One document: its parts, the styles that hide, the counters of its lists, and the notes that are due."""

    def __init__(self, archive: zipfile.ZipFile):
        self.archive = archive
        self.notes: list[tuple[str, str]] = []
        styles = self.part("word/styles.xml")
        named = [style for style in ([] if styles is None else styles) if local(style) == "style"]
        self.styles = {value(style, "styleId"): style for style in named}
        self.numbering = Numbering(self.part("word/numbering.xml"), self.styles)

    def part(self, name: str) -> Any:
        """Return the root of a part; None where there is none."""
        if name not in self.archive.namelist():
            return None
        with self.archive.open(name) as file:
            data = file.read(MOST + 1)
        if len(data) > MOST:
            raise InputError(f"would unpack to more than {MOST >> 20} MB; give its text as txt")
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))

    def text(self) -> str:
        """Return the text of the document, then its notes."""
        body = self.part(self.main())
        if body is None:
            raise InputError("is no DOCX, as it holds no document; save it again or give its text as txt")
        lines = [line for block in body for line in self.blocks(block)]
        notes = [line for name, number in self.notes for line in self.note(name, number)]
        return "\n".join([*lines, HEADING, *notes] if notes else lines)

    def main(self) -> str:
        """Return the name of the part that holds the document; it is not always the usual one."""
        types = self.part("[Content_Types].xml")
        named = [value(part, "PartName") for part in types if "document.main" in value(part, "ContentType")]
        return named[0].lstrip("/") if named else "word/document.xml"

    def note(self, name: str, number: str) -> list[str]:
        """Return the paragraphs of a note."""
        root = self.part(name)
        found = [note for note in root if value(note, "id") == number] if root is not None else []
        return [line for note in found for line in self.blocks(note) if line.strip()]

    def blocks(self, container: Any) -> Iterator[str]:
        """Yield the paragraphs and rows below an element."""
        for block in container:
            if local(block) == "p":
                yield from self.paragraph(block)
            elif local(block) == "tbl":
                yield from map("\t".join, self.rows(block))
            elif local(block) not in GONE:
                yield from self.blocks(block)

    def rows(self, table: Any) -> Iterator[list[str]]:
        """Yield the cells of each row; what is merged with the cell above or to the left is empty."""
        for row in children(table, "tr"):
            about = child(row, "trPr")
            if about is None or not {"del", "hidden"} & set(map(local, about)):
                yield [self.cell(cell) for cell in children(row, "tc")]

    def cell(self, cell: Any) -> str:
        about = child(cell, "tcPr")
        merged = [] if about is None else [part for part in about if local(part) in ("vMerge", "hMerge")]
        if any(value(part, "val") in ("", "continue") for part in merged):
            return ""
        return "\n".join(self.blocks(cell)).strip()

    def paragraph(self, paragraph: Any) -> Iterator[str]:
        """Yield a paragraph, with its number, then the text boxes that hang on it."""
        boxes: list[Any] = []
        words, pieces = "", self.pieces(paragraph, boxes)
        for high, run in groupby(pieces, key=lambda piece: piece[1]):
            piece = "".join(words for words, _ in run)
            words += raised(piece, words) if high else piece
        label = self.numbering.label(paragraph) if words.strip() else ""
        # 1. before a digit would read as a decimal
        yield label.replace(". ", "、") + words if words[:1].isdecimal() else label + words
        for box in boxes:
            yield from self.blocks(box)

    def pieces(self, element: Any, boxes: list[Any], high: bool = False) -> Iterator[tuple[str, bool]]:
        """Yield what is read below an element, each piece with whether it is raised."""
        for part in element:
            name = local(part)
            if name == "txbxContent":
                boxes.append(part)
            elif name == "t":
                yield part.text or "", high
            elif name in BLANKS:
                yield BLANKS[name], high
            elif name == "sym":
                yield _sign(part), high
            elif name in NOTES:
                self.notes.append((NOTES[name], value(part, "id")))
            elif name == "f":  # a fraction of a formula
                yield from self.pieces(child(part, "num"), boxes, high)
                yield "/", high
                yield from self.pieces(child(part, "den"), boxes, high)
            elif name == "r":
                about = child(part, "rPr")
                if not self.hides(about):
                    yield from self.pieces(
                        part, boxes, high or value(child(about, "vertAlign"), "val") == "superscript"
                    )
            elif name not in GONE:
                yield from self.pieces(part, boxes, high or name == "sup")

    def hides(self, about: Any, depth: int = 9) -> bool:
        """Tell whether the properties of a run, or the style that they name, hide it."""
        if about is None or not depth:
            return False
        vanish = child(about, "vanish")
        if vanish is not None:
            return on(vanish)
        style = self.styles.get(value(child(about, "rStyle"), "val"))
        return style is not None and self.hides(child(style, "rPr"), depth - 1)


def _sign(part: Any) -> str:
    """Return the character that a font of signs draws."""
    code = int(value(part, "char") or "0", 16)
    if not 0xF000 <= code <= 0xF0FF:
        return chr(code)
    code -= 0xF000
    if "wingdings" in value(part, "font").lower():
        return chr(ord("①") + code - CIRCLED.start) if code in CIRCLED else "□"
    return SIGNS.get(code) or (chr(code) if re.match(r"[ -@\[-`{-~]", chr(code)) else "□")
