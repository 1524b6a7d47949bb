"""How fast is extraction? Characters a second, beside Microsoft Recognizers-Text on the same texts, in turns.

Recognizers-Text, the most complete public recogniser of Chinese numbers, finds numbers, percentages, currencies and
dimensions; it knows no classifier, comparison, direction, label or precision.
"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from gongbao import paths
from gongbao.errors import InputError
from gongbao.extraction.extract import rows

TURNS = 5
TIMES = 20  # our own is too fast to time on so little text


def run() -> int:
    """Print both rates and their ratio; seconds are those of one core. Returns 0.

    Raises
    ------
    InputError
        Where the texts (tests/corpus) or Recognizers-Text are not there.
    """
    texts = [path.read_bytes().decode() for path in _texts()]
    recognise = _recogniser()
    first = _rate(rows, texts[:1]), _rate(recognise, texts[:1])  # builds what a process builds once
    ours, theirs = [], []
    for _ in range(TURNS):
        ours.append(_rate(rows, texts * TIMES))
        theirs.append(_rate(recognise, texts))
    own, other = statistics.median(ours), statistics.median(theirs)
    print(f"Extraction from {sum(map(len, texts))} characters, characters a second of one core")
    print(f"{own:12,.0f}  gongbao, every field (median of {TURNS} turns)")
    print(f"{other:12,.0f}  Recognizers-Text, numbers, percentages, currencies and dimensions")
    print(f"{own / other:12,.0f}  times as many; {first[0] / first[1]:,.0f} times on the first text of a process")
    return 0


def _texts() -> list[Path]:
    found = sorted((paths.ROOT / "tests" / "corpus").glob("*.txt"))
    if not found:
        raise InputError(f"{paths.ROOT / 'tests' / 'corpus'}: no texts to read; run the benchmark in a checkout")
    return found


def _recogniser() -> Callable[[str], object]:
    try:
        from recognizers_number import recognize_number, recognize_percentage
        from recognizers_number_with_unit import recognize_currency, recognize_dimension
        from recognizers_text import Culture
    except ImportError:
        raise InputError("no recognizers-text-suite; run make bench, or install requirements-bench.txt") from None
    kinds = (recognize_number, recognize_percentage, recognize_currency, recognize_dimension)
    return lambda text: [kind(text, Culture.Chinese) for kind in kinds]


def _rate(function: Callable[[str], object], texts: list[str]) -> float:
    began = time.process_time()
    for text in texts:
        function(text)
    return sum(map(len, texts)) / (time.process_time() - began)
