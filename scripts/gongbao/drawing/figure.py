"""A finished figure: titled, sourced, saved in four formats and shown in the notebook, always with the same bytes.

For the author of a site: `show` leaves one output in the cell,

- ``image/png``: what JupyterLab and GitHub display (metadata: width in CSS pixels, alt text);
- ``application/vnd.gongbao.figure+json``: `name`, `title`, `caption`, `alt`, `width` and `height` (mm), `sha256` (of
  the SVG) and `files` (suffix → path below the output folder, e.g. figures/qingdao-2023/en/index.svg);
- ``text/plain``: "figure index: SVG sha256 0123456789abcdef"; nbval compares this and the JSON, so that a changed
  figure is named in the failing test.

`block(output["data"][MIME], href)` turns the second into an HTML ``<figure>``: picture as SVG, alt text, caption,
links to the four files. A wide figure sits in a focusable box that scrolls sideways, so that a telephone of 360 px
shows it at a size that can be read; ``class="paper"`` marks what stays on white in a dark theme.
"""

import base64
import hashlib
import html
import io
import warnings
from collections.abc import Mapping

import matplotlib as mpl
import pandas as pd
from IPython.display import display
from matplotlib.figure import Figure
from matplotlib.text import Text

from gongbao import files
from gongbao.data import tables
from gongbao.drawing import fonts, style
from gongbao.paths import output

MIME = "application/vnd.gongbao.figure+json"
SILENT = "silent"  # in the metadata of an output that only says that there is nothing to show
FORMATS = ("svg", "csv", "pdf", "png")


def show(fig: Figure, folder: str, name: str, data: pd.DataFrame, words: Mapping[str, str]) -> dict:
    """Finish, save and display a figure.

    Parameters
    ----------
    fig : Figure
        Drawn; it grows upwards and downwards by the title and the source line.
    folder : str
        Where the files go below the output folder: ``figures/<bulletin>/<language>``.
    name : str
        Stem of the four files.
    data : DataFrame
        The plotted rows, saved as the CSV beside the picture.
    words : mapping
        `title` (the finding), `subtitle` (units and reading direction; may be missing), `caption`, `alt`, `source`,
        all in the figure's language.

    Returns
    -------
    dict
        The description that the notebook's output carries under `MIME`.
    """
    _frame(fig, words)
    _settle(fig)
    contents = {suffix: _render(fig, suffix, words) for suffix in ("svg", "pdf", "png")}
    contents["csv"] = tables.to_format(data, "csv")
    (output() / folder).mkdir(parents=True, exist_ok=True)
    files.replace({output() / folder / f"{name}.{suffix}": content for suffix, content in contents.items()})
    width, height = fig.get_size_inches() * style.INCH
    about = {key: words[key] for key in ("title", "caption", "alt")} | {"name": name}
    about |= {"width": round(float(width), 1), "height": round(float(height), 1)}
    about["sha256"] = hashlib.sha256(contents["svg"]).hexdigest()
    about["files"] = {suffix: f"{folder}/{name}.{suffix}" for suffix in FORMATS}
    line = f"figure {name}: SVG sha256 {about['sha256'][:16]}"
    size = {"width": round(width / style.INCH * 96), "alt": words["alt"]}
    bundle = {"image/png": base64.b64encode(contents["png"]).decode(), MIME: about, "text/plain": line}
    display(bundle, metadata={"image/png": size}, raw=True)
    return about


def block(about: Mapping, href: str, labels: Mapping[str, str]) -> str:
    """Return the HTML of a figure for a page.

    Parameters
    ----------
    about : mapping
        What `show` left under `MIME`.
    href : str
        From the page to the folder that holds ``figures/``, e.g. ``../..``.
    labels : mapping
        Link texts by suffix, e.g. ``{"svg": "SVG", "csv": "Data (CSV)"}``; a missing suffix is not linked.
    """
    path = {suffix: html.escape(f"{href}/{file}") for suffix, file in about["files"].items()}
    alt, caption, title = (html.escape(about[key]) for key in ("alt", "caption", "title"))
    links = " ".join(f'<a href="{path[suffix]}" download>{text}</a>' for suffix, text in labels.items())
    wide = " wide" if about["width"] > style.SINGLE else ""
    size = " ".join(f'{side}="{round(about[side] / style.INCH * 96)}"' for side in ("width", "height"))
    return (
        f'<figure class="gongbao{wide}" id="{html.escape(about["name"])}">'
        f'<div class="paper" role="region" tabindex="0" aria-label="{title}">'
        f'<img src="{path["svg"]}" alt="{alt}" {size} loading="lazy"></div>'
        f'<figcaption>{caption} <span class="files">{links}</span></figcaption></figure>'
    )


def _frame(fig: Figure, words: Mapping[str, str]) -> None:
    """Add the title, the subtitle and the source line; the drawing keeps the height it was made with."""
    width, height = fig.get_size_inches() * style.INCH
    head = [(words["title"], style.TITLE, style.INK), (words.get("subtitle", ""), style.TEXT, style.SOFT)]
    head = [(style.wrap(text, width - 2, size), size, colour) for text, size, colour in head if text]
    foot = style.wrap(words["source"], width - 2, style.SMALL)
    above, below = sum(_tall(text, size) for text, size, _ in head) + 2.5, _tall(foot, style.SMALL) + 2
    total = height + above + below
    tall = round(total / style.INCH, 9)  # a sum differs in its last bits between versions of Python, and so would ids
    fig.set_size_inches(width / style.INCH, tall)
    top = total - 1
    for text, size, colour in head:
        _put(fig, text, size, colour, top / total, "top")
        top -= _tall(text, size) + 0.4
    _put(fig, foot, style.SMALL, style.SOFT, 1 / total, "bottom")
    fig.get_layout_engine().set(rect=(0, below / total, 1, height / total))


def _put(fig: Figure, text: str, size: float, colour: str, y: float, align: str) -> None:
    x = style.POINT / (fig.get_size_inches()[0] * style.INCH) * 2
    fig.text(x, y, text, size=size, color=colour, va=align, ha="left", linespacing=1.15, in_layout=False)


def _tall(text: str, size: float) -> float:
    """Return the height of wrapped lines in mm."""
    return (text.count("\n") * 1.15 + style.LINE) * size * style.POINT


def _settle(fig: Figure) -> None:
    """Lay out once, in a font that holds every character, and keep that layout for every format."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        fig.draw_without_rendering()
    family = fonts.cover("".join(text.get_text() for text in fig.findobj(Text)))
    if mpl.rcParams["font.sans-serif"] != [family]:
        mpl.rcParams["font.sans-serif"] = [family]
        fig.draw_without_rendering()
    fig.set_layout_engine(None)  # "none" would leave a placeholder, for which matplotlib draws each format twice
    for ax in fig.axes:  # the layout's solver leaves noise in the last bits, which would reach the ids in the SVG
        ax.set_position([round(bound, 6) for bound in ax.get_position().bounds])


def _render(fig: Figure, suffix: str, words: Mapping[str, str]) -> bytes:
    alt = words["alt"]
    about = {
        "svg": {"Date": None, "Description": alt},
        "pdf": {"CreationDate": None, "Subject": alt},
        "png": {"Description": alt},
    }
    file = io.BytesIO()
    quick = {"pil_kwargs": {"compress_level": 3}} if suffix == "png" else {}  # half the time for 2% more bytes
    fig.savefig(file, format=suffix, metadata={"Title": words["title"]} | about[suffix], **quick)
    return file.getvalue()
