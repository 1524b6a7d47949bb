"""What a list of numbers is dealt out over (分别) where the list of things stands in the clause before."""

import re

from gongbao.data.row import REACHED
from gongbao.extraction import cues
from gongbao.extraction.clauses import Link
from gongbao.extraction.context import Context, Name
from gongbao.extraction.cues import Cue
from gongbao.extraction.subject import labels
from gongbao.extraction.subject.lists import shared
from gongbao.extraction.subject.trimming import trimmed

_STATE = re.compile(
    r"(?:较?为?突出|增[幅长势]+(?:较大|明显|较快)?|(?:数量)?(?:大幅|持续|稳步|快速|明显)?(?:增长|增加|上升|下降|减少)(?:明显|较快)?"
    r"|平稳|多发|高发|活跃|严重|良好|向好)$"
)  # 小客车、摩托车违法突出，分别查处420起、610起
_SHARES = ("占比", "比重", "占")
_LONGEST = 60  # characters


def dealt_out(context: Context, at: int, count: int, label: str) -> list[Name] | None:
    """Return the names of the ``count`` numbers from ``at`` on, one for each thing of the clause before, or None.

    Parameters
    ----------
    context : Context
        What has been said before.
    at, count : int
        The first number, and how many.
    label : str
        What their own words say of all: nothing, what was done (查处), or a figure (日均进站旅客).
    """
    above = context.places[at].above
    clause = above[-1] if above else ""
    if not clause or len(clause) > _LONGEST or cues.is_comparison(clause) or (label and shared(label, count)):
        return None
    items = shared(_STATE.sub("", trimmed(cues.read(clause).label)), count)
    if not items or (label and not _STATE.search(clause)):
        return None
    if not label:
        return [(item, None) for item in items]
    if labels.is_verb(label):
        return [(label + item.removeprefix(label), None) for item in items]
    size = len(items[0])
    return [(item[:size] + label, None) for item in items]


def recent(context: Context, at: int, count: int) -> list[int]:
    """Return the last levels of the sentence, as many as there are numbers to share among them."""
    found = []
    for i in range(at - 1, -1, -1):
        if context.relations[i].basis in REACHED and not context.is_past(i):
            found.append(i)
        if len(found) == count or context.places[i].link is Link.STOP:
            break
    return found[::-1] if len(found) == count and context.places[at].link is not Link.STOP else []


def shares_of(context: Context, at: int, count: int, cue: Cue, label: str) -> list[Name] | None:
    """办案863件，新领域办案676件，分别占比68%、16%; 12个项目、43个工程分别完成任务的110%、106%."""
    own = cue.label.startswith("分别") and cue.label.endswith("的") and bool(label)
    if not own and not (label in _SHARES or (cue.share and not label)):
        return None
    levels = recent(context, at, count)
    if not levels:
        return None
    return [(labels.thing(context.label(i)) + label if own else context.label(i) + "占比", None) for i in levels]
