"""A text with its quantities marked in place, and its rows as a table that sorts without a server."""

import html

import pandas as pd
from itables import to_html_datatable

from gongbao.drawing.style import ACCENT, TINT

ALSO = ("stands", "period", "rules")  # what a mark shows besides, where the rows have it
CONTROLS = {
    "en": {},
    "zh": {
        "search": "查找：",
        "zeroRecords": "没有符合的行",
        "info": "第_START_至_END_行，共_TOTAL_行",
        "infoEmpty": "共0行",
        "infoFiltered": "（自_MAX_行中）",
        "lengthMenu": "每页_MENU_行",
    },
}


def mark(text: str, rows: pd.DataFrame) -> str:
    """Return a text as HTML, each quantity marked where it stands and numbered as in the table of its rows.

    Parameters
    ----------
    text : str
        Any text; nothing in it becomes markup.
    rows : DataFrame
        `start`, `end`, and `label`, `text`, `interval` in words (shown when the pointer rests on the mark), in text
        order; where there are such columns, `stands` (fact or plan), `period` and `rules`, too.
    """
    parts, done = [], 0
    for number, row in enumerate(rows.itertuples(), 1):
        if row.start < done:  # a second value of the same words, as in 200余项, 其中...
            continue
        said = "; ".join(getattr(row, name) for name in ALSO if getattr(row, name, ""))
        title = html.escape(f"{row.label}: {row.text} [{row.interval}]" + (f"; {said}" if said else ""))
        parts += [
            html.escape(text[done : row.start]),
            f'<mark title="{title}" style="background:{TINT};color:inherit">',
        ]
        parts += [html.escape(text[row.start : row.end]), f'<sup style="color:{ACCENT}">{number}</sup></mark>']
        done = row.end
    body = "".join([*parts, html.escape(text[done:])])
    return f'<div lang="zh" style="white-space:pre-wrap;line-height:1.9;max-width:46em">{body}</div>'


def sortable(rows: pd.DataFrame, columns: dict[str, str], caption: str, language: str) -> str:
    """Return rows as the HTML of a table that sorts and filters in the browser, once `itables.init_notebook_mode` ran.

    Parameters
    ----------
    rows : DataFrame
    columns : dict
        Column → its heading.
    caption : str
    language : str
        Of the controls: ``en`` or ``zh``.
    """
    table = rows[list(columns)].rename(columns=columns)
    looks = {"classes": "display compact", "display_logo_when_loading": False, "showIndex": False}
    paging = {"language": CONTROLS[language], "pageLength": 15, "lengthMenu": [15, 50, 200]}
    looks |= {"text_in_header_can_be_selected": False}  # or a click on the words would not sort
    with pd.option_context("display.float_format", _plain):  # what is shown; it sorts by the number itself
        return to_html_datatable(table, caption, table_id="rows", connected=False, **looks, **paging)


def _plain(value: float) -> str:
    return f"{value:,.4f}".rstrip("0").rstrip(".").replace("-", "−")
