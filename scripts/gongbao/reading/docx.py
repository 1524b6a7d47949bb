"""The text of a DOCX as it stands on the page: with insertions and text boxes, without deletions."""

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell

WORDS = ("ins", "moveTo", "smartTag", "fldSimple", "sdt", "sdtContent")  # wrappers that python-docx passes over
GONE = ("del", "moveFrom", "sdtPr")
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # a text box said twice


def text(data: bytes) -> str:
    """Return the text of a DOCX, a line for each paragraph and each row of a table."""
    from docx import Document
    from docx.oxml.ns import qn
    from lxml import etree

    document = Document(BytesIO(data))
    body = document.element.body
    etree.strip_elements(body, *(qn(f"w:{name}") for name in GONE), FALLBACK, with_tail=False)
    etree.strip_tags(body, *(qn(f"w:{name}") for name in WORDS))
    for box in list(body.iter(qn("w:txbxContent"))):
        paragraph = next(box.iterancestors(qn("w:p")), None)
        if paragraph is not None:
            for block in reversed(box):
                paragraph.addnext(block)
    return _blocks(document)


def _blocks(container: "Document | _Cell") -> str:
    from docx.table import Table

    return "\n".join(
        _rows(block) if isinstance(block, Table) else block.text for block in container.iter_inner_content()
    )


def _rows(table: "Table") -> str:
    # python-docx gives a merged cell once for each column that it spans
    rows = [{cell._tc: _blocks(cell).strip() for cell in row.cells}.values() for row in table.rows]
    return "\n".join("\t".join(row) for row in rows)
