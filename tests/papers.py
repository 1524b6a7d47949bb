"""Small documents that tests make themselves: a PDF glyph run by glyph run."""

import zlib

FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/%s%s/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
    b"/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(%s)/Supplement 4>>/DW 1000/W[1 95 500]>>]>>"
)
CHINESE, NAMELESS = FONT % (b"UniGB-UCS2-H", b"", b"GB1"), FONT % (b"Identity-H", b"", b"Identity")
ANY = FONT % (b"Identity-H", b"/ToUnicode 4 0 R", b"Identity")  # a code is the character of that code point
NAMES = (
    b"1 begincodespacerange <0000> <ffff> endcodespacerange\n"
    b"1 beginbfrange <0000> <d7ff> <0000> endbfrange 1 beginbfrange <e000> <ffff> <e000> endbfrange"
)


def width(text, size=12):
    """Return how wide `text` is: an ASCII character is half a Chinese one."""
    return sum(0.5 if character < "\x80" else 1 for character in text) * size


def pdf(*pages, font=CHINESE):
    """Return a PDF; a page is a list of (x, y, text) or (x, y, text, size), or the bytes that describe it."""
    contents = [page if isinstance(page, bytes) else b"\n".join(_run(*run) for run in page) for page in pages]
    kids = b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        font,
        stream(NAMES),
    ]
    for number, content in enumerate(contents):
        about = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
        objects += [about % (6 + 2 * number), stream(content)]
    return written(objects)


def stream(content, about=b"/Filter/FlateDecode"):
    """Return a stream object, compressed once."""
    packed = zlib.compress(content, 9)
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (about, len(packed), packed)


def written(objects, trailer=b""):
    """Return a PDF of these objects, the first of which is its catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def _run(x, y, text, size=12):
    return b"BT /F %g Tf 1 0 0 1 %g %g Tm <%s> Tj ET" % (size, x, y, text.encode("utf-16-be").hex().encode())
