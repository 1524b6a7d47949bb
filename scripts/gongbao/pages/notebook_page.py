"""An executed notebook becomes the source of a page in one language: text, figures, tables, and its code folded.

What a cell put out is data: Markdown in it is read without HTML, so that markup in a label shows as text. The text of
the notebook itself is its author's.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
from markdown_it import MarkdownIt

from gongbao.drawing.figure import MIME, SILENT, block
from gongbao.language.words import LANGUAGES
from gongbao.pages.webtables import table

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
        """What gongbao.drawing.figure left in the outputs, in order; `finding`: whether the author tagged the cell."""
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
    for cell in _joined(_answered(page.notebook.cells, words)):
        if cell.cell_type == "code":
            outputs = [_output(output, words) for output in _without_captions(cell.outputs)]
            cell = nbformat.v4.new_code_cell(
                cell.source, outputs=outputs, metadata={"tags": ["hide-input"]}, id=cell.id
            )
        notebook.cells.append(cell)
    return nbformat.writes(notebook)


def _answered(cells: list[nbformat.NotebookNode], words: Mapping[str, str]) -> list[nbformat.NotebookNode]:
    """Leave out the sections with nothing to show, and name their questions in a section of their own."""
    sections = [[]]
    for cell in cells:
        if cell.cell_type == "markdown" and cell.source.startswith("## "):
            sections.append([])
        sections[-1].append(cell)
    silent = [section for section in sections[1:] if _is_silent(section)]
    kept = [cell for section in sections if section not in silent for cell in section]
    if silent:
        questions = "\n".join(f"- {section[0].source.splitlines()[0].removeprefix('## ')}" for section in silent)
        text = f"## {words['open_title']}\n\n{words['open_text']}\n\n{questions}"
        kept.append(nbformat.v4.new_markdown_cell(text, id="open-questions"))
    return kept


def _is_silent(cells: list[nbformat.NotebookNode]) -> bool:
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return bool(outputs) and all(output.get("metadata", {}).get(SILENT) for output in outputs)


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
