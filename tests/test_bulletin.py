"""Any common document becomes the same text, and what is none is refused in one line."""

import gzip
import hashlib
import io
import re
import zipfile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from gongbao.errors import InputError
from gongbao.reading.bulletin import read, slug

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
KOREAN = "경찰청은 올해 형사 사건 1284건을 해결하고 피의자 2366명을 검거하였다. 전년 대비 3.1퍼센트 증가하였다. " * 3
JAPANESE = "昨年の刑法犯の認知件数は1284件で、検挙人員は2366人であった。前年に比べて3.1パーセント増加した。" * 3
TRADITIONAL = "全年查獲案件一萬二千餘起，破獲詐騙案件3150起。\r\n"
TEXT = "石桥市公安局二〇二三年工作公报\r\n\r\n一、严打犯罪\r\n全年破获刑事案件1284起，同比上升3.1%。\r\n"


def write(folder, name, data):
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_reads_each_encoding_as_the_same_text_without_translating_line_ends(tmp_path, encoding):
    data = TEXT.encode(encoding)
    bulletin = read(write(tmp_path, "Shiqiao 2023.txt", data))
    assert bulletin.text == TEXT
    assert bulletin.id == "shiqiao-2023"
    assert bulletin.sha256 == hashlib.sha256(data).hexdigest()


def test_reads_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode()), encoding="ascii"))
    bulletin = read("-")
    assert (bulletin.id, bulletin.text) == ("stdin", TEXT)


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "big5hkscs", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [TRADITIONAL, TRADITIONAL[:8], TRADITIONAL * 9])
def test_traditional_text_is_read_in_its_encodings(tmp_path, encoding, text):
    assert read(write(tmp_path, "t.txt", text.encode(encoding))).text == text


@pytest.mark.parametrize("name", ["https://example.org/2024.html", "HTTP://example.org", "data:text/plain,2"])
def test_an_address_is_not_fetched(name):
    with pytest.raises(InputError, match="is an address, and nothing is fetched; save the page"):
        read(name)


def test_a_chinese_name_stays_apart_from_others(tmp_path):
    names = ["石桥2023.txt", "新河2023.txt", "石桥.txt", "新河.txt", "Shiqiao 2023.txt", "…….txt"]
    found = [read(write(tmp_path, name, TEXT.encode())).id for name in names]
    assert [re.sub(r"-[0-9a-f]{4}$", "-x", one) for one in found[:4]] == ["2023-x", "2023-x", "text-x", "text-x"]
    assert found[4:] == ["shiqiao-2023", "text"]
    assert len({*found}) == len(found)
    assert slug("石桥é") == slug("石桥e\u0301")  # as macOS writes it


def test_html_gives_its_main_text(tmp_path):
    body = "".join(f"<p>第{n}段，全年排查整改交通安全隐患{n}200处，道路交通事故起数下降。</p>" for n in "一二三四五")
    page = f"<!DOCTYPE html><html><head><title>t</title><script>var x=1</script></head><body><nav>首页 新闻</nav>\
<article><h1>工作公报</h1>{body}</article><footer>版权所有</footer></body></html>"
    for encoding in ("utf-8", "gb18030"):
        text = read(write(tmp_path, "page", page.encode(encoding))).text
        assert "全年排查整改交通安全隐患三200处" in text
        assert "var x" not in text


def test_docx_gives_paragraphs_and_tables_in_their_order(tmp_path):
    document = Document()
    document.add_paragraph("全年破案1284起。")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["指标", "数量", "立案", "300起"], strict=True):
        cell.text = text
    table.cell(0, 0).merge(table.cell(0, 1))
    document.add_paragraph("完。")
    document.save(tmp_path / "a.docx")
    assert read(tmp_path / "a.docx").text == "全年破案1284起。\n指标\n数量\n立案\t300起\n完。"


def chinese_pdf(path, lines):
    """Draw `lines` on one page with an embedded Chinese font."""
    from importlib.resources import files

    import matplotlib

    matplotlib.use("agg")
    from matplotlib import font_manager
    from matplotlib.figure import Figure

    fonts = [str(f) for f in files("zhplot").rglob("*") if str(f).endswith((".ttf", ".otf"))]
    font = font_manager.FontProperties(fname=fonts[0])
    with matplotlib.rc_context({"pdf.fonttype": 42}):
        figure = Figure()
        for row, line in enumerate(lines):
            figure.text(0.05, 0.9 - 0.1 * row, line, fontproperties=font)
        figure.savefig(path)


def test_pdf_joins_the_lines_that_the_margin_broke_and_drops_the_page_number(tmp_path):
    lines = ["石桥市公安局工作公报", "全年破获刑事案件一千二百八十四起，同比上升百", "分之三点一，群众满意。", "— 3 —"]
    chinese_pdf(tmp_path / "a.pdf", lines)
    assert read(tmp_path / "a.pdf").text == f"{lines[0]}\n{lines[1]}{lines[2]}\n"
    (tmp_path / "b.pdf").write_bytes(b"\r\n" + (tmp_path / "a.pdf").read_bytes())
    assert read(tmp_path / "b.pdf").text == read(tmp_path / "a.pdf").text


def encrypted_pdf():
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def blank_pdf():
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def archive(*names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as container:
        for name in names:
            container.writestr(name, "<x/>")
    return file.getvalue()


def test_one_private_character_does_not_make_a_text_another_encoding(tmp_path):
    text = TEXT.replace("公报", "公报\ue5e5")
    assert read(write(tmp_path, "t.txt", text.encode("gb18030"))).text == text


BAD = {
    "bell.txt": (TEXT.replace("打击", "\x07").replace("严", "\x07").encode(), "(U+0007 at character 21)"),
    "empty.txt": (b"", "holds no text"),
    "blank.txt": (b"\xef\xbb\xbf \r\n", "holds no text"),
    "picture.png": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "is a picture; give its text"),
    "binary.bin": (bytes(range(256)) * 9, "binary or in another encoding"),
    "half.txt": (b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1], "is UTF-16-LE damaged at byte"),
    "korean.txt": (KOREAN.encode("euc-kr"), "binary or in another encoding"),
    "japanese.txt": (JAPANESE.encode("shift-jis"), "binary or in another encoding"),
    "latin.txt": ("Café à Paris, première".encode("latin-1"), "binary or in another encoding"),
    "damaged.txt": (TEXT.encode()[:50] + TEXT.encode()[51:], "is UTF-8 damaged at byte"),
    "encrypted.pdf": (encrypted_pdf(), "is an encrypted PDF"),
    "scan.pdf": (blank_pdf(), "holds no text"),
    "damaged.pdf": (b"%PDF-1.7\nnothing here", "is a damaged PDF"),
    "damaged.docx": (b"PK\x03\x04" + b"\x00" * 40, "is a damaged DOCX"),
    "torn.docx": (archive("word/document.xml")[:-9], "is a damaged DOCX"),
    "none.docx": (archive("word/other.xml"), "is a damaged DOCX"),
    "archive.docx": (archive("a.txt"), "is a zip archive; unpack it"),
    "book.epub": (archive("mimetype", "META-INF/container.xml"), "is an EPUB; save its text as"),
    "text.odt": (archive("mimetype", "content.xml"), "is an ODF; save it as docx"),
    "table.xlsx": (archive("[Content_Types].xml", "xl/workbook.xml"), "is a workbook; give a bulletin"),
    "talk.pptx": (archive("[Content_Types].xml", "ppt/presentation.xml"), "is a presentation; save it as pdf"),
    "official.ofd": (archive("OFD.xml"), "is an OFD; save it as pdf"),
    "old.doc": (OLE + "WordDocument".encode("utf-16-le"), "is an old Word file (doc); save it as docx"),
    "old.xls": (OLE + "Workbook".encode("utf-16-le"), "is an old workbook (xls)"),
    "locked.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
    "other.wps": (OLE + bytes(40), "is an old or password-protected Office file; save it as docx"),
    "office.rtf": (rb"{\rtf1\ansi\ansicpg936 \u20840?1284}", "is an RTF; save it as docx"),
    "page.mht": (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n\r\n", "is an MHT; save the page as html"),
    "word.xml": (b'<?xml version="1.0"?>\r\n<?mso-application progid="Word.Document"?>', "is an Office XML of 2003"),
    "text.gz": (gzip.compress(TEXT.encode()), "is an archive; unpack it"),
    "empty.html": (b"<html><body></body></html>", "holds no text"),
}


@pytest.mark.parametrize("name", BAD)
def test_refuses_in_one_line_that_names_the_file(tmp_path, name):
    data, reason = BAD[name]
    with pytest.raises(InputError) as caught:
        read(write(tmp_path, name, data))
    message = str(caught.value)
    assert reason in message
    assert name in message
    assert "\n" not in message


@pytest.mark.parametrize("name", ["absent.txt", "", "a\0b"])
def test_refuses_what_is_no_file(tmp_path, name):
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / name)


@given(
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xef\xbb\xbf", "全年".encode()]),
    st.binary(max_size=300),
)
@settings(max_examples=150)
def test_any_bytes_are_a_text_or_refused_in_one_line(tmp_path_factory, start, rest):
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(start + rest)
    try:
        found = read(path).text.strip()
    except InputError as error:
        found = re.fullmatch(r".*any\.txt: .*", str(error))
    assert found
