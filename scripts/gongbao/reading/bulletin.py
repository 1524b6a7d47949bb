"""A document of any common kind becomes a Bulletin: its text, and the digest that identifies it."""

import hashlib
import logging
import re
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from gongbao.errors import InputError
from gongbao.reading import kinds, markdown
from gongbao.reading.encoding import decode
from gongbao.reading.limits import in_time

ADDRESS = re.compile(r"(?i:https?|ftp|file|data):(?://|.*,)")
HTML = (".html", ".htm", ".xhtml")


@dataclass(frozen=True)
class Bulletin:
    """One document as read.

    Attributes
    ----------
    id : str
        A slug such as ``qingdao-2023``; empty for a text without a name.
    text : str
        The text that all offsets refer to, in Unicode code points; no line ending is translated, a BOM is dropped. That
        of a Markdown file is as long as the file, with blanks in place of its marks.
    sha256 : str
        Hexadecimal digest of the bytes that were read; empty for a text that came without bytes.
    title, source : str
        As the front matter of a Markdown file has them.
    left : tuple of str
        What could not be read and was left out, a line each.
    name : str
        What messages call it.
    """

    id: str
    text: str
    sha256: str = ""
    title: str = ""
    source: str = ""
    left: tuple[str, ...] = ()
    name: str = ""


def read(source: str | Path) -> Bulletin:
    """Read a plain text, Markdown, HTML page, PDF or DOCX; the kind is told by the content, the suffix helps.

    Parameters
    ----------
    source : str or Path
        A file, or ``-`` for standard input.

    Returns
    -------
    Bulletin
        With a slug of the file's name as id (``stdin`` for standard input).

    Raises
    ------
    InputError
        Where the file is missing, empty, binary, encrypted, damaged, of another kind or in another encoding.
    """
    name, data = fetch(source)
    text, about, left = _parsed(data, name)
    if not text.strip():
        raise InputError(f"{name}: holds no text; give a bulletin as txt, html, pdf (not a scan) or docx")
    digest = hashlib.sha256(data).hexdigest()
    return Bulletin(identity(source), text, digest, about.get("title", ""), about.get("source", ""), tuple(left), name)


def fetch(source: str | Path) -> tuple[str, bytes]:
    """Return what messages call a source, and its bytes."""
    name = "standard input" if str(source) == "-" else str(source)
    try:
        if name == str(source):
            return name, Path(source).read_bytes()
        if sys.stdin is None:
            raise ValueError("it is closed")
        return name, sys.stdin.buffer.read()
    except (OSError, ValueError) as error:
        if ADDRESS.match(name):
            raise InputError(
                f"{name}: is an address, and nothing is fetched; save the page and give the file"
            ) from None
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{name}: cannot be read ({reason}); give a txt, html, pdf or docx file") from None


def identity(source: str | Path) -> str:
    """Return the id that a source has by its name: a slug of it, ``stdin`` for standard input."""
    return "stdin" if str(source) == "-" else slug(Path(source).stem)


def slug(name: str) -> str:
    """Return `name` in the letters that an id may have (a-z, 0-9, single hyphens).

    Where other letters or digits fall away, four digits of the name's own digest tell which they were: 青岛2024 is
    ``2024-`` and these, and ``text`` stands where nothing else is left.
    """
    name = unicodedata.normalize("NFC", name.lower())
    found = re.sub(r"[^a-z0-9]+", "-", name).strip("-")
    if all(character.isascii() or not character.isalnum() for character in name):
        return found or "text"
    return f"{found or 'text'}-{hashlib.sha256(name.encode('utf-8', 'surrogateescape')).hexdigest()[:4]}"


def _parsed(data: bytes, name: str) -> tuple[str, dict[str, str], list[str]]:
    """Return the text of a document, what it says of itself, and what was left out."""
    reason = kinds.foreign(data)
    if reason:
        raise InputError(f"{name}: {reason}")
    kind = (
        "PDF" if b"%PDF-" in data[:1024] else "DOCX" if data.startswith(kinds.ZIP) else ""
    )  # a server may put more before
    text = "" if kind else decode(data, name)
    try:
        with in_time():
            return _read(kind, data, text, name)
    except InputError as error:
        raise InputError(f"{name}: {error}") from None
    except Exception as error:  # the parsers raise whatever their own parts raise; for the user it is one thing
        reason = re.sub(r" ?(?:at )?0x[0-9a-fA-F]+", "", " ".join(str(error).split()))[:80] or type(error).__name__
        raise InputError(
            f"{name}: is a damaged {kind or 'HTML'} ({reason}); save it again or give its text as txt"
        ) from None


def _read(kind: str, data: bytes, text: str, name: str) -> tuple[str, dict[str, str], list[str]]:
    if kind == "PDF":
        from gongbao.reading import pdf

        text, left = pdf.text(data)
        return text, {}, left
    if kind == "DOCX":
        from gongbao.reading import docx

        return docx.text(data), {}, []
    from gongbao.reading import html

    if name.lower().endswith(HTML) or html.is_html(text):
        logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
        return html.main_text(text), {}, []
    if markdown.is_markdown(text, name):
        return *markdown.plain(text), []
    return text, {}, []
