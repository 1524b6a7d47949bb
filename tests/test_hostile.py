"""Documents made to hang, to eat memory or to be misread: each is read or refused in one line, the others are read."""

import io
import os
import re
import signal
import subprocess
import sys
import zipfile
import zlib

import pytest
from papers import FONT, pdf, stream, written

from gongbao import paths
from gongbao.reading.limits import in_time

resource = pytest.importorskip("resource")
MEMORY, SECONDS = 2 << 30, 60
GOOD = "全年破获盗窃案件1284起。"
SHARED = paths.ROOT.parent / "shared" / "cases" / "hostile"
UNREAD = {"bulletins_region_newline_include.csv", "datapackage_list.json"}  # tables of data/, no bulletins
CATALOG, KIDS = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count 1>>"


def packed(chunk, times):
    """Return `chunk`, so many times, compressed; it is never in memory as a whole."""
    part = zlib.compressobj(9)
    return b"".join([part.compress(chunk) for _ in range(times)]) + part.flush()


def raw(content, filters=b"/Filter/FlateDecode"):
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (filters, len(content), content)


def single(content, *more, resources=b""):
    """Return a PDF of one page with this content stream and these objects, the first of which is number 5."""
    page = b"<</Type/Page/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>>>" % resources
    return written([CATALOG, KIDS % b"3 0 R", page, content, *more])


def laughing():
    """Return a PDF whose forms draw ten forms each, twelve deep."""
    about = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
    forms = [raw(b"/X Do " * 10, about % (6 + at)) for at in range(12)]
    return single(raw(b"/X Do", b""), *forms, raw(b" ", b""), resources=b"/XObject<</X 5 0 R>>")


def renamed():
    """Return a PDF whose font names every character a hundred thousand times."""
    names = b"1 begincodespacerange <0000><ffff> endcodespacerange\n60000 beginbfrange\n"
    font = FONT % (b"Identity-H", b"/ToUnicode 6 0 R", b"Identity")
    draw = stream(b"BT /F 9 Tf (aa) Tj ET")
    return single(draw, font, stream(names + b"<0000><ffff><4e00>\n" * 60000), resources=b"/Font<</F 5 0 R>>")


def references():
    """Return a PDF with a table of references that unpacks to a hundred megabytes."""
    table = packed(bytes(1_000_000), 100)
    about = b"/Type/XRef/W[1 2 1]/Size 250000000/Root 1 0 R/Filter/FlateDecode"
    return b"%PDF-1.5\n1 0 obj\n" + raw(table, about) + b"\nendobj\nstartxref\n9\n%%EOF"


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body, **parts):
    """Return a DOCX of this body."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(f"<w:document {WORD}><w:body>".encode())
            for piece in body:
                part.write(piece.encode())
            part.write(b"</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return file.getvalue()


RUN = f"<w:p><w:r><w:t>{GOOD}</w:t></w:r></w:p>"
CELL = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/><w:vMerge w:val="restart"/></w:tcPr>{RUN}</w:tc></w:tr>'
STYLE = '<w:style w:styleId="a"><w:basedOn w:val="a"/><w:rPr><w:rStyle w:val="a"/></w:rPr></w:style>'
ENTITY = "<!DOCTYPE d [" + "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12)) + "]>"

HOSTILE = {
    "bomb.pdf": lambda: single(raw(packed(b" " * 1_000_000, 300))),
    "bomb_in_bomb.pdf": lambda: single(
        raw(zlib.compress(packed(b" " * 1_000_000, 300)), b"/Filter[/FlateDecode/FlateDecode]")
    ),
    "many_strings.pdf": lambda: single(raw(packed(b"BT /F 9 Tf (ab) Tj ET\n" * 40_000, 80))),
    "long_string.pdf": lambda: pdf(b"BT /F 12 Tf (" + b"\x51\x68" * 750_000 + b") Tj ET"),
    "states.pdf": lambda: single(stream(b"q Q " * 300_000)),
    "brackets.pdf": lambda: single(stream(b"[" * 400_000)),
    "parentheses.pdf": lambda: single(stream(b"(" * 300_000)),
    "laughing.pdf": laughing,
    "renamed.pdf": renamed,
    "references.pdf": references,
    "broken_stream.pdf": lambda: single(raw(zlib.compress(os.urandom(2_000_000))[:-900_000] + bytes(900_000))),
    "loop.pdf": lambda: written([CATALOG, KIDS % (b"2 0 R " * 9)]),
    "deep_tree.pdf": lambda: written([CATALOG, *(KIDS % b"%d 0 R" % (at + 3) for at in range(3000))]),
    "pages.pdf": lambda: written([CATALOG, KIDS % (b"3 0 R " * 40_000), b"<</Type/Page/MediaBox[0 0 5 5]>>"]),
    "nested.pdf": lambda: b"%PDF-1.4\n1 0 obj\n" + b"[" * 200_000,
    "objects.pdf": lambda: b"%PDF-1.4\n" + b"1 0 obj\n" * 60_000,
    "garbage.pdf": lambda: b"%PDF-1.4\n" + os.urandom(300_000),
    "bomb.docx": lambda: docx([RUN, *[" " * 1_000_000] * 100]),
    "elements.docx": lambda: docx([RUN, *["<w:p/>" * 100_000] * 60]),
    "spans.docx": lambda: docx([f"<w:tbl>{CELL * 200}</w:tbl>"]),
    "deep.docx": lambda: docx(["<w:sdt>" * 100_000]),
    "deep_tables.docx": lambda: docx(["<w:tbl><w:tr><w:tc>" * 80, RUN, "</w:tc></w:tr></w:tbl>" * 80]),
    "style_loop.docx": lambda: docx([RUN], styles=f"<w:styles {WORD}>{STYLE}</w:styles>"),
    "laughing.docx": lambda: docx([RUN], styles=f"{ENTITY}<w:styles {WORD}>&e12;</w:styles>"),
    "numbers.docx": lambda: docx(
        [f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{9**99}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>' + RUN],
        numbering=f'<w:numbering {WORD}><w:num w:numId="1"/></w:numbering>',
    ),
    "comments.txt": lambda: b"<!--a-->" * 40 + GOOD.encode(),
    "comments_2.txt": lambda: b"<!--a-->\n" * 40_000 + GOOD.encode(),
    "commas.txt": lambda: "，".encode() * 300_000 + GOOD.encode(),
    "dashes.txt": lambda: b"-" * 300_000 + GOOD.encode(),
    "digits.txt": lambda: b"1" * 300_000 + GOOD.encode(),
    "marks.md": lambda: b"---\n" + b"![" * 200_000 + GOOD.encode(),
    "front.md": lambda: b"---\n" + b"a: b\n" * 40_000 + GOOD.encode(),
    "deep.html": lambda: b"<html><body>" + b"<div>" * 100_000 + GOOD.encode(),
    "tables.html": lambda: b"<html><body>" + b"<table><tr><td>" * 70 + GOOD.encode() + b"</table>" * 70,
    "attributes.html": lambda: b"<html><body " + b"a=1 " * 200_000 + b">" + GOOD.encode(),
    "breaks.html": lambda: b"<html><body><p>" + GOOD.encode() + b"<br>" * 30_000,
    "entities.html": lambda: b"<html><body><p>" + b"&amp;" * 200_000 + GOOD.encode(),
    "zeros.bin": lambda: bytes(5_000_000),
    "names.zip": lambda: docx([], **{f"n{at}": "" for at in range(20_000)}),
    "half.docx": lambda: docx([RUN])[:-300],
}


BOMBS = {name: "would unpack to more than" for name in HOSTILE if name.startswith(("bomb", "many", "references"))}


def extract(*files):
    """Run the command within two gigabytes and a minute."""
    command = [sys.executable, "-m", "gongbao", "extract", *map(str, files)]
    bounds = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))}
    return subprocess.run(command, capture_output=True, timeout=SECONDS, **bounds)


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


def check(files, good):
    """Read documents in one command, the good one last: each is read or named in one line, and nothing else is said."""
    result = extract(*files, good)
    said = result.stderr.decode().splitlines()
    assert "Traceback" not in result.stderr.decode()
    assert re.search(r"^good-\d+,good,8,13,1284起,", result.stdout.decode(), re.M)
    assert result.returncode in (0, 2)
    refused = [line for line in said if "became no row" not in line]
    assert (result.returncode == 2) is any(f"{file}: " in line for file in files for line in refused)
    for file in files:
        mine = [line for line in said if f"{file}: " in line or f"{file}:" in line]
        assert len(mine) <= 2
        assert BOMBS.get(file.name, "") in mine[0] if mine else file.name not in BOMBS
    assert len(said) <= 2 * len(files)


BATCH = 4  # documents of one command: each starts in a second, and another may not suffer by the one before
BATCHES = [[*HOSTILE][at : at + BATCH] for at in range(0, len(HOSTILE), BATCH)]


@pytest.mark.parametrize("names", BATCHES, ids=lambda names: names[0])
def test_each_is_read_or_refused_in_one_line(names, tmp_path, good):
    for name in names:
        (tmp_path / name).write_bytes(HOSTILE[name]())
    check([tmp_path / name for name in names], good)


def shared():
    return sorted(path for path in SHARED.glob("*") if path.name not in UNREAD)


@pytest.mark.parametrize("path", shared() or [None], ids=lambda path: path.name if path else "none")
def test_those_beside_the_checkout_too(path, good):
    if path is None:
        pytest.skip(f"the documents are not in {SHARED}")
    check([path], good)


def test_what_takes_too_long_is_stopped():
    def forever():
        with in_time(0.2):
            while True:
                pass

    with pytest.raises(ValueError, match=r"takes more than 0\.2 seconds to read"):
        forever()


def test_a_clock_that_was_set_before_is_left_as_it_was():
    before = signal.getsignal(signal.SIGVTALRM)
    with in_time():
        assert signal.getsignal(signal.SIGVTALRM) is not before
    assert signal.getsignal(signal.SIGVTALRM) is before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)
