"""A figure is the same bytes every time, carries its words in every format, and never holds an empty box."""

import hashlib
import io
import re

import pandas as pd
import pytest
from PIL import Image
from pypdf import PdfReader

from gongbao.drawing import figure, style
from gongbao.errors import InputError

WORDS = {
    "title": "A finding that is longer than one line of a single column: 48.3% more 案件",
    "subtitle": "Cases; further right is more",
    "caption": "What it cannot show.",
    "alt": "一条线 from 1 to 3.",
    "source": "Source: 石桥公安局, 2024",
}


@pytest.fixture
def shown(tmp_path, monkeypatch):
    """Show a small figure; return its description and its files by suffix."""
    monkeypatch.setenv("GONGBAO_OUTPUT", str(tmp_path))
    style.apply("en")

    def show(width=style.SINGLE, values=(1, 3), **words):
        fig = style.canvas(width, 40)
        fig.subplots().plot(values)
        data = pd.DataFrame({"label": ["甲", "=1+1"], "value": [1.0, float("nan")]})
        about = figure.show(fig, "figures/b/en", "line", data, WORDS | words)
        return about, {suffix: (tmp_path / path).read_bytes() for suffix, path in about["files"].items()}

    return show


def test_the_same_input_gives_the_same_bytes_in_all_four_formats(shown):
    assert shown()[1] == shown()[1]


def test_another_value_gives_another_digest(shown):
    about, files = shown()
    assert about["sha256"] == hashlib.sha256(files["svg"]).hexdigest()
    assert shown(values=(1, 4))[0]["sha256"] != about["sha256"]


@pytest.mark.parametrize("width", [style.SINGLE, style.DOUBLE])
def test_the_width_is_that_of_a_column_and_the_head_adds_to_the_height(shown, width):
    about, files = shown(width)
    assert about["width"] == width
    assert about["height"] > 50
    pixels = Image.open(io.BytesIO(files["png"])).size
    assert pixels[0] == pytest.approx(width / 25.4 * 300, abs=1)
    assert pixels[1] == pytest.approx(about["height"] / 25.4 * 300, abs=2)
    box = PdfReader(io.BytesIO(files["pdf"])).pages[0].mediabox
    assert float(box.width) == pytest.approx(width / 25.4 * 72, abs=0.5)


def test_title_and_alternative_text_are_in_every_picture(shown):
    _, files = shown()
    svg = files["svg"].decode()
    assert WORDS["title"] in svg
    assert WORDS["alt"] in svg
    png = Image.open(io.BytesIO(files["png"])).text
    assert (png["Title"], png["Description"]) == (WORDS["title"], WORDS["alt"])
    pdf = PdfReader(io.BytesIO(files["pdf"])).metadata
    assert (pdf.title, pdf.subject) == (WORDS["title"], WORDS["alt"])


def test_no_date_and_no_path_of_this_machine_gets_into_a_file(shown, tmp_path):
    _, files = shown()
    assert PdfReader(io.BytesIO(files["pdf"])).metadata.creation_date is None
    for data in files.values():
        assert str(tmp_path).encode() not in data
        assert not re.search(rb"<dc:date>", data)


def test_pdf_text_is_truetype_and_svg_text_is_outlines(shown):
    _, files = shown()
    fonts = PdfReader(io.BytesIO(files["pdf"])).pages[0]["/Resources"]["/Font"].values()
    kinds = [font.get_object() for font in fonts]
    assert kinds
    for font in kinds:  # Type 42, or its form for more than 255 characters; never outlines of Type 3
        assert font["/Subtype"] in ("/TrueType", "/Type0")
    assert "案件" in PdfReader(io.BytesIO(files["pdf"])).pages[0].extract_text()
    assert b"<text" not in files["svg"]


def test_a_character_without_a_glyph_is_an_error_that_names_it_and_leaves_no_file(shown, tmp_path):
    with pytest.raises(InputError, match=r"U\+1F600"):
        shown(title="A smile 😀")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_rare_characters_join_the_font(shown):
    _, files = shown(title="“獴猎”行动，镕喆犇")
    assert "獴" in PdfReader(io.BytesIO(files["pdf"])).pages[0].extract_text()


def test_the_data_beside_the_picture_cannot_run_in_a_spreadsheet(shown):
    _, files = shown()
    assert files["csv"].decode() == "label,value\n甲,1\n'=1+1,\n"


def test_the_block_of_a_page_escapes_words_and_links_all_files(shown):
    about, _ = shown(style.DOUBLE, title='5 < 6 "quoted"', alt="<b>")
    block = figure.block(about, "../..", {"svg": "SVG", "csv": "Data"})
    assert "<b>" not in block
    assert 'alt="&lt;b&gt;"' in block
    assert 'href="../../figures/b/en/line.csv"' in block
    assert 'class="gongbao wide"' in block
    assert "line.pdf" not in block


def test_the_layout_is_rounded_so_that_a_solver_cannot_change_the_bytes():
    style.apply("en")
    fig = style.canvas(89, 40)
    for ax in fig.subplots(3):
        ax.set_ylabel("label")
    figure._frame(fig, WORDS)
    figure._settle(fig)
    bounds = [bound for ax in fig.axes for bound in ax.get_position().bounds]
    assert bounds == pytest.approx([round(bound, 6) for bound in bounds], abs=1e-12)


def test_the_size_is_rounded_so_that_the_way_a_python_adds_cannot_change_the_bytes(shown):
    drawn = []
    for height in (40, 40 + 1e-12):
        fig = style.canvas(89, height)
        fig.subplots().plot([1, 3])
        drawn.append(figure.show(fig, "figures/b/en", "line", pd.DataFrame({"label": ["甲"]}), WORDS)["sha256"])
    assert drawn[0] == drawn[1]
