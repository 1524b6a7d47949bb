"""A document of any common kind becomes a Bulletin: its text, and the digest that identifies it."""

import hashlib
import logging
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from gongbao.errors import InputError
from gongbao.reading import docx, html, pdf

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old and of password-protected Office files
TAGS = "!doctype html|html|head|meta|body|div|p|section|table|article|script|style"
HTML = re.compile(rf"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<({TAGS})\b", re.I | re.S)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
Kind = Literal["PDF", "DOCX", "HTML"]  # a plain text needs no parser
Content = TypeVar("Content", str, bytes)
PRIVATE = re.compile(r"[\ue000-\uf8ff]")


@dataclass(frozen=True)
class Bulletin:
    """One document as read.

    Attributes
    ----------
    id : str
        A slug such as ``qingdao-2023``; empty for a text without a name.
    text : str
        The text that all offsets refer to, in Unicode code points; no line ending is translated, a BOM is dropped.
    sha256 : str
        Hexadecimal digest of the bytes that were read; empty for a text that came without bytes.
    """

    id: str
    text: str
    sha256: str = ""


def read(source: str | Path) -> Bulletin:
    """Read a plain text, HTML page, PDF or DOCX; the kind is told by the content, the suffix helps with HTML.

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
        Where the file is missing, empty, binary, encrypted, damaged or neither UTF-8 nor GB18030.
    """
    name, data = fetch(source)
    text = _text(data, name)
    if not text.strip():
        raise InputError(f"{name}: holds no text; give a bulletin as txt, html, pdf (not a scan) or docx")
    return Bulletin(identity(source), text, hashlib.sha256(data).hexdigest())


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
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{name}: cannot be read ({reason}); give a txt, html, pdf or docx file") from None


def identity(source: str | Path) -> str:
    """Return the id that a source has by its name: a slug of it, ``stdin`` for standard input."""
    return "stdin" if str(source) == "-" else slug(Path(source).stem)


def slug(name: str) -> str:
    """Return `name` in the letters that an id may have (a-z, 0-9, single hyphens), ``text`` where none are left."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "text"


def _text(data: bytes, name: str) -> str:
    if b"%PDF-" in data[:1024]:  # as readers take it, whatever a server put before it
        return _parsed(lambda data: pdf.text(data)[0], data, name, "PDF")
    if data.startswith(b"PK\x03\x04"):
        return _parsed(docx.text, data, name, "DOCX")
    if data.startswith(OLE):
        raise InputError(f"{name}: is an old or password-protected Office file; save it as an open docx")
    text = decode(data, name)
    if name.lower().endswith((".html", ".htm", ".xhtml")) or HTML.match(text):
        return _parsed(html.main_text, text, name, "HTML")
    return text


def decode(data: bytes, name: str) -> str:
    """Decode UTF-8 (with or without BOM), else GB18030; refuse what only looks like one of them."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = _gb18030(data, name, error.start)
    strange = CONTROL.search(text)
    if strange:
        place = f"U+{ord(strange[0]):04X} at character {strange.start()}"
        raise InputError(f"{name}: is binary or in another encoding ({place}); give text in UTF-8 or GB18030")
    return text


def _gb18030(data: bytes, name: str, at: int) -> str:
    # GB18030 accepts almost any pair of bytes, so a damaged UTF-8 file would pass as rare characters: where most of
    # the file is sound UTF-8, it is that. Big5 shows itself by a third of its characters falling into the private area.
    lenient = data.decode("utf-8", "replace")
    if lenient.count("\ufffd") * 10 < sum(character > "\x7f" for character in lenient):
        raise InputError(f"{name}: is UTF-8 damaged at byte {at}; save it again as UTF-8")
    try:
        text = data.decode("gb18030").removeprefix("\ufeff")
    except UnicodeDecodeError:
        text = ""
    if len(PRIVATE.findall(text)) * 20 > sum(character > "\x7f" for character in text) or not text:
        raise InputError(f"{name}: is binary or in another encoding; give text in UTF-8 or GB18030")
    return text


def _parsed(parse: Callable[[Content], str], content: Content, name: str, kind: Kind) -> str:
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return parse(content)
    except InputError as error:
        raise InputError(f"{name}: {error}") from None
    except Exception as error:  # the parsers raise whatever their own parts raise; for the user it is one thing
        reason = " ".join(str(error).split())[:80] or type(error).__name__
        raise InputError(f"{name}: is a damaged {kind} ({reason}); save it again or give its text as txt") from None
