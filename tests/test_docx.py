"""A DOCX as it stands on the page: what Word wraps, frames or inserts is read, what was deleted is not."""

import io

import pytest
from docx import Document
from docx.oxml import parse_xml

from gongbao.reading.docx import text

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
RUN = "<w:r><w:t>1284起</w:t></w:r>"
BOX = f"<w:txbxContent><w:p>{RUN}</w:p><w:p><w:r><w:t>第二行</w:t></w:r></w:p></w:txbxContent>"


def element(xml):
    tag, rest = xml.split(">", 1)
    return parse_xml(f"{tag} {NAMES}>{rest}")


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
    ],
)
def test_what_word_wraps_is_read_once(wrapped, expected):
    document = Document()
    paragraph = document.add_paragraph("破案")
    paragraph._p.append(element(wrapped))
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
