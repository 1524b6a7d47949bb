"""What every kernel of a build has done before its first cell: `kernels` forks them from a process that did it.

Importing takes most of that time; a first figure in every format takes the rest (fonts cut, backends loaded).
"""

import contextlib
import gc
import io

import gongbao.notebook  # noqa: F401
from gongbao.drawing import figure, style

with contextlib.suppress(Exception):  # what fails here fails again in a cell, and there it has a reader
    for language in ("en", "zh"):
        style.apply(language)
        for suffix in set(figure.FORMATS) - {"csv"}:
            style.canvas(style.SINGLE, style.SINGLE).savefig(io.BytesIO(), format=suffix)

gc.collect()
gc.freeze()  # a kernel that collected its garbage would write to, and so copy, every page it shares with the template
