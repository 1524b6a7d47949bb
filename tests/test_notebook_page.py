"""What a page takes from an executed notebook: a caption once, the questions without data together at the end."""

import nbformat

from gongbao.drawing.figure import MIME, SILENT
from gongbao.pages import notebook_page


def text(source):
    return nbformat.v4.new_markdown_cell(source)


def code(*shown, silent=False):
    """Return a code cell that displayed these; `silent`: it only said that there is nothing to show."""
    about = {SILENT: True} if silent else {}
    outputs = [nbformat.v4.new_output("display_data", data, metadata=about) for data in shown]
    return nbformat.v4.new_code_cell("1", outputs=outputs)


def written(words, *cells):
    page = notebook_page.Page("b", "en", "01", "01", nbformat.v4.new_notebook(cells=list(cells)))
    return notebook_page.source(page, words)


def test_a_caption_said_under_a_figure_stands_once_on_its_page():
    files = {suffix: f"figures/b/en/one.{suffix}" for suffix in ("svg", "csv", "pdf", "png")}
    figure = {"name": "one", "title": "one", "alt": "one", "width": 89.0, "height": 50.0, "files": files}
    figure |= {"caption": "Cannot show why. Source: 甲."}
    said = {"text/markdown": "Cannot show why."}, {"text/markdown": "Another word."}
    page = written({}, code({MIME: figure}, *said))
    assert page.count("Cannot show why.") == 1
    assert "Another word." in page


def test_questions_without_data_stand_together_at_the_end():
    page = written(
        {"open_title": "Not answered here", "open_text": "For these:"},
        text("# A question"),
        text("## Empty one?\n\nAnd why."),
        code({"text/markdown": "Nothing here."}, silent=True),
        text("## Half empty?"),
        code({"text/markdown": "*Table: none.*"}, silent=True),
        code({"text/markdown": "A number."}),
        text("## What this cannot say"),
    )
    assert [cell.source for cell in nbformat.reads(page, 4).cells if cell.cell_type == "markdown"] == [
        "# A question",
        "## Half empty?",
        "## What this cannot say",
        "## Not answered here\n\nFor these:\n\n- Empty one?",
    ]
    assert "Nothing here." not in page
