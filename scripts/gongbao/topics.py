"""What a label is about, by the words in it: lets a topical notebook find the rows of a bulletin nobody has coded."""

from functools import cache

from gongbao import rules
from gongbao.compact import Compact


def topic(label: str) -> str:
    """Return the topic of a label, the beginning of a family code (``fraud``), or '' where no word of it is known.

    The first word of lexicon/topics.csv that the label holds decides: the narrower topics stand first.
    """
    plain = Compact(label).plain  # 騙案 is 骗案
    return next((topic for word, topic in _words() if word in plain), "")


@cache
def _words() -> list[tuple[str, str]]:
    return [(row["word"], row["topic"]) for row in rules.rows("topics")]
