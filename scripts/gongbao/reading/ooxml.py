"""Elements of Office Open XML by their local names: the transitional and the strict form have other namespaces."""

from collections.abc import Iterator
from typing import Any

WRAPPERS = {"sdt", "sdtContent", "smartTag", "ins", "moveTo", "customXml"}


def local(element: Any) -> str:
    """Return the name of an element without its namespace; nothing for a comment or an entity."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: Any, name: str) -> str:
    """Return an attribute by its local name; nothing where it, or the element, is not there."""
    if element is None:
        return ""
    return next((content for key, content in element.attrib.items() if key.rpartition("}")[2] == name), "")


def on(element: Any) -> bool:
    """Tell whether a switch such as w:vanish is on: it is where it stands, unless it says otherwise."""
    return element is not None and value(element, "val") not in ("0", "false", "off")


def child(element: Any, *path: str) -> Any:
    """Return the first element below by local names, one a level; None where there is none."""
    for name in path:
        element = next((part for part in element if local(part) == name), None) if element is not None else None
    return element


def children(element: Any, name: str) -> Iterator[Any]:
    """Yield the elements of a name below another one, through what Word wraps around them."""
    for part in element:
        if local(part) == name:
            yield part
        elif local(part) in WRAPPERS:
            yield from children(part, name)
