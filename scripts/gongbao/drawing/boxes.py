"""A sheet to draw on: millimetres from the upper left corner, boxes, a line of legend."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from gongbao.drawing import style
from gongbao.drawing.ladder import LINE

HEAD = 5  # mm for a legend
LEAST = 1  # mm: a sheet without rows is drawn, too, if only to be left out
MARGIN = 0.7  # mm: where the title begins


def sheet(width: float, height: float) -> tuple[Figure, Axes]:
    """Return an empty figure of a size in mm, and axes that cover it in mm."""
    height = max(height, LEAST)
    fig = style.canvas(width, height)
    ax = fig.subplots()
    fig.get_layout_engine().set(w_pad=0, h_pad=0)
    ax.set(xlim=(-MARGIN, width - MARGIN), ylim=(height, 0), aspect="equal", anchor="NW")
    ax.set_axis_off()
    return fig, ax


def box(ax: Axes, left: float, top: float, width: float, height: float, colour: str) -> None:
    """Fill a rectangle."""
    ax.add_patch(Rectangle((left, top), width, height, color=colour, linewidth=0))


def write(ax: Axes, left: float, y: float, text: str, **looks) -> None:
    """Write a text; one that reaches over the edge does not shrink the millimetres."""
    ax.text(left, y, text, in_layout=False, **{"va": "top", "linespacing": 1.15} | looks)


def legend(ax: Axes, colours: dict[str, str], left: float) -> None:
    """Name the colours (name → colour) in a line at the top, above what they colour, or from the edge if it is long."""
    if left + sum(style.measure(name) + 6 for name in colours) > ax.get_xlim()[1]:
        left = 0
    for name, colour in colours.items():
        box(ax, left, 0.5, 2, 2, colour)
        write(ax, left + 2.8, 1.5, name, va="center_baseline", color=style.SOFT)
        left += style.measure(name) + 6


def tall(text: str, size: float = style.TEXT) -> float:
    """Return the height of wrapped lines in mm."""
    return (text.count("\n") + 1) * LINE * size / style.TEXT
