"""What is read is bounded in time, too: a file of a few kilobytes can keep a parser busy for days."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from gongbao.errors import InputError

SECONDS = 15  # of the processor; a report of 300 pages takes 6


@contextmanager
def in_time(seconds: float = SECONDS) -> Iterator[None]:
    """Stop what takes longer; in the main thread and where the system has such a clock (not on Windows).

    Raises
    ------
    InputError
        Once the time is over.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise InputError(f"takes more than {seconds:g} seconds to read; give its text as txt")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
