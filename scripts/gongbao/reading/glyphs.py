"""The glyphs of a PDF, page by page, each with its place: what pdfminer.six decodes, within bounds."""

import logging
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from math import hypot

from pdfminer import pdftypes
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.utils import Matrix

from gongbao.errors import InputError
from gongbao.reading.lines import UNKNOWN, Glyph

STREAM, CHUNK = 1 << 26, 1 << 14  # bytes in the largest stream once it is unpacked; bytes that are unpacked at once
WORK = 1 << 24  # bytes in all content streams of a document, a form counted each time that it is drawn, and
GLYPH = 24  # for each glyph: 700,000 are the most
TIGHT = 0.05  # of a quarter turn: a glyph that leans more is part of a watermark

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


def pages(data: bytes) -> Iterator[list[Glyph]]:
    """Yield the glyphs of each page in the order in which they are drawn.

    Raises
    ------
    InputError
        Where the file asks for a password, or would unpack to more than anybody wrote.
    """
    try:
        document = PDFDocument(PDFParser(BytesIO(data)))
    except PDFPasswordIncorrect:
        raise InputError("is an encrypted PDF; remove its password first") from None
    shared = PDFResourceManager()
    device = _Device(shared)
    interpreter = _Interpreter(shared, device)
    for page in PDFPage.create_pages(document):
        device.glyphs = []
        interpreter.process_page(page)
        yield device.glyphs


class _Device(PDFTextDevice):
    """What pdfminer draws on: it keeps the glyphs and nothing else."""

    def __init__(self, shared: PDFResourceManager):
        super().__init__(shared)
        self.glyphs: list[Glyph] = []
        self.work = 0

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        """Keep one glyph; return how far the pen moves."""
        width: float = font.char_width(cid) * fontsize * scaling
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNKNOWN
        a, b, c, d, x, y = matrix
        x, y = x + rise * c, y + rise * d
        size = abs(fontsize) * hypot(c, d)
        long = hypot(a, b)
        self.work += GLYPH
        self.check()
        if min(abs(a), abs(b)) <= TIGHT * long:
            turn = (0 if a > 0 else 2) if abs(a) > abs(b) else (1 if b > 0 else 3)
            along, down = ((x, -y), (y, x), (-x, y), (-y, -x))[turn]
            self.glyphs.append(Glyph(text, along, along + width * long, down, size, turn))
        return width

    def check(self) -> None:
        """Stop where a few bytes would keep the interpreter busy for hours."""
        if self.work > WORK:
            raise InputError("draws more than any bulletin holds; give its text as txt")


class _Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter; what it is about to do is counted first."""

    device: _Device

    def execute(self, streams: Sequence[object]) -> None:
        """Run content streams, once they are counted."""
        self.device.work += 1 << 10  # an empty one is work, too
        for stream in map(pdftypes.stream_value, streams):
            self.device.work += len(stream.get_data())
        self.device.check()
        super().execute(streams)


class _Zlib:
    """zlib as pdfminer uses it: with a bound, and of a damaged stream what is sound."""

    error = zlib.error

    @staticmethod
    def decompress(data: bytes) -> bytes:
        part, found = zlib.decompressobj(), bytearray()
        try:
            for start in range(0, len(data), CHUNK):
                found += part.decompress(data[start : start + CHUNK])
                if len(found) > STREAM:
                    raise InputError(f"would unpack to more than {STREAM >> 20} MB; give its text as txt")
        except zlib.error:
            if not found:
                raise
        return bytes(found)


vars(pdftypes)["zlib"] = _Zlib  # pdfminer itself has no bound
