"""Markdown: its marks are no words, its front matter is no text; every character that stays keeps its place."""

import html
import re

SUFFIXES = (".md", ".markdown")
FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n((?:(?!---)[^\n]{0,2000}\n){0,99})---[ \t]*(?:\r?\n|$)")
KEY = re.compile(r"([A-Za-z_]{1,40}):[ \t]*(.*)")
MARKS = re.compile(
    r"^[ \t]{0,9}(?:(?:-[ \t]{0,3}){3,}|(?:\*[ \t]{0,3}){3,}|(?:_[ \t]{0,3}){3,}|={3,})$"  # rule
    r"|^ {0,3}(?:#{1,6}(?=[ \t])|(?:>[ \t]?){1,9}|`{3,}.{0,40}|[-*+](?=[ \t]+\S))"  # heading, quotation, code, list
    r"|!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)"  # image
    r"|(?<=\])\([^()\s]{1,2000}\)|\[\^[^\]\s]{1,20}\]:?|\[(?=[^\[\]\n]{1,300}\]\()|\](?=\([^()\s]{1,2000}\))"  # link
    r"|\*{2,3}|__|[ \t]#+[ \t]*$|\\(?=[-*_.#\[\]()`>+!~|])|</?[A-Za-z][^<>\n]{0,300}>",
    re.MULTILINE,
)
ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});")


def plain(text: str) -> tuple[str, dict[str, str]]:
    """Return a Markdown text without its marks, and what its front matter says.

    Parameters
    ----------
    text : str
        As decoded.

    Returns
    -------
    text : str
        As long as it was: blanks stand where marks, targets of links, images, comments and the front matter were, so
        that a place in it is the same place in the file.
    about : dict of str to str
        The keys of the front matter with their values; of a list its first item.
    """
    front = FRONT.match(text)
    about = _about(front[1]) if front else {}
    if front:
        text = _blank(front[0]) + text[front.end() :]
    text = MARKS.sub(lambda match: " " * len(match[0]), _without_comments(text))
    return ENTITY.sub(_character, text), about


def is_markdown(text: str, name: str) -> bool:
    """Tell whether a text is Markdown: its file is called so, or it begins with front matter."""
    return name.lower().endswith(SUFFIXES) or bool(FRONT.match(text))


def _about(lines: str) -> dict[str, str]:
    found: dict[str, str] = {}
    last = ""
    for line in lines.splitlines():
        pair = KEY.match(line)
        if pair:
            last = pair[1]
            found[last] = pair[2].strip().strip("\"'")
        elif line.lstrip().startswith("- ") and last and not found[last]:
            found[last] = line.lstrip()[2:].strip().strip("\"'")
    return found


def _blank(text: str) -> str:
    return re.sub(r"[^\r\n]", " ", text)


def _without_comments(text: str) -> str:
    pieces, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        pieces += [text[at:start], _blank(text[start : end + 3])]
        at = end + 3
    return "".join([*pieces, text[at:]])


def _character(match: re.Match[str]) -> str:
    character = html.unescape(match[0])
    return character.ljust(len(match[0])) if len(character) == 1 else match[0]
