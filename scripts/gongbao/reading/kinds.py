"""What a file is, told by its content; and what to do with one that cannot be read."""

import re
import zipfile
from io import BytesIO

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old and of password-protected Office files
ZIP = b"PK\x03\x04"
SAVE = "save it as docx"
MHT = "is an MHT; save the page as html"
# by what the file begins with
FOREIGN = {
    rb"\{\\rtf": f"is an RTF; {SAVE}",
    rb"(?:[^\n]*\n){0,9}?(?i:MIME-Version:|Content-Type: *multipart/|From: <Saved by)": MHT,
    rb"<\?xml[^>]*>\s*<\?mso-application": f"is an Office XML of 2003; {SAVE}",
    rb"<\?xml[^>]*>\s*<office:document\b": f"is a flat ODF; {SAVE}",
    rb"\x1f\x8b|BZh|\xfd7zXZ|7z\xbc\xaf|Rar!|(?s:.{257})ustar": "is an archive; unpack it and give what is inside",
    rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|(?s:BM.{4}\0{4}|RIFF.{4}WEBP)": "is a picture; give its text as txt",
    rb"%!PS": "is a PostScript; save it as pdf",
    rb"AT&TFORM": "is a DjVu; give its text as txt",
    rb"CAJ\0|HN\0|KDH \d": "is a CAJ; save it as pdf",
    rb"SQLite format 3": "is a database; give a bulletin as txt, html, pdf or docx",
}
# by a member of an archive
MEMBERS = {
    "META-INF/container.xml": "is an EPUB; save its text as txt or html",
    "xl/": "is a workbook; give a bulletin as txt, html, pdf or docx",
    "ppt/": "is a presentation; save it as pdf",
    "OFD.xml": "is an OFD; save it as pdf",
    "content.xml": f"is an ODF; {SAVE}",
    "Index/Document.iwa": f"is a Pages file; {SAVE}",
}
STREAMS = {
    "EncryptedPackage": "is protected by a password; remove it first",
    "WordDocument": f"is an old Word file (doc); {SAVE}",
    "Workbook": "is an old workbook (xls); give a bulletin as txt, html, pdf or docx",
    "PowerPoint Document": "is an old presentation (ppt); save it as pdf",
}


def foreign(data: bytes) -> str:
    """Return what a file is and what to do with it where it is none that can be read; else nothing."""
    if data.startswith(OLE):
        known = (words for name, words in STREAMS.items() if name.encode("utf-16-le") in data)
        return next(known, f"is an old or password-protected Office file; {SAVE}")
    if data.startswith(ZIP):
        return _archive(data)
    head = data[:4096]
    return next((words for mark, words in FOREIGN.items() if re.match(mark, head)), "")


def _archive(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ""  # a damaged one, which the reader of DOCX says
    if any(name.startswith("word/") for name in names):
        return ""
    known = (words for mark, words in MEMBERS.items() if any(name.startswith(mark) for name in names))
    return next(known, "is a zip archive; unpack it and give what is inside")
