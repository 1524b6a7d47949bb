"""The one kind of error that is the caller's to mend."""

import difflib
import sys
from collections.abc import Iterable


class InputError(ValueError):
    """What was given cannot be used; the message is one line: what, where, what was expected, what to do."""


def unknown(kind: str, name: str, known: Iterable[str]) -> InputError:
    """Return the error for a name that is not on a list, with the nearest one that is."""
    near = difflib.get_close_matches(str(name), known, 1)
    hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(known) or 'none'}"
    return InputError(f"{kind} {name!r} is unknown; {hint}")


def complain(error: InputError) -> None:
    """Print an error as one line on standard error."""
    remark(str(error))


def remark(words: str) -> None:
    """Print a line on standard error."""
    if sys.stderr is not None:  # else print would take standard output
        print("gongbao:", " ".join(words.split()), file=sys.stderr)
