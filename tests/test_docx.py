"""A DOCX as it stands on the page: what Word wraps, numbers or inserts is read, what was deleted or hidden is not."""

import io
import re
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml

from gongbao.errors import InputError
from gongbao.extraction.extract import rows
from gongbao.reading.docx import text
from gongbao.reading.numbering import chinese, written

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
RUN = "<w:r><w:t>1284起</w:t></w:r>"
BOX = f"<w:txbxContent><w:p>{RUN}</w:p><w:p><w:r><w:t>第二行</w:t></w:r></w:p></w:txbxContent>"


def element(xml):
    return parse_xml(re.sub(r"^<[\w:]+", lambda tag: f"{tag[0]} {NAMES}", xml))


def read(document):
    file = io.BytesIO()
    document.save(file)
    return text(file.getvalue())


@pytest.mark.parametrize(
    ("wrapped", "expected"),
    [
        (f'<w:ins w:id="1" w:author="a">{RUN}</w:ins>', "破案1284起。"),
        ('<w:del w:id="2" w:author="a"><w:r><w:delText>999起</w:delText></w:r></w:del>', "破案。"),
        (f'<w:smartTag w:uri="u" w:element="e">{RUN}</w:smartTag>', "破案1284起。"),
        (f'<w:fldSimple w:instr="x">{RUN}</w:fldSimple>', "破案1284起。"),
        (f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{RUN}</w:sdtContent></w:sdt>", "破案1284起。"),
        (
            f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{BOX}</w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
            "破案。\n1284起\n第二行",
        ),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>999起</w:t></w:r>", "破案。"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>1284起</w:t></w:r>', "破案1284起。"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "破案≥。"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F082"/></w:r>', "破案②。"),
        ('<w:r><w:sym w:font="宋体" w:char="2103"/></w:r>', "破案℃。"),
        ("<m:oMath><m:r><m:t>1284</m:t></m:r></m:oMath>", "破案1284。"),
        (
            "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f></m:oMath>",
            "破案1/3。",
        ),
        (
            '<w:r><w:t>86</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>3</w:t></w:r>',
            "破案86。",
        ),
        (
            '<w:r><w:t>9km</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>',
            "破案9km²。",
        ),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>jǐng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>警</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "破案警。",
        ),
    ],
)
def test_what_word_wraps_is_read_once(wrapped, expected):
    document = Document()
    paragraph = document.add_paragraph("破案")
    for part in element(f"<w:p>{wrapped}</w:p>"):
        paragraph._p.append(part)
    paragraph.add_run("。")
    assert read(document) == expected


def test_a_paragraph_in_a_content_control_and_a_table_in_a_table_are_read():
    document = Document()
    document.element.body.insert(0, element(f"<w:sdt><w:sdtContent><w:p>{RUN}</w:p></w:sdtContent></w:sdt>"))
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "破获案件"
    table.cell(0, 1).text = "90起"
    table.cell(0, 1).add_table(1, 1).cell(0, 0).text = "其中盗窃7起"
    assert read(document) == "1284起\n破获案件\t90起\n其中盗窃7起"


LEVELS = {
    0: ("chineseCountingThousand", "%1、"),
    1: ("chineseCounting", "（%2）"),
    2: ("decimal", "%3."),
    3: ("decimal", "%3.%4"),
}


def listed(document, *paragraphs, number=90, of=90, override=""):
    """Add paragraphs with automatic numbers, each (level, words)."""
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{label}"/></w:lvl>'
        for at, (form, label) in LEVELS.items()
    )
    if of == number:
        numbering.append(element(f'<w:abstractNum w:abstractNumId="{of}">{levels}</w:abstractNum>'))
    numbering.append(element(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{override}</w:num>'))
    for level, words in paragraphs:
        properties = document.add_paragraph(words)._p.get_or_add_pPr()
        properties.append(element(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'))


def test_automatic_numbers_are_read_and_make_pillars():
    document = Document()
    document.add_paragraph("石桥市公安局年度工作通报")
    titles = [
        (0, "严厉打击犯罪"),
        (1, "打击诈骗"),
        (2, "破案"),
        (3, "盗窃"),
        (2, "追赃"),
        (1, "打击盗窃"),
        (0, "优化服务"),
        (1, "窗口"),
    ]
    listed(document, *titles)
    document.add_paragraph("全年办理身份证3.2万张。")
    assert read(document).splitlines()[1:-1] == [
        *("一、严厉打击犯罪", "（一）打击诈骗", "1. 破案", "1.1 盗窃", "2. 追赃", "（二）打击盗窃"),
        *("二、优化服务", "（一）窗口"),
    ]
    (row,) = rows(read(document))
    assert (row.pillar, row.section) == ("二、优化服务", "（一）窗口")


def test_a_number_before_a_digit_is_no_decimal():
    document = Document()
    listed(document, (2, "2366起案件告破。"))
    assert [row.value for row in rows(read(document))] == [2366]


def test_a_list_goes_on_in_another_one_unless_it_starts_anew():
    document = Document()
    listed(document, (0, "甲"))
    listed(document, (0, "乙"), number=91)
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    listed(document, (0, "丙"), (0, "丁"), number=92, override=start)
    assert read(document).splitlines() == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_a_style_numbers_and_hides():
    document = Document()
    listed(document)
    style = document.styles["Heading 1"].element
    style.get_or_add_pPr().append(element('<w:numPr><w:numId w:val="90"/></w:numPr>'))
    document.styles.element.append(
        element('<w:style w:type="character" w:styleId="H"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>')
    )
    document.add_paragraph("打击犯罪", "Heading 1").add_run("999起")
    document.paragraphs[-1].runs[-1]._r.get_or_add_rPr().append(element('<w:rStyle w:val="H"/>'))
    assert read(document) == "一、打击犯罪"


@pytest.mark.parametrize(
    ("number", "form", "label"),
    [
        (12, "chineseCounting", "十二"),
        (21, "ideographDigital", "二十一"),
        (103, "chineseCountingThousand", "一百零三"),
        (4, "chineseLegalSimplified", "肆"),
        (3, "decimalEnclosedCircle", "③"),
        (2, "ideographTraditional", "乙"),
        (28, "upperLetter", "BB"),
        (9, "lowerRoman", "ix"),
        (7, "decimalZero", "07"),
        (7, "bullet", ""),
    ],
)
def test_numbers_are_written_as_word_writes_them(number, form, label):
    assert written(number, form) == label


def test_chinese_numbers():
    assert [chinese(n) for n in (1, 10, 11, 20, 100, 110, 1001, 9999)] == [
        "一", "十", "十一", "二十", "一百", "一百一十", "一千零一", "九千九百九十九"
    ]  # fmt: skip


def with_part(document, name, xml):
    """Return the bytes of a document with a part added or replaced."""
    file, changed = io.BytesIO(), io.BytesIO()
    document.save(file)
    with zipfile.ZipFile(file) as archive, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in archive.namelist():
            if part != name:
                copy.writestr(part, archive.read(part))
        copy.writestr(name, xml)
    return changed.getvalue()


def test_notes_follow_under_a_heading_of_their_own():
    document = Document()
    paragraph = document.add_paragraph("全年受理案件3650件")
    paragraph._p.append(element('<w:r><w:footnoteReference w:id="2"/></w:r>'))
    paragraph.add_run("，审结3624件。")
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>其中旧存1284件。</w:t></w:r></w:p></w:footnote>'
    notes = f"<w:footnotes {NAMES}>{note}</w:footnotes>"
    assert (
        text(with_part(document, "word/footnotes.xml", notes))
        == "全年受理案件3650件，审结3624件。\n脚注\n其中旧存1284件。"
    )


def test_what_is_merged_stands_once():
    document = Document()
    table = document.add_table(3, 3)
    for at, cell in enumerate(table._cells):
        cell.text = f"盗窃{at}起"
    table.cell(0, 0).merge(table.cell(1, 0)).text = "刑事3650起"
    table.cell(2, 0).merge(table.cell(2, 2)).text = "合计4200名"
    assert read(document).splitlines() == ["刑事3650起\t盗窃1起\t盗窃2起", "\t盗窃4起\t盗窃5起", "合计4200名"]


def test_a_cell_that_says_to_span_five_million_columns_costs_nothing():
    document = Document()
    table = document.add_table(1, 1)
    table.cell(0, 0).text = "破案1284起。"
    table.cell(0, 0)._tc.get_or_add_tcPr().append(element('<w:gridSpan w:val="5000000"/>'))
    assert read(document) == "破案1284起。"


def test_a_bomb_is_refused_before_memory_is_spent():
    with pytest.raises(InputError, match="would unpack to more than 32 MB"):
        text(with_part(Document(), "word/document.xml", " " * (1 << 26)))


def test_entities_are_not_followed(tmp_path):
    (tmp_path / "secret").write_text("999起")
    body = "<w:body><w:p><w:r><w:t>破案1284起&x;</w:t></w:r></w:p></w:body>"
    entity = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    xml = f"{entity}<w:document {NAMES}>{body}</w:document>"
    assert text(with_part(Document(), "word/document.xml", xml)) == "破案1284起"
