"""An executed notebook becomes the source of a page in one language: text, figures, tables, and its code folded.

What a cell put out is data: Markdown in it is read without HTML, so that markup in a label shows as text. The text of
the notebook itself is its author's.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import lxml.html
import nbformat
from markdown_it import MarkdownIt

from gongbao.figure import MIME, block
from gongbao.words import LANGUAGES

LONG = 10  # rows from which a table can be sorted
WIDE, FULL = 4, 130  # columns, or letters in a row, from which a telephone shows a row as a card
NUMBER = re.compile(r"[+−-]?[\d.,]+(\s?[%‰万亿])?")
FINDING = "finding"  # tag of the cells whose figures a front page shows


@dataclass(frozen=True)
class Page:
    """An executed notebook in one language.

    Attributes
    ----------
    bulletin, language, stem : str
        Its place in a folder of results.
    title : str
        Its first heading, without mark-up.
    notebook : NotebookNode
        With the Markdown cells of its language only.
    """

    bulletin: str
    language: str
    stem: str
    title: str
    notebook: nbformat.NotebookNode

    @property
    def figures(self) -> list[dict]:
        """What gongbao.figure left in the outputs, in order; `finding` says whether the author tagged the cell."""
        return [
            output["data"][MIME] | {"finding": FINDING in _tags(cell), "page": self}
            for cell in self.notebook.cells
            for output in cell.get("outputs", [])
            if MIME in output.get("data", {})
        ]


def read(results: Path) -> list[Page]:
    """Read all executed notebooks below a folder of results: <bulletin>/<language>/<name>/notebook.ipynb, in order."""
    paths = sorted(results.glob("*/*/*/notebook.ipynb"))
    return [_read(path) for path in paths if path.parent.parent.name in LANGUAGES]


def source(page: Page, words: Mapping[str, str]) -> str:
    """Return the page's notebook as myst-nb shall read it.

    Parameters
    ----------
    page : Page
    words : mapping
        The site's own words in the page's language.
    """
    notebook = nbformat.v4.new_notebook(metadata=page.notebook.metadata)
    for cell in _joined(page.notebook.cells):
        if cell.cell_type == "code":
            outputs = [_output(output, words) for output in _without_captions(cell.outputs)]
            cell = nbformat.v4.new_code_cell(
                cell.source, outputs=outputs, metadata={"tags": ["hide-input"]}, id=cell.id
            )
        notebook.cells.append(cell)
    return nbformat.writes(notebook)


def _without_captions(outputs: list[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """Leave out the captions that a notebook says under its figures: on a page they are in the figure."""
    captions = "\n".join(output["data"][MIME]["caption"] for output in outputs if MIME in output.get("data", {}))
    return [output for output in outputs if output.get("data", {}).get("text/markdown", "\n\n") not in captions]


def _joined(cells: list[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """Join a code cell that shows nothing with the code that follows it: one fold for all that leads to an output."""
    joined = []
    for cell in cells:
        before = joined[-1] if joined else None
        if before and cell.cell_type == before.cell_type == "code" and not before.outputs:
            joined[-1] = nbformat.from_dict(cell | {"source": f"{before.source}\n\n{cell.source}", "id": before.id})
        else:
            joined.append(cell)
    return joined


def links(words: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of the links under a figure, by suffix."""
    return {key.removeprefix("file_"): text for key, text in words.items() if key.startswith("file_")}


def _read(path: Path) -> Page:
    bulletin, language, stem = path.parts[-4:-1]
    notebook = nbformat.read(path, as_version=4)
    others = set(LANGUAGES) - {language}
    notebook.cells = [cell for cell in notebook.cells if not (cell.cell_type == "markdown" and _tags(cell) & others)]
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    heading = re.search(r"^# +(.+)", text, re.M)
    return Page(bulletin, language, stem, re.sub(r"[*`_]", "", heading[1]) if heading else stem, notebook)


def _tags(cell: nbformat.NotebookNode) -> set[str]:
    return set(cell.metadata.get("tags", []))


def _output(output: nbformat.NotebookNode, words: Mapping[str, str]) -> nbformat.NotebookNode:
    """Return an output whose HTML is ours; what is neither figure, nor text, nor table stays."""
    data = output.get("data", {})
    if MIME in data:
        return _html(block(data[MIME], "../..", links(words)))
    if "text/markdown" in data:
        return _html(MarkdownIt("commonmark", {"html": False}).enable("table").render(data["text/markdown"]))
    if "<table" in data.get("text/html", "") and "<script" not in data["text/html"]:
        return _html(table(data["text/html"], words))
    return output


def _html(text: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_output("display_data", {"text/html": text})


def table(html: str, words: Mapping[str, str]) -> str:
    """Return a table in a box of its own, its numbers aligned; sortable where long, cards on a telephone where wide."""
    element = lxml.html.fragment_fromstring(html, create_parent="div").find(".//table")
    for part in element.iter():
        for attribute in ("id", "class"):
            part.attrib.pop(attribute, None)
    rows = [row.findall("td") for row in element.iter("tr") if row.find("td") is not None]
    heads = [head.text_content().strip() for head in element.iter("th")]
    _align(rows)
    if wide := len(heads) >= WIDE or max(map(_letters, rows), default=0) >= FULL:
        _name(rows, heads)
    if classes := ["sortable"] * (len(rows) >= LONG) + ["cards"] * wide:
        element.set("class", " ".join(classes))
    caption = element.findtext("caption") or words["table"]
    box = lxml.html.Element("div", {"class": "table", "role": "region", "tabindex": "0", "aria-label": caption})
    element.tail = None
    box.append(element)
    return lxml.html.tostring(box, encoding="unicode")


def _align(rows: list[list[lxml.html.HtmlElement]]) -> None:
    """Mark the cells of columns that hold nothing but numbers."""
    for column in zip(*rows, strict=False):
        texts = [cell.text_content().strip() for cell in column]
        if any(texts) and all(NUMBER.fullmatch(text) for text in texts if text):
            for cell in column:
                cell.set("class", "number")


def _name(rows: list[list[lxml.html.HtmlElement]], heads: list[str]) -> None:
    """Let each cell of a row carry its column's name, as it stands in a card; the first one heads the card."""
    for row in rows:
        row[0].set("class", "name")
        for cell, head in zip(row[1:], heads[1:], strict=False):
            cell.set("data-name", head)


def _letters(row: list[lxml.html.HtmlElement]) -> int:
    """Return how many letters fill as much room as a row; a Chinese character fills that of two."""
    text = "".join(cell.text_content() for cell in row)
    return len(text) + sum(unicodedata.east_asian_width(character) in "WF" for character in text)
