"""What differs between a file as it is committed and as it is made now, in words and as a picture."""

import base64
import difflib
import json
from pathlib import Path

from gongbao import files

SHOWN, WIDE = 20, 160  # lines of a difference, characters of a line
PAGE = """<!DOCTYPE html>
<meta charset="utf-8"><title>{name}</title>
<style>
  body {{ font: 16px sans-serif; margin: 2rem }} figure {{ margin: 0 0 2rem }}
  img {{ width: min(100%, 60rem); display: block }}
  .both {{ position: relative; filter: invert(1); isolation: isolate }}
  .both img + img {{ position: absolute; top: 0; mix-blend-mode: difference }}
</style>
<h1>{name}</h1>
<figure>As committed<img src="{old}"></figure>
<figure>As drawn now<img src="{new}"></figure>
<figure>Where they differ; white where they agree<div class="both"><img src="{old}"><img src="{new}"></div></figure>
"""


def same(name: str, old: bytes | None, new: bytes | None) -> bool:
    """Tell whether two contents of a file are the same; notebooks are, where only their PNGs differ."""
    if old is None or new is None:
        return old is new
    return _lines(name, old) == _lines(name, new) if name.endswith(".ipynb") else old == new


def explain(name: str, old: bytes | None, new: bytes | None, folder: Path) -> list[str]:
    """Say what differs.

    Parameters
    ----------
    name : str
        Path in the checkout.
    old, new : bytes or None
        As committed and as made now; None where there is none.
    folder : Path
        Receives a page with the picture before, after and the difference of both.

    Returns
    -------
    list of str
        A headline, and the changed lines of a table or notebook.
    """
    if old is None:
        return [f"{name}: is new"]
    if new is None:
        return [f"{name}: is drawn by no notebook any more"]
    if name.endswith(".svg"):
        return [f"{name}: differs; see {_picture(name, old, new, folder)}"]
    rows = list(difflib.unified_diff(_lines(name, old), _lines(name, new), lineterm="", n=0))[2:]
    rows = [row for row in rows if not row.startswith("@@")]
    more = [f"  … and {len(rows) - SHOWN} lines more"] if len(rows) > SHOWN else []
    return [f"{name}: differs (- as committed, + now)", *(f"  {row[:WIDE]}" for row in rows[:SHOWN]), *more]


def _lines(name: str, content: bytes) -> list[str]:
    """Return a table's rows, or a notebook's JSON without PNGs, for which the digest of each SVG speaks."""
    if not name.endswith(".ipynb"):
        return content.decode().splitlines()
    notebook = json.loads(content)
    for output in (output for cell in notebook["cells"] for output in cell.get("outputs", [])):
        output.get("data", {}).pop("image/png", None)
    return json.dumps(notebook, ensure_ascii=False, indent=1).splitlines()


def _picture(name: str, old: bytes, new: bytes, folder: Path) -> Path:
    page = folder / Path(name).with_suffix(".html")
    page.parent.mkdir(parents=True, exist_ok=True)
    old, new = (f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}" for svg in (old, new))
    files.replace({page: PAGE.format(name=name, old=old, new=new).encode()})
    return page
